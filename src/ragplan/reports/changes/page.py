"""What happened between two snapshots as a Page: the news first, then counts, then action by action."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ragplan import english
from ragplan.diff import Change, Kind, Segment, Subject, Tone, summarise
from ragplan.diff.news import News, news, reporting, still_silent
from ragplan.diff.summary import Counts
from ragplan.history import Commit
from ragplan.model.judged import JudgedRow
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.query import Filter, rows
from ragplan.reports.blocks import (
    Block,
    Cell,
    Column,
    Day,
    Item,
    Items,
    Link,
    Manner,
    Page,
    Paragraph,
    Quote,
    Section,
    Table,
    TableRow,
    Text,
    Words,
)
from ragplan.reports.changes import topics
from ragplan.reports.changes.sentences import Keys, named, quoted, said
from ragplan.reports.changes.topics import sign
from ragplan.reports.standing import summary
from ragplan.reports.words import NO_GOAL

AROUND = 12
"""Words that are shown before and after a change; of a longer stretch that stayed, the middle is left out."""

_NEWS = (
    Kind.NEW,
    Kind.PROPOSED,
    Kind.REPORTED,
    Kind.RELEASED,
    Kind.ASKED,
    Kind.REFUSED,
    Kind.SUPERSEDED,
    Kind.WITHDRAWN,
)
"""Kinds that the headline names though they are neither good news nor bad."""
_SMALL = (Kind.QUERY_SETTLED, Kind.EVIDENCE_ADDED, Kind.QUERY_RAISED, Kind.BACKDATED, Kind.EVIDENCE_REMOVED)
"""Kinds that the headline leaves to "other changes"."""
_ORGANISATIONS = "Organisations"
_RECOMMENDATIONS = "Positions on recommendations"
_HEARD = {Tone.GOOD: "Good news: ", Tone.BAD: "Bad news: "}
_FATES = {"removed": Manner.GONE, "added": Manner.COME}


class Point(NamedTuple):
    """One end of a comparison: a snapshot, and the commit it was read from, ``None`` for files on disk.

    ``meeting`` is the day of the snapshot where the group met on it; ``by_day`` tells that the commit
    was found by its day; ``frozen`` that a freeze tag named it.
    """

    snapshot: Snapshot
    commit: Commit | None = None
    meeting: date | None = None
    by_day: bool = False
    frozen: bool = False


class Comparison(NamedTuple):
    """Two ends and the changes between them; ``narrowed`` says which changes alone were asked for.

    ``rows`` are those whose silence is told beside the changes, ``None`` for none of them.
    """

    since: Point
    until: Point
    changes: tuple[Change, ...]
    narrowed: str = ""
    rows: Filter | None = Filter()

    @property
    def still_silent(self) -> tuple[JudgedRow, ...]:
        """The rows asked for whose owners had said nothing at either end."""
        wanted = self.rows
        if wanted is None:
            return ()
        silent = still_silent(self.since.snapshot, self.until.snapshot)
        return tuple(each for each in silent if wanted.holds(each))

    @property
    def reporting(self) -> tuple[str, ...]:
        """The codes of the organisations that own a row asked for at either end; none where none is."""
        if self.rows is None:
            return ()
        ends = self.since.snapshot, self.until.snapshot
        known = self.until.snapshot.programme.known_as
        owners = {known(each.organisation) for each in rows(ends, self.rows)}
        return tuple(code for code in reporting(*ends) if code in owners)


def build(comparison: Comparison) -> Page:
    """Everything that a comparison found."""
    since, until, changes, narrowed, _ = comparison
    programme = until.snapshot.programme
    title = english.flat(programme.title)
    found = news(changes, comparison.still_silent)
    grouping = _Grouping(since.snapshot.programme, programme, found.others)
    lines = [Paragraph(("From ", _end(since)), "as-at"), Paragraph(("to ", _end(until)), "as-at")]
    if narrowed:
        lines.append(Paragraph((narrowed,), "narrowed"))
    sentence = Paragraph((_sentence(comparison),), "sentence")
    return Page(
        name="changes",
        title=title,
        said="what changed",
        as_of=english.day(until.snapshot.on),
        group=programme.group,
        heading=f"{title}: what changed",
        lines=tuple(lines),
        blocks=(
            _summary(comparison, sentence, grouping, found),
            *grouping.sections(),
            Paragraph((Text(_read_from(since, until), Manner.QUIET),), "read-from"),
        ),
        summary=(sentence,),
    )


def _sentence(comparison: Comparison) -> str:
    between = _between(comparison.since.snapshot.on, comparison.until.snapshot.on)
    return f"{between}: {_headline(summarise(comparison.changes).by_kind)}."


def _summary(comparison: Comparison, sentence: Paragraph, grouping: "_Grouping", found: News) -> Section:
    changes, programme = comparison.changes, comparison.until.snapshot.programme
    blocks: list[Block] = [sentence]
    if changes or comparison.rows is not None:
        asked = topics.Asked(programme, comparison.reporting, grouping.said, grouping.first)
        blocks += topics.blocks(found, asked)
    if changes:
        blocks += [_by_goal(grouping.counts()), _kinds(summarise(changes).by_kind)]
    return summary(*blocks)


class _Action(NamedTuple):
    """What an action is known by here: ``organisation`` is ``""`` for a shared one."""

    ref: str
    organisation: str
    subject: Subject = Subject.ACTION


@dataclass(frozen=True)
class _Grouping:
    """The changes that are ``told`` by goal and action, with the programmes they lie between."""

    old: Programme
    new: Programme
    told: tuple[Change, ...]

    @cached_property
    def _groups(self) -> Mapping[tuple[int, str], Mapping[_Action, list[Change]]]:
        """The changes by group and action, in the order of the plan."""
        found: dict[tuple[int, str], dict[_Action, list[Change]]] = {}
        for change in self.told:
            actions = found.setdefault(self._group(change), {})
            actions.setdefault(self._action(change), []).append(change)
        return {group: found[group] for group in sorted(found)}

    def sections(self) -> Iterator[Section]:
        """A section for each group and in it one for each action."""
        for number, (group, actions) in enumerate(self._groups.items(), 1):
            ref, title = self._heading(group)
            heading: Words = (Text(ref, Manner.NUMBER), " ", title) if ref else (title,)
            yield Section(heading, tuple(self._sections(actions)), f"group-{number}", "changed")

    def _sections(self, actions: Mapping[_Action, list[Change]]) -> Iterator[Section]:
        for action, changes in actions.items():
            title = next(filter(None, (change.title for change in reversed(changes))), "")
            heading: Words = (Text(action.ref, Manner.NUMBER), " ", title) if title else (action.ref,)
            items = Items(tuple(map(self._item, changes)))
            yield Section(heading, (items,), self._places[action], "happened")

    def _item(self, change: Change) -> Item:
        segments = change.words.segments if change.words else ()
        return item(change.kind.tone, change.organisation, self.said(change), segments, quoted(change))

    def said(self, change: Change) -> str:
        """What happened, without whose row it is."""
        return said(change, Keys(self.old.key, self.new.key))

    def first(self, alike: Sequence[Change]) -> Item:
        """What happened alike on an action, which it leads to."""
        change = alike[0]
        whose = english.joined(list(dict.fromkeys(each.organisation for each in alike if each.organisation)))
        name = " ".join(filter(None, (change.ref, whose)))
        place = self._places[self._action(change)]
        words: Words = (Link(f"{name}:", f"#{place}", Manner.STRONG), f" {self.said(change)}")
        of = (Paragraph((Text(change.title, Manner.QUIET),)),) if change.title else ()
        return Item(words, of, sign(change.kind.tone))

    def counts(self) -> Iterator[TableRow]:
        """A row of counts for each group, which leads to it."""
        for number, (group, actions) in enumerate(self._groups.items(), 1):
            tones = Counter(change.kind.tone for changes in actions.values() for change in changes)
            name = " ".join(filter(None, self._heading(group)))
            yield _count((Link(name, f"#group-{number}"),), tones)

    @cached_property
    def _places(self) -> Mapping[_Action, str]:
        """The part of the page that each action has."""
        actions = dict.fromkeys(self._action(change) for change in self.told)
        return {action: f"change-{number}" for number, action in enumerate(actions, 1)}

    def _action(self, change: Change) -> _Action:
        """What changes stand together: an organisation's own action is not another's of the same ref."""
        if change.subject in (Subject.RECOMMENDATION, Subject.ORGANISATION):
            return _Action(change.ref, "", change.subject)
        key = (change.ref, change.organisation)
        own = key in self.new.own or (key in self.old.own and change.ref not in self.new.shared)
        return _Action(change.ref, change.organisation if own else "")

    def _group(self, change: Change) -> tuple[int, str]:
        """Where a change stands: a rank and a name. Goals in their order, then own actions, then the rest."""
        if change.subject is Subject.ORGANISATION:
            return -1, ""
        if change.subject is Subject.RECOMMENDATION:
            return len(self._goals) + len(self._codes) + 1, ""
        if change.goal in self._goals:
            return self._goals.index(change.goal), change.goal
        if change.organisation in self._codes:
            return len(self._goals) + self._codes.index(change.organisation), change.organisation
        return len(self._goals) + len(self._codes), change.organisation

    @cached_property
    def _goals(self) -> Sequence[str]:
        """The refs of goals, those that are gone last."""
        return list(dict.fromkeys((*self.new.goal, *self.old.goal)))

    @cached_property
    def _codes(self) -> Sequence[str]:
        return list(dict.fromkeys((*self.new.organisation, *self.old.organisation)))

    def _heading(self, group: tuple[int, str]) -> tuple[str, str]:
        """The ref and the title of a group."""
        rank, name = group
        if rank < 0:
            return "", _ORGANISATIONS
        if rank < len(self._goals):
            goal = self.new.goal.get(name) or self.old.goal[name]
            return name, goal.title
        if rank > len(self._goals) + len(self._codes):
            return "", _RECOMMENDATIONS
        body = self.new.organisation.get(name) or self.old.organisation.get(name)
        return "", body.name if body else name or NO_GOAL


def item(tone: Tone, organisation: str, said: str, segments: Sequence[Segment] = (), quote: str = "") -> Item:
    """What happened to an organisation's row, with the words that went and came, or one that came whole."""
    heard = (Text(_HEARD[tone], Manner.UNSEEN),) if tone in _HEARD else ()
    whose = (Text(organisation, Manner.STRONG), " ") if organisation else ()
    below = [Quote(_words_of(shortened(segments)))] if segments else []
    below += [Quote((quote,))] if quote else []
    return Item((*heard, *whose, said), tuple(below), sign(tone))


def _words_of(segments: Iterable[Segment]) -> Words:
    """The words of a text before and after, with what went and what came."""
    found: list[Text | str] = []
    for segment in segments:
        found += [" "] if found else []
        fate = _FATES.get(segment.fate)
        found.append(Text(segment.text, fate) if fate else segment.text)
    return tuple(found)


def shortened(segments: Sequence[Segment]) -> Iterator[Segment]:
    """Words before and after, without the middle of a long stretch that stayed."""
    for number, segment in enumerate(segments):
        parts = segment.text.split()
        before = AROUND if number else 0
        after = AROUND if number < len(segments) - 1 else 0
        if segment.fate != "kept" or len(parts) <= before + after + 1:
            yield segment
        else:
            yield Segment("kept", " ".join([*parts[:before], "[…]", *parts[len(parts) - after :]]))


def _end(point: Point) -> Day:
    """One end: the meeting or the day."""
    on = point.snapshot.on
    day = english.day(on)
    wording = point.snapshot.programme.calendar.wording
    of = f"the {wording} {day}" if wording else day
    return Day(f"the meeting of {of}" if point.meeting else day, on.isoformat())


def _read_from(since: Point, until: Point) -> str:
    """Where both ends were read, for who wants to read them again."""
    return f"Read from {_source(since)} and {_source(until)}."


def _source(point: Point) -> str:
    if point.commit is None:
        return "the files as they are"
    return f"commit {point.commit.short}{' (frozen)' if point.frozen else ''}"


def _between(since: date, until: date) -> str:
    """``Between 10 and 24 March 2014``; what two dates have in common is said once."""
    if since == until:
        return f"On {english.day(until)}"
    if since > until:
        return f"From {english.day(since)} back to {english.day(until)}"
    first = english.day(since)
    if (since.year, since.month) == (until.year, until.month):
        first = str(since.day)
    elif since.year == until.year:
        first = f"{since.day} {since:%B}"
    return f"Between {first} and {english.day(until)}"


def _headline(counts: Counts) -> str:
    """How often what matters happened, the best first."""
    if not counts:
        return "nothing changed"
    chosen = [
        kind for kind in counts if kind in _NEWS or (kind.tone is not Tone.NEUTRAL and kind not in _SMALL)
    ]
    rest = sum(number for kind, number in counts.items() if kind not in chosen)
    parts = [named(kind, counts[kind]) for kind in chosen]
    if rest:
        parts.append(english.counted(rest, "other change" if chosen else "smaller change"))
    return english.joined(parts)


def _by_goal(rows: Iterable[TableRow]) -> Table:
    columns = (
        Column(("Goal",)),
        Column(("Good ", sign(Tone.GOOD)), number=True),
        Column(("Other ", sign(Tone.NEUTRAL)), number=True),
        Column(("Bad ", sign(Tone.BAD)), number=True),
        Column(("All",), number=True),
    )
    return Table(columns, (tuple(rows),), "Changes by goal", "counts", shown=True)


def _count(name: Words, tones: Counter[Tone]) -> TableRow:
    numbers: list[Words] = [(f"{tones[tone]:,}",) for tone in Tone]
    numbers.append((Text(f"{tones.total():,}", Manner.STRONG),))
    cells = (Cell((Paragraph(number),)) for number in numbers)
    return TableRow((Cell((Paragraph(name),), head="row"), *cells))


def _kinds(counts: Counts) -> Section:
    items = tuple(
        Item((Text(f"{number:,}", Manner.STRONG), f" {kind.words}"), sign=sign(kind.tone))
        for kind, number in counts.items()
    )
    return Section(("Changes by kind",), (Items(items, "kinds"),), "kinds")
