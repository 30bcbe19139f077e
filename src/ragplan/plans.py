"""What a run has read: programmes, and the documents and problems behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from ragplan.code_owners import CodeOwners
from ragplan.diagnostics import Route
from ragplan.document import Document, Problem
from ragplan.history import Gone
from ragplan.model.programme import Programme
from ragplan.model.working_days import EVERY_DAY, WorkingDays


@dataclass(frozen=True)
class Plans:
    """The programmes that could be read whole, and everything that could not be read.

    ``documents`` are by path. ``broken`` counts programmes left out of ``programmes`` because a file
    of theirs has problems, and files that may be one: half a programme would only breed false
    findings. ``code_owners`` is the repository's CODEOWNERS file, ``None`` where it cannot be known;
    ``working_days`` are those on which a due date can pass. ``gone`` are the programmes that only the
    history knows, where that was looked at. ``read_at`` is when the commit was made that was read, or
    the moment of the run for what is on disk; ``None`` where that is not asked. ``is_free_text`` tells
    dates, codes and flags from the other texts of a file. ``meant`` is what was likely meant where
    unknown fields keep files from being read, ``None`` where none do: rules on texts look at it, so that
    one slip does not hide the others. ``is_there`` tells whether anything stands at a path, ``None`` where
    that cannot be known.
    """

    programmes: tuple[Programme, ...]
    documents: Mapping[str, Document]
    problems: tuple[tuple[str, Problem], ...]
    shipped_keys: tuple[str, ...] = ()
    broken: int = 0
    code_owners: CodeOwners | None = None
    working_days: WorkingDays = EVERY_DAY
    gone: tuple[Gone, ...] = ()
    read_at: datetime | None = None
    is_free_text: Callable[[Document, Route], bool] = lambda _document, _route: False
    meant: Plans | None = None
    is_there: Callable[[str], bool] | None = None

    @cached_property
    def current(self) -> tuple[Programme, ...]:
        """The programmes that no other supersedes."""
        replaced = {each.supersedes.programme for each in self.programmes if each.supersedes}
        return tuple(each for each in self.programmes if not each.superseded_by and each.id not in replaced)

    @cached_property
    def judged(self) -> frozenset[str]:
        """The paths of the files that all rules have looked at."""
        origins = [
            origin
            for programme in self.programmes
            for origin in (
                programme.origin,
                *(file.origin for file in programme.files),
                *(register.origin for register in programme.registers),
                *(paper.origin for paper in programme.papers),
                *(annex.origin for annex in programme.annexes),
            )
        ]
        return frozenset(origin.path for origin in origins)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each file is, whatever it is called: ``bhr-francis/LBR``.

        A file that no programme has taken in is known by its path.
        """
        found: dict[str, str] = {}
        for programme in self.programmes:
            found.setdefault(programme.origin.path, programme.id)
            for file in programme.files:
                code = programme.code(file.organisation)
                found.setdefault(file.origin.path, f"{programme.id}/{code}")
            for register in programme.registers:
                found.setdefault(register.origin.path, f"registers/{register.id}")
        return found
