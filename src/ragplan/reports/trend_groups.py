"""A programme's course by organisation and by goal: counts at each meeting, and who was heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from ragplan.diff import Heard
from ragplan.model.key import Category
from ragplan.reports import trend_words
from ragplan.reports.counts import Counts, Judged, count
from ragplan.reports.sittings import Course, Sitting
from ragplan.reports.trend_chart import Column, small
from ragplan.reports.trend_view import CoverageView, CoverView, GroupView, NumberView

SHOWN = 12
"""Meetings that stand as columns of a table: the last of them."""
CHARTED = 26
"""Meetings in a small chart: the last of them."""


def numbers(counts: Counts, levels: Sequence[Category | None]) -> tuple[int, ...]:
    """How many positions there are of each level."""
    categories = counts.categories
    return tuple(categories[each] if each else counts.unrated for each in levels)


def columns(course: Course, counts: Callable[[Sitting], Counts]) -> list[Column]:
    """The columns of a chart of counts."""
    return [
        Column(held.meeting, numbers(counts(sitting), course.levels) if sitting else None)
        for held, sitting in course.meetings
    ]


def organisations(course: Course) -> Iterator[GroupView]:
    """Organisations in the order of the programme, those it no longer names last."""
    name = course.known[0].name if course.known else course.programme.code
    shares = _shares(course, lambda judged: name(judged[0].organisation))
    for code in _in_order(_reported(shares), course.programme.organisation):
        body = course.programme.organisation.get(code)
        yield _group(course, code, body.name if body and body.name != code else "", shares)


def goals(course: Course) -> Iterator[GroupView]:
    """Goals in the order of the programme, those it no longer has behind them, rows without one last."""
    titles = {ref: goal.title for each in reversed(course.known) for ref, goal in each.programme.goal.items()}
    titles |= {ref: goal.title for ref, goal in course.programme.goal.items()}
    shares = _shares(course, lambda judged: judged[0].action.goal)
    order = {ref: None for ref in (*course.programme.goal, *titles) if ref}
    for ref in sorted(_in_order(_reported(shares), order), key=lambda ref: not ref):
        yield _group(course, ref, titles.get(ref, "" if ref else "Actions without a goal"), shares)


Shares = Mapping[date, Mapping[str, Counts]]
"""The counts of a meeting's rows by organisation, or by goal, at each known meeting."""
_NOTHING = count(())


def _shares(course: Course, whose: Callable[[Judged], str]) -> Shares:
    found: dict[date, Mapping[str, Counts]] = {}
    for sitting in course.known:
        rows: dict[str, list[Judged]] = {}
        for judged in sitting.judged:
            rows.setdefault(whose(judged), []).append(judged)
        found[sitting.day] = {name: count(each) for name, each in rows.items()}
    return found


def _reported(shares: Shares) -> Mapping[str, None]:
    """Those with a row that was counted at any meeting."""
    return {name: None for each in shares.values() for name, counts in each.items() if counts.total}


def _in_order(found: Mapping[str, object], order: Mapping[str, object]) -> list[str]:
    ranks = {code: number for number, code in enumerate(order)}
    return sorted(found, key=lambda code: (ranks.get(code, len(ranks)), code))


def _group(course: Course, ref: str, name: str, shares: Shares) -> GroupView:
    """The counts of an organisation's or a goal's rows, at each meeting."""
    shown = columns(course, lambda each: shares[each.day].get(ref, _NOTHING))
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
        (trend_words.mark(category), number)
        for category, number in zip(course.levels, counts, strict=True)
        if number
    )


def coverage(course: Course) -> Iterator[CoverageView]:
    """What each organisation did with its open rows from meeting to meeting."""
    heard = {
        held.meeting: _by_owner(sitting) if sitting else None for held, sitting in course.meetings[-SHOWN:]
    }
    owners = dict.fromkeys(code for each in heard.values() if each for code in each)
    for code in _in_order(owners, course.programme.organisation):
        body = course.programme.organisation.get(code)
        cells = (_cover(each.get(code, Counter()) if each is not None else None) for each in heard.values())
        yield CoverageView(code, body.name if body and body.name != code else "", tuple(cells))


def _by_owner(sitting: Sitting) -> Mapping[str, Counter[Heard]]:
    found: dict[str, Counter[Heard]] = {}
    for (_, code), each in sitting.heard.items():
        found.setdefault(code, Counter())[each] += 1
    return found


def _cover(heard: Counter[Heard] | None) -> CoverView:
    """The best thing done for any row, in how many of them, and how many were silent beside it."""
    if heard is None:
        return CoverView("not known", "?", "", "")
    total = heard.total()
    done = next((each for each in (Heard.UPDATED, Heard.UNCHANGED) if heard[each]), Heard.SILENT)
    if not total:
        return CoverView("nothing open", "", "", "")
    silent = heard[Heard.SILENT] if done is not Heard.SILENT else 0
    return CoverView(
        done.value,
        trend_words.HEARD[done],
        f"{heard[done]} of {total}",
        f"{silent} silent" if silent else "",
    )
