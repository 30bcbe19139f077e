"""SARIF 2.1.0, as code scanning and editors read it: the rules with their help, and the findings.

Columns count characters. Paths are URIs from the repository's top. A finding is known by the partial
fingerprint `ragplan/v1`, which stays while lines move and messages change. Compared with a base, a finding
is `new` or `unchanged`; what `ragplan lint --fix` would mend has a `fixes`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from posixpath import isabs
from typing import Any
from urllib.parse import quote

from ragplan.diagnostics import Diagnostic, Edit, Severity, Span
from ragplan.escaping import as_json, one_line
from ragplan.output.about import NOTHING, About, Described
from ragplan.output.placing import from_top, marked

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
TOP = "%SRCROOT%"
FINGERPRINT = "ragplan/v1"


def render(diagnostics: Sequence[Diagnostic], about: About = NOTHING) -> str:
    """One run with all rules and the findings, by file and place."""
    told = list(marked(diagnostics))
    rules = {rule.code: _rule(rule) for rule in about.rules()}
    for each, _, _ in told:
        rules.setdefault(each.code, {"id": each.code, "name": each.name})
    codes = sorted(rules)
    numbers = {code: number for number, code in enumerate(codes)}
    driver = {"name": "ragplan", "rules": [rules[code] for code in codes]}
    if about.version:
        driver["semanticVersion"] = about.version
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"ragplan/{about.command.partition(' ')[0]}/"},
        "invocations": [{"executionSuccessful": True}],
        "originalUriBaseIds": {TOP: {"description": {"text": "The top of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, mark, numbers, about) for each, _, mark in told],
    }
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Described) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _first_sentence(rule.what)},
        "fullDescription": {"text": rule.what},
        "help": {"text": f"{rule.what}\n\n{rule.why}", "markdown": rule.help},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "family": rule.family,
            "needs": rule.needs,
            "tags": [tag for tag in (rule.code[:4], rule.needs) if tag],
        },
    }


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".") + "."


def _result(diagnostic: Diagnostic, mark: str, numbers: Mapping[str, int], about: About) -> dict[str, Any]:
    file = _artifact(diagnostic.path, about)
    told: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": numbers[diagnostic.code],
        "level": LEVELS[diagnostic.severity],
        "message": {"text": _message(diagnostic)},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": file, "region": _region(diagnostic.span)},
                "logicalLocations": [{"fullyQualifiedName": diagnostic.subject or diagnostic.path}],
            }
        ],
        "partialFingerprints": {FINGERPRINT: mark},
    }
    if about.base:
        told["baselineState"] = "unchanged" if diagnostic.known else "new"
    if diagnostic.edits:
        change = {"artifactLocation": file, "replacements": [_replacement(each) for each in diagnostic.edits]}
        told["fixes"] = [{"description": {"text": _text(diagnostic.help)}, "artifactChanges": [change]}]
    return told


def _message(diagnostic: Diagnostic) -> str:
    help = f"\nFix: {_text(diagnostic.help)}" if diagnostic.help else ""
    return _text(diagnostic.message) + help


def _text(text: str) -> str:
    """Words in which no reader of SARIF finds a link: those of a plan lead nowhere."""
    return one_line(text).replace("](", "] (")


def _artifact(path: str, about: About) -> dict[str, str]:
    """Where a file lies: from the repository's top, or from the root where it is not below that."""
    place = from_top(path, about)
    uri = quote(place.encode("utf-8", "surrogateescape" if _disguised(place) else "replace"))
    return {"uri": f"file://{uri}"} if isabs(place) else {"uri": uri, "uriBaseId": TOP}


def _disguised(path: str) -> bool:
    """Whether all that is no Unicode in a path are bytes in disguise, which become themselves again."""
    return not any("\ud800" <= letter < "\udc80" or "\udcff" < letter <= "\udfff" for letter in path)


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _replacement(edit: Edit) -> dict[str, Any]:
    return {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
