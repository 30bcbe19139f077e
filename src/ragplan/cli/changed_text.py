"""What changed as text: wrapped and coloured on a terminal, a line each in a pipe."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ragplan.cli.session import colourful, on_terminal
from ragplan.cli.tables import table
from ragplan.escaping import one_line
from ragplan.reports.changes_view import ActionChanges, ChangesView, ChangeView, GroupChanges, ToneCounts

WIDEST = 80
"""Columns at most on a terminal."""

_STYLES = {
    "": "",
    "heading": "bold",
    "quiet": "dim",
    "good": "green",
    "neutral": "",
    "bad": "bold red",
    "removed": "red strike",
    "added": "green underline",
    "kept": "",
}
_MARKERS = {"removed": ("[-", "-]"), "added": ("{+", "+}")}
"""What stands around words where there are no colours."""


class Line(NamedTuple):
    """A line with its margin, by how much more the lines it is broken into are set in, and its pieces.

    A piece is a text and its style.
    """

    margin: int
    hang: int
    pieces: tuple[tuple[str, str], ...]


def rendered(view: ChangesView) -> str:
    """Everything that is told of a comparison."""
    parts = [_drawn(_head(view))]
    if view.total:
        parts += [_drawn(_news("Best news", view.best, view.more_good))] if view.best else []
        parts += [_drawn(_news("Worst news", view.worst, view.more_bad))] if view.worst else []
        parts.append(
            table(("Changes", "Kind"), [(str(k.count), f"{k.mark} {k.name}") for k in view.kinds], (0,))
        )
        parts.append(_counts("Organisation", view.organisations))
        parts.append(_counts("Goal", view.goals))
        parts += [_drawn(_group(group)) for group in view.groups]
    return "\n".join(parts)


def _line(text: str, style: str = "", margin: int = 0, hang: int = 0) -> Line:
    return Line(margin, hang, ((one_line(text), style),))


def _head(view: ChangesView) -> Iterator[Line]:
    yield _line(f"{view.title}: what changed", "heading")
    yield _line(f"From {_end(view.since.name, view.since.source)}", hang=5)
    yield _line(f"to {_end(view.until.name, view.until.source)}", hang=5)
    if view.narrowed:
        yield _line(view.narrowed)
    yield _line("")
    yield _line(view.sentence)


def _end(name: str, source: str) -> str:
    return f"{name} ({source})" if source else name


def _news(title: str, news: Iterable[ChangeView], more: int) -> Iterator[Line]:
    yield _line(title, "heading")
    for change in news:
        whose = " ".join(filter(None, (change.ref, change.organisation)))
        yield _sentence(change, whose, 2)
        if change.title:
            yield _line(change.title, "quiet", 4)
    if more:
        yield _line(f"and {more} more, below", "quiet", 4)


def _sentence(change: ChangeView, whose: str, margin: int) -> Line:
    said = f"{one_line(whose)}: {one_line(change.said)}" if whose else one_line(change.said)
    return Line(margin, 2, ((f"{change.mark} ", change.tone), (said, "")))


def _counts(name: str, rows: Iterable[ToneCounts]) -> str:
    header = ("+ Good", "· Other", "! Bad", "All", name)
    numbers = [
        (*map(str, (row.good, row.neutral, row.bad, row.total)), " ".join(filter(None, (row.ref, row.name))))
        for row in rows
    ]
    return table(header, numbers, (0, 1, 2, 3))


def _group(group: GroupChanges) -> Iterator[Line]:
    yield _line(" ".join(filter(None, (group.ref, group.title))), "heading")
    for action in group.actions:
        yield _line("")
        yield from _action(action)


def _action(action: ActionChanges) -> Iterator[Line]:
    yield _line(
        " ".join(filter(None, (action.ref, action.title))), "heading", 2, len(one_line(action.ref)) + 1
    )
    for change in action.changes:
        yield _sentence(change, change.organisation, 4)
        if change.segments:
            yield Line(6, 0, tuple(_words(change)))
        if change.quote:
            yield _line(f"“{change.quote}”", margin=6)


def _words(change: ChangeView) -> Iterator[tuple[str, str]]:
    """The words of a text before and after, apart by blanks."""
    for number, segment in enumerate(change.segments):
        before, after = _MARKERS.get(segment.fate, ("", "")) if not colourful() else ("", "")
        if number:
            yield " ", ""
        yield f"{before}{one_line(segment.text)}{after}", segment.fate


def _drawn(lines: Iterable[Line]) -> str:
    """Lines as they are written."""
    if not on_terminal():
        return "".join(_whole(line) for line in lines)
    from rich.console import Console
    from rich.text import Text

    width = min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)
    target = io.StringIO()
    console = Console(
        file=target, width=width, no_color=not colourful(), force_terminal=colourful(), highlight=False
    )
    for line in lines:
        text = Text.assemble(*((piece, _STYLES[style]) for piece, style in line.pieces))
        inner = max(width - line.margin - line.hang, 20)
        for number, part in enumerate(text.wrap(console, inner) or [Text("")]):
            part.rstrip()
            margin = line.margin + (line.hang if number else 0)
            console.print(Text(" " * margin) + part, soft_wrap=True)
    return target.getvalue()


def _whole(line: Line) -> str:
    text = "".join(piece for piece, _ in line.pieces)
    return f"{' ' * line.margin}{text}".rstrip() + "\n"
