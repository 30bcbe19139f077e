"""What is sent to an organisation: its rows, cell by cell, and how that travels hidden in the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from ragplan.diff.owing import Owed, Owing, queries
from ragplan.english import flat
from ragplan.model.dates import PlanDate
from ragplan.model.judged import JudgedRow
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Key
from ragplan.render.workbooks import cut
from ragplan.reports import facts
from ragplan.reports.organisation.answers import asks

FORMAT = "ragplan-return/1"
"""What the hidden sheet begins with."""


class Column(NamedTuple):
    """A column of the workbook: the field, its head, how wide it is, and whether its cells may be changed."""

    field: str
    head: str
    width: int
    free: bool = True
    date: bool = False


COLUMNS = (
    Column("ref", "Ref", 8, free=False),
    Column("action", "Action", 34, free=False),
    Column("asked", "What is asked", 24, free=False),
    Column("due", "Due", 14, date=True),
    Column("reason", "Why a new date", 20),
    Column("rating", "Rating", 14),
    Column("status", "Status", 44),
    Column("next", "Next step", 28),
    Column("completed", "Date completed", 14, date=True),
    Column("evidence", "Evidence", 26),
    Column("updated", "Updated", 14, free=False, date=True),
    Column("key", "Key", 20, free=False),
)
"""In their order; a plan without a key of ratings has none of ratings."""
BY_FIELD = {each.field: each for each in COLUMNS}


class Sending(NamedTuple):
    """What is sent to an organisation of a programme: from which commit, on which day, ``""`` for none.

    ``rows`` are the texts of the cells by column, under the key of each row. Dates are as plans write them.
    """

    programme: str
    organisation: str
    commit: str
    on: str
    rows: Mapping[str, Mapping[str, str]]


class Altered(NamedTuple):
    """What is wrong with what a workbook says was sent, in a sentence."""

    why: str


def key_of(programme: str, ref: str, code: str) -> str:
    """What a row is known by wherever it is moved in the workbook."""
    return f"{programme}/{code}/{ref}"


def cells_of(programme: Programme, judged: JudgedRow, asked: str = "") -> dict[str, str]:
    """The texts of a row, by column."""
    position = judged.position
    said = {
        "ref": judged.action.ref,
        "action": judged.action.title,
        "asked": asked,
        "due": _date(judged.row.deadline.current),
        "reason": "",
        "rating": _rating(programme, position.rating if position else ""),
        "status": position.status if position else "",
        "next": position.next if position else "",
        "completed": _date(position.completed if position else None),
        "evidence": "\n".join(map(facts.evidence, position.evidence)) if position else "",
        "updated": _date(position.updated if position else None),
    }
    return {field: cut(text.strip()) for field, text in said.items() if field != "rating" or programme.key}


def rows_of(
    programme: Programme, rows: Mapping[Key, JudgedRow], asked: Mapping[Key, str], code: str
) -> dict[str, Mapping[str, str]]:
    """The rows of an organisation under their keys, in which it has the code that it was sent with.

    ``asked`` is what each is asked, where it is.
    """
    return {
        key_of(programme.id, key[0], code): cells_of(programme, judged, asked.get(key, ""))
        for key, judged in rows.items()
    }


def sending(owed: Owed, code: str, commit: str) -> Sending:
    """What is sent to an organisation on the day of what is owed: all of its rows, and what each is asked."""
    snapshot = owed.snapshot
    asked = {key: _asked(each) for key, each in owed.owing.get(code, {}).items()}
    rows = rows_of(snapshot.programme, owed.rows.get(code, {}), asked, code)
    return Sending(snapshot.programme.id, code, commit, snapshot.on.isoformat(), rows)


def _asked(owing: Owing) -> str:
    return "\n".join(filter(None, (asks(owing), *(each.text for each in queries(owing.judged)))))


def _date(when: PlanDate | None) -> str:
    return when.text if when else ""


def _rating(programme: Programme, rating: str) -> str:
    level = programme.key.level(rating) if programme.key else None
    return level.label if level else rating


def hidden(sending: Sending) -> list[tuple[str, str, str, str]]:
    """The lines of the hidden sheet: kind, key, field and text of each, the checksum of all others last."""
    lines = [
        (FORMAT, "", "", ""),
        ("programme", "", "", sending.programme),
        ("organisation", "", "", sending.organisation),
        ("commit", "", "", sending.commit),
        ("on", "", "", sending.on),
        *(
            ("sent", key, field, text)
            for key, cells in sending.rows.items()
            for field, text in cells.items()
            if text or field == "ref"
        ),
    ]
    return [*lines, ("checksum", "", "", _checksum(lines))]


def sent(lines: Sequence[Sequence[str]]) -> Sending | Altered:
    """What the lines of a hidden sheet say was sent, whatever spaces and line ends another program kept."""
    found = [tuple(each[:4]) for each in lines if any(each[:4])]
    if not found or len(found[-1]) < len(("kind", "key", "field", "text")) or found[-1][0] != "checksum":
        return Altered("the end of its hidden sheet is missing")
    if _checksum(found[:-1]) != found[-1][3]:
        return Altered("its hidden sheet was altered, so nobody can tell what was sent")
    about = {kind: text for kind, _, _, text in found if kind != "sent"}
    rows: dict[str, dict[str, str]] = {}
    for kind, key, field, text in found:
        if kind == "sent":
            rows.setdefault(key, {})[field] = text
    return Sending(about["programme"], about["organisation"], about["commit"], about["on"], rows)


def _checksum(lines: Iterable[Sequence[str]]) -> str:
    return sha256("\n".join(_plain(lines)).encode()).hexdigest()


def _plain(lines: Iterable[Sequence[str]]) -> Iterator[str]:
    for each in lines:
        yield "\t".join(map(flat, each))
