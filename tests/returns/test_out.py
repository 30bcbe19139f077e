"""What is sent: a workbook for each organisation, with its rows, its key, its locks and what it remembers."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

from conftest import Run, Write
from openpyxl import load_workbook

from returns.books import Book
from returns.conftest import ALPHA, PROGRAMME, SENT


def test_each_organisation_with_rows_gets_a_file_named_as_other_papers_are(sent: Path) -> None:
    assert sorted(path.name for path in sent.parent.iterdir()) == ["example-a.xlsx", "example-b.xlsx"]


def test_its_rows_stand_there_with_their_last_words_and_no_others(sent: Path) -> None:
    book = Book(load_workbook(sent))
    assert [ref for _, ref in book.refs()] == ["1.1", "1.10", "1.2", "1.3", "A.1"]
    said = {head: book.cell("1.1", head).value for head in ("Rating", "Status", "Evidence", "Action")}
    assert said == {
        "Rating": "On track", "Status": "Drafted.", "Evidence": "Minute 4", "Action": "Publish the response",
    }  # fmt: skip
    assert book.cell("1.1", "Due").value == datetime(2014, 1, 31)  # noqa: DTZ001 - as read back
    assert book.cell("1.10", "Due").value == "February 2014"
    assert (book.cell("1.10", "Ref").data_type, book.cell("1.10", "Ref").number_format) == ("s", "@")
    assert book.cell("1.3", "What is asked").value == "No entry."


def test_only_what_may_be_changed_is_free_and_there_is_no_password(sent: Path) -> None:
    book = Book(load_workbook(sent))
    assert book.sheet.protection.sheet
    assert book.sheet.protection.password is None
    assert (book.sheet.protection.sort, book.sheet.protection.autoFilter) == (False, False)  # not forbidden
    heads = [cell.value for cell in book.sheet[3]]
    locked = {head for head in heads if book.cell("1.1", head).protection.locked}
    assert locked == {"Ref", "Action", "What is asked", "Updated", "Key"}
    assert not book.sheet["A2"].protection.locked
    assert not book.sheet.cell(book.empty_line(), 2).protection.locked
    assert book.sheet.column_dimensions["L"].hidden
    told = " ".join(str(cell.value) for cell in book.book["How to fill this in"]["A"])
    assert "without a password" in told
    assert "Unprotect Sheet" in told


def test_ratings_are_chosen_from_the_key(sent: Path) -> None:
    book = Book(load_workbook(sent))
    choices = {str(each.sqref): each.formula1 for each in book.sheet.data_validations.dataValidation}
    assert choices == {"A2": '"x"', "F4:F18": "Key!$A$2:$A$5"}
    assert next(cell.value for cell in book.book["Key"]["A"]) == "Rating"


def test_what_was_sent_travels_where_no_menu_shows_it(sent: Path) -> None:
    hidden = load_workbook(sent)["ragplan"]
    assert hidden.sheet_state == "veryHidden"
    lines = [[cell.value for cell in line] for line in hidden.iter_rows()]
    assert lines[:3] == [
        ["ragplan-return/1", None, None, None],
        ["programme", None, None, "example"],
        ["organisation", None, None, "A"],
    ]
    assert ["sent", "example/A/1.1", "status", "Drafted."] in lines
    assert lines[-1][0] == "checksum"


def test_the_same_plan_and_day_are_the_same_bytes(sent: Path, run: Run) -> None:
    before = sent.read_bytes()
    run("collect", "out", "r", "--as-of", SENT)
    assert sent.read_bytes() == before
    with ZipFile(sent) as parts:
        assert not any("<f>" in parts.read(name).decode("utf-8", "replace") for name in parts.namelist()
                       if "worksheets/" in name)  # fmt: skip


def test_one_organisation_may_be_asked_for_and_none_that_there_is_not(run: Run, sent: Path) -> None:
    ran = run("collect", "out", "one", "--as-of", SENT, "--organisation", "B")
    assert ran.stdout == "one/example-b.xlsx\n"
    ran = run("collect", "out", "one", "--organisation", "C")
    assert (ran.code, "C" in ran.stderr) == (2, True)
    ran = run("collect", "out", "one", "two")
    assert (ran.code, "one folder" in ran.stderr) == (2, True)


def test_a_workbook_that_was_filled_in_is_never_written_over(run: Run, sent: Path) -> None:
    books = {path: path.read_bytes() for path in sorted(sent.parent.glob("*.xlsx"))}
    assert run("collect", "out", "r", "--as-of", SENT).code == 0
    first, last = min(books), max(books)
    last.write_bytes(b"filled in")
    first.unlink()
    ran = run("collect", "out", "r", "--as-of", SENT)
    assert ran.code == 2
    assert ran.stdout == ""
    assert f"ragplan: 'r/{last.name}' already exists, and may have been filled in; name another" in ran.stderr
    assert not first.exists()
    assert last.read_bytes() == b"filled in"


def test_a_public_copy_asks_nothing_that_is_marked_internal(run: Run, write: Write, tmp_path: Path) -> None:
    queries = "    queries: [{text: 'The right ward?', internal: true}, 'Which month?']\n"
    write({"programme.yaml": PROGRAMME, "A.yaml": ALPHA + queries})
    for words, name, internal in (((), "a", True), (("--public",), "a-public", False)):
        assert run("collect", "out", tmp_path / "out", "--as-of", SENT, *words).code == 0
        book = Book(load_workbook(tmp_path / f"out/example-{name}.xlsx"))
        asked = book.cell("A.1", "What is asked").value
        assert ("The right ward?" in asked, "Which month?" in asked) == (internal, True)
    assert run("collect", "in", tmp_path / "out/example-a.xlsx", "--public").code == 2
