"""What a document says that it did not say before, entry by entry, in words that people know them by."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from ragplan.document import Document
from ragplan.document.change import Data

_NAMING = ("ref", "recommendation", "number", "code", "organisation", "to")
"""The fields by which an entry of a list is known."""


class Difference(NamedTuple):
    """One text, or list of texts, at a place of a file: before and after; ``None`` where it is not there."""

    place: str
    field: str
    before: str | None
    after: str | None


def differences(before: Document | None, after: Document) -> Iterator[Difference]:
    """The differences of a file's data, in the order of the file."""
    yield from _of(before.data if before else {}, after.data, "", "")


def _of(old: Any, new: Any, place: str, field: str) -> Iterator[Difference]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        within = f"{place} {field}".strip()
        for name in dict.fromkeys((*new, *old)):
            if name in _NAMING and name not in old and new[name] == field and len(new) > 1:
                continue  # it is called that already
            yield from _of(old.get(name), new.get(name), within, name)
    elif _entries(old) and _entries(new) and (old or new) and isinstance(old or new, list):
        yield from _of_lists(old or [], new or [], place, field)
    elif isinstance(old, dict) and new and _entries(new):
        yield from _of_lists([old], new, place or field, "")
    elif isinstance(new, dict) and old is None:
        yield from _of({}, new, place, field)
    else:
        yield Difference(place, field, _text(old), _text(new))


def _entries(data: Any) -> bool:
    """Whether data is a list of entries with fields, or nothing."""
    return data in (None, "") or (isinstance(data, list) and all(isinstance(each, dict) for each in data))


def _of_lists(old: list[Any], new: list[Any], place: str, field: str) -> Iterator[Difference]:
    """The differences of entries: those of one name are one entry."""
    start = f"{place} {field}".strip() if place else ""
    before, after = [list(map(_name, entries)) for entries in (old, new)]
    for fate, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if fate == "equal" or b - a == d - c:
            for was, now, name in zip(old[a:b], new[c:d], after[c:d], strict=True):
                yield from _of(was, now, start, name)
            continue
        for at in range(a, b):
            yield Difference(start, before[at], _text(old[at]), None)
        for at in range(c, d):
            yield from _of({}, new[at], start, after[at])


def _name(entry: dict[str, Data]) -> str:
    return next((str(entry[name]) for name in _NAMING if name in entry), "")


def _text(data: Any) -> str | None:
    if data is None or isinstance(data, str):
        return data
    if isinstance(data, list):
        return "; ".join(_text(each) or "" for each in data)
    return ", ".join(_text(each) or "" for each in data.values())
