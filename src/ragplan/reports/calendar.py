"""What a group's own calendar can take in: its meetings, and the due dates of rows that are open."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ragplan.model.dates import date_in_words
from ragplan.model.judged import JudgedRow
from ragplan.model.programme import Programme
from ragplan.reports import words


class Event(NamedTuple):
    """A whole day: what is then, and more about it.

    ``id`` stays when the day moves, so that the entry moves where it was taken in before; ``moves`` is how
    many times it did.
    """

    id: str
    on: date
    summary: str
    said: str
    moves: int = 0


def meetings(programme: Programme) -> Iterator[Event]:
    """The meetings of a programme, those that were moved under the day first planned."""
    calendar = programme.calendar
    planned = {each.to: each.day for each in calendar.exceptions if each.to}
    title = programme.group or programme.title
    for day in calendar.meetings:
        first = planned.get(day, day)
        said = programme.title if first == day else f"{programme.title}. Moved from {first.isoformat()}."
        id = f"{programme.id}/meeting/{first.isoformat()}"
        yield Event(id, day, f"{title}: meeting", said, int(first != day))


def due(judged: JudgedRow) -> Iterator[Event]:
    """The due date of an open row, which of a month is its last day; nothing without a date."""
    row, deadline = judged.row, judged.row.deadline
    last = deadline.current.last if deadline.current else None
    if last is None or not judged.assessment.open or judged.assessment.uncounted:
        return
    owner = f" {judged.organisation}" if judged.organisation else ""
    said = [f"Due {date_in_words(deadline.current)}." if deadline.current else "", judged.programme.title]
    if leads := ", ".join(row.leads):
        said.append(f"Lead: {leads}")
    if cited := words.cited(judged.cited):
        said.append(cited)
    yield Event(
        f"{judged.programme.id}/{row.action.ref}/{judged.organisation}",
        last,
        f"{row.action.ref}{owner}: {row.action.title}",
        "\n".join(filter(None, said)),
        len(deadline.revisions),
    )
