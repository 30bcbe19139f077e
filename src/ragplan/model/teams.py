"""Which team looks after which plan file."""

from collections.abc import Iterator
from typing import NamedTuple

from ragplan.model.programme import Programme


class Holding(NamedTuple):
    """A plan file and the team that looks after it, ``""`` for none; ``organisation`` is whose file it is.

    ``organisation`` is ``""`` for files of the programme itself.
    """

    path: str
    team: str
    organisation: str = ""


def own_files(programme: Programme) -> Iterator[Holding]:
    """The files that a programme's own team looks after: its own, its papers and what hangs on them."""
    papers = [paper.origin for paper in programme.papers]
    for origin in (programme.origin, *papers, *(annex.origin for annex in programme.annexes)):
        yield Holding(origin.path, programme.team)


def organisation_files(programme: Programme) -> Iterator[Holding]:
    """The organisations' files in the order of the programme."""
    for file in programme.files:
        code = programme.code(file.organisation)
        body = programme.organisation.get(code)
        yield Holding(file.origin.path, body.team if body else "", code)


def register_files(programme: Programme) -> Iterator[Holding]:
    """The registers that a programme answers, which other programmes may answer too."""
    for register in programme.registers:
        yield Holding(register.origin.path, programme.team)
