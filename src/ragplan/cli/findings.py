"""What ``lint`` and ``check`` share: their options, which files to tell of, and telling it."""

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal, NamedTuple

import typer

from ragplan import __version__, english
from ragplan.cli.session import (
    FINDINGS,
    colourful,
    echo,
    fail,
    notify,
    on_terminal,
    something_at,
    write,
)
from ragplan.diagnostics import Diagnostic, Severity
from ragplan.escaping import one_line
from ragplan.linter import lint
from ragplan.output import FORMATS
from ragplan.output.about import About, Described
from ragplan.output.gathering import gathered
from ragplan.output.placing import MOST, foremost
from ragplan.output.summary import Verdict, by_rule
from ragplan.plans import Plans
from ragplan.policy import Policy
from ragplan.repository.policy_file import repository_above
from ragplan.rules.rule import Rule

PathsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATHS", help="Report only on these files or folders; by default on all."),
]
FormatOption = Annotated[
    Literal["auto", *FORMATS],  # type: ignore[valid-type]  # names of a table
    typer.Option(
        "--format",
        "--output-format",
        help="auto is grouped in a terminal (full if there are fewer than ten findings), github in "
        "GitHub Actions, and concise otherwise. markdown is a comment for a pull request.",
    ),
]
FullOption = Annotated[
    bool,
    typer.Option(
        "--full", help="Show each finding with its line and how to fix it, up to a hundred per rule."
    ),
]
FEW = 10
"""A terminal shows fewer findings than these with their lines."""
WIDEST = 100
"""Columns in which text is still read well."""


class Scope(NamedTuple):
    """The folder to read and the paths in it to tell of; ``()`` means all."""

    folder: str
    wanted: tuple[PurePosixPath, ...]

    def told(self, read: Plans, rules: Iterable[Rule], policy: Policy) -> list[Diagnostic]:
        """What the rules find in the files, as far as it is asked for."""
        return self.of(lint(read, rules, policy=policy))

    def of(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The findings that are asked for."""
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


def refuse_unread(read: Plans, chosen: Scope) -> None:
    """What was not read, or belongs to no programme, must not pass for clean: exits with 2."""
    if not (read.programmes or read.broken or read.problems):
        fail(f"no programme in {one_line(chosen.folder)!r}; a programme file has a line 'programme: …'")
    seen = [*read.documents, *(path for path, _ in read.problems)]
    for each in chosen.wanted:
        if not any(PurePosixPath(path).is_relative_to(each) for path in seen):
            fail(f"no plan file (.yaml) at {one_line(str(each))!r}, so nothing was checked")


def tell_all(
    told: list[Diagnostic],
    read: Plans,
    format: str,
    fail_on: str,
    about: About,
    *,
    mends: bool,
    all: bool = False,
) -> None:
    """Print the findings and their count, and exit with 1 where one is new and severe enough.

    ``about`` is what a format may say beside them; ``mends`` says that the command could mend some,
    ``all`` that those count too that were there before.
    """
    about = about._replace(fails=failing(fail_on, all=all))
    shown = gathered(told)
    resolved = resolved_format(format, len(shown))
    printed = foremost(shown) if resolved in _LINES else shown
    _print(printed, resolved, about)
    for line in _summary(Verdict(shown, about.fails, bool(about.base)), read, mends=mends):
        notify(line)
    if left := len(shown) - len(printed):
        notify(
            f"{left:,} of these are not shown: at most {MOST} are listed for each rule; --format "
            "json has them all"
        )
    if any(map(about.fails, told)):
        raise typer.Exit(FINDINGS)


def failing(fail_on: str, *, all: bool = False) -> Callable[[Diagnostic], bool]:
    """Whether a finding makes the exit code 1; one that was there before does where ``all`` count."""
    if fail_on == "never":
        return lambda _finding: False
    least = Severity[fail_on.upper()]
    return lambda finding: finding.severity >= least and (all or not finding.known)


def chosen_format(format: str, *, full: bool) -> str:
    """The format that the options ask for; exits with 2 where they ask for two."""
    if full and format not in ("auto", "full"):
        fail(f"--full means --format full, so it cannot be combined with --format {format}")
    return "full" if full else format


def resolved_format(format: str, count: int) -> str:
    """The format that is meant for so many findings; ``auto`` looks at who reads."""
    if format != "auto":
        return format
    if on_terminal():
        return "full" if count < FEW else "grouped"
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "concise"


_LINES = ("full", "grouped", "concise")
"""The formats for people that have no bound of their own."""
_FOR_PEOPLE = (*_LINES, "markdown")


def _print(told: list[Diagnostic], format: str, about: About) -> None:
    from ragplan import columns
    from ragplan.output import full, grouped, render

    paint = _paint if colourful() else columns.plain
    width = shutil.get_terminal_size((80, 24)).columns
    if format == "full" and on_terminal():
        shown = full.render(told, about, min(width, WIDEST), paint)
        echo(f"{shown}\n" if shown else "")
    elif format == "grouped" and on_terminal():
        shown = grouped.render(told, about, width, paint)
        echo(f"{shown}\n" if shown else "")
    else:
        (echo if format in _FOR_PEOPLE else write)(render(told, format, about))


_COLOURS = {
    "error": "1;38;5;160",
    "warning": "1;38;5;130",
    "info": "1",
    "code": "1",
    "place": "4",
    "quiet": "2",
}


def _paint(text: str, style: str) -> str:
    return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m"


def _summary(verdict: Verdict, read: Plans, *, mends: bool) -> list[str]:
    """What stops first, then the counts by severity and rule, then what was read."""
    files = f"{english.counted(len(read.documents), 'file')} read"
    if not verdict.told:
        return [f"{files}, nothing found"]
    fixable = sum(bool(each.edits) for each in verdict.told) if mends else 0
    mend = f"; {fixable:,} can be fixed with --fix" if fixable else ""
    first = f"{verdict.first} {verdict.rest}".rstrip()
    return [first, *(f"  {line}" for line in by_rule(verdict.told)), f"{files}{mend}"]


def this_run(command: str) -> About:
    """A run of a command in the working directory; git is not asked."""
    here = Path.cwd()
    top = repository_above(here) or here
    prefix = f"{here.relative_to(top).as_posix()}/" if top != here else ""
    return About(command, __version__, described, top.as_posix(), prefix)


def described() -> tuple[Described, ...]:
    """Every rule, with its page."""
    from ragplan.rules import RULES
    from ragplan.rules.documentation import FAMILIES, as_markdown

    return tuple(
        Described(
            code=rule.code,
            name=rule.name,
            severity=rule.severity,
            what=rule.documentation.what,
            why=rule.documentation.why,
            help=as_markdown(rule),
            family=FAMILIES[rule.code[:4]],
            needs=rule.needs.value,
        )
        for rule in RULES
    )
