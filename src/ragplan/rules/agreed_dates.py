"""RAG5: due dates against those first agreed, and how often they were put off."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ragplan.diagnostics import Severity
from ragplan.english import cut
from ragplan.history.dates import FirstDate, first_dates, written_by
from ragplan.history.rows import Histories, ProgrammeHistory, RowHistory, current_rows
from ragplan.model.dates import PlanDate, Precision
from ragplan.model.programme import Programme, Row
from ragplan.model.snapshot import Key
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, Needs, rule

EXTENSIONS = 3
"""So many extensions of one due date are too many."""


@rule("RAG502", "due-date-rewritten", Severity.ERROR, needs=Needs.HISTORY)
def due_date_rewritten(plans: Plans, histories: Histories) -> Iterator[Finding]:
    """The date first agreed was changed instead of revised.

    Why:
        With it goes the slippage: an action that is late looks as if it never was. The first date stays,
        and a revision says to when it moved, why, and who agreed.

    Fails:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Review all complaints of the last year
            leads: [AA]
            due: 2014-01-31
            status: Half of them are reviewed.
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
        -    due: 2014-01-31
        +    due: 2014-02-28

    Fixed:
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
             due: 2014-01-31
        +    revised:
        +      - to: 2014-02-28
        +        on: 2014-01-20
        +        reason: The archive is closed until February.
        +        agreed_by: Complaints Committee

    Near miss:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
          - ref: "A1"
            title: Review all complaints of the last year
            leads: [AA]
            due: 2014-02
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
        +# A month is due on its last day: this is the same date, given more exactly.
        @@
        -    due: 2014-02
        +    due: 2014-02-28
    """
    for programme in plans.programmes:
        history = histories(programme)
        for key, row, versions in current_rows(history):
            dates = first_dates(history, versions)
            for before, after in pairwise(dates):
                yield _rewritten(history, key, row, (dates[0].date, before.date, after))


def _rewritten(
    history: ProgrammeHistory, key: Key, row: Row, dates: tuple[PlanDate | None, PlanDate | None, FirstDate]
) -> Finding:
    """The finding of a date written over another, given with the one first agreed."""
    first, before, after = dates
    by = history.in_words(written_by(history, key, after))
    mend = f"restore {first} as 'due'"
    if after.date:
        mend += ", and add the new date under 'revised' with its reason"
    own = row.position if row.position and row.position.deadline.first else None
    return Finding(
        (own or row.action).origin.at("due"),
        f"the due date of {cut(key[0])!r} was changed from {_told(before)} to {_told(after.date)} "
        f"without a revision, {by}",
        mend,
    )


def _told(when: PlanDate | None) -> str:
    """A due date as a message names it; one that was taken out is none."""
    return cut(when.text) if when else "none"


@rule("RAG508", "third-extension", Severity.WARNING, needs=Needs.HISTORY)
def third_extension(plans: Plans, histories: Histories) -> Iterator[Finding]:
    """An open action's due date was put off for the third time, or more often.

    Why:
        After two extensions a third date is no more likely to be kept. The group has to ask what stands
        in the way, and say in a comment why it agrees once more.

    Fails:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            revised:
              - {to: 2014-02-07, on: 2013-12-02, reason: No meeting, agreed_by: Board}
              - {to: 2014-02-14, on: 2014-01-06, reason: No quorum, agreed_by: Board}
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
               - {to: 2014-02-14, on: 2014-01-06, reason: No quorum, agreed_by: Board}
        +      - {to: 2014-03-14, on: 2014-01-20, reason: Too short, agreed_by: Board}

    Fixed:
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
               - {to: 2014-02-14, on: 2014-01-06, reason: No quorum, agreed_by: Board}
        +      # ragplan: ignore[RAG508] the chair will publish it himself if the board does not
        +      - {to: 2014-03-14, on: 2014-01-20, reason: Too short, agreed_by: Board}

    Near miss:
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        # It was put off three times, but it is done: there is no date left to agree.
        organisation: A
        actions:
          - ref: "1.1"
            rating: green
            status: The response is on the website.
            completed: 2014-01-17
            evidence: [{ref: www.alpha.example.org/francis, on: 2014-01-17}]
            revised:
              - {to: 2014-02-07, on: 2013-12-02, reason: No meeting, agreed_by: Board}
              - {to: 2014-02-14, on: 2014-01-06, reason: No quorum, agreed_by: Board}
              - {to: 2014-03-14, on: 2014-01-13, reason: Too short, agreed_by: Board}
    """
    for programme in plans.programmes:
        history = histories(programme)
        last = len(history.states) - 1
        for key, row, versions in current_rows(history):
            extensions = _extensions(row)
            if len(extensions) >= EXTENSIONS and history.open(row, last, history.today):
                yield _put_off(history, key, row, versions, extensions)


def _extensions(row: Row) -> list[int]:
    """Which of a row's revisions put its due date off."""
    found = []
    deadline = row.deadline
    current = deadline.first
    for index, revision in deadline.placed:
        if revision.to.precision is Precision.UNREADABLE:
            continue
        if _later(current, revision.to):
            found.append(index)
        current = revision.to
    return found


def _later(old: PlanDate | None, new: PlanDate) -> bool:
    """Whether a due date is later than one before it; ``ongoing`` is later than any."""
    if old is None or old.last is None:
        return False
    return new.last is None or new.last > old.last


def _put_off(
    history: ProgrammeHistory, key: Key, row: Row, versions: RowHistory, extensions: Sequence[int]
) -> Finding:
    def stands(programme: Programme) -> bool:
        return _as_often(history.row(programme, key), extensions)

    state = versions[-1].state
    for version in reversed(versions):
        if not _as_often(version.row, extensions):
            break
        state = version.state
    by = history.in_words(history.author(state, stands))
    own = row.position if row.position and row.position.deadline.revisions else None
    last = extensions[-1]
    return Finding(
        (own or row.action).origin.at("revised", last),
        f"this is extension {len(extensions)} of the due date of {cut(key[0])!r}, "
        f"from {row.deadline.first} to {row.deadline.written[last].to}, {by}",
        "ask what is in the way; if the group agrees again, a comment can say why: "
        "# ragplan: ignore[RAG508] …",
    )


def _as_often(row: Row | None, extensions: Sequence[int]) -> bool:
    return row is not None and len(_extensions(row)) >= len(extensions)


RULES = (
    due_date_rewritten,
    third_extension,
)
