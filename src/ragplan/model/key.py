"""The rating key: a programme's own levels, what they mean, and which of them the facts lead to."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from ragplan.alike import normal


class Category(Enum):
    """What a level says whatever its colour; rules and roll-ups use this and never the colour.

    The order is from worst to best and decides the worst level of a roll-up. ``UNDER_WAY`` is begun, and
    claims nothing about time: it is neither better nor worse than on track, and past its date it is
    overdue but does not contradict itself.
    """

    OFF_TRACK = "off_track"
    NO_UPDATE = "no_update"
    AT_RISK = "at_risk"
    ON_HOLD = "on_hold"
    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    ON_TRACK = "on_track"
    COMPLETE = "complete"
    ASSURED = "assured"

    @property
    def closes(self) -> bool:
        """Whether a position of this category is no longer open."""
        return self in (Category.COMPLETE, Category.ASSURED)


CLAIMS = {
    Category.OFF_TRACK: "late, or not expected by its date",
    Category.NO_UPDATE: "nothing is known of it",
    Category.AT_RISK: "may not be done by its date",
    Category.ON_HOLD: "paused by decision; neither better nor worse",
    Category.NOT_STARTED: "has not begun",
    Category.UNDER_WAY: (
        "has begun, with nothing claimed about time: what many plans mean by “in progress” or "
        "“commenced”. Past its date it is overdue, which is no contradiction"
    ),
    Category.ON_TRACK: "has begun and is expected by its date; past it, the rating is contradicted",
    Category.COMPLETE: "done",
    Category.ASSURED: "done, and confirmed by someone other than its owner",
}
"""What a level of each category claims."""


class Fact(Enum):
    """What dates and words alone establish about a position, strongest first."""

    ASSURED = "assured"
    COMPLETED = "completed"
    OVERDUE = "overdue"
    SILENT = "silent"


class Level(NamedTuple):
    """One level of a key: ``code`` names it in files, ``letter`` and ``label`` may be used instead."""

    code: str
    label: str
    letter: str
    colour: str
    meaning: str
    category: Category
    requires: tuple[str, ...] = ()

    @property
    def spelled(self) -> str:
        """What to write for it, with what it means where that is another word: ``green (Completed)``."""
        return self.code if self.code.casefold() == self.label.casefold() else f"{self.code} ({self.label})"


@dataclass(frozen=True)
class Key:
    """A programme's levels in printed order, and the level each fact leads to."""

    name: str
    title: str
    levels: tuple[Level, ...]
    derive: Mapping[Fact, str]

    @property
    def words(self) -> tuple[str, ...]:
        """What may be written for its levels: every code, letter and label."""
        return tuple(word for each in self.levels for word in (each.code, each.letter, each.label) if word)

    @cached_property
    def _by_word(self) -> Mapping[str, Level]:
        words: dict[str, Level] = {}
        for spelling in ("code", "letter", "label"):
            for level in self.levels:
                word = normal(getattr(level, spelling))
                if word:
                    words.setdefault(word, level)
        return words

    def level(self, rating: str) -> Level | None:
        """The level that a code, letter or label names, in any case; ``None`` for no such level."""
        return self._by_word.get(normal(rating))

    @cached_property
    def by_word(self) -> Mapping[str, Level]:
        """What sentences call the levels, in small letters: codes, labels, and colours that only one has.

        A level that closes is known by a colour only: words such as "complete" are a claim of their own.
        """
        words: dict[str, Level] = {}
        for spelling in ("code", "label"):
            for level in self.levels:
                word = getattr(level, spelling).casefold()
                if not (level.category.closes and word != level.colour.casefold()):
                    words.setdefault(word, level)
        colours = [level.colour.casefold() for level in self.levels]
        for colour, level in zip(colours, self.levels, strict=True):
            if colours.count(colour) == 1:
                words.setdefault(colour, level)
        return {word: level for word, level in words.items() if word.strip()}

    @property
    def late(self) -> Level | None:
        """The level that says that a row is late: one that is off track; ``None`` where the key has none."""
        levels = (self.derived(Fact.OVERDUE), *self.levels)
        return next((level for level in levels if level and level.category is Category.OFF_TRACK), None)

    def derived(self, fact: Fact) -> Level | None:
        """The level that a fact leads to in this key, or ``None`` where the key does not say."""
        code = self.derive.get(fact)
        return None if code is None else self.level(code)
