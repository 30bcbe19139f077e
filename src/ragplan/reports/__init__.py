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
    "plan": Report("every action with its owners, status and rating", options=FILTERS | {"by"}, of_rows=True),
    "highlight": Report("one page for a board, compared with the last meeting", Needs.PAST),
    "dashboard": Report("counts by meeting, owner and goal, and the rows behind them", Needs.COURSE),
    "agenda": Report("what the meeting must decide, with room to write", Needs.PAST),
    "organisation": Report(
        "what one organisation owes the meeting, with room to answer",
        Needs.PAST,
        of="ORGANISATION",
        of_rows=True,
    ),
    "lead": Report(
        "what one lead answers for, or the workload of all leads",
        of="LEAD",
        together=True,
        of_rows=True,
    ),
    "recommendations": Report("each recommendation with responses, positions and actions"),
    "trend": Report("ratings, dates and silence from meeting to meeting", Needs.COURSE, from_git=True),
    "moves": Report("every due date that moved, with or without a revision", Needs.PAST),
    "annual": Report(
        "what was promised, done, moved and left open in a period",
        Needs.PAST,
        options=frozenset({"from", "to"}),
    ),
    "audit": Report(
        "the complete history of one action, with its evidence",
        Needs.PAST,
        of="REF",
        required=True,
        options=frozenset({"organisation"}),
        from_git=True,
    ),
    "providers": Report(
        "what several owners were asked, and who answered",
        Needs.PAST,
        options=frozenset({"goal"}),
    ),
    "risks": Report("the rows that name a risk, with its reference", options=FILTERS),
    "paper": Report("a committee paper with its cover sheet and appendices", of="PATH"),
}
"""Every report and what it says, in the order of use."""
