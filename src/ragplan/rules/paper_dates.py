"""RAG2: the dates of papers against their meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import PurePosixPath

from ragplan.diagnostics import Severity
from ragplan.model.calendar import Calendar
from ragplan.model.dates import PlanDate, plan_date
from ragplan.model.paper import Paper
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, rule

_NAMED = re.compile(r"\d{4}-\d{2}(?:-\d{2})?(?!\d)", re.ASCII)
_WEEK = timedelta(days=7)


@rule("RAG208", "paper-date", Severity.WARNING)
def paper_date(plans: Plans) -> Iterator[Finding]:
    """A date of a paper does not fit its meeting, or the date in the name of its file.

    Why:
        A paper is found by its meeting, and its figures are those of its date: a wrong one makes it
        another meeting's paper.

    Fails:
        # file: papers/2014-01-20-board.md
        ---
        title: Progress of the plan
        meeting: Board
        date: 2014-01-27
        as_at: 2014-02-17
        considered_by:
          - committee: Quality Committee
            on: 2014-03
        ---

    Fixed:
        # file: papers/2014-01-27-board.md
        ---
        title: Progress of the plan
        meeting: Board
        date: 2014-01-27
        as_at: 2014-01-20
        considered_by:
          - committee: Quality Committee
            on: 2013-12
        ---

    Near miss:
        # file: papers/2014-01-board.md
        ---
        # The meeting of 27 January is in the month that the file and the committee name.
        title: Progress of the plan
        meeting: Board
        date: 2014-01-27
        as_at: 2014-01-27
        considered_by:
          - committee: Quality Committee
            on: 2014-01
        ---
    """
    for programme in plans.programmes:
        for paper in programme.papers:
            if paper.date is not None and paper.date.first is not None:
                yield from _named_otherwise(paper, paper.date)
                yield from _after(paper, paper.date)
                yield from _no_meeting(programme, paper, paper.date)


def _named_otherwise(paper: Paper, meeting: PlanDate) -> Iterator[Finding]:
    """A file whose name begins with another date."""
    found = _NAMED.match(PurePosixPath(paper.origin.path).name)
    named = plan_date(found[0]) if found else meeting
    if _before(named, meeting) or _before(meeting, named):
        yield Finding(
            paper.origin.at("date"),
            f"the meeting is on {meeting}, but the file is named {named}",
            "correct the date, or rename the file",
        )


def _before(one: PlanDate, other: PlanDate) -> bool:
    """Whether all of a date lies before another one."""
    return bool(one.last and other.first and one.last < other.first)


def _after(paper: Paper, meeting: PlanDate) -> Iterator[Finding]:
    """Dates that lie after the meeting and cannot."""
    if paper.as_at and _before(meeting, paper.as_at):
        yield Finding(
            paper.origin.at("as_at"),
            f"the paper gives figures as at {paper.as_at}, after its meeting on {meeting}",
            "check both dates",
        )
    for index, considered in enumerate(paper.considered_by):
        if considered.on and _before(meeting, considered.on):
            yield Finding(
                paper.origin.at("considered_by", index, "on"),
                f"{considered.on} is after the meeting on {meeting}, so it was not considered before",
                "check the year",
            )


def _no_meeting(programme: Programme, paper: Paper, meeting: PlanDate) -> Iterator[Finding]:
    """A paper for the programme's own group on a day on which it does not meet."""
    calendar = programme.calendar
    if _plain(paper.meeting) != _plain(programme.group) or not calendar.meetings or not calendar.readable:
        return
    if not _meets(calendar, meeting):
        yield Finding(
            paper.origin.at("date"),
            f"{programme.group} has no meeting on {meeting}",
            "check the date, or add the meeting to the programme's calendar",
        )


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _meets(calendar: Calendar, when: PlanDate) -> bool:
    """Whether a meeting is on a date; a calendar with words such as "week commencing" means its week."""
    week = _WEEK if calendar.wording else timedelta(days=1)
    return any(
        when.first and when.last and meeting <= when.last and when.first < meeting + week
        for meeting in calendar.meetings
    )


@rule("RAG221", "undated-paper", Severity.INFO)
def undated_paper(plans: Plans) -> Iterator[Finding]:
    """A paper has no date of its meeting, and none of its queries asks for it.

    Why:
        A paper is found by its meeting; without a date nobody can say which plan its figures are of.

    Fails:
        # file: papers/board.md
        ---
        title: Progress of the plan
        meeting: Board
        ---

    Fixed:
        # file: papers/board.md
        @@
         meeting: Board
        +date: 2014-01-27

    Near miss:
        # file: papers/board.md
        ---
        # It is known to be missing, and somebody is asked.
        title: Progress of the plan
        meeting: Board
        queries:
          - The paper prints no date. Which meeting was it for?
        ---
    """
    for programme in plans.programmes:
        for paper in programme.papers:
            if paper.date is None and not any("date" in query.text.lower() for query in paper.queries):
                yield Finding(
                    paper.origin.at("title"),
                    "this paper does not give the date of its meeting",
                    "add 'date:', or ask for it in 'queries'",
                )


RULES = (paper_date, undated_paper)
