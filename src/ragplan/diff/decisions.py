"""What the group is asked to decide: actions that are proposed, and later due dates."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ragplan.model.assessment import ended
from ragplan.model.dates import PlanDate
from ragplan.model.judged import JudgedRow
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


def extensions(rows: Iterable[JudgedRow]) -> tuple[Extension, ...]:
    """The later dates asked for on rows that are open, in their order; owners who ask alike together."""
    found: dict[tuple[int, PlanDate | None, Revision], list[JudgedRow]] = {}
    for judged in rows:
        if judged.assessment.open and not judged.action.proposed:
            for asked in judged.row.deadline.asked:
                found.setdefault((id(judged.action), judged.row.deadline.current, asked), []).append(judged)
    return tuple(_extensions(found))


def _extensions(found: dict[tuple[int, PlanDate | None, Revision], list[JudgedRow]]) -> Iterator[Extension]:
    for (_, now, asked), several in found.items():
        codes = tuple(judged.row.organisation for judged in several if judged.row.organisation)
        yield Extension(several[0].action, codes, now, asked)
