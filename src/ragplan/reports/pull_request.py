"""A change to the plans to the parts of a comment for people: what it does, and who owes what."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import NamedTuple

from ragplan import english
from ragplan.diagnostics import Origin
from ragplan.diff import Change, Kind, Segment, compare
from ragplan.diff.news import unchanged
from ragplan.diff.owing import Owing, Reason, owed
from ragplan.english import listed
from ragplan.escaping import comment
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.model.working_days import EVERY_DAY, WorkingDays
from ragplan.output.about import CommentSection
from ragplan.output.summary import Verdict
from ragplan.reports.changes.page import shortened
from ragplan.reports.changes.sentences import Keys, said
from ragplan.reports.meetings import occasion

Link = Callable[[Origin], str]
"""The address at which a person edits an entry; ``""`` where that is not known."""

LONGEST = 240
"""Characters of a rewritten text that a row shows of what came or went."""
TITLE = 60
"""Characters of an action's title that a row shows."""
MOST = 12
"""Refs that a row lists before it is cut."""

_OWED = {
    Reason.MISSING: "no row for",
    Reason.EMPTY: "no status for",
    Reason.SILENT: "nothing said since the last meeting on",
    Reason.OVERDUE: "overdue:",
    Reason.DOUBTED: "past a date whose year is doubted:",
    Reason.DUE_SOON: "due by the next meeting:",
    Reason.OFF_TRACK_WITHOUT_NEXT: "off track without a next step:",
    Reason.QUERY: "something to confirm on",
}


class Ends(NamedTuple):
    """A programme before a change, ``None`` where it is new, and with it, both judged on one day.

    ``touched`` are the organisations whose files the change touches; ``past`` is what the programme was
    as meetings saw it.
    """

    old: Snapshot | None
    new: Snapshot
    touched: frozenset[str]
    past: tuple[Programme, ...] = ()
    working_days: WorkingDays = EVERY_DAY


def sections(found: Sequence[Ends], link: Link) -> tuple[CommentSection, ...]:
    """What changed in each programme, then what is owed in each; of several each is named."""
    if not found:
        return (CommentSection("What changed", ("Nothing in the plans.",), ()),)
    several = len(found) > 1
    changed = [_changed(each, link, several=several) for each in found]
    return (*changed, *(_owed(each, link, several=several) for each in found))


def verdict(judged: Verdict, base: str, days: Collection[date], *, policy: bool) -> str:
    """Whether anything stops a change, and what it was compared with; ``policy`` tells that it alters it."""
    day = f", as at {english.day(next(iter(days)))}" if len(days) == 1 else ""
    lines = [f"**{judged.first}** {judged.rest}".rstrip(), "", f"Compared with commit {base}{day}."]
    return "\n".join([*lines, "", _POLICY] if policy else lines)


_POLICY = "This change alters `ragplan.yaml`, which decides what is asked of everyone."


def _titled(title: str, programme: Programme, *, several: bool) -> str:
    return f"{title}: {comment(programme.title)}" if several else title


def _changed(ends: Ends, link: Link, *, several: bool) -> CommentSection:
    """A row for each change; what was gone through without a change is one row a day, before all others."""
    new = ends.new.programme
    title = _titled("What changed", new, several=several)
    if ends.old is None:
        return CommentSection(title, ("The programme is new.",), ())
    keys = Keys(ends.old.programme.key, new.key)
    changes = tuple(compare(ends.old, ends.new, lambda: ends.past))
    rows = [_unchanged_row(each, keys, link) for each in unchanged(changes)]
    rows += [_change_row(each, keys, link) for each in changes if each.kind is not Kind.UPDATED]
    return CommentSection(title, () if rows else ("Nothing in the plan.",), tuple(rows), "change")


def _unchanged_row(alike: Sequence[Change], keys: Keys, link: Link) -> str:
    first, *others = alike
    more = f" and {len(others):,} more" if others else ""
    return f"- **{comment(first.organisation)}** {comment(said(first, keys))}: {_ref(first, link)}{more}"


def _change_row(change: Change, keys: Keys, link: Link) -> str:
    whose = f" {comment(change.organisation)}" if change.organisation else ""
    title = f" *{comment(_cut(change.title, TITLE))}*" if change.title else ""
    return f"- **{_ref(change, link)}{whose}**{title}: {comment(said(change, keys))}{_words(change)}"


def _cut(text: str, longest: int) -> str:
    line = english.flat(text)
    return line if len(line) <= longest else f"{line[:longest].rstrip()}…"


def _ref(change: Change, link: Link) -> str:
    origin = change.new_origin
    return _linked(comment(change.ref), link(origin) if origin else "")


def _linked(text: str, address: str) -> str:
    return f"[{text}](<{address}>)" if address else text


def _words(change: Change) -> str:
    """The words that came and went, with a few around them."""
    if change.words is None:
        return ""
    return f": {' '.join(map(_segment, shortened(change.words.segments)))}"


def _segment(segment: Segment) -> str:
    text = _cut(segment.text, LONGEST)
    tag = {"removed": "del", "added": "ins"}.get(segment.fate)
    return f"<{tag}>{comment(text)}</{tag}>" if tag else comment(text)


def _owed(ends: Ends, link: Link, *, several: bool) -> CommentSection:
    programme, on = ends.new.programme, ends.new.on
    when = comment(occasion(programme.calendar, on))
    title = _titled(f"What is owed {when}", programme, several=several)
    by_owner: dict[str, list[Owing]] = {}
    for (_, code), each in owed(ends.new, ends.working_days).items():
        by_owner.setdefault(code, []).append(each)
    order = {code: at for at, code in enumerate(programme.organisation)}
    codes = sorted(by_owner, key=lambda code: (code not in ends.touched, order.get(code, len(order)), code))
    rows = tuple(_debt(ends, code, by_owner[code], link) for code in codes)
    return CommentSection(title, () if rows else ("Nobody owes anything.",), rows, "organisation")


def _debt(ends: Ends, code: str, owing: Sequence[Owing], link: Link) -> str:
    """All that an organisation owes, with a link to its file where this branch is where it is edited."""
    programme = ends.new.programme
    name = f" {comment(programme.named(code))}".rstrip()
    file = next((each for each in programme.files if programme.code(each.organisation) == code), None)
    whose = _linked(f"**{comment(code)}**", link(file.origin) if file and code in ends.touched else "")
    told = [
        f"{what} {comment(listed(refs, MOST))}"
        for reason, what in _OWED.items()
        if (refs := [each.judged.action.ref for each in owing if reason in each.reasons])
    ]
    return f"- {whose}{name}: {'; '.join(told)}"
