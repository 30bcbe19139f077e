"""Two small plans given as texts, loaded and compared, and changes as lines a table can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from ragplan.diff import Change, compare
from ragplan.document import SourceFile
from ragplan.loader import load
from ragplan.model.silence import last_meeting
from ragplan.model.snapshot import Snapshot

FIRST, SECOND, THIRD = date(2014, 1, 6), date(2014, 1, 20), date(2014, 2, 3)
"""Meetings of the small plan."""

MIDWAY = date(2014, 1, 13)
"""A day on which no period ends."""

PROGRAMME = """\
format: ragplan/1
programme: example
title: Example plan
calendar: {every: 2 weeks, first: 2014-01-06, last: 2014-03-31}
key: rag-complete
registers: [francis-2013]
organisations:
  A: {name: Alpha Hospital}
  B: {name: Beta Council, aliases: [BB]}
  C: {name: Gamma Trust}
goals:
  - ref: "1"
    title: Publish a response
    actions:
      - ref: "1.1"
        title: Publish the response
        due: 2014-01-31
        owners: [A, B]
  - ref: "2"
    title: Report on progress
"""

REGISTER = "register: francis-2013\ntitle: The Francis report\nrecommendations: 1-290\n"

Texts = Mapping[str, str]


def shared(fields: str = "", ref: str = "1.1") -> str:
    """A's file with a position on a shared action."""
    return _file(f'ref: "{ref}"', fields)


def own(fields: str = "", title: str = "Train the staff") -> str:
    """A's file with an action of its own."""
    return _file('ref: "6"', f"title: {title}\n{fields}")


def recommendation(fields: str, cited: str = "francis-2013/123") -> str:
    """A's file with a position on a recommendation."""
    return _file(f"recommendation: {cited}", fields).replace("actions:", "positions:")


def _file(first: str, fields: str) -> str:
    lines = "".join(f"    {line}\n" for line in fields.splitlines())
    return f"organisation: A\nactions:\n  - {first}\n{lines}"


def snapshot(files: Texts, on: date) -> Snapshot:
    """Files by name, laid over the small plan's own, as they are read on a day."""
    texts = {"programme.yaml": PROGRAMME, "registers/francis-2013.yaml": REGISTER} | dict(files)
    plans = load(SourceFile(path, text.encode()) for path, text in texts.items())
    assert not plans.problems
    (programme,) = plans.programmes
    return Snapshot(programme, on)


def compared(old: Texts, new: Texts, since: date = MIDWAY, on: date = MIDWAY) -> list[Change]:
    """The changes between two plans; on one day unless days are given."""
    was = snapshot(old, since)
    return [*compare(was, after(was, snapshot(new, on)))]


def after(was: Snapshot, now: Snapshot) -> Snapshot:
    """A snapshot that knows the one before it, where that is what the last meeting before its day saw."""
    known = was.on == last_meeting(now.programme.calendar, now.on)
    return replace(now, seen=was) if known else now


def lines(old: Texts, new: Texts, since: date = MIDWAY, on: date = MIDWAY) -> list[str]:
    """The changes between two plans, one line each."""
    return [line(change) for change in compared(old, new, since, on)]


def a(old: str, new: str, since: date = MIDWAY, on: date = MIDWAY) -> list[str]:
    """The changes between two texts of A's file, one line each."""
    return lines({"A.yaml": old}, {"A.yaml": new}, since, on)


def line(change: Change) -> str:
    """``completed 1.1/A completed ''→'2014-01-30' -1d ×2 because 'why' +words``."""
    parts = [
        change.kind.value,
        f"{change.ref}/{change.organisation}" if change.organisation else change.ref,
        change.field,
        f"{change.old!r}→{change.new!r}",
        f"{change.days:+d}d" if change.days is not None else "",
        f"×{change.times}" if change.times is not None else "",
        f"because {change.reason!r}" if change.reason else "",
        "+words" if change.words else "",
    ]
    return " ".join(filter(None, parts))
