"""What a rule is: a generator of findings over the plans, and its metadata."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, cast

from ragplan.diagnostics import ALONE, ITSELF, Cause, Edit, Origin, Severity, Span, Within
from ragplan.history.rows import Histories
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.plans import Plans
from ragplan.rules.example import FILES


class Needs(Enum):
    """What a rule looks at beside the files; ``ragplan lint`` runs those that need nothing more.

    A rule that needs the meeting looks at the day, and where the history is known at what the last
    meeting saw; without it the dates alone decide.
    """

    FILES = "files"
    CLOCK = "clock"
    MEETING = "meeting"
    HISTORY = "history"


class Finding(NamedTuple):
    """What a rule found, at an entry of a file.

    ``at_key`` points at the entry's field name instead of its value; ``span`` overrides both where
    the text itself is at fault. ``row`` is the row that it is on, by programme, ref and organisation.
    """

    origin: Origin
    message: str
    help: str = ""
    at_key: bool = False
    span: Span | None = None
    edits: tuple[Edit, ...] = ()
    row: tuple[str, ...] = ()
    cause: Cause = ALONE
    within: Within = ITSELF


MANY = 100
"""Items of one list, or ways back to one entry, that are told one by one; nobody mistypes more."""


def bounded(found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, but where more than ``MANY`` are on items of one list, or at one place, only the first,
    with the number of others.
    """
    places: dict[Origin, list[Finding]] = {}
    for each in found:
        places.setdefault(_list_of(each.origin), []).append(each)
    for first, *others in places.values():
        if len(others) < MANY:
            yield from (first, *others)
        else:
            yield first._replace(message=f"{first.message}, and {len(others):,} more here like it")


def _list_of(origin: Origin) -> Origin:
    """The list that an item stands in; of what is no item, its own place."""
    *above, step = origin.route or ("",)
    return Origin(origin.path, tuple(above)) if isinstance(step, int) else origin


Now = Callable[[Programme], Snapshot]
"""A programme at the day it is judged at, the same snapshot for every rule; it knows what the meetings
before that day saw where the history is known.
"""
Check = Callable[[Plans], Iterator[Finding]]
ClockCheck = Callable[[Plans, Now], Iterator[Finding]]
"""The check of a rule that needs the clock, or the meeting."""
HistoryCheck = Callable[[Plans, Histories], Iterator[Finding]]
"""The check of a rule that needs the history."""
OfferingCheck = Callable[[Plans, Histories | None], Iterator[Finding]]
"""The check of a rule that finds the same without the history, and offers more help with it."""
AnyCheck = Check | ClockCheck | HistoryCheck | OfferingCheck


class ExampleFiles(NamedTuple):
    """The files that an example shows, by name; of a history, those that one commit wrote, its author,
    and whether it was frozen on its day.

    Other files are those of ``ragplan.rules.example``, or of the commit before.
    """

    files: dict[str, str]
    on: str = ""
    author: str = ""
    frozen: bool = False

    @property
    def heading(self) -> str:
        """The commit as the documentation names it."""
        return f"commit of {self.on} by {self.author}{', frozen' if self.frozen else ''}"


Example = tuple[ExampleFiles, ...]
"""A plan, or its commits, oldest first."""


class Documentation(NamedTuple):
    """A rule's docstring, taken apart; ``near_miss`` looks like what fails, and is not found."""

    what: str
    why: str
    fails: Example
    mended: Example
    near_miss: Example


@dataclass(frozen=True)
class Rule:
    """One rule. ``code`` and ``name`` are what people select, ignore and look up."""

    code: str
    name: str
    severity: Severity
    needs: Needs
    fixable: bool
    check: AnyCheck
    offers: bool = False
    """Whether one that looks at the files alone offers more help where the history is known."""

    def find(self, plans: Plans, now: Now | None, histories: Histories | None = None) -> Iterator[Finding]:
        """What the rule finds; one that needs the clock or the history finds nothing without them."""
        if self.offers:
            return cast("OfferingCheck", self.check)(plans, histories)
        if self.needs is Needs.FILES:
            return cast("Check", self.check)(plans)
        if self.needs is Needs.HISTORY:
            return cast("HistoryCheck", self.check)(plans, histories) if histories else iter(())
        return cast("ClockCheck", self.check)(plans, now) if now else iter(())

    @property
    def documentation(self) -> Documentation:
        """What ``ragplan explain`` and the documentation say, from the check's docstring."""
        from inspect import getdoc

        return _documentation(getdoc(self.check) or "")


def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    needs: Needs = Needs.FILES,
    fixable: bool = False,
    offers: bool = False,
) -> Callable[[AnyCheck], Rule]:
    """Make a rule of a generator whose docstring says what, why, an example, the same mended, a near miss."""

    def made(check: AnyCheck) -> Rule:
        return Rule(code, name, severity, needs, fixable, check, offers)

    return made


_SECTION = r"(?m)^(Why|Fails|Fixed|Near miss):\s*$"
_COMMIT = r"(?m)^# commit: (\S+) (.+?)( frozen)?\n"
_FILE = r"(?m)^# file: (\S+)\n"
_CHANGE = r"(?m)^@@\n"
DEFAULT_FILE = "A.yaml"


def _documentation(text: str) -> Documentation:
    from inspect import cleandoc

    what, *sections = re.split(_SECTION, text)
    parts = {
        name: cleandoc("\n" + body).strip("\n")
        for name, body in zip(sections[::2], sections[1::2], strict=True)
    }
    fails = example(parts.get("Fails", ""))
    return Documentation(
        what=" ".join(what.split()),
        why=" ".join(parts.get("Why", "").split()),
        fails=fails,
        mended=example(parts.get("Fixed", ""), fails),
        near_miss=example(parts.get("Near miss", ""), fails),
    )


def example(text: str, fails: Example = ()) -> Example:
    """An example's stages: those after ``# commit: DAY AUTHOR`` lines, or all of it as one.

    A file that begins with ``@@`` says what is changed in it, of the commit before or of
    ``ragplan.rules.example``. An example in which one does is laid over the one that ``fails``: of its
    files, those that are not shown; of a history, its commits of the days before. Any other stands alone.
    """
    fails = fails if re.search(_CHANGE, text) else ()
    first, *rest = re.split(_COMMIT, text + "\n" if text else "")
    if not rest:
        known = fails[0].files if fails else {}
        return (ExampleFiles(known | _files(first, FILES | known)),)
    commits = zip(rest[::4], rest[1::4], rest[2::4], rest[3::4], strict=True)
    stages = [stage for stage in fails if stage.on < rest[0]]
    known = FILES | {name: body for stage in stages or fails[:1] for name, body in stage.files.items()}
    for on, author, frozen, body in commits:
        stages.append(ExampleFiles(_files(body, known), on, author, bool(frozen)))
        known = known | stages[-1].files
    return tuple(stages)


def _files(stage: str, known: dict[str, str]) -> dict[str, str]:
    """A stage's files: those after a ``# file: NAME`` line, or all of it as one."""
    first, *rest = re.split(_FILE, stage)
    files = {DEFAULT_FILE: first} if first.strip() else {}
    files |= dict(zip(rest[::2], rest[1::2], strict=True))
    return {name: _changed(known.get(name, ""), body.rstrip("\n") + "\n") for name, body in files.items()}


def _changed(text: str, body: str) -> str:
    """A file as shown, or ``text`` with the changes after its ``@@`` lines.

    They are written as in a diff: lines behind ``-`` give way to those behind ``+``, others say where.
    Lines that only come stand at the top.
    """
    whole, *changes = re.split(_CHANGE, body)
    if whole:
        return body
    for change in changes:
        lines = [line or " " for line in change.splitlines()]
        gone = "".join(f"{line[1:]}\n" for line in lines if line[0] != "+")
        come = "".join(f"{line[1:]}\n" for line in lines if line[0] != "-")
        before, found, after = f"\n{text}".partition(f"\n{gone}")
        if not found or f"\n{gone}" in f"\n{after}" * bool(gone):
            raise ValueError(f"not once in the example that fails: {change}")
        text = f"{before}\n{come}{after}"[1:]
    return text
