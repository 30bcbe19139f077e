"""RAG5: due dates against those first agreed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ragplan.diagnostics import Severity
from ragplan.model.dates import PlanDate
from ragplan.model.programme import Programme, Row
from ragplan.plans import Plans
from ragplan.rules.chronicle import Chronicle, Chronicles, Key, Life, cut
from ragplan.rules.meanings import standing
from ragplan.rules.rule import Days, Finding, Needs, rule


@rule("RAG502", "due-date-rewritten", Severity.ERROR, needs=Needs.HISTORY)
def due_date_rewritten(plans: Plans, _days: Days, chronicles: Chronicles) -> Iterator[Finding]:
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

    Mended:
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
        chronicle = chronicles(programme)
        for key, row, life in standing(chronicle):
            dates = _first_dates(chronicle, life)
            for before, after in pairwise(dates):
                yield _rewritten(chronicle, key, row, (dates[0].date, before.date, after))


class _Due(NamedTuple):
    """A first due date, and from which state on it stood."""

    date: PlanDate | None
    state: int


def _first_dates(chronicle: Chronicle, life: Life) -> list[_Due]:
    """The date first agreed and those written over it; a return to an earlier one ends what came after."""
    from ragplan.diff.dating import no_date
    from ragplan.model.dates import same_date

    found: list[_Due] = []
    firm = False
    last: Row | None = None
    for state, row in life:
        if row is None or _is_no_row(chronicle, state, row) or _went_with_its_date(last, row):
            continue
        last, now = row, row.deadline.first
        known = next((at for at, each in enumerate(found) if same_date(each.date, now)), None)
        if known is not None:
            del found[known + 1 :]
        elif found and firm and chronicle.seen(found[-1].state, state):
            found.append(_Due(now, state))
        else:
            found[-1:] = [] if no_date(now) else [_Due(now, state)]
        firm = not row.action.proposed
    return found


def _is_no_row(chronicle: Chronicle, state: int, row: Row) -> bool:
    """Whether an organisation neither owned an action nor said anything of it."""
    owners = map(chronicle.states[state].programme.code, row.action.owners)
    return row.position is None and not row.action.organisation and row.organisation not in owners


def _went_with_its_date(before: Row | None, row: Row) -> bool:
    """Whether a position that had a date of its own is gone: that it is gone is what is told."""
    return (
        before is not None
        and before.position is not None
        and before.position.deadline.first is not None
        and row.position is None
        and row.action.deadline.first == before.action.deadline.first
    )


def _rewritten(
    chronicle: Chronicle, key: Key, row: Row, dates: tuple[PlanDate | None, PlanDate | None, _Due]
) -> Finding:
    """The finding of a date written over another, given with the one first agreed."""
    from ragplan.model.dates import same_date

    first, before, after = dates

    def stands(programme: Programme) -> bool:
        then = chronicle.row(programme, key)
        return then is not None and same_date(then.deadline.first, after.date)

    by = chronicle.told(chronicle.author(after.state, stands))
    mend = f"put {first} back as 'due'"
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


RULES = (due_date_rewritten,)
