"""``ragplan rules``: all rules in a table, with what is in force for each."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Annotated, Any, Literal

import typer

from ragplan.cli.policies import Options, policy_of
from ragplan.cli.session import PLANS, PlansOption, fail, write
from ragplan.escaping import as_json, one_line
from ragplan.policy import Policy, beginning, matches, no_rule
from ragplan.rules import RULES
from ragplan.rules.documentation import FAMILIES
from ragplan.rules.rule import Needs, Rule

NEEDS = {
    Needs.FILES: "files",
    Needs.CLOCK: "day",
    Needs.MEETING: "meeting",
    Needs.HISTORY: "history",
}
"""What a rule looks at, in a narrow column."""
HEADER = ("code", "name", "severity", "needs", "fix")


def command(
    codes: Annotated[
        list[str] | None,
        typer.Argument(metavar="CODES", help="Codes, prefixes (RAG2) or names; by default all."),
    ] = None,
    plans: PlansOption = PLANS,
    format: Annotated[
        Literal["text", "markdown", "json"], typer.Option(help="json also says what each rule finds.")
    ] = "text",
) -> None:
    """Shows the severity in force, and the rule's own if ragplan.yaml changes it; 'ragplan policy' says
    where. Rules that need only the files run in lint; those that need the date, what the last meeting saw,
    or the history run in check. Some can be fixed by lint --fix. 'ragplan explain CODE' shows a rule in
    full.
    """
    rules = _meant(codes or [])
    policy = policy_of(plans, Options())
    if format == "json":
        told = {"version": 1, "rules": [_fields(rule, policy) for rule in rules]}
        write(as_json(told))
    else:
        write(_markdown(rules, policy) if format == "markdown" else _text(rules, policy))


def _meant(codes: Sequence[str]) -> list[Rule]:
    """The rules that codes mean, in the order of theirs; exits with 2 on one of no rule."""
    words = [word.strip() for code in codes for word in code.split(",") if word.strip()]
    for word in words:
        if not beginning(word, RULES):
            fail(f"no rule {one_line(word)!r}; {no_rule(word, RULES)}")
    return [rule for rule in RULES if not words or any(matches(rule, word) for word in words)]


def in_force(rule: Rule, policy: Policy) -> str:
    """The severity in force, and the rule's own where that is another."""
    ruling = policy.overall_ruling(rule)
    if not ruling.told:
        return f"off ({rule.severity.word})"
    changed = ruling.severity is not rule.severity
    return ruling.severity.word + (f" (was {rule.severity.word})" if changed else "")


def _cells(rule: Rule, policy: Policy) -> tuple[str, ...]:
    fix = "--fix" if rule.fixable else ""
    return (rule.code, rule.name, in_force(rule, policy), NEEDS[rule.needs], fix)


def _by_family(rules: Sequence[Rule]) -> Iterator[tuple[str, list[Rule]]]:
    for family, members in groupby(rules, key=lambda rule: rule.code[:4]):
        yield family, list(members)


def _text(rules: Sequence[Rule], policy: Policy) -> str:
    from ragplan.cli.tables import table

    rows: list[tuple[str, ...]] = []
    for family, members in _by_family(rules):
        rows.append((family, FAMILIES[family], "", "", ""))
        rows += [_cells(rule, policy) for rule in members]
    return table(HEADER, rows)


def _markdown(rules: Sequence[Rule], policy: Policy) -> str:
    parts = []
    for family, members in _by_family(rules):
        lines = [f"## {family}: {FAMILIES[family]}", ""]
        lines += [f"| {' | '.join(HEADER)} |", "|---" * len(HEADER) + "|"]
        lines += ["| " + " | ".join(_cells(rule, policy)) + " |" for rule in members]
        parts.append("\n".join(line.replace("|  |", "| |") for line in lines) + "\n")
    return "\n".join(parts)


def _fields(rule: Rule, policy: Policy) -> dict[str, Any]:
    """One rule for other programs, field by field."""
    ruling = policy.overall_ruling(rule)
    return {
        "code": rule.code,
        "name": rule.name,
        "family": FAMILIES[rule.code[:4]],
        "told": ruling.told,
        "severity": ruling.severity.word,
        "default_severity": rule.severity.word,
        "needs": rule.needs.value,
        "fixable": rule.fixable,
        "what": rule.documentation.what,
    }
