"""The numbers of a plan counted from the fields of its files, with no line of ragplan."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML


class Counted(NamedTuple):
    """How many rows there are, completed, open, of these late and silent; and dates moved so far."""

    rows: int
    completed: int
    open: int
    overdue: int
    silent: int
    moved: int


def counted(folder: Path, previous: date, on: date) -> Counted:
    """The numbers of the plan in a folder on the day of a meeting, since the ``previous`` one."""
    files = [_read(path) for path in folder.glob("*.yaml")]
    plan = next(each for each in files if "programme" in each)
    own = {each["organisation"]: each for each in files if "organisation" in each}
    codes = {
        alias: code
        for code, body in plan["organisations"].items()
        for alias in (code, *body.get("aliases", ()))
    }
    own = {codes[name]: each for name, each in own.items()}
    rows = list(_rows(plan, own))
    done = [row for _, row, _ in rows if row.get("completed")]
    left = [each for each in rows if not each[1].get("completed")]
    return Counted(
        rows=len(rows),
        completed=len(done),
        open=len(left),
        overdue=sum(_due(action, row) < on for action, row, _ in left),
        silent=sum(not _spoke(row, file, previous, on) for _, row, file in left),
        moved=sum(len(each.get("revised", ())) for each in [*_actions(plan), *(row for _, row, _ in rows)]),
    )


def _read(path: Path) -> Any:
    return YAML(typ="base", pure=True).load(path.read_text(encoding="utf-8"))


def _actions(plan: Any) -> Iterator[Any]:
    for goal in plan["goals"]:
        yield from goal["actions"]


def _rows(plan: Any, own: dict[str, Any]) -> Iterator[tuple[Any, Any, Any]]:
    """Each action that is not given up, with an owner's row and that owner's file."""
    for action in _actions(plan):
        if not action.get("superseded_by") and not action.get("withdrawn"):
            for code in action["owners"]:
                entries = own[code].get("actions", ())
                yield action, next(each for each in entries if each["ref"] == action["ref"]), own[code]


def _due(action: Any, row: Any) -> date:
    """The last day of the date that counts now."""
    holder = row if row.get("revised") or row.get("due") else action
    text = [holder.get("due", ""), *(each["to"] for each in holder.get("revised", ()))][-1]
    year, month, *day = map(int, text.split("-"))
    return date(year, month, day[0] if day else monthrange(year, month)[1])


def _spoke(row: Any, file: Any, previous: date, on: date) -> bool:
    """Whether an owner has said something since a meeting: there are words, and a day or a new date since."""
    said = [text for text in (row.get("updated"), file.get("reviewed")) if text]
    said += [each["on"] for each in row.get("revised", ())]
    return bool(row.get("status")) and any(previous < date.fromisoformat(text) <= on for text in said)
