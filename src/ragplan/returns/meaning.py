"""What a return leads to, as steps at places of the plan's files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import count

from ragplan.diagnostics import Origin
from ragplan.document.change import Data
from ragplan.editing.actions import Decision, add_own, revise
from ragplan.editing.rows import Row, as_said, say
from ragplan.editing.steps import Begun, Meant, Step, new_file, setting, together, without_blanks
from ragplan.model.judged import JudgedRow
from ragplan.model.plan import OrganisationFile
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Key
from ragplan.plans import Plans
from ragplan.returns.merging import Changed, Outcome

NO_REASON = "Asked for in the return; no reason was given."
_WORDS = ("rating", "status", "next", "completed")
"""The columns that are fields of a position as they are."""


def meant(
    plans: Plans,
    programme: Programme,
    code: str,
    known: Mapping[Key, JudgedRow],
    outcome: Outcome,
    received: date,
) -> Meant:
    """The steps by which an organisation's rows say what came back on a day."""
    rows: list[Row] = []
    dates: list[Meant] = []
    for each in outcome.changed:
        judged = known[each.ref, code]
        fields = _fields(programme, each.cells, received)
        if each.reviewed:
            fields["updated"] = received.isoformat()
        if "due" in each.cells and not _asked_already(judged, each.cells["due"]):
            decision = _decision(each, received)
            place = _dated(judged)
            if place is None:
                fields["revised"] = [_revision(each.cells["due"], decision)]
            else:
                dates.append(revise(plans, place, each.cells["due"], decision, proposed=True))
        if fields:
            rows.append(Row(code, each.ref, fields))
    said, file = say(plans, programme, rows), programme.file.get(code)
    new = list(_proposed(programme, code, outcome, received))
    if file is None:
        return list(_first(plans, programme, code, said, _reviewed_on(outcome, received), new))
    own = (add_own(plans, programme, code, None, entry) for entry in new)
    return together([*dates, said, *_reviewed(plans, file, outcome, received), *own])


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


def _asked_already(judged: JudgedRow, to: str) -> bool:
    return any(each.to.text == to for each in judged.row.deadline.asked)


def _dated(judged: JudgedRow) -> Origin | None:
    """Where the date of a row stands: at an action of its owner's own, else at the owner's row."""
    if judged.action.organisation:
        return judged.action.origin
    return judged.position.origin if judged.position else None


def _proposed(programme: Programme, code: str, outcome: Outcome, received: date) -> Iterator[dict[str, Data]]:
    """The actions that are proposed; one without a ref gets the organisation's code with the next number."""
    taken = {each.ref for each in programme.actions} | {each.get("ref", "") for each in outcome.proposed}
    numbers = (f"{code}-{number}" for number in count(1))
    for cells in outcome.proposed:
        ref = cells.get("ref") or next(each for each in numbers if each not in taken)
        entry: dict[str, Data] = {"ref": ref, "title": cells["action"], "due": cells.get("due", "")}
        yield {**entry, "proposed": "true", **_fields(programme, cells, received)}


def _first(
    plans: Plans,
    programme: Programme,
    code: str,
    said: Sequence[Step],
    reviewed: str,
    new: Sequence[dict[str, Data]],
) -> Iterator[Step]:
    """The one file of an organisation that has none yet; none where there is nothing to say."""
    rows = [row for step in said if isinstance(step, Begun) for row in step.data.get("actions", ())]
    entries: list[Data] = [*rows, *map(without_blanks, new)]
    if reviewed or entries:
        fields: dict[str, Data] = {"organisation": code, "reviewed": reviewed, "actions": entries}
        yield Begun(new_file(plans, programme, code), without_blanks(fields))


def _reviewed_on(outcome: Outcome, received: date) -> str:
    return received.isoformat() if outcome.reviewed else ""


def _reviewed(plans: Plans, file: OrganisationFile, outcome: Outcome, received: date) -> Iterator[Meant]:
    """The day on which all rows were gone through, where the file has no later one."""
    before = file.reviewed.first if file.reviewed else None
    if outcome.reviewed and (before is None or before < received):
        yield list(setting(plans, file.origin.at("reviewed"), received.isoformat()))
