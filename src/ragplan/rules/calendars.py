"""RAG2: calendars that contradict themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from ragplan.diagnostics import Origin, Severity
from ragplan.model.calendar import MONTHS, Calendar, Exceptional, Rhythm
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, rule


@rule("RAG207", "calendar-backwards", Severity.ERROR)
def calendar_backwards(plans: Plans) -> Iterator[Finding]:
    """A programme's calendar gives no meeting, or ends before it begins, or before one of its meetings.

    Why:
        Without a meeting no period can be told, and nobody can be silent in it.

    Fails:
        # file: programme.yaml
        format: ragplan/1
        programme: example
        title: Example plan
        calendar:
          every: 2 weeks
          first: 2014-03-31
          last: 2013-03-31
        organisations:
          A: {name: Alpha Hospital}
        # file: A.yaml
        organisation: A

    Fixed:
        # file: programme.yaml
        @@
        -  first: 2014-03-31
        -  last: 2013-03-31
        +  first: 2013-03-31
        +  last: 2014-03-31

    Near miss:
        # file: programme.yaml
        @@
        +# A group that meets once begins and ends on the same day.
        @@
        -  last: 2013-03-31
        +  last: 2014-03-31
    """
    for programme in plans.programmes:
        calendar = programme.calendar
        backwards = [*_backwards(calendar)]
        yield from backwards
        if calendar.declared and calendar.readable and not calendar.meetings and not backwards:
            yield Finding(
                programme.origin.at("calendar"),
                "the calendar has no meetings",
                "give 'every' and 'first', or 'meetings' with their days",
                at_key=True,
            )


def _backwards(calendar: Calendar) -> Iterator[Finding]:
    """Entries that end before they begin, and a programme that closes before its last meeting."""
    days = {each.origin: each.when.first for each in calendar.written if each.when.first}
    for origin, last in days.items():
        if origin.route[-1] != "last":
            continue
        entry = Origin(origin.path, origin.route[:-1])
        first = days.get(entry.at("first"))
        if first and last < first:
            yield Finding(
                origin, f"the last meeting, {last.isoformat()}, is before the first", "check the years"
            )
        elif late := [
            day for at, day in days.items() if at.route[:-1] == entry.at("meetings").route and day > last
        ]:
            yield Finding(
                origin,
                f"the last meeting, {last.isoformat()}, is before that of {max(late).isoformat()}",
                "check the years",
            )


@rule("RAG210", "exceptional-meeting", Severity.ERROR)
def exceptional_meeting(plans: Plans) -> Iterator[Finding]:
    """A meeting that is moved or cancelled is none, or is moved onto another.

    Why:
        A slip in the day leaves the meeting where it was: reports, reminders and what is owed go by a day
        on which nobody meets.

    Fails:
        # file: programme.yaml
        format: ragplan/1
        programme: example
        title: Example plan
        calendar:
          every: 2 weeks
          first: 2014-01-06
          last: 2014-03-31
          moved: {2014-02-04: 2014-02-10}
        organisations:
          A: {name: Alpha Hospital}
        # file: A.yaml
        organisation: A

    Fixed:
        # file: programme.yaml
        @@
        -  moved: {2014-02-04: 2014-02-10}
        +  moved: {2014-02-03: 2014-02-10}

    Near miss:
        # file: programme.yaml
        @@
        +# The day is free: the meeting of 17 February is moved a week on itself.
        @@
        -  moved: {2014-02-04: 2014-02-10}
        +  moved: {2014-02-03: 2014-02-17, 2014-02-17: 2014-02-24}
        +  cancelled: [2014-01-20]
    """
    for programme in plans.programmes:
        calendar = programme.calendar
        if calendar.readable and all(each.cadence.fits for each in calendar.rhythms):
            yield from _exceptional(calendar)


def _exceptional(calendar: Calendar) -> Iterator[Finding]:
    planned = set(calendar.planned)
    given = Counter(each.day for each in calendar.exceptions)
    taken = Counter([*(planned - given.keys()), *(each.to for each in calendar.exceptions if each.to)])
    came = {each.to: each.day for each in calendar.exceptions}
    for each in calendar.exceptions:
        if planned and each.day not in planned:
            yield Finding(
                each.origin,
                f"no meeting is on {each.day}, so it cannot be {'moved' if each.to else 'cancelled'}",
                _instead(each, came.get(each.day)) or _nearest(calendar, each.day),
                at_key=bool(each.to),
            )
        elif given[each.day] > 1 and not each.to:
            yield Finding(
                each.origin, f"the meeting of {each.day} is moved or cancelled already", "keep one of the two"
            )
        elif each.to == each.day:
            yield Finding(
                each.origin, f"the meeting of {each.day} is moved to that same day", "check the day"
            )
        elif each.to and taken[each.to] > 1:
            yield Finding(
                each.origin,
                f"the meeting of {each.day} is moved onto another, on {each.to}",
                "choose another day, or cancel one of the two",
            )


def _instead(exception: Exceptional, came: date | None) -> str:
    """How to move or cancel a meeting that was moved before."""
    if came is None:
        return ""
    if exception.to is None:
        return f"it was moved from {came}: put that day under 'cancelled', and take its move out"
    return f"it was moved from {came}: write '{came}: {exception.to}' instead of both"


def _nearest(calendar: Calendar, day: date) -> str:
    near = sorted(sorted(calendar.planned, key=lambda each: abs(each - day))[:2])
    return f"the nearest meetings are on {' and '.join(map(str, near))}"


@rule("RAG211", "first-off-rhythm", Severity.ERROR)
def first_off_rhythm(plans: Plans) -> Iterator[Finding]:
    """The first meeting of a rhythm is not on the day of the month that its `on` asks for.

    Why:
        Either is wrong: the calendar says two things of its first meeting, and all that follow depend on it.

    Fails:
        # file: programme.yaml
        format: ragplan/1
        programme: example
        title: Example plan
        calendar:
          every: month
          on: second Monday
          first: 2014-01-06
        organisations:
          A: {name: Alpha Hospital}
        # file: A.yaml
        organisation: A

    Fixed:
        # file: programme.yaml
        @@
        -  first: 2014-01-06
        +  first: 2014-01-13

    Near miss:
        # file: programme.yaml
        @@
        +# February has no 31st; its last day stands for it.
        @@
        -  on: second Monday
        -  first: 2014-01-06
        +  on: 31
        +  first: 2014-02-28
    """
    for programme in plans.programmes:
        for rhythm in programme.calendar.rhythms:
            if not rhythm.cadence.fits:
                yield _misfit(rhythm)


def _misfit(rhythm: Rhythm) -> Finding:
    first, unit, on = rhythm.cadence.first, rhythm.cadence.unit, rhythm.cadence.on
    if unit not in MONTHS or on is None:
        return Finding(
            rhythm.origin.at("on"),
            f"meetings counted in {unit}s have no day of the month",
            "remove 'on' ('first' sets the day), or count 'every' in months",
            at_key=True,
        )
    return Finding(
        rhythm.origin.at("on"),
        f"the first meeting, {first}, is not on that day of its month",
        f"write 'first: {on.of(first.year, first.month)}', or correct 'on'",
    )


RULES = (calendar_backwards, exceptional_meeting, first_off_rhythm)
