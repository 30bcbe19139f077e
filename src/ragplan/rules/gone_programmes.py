"""RAG5: programmes that were taken out of the plans."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diagnostics import Severity
from ragplan.history import Gone, Past
from ragplan.model.assessment import assess
from ragplan.plans import Plans
from ragplan.rules.chronicle import Chronicle, Chronicles, cut
from ragplan.rules.rule import Days, Finding, Needs, rule


@rule("RAG510", "programme-vanished", Severity.ERROR, needs=Needs.HISTORY)
def programme_vanished(plans: Plans, _days: Days, _chronicles: Chronicles) -> Iterator[Finding]:
    """A programme was taken out of the plans while actions of it were open.

    Why:
        With its files everything goes that its group has agreed, and no rule looks at what is not there.

    Fails:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        # file: second/programme.yaml
        format: ragplan/1
        programme: second
        title: Second plan
        organisations:
          A: {name: Alpha Hospital}
        goals:
          - ref: "1"
            title: Patients are heard
            actions:
              - {ref: "1.1", title: Answer every complaint, due: 2014-03-31, leads: [AA], owners: [A]}
        # file: second/A.yaml
        organisation: A
        actions:
          - ref: "1.1"
            status: A clerk starts in February.
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        # file: second/programme.yaml
        # file: second/A.yaml

    Mended:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        # file: second/programme.yaml
        format: ragplan/1
        programme: second
        title: Second plan
        organisations:
          A: {name: Alpha Hospital}
        goals:
          - ref: "1"
            title: Patients are heard
            actions:
              - {ref: "1.1", title: Answer every complaint, due: 2014-03-31, leads: [AA], owners: [A]}
        # file: second/A.yaml
        organisation: A
        actions:
          - ref: "1.1"
            status: A clerk starts in February.
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        # file: second/programme.yaml
        format: ragplan/1
        programme: second
        title: Second plan
        superseded_by: {title: Example plan, programme: example}
        organisations:
          A: {name: Alpha Hospital}
        goals:
          - ref: "1"
            title: Patients are heard
            actions:
              - {ref: "1.1", title: Answer every complaint, due: 2014-03-31, leads: [AA], owners: [A]}
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
    return len({id(row.action) for row in rows if assess(gone.programme, row, gone.on).open})


RULES = (programme_vanished,)
