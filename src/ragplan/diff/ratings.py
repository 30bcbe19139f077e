"""Two stated ratings, perhaps of two keys, to the kind of change between them."""

from __future__ import annotations

from ragplan.diff.change import Kind
from ragplan.model.key import Category, Key, Level
from ragplan.model.stated import Stage, Stated, same_rating

_ORDER = {category: rank for rank, category in enumerate(Category)}
_UNJUDGED = (Category.NO_UPDATE, Category.ON_HOLD)
"""Categories that say nothing of how well an action goes."""
_BEGUN = {Category.UNDER_WAY, Category.ON_TRACK}
"""Of these two the first claims nothing about time, so that neither is better."""


def comparable(old: Stated, new: Stated) -> bool:
    """Whether two ratings say how well an action goes, so that one may be worse: not what stays complete."""
    levels = old.level, new.level
    judged = all(level is not None and level.category not in _UNJUDGED for level in levels)
    stays = new.stage is not Stage.OPEN and same_rating(old, new)
    return judged and old.stage is new.stage and not stays


def rating_kind(old: Stated, new: Stated) -> Kind | None:
    """What a reader is told of two ratings; ``None`` where they say the same.

    Levels of different keys are compared by category alone, those of one key by its order too where
    they share a category. "No update" is no rating, and being on hold is neither better nor worse; nor is
    being under way rather than on track.
    """
    if old.stage != new.stage:
        return _stage_kind(old.stage, new.stage)
    if same_rating(old, new):
        return None
    if old.level is None or new.level is None:
        return _text_kind(old, new)
    return _category_kind(old, old.level, new.level)


def _stage_kind(old: Stage, new: Stage) -> Kind:
    if new is Stage.ASSURED:
        return Kind.ASSURED
    if new is Stage.OPEN:
        return Kind.REOPENED
    return Kind.COMPLETED if old is Stage.OPEN else Kind.UNASSURED


def _text_kind(old: Stated, new: Stated) -> Kind:
    """The kind where at least one of the two is no level of its key."""
    silent = [not each.rating or _is(each.level, Category.NO_UPDATE) for each in (old, new)]
    if silent == [True, False]:
        return Kind.RATED
    return Kind.UNRATED if silent == [False, True] else Kind.RATING_CHANGED


def _category_kind(old: Stated, before: Level, after: Level) -> Kind:
    if before.category is after.category:
        return _neighbours(old.key, before, after)
    if before.category is Category.NO_UPDATE:
        return Kind.HELD if after.category is Category.ON_HOLD else Kind.RATED
    if after.category in _UNJUDGED:
        return Kind.HELD if after.category is Category.ON_HOLD else Kind.UNRATED
    if before.category is Category.ON_HOLD:
        return Kind.RESUMED
    if {before.category, after.category} == _BEGUN:
        return Kind.RATING_CHANGED
    return _direction(_ORDER[after.category] - _ORDER[before.category])


def _neighbours(key: Key | None, before: Level, after: Level) -> Kind:
    """The kind between two levels of one category: amber-green and green, both on track."""
    levels = key.levels if key else ()
    codes = [level.code for level in levels]
    ranks = [_ORDER[level.category] for level in levels if level.category not in _UNJUDGED]
    step = codes.index(after.code) - codes.index(before.code)
    if before.category in _UNJUDGED or ranks not in (sorted(ranks), sorted(ranks, reverse=True)):
        return Kind.RATING_CHANGED
    return _direction(step if ranks[0] < ranks[-1] else -step)


def _direction(step: int) -> Kind:
    return Kind.RATING_BETTER if step > 0 else Kind.RATING_WORSE


def _is(level: Level | None, category: Category) -> bool:
    return level is not None and level.category is category
