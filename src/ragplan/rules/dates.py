"""RAG2: dates that are none, cannot be right, or are missing."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ragplan.diagnostics import Origin, Severity
from ragplan.model.dates import PlanDate, Precision, plan_date
from ragplan.model.plan import Action, Deadline, Position
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, rule


class _Dated(NamedTuple):
    """A date field: where it stands, what it says, and whether it may be a month or ``ongoing``."""

    origin: Origin
    date: PlanDate
    due: bool = False
    day_only: bool = False


@rule("RAG201", "invalid-date", Severity.ERROR)
def invalid_date(plans: Plans) -> Iterator[Finding]:
    """A date field holds something that is not a date.

    Why:
        "28 February 13", "TBC" and "31 February" are each read differently by each reader. A date is
        a day (2014-01-31) or a month (2014-01); where there is none yet, the field is left out.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            updated: 2014-02-31

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            updated: 2014-02-28
    """
    for dated in _all(plans):
        if dated.date.precision is Precision.UNREADABLE:
            yield Finding(dated.origin, f"{dated.date.text!r} is not a date", _mend(dated))
        elif dated.date.precision is Precision.ONGOING and not dated.due:
            yield Finding(
                dated.origin,
                "only a due date can be 'ongoing'",
                "write a day (2014-01-31) or leave the field out",
            )
        elif dated.day_only and dated.date.precision is not Precision.DAY:
            yield Finding(
                dated.origin, "a meeting needs a day", f"write a day: {dated.date.text}-01"
            )


def _all(plans: Plans) -> Iterator[_Dated]:
    for programme in plans.programmes:
        for origin, when in programme.calendar.written:
            yield _Dated(origin, when, day_only=True)
        for register in programme.registers:
            if register.published:
                yield _Dated(register.origin.at("published"), register.published)
        for action in programme.actions:
            yield from _of_action(action)
        for file in programme.files:
            if file.reviewed is not None:
                yield _Dated(file.origin.at("reviewed"), file.reviewed)
            for position in file.positions:
                yield from _of_position(position)
            for entry in file.on_recommendations:
                if entry.updated is not None:
                    yield _Dated(entry.origin.at("updated"), entry.updated)
                if entry.review_by is not None:
                    yield _Dated(entry.origin.at("review_by"), entry.review_by)
                for index, proof in enumerate(entry.evidence):
                    if proof.on is not None:
                        yield _Dated(entry.origin.at("evidence", index, "on"), proof.on)


def _of_action(action: Action) -> Iterator[_Dated]:
    yield from _of_deadline(action.deadline, action.origin)
    if action.agreed is not None:
        yield _Dated(action.origin.at("agreed"), action.agreed)
    if action.withdrawn is not None and action.withdrawn.on is not None:
        yield _Dated(action.origin.at("withdrawn", "on"), action.withdrawn.on)


def _of_position(position: Position) -> Iterator[_Dated]:
    if position.updated is not None:
        yield _Dated(position.origin.at("updated"), position.updated)
    if position.completed is not None:
        yield _Dated(position.origin.at("completed"), position.completed)
    if position.deadline.first is not None or position.deadline.revisions:
        yield from _of_deadline(position.deadline, position.origin)
    for index, proof in enumerate(position.evidence):
        if proof.on is not None:
            yield _Dated(position.origin.at("evidence", index, "on"), proof.on)
    if position.assured is not None and position.assured.on is not None:
        yield _Dated(position.origin.at("assured", "on"), position.assured.on)


def _of_deadline(deadline: Deadline, origin: Origin) -> Iterator[_Dated]:
    if deadline.first is not None:
        yield _Dated(origin.at("due"), deadline.first, due=True)
    for index, revision in enumerate(deadline.revisions):
        yield _Dated(origin.at("revised", index, "to"), revision.to, due=True)
        if revision.on is not None:
            yield _Dated(origin.at("revised", index, "on"), revision.on)


_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})", re.ASCII)
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?\s+(\d{4}|\d{2})", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PLAIN = "write a day (2014-01-31) or a month (2014-01)"


def _mend(dated: _Dated) -> str:
    """How to write what was probably meant. Text that could be read two ways is not read."""
    text = dated.date.text.strip()
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
        if not 1 <= month <= 12:
            return f"there is no month {month}"
        if not 1 <= day <= monthrange(max(year, 1), month)[1]:
            return f"that month has {monthrange(max(year, 1), month)[1]} days"
        return f"write {year:04}-{month:02}-{day:02}"
    if found := _NUMBERS.fullmatch(text):
        day, month, year = found.groups()
        return _offer(year, int(month), day)
    if found := _WORDS.fullmatch(text):
        day, word, year = found.groups()
        month = next((at for at, name in enumerate(_MONTHS, 1) if word.lower()[:3] == name), 0)
        return _offer(year, month, day)
    placeholder = " or leave it out, and say in 'queries' what is not yet known"
    return (_PLAIN + ", 'ongoing'," if dated.due else _PLAIN + ",") + placeholder


def _offer(year: str, month: int, day: str | None) -> str:
    full = year if len(year) == 4 else f"20{year}"
    text = f"{full}-{month:02}" + (f"-{int(day):02}" if day else "")
    if plan_date(text).precision is Precision.UNREADABLE:
        return _PLAIN
    return f"write {text}, if that is the day meant" if day else f"write {text}"


@rule("RAG202", "due-before-programme", Severity.WARNING)
def due_before_programme(plans: Plans) -> Iterator[Finding]:
    """A due date lies before the programme's first meeting.

    Why:
        In January people write last year's number: "28 February 13" in a plan of January 2014. Read
        as it stands, the row would be a year overdue.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Receive the providers' responses
            due: 2013-02-28

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Receive the providers' responses
            due: 2014-02-28
    """
    for programme in plans.programmes:
        if not programme.calendar.meetings:
            continue
        start = programme.calendar.meetings[0]
        for origin, deadline in _deadlines(programme):
            due = deadline.first
            if due is not None and due.last is not None and due.last < start:
                yield Finding(
                    origin.at("due"),
                    f"{due} is before the programme's first meeting, {start.isoformat()}",
                    _likely_year(due, programme),
                )


def _deadlines(programme: Programme) -> Iterator[tuple[Origin, Deadline]]:
    for action in programme.actions:
        if action.deadline.first is not None or action.deadline.revisions:
            yield action.origin, action.deadline
    for file in programme.files:
        for position in file.positions:
            if position.deadline.first is not None or position.deadline.revisions:
                yield position.origin, position.deadline


def _likely_year(due: PlanDate, programme: Programme) -> str:
    """The first year in which the same day falls in the programme's time."""
    first = programme.calendar.meetings[0]
    for year in (first.year, first.year + 1):
        moved = plan_date(f"{year:04}{due.text[4:]}")
        if moved.last is not None and moved.last >= first:
            return f"if the year is a slip, write {moved}; if not, say why in 'queries'"
    return "check the year"


@rule("RAG203", "revision-without-reason", Severity.WARNING)
def revision_without_reason(plans: Plans) -> Iterator[Finding]:
    """A due date was moved and no reason is given.

    Why:
        A date that moves without a reason is how a plan slips unseen.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            revised:
              - to: 2014-02-28

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            revised:
              - to: 2014-02-28
                reason: The board meets on 26 February
    """
    for programme in plans.programmes:
        for origin, deadline in _deadlines(programme):
            for index, revision in enumerate(deadline.revisions):
                if not revision.reason:
                    yield Finding(
                        origin.at("revised", index),
                        f"the date was moved to {revision.to} without a reason",
                        "add 'reason:' below it",
                    )


@rule("RAG204", "revision-not-later", Severity.WARNING)
def revision_not_later(plans: Plans) -> Iterator[Finding]:
    """A revised due date is not later than the one it replaces.

    Why:
        Revisions stand oldest first. One that goes back is often a wrong year, or a first date
        written over.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            revised:
              - to: 2013-02-28
                reason: The board meets on 26 February

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            revised:
              - to: 2014-02-28
                reason: The board meets on 26 February
    """
    for programme in plans.programmes:
        for action in programme.actions:
            yield from _going_back(action.origin, action.deadline, action.deadline.first)
        for file in programme.files:
            for position in file.positions:
                if position.deadline.revisions:
                    owned = programme.action(position.ref, programme.code(file.organisation))
                    shared = owned.deadline.first if owned else None
                    first = position.deadline.first or shared
                    yield from _going_back(position.origin, position.deadline, first)


def _going_back(origin: Origin, deadline: Deadline, before: PlanDate | None) -> Iterator[Finding]:
    for index, revision in enumerate(deadline.revisions):
        if before and before.last and revision.to.last and revision.to.last <= before.last:
            yield Finding(
                origin.at("revised", index, "to"),
                f"{revision.to} is not later than {before}",
                "check the year; revisions stand oldest first",
            )
        before = revision.to


@rule("RAG205", "no-due-date", Severity.INFO)
def no_due_date(plans: Plans) -> Iterator[Finding]:
    """An action has no due date.

    Why:
        It can never become overdue. Where it has no end, say so: due: ongoing.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Share what is learned

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Share what is learned
            due: ongoing
    """
    for programme in plans.programmes:
        dated = {
            position.ref
            for file in programme.files
            for position in file.positions
            if position.deadline.first is not None
        }
        for action in programme.actions:
            closed = action.superseded_by or action.withdrawn
            if action.deadline.first is None and not action.parts and not closed:
                if action.ref not in dated:
                    yield Finding(
                        action.origin.at("ref"),
                        f"action {action.ref!r} has no due date",
                        "add 'due:' with a day, a month or 'ongoing'",
                    )


@rule("RAG206", "weekend-due-date", Severity.INFO)
def weekend_due_date(plans: Plans) -> Iterator[Finding]:
    """A due date falls on a Saturday or a Sunday.

    Why:
        It is accepted; but nobody is there to meet it, and it is sometimes a slip for the day before
        or the last day of the month.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Write the yearly account
            due: 2014-03-30

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Write the yearly account
            due: 2014-03-31
    """
    for programme in plans.programmes:
        for origin, deadline in _deadlines(programme):
            due = deadline.first
            if due is not None and due.precision is Precision.DAY and due.first:
                if due.first.weekday() >= _SATURDAY:
                    yield Finding(
                        origin.at("due"),
                        f"{due} is a {due.first:%A}",
                        "keep it if that day was agreed",
                    )


_SATURDAY = 5


@rule("RAG207", "calendar-backwards", Severity.ERROR)
def calendar_backwards(plans: Plans) -> Iterator[Finding]:
    """A programme's calendar gives no meeting, or ends before it begins.

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

    Mended:
        # file: programme.yaml
        format: ragplan/1
        programme: example
        title: Example plan
        calendar:
          every: 2 weeks
          first: 2013-03-31
          last: 2014-03-31
        organisations:
          A: {name: Alpha Hospital}
        # file: A.yaml
        organisation: A
    """
    for programme in plans.programmes:
        days = {origin.route[1:]: when.first for origin, when in programme.calendar.written}
        for route, first in days.items():
            last = days.get((*route[:-1], "last"))
            if route[-1] == "first" and first and last and last < first:
                yield Finding(
                    programme.origin.at("calendar", *route[:-1], "last"),
                    f"the last meeting, {last.isoformat()}, is before the first",
                    "check the years",
                )
        if programme.calendar.declared and not programme.calendar.meetings and not any(days.values()):
            yield Finding(
                programme.origin.at("calendar"),
                "the calendar gives no meeting",
                "give 'every' and 'first', or 'meetings' with their days",
                at_key=True,
            )


RULES = (
    invalid_date,
    due_before_programme,
    revision_without_reason,
    revision_not_later,
    no_due_date,
    weekend_due_date,
    calendar_backwards,
)
