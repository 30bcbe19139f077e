"""A programme through time: what each meeting saw, each commit that changed it, and what is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from history.building import ORGANISATION, PROGRAMME, Repo

from ragplan.history import Past, zone_of
from ragplan.loader import load
from ragplan.model.programme import Programme
from ragplan.repository.errors import RepositoryError
from ragplan.repository.git import open_repository
from ragplan.rules.example import FILES
from ragplan.schema import parts
from ragplan.timeline import Timeline, snapshots

WHOLE = {f"plans/{name}": text for name, text in FILES.items()}
END = date(2014, 3, 31)
ID = "example"


def said(words: str) -> str:
    return ORGANISATION.replace("Drafted.", words)


def programme(folder: str = "plans") -> Programme:
    with open_repository(Path(folder)) as repository:
        found = repository.files()
    (one,) = load(found.sources, found.problems).programmes
    return one


def past(until: date = END, one: Programme | None = None) -> Past:
    with open_repository(Path("plans")) as repository:
        return Timeline(repository).past(one or programme(), until)


def words(one: Programme | None) -> str:
    position = one.rows[0].position if one else None
    return position.status if position else ""


def told(found: Past) -> tuple[list[str], list[tuple[str, str]]]:
    """What the plan said at each commit and at each meeting."""
    return (
        [words(each.programme) for each in found.commits],
        [(str(each.meeting), words(each.recorded.programme)) for each in found.meetings],
    )


def test_each_meeting_saw_the_last_commit_by_the_end_of_its_day(repo: Repo) -> None:
    repo.commit(WHOLE, at="2014-01-06T10:00:00+00:00")
    repo.commit({"plans/A.yaml": said("Second.")}, at="2014-01-20T23:59:59+00:00")
    repo.commit({"plans/A.yaml": said("Third.")}, at="2014-01-21T00:00:00+00:00")
    assert told(past(date(2014, 2, 4))) == (
        ["Drafted.", "Second.", "Third."],
        [("2014-01-06", "Drafted."), ("2014-01-20", "Second."), ("2014-02-03", "Third.")],
    )
    assert past().notes == ()


def test_days_end_in_the_programmes_own_time_zone(repo: Repo) -> None:
    zoned = {"plans/programme.yaml": PROGRAMME.replace("key:", "time_zone: Pacific/Auckland\nkey:")}
    repo.commit(WHOLE | zoned, at="2014-01-05T10:00:00+00:00")
    repo.commit({"plans/A.yaml": said("The day after there.")}, at="2014-01-20T12:00:00+00:00")
    assert str(zone_of(programme())) == "Pacific/Auckland"
    assert told(past(date(2014, 1, 20)))[1][1] == ("2014-01-20", "Drafted.")


def test_a_freeze_goes_before_the_date(repo: Repo) -> None:
    repo.commit(WHOLE, at="2014-01-06T10:00:00+00:00")
    late = repo.commit({"plans/A.yaml": said("Typed in late.")}, at="2014-01-07T10:00:00+00:00")
    repo.git("tag", "ragplan/example/2014-01-06", late)
    (first,) = past(date(2014, 1, 6)).meetings
    assert (words(first.recorded.programme), first.frozen) == ("Typed in late.", True)


def test_a_freeze_beside_the_line(repo: Repo) -> None:
    repo.commit(WHOLE, at="2014-01-06T10:00:00+00:00")
    repo.git("checkout", "--quiet", "-b", "side")
    aside = repo.commit({"plans/A.yaml": said("On a branch.")}, at="2014-01-06T11:00:00+00:00")
    repo.git("tag", "ragplan/example/2014-01-06", aside)
    repo.git("checkout", "--quiet", "main")
    found = past(date(2014, 2, 3))
    assert [text for _, text in told(found)[1]] == ["On a branch.", "Drafted.", "Drafted."]


def test_meetings_before_the_first_commit_are_told(repo: Repo) -> None:
    repo.commit(WHOLE, at="2014-02-04T10:00:00+00:00")
    found = past()
    assert [str(each.meeting) for each in found.meetings] == [
        "2014-02-17",
        "2014-03-03",
        "2014-03-17",
        "2014-03-31",
    ]
    assert found.notes == ("3 meetings, of 2014-01-06 to 2014-02-03, were before the first commit",)
    assert past(date(2014, 1, 6)).notes == ("the meeting of 2014-01-06 was before the first commit",)


def test_a_commit_that_does_not_load_is_skipped_with_a_note(repo: Repo) -> None:
    repo.commit(WHOLE, at="2014-01-06T10:00:00+00:00")
    broken = repo.commit({"plans/A.yaml": "organisation: A\nactions: [\n"}, at="2014-01-20T10:00:00+00:00")
    unseen = repo.commit(
        WHOLE | {"plans/programme.yaml": "programme: example\n  title: x\n"}, at="2014-01-21T10:00:00+00:00"
    )
    repo.commit(WHOLE, at="2014-02-03T10:00:00+00:00")
    found = past(date(2014, 2, 3))
    assert told(found) == (
        ["Drafted.", "", "", "Drafted."],
        [("2014-01-06", "Drafted."), ("2014-01-20", ""), ("2014-02-03", "Drafted.")],
    )
    assert found.notes == (
        (
            f"commit {broken[:10]} of 2014-01-20, seen by the meeting of 2014-01-20: "
            "it does not load: plans/A.yaml: a bracket is opened here and never closed, or a comma is missing"
        ),
        (
            f"commit {unseen[:10]} of 2014-01-21, seen by no meeting: it does not load: "
            "plans/programme.yaml: no space expected in front of 'title', 2 found"
        ),
    )


def test_a_programme_that_was_not_there_yet(repo: Repo) -> None:
    other = {"plans/other/programme.yaml": PROGRAMME.replace("example", "other")}
    repo.commit(other, at="2014-01-06T10:00:00+00:00")
    repo.commit(
        {f"plans/example/{name}": text for name, text in FILES.items()}, at="2014-01-20T10:00:00+00:00"
    )
    with open_repository(Path("plans")) as repository:
        found = repository.files()
    chosen = load(found.sources, found.problems).programmes
    one = next(each for each in chosen if each.id == ID)
    found = past(date(2014, 1, 20), one=one)
    assert [each.note for each in found.commits] == [""]
    assert [each.recorded.note for each in found.meetings] == ["its plans do not hold the programme", ""]


def test_the_trouble_of_another_programme_is_not_told(repo: Repo) -> None:
    repo.commit({"plans/other/programme.yaml": "programme: other\n\ttitle: x\n"})
    repo.commit({f"plans/example/{name}": text for name, text in FILES.items()})
    with open_repository(Path("plans")) as repository:
        (only,) = Timeline(repository).commits(ID)
    assert words(only.programme) == "Drafted."


def test_a_programme_that_was_taken_away_and_brought_back(repo: Repo) -> None:
    repo.commit(WHOLE | {"plans/registers/other.yaml": "register: other\ntitle: Other\n"})
    repo.commit(dict.fromkeys(WHOLE, None))
    repo.commit(WHOLE)
    with open_repository(Path("plans")) as repository:
        found = list(Timeline(repository).commits(ID))
    assert [(words(each.programme), each.note) for each in found] == [
        ("Drafted.", ""),
        ("", "its plans do not hold the programme"),
        ("Drafted.", ""),
    ]


def test_commits_that_changed_nothing_the_programme_says_are_left_out(repo: Repo) -> None:
    repo.commit(WHOLE)
    repo.commit({"README.md": "Read me\n"})
    repo.commit({"plans/A.yaml": None, "plans/people/A.yaml": ORGANISATION})
    repo.commit({"plans/people/A.yaml": f"# a remark\n{ORGANISATION}"})
    repo.commit({"plans/people/A.yaml": said("Second.")})
    assert told(past())[0] == ["Drafted.", "Second."]


def test_a_moved_file_is_told_where_it_then_was(repo: Repo) -> None:
    first = repo.commit(WHOLE)
    repo.commit({"plans/A.yaml": None, "plans/people/A.yaml": ORGANISATION})
    with open_repository(Path("plans")) as repository:
        timeline = Timeline(repository)
        found = [timeline.at(repository.commit(each), ID).programme for each in (first, "HEAD")]
    assert [each.files[0].origin.path for each in found if each] == ["plans/A.yaml", "plans/people/A.yaml"]
    assert found[0] == found[1]


def test_the_folder_of_the_plans_may_have_had_another_name(repo: Repo) -> None:
    repo.commit({f"docs/{name}": text for name, text in FILES.items()}, at="2014-01-06T10:00:00+00:00")
    repo.git("mv", "docs", "plans")
    repo.record(at="2014-01-20T10:00:00+00:00")
    repo.commit({"plans/A.yaml": said("Second.")}, at="2014-02-03T10:00:00+00:00")
    assert told(past(date(2014, 2, 3))) == (
        ["Drafted.", "Second."],
        [("2014-01-06", "Drafted."), ("2014-01-20", "Drafted."), ("2014-02-03", "Second.")],
    )


def test_a_file_is_parsed_once_however_many_commits_hold_it(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("Drafted.", "Second.", "Drafted.", "Second."):
        repo.commit(WHOLE | {"plans/A.yaml": said(text)})
    one = programme()
    read: list[str] = []
    whole = parts.part
    for module in (parts, snapshots):
        monkeypatch.setattr(module, "part", lambda document: read.append(document.path) or whole(document))
    assert told(past(one=one))[0] == ["Drafted.", "Second.", "Drafted.", "Second."]
    assert sorted(read) == [
        "plans/A.yaml", "plans/A.yaml", "plans/programme.yaml", "plans/registers/francis-2013.yaml"
    ]  # fmt: skip


def test_one_commit_reads_no_other(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    first = repo.commit(WHOLE)
    repo.commit({"plans/A.yaml": said("Second.")})
    read: list[str] = []
    whole = parts.part
    monkeypatch.setattr(snapshots, "part", lambda document: read.append(document.text) or whole(document))
    with open_repository(Path("plans")) as repository:
        assert words(Timeline(repository).at(repository.commit(first), ID).programme) == "Drafted."
    assert len(read) == 3
    assert not any("Second." in text for text in read)


def test_a_merge_counts_where_it_reached_the_line(repo: Repo) -> None:
    repo.commit(WHOLE, at="2014-01-06T10:00:00+00:00")
    repo.git("checkout", "--quiet", "-b", "alpha")
    repo.commit({"plans/A.yaml": said("On a branch.")}, at="2014-01-19T10:00:00+00:00")
    repo.git("checkout", "--quiet", "main")
    when = "2014-01-22T10:00:00+00:00"
    dates = {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when}
    repo.git("merge", "--quiet", "--no-ff", "-m", "Alpha's return", "alpha", **dates)
    found = past(date(2014, 2, 3))
    assert told(found) == (
        ["Drafted.", "On a branch."],
        [("2014-01-06", "Drafted."), ("2014-01-20", "Drafted."), ("2014-02-03", "On a branch.")],
    )
    assert found.commits[1].commit.subject == "Alpha's return"


def test_a_clone_without_its_history_says_so(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit(WHOLE)
    repo.commit({"plans/A.yaml": said("Second.")})
    one = programme()
    repo.git("clone", "--quiet", "--depth=1", f"file://{repo.folder}", str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    with pytest.raises(RepositoryError, match="git fetch --unshallow"):
        past(one=one)


def test_words_name_commits_and_what_the_programme_was(repo: Repo) -> None:
    first = repo.commit(WHOLE, at="2014-01-06T10:00:00+00:00")
    repo.commit({"plans/A.yaml": said("Second.")}, at="2014-01-20T10:00:00+00:00")
    with open_repository(Path("plans")) as repository:
        timeline = Timeline(repository)
        found = {
            text: timeline.named(text, programme(), date(2014, 2, 3))
            for text in ("last", "-2", "2014-01-07", first[:12])
        }
    assert {text: words(recorded.programme) for text, (_, recorded) in found.items()} == {
        "last": "Second.", "-2": "Drafted.", "2014-01-07": "Drafted.", first[:12]: "Drafted."
    }  # fmt: skip
    assert [str(resolved.meeting) for resolved, _ in found.values()] == [
        "2014-01-20",
        "2014-01-06",
        "None",
        "None",
    ]
