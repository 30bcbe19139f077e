"""Changes by chance for a document, and the lines that each may touch."""

from __future__ import annotations

import re
from random import Random

from ragplan.diagnostics import Route
from ragplan.document import Document
from ragplan.document.change import Change, Data, Insert, Remove, Rename, Set, Wrap
from ragplan.document.places import Place

PIECES = (
    *("Ward #4", "NO", "1.10", "~", "- x", "* y", "&z", "!a", "%b", "@c", "d: e", "it's", 'say "so"', "012"),
    *("2014-01-31", "true", "null", "ends:", "#1", "a, b", "[x]", "{y}", "é日本", "\\back", "-", "?", ": "),
    *("`t`", "on", "1:30", "0x1F", "<<", "= z", "| p", "> q", "---", "...", "a  b", "tab\there", " lead"),
    *("trail ", "\n", "line\nnext", "para\n\nnext\n", "\n\nlate", "end\n\n", "  in\nout", "x" * 120, ""),
    "e\u0301",
)
WORDS = ("contracts", "reviewed", "by", "the", "board", "in", "March", "with", "NHS", "England")


def text(random: Random) -> str:
    kind = random.random()
    if kind < 0.5:
        return random.choice(PIECES)
    if kind < 0.7:
        return " ".join(random.choices(WORDS, k=random.randint(1, 60)))
    return random.choice((" ", "\n", "")).join(
        random.choice((random.choice(PIECES), random.choice(WORDS))) for _ in range(random.randint(1, 5))
    )


def value(random: Random, depth: int = 2) -> Data:
    kind = random.random()
    if kind < 0.7 or not depth:
        return text(random)
    if kind < 0.85:
        return [value(random, depth - 1) for _ in range(random.randint(0, 3))]
    return {random.choice(WORDS): value(random, depth - 1) for _ in range(random.randint(1, 3))}


def change(random: Random, document: Document) -> Change:
    """One change that leads somewhere."""
    routes = list(document.places)
    route = random.choice([each for each in routes if each])
    there = document.at(route)
    kind = random.random()
    if kind < 0.35:
        return Set(route, value(random) if random.random() < 0.3 else text(random))
    if kind < 0.5 and len(route) > 1:
        return Remove(route)
    if kind < 0.55 and isinstance(route[-1], str):
        return Rename(route, f"{random.choice(WORDS)} {random.randint(0, 10**6)}")
    holders = [each for each in routes if isinstance(document.at(each), dict)]
    lists = [each for each in routes if isinstance(document.at(each), list)]
    fields = [each for each in holders if each and isinstance(each[-1], str)]
    if kind < 0.6 and fields:
        return Wrap(random.choice(fields))
    if kind < 0.75 or not lists:
        holder = random.choice(holders)
        return Set((*holder, f"new_{random.randint(0, 99)}"), value(random))
    items = random.choice(lists)
    index = random.choice((None, 0, random.randint(0, len(document.at(items)))))
    return Insert(items, value(random) if not isinstance(there, list) else value(random, 1), index)


def touched(document: Document, change: Change) -> range:
    """The lines, from 0, that a change may alter or take out; an empty range where it only adds some."""
    route = change.route
    if isinstance(change, Remove):
        while len(route) > 1 and len(document.at(route[:-1])) == 1:
            route = route[:-1]
    above = (route[:end] for end in range(len(route) + 1))
    braces = next((each for each in above if _style(document, each) in ("[", "{")), None)
    if braces is not None:
        return _lines(document, braces)
    adds = isinstance(change, Insert) and document.at(route) not in ("", [])
    if adds or route not in document.places:
        return range(0)
    lines = _lines(document, route)
    if isinstance(change, Remove) and isinstance(route[-1], str):
        first, *more = document.at(route[:-1])
        if first == route[-1] and more and _lines(document, (*route[:-1], more[0])).start == lines.stop:
            return range(lines.start, lines.stop + 1)  # the next field comes up behind the dash
    return lines


def _style(document: Document, route: Route) -> str | None:
    place = document.places.get(route)
    return place.style if place else None


def _lines(document: Document, route: Route) -> range:
    """From the line of a field's name, or of an item's dash, to its last text's."""
    inside = [place for each, place in document.places.items() if each[: len(route)] == route]
    first = min((each.key or each.value).line - 1 for each in inside)
    if document.places[route].key is None:
        while not re.match(r" *-|.*\[", document.lines[first]):
            first -= 1
    return range(first, max(_stop(each) for each in inside if each.style is not None))


def _stop(place: Place) -> int:
    return place.value.end_line - (place.style in ("|", ">") and place.value.end_column == 1)
