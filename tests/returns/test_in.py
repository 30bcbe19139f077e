"""What came back: taken where it is sure, asked where it is not, in conflict where the plan changed too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random
from shutil import copy

import pytest
from conftest import Run, Write
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from returns.books import HEAD, Book, changed
from returns.conftest import ALPHA, BACK, BETA, PROGRAMME, Collect

Alter = Callable[[Book], None]
UNMOVED = "nothing to change: the plans say so already\n"


def alpha(tmp_path: Path) -> str:
    return (tmp_path / "plans/A.yaml").read_text(encoding="utf-8")


def untouched(_: Book) -> None:
    """Only opened and saved."""


def shuffled(book: Book) -> None:
    rows = book.lines()
    Random(3).shuffle(rows)
    book.lay(rows)


def columns_moved(book: Book) -> None:
    width = book.sheet.max_column
    for line in range(HEAD, book.sheet.max_row + 1):
        values = [book.sheet.cell(line, at).value for at in range(1, width + 1)]
        for at, value in enumerate(reversed(values), 1):
            book.sheet.cell(line, at).value = value


def title_added(book: Book) -> None:
    book.sheet.insert_rows(1)
    book.sheet["A1"] = "Returned with thanks"


def sheet_renamed(book: Book) -> None:
    book.sheet.title = "Our answers"


def head_retyped(book: Book) -> None:
    book.sheet.cell(HEAD, book.column("Rating")).value = " RATING "


def keys_cleared(book: Book) -> None:
    for line, _ in [*book.refs()]:
        book.sheet.cell(line, book.column("Key")).value = None


def blanks_added(book: Book) -> None:
    book.put("1.1", "Status", "Drafted.\u00a0 ")
    book.put("1.10", "Status", "Two letters:  one is = open.\r\n\r\nAnd one is not.\r\n")
    book.put("1.1", "Rating", "a ")


def rows_between(book: Book) -> None:
    book.sheet.insert_rows(book.line("1.2"))


@pytest.mark.parametrize(
    "alter",
    [
        untouched, shuffled, columns_moved, title_added, sheet_renamed, head_retyped, keys_cleared,
        blanks_added, rows_between,
    ],
)  # fmt: skip
def test_a_return_that_says_nothing_anew_changes_nothing(
    alter: Alter, sent: Path, back: Collect, tmp_path: Path
) -> None:
    with changed(sent) as book:
        alter(book)
    ran = back(sent)
    assert (ran.code, ran.stderr) == (0, UNMOVED), ran.stdout
    assert alpha(tmp_path) == ALPHA


def test_what_is_said_anew_is_taken_with_the_day_of_receipt_and_nothing_else_changes(
    sent: Path, back: Collect, tmp_path: Path
) -> None:
    with changed(sent) as book:
        book.put("1.1", "Status", "Published on the website")
        book.put("1.1", "Rating", "G ")
        book.put("1.1", "Date completed", "13/1/14")
        book.put("1.1", "Evidence", "Minute 4\nPage 7 of the website")
        book.put("1.10", "Next step", "")
        shuffled(book)
    ran = back(sent)
    assert ran.code == 0, ran.stdout + ran.stderr
    assert "read: 1.1, Rating: “G” was read as Completed\n" in ran.stdout
    assert "read: 1.1, Date completed: “13/1/14” was read as 2014-01-13\n" in ran.stdout
    was = ALPHA[ALPHA.index("    rating: amber") : ALPHA.index('  - ref: "1.10"')]
    now = (
        "    rating: green\n    status: Published on the website\n    updated: 2014-01-16\n"
        "    completed: 2014-01-13\n"
        "    evidence:\n      - ref: Minute 4\n      - ref: Page 7 of the website\n"
    )
    expected = ALPHA.replace(was, now).replace("    next: Write it\n", "    updated: 2014-01-16\n")
    assert alpha(tmp_path) == expected
    assert back(sent).stderr == UNMOVED  # a second time


def test_a_row_that_its_owner_had_not_is_added(sent: Path, back: Collect, tmp_path: Path) -> None:
    with changed(sent) as book:
        book.put("1.3", "Status", "Asked twenty")
    assert back(sent).code == 0
    assert '  - ref: "1.3"\n    status: Asked twenty\n    updated: 2014-01-16\n' in alpha(tmp_path)


def test_a_number_that_is_a_day_of_the_plan_is_taken_and_told(
    sent: Path, back: Collect, tmp_path: Path
) -> None:
    with changed(sent) as book:
        cell = book.cell("1.2", "Date completed")
        cell.value, cell.number_format = 41654, "General"
    assert "“41654” was read as 2014-01-15" in back(sent).stdout
    assert "completed: 2014-01-15\n" in alpha(tmp_path)


def test_a_new_date_is_asked_for_and_moves_nothing(sent: Path, back: Collect, tmp_path: Path) -> None:
    with changed(sent) as book:
        book.put("1.1", "Due", datetime(2014, 3, 14))  # noqa: DTZ001 - as a spreadsheet has it
        book.put("1.1", "Why a new date", "The printer is ill")
        book.put("A.1", "Due", "April 2014")
    ran = back(sent)
    assert ran.code == 0, ran.stdout + ran.stderr
    text = alpha(tmp_path)
    for to, reason in (("2014-03-14", "The printer is ill"), ("2014-04", "Asked for in the return")):
        assert f"- to: {to}\n        on: 2014-01-16\n        reason: {reason}" in text
    assert text.count("proposed: true") == 2
    assert "updated: 2014-01-16" not in text
    assert back(sent).stderr == UNMOVED


def test_a_new_row_is_a_proposed_action(sent: Path, back: Collect, tmp_path: Path) -> None:
    with changed(sent) as book:
        line = book.empty_line()
        for head, value in (("Action", "Paint the hall"), ("Due", "28/2/2014"), ("Status", "Paint bought")):
            book.sheet.cell(line, book.column(head)).value = value
    ran = back(sent)
    assert ran.code == 0, ran.stdout + ran.stderr
    added = alpha(tmp_path).removeprefix(ALPHA).splitlines()
    assert added[0] == '  - ref: "A-1"'
    assert sorted(map(str.strip, added[1:])) == [
        "due: 2014-02-28", "proposed: true", "status: Paint bought", "title: Paint the hall",
        "updated: 2014-01-16",
    ]  # fmt: skip
    assert back(sent).stderr == UNMOVED


@pytest.mark.parametrize("word", ["x", " X ", "yes", "✓"])
def test_the_tick_is_the_day_on_which_all_rows_were_gone_through(
    word: str, sent: Path, back: Collect, tmp_path: Path
) -> None:
    with changed(sent) as book:
        book.tick(word)
        title_added(book)
    assert back(sent).code == 0
    assert alpha(tmp_path) == ALPHA.replace("organisation: A\n", "organisation: A\nreviewed: 2014-01-16\n")


def put(ref: str, head: str, value: object) -> Alter:
    return lambda book: book.put(ref, head, value)


def joined(book: Book) -> None:
    at = book.column("Status")
    first, last = book.line("1.1"), book.line("1.10")
    book.sheet.merge_cells(start_row=first, end_row=last, start_column=at, end_column=at)


def copied(book: Book) -> None:
    line = book.empty_line()
    for at, cell in enumerate(list(book.sheet[book.line("1.1")]), 1):
        book.sheet.cell(line, at).value = cell.value


def without_key(book: Book) -> None:
    book.sheet.cell(book.line("1.2"), book.column("Key")).value = None
    book.put("1.2", "Ref", None)


def column_gone(book: Book) -> None:
    book.sheet.delete_cols(book.column("Status"))


def column_more(book: Book) -> None:
    book.sheet.cell(book.line("1.1"), 14).value = "See my mail"


def row_gone(book: Book) -> None:
    book.sheet.delete_rows(book.line("1.2"))


def sheet_more(book: Book) -> None:
    book.book.create_sheet("Notes")["A1"] = "See my mail"


def odd_tick(book: Book) -> None:
    book.tick("all but two")


def keys_gone(book: Book) -> None:
    for head in ("Key", "Ref"):
        book.sheet.delete_cols(book.column(head))


def commented(book: Book) -> None:
    book.cell("1.1", "Status").comment = Comment("See my mail", "Ann")


def coloured(book: Book) -> None:
    book.cell("1.1", "Rating").fill = PatternFill("solid", fgColor="00B050")


def misdated(book: Book) -> None:
    book.put("1.1", "Due", "soon")
    book.put("1.1", "Why a new date", "Staff left")


def broken(book: Book) -> None:
    book.put("1.1", "Status", "#REF!")


def thanked(book: Book) -> None:
    book.sheet.cell(book.empty_line() + 14, book.column("Action")).value = "Thanks for all the help"


ASKED: dict[str, tuple[Alter, str, str]] = {
    "level": (put("1.1", "Rating", "Greeen"), "1.1, Rating", "not a level of the key; did you mean"),
    "tbc": (put("1.1", "Date completed", "TBC"), "1.1, Date completed", "“TBC”, which is not one date"),
    "due-tbc": (put("1.1", "Due", "TBC"), "1.1, Due", "“TBC”, which is not one date"),
    "emptied": (put("1.1", "Status", None), "1.1, Status", "was emptied; it said “Drafted.”"),
    "unrated": (put("1.1", "Rating", ""), "1.1, Rating", "was emptied; it said “On track”"),
    "undated": (put("1.1", "Due", None), "1.1, Due", "was emptied; it said “31 January 2014”"),
    "formula": (put("1.1", "Status", '=A4&"!"'), "1.1, Status", 'formula, “=A4&"!"”'),
    "joined": (joined, "1.1, Status", "joined with other cells"),
    "title": (put("1.1", "Action", "Publish it"), "1.1, Action", "it was “Publish the response” and is"),
    "ref": (put("1.1", "Ref", "1.7"), "1.1, Ref", "it was “1.1” and is “1.7”"),
    "updated": (put("1.1", "Updated", "2014-01-15"), "1.1, Updated", "no return changes"),
    "key": (without_key, "row 6 has no key", "it is titled as 1.2 is"),
    "copied": (copied, "row 9 is 1.1 again", "stands in row 4 too"),
    "missing": (row_gone, "the row of 1.2 is missing", ""),
    "ahead": (put("1.1", "Date completed", "17 January 2014"), "1.1, Date completed", "ahead of the day"),
    "year": (put("1.1", "Due", "28 February 12"), "1.1, Due", "outside the time of the plan"),
    "number": (put("1.1", "Status", 42), "1.1, Status", "a number, 42"),
    "date": (put("1.1", "Next step", datetime(2014, 1, 3)), "1.1, Next step", "a date, 2014-01-03"),  # noqa: DTZ001
    "evidence": (put("1.1", "Evidence", "Minute 5"), "1.1, Evidence", "“Minute 4” was changed"),
    "reason": (put("1.1", "Why a new date", "Late"), "1.1: “Late”", "and none is given"),
    "tick": (odd_tick, "beside the box", "“all but two”"),
    "column": (column_gone, "the column “Status” is gone", ""),
    "column-more": (column_more, "a column that was not sent", "“See my mail”"),
    "comment": (commented, "beside 1.1, Status, stands a comment", "See my mail"),
    "colour": (coloured, "1.1, Rating", "is coloured green, and says “On track”"),
    "due-and-reason": (misdated, "1.1, Due", "“soon”, which is not one date"),
    "error": (broken, "1.1, Status", "worked out by a formula, “#REF!”"),
    "below": (thanked, "below the lines for new actions", "“Thanks for all the help”"),
    "sheet-more": (sheet_more, "the sheet Notes was not sent", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_what_is_not_sure_is_asked_and_all_else_of_the_file_is_taken(
    name: str, sent: Path, back: Collect, tmp_path: Path
) -> None:
    alter, place, why = ASKED[name]
    with changed(sent) as book:
        book.put("A.1", "Next step", "Buy tiles")
        alter(book)
    ran = back(sent)
    asked = [line for line in ran.stdout.splitlines() if line.startswith("  asked: ")]
    assert ran.code == 1
    assert [line for line in asked if place in line and why in line] != [], ran.stdout
    assert len(asked) == (2 if name in ("joined", "key") else 1), asked
    more = "    status: Begun\n    updated: 2014-01-16\n    next: Buy tiles\n"
    assert alpha(tmp_path) == ALPHA.replace("    status: Begun\n", more)


def test_a_tick_waits_for_what_is_asked(sent: Path, back: Collect, tmp_path: Path) -> None:
    with changed(sent) as book:
        book.tick()
        book.put("1.1", "Rating", "Greeen")
    ran = back(sent)
    assert (ran.code, "taken once what is asked is answered" in ran.stdout) == (1, True)
    assert ran.stderr == "nothing was taken\n"
    assert alpha(tmp_path) == ALPHA


def test_a_conflict_writes_nothing_of_its_file_and_shows_the_three_texts(
    sent: Path, back: Collect, write: Write, tmp_path: Path
) -> None:
    with changed(sent) as book:
        book.put("1.1", "Status", "Published")
        book.put("1.2", "Next step", "Count them")
    beta = sent.with_name("example-b.xlsx")
    with changed(beta) as book:
        book.put("1.1", "Status", "Ours is out")
    mine = ALPHA.replace("Drafted.", "Printed in the mean time.")
    write({"A.yaml": mine})
    ran = back(sent, beta)
    assert ran.code == 1
    assert (
        "  conflict: 1.1, Status was changed in the plan too:\n"
        "      was sent: Drafted.\n      plan now: Printed in the mean time.\n      came back: Published\n"
        "  nothing of this file was taken\n"
    ) in ran.stdout
    assert alpha(tmp_path) == mine
    assert "status: Ours is out" in (tmp_path / "plans/B.yaml").read_text()


def test_the_same_words_here_and_there_are_no_conflict(sent: Path, back: Collect, write: Write) -> None:
    with changed(sent) as book:
        book.put("1.1", "Status", "Published")
    write({"A.yaml": ALPHA.replace("Drafted.", "Published")})
    assert back(sent).stderr == UNMOVED


def test_one_that_was_altered_inside_or_copied_elsewhere_is_told_as_such(
    sent: Path, back: Collect, tmp_path: Path
) -> None:
    inside, bare = (Path(copy(sent, tmp_path / f"{name}.xlsx")) for name in ("inside", "bare"))
    with changed(inside) as book:
        book.book["ragplan"]["D3"] = "B"
    with changed(bare) as book:
        del book.book["ragplan"]
    ran = back(inside)
    assert (ran.code, "hidden sheet was altered" in ran.stdout) == (1, True)
    assert "no hidden sheet that says what was sent" in back(bare).stdout
    assert alpha(tmp_path) == ALPHA


def test_one_of_another_plan_and_an_older_one_are_told_as_such(
    sent: Path, back: Collect, write: Write
) -> None:
    ran = back(sent, received="2014-02-10")
    assert "read: an older return: it was sent on 10 January 2014 for the meeting of 20 January" in ran.stdout
    assert ran.code == 0
    write({"programme.yaml": PROGRAMME.replace("programme: example", "programme: other")})
    ran = back(sent)
    assert (ran.code, "of another plan, 'example'; here are: other" in ran.stdout) == (1, True)


def test_an_organisation_that_was_renamed_since_is_known_by_its_old_code(
    sent: Path, back: Collect, run: Run, tmp_path: Path
) -> None:
    with changed(sent) as book:
        book.put("1.1", "Status", "Published")
    assert run("rename", "A", "AH").code == 0
    assert back(sent).code == 0
    files = "".join(path.read_text() for path in (tmp_path / "plans").glob("*.yaml"))
    assert "status: Published" in files


def test_two_returns_of_the_same_rows_are_taken_one_after_the_other(
    sent: Path, back: Collect, tmp_path: Path
) -> None:
    with changed(sent) as book:
        book.put("1.1", "Status", "Published")
    ran = back(sent, Path(copy(sent, tmp_path / "again.xlsx")))
    assert (ran.code, "is of the same rows" in ran.stdout) == (1, True)
    assert alpha(tmp_path).count("Published") == 1


def test_a_dry_run_shows_the_lines_and_writes_nothing(sent: Path, run: Run, tmp_path: Path) -> None:
    with changed(sent) as book:
        book.put("1.1", "Status", "Published")
    ran = run("collect", "in", sent, "--received", BACK, "--dry-run")
    assert (ran.code, "+    status: Published\n" in ran.stdout) == (0, True)
    assert alpha(tmp_path) == ALPHA


def test_what_would_be_an_error_in_the_plans_is_refused_whole(
    sent: Path, back: Collect, tmp_path: Path
) -> None:
    beta = sent.with_name("example-b.xlsx")
    with changed(beta) as book:
        book.put("1.1", "Status", "Fine")
    ran = back(sent.with_name("none.xlsx"), beta)
    assert (ran.code, "cannot be read" in ran.stderr) == (2, True)
    assert alpha(tmp_path) == ALPHA


def new(book: Book, *titles: str, ref: str = "") -> None:
    for line, title in enumerate(titles, book.empty_line()):
        book.sheet.cell(line, book.column("Action")).value = title
        book.sheet.cell(line, book.column("Ref")).value = ref or None


def test_two_new_actions_are_two_also_for_who_had_no_file(sent: Path, back: Collect, tmp_path: Path) -> None:
    (tmp_path / "plans/A.yaml").unlink()
    with changed(sent) as book:
        book.sheet.delete_rows(book.line("A.1"))
        new(book, "Paint the hall", "Mow the lawn")
        book.put("1.3", "Status", "Asked twenty")
    ran = back(sent)
    assert (ran.code, "the row of A.1 is missing" in ran.stdout) == (1, True)
    text = alpha(tmp_path)
    assert [line.strip() for line in text.splitlines() if "ref:" in line] == [
        '- ref: "1.3"', '- ref: "A-1"', '- ref: "A-2"',
    ]  # fmt: skip


def test_a_new_action_with_the_ref_of_another_is_asked(sent: Path, back: Collect, tmp_path: Path) -> None:
    beta = sent.with_name("example-b.xlsx")
    with changed(beta) as book:
        new(book, "Paint the hall", ref="1.10")
    ran = back(beta)
    assert (ran.code, "“Paint the hall” has the ref 1.10, which is another's" in ran.stdout) == (1, True)
    assert (tmp_path / "plans/B.yaml").read_text() == BETA


def test_the_box_of_who_had_no_file_begins_one(sent: Path, back: Collect, tmp_path: Path) -> None:
    (tmp_path / "plans/B.yaml").unlink()
    beta = sent.with_name("example-b.xlsx")
    with changed(beta) as book:
        book.tick()
    assert back(beta).code == 0
    assert (tmp_path / "plans/B.yaml").read_text() == "organisation: B\nreviewed: 2014-01-16\n"


def test_a_row_that_is_coloured_whole_says_nothing_by_it(sent: Path, back: Collect, tmp_path: Path) -> None:
    with changed(sent) as book:
        for cell in book.sheet[book.line("1.1")]:
            cell.fill = PatternFill("solid", fgColor="FFFF00")
    assert (back(sent).code, alpha(tmp_path)) == (0, ALPHA)


def test_without_keys_and_refs_one_question_is_asked(sent: Path, back: Collect, tmp_path: Path) -> None:
    with changed(sent) as book:
        book.put("1.1", "Status", "Sent")
        keys_gone(book)
    ran = back(sent)
    assert (ran.code, ran.stdout.count("asked:"), alpha(tmp_path)) == (1, 1, ALPHA)
    assert "asked: the columns “Ref” and “Key” are gone, so nobody can tell which row is which" in ran.stdout


@pytest.mark.parametrize("words", ["No change", " no further update. ", "AS BEFORE"])
def test_no_change_on_a_row_keeps_its_words_as_said_anew(
    sent: Path, back: Collect, tmp_path: Path, words: str
) -> None:
    with changed(sent) as book:
        book.put("A.1", "Status", words)
        book.put("1.2", "Rating", "On track")
        book.put("1.2", "Status", words)
    ran = back(sent)
    said = f"“{' '.join(words.split())}”: its words stay, and are of the day of receipt"
    assert (ran.code, f"read: A.1, Status: {said}" in ran.stdout) == (0, True)
    assert alpha(tmp_path) == ALPHA.replace(
        "    status: Begun\n", "    status: Begun\n    updated: 2014-01-16\n"
    ).replace('    status: "-"\n', '    rating: amber\n    status: "-"\n    updated: 2014-01-16\n')


def test_no_change_to_words_that_are_others_by_now_is_a_conflict(
    sent: Path, back: Collect, write: Write
) -> None:
    with changed(sent) as book:
        book.put("A.1", "Status", "No change")
    write({"A.yaml": ALPHA.replace("Begun", "Half done")})
    ran = back(sent)
    assert (ran.code, "came back: No change" in ran.stdout) == (1, True)
