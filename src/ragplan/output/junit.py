"""JUnit's XML, which build servers show as tests: a suite a file, a test a finding.

A finding for which the command fails is a failure; any other is a skipped test, so that the report is as
red as the command. Nothing found is one test that passes. A test is named by the rule and the entry, so
that a server tells new from old. The suite is the file from the repository's top, which `classname`
repeats without its ending, for some servers show that alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from posixpath import splitext
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ragplan.diagnostics import Diagnostic
from ragplan.escaping import one_line, xml
from ragplan.output.about import NOTHING, About
from ragplan.output.placing import from_top, marked


def render(diagnostics: Sequence[Diagnostic], about: About = NOTHING) -> str:
    """The findings as one document, by file and place."""
    root = Element("testsuites", {"name": f"ragplan {about.command}"})
    suites: dict[str, Element] = {}
    for each, number, _ in marked(diagnostics):
        path = from_top(each.path, about)
        suite = suites.get(path)
        if suite is None:
            suite = suites[path] = SubElement(root, "testsuite", {"name": _line(path)})
        _test(suite, each, number, about)
    if not suites:
        passed = SubElement(root, "testsuite", {"name": "ragplan"})
        SubElement(passed, "testcase", {"classname": "ragplan", "name": "nothing found"})
    for suite in root:
        _count(suite, [suite])
    _count(root, list(root))
    indent(root)
    text = tostring(root, "unicode").replace("##[", "#&#35;[")  # which a build log would obey
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _test(suite: Element, diagnostic: Diagnostic, number: int, about: About) -> None:
    again = f" ({number})" if number > 1 else ""
    name = f"{diagnostic.code} {diagnostic.name}: {diagnostic.subject or diagnostic.path}{again}"
    file = splitext(from_top(diagnostic.path, about))[0]
    test = SubElement(suite, "testcase", {"classname": _line(file), "name": _line(name)})
    kind = "failure" if about.fails(diagnostic) else "skipped"
    outcome = SubElement(test, kind, {"type": diagnostic.severity.word, "message": _line(diagnostic.message)})
    outcome.text = "\n".join(_told(diagnostic, about))


def _told(diagnostic: Diagnostic, about: About) -> list[str]:
    """What a person reads who opens the test."""
    place = f"{from_top(diagnostic.path, about)}:{diagnostic.span.line}:{diagnostic.span.column}"
    lines = [place, f"{diagnostic.severity.word}: {diagnostic.message}"]
    if diagnostic.help:
        lines.append(f"fix: {diagnostic.help}")
    if about.base and diagnostic.known:
        lines.append("was there before")
    return [_line(line) for line in lines]


def _count(element: Element, suites: Sequence[Element]) -> None:
    """Say on an element how many tests there are in suites, and how many of them failed."""
    tests = [test for suite in suites for test in suite.iter("testcase")]
    counts = {"tests": len(tests), "failures": sum(test.find("failure") is not None for test in tests)}
    for name, count in counts.items():
        element.set(name, str(count))
    element.set("errors", "0")
    if element.tag == "testsuite":
        element.set("skipped", str(sum(test.find("skipped") is not None for test in tests)))


def _line(text: str) -> str:
    return xml(one_line(text))
