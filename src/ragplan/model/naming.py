"""Where a plan names its organisations."""

from collections.abc import Iterator
from typing import NamedTuple

from ragplan.diagnostics import Origin
from ragplan.model.programme import Programme


class Naming(NamedTuple):
    """A name as written, the entry it stands in, and the steps from there."""

    name: str
    entry: Origin
    steps: tuple[str | int, ...]


def namings(programme: Programme) -> Iterator[Naming]:
    """Every naming of an organisation but the list of them, in the order of the files."""
    for organisation in programme.organisations:
        for index, member in enumerate(organisation.members):
            yield Naming(member, organisation.origin, ("members", index))
    for action in programme.shared_actions:
        for index, owner in enumerate(action.owners):
            yield Naming(owner, action.origin, ("owners", index))
        for index, released in enumerate(action.released):
            yield Naming(released.organisation, action.origin, ("released", index, "organisation"))
    for action in programme.actions:
        for index, helper in enumerate(action.supporting):
            yield Naming(helper, action.origin, ("supporting", index))
    for file in programme.files:
        yield Naming(file.organisation, file.origin, ("organisation",))
