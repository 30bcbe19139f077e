"""A text becomes data in which every scalar is text, and every entry of it has a place."""

from __future__ import annotations

import pytest

from ragplan.diagnostics import Route
from ragplan.document import Document, SourceFile, read
from reading.findings import document

Ends = tuple[int, int, int, int]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: NO", "NO"),
        ("a: 1.10", "1.10"),
        ("a: 012", "012"),
        ("a: 1_000", "1_000"),
        ("a: 2014-02-31", "2014-02-31"),
        ("a: 2014-01-31 12:00:00", "2014-01-31 12:00:00"),
        ("a: ~", "~"),
        ("a: null", "null"),
        ("a: true", "true"),
        ("a: 0x1F", "0x1F"),
        ("a: .inf", ".inf"),
        ("a:", ""),
        ("a: ''", ""),
        ("a: 'it''s'", "it's"),
        ('a: "tab\\there"', "tab\there"),
        ("a: one\n  two", "one two"),
        ("a: one\n\n  two", "one\ntwo"),
        ("a: |\n  one\n  two\n", "one\ntwo\n"),
        ("a: |-\n  one\n\n  two\n", "one\n\ntwo"),
        ("a: >\n  one\n  two\n", "one two\n"),
        ("a: https://example.org/x#y", "https://example.org/x#y"),
        ("a: b # not text", "b"),
        ("a: 50% & more * less!", "50% & more * less!"),
        ("a: {b: [c, {d: e}], f: }", {"b": ["c", {"d": "e"}], "f": ""}),
        ("a:\n- b\n-\n- - c\n  - d: e\n", ["b", "", ["c", {"d": "e"}]]),
        ("--- # start\na: b\n...\n", "b"),
        ("a: Zoë – 日本語 😀", "Zoë – 日本語 😀"),
    ],
)
def test_every_scalar_is_text(text: str, expected: object) -> None:
    assert document(text).data == {"a": expected}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_change_nothing(end: str, mark: str) -> None:
    text = mark + end.join(["a: |", "  one", "  two", "b:", "  - c", ""])
    found = document(text)
    assert found.data == {"a": "one\ntwo\n", "b": ["c"]}
    assert found.places[("b", 0)].value == (5, 5, 5, 6)
    assert found.mark is bool(mark)
    assert found.text == text.removeprefix(mark)


@pytest.mark.parametrize(
    ("text", "route", "key", "value"),
    [
        pytest.param("due: 2014-01-31\n", ("due",), (1, 1, 1, 4), (1, 6, 1, 16), id="plain"),
        pytest.param("a: b", ("a",), (1, 1, 1, 2), (1, 4, 1, 5), id="no-line-end"),
        pytest.param("\n# x\n\na: b\n", ("a",), (4, 1, 4, 2), (4, 4, 4, 5), id="below-comments"),
        pytest.param("a:\n  b: c\n", ("a", "b"), (2, 3, 2, 4), (2, 6, 2, 7), id="nested"),
        pytest.param("a:\n  b: c\nd: e\n", ("a",), (1, 1, 1, 2), (2, 3, 3, 1), id="block-mapping"),
        pytest.param("a:\n  - b\nd: e\n", ("a",), (1, 1, 1, 2), (2, 3, 3, 1), id="block-list"),
        pytest.param("a:\n- x\n- yy\n", ("a", 1), None, (3, 3, 3, 5), id="list-item"),
        pytest.param("a:\n  - r: x\n    s: y\n", ("a", 0), None, (2, 5, 4, 1), id="mapping-in-list"),
        pytest.param("a:\n  - r: x\n    s: y\n", ("a", 0, "s"), (3, 5, 3, 6), (3, 8, 3, 9), id="in-list"),
        pytest.param("a: [x, {b: c}]\n", ("a",), (1, 1, 1, 2), (1, 4, 1, 15), id="flow-list"),
        pytest.param("a: [x, {b: c}]\n", ("a", 1), None, (1, 8, 1, 14), id="flow-mapping"),
        pytest.param("a: [x, {b: c}]\n", ("a", 1, "b"), (1, 9, 1, 10), (1, 12, 1, 13), id="in-flow"),
        pytest.param("a: [x,\n  y]\n", ("a", 1), None, (2, 3, 2, 4), id="flow-on-two-lines"),
        pytest.param("a: 'it''s' # x\n", ("a",), (1, 1, 1, 2), (1, 4, 1, 11), id="single-quoted"),
        pytest.param('a: "one\n  two"\n', ("a",), (1, 1, 1, 2), (1, 4, 2, 7), id="double-quoted"),
        pytest.param("'a b': c\n", ("a b",), (1, 1, 1, 6), (1, 8, 1, 9), id="quoted-key"),
        pytest.param("a: one\n  two\nb: c\n", ("a",), (1, 1, 1, 2), (1, 4, 2, 6), id="plain-on-two-lines"),
        pytest.param("a: |\n  one\n  two\nb: c\n", ("a",), (1, 1, 1, 2), (1, 4, 4, 1), id="literal"),
        pytest.param("a: >-\n  one\nb: c\n", ("b",), (3, 1, 3, 2), (3, 4, 3, 5), id="after-folded"),
        pytest.param("a:\nb: c\n", ("a",), (1, 1, 1, 2), (1, 3, 1, 3), id="empty"),
        pytest.param("a:\n  -\n  - b\n", ("a", 0), None, (2, 4, 2, 4), id="empty-item"),
        pytest.param("a: b\tc\n", ("a",), (1, 1, 1, 2), (1, 4, 1, 7), id="tab-is-one-column"),
        pytest.param("é: ü ø\n", ("é",), (1, 1, 1, 2), (1, 4, 1, 7), id="accents"),
        pytest.param("日本: 語\n", ("日本",), (1, 1, 1, 3), (1, 5, 1, 6), id="wide"),
        pytest.param("a: 😀 b\n", ("a",), (1, 1, 1, 2), (1, 4, 1, 7), id="beyond-the-first-plane"),
        pytest.param("a: e\u0301 b\n", ("a",), (1, 1, 1, 2), (1, 4, 1, 8), id="combining"),
    ],
)
def test_every_key_value_and_item_has_a_place(text: str, route: Route, key: Ends | None, value: Ends) -> None:
    place = document(text).places[route]
    assert (place.key, place.value) == (key, value)


POINTED = """\
organisation: A
actions:
  - ref: "1.1"
    status: |
      Drafted.
    due:
    leads: [AA, JS]
"""


@pytest.mark.parametrize(
    ("route", "at_key", "line", "column"),
    [
        pytest.param(("organisation",), False, 1, 15, id="a-value"),
        pytest.param(("organisation",), True, 1, 1, id="its-field-name"),
        pytest.param(("actions",), False, 2, 1, id="field-name-of-a-list"),
        pytest.param(("actions", 0), False, 3, 5, id="first-field-of-an-item"),
        pytest.param(("actions", 0, "status"), False, 4, 5, id="field-name-of-a-long-text"),
        pytest.param(("actions", 0, "due"), False, 6, 5, id="field-name-of-an-empty-one"),
        pytest.param(("actions", 0, "leads", 1), False, 7, 17, id="an-item-in-brackets"),
        pytest.param(("actions", 0, "title"), False, 3, 5, id="nearest-of-a-missing-one"),
        pytest.param(("actions", 4, "due"), False, 2, 1, id="nearest-of-a-missing-item"),
        pytest.param(("goals",), False, 1, 1, id="top-of-the-file"),
    ],
)
def test_a_finding_points_at_the_nearest_place_in_the_file(
    route: Route, at_key: bool, line: int, column: int
) -> None:
    assert document(POINTED).span(route, at_key)[:2] == (line, column)


def test_a_file_that_could_not_be_opened_says_why() -> None:
    found: Document = read(SourceFile("x.yaml", fault="the file cannot be opened: Permission denied"))
    assert [(each.rule, each.message) for each in found.problems] == [
        ("unreadable-file", "the file cannot be opened: Permission denied")
    ]
