"""References to the numbered recommendations of an inquiry, as plans cite them."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_REFERENCE = re.compile(
    r"(?:(?P<register>[^/\s]+)/)?(?P<first>\d{1,6})(?:\s*[-–]\s*(?P<last>\d{1,6}))?", re.ASCII
)


class Reference(NamedTuple):
    """A citation: a register (``""`` where the programme has only one) and numbers, both ends in.

    ``text`` is as written; text that cites nothing has no numbers.
    """

    text: str
    register: str = ""
    first: int = 1
    last: int = 0

    @property
    def numbers(self) -> range:
        """Every number that is cited."""
        return range(self.first, self.last + 1)


@lru_cache(maxsize=4096)
def reference(text: str) -> Reference:
    """Read ``13``, ``124-125`` or ``francis-2013/123``; anything else is kept without numbers."""
    match = _REFERENCE.fullmatch(text.strip())
    if match is None:
        return Reference(text)
    first = int(match["first"])
    last = int(match["last"] or first)
    return Reference(text, match["register"] or "", first, last)


def ranges_of(references: Iterable[Reference]) -> list[tuple[int, int]]:
    """The numbers that are cited in one register as ranges, both ends in, none of which touch; in order."""
    found: list[tuple[int, int]] = []
    for first, last in sorted((cited.first, cited.last) for cited in references if cited.numbers):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def in_words(references: Iterable[Reference]) -> str:
    """Citations as a paper prints them: ``8, 13, 124–125``, a register's name before its numbers."""
    return ", ".join((f"{cited.register} " if cited.register else "") + _span(cited) for cited in references)


def _span(cited: Reference) -> str:
    if not cited.numbers:
        return cited.text
    return f"{cited.first}–{cited.last}" if len(cited.numbers) > 1 else str(cited.first)
