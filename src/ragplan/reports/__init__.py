"""The papers: each report builds a ``Page`` of a ``Request``, which ``ragplan.render`` makes text.

A report is a module here of its name, with ``build(request) -> Page``, and its line below.
"""

from enum import Enum
from typing import NamedTuple


class Needs(Enum):
    """What a report has to know of the past; where git cannot tell it, it is built without."""

    TODAY = "today"
    """What the meeting before saw where only that tells who has spoken."""
    MEETINGS = "meetings"
    """What the two meetings before saw: ``snapshot.seen`` and its ``seen``."""
    PAST = "past"
    """Every commit and meeting: ``past``, and ``snapshot.seen`` too."""
    COURSE = "course"
    """Counts meeting by meeting: ``course``, and ``snapshot.seen`` too."""


class Report(NamedTuple):
    """A report: what it says, what it has to know, and what may be asked of it.

    ``of`` is what its second argument names (``ORGANISATION``, ``LEAD``, ``REF``, ``PATH``), ``""`` for
    nothing; ``required`` where there is no report without. ``options`` are those of ``ragplan report`` that
    not every report takes, by their names. One that is ``together`` is a single page of all programmes; one
    ``from_git`` is nothing without git. The workbook of one ``of_rows`` has a line for each of its rows.
    """

    about: str
    needs: Needs = Needs.TODAY
    of: str = ""
    required: bool = False
    options: frozenset[str] = frozenset()
    together: bool = False
    from_git: bool = False
    of_rows: bool = False


FILTERS = frozenset({"organisation", "lead", "goal", "rating", "overdue"})
"""The options that choose rows."""

REPORTS = {
    "plan": Report("goals, actions, owners, status, RAG", options=FILTERS | {"by"}, of_rows=True),
    "highlight": Report("what a board must know, on one page, against the last meeting", Needs.PAST),
    "dashboard": Report("numbers with the rows behind them, by meeting, owner, goal and date", Needs.COURSE),
    "agenda": Report("what the meeting must decide, by exception, with room to write", Needs.PAST),
    "organisation": Report(
        "an organisation's pack: what it owes the meeting, with room to answer",
        Needs.PAST,
        of="ORGANISATION",
        of_rows=True,
    ),
    "lead": Report(
        "what one person or role answers for, or how much each lead does",
        of="LEAD",
        together=True,
        of_rows=True,
    ),
    "recommendations": Report("the register with responses, positions and actions"),
    "trend": Report(
        "ratings, dates and silences from meeting to meeting, from git", Needs.COURSE, from_git=True
    ),
    "moves": Report("every due date that moved, and those written over without a revision", Needs.PAST),
    "annual": Report(
        "by recommendation and goal what was promised, done, moved and left open over a span of days",
        Needs.PAST,
        options=frozenset({"from", "to"}),
    ),
    "audit": Report(
        "one action's whole trail: agreed, reported, moved, proved, with the commits",
        Needs.PAST,
        of="REF",
        required=True,
        options=frozenset({"organisation"}),
        from_git=True,
    ),
    "providers": Report(
        "what several owners were asked: who answered, who presented it",
        Needs.PAST,
        options=frozenset({"goal"}),
    ),
    "risks": Report("the rows that name a risk, with its reference", options=FILTERS),
    "paper": Report("a committee paper with its cover sheet and appendices; name its file", of="PATH"),
}
"""Every report and what it says, in the order of use."""
