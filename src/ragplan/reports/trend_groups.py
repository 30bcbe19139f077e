"""A programme's course by organisation and by goal: counts at each meeting, and who was heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ragplan.diff import Heard
from ragplan.history.course import Course
from ragplan.history.tallies import Share, Shown, Tally
from ragplan.reports import trend_words
from ragplan.reports.trend_chart import Column, small
from ragplan.reports.trend_view import CoverageView, CoverView, GroupView, NumberView

SHOWN = 12
"""Meetings that stand as columns of a table: the last of them."""
CHARTED = 26
"""Meetings in a small chart: the last of them."""


def numbers(share: Share, levels: Sequence[Shown | None]) -> tuple[int, ...]:
    """How many rows show each level."""
    return tuple(share.get(each, 0) for each in levels)


def columns(course: Course, share: Callable[[Tally], Share]) -> list[Column]:
    """The columns of a chart of counts."""
    return [
        Column(each.day, numbers(share(each.tally), course.levels) if each.tally else None)
        for each in course.meetings
    ]


def overdue(course: Course) -> list[int]:
    """How many open rows were past their date at each meeting; 0 where that is not known."""
    return [each.tally.overdue if each.tally else 0 for each in course.meetings]


def organisations(course: Course) -> Iterator[GroupView]:
    """Organisations in the order of the programme, those it no longer names last."""
    found = _reported(tally.organisations for _, tally in course.known)
    for code in _in_order(found, course.programme.organisation):
        body = course.programme.organisation.get(code)
        name = body.name if body and body.name != code else ""
        yield _group(course, code, name, columns(course, lambda tally: tally.organisations.get(code, {})))  # noqa: B023 - used at once


def goals(course: Course) -> Iterator[GroupView]:
    """Goals in the order of the programme, those it no longer has behind them, rows without one last."""
    titles = course.memory.titles | {ref: goal.title for ref, goal in course.programme.goal.items()}
    order = {ref: None for ref in (*course.programme.goal, *titles) if ref}
    found = _reported(tally.goals for _, tally in course.known)
    for ref in sorted(_in_order(found, order), key=lambda ref: not ref):
        title = titles.get(ref, "" if ref else "Actions without a goal")
        yield _group(course, ref, title, columns(course, lambda tally: tally.goals.get(ref, {})))  # noqa: B023 - used at once


def _reported(shares: Iterable[Mapping[str, Share]]) -> Mapping[str, None]:
    """Those with a row that was counted at any meeting."""
    return {whose: None for each in shares for whose in each}


def _in_order(found: Mapping[str, object], order: Mapping[str, object]) -> list[str]:
    ranks = {code: number for number, code in enumerate(order)}
    return sorted(found, key=lambda code: (ranks.get(code, len(ranks)), code))


def _group(course: Course, ref: str, name: str, shown: Sequence[Column]) -> GroupView:
    """The counts of an organisation's or a goal's rows, at each meeting."""
    known = [column.counts for column in shown if column.counts is not None]
    last, before = known[-1], known[-2] if len(known) > 1 else None
    return GroupView(
        ref=ref,
        name=name,
        chart=small(shown[-CHARTED:]),
        said=trend_words.course(known, course.levels),
        latest=tuple(
            NumberView(number, trend_words.change(number - before[place]) if before else "")
            for place, number in enumerate(last)
        ),
        total=sum(last),
        cells=tuple(
            _cell(course, column.counts) if column.counts is not None else None for column in shown[-SHOWN:]
        ),
    )


def _cell(course: Course, counts: Sequence[int]) -> tuple[tuple[str, int], ...]:
    """The numbers of a meeting that are not zero, each after its mark."""
    return tuple(
        (trend_words.mark(shown), number)
        for shown, number in zip(course.levels, counts, strict=True)
        if number
    )


def coverage(course: Course) -> Iterator[CoverageView]:
    """What each organisation did with its open rows from meeting to meeting."""
    heard = [each.tally.heard if each.tally else None for each in course.meetings[-SHOWN:]]
    owners = dict.fromkeys(code for each in heard if each for code in each)
    for code in _in_order(owners, course.programme.organisation):
        body = course.programme.organisation.get(code)
        cells = (_cover(Counter(each.get(code)) if each is not None else None) for each in heard)
        yield CoverageView(code, body.name if body and body.name != code else "", tuple(cells))


def _cover(heard: Counter[Heard] | None) -> CoverView:
    """The best thing done for any row, in how many of them, and how many were silent or missing beside it."""
    if heard is None:
        return CoverView("not known", "?", "", "")
    total = heard.total()
    best = (Heard.UPDATED, Heard.UNCHANGED, Heard.AWAITED, Heard.SILENT, Heard.MISSING)
    done = next((each for each in best if heard[each]), Heard.SILENT)
    if not total:
        return CoverView("nothing open", "", "", "")
    silent = heard[Heard.SILENT] if done is not Heard.SILENT else 0
    missing = heard[Heard.MISSING] if done is not Heard.MISSING else 0
    more = [f"{silent:,} silent"] if silent else []
    more += [f"{missing:,} missing"] if missing else []
    return CoverView(
        done.value,
        trend_words.HEARD[done],
        f"{heard[done]:,} of {total:,}",
        ", ".join(more),
    )
