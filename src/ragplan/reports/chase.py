"""What each organisation owes the next meeting, as its own list of what to say and where to write it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from functools import cached_property
from pathlib import PurePosixPath

from ragplan.diagnostics import Origin
from ragplan.diff.owing import Owing, Reason, owed
from ragplan.diff.side import Key, Side, names, sides
from ragplan.document import Document
from ragplan.history import Recorded
from ragplan.model.plan import OrganisationFile
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.model.working_days import EVERY_DAY, WorkingDays
from ragplan.reports import chase_words, words
from ragplan.reports.chase_spoken import spoken
from ragplan.reports.chase_view import ChaseView, ItemView, ReturnView

Link = Callable[[str, int], str]
"""The address at which a person edits a line of a file; ``""`` where that is not known."""


def unlinked(_path: str, _line: int) -> str:
    """No address."""
    return ""


@dataclass(frozen=True)
class Chased:
    """A programme on a day with its past, who is asked for, and the files it was read from.

    ``commits`` are those that changed the programme, oldest first, and ``zone`` is where their days end.
    """

    now: Snapshot
    codes: tuple[str, ...]
    documents: Mapping[str, Document]
    commits: tuple[Recorded, ...] = ()
    zone: tzinfo = UTC
    link: Link = unlinked
    working_days: WorkingDays = EVERY_DAY

    @property
    def programme(self) -> Programme:
        """The programme."""
        return self.now.programme

    @cached_property
    def owing(self) -> Mapping[str, Mapping[Key, Owing]]:
        """All that is owed, by organisation."""
        found: dict[str, dict[Key, Owing]] = {}
        for key, each in owed(self.now, self.working_days).items():
            found.setdefault(key[1], {})[key] = each
        return found

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """How many open rows each organisation owns: those on which it owes a word."""
        found: dict[str, int] = {}
        for key, side in sides(self.now, names(self.programme)).items():
            found[key[1]] = found.get(key[1], 0) + side.assessment.owes
        return found

    @cached_property
    def said(self) -> Mapping[Key, date]:
        """The days on which the words of rows on which something is owed were written."""
        keys = [key for code in self.codes for key in self.owing.get(code, {})]
        return spoken(self.programme, self.commits, keys, self.zone)

    @cached_property
    def files(self) -> Mapping[str, OrganisationFile]:
        """The organisations' files by code."""
        return {self.programme.code(file.organisation): file for file in reversed(self.programme.files)}


def everybody(programme: Programme) -> tuple[str, ...]:
    """All who may owe something: the organisations in their order, then owners that are not listed."""
    owners = (row.organisation for row in programme.rows if row.organisation)
    return tuple(dict.fromkeys((*programme.organisation, *owners)))


def build(chased: Chased) -> ChaseView:
    """The returns of the organisations that are asked for."""
    calendar, on = chased.programme.calendar, chased.now.on
    when = chase_words.occasion(calendar, on)
    returns = tuple(_return(chased, code, when) for code in chased.codes)
    many = sum(bool(each.items) for each in returns)
    owes = "owes" if many == 1 else "owe"
    return ChaseView(
        programme=chased.programme.id,
        title=chased.programme.title,
        group=chased.programme.group,
        occasion=when,
        sentence=f"{many} of {words.counted(len(returns), 'organisation')} {owes} something {when}"
        f"{chase_words.as_at(calendar, on)}.",
        returns=returns,
    )


def _return(chased: Chased, code: str, when: str) -> ReturnView:
    programme = chased.programme
    body = programme.organisation.get(code)
    name = body.name if body else code
    owing = chased.owing.get(code, {})
    items = tuple(_item(chased, key, each) for key, each in owing.items())
    called = f"{name} ({code})" if name != code else code
    return ReturnView(
        code=code,
        name=name,
        title=programme.title,
        occasion=when,
        sentence=chase_words.sentence(owing.values(), chased.rows.get(code, 0))
        if items
        else chase_words.clear(called, when),
        items=items,
        groups=tuple(_groups(chased, code)),
        review=_review(chased, code),
    )


def _groups(chased: Chased, code: str) -> Iterator[str]:
    """That a group answers with one voice: to the group itself, and to its members."""
    for group in chased.programme.organisations:
        members = [chased.programme.code(member) for member in group.members]
        if group.code == code and members:
            yield f"One answer stands for all of its members: {words.joined(members)}."
        owing = chased.owing.get(group.code, {})
        if code in members and owing:
            refs = words.joined([ref for ref, _ in owing])
            yield f"{group.code}, of which you are a member, owes one answer for all on {refs}."


def _review(chased: Chased, code: str) -> str:
    """How one line answers for all rows of which there is nothing new."""
    silent = any(Reason.SILENT in each.reasons for each in chased.owing.get(code, {}).values())
    file = chased.files.get(code)
    if not silent or file is None:
        return ""
    return (
        f"Where nothing has changed, one line near the top of {file.origin.path} says so for all of it: "
        f"reviewed: {chased.now.on}"
    )


def _item(chased: Chased, key: Key, owing: Owing) -> ItemView:
    side = owing.side
    position, assessment = side.position, side.assessment
    deadline = side.row.deadline
    due = words.due(deadline)
    distance = "" if owing.until else words.distance(assessment)
    stated = assessment.stated
    path, line = _place(chased, key[1], side)
    return ItemView(
        ref=side.action.ref,
        title=side.action.title,
        due="; ".join(filter(None, (f"{due}, {distance}" if distance else due, words.asked(deadline)))),
        rating=f"{words.MARKS[stated.category]} {stated.label}" if stated else "",
        asks=tuple(chase_words.asks(owing, file=key[1] in chased.files)),
        status=position.status if position else "",
        said=_said(chased, key, side),
        place=f"{path}, line {line}" if line > 1 else path,
        link=chased.link(path, line) if line else "",
    )


def _said(chased: Chased, key: Key, side: Side) -> str:
    """When the words of a row were written: by their own date, else by the commit that brought them."""
    position = side.position
    if position is None or not position.status:
        return ""
    if position.updated and position.updated.first:
        return words.plan_day(position.updated)
    on = chased.said.get(key)
    return words.day(on) if on and on <= chased.now.on else ""


def _place(chased: Chased, code: str, side: Side) -> tuple[str, int]:
    """Where an owner writes: its row, else its file; the folder for one still to be made has no line."""
    file = chased.files.get(code)
    if side.position is not None:
        return _line(chased, side.position.origin)
    if side.action.organisation:
        return _line(chased, side.action.origin)
    if file is not None:
        return file.origin.path, 1
    return str(PurePosixPath(chased.programme.origin.path).parent), 0


def _line(chased: Chased, origin: Origin) -> tuple[str, int]:
    document = chased.documents.get(origin.path)
    return origin.path, document.span(origin.route).line if document else 0
