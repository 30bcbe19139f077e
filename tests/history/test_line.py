"""Which commits lead to one and when each counts: dates against their order, and ``git pull``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from history.building import ALONE, PLAN, Repo
from ragplan.history import DAMAGED, Commit
from ragplan.repository.git import open_repository
from ragplan.repository.line import Line, counted
from ragplan.rules.example import FILES

WHOLE = {f"plans/{name}": text for name, text in FILES.items()}
HERE = {name: ALONE[name] for name in ("GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_GLOBAL")}
At = Callable[[str], tuple[str, str]]
DAYS = ("2014-01-06", "2014-01-20", "2014-02-03")
BEGIN = datetime(2014, 1, 1, 10, tzinfo=UTC)


def said(words: str) -> dict[str, str]:
    return {"plans/A.yaml": FILES["A.yaml"].replace("Drafted.", words)}


def of_days(*days: int | None) -> Line:
    """A line of commits made on days counted from one; ``None`` for a damaged date."""
    moments = [DAMAGED if day is None else BEGIN + timedelta(days=day) for day in days]
    return counted([Commit(str(place), at, "A", "a@b.example", "") for place, at in enumerate(moments)])


def days(line: Line) -> list[int]:
    return [(commit.at - BEGIN).days for commit in line.commits]


@pytest.mark.parametrize(
    ("dated", "counts"),
    [
        ([], []),
        ([5], [5]),
        ([1, 1, 2], [1, 1, 2]),
        ([12, 20, 34, 11], [12, 20, 34, 34]),
        ([12, 20, -5000, 34], [12, 20, 20, 34]),
        ([12, 9000, 20, 34], [12, 20, 20, 34]),
        ([9000, 12, 20], [12, 12, 20]),
        ([12, -5000], [12, 12]),
        ([12, -5000, 20], [12, 12, 20]),
        ([12, 9000, 34], [12, 34, 34]),
        ([12, 9000, -5000, 34], [12, 34, 34, 34]),
        ([12, 9000, 9001, 20, 21, 22], [12, 20, 20, 20, 21, 22]),
        ([12, None], [12, 12]),
        ([12, None, 20], [12, 20, 20]),
        ([None, 12], [12, 12]),
    ],
)
def test_the_fewest_are_dated_anew(dated: list[int | None], counts: list[int]) -> None:
    line = of_days(*dated)
    assert days(line) == counts
    assert [int(commit.revision) for commit, _ in line.misdated] == [
        place for place, (one, other) in enumerate(zip(dated, counts, strict=True)) if one != other
    ]


def test_damaged_dates_alone_stand() -> None:
    assert [commit.at for commit in of_days(None, None).commits] == [DAMAGED, DAMAGED]


@given(st.lists(st.integers(0, 9), max_size=9))
def test_a_line_in_order_with_as_few_changes_as_can_be(dated: list[int]) -> None:
    line = of_days(*dated)
    counts = days(line)
    assert counts == sorted(counts)
    longest = max(
        len(kept)
        for size in range(len(dated) + 1)
        for kept in combinations(dated, size)
        if all(one <= other for one, other in pairwise(kept))
    )
    assert len(line.misdated) == len(dated) - longest
    anew = {int(commit.revision) for commit, _ in line.misdated}
    standing = [each for place, each in enumerate(dated) if place not in anew]
    for place in anew:
        assert counts[place] in standing
        if counts[place] > dated[place]:  # behind: as the commit before it
            assert counts[place] == counts[place - 1]
        else:  # ahead: as the next whose date stands
            coming = [day for at, day in enumerate(dated) if at > place and at not in anew]
            assert counts[place] == coming[0]


def test_one_note_names_those_that_count_on_another_day() -> None:
    assert of_days(1, 2, 3).note == ""
    assert of_days(12, 20, 34, 11).note == (
        "commit 3 (dated 2014-01-12, counts from 2014-02-04): its date contradicts the order of the "
        "commits; check the clock of that computer"
    )
    assert of_days(1, 90, 91, 92, 93, 2, 3, 4, 5, 6).note.startswith("commits 1 (dated 2014-04-01, counts ")
    assert " and 1 more: their dates contradict " in of_days(1, 90, 91, 92, 93, 2, 3, 4, 5, 6).note


def test_a_clock_that_is_minutes_wrong_is_not_worth_a_note() -> None:
    moments = [BEGIN, BEGIN + timedelta(minutes=9), BEGIN + timedelta(minutes=5)]
    line = counted([Commit(str(place), at, "A", "a@b.example", "") for place, at in enumerate(moments)])
    assert len(line.misdated) == 1
    assert line.note == ""


@pytest.fixture
def at(repo: Repo, run: Run) -> At:
    """What ``list --at`` shows of the one status, and what it says beside it."""

    def shown(when: str) -> tuple[str, str]:
        ran = run("list", "--at", when, "--format", "csv", cwd=repo.folder, env=HERE)
        assert ran.code == 0, ran.stderr
        words = ("Drafted.", "First.", "Second.", "Third.")
        return next(word for word in words if word in ran.stdout), ran.stderr

    return shown


@pytest.mark.parametrize("wrong", ["2000-01-01", "2013-12-01", "1971-01-01"])
def test_a_clock_that_fell_back_hides_no_commit_and_shows_none_too_early(
    repo: Repo, at: At, wrong: str
) -> None:
    repo.commit(WHOLE, at="2014-01-06T10:00:00Z")
    repo.commit(said("First."), at="2014-01-14T10:00:00Z")
    late = repo.commit(said("Second."), at=f"{wrong}T10:00:00Z")
    repo.commit(said("Third."), at="2014-02-03T10:00:00Z")
    assert [at(day)[0] for day in DAYS] == [
        "Drafted.",
        "Second.",
        "Third.",
    ]
    (noted,) = [line for line in at("2014-01-20")[1].splitlines() if "contradicts" in line]
    assert noted.startswith(f"note: commit {late[:10]} (dated {wrong}, counts from 2014-01-14): its date ")


def test_a_clock_that_ran_ahead_hides_no_later_commit(repo: Repo, at: At) -> None:
    repo.commit(WHOLE, at="2014-01-06T10:00:00Z")
    repo.commit(said("First."), at="2031-01-14T10:00:00Z")
    repo.commit(said("Second."), at="2014-01-20T10:00:00Z")
    assert [at(day)[0] for day in DAYS] == [
        "Drafted.",
        "Second.",
        "Second.",
    ]


def pulled(repo: Repo, subject: str, merged: str = "2014-01-22", ours: str = "main") -> tuple[str, str, str]:
    """The others' commit, the own one, and the merge of the first into the second."""
    repo.commit(WHOLE, at="2014-01-06T10:00:00Z")
    repo.git("checkout", "-qb", "others")
    other = repo.commit(said("Third."), at="2014-01-14T10:00:00Z")
    repo.git("checkout", "-q", ours) if ours == "main" else repo.git("checkout", "-qb", ours, "main")
    own = repo.commit({"plans/note.txt": "x"}, at="2014-01-15T10:00:00Z")
    when = f"{merged}T10:00:00Z"
    repo.git("merge", "-q", "--no-ff", "-m", subject, "others", GIT_COMMITTER_DATE=when, GIT_AUTHOR_DATE=when)
    return other, own, repo.git("rev-parse", "HEAD")


PULLS = (
    "Merge branch 'main' of https://forge.example/plans",
    "Merge branch 'main' of /srv/our plans/ into main",
    "Merge branch 'main' of git@forge.example:plans into main",
    "Merge remote-tracking branch 'origin/main'",
    "Merge remote-tracking branch 'upstream/main' into main",
)
NO_PULLS = (
    "Merge branch 'main'",
    "Merge branch 'main' into main",
    "Merge branch 'others' of https://forge.example/plans",
    "Merge branch 'master' of https://forge.example/plans",
    "Merge branch 'main' of https://forge.example/plans into others",
    "Merge remote-tracking branch 'main'",
    "Merge remote-tracking branch 'origin/others' into main",
    "Merge remote-tracking branch 'origin/feature/main'",
    "Merge branches 'main' and 'others' of https://forge.example/plans",
    "Merge pull request #7 from others/main",
    "Revert \"Merge branch 'main' of https://forge.example/plans\"",
)


@pytest.mark.parametrize("subject", [*PULLS, *NO_PULLS])
def test_which_merges_are_pulls(repo: Repo, subject: str) -> None:
    other, own, merge = pulled(repo, subject)
    with open_repository(Path("plans")) as repository:
        root, middle, last = repository.line()
        brought = [each.revision for each in repository.brought(last)]
        assert [each.revision for each, _ in repository.recorded()] == [
            each.revision for each in (root, middle, last)
        ]
    assert (middle.revision, brought) == ((other, [own]) if subject in PULLS else (own, [other]))
    assert last.revision == merge


def test_a_branch_pulls_itself(repo: Repo) -> None:
    other, *_ = pulled(repo, "Merge branch 'pr' of https://forge.example/plans into pr", ours="pr")
    with open_repository(Path("plans")) as repository:
        assert repository.line()[1].revision == other


def test_a_branch_that_takes_over_the_main_one_pulls_nothing(repo: Repo) -> None:
    _, own, _ = pulled(repo, "Merge branch 'main' of https://forge.example/plans into pr", ours="pr")
    with open_repository(Path("plans")) as repository:
        assert repository.line()[1].revision == own


@pytest.mark.parametrize("where", ["branch", "detached", "bare"])
def test_the_line_is_the_same_from_wherever_it_is_read(repo: Repo, tmp_path: Path, where: str) -> None:
    other, _, merge = pulled(repo, PULLS[0])
    folder = Path("plans")
    if where == "bare":
        repo.git("clone", "-q", "--bare", ".", str(tmp_path / "bare"))
        folder = tmp_path / "bare" / "plans"
    elif where == "branch":
        repo.git("checkout", "-qb", "next")
    else:
        repo.git("checkout", "-q", "--detach")
    with open_repository(folder) as repository:
        assert [each.revision for each in repository.line()[1:]] == [other, merge]


def test_what_the_others_had_was_there_at_the_meeting(repo: Repo, at: At) -> None:
    *_, merge = pulled(repo, PULLS[0])
    words, notes = at("2014-01-20")
    assert words == "Third."
    doubted = f"is not certain: commit {merge[:10]} of 2014-01-22 looks like a 'git pull'"
    assert f"what the meeting of 2014-01-20 saw {doubted}" in notes


def test_no_note_where_the_meeting_is_frozen_or_not_between(repo: Repo, at: At) -> None:
    other, *_ = pulled(repo, PULLS[0])
    for day in ("2014-01-06", "2014-02-17"):
        assert "not certain" not in at(day)[1]
    repo.git("tag", "-a", "-m", "x", "ragplan/example/2014-01-20", other)
    assert "not certain" not in at("2014-01-20")[1]


def test_a_secretary_who_pulls_again_and_again(repo: Repo) -> None:
    """Her own copy never is the line, however often she brings it up to date."""
    repo.commit(WHOLE, at="2014-01-06T10:00:00Z")
    repo.git("branch", "others")
    shared = []
    for week in range(4):
        repo.git("checkout", "-q", "others")
        shared.append(repo.commit(said(f"Week {week}.")))
        repo.git("checkout", "-q", "main")
        repo.commit({"plans/note.txt": str(week)})
        repo.git("merge", "-q", "-m", PULLS[0], "others")
    tip = repo.git("rev-parse", "HEAD")
    with open_repository(Path("plans")) as repository:
        assert [each.revision for each in repository.line()[1:]] == [*shared, tip]
        assert [pull.merge.revision for pull in repository.laid().pulls] == [tip]


def test_a_plan_of_which_all_dates_are_in_order_says_nothing(repo: Repo) -> None:
    repo.commit(PLAN)
    repo.commit({"plans/A.yaml": "organisation: A\n"})
    with open_repository(Path("plans")) as repository:
        repository.line()
        assert repository.notes == ()
