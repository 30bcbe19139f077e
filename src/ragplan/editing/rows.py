"""An organisation's rows: found, said anew, added where they belong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ragplan.diagnostics import Origin
from ragplan.document.change import Data, Insert, Set
from ragplan.editing.steps import Begun, Placed, Step, new_file, setting
from ragplan.model.programme import Programme
from ragplan.plans import Plans

GATHERED = ("evidence", "occurrences", "notes", "queries")
"""Fields to whose lists a value adds."""


SAID = ("rating", "status", "next", "waiting_for", "completed", "evidence", "occurrences", "risk")
"""The fields that are words of a day: where one of them is set, ``updated`` is that day."""


class Row(NamedTuple):
    """What one organisation, by its code, says on one action, or ``on_recommendation``: by field, as read."""

    organisation: str
    ref: str
    fields: Mapping[str, Data]
    on_recommendation: bool = False

    @property
    def entry(self) -> dict[str, Data]:
        """The row as a file holds it. One with nothing said has an empty status: an answer is owed."""
        name = "recommendation" if self.on_recommendation else "ref"
        said = {field: value for field, value in self.fields.items() if value}
        return {name: self.ref, **(said or {"status": ""})}


def place_of(programme: Programme, row: Row) -> Origin | None:
    """Where a row stands; ``None`` where there is none."""
    if not row.on_recommendation:
        position = programme.positions.get(row.ref, {}).get(row.organisation)
        return position.origin if position else None
    file = programme.file.get(row.organisation)
    positions = file.on_recommendations if file else ()
    return next((each.origin for each in positions if each.recommendation == row.ref), None)


def as_said(programme: Programme, given: Mapping[str, Data], day: str) -> dict[str, Data]:
    """Fields as a file holds them: the level by its code, no blanks around a text, the day of the words."""
    fields = {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}
    level = programme.key.level(str(fields.get("rating", ""))) if programme.key else None
    if level is not None:
        fields["rating"] = level.code
    if any(fields.get(name) for name in SAID) and not fields.get("updated"):
        fields["updated"] = day
    return fields


def say(plans: Plans, programme: Programme, rows: Iterable[Row]) -> list[Step]:
    """The steps by which rows say what they are to say, beside what they say already."""
    steps: list[Step] = []
    new: list[Row] = []
    for row in rows:
        place = place_of(programme, row)
        if place is None:
            new.append(row)
        else:
            steps += (step for name, value in row.fields.items() for step in _said(plans, place, name, value))
    return [*steps, *added(plans, programme, new)]


def _said(plans: Plans, place: Origin, name: str, value: Data) -> Iterable[Placed]:
    field = place.at(name)
    entry: dict[str, Data] = plans.documents[place.path].at(place.route)
    if name in GATHERED and value:
        return [*_gathered(entry.get(name) or [], value, field)]
    if name == "status" and not value:  # a row is not taken out of its field: an answer is owed
        return [Placed(place.path, Set(field.route, ""))] if entry.get(name) != "" else []
    return setting(plans, field, value)


def _gathered(there: Data, value: Data, field: Origin) -> Iterator[Placed]:
    """The steps that add to a list what it has not; a time of a duty is there once."""
    items = there if isinstance(there, list) else [there]
    for item in value if isinstance(value, list) else [value]:
        at = next((at for at, each in enumerate(items) if _same_time(each, item)), None)
        if at is not None:
            yield Placed(field.path, Set((*field.route, at), item))
        elif item not in items:
            yield Placed(field.path, Insert(field.route, item))


def _same_time(one: Data, other: Data) -> bool:
    """Whether two entries are of one time of a duty, and say different things of it."""
    if not (isinstance(one, dict) and isinstance(other, dict) and "done" in other):
        return False
    return one.get("on") == other["on"] and one != other


def added(plans: Plans, programme: Programme, rows: Sequence[Row]) -> Iterator[Step]:
    """The steps that add rows, each in the programme's order, in a new file where there is none."""
    files = {code: file.origin.path for code, file in programme.file.items()}
    order = {action.ref: place for place, action in enumerate(programme.shared_actions)}
    for code in dict.fromkeys(row.organisation for row in rows):
        own = [row for row in rows if row.organisation == code]
        own.sort(key=lambda row: order.get(row.ref, len(order)))
        if code not in files:
            yield Begun(new_file(plans, programme, code), {"organisation": code, **_lists(own)})
            continue
        entries: list[Any] = plans.documents[files[code]].data.get("actions") or []
        refs = [entry["ref"] for entry in entries]
        for row in own:
            if row.on_recommendation:
                yield Placed(files[code], Insert(("positions",), row.entry))
                continue
            later = (at for at, ref in enumerate(refs) if order.get(ref, -1) > order.get(row.ref, len(order)))
            at = next(later, None)
            refs.insert(len(refs) if at is None else at, row.ref)
            yield Placed(files[code], Insert(("actions",), row.entry, at))


def _lists(rows: Iterable[Row]) -> dict[str, Data]:
    lists: dict[str, list[Data]] = {}
    for row in rows:
        lists.setdefault("positions" if row.on_recommendation else "actions", []).append(row.entry)
    return dict(lists)


def missing(programme: Programme, organisation: str = "", refs: Sequence[str] = ()) -> Iterator[Row]:
    """The rows that owners of shared actions owe and do not have: of one organisation, of some actions."""
    for action in programme.shared_actions:
        if action.parts or action.given_up or (refs and action.ref not in refs):
            continue
        positions = programme.positions.get(action.ref, {})
        for owner in action.owners:
            code = programme.resolve(owner)
            if code is not None and code not in positions and organisation in ("", code):
                yield Row(code, action.ref, {})
