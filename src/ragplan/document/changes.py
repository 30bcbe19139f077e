"""A document and intended changes to the same text with only the places concerned changed."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any
from unicodedata import normalize

from ragplan.diagnostics import Edit, Route
from ragplan.document.change import Change, Data, Insert, Remove, Rename, Set, Wrap
from ragplan.document.edits import replaced
from ragplan.document.manner import ANY, Manner, Usage, manner_of
from ragplan.document.placing import Placing
from ragplan.document.reader import Document, SourceFile, read
from ragplan.document.rendering import Renderer


def changed(document: Document, changes: Iterable[Change], usage: Usage = ANY) -> Document:
    """The document with changes made one after the other; each route is that of the data as it then is.

    All lines but those of the places stay byte for byte. Where a text cannot stand in a plan file, as a
    control character, the document returned has ``problems`` that say so. Raises ``KeyError``, ``IndexError``
    or ``TypeError`` for a route that leads nowhere, and ``ValueError`` where the text would not say what was
    intended: neither is a user's mistake.
    """
    intended = deepcopy(document.data)
    for each in rounds(document.data, changes):
        for change in each:
            apply(intended, change)
        document = _written(document, each, usage)
        if document.problems:
            return document
        if document.data != intended:
            raise ValueError(f"{document.path} would not say what was intended: {each!r}")
    return document


def begun(path: str, data: dict[str, Data], usage: Usage = ANY) -> Document:
    """A new file that holds data, its fields in their usual order; of problems as ``changed``."""
    manner = Manner()
    lines = Renderer(manner, usage).fields(data, (), 0)
    text = "".join(f"{line}{manner.end}" for line in lines)
    document = read(SourceFile(path, text.encode("utf-8", "surrogatepass")))
    if not document.problems and document.data != _composed(data):
        raise ValueError(f"{path} would not say what was intended: {data!r}")
    return document


def respelled(document: Document, route: Route, text: str) -> Edit:
    """The edit that writes another text of one line in the place of one, in the quotes that it had."""
    place = document.places[route]
    inside = document.in_brackets(route)
    return Edit(place.value, Renderer(Manner(), ANY).inline(text, route, place.style or "", inside=inside))


def rounds(data: Any, changes: Iterable[Change]) -> list[list[Change]]:
    """Changes of data in portions, each of which can be made in one text: none in it touches another.

    A change comes after those before it that alter what it stands in, or what stands in it.
    """
    portions: list[list[Change]] = []
    at: dict[Route, int] = {}
    at_or_below: dict[Route, int] = {}
    for change in map(composed, changes):
        place = _collection(data, change)
        around = [place[:end] for end in range(len(place) + 1)]
        portion = max(at_or_below.get(place, 0), *(at.get(each, 0) for each in around))
        if portion == len(portions):
            portions.append([])
        portions[portion].append(change)
        at[place] = portion + 1
        for each in around:
            at_or_below[each] = max(at_or_below.get(each, 0), portion + 1)
    return portions


def _collection(data: Any, change: Change) -> Route:
    """The list or the fields that a change alters; what removes a last part alters what that stood in."""
    if isinstance(change, Insert | Wrap):
        return change.route
    if isinstance(change, Remove) and _is_alone(data, change.route):
        return change.route[:-2]
    return change.route[:-1]


def _is_alone(data: Any, route: Route) -> bool:
    """Whether nothing stands beside the entry at a route, or that cannot be told before other changes."""
    try:
        return len(_at(data, route[:-1])) == 1
    except (KeyError, IndexError, TypeError):
        return True


def composed(change: Change) -> Change:
    """The same change with its texts as they are read: letters and accents as one character."""
    if isinstance(change, Rename):
        return change._replace(name=normalize("NFC", change.name))
    return change if isinstance(change, Remove | Wrap) else change._replace(value=_composed(change.value))


def _composed(value: Data) -> Data:
    if isinstance(value, str):
        return normalize("NFC", value)
    if isinstance(value, list):
        return [_composed(each) for each in value]
    return {normalize("NFC", name): _composed(each) for name, each in value.items()}


def apply(data: Any, change: Change) -> None:
    """Make a change in data, in place."""
    *above, last = change.route
    holder = _at(data, above)
    if isinstance(change, Set):
        holder[last] = deepcopy(change.value)
    elif isinstance(change, Insert):
        if not isinstance(holder, dict) or holder.get(last):
            items = holder[last]
        else:
            items = holder[last] = []
        items.insert(len(items) if change.before is None else change.before, deepcopy(change.value))
    elif isinstance(change, Wrap):
        holder[last] = [holder[last]]
    elif isinstance(change, Rename):
        renamed = {change.name if name == last else name: each for name, each in holder.items()}
        if last not in holder or len(renamed) < len(holder):
            raise KeyError(last)
        holder.clear()
        holder.update(renamed)
    else:
        del holder[last]
        if not holder and above:
            apply(data, Remove(tuple(above)))


def _at(data: Any, route: Sequence[str | int]) -> Any:
    for step in route:
        data = data[step]
    return data


def _written(document: Document, portion: Sequence[Change], usage: Usage) -> Document:
    """The document with changes made that do not touch one another, read again."""
    placing = Placing(document, Renderer(manner_of(document), usage))
    replacements = [each for change in portion for each in placing.of(change)]
    return document.with_text(replaced(document.text, replacements))
