"""The meeting to come in words: what is owed for it, by when it is to be returned, or that there is none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ragplan import english
from ragplan.diff.owing import meeting_to_come
from ragplan.model.calendar import Calendar


def occasion(calendar: Calendar, on: date) -> str:
    """``for the meeting of 27 January 2014``; the day itself where the group does not meet any more."""
    meeting = meeting_to_come(calendar, on)
    if meeting is None:
        return f"as at {english.day(on)}"
    return f"for {meeting_of(calendar, meeting)}"


def beside_the_meeting(calendar: Calendar, on: date) -> str:
    """``, as at 20 January 2014`` where the occasion does not say it."""
    return "" if meeting_to_come(calendar, on) in (on, None) else f", as at {english.day(on)}"


def meeting_of(calendar: Calendar, day: date) -> str:
    """``the meeting of 27 January 2014``, or of the week that begins on it where the calendar says so."""
    return f"the meeting of {f'the {calendar.wording} ' if calendar.wording else ''}{english.day(day)}"


def by_the_next(calendar: Calendar, on: date) -> str:
    """By when something due soon is due, seen from a day."""
    meeting = calendar.next_meeting(on)
    return f"by {meeting_of(calendar, meeting)}" if meeting else "today"


def return_by(calendar: Calendar, on: date) -> str:
    """By which day answers are wanted: before what is owed stops a change; ``""`` where nobody meets."""
    meeting = meeting_to_come(calendar, on)
    if meeting is None:
        return ""
    last = calendar.return_by(meeting)
    if last < on:
        return f"Please return it at once: it was asked for by {last:%A} {english.day(last)}"
    return f"Please return it by {last:%A} {english.day(last)}"


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
