"""A paper: a committee document around the plan, with a cover sheet, sections and appendices."""

from dataclasses import dataclass, field
from typing import NamedTuple

from ragplan.diagnostics import Origin
from ragplan.model.dates import PlanDate
from ragplan.model.plan import Remark
from ragplan.model.recommendations import Reference


class Considered(NamedTuple):
    """A committee that considered the matter before: when, and what it had before it."""

    committee: str
    on: PlanDate | None
    what: str


class Appendix(NamedTuple):
    """What is attached: the plan, a register or positions, shown live; or a text in a file.

    ``show`` is ``plan``, ``register``, ``positions`` or ``""``; ``recommendations`` narrow the last
    two down. ``file`` names a Markdown file beside the paper. ``text`` stands before it.
    """

    title: str
    show: str
    recommendations: tuple[Reference, ...]
    file: str
    text: str = ""


Named = tuple[tuple[str, str], ...]
"""Texts by name, in printed order."""


@dataclass(frozen=True)
class Paper:
    """One paper for one meeting. Its texts are Markdown that may hold figures (``ragplan.figures.figure``).

    ``as_at`` is the day its figures speak of, ``None`` where the meeting's own ``date`` counts.
    ``body`` begins on line ``body_line`` of the file. ``numbered`` papers number their paragraphs.
    """

    title: str
    meeting: str
    origin: Origin = field(compare=False)
    subtitle: str = ""
    date: PlanDate | None = None
    as_at: PlanDate | None = None
    item: str = ""
    access: str = ""
    report_of: str = ""
    author: str = ""
    lead: str = ""
    sponsor: str = ""
    presenter: str = ""
    purpose: str = ""
    asks: str = ""
    summary: str = ""
    reasons: str = ""
    implications: Named = ()
    considered_by: tuple[Considered, ...] = ()
    communication: str = ""
    next_steps: str = ""
    other: Named = ()
    appendices: tuple[Appendix, ...] = ()
    numbered: bool = False
    notes: tuple[Remark, ...] = ()
    queries: tuple[Remark, ...] = ()
    body: str = ""
    body_line: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Annex:
    """A text attached to papers: a Markdown file in a ``papers`` folder whose front matter has no fields."""

    text: str
    origin: Origin = field(compare=False)
