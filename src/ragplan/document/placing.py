"""A change to the stretches of a text that it replaces."""

from collections.abc import Iterator
from typing import Any

from ragplan.diagnostics import Route
from ragplan.document.change import Change, Data, Insert, Remove, Rename, Wrap
from ragplan.document.edits import Replacement
from ragplan.document.layout import Layout
from ragplan.document.manner import LONG
from ragplan.document.reader import Document
from ragplan.document.rendering import Renderer


class Placing:
    """Finds the places of changes in one document, and what they replace there."""

    def __init__(self, document: Document, renderer: Renderer) -> None:
        self.document = document
        self.renderer = renderer
        self.places = document.places
        self.layout = Layout(document, renderer.manner.end)

    def of(self, change: Change) -> Iterator[Replacement]:
        """What a change replaces."""
        found = list(self._of(change))
        yield from found
        if any(each.start == len(self.document.text) for each in found):
            yield from self._last_block_kept(change.route)

    def _of(self, change: Change) -> Iterator[Replacement]:
        if isinstance(change, Insert):
            yield from self._insert(change)
        elif isinstance(change, Remove):
            yield from self._remove(self._emptied(change.route))
        elif isinstance(change, Wrap):
            yield from self._wrap(change.route)
        elif isinstance(change, Rename):
            key = self.places[change.route].key
            assert key is not None  # noqa: S101 - only fields are renamed
            quote = self.document.text[self.layout.start(key)]
            name = self.renderer.name(change.name, quote if quote in "'\"" else "")
            yield Replacement(self.layout.start(key), self.layout.end(key), name)
        elif change.route in self.places:
            yield from self._replace(change.route, change.value)
        else:
            yield from self._add(change.route, change.value)

    def _last_block_kept(self, changed: Route) -> Iterator[Replacement]:
        """The sign by which a block that ends a file without a line end has none when lines follow it."""
        last = self.layout.innermost(())
        place = self.places[last]
        block = place.style in ("|", ">")
        if block and last != changed and not self.document.at(last).endswith("\n"):
            at = self.layout.start(place.value) + 1
            if self.document.text[at : at + 1] not in "+-":
                yield Replacement(at, at, "-")

    # Values.

    def _replace(self, route: Route, value: Data) -> Iterator[Replacement]:
        place = self.places[route]
        if self.layout.in_brackets(route[:-1]):
            text = self.renderer.inside(value, route, place.style or "")
            yield self._instead(route, text)
            return
        block = place.style is None
        if place.key is None and (block or not isinstance(value, str)):
            yield from self._item_anew(route, value)
            return
        column = self.layout.column(route)
        renderer = self._above(self.layout.last_line(route) + 1, column)
        head, body = renderer.value(value, route, column, place.style or "")
        if block:
            assert place.key is not None  # noqa: S101 - items are written anew
            first, last = place.key.end_line, self.layout.last_line(route)
            behind = self.layout.colon(place.key)
            yield Replacement(behind, behind, f" {head}" if head else "")
            yield self.layout.without_lines(first, last)
            if body:
                yield self.layout.lines_at(first, [*body])
            return
        if place.style in ("|", ">"):
            yield from self._block_anew(route, head, [*body])
            return
        yield self._instead(route, head)
        if body:
            yield self.layout.lines_at(place.value.end_line, [*body])

    def _above(self, line: int, column: int) -> Renderer:
        """What writes lines above a line: no blocks where a comment of the file would become part of one."""
        return self.renderer._replace(blocks=not self.layout.remark_below(line, column))

    def _instead(self, route: Route, text: str) -> Replacement:
        """A text, or brackets, in the place of another on its line."""
        key, value, _ = self.places[route]
        start, end = self.layout.start(value), self.layout.end(value)
        if start < end and text:
            return Replacement(start, end, text)
        if start < end:
            start -= len(before := self.document.text[:start]) - len(before.rstrip(" "))
            return Replacement(start, end, "")
        start = self.layout.colon(key) if key is not None else self._behind_dash(route)
        line = self.layout.lines[(key or value).end_line - 1]
        rest = self.document.text[start : self.layout.starts[(key or value).end_line - 1] + len(line)]
        return Replacement(start, start + (0 if rest.strip() else len(rest)), f" {text}".rstrip(" "))

    def _behind_dash(self, route: Route) -> int:
        line, column = self.layout.dash(route)
        return self.layout.starts[line] + column + 1

    def _block_anew(self, route: Route, head: str, body: list[str]) -> Iterator[Replacement]:
        """What takes the place of a block: its header gives way, a comment behind that stays."""
        value = self.places[route].value
        line = value.line - 1
        written = self.layout.lines[line][value.column - 1 :]
        header = written.split("#")[0].rstrip()
        at = self.layout.start(value)
        yield Replacement(at, at + len(header), head)
        last = self.layout.last_line(route)
        if last > line:
            yield self.layout.without_lines(line + 1, last)
        if body:
            yield self.layout.lines_at(line + 1, body)

    def _item_anew(self, route: Route, value: Data) -> Iterator[Replacement]:
        """An item's lines in place of those it had."""
        line, column = self.layout.dash(route)
        if self.layout.lines[line][:column].strip():
            raise ValueError(f"a list begins on the line of another one's dash: {route!r}")
        last = self.layout.last_line(route)
        lines = self._above(last + 1, column).item(value, route, column, self.layout.gap(route))
        yield self.layout.without_lines(line, last)
        yield self.layout.lines_at(line, lines)

    # Additions.

    def _add(self, route: Route, value: Data) -> Iterator[Replacement]:
        """A field that its entry has not yet."""
        *above, name = route
        holder = tuple(above)
        fields = self.document.at(holder)
        if not isinstance(fields, dict) or not isinstance(name, str):
            raise TypeError(f"no field can be added at {route!r}")
        before, after = self._neighbours(holder, name, list(fields))
        if holder and self.layout.in_brackets(holder):
            pair = f"{self.renderer.name(name)}: {self.renderer.inside(value, route)}"
            yield self._among(holder, before, after, pair)
            return
        first = self.places[(*holder, next(iter(fields)))].key
        assert first is not None  # noqa: S101 - these are fields
        column = first.column - 1
        below = self.layout.below(before, column) if before is not None else 0
        renderer = self._above(below, column) if before is not None else self.renderer
        if self._brace_manner(holder, fields, value):
            lines = [f"{' ' * column}{renderer.name(name)}: {renderer.inside(value, route)}"]
        else:
            lines = renderer.field(name, value, route, column)
        if before is not None:
            yield self.layout.lines_at(below, lines)
            return
        assert after is not None  # noqa: S101 - an entry has a field
        key = self.places[after].key
        assert key is not None  # noqa: S101 - this is a field
        end = self.renderer.manner.end
        at = self.layout.start(key)
        yield Replacement(at, at, f"{end.join(lines)[column:]}{end}{' ' * column}")

    def _brace_manner(self, holder: Route, fields: dict[str, Data], value: Data) -> bool:
        """Whether fields like a new one stand in braces: those of a mapping of names."""
        if not isinstance(value, dict) or not all(isinstance(each, dict) for each in fields.values()):
            return False
        return self.places[(*holder, list(fields)[-1])].style == "{"

    def _neighbours(self, holder: Route, name: str, names: list[str]) -> tuple[Route | None, Route | None]:
        """The field to put a new one behind, or the one to put it in front of."""
        order = {each: at for at, each in enumerate(self.renderer.usage.order(holder))}
        if name not in order:
            return ((*holder, names[-1]), None) if names else (None, None)
        mine = order[name]
        earlier = [each for each in names if order.get(each, len(order)) < mine]
        if earlier:
            nearest = max(earlier, key=lambda each: order[each])
            return (*holder, nearest), None
        return None, (*holder, names[0]) if names else None

    def _insert(self, change: Insert) -> Iterator[Replacement]:
        """An item of a list that is there, or that begins with it."""
        route, value = change.route, change.value
        items = self._data_at(route)
        if items in (None, "", []):
            yield from (self._replace if route in self.places else self._add)(route, [value])
            return
        count = len(items)
        index = count if change.before is None else range(count + 1)[change.before]
        mine = (*route, index)
        before = (*route, index - 1) if index else None
        if self.layout.in_brackets(route):
            text = self.renderer.inside(value, mine)
            yield self._among(route, before, (*route, 0), text)
            return
        yield self._item_line(route, before, value, count)

    def _data_at(self, route: Route) -> Any:
        holder = self.document.at(route[:-1])
        return holder.get(route[-1]) if isinstance(holder, dict) else holder[route[-1]]

    def _item_line(self, route: Route, before: Route | None, value: Data, count: int) -> Replacement:
        """The lines of an item of a list that has others, with a blank line where these have."""
        line, column = self.layout.dash(before or (*route, 0))
        if self.layout.lines[line][:column].strip():
            raise ValueError(f"a list begins on the line of another one's dash: {route!r}")
        likeness = before or (*route, 0)
        text = self.renderer.inside(value, (*route, count))
        if isinstance(value, dict) and self.places[likeness].style == "{" and len(text) <= LONG:
            lines = [f"{' ' * column}-{' ' * (self.layout.gap(likeness) or 1)}{text}"]
        else:
            below = self.layout.below(before, column) if before is not None else line
            lines = self._above(below, column).item(value, (*route, count), column, self.layout.gap(likeness))
        apart = count > 1 and self._blank_below((*route, 0), column)
        if before is not None:
            return self.layout.lines_at(self.layout.below(before, column), ["", *lines] if apart else lines)
        while line > 0 and self.layout.lines[line - 1].lstrip().startswith("#"):
            line -= 1
        return self.layout.lines_at(line, [*lines, ""] if apart else lines)

    def _blank_below(self, route: Route, column: int) -> bool:
        below = self.layout.below(route, column)
        return below < len(self.layout.lines) and not self.layout.lines[below].strip()

    def _among(self, holder: Route, before: Route | None, after: Route | None, text: str) -> Replacement:
        """A part in brackets or braces behind another one, or in front of it, or alone."""
        if before is not None:
            last = self.places[before]
            end = self.layout.end(last.value)
            if last.key is not None and last.value[:2] == last.value[2:]:
                end = self.layout.colon(last.key)
            column = last.value.end_column - 1
            opening = self.places[holder].value
            too_long = column + len(text) > LONG and not self.renderer.manner.long_lines
            apart = f"{self.renderer.manner.end}{' ' * opening.column}" if too_long else " "
            return Replacement(end, end, f",{apart}{text}")
        if after is not None:
            first = self.places[after]
            start = self.layout.start(first.key or first.value)
            return Replacement(start, start, f"{text}, ")
        start = self.layout.start(self.places[holder].value) + 1
        return Replacement(start, start, text)

    def _wrap(self, route: Route) -> Iterator[Replacement]:
        """Brackets around fields in braces; else a dash in front of the first, and the lines right of it."""
        value = self.places[route].value
        if self.layout.in_brackets(route):
            yield Replacement(self.layout.start(value), self.layout.start(value), "[")
            yield Replacement(self.layout.end(value), self.layout.end(value), "]")
            return
        first = self.places[(*route, next(iter(self.document.at(route))))].key
        assert first is not None  # noqa: S101 - these are fields
        dash = f"-{' ' * self.renderer.manner.gap}"
        yield Replacement(self.layout.start(first), self.layout.start(first), dash)
        for line in range(first.line, self.layout.below(route, first.column - 2)):
            if self.layout.lines[line].strip():
                start = self.layout.starts[line]
                yield Replacement(start, start, " " * len(dash))

    # Removals.

    def _emptied(self, route: Route) -> Route:
        """The entry to take out: what would be left with nothing in it goes as well."""
        while len(route) > 1 and len(self.document.at(route[:-1])) == 1:
            route = route[:-1]
        return route

    def _remove(self, route: Route) -> Iterator[Replacement]:
        if len(route) > 1 and self.layout.in_brackets(route[:-1]):
            yield self._from_among(route)
            return
        place = self.places[route]
        line, column = (
            (place.key.line - 1, place.key.column - 1) if place.key is not None else self.layout.dash(route)
        )
        last = self.layout.last_line(route)
        if not self.layout.lines[line][:column].strip():
            yield self.layout.without_lines(line - self._doubled(line, last), last)
            return
        following = self.layout.following(route)
        if following is None:
            raise ValueError(f"a list begins on the line of another one's dash: {route!r}")
        key = self.places[following].key
        start = self.layout.starts[line] + column
        if key is not None and key.line - 1 == last + 1:
            yield Replacement(start, self.layout.start(key), "")
            return
        start = self.layout.starts[line] + len(self.layout.lines[line][:column].rstrip(" "))
        yield Replacement(start, self.layout.starts[last] + len(self.layout.lines[last]), "")

    def _doubled(self, line: int, last: int) -> bool:
        """Whether a blank line stands above and below, of which one is enough."""
        blank_above = line > 0 and not self.layout.lines[line - 1].strip()
        return blank_above and (last + 1 >= len(self.layout.lines) or not self.layout.lines[last + 1].strip())

    def _from_among(self, route: Route) -> Replacement:
        """A part of brackets or braces, with the comma that parts it from another."""
        place = self.places[route]
        start, end = self.layout.start(place.key or place.value), self.layout.end(place.value)
        if place.key is not None and place.value[:2] == place.value[2:]:
            end = max(end, self.layout.colon(place.key))
        following = self.layout.following(route)
        if following is not None:
            after = self.places[following]
            between = self.document.text[end : self.layout.start(after.key or after.value)]
            cut = between if "\n" not in between and "\r" not in between else between[: between.find(",") + 1]
            return Replacement(start, end + len(cut), "")
        above = route[:-1]
        holder = self.document.at(above)
        previous = list(holder)[-2] if isinstance(holder, dict) else len(holder) - 2
        before = self.places[(*above, previous)]
        behind = self.layout.end(before.value)
        between = self.document.text[behind:start]
        if "#" in between:
            return Replacement(start, end, "")
        return Replacement(behind, end, "")
