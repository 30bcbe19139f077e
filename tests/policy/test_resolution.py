"""What is in force for a rule in a file: the longest word decides, then the later entry of ``paths``."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragplan.diagnostics import Severity
from ragplan.document import SourceFile, read
from ragplan.policy import READING, Choice, Layer, Location, Policy, Weight, matches
from ragplan.policy.reading import read_policy
from ragplan.rules import RULES

BY_CODE = {rule.code: rule for rule in RULES}
AGAINST_DATE = BY_CODE["RAG304"]


def policy(text: str) -> Policy:
    reading = read_policy(
        read(SourceFile("ragplan.yaml", f"format: ragplan-policy/1\n{text}".encode())), Location()
    )
    assert not reading.problems
    return reading.policy


@pytest.mark.parametrize(
    ("text", "told", "severity", "told_by", "severity_by"),
    [
        ("", True, "warning", "default", "default"),
        ("severity: {RAG304: error}", True, "error", "default", "ragplan.yaml:2"),
        ("severity: {rating-against-date: error, RAG3: info}", True, "error", "default", "ragplan.yaml:2"),
        ("severity:\n  RAG3: info\n  RAG30: error\n", True, "error", "default", "ragplan.yaml:4"),
        ("severity: {rag: info}", True, "info", "default", "ragplan.yaml:2"),
        ("severity: {RAG4: error}", True, "warning", "default", "default"),
        ("ignore: [RAG3]", False, "warning", "ragplan.yaml:2", "default"),
        ("ignore: RAG2, rating-against-date", False, "warning", "ragplan.yaml:2", "default"),
        ("select: [RAG2]", False, "warning", "ragplan.yaml:2", "default"),
        ("select: [RAG3]\nignore: [RAG304]", False, "warning", "ragplan.yaml:3", "default"),
        ("select: [RAG304]\nignore: [RAG3]", True, "warning", "ragplan.yaml:2", "default"),
        ("select: []", True, "warning", "default", "default"),
        (
            "select:\nignore:\nseverity:\npaths:\nfail_on:\nworking_days:\n",
            True,
            "warning",
            "default",
            "default",
        ),
    ],
)
def test_a_rule(text: str, told: bool, severity: str, told_by: str, severity_by: str) -> None:
    ruling = policy(text).overall_ruling(AGAINST_DATE)
    assert ruling == (told, told_by, Severity[severity.upper()], severity_by)


PLACES = """
ignore: [RAG2]
severity: {RAG3: info}
paths:
  - {path: plans, ignore: [RAG304], severity: {RAG4: error}}
  - {path: plans/wigan, select: [RAG3, invalid-date], severity: {rating-against-date: error}}
  - {path: plans/wigan/old, ignore: [RAG], severity: {RAG4: info}}
"""


@pytest.mark.parametrize(
    ("path", "code", "told", "severity"),
    [
        ("plans/A.yaml", "RAG304", False, "info"),
        ("plans/A.yaml", "RAG303", True, "info"),
        ("plans/A.yaml", "RAG401", True, "error"),
        ("plans/A.yaml", "RAG201", False, "error"),
        ("plans/wigan/A.yaml", "RAG304", True, "error"),
        ("plans/wigan/A.yaml", "RAG201", True, "error"),
        ("plans/wigan/A.yaml", "RAG202", False, "warning"),
        ("plans/wigan/old/A.yaml", "RAG304", False, "error"),
        ("plans/wigan/old/A.yaml", "RAG401", False, "info"),
        ("plans/wigan/old/A.yaml", "RAG005", True, "error"),
        ("elsewhere/A.yaml", "RAG304", True, "info"),
    ],
)
def test_the_later_entry_of_paths_wins(path: str, code: str, told: bool, severity: str) -> None:
    ruling = policy(PLACES).ruling(BY_CODE[code], path)
    assert (ruling.told, ruling.severity.word) == (told, severity)


def test_a_path_is_from_the_top_wherever_the_command_ran() -> None:
    for standing, path in (
        (Location("plans", "plans"), "plans/wigan/A.yaml"),
        (Location("../../plans", "plans"), "../../plans/wigan/A.yaml"),
        (Location("/srv/repo/plans", "plans"), "/srv/repo/plans/wigan/A.yaml"),
        (Location(".", "plans"), "wigan/A.yaml"),
        (Location(".", "plans/wigan"), "A.yaml"),
        (Location(".", "."), "plans/wigan/A.yaml"),
    ):
        assert policy(PLACES)._replace(standing=standing).ruling(AGAINST_DATE, path).told


@pytest.mark.parametrize("told", [(True, False), (False, True)])
def test_a_word_selected_and_ignored_at_once_is_ignored(told: tuple[bool, bool]) -> None:
    layer = Layer(tuple(Choice("RAG304", each, str(each)) for each in told))
    assert layer.told("RAG304") == ("RAG304", False, "False")
    assert Policy(options=layer).overall_ruling(AGAINST_DATE)[:2] == (False, "False")


WORDS = st.sampled_from(sorted({code[:length] for code in BY_CODE for length in (3, 4, 5, 6)}))
SEVERITIES = st.dictionaries(WORDS, st.sampled_from(Severity), max_size=6)
CHOICES = st.dictionaries(WORDS, st.booleans(), max_size=6)


@given(SEVERITIES, CHOICES, st.randoms(use_true_random=False))
def test_the_order_inside_a_layer_means_nothing(
    severities: dict[str, Severity], choices: dict[str, bool], random: Random
) -> None:
    weights = [Weight(word, severity, word) for word, severity in severities.items()]
    chosen = [Choice(word, told, word if not told else "selected") for word, told in choices.items()]
    layer = Layer(tuple(chosen), tuple(weights))
    random.shuffle(weights)
    random.shuffle(chosen)
    other = Layer(tuple(chosen), tuple(weights))
    for before, after in ((Policy(layer), Policy(other)), (Policy(options=layer), Policy(options=other))):
        assert [before.overall_ruling(rule) for rule in RULES] == [
            after.overall_ruling(rule) for rule in RULES
        ]


@given(
    st.lists(st.tuples(SEVERITIES, CHOICES), max_size=4), st.lists(st.tuples(SEVERITIES, CHOICES), max_size=2)
)
def test_what_is_told_nowhere_is_told_in_no_file(
    places: list[tuple[dict[str, Severity], dict[str, bool]]],
    ends: list[tuple[dict[str, Severity], dict[str, bool]]],
) -> None:
    def layer(said: tuple[dict[str, Severity], dict[str, bool]], pattern: str = "") -> Layer:
        severities, choices = said
        return Layer(
            tuple(Choice(word, told, "") for word, told in choices.items()),
            tuple(Weight(word, severity, "") for word, severity in severities.items()),
            pattern,
        )

    overall, options = ([layer(each) for each in ends] + [Layer(), Layer()])[:2]
    for order in permutations(places):
        made = Policy(overall, tuple(layer(each, "plans") for each in order), options)
        somewhere = set(made.told_somewhere(RULES))
        for rule in RULES:
            ruling = made.ruling(rule, "plans/A.yaml")
            assert ruling.told <= (rule in somewhere)
            if rule.code in READING:
                assert (ruling.told, ruling.severity) == (True, rule.severity)
            final = options.told(rule.code)
            if final is not None and not final.told and rule.code not in READING:
                assert not ruling.told
        break


@pytest.mark.parametrize(
    "word", ["RAG304", "rag304", "rating-against-date", "Rating-Against-Date", "RAG30", "r"]
)
def test_words_that_mean_a_rule(word: str) -> None:
    assert matches(AGAINST_DATE, word)


@pytest.mark.parametrize("word", ["", "RAG4", "rating-ag", "RAG3041", "304", "ragplan"])
def test_words_that_do_not(word: str) -> None:
    assert not matches(AGAINST_DATE, word)
