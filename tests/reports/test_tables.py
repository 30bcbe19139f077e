"""Tables of text: a line a row in a pipe, every column and every word on a terminal of any width."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ragplan.columns import cells
from ragplan.escaping import one_line
from ragplan.render.tables import PIPE, Screen, table

HEADER = ("Ref", "Ωmega", "数", "Open", "Status", "By date", "Rating")
CELL = st.one_of(
    st.text(max_size=12),
    st.text("ab c", max_size=120),
    st.sampled_from(["日本", "e\u0301", "👍 ok", "[b]x[/]", "\x1b[31m", "a\tb", ""]),
)
Drawn = tuple[tuple[str, ...], list[list[str]], tuple[int, ...]]
TABLES = st.integers(1, len(HEADER)).flatmap(
    lambda columns: st.tuples(
        st.just(HEADER[:columns]),
        st.lists(st.lists(CELL, min_size=columns, max_size=columns), max_size=4),
        st.sets(st.integers(0, columns - 1)).map(lambda found: tuple(sorted(found))),
    )
)


@settings(deadline=None)
@given(TABLES)
def test_in_a_pipe_a_row_is_a_line_with_all_it_says(drawn: Drawn) -> None:
    header, rows, right = drawn
    lines = table(header, rows, right).splitlines()
    assert len(lines) == len(rows) + 2
    for row, line in zip(rows, lines[2:], strict=True):
        at = 0
        for cell in map(one_line, row):
            at = line.index(cell.strip(), at) + len(cell.strip())


@settings(deadline=None)
@given(TABLES, st.integers(7, 90))
def test_a_table_that_is_cut_has_a_line_a_row_at_any_width(drawn: Drawn, width: int) -> None:
    header, rows, right = drawn
    lines = table(header, rows, right, Screen(width), cut=True).splitlines()
    assert len(lines) == len(rows) + 2
    assert max(map(cells, lines)) <= width


@settings(deadline=None)
@given(TABLES, st.integers(20, 90))
def test_a_table_that_wraps_loses_no_letter_of_any_column(drawn: Drawn, width: int) -> None:
    header, rows, right = drawn
    told = table(header, rows, right, Screen(width))
    numbers = [line[index] for index in right for line in (header, *rows)]
    if all(cells(one_line(each)) < width // 4 for each in numbers):
        assert max(map(cells, told.splitlines()), default=0) <= width
    named = "─" in told
    wanted = [*(header if named else ()), *(one_line(cell) for row in rows for cell in row)]
    left = Counter(told)
    left.subtract(Counter("".join(wanted)))
    assert all(left[letter] >= 0 for letter in left if letter != " ")


COUNTS = [["Barking and Dagenham", *["12"] * 6], ["Havering", *["3"] * 6]]


def test_where_columns_do_not_fit_side_by_side_a_row_is_told_below_its_name() -> None:
    header = ("Organisation", *(f"Completed in {year}" for year in range(2010, 2016)))
    said = table(header, COUNTS, range(1, 7), Screen(40))
    assert said.startswith("Barking and Dagenham\n  Completed in 2010 12 ·\n  Completed in 2011 12 ·\n")
    assert all(f"{year}" in said for year in range(2010, 2016))


@pytest.mark.parametrize("width", [60, 80, 200])
def test_refs_codes_and_dates_are_whole_where_words_can_give_way(width: int) -> None:
    row = ["10.12", "BDCCG", "2014-03-30", "✓ Completed", "overdue 115 days", "Considered by the board. " * 9]
    (line,) = table(
        ("Ref", "Owner", "Due", "Rating", "By date", "Status"), [row], (), Screen(width), cut=True
    ).splitlines()[2:]
    assert line.split()[:3] == row[:3]
    assert line.endswith("…")
    assert cells(line) <= width


def test_the_name_of_a_column_is_not_broken_within_a_word() -> None:
    row = ("1–2, 7, 126, 179–180", "said at some length, so that the table fills its terminal", "10")
    drawn = table(("Recommendations", "Answered", "Rows"), [row], (2,), Screen(50))
    assert drawn.splitlines()[0].split() == ["Recommendations", "Answered", "Rows"]


def test_a_pipe_has_no_width() -> None:
    assert table(("Status",), [["x" * 20_000]], (), PIPE).count("\n") == 3
