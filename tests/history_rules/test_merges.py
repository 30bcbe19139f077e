"""A merge is of those who wrote what it brings, not of whoever merged it."""

from __future__ import annotations

import pytest
from conftest import Ran
from history.building import Repo

from history_rules.conftest import WHOLE, Check, Told
from history_rules.plans import BOTH, EXTRA, LISTED, ORGANISATION

ANN = {"GIT_AUTHOR_NAME": "Ann", "GIT_AUTHOR_EMAIL": "ann@alpha.example.org"}
BEA = {"GIT_AUTHOR_NAME": "Bea", "GIT_AUTHOR_EMAIL": "bea@beta.example.net"}


def commit(repo: Repo, files: dict[str, str | None], at: str, who: dict[str, str]) -> str:
    """Commit files by somebody on a day; the short id."""
    repo.write(files)
    repo.git("add", "--all", ".")
    when = f"{at}T10:00:00+00:00"
    repo.git("commit", "-qm", "Return", GIT_COMMITTER_DATE=when, GIT_AUTHOR_DATE=when, **who)
    return repo.git("rev-parse", "HEAD")[:10]


def merge(repo: Repo, branch: str, at: str, who: dict[str, str]) -> str:
    when = f"{at}T10:00:00+00:00"
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "-m", f"Merge {branch}", branch,
             GIT_COMMITTER_DATE=when, GIT_AUTHOR_DATE=when, **who)  # fmt: skip
    return repo.git("rev-parse", "HEAD")[:10]


def begun(repo: Repo) -> None:
    commit(repo, WHOLE | {"plans/A.yaml": BOTH, "plans/programme.yaml": LISTED}, "2014-01-06", ANN)


def words(text: str) -> str:
    return BOTH.replace("Drafted.", text)


def test_who_merges_another_organisations_return_has_not_written_it(repo: Repo, told: Told) -> None:
    begun(repo)
    repo.git("checkout", "-qb", "alpha")
    commit(repo, {"plans/A.yaml": words("With the board.")}, "2014-01-08", ANN)
    merge(repo, "alpha", "2014-01-09", BEA)
    assert told("--as-of", "2014-01-10") == []


def test_what_a_stranger_wrote_on_a_branch_is_the_strangers(repo: Repo, told: Told) -> None:
    begun(repo)
    repo.git("checkout", "-qb", "beta")
    commit(repo, {"plans/A.yaml": words("With the board.")}, "2014-01-08", ANN)
    wrong = commit(repo, {"plans/A.yaml": words("It is late.")}, "2014-01-09", BEA)
    commit(repo, {"plans/B.yaml": "organisation: B\nactions: []\n"}, "2014-01-10", ANN)
    repo.git("checkout", "-q", "main")
    commit(repo, {"plans/C.txt": "Main goes on."}, "2014-01-09", ANN)
    merge(repo, "beta", "2014-01-13", ANN)
    (found,) = told("--as-of", "2014-01-14")
    assert found["code"] == "RAG509"
    assert f"in commit {wrong} by Bea on 2014-01-09" in found["message"]


def test_the_commit_of_a_branch_that_took_something_out_is_named(repo: Repo, told: Told) -> None:
    begun(repo)
    repo.git("checkout", "-qb", "alpha")
    commit(repo, {"plans/programme.yaml": LISTED + "notes: [Once.]\n"}, "2014-01-08", ANN)
    wrong = commit(repo, {"plans/A.yaml": ORGANISATION}, "2014-01-09", BEA)
    commit(repo, {"plans/programme.yaml": LISTED + "notes: [Twice.]\n"}, "2014-01-10", ANN)
    merge(repo, "alpha", "2014-01-13", ANN)
    (found,) = told("--as-of", "2014-01-14")
    assert found["code"] == "RAG501"
    assert f"in commit {wrong} by Bea on 2014-01-09" in found["message"]


def test_what_only_the_merge_itself_did_is_the_merges(repo: Repo, told: Told) -> None:
    """As where somebody settles a conflict by dropping an action."""
    begun(repo)
    repo.git("checkout", "-qb", "alpha")
    commit(repo, {"plans/A.yaml": words("With the board.")}, "2014-01-08", ANN)
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "--no-commit", "alpha")
    wrong = commit(repo, {"plans/A.yaml": words("With the board.").replace(EXTRA, "")}, "2014-01-13", ANN)
    (found,) = told("--as-of", "2014-01-14")
    assert found["code"] == "RAG501"
    assert f"in commit {wrong} by Ann on 2014-01-13" in found["message"]


def test_a_fault_mended_before_it_was_merged_is_none(repo: Repo, told: Told, check: Check) -> None:
    begun(repo)
    repo.git("checkout", "-qb", "alpha")
    commit(repo, {"plans/A.yaml": ORGANISATION}, "2014-01-08", BEA)
    commit(repo, {"plans/A.yaml": "organisation: A\nactions: [\n"}, "2014-01-09", BEA)
    commit(repo, {"plans/A.yaml": words("With the board.")}, "2014-01-10", ANN)
    merge(repo, "alpha", "2014-01-13", ANN)
    assert told("--as-of", "2014-01-14") == []
    assert check("--as-of", "2014-01-14") == Ran(0, "", "3 files read, nothing found\n")


OWN = """\
  - ref: A7
    title: Appoint a guardian for staff who speak up
    leads: [AA]
    due: 2014-01-31
    status: Half of it is written.
"""
SUBJECTS = ("Merge branch 'main' of https://forge.example/plans", "Merge branch 'returns'")
"""One that has the line go on along the second parent, and one along the first."""


def merged(repo: Repo, subject: str, kept: str, *, ours_first: bool) -> str:
    """Two lines: the one added an action that a meeting saw, the other never had it; a merge keeps a text."""
    begun(repo)
    repo.git("checkout", "-qb", "side")
    commit(repo, {"plans/note.txt": "x"}, "2014-01-08", BEA)
    repo.git("checkout", "-q", "main")
    commit(repo, {"plans/A.yaml": BOTH + OWN}, "2014-01-09", ANN)
    commit(repo, {"plans/A.yaml": BOTH + OWN.replace("Half", "Most")}, "2014-01-22", ANN)
    first, second = ("main", "side") if ours_first else ("side", "main")
    repo.git("checkout", "-q", "--detach", first)
    when = "2014-01-23T10:00:00+00:00"
    repo.git("merge", "-q", "--no-commit", "--no-ff", second)
    repo.write({"plans/A.yaml": kept})
    repo.git("add", "--all", ".")
    repo.git("commit", "-qm", subject, GIT_COMMITTER_DATE=when, GIT_AUTHOR_DATE=when, **BEA)
    repo.git("branch", "-qf", "main")
    repo.git("checkout", "-q", "main")
    return repo.git("rev-parse", "HEAD")[:10]


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("ours_first", [True, False])
@pytest.mark.parametrize(
    ("kept", "code"), [(BOTH, "RAG501"), (BOTH + OWN.replace("2014-01-31", "2014-03-14"), "RAG502")]
)
def test_wording_a_merge_hides_nothing(
    repo: Repo, told: Told, subject: str, kept: str, code: str, ours_first: bool
) -> None:
    merge = merged(repo, subject, kept, ours_first=ours_first)
    found = [each for each in told("--as-of", "2014-01-24") if each["code"] == code]
    assert len(found) == 1
    assert code == "RAG501" or f"in commit {merge} by Bea on 2014-01-23" in found[0]["message"]


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("ours_first", [True, False])
def test_a_merge_that_keeps_what_both_had_has_no_finding(
    repo: Repo, told: Told, subject: str, ours_first: bool
) -> None:
    merged(repo, subject, BOTH + OWN.replace("Half", "Most"), ours_first=ours_first)
    assert [each["code"] for each in told("--as-of", "2014-01-24") if each["code"][:5] == "RAG50"] == []
