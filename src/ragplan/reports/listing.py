"""The rows of programmes at a day: what ``list`` and ``show`` tell, filtered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ragplan.diagnostics import Origin
from ragplan.model.assessment import Assessment, Uncounted, assess
from ragplan.model.key import Category
from ragplan.model.plan import Remark
from ragplan.model.programme import Programme, Row
from ragplan.model.recommendations import Reference
from ragplan.model.snapshot import Snapshot


class Entry(NamedTuple):
    """One row of one programme, judged at a day."""

    programme: Programme
    row: Row
    assessment: Assessment
    as_of: date

    @property
    def origin(self) -> Origin:
        """Where the row is written: its position, else its action."""
        return (self.row.position or self.row.action).origin

    @property
    def queries(self) -> tuple[Remark, ...]:
        """What a person must confirm about the action or the position."""
        return self.row.action.queries + (self.row.position.queries if self.row.position else ())

    @property
    def rating(self) -> str:
        """The stated level's code; a rating the key does not know as written; ``""`` for none."""
        stated = self.assessment.stated
        written = self.row.position.rating if self.row.position else ""
        return stated.code if stated else written


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are wanted; every condition that is set must hold.

    Organisations, leads, goals, refs and ratings are compared without regard to capitals.
    ``organisation`` is a code or an alias; a group's rows are not its members'. A ``goal`` of ``none`` is
    none, ``part_of`` is a parent's ref. ``rating`` and
    ``category`` are of what is stated, ``by_date`` makes them those of what the dates say; of either
    ``none`` is no level. ``counted`` rows are those that every count counts, ``uncounted`` those that
    none does, for that reason.
    """

    organisation: str = ""
    lead: str = ""
    goal: str = ""
    part_of: str = ""
    ref: str = ""
    rating: str = ""
    category: Category | None = None
    recommendation: Reference | None = None
    overdue: bool = False
    silent: bool = False
    query: bool = False
    by_date: bool = False
    unrated: bool = False
    open: bool = False
    closed: bool = False
    missing: bool = False
    undated: bool = False
    counted: bool = False
    uncounted: Uncounted | None = None

    def holds(self, entry: Entry) -> bool:
        """Whether an entry is wanted."""
        programme, row, assessment, _ = entry
        return (
            (not self.organisation or row.organisation == programme.resolve(self.organisation))
            and (not self.lead or _has(row.leads, self.lead))
            and (not self.goal or self._under(programme, row))
            and (not self.part_of or row.action.parent.casefold() == self.part_of.casefold())
            and (not self.ref or row.action.ref.casefold() == self.ref.casefold())
            and self._rated(programme, assessment)
            and self._stands(row, assessment)
            and self._cited(programme, row)
            and (not self.overdue or assessment.overdue)
            and (not self.silent or assessment.silent)
            and (not self.query or bool(entry.queries))
        )

    def _under(self, programme: Programme, row: Row) -> bool:
        if self.goal.casefold() == "none":
            return row.action.goal not in programme.goal
        return row.action.goal.casefold() == self.goal.casefold()

    def _rated(self, programme: Programme, assessment: Assessment) -> bool:
        level = assessment.derived if self.by_date else assessment.stated
        if self.unrated and assessment.stated is not None:
            return False
        if self.rating.casefold() == "none":
            return level is None
        named = programme.key.level(self.rating) if self.rating and programme.key else None
        return (not self.rating or (level is not None and level == named)) and (
            not self.category or (level is not None and level.category is self.category)
        )

    def _stands(self, row: Row, assessment: Assessment) -> bool:
        return (
            (not self.open or assessment.open)
            and (not self.closed or not (assessment.open or assessment.uncounted))
            and (not self.missing or (row.position is None and assessment.uncounted is None))
            and (not self.undated or (assessment.open and row.deadline.current is None))
            and (not self.counted or assessment.uncounted is None)
            and (not self.uncounted or assessment.uncounted is self.uncounted)
        )

    def _cited(self, programme: Programme, row: Row) -> bool:
        wanted = self.recommendation
        return wanted is None or any(
            wanted.first <= cited.last
            and cited.first <= wanted.last
            and (not wanted.register or wanted.register == programme.register_name(cited))
            for cited in programme.recommendations(row.action)
        )


def entries(snapshots: Iterable[Snapshot], wanted: Filter | None = None) -> Iterator[Entry]:
    """The rows of programmes, each at its day, in the order of the plan."""
    for snapshot in snapshots:
        for row in snapshot.programme.rows:
            entry = Entry(snapshot.programme, row, assess(snapshot, row), snapshot.on)
            if wanted is None or wanted.holds(entry):
                yield entry


def _has(leads: tuple[str, ...], lead: str) -> bool:
    return lead.casefold() in (each.casefold() for each in leads)
