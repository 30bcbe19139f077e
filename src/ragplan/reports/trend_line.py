"""Two snapshots to one line: how many more are completed or have slipped, and how many are silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ragplan.diff import Heard, hearings
from ragplan.model.assessment import assess
from ragplan.model.key import Category
from ragplan.model.snapshot import Snapshot
from ragplan.reports import words
from ragplan.reports.counts import count

_TOLD = (
    ("completed", (Category.COMPLETE, Category.ASSURED)),
    ("at risk", (Category.AT_RISK,)),
    ("slipped", (Category.OFF_TRACK,)),
)


def line(now: Snapshot) -> str:
    """How much more is completed, at risk or slipped: ``Since 12 May 2014: 2 more completed, 3 silent.``.

    ``""`` where it is not known what the last meeting saw.
    """
    before = now.seen
    if before is None:
        return ""
    heard = Counter(hearings(now).values())
    said = [*_differences(_categories(before), _categories(now))] or ["no rating is different"]
    said.append(f"{heard[Heard.SILENT] or 'none'} silent")
    if heard[Heard.AWAITED]:
        said.append(f"{heard[Heard.AWAITED]} not heard yet")
    return f"Since {words.day(before.on)}: {', '.join(said)}."


def _categories(snapshot: Snapshot) -> Counter[Category]:
    rows = snapshot.programme.rows
    return count((row, assess(snapshot, row)) for row in rows).categories


def _differences(old: Counter[Category], new: Counter[Category]) -> Iterator[str]:
    for name, categories in _TOLD:
        more = sum(new[each] - old[each] for each in categories)
        if more:
            yield f"{abs(more)} {'more' if more > 0 else 'fewer'} {name}"
