"""A file's next version to what it says, by reading only the entries that are new in it.

Nine in ten entries of an organisation's file are as they were a fortnight before, and YAML is what
reading costs. A file is cut where lines say that an entry begins; that they do is proved by reading:
the reader finds as many fields and entries as there are lines to begin one. A quoted text may look
like an entry, and then there are fewer; such a file, like any that is unusual, is read whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple, TypeVar

from ragplan.diagnostics import Origin
from ragplan.document import SourceFile, read
from ragplan.model.dates import PlanDate
from ragplan.model.plan import Action, OrganisationFile, Position
from ragplan.schema.parts import Part, part

_FIELD = re.compile(r"^[^\s#].*\n?", re.MULTILINE)
_ACTIONS = re.compile(r"^actions:[ ]*\n", re.MULTILINE)
_FIRST = re.compile(r"(?:[ ]*(?:#.*)?\n)*([ ]+)- ")
_ODD = re.compile("[\r\t\x85\u2028\u2029\ufeff]")

Placed = TypeVar("Placed", Action, Position)


class Cut(NamedTuple):
    """A text in parts: what stands before the entries of ``actions``, each entry, and what follows."""

    before: str
    entries: tuple[str, ...]
    after: str

    @property
    def fields(self) -> int:
        """How many fields of the file there are by their lines."""
        return len(_FIELD.findall(self.before)) + len(_FIELD.findall(self.after))


@dataclass(frozen=True, slots=True)
class Entry:
    """What one entry of ``actions`` says, with what stands below it."""

    actions: tuple[Action, ...]
    positions: tuple[Position, ...]


class Version(NamedTuple):
    """The organisation that a version of a file is of, and its entries by their texts."""

    organisation: str
    entries: dict[str, Entry]


class Rereader:
    """Reads versions of files one after the other; an entry that the version before had is not read again."""

    def __init__(self) -> None:
        self._latest: dict[str, Version] = {}

    def read(self, source: SourceFile) -> Part:
        """What a version of a file says, as it would be said of the whole of it; its text is left out."""
        found = self._spliced(source)
        if found is None:
            found = part(read(source))
            self.learn(source, found)
        return found

    def learn(self, source: SourceFile, whole: Part) -> None:
        """Remember what a version that was read whole says."""
        cut = cut_at_entries(source)
        entries = _entries(whole, cut) if cut else None
        if cut and entries and isinstance(whole.content, OrganisationFile):
            said = dict(zip(cut.entries, entries, strict=True))
            self._latest[source.path] = Version(whole.content.organisation, said)

    def _spliced(self, source: SourceFile) -> Part | None:
        """The new entries read, and the others put between them; ``None`` where that is not safe."""
        latest = self._latest.get(source.path)
        cut = cut_at_entries(source) if latest else None
        if latest is None or cut is None or len(set(cut.entries)) < len(cut.entries):
            return None
        new = tuple(text for text in cut.entries if text not in latest.entries) or cut.entries[:1]
        less = cut._replace(entries=new)
        partly = part(read(SourceFile(source.path, "".join([less.before, *new, less.after]).encode())))
        entries, file = _entries(partly, less), partly.content
        if (
            entries is None
            or not isinstance(file, OrganisationFile)
            or file.organisation != latest.organisation
        ):
            return None
        said = latest.entries | dict(zip(new, entries, strict=True))
        placed = [_placed(said[text], index, file) for index, text in enumerate(cut.entries)]
        self._latest[source.path] = Version(file.organisation, dict(zip(cut.entries, placed, strict=True)))
        whole = replace(
            file,
            actions=tuple([action for entry in placed for action in entry.actions]),
            positions=tuple([position for entry in placed for position in entry.positions]),
        )
        return partly._replace(content=whole)


def cut_at_entries(source: SourceFile) -> Cut | None:
    """A file in parts; ``None`` where it is not written as plans usually are."""
    try:
        text = source.data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    head = _ACTIONS.search(text)
    first = _FIRST.match(text, head.end()) if head else None
    if head is None or first is None or source.fault or _ODD.search(text):
        return None
    end = _FIELD.search(text, head.end())
    stop = end.start() if end else len(text)
    starts = [each.start() for each in re.finditer(rf"^{first[1]}- ", text[:stop], re.MULTILINE)]
    starts = [start for start in starts if start >= head.end()]
    bounds = zip(starts, [*starts[1:], stop], strict=True)
    return Cut(text[: starts[0]], tuple(text[start:to] for start, to in bounds), text[stop:])


def _entries(found: Part, cut: Cut) -> list[Entry] | None:
    """What each entry says, in order; ``None`` where the reader saw others than the cut did."""
    file, data = found.content, found.document.data
    if not isinstance(file, OrganisationFile) or len(data) != cut.fields:
        return None
    if len(data["actions"]) != len(cut.entries):
        return None
    actions, positions = _by_entry(file.actions), _by_entry(file.positions)
    return [Entry(actions.get(index, ()), positions.get(index, ())) for index in range(len(cut.entries))]


def _by_entry(found: Iterable[Placed]) -> dict[str | int, tuple[Placed, ...]]:
    grouped = groupby(found, key=lambda each: each.origin.route[1])
    return {index: tuple(each) for index, each in grouped}


def _placed(entry: Entry, index: int, file: OrganisationFile) -> Entry:
    """An entry as it stands in a version: at its place there, and reviewed when that file was."""
    return Entry(
        tuple([each if each.origin.route[1] == index else _moved(each, index) for each in entry.actions]),
        tuple([_reviewed(each, index, file.reviewed) for each in entry.positions]),
    )


def _reviewed(position: Position, index: int, day: PlanDate | None) -> Position:
    if position.origin.route[1] != index:
        position = _moved(position, index)
    return position if position.reviewed == day else _with(position, reviewed=day)


def _moved(each: Placed, index: int) -> Placed:
    path, (field, _, *below) = each.origin
    return _with(each, origin=Origin(path, (field, index, *below)))


def _with(each: Placed, **fields: object) -> Placed:
    """What ``dataclasses.replace`` gives in six times as long; a history has a million of these."""
    other = object.__new__(type(each))
    vars(other).update(vars(each), **fields)
    return other
