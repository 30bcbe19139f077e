"""Tables read from every format: merged cells, grounds, days, formulas, encodings, and what is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importing.making import Rows, delimited, excel, html, markdown, word
from ragplan.importing.tables import tables
from ragplan.importing.tables.grid import NotATable, SourceCell, SourceTable, place

MERGED: Rows = [
    [SourceCell("Plan of the year", columns=3)],
    [SourceCell("Task"), SourceCell("Owner"), SourceCell("RAG")],
    [SourceCell("Review", rows=2), SourceCell("LBH"), SourceCell("", "92D050")],
    [SourceCell("LBR"), SourceCell("Late", "FF0000")],
]
GRID = [
    ["Plan of the year", None, None],
    ["Task", "Owner", "RAG"],
    ["Review", "LBH", ""],
    [None, "LBR", "Late"],
]


def texts(table: SourceTable) -> list[list[str | None]]:
    return [[cell.text if cell is not None else None for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    ("name", "data"), [("a.docx", word(MERGED)), ("a.XLSX", excel(MERGED)), ("a.html", html(MERGED))]
)
def test_merged_cells_and_grounds_are_seen(name: str, data: bytes) -> None:
    (table,) = tables(name, data)
    assert texts(table) == GRID
    assert [[cell.colour for cell in row if cell] for row in table.rows[2:]] == [
        ["", "", "92D050"],
        ["", "FF0000"],
    ]
    assert table.cell(3, 0).text == "Review"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", delimited(MERGED)), ("a.csv", delimited(MERGED, ";")), ("a.tsv", delimited(MERGED, "\t")),
        ("a.md", markdown(MERGED)), ("a.csv", delimited(MERGED).decode().encode("utf-16")),
        ("a.csv", b"\xef\xbb\xbf" + delimited(MERGED)), ("a.txt", delimited(MERGED).replace(b"\r\n", b"\n")),
    ],
)  # fmt: skip
def test_text_with_separators_is_read_with_the_one_that_it_has(name: str, data: bytes) -> None:
    (table,) = tables(name, data)
    assert texts(table) == [["" if each is None else each for each in row] for row in GRID]


def test_several_tables_are_told_apart() -> None:
    found = tables("a.docx", word(MERGED, MERGED[1:]))
    assert [each.name for each in found] == ["table 1", "table 2"]
    assert texts(found[1])[0] == ["Task", "Owner", "RAG"]


def test_a_workbook_tells_days_numbers_and_formulas_from_text() -> None:
    row = [
        SourceCell("2014-01-31", day=date(2014, 1, 31)),
        SourceCell("41680", number=True),
        SourceCell("1.10"),
        SourceCell("=1+1", formula=True),
        SourceCell("012"),
    ]
    (table,) = tables("a.xlsx", excel([row]))
    assert list(table.rows[0]) == row


def test_bytes_of_no_known_encoding_are_told() -> None:
    (table,) = tables("a.csv", "Task,Owner\nReview – now,LBH\n".encode("cp1252"))
    assert table.rows[1][0] == SourceCell("Review – now")
    assert table.faults == ("the text is not UTF-8; it was read as Windows-1252",)
    (table,) = tables("a.csv", b"Task,Owner\nRev\x81iew,LBH\n")
    assert table.faults == (
        "bytes that are no letter in any known encoding stand in lines 2; '\ufffd' stands for each",
    )


def _bomb() -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as packed:
        for number in range(3):
            packed.writestr(f"{number}.xml", b" " * 100_000_000)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.pdf", b"%PDF", "'.pdf' is none of these"),
        ("a.docx", b"PK", "it is no Word document, or is damaged"),
        ("a.xlsx", word(MERGED), "it is no Excel workbook"),
        ("a.docx", excel(MERGED), "it is no Word document"),
        ("a.ods", b"nothing", "it is no table that can be read"),
        ("a.csv", b"", "there is no table in it"),
        ("a.md", b"# Only words\n", "there is no table in it"),
        ("a.xlsx", _bomb(), "unpacks to 300,000,000 bytes"),
        (
            "a.html",
            b"<table>" + b'<tr><td rowspan="99999" colspan="99999">x</td></tr>' * 3,
            "more than 500,000 cells",
        ),
    ],
)
def test_what_is_no_table_is_told_in_words(name: str, data: bytes, told: str) -> None:
    with pytest.raises(NotATable, match=told.replace("(", r"\(")):
        tables(name, data)


@given(
    st.binary(max_size=300),
    st.sampled_from(["a.csv", "a.md", "a.html", "a.docx", "a.xlsx", "a.ods", "a.xls"]),
)
def test_any_bytes_are_a_table_or_none(data: bytes, name: str) -> None:
    try:
        found = tables(name, data)
    except NotATable:
        return
    assert all(len({len(row) for row in each.rows}) == 1 for each in found)


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_spreadsheets_do(column: int, letters: str) -> None:
    assert place(2, column) == f"row 3, column {letters}"


def _with(made: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A packed file with one of its parts changed."""
    target = BytesIO()
    with ZipFile(BytesIO(made)) as parts, ZipFile(target, "w", ZIP_DEFLATED) as packed:
        for each in parts.namelist():
            text = parts.read(each)
            packed.writestr(each, change(text) if each == part else text)
    return target.getvalue()


def _marked(made: bytes, at: int, mark: int) -> bytes:
    """A packed file of which all parts are said to be locked (8, 1) or packed in an unknown way (10, 99)."""
    parts = made.split(b"PK\x01\x02")
    head = (each[: at - 4] + bytes([mark]) + each[at - 3 :] for each in parts[1:])
    return b"PK\x01\x02".join([parts[0], *head])


DAMAGES: list[Callable[[bytes, str], bytes]] = [
    lambda made, part: _with(made, part, lambda text: text[: len(text) // 2]),
    lambda made, part: _with(made, part, lambda _: b""),
    lambda made, _: _marked(made, 8, 1),
    lambda made, _: _marked(made, 10, 99),
    lambda made, _: made[:-30],
    lambda made, _: made[:300] + bytes(200) + made[500:],
    lambda made, part: _with(
        made,
        part,
        lambda text: (
            b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
            + b"".join(b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 50) for at in range(8))
            + b"]>"
            + text.split(b"?>", 1)[-1].replace(b"Task", b"&i;")
        ),
    ),
]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize(
    ("name", "made", "part", "kind"),
    [
        ("a.docx", word(MERGED), "word/document.xml", "Word document"),
        ("a.xlsx", excel(MERGED), "xl/worksheets/sheet1.xml", "Excel workbook"),
    ],
)
def test_a_packed_file_that_is_damaged_locked_or_hostile_is_told_in_words(
    damage: Callable[[bytes, str], bytes], name: str, made: bytes, part: str, kind: str
) -> None:
    with pytest.raises(NotATable, match=f"it is no {kind}, or is damaged or locked with a password"):
        tables(name, damage(made, part))


def test_more_merged_cells_than_are_read_are_refused_before_anybody_visits_them() -> None:
    broad = _with(
        excel(MERGED), "xl/worksheets/sheet1.xml", lambda text: text.replace(b"A1:C1", b"A1:XFD1048576")
    )
    with pytest.raises(NotATable, match="more than 500,000 of its cells are merged"):
        tables("a.xlsx", broad)


@pytest.mark.parametrize("digits", ["9" * 5000, "²", "-1", "0", "x"])
def test_a_width_that_is_none_is_one_column(digits: str) -> None:
    made = _with(
        word([[SourceCell("Task"), SourceCell("Owner")]]),
        "word/document.xml",
        lambda text: text.replace(b"<w:tcPr>", f'<w:tcPr><w:gridSpan w:val="{digits}"/>'.encode()),
    )
    assert texts(tables("a.docx", made)[0]) == [["Task", "Owner"]]


def test_a_row_that_begins_further_right_stands_there() -> None:
    made = _with(
        word([[SourceCell("Task"), SourceCell("Owner")], [SourceCell("LBH")]]),
        "word/document.xml",
        lambda text: _before(text, row=1),
    )
    assert texts(tables("a.docx", made)[0]) == [["Task", "Owner"], ["", "LBH"]]


def _before(text: bytes, *, row: int) -> bytes:
    """A document of which one row leaves out its first column."""
    rows = text.split(b"<w:tr>")
    head, _, rest = rows[row + 1].partition(b"<w:tc>")
    kept = rest.partition(b"</w:tc>")[0]
    rows[row + 1] = (
        head + b'<w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>' + kept + b"</w:tc></w:tr></w:tbl>"
        + rest.partition(b"</w:tbl>")[2]
    )  # fmt: skip
    return b"<w:tr>".join(rows)
