"""What ``lint`` and ``check`` share: their options, which files to tell of, and telling it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal, NamedTuple

import typer

from ragplan.cli.session import (
    FINDINGS,
    colourful,
    fail,
    on_terminal,
    something_at,
    talk,
    tell,
    write,
)
from ragplan.diagnostics import Diagnostic, Severity
from ragplan.escaping import one_line
from ragplan.linter import lint, matches, select
from ragplan.plans import Plans
from ragplan.rules import RULES
from ragplan.rules.chronicle import Pasts
from ragplan.rules.rule import Days, Needs, Rule

PathsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATHS", help="Files or folders to tell of; else all the plans."),
]
SelectOption = Annotated[
    list[str] | None,
    typer.Option(metavar="CODES", help="Codes, beginnings of codes (RAG2) or names, with commas."),
]
IgnoreOption = SelectOption
FailOnOption = Annotated[
    Literal["error", "warning", "info", "never"],
    typer.Option(help="The least severity that makes the exit code 1."),
]
JobsOption = Annotated[
    int, typer.Option(min=0, max=64, help="Processes that read large plans; 0: one a processor.")
]
FormatOption = Annotated[
    Literal["auto", "full", "concise", "json"],
    typer.Option("--output-format", help="auto: full on a terminal, concise in a pipe."),
]


class Scope(NamedTuple):
    """The folder to read and the paths in it to tell of; ``()`` means all."""

    folder: str
    wanted: tuple[PurePosixPath, ...]

    def told(
        self, read: Plans, rules: Iterable[Rule], days: Days | None = None, pasts: Pasts | None = None
    ) -> list[Diagnostic]:
        """What the rules find, as far as it is asked for."""
        found = lint(read, rules, days, pasts)
        return [each for each in found if not self.wanted or _below(each.path, self.wanted)]


def scope(paths: list[str], plans: str, at: str = "") -> Scope:
    """What to read and to tell of; exits with 2 where there is nothing at a path.

    A path below the plans' folder is judged with all of them around it; any other is a plans' folder
    of its own. With ``at`` a path was there once, and may be gone.
    """
    for path in paths:
        if not at and not something_at(path):
            fail(f"there is nothing at {one_line(path)!r}")
    if not paths:
        return Scope(plans, ())
    root = _absolute(plans)
    absolute = [_absolute(path) for path in paths]
    if all(path.is_relative_to(root) for path in absolute):
        inside = (path.relative_to(root) for path in absolute)
        return Scope(plans, tuple(PurePosixPath(Path(plans, path).as_posix()) for path in inside))
    if len(paths) > 1:
        fail(f"these are not all below {one_line(plans)!r}; name the plans' folder with --plans DIR")
    only = Path(paths[0])
    if only.is_dir() or (at and not only.suffix):
        return Scope(paths[0], ())
    return Scope(str(only.parent), (PurePosixPath(only.as_posix()),))


def _absolute(path: str) -> Path:
    """A path from the root, with links left as they are: they are told, not followed."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve would follow them


def _below(path: str, wanted: Iterable[PurePosixPath]) -> bool:
    return any(PurePosixPath(path).is_relative_to(each) for each in wanted)


def chosen_rules(selected: list[str] | None, ignored: list[str] | None, *needs: Needs) -> list[Rule]:
    """The rules that the options choose among those that need no more.

    Exits with 2 on a code of no rule, and on one of which none would run.
    """
    wanted = _codes(selected)
    for code in wanted:
        if not select(RULES, (code,), (), needs):
            fail(f"{one_line(code)!r} {_lacking(code)}")
    return select(RULES, wanted, _codes(ignored), needs)


def _lacking(code: str) -> str:
    """What the rules that a code means need, and how to give it to them."""
    if any(rule.needs in (Needs.CLOCK, Needs.MEETING) for rule in RULES if matches(rule, code)):
        return "needs to know the day; run 'ragplan check'"
    return "needs the history; run 'ragplan check' without --no-history"


def _codes(options: list[str] | None) -> list[str]:
    """The codes of an option given once with commas, or several times."""
    codes = [code.strip() for option in options or [] for code in option.split(",") if code.strip()]
    for code in codes:
        if not any(matches(rule, code) for rule in RULES):
            from ragplan.suggestion import did_you_mean

            known = [word for rule in RULES for word in (rule.code, rule.name)]
            hint = did_you_mean(code, known) or "see 'ragplan explain' for all rules"
            fail(f"no rule {one_line(code)!r}; {hint}")
    return codes


def refuse_unread(read: Plans, chosen: Scope) -> None:
    """What was not read, or belongs to no programme, must not pass for clean: exits with 2."""
    if not (read.programmes or read.broken or read.problems):
        fail(f"no programme in {one_line(chosen.folder)!r}; a programme file has a line 'programme: …'")
    seen = [*read.documents, *(path for path, _ in read.problems)]
    for each in chosen.wanted:
        if not any(PurePosixPath(path).is_relative_to(each) for path in seen):
            fail(f"no plan file (.yaml) at {one_line(str(each))!r}, so nothing was looked at")


def tell_all(told: list[Diagnostic], read: Plans, format: str, fail_on: str, *, mends: bool) -> None:
    """Print the findings and their count, and exit with 1 where one is severe enough.

    ``mends`` says that the command could mend some of them.
    """
    _print(told, format)
    tell(_summary(told, read, mends=mends))
    if fail_on != "never" and any(each.severity >= Severity[fail_on.upper()] for each in told):
        raise typer.Exit(FINDINGS)


def _print(told: list[Diagnostic], format: str) -> None:
    from ragplan.output import render

    chosen = format if format != "auto" else "full" if on_terminal() else "concise"
    if chosen == "full" and on_terminal():
        from ragplan.output import full

        width = min(shutil.get_terminal_size((80, 24)).columns, 100)
        shown = full.render(told, width=width, paint=_paint if colourful() else full.plain)
        talk(f"{shown}\n" if shown else "")
    else:
        (write if chosen == "json" else talk)(render(told, chosen))


_COLOURS = {"error": "31;1", "warning": "33;1", "info": "36;1", "code": "1", "place": "34", "quiet": "2"}


def _paint(text: str, style: str) -> str:
    return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m"


def _summary(told: list[Diagnostic], read: Plans, *, mends: bool) -> str:
    files = f"{len(read.documents)} file{'' if len(read.documents) == 1 else 's'}"
    if not told:
        return f"{files} read, nothing found"
    counts = [
        f"{count} {severity.word}{'' if severity is Severity.INFO or count == 1 else 's'}"
        for severity in reversed(Severity)
        if (count := sum(each.severity is severity for each in told))
    ]
    fixable = sum(bool(each.edits) for each in told) if mends else 0
    mend = f"; {fixable} can be mended with --fix" if fixable else ""
    return f"{files} read: {', '.join(counts)}{mend}"
