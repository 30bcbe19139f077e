"""How rows stand, as blocks: the tags of ratings, the key with its counts, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ragplan.english import day, lowered
from ragplan.model.assessment import Uncounted
from ragplan.model.judged import JudgedRow
from ragplan.model.key import Category, Key, Level
from ragplan.model.plan import Remark
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.reports import words
from ragplan.reports.blocks import (
    Abbreviation,
    Bar,
    Block,
    Day,
    Facts,
    Legend,
    LegendLine,
    Manner,
    Note,
    Page,
    Paragraph,
    Part,
    Run,
    Section,
    Statement,
    Tag,
    Text,
    Words,
)
from ragplan.reports.counts import Counts, sentence

NO_LEVEL = "Not rated"
NO_LEVEL_MEANING = "No rating is stated, or follows from the dates"
BY_DATE = "By date"


def tag_of(level: Level) -> Tag:
    """A stated level as it is printed."""
    return Tag(level.label, words.MARKS[level.category], level.category.value)


def tag_by_date(judged: JudgedRow, *, exact: bool = True) -> Tag | None:
    """What the dates say of a row as it is printed; ``None`` where that is no more than its rating.

    An ``exact`` one says by how many days it is late, where nothing else beside it does.
    """
    said, level = words.by_date(judged, exact=exact), judged.assessment.derived
    if not said:
        return None
    return Tag(f"{BY_DATE}: {said}", "", level.category.value if level else "none", by_date=True)


def plain(tag: Tag) -> str:
    """A tag as text: ``▲ Slipped``, ``By date: overdue 27 days``."""
    return f"{tag.mark} {tag.label}".strip()


def as_at(snapshot: Snapshot) -> Words:
    """The day, with the group's name for it where it meets then: ``the week commencing 27 January 2014``."""
    calendar, on = snapshot.programme.calendar, snapshot.on
    wording = (f"the {calendar.wording} ",) if calendar.wording and calendar.on(on) else ()
    return (*wording, Day(day(on), on.isoformat()))


def phrases(text: str) -> Words:
    """Sentences whose phrases are each kept on a line where there is room."""
    parts = text.replace(". ", ".\0").replace(", ", ",\0").split("\0")
    runs = [run for part in parts for run in (" ", Text(part, Manner.PHRASE))]
    return tuple(runs[1:])


def page(snapshot: Snapshot, name: str, what: str, blocks: Iterable[Block]) -> Page:
    """A paper on a programme at a day, headed by its title; ``what`` it is of stands below."""
    programme = snapshot.programme
    return Page(
        name=name,
        title=programme.title,
        said=lowered(what),
        as_of=day(snapshot.on),
        group=programme.group,
        heading=programme.title,
        lines=(Paragraph((f"{what}, as at ", *as_at(snapshot)), "as-at"),),
        blocks=tuple(blocks),
    )


def summary(*blocks: Block) -> Section:
    """What a paper says first; whoever hears it is told that it is the summary."""
    return Section(("Summary",), blocks, "summary", "summary", unseen=True)


def overview(programme: Programme, counts: Counts, below: str = "") -> Section:
    """What a meeting must know first: the counts in a sentence, the bar and the key, and words below them."""
    key = programme.key
    keyed = (bar_of(key, counts), *key_of(key, counts)) if key else ()
    return summary(
        Paragraph((sentence(counts, keyed=key is not None),), "sentence"),
        *keyed,
        *([Paragraph((below,), "footnote")] if below else []),
    )


def bar_of(key: Key | None, counts: Counts) -> Bar:
    """What is stated, then what only the dates say of the rest, then what neither does.

    Without a key it is what is completed, what is past its date, and what else is open.
    """
    return Bar(tuple(_parts(key, counts) if key else _without_key(counts)))


def bars_of(key: Key | None, several: Mapping[str, Counts]) -> tuple[Bar, ...]:
    """A bar for each of several counts, by their labels, all of one scale."""
    most = max((each.total for each in several.values()), default=0) or 1
    return tuple(
        bar_of(key, counts)._replace(label=label, length=counts.total / most)
        for label, counts in several.items()
    )


def legend_of(bars: Sequence[Bar], columns: Sequence[str], caption: str) -> Legend:
    """What the stretches of bars mean, and how many each bar counts."""
    parts = {part.label: part for bar in bars for part in bar.parts}
    lines = (
        LegendLine(
            (label,) if part.category == "none" else (Tag(label, part.mark, part.category, part.by_date),),
            tuple(bar.counts.get(label, 0) for bar in bars),
            category=part.category if part.category == "none" else "",
        )
        for label, part in parts.items()
    )
    return Legend("Rows", tuple((name,) for name in columns), tuple(lines), caption, "All rows", inline=True)


def _without_key(counts: Counts) -> Iterator[Part]:
    late, rest = counts.overdue, counts.open - counts.overdue
    for label, category, number in (
        ("Completed", Category.COMPLETE, counts.completed),
        ("Past its date", Category.OFF_TRACK, late),
    ):
        if number:
            share = number / counts.total
            late_one = category is Category.OFF_TRACK
            mark = "" if late_one else words.MARKS[category]
            yield Part(label, mark, category.value, number, share, late_one)
    if rest:
        yield Part("Open, not past its date" if late else "Open", "", "none", rest, rest / counts.total)


def _parts(key: Key, counts: Counts) -> Iterator[Part]:
    for by_date, found in ((False, counts.stated), (True, counts.unstated)):
        for level in key.levels:
            if found[level]:
                tag = tag_of(level)
                label = f"{tag.label} by date only" if by_date else tag.label
                share = found[level] / counts.total
                yield Part(label, tag.mark, tag.category, found[level], share, by_date)
    left = counts.unrated - counts.unstated.total()
    if left:
        yield Part(NO_LEVEL, "", "none", left, left / counts.total)


def key_of(key: Key, counts: Counts) -> Iterator[Block]:
    """The key's title, and its levels with both counts, last of all what has no level in either."""
    lines = []
    for level in key.levels:
        meaning = "" if level.meaning.casefold() == level.label.casefold() else level.meaning
        lines.append(LegendLine((tag_of(level),), (counts.stated[level], counts.by_date[level]), meaning))
    none = (counts.unrated, counts.total - counts.by_date.total())
    lines.append(LegendLine((NO_LEVEL,), none, NO_LEVEL_MEANING, "none"))
    if key.title:
        yield Paragraph((key.title,), "quiet")
    counted = "rows that state each level, and rows to which the dates give it"
    yield Legend(
        "Rating",
        (("Stated",), (Tag(BY_DATE, "", "none", by_date=True),)),
        tuple(lines),
        f"{key.title or 'Rating key'}: {counted}",
        "All rows",
    )


def unrated(judged: JudgedRow) -> str:
    """What stands for a level that is missing, or not in the key; ``""`` where none is expected."""
    if judged.level is not None:
        return ""
    if judged.rating:
        return unknown(judged.rating)
    expected = judged.programme.key is not None and judged.assessment.uncounted in (None, Uncounted.PROPOSED)
    return NO_LEVEL if expected else ""


def unknown(rating: str) -> str:
    """A rating that the key does not know, as it is printed."""
    return f"“{rating}” is not in the key"


def facts(pairs: Iterable[tuple[str, str]]) -> Iterator[Facts]:
    """Names and texts in a person's Markdown, if there are any."""
    found = tuple((name, Statement(text)) for name, text in pairs)
    if found:
        yield Facts(found)


def remarks(notes: Iterable[Remark], queries: Iterable[Remark]) -> Iterator[Note]:
    """Notes and queries, the internal ones marked."""
    for query, several in ((False, notes), (True, queries)):
        for each in several:
            yield Note(f"Internal: {each.text}" if each.internal else each.text, query)


def organisation(programme: Programme, code: str) -> Run:
    """An organisation's code, with its name for who asks where that says more."""
    name = programme.named(code)
    return Abbreviation(code, name) if name else code


def organisations(programme: Programme) -> Iterator[Section]:
    """The names behind the codes, if there are any."""
    names = ((each.code, programme.named(each.code)) for each in programme.organisations)
    pairs = tuple((code, (name,)) for code, name in names if name)
    if pairs:
        yield Section(("Organisations",), (Facts(pairs, "organisations"),), "organisations", "closing")


def spelt_out(programme: Programme, codes: Iterable[str]) -> Iterator[Paragraph]:
    """The names behind a few codes in a line, each once, where a section of them all would be too much."""
    named = ((code, programme.named(code)) for code in dict.fromkeys(codes))
    told = "; ".join(f"{code}: {name}" for code, name in named if name)
    if told:
        yield Paragraph((f"{told}.",), "footnote")
