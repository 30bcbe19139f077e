"""Which files ``ragplan lint`` looks at, and what it says when there is nothing to look at."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run, Write

from lint.plan_files import NOT_A_DATE, ORGANISATION, PROGRAMME
from ragplan.rules.example import FILES

TWO = {
    "x/programme.yaml": PROGRAMME,
    "x/A.yaml": NOT_A_DATE,
    "y/programme.yaml": PROGRAMME.replace("programme: example", "programme: other"),
    "y/A.yaml": NOT_A_DATE,
    "registers/francis-2013.yaml": FILES["registers/francis-2013.yaml"],
}
IN_X, IN_Y = "plans/x/A.yaml:6:14", "plans/y/A.yaml:6:14"


def places(output: str) -> list[str]:
    return [line.split(": ")[0] for line in output.splitlines()]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ([], [IN_X, IN_Y]),
        (["plans"], [IN_X, IN_Y]),
        (["plans/"], [IN_X, IN_Y]),
        (["./plans"], [IN_X, IN_Y]),
        (["plans/x"], [IN_X]),
        (["plans/x/A.yaml"], [IN_X]),
        (["plans/y/../x/A.yaml"], [IN_X]),
        (["plans/x/A.yaml", "plans/y/A.yaml"], [IN_X, IN_Y]),
        (["plans/x/A.yaml", "plans/x/A.yaml"], [IN_X]),
        (["plans/x/programme.yaml"], []),
        (["plans/registers"], []),
        (["plans/x/A.yaml", "plans/registers"], [IN_X]),
    ],
)
def test_only_the_paths_asked_for_are_told_of(
    run: Run, write: Write, paths: list[str], expected: list[str]
) -> None:
    write(TWO)
    ran = run("lint", *paths)
    assert (ran.code, places(ran.stdout)) == (1 if expected else 0, expected)


def test_a_path_is_judged_with_all_of_the_plan_around_it(run: Run, plan: Path, write: Write) -> None:
    write({"A.yaml": ORGANISATION.replace('"1.1"', '"1.2"')})
    ran = run("lint", "plans/A.yaml")
    assert places(ran.stdout) == ["plans/A.yaml:3:10"]
    assert "no action '1.2' in programme 'example'" in ran.stdout


def test_an_absolute_path_and_a_folder_of_another_name_will_do(
    run: Run, write: Write, tmp_path: Path
) -> None:
    folder = write(TWO)
    assert run("lint", folder / "x").code == 1
    moved = folder.rename(tmp_path / "ours")
    assert run("lint", "--plans", "ours", "ours/x").code == 1
    assert places(run("lint", moved).stdout) == [f"{moved}/x/A.yaml:6:14", f"{moved}/y/A.yaml:6:14"]
    assert places(run("lint", "ours").stdout) == ["ours/x/A.yaml:6:14", "ours/y/A.yaml:6:14"]
    assert places(run("lint", ".", cwd=moved / "x").stdout) == ["A.yaml:6:14", "programme.yaml:9:13"]


@pytest.mark.parametrize(
    ("paths", "message"),
    [
        (["nowhere.yaml"], "there is nothing at 'nowhere.yaml'"),
        (["plans/x/B.yaml"], "there is nothing at 'plans/x/B.yaml'"),
        (["plans/x", "nowhere"], "there is nothing at 'nowhere'"),
        (["plans/empty"], "no plan file (.yaml) at 'plans/empty'"),
        (["plans/x/notes.txt"], "no plan file (.yaml) at 'plans/x/notes.txt'"),
        (["plans/x", "plans/x/notes.txt"], "no plan file (.yaml) at 'plans/x/notes.txt'"),
        (["plans/x", "elsewhere"], "these are not all below 'plans'"),
        (["elsewhere"], "no plan files (.yaml) in 'elsewhere'"),
        (["--plans", "nowhere"], "there is no folder 'nowhere' here"),
        (["--plans", "plans/x/A.yaml"], "'plans/x/A.yaml' is a file"),
        (["--plans", "elsewhere"], "no plan files (.yaml) in 'elsewhere'"),
        (["--plans", "a" * 300], "a" * 300),
        (["a" * 300], "a" * 300),
        (["--plans", "plans/registers"], "no programme in 'plans/registers'"),
    ],
)
def test_what_was_not_looked_at_never_passes_for_clean(
    run: Run, write: Write, tmp_path: Path, paths: list[str], message: str
) -> None:
    write(TWO | {"x/notes.txt": "Notes\n"})
    (tmp_path / "plans" / "empty").mkdir()
    (tmp_path / "elsewhere").mkdir()
    ran = run("lint", *paths)
    assert (ran.code, ran.stdout) == (2, "")
    assert message in ran.stderr


def test_a_folder_without_plans_cannot_run(run: Run, tmp_path: Path) -> None:
    ran = run("lint")
    assert (ran.code, ran.stdout) == (2, "")
    assert "there is no folder 'plans' here or above; name the plans' folder with --plans DIR" in ran.stderr


@pytest.mark.parametrize("name", ["notes.md", ".hidden.yaml", ".git/config.yaml", "A.yaml.bak", "yaml"])
def test_a_plans_folder_without_plan_files_cannot_run(run: Run, write: Write, name: str) -> None:
    write({name: ORGANISATION})
    ran = run("lint")
    assert (ran.code, ran.stdout) == (2, "")
    assert "no plan files (.yaml) in 'plans', so nothing was checked" in ran.stderr


def test_plans_that_are_a_file_cannot_run(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").write_text(PROGRAMME, encoding="utf-8")
    assert run("lint").code == 2
