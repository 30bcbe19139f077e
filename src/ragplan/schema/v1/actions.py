"""Actions, shared and an organisation's own, with their way to the model, and positions on them."""

from typing import Annotated

from pydantic import BeforeValidator

from ragplan.diagnostics import Origin
from ragplan.model.plan import Action
from ragplan.schema.v1.entries import (
    Assured,
    Citations,
    Code,
    CodeOrCodes,
    Codes,
    DateText,
    Evidences,
    Flag,
    Occurrences,
    Releases,
    Remarks,
    Required,
    RequiredCode,
    Revisions,
    Shape,
    Texts,
    WideDateText,
    Withdrawn,
    dated,
    deadline,
    listed,
    planned,
    references,
    releases,
    remarks,
    withdrawn,
)


class ActionShape(Shape):
    """An action as the programme defines it, shared by its owners."""

    ref: RequiredCode
    """Its number in the plan, in quotes: `"2.1"`."""
    title: Required
    """What is to be done."""
    description: str = ""
    """More about it, below the title."""
    outcome: str = ""
    """The desired outcome."""
    owners: Codes = ()
    """Codes of the organisations that each report a position."""
    supporting: Codes = ()
    """Codes of organisations that help and owe no position."""
    released: Releases = ()
    """Owners that were let go by decision."""
    leads: Texts = ()
    """Who answers for it: initials, names or roles."""
    start: WideDateText = ""
    """The date it is to begin, as exactly as `due`."""
    due: WideDateText = ""
    """The date first agreed, never changed: a day, month, quarter (`2014-Q1`), year or `ongoing`."""
    revised: Revisions = ()
    """Later due dates, oldest first."""
    recommendations: Citations = ()
    """Recommendations it answers: `[8, 124-125]`; those of its goal where it names none."""
    agreed: DateText = ""
    """The meeting that agreed it."""
    proposed: Flag = ""
    """`true` while no meeting has agreed it."""
    superseded_by: CodeOrCodes = ()
    """The ref of the action that replaces it, or a list of refs where it was split."""
    withdrawn: Withdrawn = None
    """When and why it was closed without being done."""
    depends_on: Codes = ()
    """Refs of actions that come first."""
    priority: Code = ""
    """One of the programme's `priorities`."""
    source: str = ""
    """Where it comes from: a minute, a paper."""
    carried_from: Code = ""
    """The action of an earlier programme that it continues: `old-programme/1.2`."""
    notes: Remarks = ()
    """Notes."""
    queries: Remarks = ()
    """Things a person must confirm."""
    actions: Annotated[tuple["ActionShape", ...], BeforeValidator(listed)] = ()
    """Sub-actions."""


class PositionShape(Shape):
    """One organisation's current word on an action the programme defines."""

    ref: RequiredCode
    """The action's ref."""
    rating: Code = ""
    """A level of the programme's key: its code, letter or label."""
    status: str = ""
    """What there is to say. Markdown for emphasis, lists and links."""
    updated: DateText = ""
    """The day these words were written."""
    completed: WideDateText = ""
    """The day, month, quarter or year it was completed."""
    leads: Texts = ()
    """Who answers for it here."""
    due: WideDateText = ""
    """A date of this organisation's own, where it differs from the action's."""
    revised: Revisions = ()
    """Later due dates, oldest first."""
    evidence: Evidences = ()
    """What proves completion."""
    occurrences: Occurrences = ()
    """The times of a duty that recurs, with `due: ongoing`: `{on: 2014-01-27, done: true}`."""
    next: str = ""
    """The next step, or the path to green."""
    assured: Assured = None
    """Who confirmed completion, other than the owner."""
    waiting_for: str = ""
    """What or whom it waits for."""
    risk: str = ""
    """A reference to a risk register."""
    notes: Remarks = ()
    """Notes."""
    queries: Remarks = ()
    """Things a person must confirm."""


class OwnActionShape(PositionShape):
    """An entry of an organisation's file.

    With a `title` it is an action of the organisation's own, definition and position together;
    without one it is a position on an action that the programme defines.
    """

    title: str = ""
    """What is to be done."""
    description: str = ""
    """More about it, below the title."""
    outcome: str = ""
    """The desired outcome."""
    supporting: Codes = ()
    """Codes of organisations that help and owe no position."""
    start: WideDateText = ""
    """The date it is to begin, as exactly as `due`."""
    goal: Code = ""
    """The ref of the programme's goal it serves."""
    recommendations: Citations = ()
    """Recommendations it answers: `[8, 124-125]`."""
    agreed: DateText = ""
    """The meeting that agreed it."""
    proposed: Flag = ""
    """`true` while no meeting has agreed it."""
    superseded_by: CodeOrCodes = ()
    """The ref of the action that replaces it, or a list of refs where it was split."""
    withdrawn: Withdrawn = None
    """When and why it was closed without being done."""
    depends_on: Codes = ()
    """Refs of actions that come first."""
    priority: Code = ""
    """One of the programme's `priorities`."""
    source: str = ""
    """Where it comes from: a minute, a paper."""
    carried_from: Code = ""
    """The action of an earlier programme that it continues: `old-programme/1.2`."""
    actions: Annotated[tuple["OwnActionShape", ...], BeforeValidator(listed)] = ()
    """Sub-actions."""

    @classmethod
    def usual_order(cls) -> tuple[str, ...]:
        """What the action is, then what is said of it, then remarks and parts."""
        first = ("ref", "title", "description", "goal")
        last = ("notes", "queries", "actions")
        names = [*first, *ActionShape.model_fields, *PositionShape.model_fields]
        return (
            *(name for name in dict.fromkeys(names) if name in cls.model_fields and name not in last),
            *last,
        )


class RecommendationPositionShape(Shape):
    """One organisation's current word on a recommendation."""

    recommendation: RequiredCode
    """The recommendation: `francis-2013/123`, or its number where the programme has one register."""
    rating: Code = ""
    """A level of the programme's key."""
    status: str = ""
    """What there is to say."""
    updated: DateText = ""
    """The day these words were written."""
    review_by: WideDateText = ""
    """When it is to be looked at again."""
    evidence: Evidences = ()
    """What proves it."""
    notes: Remarks = ()
    """Notes."""
    queries: Remarks = ()
    """Things a person must confirm."""


def action(
    shape: ActionShape | OwnActionShape, origin: Origin, goal: str, parent: str, organisation: str = ""
) -> Action:
    """An action as the model has it, without its sub-actions.

    ``goal`` and ``parent`` are the refs of what it stands below, ``organisation`` whose own it is;
    ``""`` for none.
    """
    return Action(
        ref=shape.ref,
        title=shape.title,
        origin=origin,
        organisation=organisation,
        goal=goal,
        parent=parent,
        parts=len(shape.actions),
        description=shape.description,
        outcome=shape.outcome,
        owners=shape.owners if isinstance(shape, ActionShape) else (organisation,),
        leads=shape.leads,
        deadline=deadline(shape.due, shape.revised),
        recommendations=references(shape.recommendations),
        agreed=dated(shape.agreed),
        proposed=shape.proposed == "true",
        superseded_by=shape.superseded_by,
        withdrawn=withdrawn(shape.withdrawn),
        depends_on=shape.depends_on,
        supporting=shape.supporting,
        released=releases(shape.released) if isinstance(shape, ActionShape) else (),
        start=planned(shape.start),
        priority=shape.priority,
        source=shape.source,
        carried_from=shape.carried_from,
        notes=remarks(shape.notes),
        queries=remarks(shape.queries),
    )
