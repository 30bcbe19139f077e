"""Where the policy is looked for, and from where its paths are seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Ran, Run
from golden.command import ragplan
from history.building import PLAN, Repo
from lint.plan_files import ON_A_SUNDAY

from policy.conftest import HEAD

SUNDAY = {
    **PLAN,
    "plans/registers/francis-2013.yaml": "register: francis-2013\ntitle: F\nrecommendations: 1-290\n",
}
SUNDAY["plans/A.yaml"] = ON_A_SUNDAY
STRICT = HEAD + "severity: {RAG206: error}\n"
IN_PLANS = HEAD + "paths: {path: plans/A.yaml, severity: {RAG206: error}}\n"
CLOSED = HEAD + "severity: {RAG206: warning}\n"


def severity(ran: Ran) -> str:
    """How much the one finding matters."""
    (line,) = ran.stdout.splitlines()
    assert " RAG206 " in line
    return line.split(": ", 1)[1].split()[0]


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "repo")
    made.commit(SUNDAY)
    return made


@pytest.mark.parametrize("text", [STRICT, IN_PLANS])
@pytest.mark.parametrize(
    ("inside", "arguments"),
    [
        (".", []),
        (".", ["plans/A.yaml"]),
        (".", ["--plans", "./plans/"]),
        (".", ["--plans", "."]),
        ("plans", ["--plans", "."]),
        ("plans/registers", ["--plans", "../../plans"]),
        ("..", ["--plans", "repo/plans"]),
        ("..", ["repo/plans/"]),
        ("..", ["repo/plans/A.yaml", "--plans", "repo/plans"]),
        ("../elsewhere", ["--plans", "{repo}/plans"]),
    ],
)
def test_at_the_top_of_the_repository_from_wherever(
    repo: Repo, run: Run, text: str, inside: str, arguments: list[str]
) -> None:
    (repo.folder.parent / "elsewhere").mkdir()
    repo.write({"ragplan.yaml": text})
    told = [each.format(repo=repo.folder) for each in arguments]
    assert severity(run("lint", *told, cwd=(repo.folder / inside).resolve())) == "error"


def test_not_above_the_repository(repo: Repo, run: Run) -> None:
    (repo.folder.parent / "ragplan.yaml").write_text(STRICT)
    assert severity(run("lint", cwd=repo.folder)) == "info"
    assert severity(run("lint", "--plans", "repo/plans", cwd=repo.folder.parent)) == "info"


def test_one_between_the_top_and_the_plans_is_not_passed_over(tmp_path: Path, run: Run) -> None:
    repo = Repo(tmp_path / "repo")
    repo.commit({f"francis/{name}": body for name, body in SUNDAY.items()})
    repo.write({"francis/ragplan.yaml": STRICT})
    ran = run("lint", "--plans", "francis/plans", cwd=repo.folder)
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr == (
        "ragplan: francis/ragplan.yaml is ignored: the policy is read from ragplan.yaml; move it there\n"
    )


def test_in_the_plans_folder_it_is_an_odd_plan_file(repo: Repo, run: Run) -> None:
    repo.write({"plans/ragplan.yaml": STRICT})
    assert "plans/ragplan.yaml:1:1: error RAG009" in run("lint", cwd=repo.folder).stdout


def test_beside_the_plans_where_they_are_the_top(tmp_path: Path, run: Run) -> None:
    flat = {name.removeprefix("plans/"): body for name, body in SUNDAY.items()}
    repo = Repo(tmp_path / "repo")
    repo.commit({**flat, "ragplan.yaml": STRICT})
    for arguments in (
        ["--plans", "."],
        ["--plans", ".", "--at", "HEAD"],
        ["--plans", ".", "--at", "2014-01-06"],
    ):
        assert severity(run("lint", *arguments, cwd=repo.folder)) == "error"
    assert severity(run("check", "--plans", ".", "--as-of", "2014-01-06", cwd=repo.folder)) == "error"
    who = {f"GIT_COMMITTER_{name}": "a@example.org" for name in ("NAME", "EMAIL")}
    assert (
        "the plan has an error"
        in run("freeze", "2014-01-20", "--plans", ".", cwd=repo.folder, env=who).stderr
    )
    repo.write({"ragplan.yaml": CLOSED})
    assert severity(run("lint", "--plans", ".", cwd=repo.folder)) == "warning"
    assert run("freeze", "2014-01-20", "--plans", ".", cwd=repo.folder, env=who).code == 0


def test_without_a_repository(tmp_path: Path, run: Run) -> None:
    for name, body in SUNDAY.items():
        path = tmp_path / "here" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body if isinstance(body, bytes) else (body or "").encode())
    (tmp_path / "here/ragplan.yaml").write_text(IN_PLANS)
    (tmp_path / "ragplan.yaml").write_text(CLOSED)
    assert severity(run("lint", cwd=tmp_path / "here")) == "error"
    assert "here/ragplan.yaml is ignored" in run("lint", "--plans", "here/plans", cwd=tmp_path).stderr
    (tmp_path / "here/ragplan.yaml").unlink()
    assert severity(run("lint", "--plans", "here/plans", cwd=tmp_path)) == "warning"
    (tmp_path / "there").mkdir()
    assert severity(run("lint", "--plans", "../here/plans", cwd=tmp_path / "there")) == "info"


def test_a_worktree_and_a_link_to_the_plans(repo: Repo, run: Run, tmp_path: Path) -> None:
    repo.commit({"ragplan.yaml": STRICT})
    repo.git("worktree", "add", "--quiet", str(tmp_path / "tree"), "HEAD")
    (tmp_path / "tree/ragplan.yaml").write_text(CLOSED)
    assert severity(run("lint", cwd=tmp_path / "tree")) == "warning"
    (tmp_path / "linked").symlink_to(repo.folder / "plans")
    assert severity(run("lint", "--plans", "linked", cwd=tmp_path)) == "error"


def test_the_past_is_judged_by_the_policy_of_today(repo: Repo, run: Run) -> None:
    repo.commit({"ragplan.yaml": CLOSED})
    repo.write({"ragplan.yaml": STRICT})
    assert severity(run("lint", "--at", "HEAD~1", cwd=repo.folder)) == "error"
    assert severity(run("check", "--at", "2014-01-06", "--no-history", cwd=repo.folder)) == "error"


def test_a_bare_repository_goes_by_its_last_commit(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"ragplan.yaml": STRICT})
    repo.commit({"ragplan.yaml": IN_PLANS})
    bare = tmp_path / "bare.git"
    repo.git("clone", "--quiet", "--bare", ".", str(bare))
    for ran in (
        ragplan("lint", cwd=bare),
        ragplan("lint", "--at", "HEAD~1", cwd=bare),
        ragplan("lint", cwd=tmp_path, env={"GIT_DIR": "bare.git"}),
        ragplan("check", "--as-of", "2014-01-06", cwd=bare),
    ):
        assert severity(Ran(*ran)) == "error"
    assert "RAG206" in ragplan("policy", "--for", "plans/A.yaml", cwd=bare).out
    Path(bare, "hooks/ragplan.yaml").write_text(CLOSED)
    assert severity(Ran(*ragplan("lint", cwd=bare))) == "error"


@pytest.mark.parametrize("body", ["ignore: RAG2\n", "format: [\n"])
def test_a_broken_policy_of_a_bare_repository(repo: Repo, tmp_path: Path, body: str) -> None:
    commit = repo.commit({"ragplan.yaml": body})
    repo.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    ran = ragplan("lint", cwd=tmp_path / "bare.git")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"{commit[:10]}:ragplan.yaml:1:")


def test_a_link_in_a_bare_repository(repo: Repo, tmp_path: Path) -> None:
    (repo.folder / "ragplan.yaml").symlink_to("plans/A.yaml")
    repo.commit({})
    repo.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    ran = ragplan("lint", cwd=tmp_path / "bare.git")
    assert (ran.code, ran.out) == (2, "")
    assert "RAG001 this is not a file" in ran.err
