"""JUnit's XML, held against the schema of a build server and read by a library."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import junitparser
from hypothesis import given
from lxml import etree

from output.findings import ALL, COMPARED, OVERDUE, SUNDAY, UNQUOTED, hostile, many
from ragplan.diagnostics import Diagnostic, Severity
from ragplan.escaping import one_line
from ragplan.output import render
from ragplan.output.about import NOTHING, About


@cache
def schema() -> Any:
    """The schema of Jenkins."""
    return etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas/junit-10.xsd"))


def report(found: list[Diagnostic] | tuple[Diagnostic, ...], about: About = COMPARED) -> Any:
    """A report that the schema allows, as the library reads it."""
    text = render(found, "junit", about).encode("utf-8")
    schema().assertValid(etree.fromstring(text))
    return junitparser.JUnitXml.fromstring(text)


@given(found=many)
def test_anything_is_valid_and_counted(found: list[Diagnostic]) -> None:
    read = report(found)
    cases = [case for suite in read for case in suite]
    failing = sum(map(COMPARED.fails, found))
    assert len(cases) == max(len(found), 1)
    assert (read.tests, read.failures, read.errors) == (len(cases), failing, 0)
    for suite in read:
        counts = (suite.tests, suite.failures, suite.skipped)
        suite.update_statistics()
        assert counts == (suite.tests, suite.failures, suite.skipped)
    assert len({(case.classname, case.name) for case in cases}) == len(cases)


@given(message=hostile)
def test_words_come_through_as_they_are_shown(message: str) -> None:
    shown = "".join(f"\\u{ord(each):04x}" if each in "\ufffe\uffff" else each for each in one_line(message))
    (case,) = next(iter(report([OVERDUE._replace(message=message)])))
    assert case.result[0].message == shown
    assert case.result[0].text.split("\n")[1] == f"warning: {shown}".strip()


def test_as_red_as_the_command() -> None:
    everything = COMPARED._replace(fails=lambda _: True)
    nothing = COMPARED._replace(fails=lambda _: False)
    assert report(ALL, everything).failures == 5
    assert report(ALL, nothing).failures == 0
    assert report(ALL, nothing).skipped == 5
    only_errors = COMPARED._replace(fails=lambda each: each.severity is Severity.ERROR)
    assert report(ALL, only_errors).failures == 2


def test_what_was_there_before_and_what_is_worth_knowing_do_not_fail() -> None:
    assert [case.is_skipped for suite in report([UNQUOTED, SUNDAY, OVERDUE]) for case in suite] == [
        True,
        True,
        False,
    ]


def test_two_of_one_rule_and_entry_have_names_of_their_own() -> None:
    below = OVERDUE._replace(span=OVERDUE.span._replace(line=40, end_line=40))
    (suite,) = report([below, OVERDUE])
    assert [case.name for case in suite] == [
        "RAG401 overdue: bhr-francis/LBR actions/2.1",
        "RAG401 overdue: bhr-francis/LBR actions/2.1 (2)",
    ]


def test_nothing_found_is_a_test_that_passes() -> None:
    (suite,) = report((), NOTHING)
    (case,) = suite
    assert (case.name, case.is_passed) == ("nothing found", True)
