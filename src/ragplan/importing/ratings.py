"""The ratings of cells: words that the key knows, and grounds for which a person has said what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from colorsys import rgb_to_hls
from typing import NamedTuple

from ragplan.model.key import Key
from ragplan.suggestion import did_you_mean

_GREY = 0.12
"""Saturation below which a colour is grey."""
_HUES = (
    (20, "red"),
    (48, "amber"),
    (70, "yellow"),
    (170, "green"),
    (260, "blue"),
    (330, "purple"),
    (360, "red"),
)
"""Up to which hue, in degrees, a colour has its name."""


class Rated(NamedTuple):
    """The code of a level, ``""`` for none, and what a person must confirm."""

    code: str = ""
    doubt: str = ""


class Ratings:
    """Reads the ratings of one table; ``colours`` are those that a person has named a level for."""

    def __init__(self, key: Key | None, colours: Mapping[str, str]) -> None:
        self.key = key
        self.colours = colours
        self.asked: dict[str, list[str]] = {}
        """The grounds that nobody has explained, with the places where they stand."""

    def rated(self, text: str, colour: str, place: str) -> Rated:
        """What a cell says: its words before its ground."""
        by_colour = self.colours.get(colour, "")
        if colour and colour not in self.colours:
            self.asked.setdefault(colour, []).append(place)
        if not text:
            return Rated(by_colour)
        level = self.key.level(text) if self.key else None
        if level is None:
            hint = did_you_mean(text, self.key.words) if self.key else "no key is named"
            return Rated(
                doubt=f'Rating printed "{text}", which is not a level of the key'
                f"{f'; {hint}' if hint else '.'}"
            )
        if by_colour and by_colour != level.code:
            return Rated(level.code, f'Rating printed "{text}", on a ground that stands for {by_colour}.')
        return Rated(level.code)

    def questions(self, table: str) -> list[str]:
        """A question for each ground that nobody has explained."""
        return [
            f"In {table} the ground {colour} ({hue(colour)}) stands on {len(places):,} "
            f"{'rating' if len(places) == 1 else 'ratings'}, first in {places[0]}; which level does it mean?"
            for colour, places in self.asked.items()
        ]


def hue(colour: str) -> str:
    """What a person calls a colour: one of few names, for shades of one name are easily taken for another."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    turn, light, saturation = rgb_to_hls(red, green, blue)
    if saturation < _GREY:
        return "black" if light < _GREY else "grey"
    return next(name for until, name in _HUES if turn * 360 <= until)
