"""Queries that a person has answered, taken out of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ragplan.diagnostics import Origin, Route
from ragplan.document.change import Remove
from ragplan.editing.steps import Meant, Placed, Refusal
from ragplan.english import flat
from ragplan.plans import Plans


def answered(plans: Plans, holders: Sequence[Origin], beginnings: Sequence[str]) -> Meant:
    """Take out the queries that begin with some words: of the programme, the action or the row at places.

    Each beginning is that of one query, in any case of letters.
    """
    there = [each for holder in holders for each in _queries(plans, holder)]
    out: dict[Origin, None] = {}
    for words in beginnings:
        found = [place for place, text in there if flat(text).casefold().startswith(flat(words).casefold())]
        if len(found) != 1:
            many = f"{len(found)} queries begin" if found else "no query begins"
            known = "; ".join(text for _, text in there) or "there are none"
            return Refusal(f"{many} with {words!r}: {known}")
        out[found[0]] = None
    last_first = sorted(out, key=lambda place: _number(place.route), reverse=True)
    return [Placed(path, Remove(route)) for path, route in last_first]


def _queries(plans: Plans, holder: Origin) -> Iterator[tuple[Origin, str]]:
    """The places and the words of the queries of an entry."""
    given = plans.documents[holder.path].at(holder.route).get("queries") or []
    place = holder.at("queries")
    for at, each in enumerate(given if isinstance(given, list) else [given]):
        text = each["text"] if isinstance(each, dict) else each
        yield (place.at(at) if isinstance(given, list) else place), text


def _number(route: Route) -> int:
    return route[-1] if isinstance(route[-1], int) else 0
