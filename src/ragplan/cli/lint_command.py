"""``ragplan lint``: what is wrong with the text of the plans."""

import os
import shutil
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

import typer

from ragplan.cli.session import (
    FINDINGS,
    PLANS,
    PlansOption,
    colourful,
    fail,
    on_terminal,
    read_plans,
    something_at,
    talk,
    tell,
    write,
)
from ragplan.diagnostics import Diagnostic, Severity
from ragplan.escaping import one_line
from ragplan.linter import lint, matches
from ragplan.linter import select as selection
from ragplan.plans import Plans
from ragplan.rules import RULES
from ragplan.rules.rule import Needs, Rule

Codes = Annotated[
    list[str] | None,
    typer.Option(metavar="CODES", help="Codes, beginnings of codes (RAG2) or names, with commas."),
]


def command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATHS", help="Files or folders to tell of; else all the plans."),
    ] = None,
    plans: PlansOption = PLANS,
    select: Codes = None,
    ignore: Codes = None,
    fail_on: Annotated[
        Literal["error", "warning", "info", "never"],
        typer.Option(help="The least severity that makes the exit code 1."),
    ] = "warning",
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended without a decision.")] = False,
    jobs: Annotated[
        int, typer.Option(min=0, max=64, help="Processes that read large plans; 0: one a processor.")
    ] = 0,
    output_format: Annotated[
        Literal["auto", "full", "concise", "json"],
        typer.Option(help="auto: full on a terminal, concise in a pipe."),
    ] = "auto",
) -> None:
    """Reads files only: no clock, no history, the same answer for ever.

    What keeps a file from being read (RAG001 to RAG012) is always told. Exit code: 0 nothing at or
    above --fail-on, 1 findings, 2 could not run.
    """
    rules = _rules(select, ignore)
    folder, wanted = _scope(paths or [], plans)
    read = read_plans(folder, jobs)
    _refuse_unread(read, folder, wanted)
    told = _told(read, rules, wanted)
    if fix and any(diagnostic.edits for diagnostic in told):
        _fix(told, read)
        read = read_plans(folder)
        told = _told(read, rules, wanted)
    _print(told, output_format)
    tell(_summary(told, read))
    if fail_on != "never" and any(each.severity >= Severity[fail_on.upper()] for each in told):
        raise typer.Exit(FINDINGS)


def _told(read: Plans, rules: list[Rule], wanted: list[PurePosixPath]) -> list[Diagnostic]:
    return [each for each in lint(read, rules) if not wanted or _below(each.path, wanted)]


def _rules(selected: list[str] | None, ignored: list[str] | None) -> list[Rule]:
    return selection(RULES, _codes(selected), _codes(ignored), (Needs.FILES,))


def _codes(options: list[str] | None) -> list[str]:
    """The codes of an option given once with commas, or several times; exits with 2 on a wrong one."""
    codes = [code.strip() for option in options or [] for code in option.split(",") if code.strip()]
    for code in codes:
        if not any(matches(rule, code) for rule in RULES):
            from ragplan.suggestion import did_you_mean

            known = [word for rule in RULES for word in (rule.code, rule.name)]
            hint = did_you_mean(code, known) or "see 'ragplan explain' for all rules"
            fail(f"no rule {one_line(code)!r}; {hint}")
    return codes


def _scope(paths: list[str], plans: str) -> tuple[str, list[PurePosixPath]]:
    """The folder to read and the paths in it to tell of; ``[]`` means all.

    A path below the plans' folder is judged with all of them around it; any other is a plans' folder
    of its own.
    """
    for path in paths:
        if not something_at(path):
            fail(f"there is nothing at {one_line(path)!r}")
    if not paths:
        return plans, []
    root = _absolute(plans)
    absolute = [_absolute(path) for path in paths]
    if all(path.is_relative_to(root) for path in absolute):
        inside = (path.relative_to(root) for path in absolute)
        return plans, [PurePosixPath(Path(plans, path).as_posix()) for path in inside]
    if len(paths) > 1:
        fail(f"these are not all below {one_line(plans)!r}; name the plans' folder with --plans DIR")
    only = Path(paths[0])
    if only.is_dir():
        return paths[0], []
    return str(only.parent), [PurePosixPath(only.as_posix())]


def _absolute(path: str) -> Path:
    """A path from the root, with links left as they are: they are told, not followed."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve would follow them


def _below(path: str, wanted: list[PurePosixPath]) -> bool:
    return any(PurePosixPath(path).is_relative_to(each) for each in wanted)


def _refuse_unread(read: Plans, folder: str, wanted: list[PurePosixPath]) -> None:
    """What was not read, or belongs to no programme, must not pass for clean."""
    if not (read.programmes or read.broken or read.problems):
        fail(f"no programme in {one_line(folder)!r}; a programme file has a line 'programme: …'")
    seen = [*read.documents, *(path for path, _ in read.problems)]
    for each in wanted:
        if not any(PurePosixPath(path).is_relative_to(each) for path in seen):
            fail(f"no plan file (.yaml) at {one_line(str(each))!r}, so nothing was looked at")


def _fix(told: list[Diagnostic], read: Plans) -> None:
    from ragplan.fixing import mended
    from ragplan.repository import write_whole

    by_path: dict[str, list[Diagnostic]] = {}
    for diagnostic in told:
        if diagnostic.edits:
            by_path.setdefault(diagnostic.path, []).append(diagnostic)
    for path, diagnostics in by_path.items():
        document = read.documents[path]
        edits = [edit for diagnostic in diagnostics for edit in diagnostic.edits]
        mark = "\ufeff" if document.mark else ""
        try:
            write_whole(Path(path), mark + mended(document.text, edits))
        except OSError as error:
            fail(f"{one_line(path)} cannot be written: {error.strerror}")
        tell(f"mended {len(diagnostics)} in {one_line(path)}")


def _print(told: list[Diagnostic], format: str) -> None:
    from ragplan.output import render

    chosen = format if format != "auto" else "full" if on_terminal() else "concise"
    if chosen == "full" and on_terminal():
        from ragplan.output import full

        width = min(shutil.get_terminal_size((80, 24)).columns, 100)
        shown = full.render(told, width, _paint if colourful() else full.plain)
        talk(f"{shown}\n" if shown else "")
    else:
        (write if chosen == "json" else talk)(render(told, chosen))


_COLOURS = {"error": "31;1", "warning": "33;1", "info": "36;1", "code": "1", "place": "34", "quiet": "2"}


def _paint(text: str, style: str) -> str:
    return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m"


def _summary(told: list[Diagnostic], read: Plans) -> str:
    files = f"{len(read.documents)} file{'' if len(read.documents) == 1 else 's'}"
    if not told:
        return f"{files} read, nothing found"
    counts = [
        f"{count} {severity.word}{'' if severity is Severity.INFO or count == 1 else 's'}"
        for severity in reversed(Severity)
        if (count := sum(each.severity is severity for each in told))
    ]
    fixable = sum(bool(each.edits) for each in told)
    mend = f"; {fixable} can be mended with --fix" if fixable else ""
    return f"{files} read: {', '.join(counts)}{mend}"
