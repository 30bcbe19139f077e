"""What came back, compared cell by cell with what was sent and what the plan says now."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ragplan.english import flat
from ragplan.importing.ratings import hue
from ragplan.returns.cells import Asked, Reader, Said, read
from ragplan.returns.returned import Line, Returned
from ragplan.returns.sending import BY_FIELD
from ragplan.returns.workbook import shown

_YES = frozenset({"x", "yes", "y", "ja", "✓", "✔", "☑", "done", "true", "1"})
_LOCKED = ("ref", "action", "asked", "updated")
TAKEN = ("due", "reason", "rating", "status", "next", "completed", "evidence")
"""The columns of which something is taken."""


class Conflict(NamedTuple):
    """A cell that was changed here and there: its row and column, and the three texts."""

    ref: str
    head: str
    sent: str
    now: str
    came: str


class Changed(NamedTuple):
    """A row and what came back of it that the plan does not say yet, by column.

    ``reviewed`` tells that its status was said to be still the same.
    """

    ref: str
    cells: Mapping[str, str]
    reviewed: bool = False


@dataclass
class Outcome:
    """What a return leads to: rows to change, actions proposed, whether the box is ticked.

    ``told`` is how something was read, ``asked`` what was not taken and why, ``conflicts`` the cells that
    were changed in the plan too.
    """

    changed: list[Changed] = field(default_factory=list)
    proposed: list[Mapping[str, str]] = field(default_factory=list)
    reviewed: bool = False
    told: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def merged(
    came: Returned, now: Mapping[str, Mapping[str, str]], by: Reader, taken: Collection[str] = ()
) -> Outcome:
    """What came back beside the rows as the plan has them now, under their keys.

    ``taken`` are the refs that no new action can have.
    """
    return _Merging(came, now, by, taken).merge()


class _Merging:
    """A return as it is taken in."""

    def __init__(
        self, came: Returned, now: Mapping[str, Mapping[str, str]], by: Reader, taken: Collection[str]
    ) -> None:
        self.taken = {*taken}
        self.came = came
        self.sent = came.sending.rows
        self.now = now
        self.by = by
        self.out = Outcome(told=[*came.notes], asked=[*came.beside])
        self.by_ref = {cells["ref"]: key for key, cells in self.sent.items()}

    def merge(self) -> Outcome:
        """Take in every row, and the box."""
        columns = [name for name in BY_FIELD if name not in self.came.fields and self._was_sent(name)]
        self.out.asked += [f"the column “{BY_FIELD[name].head}” is gone" for name in columns]
        seen: dict[str, str] = {}
        for line in self.came.lines:
            key = self._key(line)
            if key is None:
                self._new(line)
            elif key in seen:
                ref = self.sent[key]["ref"]
                self.out.asked.append(f"{line.place} is {ref} again, which stands in {seen[key]} too")
            else:
                seen[key] = line.place
                self._row(line, key)
        lost = [cells["ref"] for key, cells in self.sent.items() if key not in seen]
        self.out.asked += [f"the row of {ref} is missing" for ref in lost]
        self._tick()
        return self.out

    def _was_sent(self, name: str) -> bool:
        return name in TAKEN and any(cells.get(name) for cells in self.sent.values())

    def _key(self, line: Line) -> str | None:
        """The key of a row that was sent: by its hidden cell, else by the ref that is seen."""
        key = line.text("key")
        return key if key in self.sent else (None if key else self.by_ref.get(line.text("ref")))

    def _row(self, line: Line, key: str) -> None:
        sent, now = self.sent[key], self.now.get(key)
        ref = sent["ref"]
        self.out.asked += _locked(line, ref, sent)
        said = self._said(line, ref, sent)
        if now is None:
            if said:
                self.out.asked.append(f"{ref} was changed, and is no row of the plan any more")
            return
        cells: dict[str, str] = {}
        for name, found in said.items():
            was, stands = sent.get(name, ""), now.get(name, "")
            if flat(found.text) == flat(stands):
                continue
            if name == "evidence":
                new = self._proofs(ref, was, stands, found.text)
                cells |= {"evidence": new} if new else {}
            elif flat(stands) != flat(was):
                texts = (shown(BY_FIELD[name], each) for each in (was, stands, found.text))
                self.out.conflicts.append(Conflict(ref, BY_FIELD[name].head, *texts))
            elif not found.same:
                cells[name] = found.text
        if "reason" in cells and "due" not in said:
            why = flat(cells.pop("reason"))
            self.out.asked.append(f"{ref}: “{why}” is a reason for a new date, and none is given")
        reviewed = any(found.same for found in said.values())
        if cells or reviewed:
            self.out.changed.append(Changed(ref, cells, reviewed))

    def _said(self, line: Line, ref: str, sent: Mapping[str, str]) -> dict[str, Said]:
        """The cells of a row that say something else than was sent."""
        said: dict[str, Said] = {}
        unread: set[str] = set()
        for name in (each for each in TAKEN if each in line.cells):
            found = _read(self.by, name, line, sent.get(name, ""))
            where = f"{ref}, {BY_FIELD[name].head}"
            if isinstance(found, Asked):
                unread.add(name)
                self.out.asked.append(f"{where} ({line.place}): it {found.why}")
            elif name == "reason" and "due" in unread:
                continue
            elif flat(found.text) != flat(sent.get(name, "")):
                said[name] = found
                self.out.told += [f"{where}: {found.told}"] if found.told else []
        return said

    def _proofs(self, ref: str, sent: str, now: str, came: str) -> str:
        """Lines of proof beside those that were sent and those that the plan has."""
        lines, before, there = (
            [flat(each) for each in text.splitlines() if each.strip()] for text in (came, sent, now)
        )
        lost = [each for each in before if each not in lines]
        if lost:
            self.out.asked.append(f"{ref}, Evidence: “{'”, “'.join(lost)}” was changed or taken out")
            return ""
        return "\n".join(each for each in lines if each not in before and each not in there)

    def _new(self, line: Line) -> None:
        """A row that was not sent: an action that is proposed, where it has a title."""
        title = line.text("action")
        known = {flat(cells.get("action", "")): cells["ref"] for cells in self.sent.values()}
        if line.text("key") or not title or title in known:
            words = "”, “".join(filter(None, map(line.text, line.cells)))
            same = f"; it is titled as {known[title]} is" if title in known else ""
            self.out.asked.append(
                f"{line.place} has no key and no ref that was sent, so nobody can tell which row it is"
                f"{same}: “{words}”"
            )
        elif line.text("ref") in self.taken - {""} and title not in self._titles():
            self.out.asked.append(
                f"{line.place}: “{title}” has the ref {line.text('ref')}, which is another's"
            )
        elif title not in self._titles():
            self.taken.add(line.text("ref"))
            asked = len(self.out.asked)
            fields = ("ref", "action", *TAKEN)
            cells = {name: self._cell(line, name) for name in fields if name in line.cells}
            if len(self.out.asked) == asked:
                self.out.proposed.append({name: text for name, text in cells.items() if text})

    def _titles(self) -> set[str]:
        """The titles of the rows that the organisation has now."""
        return {flat(cells["action"]) for cells in self.now.values()}

    def _cell(self, line: Line, name: str) -> str:
        """What a cell of a new row says; ``""`` where that is asked."""
        found = read(self.by, name, line.cells[name], "")
        where = f"{line.place}, {BY_FIELD[name].head}"
        if isinstance(found, Asked):
            self.out.asked.append(f"{where}: it {found.why}")
            return ""
        self.out.told += [f"{where}: {found.told}"] if found.told else []
        return found.text

    def _tick(self) -> None:
        """The box: taken once nothing of the return is left to be asked."""
        tick = flat(self.came.tick.text)
        if not tick:
            return
        if self.came.tick.formula or tick.casefold() not in _YES:
            self.out.asked.append(f"beside the box stands “{tick}”: choose x where it is meant as a tick")
        elif self.out.asked or self.out.conflicts:
            self.out.told.append("the box is ticked; it is taken once what is asked is answered")
        else:
            self.out.reviewed = True


def _read(by: Reader, name: str, line: Line, sent: str) -> Said | Asked:
    """What a cell of a row that was sent says; a ground that stands behind its rating alone is asked."""
    cell = line.cells[name]
    found = read(by, name, cell, sent)
    if name != "rating" or cell is None or isinstance(found, Asked) or found.text != sent:
        return found
    if cell.colour and all(
        each.colour != cell.colour for each in line.cells.values() if each not in (None, cell)
    ):
        said = flat(cell.text) or "nothing"
        return Asked(f"is coloured {hue(cell.colour)}, and says “{said}”: choose its level from the list")
    return found


def _locked(line: Line, ref: str, sent: Mapping[str, str]) -> Iterator[str]:
    """The cells that were not to be changed, and were."""
    for name in (each for each in _LOCKED if each in line.cells):
        cell, was = line.cells[name], sent.get(name, "")
        where = f"{ref}, {BY_FIELD[name].head} ({line.place})"
        if cell is None:
            yield f"{where}: it is joined with other cells: take them apart"
        elif cell.formula or flat(cell.text) not in (flat(was), flat(shown(BY_FIELD[name], was))):
            yield f"{where}: it was “{flat(was)}” and is “{flat(cell.text)}”, which no return changes"


def side_by_side(conflict: Conflict) -> Sequence[str]:
    """The three texts of a conflict, a line each."""
    return [
        f"{conflict.ref}, {conflict.head} was changed in the plan too:",
        f"  was sent: {flat(conflict.sent) or '(empty)'}",
        f"  plan now: {flat(conflict.now) or '(empty)'}",
        f"  came back: {flat(conflict.came) or '(empty)'}",
    ]
