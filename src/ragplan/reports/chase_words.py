"""What a chase asks for, in plain words to the organisation that owes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from ragplan.diff.owing import Owing, Reason, meeting_to_come, queries
from ragplan.model.calendar import Calendar
from ragplan.model.silence import last_meeting
from ragplan.reports import words

_COUNTED = {
    Reason.MISSING: "{} with no entry of yours",
    Reason.EMPTY: "{} with an empty status",
    Reason.SILENT: "{} with nothing said since the last meeting",
    Reason.OVERDUE: "{} overdue",
    Reason.DUE_SOON: "{} due by the next meeting",
    Reason.OFF_TRACK_WITHOUT_NEXT: "{} off track with no next step",
    Reason.QUERY: "{} with something to confirm",
}


def occasion(calendar: Calendar, on: date) -> str:
    """``for the meeting of 27 January 2014``; the day itself where the group does not meet any more."""
    meeting = meeting_to_come(calendar, on)
    if meeting is None:
        return f"as at {words.day(on)}"
    return f"for {_meeting(calendar, meeting)}"


def as_at(calendar: Calendar, on: date) -> str:
    """``, as at 20 January 2014`` where the occasion does not say it."""
    return "" if meeting_to_come(calendar, on) in (on, None) else f", as at {words.day(on)}"


def _meeting(calendar: Calendar, day: date) -> str:
    """``the meeting of 27 January 2014``, or of the week that begins on it where the calendar says so."""
    return f"the meeting of {f'the {calendar.wording} ' if calendar.wording else ''}{words.day(day)}"


def sentence(owing: Iterable[Owing], rows: int) -> str:
    """On how many of the open rows that an organisation owns it owes something, and what; and on others."""
    found = list(owing)
    own = sum(each.side.assessment.owes for each in found)
    beside = f" and {words.counted(len(found) - own, 'other row')}" if own < len(found) else ""
    counts = Counter(reason for each in found for reason in each.reasons)
    told = [_COUNTED[reason].format(counts[reason]) for reason in Reason if counts[reason]]
    needs = "needs" if len(found) == 1 else "need"
    return f"{own} of {words.owned(rows, 'you own')}{beside} {needs} a word from you: {words.joined(told)}."


def asks(owing: Owing, *, file: bool) -> Iterator[str]:
    """What is asked on one row, a sentence for each; ``file`` tells that its owner has a file."""
    for reason in owing.reasons:
        if reason is Reason.QUERY:
            yield from (f"Please confirm: {query.text}" for query in queries(owing.side))
        else:
            yield _ask(owing, reason, file=file)


def _ask(owing: Owing, reason: Reason, *, file: bool) -> str:
    side = owing.side
    calendar, on = side.snapshot.programme.calendar, side.snapshot.on
    stated = side.assessment.stated
    if reason is Reason.MISSING:
        where = "your file" if file else "a file of your own; you have none yet"
        return f"No entry: add one for this action to {where}."
    if reason is Reason.EMPTY:
        return "No status: say how it stands; that it has not begun is an answer too."
    if reason is Reason.SILENT:
        meeting = last_meeting(calendar, on)
        since = f" since {_meeting(calendar, meeting)}" if meeting else ""
        return f"Nothing said{since}: say what happened, or that nothing has changed."
    if reason is Reason.OVERDUE:
        return "Overdue: say when it was completed, or agree a new date and give the reason."
    if reason is Reason.DUE_SOON:
        by = _until(owing.until) if owing.until else _before(calendar, on)
        return f"Due {by}: say whether it will be done in time."
    label = stated.label if stated else ""
    return f"Rated “{label}” with no next step: say what you will do, and by when."


def _before(calendar: Calendar, on: date) -> str:
    """By when something due soon is due, seen from a day."""
    meeting = calendar.next_meeting(on)
    return f"by {_meeting(calendar, meeting)}" if meeting else "today"


def _until(last: date) -> str:
    return f"by {words.day(last)}, the first working day after its date"


def nobody_meets(calendars: Iterable[tuple[Calendar, date]], within: int) -> str:
    """That no group meets within so many days of the day that it is for it, and when one does."""
    known = list(calendars)
    days = words.joined([words.day(on) for on in sorted({on for _, on in known})])
    when = f"within {words.days(within)} of {days}" if within else f"on {days}"
    meetings = [meeting for each, on in known if (meeting := meeting_to_come(each, on))]
    to_come = (
        f"the next meeting is that of {words.day(min(meetings))}" if meetings else "no meeting is to come"
    )
    return f"No group meets {when}; {to_come}."


def clear(called: str, when: str) -> str:
    """That an organisation owes nothing."""
    return f"{called} owes nothing {when}."
