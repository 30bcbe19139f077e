"""RAG2: dates of words that lie after all that is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ragplan.diagnostics import Origin, Severity
from ragplan.history import zone_of
from ragplan.model.dates import PlanDate
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.rules.rule import Days, Finding, Needs, rule


@rule("RAG209", "update-ahead", Severity.ERROR, needs=Needs.CLOCK)
def update_ahead(plans: Plans, days: Days) -> Iterator[Finding]:
    """An `updated` or `reviewed` lies after the day of the commit, and after the day that is judged at.

    Why:
        Nobody has said something tomorrow. With a date ahead an owner would count as having spoken for
        meetings that are still to come, whatever happens until then. What is merely later than the day a
        paper speaks of does not count for that paper, and is no fault.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
            updated: 9014-01-27

    Mended:
        @@
        -    updated: 9014-01-27
        +    updated: 2014-01-27

    Near miss:
        # Written after the last meeting of a closed programme, but not in the future.
        organisation: A
        reviewed: 2015-01-12
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
    """
    for programme in plans.programmes:
        latest = max(days(programme), _read_on(plans, programme))
        for origin, when in _dates(programme):
            if when is not None and when.first is not None and when.first > latest:
                yield Finding(
                    origin,
                    f"{origin.route[-1]!r} lies in the future: {when}",
                    "write the day on which it was said",
                )


def _read_on(plans: Plans, programme: Programme) -> date:
    """The day of the commit that was read, or of the run, where the programme's group meets."""
    if plans.read_at is None:
        return date.max
    return plans.read_at.astimezone(zone_of(programme)).date()


def _dates(programme: Programme) -> Iterator[tuple[Origin, PlanDate | None]]:
    for file in programme.files:
        yield file.origin.at("reviewed"), file.reviewed
        for position in file.positions:
            yield position.origin.at("updated"), position.updated
        for said in file.on_recommendations:
            yield said.origin.at("updated"), said.updated


RULES = (update_ahead,)
