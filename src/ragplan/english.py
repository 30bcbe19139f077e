"""Dates, counts and lists as English says them; no plan is in sight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date


def day(when: date) -> str:
    """``27 January 2014``."""
    return f"{when.day} {when:%B %Y}"


def days(count: int) -> str:
    """``1 day``, ``3 days``."""
    return counted(count, "day")


def counted(count: int, thing: str) -> str:
    """A number with its noun in singular or plural: ``1 row``, ``3,000 rows``."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def one_or_more(count: int, one: str, more: str) -> str:
    """A number with what is said of it: ``1 has no date``, ``3 have no date``, ``none has no date``."""
    return f"{f'{count:,}' if count else 'none'} {one if count in (0, 1) else more}"


def share(part: int, total: int, thing: str, verbs: tuple[str, str] = ("is", "are")) -> str:
    """``1 of 25 rows is``, ``0 of 1 row is``, ``3 of 25 rows are``: the beginning of a sentence."""
    return f"{part:,} of {counted(total, thing)} {verbs[1 not in (part, total)]}"


def joined(parts: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def listed(words: Iterable[str], most: int = 12) -> str:
    """``a, b, c``, cut after ``most`` words where there are more."""
    known = list(words)
    return ", ".join(known[:most]) + (", …" if len(known) > most else "")


def lowered(label: str) -> str:
    """A label inside a sentence: ``slipped``; one in capitals, as a letter, stays as it is."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"


def flat(text: str) -> str:
    """A text on one line, with one space for white space of any kind and none at its ends."""
    return " ".join(text.split())


def cut(text: str, longest: int = 60) -> str:
    """A text on one line, cut with an ellipsis where it has more characters than ``longest``."""
    line = flat(text)
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def abridged(text: str, longest: int) -> str:
    """A text on one line, cut with an ellipsis after a whole word where it is longer than ``longest``."""
    line = cut(text, longest)
    if not line.endswith("…") or " " not in line:
        return line
    return f"{line[: line.rindex(' ')].rstrip(' ,;:.–')}…"


def percent(part: int, total: int) -> str:
    """``57%``, rounded down, so that only the whole is 100%; ``""`` of nothing."""
    return f"{part * 100 // total}%" if total else ""
