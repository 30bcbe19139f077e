"""Every paper at once, in a folder with an index: what is written, what never is, and what links lead to."""

from __future__ import annotations

import json
import re
from pathlib import Path
from shutil import copytree
from urllib.parse import unquote

import pytest
from golden.command import Ran, lay, ragplan

from ragplan.reports import REPORTS
from ragplan.rules.example import FILES


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("set")
    assert ragplan("demo", "demo", cwd=folder).code == 0
    assert ragplan("report", "--all", "papers", cwd=folder / "demo").code == 0
    return folder / "demo"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small plan outside git, with a remark that is not for everybody."""
    lay(tmp_path / "plans", FILES)
    file = next(
        path for path in (tmp_path / "plans").rglob("*.yaml") if "organisation: A" in path.read_text()
    )
    text = file.read_text(encoding="utf-8")
    remark = "    notes: [{text: Whispered among us, internal: true}]\n"
    file.write_text(re.sub(r"(  - ref: .*\n)", rf"\1{remark}", text, count=1), encoding="utf-8")
    return tmp_path


def made(folder: Path, *args: str) -> Ran:
    return ragplan("report", "--all", "papers", "--as-of", "2014-01-27", *args, cwd=folder)


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def links(index: Path) -> list[str]:
    return [unquote(each) for each in re.findall(r'href="([^"#]+)"', index.read_text(encoding="utf-8"))]


def test_the_index_links_to_every_file_beside_it_and_to_nothing_else(demo: Path) -> None:
    names = {path.name for path in (demo / "papers").iterdir()}
    assert sorted(links(demo / "papers/index.html")) == sorted(names - {"index.html", "ragplan-papers.json"})
    for name, report in REPORTS.items():
        if not report.required and name != "paper":
            assert any(each.startswith(f"bhr-francis-{name}") for each in names), name
    assert "bhr-francis-2014-02-11-hwb.html" in names
    assert "bhr-francis-organisation-hccg.html" in names


@pytest.mark.parametrize("report", ["plan", "moves", "risks", "recommendations"])
def test_a_paper_of_the_set_is_the_one_that_stands_alone(demo: Path, report: str) -> None:
    alone = ragplan("report", report, "--output", "-", cwd=demo)
    assert (demo / f"papers/bhr-francis-{report}.html").read_text(encoding="utf-8") == alone.out


def test_a_second_run_writes_the_same_and_leaves_other_files_alone(project: Path) -> None:
    assert made(project).code == 0
    (project / "papers/minutes.txt").write_text("ours")
    before = held(project / "papers")
    assert made(project).code == 0
    assert held(project / "papers") == before


def test_a_file_that_it_did_not_write_is_never_written_over(project: Path) -> None:
    (project / "papers").mkdir()
    (project / "papers/index.html").write_text("ours")
    ran = made(project)
    assert (ran.code, ran.out) == (2, "")
    assert "index.html in 'papers' was not written by 'report --all'" in ran.err
    assert held(project / "papers") == {"index.html": b"ours"}


def test_a_link_is_not_followed_even_where_an_earlier_run_is_said_to_have_written_it(project: Path) -> None:
    (project / "papers").mkdir()
    (project / "precious").write_text("ours")
    (project / "papers/index.html").symlink_to(project / "precious")
    record = {"version": 1, "public": False, "files": ["index.html"]}
    (project / "papers/ragplan-papers.json").write_text(json.dumps(record))
    assert made(project).code == 2
    assert (project / "precious").read_text() == "ours"


def test_what_is_no_more_of_the_set_stays_and_is_named(project: Path) -> None:
    assert made(project).code == 0
    record = project / "papers/ragplan-papers.json"
    told = json.loads(record.read_text())
    record.write_text(json.dumps({**told, "files": [*told["files"], "old.html"]}))
    (project / "papers/old.html").write_text("old")
    ran = made(project)
    assert "note: papers/old.html is from an earlier run, and no longer one of the set" in ran.err
    assert (project / "papers/old.html").exists()


def test_a_public_set_has_no_internal_remark_and_joins_no_whole_one(project: Path) -> None:
    assert made(project).code == 0
    assert any(b"Whispered" in data for data in held(project / "papers").values())
    assert "never join" in made(project, "--public").err
    (project / "papers").rename(project / "whole")
    assert made(project, "--public").code == 0
    public = held(project / "papers")
    assert [name for name, data in public.items() if b"Whispered" in data] == []
    assert all("-public" in name for name in public if name not in ("index.html", "ragplan-papers.json"))
    assert b"Public copy" in public["index.html"]


def test_without_git_what_only_git_tells_is_left_out_and_named(project: Path) -> None:
    ran = made(project)
    assert "note: papers that need the history in git are left out" in ran.err
    names = {path.name for path in (project / "papers").iterdir()}
    assert "example-plan.html" in names
    assert "example-trend.html" not in names


def test_another_format_has_an_index_all_the_same(project: Path) -> None:
    assert made(project, "--format", "markdown").code == 0
    assert (project / "papers/example-plan.md").exists()
    assert "example-plan.md" in links(project / "papers/index.html")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("moves", "--all", "x"), "--all writes every report; leave 'moves' out"),
        (("--all", "x", "--overdue"), "--all takes no --overdue"),
        (("--all", "x", "--output", "y.html"), "--all takes no --output"),
        (("--all", "x", "--format", "text"), "text is none of those"),
        (("--all", "plans/programme.yaml"), "is a file; --all takes a folder"),
    ],
)
def test_what_does_not_go_with_all_is_refused_in_a_sentence(
    project: Path, args: tuple[str, ...], told: str
) -> None:
    ran = ragplan("report", *args, cwd=project)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert not (project / "x").exists()


def test_several_programmes_each_have_their_heading(tmp_path: Path, demo: Path) -> None:
    copytree(demo / "plans", tmp_path / "plans/one")
    lay(tmp_path / "plans/two", FILES)
    assert made(tmp_path).code == 0
    text = (tmp_path / "papers/index.html").read_text(encoding="utf-8")
    assert re.findall(r"<h2[^>]*>([^<]+)", text)[1:] == [
        "All plans together",
        "System Wide Implementation Plan",
        "Example plan",
    ]
