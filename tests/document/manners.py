"""Plan files in several manners of writing, none of which is the writer's own."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from conftest import ROOT

from ragplan.document import Document, SourceFile, read


class Style(NamedTuple):
    """How the fields and items of data are laid out."""

    list_step: int = 2
    field_step: int = 2
    gap: int = 1
    folded: bool = False
    remarks: bool = False
    apart: bool = False


def laid_out(data: dict[str, Any], style: Style) -> str:
    return "".join(f"{line}\n" for line in _fields(data, 0, style))


def _fields(data: dict[str, Any], column: int, style: Style) -> Iterator[str]:
    for name, value in data.items():
        start = f"{' ' * column}{_quoted(name)}:"
        if isinstance(value, str):
            yield from _text(start, value, column, style)
        elif not value:
            yield f"{start} {'{}' if isinstance(value, dict) else '[]'}"
        else:
            yield f"{start}  # below" if style.remarks else start
            yield from _inner(value, column, style)


def _inner(value: Any, column: int, style: Style) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _fields(value, column + style.field_step, style)
        return
    at = column + style.list_step
    dash = f"{' ' * at}-{' ' * style.gap}"
    for number, item in enumerate(value):
        if number and style.apart:
            yield ""
        if style.remarks:
            yield f"{' ' * at}# item {number}"
        if isinstance(item, dict):
            first, *more = _fields(item, len(dash), style)
            yield dash + first.lstrip()
            yield from more
        elif isinstance(item, list):
            yield f"{dash}[{', '.join(map(_quoted, item))}]"
        else:
            yield from _text(dash.rstrip(), item, at, style, " " * style.gap)


def _text(start: str, text: str, column: int, style: Style, gap: str = " ") -> Iterator[str]:
    remark = "  # as told" if style.remarks else ""
    blocks = style.folded and len(text) > 40 and re.fullmatch(r"(\S+ )*\S+", text)
    if blocks:
        yield f"{start}{gap}>-"
        for line in textwrap.wrap(text, 60, break_long_words=False, break_on_hyphens=False):
            yield " " * (column + max(style.field_step, 2)) + line
    elif "\n" in text and text == text.strip() + "\n" and not re.search(r"^\s|\s$", text, re.MULTILINE):
        yield f"{start}{gap}|{remark}"
        for line in text.removesuffix("\n").split("\n"):
            yield " " * (column + 2) + line
    else:
        yield f"{start}{gap}{_quoted(text)}{remark}"


def _quoted(text: str) -> str:
    if re.fullmatch(r"[A-Za-z][a-z_-]*", text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _crlf(document: Document) -> str:
    return document.text.replace("\n", "\r\n")


def _in(style: Style) -> Callable[[Document], str]:
    return lambda document: laid_out(document.data, style)


MANNERS: dict[str, Callable[[Document], str]] = {
    "as it is": lambda document: document.text,
    "crlf": _crlf,
    "no last line end, and a mark": lambda document: "\ufeff" + document.text.rstrip("\n"),
    "a block at the end": lambda document: document.text + "last: |\n  words #1",
    "flush": _in(Style(list_step=0)),
    "four": _in(Style(list_step=4, field_step=4, gap=3)),
    "folded": _in(Style(folded=True, apart=True)),
    "remarks": _in(Style(remarks=True)),
}


@cache
def plan_files() -> tuple[Document, ...]:
    """Every plan file with fields, as it is."""
    paths = sorted((ROOT / "plans").rglob("*.yaml"))
    return tuple(read(SourceFile(path.name, path.read_bytes())) for path in paths)


@cache
def in_manner(manner: str) -> tuple[Document, ...]:
    """All of them in one manner, which read as the same data, beside what one of them adds."""
    written = [read(SourceFile(manner, MANNERS[manner](each).encode())) for each in plan_files()]
    for was, each in zip(plan_files(), written, strict=True):
        assert each.problems == ()
        assert {**each.data, **was.data} == each.data
    return tuple(written)
