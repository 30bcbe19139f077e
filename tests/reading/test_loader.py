"""Folders of files become programmes; what cannot be read is told, and accuses nobody else."""

from __future__ import annotations

import pickle

import pytest

from ragplan.diagnostics import FILE_START
from ragplan.document import Problem, SourceFile
from ragplan.linter import lint
from ragplan.loader import load
from ragplan.rules import RULES
from ragplan.rules.example import FILES
from reading.findings import ORGANISATION, PROGRAMME, findings, only_programme, plans, told

REGISTER = FILES["registers/francis-2013.yaml"]
BROKEN = "title: 'never closed\n"
OTHER = PROGRAMME.replace("programme: example", "programme: other")
PAPER = "---\ntitle: Progress\nmeeting: Board\ndate: 2014-01-20\n---\nText\n"
MISTAKEN = ORGANISATION + "    updated: TBC\n"


def below(folder: str, programme: str = PROGRAMME, organisation: str = ORGANISATION) -> dict[str, str]:
    return {f"{folder}programme.yaml": programme, f"{folder}A.yaml": organisation}


@pytest.mark.parametrize(
    ("files", "ids"),
    [
        pytest.param(below(""), ["example"], id="directly-in-the-plans-folder"),
        pytest.param(below("x/"), ["example"], id="in-a-folder-of-its-own"),
        pytest.param(below("a/b/c/"), ["example"], id="deep"),
        pytest.param(
            {"p/programme.yaml": PROGRAMME, "p/q/r/A.yaml": ORGANISATION}, ["example"], id="sub-folders"
        ),
        pytest.param({"p/zzz.yaml": PROGRAMME, "p/0.yaml": ORGANISATION}, ["example"], id="free-file-names"),
        pytest.param(below("x/") | below("y/", OTHER), ["example", "other"], id="side-by-side"),
        pytest.param(below("") | below("y/", OTHER), ["example", "other"], id="one-inside-the-other"),
    ],
)
def test_a_folder_is_a_programme_and_files_belong_to_the_nearest_one_above(
    files: dict[str, str], ids: list[str]
) -> None:
    found = plans(files | {"registers/francis-2013.yaml": REGISTER})
    assert found.problems == ()
    assert found.broken == 0
    assert sorted(each.id for each in found.programmes) == ids
    assert [len(each.files) for each in found.programmes] == [1] * len(ids)


@pytest.mark.parametrize(
    ("path", "id"),
    [
        ("papers/p.md", "example"),
        ("2014/papers/p.md", "example"),
        ("y/papers/p.md", "other"),
        ("y/a/b/papers/p.md", "other"),
    ],
)
def test_a_paper_and_a_text_belong_to_the_nearest_programme_above(path: str, id: str) -> None:
    annex = path.replace("p.md", "annex.md")
    files = below("") | below("y/", OTHER) | {"francis-2013.yaml": REGISTER, path: PAPER, annex: "Text\n"}
    found = plans(files)
    assert found.problems == ()
    assert {each.id: [paper.origin.path for paper in each.papers] for each in found.programmes}[id] == [path]
    assert {each.id: [text.origin.path for text in each.annexes] for each in found.programmes}[id] == [annex]
    assert sum(len(each.papers) + len(each.annexes) for each in found.programmes) == 2


@pytest.mark.parametrize("place", ["registers/", "", "x/", "x/registers/", "deep/down/"])
def test_a_register_may_stand_anywhere_and_serves_every_programme(place: str) -> None:
    files = below("x/") | below("y/", OTHER) | {f"{place}francis-2013.yaml": REGISTER}
    assert [[each.id for each in programme.registers] for programme in plans(files).programmes] == [
        ["francis-2013"],
        ["francis-2013"],
    ]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"x/A.yaml": ORGANISATION}, ["x/A.yaml:1 RAG010"], id="stray"),
        pytest.param(below("x/") | {"A.yaml": ORGANISATION}, ["A.yaml:1 RAG010"], id="stray-above"),
        pytest.param(below("x/") | below("y/"), ["y/programme.yaml:2 RAG011"], id="one-id-twice"),
        pytest.param(below("x/") | {"x/z.yaml": OTHER}, ["x/z.yaml:2 RAG011"], id="two-in-a-folder"),
        pytest.param(below("") | {"B.yaml": ORGANISATION}, ["B.yaml:1 RAG011"], id="organisation-twice"),
        pytest.param(below("") | {"s/A.yaml": ORGANISATION}, ["s/A.yaml:1 RAG011"], id="in-a-sub-folder"),
        pytest.param(below("") | {"B.yaml": "organisation: a\n"}, ["B.yaml:1 RAG011"], id="by-case"),
        pytest.param(
            below("", PROGRAMME.replace("Hospital}", "Hospital, aliases: [AH]}"))
            | {"B.yaml": "organisation: ah\n"},
            ["B.yaml:1 RAG011"],
            id="by-alias",
        ),
        pytest.param(below("") | {"r.yaml": REGISTER}, ["registers/f.yaml:1 RAG011"], id="register-twice"),
        pytest.param(below("") | {"ci.yaml": "on: push\n"}, ["ci.yaml:1 RAG009"], id="unrelated"),
        pytest.param(below("x/") | {"papers/p.md": PAPER}, ["papers/p.md:1 RAG010"], id="stray-paper"),
        pytest.param(below("x/") | {"y/papers/p.md": "Text\n"}, ["y/papers/p.md:1 RAG010"], id="stray-annex"),
    ],
)
def test_what_belongs_nowhere_or_twice_is_the_only_thing_told(
    files: dict[str, str], expected: list[str]
) -> None:
    assert told(files | {"registers/f.yaml": REGISTER}) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("programme.yaml", BROKEN, "programme.yaml:1 RAG002"),
        ("programme.yaml", "", "programme.yaml:1 RAG001"),
        ("programme.yaml", PROGRAMME + "bogus: 1\n", "programme.yaml:22 RAG005"),
        ("programme.yaml", PROGRAMME.replace("programme: example\n", ""), "programme.yaml:1 RAG009"),
        ("A.yaml", BROKEN, "A.yaml:1 RAG002"),
        ("A.yaml", ORGANISATION + "    bogus: 1\n", "A.yaml:6 RAG005"),
        ("registers/francis-2013.yaml", BROKEN, "registers/francis-2013.yaml:1 RAG002"),
        ("registers/francis-2013.yaml", REGISTER + "bogus: 1\n", "registers/francis-2013.yaml:4 RAG005"),
    ],
)
def test_half_a_programme_accuses_nobody(name: str, text: str, expected: str) -> None:
    owned_by_two = PROGRAMME.replace("owners: [A]", "owners: [A, B]\n        recommendations: [1]")
    files = FILES | {
        "programme.yaml": owned_by_two,
        "sub/B.yaml": "organisation: B\nactions: [{ref: '1.1'}]\n",
    }
    assert told(files) == []
    assert told(files | {name: text}) == [expected]


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (PAPER.replace("meeting: Board\n", ""), "papers/p.md:2 RAG006"),
        (PAPER + "\x07", "papers/p.md:7 RAG001"),
        (PAPER.removesuffix("---\nText\n"), "papers/p.md:1 RAG002"),
        ("---\n- a list\n---\n", "papers/p.md:2 RAG007"),
    ],
)
def test_a_paper_that_cannot_be_read_takes_nothing_from_its_programme(paper: str, expected: str) -> None:
    files = FILES | {"A.yaml": MISTAKEN, "papers/2014-01-20.md": PAPER}
    assert told(files) == ["A.yaml:6 RAG201"]
    assert told(files | {"papers/p.md": paper}) == ["A.yaml:6 RAG201", expected]
    found = plans(files | {"papers/p.md": paper})
    assert found.broken == 0
    assert [len(each.papers) for each in found.programmes] == [1]


def test_a_paper_is_not_stray_while_its_programme_may_be_the_file_that_cannot_be_read() -> None:
    assert told({"p/programme.yaml": BROKEN, "p/papers/p.md": PAPER}) == ["p/programme.yaml:1 RAG002"]


def test_an_ignore_comment_in_half_a_programme_is_not_called_unused() -> None:
    silenced = MISTAKEN.rstrip("\n") + "  # ragplan: ignore[RAG201] the minutes are on their way\n"
    assert told(FILES | {"A.yaml": silenced}) == []
    assert told(FILES | {"A.yaml": silenced, "programme.yaml": PROGRAMME + "bogus: 1\n"}) == [
        "programme.yaml:22 RAG005"
    ]


@pytest.mark.parametrize("broken", [BROKEN, OTHER + "bogus: 1\n", ""])
def test_a_broken_programme_does_not_hide_the_findings_of_another(broken: str) -> None:
    files = below("good/", organisation=MISTAKEN) | below("worse/", broken, MISTAKEN)
    found = told(files | {"registers/francis-2013.yaml": REGISTER})
    assert "good/A.yaml:6 RAG201" in found
    assert [each for each in found if each.startswith("worse/A.yaml")] == []
    assert len([each for each in found if each.startswith("worse/programme.yaml")]) == 1


def test_a_folder_that_cannot_be_read_leaves_no_half_programme_behind() -> None:
    closed = Problem("unreadable-file", "the folder cannot be read: Permission denied", span=FILE_START)
    source = SourceFile("p/programme.yaml", PROGRAMME.replace("registers: [francis-2013]\n", "").encode())
    found = lint(load([source], [("p/closed", closed)]), RULES)
    assert [(each.path, each.code) for each in found] == [("p/closed", "RAG001")]


def test_a_file_that_cannot_be_opened_leaves_no_half_programme_behind() -> None:
    sources = [SourceFile("p/programme.yaml", PROGRAMME.replace("registers: [francis-2013]\n", "").encode())]
    sources.append(SourceFile("p/A.yaml", fault="the file cannot be opened: Permission denied"))
    assert [(each.path, each.code) for each in lint(load(sources), RULES)] == [("p/A.yaml", "RAG001")]


@pytest.mark.parametrize("name", ["A.yml", "B2.yaml", "sub/A.yaml", "a very long name é.yaml", "zzz.yaml"])
def test_where_an_action_stands_is_no_part_of_what_it_is(name: str) -> None:
    two = PROGRAMME.replace("owners: [A]", "owners: [A, B]")
    b_file = {"B.yaml": "organisation: B\nactions:\n  - {ref: '1.1', status: Sent}\n"}
    before = FILES | b_file | {"programme.yaml": two}
    after = {path: text for path, text in before.items() if path != "A.yaml"}
    moved = after | {name: "# Moved here in February.\n\n" + ORGANISATION}
    assert only_programme(moved) == only_programme(before)
    assert only_programme(moved) != only_programme(after | {name: ORGANISATION.replace("Drafted", "Sent")})


def test_a_programme_handed_over_by_another_process_is_the_same() -> None:
    revised = "due: 2014-01-31\n        revised: [{to: 2014-02-28, reason: The board}]"
    before = only_programme(FILES | {"programme.yaml": PROGRAMME.replace("due: 2014-01-31", revised)})
    after = pickle.loads(pickle.dumps(before))
    assert after == before
    assert [row.deadline for row in after.rows] == [row.deadline for row in before.rows]


def test_the_order_in_which_files_are_found_changes_nothing() -> None:
    sources = [SourceFile(path, text.encode()) for path, text in (FILES | {"A.yaml": MISTAKEN}).items()]
    assert load(sources).programmes == load(reversed(sources)).programmes
    assert lint(load(sources), RULES) == lint(load(reversed(sources)), RULES) != []


def test_every_finding_of_every_file_comes_at_once() -> None:
    files = below("x/", organisation=MISTAKEN) | below("y/", OTHER + "bogus: 1\n") | {"z/B.yaml": BROKEN}
    found = [each.code for each in findings(files | {"registers/francis-2013.yaml": REGISTER})]
    assert found == ["RAG201", "RAG005", "RAG002"]
