"""``ragplan freeze``: a meeting is recorded once, from a plan that is committed and without errors."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import Ran, Run

from history.building import ALONE, ORGANISATION, PROGRAMME, Repo
from ragplan.rules.example import FILES

WHOLE = {f"plans/{name}": text for name, text in FILES.items()}
WHO = {name: value for name, value in ALONE.items() if "AUTHOR" not in name}
TAG = "ragplan/example/2014-01-20"
Freeze = Callable[..., Ran]


@pytest.fixture
def freeze(repo: Repo, run: Run) -> Freeze:
    """Freeze a meeting in the repository."""

    def call(*arguments: str, **variables: str) -> Ran:
        return run("freeze", *arguments, cwd=repo.folder, env=WHO | variables)

    return call


def refused(ran: Ran) -> str:
    """Why nothing was frozen."""
    assert (ran.code, ran.stdout) == (2, "")
    return ran.stderr.splitlines()[-1].removeprefix("ragplan: ")


def test_a_meeting_is_recorded(repo: Repo, freeze: Freeze) -> None:
    head = repo.commit(WHOLE, subject="Returns of January")
    ran = freeze("2014-01-20")
    assert ran == (0, f"{TAG} on {head[:10]}: Returns of January\n", f"to share it: git push origin {TAG}\n")
    assert repo.git("rev-parse", f"{TAG}^{{commit}}") == head
    assert repo.git("cat-file", "-t", TAG) == "tag"
    assert repo.git("tag", "--list", "--format=%(contents)", TAG).strip() == (
        "example: the plan as the meeting of 2014-01-20 saw it"
    )


def test_the_meeting_means_it_from_then_on(repo: Repo, freeze: Freeze, run: Run) -> None:
    repo.commit(WHOLE, at="2014-01-21T10:00:00+00:00")
    freeze("2014-01-20", "--at", "HEAD")
    repo.commit({"plans/A.yaml": ORGANISATION.replace("Drafted", "Changed")})
    ran = run("show", "1.1", "--at", "2014-01-20", cwd=repo.folder, env=WHO)
    assert "Drafted." in ran.stdout
    assert "2014-01-20, as frozen" in ran.stderr


def test_the_message(repo: Repo, freeze: Freeze) -> None:
    repo.commit(WHOLE)
    freeze("2014-01-20", "--message", "# As agreed\n\nby the chair; --force")
    assert (
        repo.git("tag", "--list", "--format=%(contents)", TAG).strip()
        == "# As agreed\n\nby the chair; --force"
    )


@pytest.mark.parametrize(
    ("on", "day"),
    [
        ("2014-01-20", "2014-01-20"),
        ("2014-01-21", "2014-01-20"),
        ("2014-02-02", "2014-01-20"),
        ("2014-02-03", "2014-02-03"),
        ("", "2014-03-31"),  # the last one ended the programme
    ],
)
def test_the_last_meeting_is_that_of_the_day(repo: Repo, freeze: Freeze, on: str, day: str) -> None:
    head = repo.commit(WHOLE)
    as_of = ("--as-of", on) if on else ()
    assert freeze("last", *as_of).stdout.startswith(f"ragplan/example/{day} on {head[:10]}")


def test_a_past_meeting_is_frozen_at_what_at_shows(repo: Repo, freeze: Freeze, run: Run) -> None:
    seen = repo.commit(WHOLE, at="2014-01-20T10:00:00Z")
    repo.commit({"plans/A.yaml": ORGANISATION.replace("Drafted", "Changed")}, at="2014-01-21T10:00:00Z")
    repo.write({"plans/A.yaml": ORGANISATION.replace("Drafted", "In work")})
    before = run("show", "1.1", "--at", "2014-01-20", cwd=repo.folder, env=WHO)
    assert freeze("2014-01-20").stdout.startswith(f"{TAG} on {seen[:10]}")
    after = run("show", "1.1", "--at", "2014-01-20", cwd=repo.folder, env=WHO)
    assert "Drafted." in before.stdout
    assert before.stdout == after.stdout


def test_the_errors_are_those_of_what_is_frozen(repo: Repo, freeze: Freeze) -> None:
    repo.commit(WHOLE | {"plans/A.yaml": ORGANISATION.replace('"1.1"', '"1.9"')}, at="2014-01-20T10:00:00Z")
    repo.commit(WHOLE, at="2014-01-21T10:00:00Z")
    assert "the plan has an error" in refused(freeze("2014-01-20"))
    assert freeze("2014-02-03").code == 0


def test_a_meeting_ahead_is_frozen_at_what_was_issued_for_it(repo: Repo, freeze: Freeze) -> None:
    issued = repo.commit(WHOLE, at="2014-01-15T10:00:00Z")
    repo.commit({"plans/A.yaml": ORGANISATION.replace("Drafted", "Changed")}, at="2014-01-16T10:00:00Z")
    today = ("2014-01-20", "--as-of", "2014-01-17")
    for force in ([], ["--force"]):
        assert refused(freeze(*today, *force)) == (
            "the meeting of 2014-01-20 is still to come; name the commit that was issued for it with --at REV"
        )
    assert freeze(*today, "--at", "HEAD~1").stdout.startswith(f"{TAG} on {issued[:10]}")


@pytest.mark.parametrize("word", ["last", "-1", "2014-01-20"])
def test_at_takes_a_revision(repo: Repo, freeze: Freeze, word: str) -> None:
    repo.commit(WHOLE)
    assert refused(freeze("2014-01-20", f"--at={word}")).startswith("--at takes a revision")


def test_no_commit_by_the_day_of_the_meeting(repo: Repo, freeze: Freeze) -> None:
    repo.commit(WHOLE, at="2014-01-21T10:00:00Z")
    assert refused(freeze("2014-01-20")).startswith("there is no commit on or before 2014-01-20")


def test_a_meeting_is_frozen_once(repo: Repo, freeze: Freeze) -> None:
    head = repo.commit(WHOLE)
    freeze("2014-01-20")
    repo.commit({"plans/A.yaml": ORGANISATION.replace("Drafted", "Changed")})
    for force in ([], ["--force"]):
        assert f"frozen already, by the tag '{TAG}'" in refused(freeze("2014-01-20", *force))
    assert repo.git("rev-parse", f"{TAG}^{{commit}}") == head


def test_an_unclean_tree(repo: Repo, freeze: Freeze) -> None:
    repo.commit(WHOLE)
    repo.write({"plans/A.yaml": ORGANISATION.replace("Drafted", "Changed"), "notes.txt": "x"})
    assert refused(freeze("2014-01-20")).startswith("'plans/A.yaml' differs from the last commit")
    assert freeze("2014-01-20", "--force").code == 0


def test_a_plan_with_errors(repo: Repo, freeze: Freeze) -> None:
    repo.commit(WHOLE | {"plans/A.yaml": ORGANISATION.replace('"1.1"', '"1.9"')})
    ran = freeze("2014-01-20")
    assert refused(ran) == (
        "the plan has an error, listed above; fix and commit, or use --force to freeze it as it is"
    )
    assert ran.stderr.startswith("plans/A.yaml:3:10: error RAG1")
    assert freeze("2014-01-20", "--force").code == 0


def test_a_plan_that_does_not_load_is_not_frozen_at_all(repo: Repo, freeze: Freeze) -> None:
    repo.commit(WHOLE | {"plans/A.yaml": "organisation: [\n"})
    assert "some plan files cannot be read" in refused(freeze("2014-01-20"))
    assert "some plan files cannot be read" in refused(freeze("2014-01-20", "--force"))


def test_the_errors_of_another_programme_do_not_count(repo: Repo, freeze: Freeze) -> None:
    other = {
        "plans/other/programme.yaml": PROGRAMME.replace("example", "other"),
        "plans/other/A.yaml": ORGANISATION.replace('"1.1"', '"1.9"'),
    }
    repo.commit({f"plans/example/{name}": text for name, text in FILES.items()} | other)
    assert refused(freeze("2014-01-20")) == (
        "freeze takes one programme; choose one with --programme: example, other"
    )
    assert freeze("2014-01-20", "--programme", "example").code == 0
    assert "the plan has an error" in refused(freeze("2014-01-20", "--programme", "other"))
    assert "did you mean 'other'?" in refused(freeze("2014-01-20", "--programme", "othr"))


def test_a_day_of_no_meeting(repo: Repo, freeze: Freeze) -> None:
    repo.commit(WHOLE)
    assert refused(freeze("2014-01-21")) == (
        "example has no meeting on 2014-01-21; it meets on 2014-01-20 and 2014-02-03; use --force "
        "to freeze it anyway"
    )
    assert freeze("2014-01-21", "--force").stdout.startswith("ragplan/example/2014-01-21 ")


@pytest.mark.parametrize("word", ["2014-01", "2014-02-30", "January", "HEAD", "x\x1b[2J"])
def test_what_is_no_day(repo: Repo, freeze: Freeze, word: str) -> None:
    repo.commit(WHOLE)
    for force in ([], ["--force"]):
        why = refused(freeze(word, *force))
        assert why.endswith("is not a day; write it as 2014-01-27, or last")
        assert "\x1b" not in why


def test_nobody(repo: Repo, freeze: Freeze) -> None:
    repo.commit(WHOLE)
    ran = freeze("2014-01-20", GIT_COMMITTER_NAME="", GIT_COMMITTER_EMAIL="")
    assert "git does not know who you are" in refused(ran)


def test_no_repository_and_no_commits(repo: Repo, freeze: Freeze, run: Run, plan: object) -> None:
    assert "has no commits yet" in refused(freeze("2014-01-20"))
    assert "is in no git repository" in refused(run("freeze", "2014-01-20", env=WHO))


def test_a_bare_repository(repo: Repo, freeze: Freeze, run: Run) -> None:
    repo.commit(WHOLE)
    bare = repo.folder.parent / "bare.git"
    repo.git("clone", "--quiet", "--bare", str(repo.folder), str(bare))
    assert run("freeze", "2014-01-20", cwd=bare, env=WHO).stdout.startswith(f"{TAG} on ")
