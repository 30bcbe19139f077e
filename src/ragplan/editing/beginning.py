"""A programme as it begins: its file and one for each organisation, as data and as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ragplan.document import Document
from ragplan.document.change import Data
from ragplan.document.changes import begun
from ragplan.editing.steps import file_name
from ragplan.schema.usual import usage

Fields = dict[str, Data]
"""The fields of a file."""


class Beginning(NamedTuple):
    """A programme that begins: the fields of its file, and of each organisation's by its code.

    An organisation that is not in ``own`` has a row for each shared action that it owns.
    """

    programme: Fields
    own: Mapping[str, Fields] = {}


def documents(beginning: Beginning, folder: str) -> Iterator[Document]:
    """The files of a programme in a folder, read from the text that they will be."""
    yield _document(f"{folder}/programme.yaml", "programme", {"format": "ragplan/1", **beginning.programme})
    taken = {"programme"}
    for code in _organisations(beginning.programme):
        name = file_name(code, taken)
        taken.add(name.casefold())
        fields = beginning.own.get(code) or _with_rows(code, beginning.programme)
        yield _document(f"{folder}/{name}.yaml", "organisation", fields)


def _document(path: str, kind: str, fields: Fields) -> Document:
    return begun(path, fields, usage(kind))


def _organisations(programme: Fields) -> list[str]:
    found = programme.get("organisations")
    return list(found) if isinstance(found, dict) else []


def _with_rows(code: str, programme: Fields) -> Fields:
    """An organisation's file with a row for each shared action that it owns."""
    names = {code, *_aliases(programme, code)}
    rows: list[Data] = [{"ref": ref} for ref, owners in _owned(programme) if names & owners]
    return {"organisation": code, **({"actions": rows} if rows else {})}


def _aliases(programme: Fields, code: str) -> list[str]:
    bodies = programme.get("organisations")
    body = bodies.get(code) if isinstance(bodies, dict) else None
    aliases = body.get("aliases") if isinstance(body, dict) else None
    return [str(each) for each in aliases] if isinstance(aliases, list) else []


def _owned(programme: Fields) -> Iterator[tuple[str, set[str]]]:
    """The refs of shared actions with the names of who owns them."""
    goals = programme.get("goals")
    for goal in goals if isinstance(goals, list) else []:
        for action in with_parts(goal):
            owners = action.get("owners")
            yield str(action.get("ref", "")), set(map(str, owners)) if isinstance(owners, list) else set()


def with_parts(holder: Data) -> Iterator[Fields]:
    """The actions in a goal or an action, with their parts."""
    held = holder.get("actions") if isinstance(holder, dict) else None
    for action in held if isinstance(held, list) else []:
        if isinstance(action, dict):
            yield action
            yield from with_parts(action)
