"""The copy of a programme that may be published: without remarks marked internal.

What makes a public paper, list or mail takes it in the place of the programme, and knows of no other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from ragplan.model.paper import Paper
from ragplan.model.plan import Action, Goal, OrganisationFile, Position, RecommendationPosition
from ragplan.model.programme import Programme
from ragplan.model.register import Recommendation, Register
from ragplan.model.snapshot import Snapshot

Remarked = TypeVar(
    "Remarked",
    Programme,
    Goal,
    Action,
    Position,
    OrganisationFile,
    RecommendationPosition,
    Register,
    Recommendation,
    Paper,
)


def public_copy(programme: Programme) -> Programme:
    """The same programme without its internal notes and queries."""
    return _open(
        replace(
            programme,
            goals=tuple(map(_open, programme.goals)),
            shared_actions=tuple(map(_open, programme.shared_actions)),
            files=tuple(map(_open_file, programme.files)),
            registers=tuple(map(_open_register, programme.registers)),
            papers=tuple(map(_open, programme.papers)),
        )
    )


def public_snapshot(snapshot: Snapshot) -> Snapshot:
    """The same snapshot of the public copy, also of what the meeting before saw."""
    seen = public_snapshot(snapshot.seen) if snapshot.seen else None
    return replace(snapshot, programme=public_copy(snapshot.programme), seen=seen)


def _open_file(file: OrganisationFile) -> OrganisationFile:
    return _open(
        replace(
            file,
            actions=tuple(map(_open, file.actions)),
            positions=tuple(map(_open, file.positions)),
            on_recommendations=tuple(map(_open, file.on_recommendations)),
        )
    )


def _open_register(register: Register) -> Register:
    return _open(replace(register, entries=tuple(map(_open, register.entries))))


def _open(entry: Remarked) -> Remarked:
    """An entry without its internal remarks; the very same where it has none, which is quick to compare."""
    if not any(remark.internal for remark in (*entry.notes, *entry.queries)):
        return entry
    return replace(
        entry,
        notes=tuple(remark for remark in entry.notes if not remark.internal),
        queries=tuple(remark for remark in entry.queries if not remark.internal),
    )
