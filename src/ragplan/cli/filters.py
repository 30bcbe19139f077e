"""The words of filters, each checked against what the programmes know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ragplan.alike import normal
from ragplan.cli.session import fail
from ragplan.english import listed
from ragplan.escaping import one_line
from ragplan.model.programme import Programme
from ragplan.model.recommendations import Reference, reference
from ragplan.suggestion import did_you_mean


def check_known(what: str, word: str, known: list[str]) -> None:
    """Exit with 2 for a word that no programme knows: an empty list would say there is nothing."""
    if word and normal(word) not in map(normal, known):
        hint = did_you_mean(word, known) or (
            f"choose from: {listed(dict.fromkeys(known))}" if known else "there are none"
        )
        fail(f"no {what} {one_line(word)!r}; {hint}")


def check_lead(name: str, programmes: Sequence[Programme]) -> None:
    """Exit with 2 for a name that means nobody who answers for a row of the programmes."""
    every = [(each, row) for each in programmes for row in each.rows]
    if name and not any(each.leads(name, row) for each, row in every):
        known = sorted({lead for _, row in every for lead in row.leads})
        check_known("lead", name, known) if known else fail(f"no lead {one_line(name)!r}; no row names one")


def organisation_names(programmes: Iterable[Programme]) -> list[str]:
    """Every code and alias of the programmes' organisations."""
    return [name for each in programmes for name in each.organisation_names]


def parents(programme: Programme) -> list[str]:
    """The refs of a programme's actions that have sub-actions."""
    return [action.ref for action in programme.actions if action.parts]


def level_names(programmes: Iterable[Programme]) -> list[str]:
    """Every code, letter and label of the programmes' keys, and the word for no rating."""
    return ["none", *(word for each in programmes if each.key for word in each.key.words)]


def cited_by(text: str, programmes: Iterable[Programme]) -> Reference | None:
    """The recommendations that a filter asks for; ``None`` for all. Exits with 2 where it asks for none."""
    cited = reference(text) if text else None
    if cited is not None and not cited.numbers:
        fail(f"{one_line(text)!r} is not a recommendation; write 13, 124-125 or francis-2013/13")
    registers = [name for each in programmes for name in each.register_names]
    check_known("register", cited.register if cited else "", registers)
    return cited
