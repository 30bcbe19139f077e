"""A check that could not look at the history never passes for clean."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run
from history.building import Repo, git

from history_rules.conftest import HERE, WHOLE, Check, Told
from history_rules.plans import BOTH, ORGANISATION
from ragplan.rules.example import FILES

LEAVE_OUT = "; or leave the history out: --no-history\n"


@pytest.fixture
def vanished(repo: Repo) -> Repo:
    """A repository in which an action was taken out, in the second of three commits."""
    repo.commit(WHOLE | {"plans/A.yaml": BOTH}, at="2014-01-06T10:00:00+00:00")
    repo.commit({"plans/A.yaml": ORGANISATION}, at="2014-01-20T10:00:00+00:00")
    repo.commit({"plans/notes.txt": "Nothing."}, at="2014-01-21T10:00:00+00:00")
    return repo


DAY = ("--as-of", "2014-01-22")


def test_without_a_repository(run: Run, plan: Path) -> None:
    ran = run("check", env={"GIT_CEILING_DIRECTORIES": str(plan.parent.parent)})
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr.startswith("ragplan: 'plans' is in no git repository")
    assert ran.stderr.endswith(LEAVE_OUT)
    assert run("check", "--no-history", *DAY).code == 0
    assert run("check", "--select", "RAG1,RAG605").code == 0, "no rule of these needs it"
    assert run("check", "--ignore", "RAG215,RAG4,RAG5", *DAY).code == 0
    assert run("check", "--select", "RAG402").code == 2, "what the last meeting saw is not known"


LEFT_OUT = "note: only rules that need no history were run: "


def test_before_the_first_commit_what_needs_no_history_is_looked_at(repo: Repo, check: Check) -> None:
    repo.write(WHOLE)
    ran = check(*DAY)
    assert (ran.code, ran.stdout) == (0, "")
    assert ran.stderr.startswith(f"{LEFT_OUT}this repository has no commits yet")
    assert ran.stderr.endswith("3 files read, nothing found\n")
    repo.write({"plans/A.yaml": ORGANISATION + "nonsense: x\n"})
    ran = check(*DAY)
    assert (ran.code, "RAG005" in ran.stdout, LEFT_OUT in ran.stderr) == (1, True, True), ran
    ran = check("--base", "main", *DAY)
    assert (ran.code, ran.stdout) == (2, ""), "there is nothing to compare with"


def test_before_the_first_commit_of_the_plans_too(repo: Repo, check: Check) -> None:
    repo.commit({"README": "Plans follow."})
    repo.write(WHOLE)
    ran = check(*DAY)
    assert (ran.code, ran.stdout) == (0, "")
    assert ran.stderr.startswith(f"{LEFT_OUT}no commit holds a plan file in 'plans'")
    repo.git("switch", "--quiet", "--orphan", "other")
    repo.write(WHOLE)
    ran = check(*DAY)
    assert (ran.code, ran.stdout) == (2, ""), "another branch may hold them"


def test_a_shallow_clone(vanished: Repo, check: Check, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{vanished.folder}", "shallow")
    ran = check(cwd=tmp_path / "shallow")
    assert (ran.code, ran.stdout) == (2, "")
    assert "git fetch --unshallow" in ran.stderr
    assert ran.stderr.endswith(LEAVE_OUT)


@pytest.mark.parametrize("kind", ["clone", "bare", "worktree"])
def test_every_kind_of_clone_tells_the_same(vanished: Repo, check: Check, tmp_path: Path, kind: str) -> None:
    here = check(*DAY)
    assert here.stdout.count("RAG501") == 1
    if kind == "worktree":
        vanished.git("worktree", "add", "-q", "--detach", str(tmp_path / kind))
    else:
        options = ["--bare"] if kind == "bare" else []
        git(tmp_path, "clone", "-q", *options, str(vanished.folder), kind)
    assert check(*DAY, cwd=tmp_path / kind) == here


def test_what_is_not_committed_yet_is_the_last_state(vanished: Repo, told: Told) -> None:
    vanished.write({"plans/A.yaml": ORGANISATION.replace("1.1", "A2") + "    title: Another\n"})
    messages = [each["message"] for each in told(*DAY)]
    assert any("'1.1'" in each and "not committed yet" in each for each in messages)
    vanished.write({"plans/A.yaml": BOTH})
    assert told(*DAY) == []


def test_the_past_before_a_commit_is_what_led_there(vanished: Repo, told: Told) -> None:
    assert told("--at", "HEAD~2") == []
    assert [each["code"] for each in told("--at", "HEAD~1")] == ["RAG501"]
    assert told("--at", "2014-01-06") == []
    assert [each["code"] for each in told("--at", "2014-01-20")] == ["RAG501"]
    vanished.commit({"plans/A.yaml": BOTH}, at="2014-02-03T10:00:00+00:00")
    assert told("--as-of", "2014-02-03", "--ignore", "RAG506") == []
    assert [each["code"] for each in told("--at", "2014-01-20")] == ["RAG501"]


def test_a_commit_beside_the_line_cannot_be_judged(vanished: Repo, check: Check, run: Run) -> None:
    vanished.git("checkout", "-qb", "side", "HEAD~1")
    vanished.commit({"plans/A.yaml": ORGANISATION + "notes: [Aside.]\n"})
    vanished.git("checkout", "-q", "main")
    ran = check("--at", "side")
    assert (ran.code, ran.stdout) == (2, "")
    assert "is not in the history of HEAD" in ran.stderr
    assert run("check", "--at", "side", "--no-history", *DAY, cwd=vanished.folder, env=HERE).code == 0


def test_a_commit_that_does_not_load_is_left_out_with_a_note(vanished: Repo, check: Check) -> None:
    vanished.commit({"plans/A.yaml": "organisation: A\nactions: [\n"}, at="2014-01-21T11:00:00+00:00")
    broken = vanished.git("rev-parse", "HEAD")[:10]
    vanished.commit({"plans/A.yaml": ORGANISATION}, at="2014-01-21T12:00:00+00:00")
    ran = check(*DAY)
    assert (
        f"note: the history of example leaves out commit {broken}: it does not load: plans/A.yaml: "
        in ran.stderr
    )
    assert ran.stdout.count("RAG501") == 1


def test_a_plan_that_moved_is_the_same_plan(vanished: Repo, told: Told) -> None:
    vanished.git("mv", "plans", "francis")
    vanished.record(at="2014-01-22T10:00:00+00:00")
    (found,) = told(*DAY, "--plans", "francis")
    assert (found["code"], found["file"]) == ("RAG501", "francis/A.yaml")


def test_each_programme_has_its_own_past(repo: Repo, told: Told) -> None:
    two = {f"plans/{id}/{name}": text.replace("programme: example", f"programme: {id}")
           for id in ("x", "y") for name, text in FILES.items() if "/" not in name}  # fmt: skip
    register = {"plans/registers/r.yaml": FILES["registers/francis-2013.yaml"]}
    repo.commit(two | register | {"plans/y/A.yaml": BOTH}, at="2014-01-06T10:00:00+00:00")
    repo.commit({"plans/y/A.yaml": ORGANISATION}, at="2014-01-20T10:00:00+00:00")
    (found,) = told(*DAY)
    assert found["file"] == "plans/y/A.yaml"
    assert told(*DAY, "plans/x") == []


def test_a_comment_with_a_reason_silences_it(vanished: Repo, check: Check) -> None:
    reason = "# ragplan: ignore[RAG501] handed to the ombudsman on 20 January\n"
    vanished.write({"plans/A.yaml": reason + ORGANISATION})
    assert check(*DAY).stdout == ""
    assert "RAG021" not in check(*DAY, "--select", "RAG0").stdout


def test_lint_looks_at_no_history(vanished: Repo, run: Run) -> None:
    assert run("lint", cwd=vanished.folder, env=HERE).code == 0
    ran = run("lint", "--select", "RAG501", cwd=vanished.folder, env=HERE)
    assert (ran.code, ran.stdout) == (2, "")
    assert "'RAG501' needs the history; run 'ragplan check'" in ran.stderr
    assert run("check", "--no-history", "--select", "RAG5", cwd=vanished.folder, env=HERE).code == 2


def test_check_writes_nothing(vanished: Repo, check: Check) -> None:
    def everything() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in vanished.folder.rglob("*") if path.is_file()}

    before = everything()
    check(*DAY)
    assert everything() == before
