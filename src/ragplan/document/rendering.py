"""Data to the lines of YAML that say it, in a file's own manner."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ragplan.diagnostics import Route
from ragplan.document.change import Data
from ragplan.document.manner import LONG, Manner, Usage, is_ref, name_of
from ragplan.document.scalars import as_block, in_quotes, is_plain

_CODE = re.compile(r"[\w./&-]+")
_TEXTS = ("notes", "queries")
"""Lists of texts, each of which stands on a line of its own however short it is."""


class Rendered(NamedTuple):
    """Data as it is written: ``head`` behind a field's name or a dash, ``body`` on the lines below."""

    head: str
    body: Sequence[str] = ()


class Renderer(NamedTuple):
    """Writes data as a file does; without ``blocks`` each text stands on one line."""

    manner: Manner
    usage: Usage
    blocks: bool = True

    def value(self, data: Data, route: Route, column: int, style: str = "") -> Rendered:
        """Data as the value of a field, or of an item, that begins at a column, from 0.

        ``style`` is how the text before it was written, if there was one.
        """
        if isinstance(data, str):
            return self._text(data, route, column, style)
        if isinstance(data, dict):
            column += self.manner.field_step
            return Rendered("", self.fields(data, route, column)) if data else Rendered("{}")
        if self._on_one_line(data, route):
            return Rendered(self.inside(data, route))
        column += self.manner.list_step
        items = enumerate(data)
        return Rendered("", [line for at, each in items for line in self.item(each, (*route, at), column)])

    def field(self, name: str, data: Data, route: Route, column: int) -> list[str]:
        """The lines of a field that begins at a column."""
        head, body = self.value(data, route, column)
        return [f"{' ' * column}{self.name(name)}: {head}".rstrip(" "), *body]

    def fields(self, data: dict[str, Data], route: Route, column: int) -> list[str]:
        """The lines of fields in their usual order."""
        entries = self._ordered(data, route)
        return [line for name, each in entries for line in self.field(name, each, (*route, name), column)]

    def item(self, data: Data, route: Route, column: int, gap: int | None = None) -> list[str]:
        """The lines of an item of a list, whose dash stands at a column with ``gap`` spaces behind it."""
        dash = f"{' ' * column}-{' ' * (self.manner.gap if gap is None else gap)}"
        if isinstance(data, dict) and data:
            first, *more = self.fields(data, route, len(dash))
            return [dash + first.lstrip(" "), *more]
        inline = isinstance(data, str)
        head, body = self.value(data, route, column) if inline else Rendered(self.inside(data, route))
        return [f"{dash}{head}", *body]

    def name(self, name: str, quote: str = "") -> str:
        """A field's name; ``on`` is one of plan files, whatever other programs take it for."""
        plain = name == "on" or is_plain(name, bare=True, inside=True)
        return name if plain and not quote else in_quotes(name, quote)

    def inside(self, data: Data, route: Route, style: str = "") -> str:
        """Data in brackets, or as it stands there."""
        if isinstance(data, str):
            return self.inline(data, route, style, inside=True)
        if isinstance(data, list):
            items = (self.inside(each, (*route, at)) for at, each in enumerate(data))
            return f"[{', '.join(items)}]"
        pairs = (
            f"{self.name(name)}: {self.inside(each, (*route, name))}"
            for name, each in self._ordered(data, route)
        )
        return f"{{{', '.join(pairs)}}}"

    def _ordered(self, data: dict[str, Data], route: Route) -> Iterator[tuple[str, Data]]:
        places = {name: at for at, name in enumerate(self.usage.order(route))}
        yield from sorted(data.items(), key=lambda entry: places.get(entry[0], len(places)))

    def _on_one_line(self, data: list[Data], route: Route) -> bool:
        """Whether a list is one of short codes, which stand side by side."""
        codes = all(isinstance(each, str) and _CODE.fullmatch(each) for each in data)
        if not codes or (data and name_of(route) in _TEXTS):
            return False
        return len(self.inside(data, route)) <= LONG

    def _text(self, text: str, route: Route, column: int, style: str) -> Rendered:
        """A text on one line, or as a block where it was one, has several lines or is long."""
        blocks = style in ("|", ">")
        long = len(text) > LONG and not (self.manner.long_lines or style in ("'", '"'))
        if self.blocks and ("\n" in text or blocks or long):
            block = as_block(text, style if blocks else "|" if "\n" in text else ">")
            if block is not None:
                indentation = " " * (column + max(self.manner.field_step, 1))
                return Rendered(
                    block.header, [f"{indentation}{line}" if line else "" for line in block.lines]
                )
        return Rendered(self.inline(text, route, style, inside=False))

    def inline(self, text: str, route: Route, style: str, *, inside: bool) -> str:
        """A text on its line, in the quotes that it had or that the file has in such a place."""
        had = style if style in ("'", '"') else ""
        name = name_of(route)
        always = name in self.manner.always and is_ref(route)
        if not (had or always) and is_plain(text, bare=self.usage.bare(route), inside=inside):
            return text
        if not text and not inside and isinstance(route[-1], str):
            return ""
        return in_quotes(text, had or self.manner.quotes.get(name, ""))
