"""What the group is asked to decide: actions that are proposed, and later due dates."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ragplan.diff.side import Side
from ragplan.model.assessment import ended
from ragplan.model.dates import PlanDate
from ragplan.model.plan import Action, Revision
from ragplan.model.snapshot import Snapshot


class Extension(NamedTuple):
    """A later due date that is asked for and not decided: of which action, by whom, instead of which date.

    ``organisations`` are the codes whose open rows it would move; ``now`` is ``None`` where they have no
    date.
    """

    action: Action
    organisations: tuple[str, ...]
    now: PlanDate | None
    revision: Revision


def proposals(snapshot: Snapshot) -> tuple[Action, ...]:
    """The actions that no meeting has agreed yet, in the order of the plan."""
    actions = snapshot.programme.actions
    return tuple(each for each in actions if each.proposed and not ended(each, snapshot.on))


def extensions(rows: Iterable[Side]) -> tuple[Extension, ...]:
    """The later dates asked for on rows that are open, in their order; owners who ask alike together."""
    found: dict[tuple[int, PlanDate | None, Revision], list[Side]] = {}
    for side in rows:
        if side.assessment.open and not side.action.proposed:
            for asked in side.row.deadline.asked:
                found.setdefault((id(side.action), side.row.deadline.current, asked), []).append(side)
    return tuple(_extensions(found))


def _extensions(found: dict[tuple[int, PlanDate | None, Revision], list[Side]]) -> Iterator[Extension]:
    for (_, now, asked), several in found.items():
        codes = tuple(side.row.organisation for side in several if side.row.organisation)
        yield Extension(several[0].action, codes, now, asked)
