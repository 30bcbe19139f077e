"""What a person says about a table before it is read: in a file, whose fields also begin the programme."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import NamedTuple

from ragplan.document import Document
from ragplan.editing.beginning import Beginning, Fields, documents
from ragplan.importing.columns import named_columns
from ragplan.importing.dates import Window
from ragplan.importing.draft import Settings
from ragplan.model.calendar import Calendar
from ragplan.model.programme import Programme
from ragplan.schema.parts import part
from ragplan.suggestion import did_you_mean

OF_TABLES = ("columns", "colours", "months")
"""The fields that are about the table alone."""
_BEYOND = timedelta(days=366)
"""How long after the last meeting that is known, or the first, due dates may lie: a year."""


class Fault(NamedTuple):
    """What cannot be taken of what a person said, and the field it was said in."""

    field: str
    words: str


def settings(fields: Fields, standing: Programme | None = None) -> Settings | Fault:
    """What is known before a table is read, by the fields of a programme and those of the table.

    A programme that is ``standing`` already says it in place of such fields.
    """
    given = _columns(fields.get("columns", ""))
    if isinstance(given, str):
        return Fault("columns", given)
    months = fields.get("months", "")
    if months not in ("", "true", "false"):
        return Fault("months", f"'{months}' is neither true nor false")
    own = {name: each for name, each in fields.items() if name not in OF_TABLES}
    known = _programme(own) if standing is None else standing
    if known is None:
        return Settings(given=given, months=months == "true")
    colours = _colours(fields.get("colours", ""), known)
    if isinstance(colours, Fault):
        return colours
    return Settings(
        key=known.key,
        organisations={each.code: (each.name, *each.aliases) for each in known.organisations},
        window=_window(known.calendar),
        colours=colours,
        given=given,
        months=months == "true",
    )


def _programme(fields: Fields) -> Programme | None:
    """A programme of these fields; ``None`` where they do not make one, which is told when it is written."""
    stub: Fields = {
        "programme": "draft",
        "title": "Draft",
        **{k: v for k, v in fields.items() if k != "goals"},
    }
    made: Document = next(documents(Beginning(stub), "draft"))
    content = part(made).content
    return content if isinstance(content, Programme) else None


def _columns(given: object) -> dict[int, str] | str:
    if isinstance(given, dict):
        given = ",".join(f"{letters}={field}" for letters, field in given.items())
    return named_columns(str(given))


def _colours(given: object, known: Programme) -> dict[str, str] | Fault:
    """The codes of levels by ground; ``""`` for one that means none."""
    found: dict[str, str] = {}
    for colour, word in given.items() if isinstance(given, dict) else ():
        level = known.key.level(str(word)) if known.key else None
        if not re.fullmatch(r"[0-9A-Fa-f]{6}", str(colour)):
            return Fault("colours", f"'{colour}' is no colour; write six hexadecimal digits, as FFC000")
        if level is None and word not in ("", "none"):
            hint = did_you_mean(str(word), known.key.words) if known.key else "no key is named"
            return Fault("colours", f"'{word}' is not a level of the key{f'; {hint}' if hint else ''}")
        if word:
            found[str(colour).upper()] = level.code if level else ""
    return found


def _window(calendar: Calendar) -> Window:
    """The time of the plan: from the first meeting to a year after the last that is planned."""
    if not calendar.meetings:
        return Window()
    return Window(calendar.meetings[0], (calendar.last or calendar.meetings[0]) + _BEYOND)
