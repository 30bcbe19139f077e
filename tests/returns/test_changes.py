"""Random edits of random cells come back as exactly these changes, however the workbook was handled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from io import BytesIO
from random import Random
from typing import Any

import pytest
from conftest import EXAMPLES, ROOT
from openpyxl import load_workbook

from ragplan.diff.owing import Owed, everybody
from ragplan.editing.steps import Refusal, carried_out
from ragplan.loader import load
from ragplan.model.judged import rows_by_key
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.plans import Plans
from ragplan.repository import working_files
from ragplan.returns.cells import reader
from ragplan.returns.meaning import meant
from ragplan.returns.merging import merged
from ragplan.returns.returned import Returned, returned
from ragplan.returns.sending import rows_of, sending
from ragplan.returns.workbook import Invitation, workbook
from returns.books import Book

pytestmark = pytest.mark.thorough

SEEDS = EXAMPLES or 12
FIELDS = {"Status": "status", "Next step": "next", "Rating": "rating", "Date completed": "completed"}
WORDS = ("Begun", "a = 1", "NO", "1.10", "# all", "a: b", "-", "“said”", "naïve", "@who", "100 %", "x\ny")


@pytest.fixture(scope="module")
def plans() -> Plans:
    found = working_files(ROOT / "plans")
    assert found is not None
    return load(found.sources, found.problems)


def organisations(plans: Plans) -> Iterator[tuple[Programme, str]]:
    for programme in plans.programmes:
        snapshot = Snapshot(programme, programme.calendar.meetings[0])
        owed = Owed(snapshot)
        own = {programme.code(file.organisation) for file in programme.files}
        yield from ((programme, code) for code in everybody(programme) if owed.rows.get(code) and code in own)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_exactly_the_edited_cells_change(seed: int, plans: Plans) -> None:
    by_chance = Random(seed)
    programme, code = by_chance.choice([*organisations(plans)])
    on = programme.calendar.meetings[0]
    owed = Owed(Snapshot(programme, on))
    sent = sending(owed, code, "")
    book = Book(load_workbook(BytesIO(workbook(Invitation(sent, "x", programme.key)))))
    edits = dict(_edits(book, programme, by_chance))
    for (ref, head), value in edits.items():
        book.put(ref, head, value)
    by_chance.choice(HANDLED)(book, by_chance)
    target = BytesIO()
    book.book.save(target)

    came = returned("r.xlsx", target.getvalue())
    assert isinstance(came, Returned)
    rows = rows_by_key(owed.snapshot, programme.known_as)
    own = {key: row for key, row in rows.items() if key[1] == code}
    now = rows_of(programme, own, {}, code)
    outcome = merged(came, now, reader(programme.key, programme.calendar, on))
    assert (outcome.asked, outcome.conflicts, outcome.proposed, outcome.reviewed) == ([], [], [], False)
    steps = meant(plans, programme, code, own, outcome, on)
    assert not isinstance(steps, Refusal)
    expected = {path: deepcopy(each.data) for path, each in plans.documents.items()}
    for (ref, head), value in edits.items():
        _set(expected, programme, (ref, code), FIELDS[head], value, on.isoformat())
    made = carried_out(plans, steps)
    files = {path for path in expected if expected[path] != plans.documents[path].data}
    assert made.keys() == files
    for path, document in made.items():
        assert document.data == expected[path]


def _edits(book: Book, programme: Programme, by_chance: Random) -> Iterator[tuple[tuple[str, str], str]]:
    heads = [head for head in FIELDS if head != "Rating" or programme.key]
    refs = [ref for _, ref in book.refs()]
    for ref in by_chance.sample(refs, min(len(refs), by_chance.randint(1, 6))):
        head = by_chance.choice(heads)
        levels = [level.label for level in programme.key.levels] if programme.key else []
        day = programme.calendar.meetings[0].isoformat()
        value = {"Rating": by_chance.choice(levels or [""]), "Date completed": day}.get(head)
        value = value or " ".join(by_chance.sample(WORDS, 3))
        if value not in (book.cell(ref, head).value, str(book.cell(ref, head).value)[:10]):
            yield (ref, head), value


def _set(
    data: dict[str, Any], programme: Programme, key: tuple[str, str], field: str, value: str, day: str
) -> None:
    """What a person would write for it by hand: a row where there is none."""
    ref, code = key
    level = programme.key.level(value) if programme.key and field == "rating" else None
    said = {field: level.code if level else value, "updated": day}
    position = programme.positions.get(ref, {}).get(code)
    if position is not None:
        entry = data[position.origin.path]
        for step in position.origin.route:
            entry = entry[step]
        entry.update(said)
        return
    path = next(each.origin.path for each in programme.files if programme.code(each.organisation) == code)
    order = [each.ref for each in programme.shared_actions]
    rows = data[path].setdefault("actions", [])
    later = (
        at
        for at, row in enumerate(rows)
        if row["ref"] in order and order.index(row["ref"]) > order.index(ref)
    )
    rows.insert(next(later, len(rows)), {"ref": ref, **said})


def _as_it_is(_: Book, __: Random) -> None:
    pass


def _shuffled(book: Book, by_chance: Random) -> None:
    rows = book.lines()
    by_chance.shuffle(rows)
    book.lay(rows)


def _moved(book: Book, by_chance: Random) -> None:
    order = list(range(1, book.sheet.max_column + 1))
    by_chance.shuffle(order)
    for line in range(3, book.sheet.max_row + 1):
        values = [book.sheet.cell(line, at).value for at in order]
        for at, value in enumerate(values, 1):
            book.sheet.cell(line, at).value = value


def _titled(book: Book, by_chance: Random) -> None:
    book.sheet.insert_rows(1, by_chance.randint(1, 3))
    book.sheet.title = "Answers"


HANDLED: tuple[Callable[[Book, Random], None], ...] = (_as_it_is, _shuffled, _moved, _titled)
