"""``ragplan diff`` on real repositories: what it compares and filters, and what it says where it cannot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Ran, Run
from history.building import Files, Repo

from diff.fortnights import AFTER, BEFORE, FIRST, SECOND, THIRD

ON = ("--as-of", THIRD)


def changes(run: Run, repo: Repo, *arguments: str) -> list[dict[str, Any]]:
    """The changes that a run tells."""
    done = run("diff", *arguments, "--format", "json", cwd=repo.folder)
    assert (done.code, done.stderr) == (0, "")
    told: list[dict[str, Any]] = json.loads(done.stdout)["changes"]
    return told


def kinds(told: list[dict[str, Any]]) -> list[str]:
    return [f"{each['kind']} {each['ref']}/{each['organisation'] or ''}" for each in told]


def ends(done: Ran) -> list[str]:
    return done.stdout.splitlines()[2:4]


def read_from(done: Ran) -> str:
    return done.stdout.splitlines()[-1]


def test_the_previous_meeting_and_the_working_tree_by_default(run: Run, meetings: Repo) -> None:
    commit = meetings.git("rev-parse", "--short=10", "HEAD~1")
    done = run("diff", *ON, cwd=meetings.folder)
    assert (done.code, done.stderr) == (0, "")
    assert ends(done) == ["From the meeting of 10 March 2014", "to 24 March 2014"]
    assert read_from(done) == f"Read from commit {commit} (frozen) and the files as they are."
    assert run("diff", "last", *ON, cwd=meetings.folder) == done
    assert run("diff", "-1", *ON, cwd=meetings.folder) == done


def test_files_that_are_not_committed_count(run: Run, meetings: Repo) -> None:
    meetings.write({"plans/LBR.yaml": BEFORE["plans/LBR.yaml"]})
    assert not any(each["kind"] == "lead-changed" for each in changes(run, meetings, *ON))


@pytest.mark.parametrize(
    ("named", "days", "read"),
    [
        (("-2",), ["the meeting of 24 February 2014", "24 March 2014"], "{HEAD~2} and the files as they are"),
        (
            ("-2", "-1"),
            ["the meeting of 24 February 2014", "the meeting of 10 March 2014"],
            "{HEAD~1} (frozen)",
        ),
        ((SECOND, "HEAD"), ["the meeting of 10 March 2014", "24 March 2014"], "(frozen) and commit {HEAD}"),
        (
            ("2014-03-01", "2014-03-20"),
            ["1 March 2014", "20 March 2014"],
            "commit {HEAD~2} and commit {HEAD~1}",
        ),
        (("HEAD~1", "HEAD"), ["10 March 2014", "24 March 2014"], "commit {HEAD~1} and commit {HEAD}"),
        (("main",), ["24 March 2014", "24 March 2014"], "commit {HEAD} and the files as they are"),
    ],
)
def test_ends_are_meetings_days_and_revisions(
    run: Run, meetings: Repo, named: tuple[str, ...], days: list[str], read: str
) -> None:
    ids = {each: meetings.git("rev-parse", "--short=10", each) for each in ("HEAD", "HEAD~1", "HEAD~2")}
    done = run("diff", *named, *ON, cwd=meetings.folder)
    assert done.code == 0
    assert ends(done) == [f"From {days[0]}", f"to {days[1]}"]
    for name, id in ids.items():
        read = read.replace(f"{{{name}}}", id)
    assert read in read_from(done)


def test_the_meeting_before_from_tells_who_was_silent_already(run: Run, meetings: Repo) -> None:
    since, later = [f"2014-0{month}" for month in ("4-07", "4-21")]
    meetings.commit({"plans/CCG.yaml": AFTER["plans/CCG.yaml"]}, at=f"{since}T10:00:00Z")
    told = changes(run, meetings, since, "--as-of", later)
    assert not any(each["organisation"] == "LBR" for each in told if each["kind"] != "went-overdue")
    told = changes(run, meetings, THIRD, "--as-of", since)
    assert "went-silent 1.2/CCG" in kinds(told)


def test_nothing_changed_is_said(run: Run, meetings: Repo) -> None:
    done = run("diff", "HEAD", "HEAD", "--exit-code", cwd=meetings.folder)
    assert (done.code, done.stdout.splitlines()[5]) == (0, "On 24 March 2014: nothing changed.")
    assert changes(run, meetings, "HEAD", "HEAD") == []


def test_moved_and_reformatted_files_are_no_change(run: Run, repo: Repo) -> None:
    repo.commit(BEFORE, at=f"{THIRD}T10:00:00Z")
    text = str(BEFORE["plans/LBR.yaml"])
    moved: Files = {
        "plans/LBR.yaml": None,
        "plans/councils/redbridge.yaml": f"# moved\r\n{text}".replace("\n", "\r\n").replace(
            "status: Review has begun.", "status: >-\r\n      Review\r\n      has begun."
        ),
    }
    repo.commit(moved, at=f"{THIRD}T11:00:00Z")
    assert changes(run, repo, "HEAD~1", "HEAD") == []
    assert changes(run, repo, "HEAD~1", *ON) == []


def test_a_moved_folder_is_no_change(run: Run, repo: Repo) -> None:
    repo.commit(BEFORE, at=f"{THIRD}T10:00:00Z")
    repo.git("mv", "plans", "programmes")
    repo.record(at=f"{THIRD}T11:00:00Z")
    assert changes(run, repo, "HEAD~1", "HEAD", "--plans", "programmes") == []


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--organisation", "lbr", "--goal", "1"), ["went-silent 1.1/LBR"]),
        (
            ("--organisation", "NHS CCG", "--goal", "2"),
            [
                "revised 2.1/",
                "rating-worse 2.1/CCG",
                "query-raised 2.1/CCG",
                "note-removed 2.1/CCG",
                "new 2.2/",
            ],
        ),
        (("--kind", "revised,Went Silent"), ["went-silent 1.1/LBR", "revised 2.1/", "went-silent 2.1/LBR"]),
        (("--kind", "vanished", "--kind", "due_rewritten"), ["due-rewritten 7/LBR", "vanished 8/TRUST"]),
        (("--organisation", "TRUST", "--public"), ["reopened 1.1/TRUST", "vanished 8/TRUST"]),
        (("--goal", "2", "--kind", "note-removed", "--public"), []),
        (("--kind", ","), None),
    ],
)
def test_filters(run: Run, meetings: Repo, options: tuple[str, ...], expected: list[str] | None) -> None:
    everything = kinds(changes(run, meetings, *ON))
    assert kinds(changes(run, meetings, *ON, *options)) == (everything if expected is None else expected)


def test_a_filter_is_named(run: Run, meetings: Repo) -> None:
    options = ("--organisation", "LBR", "--goal", "2", "--kind", "went-silent,revised")
    done = run("diff", *ON, *options, cwd=meetings.folder)
    assert done.stdout.splitlines()[4] == (
        "Only changes of LBR, under goal 2, of the kind went silent, revised."
    )


def test_a_filter_of_rows_tells_who_of_them_is_still_silent_and_one_of_kinds_nobody(
    run: Run, repo: Repo
) -> None:
    repo.commit(BEFORE, at=f"{THIRD}T10:00:00Z")
    later = ("--as-of", "2014-05-05")

    def told(*options: str) -> str:
        return " ".join(run("diff", *later, *options, cwd=repo.folder).stdout.split())

    everybody = told()
    assert "! LBR: 1.1, 2.1 and 7 not updated" in everybody
    assert "! TRUST: 8 not updated" in everybody
    one = told("--organisation", "lbr")
    assert "! LBR: 1.1, 2.1 and 7 not updated" in one
    assert "TRUST" not in one
    assert "! LBR: 1.1 not updated" in told("--goal", "1")
    assert "not updated" not in told("--kind", "assured")


@pytest.mark.parametrize(
    ("options", "code"), [((), 1), (("--kind", "assured"), 0), (("--kind", "revised"), 1)]
)
def test_the_exit_code_tells_of_changes(
    run: Run, meetings: Repo, options: tuple[str, ...], code: int
) -> None:
    assert run("diff", *ON, *options, "--exit-code", cwd=meetings.folder).code == code
    assert run("diff", *ON, *options, cwd=meetings.folder).code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nonsense",), "this repository has no commit 'nonsense'; give a meeting"),
        (("--formt=text",), "no option '--formt=text'; a meeting is counted back as -1 or -2; see --help"),
        (("HEAD", "-x"), "no option '-x'; a meeting"),
        (("a..b",), "'a..b' is not accepted as a revision"),
        (("2013-12-31",), "there is no commit on or before 2013-12-31; the first is of 2014-02-24"),
        (("-9",), "'-9' is not a meeting: the calendar has only 2 meetings before 2014-03-24"),
        (
            ("--kind", "went-silnt"),
            "no kind 'went-silnt'; did you mean 'went-silent'? choose from: assured, ",
        ),
        (("--kind", "x"), "no kind 'x'; choose from: assured, completed, "),
        (("--organisation", "X"), "no organisation 'X'; choose from: CCG, NHS CCG, LBR, TRUST"),
        (("--goal", "9"), "no goal '9'; choose from: 1, 2"),
        (("--programme", "exmple"), "no programme 'exmple'; did you mean 'example'?"),
        (("--output", "x.txt"), "--output takes html, markdown, docx or pdf; write text with > x.txt"),
        (("--plans", "nowhere"), "there is no folder 'nowhere' here"),
    ],
)
def test_what_it_cannot_do(run: Run, meetings: Repo, arguments: tuple[str, ...], message: str) -> None:
    done = run("diff", *ON, *arguments, cwd=meetings.folder)
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"ragplan: {message}")
    assert done.stderr.count("\n") == 1


def test_the_first_meeting_has_none_before(run: Run, meetings: Repo) -> None:
    done = run("diff", "--as-of", FIRST, cwd=meetings.folder)
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr == (
        "ragplan: there is no previous meeting to compare with: the calendar has no meeting before "
        "2014-02-24; name FROM as a day (2014-01-27) or a revision, as in 'ragplan diff HEAD'\n"
    )


def test_no_repository(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    done = run("diff")
    assert (done.code, done.stdout) == (2, "")
    assert "is in no git repository" in done.stderr


def test_no_commits(run: Run, repo: Repo) -> None:
    repo.write(BEFORE)
    done = run("diff", *ON, cwd=repo.folder)
    assert (done.code, done.stdout) == (2, "")
    assert "no commits yet" in done.stderr


def test_a_shallow_clone_says_so(run: Run, meetings: Repo, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    meetings.git("clone", "--quiet", "--depth=1", f"file://{meetings.folder}", str(clone))
    done = run("diff", "-2", *ON, cwd=clone)
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.endswith("run 'git fetch --unshallow'\n")
    done = run("diff", "HEAD", *ON, cwd=clone)
    assert done.code == 0
    assert done.stderr.startswith("note: this is a shallow clone, so earlier silence")


def test_a_bare_repository_compares_commits(run: Run, meetings: Repo, tmp_path: Path) -> None:
    here = run("diff", *ON, "--format", "json", cwd=meetings.folder)
    for options in (["--bare"], []):
        clone = tmp_path / f"clone{len(options)}"
        meetings.git("clone", "--quiet", *options, str(meetings.folder), str(clone))
        done = run("diff", *ON, "--format", "json", cwd=clone)
        assert (done.code, done.stderr) == (0, "")
        assert json.loads(done.stdout)["changes"] == json.loads(here.stdout)["changes"]
    head = meetings.git("rev-parse", "--short=10", "HEAD")
    done = run("diff", *ON, cwd=tmp_path / "clone1")
    assert ends(done)[1] == "to 24 March 2014"
    assert read_from(done).endswith(f"and commit {head}.")


def test_a_worktree_tells_the_same(run: Run, meetings: Repo, tmp_path: Path) -> None:
    meetings.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"))
    assert run("diff", *ON, cwd=tmp_path / "tree") == run("diff", *ON, cwd=meetings.folder)


def test_a_commit_that_does_not_load_is_passed_over_with_a_note(run: Run, meetings: Repo) -> None:
    meetings.commit({"plans/LBR.yaml": "organisation: [\n"}, at="2014-04-07T10:00:00Z")
    meetings.commit({"plans/LBR.yaml": AFTER["plans/LBR.yaml"]}, at="2014-04-21T10:00:00Z")
    broken, taken = (meetings.git("rev-parse", "--short=10", each) for each in ("HEAD~1", "HEAD~2"))
    done = run("diff", "--as-of", "2014-04-21", cwd=meetings.folder)
    assert done.code == 0
    assert done.stderr == (
        f"note: the plan of 2014-04-07 does not load at commit {broken}; "
        f"commit {taken} before it is compared\n"
    )
    assert ends(done)[0] == "From the meeting of 7 April 2014"
    assert read_from(done).startswith(f"Read from commit {taken} and ")
    done = run("diff", "HEAD~1", "--as-of", "2014-04-21", cwd=meetings.folder)
    assert (done.code, done.stdout) == (2, "")
    assert "cannot be compared: it does not load: plans/LBR.yaml" in done.stderr


def test_a_working_tree_that_does_not_load_is_no_end(run: Run, meetings: Repo) -> None:
    meetings.write({"plans/LBR.yaml": "organisation: [\n"})
    done = run("diff", *ON, cwd=meetings.folder)
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.endswith("fix the problems above, or run 'ragplan lint'\n")
    assert run("diff", "-1", "HEAD", *ON, cwd=meetings.folder).code == 0


def test_turned_round_it_says_so(run: Run, meetings: Repo) -> None:
    done = run("diff", "HEAD", "HEAD~1", cwd=meetings.folder)
    assert done.code == 0
    assert done.stderr == "note: example: FROM (2014-03-24) is after TO (2014-03-10)\n"
    assert "From 24 March 2014 back to 10 March 2014: " in done.stdout


def other(id: str) -> Files:
    """The programme in a folder and under an id of its own."""
    files = {f"plans/{id}/{name.removeprefix('plans/')}": text for name, text in BEFORE.items()}
    files.pop(f"plans/{id}/registers/francis-2013.yaml")
    path = f"plans/{id}/programme.yaml"
    return {**files, path: str(files[path]).replace("programme: example", f"programme: {id}")}


def two_programmes(repo: Repo) -> None:
    register = "plans/registers/francis-2013.yaml"
    repo.commit({**other("one"), **other("two"), register: BEFORE[register]}, at=f"{SECOND}T10:00:00Z")
    lead = str(BEFORE["plans/LBR.yaml"]).replace("[JS]", "[AB]")
    repo.commit({"plans/one/LBR.yaml": lead, "plans/two/LBR.yaml": lead}, at=f"{THIRD}T10:00:00Z")


def test_several_programmes_each_in_turn(run: Run, repo: Repo) -> None:
    two_programmes(repo)
    done = run("diff", *ON, "--kind", "lead-changed", cwd=repo.folder)
    assert done.code == 0
    assert done.stdout.count("Example Plan: what changed") == 2
    told = changes(run, repo, *ON, "--kind", "lead-changed")
    assert [each["programme"] for each in told] == ["one", "two"]
    assert [each["programme"] for each in changes(run, repo, *ON, "--programme", "two")][:1] == ["two"]
    assert run("diff", *ON, "--format", "html", cwd=repo.folder).code == 0
    made = sorted(path.name for path in (repo.folder / "reports").iterdir())
    assert made == ["one-changes.html", "two-changes.html"]
    done = run("diff", *ON, "--format", "html", "--output", "x.html", cwd=repo.folder)
    assert done.code == 2
    assert "choose one of the programmes one, two" in done.stderr


def test_programmes_may_differ_in_their_ends(run: Run, repo: Repo) -> None:
    two_programmes(repo)
    repo.git("tag", "-a", "-m", "x", f"ragplan/two/{SECOND}")
    done = run("diff", *ON, "--format", "json", cwd=repo.folder)
    told = json.loads(done.stdout)
    assert told["from"] is None
    assert told["to"] == {"revision": None, "on": THIRD, "meeting": None}
    ids = [repo.git("rev-parse", each) for each in ("HEAD~1", "HEAD")]
    assert [each["from"]["revision"] for each in told["programmes"]] == ids


def test_a_programme_that_came_later_is_told_beside_the_others(run: Run, repo: Repo) -> None:
    register = "plans/registers/francis-2013.yaml"
    repo.commit({**other("one"), register: BEFORE[register]}, at=f"{SECOND}T10:00:00Z")
    first = repo.git("rev-parse", "--short=10", "HEAD")
    repo.commit(other("two"), at=f"{THIRD}T10:00:00Z")
    done = run("diff", *ON, cwd=repo.folder)
    assert done.code == 2
    assert done.stdout.count("Example Plan: what changed") == 1
    assert done.stderr == (
        f"ragplan: two: commit {first}, read for 2014-03-10, cannot be compared: its plans do not hold the "
        "programme; name another day or revision ('git log --oneline' lists commits)\n"
    )
    assert run("diff", *ON, "--programme", "one", cwd=repo.folder).code == 0


def test_a_closed_programme_is_compared_at_its_last_meeting(run: Run, repo: Repo) -> None:
    closed = {name: str(text).replace("last: 2014-06-30", f"last: {THIRD}") for name, text in BEFORE.items()}
    repo.commit(closed, at=f"{SECOND}T10:00:00Z")
    repo.commit({"plans/CCG.yaml": AFTER["plans/CCG.yaml"]}, at=f"{THIRD}T10:00:00Z")
    done = run("diff", cwd=repo.folder)
    assert ends(done)[1] == "to 24 March 2014"
    assert ends(done)[0].startswith("From the meeting of 10 March 2014")


def test_a_revision_is_read_at_no_day_after_the_later_end(run: Run, meetings: Repo) -> None:
    done = run("diff", "HEAD", "--as-of", "2014-03-20", cwd=meetings.folder)
    assert (done.code, done.stderr) == (0, "")
    assert ends(done)[0] == "From 20 March 2014"


def test_a_revision_of_a_closed_programme_is_read_at_its_last_meeting(run: Run, repo: Repo) -> None:
    closed = {name: str(text).replace("last: 2014-06-30", f"last: {THIRD}") for name, text in BEFORE.items()}
    repo.commit(closed, at="2014-04-10T10:00:00Z")
    repo.commit({"plans/CCG.yaml": AFTER["plans/CCG.yaml"]}, at="2014-05-10T10:00:00Z")
    done = run("diff", "HEAD~1", "HEAD", cwd=repo.folder)
    assert (done.code, done.stderr) == (0, "")
    assert all(line.endswith(" 24 March 2014") for line in ends(done))


def test_a_date_put_back_is_not_rewritten_a_second_time(run: Run, repo: Repo) -> None:
    agreed = PLAN + "        due: 2014-05-30\n"
    rewritten = agreed.replace("05-30", "06-30")
    for text, day in ((agreed, "02-17"), (rewritten, "03-04"), (agreed, "03-20")):
        repo.commit({"plans/programme.yaml": text}, at=f"2014-{day}T12:00:00Z")
    assert kinds(changes(run, repo, "-2", "-1", *ON)) == ["due-rewritten 1.1/"]
    assert kinds(changes(run, repo, *ON)) == ["corrected 1.1/"]
    lived = run("history", "1.1", "--format", "json", *ON, cwd=repo.folder)
    assert [each["kind"] for each in json.loads(lived.stdout)["entries"]][-2:] == [
        "due-rewritten",
        "corrected",
    ]
    checked = run("check", "--base", "HEAD~1", "--format", "markdown", *ON, cwd=repo.folder)
    assert "due date put back to 30 May 2014; it had been 30 June 2014" in checked.stdout
    assert "RAG502" not in checked.stdout


def test_the_day_of_the_commit_that_made_a_row_complete_is_offered(run: Run, repo: Repo) -> None:
    row = "organisation: A\nactions:\n  - ref: '1.1'\n    rating: {}\n"
    files: list[tuple[Files, str]] = [
        ({"plans/programme.yaml": PLAN, "plans/A.yaml": row.format("amber")}, "02-17"),
        ({"plans/A.yaml": row.format("green")}, "03-12"),
        ({"plans/A.yaml": row.format("green") + "    status: Sent\n"}, "03-20"),
    ]
    for texts, day in files:
        repo.commit(texts, at=f"2014-{day}T12:00:00Z")
    told = run("diff", *ON, cwd=repo.folder).stdout
    assert "the commit of 12 March 2014 made it complete: add completed: 2014-03-12" in " ".join(told.split())
    offer = "; the commit of 12 March 2014 made it complete: completed: 2014-03-12)"
    assert offer in run("check", *ON, cwd=repo.folder).stdout
    assert "made it complete" not in run("lint", cwd=repo.folder).stdout
    assert "made it complete" not in run("check", "--no-history", *ON, cwd=repo.folder).stdout
    repo.write({"plans/A.yaml": row.format("green") + "    completed: 2014-03-11\n"})
    assert "made it complete" not in run("diff", *ON, cwd=repo.folder).stdout


def test_no_day_is_offered_where_a_row_was_complete_when_it_came(run: Run, repo: Repo) -> None:
    row = "organisation: A\nactions:\n  - ref: '1.1'\n    rating: green\n"
    repo.commit({"plans/programme.yaml": PLAN, "plans/A.yaml": row}, at="2014-02-17T12:00:00Z")
    repo.commit({"plans/A.yaml": row + "    status: Sent\n"}, at="2014-03-12T12:00:00Z")
    found = run("check", *ON, cwd=repo.folder).stdout
    assert "RAG301" in found
    assert "made it complete" not in found


PLAN = """\
format: ragplan/1
programme: example
title: Example plan
calendar: {every: 2 weeks, first: 2014-02-24, last: 2014-06-30}
key: rag-complete
organisations: {A: Alpha Hospital}
goals:
  - ref: "1"
    title: Publish a response
    actions:
      - ref: "1.1"
        title: Publish the response
        owners: [A]
"""
