"""Counts in words: separators from a thousand on, singular and plural, in every command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from golden.command import ragplan
from history.building import Repo

from ragplan import english
from ragplan.rules.example import FILES

MANY = 1200
ROWS = "".join(
    f"  - {{ref: a{number}, title: Train ward {number:05}, due: 2014-01-10, leads: [AA], rating: amber}}\n"
    for number in range(MANY)
)
COMMANDS = (
    "report --format markdown --output -",
    "report --format html --output -",
    "report trend --format markdown --output -",
    "report trend --format html --output -",
    "list",
    "chase",
    "diff",
    "diff --format markdown",
    "diff --format html",
    "check --format markdown",
    "check",
)


@pytest.mark.parametrize(
    ("part", "total", "verbs", "said"),
    [
        (0, 1, ("is", "are"), "0 of 1 row is"),
        (1, 1, ("was", "were"), "1 of 1 row was"),
        (1, 25, ("is", "are"), "1 of 25 rows is"),
        (0, 25, ("was", "were"), "0 of 25 rows were"),
        (1200, 2400, ("is", "are"), "1,200 of 2,400 rows are"),
    ],
)
def test_a_share_is_one_or_many(part: int, total: int, verbs: tuple[str, str], said: str) -> None:
    assert english.share(part, total, "row", verbs) == said


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan with 1,200 rows that came with the last commit, the day before a meeting."""
    repo = Repo(tmp_path_factory.mktemp("large"))
    plan = {f"plans/{name}": text for name, text in FILES.items()}
    repo.commit(plan | {"plans/A.yaml": "organisation: A\n"}, at="2014-01-05T10:00:00Z")
    repo.commit({"plans/A.yaml": f"organisation: A\nactions:\n{ROWS}"}, at="2014-01-19T10:00:00Z")
    return repo.folder


@pytest.mark.parametrize("command", COMMANDS)
def test_no_count_is_printed_without_separators(large: Path, command: str) -> None:
    ran = ragplan(*command.split(), "--as-of", "2014-01-20", cwd=large)
    text = re.sub(r"<(style|script)[\s\S]*?</\1>|<[^>]*>", " ", ran.out) + ran.err
    assert re.search(r"1,20\d", text), ran.err
    assert not re.findall(r".{0,30}(?<![\w,.:-])1[12]\d\d(?![\w,-]).{10}", text)
