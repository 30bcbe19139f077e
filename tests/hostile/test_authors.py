"""What an author wrote into a commit's name and subject is text in every format of every command."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from conftest import Run
from history.building import Repo

from ragplan.rules.example import FILES

PLANS = {f"plans/{name}": text for name, text in FILES.items()}
EVIL = "\x1b[31mred \u202eright \x9b31m \u2066 @everyone #12 ##[error]x ![x](https://e.example/x) <img src=x>"
SEEN = EVIL[EVIL.index("@") :]  # the rest is a finding in a file
NAME = EVIL.replace("<", "").replace(">", "")  # git takes these out of names
COMMANDS = [
    "history 1.1 --format markdown",
    "history 1.1 --format json",
    "history 1.1",
    "diff --format json",
    "diff --format markdown --output -",
    "diff",
    "list --format json",
    "report --format markdown --output -",
]


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A plan of which every text that was added, and who added it, gives orders."""
    made = Repo(tmp_path / "repository")
    made.commit(PLANS)
    own = FILES["A.yaml"].replace("rating: amber", f'rating: amber\n    next: "{SEEN}"')
    made.commit({"plans/A.yaml": own}, subject=EVIL, author=NAME)
    return made


def harmless(text: str) -> bool:
    kept = text.replace("\n", "").replace("\u200d", "").replace("\u200b", "")
    return not any(unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp"} for sign in kept)


@pytest.mark.parametrize("command", COMMANDS)
def test_what_an_author_wrote_gives_no_orders(repo: Repo, run: Run, command: str) -> None:
    ran = run(*command.split(), "--as-of", "2014-01-20", cwd=repo.folder)
    assert ran.code in {0, 1}, ran.stderr
    assert "everyone" in ran.stdout
    assert harmless(ran.stdout), ran.stdout
    assert harmless(ran.stderr)
    assert "##[" not in ran.stdout + ran.stderr
    if "markdown" in command:
        assert not re.search(r"@everyone|#12|!\[|<img", ran.stdout)
    if "json" in command:
        json.loads(ran.stdout)
