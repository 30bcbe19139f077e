"""A pull request in the demonstration, in every format: three mistakes stop it; without them it passes."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest
from golden.command import Ran, process, ragplan
from golden.plugin import Golden
from history.building import Repo

from check.conftest import HERE
from check.pull_requests import AGREES, DAY, GREENS, MOVES, PROVES, SPEAKS, prepare, send

EXPECTED = Path(__file__).parent / "expected"
ON_GITHUB = HERE | {
    "GITHUB_ACTIONS": "true",
    "GITHUB_SERVER_URL": "https://github.com",
    "GITHUB_REPOSITORY": "bhr/plans",
    "GITHUB_HEAD_REF": "lbr-2-june",
    "GITHUB_REF_NAME": "12/merge",
    "GITHUB_REF_TYPE": "branch",
}
FORMATS = ("full", "concise", "json", "github", "gitlab", "sarif", "junit", "markdown")
MACHINES = (
    {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
    {"LC_ALL": "POSIX", "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "COLUMNS": "200"},
    {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "3", "LANG": "de_DE.UTF-8"},
)
"""Environments whose bytes are the same."""


def made(folder: Path, *edits: dict[str, str]) -> Path:
    """A demonstration in which Redbridge has sent its return, on a branch that is checked out."""
    assert ragplan("demo", str(folder)).code == 0
    repo = Repo(folder)
    prepare(repo)
    send(repo, *edits)
    return folder


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pull request that says nothing on 2.4, moves a date, and rates what is overdue as complete."""
    return made(tmp_path_factory.mktemp("stopped") / "demo", MOVES, GREENS)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with all of it in order."""
    return made(tmp_path_factory.mktemp("clean") / "demo", SPEAKS, AGREES, PROVES)


def checked(
    folder: Path, format: str, env: dict[str, str] = ON_GITHUB, call: Callable[..., Ran] = ragplan
) -> Ran:
    return call("check", "--base", "main", *DAY, "--format", format, cwd=folder, env=env)


@pytest.mark.parametrize(("format", "machine"), [*zip(FORMATS, cycle(MACHINES), strict=False)])
def test_three_findings_stop_it(stopped: Path, golden: Golden, format: str, machine: dict[str, str]) -> None:
    ran = checked(stopped, format, ON_GITHUB | machine, process)
    assert ran.code == 1
    assert ran.err.splitlines()[0] == "3 findings stop this change."
    assert ran.err.splitlines()[-1] == "13 files read"
    golden(EXPECTED / f"stopped.{format}.txt", _lasting(ran.out, format))


@pytest.mark.parametrize("format", FORMATS)
def test_a_return_in_order_passes(clean: Path, golden: Golden, format: str) -> None:
    ran = checked(clean, format)
    assert (ran.code, ran.err) == (0, "13 files read, nothing found\n")
    golden(EXPECTED / f"clean.{format}.txt", _lasting(ran.out, format))


def _lasting(out: str, format: str) -> str:
    """What is told of the run; SARIF also tells of every rule, and where the repository lies."""
    if format != "sarif":
        return out
    results = json.loads(out)["runs"][0]["results"]
    lasting = [{name: value for name, value in each.items() if name != "ruleIndex"} for each in results]
    return json.dumps(lasting, indent=2, ensure_ascii=False) + "\n"


def test_exactly_three_and_what_they_are(stopped: Path) -> None:
    found = json.loads(checked(stopped, "json").out)["findings"]
    assert [(each["code"], each["subject"].rpartition(" ")[2]) for each in found] == [
        ("RAG402", "actions/2.4/status"),
        ("RAG301", "actions/5.4/rating"),
        ("RAG502", "actions/R1/due"),
    ]


def test_the_same_from_files_in_another_order(stopped: Path, tmp_path: Path) -> None:
    """A clone writes its files in an order of its own."""
    Repo(tmp_path).git("clone", "--quiet", str(stopped), "clone")
    for format in ("json", "markdown"):
        words = ("check", "--base", "origin/main", *DAY, "--format", format)
        assert ragplan(*words, cwd=tmp_path / "clone", env=ON_GITHUB).out == checked(stopped, format).out


def test_links_lead_to_the_file_on_the_branch(stopped: Path) -> None:
    told = checked(stopped, "markdown").out
    address = "https://github.com/bhr/plans/edit/lbr-2-june/plans/bhr-francis/councils/LBR.yaml"
    assert told.count(f"(<{address}#L") == 7
    assert "](<" not in checked(stopped, "markdown", HERE).out, "no forge is known"
