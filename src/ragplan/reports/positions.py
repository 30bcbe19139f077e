"""Positions on recommendations at a day: what ``list --positions`` tells, filtered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ragplan.diagnostics import Origin
from ragplan.model.assessment import days_left
from ragplan.model.coverage import Covered, coverage, numbers
from ragplan.model.key import Category, Level
from ragplan.model.plan import RecommendationPosition, Remark
from ragplan.model.programme import Programme
from ragplan.model.recommendations import Reference, reference


class PositionEntry(NamedTuple):
    """One organisation's position on one recommendation, at a day.

    A position on a range is an entry a number. ``covered`` is ``None`` where no register of the
    programme holds what it cites; it then is one entry, with the citation as written.
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
    def cited(self) -> Reference:
        """The one recommendation, its register named; or the citation as written."""
        if self.covered is None:
            return self.position.cited
        return reference(f"{self.covered.register.id}/{self.covered.number}")

    @property
    def organisation(self) -> str:
        """The code of the organisation whose position it is."""
        return self.programme.code(self.position.organisation)

    @property
    def level(self) -> Level | None:
        """The level it states, where the key knows it."""
        key, rating = self.programme.key, self.position.rating
        return key.level(rating) if key and rating else None

    @property
    def rating(self) -> str:
        """The stated level's code; a rating the key does not know as written; ``""`` for none."""
        return self.level.code if self.level else self.position.rating

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
class PositionFilter:
    """Which positions are wanted; every condition that is set must hold.

    Organisations and ratings are compared without regard to capitals.
    """

    organisation: str = ""
    rating: str = ""
    category: Category | None = None
    recommendation: Reference | None = None
    query: bool = False

    def holds(self, entry: PositionEntry) -> bool:
        """Whether an entry is wanted."""
        level = entry.level
        return (
            (not self.organisation or entry.organisation == entry.programme.resolve(self.organisation))
            and (not self.rating or self._rated(entry))
            and (not self.category or (level is not None and level.category is self.category))
            and (self.recommendation is None or self._cites(entry, self.recommendation))
            and (not self.query or bool(entry.queries))
        )

    def _rated(self, entry: PositionEntry) -> bool:
        if self.rating.casefold() == "none":
            return not entry.rating
        key, level = entry.programme.key, entry.level
        return key is not None and level is not None and level == key.level(self.rating)

    def _cites(self, entry: PositionEntry, wanted: Reference) -> bool:
        cited = entry.cited
        named = entry.programme.register_name(cited)
        overlap = wanted.first <= cited.last and cited.first <= wanted.last
        return overlap and (not wanted.register or wanted.register == named)


def position_entries(
    programmes: Iterable[tuple[Programme, date]], wanted: PositionFilter | None = None
) -> Iterator[PositionEntry]:
    """The positions of programmes, each at its day, in the order of registers and numbers.

    Those on what no register of the programme holds come last.
    """
    for programme, as_of in programmes:
        for covered, position in (
            *_placed(programme, as_of),
            *((None, each) for each in unplaced(programme)),
        ):
            entry = PositionEntry(programme, covered, position, as_of)
            if wanted is None or wanted.holds(entry):
                yield entry


def _placed(programme: Programme, as_of: date) -> Iterator[tuple[Covered | None, RecommendationPosition]]:
    for covered in coverage(programme, as_of):
        for position in covered.positions:
            yield covered, position


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
