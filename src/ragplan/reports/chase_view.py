"""What a chase shows: plain values in the order of the page, for the templates."""

from __future__ import annotations

from typing import NamedTuple


class ItemView(NamedTuple):
    """One action on which something is owed.

    ``asks`` say what, in whole sentences. ``said`` is when the last ``status`` was written, in words,
    ``""`` where that is not known. ``place`` is where to edit, ``link`` the same on the forge, if known.
    """

    ref: str
    title: str
    due: str
    rating: str
    asks: tuple[str, ...]
    status: str
    said: str
    place: str
    link: str


class ReturnView(NamedTuple):
    """What one organisation owes, or that it owes nothing: no ``items``.

    ``groups`` tell of groups that it answers in with others; ``review`` is how one line answers for
    rows of which there is nothing new, ``""`` where there are none.
    """

    code: str
    name: str
    title: str
    occasion: str
    sentence: str
    items: tuple[ItemView, ...]
    groups: tuple[str, ...]
    review: str

    @property
    def called(self) -> str:
        """Its name with its code."""
        return f"{self.name} ({self.code})" if self.name != self.code else self.code


class ChaseView(NamedTuple):
    """The returns of one programme, in the order of its organisations."""

    programme: str
    title: str
    group: str
    occasion: str
    sentence: str
    returns: tuple[ReturnView, ...]

    @property
    def owing(self) -> tuple[ReturnView, ...]:
        """Those that owe something."""
        return tuple(each for each in self.returns if each.items)

    @property
    def clear(self) -> tuple[ReturnView, ...]:
        """Those that owe nothing."""
        return tuple(each for each in self.returns if not each.items)
