"""The shape of an organisation's file, and its way to the model: its actions and its positions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator

from ragplan.diagnostics import Origin
from ragplan.model.dates import PlanDate
from ragplan.model.plan import (
    NO_DEADLINE,
    Action,
    Assurance,
    OrganisationFile,
    Position,
    RecommendationPosition,
)
from ragplan.schema.v1.actions import OwnActionShape, PositionShape, RecommendationPositionShape, action
from ragplan.schema.v1.entries import (
    Citations,
    DateText,
    Exclusions,
    Remarks,
    RequiredCode,
    Shape,
    dated,
    deadline,
    evidence,
    exclusions,
    listed,
    occurrences,
    planned,
    references,
    remarks,
)


class OrganisationFileShape(Shape):
    """A file of one organisation: its positions, and actions of its own."""

    organisation: RequiredCode
    """The organisation's code."""
    format: Literal["", "ragplan/1"] = ""
    """The file format."""
    reviewed: DateText = ""
    """The day the organisation last went through all of its rows; "no change" is an answer."""
    actions: Annotated[tuple[OwnActionShape, ...], BeforeValidator(listed)] = ()
    """Its rows."""
    positions: Annotated[tuple[RecommendationPositionShape, ...], BeforeValidator(listed)] = ()
    """Its positions on recommendations."""
    applicable: Citations = ()
    """The recommendations that apply to it: `[1, 123-144]`."""
    not_applicable: Exclusions = ()
    """Those that do not apply to it, with the reason; those in neither, nor cited, are not addressed."""
    notes: Remarks = ()
    """Notes on the whole file."""
    queries: Remarks = ()
    """Things a person must confirm about the whole file."""


def organisation_file_from(shape: OrganisationFileShape, path: str) -> OrganisationFile:
    """What one organisation's file says."""
    gathered = _Gathered(shape.organisation, dated(shape.reviewed), [], [])
    gathered.entries(shape.actions, Origin(path), "", "")
    return OrganisationFile(
        organisation=shape.organisation,
        origin=Origin(path),
        reviewed=gathered.reviewed,
        actions=tuple(gathered.actions),
        positions=tuple(gathered.positions),
        on_recommendations=tuple(
            RecommendationPosition(
                recommendation=entry.recommendation,
                organisation=shape.organisation,
                origin=Origin(path, ("positions", index)),
                rating=entry.rating,
                status=entry.status,
                updated=dated(entry.updated),
                review_by=planned(entry.review_by),
                evidence=evidence(entry.evidence),
                notes=remarks(entry.notes),
                queries=remarks(entry.queries),
            )
            for index, entry in enumerate(shape.positions)
        ),
        applicable=references(shape.applicable),
        not_applicable=exclusions(shape.not_applicable),
        notes=remarks(shape.notes),
        queries=remarks(shape.queries),
    )


_DEFINING = frozenset(OwnActionShape.model_fields) - {*PositionShape.model_fields, "title", "actions"}
_SAID = frozenset(
    (
        *("rating", "status", "updated", "completed", "evidence", "occurrences", "next", "assured"),
        *("waiting_for", "risk"),
    )
)
"""Fields that make a position of an action with sub-actions, which else only gathers them."""


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The actions and positions of one file while its entries are walked."""

    organisation: str
    reviewed: PlanDate | None
    actions: list[Action]
    positions: list[Position]

    def entries(self, shapes: Iterable[OwnActionShape], above: Origin, goal: str, parent: str) -> None:
        for index, shape in enumerate(shapes):
            origin = above.at("actions", index)
            below = shape.goal or goal
            own = bool(shape.title)
            if own:
                self.actions.append(action(shape, origin, below, parent, self.organisation))
            if not own or not shape.actions or _SAID & shape.model_fields_set:
                self.positions.append(_position(shape, origin, self, own))
            if shape.actions:
                self.entries(shape.actions, origin, below, shape.ref)


def _position(shape: OwnActionShape, origin: Origin, file: _Gathered, own: bool) -> Position:
    return Position(
        ref=shape.ref,
        organisation=file.organisation,
        origin=origin,
        rating=shape.rating,
        status=shape.status,
        updated=dated(shape.updated),
        reviewed=file.reviewed,
        completed=planned(shape.completed),
        leads=() if own else shape.leads,
        deadline=NO_DEADLINE if own else deadline(shape.due, shape.revised),
        evidence=evidence(shape.evidence) if shape.evidence else (),
        occurrences=occurrences(shape.occurrences) if shape.occurrences else (),
        next=shape.next,
        assured=Assurance(shape.assured.by, dated(shape.assured.on)) if shape.assured else None,
        waiting_for=shape.waiting_for,
        risk=shape.risk,
        notes=() if own else remarks(shape.notes),
        queries=() if own else remarks(shape.queries),
        unheeded=() if own or _DEFINING.isdisjoint(shape.model_fields_set) else tuple(_unheeded(shape)),
    )


def _unheeded(shape: OwnActionShape) -> Iterator[str]:
    """The fields of a row without a title that only an action of the organisation's own has."""
    for name in sorted(_DEFINING & shape.model_fields_set):
        if getattr(shape, name) and not (name == "goal" and shape.actions):
            yield name
