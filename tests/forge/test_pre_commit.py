"""The pre-commit hooks, installed by pre-commit from this repository and run on real commits."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from golden.command import REPOSITORY
from history.building import ALONE, Repo

from forge.plan import GOOD, ORGANISATION_FILE, PROGRAMME_FILE, WRONG

pytestmark = pytest.mark.thorough

PRE_COMMIT = Path(sys.executable).with_name("pre-commit")
SHIPPED = (
    ".pre-commit-hooks.yaml",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "src",
    "templates",
    "plans",
    ".github",
)
"""What a person gets who clones ragplan, as far as the hook needs it."""
POLICY = "format: ragplan-policy/1\nworking_days: {bank_holidays: England and Wales}\n"
HOOKED = """\
repos:
  - repo: {url}
    rev: {rev}
    hooks:
      - id: ragplan-lint
        args: [--fail-on, warning]
      - id: ragplan-check
        args: [--base, main, --as-of, "2014-01-10"]
"""


def shipped(folder: Path) -> Repo:
    """ragplan's repository as it is here, in one commit."""
    repo = Repo(folder)
    for name in SHIPPED:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    repo.commit({}, "ragplan")
    return repo


def hooked(repo: Repo, home: Path, *arguments: str) -> tuple[int, str]:
    """The exit code of pre-commit in a repository, and what it says."""
    environment = os.environ | ALONE | {"PRE_COMMIT_HOME": str(home)}
    done = subprocess.run(
        [PRE_COMMIT, "run", "--color=never", *arguments],
        cwd=repo.folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=600,
    )
    return done.returncode, done.stdout


def test_a_commit_of_a_bad_plan_is_stopped_and_of_a_good_one_is_not(tmp_path: Path) -> None:
    """One test, for it installs ragplan once, with pip, as pre-commit does for everybody."""
    ragplan = shipped(tmp_path / "ragplan")
    home = tmp_path / "home"
    repo = Repo(tmp_path / "plans")
    config = HOOKED.format(url=ragplan.folder.as_uri(), rev=ragplan.git("rev-parse", "HEAD"))
    repo.commit(
        {
            ".pre-commit-config.yaml": config,
            "notes.txt": "Nothing of a plan.\n",
            "ragplan.yaml": POLICY,
            **GOOD,
        }
    )

    code, told = hooked(repo, home, "--all-files")
    assert (code, told.splitlines()[-1].rstrip()[-6:]) == (0, "Passed"), told

    repo.write({ORGANISATION_FILE: WRONG})
    repo.git("add", ".")
    code, told = hooked(repo, home)
    assert code == 1
    assert "plans/A.yaml:4:5: error RAG005" in told

    # One file of a programme breaks another, which the commit does not touch.
    programme = GOOD[PROGRAMME_FILE].replace('"1.1"', '"1.2"')
    repo.write(GOOD | {PROGRAMME_FILE: programme})
    repo.git("add", ".")
    code, told = hooked(repo, home)
    assert code == 1
    assert "plans/A.yaml:3:" in told

    repo.write(GOOD | {"ragplan.yaml": POLICY.replace("England and", "Scotland and")})
    repo.git("add", ".")
    code, told = hooked(repo, home)
    assert (code, "no region 'Scotland and Wales'" in told) == (1, True), told

    # The base is the main branch: what was there before is not the commit's.
    repo.write({"ragplan.yaml": POLICY, "notes.txt": "raing: amber\n"})
    repo.git("add", ".")
    code, told = hooked(repo, home)
    assert (code, told.count("Passed")) == (0, 2), told

    # Of what is taken away, and of other endings, pre-commit does not tell.
    repo.git("rm", "--quiet", ORGANISATION_FILE)
    code, told = hooked(repo, home)
    assert (code, told.count("RAG112 A has"), told.count("RAG501 the")) == (1, 2, 1), told
    for ending in ("yml", "YAML"):
        repo.git("reset", "--quiet", "--hard")
        repo.write({ORGANISATION_FILE: None, f"plans/A.{ending}": WRONG})
        repo.git("add", ".")
        code, told = hooked(repo, home)
        assert (code, told.count(f"plans/A.{ending}:4:5: error RAG005")) == (1, 2), told
