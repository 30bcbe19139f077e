"""What a highlight report speaks of: a programme now, what the meeting before saw, and the changes since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ragplan.diff import Change, Kind, compare
from ragplan.history.tallies import Quiet, silences
from ragplan.model.judged import JudgedRow, rows_by_key
from ragplan.model.programme import Programme
from ragplan.model.silence import last_meeting
from ragplan.model.snapshot import Key, Snapshot
from ragplan.query import Filter, rows
from ragplan.reports.counts import Counts, count
from ragplan.reports.request import Request

Rows = Mapping[Key, JudgedRow]
DONE = (Kind.ASSURED, Kind.COMPLETED)


@dataclass(frozen=True)
class Highlights:
    """A programme on a day, against what the meeting before saw where that is known."""

    request: Request

    @property
    def now(self) -> Snapshot:
        """The programme as it stands."""
        return self.request.snapshot

    @property
    def programme(self) -> Programme:
        """The programme."""
        return self.now.programme

    @property
    def before(self) -> Snapshot | None:
        """What the meeting before saw; an earlier one where that is not known, ``None`` where none is."""
        return self.now.seen

    @cached_property
    def previous(self) -> date | None:
        """The meeting before the day, whether it is known what it saw or not."""
        return last_meeting(self.programme.calendar, self.now.on)

    @cached_property
    def counts(self) -> Counts:
        """The rows as they stand."""
        return count(rows([self.now]))

    @cached_property
    def counts_before(self) -> Counts | None:
        """The rows as the meeting before saw them."""
        return count(rows([self.before])) if self.before else None

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What changed since the meeting before."""
        before, past = self.before, self.request.past
        if before is None:
            return ()
        return tuple(compare(before, self.now, lambda: past.before(before.on) if past else ()))

    @cached_property
    def moved(self) -> tuple[Change, ...]:
        """The due dates that moved since, with a revision or without one."""
        return tuple(each for each in self.changes if each.kind in (Kind.REVISED, Kind.DUE_REWRITTEN))

    @cached_property
    def everything(self) -> Rows:
        """All rows, in the order of the plan."""
        return rows_by_key(self.now, self.programme.known_as)

    @cached_property
    def rows(self) -> Rows:
        """The rows that are counted, in the order of the plan."""
        return {key: judged for key, judged in self.everything.items() if judged.assessment.uncounted is None}

    @cached_property
    def asked(self) -> tuple[JudgedRow, ...]:
        """The rows on which a person must confirm something, whether they are counted or not."""
        return tuple(rows([self.now], Filter(query=True)))

    @cached_property
    def silent(self) -> Mapping[str, Rows]:
        """The silent rows of each organisation."""
        return by_owner({key: judged for key, judged in self.rows.items() if judged.assessment.silent})

    @cached_property
    def owed(self) -> Mapping[str, Rows]:
        """The open rows that each organisation owns."""
        return by_owner({key: judged for key, judged in self.rows.items() if judged.assessment.owes})

    @cached_property
    def _quiet(self) -> Mapping[Key, Quiet]:
        return silences(self.request.past, self.now) if self.request.past else {}

    def in_turn(self, keys: Iterable[Key]) -> int:
        """At how many meetings in turn the longest silent of rows was so; 0 where the past is not known."""
        return max((self._quiet[key].meetings for key in keys if key in self._quiet), default=0)

    @cached_property
    def due(self) -> tuple[JudgedRow, ...]:
        """The open rows that are due by the next meeting, the soonest first."""
        found = [judged for judged in self.rows.values() if judged.due_soon]
        return tuple(sorted(found, key=lambda judged: judged.assessment.due_in_days or 0))


def by_owner(rows: Rows) -> Mapping[str, Rows]:
    """Rows by organisation, in their order."""
    found: dict[str, dict[Key, JudgedRow]] = {}
    for key, judged in rows.items():
        found.setdefault(judged.row.organisation, {})[key] = judged
    return found
