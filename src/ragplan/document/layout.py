"""Where the entries of a document begin and end, in lines, columns and offsets that count from 0."""

from functools import cached_property

from ragplan.diagnostics import Route, Span
from ragplan.document.edits import Replacement, line_starts
from ragplan.document.reader import Document


class Layout:
    """The lines of a document and what stands on them; ``line_end`` ends those that are put in."""

    def __init__(self, document: Document, line_end: str) -> None:
        self.document = document
        self.places = document.places
        self.lines = document.lines
        self.starts = line_starts(document.text)
        self.line_end = line_end

    def start(self, span: Span) -> int:
        """The offset at which a span begins."""
        return self.starts[span.line - 1] + span.column - 1

    def end(self, span: Span) -> int:
        """The offset behind a span."""
        return self.starts[span.end_line - 1] + span.end_column - 1

    @cached_property
    def _order(self) -> dict[Route, int]:
        return {route: at for at, route in enumerate(self.places)}

    @cached_property
    def _routes(self) -> list[Route]:
        """The routes of all entries, each behind those of what is in it; the file itself is the last."""
        return list(self.places)

    def innermost(self, route: Route) -> Route:
        """The last text or brackets in an entry; entries in it stand before it in the order of places."""
        while self.places[route].style is None:
            route = self._routes[self._order[route] - 1]
        return route

    def last_line(self, route: Route) -> int:
        """The last line on which something of an entry stands."""
        innermost = self.innermost(route)
        place = self.places[innermost]
        line = place.value.end_line - 1
        if place.style not in ("|", ">"):
            return line
        header = self.lines[place.value.line - 1][place.value.column - 1 :].split("#")[0]
        if place.value.end_column == 1:
            line -= 1
        while "+" not in header and line > place.value.line - 1 and not self.lines[line].strip():
            line -= 1
        return line

    def below(self, route: Route, column: int) -> int:
        """The line below an entry and the comments directly below it that stand right of a column."""
        line = self.last_line(route) + 1
        while line < len(self.lines) and self.lines[line].lstrip().startswith("#"):
            if len(self.lines[line]) - len(self.lines[line].lstrip()) <= column:
                break
            line += 1
        return line

    def remark_below(self, line: int, column: int) -> bool:
        """Whether the next words from a line on are a comment right of a column, which a block takes in."""
        words = next((each for each in self.lines[line:] if each.strip()), "")
        return words.lstrip().startswith("#") and len(words) - len(words.lstrip()) > column

    def lines_at(self, line: int, lines: list[str]) -> Replacement:
        """Whole lines put in above a line; behind the last where it has no end."""
        end = self.line_end
        at = self.starts[line] if line < len(self.lines) else len(self.document.text)
        text = end.join(lines)
        if at == len(self.document.text) and self.lines[-1]:
            return Replacement(at, at, end + text + end)
        return Replacement(at, at, text + end)

    def without_lines(self, first: int, last: int) -> Replacement:
        """Whole lines taken out, from the first to the last."""
        after = last + 1
        end = self.starts[after] if after < len(self.lines) else len(self.document.text)
        return Replacement(self.starts[first], end, "")

    def colon(self, key: Span) -> int:
        """The offset behind a field's colon."""
        return self.document.text.index(":", self.end(key)) + 1

    def dash(self, route: Route) -> tuple[int, int]:
        """The line and the column of the dash of an item."""
        column = self.places[route[:-1]].value.column - 1
        line = self.places[route].value.line - 1
        while self.lines[line][column : column + 1] != "-" or self.lines[line][:column].strip(" -"):
            line -= 1
        return line, column

    def in_brackets(self, route: Route) -> bool:
        """Whether what stands in the entry at a route stands in brackets or braces."""
        return any(self.places[route[:end]].style in ("[", "{") for end in range(len(route) + 1))

    def column(self, route: Route) -> int:
        """The column that the entry at a route begins at: that of its name, or of its dash."""
        key = self.places[route].key
        return key.column - 1 if key is not None else self.dash(route)[1]

    def gap(self, route: Route) -> int | None:
        """The spaces behind an item's dash; ``None`` where what follows stands on another line."""
        line, column = self.dash(route)
        rest = self.lines[line][column + 1 :]
        words = rest.lstrip(" ")
        return len(rest) - len(words) if words and not words.startswith("#") else None

    def following(self, route: Route) -> Route | None:
        """The field or item behind the one at a route; ``None`` behind the last."""
        *above, last = route
        siblings = list(self.document.at(tuple(above)))
        at = siblings.index(last) + 1 if isinstance(last, str) else last + 1
        if at >= len(siblings):
            return None
        return (*above, siblings[at] if isinstance(last, str) else at)
