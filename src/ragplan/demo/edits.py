"""An edit of the story, laid on the files; one that does not apply is an error.

- ``find`` and ``put``: what is found, exactly once, gives way to what is put.
- ``row`` with ``put``: the whole entry of that ref gives way to another; to nothing where it is empty.
- ``row`` with ``find`` and ``put``: the same as without ``row``, inside that entry.
- ``row`` with ``add``: fields at the entry's end. ``row`` with ``after``: an entry behind it.
- ``text``: a file new or whole. ``move``: the file goes to another path.

What stands beside ``row`` is written without the indentation that the file has there.
"""

import re
from collections.abc import Mapping
from textwrap import indent
from typing import NamedTuple

from ragplan.demo.story import FileEdit, StoryError

Files = Mapping[str, str]
"""Texts by path from the programme's folder."""


class _ListEntry(NamedTuple):
    """Where a list entry stands in a text, and how far it is indented."""

    start: int
    end: int
    margin: str


def edited(files: Files, edit: FileEdit) -> dict[str, str]:
    """The files after an edit. Raises ``StoryError`` where it does not apply."""
    changed = dict(files)
    if edit.text is not None:
        changed[edit.file] = edit.text
    elif edit.file not in files:
        raise StoryError(f"there is no file {edit.file!r}")
    elif edit.move is not None:
        changed[edit.move] = changed.pop(edit.file)
    else:
        changed[edit.file] = _edited(files[edit.file], edit)
    if changed == files:
        raise StoryError(f"an edit of {edit.file!r} changes nothing: {edit}")
    return changed


def _edited(text: str, edit: FileEdit) -> str:
    if edit.row is None:
        return _replaced(text, edit, edit.put or "")
    entry = _entry(text, edit)
    before, body, behind = text[: entry.start], text[entry.start : entry.end], text[entry.end :]
    fields = f"{entry.margin}  "
    if edit.add is not None:
        body += _block(edit.add, fields)
    elif edit.after is not None:
        body += _block(edit.after, entry.margin)
    elif edit.find is None:
        body = _block(edit.put or "", entry.margin)
    else:
        body = _replaced(body, edit, indent(edit.put or "", fields).removeprefix(fields))
    return before + body + behind


def _replaced(text: str, edit: FileEdit, put: str) -> str:
    found = text.count(edit.find) if edit.find else 0
    if edit.find is None or found != 1:
        where = f"{edit.file} {edit.row}" if edit.row else edit.file
        raise StoryError(f"in {where} there is {found} times, not once: {edit.find!r}")
    return text.replace(edit.find, put)


def _entry(text: str, edit: FileEdit) -> _ListEntry:
    """The lines of the entry with a ref, up to the next line that is indented no deeper."""
    heads = [*re.finditer(rf'^( *)- ref: "{re.escape(edit.row or "")}"\n', text, re.MULTILINE)]
    if len(heads) != 1:
        raise StoryError(f"in {edit.file} there are {len(heads)} entries {edit.row!r}, not one")
    head = heads[0]
    margin = head[1]
    next_line = re.compile(rf"^ {{0,{len(margin)}}}\S", re.MULTILINE).search(text, head.end())
    return _ListEntry(head.start(), next_line.start() if next_line else len(text), margin)


def _block(lines: str, margin: str) -> str:
    return indent(f"{lines.rstrip()}\n" if lines else "", margin)
