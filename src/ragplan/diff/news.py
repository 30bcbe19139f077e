"""Two snapshots and the changes between them to what a meeting asks: progress, what got worse, who is silent.

A paper, a comment and a mail ask here, so that they say the same of the same days.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from ragplan.diff.change import Change, Kind
from ragplan.diff.silence import UpdateState, update_state
from ragplan.diff.summary import summarise
from ragplan.model.judged import JudgedRow, rows_by_key
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Key, Snapshot


class Topic(Enum):
    """What a meeting asks of every organisation, in the order in which it is told."""

    PROGRESS = "progress"
    """Good news."""
    WORSE = "worse"
    """Bad news, but for what the two others hold."""
    NEWLY_OVERDUE = "newly overdue"
    """Open rows that came to be past their date."""
    STILL_SILENT = "still silent"
    """Open rows whose owner was silent before and has said nothing since."""


class News(NamedTuple):
    """Changes by topic, best and worst first; ``still_silent`` are rows, in the order of the plan.

    ``unchanged`` are the changes by which an organisation only said that nothing changed, those of one day
    together; ``others`` are all but these, in their order.
    """

    progress: tuple[Change, ...]
    worse: tuple[Change, ...]
    newly_overdue: tuple[Change, ...]
    still_silent: tuple[JudgedRow, ...]
    unchanged: tuple[tuple[Change, ...], ...]
    others: tuple[Change, ...]

    def numbers(self) -> Mapping[str, Counter[Topic]]:
        """How much of each topic organisations have, by code; ``""`` for what happened to shared actions."""
        found: dict[str, Counter[Topic]] = {}
        for topic, codes in (
            (Topic.PROGRESS, (each.organisation for each in self.progress)),
            (Topic.WORSE, (each.organisation for each in self.worse)),
            (Topic.NEWLY_OVERDUE, (each.organisation for each in self.newly_overdue)),
            (Topic.STILL_SILENT, (each.row.organisation for each in self.still_silent)),
        ):
            for code in codes:
                found.setdefault(code, Counter())[topic] += 1
        return found


def news(changes: Iterable[Change], silent: Iterable[JudgedRow]) -> News:
    """The changes between two snapshots by what a meeting asks, and the rows that were silent at both."""
    found = tuple(changes)
    summary = summarise(found)
    overdue = tuple(each for each in summary.worst if each.kind is Kind.WENT_OVERDUE)
    return News(
        summary.best,
        tuple(each for each in summary.worst if each.kind is not Kind.WENT_OVERDUE),
        overdue,
        tuple(silent),
        unchanged(found),
        tuple(each for each in found if each.kind is not Kind.UPDATED),
    )


def unchanged(changes: Iterable[Change]) -> tuple[tuple[Change, ...], ...]:
    """The changes that only say that nothing changed: those of one organisation, manner and day together."""
    found: dict[tuple[str, str, str], list[Change]] = {}
    for each in changes:
        if each.kind is Kind.UPDATED:
            found.setdefault((each.organisation, each.field, each.new), []).append(each)
    return tuple(map(tuple, found.values()))


def still_silent(old: Snapshot, new: Snapshot) -> Iterator[JudgedRow]:
    """The rows, as the later snapshot has them, whose owners had said nothing at either."""
    before = _silent(old, new.programme)
    yield from (judged for key, judged in _silent(new, new.programme).items() if key in before)


def _silent(snapshot: Snapshot, naming: Programme) -> Mapping[Key, JudgedRow]:
    """The rows on which a word is owed and more than awaited; one that is missing is not silent."""
    return {
        key: judged
        for key, judged in rows_by_key(snapshot, naming.known_as).items()
        if judged.assessment.owes
        and update_state(snapshot, judged.row, judged.assessment.silence) is UpdateState.SILENT
    }


def reporting(old: Snapshot, new: Snapshot) -> tuple[str, ...]:
    """The codes of all organisations that own a row at either end, in the order of the programme."""
    known = new.programme.known_as
    owners = {
        known(row.organisation) for each in (old, new) for row in each.programme.rows if row.organisation
    }
    order = {code: number for number, code in enumerate(new.programme.organisation)}
    return tuple(sorted(owners, key=lambda code: (order.get(code, len(order)), code)))
