"""An organisation's new code, in all places that name it, and its new name."""

from collections.abc import Iterator

from ragplan.diagnostics import Route
from ragplan.document.change import Data, Rename, Set
from ragplan.editing.steps import Meant, Placed, Refusal
from ragplan.model.naming import namings
from ragplan.model.programme import Programme
from ragplan.plans import Plans


def rename(plans: Plans, programme: Programme, old: str, new: str, name: str = "") -> Meant:
    """Give an organisation another code and keep the old one as an alias; old papers are read by it.

    ``name`` is its new name, ``""`` where that stays.
    """
    taken = programme.resolve(new)
    if taken not in (None, old):
        return Refusal(f"{new!r} is another organisation of {programme.id!r}: {taken}")
    if new == old:
        return Refusal(f"{old!r} is its code already")
    return [*_listed(plans, programme, old, new, name), *_named(programme, old, new)]


def _listed(plans: Plans, programme: Programme, old: str, new: str, name: str) -> Iterator[Placed]:
    """The organisation among those of the programme."""
    path = programme.origin.path
    yield Placed(path, Rename(("organisations", old), new))
    entry: Data = plans.documents[path].at(("organisations", old))
    aliases: list[Data] = [*(each for each in programme.organisation[old].aliases if each != new), old]
    if isinstance(entry, str):
        yield Placed(path, Set(("organisations", new), {"name": name or entry, "aliases": aliases}))
    else:
        yield Placed(path, Set(("organisations", new, "aliases"), aliases))
        if name:
            yield Placed(path, Set(("organisations", new, "name"), name))


def _named(programme: Programme, old: str, new: str) -> Iterator[Placed]:
    for name, entry, steps in namings(programme):
        if programme.resolve(name) == old:
            route: Route = entry.route
            if route[:2] == ("organisations", old):
                route = ("organisations", new, *route[2:])
            yield Placed(entry.path, Set((*route, *steps), new))
