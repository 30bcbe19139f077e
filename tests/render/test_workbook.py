"""A page as a workbook, read back by another library: words, days, counts, ratings and the key."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from ragplan.render.overrides import CHECKOUT
from ragplan.render.palette import TINTS
from ragplan.render.xlsx import render
from ragplan.reports.blocks import (
    Cell,
    Column,
    Day,
    Legend,
    LegendLine,
    Page,
    Paragraph,
    Section,
    Statement,
    Table,
    TableRow,
    Tag,
)
from render.pages import Pages

SEEDS = 40
DONE, LATE = Tag("Completed", "✓", "complete"), Tag("Slipped", "▲", "off_track")


def page_of(*rows: tuple[object, ...], heads: tuple[str, ...], legend: bool = False) -> Page:
    lines = tuple(TableRow(tuple(map(_cell, row))) for row in rows)
    columns = tuple(Column((head,), number=head == "Days") for head in heads)
    key = (Legend("Rating", (), (LegendLine((DONE,), (), "All done"), LegendLine((LATE,), ()))),) * legend
    return Page("any", "Any plan", "27 January 2014", (Table(columns, (lines,), "Rows"), *key), heading="Any")


def _cell(said: object) -> Cell:
    return Cell((Paragraph((said,)),) if said else ())  # type: ignore[arg-type]  # a run, or ""


def opened(page: Page) -> Workbook:
    return load_workbook(BytesIO(render(page)))


def values(book: Workbook) -> list[object]:
    return [
        cell.value for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None
    ]


@pytest.mark.parametrize("seed", range(SEEDS))
def test_every_word_of_a_page_stands_in_the_workbook_and_none_is_a_formula(seed: int) -> None:
    pages = Pages(seed)
    page = pages.page()
    book = opened(page)
    told = " ".join(map(str, values(book)))
    assert [word for word in pages.said if word not in told] == []
    assert {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line} <= {
        "s",
        "n",
        "d",
    }
    assert not any("<f>" in text for text in _parts(page) if "<sheetData" in text)


def _parts(page: Page) -> list[str]:
    with ZipFile(BytesIO(render(page))) as archive:
        return [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]


def test_text_stays_text_a_day_is_a_date_and_a_count_a_number() -> None:
    page = page_of(
        ("1.10", Day("27 January 2014", "2014-01-27"), "1,234", "=1+1", "012"),
        ("NO", "2014-01", "three", "https://example.org", "1900"),
        heads=("Ref", "Due", "Days", "Said", "Code"),
    )
    sheet = opened(page)["Rows"]
    first, second = ([cell.value for cell in line] for line in sheet.iter_rows(min_row=2))
    assert first == ["1.10", datetime(2014, 1, 27), 1234, "=1+1", "012"]  # noqa: DTZ001 - as read back
    assert second == ["NO", "2014-01", "three", "https://example.org", "1900"]
    assert sheet["A2"].number_format == "@"
    assert sheet["B2"].number_format == "d mmm yyyy"
    assert not sheet["D3"].hyperlink


def test_ratings_are_words_of_the_key_with_a_condition_for_each_and_the_levels_to_choose_from() -> None:
    book = opened(page_of(("1", DONE), ("2", LATE), heads=("Ref", "Rating"), legend=True))
    sheet, key = book["Rows"], book["Key"]
    assert [cell.value for cell in sheet["B"]] == ["Rating", "Completed", "Slipped"]
    (validation,) = sheet.data_validations.dataValidation
    assert (validation.formula1, str(validation.sqref)) == ("Key!$A$2:$A$3", "B2:B3")
    assert [cell.value for cell in key["A"]] == ["Rating", "Completed", "Slipped"]
    assert key["C2"].value == "All done"
    rules = [rule for found in sheet.conditional_formatting for rule in found.rules]
    assert [rule.formula for rule in rules] == [['"Completed"'], ['"Slipped"']]
    assert [rule.dxf.fill.bgColor.rgb[2:].lower() for rule in rules] == ["dcefe4", "f9dcd9"]


def test_a_sheet_is_a_table_that_keeps_its_head_in_sight_and_on_paper() -> None:
    sheet = opened(page_of(("1", "x"), heads=("Ref", "Ref")))["Rows"]
    (table,) = sheet.tables.values()
    assert table.ref == "A1:B2"
    assert [each.name for each in table.tableColumns] == ["Ref", "Ref 2"]
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
        "landscape", 9, 0,
    )  # fmt: skip


def test_what_heads_several_rows_stands_on_each_of_them() -> None:
    head = Cell((Paragraph(("2.1 Review",)),), head="rowgroup", rows=2)
    group = (TableRow((head, _cell("LBH"))), TableRow((_cell("LBR"),)))
    page = Page("any", "Any", "", (Table((Column(("Action",)), Column(("Owner",))), (group,), "Plan"),))
    lines = [[cell.value for cell in line] for line in opened(page)["Plan"].iter_rows(min_row=2)]
    assert lines == [["2.1 Review", "LBH"], ["2.1 Review", "LBR"]]


def test_what_stands_below_a_rating_has_a_column_of_its_own() -> None:
    said = Cell(
        (Paragraph((LATE,)), Paragraph((Tag("By date: overdue", "", "off_track", by_date=True),))), "rating"
    )
    bare = Cell((Paragraph(("Not rated",)),), "rating")
    rows = tuple(TableRow((_cell(ref), cell, _cell("end"))) for ref, cell in (("1", said), ("2", bare)))
    page = Page(
        "any",
        "Any",
        "",
        (Table((Column(("Ref",)), Column(("RAG",), "rating"), Column(("E",))), (rows,), "Rows"),),
    )
    lines = [[cell.value for cell in line] for line in opened(page)["Rows"].iter_rows()]
    assert lines == [
        ["Ref", "RAG", "By date and more", "E"],
        ["1", "Slipped", "By date: overdue", "end"],
        ["2", "Not rated", None, "end"],
    ]


def test_long_text_is_cut_where_the_format_ends_and_says_so() -> None:
    page = Page(
        "any", "Any", "", (Table((Column(("Said",)),), ((TableRow((Cell((Statement("x" * 40_000),)),)),),)),)
    )
    (said,) = [each for each in values(opened(page)) if str(each).startswith("xx")]
    assert len(str(said)) == 32_767
    assert str(said).endswith("…")


@given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_names_of_sheets_are_such_as_the_format_takes(names: list[str]) -> None:
    table = Table((Column(("Said",)),), ((TableRow((_cell("x"),)),),))
    page = Page("any", "Any", "", tuple(Section((name,), (table,)) for name in names))
    found = [name.casefold() for name in opened(page).sheetnames]
    assert len(found) == len(set(found)) == len(names) + 1
    assert all(0 < len(name) <= 31 for name in found)


def test_the_same_page_is_the_same_bytes() -> None:
    page = Pages(3).page()
    assert render(page) == render(page)
    assert opened(page).properties.created == datetime(2000, 1, 1)  # noqa: DTZ001 - as read back


def test_days_before_all_spreadsheets_count_alike_stay_words() -> None:
    day = date(1899, 12, 31)
    (said,) = (
        cell.value for cell in opened(page_of((Day("long ago", day.isoformat()),), heads=("Day",)))["Rows"][2]
    )
    assert said == "long ago"


def test_tints_are_those_of_the_style_sheet() -> None:
    text = (CHECKOUT / "page.css.j2").read_text(encoding="utf-8").split("@media")[0]
    for name, tint in TINTS.items():
        shown = name if f"--{name}:" in text else "none"
        assert f"--{shown}: #{tint.ground.lower()};" in text
        assert f"--{shown}-ink: #{tint.ink.lower()};" in text


def test_a_long_sentence_beside_the_tables_has_a_row_as_high_as_it_needs() -> None:
    page = Page("any", "Any", "27 January 2014", (Paragraph(("Short.",)), Paragraph(("words " * 60,))))
    sheet = opened(page)["About"]
    assert sheet["A3"].value.startswith("words")
    assert sheet.row_dimensions[3].height >= 4 * 15
