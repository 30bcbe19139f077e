"""What an owner states of how its row stands: its rating, and how far it says it has come."""

from datetime import date
from enum import IntEnum
from typing import NamedTuple

from ragplan.model.dates import PlanDate, ahead
from ragplan.model.key import Category, Fact, Key, Level
from ragplan.model.plan import Position


class Stage(IntEnum):
    """How far a position has come; a later stage is a higher number."""

    OPEN = 0
    COMPLETE = 1
    ASSURED = 2


class Stated(NamedTuple):
    """A rating as written, the level it names in its key, and the stage of its position."""

    rating: str
    level: Level | None
    key: Key | None
    stage: Stage


UNSTATED = Stated("", None, None, Stage.OPEN)


def stated(rating: str, key: Key | None, fact: Fact | None = None) -> Stated:
    """A rating with its level, and the stage that it and a fact of its position establish."""
    level = key.level(rating) if key else None
    return Stated(rating, level, key, _stage(level, fact))


def of_position(position: Position | None, key: Key | None, on: date) -> Stated:
    """What the owner of a position states on a day; one without a position states nothing."""
    return stated(position.rating, key, closing(position, on)) if position else UNSTATED


def closing(position: Position, as_of: date) -> Fact | None:
    """What the dates of a position establish of its completion by a day."""
    if position.assured is not None and not ahead(position.assured.on, as_of):
        return Fact.ASSURED
    return Fact.COMPLETED if done(position.completed, as_of) else None


def done(completed: PlanDate | None, as_of: date) -> bool:
    """Whether a date of completion has come by a day."""
    return completed is not None and completed.first is not None and completed.first <= as_of


def occurred(position: Position | None, as_of: date) -> tuple[int, int]:
    """How many times a recurring duty was done by a day, and of how many that were due by then."""
    times = [each for each in position.occurrences if each.on.last is not None] if position else []
    done = sum(each.done and not ahead(each.on, as_of) for each in times)
    missed = sum(not each.done and each.on.last is not None and each.on.last <= as_of for each in times)
    return done, done + missed


def same_rating(old: Stated, new: Stated) -> bool:
    """Whether two ratings, perhaps of two keys, say the same: levels of two keys do by their category."""
    if old.stage != new.stage:
        return False
    written = old.rating.casefold() == new.rating.casefold()
    if written and old.key == new.key:
        return True
    if old.level is None or new.level is None:
        return written
    same_level = old.key != new.key or old.level.code == new.level.code
    return old.level.category is new.level.category and same_level


def _stage(level: Level | None, fact: Fact | None) -> Stage:
    category = level.category if level else None
    if fact is Fact.ASSURED or category is Category.ASSURED:
        return Stage.ASSURED
    if fact is Fact.COMPLETED or category is Category.COMPLETE:
        return Stage.COMPLETE
    return Stage.OPEN
