"""The formats that programs read: JSON of ragplan's own, of GitLab and of SARIF."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import FormatChecker
from jsonschema.validators import validator_for

from output.findings import ALL, COMPARED, MOVED, OVERDUE, SUNDAY, UNQUOTED, WATERMELON, hostile, many
from ragplan.cli.findings import described, this_run
from ragplan.diagnostics import Diagnostic, Span
from ragplan.escaping import undisguised
from ragplan.output import render
from ragplan.output.about import NOTHING, About
from ragplan.output.json_v1 import FIELDS

SCHEMAS = Path(__file__).parent / "schemas"


@cache
def validator(name: str) -> Any:
    """What holds a value against a public schema."""
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return validator_for(schema)(schema, format_checker=FormatChecker())


def read(found: list[Diagnostic] | tuple[Diagnostic, ...], format: str, about: About = COMPARED) -> Any:
    """What is told of findings, as a program gets it; nothing in it is an order to a terminal."""
    text = render(found, format, about)
    sent = text.encode("utf-8").decode("utf-8")
    hidden = {letter for letter in sent if unicodedata.category(letter) in {"Cc", "Cf", "Zl", "Zp"}}
    assert hidden <= {"\n", "\u00ad", "\u200d"}
    return json.loads(sent)


def sarif(found: list[Diagnostic] | tuple[Diagnostic, ...], about: About = COMPARED) -> Any:
    """The one run of a SARIF log that its schema allows."""
    log = read(found, "sarif", about)
    validator("sarif-2.1.0.json").validate(log)
    return log["runs"][0]


def gitlab(found: list[Diagnostic] | tuple[Diagnostic, ...], about: About = COMPARED) -> Any:
    """A Code Quality report that its schema allows."""
    issues = read(found, "gitlab", about)
    for issue in issues:
        validator("codeclimate.json").validate(issue)
    return issues


@given(found=many)
def test_json_loses_nothing(found: list[Diagnostic]) -> None:
    told = read(found, "json")["findings"]
    assert sorted((each["message"], each["file"], each["subject"]) for each in told) == sorted(
        tuple(json.loads(json.dumps(list(map(undisguised, (each.message, each.path, each.subject))))))
        for each in found
    )
    assert all(list(each) == list(FIELDS) for each in told)


def test_json_tells_new_from_known_only_where_there_is_a_base() -> None:
    assert [each["new"] for each in read(ALL, "json")["findings"]] == [False, True, True, True, True]
    assert {each["new"] for each in read(ALL, "json", NOTHING)["findings"]} == {None}


@given(found=many)
def test_sarif_of_anything_passes_its_schema(found: list[Diagnostic]) -> None:
    run = sarif(found)
    rules = run["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == [
        each["ruleId"] for each in run["results"]
    ]
    marks = [each["partialFingerprints"]["ragplan/v1"] for each in run["results"]]
    assert len(set(marks)) == len(found)
    assert not any("](" in each["message"]["text"] for each in run["results"])


@given(name=hostile.filter(lambda name: not {"/", "\x00", "\ud800"} & set(name)))
def test_a_uri_leads_to_the_very_file(name: str) -> None:
    (result,) = sarif([SUNDAY._replace(path=f"plans/{name}.yaml")])["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uriBaseId"] == "%SRCROOT%"
    assert place["uri"].isascii()
    assert urlsplit(place["uri"]).path == place["uri"]
    there = unquote_to_bytes(place["uri"])
    assert there == f"nhs/plans/{name}.yaml".encode("utf-8", "surrogateescape")


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("plans/a b#c?.yaml", {"uri": "nhs/plans/a%20b%23c%3F.yaml", "uriBaseId": "%SRCROOT%"}),
        ("../plans/a:b.yaml", {"uri": "plans/a%3Ab.yaml", "uriBaseId": "%SRCROOT%"}),
        ("./plans/x/../a.yaml", {"uri": "nhs/plans/a.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/srv/checkout/nhs/a.yaml", {"uri": "nhs/a.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/elsewhere/a.yaml", {"uri": "file:///elsewhere/a.yaml"}),
    ],
)
def test_uris(path: str, uri: dict[str, str]) -> None:
    (result,) = sarif([SUNDAY._replace(path=path)])["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == uri


def test_sarif_says_what_the_base_knew_and_what_would_mend() -> None:
    results = {each["ruleId"]: each for each in sarif(ALL)["results"]}
    assert {code: each["baselineState"] for code, each in results.items()} == {
        "RAG113": "unchanged",
        "RAG206": "new",
        "RAG304": "new",
        "RAG401": "new",
        "RAG501": "new",
    }
    assert [code for code, each in results.items() if "fixes" in each] == ["RAG113"]
    (change,) = results["RAG113"]["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"]["text"] == '"2.1"'
    assert not any("baselineState" in each for each in sarif(ALL, NOTHING)["results"])


def test_sarif_describes_every_rule() -> None:
    run = sarif(ALL, this_run("check"))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in described()]
    for rule in rules:
        assert rule["help"]["markdown"].startswith(f"# {rule['id']}: {rule['name']}\n")
        assert rule["shortDescription"]["text"]
        assert len(rule["help"]["text"]) > len(rule["fullDescription"]["text"])


@given(found=many)
def test_gitlab_takes_anything(found: list[Diagnostic]) -> None:
    issues = gitlab(found)
    assert len({each["fingerprint"] for each in issues}) == len(found)
    assert all(each["severity"] in {"major", "minor", "info"} for each in issues)
    assert all(each["location"]["lines"]["begin"] >= 1 for each in issues)
    assert not any(each["location"]["path"].startswith("./") for each in issues)


@given(lines=st.integers(0, 99), message=hostile)
def test_a_fingerprint_stays_while_lines_move_and_words_change(lines: int, message: str) -> None:
    twice = [OVERDUE, OVERDUE._replace(span=Span(40, 1, 40, 2)), WATERMELON, UNQUOTED, MOVED, SUNDAY]
    moved = [
        each._replace(span=Span(each.span.line + lines, 2, each.span.end_line + lines, 9), message=message)
        for each in twice
    ]
    assert _marks(moved) == _marks(twice)
    assert len(_marks(twice)) == 6


@pytest.mark.parametrize(
    "other", [OVERDUE._replace(code="RAG402"), OVERDUE._replace(subject="bhr-francis/LBR actions/2.2")]
)
def test_another_rule_or_entry_has_another_fingerprint(other: Diagnostic) -> None:
    assert not _marks([OVERDUE]) & _marks([other])


def _marks(found: list[Diagnostic]) -> set[str]:
    marks = {each["fingerprint"] for each in gitlab(found)}
    assert marks == {each["partialFingerprints"]["ragplan/v1"] for each in sarif(found)["results"]}
    return marks
