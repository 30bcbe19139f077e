"""Marks that git leaves in a file where two versions of it were not merged."""

import re
from collections.abc import Sequence

from ragplan.diagnostics import Span
from ragplan.document.problem import Problem

_ANY = r"(<<<<<<<|>>>>>>>|\|\|\|\|\|\|\|)( |$)|=======$"
_MEND = "keep what is right from both, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"


def conflict(lines: Sequence[str]) -> Problem | None:
    """The first mark of a text in which one begins two versions."""
    begins = any(line.startswith("<<<<<<<") and re.match(_ANY, line) for line in lines)
    return (
        next(_told(lines, number) for number, line in enumerate(lines) if re.match(_ANY, line))
        if begins
        else None
    )


def left_mark(lines: Sequence[str], number: int) -> Problem | None:
    """A mark on the line of a number, from 0, that was left when the others were taken out."""
    there = number < len(lines) and re.match(_ANY, lines[number])
    return _told(lines, number) if there else None


def _told(lines: Sequence[str], number: int) -> Problem:
    last = next((at for at in range(number, len(lines)) if lines[at].startswith(">>>>>>>")), number)
    until = f" to line {last + 1}" if last > number else ""
    said = f"two versions of this file were not merged: git's conflict marks run from here{until}"
    if not until:
        said = "two versions of this file were not merged: one of git's conflict marks is here"
    return Problem("yaml-syntax", said, _MEND, Span(number + 1, 1, number + 1, len(lines[number]) + 1))
