"""A parser's complaint to words that a person who writes plans can act on.

The parser knows where it gave up; the lines there, and those just above, show what was typed. No word of
a parser is passed on.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ragplan.alike import called
from ragplan.diagnostics import FILE_START, Span
from ragplan.document.conflicts import left_mark
from ragplan.document.events import MarkedYAMLError, YAMLError
from ragplan.document.problem import Problem
from ragplan.document.scalars import quoted
from ragplan.document.typed import FAR, FIELD, Open, Typed, bullet, odd_blank, opened, typed
from ragplan.english import counted

RULE = "yaml-syntax"
FURTHEST = 2000
"""Lines that are looked through for what is open."""
LONGEST = 60
"""Characters of the longest text that a message writes out again."""
_COMMENT = re.compile(r"[\[{,\s]#")
_CURLY = "“”„‟‘’‚‛«»"


@dataclass(frozen=True)
class Complaint:
    """The lines of a text, and where a parser gave up on what kind of fault: one of ``_KINDS``.

    ``line`` and ``column`` count from 0.
    """

    lines: Sequence[str]
    kind: str
    line: int
    column: int

    @cached_property
    def open(self) -> Open:
        """What is open above the line, as the first line and up to ``FURTHEST`` above it tell."""
        start = max(self.line - FURTHEST, 1)
        return opened([*self.lines[: min(self.line, 1)], *self.lines[start : self.line]])

    @property
    def here(self) -> str:
        """The line."""
        return self.lines[self.line] if self.line < len(self.lines) else ""

    def above(self) -> Iterator[int]:
        """The numbers of the lines that may be why the parser gave up, from the last one back.

        They are the line itself; where its value was not reached, those above as far as the one that began a
        field or an item.
        """
        line = typed(self.here)
        if line.name and self.column >= line.value_column:
            yield self.line
            return
        for number in range(min(self.line, len(self.lines) - 1), max(self.line - FAR, -1), -1):
            yield number
            if number < self.line and typed(self.lines[number]).begins:
                return


def explained(error: YAMLError, lines: Sequence[str]) -> Problem:
    """What is wrong with the lines of a text that a parser could not read."""
    said = str(getattr(error, "problem", None) or "")
    kind = next((kind for sign, kind in _KINDS if re.search(sign, said)), "")
    marks = (getattr(error, "problem_mark", None), getattr(error, "context_mark", None))
    mark, began = marks if isinstance(error, MarkedYAMLError) else (None, None)
    mark = (began if kind in _FROM_THE_BEGINNING else mark) or mark or began
    if mark is None:
        return Problem(RULE, *_WORDS[""], span=FILE_START)
    complaint = Complaint(lines, kind, mark.line, mark.column)
    return next(filter(None, (slip(complaint) for slip in _SLIPS)), None) or _general(complaint)


def _at(line: int, column: int, message: str, help: str) -> Problem:
    return Problem(RULE, message, help, Span(line + 1, column + 1, line + 1, column + 2))


def _conflict(complaint: Complaint) -> Problem | None:
    return left_mark(complaint.lines, complaint.line)


def blank(lines: Sequence[str], number: int) -> Problem | None:
    """A blank that is no space, where the line of a number begins or right behind its field's ``:``."""
    column = odd_blank(lines[number])
    if column is None:
        return None
    before = lines[number][:column].rstrip()[-1:]
    where = {":": "after ':'", "-": "after '-'"}.get(before, "in front of the field's name")
    return _at(
        number,
        column,
        f"{called(lines[number][column])} is {where}, where only a plain space is allowed",
        "delete it and type a space; it often comes with text pasted from another program",
    )


def _tab(complaint: Complaint) -> Problem | None:
    line = complaint.here
    indentation = line[: len(line) - len(line.lstrip())]
    if "\t" not in indentation or complaint.column > len(indentation):
        return None
    deepest = complaint.open.deepest
    said = "there is a tab in the indentation, where only spaces are allowed"
    help = f"indent this line with {counted(deepest, 'space')}" if deepest else "remove it"
    return _at(complaint.line, indentation.index("\t"), said, help)


def _item_sign(lines: Sequence[str], number: int) -> Problem | None:
    """Something else than ``- `` in front of the first field of an item."""
    line = lines[number]
    at = bullet(line)
    if at is not None:
        said = f"a list item begins with '- ', not with {line[at]!r}"
        return _at(number, at, said, "write '- ' instead")
    glued = re.match(r"([ \t]*)-([a-z_]+):(?:[ \t]|$)", line)
    if glued:
        said = "a space is missing between '-' and the field's name"
        return _at(number, len(glued[1]), said, f"write '- {glued[2]}:'")
    return None


def slip_on(lines: Sequence[str], number: int) -> Problem | None:
    """What makes the line of a number, from 0, begin with something else than a field or an item."""
    if number >= len(lines):
        return None
    return blank(lines, number) or _item_sign(lines, number)


def _beginning(complaint: Complaint) -> Problem | None:
    return next(filter(None, (slip_on(complaint.lines, number) for number in complaint.above())), None)


def _colon(complaint: Complaint) -> Problem | None:
    """A field's name with something else than ``: `` behind it."""
    found = re.match(
        r"([ \t]*(?:- +)*)([a-z_]+)(:(?=[^\s/:])|[ \t]*[：;=﹕︓∶](?=[ \t]|$))(.*)", complaint.here
    )
    if found is None or complaint.kind == "colon":
        return None
    field, sign, value = found[2], found[3].strip(), found[4].strip()
    if sign == ":":
        said = f"a space is missing between '{field}:' and its text"
    else:
        said = f"{field!r} is followed by {sign!r}, where ': ' is expected"
    line = f"{field}: {value}"
    help = f"write {line!r}" if len(line) <= LONGEST else f"write '{field}: ' and then the text"
    return _at(complaint.line, found.start(3) + len(found[3]) - len(found[3].lstrip()), said, help)


def _value(complaint: Complaint) -> Problem | None:
    """A text that begins with a sign which means something else, or goes on behind a quote or bracket."""
    line = typed(complaint.here)
    if not (line.value and complaint.column >= line.value_column and line.begins):
        return None
    sign = line.value[0]
    at, message = line.value_column, ""
    if sign in "\"'[{" and complaint.kind == "misplaced":
        at = complaint.column
        what = "quote" if sign in "\"'" else "bracket"
        message = f"more words follow the closing {what}"
    elif sign in "*&!%@`?,]}" or (sign == "-" and line.value[1:2] in ("", " ")):
        message = f"a text cannot begin with {line.value[: 2 if sign == '-' else 1]!r}"
    elif sign in ">|" and complaint.kind == "folded":
        message = f"a text cannot begin with {sign!r}: nothing else may follow it on its line"
    elif sign in _CURLY:
        message = f"{sign!r} is not a quotation mark in a plan file, so the text ends at ': ' or ' #'"
    if not message:
        return None
    help = _quotes(complaint, line)
    if sign == "-":
        help += "; a list begins on the line below its field, each item after '- '"
    return _at(complaint.line, at, message, help)


def _quotes(complaint: Complaint, line: Typed) -> str:
    """How to put the value of a line in quotes, written out where it is short and ends with its line."""
    text = line.value
    if len(text) > 1 and text[0] + text[-1] in ("''", '""', "“”", "‘’", "„“", "«»"):
        text = text[1:-1]
    below = complaint.lines[complaint.line + 1] if complaint.line + 1 < len(complaint.lines) else ""
    goes_on = bool(below.strip()) and typed(below).indentation > line.indentation and not typed(below).name
    if goes_on or len(text) > LONGEST or " #" in text:
        return "put the whole text, to its last word, in quotes: ' ' or, where it has an apostrophe, \" \""
    return f"put the whole text in quotes: {f'{line.name}:' if line.name else '-'} {quoted(text)}"


def _indentation(complaint: Complaint) -> Problem | None:
    """A field or an item that begins at a column where nothing is open."""
    line = typed(complaint.here)
    if complaint.kind not in ("misplaced", "colon") or not (line.dashes or FIELD.fullmatch(line.name)):
        return None
    open = complaint.open
    columns = open.items if line.dashes else open.fields
    if not columns or line.indentation in columns:
        return None
    if line.name == open.first and line.indentation in open.items:
        said = f"an item begins here, without '- ' in front of {line.name!r}"
        return _at(complaint.line, line.indentation, said, f"write '- {line.name}:'")
    wanted = min(columns, key=lambda column: (abs(column - line.indentation), -column))
    help = "indent it like the lines it belongs with"
    if line.indentation > wanted and not line.dashes and line.value:
        help += "; if it continues the text above, put all of that text in quotes"
    what = "'- '" if line.dashes else repr(line.name)
    return _at(complaint.line, line.indentation, _expected(wanted, what, line.indentation), help)


def _expected(wanted: int, what: str, found: int) -> str:
    """``4 spaces expected in front of 'status', 3 found``."""
    spaces = counted(wanted, "space") if wanted else "no space"
    return f"{spaces} expected in front of {what}, {found or 'none'} found"


def _going_on(complaint: Complaint) -> Problem | None:
    """A line of a text that is not indented deeper than its field."""
    last = complaint.open.last
    line = typed(complaint.here)
    if complaint.kind != "no colon" or last is None or line.begins or line.column > last.column:
        return None
    if last.value[:1] in ("|", ">"):
        what = f"the text of '{last.name}: {last.value}'"
        said = _expected(last.column + 2, what, line.column)
        return _at(complaint.line, line.column, said, f"indent all of it deeper than {last.name!r}")
    goes_on = f"if it continues the text above, write {counted(last.column + 2, 'space')} in front of it"
    said = "this line has no ': ' after its field name"
    return _at(complaint.line, line.column, said, f"{goes_on}; otherwise write 'field: value'")


def _second_colon(complaint: Complaint) -> Problem | None:
    line = typed(complaint.here)
    if complaint.kind != "colon" or not line.value or not line.begins:
        return None
    said = "there is a ': ' in a text without quotes"
    return _at(complaint.line, complaint.column, said, _quotes(complaint, line))


def no_field(lines: Sequence[str]) -> Problem | None:
    """Why a file may have no field at all, where that can be seen on its first line of text."""
    first = next((at for at, line in enumerate(lines) if line.strip() and line[:1] not in "#-"), None)
    if first is None:
        return None
    return blank(lines, first) or _colon(Complaint(lines, "no colon", first, 0))


def _general(complaint: Complaint) -> Problem:
    """What a kind of fault is called where no slip is known."""
    message, help = _WORDS[complaint.kind]
    near = complaint.lines[max(complaint.line - 1, 0) : complaint.line + 1]
    if any(_COMMENT.search(each) for each in near):
        help = f"put text that contains ' #' in quotes, because a comment begins there; otherwise {help}"
    return _at(complaint.line, complaint.column, message, help)


_SLIPS: tuple[Callable[[Complaint], Problem | None], ...] = (
    _conflict,
    _beginning,
    _tab,
    _colon,
    _value,
    _indentation,
    _going_on,
    _second_colon,
)
_KINDS = (
    ("mapping values are not allowed", "colon"),
    ("could not find expected ':'", "no colon"),
    ("did not find expected (key|'-' indicator)|expected <block end>", "misplaced"),
    (r"cannot start any token|tab character", "sign"),
    (r"(sequence entries|mapping keys) are not allowed|alphabetic or numeric", "sign"),
    ("comment or (a )?line break|chomping or indentation", "folded"),
    ("unexpected end of stream", "quote"),
    ("expected ',' or|node content", "bracket"),
    ("unexpected ':'", "inner colon"),
    ("unknown escape", "escape"),
)
"""What the C parser says, or the Python one, and the kind of fault it is."""
_FROM_THE_BEGINNING = ("quote", "bracket", "no colon")
"""For these the place where the reader began says more than the place where it gave up."""
_WORDS = {
    "colon": (
        "there is a ': ' where no field can begin",
        "put text that contains ': ' in quotes; if this is a field, check its indentation",
    ),
    "no colon": (
        "this line has no ': ' after its field name",
        "write 'field: value'; continued text is indented deeper than its field",
    ),
    "misplaced": (
        "this line does not fit the lines above it",
        "check its indentation, and text after a closing quote; an item begins with '- '",
    ),
    "sign": (
        "a text cannot begin with this character",
        "put the text in quotes, and indent with spaces, never tabs",
    ),
    "folded": (
        "nothing else may follow a '|' or '>' on the line where it begins a text",
        "put the text in quotes, or on the lines below, indented",
    ),
    "quote": ("a quote is opened here and never closed", "close it"),
    "bracket": (
        "a bracket is opened here and never closed, or a comma is missing",
        "close it; put text that contains a comma, a bracket, '?' or ':' in quotes",
    ),
    "inner colon": (
        "there is a ':' in a text inside brackets",
        "put the text in quotes, or on a line of its own",
    ),
    "escape": ("a backslash in double quotes begins an unknown escape", "use single quotes"),
    "": (
        "this line cannot be read",
        "check its indentation, and put text that begins with a symbol or contains ': ' in quotes",
    ),
}
