"""What changed, as a Page: the news first, then counts, then action by action."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ragplan.diff import Segment, Tone
from ragplan.reports.blocks import (
    Block,
    Cell,
    Column,
    Columns,
    Day,
    Item,
    Items,
    Link,
    Manner,
    Page,
    Paragraph,
    Quote,
    Row,
    Section,
    Sign,
    Table,
    Text,
    Words,
)
from ragplan.reports.changes import MARKS, shortened
from ragplan.reports.changes_view import (
    ActionChanges,
    ChangesView,
    ChangeView,
    EndView,
    GroupChanges,
    KindCount,
    ToneCounts,
)

_HEARD = {Tone.GOOD: "Good news: ", Tone.BAD: "Bad news: "}
_FATES = {"removed": Manner.GONE, "added": Manner.COME}


def page(view: ChangesView) -> Page:
    """Everything that is told of a comparison."""
    lines = [
        Paragraph(("From ", *_end(view.since)), "as-at"),
        Paragraph(("to ", *_end(view.until)), "as-at"),
    ]
    if view.narrowed:
        lines.append(Paragraph((view.narrowed,), "narrowed"))
    return Page(
        name="changes",
        title=view.title,
        said="what changed",
        as_of=view.as_of,
        group=view.group,
        heading=f"{view.title}: what changed",
        lines=tuple(lines),
        blocks=(_summary(view), *map(_group, view.groups)),
    )


def _end(end: EndView) -> Words:
    return (Day(end.name, end.iso), f" ({end.source})") if end.source else (Day(end.name, end.iso),)


def _summary(view: ChangesView) -> Section:
    blocks: list[Block] = [Paragraph((view.sentence,), "sentence")]
    news = [
        _news(title, id, changes, more)
        for title, id, changes, more in (
            ("Best news", "best", view.best, view.more_good),
            ("Worst news", "worst", view.worst, view.more_bad),
        )
        if changes
    ]
    if news:
        blocks.append(Columns(tuple((each,) for each in news)))
    if view.total:
        tables = (
            _counts("Changes by organisation", "Organisation", view.organisations),
            _counts("Changes by goal", "Goal", view.goals, linked=True),
        )
        blocks += [Columns(tuple((each,) for each in tables)), _kinds(view.kinds)]
    return Section(("Summary",), tuple(blocks), "summary", "summary", unseen=True)


def _news(title: str, id: str, changes: Iterable[ChangeView], more: int) -> Section:
    items = Items(tuple(map(_first, changes)), "news")
    left = (Paragraph((f"and {more} more below",), "more"),) if more else ()
    return Section((title,), (items, *left), id)


def _first(change: ChangeView) -> Item:
    whose = " ".join(filter(None, (change.ref, change.organisation)))
    words: Words = (Link(f"{whose}:", f"#{change.place}", Manner.STRONG), f" {change.said}")
    of = (Paragraph((Text(change.title, Manner.QUIET),)),) if change.title else ()
    return Item(words, of, Sign(change.mark, change.tone))


def _counts(caption: str, heading: str, rows: Iterable[ToneCounts], *, linked: bool = False) -> Table:
    columns = (
        Column((heading,)),
        Column(("Good ", Sign("+", "good")), number=True),
        Column(("Other ", Sign("·", "neutral")), number=True),
        Column(("Bad ", Sign("!", "bad")), number=True),
        Column(("All",), number=True),
    )
    group = tuple(_count(row, f"#group-{number}" if linked else "") for number, row in enumerate(rows, 1))
    return Table(columns, (group,), caption, "counts", shown=True)


def _count(row: ToneCounts, place: str) -> Row:
    name = " ".join(filter(None, (row.ref, row.name)))
    named: Words = (
        (Link(name, place),)
        if place
        else ((Text(row.ref, Manner.STRONG), " ") if row.ref and row.name else ()) + (row.name or row.ref,)
    )
    numbers = [str(number or "–") for number in (row.good, row.neutral, row.bad)]
    total = Cell((Paragraph((Text(str(row.total), Manner.STRONG),)),))
    return Row((Cell((Paragraph(named),), head="row"), *(Cell((Paragraph((n,)),)) for n in numbers), total))


def _kinds(kinds: Iterable[KindCount]) -> Section:
    items = tuple(
        Item((Text(str(kind.count), Manner.STRONG), f" {kind.name}"), sign=Sign(kind.mark, kind.tone))
        for kind in kinds
    )
    return Section(("Changes by kind",), (Items(items, "kinds"),), "kinds")


def _group(group: GroupChanges) -> Section:
    heading: Words = (Text(group.ref, Manner.NUMBER), " ", group.title) if group.ref else (group.title,)
    return Section(heading, tuple(map(_action, group.actions)), group.place, "changed")


def _action(action: ActionChanges) -> Section:
    heading: Words = (Text(action.ref, Manner.NUMBER), " ", action.title) if action.title else (action.ref,)
    return Section(heading, (Items(tuple(map(_change, action.changes))),), action.place, "happened")


def _change(change: ChangeView) -> Item:
    return item(Tone(change.tone), change.organisation, change.said, change.segments, change.quote)


def item(tone: Tone, organisation: str, said: str, segments: Sequence[Segment] = (), quote: str = "") -> Item:
    """What happened to an organisation's row, with the words that went and came, or one that came whole."""
    heard = (Text(_HEARD[tone], Manner.UNSEEN),) if tone in _HEARD else ()
    whose = (Text(organisation, Manner.STRONG), " ") if organisation else ()
    below = [Quote(words_of(shortened(segments)))] if segments else []
    below += [Quote((quote,))] if quote else []
    return Item((*heard, *whose, said), tuple(below), Sign(MARKS[tone], tone.value))


def words_of(segments: Iterable[Segment]) -> Words:
    """The words of a text before and after, with what went and what came."""
    found: list[Text | str] = []
    for segment in segments:
        found += [" "] if found else []
        fate = _FATES.get(segment.fate)
        found.append(Text(segment.text, fate) if fate else segment.text)
    return tuple(found)
