"""A table in a pipe is the one that rich would draw."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ragplan.render import tables

HEADER = ("Ref", "Ωmega", "数", "Open")
CELL = st.one_of(
    st.text(max_size=12), st.sampled_from(["日本", "e\u0301", "👍 ok", "[b]x[/]", "\x1b[31m", "a\tb", ""])
)


@settings(deadline=None)
@given(
    st.integers(1, 4).flatmap(
        lambda columns: st.tuples(
            st.lists(st.lists(CELL, min_size=columns, max_size=columns), max_size=4),
            st.sets(st.integers(0, columns - 1)).map(tuple),
            st.just(HEADER[:columns]),
        )
    )
)
def test_a_table_in_a_pipe(drawn: tuple[list[list[str]], tuple[int, ...], tuple[str, ...]]) -> None:
    rows, right, header = drawn
    with pytest.MonkeyPatch.context() as patched:
        ours = tables.table(header, rows, right)
        patched.setattr(tables, "_in_a_pipe", lambda *_: None)
        assert ours == tables.table(header, rows, right)
