"""The shapes that all entries share, to the model: dates, remarks, evidence, citations."""

from __future__ import annotations

from collections.abc import Iterable

from ragplan.model.dates import PlanDate, narrow_date, plan_date
from ragplan.model.plan import (
    NO_DEADLINE,
    Deadline,
    Evidence,
    Exclusion,
    Release,
    Remark,
    Revision,
    Withdrawal,
)
from ragplan.model.recommendations import Reference, reference
from ragplan.schema import v1


def remarks(shapes: tuple[v1.RemarkShape, ...]) -> tuple[Remark, ...]:
    """Notes or queries in the order of the file."""
    return tuple([Remark(shape.text, shape.internal == "true") for shape in shapes]) if shapes else ()


def dated(text: str) -> PlanDate | None:
    """A date field; ``None`` where it is empty."""
    return narrow_date(text) if text else None


def planned(text: str) -> PlanDate | None:
    """A date field that may hold a quarter or a year; ``None`` where it is empty."""
    return plan_date(text) if text else None


def deadline(due: str, revised: tuple[v1.RevisionShape, ...]) -> Deadline:
    """The date first agreed with the later ones."""
    if not due and not revised:
        return NO_DEADLINE
    return Deadline(planned(due), tuple(map(_revision, revised)))


def _revision(shape: v1.RevisionShape) -> Revision:
    return Revision(
        plan_date(shape.to),
        dated(shape.on),
        shape.reason,
        shape.agreed_by,
        shape.proposed == "true",
        dated(shape.refused),
    )


def evidence(shapes: tuple[v1.EvidenceShape, ...]) -> tuple[Evidence, ...]:
    """What proves completion, in the order of the file."""
    return tuple([Evidence(shape.ref, shape.file, dated(shape.on)) for shape in shapes]) if shapes else ()


def withdrawn(shape: v1.WithdrawalShape | None) -> Withdrawal | None:
    """How an action was closed without being done."""
    return Withdrawal(dated(shape.on), shape.reason) if shape else None


def releases(shapes: tuple[v1.ReleaseShape, ...]) -> tuple[Release, ...]:
    """The owners that were let go, in the order of the file."""
    return tuple(
        Release(shape.organisation, plan_date(shape.on), shape.reason, shape.agreed_by) for shape in shapes
    )


def exclusions(shapes: tuple[v1.ExclusionShape, ...]) -> tuple[Exclusion, ...]:
    """What does not apply, with the reasons."""
    return tuple(Exclusion(references(shape.recommendations), shape.reason) for shape in shapes)


def references(texts: Iterable[str]) -> tuple[Reference, ...]:
    """Citations in the order of the file."""
    return tuple(map(reference, texts))
