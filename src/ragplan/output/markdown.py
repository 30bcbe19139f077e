"""A comment for people, in Markdown: the verdict, the findings, then what else there is to say.

It stays within 65,000 characters, for a forge refuses a longer comment: the last rows are left out, and a
line at its end says how many and of what. Nothing that a plan says calls anybody, ties an issue, or is a
link, an image or HTML.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import quote

from ragplan.diagnostics import Diagnostic, Severity
from ragplan.english import joined
from ragplan.escaping import comment
from ragplan.output.about import NOTHING, About, CommentSection
from ragplan.output.placing import by_weight, from_top
from ragplan.output.summary import counted

LIMIT = 65_000
"""Characters; no comment of so many has more than the 262,144 bytes that GitHub takes."""
RESERVED = 1_000
"""Characters kept for the line that says what was left out."""
LONGEST = 600
"""Characters of a message, or of a way to mend, that a row shows."""
TABLE = ("| | What | Where |", "|---|---|---|")


class Passage(NamedTuple):
    """Lines that stand first, rows of which the last may be left out, lines that close them."""

    head: tuple[str, ...]
    rows: tuple[str, ...]
    noun: str
    tail: tuple[str, ...] = ()

    def shown(self, count: int) -> str:
        """The part with as many of its rows."""
        return "\n".join((*self.head, *self.rows[:count], *self.tail)) + "\n"

    def fitting(self, room: int) -> int:
        """How many rows fit into so many characters; -1 where not even the frame does."""
        sizes = accumulate((len(row) + 1 for row in self.rows), initial=len(self.shown(0)))
        return sum(size <= room for size in sizes) - 1


def render(diagnostics: Sequence[Diagnostic], about: About = NOTHING) -> str:
    """The findings and the sections, cut at a row where they are too long."""
    told = [_verdict(diagnostics, about)]
    room = LIMIT - RESERVED - len(told[0])
    left: dict[str, int] = {}
    for part in _parts(diagnostics, about):
        count = 0 if left and part.rows else part.fitting(room - 1)
        if count > 0 or (count == 0 and not part.rows):
            told.append(part.shown(count))
            room -= len(told[-1]) + 1
        if missing := len(part.rows) - max(count, 0):
            left[part.noun] = left.get(part.noun, 0) + missing
        elif count < 0:
            left["section"] = left.get("section", 0) + 1
    return "\n".join([*told, *_left_out(left, about)])


def _verdict(diagnostics: Sequence[Diagnostic], about: About) -> str:
    """The verdict, as far as its lines fit into half the room."""
    lines = (about.verdict or _counts(diagnostics, about)).rstrip("\n").split("\n")
    sizes = list(accumulate(len(line) + 1 for line in lines))
    return "".join(f"{line}\n" for line, size in zip(lines, sizes, strict=True) if size <= LIMIT // 2)


def _counts(diagnostics: Sequence[Diagnostic], about: About) -> str:
    counts = [
        counted(severity, count)
        for severity in reversed(Severity)
        if (count := sum(each.severity is severity for each in diagnostics))
    ]
    return f"**ragplan {about.command}**: {', '.join(counts) or 'nothing found'}"


def _parts(diagnostics: Sequence[Diagnostic], about: About) -> Iterator[Passage]:
    weighed = by_weight(diagnostics)
    if not about.base:
        yield from _findings("### Findings", weighed, about)
    else:
        yield from _findings("### To fix", [each for each in weighed if not each.known], about)
        yield from _known([each for each in weighed if each.known], about)
    yield from (_section(section) for section in about.sections)


def _findings(title: str, found: Sequence[Diagnostic], about: About) -> Iterator[Passage]:
    if found:
        yield Passage((title, "", *TABLE), tuple(_row(each, about) for each in found), "finding")


def _known(found: Sequence[Diagnostic], about: About) -> Iterator[Passage]:
    """What was there before, folded away unless there is an error or what makes the command fail."""
    if found:
        count = f"{len(found)} finding{' was' if len(found) == 1 else 's were'} there before"
        opened = (
            " open" if any(each.severity is Severity.ERROR or about.fails(each) for each in found) else ""
        )
        head = (f"<details{opened}>", f"<summary>{count}</summary>", "", *TABLE)
        yield Passage(head, tuple(_row(each, about) for each in found), "finding", ("", "</details>"))


def _section(section: CommentSection) -> Passage:
    title = (f"### {section.title}", "") if section.title else ()
    return Passage((*title, *section.head), section.rows, section.noun)


def _row(diagnostic: Diagnostic, about: About) -> str:
    word = diagnostic.severity.word
    severity = f"**{word}**" if diagnostic.severity is Severity.ERROR else word
    what = f"{_short(diagnostic.message)} ({comment(f'{diagnostic.code} {diagnostic.name}')})"
    help = f"<br>*Fix:* {_short(diagnostic.help)}" if diagnostic.help else ""
    return f"| {severity} | {what}{help} | {_place(diagnostic, about)} |"


def _short(text: str) -> str:
    return comment(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")


def _place(diagnostic: Diagnostic, about: About) -> str:
    """File and line, which lead to where a person edits them, and the entry that stands there."""
    place = comment(f"{from_top(diagnostic.path, about)}:{diagnostic.span.line}")
    link = about.link(diagnostic)
    if link.startswith(("https://", "http://")):
        place = f"[{place}](<{quote(link, safe=_SAFE, errors='replace')}>)"
    _file, _, entry = diagnostic.subject.partition(" ")
    return f"{place}<br>{_short(entry)}" if entry else place


_SAFE = "%/:?#&=~+@,;!$'*-._"


def _left_out(left: dict[str, int], about: About) -> list[str]:
    if not left:
        return []
    nouns = [f"{count} more {noun}{'' if count == 1 else 's'}" for noun, count in left.items()]
    listed = joined(nouns)
    verb = "is" if sum(left.values()) == 1 else "are"
    why = f"because a comment has no room for more; `ragplan {about.command}` lists them all"
    return [f"*{listed} {verb} left out, {why}.*\n"]
