"""The steps of an intention, and the documents that they lead to."""

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from ragplan.diagnostics import Origin
from ragplan.document import Document
from ragplan.document.change import Change, Data, Remove, Set
from ragplan.document.changes import begun, changed
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.schema.parts import kind_of
from ragplan.schema.usual import usage


class Placed(NamedTuple):
    """A change in the file at a path."""

    path: str
    change: Change


class Begun(NamedTuple):
    """A new organisation's file at a path, with what it says."""

    path: str
    data: dict[str, Data]


class Refusal(NamedTuple):
    """Why something cannot be done, and what would help, in a sentence."""

    why: str


Step = Placed | Begun
Meant = Sequence[Step] | Refusal


def together(several: Iterable[Meant]) -> Meant:
    """Several intentions as one, or the first refusal."""
    steps: list[Step] = []
    for meant in several:
        if isinstance(meant, Refusal):
            return meant
        steps += meant
    return steps


def carried_out(plans: Plans, steps: Iterable[Step]) -> dict[str, Document]:
    """The files that the steps change, as they are then, by path; some may have ``problems``."""
    made: dict[str, Document] = {}
    gathered: dict[str, list[Change]] = {}
    for step in steps:
        if isinstance(step, Begun):
            made[step.path] = begun(step.path, step.data, usage("organisation"))
        else:
            gathered.setdefault(step.path, []).append(step.change)
    for path, changes in gathered.items():
        document = made.get(path) or plans.documents[path]
        made[path] = changed(document, changes, usage(kind_of(document)))
    return {path: each for path, each in made.items() if each != plans.documents.get(path)}


def setting(plans: Plans, place: Origin, value: Data) -> Iterable[Placed]:
    """The step that gives a field a value, or takes it out where that is empty; none where it has it."""
    entry = plans.documents[place.path].at(place.route[:-1])
    there = entry.get(place.route[-1], "")
    if value == there or (not value and not there):
        return ()
    return (Placed(place.path, Set(place.route, value) if value else Remove(place.route)),)


def without_blanks(entry: dict[str, Data]) -> dict[str, Data]:
    """An entry without the fields that hold nothing."""
    return {name: value for name, value in entry.items() if value}


def new_file(plans: Plans, programme: Programme, code: str) -> str:
    """The path of a file for an organisation that has none, beside its programme's."""
    folder = PurePosixPath(programme.origin.path).parent
    there = map(PurePosixPath, plans.documents)
    taken = {path.stem.casefold() for path in there if path.parent == folder}
    return str(folder / f"{file_name(code, taken)}.yaml")


def file_name(code: str, taken: Collection[str]) -> str:
    """The name of an organisation's file, without its ending: its code where any system takes that.

    ``taken`` are the names that there are, in small letters.
    """
    stem = re.sub(r"[^\w-]+", "-", code).strip("-")
    name, number = stem or "organisation", 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem or 'organisation'}-{number}"
    return name
