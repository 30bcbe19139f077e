"""Meetings, days and revisions lead to commits: the frozen one first, else the last of the day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from history.building import CHANGED, ORGANISATION, PLAN, Repo
from ragplan.history import (
    Commit,
    TooFewMeetings,
    counted_meeting,
    end_of,
    last_by,
    named_day,
    time_zone,
)
from ragplan.repository.errors import RepositoryError
from ragplan.repository.git import open_repository
from ragplan.repository.meetings import Resolved, resolve

MEETINGS = (date(2014, 1, 13), date(2014, 1, 27), date(2014, 2, 10))
LONDON = ZoneInfo("Europe/London")


def meaning(text: str, before: date = date(2014, 2, 10), zone: str = "Europe/London") -> Resolved:
    with open_repository(Path("plans")) as repository:
        return resolve(repository, text, "bhr-francis", MEETINGS, before, ZoneInfo(zone))


def commit_at(*when: int) -> Commit:
    return Commit("x", datetime(*when, tzinfo=UTC), "A", "a@b.example", "")  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("text", "before", "meeting"),
    [
        ("last", date(2014, 2, 1), date(2014, 1, 27)),
        ("last", date(2014, 1, 27), date(2014, 1, 13)),
        ("-1", date(2014, 2, 1), date(2014, 1, 27)),
        ("-2", date(2014, 2, 1), date(2014, 1, 13)),
        ("-3", date(2020, 1, 1), date(2014, 1, 13)),
        ("2014-01-27", date(2014, 2, 1), None),
        ("-0", date(2014, 2, 1), None),
        ("-02", date(2014, 2, 1), None),
        ("-٢", date(2014, 2, 1), None),
        ("--2", date(2014, 2, 1), None),
        ("2", date(2014, 2, 1), None),
        ("Last", date(2014, 2, 1), None),
    ],
)
def test_meetings_are_counted_back(text: str, before: date, meeting: date | None) -> None:
    assert counted_meeting(text, MEETINGS, before) == meeting


@pytest.mark.parametrize(
    ("text", "before", "message"),
    [
        ("last", date(2014, 1, 13), "the calendar has no meeting before 2014-01-13"),
        ("-2", date(2014, 1, 27), "the calendar has only 1 meeting before 2014-01-27"),
        ("-9999", date(2020, 1, 1), "the calendar has only 3 meetings before 2020-01-01"),
    ],
)
def test_a_calendar_may_be_too_short(text: str, before: date, message: str) -> None:
    with pytest.raises(TooFewMeetings, match=message):
        counted_meeting(text, MEETINGS, before)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2014-01-27", date(2014, 1, 27)),
        ("2014-01", None),
        ("2014-02-31", None),
        ("ongoing", None),
        ("20140127", None),
        ("main", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert named_day(text) == day


def test_a_day_ends_at_midnight_of_its_own_place() -> None:
    summer = end_of(date(2014, 7, 1), LONDON)
    assert summer.astimezone(UTC) == datetime(2014, 7, 1, 22, 59, 59, 999_999, tzinfo=UTC)
    assert end_of(date(2014, 1, 27), LONDON) < datetime(2014, 1, 28, tzinfo=UTC)
    assert end_of(date(2014, 1, 27), LONDON) > datetime(2014, 1, 27, 23, 59, 59, tzinfo=UTC)
    assert end_of(date(9999, 12, 31), LONDON).year == 9999


def test_of_an_hour_that_comes_twice_the_second_counts() -> None:
    end = end_of(date(2014, 2, 15), ZoneInfo("America/Sao_Paulo"))  # at midnight clocks went back to 23:00
    assert end.astimezone(UTC) == datetime(2014, 2, 16, 2, 59, 59, 999_999, tzinfo=UTC)


@pytest.mark.parametrize("name", ["Europe/London", "UTC", "America/Sao_Paulo"])
def test_time_zones(name: str) -> None:
    assert time_zone(name) == ZoneInfo(name)


@pytest.mark.parametrize("name", ["", "Europe", "London", "../../etc/passwd", "/etc/passwd", "a\0b", "É"])
def test_no_time_zones(name: str) -> None:
    assert time_zone(name) is None


def test_the_last_of_the_line_counts() -> None:
    line = [commit_at(2014, 1, 1), commit_at(2014, 1, 10), commit_at(2014, 1, 10), commit_at(2014, 2, 1)]
    assert last_by(line, end_of(date(2014, 1, 15), LONDON)) is line[2]
    assert last_by(line, end_of(date(2013, 12, 31), LONDON)) is None
    assert last_by([], end_of(date(2014, 1, 15), LONDON)) is None


def test_a_day_is_the_last_commit_by_its_end(repo: Repo) -> None:
    first = repo.commit(PLAN, at="2014-01-13T10:00:00Z")
    second = repo.commit({"plans/A.yaml": CHANGED}, at="2014-01-27T23:59:59Z")
    third = repo.commit({"plans/A.yaml": ORGANISATION}, at="2014-01-28T00:00:00Z")
    for text, id, meeting in (
        ("2014-01-27", second, date(2014, 1, 27)),
        ("2014-01-26", first, None),
        ("2014-01-28", third, None),
        ("2030-01-01", third, None),
        ("last", second, date(2014, 1, 27)),
        ("-1", second, date(2014, 1, 27)),
        ("-2", first, date(2014, 1, 13)),
    ):
        found = meaning(text)
        assert (found.commit.revision, found.meeting, found.frozen) == (id, meeting, False)
    assert meaning("2014-01-27", zone="Europe/Berlin").commit.revision == first
    assert meaning("2014-01-28", zone="Europe/Berlin").commit.revision == third


def test_summer_time_counts(repo: Repo) -> None:
    first = repo.commit(PLAN, at="2014-06-30T12:00:00Z")
    repo.commit({"plans/A.yaml": CHANGED}, at="2014-07-01T23:30:00Z")
    assert meaning("2014-07-01").commit.revision == first


def test_the_freeze_comes_first(repo: Repo) -> None:
    first = repo.commit(PLAN, at="2014-01-13T10:00:00Z")
    second = repo.commit({"plans/A.yaml": CHANGED}, at="2014-01-27T10:00:00Z")
    repo.git("tag", "-a", "-m", "x", "ragplan/bhr-francis/2014-01-27", first)
    repo.git("tag", "-a", "-m", "x", "ragplan/other/2014-01-13", second)
    assert meaning("2014-01-27") == Resolved(meaning(first).commit, *(date(2014, 1, 27),) * 2, frozen=True)
    assert meaning("last").frozen
    assert meaning("2014-01-28").commit.revision == second
    assert not meaning("2014-01-13").frozen


def test_the_freeze_may_be_nested(repo: Repo) -> None:
    first = repo.commit(PLAN)
    repo.git("tag", "-a", "-m", "x", "inner")
    repo.git("tag", "-a", "-m", "x", "ragplan/bhr-francis/2014-01-27", "inner")
    assert meaning("2014-01-27").commit.revision == first


def test_a_revision_stands_for_the_day_of_its_commit(repo: Repo) -> None:
    repo.commit(PLAN, at="2014-07-01T23:30:00Z")
    found = meaning("HEAD")
    assert (found.day, found.meeting, found.frozen) == (date(2014, 7, 2), None, False)
    assert meaning("main", zone="UTC").day == date(2014, 7, 1)


def test_side_branches_are_not_what_a_meeting_saw(repo: Repo) -> None:
    first = repo.commit(PLAN, at="2014-01-10T10:00:00Z")
    repo.git("checkout", "--quiet", "-b", "side")
    repo.commit({"plans/A.yaml": CHANGED}, at="2014-01-12T10:00:00Z")
    repo.git("checkout", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-commit", "--no-ff", "side")
    merge = repo.record("Merge", at="2014-01-20T10:00:00Z")
    assert meaning("2014-01-13").commit.revision == first
    assert meaning("2014-01-27").commit.revision == merge


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "2013-12-31",
            r"no commit on or before 2013-12-31; the first is of 2014-01-13, .*'git log --reverse'",
        ),
        ("-9", r"'-9' is not a meeting: the calendar has only 2 meetings before 2014-02-10; name a day"),
        ("2014-02-31", "this repository has no commit '2014-02-31'; give a meeting"),
        ("--output=x", "'--output=x' is not accepted as a revision"),
    ],
)
def test_what_leads_nowhere(repo: Repo, text: str, message: str) -> None:
    repo.commit(PLAN, at="2014-01-13T10:00:00Z")
    with pytest.raises(RepositoryError, match=message):
        meaning(text)


def test_a_shallow_clone_knows_its_freezes_only(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit(PLAN)
    head = repo.commit({"plans/A.yaml": CHANGED})
    repo.git("tag", "-a", "-m", "x", "ragplan/bhr-francis/2014-01-27")
    repo.git("clone", "--quiet", "--depth=1", f"file://{repo.folder}", str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    repo.git("-C", str(tmp_path / "clone"), "fetch", "--quiet", "--tags")
    assert meaning("2014-01-27").commit.revision == head
    with pytest.raises(RepositoryError, match="shallow clone"):
        meaning("2014-01-13")


def test_a_fresh_clone_means_the_same(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit(PLAN, at="2014-01-13T10:00:00Z")
    repo.git("tag", "-a", "-m", "x", "ragplan/bhr-francis/2014-01-27")
    repo.commit({"plans/A.yaml": CHANGED}, at="2014-01-27T10:00:00Z")
    here = [meaning(text) for text in ("last", "-2", "2014-02-03", "HEAD~1")]
    for options in (["--bare"], []):
        clone = tmp_path / f"clone{len(options)}"
        repo.git("clone", "--quiet", *options, ".", str(clone))
        monkeypatch.chdir(clone)
        assert [meaning(text) for text in ("last", "-2", "2014-02-03", "HEAD~1")] == here
        monkeypatch.chdir(repo.folder)
