"""What each organisation owes the next meeting as a Page: what to say on each row, and where to write it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from functools import cached_property
from pathlib import PurePosixPath

from ragplan import english
from ragplan.diagnostics import Origin
from ragplan.diff.owing import Owing, Reason, meeting_to_come, owed, queries
from ragplan.diff.side import Key, Side, sides
from ragplan.document import Document
from ragplan.history import Recorded
from ragplan.model.calendar import Calendar
from ragplan.model.dates import date_in_words
from ragplan.model.plan import OrganisationFile
from ragplan.model.programme import Programme
from ragplan.model.silence import last_meeting
from ragplan.model.snapshot import Snapshot
from ragplan.model.wording import same
from ragplan.model.working_days import EVERY_DAY, WorkingDays
from ragplan.reports import words
from ragplan.reports.blocks import (
    Block,
    Item,
    Items,
    Link,
    Manner,
    Markdown,
    Page,
    Paragraph,
    Section,
    Text,
    Words,
)
from ragplan.reports.request import EditLink, unlinked

_COUNTED = {
    Reason.MISSING: "{:,} with no entry of yours",
    Reason.EMPTY: "{:,} with an empty status",
    Reason.SILENT: "{:,} with nothing said since the last meeting",
    Reason.OVERDUE: "{:,} overdue",
    Reason.DOUBTED: "{:,} past a date whose year is doubted",
    Reason.DUE_SOON: "{:,} due by the next meeting",
    Reason.OFF_TRACK_WITHOUT_NEXT: "{:,} off track with no next step",
    Reason.QUERY: "{:,} with something to confirm",
}


@dataclass(frozen=True)
class Chase:
    """A programme on a day with its past, who is asked for, and the files it was read from.

    ``commits`` are those that changed the programme, oldest first, and ``zone`` is where their days end.
    """

    now: Snapshot
    codes: tuple[str, ...]
    documents: Mapping[str, Document]
    commits: tuple[Recorded, ...] = ()
    zone: tzinfo = UTC
    link: EditLink = unlinked
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
        for key, side in sides(self.now, self.programme.known_as).items():
            found[key[1]] = found.get(key[1], 0) + side.assessment.owes
        return found

    @cached_property
    def written(self) -> Mapping[Key, date]:
        """The days on which the words of rows on which something is owed were written."""
        keys = [key for code in self.codes for key in self.owing.get(code, {})]
        return _days_written(self.programme, self.commits, keys, self.zone)

    @cached_property
    def files(self) -> Mapping[str, OrganisationFile]:
        """The organisations' files by code."""
        return {self.programme.code(file.organisation): file for file in reversed(self.programme.files)}


def everybody(programme: Programme) -> tuple[str, ...]:
    """All who may owe something: the organisations in their order, then owners that are not listed."""
    owners = (row.organisation for row in programme.rows if row.organisation)
    return tuple(dict.fromkeys((*programme.organisation, *owners)))


def build(chase: Chase) -> Page:
    """What the organisations that are asked for owe; of one alone, its return."""
    if len(chase.codes) == 1:
        return a_return(chase, chase.codes[0])
    programme, on = chase.programme, chase.now.on
    when = occasion(programme.calendar, on)
    owing = [code for code in chase.codes if chase.owing.get(code)]
    clear = [code for code in chase.codes if code not in owing]
    many = f"{len(owing):,} of {english.counted(len(chase.codes), 'organisation')}"
    owes = "owes" if len(owing) == 1 else "owe"
    blocks = [
        Section((_called(programme, code),), tuple(_return(chase, code)), role="return") for code in owing
    ]
    if clear:
        items = Items(tuple(Item((nothing(programme, code, on),)) for code in clear))
        blocks.append(Section(("Nothing owed",), (items,), role="return"))
    heading = f"{programme.title}: what is owed {when}"
    sentence = f"{many} {owes} something {when}{_as_at(programme.calendar, on)}."
    return _page(chase, heading, (Paragraph((sentence,)),) if chase.codes else (), tuple(blocks))


def a_return(chase: Chase, code: str) -> Page:
    """What one organisation owes; that it owes nothing is a line."""
    programme, on = chase.programme, chase.now.on
    owing = chase.owing.get(code, {})
    if not owing:
        return _page(chase, nothing(programme, code, on), (), ())
    when = occasion(programme.calendar, on)
    need = f"{english.counted(len(owing), 'action')} {'needs' if len(owing) == 1 else 'need'} a word {when}"
    lines = (Paragraph((f"{programme.title}, {when}",), "as-at"),)
    return _page(chase, _called(programme, code), lines, tuple(_return(chase, code)), f"{code}: {need}")


def _page(
    chase: Chase, heading: str, lines: tuple[Paragraph, ...], blocks: tuple[Block, ...], said: str = ""
) -> Page:
    return Page(
        name="chase",
        title=chase.programme.title,
        as_of=english.day(chase.now.on),
        blocks=blocks,
        heading=heading,
        said=said,
        lines=lines,
    )


def _called(programme: Programme, code: str) -> str:
    """An organisation's name with its code."""
    name = programme.named(code)
    return f"{name} ({code})" if name else code


def nothing(programme: Programme, code: str, on: date) -> str:
    """That an organisation owes nothing."""
    return f"{_called(programme, code)} owes nothing {occasion(programme.calendar, on)}."


def _return(chase: Chase, code: str) -> Iterator[Block]:
    owing = chase.owing[code]
    yield Paragraph((_sentence(owing.values(), chase.rows.get(code, 0)),))
    yield from (Paragraph((group,)) for group in _groups(chase, code))
    review = _review(chase, code)
    if review:
        yield Paragraph((review,))
    yield from (_action(chase, key, each) for key, each in owing.items())


def _groups(chase: Chase, code: str) -> Iterator[str]:
    """That a group answers with one voice: to the group itself, and to its members."""
    for group in chase.programme.organisations:
        members = [chase.programme.code(member) for member in group.members]
        if group.code == code and members:
            yield f"One answer stands for all of its members: {english.joined(members)}."
        owing = chase.owing.get(group.code, {})
        if code in members and owing:
            refs = english.joined([ref for ref, _ in owing])
            yield f"{group.code}, of which you are a member, owes one answer for all on {refs}."


def _review(chase: Chase, code: str) -> str:
    """How one line answers for all rows of which there is nothing new."""
    silent = any(Reason.SILENT in each.reasons for each in chase.owing.get(code, {}).values())
    file = chase.files.get(code)
    if not silent or file is None:
        return ""
    return (
        f"Where nothing has changed, one line near the top of {file.origin.path} says so for all of it: "
        f"reviewed: {chase.now.on}"
    )


def _action(chase: Chase, key: Key, owing: Owing) -> Section:
    """One row: when it is due and how it is rated, what is asked, its last words, and where to edit."""
    side = owing.side
    position, stated = side.position, side.assessment.stated
    deadline = side.row.deadline
    distance = "" if owing.until else words.distance(side.assessment)
    due = ", ".join(filter(None, (words.due(deadline), distance)))
    due = "; ".join(filter(None, (due, words.asked(deadline))))
    rating = f". {words.MARKS[stated.category]} {stated.label}" if stated else ""
    asks = _asks(owing, file=key[1] in chase.files)
    blocks: list[Block] = [Paragraph((due + rating,), "due"), Items(tuple(Item((ask,)) for ask in asks))]
    if position and position.status:
        day = _day_written(chase, key, side)
        label = f"Last status, {day}:" if day else "Last status:"
        status = Text(label, Manner.LABEL), " “", Markdown(position.status), "”"
        blocks.append(Paragraph(status, "status"))
    blocks.append(Paragraph((Text("Edit:", Manner.LABEL), " ", *_place(chase, key[1], side)), "edit"))
    heading = Text(side.action.ref, Manner.NUMBER), " ", side.action.title
    return Section(heading, tuple(blocks), role="owed")


def _day_written(chase: Chase, key: Key, side: Side) -> str:
    """When the words of a row were written: by their own date, else by the commit that brought them."""
    updated = side.position.updated if side.position else None
    if updated and updated.first:
        return date_in_words(updated)
    on = chase.written.get(key)
    return english.day(on) if on and on <= chase.now.on else ""


def _place(chase: Chase, code: str, side: Side) -> Words:
    """Where an owner writes: its row, else its file, as a link where the forge is known."""
    path, line = _written_at(chase, code, side)
    place = f"{path}, line {line}" if line > 1 else path
    link = chase.link(path, line) if line else ""
    return (Link(place, link),) if link else (place,)


def _written_at(chase: Chase, code: str, side: Side) -> tuple[str, int]:
    """Where an owner writes: its row, else its file; the folder for one still to be made has no line."""
    file = chase.files.get(code)
    if side.position is not None:
        return _line(chase, side.position.origin)
    if side.action.organisation:
        return _line(chase, side.action.origin)
    if file is not None:
        return file.origin.path, 1
    return str(PurePosixPath(chase.programme.origin.path).parent), 0


def _line(chase: Chase, origin: Origin) -> tuple[str, int]:
    document = chase.documents.get(origin.path)
    return origin.path, document.span(origin.route).line if document else 0


def occasion(calendar: Calendar, on: date) -> str:
    """``for the meeting of 27 January 2014``; the day itself where the group does not meet any more."""
    meeting = meeting_to_come(calendar, on)
    if meeting is None:
        return f"as at {english.day(on)}"
    return f"for {_meeting(calendar, meeting)}"


def _as_at(calendar: Calendar, on: date) -> str:
    """``, as at 20 January 2014`` where the occasion does not say it."""
    return "" if meeting_to_come(calendar, on) in (on, None) else f", as at {english.day(on)}"


def _meeting(calendar: Calendar, day: date) -> str:
    """``the meeting of 27 January 2014``, or of the week that begins on it where the calendar says so."""
    return f"the meeting of {f'the {calendar.wording} ' if calendar.wording else ''}{english.day(day)}"


def _sentence(owing: Iterable[Owing], rows: int) -> str:
    """On how many of the open rows that an organisation owns it owes something, and what; and on others."""
    found = list(owing)
    own = sum(each.side.assessment.owes for each in found)
    beside = f" and {english.counted(len(found) - own, 'other row')}" if own < len(found) else ""
    counts = Counter(reason for each in found for reason in each.reasons)
    needed = english.joined([_COUNTED[reason].format(counts[reason]) for reason in Reason if counts[reason]])
    needs = "needs" if len(found) == 1 else "need"
    return f"{own:,} of {words.owned(rows, 'you own')}{beside} {needs} a word from you: {needed}."


def _asks(owing: Owing, *, file: bool) -> Iterator[str]:
    """What is asked on one row, a sentence for each; ``file`` where its owner has a file."""
    for reason in owing.reasons:
        if reason is Reason.QUERY:
            yield from (f"Please confirm: {query.text}" for query in queries(owing.side))
        else:
            yield _ask(owing, reason, file=file)


_ASKED = {
    Reason.EMPTY: "No status: say how it stands; that it has not begun is an answer too.",
    Reason.OVERDUE: "Overdue: say when it was completed, or agree a new date and give the reason.",
    Reason.DOUBTED: "Is the year of its date right? If so, say when it was completed, or agree a new date.",
}


def _ask(owing: Owing, reason: Reason, *, file: bool) -> str:
    side = owing.side
    calendar, on = side.snapshot.programme.calendar, side.snapshot.on
    stated = side.assessment.stated
    if reason is Reason.MISSING:
        where = "your file" if file else "a file of your own; you have none yet"
        return f"No entry: add one for this action to {where}."
    if reason is Reason.SILENT:
        meeting = last_meeting(calendar, on)
        since = f" since {_meeting(calendar, meeting)}" if meeting else ""
        return f"Nothing said{since}: say what happened, or that nothing has changed."
    if reason is Reason.DUE_SOON:
        by = _until(owing.until) if owing.until else _before(calendar, on)
        return f"Due {by}: say whether it will be done in time."
    if reason in _ASKED:
        return _ASKED[reason]
    label = stated.label if stated else ""
    return f"Rated “{label}” with no next step: say what you will do, and by when."


def _before(calendar: Calendar, on: date) -> str:
    """By when something due soon is due, seen from a day."""
    meeting = calendar.next_meeting(on)
    return f"by {_meeting(calendar, meeting)}" if meeting else "today"


def _until(last: date) -> str:
    return f"by {english.day(last)}, the first working day after its date"


def nobody_meets(calendars: Iterable[tuple[Calendar, date]], within: int) -> str:
    """That no group meets within so many days of the day that it is for it, and when one does."""
    known = list(calendars)
    days = english.joined([english.day(on) for on in sorted({on for _, on in known})])
    when = f"within {english.days(within)} of {days}" if within else f"on {days}"
    meetings = [meeting for each, on in known if (meeting := meeting_to_come(each, on))]
    to_come = (
        f"the next meeting is that of {english.day(min(meetings))}" if meetings else "no meeting is to come"
    )
    return f"No group meets {when}; {to_come}."


def _days_written(
    programme: Programme, commits: Sequence[Recorded], keys: Iterable[Key], zone: tzinfo
) -> Mapping[Key, date]:
    """The day of the commit that brought the status of each row as it stands; none where no commit has it.

    ``commits`` are oldest first.
    """
    name = programme.known_as
    sought = {key: status for key in keys if (status := _status(programme, key[0], key[1]))}
    found: dict[Key, date] = {}
    for commit, then, _ in reversed(commits):
        if then is None:
            continue
        codes = {name(code): code for code in then.organisation}
        on = commit.day(zone)
        for key, status in [*sought.items()]:
            if same(_status(then, key[0], codes.get(key[1], key[1])), status):
                found[key] = on
            else:
                del sought[key]
        if not sought:
            break
    return found


def _status(programme: Programme, ref: str, code: str) -> str:
    position = programme.positions.get(ref, {}).get(code)
    return position.status if position else ""
