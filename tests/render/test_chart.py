"""The drawing: every position has its place, nothing leaves the frame, names stand apart."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragplan.render.chart import APART, FEW, FOOT, HEAD, LABELS, Drawing, drawing
from ragplan.reports.blocks import Chart, Stack

FIRST = date(2013, 12, 2)


@st.composite
def columns(draw: st.DrawFn) -> list[Stack]:
    """Counts of nine levels on some days, of which some are not known."""
    counts = st.none() | st.lists(st.integers(0, 40), min_size=9, max_size=9).map(tuple)
    found = draw(st.lists(counts, min_size=1, max_size=40))
    return [Stack(FIRST + timedelta(weeks=2 * number), each) for number, each in enumerate(found)]


def chart(stacks: list[Stack], *, small: bool = False, beside: str = "") -> Drawing:
    """The drawing of a chart."""
    return drawing(Chart("Rows", "", (), tuple(stacks), beside, small=small))


@given(columns())
def test_each_bar_is_as_high_as_its_count_and_ends_where_the_next_begins(found: list[Stack]) -> None:
    drawn = chart(found)
    room = drawn.height - HEAD - FOOT
    most = max((sum(each.counts) for each in found if each.counts), default=0) or 1
    for bar, column in zip(drawn.bars, found, strict=True):
        floor = float(drawn.base)
        assert [part.count for part in bar.stretches] == [count for count in column.counts or () if count]
        for part in bar.stretches:
            assert float(part.height) == pytest.approx(part.count * room / most, abs=0.01)
            assert float(part.y) + float(part.height) == pytest.approx(floor, abs=0.03)
            floor = float(part.y)
        assert floor >= HEAD - 0.03
        assert 0 <= float(bar.x[:-1]) <= float(bar.x[:-1]) + float(bar.width[:-1]) <= 100


@given(columns())
def test_names_stand_apart_and_inside_the_drawing(found: list[Stack]) -> None:
    drawn = chart(found)
    places = [float(name.y) for name in drawn.names]
    assert all(below - above >= APART - 0.02 for below, above in pairwise(places))
    assert all(HEAD - 0.01 <= place <= drawn.height for place in places)
    assert len(places) == len(drawn.bars[-1].stretches)


@given(columns())
def test_the_scale_has_round_numbers_up_to_the_highest_bar(found: list[Stack]) -> None:
    lines = [int(line.text) for line in chart(found).lines]
    assert lines[0] == 0
    assert len(lines) <= 6
    assert len({after - before for before, after in pairwise(lines)}) <= 1


def test_words_give_way_where_there_are_many_bars() -> None:
    many = [Stack(FIRST + timedelta(weeks=2 * number), (3, 4)) for number in range(FEW + 1)]
    few = chart(many[:FEW])
    assert [part.text for bar in few.bars for part in bar.stretches] == ["3", "4"] * FEW
    drawn = chart(many)
    assert not any(part.text or bar.above for bar in drawn.bars for part in bar.stretches)
    assert drawn.bars[-1].labels
    assert 0 < sum(bool(bar.labels) for bar in drawn.bars) <= LABELS


def test_the_year_is_named_where_it_is_new() -> None:
    drawn = chart(
        [Stack(date(2013, 12, 16), (1,)), Stack(date(2013, 12, 30), (1,)), Stack(date(2014, 1, 13), (1,))]
    )
    assert [bar.labels for bar in drawn.bars] == [("16", "Dec", "2013"), ("30", "Dec"), ("13", "Jan", "2014")]


def test_a_small_chart_has_no_words() -> None:
    drawn = chart([Stack(FIRST, (1, 2)), Stack(FIRST, None)], small=True)
    assert not drawn.lines
    assert not drawn.names
    assert not any(bar.labels or bar.above for bar in drawn.bars)
    assert [bar.known for bar in drawn.bars] == [True, False]


@given(columns())
def test_a_narrow_bar_stands_beside_its_own_and_before_the_next(found: list[Stack]) -> None:
    late = [each._replace(late=sum(each.counts or ())) for each in found]
    assert not any(bar.late for bar in chart(late).bars)
    bars = chart(late, beside="the late").bars
    ends = [*(float(bar.x[:-1]) for bar in bars[1:]), 100]
    for bar, each, end in zip(bars, late, ends, strict=True):
        assert bool(bar.late) == bool(each.late)
        if bar.late:
            start, width = float(bar.late.x[:-1]), float(bar.late.width[:-1])
            assert start == pytest.approx(float(bar.x[:-1]) + float(bar.width[:-1]), abs=0.01)
            assert start + width <= end + 0.001
            assert bar.late.height == bar.height
