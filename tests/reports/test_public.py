"""``--public``: what is made for everybody says so, has a file of its own, and holds no internal word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run
from history.building import Repo

from ragplan.reports.public import NOT_FROZEN, PUBLIC

SECRET = "Confidential"
OPEN = "Everybody"
PROGRAMME = """\
format: ragplan/1
programme: example
title: Example plan
group: Steering group
calendar: {{every: 2 weeks, first: 2014-01-06, last: 2014-03-03}}
key: rag-complete
registers: [report]
organisations:
  A: {{name: Alpha Hospital}}
{programme}
goals:
  - ref: "1"
    title: Publish a response
    recommendations: [report/1]
{goal}
    actions:
      - ref: "1.1"
        title: Publish the response
        due: 2014-01-31
        owners: [A]
{action}
"""
A = """\
organisation: A
{file}
actions:
  - ref: "1.1"
    rating: amber
    status: {status}
{position}
  - ref: "6"
    title: Train the staff
    due: 2014-03-31
    status: Begun.
{own}
positions:
  - recommendation: report/1
    status: Considered.
{recommendation}
"""
REGISTER = """\
register: report
title: Report of the inquiry
{register}
recommendations: 1-2
entries:
  - number: 1
    text: Every patient is heard.
{entry}
"""
PAPER = """\
---
title: A paper
meeting: Board
date: 2014-02-03
{paper}
appendices:
  - {{title: The plan, show: plan}}
  - {{title: Positions, show: positions}}
---
{{{{ positions query }}}} with a query.
"""
PLACES = {
    "programme": 0, "goal": 4, "action": 8, "file": 0, "position": 4, "own": 4, "recommendation": 4,
    "register": 0, "entry": 4, "paper": 0,
}  # fmt: skip
"""Every entry that takes notes and queries, and how far its fields are set in."""


def remarks(place: str, indent: int, when: str) -> str:
    """Notes and queries of an entry, open and internal ones; the internal ones differ from time to time."""
    lines = [
        f'{kind}: ["{OPEN} reads the {kind} on the {place}", '
        f'{{text: "{SECRET} {kind} {when} on the {place}", internal: true}}]'
        for kind in ("notes", "queries")
    ]
    return "\n".join(" " * indent + line for line in lines)


def files(when: str, status: str) -> dict[str, str]:
    """The plan with remarks everywhere."""
    said = {place: remarks(place, indent, when) for place, indent in PLACES.items()}
    return {
        "plans/example/programme.yaml": PROGRAMME.format(**said),
        "plans/example/A.yaml": A.format(status=status, **said),
        "plans/registers/report.yaml": REGISTER.format(**said),
        "plans/example/papers/board.md": PAPER.format(**said),
    }


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A repository without a commit."""
    return Repo(tmp_path / "repo")


@pytest.fixture
def plan(repo: Repo) -> Path:
    """A repository whose meeting of 3 February is frozen; since then every internal remark is another one."""
    repo.commit(files("of old", "Drafted."), at="2014-01-03T10:00:00+00:00")
    repo.commit(files("of then", "Sent."), at="2014-02-03T10:00:00+00:00")
    repo.git("tag", "-a", "-m", "seen", "ragplan/example/2014-02-03")
    repo.commit(files("of now", "Published."), at="2014-02-10T10:00:00+00:00")
    return repo.folder


DAY = ("--as-of", "2014-02-11")
PAGES = {"report": ("html", "markdown", "text", "eml"), "diff": ("html", "markdown", "text")}
COMMANDS = [
    *(("report", *named, "--format", each)
      for named in (("plan",), ("recommendations",), ("trend",), ("paper", "plans/example/papers/board.md"))
      for each in PAGES["report"]),
    *(("diff", "-2", "--format", each) for each in PAGES["diff"]),
    *(("history", ref, "--format", each) for ref in ("1.1", "6") for each in PAGES["diff"]),
    *(("show", ref) for ref in ("1.1", "6")),
    *(("chase", "--format", each) for each in ("text", "markdown", "eml")),
]  # fmt: skip
"""Everything that makes a page."""
DATA = [
    ("diff", "-2", "--format", "json"),
    ("history", "1.1", "--format", "json"),
    *(("list", *kind, "--format", each) for kind in ((), ("--positions",)) for each in ("json", "csv")),
    *(("show", ref, "--format", each) for ref in ("1.1", "6") for each in ("json", "csv")),
]


def everything(run: Run, folder: Path, *asked: str) -> str:
    """All that a command prints, and writes into ``reports/``, on one line."""
    ran = run(*asked, *DAY, cwd=folder)
    assert ran.code == 0, ran.stderr
    written = [each.read_text(encoding="utf-8") for each in sorted(folder.glob("reports/*"))]
    text = "\n".join((ran.stdout, ran.stderr, *written)).replace("=\n", "").replace("=20", " ")
    return " ".join(text.split())


@pytest.mark.parametrize("asked", [*COMMANDS, *DATA], ids=" ".join)
def test_no_internal_word_comes_out_of_a_public_copy(run: Run, plan: Path, asked: tuple[str, ...]) -> None:
    public = everything(run, plan, *asked, "--public")
    assert SECRET not in public
    whole = everything(run, plan, *asked)
    silent = asked[:2] == ("report", "trend")
    assert (SECRET in whole) is not silent
    assert asked[0] in ("diff", "history", "report") or OPEN in public


@pytest.mark.parametrize("asked", COMMANDS, ids=" ".join)
def test_a_public_page_says_under_its_title_that_it_is_one(
    run: Run, plan: Path, asked: tuple[str, ...]
) -> None:
    assert PUBLIC in everything(run, plan, *asked, "--public")
    for each in plan.glob("reports/*"):
        each.unlink()
    assert "Public copy" not in everything(run, plan, *asked)


@pytest.mark.parametrize(
    ("asked", "frozen"),
    [
        (("report", "plan"), False),
        (("report", "plan", "--at", "2014-02-03"), True),
        (("report", "plan", "--at", "HEAD"), False),
        (("show", "1.1"), False),
        (("show", "1.1", "--at", "2014-02-03"), True),
        (("diff", "2014-02-03"), False),
        (("diff", "2014-01-06", "2014-02-03"), False),
        (("diff", "2014-02-03", "2014-02-03"), True),
        (("report", "paper", "plans/example/papers/board.md"), True),
        (("report", "paper", "plans/example/papers/board.md", *DAY), False),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_a_plan_that_no_meeting_froze_is_told(
    run: Run, plan: Path, asked: tuple[str, ...], frozen: bool
) -> None:
    form = () if asked[0] == "show" else ("--format", "text")
    said = run(*asked, *form, "--public", cwd=plan).stdout
    assert PUBLIC in " ".join(said.split())
    assert (NOT_FROZEN in " ".join(said.split())) is not frozen


def test_a_paper_of_a_frozen_meeting_shows_it_though_work_on_the_files_went_on(run: Run, repo: Repo) -> None:
    repo.commit(files("of then", "Sent."), at="2014-02-03T10:00:00+00:00")
    repo.git("tag", "-a", "-m", "seen", "ragplan/example/2014-02-03")
    repo.write(files("of now", "Published."))
    shown = run(
        "report", "paper", "plans/example/papers/board.md", "--format", "text", cwd=repo.folder
    ).stdout
    assert "Sent." in shown
    assert "Published." not in shown


@pytest.mark.parametrize("asked", [("report",), ("diff", "-2"), ("chase", "--output", "out/")], ids=" ".join)
def test_a_public_copy_has_a_file_of_its_own(run: Run, plan: Path, asked: tuple[str, ...]) -> None:
    form = () if asked[0] == "report" else ("--format", "eml" if asked[0] == "chase" else "html")
    for public in ((), ("--public",)):
        assert run(*asked, *form, *public, *DAY, cwd=plan).code == 0
    folder = plan / ("out" if asked[0] == "chase" else "reports")
    whole, copy = sorted(folder.iterdir(), key=lambda each: "-public" in each.name)
    assert copy.name == f"{whole.stem}-public{whole.suffix}"
    assert (SECRET in whole.read_text(), SECRET in copy.read_text()) == (True, False)


def test_a_public_copy_is_not_written_where_the_whole_paper_stands(run: Run, plan: Path) -> None:
    assert run("report", *DAY, cwd=plan).code == 0
    whole = plan / "reports/example-plan.html"
    before = whole.read_bytes()
    for output in ("reports/example-plan.html", "./reports/../reports/example-plan.html"):
        ran = run("report", "--public", "--output", output, *DAY, cwd=plan)
        assert (ran.code, whole.read_bytes()) == (2, before)
        assert "is the file of the whole paper, which a public copy never takes" in ran.stderr
    assert run("report", "--public", "--output", "reports/other.html", *DAY, cwd=plan).code == 0


def test_a_row_whose_only_query_is_internal_has_none_for_the_public(run: Run, repo: Repo) -> None:
    said = dict.fromkeys(PLACES, "") | {"position": f"    queries: [{{text: {SECRET}, internal: true}}]"}
    repo.write({"plans/programme.yaml": PROGRAMME.format(**said).replace("registers: [report]\n", "")
                .replace("    recommendations: [report/1]\n", ""),
                "plans/A.yaml": A.format(status="Sent.", **said).split("positions:")[0]})  # fmt: skip

    def rows(*more: str) -> int:
        ran = run("list", "--query", "--format", "json", *more, *DAY, cwd=repo.folder)
        return len(json.loads(ran.stdout)["rows"])

    assert (rows(), rows("--public")) == (1, 0)


def test_git_that_would_commit_papers_is_told_of_once(run: Run, repo: Repo) -> None:
    repo.write(files("of now", "Sent."))
    note = "note: git does not ignore reports/, and papers there contain what is marked internal; a line "
    assert (
        note + "'reports/' in .gitignore keeps them out of commits"
        in run("report", *DAY, cwd=repo.folder).stderr
    )
    assert note not in run("report", "--format", "markdown", *DAY, cwd=repo.folder).stderr


def test_a_repository_that_ignores_papers_is_left_alone(run: Run, repo: Repo) -> None:
    repo.write(files("of now", "Sent.") | {".gitignore": "/reports/\n"})
    assert "gitignore" not in run("report", *DAY, cwd=repo.folder).stderr


def test_outside_of_a_repository_nothing_is_said_of_commits(run: Run, tmp_path: Path) -> None:
    for name, text in files("of now", "Sent.").items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert "gitignore" not in run("report", *DAY, cwd=tmp_path).stderr
