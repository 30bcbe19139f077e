"""The story as its files tell it: who did what, when, and with which edits.

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

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
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
