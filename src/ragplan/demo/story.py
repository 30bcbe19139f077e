"""The packaged plan and the story as its files tell it: who did what, when, and with which edits.

A chapter of ``chapters/`` leads to one meeting::

    meeting: 2014-02-10
    tells: What happens, for whoever reads or edits the story.
    commits:
      - at: 2014-02-06 10:12          # in London
        author: Priya Nair            # one of people.yaml
        file: BDCCG.yaml              # in the programme's folder
        message: What the commit says.
        branch: lbr-february          # not on the main line, until a commit says `merge: lbr-february`
        edits: …
        freeze: 2014-02-10 15:30      # the meeting's freeze tag, and when it was put on this commit

``edits.py`` says what an edit is.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from textwrap import indent
from typing import Any, NamedTuple

from ragplan.document.reader import SourceFile, read

FOLDER = Path(__file__).parent / "chapters"
_PEOPLE = "people.yaml"


class StoryError(Exception):
    """The story contradicts itself: whoever edited it has to mend it."""


class FileEdit(NamedTuple):
    """One edit of one file; ``None`` for what it does not say."""

    file: str
    row: str | None = None
    find: str | None = None
    put: str | None = None
    add: str | None = None
    after: str | None = None
    text: str | None = None
    move: str | None = None


class StoryCommit(NamedTuple):
    """One commit of the story. ``at`` and ``freeze`` are times of day in London."""

    at: datetime
    author: str
    message: str
    edits: tuple[FileEdit, ...] = ()
    branch: str = ""
    merge: str = ""
    freeze: datetime | None = None


class Chapter(NamedTuple):
    """What happened up to a meeting."""

    meeting: date
    steps: tuple[StoryCommit, ...]


class Story(NamedTuple):
    """Every chapter in order, and the e-mail address of everyone who appears."""

    people: Mapping[str, str]
    chapters: tuple[Chapter, ...]


def the_story(folder: Path = FOLDER) -> Story:
    """The story of a folder. Raises ``StoryError``."""
    people = _data(folder / _PEOPLE)
    paths = sorted(path for path in folder.glob("*.yaml") if path.name != _PEOPLE)
    return Story(people, tuple(_chapter(_data(path)) for path in paths))


def _data(path: Path) -> dict[str, Any]:
    document = read(SourceFile(path.name, path.read_bytes()))
    if document.problems:
        first = document.problems[0]
        raise StoryError(f"{path.name}:{first.span.line if first.span else 1}: {first.message}")
    return document.data


def _chapter(data: dict[str, Any]) -> Chapter:
    return Chapter(date.fromisoformat(data["meeting"]), tuple(map(_step, data["commits"])))


def _step(data: dict[str, Any]) -> StoryCommit:
    fields = dict(data)
    file = fields.pop("file", "")
    edits = tuple(_edits(file, fields.pop("edits", [])))
    freeze = fields.pop("freeze", "")
    moment = datetime.fromisoformat(fields.pop("at"))
    try:
        return StoryCommit(
            at=moment, edits=edits, freeze=datetime.fromisoformat(freeze) if freeze else None, **fields
        )
    except TypeError as error:
        raise StoryError(f"the commit of {moment}: {error}") from error


def _edits(file: str, edits: list[dict[str, str]]) -> Iterator[FileEdit]:
    for each in edits:
        try:
            yield FileEdit(**({"file": file} | each))
        except TypeError as error:
            raise StoryError(f"an edit of {file}: {error}") from error


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


PACKAGED = Path(__file__).parent / "plans"
CHECKOUT = Path(__file__).parents[3] / "plans"
"""In an installed wheel the plan lies in the package; in a checkout it stands with the others at its top."""

PROGRAMME = "bhr-francis"
REGISTERS = "registers"
_README = Path(__file__).parent / "chapters" / "README.md"


def packaged_plan() -> dict[str, str]:
    """The programme's files, by path from its folder."""
    return _texts(PROGRAMME)


def packaged_registers() -> dict[str, str]:
    """The registers that it cites, by path from their folder."""
    return _texts(REGISTERS)


def readme() -> str:
    """What the repository says of itself."""
    return _text(_README)


def _texts(name: str) -> dict[str, str]:
    folder = (PACKAGED if PACKAGED.is_dir() else CHECKOUT) / name
    return {path.relative_to(folder).as_posix(): _text(path) for path in folder.rglob("*") if path.is_file()}


def _text(path: Path) -> str:
    """A file as the project keeps it: a checkout may have other line ends."""
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")
