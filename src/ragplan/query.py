"""Rows and positions of programmes at a day, chosen by one filter: what lists, figures and papers ask for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import ClassVar, NamedTuple

from ragplan.alike import normal
from ragplan.diagnostics import Origin
from ragplan.figures.figure import Figure, since
from ragplan.model.assessment import Assessment, Uncounted, days_left
from ragplan.model.coverage import Applicability, Covered, coverage, numbers
from ragplan.model.dates import PlanDate
from ragplan.model.judged import JudgedRow
from ragplan.model.key import Category, Level
from ragplan.model.plan import RecommendationPosition, Remark
from ragplan.model.programme import Programme, Row
from ragplan.model.recommendations import Reference, reference
from ragplan.model.snapshot import Snapshot


class JudgedPosition(NamedTuple):
    """One organisation's position on one recommendation, at a day.

    A position on a range is one for each number. ``covered`` is ``None`` where no register of the
    programme holds what it cites; it then is one, with the citation as written.
    """

    programme: Programme
    covered: Covered | None
    position: RecommendationPosition
    as_of: date

    @property
    def origin(self) -> Origin:
        """Where the position is written."""
        return self.position.origin

    @property
    def organisation(self) -> str:
        """The code of the organisation whose position it is."""
        return self.programme.code(self.position.organisation)

    @property
    def level(self) -> Level | None:
        """The level it states, where the key knows it."""
        return self.programme.level(self.position)

    @property
    def rating(self) -> str:
        """The stated level's code; a rating the key does not know as written; ``""`` for none."""
        return self.level.code if self.level else self.position.rating

    @property
    def recommendation(self) -> Reference:
        """The one recommendation, its register named; or the citation as written."""
        if self.covered is None:
            return self.position.cited
        return reference(f"{self.covered.register.id}/{self.covered.number}")

    @property
    def cited(self) -> tuple[Reference, ...]:
        """The one recommendation."""
        return (self.recommendation,)

    @property
    def overdue(self) -> bool:
        """Whether its review is late."""
        return review_overdue(self.position, self.as_of)

    @property
    def notes(self) -> tuple[Remark, ...]:
        """Notes on the recommendation and on the position."""
        return (self.covered.recommendation.notes if self.covered else ()) + self.position.notes

    @property
    def queries(self) -> tuple[Remark, ...]:
        """What a person must confirm about the recommendation or the position."""
        return (self.covered.recommendation.queries if self.covered else ()) + self.position.queries


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows or positions are wanted; every condition that is set must hold.

    Organisations, leads, goals, refs and ratings are compared in one form of letters, without regard to
    capitals. A ``lead`` may be a whole word of a name, where nobody has just that name.
    ``organisation`` is a code or an alias; a group's rows are not its members'. A ``goal`` of ``none`` is
    none, ``part_of`` is a parent's ref. ``rating`` and ``category`` are of what is stated, ``by_date``
    makes them those of what the dates say; of either ``none`` is no level, and of a
    position no rating. ``due_soon`` rows are due by the next meeting. ``counted`` rows are those that
    every count counts, ``uncounted`` those that none does, for that reason. Of positions only ``OF_BOTH``
    may be asked.
    """

    OF_BOTH: ClassVar = ("organisation", "rating", "category", "recommendation", "query")

    organisation: str = ""
    lead: str = ""
    goal: str = ""
    part_of: str = ""
    ref: str = ""
    rating: str = ""
    category: Category | None = None
    recommendation: Reference | None = None
    by_date: bool = False
    unrated: bool = False
    open: bool = False
    closed: bool = False
    overdue: bool = False
    due_soon: bool = False
    silent: bool = False
    missing: bool = False
    undated: bool = False
    query: bool = False
    counted: bool = False
    uncounted: Uncounted | None = None

    @property
    def of_rows_alone(self) -> tuple[str, ...]:
        """The conditions that are set and that positions on recommendations have nothing for."""
        names = (each.name for each in fields(self) if each.name not in self.OF_BOTH)
        return tuple(name for name in names if getattr(self, name))

    def holds(self, judged: JudgedRow | JudgedPosition) -> bool:
        """Whether a row or a position is wanted."""
        programme = judged.programme
        return (
            (not self.organisation or judged.organisation == programme.resolve(self.organisation))
            and (isinstance(judged, JudgedPosition) or self._holds_row(programme, judged))
            and self._rated(programme, judged)
            and (self.recommendation is None or self._cited(programme, judged.cited, self.recommendation))
            and (not self.query or bool(judged.queries))
        )

    def _holds_row(self, programme: Programme, judged: JudgedRow) -> bool:
        row, assessment = judged.row, judged.assessment
        return (
            (not self.lead or programme.leads(self.lead, row))
            and (not self.goal or self._under(programme, row))
            and (not self.part_of or normal(row.action.parent) == normal(self.part_of))
            and (not self.ref or normal(row.action.ref) == normal(self.ref))
            and (not self.unrated or assessment.stated is None)
            and (not self.overdue or assessment.overdue)
            and (not self.due_soon or judged.due_soon)
            and (not self.silent or assessment.silent)
            and self._stands(row, assessment)
        )

    def _under(self, programme: Programme, row: Row) -> bool:
        if normal(self.goal) == "none":
            return row.action.goal not in programme.goal
        return normal(row.action.goal) == normal(self.goal)

    def _rated(self, programme: Programme, judged: JudgedRow | JudgedPosition) -> bool:
        if not (self.rating or self.category):
            return True
        level = judged.assessment.derived if isinstance(judged, JudgedRow) and self.by_date else judged.level
        if self.rating.casefold() == "none":
            return level is None and (isinstance(judged, JudgedRow) or not judged.rating)
        named = programme.key.level(self.rating) if self.rating and programme.key else None
        return (not self.rating or (level is not None and level == named)) and (
            not self.category or (level is not None and level.category is self.category)
        )

    def _stands(self, row: Row, assessment: Assessment) -> bool:
        return (
            (not self.open or assessment.open)
            and (not self.closed or not (assessment.open or assessment.uncounted))
            and (not self.missing or (row.position is None and assessment.uncounted is None))
            and (not self.undated or assessment.undated)
            and (not self.counted or assessment.uncounted is None)
            and (not self.uncounted or assessment.uncounted is self.uncounted)
        )

    def _cited(self, programme: Programme, cited: Iterable[Reference], wanted: Reference) -> bool:
        return any(
            wanted.first <= each.last
            and each.first <= wanted.last
            and (not wanted.register or wanted.register == programme.register_name(each))
            for each in cited
        )


def rows(snapshots: Iterable[Snapshot], wanted: Filter | None = None) -> Iterator[JudgedRow]:
    """The rows of programmes, each at its day, in the order of the plan."""
    for snapshot in snapshots:
        for row in snapshot.programme.rows:
            judged = JudgedRow(snapshot, row)
            if wanted is None or wanted.holds(judged):
                yield judged


def positions(
    programmes: Iterable[tuple[Programme, date]], wanted: Filter | None = None
) -> Iterator[JudgedPosition]:
    """The positions of programmes, each at its day, in the order of registers and numbers.

    Those on what no register of the programme holds come last.
    """
    for programme, as_of in programmes:
        held = ((covered, each) for covered in coverage(programme, as_of) for each in covered.positions)
        for covered, position in (*held, *((None, each) for each in unplaced(programme))):
            judged = JudgedPosition(programme, covered, position, as_of)
            if wanted is None or wanted.holds(judged):
                yield judged


def unplaced(programme: Programme) -> Iterator[RecommendationPosition]:
    """The positions that cite nothing any register of the programme holds, in the order of the files."""
    for file in programme.files:
        for position in file.on_recommendations:
            if next(numbers(programme, (position.cited,)), None) is None:
                yield position


def review_overdue(position: RecommendationPosition, as_of: date) -> bool:
    """Whether the date by which a position is to be reviewed has passed with its last day."""
    left = days_left(position.review_by, as_of)
    return left is not None and left < 0


@dataclass(frozen=True)
class Selection:
    """A programme at a day, of which figures of papers speak. Figures are those without a fault."""

    snapshot: Snapshot

    @property
    def programme(self) -> Programme:
        """The programme."""
        return self.snapshot.programme

    @property
    def as_at(self) -> date:
        """The day."""
        return self.snapshot.on

    @cached_property
    def _rows(self) -> tuple[JudgedRow, ...]:
        return tuple(rows([self.snapshot]))

    @cached_property
    def covered(self) -> tuple[Covered, ...]:
        """Every recommendation of the programme's registers, each once."""
        found = coverage(self.programme, self.as_at)
        return tuple({(each.register.id, each.number): each for each in found}.values())

    def rows(self, figure: Figure) -> list[JudgedRow]:
        """The rows of the plan that a figure speaks of, those without a position too."""
        wanted = _filters(figure)
        return [judged for judged in self._rows if all(each.holds(judged) for each in wanted)]

    def counted(self, figure: Figure) -> list[JudgedRow]:
        """The rows that are counted: the denominator of the plan's own sentence, narrowed down."""
        return [judged for judged in self.rows(figure) if judged.assessment.uncounted is None]

    def recommendations(self, figure: Figure) -> list[Covered]:
        """The recommendations that a figure speaks of, in the order of registers and numbers."""
        return [each for each in self.covered if _wanted(each, figure)]

    def since(self, figure: Figure) -> date:
        """The day that changes are counted from, not included."""
        return since(figure, self.programme, self.as_at) or date.min

    def within(self, figure: Figure, when: PlanDate | None) -> bool:
        """Whether a date may lie after that day and on or before the status date; a month may by any day."""
        if when is None or when.first is None or when.last is None:
            return False
        return when.last > self.since(figure) and when.first <= self.as_at


def _filters(figure: Figure) -> tuple[Filter, Filter]:
    """What must hold of a row: all that a figure's words ask of what is stated, and of what dates say."""
    category, cited = figure.value("category"), figure.value("recommendation")
    stated = Filter(
        organisation=figure.value("organisation"),
        lead=figure.value("lead"),
        goal=figure.value("goal"),
        rating=figure.value("rating"),
        category=Category(category) if category else None,
        recommendation=reference(cited) if cited else None,
        overdue=figure.has("overdue"),
        silent=figure.has("silent"),
        undated=figure.has("undated"),
        query=figure.has("query"),
    )
    return stated, Filter(rating=figure.value("by_date"), by_date=True)


def _wanted(covered: Covered, figure: Figure) -> bool:
    register, cited = figure.value("register"), reference(figure.value("recommendation"))
    return (
        (not register or covered.register.id == register)
        and (not cited.text or _cites(cited, covered))
        and all(covered.standing is standing for standing in Applicability if figure.has(standing.value))
        and (not figure.has("answered") or covered.answered)
        and (not figure.has("unanswered") or not covered.answered)
    )


def _cites(cited: Reference, covered: Covered) -> bool:
    return covered.number in cited.numbers and cited.register in {"", covered.register.id}
