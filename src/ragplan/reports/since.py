"""Two snapshots to one line: how many more are completed or have slipped, and how many are silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ragplan import english
from ragplan.diff import UpdateState, update_states
from ragplan.model.judged import JudgedRow
from ragplan.model.key import Category
from ragplan.model.snapshot import Snapshot, keyed
from ragplan.query import rows
from ragplan.reports.counts import count


def line(now: Snapshot) -> str:
    """How much more is completed, at risk or slipped: ``Since 12 May 2014: 2 more completed, 3 silent.``.

    ``""`` where it is not known what the last meeting saw.
    """
    before = now.seen
    if before is None:
        return ""
    heard = Counter(update_states(now).values())
    stayed, removed = _without_removed(before, now)
    said = [*_differences(stayed, _standing(rows([now])))]
    if removed:
        said.append(f"{removed:,} closed and removed")
    said = said or ["no rating is different"]
    said.append(f"{heard[UpdateState.SILENT] or 'none'} silent")
    if heard[UpdateState.AWAITED]:
        said.append(f"{heard[UpdateState.AWAITED]} not heard yet")
    return f"Since {english.day(before.on)}: {', '.join(said)}."


def _without_removed(before: Snapshot, now: Snapshot) -> tuple[Mapping[str, int], int]:
    """The rows before as they stood, but for those that were closed and left the plan; and how many did."""
    name = now.programme.known_as
    here = keyed(now.programme, name)
    stayed: list[JudgedRow] = []
    removed = 0
    for each in rows([before]):
        judged = each.assessment
        if judged.open or judged.parent or (each.action.ref, name(each.organisation)) in here:
            stayed.append(each)
        else:
            removed += 1
    return _standing(stayed), removed


def _standing(judged: Iterable[JudgedRow]) -> Mapping[str, int]:
    """How many rows are completed, and how many owners rate them at risk or slipped."""
    found = count(judged)
    stated: Counter[Category] = Counter()
    for level, number in found.stated.items():
        stated[level.category] += number
    return {
        "completed": found.completed,
        "at risk": stated[Category.AT_RISK],
        "slipped": stated[Category.OFF_TRACK],
    }


def _differences(old: Mapping[str, int], new: Mapping[str, int]) -> Iterator[str]:
    for name, number in new.items():
        if more := number - old[name]:
            yield f"{abs(more)} {'more' if more > 0 else 'fewer'} {name}"
