"""What a group decides about actions: later dates, an end without being done, owners, new ones."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ragplan.diagnostics import Origin
from ragplan.document.change import Data, Insert, Remove, Set
from ragplan.editing.rows import Row, added
from ragplan.editing.steps import Begun, Meant, Placed, Refusal, Step, new_file, setting, without_blanks
from ragplan.english import listed
from ragplan.model.plan import Action
from ragplan.model.programme import Programme
from ragplan.plans import Plans


class Decision(NamedTuple):
    """When something was decided, why and by whom: dates and words as a file has them, ``""`` for none."""

    on: str
    reason: str = ""
    agreed_by: str = ""


def revise(plans: Plans, place: Origin, to: str, decision: Decision, *, proposed: bool) -> Meant:
    """Give the action, or the position, that stands at a place a later due date, or ask for it.

    One that was asked for is agreed by this, and keeps its reason where no other is given.
    """
    asked = _request(plans, place, to)
    if asked is not None and not proposed:
        return _decided(plans, asked, without_blanks({**decision._asdict()}))
    fields = {"to": to, **decision._asdict(), "proposed": "true" if proposed else ""}
    return [Placed(place.path, Insert((*place.route, "revised"), without_blanks(fields)))]


def refuse(plans: Plans, place: Origin, to: str, on: str) -> Meant:
    """Refuse the later date that was asked for, on a day; it stays as a record. None where it was not."""
    asked = _request(plans, place, to)
    return [] if asked is None else _decided(plans, asked, {"refused": on})


def _request(plans: Plans, place: Origin, to: str) -> Origin | None:
    """Where a later date is asked for, of the action or the position that stands at a place."""
    entry = plans.documents[place.path].at(place.route)
    asked = (at for at, each in enumerate(entry.get("revised") or ()) if _asked(each, to))
    return next((place.at("revised", at) for at in asked), None)


def _decided(plans: Plans, request: Origin, fields: dict[str, Data]) -> list[Step]:
    """The steps by which what was asked for is decided."""
    decided: dict[str, Data] = {"proposed": "", **fields}
    return [step for name, value in decided.items() for step in setting(plans, request.at(name), value)]


def _asked(revision: dict[str, Data], to: str) -> bool:
    return revision.get("to") == to and revision.get("proposed") == "true" and not revision.get("refused")


def agree(plans: Plans, action: Action, meeting: str) -> Meant:
    """Say which meeting agreed an action that was proposed."""
    if not action.proposed:
        return Refusal(f"{action.ref!r} is there already, and not only proposed")
    steps = (
        *setting(plans, action.origin.at("proposed"), ""),
        *setting(plans, action.origin.at("agreed"), meeting),
    )
    return list(steps)


def withdraw(plans: Plans, action: Action, decision: Decision) -> Meant:
    """Close an action without its being done."""
    if refusal := _closed(action):
        return refusal
    withdrawn = without_blanks({"on": decision.on, "reason": decision.reason})
    return [*setting(plans, action.origin.at("withdrawn"), withdrawn)]


def supersede(plans: Plans, action: Action, refs: Sequence[str]) -> Meant:
    """Close an action in favour of one or several others."""
    if refusal := _closed(action):
        return refusal
    successors: Data = refs[0] if len(refs) == 1 else [*refs]
    return [*setting(plans, action.origin.at("superseded_by"), successors)]


def _closed(action: Action) -> Refusal | None:
    if action.withdrawn:
        return Refusal(f"{action.ref!r} is withdrawn already")
    if action.superseded_by:
        return Refusal(f"{action.ref!r} is superseded already, by {listed(action.superseded_by)}")
    return None


def owners(
    plans: Plans,
    programme: Programme,
    action: Action,
    add: Sequence[str],
    release: Sequence[str],
    decision: Decision,
) -> Meant:
    """Add owners, by their codes, to a shared action, each with a row, and release others by decision."""
    if action.organisation:
        return Refusal(f"{action.ref!r} is an action of {action.organisation}'s own, which no other owns")
    codes = [programme.code(owner) for owner in action.owners]
    for code in add:
        if code in codes:
            return Refusal(f"{code} owns {action.ref!r} already")
    for code in release:
        if code not in codes:
            return Refusal(f"{code} does not own {action.ref!r}; owners are: {listed(codes) or 'none'}")
    return [
        *_owned(action, codes, add, release, decision),
        *_returned(programme, action, add),
        *_rows(plans, programme, action, add),
    ]


def _owned(
    action: Action, codes: Sequence[str], add: Sequence[str], release: Sequence[str], decision: Decision
) -> Iterator[Placed]:
    path, route = action.origin
    for code in add:
        yield Placed(path, Insert((*route, "owners"), code))
    for code in sorted(release, key=codes.index, reverse=True):
        yield Placed(path, Remove((*route, "owners", codes.index(code))))
    for code in release:
        released = without_blanks({"organisation": code, **decision._asdict()})
        yield Placed(path, Insert((*route, "released"), released))


def _returned(programme: Programme, action: Action, add: Sequence[str]) -> Iterator[Placed]:
    """The releases of owners who own the action again go: it cannot be both."""
    names = [programme.code(each.organisation) for each in action.released]
    for at in reversed(range(len(names))):
        if names[at] in add:
            yield Placed(action.origin.path, Remove((*action.origin.route, "released", at)))


def _rows(plans: Plans, programme: Programme, action: Action, owners: Sequence[str]) -> Iterator[Step]:
    positions = programme.positions.get(action.ref, {})
    yield from added(
        plans, programme, [Row(code, action.ref, {}) for code in owners if code not in positions]
    )


def add_goal(programme: Programme, entry: dict[str, Data]) -> Meant:
    """Add a goal behind the others."""
    return [Placed(programme.origin.path, Insert(("goals",), without_blanks(entry)))]


def add_shared(plans: Plans, programme: Programme, above: Origin, entry: dict[str, Data]) -> Meant:
    """Add an action to the goal, or the action, that stands at a place, and a row for each of its owners."""
    entry = without_blanks(entry)
    place = (*above.route, "actions")
    codes = [code for code in entry.get("owners", ()) if isinstance(code, str)]
    action = Action(str(entry["ref"]), "", above)
    return [Placed(above.path, Insert(place, entry)), *_rows(plans, programme, action, codes)]


def add_own(
    plans: Plans, programme: Programme, code: str, parent: Action | None, entry: dict[str, Data]
) -> Meant:
    """Add an action of an organisation's own to its file, or to another of its own as a part."""
    entry = without_blanks(entry)
    if parent is not None:
        return [Placed(parent.origin.path, Insert((*parent.origin.route, "actions"), entry))]
    file = programme.file.get(code)
    if file is None:
        return [Begun(new_file(plans, programme, code), {"organisation": code, "actions": [entry]})]
    return [Placed(file.origin.path, Insert(("actions",), entry))]


def add_organisation(programme: Programme, code: str, entry: dict[str, Data]) -> Meant:
    """Add an organisation to those of a programme."""
    if known := programme.resolve(code):
        return Refusal(f"{code!r} is an organisation of {programme.id!r} already: {known}")
    return [Placed(programme.origin.path, Set(("organisations", code), without_blanks(entry)))]
