"""An output that was kept is not said again under another policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cache.test_replay import mark, replayed
from conftest import Write
from golden.command import Ran
from golden.command import process as ragplan
from lint.plan_files import ON_A_SUNDAY

from policy.conftest import HEAD
from ragplan.rules.example import FILES

Lint = Callable[[], Ran]
STRICT = HEAD + "severity: {RAG206: error}\n"


@pytest.fixture
def lint(tmp_path: Path, write: Write) -> Lint:
    """Lint a plan with a cache in which whatever is kept is marked."""
    write({**FILES, "A.yaml": ON_A_SUNDAY})

    def run() -> Ran:
        kept = tmp_path / "cache"
        ran = ragplan("lint", cwd=tmp_path, env={"RAGPLAN_CACHE": str(kept)})
        if not replayed(ran):
            plain = ragplan("lint", cwd=tmp_path)
            assert ran == plain
            if ran.code < 2:
                mark(kept)
        return ran

    return run


def changes(top: Path) -> Iterator[tuple[str, int]]:
    """What is done to the policy, step by step, with the exit code of ``lint`` then."""
    policy = top / "ragplan.yaml"
    yield "nothing", 0
    policy.write_text(STRICT)
    yield "added", 1
    policy.write_text(STRICT.replace("error", "infos").replace("infos", "info "))
    yield "as long as before", 0
    policy.write_text("nonsense: 1\n")
    yield "broken", 2
    policy.write_text(STRICT.replace("severity", "x"))
    yield "broken otherwise", 2
    policy.unlink()
    (top / "ragplan.yml").write_text(STRICT)
    yield "misnamed", 2
    (top / "ragplan.yml").rename(policy)
    (top / ".git").mkdir()
    (top / "plans/.git").mkdir()
    yield "above the repository", 0
    (top / "plans/.git").rmdir()
    policy.write_text(STRICT + "# more\n")
    yield "longer", 1
    policy.unlink()
    policy.symlink_to("nowhere")
    yield "a link", 2


def test_a_change_of_the_policy_is_seen(lint: Lint, tmp_path: Path) -> None:
    for step, code in changes(tmp_path):
        ran = lint()
        assert (ran.code, replayed(ran)) == (code, False), step
        assert replayed(lint()) is (code < 2), step


def test_the_same_policy_again_is_the_same_output(lint: Lint, tmp_path: Path) -> None:
    (tmp_path / "ragplan.yaml").write_text(STRICT)
    lint()
    (tmp_path / "ragplan.yaml").unlink()
    lint()
    (tmp_path / "ragplan.yaml").write_text(STRICT)
    assert replayed(lint())
