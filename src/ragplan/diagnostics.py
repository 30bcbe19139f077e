"""What is told to a person: a severity, a place in a file, a message and how to mend it."""

from enum import IntEnum
from typing import NamedTuple

Route = tuple[str | int, ...]
"""The keys and list positions that lead from a file's top to an entry, as ``("actions", 3, "due")``."""


class Severity(IntEnum):
    """How much a finding matters; a higher value is worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The severity as it is printed: ``error``, ``warning`` or ``info``."""
        return self.name.lower()


class Span(NamedTuple):
    """A stretch of text: lines and columns count from 1, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


FILE_START = Span(1, 1, 1, 1)


class Origin(NamedTuple):
    """Where an entry was written, symbolically: a file and a route of keys in it.

    It becomes line and column only when a diagnostic is printed.
    """

    path: str
    route: Route = ()

    def at(self, *steps: str | int) -> "Origin":
        """The place of something inside this entry."""
        return Origin(self.path, (*self.route, *steps))


class Edit(NamedTuple):
    """A replacement of one stretch of a file's text."""

    span: Span
    text: str


class Cause(NamedTuple):
    """What findings of one file have in common where one cause gives them: they are told as one.

    Where it goes ``across``, those of all files of a programme do, which ``row`` then names.

    Their number with ``noun`` stands between ``start`` and ``end``, and then a list in which one is called
    ``item``: ``A has written no status for 3 actions: 1.1, 1.2, 2.1``. ``help`` mends all of them; without it
    the first one's does. A ``noun`` of ``""`` stands for a finding that is always told alone.
    """

    noun: str = ""
    start: str = ""
    end: str = ""
    help: str = ""
    item: str = ""
    across: bool = False


ALONE = Cause()


class Within(NamedTuple):
    """Where a finding is told within another: rules one of which finds something on the same ``row``, and
    what is said of it there. No ``codes`` stand for a finding that speaks for itself.
    """

    codes: tuple[str, ...] = ()
    row: tuple[str, ...] = ()
    words: str = ""


ITSELF = Within()


class ListedEntry(NamedTuple):
    """An entry that a finding lists: the line and column it begins at, and its subject."""

    line: int
    column: int
    subject: str


class Diagnostic(NamedTuple):
    """One finding at one place of one file, ready to print.

    ``source`` is the text of the line that ``span`` begins on; ``edits`` mend the finding without
    touching anything else, and are empty where a person must decide. ``subject`` names the entry in
    words that stay as files and lines move: ``bhr-francis/LBR actions/2.1/due``. ``known`` tells that
    the finding was there before the change that is judged, which does not answer for it; ``changed``
    that the change wrote its line.

    ``row`` is the row it is on, by programme, ref and organisation; ``cause`` what it shares with others,
    ``within`` the finding it may be told in. Of one that shares its cause ``whole`` names the list of the
    file that its entry stands in, and ``whole_line`` is the line of that. ``entries`` are those that one
    made of several lists.
    """

    code: str
    name: str
    severity: Severity
    message: str
    help: str
    path: str
    span: Span
    source: str = ""
    edits: tuple[Edit, ...] = ()
    subject: str = ""
    known: bool = False
    changed: bool = False
    row: tuple[str, ...] = ()
    cause: Cause = ALONE
    within: Within = ITSELF
    whole: str = ""
    whole_line: int = 0
    entries: tuple[ListedEntry, ...] = ()

    @property
    def order(self) -> tuple[str, Span, str, str]:
        """The order in which findings are told: by file, place, code and message."""
        return (self.path, self.span, self.code, self.message)
