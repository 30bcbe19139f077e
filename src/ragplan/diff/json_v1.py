"""Changes as JSON, version 1: ``{"version": 1, "from", "to", "programmes": […], "changes": [{…}]}``.

A text that is not there is null. ``kind`` is one of the words of ``Kind``. ``from`` and ``to`` are the
ends of the comparison, null where programmes differ in them; ``programmes`` has them for each.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from ragplan.diff.change import Change
from ragplan.escaping import in_json
from ragplan.fields import Field, Holds

VERSION = 1


class End(NamedTuple):
    """One end of a comparison: the revision that was read, ``""`` for files on disk, as of which day,
    and the meeting that it stands for.
    """

    revision: str
    on: date
    meeting: date | None = None


Ends = tuple[End, End]
"""Where a comparison begins and ends."""


def render(ends: Mapping[str, Ends], changes: Iterable[Change]) -> str:
    """The changes of programmes, whose ends are given by their ids, with the fields of version 1."""
    told = {
        "version": VERSION,
        "from": _common(since for since, _ in ends.values()),
        "to": _common(until for _, until in ends.values()),
        "programmes": [
            {"programme": id, "from": _end(since), "to": _end(until)} for id, (since, until) in ends.items()
        ],
        "changes": [],
    }
    written = ",\n    ".join(_indented(change) for change in changes)
    whole = json.dumps(told, indent=2, ensure_ascii=False)
    if written:
        whole = whole.removesuffix("[]\n}") + f"[\n    {written}\n  ]\n}}"
    return in_json(whole) + "\n"


def _indented(change: Change) -> str:
    """A change as ``json.dumps`` indents it, field by field, for it writes only single values fast."""
    lines = [f'      "{each.name}": {_value(each.get(change))}' for each in FIELDS]
    return "{\n" + ",\n".join(lines) + "\n    }"


def _value(value: object) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, list) and value:
        return json.dumps(value, indent=2, ensure_ascii=False).replace("\n", "\n      ")
    return json.dumps(value)


def _common(ends: Iterable[End]) -> dict[str, Any] | None:
    """The one end that all programmes have, if there is one."""
    distinct = set(ends)
    return _end(distinct.pop()) if len(distinct) == 1 else None


def _end(end: End) -> dict[str, Any]:
    return {
        "revision": end.revision or None,
        "on": end.on.isoformat(),
        "meeting": end.meeting.isoformat() if end.meeting else None,
    }


def _file(change: Change) -> str | None:
    origin = change.new_origin or change.old_origin
    return origin.path if origin else None


def _words(change: Change) -> list[dict[str, str]] | None:
    if change.words is None:
        return None
    return [{"fate": segment.fate, "text": segment.text} for segment in change.words.segments]


FIELDS: tuple[Field[Change], ...] = (
    Field("kind", "What happened, one of the kinds.", lambda it: it.kind.value),
    Field("programme", "The programme's id.", lambda it: it.programme),
    Field(
        "subject",
        "What it happened to: `action`, `position`, `recommendation` or `organisation`.",
        lambda it: it.subject.value,
    ),
    Field(
        "ref",
        "The action's ref, the recommendation as `register/number`, or the organisation's code.",
        lambda it: it.ref,
    ),
    Field(
        "organisation",
        "The code of whose position or own action it is; null for a shared action.",
        lambda it: it.organisation or None,
    ),
    Field("owners", "The codes of the action's owners, a list.", lambda it: list(it.owners), Holds.TEXTS),
    Field("title", "The action, or the organisation's name.", lambda it: it.title or None),
    Field("goal", "The goal's ref.", lambda it: it.goal or None),
    Field("rating", "The rating now stated, as written.", lambda it: it.rating or None),
    Field("field", "The field that says so.", lambda it: it.field),
    Field("old", "What it said before, as written.", lambda it: it.old or None),
    Field("new", "What it says now, as written.", lambda it: it.new or None),
    Field(
        "days",
        "How far a date moved, how late a completion was, or how long a silence has lasted.",
        lambda it: it.days,
        Holds.NUMBER,
        "days",
    ),
    Field("times", "How often a due date has been revised now.", lambda it: it.times, Holds.NUMBER),
    Field("reason", "The reason that the plan gives.", lambda it: it.reason or None),
    Field("agreed_by", "Who agreed to a later due date.", lambda it: it.agreed_by or None),
    Field(
        "words",
        "A rewritten text: a list of `fate` (`kept`, `removed`, `added`) and `text`.",
        _words,
        Holds.RECORDS,
    ),
    Field(
        "internal",
        "Whether it is about a remark that public copies leave out.",
        lambda it: it.internal,
        Holds.BOOLEAN,
    ),
    Field("file", "The file it is written in.", _file),
)
"""Every field of a change in order; ``null`` where there is nothing."""
