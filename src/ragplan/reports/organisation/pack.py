"""What one organisation owes the next meeting, as values that its pack is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from functools import cached_property
from pathlib import PurePosixPath

from ragplan.diagnostics import Origin
from ragplan.diff.owing import Owed, Owing, Reason, queries
from ragplan.history import Recorded
from ragplan.model.judged import JudgedRow
from ragplan.model.plan import OrganisationFile, Remark
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Key, Snapshot
from ragplan.model.wording import same
from ragplan.reports.counts import Counts, count
from ragplan.reports.request import Request

WORDS = (
    Reason.MISSING,
    Reason.EMPTY,
    Reason.SILENT,
    Reason.OVERDUE,
    Reason.DOUBTED,
    Reason.OFF_TRACK_WITHOUT_NEXT,
)
"""For which a row needs an update from its owner; one that is only due soon, or has a query, stands apart."""


@dataclass(frozen=True)
class Pack:
    """What an organisation, the subject of a request, owes and has said."""

    request: Request

    @property
    def code(self) -> str:
        """The organisation's code."""
        return self.request.subject

    @property
    def now(self) -> Snapshot:
        """The programme on the day."""
        return self.request.snapshot

    @property
    def programme(self) -> Programme:
        """The programme."""
        return self.request.programme

    @property
    def called(self) -> str:
        """The organisation's name with its code."""
        name = self.programme.named(self.code)
        return f"{name} ({self.code})" if name else self.code

    @cached_property
    def all_owed(self) -> Owed:
        """What everybody owes."""
        return self.request.owed or Owed(self.now, self.request.sources.working_days)

    @property
    def rows(self) -> Mapping[Key, JudgedRow]:
        """All rows of the organisation in the order of the plan."""
        return self.all_owed.rows.get(self.code, {})

    @property
    def owing(self) -> Mapping[Key, Owing]:
        """What the organisation owes."""
        return self.all_owed.owing.get(self.code, {})

    @cached_property
    def to_answer(self) -> Mapping[Key, Owing]:
        """The rows that need an update."""
        return {key: each for key, each in self.owing.items() if any(why in WORDS for why in each.reasons)}

    @cached_property
    def due_soon(self) -> Mapping[Key, Owing]:
        """The other rows that are due by the next meeting."""
        return {
            key: each
            for key, each in self.owing.items()
            if key not in self.to_answer and Reason.DUE_SOON in each.reasons
        }

    @cached_property
    def queries(self) -> Mapping[Key, tuple[Remark, ...]]:
        """What it alone has to confirm about rows."""
        return {key: queries(each.judged) for key, each in self.owing.items() if Reason.QUERY in each.reasons}

    @cached_property
    def counts(self) -> Counts:
        """Its rows, counted."""
        return count(self.rows.values())

    @cached_property
    def counted_before(self) -> Counts | None:
        """Its rows as the last meeting saw them; ``None`` where that is not known."""
        before = self.all_owed.before
        if before is None:
            return None
        return count(before.get(self.code, {}).values())

    @cached_property
    def file(self) -> OrganisationFile | None:
        """Its file, ``None`` where it has none yet."""
        files = self.programme.files
        return next((each for each in files if self.programme.code(each.organisation) == self.code), None)

    @cached_property
    def written(self) -> Mapping[Key, date]:
        """The days on which the words of rows on which something is owed were written."""
        past = self.request.past
        return days_written(self.programme, past.commits if past else (), self.owing, self.request.zone)

    def place(self, judged: JudgedRow) -> tuple[str, int]:
        """Where an owner writes: its row, else its file; the folder for one still to be made has no line."""
        if judged.position is not None:
            return self._line(judged.position.origin)
        if judged.action.organisation:
            return self._line(judged.action.origin)
        if self.file is not None:
            return self.file.origin.path, 1
        return str(PurePosixPath(self.programme.origin.path).parent), 0

    def _line(self, origin: Origin) -> tuple[str, int]:
        document = self.request.sources.documents.get(origin.path)
        return origin.path, document.span(origin.route).line if document else 0


def days_written(
    programme: Programme, commits: Sequence[Recorded], keys: Iterable[Key], zone: tzinfo
) -> Mapping[Key, date]:
    """The day of the commit that brought the status of each row as it stands; none where no commit has it.

    ``commits`` are oldest first.
    """
    name = programme.known_as
    sought = {key: status for key in keys if (status := _status(programme, key[0], key[1]))}
    found: dict[Key, date] = {}
    for commit, then, _ in reversed(commits):
        if then is None:
            continue
        codes = {name(code): code for code in then.organisation}
        on = commit.day(zone)
        for key, status in [*sought.items()]:
            if same(_status(then, key[0], codes.get(key[1], key[1])), status):
                found[key] = on
            else:
                del sought[key]
        if not sought:
            break
    return found


def _status(programme: Programme, ref: str, code: str) -> str:
    position = programme.positions.get(ref, {}).get(code)
    return position.status if position else ""
