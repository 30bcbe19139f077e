"""The trend as a Page: how the ratings, dates and silences of a programme went from meeting to meeting."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ragplan import english
from ragplan.diff import UpdateState
from ragplan.history.course import Course, Meeting
from ragplan.history.tallies import Memory, Share, Tally
from ragplan.reports.blocks import (
    Block,
    Break,
    Cell,
    Chart,
    Column,
    Day,
    Manner,
    Page,
    Paragraph,
    Section,
    Stack,
    Table,
    TableRow,
    Tag,
    Text,
    Words,
)
from ragplan.reports.counts import reasons
from ragplan.reports.request import Request
from ragplan.reports.standing import summary
from ragplan.reports.tables import cell, day, head, named, number, section, table
from ragplan.reports.trend.coverage import columns_of, in_order, newest, who_reported
from ragplan.reports.trend.rows import silences, slips
from ragplan.reports.trend.tables import level, off_track
from ragplan.reports.words import NO_GOAL

IN_COLUMNS = 12
"""Meetings that stand as columns of a table: the last of them."""
CHARTED = 26
"""Meetings in a small chart: the last of them."""

_NOTHING = "No meeting has been held since the plan was first committed, so there is no trend yet."
_OF_RATINGS = (
    "Rows by the rating their owner states; “by date” means rows without a stated rating whose dates "
    "lead to one. Open rows past their date are counted whatever their rating; silent rows had no "
    "update in the period."
)
_OF_MOVES = (
    "Against the date that a row was first given, even where the plan now gives another as the first. Days "
    "are between the two dates; the number of revisions is of all rows together."
)


def build(request: Request) -> Page:
    """The trend of a programme over its course up to a day; without a course it has no meetings."""
    programme, as_of = request.programme, request.on
    trend = _Trend(request.course or Course(programme, (), None, Memory()))
    title = english.flat(programme.title)
    return Page(
        name="trend",
        title=title,
        said="trend",
        as_of=english.day(as_of),
        group=programme.group,
        heading=f"{title}: trend",
        lines=(Paragraph(("As at ", Day(english.day(as_of), as_of.isoformat())), "as-at"),),
        blocks=tuple(trend.sections()),
    )


class _Counted(NamedTuple):
    """A meeting that is known: how many of its rows show each level of the course, and its tally."""

    on: date
    counts: tuple[int, ...]
    tally: Tally

    @property
    def share(self) -> str:
        """The per cent that was done, rounded down: all is done at 100 alone."""
        return english.percent(self.tally.completed, self.tally.total)

    @property
    def silent(self) -> int:
        return sum(heard.get(UpdateState.SILENT, 0) for heard in self.tally.updates.values())


@dataclass(frozen=True)
class _Trend:
    """What the page says of a course."""

    course: Course

    @cached_property
    def levels(self) -> tuple[Tag, ...]:
        """The columns of counts, in the order of the key."""
        return tuple(level(self.course.programme.key, each) for each in self.course.levels)

    @cached_property
    def counted(self) -> Sequence[tuple[Meeting, _Counted | None]]:
        """Every meeting with its counts; ``None`` where it is not known."""
        return [(each, self._count(each)) for each in self.course.meetings]

    def _count(self, meeting: Meeting) -> _Counted | None:
        tally = meeting.tally
        return _Counted(meeting.day, self._numbers(tally.all), tally) if tally else None

    def _numbers(self, share: Share) -> tuple[int, ...]:
        return tuple(share.get(each, 0) for each in self.course.levels)

    def sections(self) -> Iterator[Section]:
        yield self._summary()
        if self.course.meetings:
            yield self._ratings()
        yield from self._groups("organisations", "By organisation", "Organisation", self._organisations())
        yield from self._groups("goals", "By goal", "Goal", self._goals())
        yield from who_reported(self.course, IN_COLUMNS, "Who reported, meeting by meeting")
        if self.course.known:
            yield section("Due dates that moved", "slippage", _OF_MOVES, *self._moves())
            yield silences(self.course)
        if self.course.notes:
            notes = tuple(Paragraph((note[:1].upper() + note[1:],), "note") for note in self.course.notes)
            yield Section(("What the history does not tell",), notes, "gaps", "closing")
        if self.course.meetings:
            yield self._read_from()

    def _summary(self) -> Section:
        known = [each for _, each in self.counted if each]
        if not known:
            return summary(Paragraph((_NOTHING,), "sentence"))
        chart = Chart(
            title="Rows by rating at each meeting",
            said=self._described(known[0], known[-1]),
            levels=self.levels,
            stacks=tuple(
                Stack(each.day, found.counts, found.tally.overdue, found.share)
                if found
                else Stack(each.day, None)
                for each, found in self.counted
            ),
            beside="the open rows past their date, whatever is rated",
            above="the per cent completed, and of how many rows",
            table=self._at_a_glance(),
            id="chart",
        )
        sentence = Paragraph((self._sentence(known[0], known[-1]),), "sentence")
        return summary(sentence, Section((self._story(known[0], known[-1]),), (chart,), "story", "story"))

    def _story(self, first: _Counted, last: _Counted) -> str:
        """``Completed 13 of 84 → 51 of 90 in 9 meetings``: what the chart shows."""
        now = f"{last.tally.completed:,} of {last.tally.total:,}"
        if first is last:
            return f"Completed {now}"
        meetings = english.counted(len(self.counted), "meeting")
        return f"Completed {first.tally.completed:,} of {first.tally.total:,} → {now} in {meetings}"

    def _at_a_glance(self) -> Table:
        """Of all rows those that are completed, and of the open ones the overdue, at each meeting."""
        names = ("Completed", "Share", "Past date")
        columns = (Column(("Meeting",)), *(Column((each,), number=True) for each in names))
        rows = tuple(TableRow((head(day(each.day)), *_standing(found))) for each, found in self.counted)
        return Table(columns, (rows,))

    def _sentence(self, first: _Counted, last: _Counted) -> str:
        """Where the programme stands at the last meeting that is known, and where it stood at the first."""
        now = f"At the meeting of {english.day(last.on)}, {self._stand(last, now=True)}."
        if first is last:
            return now
        meetings = english.counted(len(self.counted), "meeting")
        return (
            f"{now} At the first of {meetings}, on {english.day(first.on)}, {self._stand(first, now=False)}."
        )

    def _stand(self, meeting: _Counted, *, now: bool) -> str:
        """``3 of 20 rows are completed; of the 17 open rows 9 are past their date and 2 are silent``."""
        one, more = ("is", "are") if now else ("was", "were")
        said = f"{english.share(meeting.tally.completed, meeting.tally.total, 'row', (one, more))} completed"
        if still_open := meeting.tally.open:
            late, silent = meeting.tally.overdue, meeting.silent
            told = [f"{late:,} {f'{one} past its' if late == 1 else f'{more} past their'} date"]
            if slipped := off_track(self.course.programme.key):
                rated = sum(
                    many for many, each in zip(meeting.counts, self.levels, strict=True) if each == slipped
                )
                told.append(f"{rated:,} {one if rated == 1 else more} rated “{slipped.label}”")
            told.append(f"{silent:,} {one if silent == 1 else more} silent")
            which = "row" if still_open == 1 else "rows"
            said += f"; of the {still_open:,} open {which} {english.joined(told)}"
        if moved := meeting.tally.moves.rows:
            row, has = ("row", "has") if moved == 1 else ("rows", "have")
            said += f"; {moved:,} {row} {has if now else 'had'} a later date than at first"
        return said

    def _described(self, first: _Counted, last: _Counted) -> str:
        """The chart in words, for whoever does not see it."""
        said = [
            f"{each.label} {before:,} to {now:,}"
            for each, before, now in zip(self.levels, first.counts, last.counts, strict=True)
        ]
        meetings = self.course.meetings
        return (
            f"Stacked bars, one for each of {english.counted(len(meetings), 'meeting')} from "
            f"{english.day(meetings[0].day)} to {english.day(meetings[-1].day)}. From the first to the last: "
            f"{', '.join(said)}, of {first.tally.total:,} to {last.tally.total:,} rows; past their date "
            f"{first.tally.overdue:,} to {last.tally.overdue:,}. The table below has every number."
        )

    def _heads(self) -> Iterator[Column]:
        """A column for each level, and one for all of them."""
        yield from (Column((each,), number=True) for each in self.levels)
        yield Column(("All",), number=True)

    def _ratings(self) -> Section:
        columns = (
            Column(("Meeting",)),
            *self._heads(),
            *(Column((name,), number=True) for name in ("Open", "Past date", "Silent")),
            Column(("Not counted",)),
        )
        rows = tuple(
            TableRow((head(day(each.day)), *self._rating(each, found))) for each, found in self.counted
        )
        found = table(columns, rows, "ratings stacked", "meetings")
        return section("Ratings at each meeting", "meetings", _OF_RATINGS, found)

    def _rating(self, meeting: Meeting, found: _Counted | None) -> Iterator[Cell]:
        if found is None:
            yield cell(Text(f"Not known: {meeting.note}", Manner.MISSING), columns=len(self.levels) + 5)
        else:
            yield from map(number, found.counts)
            yield cell(Text(f"{found.tally.total:,}", Manner.STRONG), role="count")
            yield from map(number, (found.tally.open, found.tally.overdue, found.silent))
            yield cell(reasons(Counter(found.tally.left_out)) or "–", role="apart")

    def _read_from(self) -> Section:
        """Which commit each meeting saw, for who wants to read it again."""
        columns = (Column(("Meeting",)), Column(("Commit",)), Column(("",)))
        rows = tuple(
            TableRow(
                (
                    head(day(each.day)),
                    cell(Text(each.commit.short, Manner.CODE)),
                    cell("as frozen" if each.frozen else ""),
                )
            )
            for each in self.course.meetings
        )
        found = table(columns, rows, "read", "read")
        return Section(("What each meeting is read from",), (found,), "read", folded=True)

    def _organisations(self) -> Iterator["_Group"]:
        """Organisations in the order of the programme, those it no longer names last."""
        bodies = self.course.programme.organisation
        found = _reported(tally.organisations for _, tally in self.course.known)
        for code in in_order(found, bodies):
            stacks = self._shares(lambda tally: tally.organisations.get(code, {}))  # noqa: B023 - used at once
            yield _Group(code, self.course.programme.named(code), stacks)

    def _goals(self) -> Iterator["_Group"]:
        """Goals in the order of the programme, those it no longer has behind them, rows without one last."""
        goals = self.course.programme.goal
        titles = self.course.memory.titles | {ref: goal.title for ref, goal in goals.items()}
        order = {ref: None for ref in (*goals, *titles) if ref}
        found = _reported(tally.goals for _, tally in self.course.known)
        for ref in sorted(in_order(found, order), key=lambda ref: not ref):
            title = titles.get(ref, "" if ref else NO_GOAL)
            stacks = self._shares(lambda tally: tally.goals.get(ref, {}))  # noqa: B023 - used at once
            yield _Group(ref, title, stacks)

    def _shares(self, share: Callable[[Tally], Share]) -> tuple[Stack, ...]:
        return tuple(
            Stack(each.day, self._numbers(share(each.tally)) if each.tally else None)
            for each in self.course.meetings
        )

    def _groups(self, id: str, title: str, heading: str, groups: Iterable["_Group"]) -> Iterator[Section]:
        """The counts of each organisation or goal at the last meeting; folded, those of the ones before."""
        found = tuple(groups)
        if not found:
            return
        charted = f"Last {CHARTED} meetings" if len(self.counted) > CHARTED else "Every meeting"
        columns = (Column((heading,)), Column((charted,)), *self._heads())
        last = table(columns, tuple(map(self._latest, found)), "grouped stacked", id)
        every = table(
            (Column((heading,)), *columns_of(newest(self.course, IN_COLUMNS))),
            tuple(map(self._course, found)),
            "several",
            f"{id}-all",
        )
        signs = ", ".join(f"{each.mark or '?'} {each.label.lower()}" for each in self.levels)
        folded = (Paragraph((signs,), "quiet"), every)
        yield section(
            title,
            id,
            "Numbers are those of the last meeting, with the change since the meeting before below them.",
            last,
            Section((f"{title}: the numbers at each meeting",), folded, f"{id}-all", folded=True),
        )

    def _latest(self, group: "_Group") -> TableRow:
        """A group's chart, and its numbers at the last meeting with the change since the one before."""
        known = [each.counts for each in group.stacks if each.counts is not None]
        last, before = known[-1], known[-2] if len(known) > 1 else known[-1]
        chart = Chart("", self._went(known), self.levels, group.stacks[-CHARTED:], small=True)
        numbers = (_changed(now, now - then) for now, then in zip(last, before, strict=True))
        total = cell(Text(f"{sum(last):,}", Manner.STRONG), role="count")
        return TableRow((head(*named(group.ref, group.name)), Cell((chart,), "chart"), *numbers, total))

    def _went(self, numbers: Sequence[Sequence[int]]) -> str:
        """``Completed: 1 of 5 at first, 4 of 6 at the last meeting``."""
        shares = [(self._done(counts), sum(counts)) for counts in numbers if sum(counts)] or [(0, 0)]
        first, last = ("{:,} of {:,}".format(*share) for share in (shares[0], shares[-1]))
        return f"Completed: {first} at first, {last} at the last meeting"

    def _done(self, counts: Sequence[int]) -> int:
        levels = self.course.levels
        return sum(many for many, each in zip(counts, levels, strict=True) if each and each.category.closes)

    def _course(self, group: "_Group") -> TableRow:
        """A group's numbers at each of the last meetings, each after its mark."""
        cells = (cell(*self._marked(each.counts)) for each in group.stacks[: -IN_COLUMNS - 1 : -1])
        return TableRow((head(Text(group.ref or group.name, Manner.STRONG)), *cells))

    def _marked(self, counts: Sequence[int] | None) -> Words:
        if counts is None:
            return (Text("not known", Manner.MISSING),)
        told = [
            f"{each.mark or '?'} {number:,}"
            for each, number in zip(self.levels, counts, strict=True)
            if number
        ]
        return tuple(run for each in told or ["–"] for run in (Break(), each))[1:]

    def _moves(self) -> Iterator[Block]:
        """How many due dates were later than at first at each meeting, and which moved furthest."""
        numbers = ("Rows with a later date", "Median, days", "Longest, days", "Revisions")
        columns = (Column(("Meeting",)), *(Column((each,), number=True) for each in numbers))
        rows = tuple(TableRow((head(day(each.day)), *_moved(found))) for each, found in self.counted)
        yield table(columns, rows, "stacked", "slippage")
        yield from slips(self.course)


class _Group(NamedTuple):
    """An organisation or a goal, and the counts of its rows at each meeting."""

    ref: str
    name: str
    stacks: tuple[Stack, ...]


def _standing(found: _Counted | None) -> Iterator[Cell]:
    """How many rows of a meeting were completed, their share, and how many open ones past their date."""
    if found is None:
        yield from (cell("not known"), cell("–"), cell("not known"))
        return
    yield cell(f"{found.tally.completed:,} of {found.tally.total:,}")
    yield cell(found.share or "–")
    yield cell(f"{found.tally.overdue:,} of {found.tally.open:,}")


def _changed(number: int, difference: int) -> Cell:
    """``12``, and below it ``+2`` where it was another at the meeting before."""
    change = (Break(), Text(f"{difference:+,d}".replace("-", "−"), Manner.QUIET)) if difference else ()
    return cell(f"{number:,}", *change, role="count")


def _reported(shares: Iterable[Mapping[str, Share]]) -> Mapping[str, None]:
    """Those with a row that was counted at any meeting."""
    return {whose: None for each in shares for whose in each}


def _moved(found: _Counted | None) -> Iterator[Cell]:
    """By how much the due dates at a meeting were later than at first."""
    if found is None:
        yield cell(Text("Not known", Manner.MISSING), columns=4)
        return
    rows, median, longest, revisions = found.tally.moves
    yield cell(f"{rows:,} of {found.tally.total:,}", role="count")
    yield cell(f"{median:.1f}".removesuffix(".0") if rows else "–", role="count")
    yield cell(f"{longest:,}" if rows else "–", role="count")
    yield number(revisions)
