"""``ragplan report paper``: which file it takes, where it writes, and what it says when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run
from golden.command import beside, lay

from reports.counted import COUNTED, PAPER, paper

FILES = paper("# One\n\nSo many: {{ positions }}.\n")


@pytest.fixture
def counted(tmp_path: Path) -> Path:
    """A folder with plans that hold one paper."""
    return lay(tmp_path / "plans", FILES).parent


def test_a_paper_is_written_under_its_programme_and_its_file(counted: Path, run: Run) -> None:
    ran = run("report", "paper", f"plans/{PAPER}")
    assert (ran.code, beside(ran.stderr)) == (0, "")
    assert ran.stdout.splitlines() == [
        "reports/counted-2014-02-03-board.html",
        "Update",
        "",
        "Board, 3 February 2014",
        "Figures as at 27 January 2014; 1 section",
    ]
    assert "So many: 8." in (counted / "reports/counted-2014-02-03-board.html").read_text(encoding="utf-8")


def test_the_same_in_markdown(counted: Path, run: Run) -> None:
    ran = run("report", "paper", f"plans/{PAPER}", "--format", "markdown", "--output", "paper.md")
    assert ran.code == 0
    assert "So many: 8." in (counted / "paper.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("", f"say which paper: plans/{PAPER}"),
        ("plans/papers/2014-02-03-bord.md", f"did you mean 'plans/{PAPER}'?"),
        ("../elsewhere.md", "no paper '../elsewhere.md' in 'plans'"),
        ("/etc/passwd", "no paper '/etc/passwd' in 'plans'"),
        ("plans/A.yaml", "no paper 'plans/A.yaml' in 'plans'"),
        ("plans/papers/annex.md", "no paper 'plans/papers/annex.md' in 'plans'"),
    ],
)
def test_a_path_that_is_no_paper(tmp_path: Path, run: Run, path: str, told: str) -> None:
    lay(tmp_path / "plans", FILES | {"papers/annex.md": "Only a text.\n"})
    ran = run("report", "paper", *([path] if path else []))
    assert (ran.code, ran.stdout) == (2, "")
    assert told in ran.stderr
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\ntitle: Update\nmeeting: [\n---\n", "a bracket is opened here and never closed"),
        ("---\ntitle: Update\nmeeting: Board\n", "never closed"),
        ("---\ntitle: Update\n---\n", "meeting"),
        ("---\ntitle: Update\nmeeting: Board\nmeetings: Board\n---\n", "meetings"),
    ],
)
def test_a_paper_that_cannot_be_read_is_named_and_the_plan_is_not_lost(
    tmp_path: Path, run: Run, text: str, told: str
) -> None:
    lay(tmp_path / "plans", COUNTED | {PAPER: text})
    ran = run("report", "paper", f"plans/{PAPER}")
    assert (ran.code, ran.stdout) == (2, "")
    assert told in ran.stderr
    assert f"plans/{PAPER}:" in ran.stderr
    assert "cannot be read" in ran.stderr
    assert run("report", "plan", "--as-of", "2014-01-27").code == 0


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ("date: 2014-02-03\nas_at: 2014-01-27\n", "Figures as at 27 January 2014"),
        ("date: 2014-02-03\n", "Figures as at 3 February 2014"),
        ("date: 2014-02\n", "Figures as at 28 February 2014"),
        ("as_at: 2014-01\n", "Figures as at 31 January 2014"),
        ("", "Figures as at 30 June 2014"),
    ],
)
def test_the_status_date_is_its_own_else_that_of_the_meeting_else_the_last_of_a_closed_programme(
    tmp_path: Path, run: Run, dates: str, told: str
) -> None:
    text = f"---\ntitle: Update\nmeeting: Board\n{dates}---\nText.\n"
    lay(tmp_path / "plans", COUNTED | {PAPER: text})
    assert told in run("report", "paper", f"plans/{PAPER}").stdout


@pytest.mark.parametrize("file", ["../A.yaml", "../../secret.md", "/etc/passwd", "papers/../../A.yaml"])
def test_an_annex_lies_in_the_folder_of_the_papers(tmp_path: Path, run: Run, file: str) -> None:
    (tmp_path / "secret.md").write_text("Top secret.\n", encoding="utf-8")
    lay(tmp_path / "plans", paper("Text.\n", f"appendices: [{{title: Annex, file: {file}}}]\n"))
    ran = run("report", "paper", f"plans/{PAPER}", "--output", "-")
    assert ran.code == 0
    assert f"There is no text {file} beside this paper." in ran.stdout
    assert "secret." not in ran.stdout.replace("secret.md", "")
