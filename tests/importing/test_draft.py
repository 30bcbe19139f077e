"""Tables to drafts: every cell is in the draft or in a question, and the plan that was printed comes back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import ROOT, Run
from docx import Document as WordDocument
from history.building import Repo
from openpyxl import Workbook
from openpyxl.comments import Comment

from importing.making import Rows, delimited, excel, html, markdown, word
from ragplan.importing.draft import Settings, drafted
from ragplan.importing.tables import tables
from ragplan.importing.tables.grid import SourceCell
from ragplan.loader import load
from ragplan.model.programme import Programme
from ragplan.repository import working_files

pytestmark = pytest.mark.thorough

MAKERS = {"a.docx": word, "a.xlsx": excel, "a.html": html, "a.csv": delimited, "a.md": markdown}
HEADS = ("Goals", "Francis Recommendation", "Task", "Due Date", "Owner (s)", "Status", "RAG", "Colour of it")
SEEDS = 12
BHR = ("--every", "2 weeks", "--first", "2013-12-02", "--last", "2014-01-27", "--key", "rag-complete")
GROUNDS = {"green": "92D050", "amber": "FFC000", "red": "FF0000"}


def by_chance(seed: int) -> Rows:
    """A table in which each cell holds a word of its own, and rows and owners are merged as people do."""
    chance, number = Random(seed), 0

    def cell(likely: float = 0.8, **more: int) -> SourceCell:
        nonlocal number
        number += 1
        said = chance.choice(
            ["word{0}word", "word{0}word, word{0}b", "31/12/13 word{0}word", "word{0}word\nand word{0}c"]
        )
        return SourceCell(said.format(number) if chance.random() < likely else "", **more)

    rows: list[list[SourceCell]] = [[cell(columns=len(HEADS))]] if chance.random() < 0.5 else []
    rows.append([SourceCell(head) for head in HEADS])
    for _ in range(chance.randint(1, 6)):
        owners = chance.randint(1, 4)
        if chance.random() < 0.2:
            rows.append([cell(1.0, columns=len(HEADS))])
        if chance.random() < 0.2:
            rows.append([SourceCell(head) for head in HEADS])
        over = [cell(rows=owners) for _ in range(4)]
        rows.append([*over, *(cell() for _ in range(4))])
        rows += [[cell() for _ in range(4)] for _ in range(owners - 1)]
    return rows


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("seed", range(SEEDS))
def test_no_word_of_a_table_is_dropped(name: str, seed: int) -> None:
    rows = by_chance(seed)
    draft = drafted(tables(name, MAKERS[name](rows)), Settings())
    kept = json.dumps([draft.goals, dict(draft.positions), draft.questions])
    said = {word for row in rows for each in row for word in re.findall(r"word\d+\w*", each.text)}
    assert [word for word in sorted(said) if word not in kept] == []


@pytest.fixture(scope="module")
def bhr() -> Programme:
    plans = load(working_files(ROOT / "plans").sources)
    return next(each for each in plans.programmes if each.id == "bhr-francis")


def as_printed(programme: Programme) -> Rows:
    """The plan as its paper prints it: goals and tasks over the rows of their owners, ratings as grounds."""
    rows: list[list[SourceCell]] = [[SourceCell(head) for head in HEADS[:-1]]]
    goal = ""
    for action in programme.shared_actions:
        owners = [row for row in programme.rows if row.action is action]
        title = programme.goal[action.goal].title if action.goal != goal else ""
        goal = action.goal
        cited = ", ".join(each.text for each in programme.goal[goal].recommendations) if title else ""
        due = action.deadline.first
        over = [title, cited, action.title, due.text if due else ""]
        for number, row in enumerate(owners):
            position = row.position
            ground = GROUNDS.get(position.rating if position else "", "")
            said = [row.organisation, position.status if position else "", ""]
            cells = [SourceCell(each) for each in said[:2]] + [SourceCell("", ground)]
            rows.append(
                ([SourceCell(each, rows=len(owners)) for each in over] if number == 0 else []) + cells
            )
    return rows


@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx", "plan.html"])
def test_a_real_plan_comes_back_row_by_row(run: Run, tmp_path: Path, bhr: Programme, name: str) -> None:
    made = MAKERS[f"a.{name.split('.')[1]}"](as_printed(bhr))
    here = Repo(tmp_path / "own").folder
    (here / name).write_bytes(made)
    bodies = [f"--organisation={each.code}={each.name}" for each in bhr.organisations]
    (here / "map.yaml").write_text(
        "registers: [francis-2013]\ncolours: {92D050: green, FFC000: amber, FF0000: red}\n"
    )
    ran = run("import", "again", name, *BHR, *bodies, "--mapping", "map.yaml", cwd=here)
    assert (ran.code, ran.stderr) == (0, "")
    (found,) = load(working_files(here / "plans").sources).programmes

    def told(programme: Programme) -> list[tuple[str, ...]]:
        return [
            (
                programme.goal[row.action.goal].title, row.action.title, row.organisation,
                row.action.deadline.first.text if row.action.deadline.first else "",
                row.position.rating if row.position else "",
                " ".join(row.position.status.split()) if row.position else "",
            )
            for row in programme.rows if not row.action.organisation
        ]  # fmt: skip

    assert told(found) == told(bhr)
    assert f"{len(told(bhr))} rows" in ran.stdout
    (here / "table.yaml").write_text("colours: {92D050: green, FFC000: amber, FF0000: red}\n")
    again = run("import", "again", name, "--mapping", "table.yaml", cwd=here)
    assert (again.code, again.stderr) == (0, "")
    assert again.stdout == "The table says nothing anew of a row of the plan.\n"


def test_grounds_that_nobody_has_named_are_asked_once_each_and_rate_nothing(
    run: Run, tmp_path: Path, bhr: Programme
) -> None:
    (tmp_path / "plan.html").write_bytes(html(as_printed(bhr)))
    ran = run("import", "again", "plan.html", *BHR)
    assert ran.code == 0
    assert ran.stdout.count("; which level does it mean?") == len({each.rating for each in _rated(bhr)})
    assert "name the levels in again-import.yaml" in ran.stdout
    assert "rating:" not in "".join(each.read_text() for each in tmp_path.glob("plans/again/*.yaml"))


def _rated(programme: Programme) -> list[object]:
    return [each for row in programme.rows if (each := row.position) and each.rating in GROUNDS]


def test_rows_that_pages_cut_repeated_numbers_and_unknown_columns_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text(
        "Ref,Action,Owner,Progress,Cost\n"
        "1.1,Review contracts,LBH,In hand,£5\n"
        ",,,and nearly done,\n"
        "1.1,Write to providers,LBH,,\n"
        "Ref,Action,Owner,Progress,Cost\n"
        ",,,Where does this belong?,£7\n"
    )
    ran = run("import", "own", "plan.csv", "--key", "rag-complete")
    assert ran.code == 0, ran.stderr
    text = (tmp_path / "plans/own/programme.yaml").read_text() + (tmp_path / "plans/own/LBH.yaml").read_text()
    assert 'ref: "1.1-2"' in text
    assert 'Its number is printed "1.1", as is that of an action before it.' in text
    assert "status: |-\n      In hand\n      and nearly done" in text
    assert "Its words go on in table, row 3, which has no owner." in text
    assert "Cost: £5" in text
    assert 'table, column E, "Cost", is no field; its words are notes.' in text
    assert "Where does this belong? £7" in text


@pytest.mark.parametrize(
    "heads",
    [
        "Action No.,Action (what),Responsible Officer(s),Owner (s),By when ,RAG status:,Progress / Update",
        "REF #,TASK(S),Lead Officer:,Responsible  Organisation(s),Due Date *,R.A.G.,Current position",
    ],
)
def test_heads_are_known_whatever_signs_stand_around_their_words(
    run: Run, tmp_path: Path, heads: str
) -> None:
    row = "1.1,Review contracts,AB,North,31/03/2026,amber,In hand\n"
    (tmp_path / "plan.csv").write_text(f"{heads}\n{row}")
    ran = run("import", "own", "plan.csv", "--key", "rag-complete", "--first", "2026-01-12")
    assert (ran.code, "is no field" in ran.stdout) == (0, False)
    assert (tmp_path / "plans/own/North.yaml").read_text() == (
        'organisation: North\nactions:\n  - ref: "1.1"\n    rating: amber\n    status: In hand\n'
    )


def test_a_head_with_a_numbered_heading_begins_a_goal(run: Run, tmp_path: Path) -> None:
    """As in a paper whose sections each have the heads again, the section's name in place of the first."""
    (tmp_path / "plan.csv").write_text(
        "1.Strategy,Action,Owner,Progress\n1.1,Agree it,North,Done\n"
        "2. Culture and people,Action,Owner,Progress\n2.1,Ask them,North,Not yet\n"
        "Something else,Action,Owner,Progress\n2.2,Tell them,North,\n"
    )
    ran = run("import", "own", "plan.csv", "--key", "rag-complete")
    assert ran.code == 0
    text = (tmp_path / "plans/own/programme.yaml").read_text()
    assert '  - ref: "1"\n    title: Strategy\n    actions:\n      - ref: "1.1"\n' in text
    assert '  - ref: "2"\n    title: Culture and people\n    actions:\n      - ref: "2.1"\n' in text
    assert 'table, row 5, heads the columns again, with "Something else".' in ran.stdout


def test_what_is_written_beside_a_cell_is_asked_about(run: Run, tmp_path: Path) -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.append(["Action", "Owner", "Status"])
    sheet.append(["Review contracts", "North", "=B2"])
    sheet["A2"].comment = Comment("[Threaded comment]\n\nSee it in Excel.\n\nComment:\n  Is it ours?", "Ann")
    book.save(tmp_path / "plan.xlsx")
    ran = run("import", "own", "plan.xlsx")
    assert (ran.code, 'sheet Sheet, row 2, column A, has a comment: "Is it ours?"' in ran.stdout) == (0, True)


def test_a_comment_in_a_word_document_is_asked_about(run: Run, tmp_path: Path) -> None:
    document = WordDocument()
    cells = document.add_table(rows=2, cols=2)
    for at, text in enumerate(("Action", "Owner", "Review contracts", "North")):
        cells.cell(at // 2, at % 2).text = text
    document.add_comment(cells.cell(1, 1).paragraphs[0].runs, "Is it theirs?", "Ann")
    document.save(str(tmp_path / "plan.docx"))
    ran = run("import", "own", "plan.docx")
    assert (ran.code, 'table 1, row 2, column B, has a comment: "Is it theirs?"' in ran.stdout) == (0, True)


def test_a_table_in_which_no_action_is_found_is_no_draft(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text("Nummer,Was,Owner,Status\n1,Do it,North,Begun\n")
    ran = run("import", "own", "plan.csv", "--key", "rag-complete")
    assert (ran.code, [each.name for each in tmp_path.iterdir()]) == (2, ["plan.csv"])
    assert "no action is found in 'plan.csv': say which column has them, as --columns B=title" in ran.stderr
    assert 'table, column B, "Was", is no field' in ran.stderr


def test_columns_may_be_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text("Nummer,Was,Wer\n7.1,Review,LBH\n")
    assert run("import", "own", "plan.csv", "--columns", "A=ref,B=title,C=owners").code == 0
    assert "7.1" in (tmp_path / "plans/own/LBH.yaml").read_text()
    ran = run("import", "other", "plan.csv", "--columns", "A=reff")
    assert (ran.code, ran.stderr[:60]) == (2, "ragplan: columns: 'A=reff' is no column and field; write A=r")


def test_a_column_that_was_named_and_is_not_there_is_asked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text("Task,Owner\nReview,LBH\n")
    ran = run("import", "own", "plan.csv", "--columns", "Z=status")
    assert (ran.code, "table has no column Z, which was said to hold 'status'." in ran.stdout) == (0, True)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("months: yes\n", "months: 'yes' is neither true nor false"),
        ("colours: {00B050: grene}\n", "colours: 'grene' is not a level of the key; did you mean 'green'?"),
    ],
)
def test_what_a_mapping_cannot_say_is_told(run: Run, tmp_path: Path, said: str, told: str) -> None:
    (tmp_path / "plan.csv").write_text("Task,Owner\nReview,LBH\n")
    (tmp_path / "m.yaml").write_text(f"key: rag-complete\n{said}")
    ran = run("import", "own", "plan.csv", "--mapping", "m.yaml")
    assert (ran.code, ran.stderr) == (2, f"ragplan: {told}\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("own", "none.csv"), "'none.csv' cannot be read: No such file or directory"),
        (("own", "plan.pdf"), "'plan.pdf' cannot be read: tables are read from .docx"),
        (("own", "plan.csv", "plan.csv"), "several issues of a table go with --history DIR"),
        (("own", "plan.csv", "--table", "3"), "'plan.csv' has 1 table, and none of number 3"),
        (("Own plan", "plan.csv"), "'Own plan' is not an id"),
        (("../own", "plan.csv", "--history", "new", "--dates", "2014-02-03"), "'../own' is not an id"),
        (("own", "plan.csv", "--history", "new"), "no day in the name of 'plan.csv'; give --dates"),
        (
            ("own", "plan.csv", "--history", "new", "--dates", "2014-02-30"),
            "'2014-02-30' is not a day; write it as 2014-01-27",
        ),
        (("own", "plan.csv", "--history", ".", "--dates", "2014-02-03"), "'.' is not empty"),
    ],
)
def test_what_cannot_be_imported_is_told_and_nothing_is_written(
    run: Run, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    (tmp_path / "plan.csv").write_text("Task,Owner\nReview,LBH\n")
    (tmp_path / "plan.pdf").write_text("%PDF")
    ran = run("import", *words)
    assert ran.code == 2
    assert told in ran.stderr
    assert sorted(each.name for each in tmp_path.iterdir()) == ["plan.csv", "plan.pdf"]


def test_issues_of_a_table_become_commits_of_their_days(run: Run, tmp_path: Path) -> None:
    head = "Ref,Task,Owner,Status,RAG,Due date\n"
    (tmp_path / "plan-2014-01-13.csv").write_text(f"{head}1.1,Review,LBH,Begun,Amber,31/03/2014\n")
    (tmp_path / "plan 27.01.2014.csv").write_text(
        f"{head}1.1,Review,LBH,Done,Green,31/03/2014\n1.2,Write,LBR,,,\n"
    )
    files = ("plan 27.01.2014.csv", "plan-2014-01-13.csv")
    ran = run("import", "own", *files, "--key", "rag-complete", "--history", "made")
    assert (ran.code, ran.stdout) == (0, "made: 2 commits, 2014-01-13 to 2014-01-27\n")
    ran = run("diff", "2014-01-13", "2014-01-27", "--format", "json", cwd=tmp_path / "made")
    assert ran.stdout.count('"kind": "completed"') == 1
    assert ran.stdout.count('"kind": "new"') == 1
