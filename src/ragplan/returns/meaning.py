"""What a return leads to, as steps at places of the plan's files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ragplan.diagnostics import Origin
from ragplan.diff.side import Key, Side
from ragplan.document.change import Data
from ragplan.editing.actions import Decision, add_own, revise
from ragplan.editing.rows import Row, as_said, say
from ragplan.editing.steps import Meant, Refusal, Step, setting, together
from ragplan.model.plan import OrganisationFile
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.returns.merging import Changed, Outcome

NO_REASON = "Asked for in the return; no reason was given."
_WORDS = ("rating", "status", "next", "completed")
"""The columns that are fields of a position as they are."""


def meant(
    plans: Plans,
    programme: Programme,
    code: str,
    sides: Mapping[Key, Side],
    outcome: Outcome,
    received: date,
) -> Meant:
    """The steps by which an organisation's rows say what came back on a day."""
    rows: list[Row] = []
    dates: list[Meant] = []
    for each in outcome.changed:
        side = sides[each.ref, code]
        fields = _fields(programme, each.cells, received)
        if "due" in each.cells and not _asked_already(side, each.cells["due"]):
            decision = _decision(each, received)
            place = _dated(side)
            if place is None:
                fields["revised"] = [_revision(each.cells["due"], decision)]
            else:
                dates.append(revise(plans, place, each.cells["due"], decision, proposed=True))
        if fields:
            rows.append(Row(code, each.ref, fields))
    return together(
        [*dates, say(plans, programme, rows), *_beside(plans, programme, code, outcome, received)]
    )


def _fields(programme: Programme, cells: Mapping[str, str], received: date) -> dict[str, Data]:
    """The fields of a position that cells set; the day of its words where there are some."""
    fields: dict[str, Data] = {name: cells[name] for name in _WORDS if name in cells}
    if "evidence" in cells:
        fields["evidence"] = [{"ref": line} for line in cells["evidence"].splitlines()]
    if fields:
        fields["updated"] = received.isoformat()
    return as_said(programme, fields, received.isoformat())


def _decision(changed: Changed, received: date) -> Decision:
    return Decision(received.isoformat(), changed.cells.get("reason", NO_REASON))


def _revision(to: str, decision: Decision) -> Data:
    return {"to": to, "on": decision.on, "reason": decision.reason, "proposed": "true"}


def _asked_already(side: Side, to: str) -> bool:
    return any(each.to.text == to for each in side.row.deadline.asked)


def _dated(side: Side) -> Origin | None:
    """Where the date of a row stands: at an action of its owner's own, else at the owner's row."""
    if side.action.organisation:
        return side.action.origin
    return side.position.origin if side.position else None


def _beside(
    plans: Plans, programme: Programme, code: str, outcome: Outcome, received: date
) -> Iterator[Meant]:
    """The actions that are proposed, and the day on which all rows were gone through."""
    file = _file(programme, code)
    if outcome.reviewed:
        yield list(_reviewed(plans, file, received)) if file else _without_file(code)
    for cells in outcome.proposed:
        ref = cells.get("ref") or _unused(programme, code, outcome)
        entry: dict[str, Data] = {"ref": ref, "title": cells["action"], "due": cells.get("due", "")}
        fields = _fields(programme, cells, received)
        yield add_own(plans, programme, code, None, {**entry, "proposed": "true", **fields})


def _without_file(code: str) -> Refusal:
    return Refusal(f"{code} has no file yet, so that its rows cannot be marked as gone through")


def _reviewed(plans: Plans, file: OrganisationFile, received: date) -> Iterator[Step]:
    before = file.reviewed.first if file.reviewed else None
    if before is None or before < received:
        yield from setting(plans, file.origin.at("reviewed"), received.isoformat())


def _file(programme: Programme, code: str) -> OrganisationFile | None:
    return next((each for each in programme.files if programme.code(each.organisation) == code), None)


def _unused(programme: Programme, code: str, outcome: Outcome) -> str:
    """A ref for an action that was given none: that of the organisation with the next number."""
    taken = {each.ref for each in programme.actions} | {each.get("ref", "") for each in outcome.proposed}
    number = 1
    while f"{code}-{number}" in taken:
        number += 1
    return f"{code}-{number}"
