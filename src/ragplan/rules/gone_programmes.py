"""Programmes that only the history knows, to findings: what was open in them vanished unseen."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.history import Gone, Past
from ragplan.model.assessment import assess
from ragplan.model.snapshot import Snapshot
from ragplan.plans import Plans
from ragplan.rules.chronicle import Chronicle, cut
from ragplan.rules.rule import Finding


def gone_programmes(plans: Plans) -> Iterator[Finding]:
    """Programmes that were taken out of the plans while actions of them were open.

    With its files everything goes that its group has agreed, and no rule looks at what is not there.
    """
    if plans.broken:
        return  # it may be one of those that cannot be read
    replaced = {
        name
        for programme in plans.programmes
        if programme.supersedes
        for name in (programme.supersedes.programme, programme.supersedes.title)
    }
    for gone in plans.gone:
        programme = gone.programme
        if programme.superseded_by or {programme.id, programme.title} & replaced:
            continue
        still_open = _open_actions(gone)
        if still_open:
            count = f"{still_open} open action{'' if still_open == 1 else 's'}"
            by = Chronicle(programme, Past((), ()), gone.on).told(gone.commit)
            yield Finding(
                programme.origin,
                f"the programme {programme.id!r} was taken out of the plans with {count}, {by}",
                f"put {cut(programme.origin.path)} back, or let the plan in its place say 'supersedes:'",
            )


def _open_actions(gone: Gone) -> int:
    """How many agreed actions of a programme that is gone were still to be done."""
    rows = (row for row in gone.programme.rows if not row.action.proposed)
    return len({id(row.action) for row in rows if assess(Snapshot(gone.programme, gone.on), row).open})
