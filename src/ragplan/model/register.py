"""Registers: the numbered recommendations of an inquiry or review, and what the government answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from ragplan.diagnostics import Origin
from ragplan.model.dates import PlanDate
from ragplan.model.plan import Remark
from ragplan.model.recommendations import Reference


class Response(Enum):
    """What the government answered to one recommendation; absent where that is not known."""

    ACCEPTED = "accepted"
    IN_PRINCIPLE = "in_principle"
    IN_PART = "in_part"
    NOT_ACCEPTED = "not_accepted"


class Source(NamedTuple):
    """A published document: its title, its date, and where it can be read."""

    title: str
    date: PlanDate | None
    link: str


class Heading(NamedTuple):
    """A recommendation's heading, and who prints it so where several do; ``by`` is ``""`` where none says."""

    text: str
    by: str = ""


@dataclass(frozen=True)
class Recommendation:
    """One recommendation, as far as it is known: what is not known is empty or ``None``."""

    number: int
    origin: Origin = field(compare=False)
    section: str = ""
    headings: tuple[Heading, ...] = ()
    text: str = ""
    response: Response | None = None
    notes: tuple[Remark, ...] = ()
    queries: tuple[Remark, ...] = ()

    @property
    def heading(self) -> str:
        """The heading printed first; ``""`` where none is known."""
        return self.headings[0].text if self.headings else ""


@dataclass(frozen=True)
class Register:
    """A numbered list of recommendations, from ``first`` to ``last``, both included.

    ``entries`` are those of which more than the number is known, in the order of the file.
    ``totals`` count the government's responses to all of them, as it stated them.
    """

    id: str
    title: str
    first: int
    last: int
    origin: Origin = field(compare=False)
    source: Source | None = None
    response: Source | None = None
    totals: Mapping[Response, int] = field(default_factory=dict)
    entries: tuple[Recommendation, ...] = ()
    notes: tuple[Remark, ...] = ()
    queries: tuple[Remark, ...] = ()

    @property
    def numbers(self) -> range:
        """Every number of the register."""
        return range(self.first, self.last + 1)

    def holds(self, cited: Reference) -> bool:
        """Whether every number of a citation is in the register."""
        return self.first <= cited.first and cited.last <= self.last

    @cached_property
    def _by_number(self) -> Mapping[int, Recommendation]:
        found: dict[int, Recommendation] = {}
        for entry in self.entries:
            found.setdefault(entry.number, entry)
        return found

    def recommendation(self, number: int) -> Recommendation:
        """What is known of a number; an empty entry at the register itself where nothing is."""
        return self._by_number.get(number) or Recommendation(number, self.origin)
