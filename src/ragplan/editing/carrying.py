"""The programme of a year to the next one's: what is open goes on, what is closed stays behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from ragplan.diagnostics import Origin, Route
from ragplan.document import Document
from ragplan.document.change import Data
from ragplan.editing.beginning import Beginning, Fields, with_parts
from ragplan.model.assessment import Uncounted
from ragplan.model.judged import JudgedRow
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.query import rows

_STAYING = ("agreed", "released", "carried_from", "superseded_by", "withdrawn")
"""What is said of an action in its own year alone."""
_GOING_ON = (
    "title",
    "group",
    "time_zone",
    "team",
    "key",
    "priorities",
    "registers",
    "applicable",
    "not_applicable",
    "organisations",
)
"""What a programme goes on with unless something else is asked for."""

_RHYTHM = ("every", "on", "wording", "grace")
"""What a calendar goes on with."""


class _Open(NamedTuple):
    """The open rows of a programme: by action who owns them, and the positions on them."""

    owners: Mapping[Origin, list[str]]
    positions: frozenset[Origin]


def going_on(old: Programme, documents: Mapping[str, Document]) -> Fields:
    """The fields that the programme of a year leaves to the next one's, unless others are asked for."""
    data = documents[old.origin.path].data
    rhythm = _rhythm(data.get("calendar", ""))
    return {name: data[name] for name in _GOING_ON if name in data} | ({"calendar": rhythm} if rhythm else {})


def carried(snapshot: Snapshot, documents: Mapping[str, Document], asked: Fields) -> Beginning:
    """The beginning of a programme that goes on with what is open in another on a day.

    ``asked`` are the fields of the new one. Due dates and those they were
    moved to stay as they are; an owner whose part is done is no owner any more.
    """
    old = snapshot.programme
    still = _open(snapshot)
    data = documents[old.origin.path].data
    programme: Fields = {**asked, "supersedes": {"title": str(data["title"]), "programme": old.id}}
    same_key = programme.get("key") == data.get("key")
    files = {
        code: _file(old, still, path, cast("Fields", documents[path].data), rated=same_key)
        for code, path in ((code, file.origin.path) for code, file in old.file.items())
    }
    served = {str(each.get("goal", "")) for file in files.values() for each in with_parts(file)}
    goals = [
        {**goal, "actions": actions}
        for at, goal in enumerate(cast("list[Fields]", data.get("goals", [])))
        if (actions := _actions(old, still, old.origin.path, goal, ("goals", at))) or goal["ref"] in served
    ]
    programme["goals"] = cast("Data", goals)
    _lean_on_these([*goals, *files.values()])
    return Beginning({name: each for name, each in programme.items() if each}, files)


def _lean_on_these(holders: Sequence[Fields]) -> None:
    """Take out of actions, in place, that they come after others which stay behind."""
    actions = [each for holder in holders for each in with_parts(holder)]
    refs = {str(each["ref"]) for each in actions}
    for action in actions:
        before = action.pop("depends_on", [])
        going: list[Data] = [ref for ref in (before if isinstance(before, list) else [before]) if ref in refs]
        if going:
            action["depends_on"] = going


def _rhythm(calendar: Data) -> Fields:
    """How a calendar goes on, without the days of its own year: its last entry decides."""
    entries = calendar if isinstance(calendar, list) else [calendar]
    last = entries[-1] if entries else ""
    return {name: last[name] for name in _RHYTHM if name in last} if isinstance(last, dict) else {}


def _open(snapshot: Snapshot) -> _Open:
    owners: dict[Origin, list[str]] = {}
    positions: set[Origin] = set()
    for judged in rows([snapshot]):
        if _goes_on(judged):
            owners.setdefault(judged.row.action.origin, []).append(judged.organisation)
            if judged.row.position:
                positions.add(judged.row.position.origin)
    return _Open(owners, frozenset(positions))


def _goes_on(judged: JudgedRow) -> bool:
    return judged.assessment.open and judged.assessment.uncounted in (None, Uncounted.PROPOSED)


def _actions(old: Programme, still: _Open, path: str, holder: Fields, route: Route) -> list[Data]:
    """The open actions of a goal, an action or a file, and the parents of open ones."""
    found: list[Data] = []
    held = holder.get("actions")
    for at, action in enumerate(held if isinstance(held, list) else []):
        place: Route = (*route, "actions", at)
        if isinstance(action, dict):
            found += _action(old, still, path, action, place)
    return found


def _action(old: Programme, still: _Open, path: str, action: Fields, place: Route) -> Iterator[Fields]:
    origin = Origin(path, place)
    parts = _actions(old, still, path, action, place)
    if "title" not in action:
        if origin in still.positions:
            yield {name: each for name, each in action.items() if name != "actions"} | _with(parts)
        return
    if origin not in still.owners and not parts:
        return
    going = {name: each for name, each in action.items() if name not in (*_STAYING, "actions")}
    codes = still.owners.get(origin, [])
    owners = action.get("owners")
    if isinstance(owners, list) and len(codes) < len(set(map(old.code, map(str, owners)))):
        going["owners"] = list(codes)
    yield going | _with(parts) | {"carried_from": f"{old.id}/{action['ref']}"}


def _with(parts: list[Data]) -> Fields:
    return {"actions": parts} if parts else {}


def _file(old: Programme, still: _Open, path: str, data: Fields, *, rated: bool) -> Fields:
    """An organisation's file: its open rows, its own open actions, its positions on recommendations."""
    kept = {name: each for name, each in data.items() if name not in ("reviewed", "actions")}
    actions = _actions(old, still, path, data, ())
    if not rated:
        actions = [_unrated(each) for each in actions]
    return kept | _with(actions)


def _unrated(action: Data) -> Data:
    """A row without its rating, which another key would misread."""
    if not isinstance(action, dict):
        return action
    parts = action.get("actions")
    inner = {"actions": [_unrated(each) for each in parts]} if isinstance(parts, list) else {}
    return {name: each for name, each in action.items() if name != "rating"} | inner
