"""``ragplan policy``: what is in force for the rules, and where each value comes from."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from ragplan.cli.findings import scope
from ragplan.cli.policies import FailOnOption, IgnoreOption, Options, SelectOption, policy_of
from ragplan.cli.session import PLANS, PlansOption, fail, notify, write
from ragplan.cli.tables import table
from ragplan.escaping import as_json, one_line
from ragplan.policy import DEFAULT, Layer, Policy, Ruling, Value
from ragplan.rules import RULES
from ragplan.rules.rule import Rule

NOT_TOLD = "not told"


def command(
    plans: PlansOption = PLANS,
    file: Annotated[
        str, typer.Option("--for", metavar="PATH", help="Show the settings for this plan file.")
    ] = "",
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="json has every rule.")] = "text",
) -> None:
    """The policy is the file ragplan.yaml at the top of the repository: the nearest folder with .git at or
    above the plans. Without a repository, it is looked for in the working directory if that contains the
    plans, otherwise in the plans' own folder. With --at, today's policy still applies; a bare repository
    uses that of its last commit.

    --select replaces what the file selects and ignores, --ignore adds to what it ignores, and --fail-on
    replaces its value. Whatever makes a file unreadable is always reported as an error.
    """
    chosen = scope([file] if file else [], plans, at="" if Path(plans).is_dir() else "HEAD")
    policy = policy_of(chosen.folder, Options(select, ignore, fail_on))
    path = _file(file, chosen.wanted) if file else ""
    _note_idle(policy, chosen.folder)
    write(_as_json(policy, path) if format == "json" else _as_text(policy, path))


def _file(given: str, wanted: tuple[object, ...]) -> str:
    """The path of a plan file as the loader tells it; exits with 2 for a folder."""
    if not wanted or Path(given).is_dir():
        fail(f"{one_line(given)!r} is a folder; --for takes one plan file")
    return str(wanted[0])


def _note_idle(policy: Policy, folder: str) -> None:
    """Say which entries of ``paths`` fit no file: a mistyped path would be found out too late."""
    from ragplan.repository import working_files

    if not policy.paths or not Path(folder).is_dir():
        return
    fitting = {
        layer for source in working_files(Path(folder)).sources for layer in policy.layers(source.path)
    }
    for layer in policy.paths:
        if layer not in fitting:
            notify(f"note: no plan file is at {one_line(layer.pattern)!r} ({one_line(layer.origin)})")


def _as_text(policy: Policy, path: str) -> str:
    """The settings, the rules that are not as they come, and what is different in some files.

    With a ``path`` the rules are those in force in that plan file.
    """
    parts = [table(("setting", "value", "from"), list(_settings(policy)))]
    rulings = _rulings(policy, path)
    unselected = [rule for rule, ruling in rulings if _unselected(policy, rule, ruling)]
    changed = [
        (rule, ruling)
        for rule, ruling in rulings
        if rule not in unselected and {ruling.told_by, ruling.severity_by} != {DEFAULT}
    ]
    if changed:
        rows = [_row(rule, ruling) for rule, ruling in changed]
        parts.append(table(("rule", "name", "severity", "default", "from"), rows))
    parts.append(_rest(len(unselected), len(RULES) - len(unselected) - len(changed)))
    if policy.paths and not path:
        parts.append(table(("path", "rules", "there", "from"), list(_places(policy))))
    return "\n".join(parts)


def _settings(policy: Policy) -> Iterator[tuple[str, str, str]]:
    yield ("fail_on", *policy.failing)
    counted = policy.working_days.counted
    yield ("working_days", "Monday to Friday" if counted else "every day", policy.bank_holidays.origin)
    if counted:
        yield ("bank_holidays", _bank_holidays(policy), policy.bank_holidays.origin)


def _bank_holidays(policy: Policy) -> str:
    """The regions by name, and how many days beside: there may be dozens."""
    given = policy.bank_holidays.value.split(", ")
    days = sum(each[:1].isdigit() for each in given)
    named = [each for each in given if not each[:1].isdigit()]
    named += [f"{days} day{'' if days == 1 else 's'} listed"] if days else []
    return ", ".join(named)


def _rulings(policy: Policy, path: str) -> list[tuple[Rule, Ruling]]:
    return [(rule, policy.ruling(rule, path) if path else policy.overall_ruling(rule)) for rule in RULES]


def _unselected(policy: Policy, rule: Rule, ruling: Ruling) -> bool:
    """Whether a rule is not told only because others are selected."""
    layers = (policy.options, policy.overall, *policy.paths)
    return not ruling.told and not any(
        not choice.told and rule.code.startswith(choice.beginning) and choice.origin == ruling.told_by
        for layer in layers
        for choice in layer.choices
    )


def _row(rule: Rule, ruling: Ruling) -> tuple[str, ...]:
    by_severity = ruling.told and ruling.severity_by != DEFAULT
    return (
        rule.code,
        rule.name,
        ruling.severity.word if ruling.told else NOT_TOLD,
        rule.severity.word,
        ruling.severity_by if by_severity else ruling.told_by,
    )


def _rest(unselected: int, untouched: int) -> str:
    """The rules that no table has, counted."""
    told = [f"{unselected} rules are not selected, so they are not reported."] if unselected else []
    told += [f"{untouched} rules have their own severity; 'ragplan rules' lists all."] if untouched else []
    return "".join(f"{line}\n" for line in told)


def _places(policy: Policy) -> Iterator[tuple[str, ...]]:
    """What each entry of ``paths`` says."""
    for layer in policy.paths:
        for choice in layer.choices:
            yield layer.pattern, choice.beginning, "told" if choice.told else NOT_TOLD, choice.origin
        for weight in layer.weights:
            yield layer.pattern, weight.beginning, weight.severity.word, weight.origin


def _as_json(policy: Policy, path: str) -> str:
    """The same for other programs, with every rule; version 1."""
    told = {
        "version": 1,
        "for": path or None,
        "fail_on": _value(policy.failing),
        "working_days": _value(policy.bank_holidays) if policy.working_days.counted else None,
        "rules": [_fields(rule, ruling) for rule, ruling in _rulings(policy, path)],
        "paths": [] if path else [_place(layer) for layer in policy.paths],
    }
    return as_json(told)


def _value(value: Value) -> dict[str, str]:
    return {"value": value.value, "from": value.origin}


def _fields(rule: Rule, ruling: Ruling) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "told": {"value": ruling.told, "from": ruling.told_by},
        "severity": {"value": ruling.severity.word, "from": ruling.severity_by},
        "default_severity": rule.severity.word,
    }


def _place(layer: Layer) -> dict[str, Any]:
    return {
        "path": layer.pattern,
        "from": layer.origin,
        "select": [each.beginning for each in layer.choices if each.told],
        "ignore": [each.beginning for each in layer.choices if not each.told],
        "severity": {each.beginning: each.severity.word for each in layer.weights},
    }
