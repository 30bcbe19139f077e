"""What the README and the guide show is what happens, in the order in which a reader types it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, Run, environment

from ragplan.reports import REPORTS

README = ROOT / "README.md"
GUIDE = ROOT / "docs" / "guide"
PAGES = (README, *sorted(GUIDE.glob("*.md")))
MOST_WORDS = 1000
TYPED_BY_OTHERS = ("a-year",)
"""Pages whose commands are too many for processes of their own; tests/year types them in one."""
SET_UP = "python3 -m venv"
"""How the two commands begin that the gate itself runs, in a fresh clone."""
FOUND = 1
"""The greatest exit code of a command that ran."""

_STEP = re.compile(
    r"^```sh\n(?P<shell>.*?)^```"
    r"|^`(?P<path>plans/[\w./-]+|[\w-]+\.(?:csv|yaml|txt))`:\n\n```(?:yaml|markdown|csv|text)\n(?P<text>.*?)^```"
    r"|^\| `(?P<row>ragplan [^`|]+)` \|",
    re.MULTILINE | re.DOTALL,
)


def steps(page: Path) -> Iterator[str]:
    """The commands of a page, and the files it says to write, as lines of a shell script."""
    for found in _STEP.finditer(page.read_text(encoding="utf-8")):
        if found["path"]:
            yield f"cat > {found['path']} <<'EOF'\n{found['text']}EOF"
        else:
            lines = (found["shell"] or found["row"]).strip().splitlines()
            yield from (line for line in lines if not line.startswith(SET_UP))


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with this project's plans, as a reader has it before the first command."""
    folder = tmp_path / "ragplan"
    shutil.copytree(ROOT / "plans", folder / "plans")
    for command in (("init", "--quiet", "--initial-branch=main"), ("add", "."), ("commit", "-qm", "Plans")):
        subprocess.run(["git", *command], cwd=folder, check=True, env=person(tmp_path))
    return folder


def person(home: Path) -> dict[str, str]:
    """The environment of somebody who has ragplan within reach and has told git a name."""
    (home / ".gitconfig").write_text("[user]\nname = Ann Example\nemail = ann@example.org\n")
    own = environment({"HOME": str(home)})
    return own | {"PATH": f"{Path(sys.executable).parent}:{own['PATH']}"}


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.stem not in TYPED_BY_OTHERS and [*steps(page)]],
    ids=lambda page: page.stem,
)
def test_every_command_works_where_it_is_printed(page: Path, checkout: Path, tmp_path: Path) -> None:
    typed = [step.replace("/tmp/", f"{tmp_path}/") for step in steps(page)]
    script = "\n".join(f"{step}\n(( $? <= {FOUND} )) || exit 9" for step in typed)
    ran = subprocess.run(
        ["bash", "-xc", script],
        cwd=checkout,
        env=person(tmp_path),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (ran.returncode <= FOUND, "Traceback" in ran.stderr) == (True, False), ran.stderr[-3000:]


def test_the_readme_is_short() -> None:
    assert len(README.read_text(encoding="utf-8").split()) < MOST_WORDS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_page_of_the_guide_is_linked_from_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    assert [page.name for page in PAGES[1:] if f"(docs/guide/{page.name})" not in text] == []


def test_every_report_is_somebodys_job() -> None:
    text = (GUIDE / "jobs.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `ragplan report (\w+)", text, re.MULTILINE))
    assert set(REPORTS) - named == set()


def test_the_plan_of_ones_own_is_told_the_row_it_lacks(run: Run, tmp_path: Path) -> None:
    files = [found for found in _STEP.finditer(README.read_text(encoding="utf-8")) if found["path"]]
    assert [found["path"] for found in files] == [
        f"plans/{name}.yaml" for name in ("programme", "NORTH", "CITY")
    ]
    (tmp_path / "plans").mkdir()
    for found in files[:2]:
        (tmp_path / found["path"]).write_text(found["text"], encoding="utf-8")
    ran = run("lint")
    assert (ran.code, ran.stdout.count("\n")) == (1, 1)
    assert "RAG112 CITY has no row for '1.1'" in ran.stdout
    (tmp_path / files[2]["path"]).write_text(files[2]["text"], encoding="utf-8")
    assert run("lint").code == 0


def test_a_mistyped_field_is_told_as_shown(run: Run, tmp_path: Path) -> None:
    shown = block("editing", "error RAG005")
    shutil.copytree(ROOT / "plans", tmp_path / "plans")
    path = tmp_path / "plans" / "bhr-francis" / "BDCCG.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines.insert(7, "    raing: amber\n")
    path.write_text("".join(lines), encoding="utf-8")
    assert run("lint", "plans/bhr-francis", "--format", "full").stdout.strip() == shown.strip()


def test_the_news_of_the_demo_is_what_diff_tells(run: Run, tmp_path: Path) -> None:
    shown = [*block("meetings", "Progress 11").splitlines()]
    shown += re.findall(r"^  [+!] .*", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert run("demo", tmp_path / "demo").code == 0
    told = run("diff", cwd=tmp_path / "demo").stdout.splitlines()
    assert [line for line in shown if line.strip() and line not in told] == []


def test_the_findings_that_stop_a_change_are_those_of_the_demonstration() -> None:
    told = (ROOT / "tests/check/expected/stopped.full.txt").read_text(encoding="utf-8")
    assert block("gate", "error RAG502") == told


def test_the_policy_is_one(run: Run, tmp_path: Path) -> None:
    shown = block("gate", "format: ragplan-policy/1", "yaml")
    shutil.copytree(ROOT / "plans", tmp_path / "plans")
    (tmp_path / "ragplan.yaml").write_text(shown, encoding="utf-8")
    ran = run("policy")
    assert (ran.code, ran.stderr) == (0, "")
    assert "ragplan.yaml:4" in ran.stdout


def block(page: str, start: str, language: str = "text") -> str:
    """A block of a page of the guide, by how it begins."""
    text = (GUIDE / f"{page}.md").read_text(encoding="utf-8")
    found = re.search(rf"```{language}\n({re.escape(start)}.*?)```", text, re.DOTALL)
    assert found is not None
    return found[1]
