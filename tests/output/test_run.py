"""The formats as the command line writes them: whichever folder it runs in, and whoever reads."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import Run, Write
from golden.command import Ran, ragplan
from lint.plan_files import NOT_A_DATE, ON_A_SUNDAY, ORGANISATION, UNQUOTED

from output.runner import lines, obeyed
from ragplan.output import FORMATS

BROKEN = {"A.yaml": UNQUOTED + "    updated: TBC\n    due: 2014-03-30\n"}
"""An error, a warning and something worth knowing."""
IN_ACTIONS = {"GITHUB_ACTIONS": "true"}


def file_told(ran: Ran) -> str:
    """The file that the first annotation is for."""
    command = obeyed(ran.out.split("\n", 1)[0])
    assert command is not None, ran.out
    return command.properties["file"]


@pytest.fixture
def inside(tmp_path: Path, plan: Path, write: Write) -> Path:
    """A folder of a repository, with plans in it."""
    write(BROKEN)
    folder = tmp_path / "repository/nhs"
    shutil.copytree(plan, folder / "plans")
    subprocess.run(["git", "init", "--quiet", folder.parent], check=True)
    return folder


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        pytest.param(ORGANISATION, "info", 0, id="clean"),
        pytest.param(ON_A_SUNDAY, "warning", 0, id="worth-knowing"),
        pytest.param(UNQUOTED, "error", 0, id="warning-allowed"),
        pytest.param(UNQUOTED, "warning", 1, id="warning"),
        pytest.param(NOT_A_DATE, "never", 0, id="never"),
    ],
)
def test_every_format_exits_alike(
    run: Run, plan: Path, write: Write, text: str, fail_on: str, code: int, format: str
) -> None:
    write({"A.yaml": text})
    ran = run("lint", "--fail-on", fail_on, "--format", format)
    assert ran.code == code
    assert "3 files read" in ran.stderr
    if format == "junit":
        assert ("<failure" in ran.stdout) == (code == 1)


@pytest.mark.parametrize("command", ["lint", "check"])
@pytest.mark.parametrize("format", ["github", "gitlab", "sarif", "junit", "markdown"])
def test_paths_lead_from_the_top_of_the_repository(inside: Path, command: str, format: str) -> None:
    options = ["--no-history"] if command == "check" else []
    tell = [command, "--format", format, *options]
    told = ragplan(*tell, cwd=inside)
    assert told.code == 1
    assert "nhs/plans/A.yaml" in told.out
    assert ragplan(*tell, "--plans", "nhs/plans", cwd=inside.parent).out == told.out
    assert ragplan(*tell, "--plans", str(inside / "plans"), cwd=inside).out == told.out
    assert ragplan(*tell, "--plans", "../nhs/plans", cwd=inside).out == told.out
    assert ragplan(*tell, "--plans", ".", cwd=inside / "plans").out == told.out


def test_the_top_of_a_worktree_is_its_own(inside: Path) -> None:
    shutil.rmtree(inside.parent / ".git")
    (inside / ".git").write_text("gitdir: /elsewhere\n")
    assert file_told(ragplan("lint", "--format", "github", cwd=inside)) == "plans/A.yaml"


def test_without_a_repository_paths_are_as_they_are_given(plan: Path, write: Write) -> None:
    write(BROKEN)
    ran = ragplan("lint", "--format", "github", cwd=plan.parent)
    assert file_told(ran) == "plans/A.yaml"


def test_auto_annotates_in_github_actions_and_nowhere_else(plan: Path, write: Write) -> None:
    write(BROKEN)
    plain = ragplan("lint", cwd=plan.parent)
    assert plain == ragplan("lint", "--format", "concise", cwd=plan.parent)
    there = ragplan("lint", cwd=plan.parent, env=IN_ACTIONS)
    assert there == ragplan("lint", "--format", "github", cwd=plan.parent)
    assert [each.name for each in map(obeyed, lines(there.out)) if each] == ["error", "warning", "notice"]
    assert ragplan("lint", cwd=plan.parent, env={"GITHUB_ACTIONS": "false"}) == plain


def test_what_is_kept_for_one_reader_is_not_said_to_another(inside: Path, tmp_path: Path) -> None:
    def lint(cwd: Path, *arguments: str, env: dict[str, str] | None = None) -> Ran:
        return ragplan(
            "lint", *arguments, cwd=cwd, env={"RAGPLAN_CACHE": str(tmp_path / "kept"), **(env or {})}
        )

    plain = lint(inside)
    assert lint(inside) == plain
    assert file_told(lint(inside, env=IN_ACTIONS)) == "nhs/plans/A.yaml"
    assert file_told(lint(inside, "--format", "github")) == "nhs/plans/A.yaml"
    shutil.rmtree(inside.parent / ".git")
    assert file_told(lint(inside, env=IN_ACTIONS)) == "plans/A.yaml"
    assert file_told(lint(inside, "--format", "github")) == "plans/A.yaml"
    assert lint(inside) == plain


@pytest.mark.parametrize("words", ["::error::x", "##[error]x", "%0A::error::x", "x ##[set-env name=A]b"])
@pytest.mark.parametrize("format", FORMATS)
def test_no_plan_commands_a_build_log(run: Run, plan: Path, write: Write, words: str, format: str) -> None:
    write({"A.yaml": f"{ORGANISATION}    rating: '{words}'\n    '{words}': x\n", f"{words}.yaml": ""})
    ran = run("lint", "--format", format)
    assert ran.code == 1
    obeys = [command for command in map(obeyed, lines(ran.stdout + ran.stderr)) if command]
    if format == "github":
        assert obeys
        assert {(each.name, *each.properties) for each in obeys} <= {
            ("error", "file", "line", "endLine", "col", "endColumn", "title"),
            ("error", "file", "line", "endLine", "title"),
        }
    else:
        assert obeys == []


@pytest.mark.parametrize("format", FORMATS)
def test_a_locale_without_unicode_changes_nothing(plan: Path, write: Write, format: str) -> None:
    write({"Zoë – 日本.yaml": f"{ORGANISATION}    rating: 風😀\n"})
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    tell = ("lint", "--format", format)
    assert ragplan(*tell, cwd=plan.parent, env=plain) == ragplan(*tell, cwd=plan.parent)


def test_a_file_name_that_is_no_unicode(plan: Path) -> None:
    (plan / "x\udcff.yaml").write_text("")
    for format in FORMATS:
        ran = ragplan("lint", "--format", format, cwd=plan.parent)
        assert ran.code == 1
        if format == "sarif":
            places = [each["locations"][0] for each in json.loads(ran.out)["runs"][0]["results"]]
            assert places[0]["physicalLocation"]["artifactLocation"]["uri"] == "plans/x%FF.yaml"
