"""The story holds together, is labelled as made up, and tells all it is there to tell."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest

from ragplan.demo import demonstration
from ragplan.demo.history import HEADER, history_of
from ragplan.demo.story import Chapter, FileEdit, Story, StoryCommit, StoryError, packaged_plan, the_story
from ragplan.diagnostics import Severity
from ragplan.diff import Change, Kind, compare
from ragplan.history import Commit, end_of, time_zone
from ragplan.linter import lint
from ragplan.loader import load
from ragplan.model.snapshot import Snapshot
from ragplan.repository.git import Repository
from ragplan.rules import RULES

STORY = the_story()
HISTORY = demonstration().history
HOLIDAYS = [date(2014, 4, 18), date(2014, 4, 21), date(2014, 5, 5)]

ABSENT = {
    Kind.HELD: "rag-complete has no level of the category on_hold",
    Kind.RESUMED: "rag-complete has no level of the category on_hold",
    Kind.DROPPED: "every proposal in it is agreed",
    Kind.REUSED: "the one ref that is used again was free at the meetings in between",
    Kind.CORRECTED: "nothing that was agreed is rewritten in it, and so nothing put back",
    Kind.RATING_CHANGED: "no two levels of rag-complete share a category, and lint refuses other ratings",
    Kind.RELEASED: "its story lets no owner go",
    Kind.RENAMED: "no organisation has another code within the four months",
    Kind.ASKED: "its meetings agree dates at once",
    Kind.REFUSED: "its meetings agree dates at once",
}
"""The kinds that do not occur in this plan, each with the reason."""

Told = list[tuple[date, Change]]


@pytest.fixture(scope="module")
def changes(snapshots: list[Snapshot]) -> Told:
    """Every change between two neighbouring meetings, with the later one's day."""
    knowing = []
    for each in snapshots:
        knowing.append(replace(each, seen=knowing[-1] if knowing else None))
    return [(new.on, change) for old, new in pairwise(knowing) for change in compare(old, new)]


def test_there_are_eight_fortnights_after_the_real_week() -> None:
    meetings = [chapter.meeting for chapter in STORY.chapters]
    assert meetings == [date(2014, 1, 27) + timedelta(weeks=2 * index) for index in range(9)]
    assert meetings[-1] == date(2014, 5, 19)


@pytest.mark.parametrize("chapter", STORY.chapters, ids=lambda chapter: chapter.meeting.isoformat())
def test_commits_are_made_in_order_in_working_hours_of_the_period(chapter: Chapter) -> None:
    times = [step.at for step in chapter.steps]
    assert times == sorted(times)
    for at in times:
        assert chapter.meeting - timedelta(days=14) < at.date() <= chapter.meeting
        assert at.weekday() < 5
        assert at.date() not in HOLIDAYS
        assert time(9) <= at.time() <= time(18)


def test_times_are_those_of_london() -> None:
    offsets = {
        (commit.author.at.date() >= date(2014, 3, 30), f"{commit.author.at:%z}") for commit in HISTORY.commits
    }
    assert offsets == {(False, "+0000"), (True, "+0100")}


def test_nobody_is_real_and_everybody_appears() -> None:
    assert all(re.fullmatch(r"[\w.]+@[\w-]+\.example\.(org|net)", email) for email in STORY.people.values())
    assert {commit.author.name for commit in HISTORY.commits} == set(STORY.people)


def test_all_is_labelled_as_made_up(repository: Repository) -> None:
    assert all("Demonstration (made by 'ragplan demo')" in commit.message for commit in HISTORY.commits)
    for source in repository.files().sources:
        if "/bhr-francis/" in source.path and source.path.endswith(".yaml"):
            assert source.data.decode().startswith(HEADER), source.path
    programme = load(repository.files().sources).programmes[0]
    assert programme.notes[0].text.startswith("Demonstration.")
    assert b"Most of it is made up" in HISTORY.commits[0].changes["README.md"]


def test_the_first_commit_is_the_packaged_plan() -> None:
    put = HISTORY.commits[0].changes
    for path, text in packaged_plan().items():
        assert put[f"plans/bhr-francis/{path}"].decode().removeprefix(HEADER) == text


def test_at_least_seven_organisations_write_each_period(snapshots: list[Snapshot]) -> None:
    written = defaultdict(set)
    for chapter in STORY.chapters[1:]:
        for step in chapter.steps:
            written[chapter.meeting] |= {
                (step.author, edit.file) for edit in step.edits if "programme" not in edit.file
            }
    assert len(snapshots[-1].programme.organisations) == 10
    assert len(written) == 8
    assert all(len({author for author, _ in each}) >= 7 for each in written.values())


def test_every_kind_of_change_occurs(changes: Told) -> None:
    assert set(Kind) - {change.kind for _, change in changes} == set(ABSENT)


@pytest.mark.parametrize(
    ("day", "kind", "ref", "organisation"),
    [
        ("2014-02-24", Kind.COMPLETED, "2.1", "BDCCG"),
        ("2014-02-24", Kind.ASSURED, "6.1", "LBBD"),
        ("2014-02-10", Kind.PROPOSED, "3.5", ""),
        ("2014-02-24", Kind.AGREED, "3.5", ""),
        ("2014-02-24", Kind.REVISED, "3.4", ""),
        ("2014-03-24", Kind.REVISED, "3.4", ""),
        ("2014-04-21", Kind.REVISED, "3.4", ""),
        ("2014-03-10", Kind.WENT_SILENT, "2.1", "HCCG"),
        ("2014-03-10", Kind.DUE_REWRITTEN, "9.1", ""),
        ("2014-03-24", Kind.SUPERSEDED, "5.3", ""),
        ("2014-03-24", Kind.REOPENED, "2.2", "LBBD"),
        ("2014-03-24", Kind.VANISHED, "2.3", "LBH"),
        ("2014-04-07", Kind.WITHDRAWN, "9.2", ""),
        ("2014-04-07", Kind.VANISHED, "2.4", ""),
        ("2014-04-07", Kind.REOPENED, "3.2", "LBR"),
        ("2014-04-07", Kind.BACKDATED, "5.1", "LBR"),
        ("2014-04-07", Kind.REVISION_ALTERED, "1.2", "LBBD"),
        ("2014-04-21", Kind.REVISION_REMOVED, "5.1", "RCCG"),
        ("2014-04-21", Kind.MOVED, "10.2", ""),
        ("2014-05-05", Kind.NEW, "2.4", ""),
        ("2014-05-05", Kind.REMOVED, "L1", "LBBD"),
    ],
)
def test_what_happens_when(changes: Told, day: str, kind: Kind, ref: str, organisation: str) -> None:
    told = [(on.isoformat(), each.kind, each.ref, each.organisation) for on, each in changes]
    assert (day, kind, ref, organisation) in told


def test_one_date_is_extended_three_times(changes: Told) -> None:
    assert [each.times for _, each in changes if each.kind is Kind.REVISED and each.ref == "3.4"] == [1, 2, 3]


def test_one_organisation_stays_silent(snapshots: list[Snapshot]) -> None:
    dates = [
        next(file.reviewed.text for file in each.programme.files if file.organisation == "HCCG")
        for each in snapshots
    ]
    assert dates == ["2014-01-27", "2014-02-07", *["2014-02-20"] * 7]


def test_a_position_is_green_on_a_promise_and_another_on_track_while_overdue(
    snapshots: list[Snapshot],
) -> None:
    promised = snapshots[-1].programme.positions["9.1"]["HCCG"]
    assert (promised.rating, promised.completed, promised.evidence) == ("green", None, ())
    assert "will be adopted" in promised.status
    late = snapshots[3].programme.positions["2.1"]["RCCG"]
    assert (late.rating, late.status[:9]) == ("amber", "On track.")


def test_words_and_ratings_change_under_an_old_date(snapshots: list[Snapshot]) -> None:
    def said(meeting: int, ref: str, organisation: str) -> tuple[str, str, str]:
        position = snapshots[meeting].programme.positions[ref][organisation]
        return position.updated.text, position.status, position.rating

    before, after = said(3, "4.1", "RCCG"), said(4, "4.1", "RCCG")
    assert (before[0], before[1] != after[1]) == (after[0], True)
    before, after = said(4, "5.1", "LBH"), said(5, "5.1", "LBH")
    assert (before[0], before[2], after[2]) == (after[0], "amber", "red")


def test_a_ref_is_used_again_for_something_else(snapshots: list[Snapshot]) -> None:
    titles = [
        each.programme.shared["2.4"].title if "2.4" in each.programme.shared else "" for each in snapshots
    ]
    assert [bool(title) for title in titles] == [False, False, True, True, True, False, False, True, True]
    assert titles[4] != titles[7]


def test_somebody_writes_in_the_file_of_another_organisation(snapshots: list[Snapshot]) -> None:
    emails = {each.code: each.emails for each in snapshots[0].programme.organisations}
    assert emails["HCCG"] == ("hccg.example.org",)
    writers = {
        commit.author.email.partition("@")[2]
        for commit in HISTORY.commits[1:]
        if "plans/bhr-francis/HCCG.yaml" in commit.changes
    }
    assert writers == {"hccg.example.org", "bdccg.example.org"}


def test_a_file_moved_or_laid_out_anew_is_no_change(repository: Repository) -> None:
    line = repository.line()
    for subject in (
        "The councils' files go into a folder of their own",
        "All: laid out anew, to be easier to read",
    ):
        place = next(index for index, commit in enumerate(line) if commit.subject == subject)
        old, new = (_snapshot(repository, commit) for commit in line[place - 1 : place + 1])
        assert list(compare(replace(old, on=new.on), new)) == []


def test_the_main_line_leaves_branches_out_and_one_came_too_late(repository: Repository) -> None:
    line = repository.line()
    merged = [commit for commit in HISTORY.commits if len(commit.parents) == 2]
    assert (len(HISTORY.commits) - len(line), len(merged)) == (4, 3)
    late = next(
        commit for commit in HISTORY.commits if commit.message.startswith("Nurse Director: return for 10 Feb")
    )
    seen = next(commit for commit in line if commit.subject == "Merge the Nurse Director's return")
    assert late.author.at < end_of(date(2014, 2, 10), time_zone()) < seen.at


def test_the_frozen_meeting_did_not_see_what_came_that_afternoon(repository: Repository) -> None:
    (name, revision), *more = repository.tags("ragplan/").items()
    assert (name, more) == ("ragplan/bhr-francis/2014-03-10", [])
    frozen = repository.commit(revision)
    after = [
        commit
        for commit in repository.line()
        if frozen.at < commit.at <= end_of(date(2014, 3, 10), time_zone())
    ]
    assert [commit.subject for commit in after] == ["RCCG: PELC's answer came today"]


def test_every_commit_can_be_read_and_has_no_error(repository: Repository) -> None:
    for commit, tree in repository.recorded():
        plans = load(repository.read(tree).sources)
        told = [each.message for each in lint(plans, RULES) if each.severity is Severity.ERROR]
        assert (commit.subject, plans.broken, told) == (commit.subject, False, [])


def _snapshot(repository: Repository, commit: Commit) -> Snapshot:
    return Snapshot(load(repository.files(commit).sources).programmes[0], commit.at.date())


PLAN = {
    "A.yaml": 'organisation: A\nactions:\n  - ref: "1"\n    status: Done\n  - ref: "2"\n    status: Done\n'
}
AT = datetime(2014, 2, 6, 10)  # noqa: DTZ001 - the story's times are London's


def told(*steps: StoryCommit) -> str:
    """What is in ``A.yaml`` in the end."""
    begun = StoryCommit(AT, "Ann", "Begin", (FileEdit("B.yaml", text="b\n"),))
    story = Story({"Ann": "ann@example.org"}, (Chapter(date(2014, 2, 10), (begun, *steps)),))
    history = history_of(story, PLAN, {})
    contents = [commit.changes.get("plans/bhr-francis/A.yaml") for commit in history.commits]
    return [each.decode().removeprefix(HEADER) for each in contents if each][-1]


def step(**edit: str) -> StoryCommit:
    return StoryCommit(AT, "Ann", "FileEdit", (FileEdit(**({"file": "A.yaml"} | edit)),))


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ({"find": "organisation: A", "put": "organisation: B"}, PLAN["A.yaml"].replace(": A", ": B")),
        ({"row": "1", "find": "Done", "put": "Open"}, PLAN["A.yaml"].replace("Done", "Open", 1)),
        ({"row": "1", "put": ""}, 'organisation: A\nactions:\n  - ref: "2"\n    status: Done\n'),
        (
            {"row": "1", "put": '- ref: "1"\n  rating: red\n'},
            'organisation: A\nactions:\n  - ref: "1"\n    rating: red\n  - ref: "2"\n    status: Done\n',
        ),
        ({"row": "2", "add": "next: More\n"}, PLAN["A.yaml"] + "    next: More\n"),
        ({"row": "2", "after": '- ref: "3"\n'}, PLAN["A.yaml"] + '  - ref: "3"\n'),
        ({"text": "new\n"}, "new\n"),
    ],
)
def test_an_edit(edit: dict[str, str], expected: str) -> None:
    assert told(step(**edit)) == expected


BRANCH = StoryCommit(AT, "Ann", "Aside", (FileEdit("A.yaml", find=": A", put=": B"),), branch="side")


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([step(find="Gone", put="")], "0 times, not once: 'Gone'"),
        ([step(find="Done", put="")], "2 times, not once: 'Done'"),
        ([step(row="1", find="Gone", put="")], "in A.yaml 1 there is 0 times"),
        ([step(row="3", put="")], "0 entries '3'"),
        ([step(put="")], "0 times"),
        ([step(find="Done\n", row="1", put="Done\n")], "changes nothing"),
        ([step(file="C.yaml", find="a", put="b")], "no file 'C.yaml'"),
        ([StoryCommit(AT, "Bob", "FileEdit", (FileEdit("A.yaml", text="b"),))], "nobody is called 'Bob'"),
        ([StoryCommit(AT, "Ann", "FileEdit")], "nothing is changed"),
        ([StoryCommit(AT, "Ann", "Merge", merge="side")], "no branch 'side'"),
        ([BRANCH], "never merged: side"),
        (
            [BRANCH, step(row="1", put=""), StoryCommit(AT, "Ann", "Merge", merge="side")],
            "both lines changed 'A.yaml'",
        ),
    ],
)
def test_a_story_that_does_not_hold_together(steps: list[StoryCommit], message: str) -> None:
    with pytest.raises(StoryError, match=re.escape(message)):
        told(*steps)


def test_a_branch_is_merged() -> None:
    assert told(BRANCH, StoryCommit(AT, "Ann", "Merge", merge="side")).startswith("organisation: B\n")
