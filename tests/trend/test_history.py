"""``ragplan history``: one action through time, from real repositories, as people and programs read it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run
from golden.page import Page, as_page, uneven
from golden.plugin import Golden
from history.building import Repo

from trend.fortnights import A_LAST, PROGRAMME

EXPECTED = Path(__file__).parent / "expected"


def entries(run: Run, repo: Repo, *arguments: str) -> list[dict[str, object]]:
    """The entries of the JSON."""
    ran = run("history", *arguments, "--format", "json", cwd=repo.folder)
    assert (ran.code, ran.stderr) == (0, "")
    found: list[dict[str, object]] = json.loads(ran.stdout)["entries"]
    return found


@pytest.mark.parametrize(
    ("format", "ending"), [("text", "txt"), ("markdown", "md"), ("html", "html"), ("json", "json")]
)
def test_an_action_through_time_is_as_recorded(
    run: Run, meetings: Repo, golden: Golden, format: str, ending: str
) -> None:
    ran = run("history", "1.1", "--format", format, cwd=meetings.folder)
    assert (ran.code, ran.stderr) == (0, "")
    golden(EXPECTED / f"history-1.1.{ending}", ran.stdout)


def test_an_action_that_is_gone_is_still_known(run: Run, meetings: Repo) -> None:
    ran = run("history", "6", cwd=meetings.folder)
    assert ran.code == 0
    assert "\nThe plan as it stands has no action 6.\n" in ran.stdout
    assert "vanished from the plan without being closed" in ran.stdout


def test_a_ref_that_never_was_is_answered_with_a_likely_one_even_of_one_gone(
    run: Run, meetings: Repo
) -> None:
    ran = run("history", "1.2x", cwd=meetings.folder)
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr == "ragplan: no action '1.2x', now or before; did you mean '1.2'?\n"


def test_one_owner_by_an_alias_with_what_happened_to_the_shared_action(run: Run, meetings: Repo) -> None:
    found = entries(run, meetings, "1.1", "--organisation", "ah")
    assert {each["organisation"] for each in found} == {None, "A"}
    nobody = run("history", "1.2", "--organisation", "B", cwd=meetings.folder)
    assert nobody.code == 2
    assert nobody.stderr == "ragplan: 'B' never had a part in '1.2'\n"


def test_an_organisation_that_nobody_knows_is_refused(run: Run, meetings: Repo) -> None:
    ran = run("history", "1.1", "--organisation", "AHH", cwd=meetings.folder)
    assert (ran.code, ran.stderr) == (2, "ragplan: no organisation 'AHH'; did you mean 'AH'?\n")


def test_who_did_it_is_named_without_an_address(run: Run, meetings: Repo) -> None:
    for format in ("text", "markdown", "html", "json"):
        ran = run("history", "1.1", "--format", format, cwd=meetings.folder)
        assert "Jo Smith" in ran.stdout
        assert "@" not in ran.stdout.rpartition("</style>")[2]


def test_each_entry_says_when_and_in_which_commit(run: Run, meetings: Repo) -> None:
    line = meetings.git("log", "--date=iso-strict-local", "--format=%H %cd %s", TZ="UTC").splitlines()
    known = {tuple(each.replace("Z ", "+00:00 ").split(" ", 2)) for each in line}
    found = entries(run, meetings, "1.2")
    assert {(each["revision"], each["at"], each["message"]) for each in found} <= known
    (tidy,) = (each for each in found if each["message"] == "Tidy")
    assert tidy["on"] == "2014-02-16"  # in London it was after midnight
    assert (tidy["kind"], tidy["old"], tidy["new"]) == ("due-rewritten", "2014-02-28", "2014-03-14")


def test_a_commit_that_does_not_load_is_a_gap_and_no_change(run: Run, meetings: Repo) -> None:
    ran = run("history", "1.1", "--format", "json", cwd=meetings.folder)
    (gap,) = json.loads(ran.stdout)["gaps"]
    assert gap["message"] == "A: in a hurry"
    assert gap["note"].startswith("it does not load: plans/A.yaml: ")
    assert "A: in a hurry" not in {each["message"] for each in json.loads(ran.stdout)["entries"]}


def test_what_is_not_committed_yet_comes_last(run: Run, meetings: Repo) -> None:
    meetings.write({"plans/A.yaml": A_LAST.replace("rating: red", "rating: amber")})
    last = entries(run, meetings, "1.2")[-1]
    assert (last["kind"], last["revision"], last["author"]) == ("rating-better", None, None)
    ran = run("history", "1.2", cwd=meetings.folder)
    assert "17 February 2014, not committed yet\n  + A rating better" in ran.stdout


def test_internal_remarks_stay_out_of_public_copies(run: Run, meetings: Repo) -> None:
    for format in ("text", "markdown", "html", "json"):
        private = run("history", "1.1", "--format", format, cwd=meetings.folder).stdout
        public = run("history", "1.1", "--format", format, "--public", cwd=meetings.folder).stdout
        assert "Whose is it?" in private
        assert "Whose is it?" not in public


def test_every_revision_of_a_date_is_told_with_who_agreed_it(run: Run, repo: Repo) -> None:
    revised = (
        "        due: 2014-02-28\n        revised:\n"
        "          - {to: 2014-03-31, on: 2014-02-01, reason: Ill, agreed_by: Board}\n"
        "          - {to: 2014-04-30, on: 2014-03-01, reason: Late, agreed_by: Chair}\n"
    )
    repo.commit({"plans/programme.yaml": PROGRAMME.replace("        due: 2014-02-28\n", revised)})
    told = [(each["field"], each["new"]) for each in entries(run, repo, "1.2")]
    assert told == [
        ("title", "Report to the board"),
        ("due", "2014-02-28"),
        ("revised", "2014-03-31"),
        ("revised", "2014-04-30"),
        ("revised.on", "2014-02-01"),
        ("revised.on", "2014-03-01"),
        ("revised.agreed_by", "Board"),
        ("revised.agreed_by", "Chair"),
    ]


def test_a_ref_of_two_programmes_wants_one_named(run: Run, repo: Repo) -> None:
    other = PROGRAMME.replace("programme: example", "programme: other")
    repo.commit({"plans/one/programme.yaml": PROGRAMME, "plans/two/programme.yaml": other})
    ran = run("history", "1.1", cwd=repo.folder)
    assert ran.code == 2
    assert ran.stderr == "ragplan: '1.1' is an action of example, other; choose one with --programme\n"
    assert run("history", "1.1", "--programme", "other", cwd=repo.folder).code == 0


def test_without_git_there_is_no_history(run: Run, plan: Path) -> None:
    ran = run("history", "1.1")
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr.count("\n") == 1


HOSTILE = "::error::x <script>alert(1)</script> | [x](javascript:alert(1)) ~~y~~"


def test_texts_of_strangers_do_no_harm(run: Run, repo: Repo) -> None:
    """In a status, a note, a commit's subject and its author's name."""
    status = json.dumps(HOSTILE)
    row = f'organisation: A\nactions:\n  - ref: "1.1"\n    status: Fine.\n    notes: [{status}]\n'
    repo.commit({"plans/programme.yaml": PROGRAMME, "plans/A.yaml": row})
    later = {"plans/A.yaml": row.replace("Fine.", status).replace("notes", "queries")}
    repo.commit(later, subject=f"{HOSTILE}\x1b[31m", author="::error:: | <b>\x1b[31mEve")
    text = run("history", "1.1", cwd=repo.folder)
    assert text.code == 0
    assert "\x1b" not in text.stdout
    assert not [line for line in text.stdout.splitlines() if line.lstrip().startswith("::")]
    markdown = run("history", "1.1", "--format", "markdown", cwd=repo.folder).stdout
    page = as_page(markdown)
    assert not {"script", "img", "b", "a"} & set(page.tags)
    assert uneven(markdown) == []
    html = run("history", "1.1", "--format", "html", cwd=repo.folder).stdout
    assert not {"script", "img", "a"} & set(Page(html).tags)
    assert "&lt;script&gt;" in html
    json.loads(run("history", "1.1", "--format", "json", cwd=repo.folder).stdout)


def test_a_bare_clone_and_a_worktree_tell_the_same(run: Run, meetings: Repo, tmp_path: Path) -> None:
    meetings.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    meetings.git("worktree", "add", "--quiet", str(tmp_path / "tree"))
    here = run("history", "1.1", cwd=meetings.folder).stdout
    assert run("history", "1.1", "--plans", "plans", cwd=tmp_path / "bare.git").stdout == here
    assert run("history", "1.1", cwd=tmp_path / "tree").stdout == here


def test_a_shallow_clone_says_so(run: Run, meetings: Repo, tmp_path: Path) -> None:
    meetings.git("clone", "--quiet", "--depth=1", f"file://{meetings.folder}", str(tmp_path / "shallow"))
    ran = run("history", "1.1", cwd=tmp_path / "shallow")
    assert (ran.code, ran.stdout) == (2, "")
    assert "git fetch --unshallow" in ran.stderr


def test_in_the_demonstration_everything_can_be_followed(run: Run, demo: Path) -> None:
    ran = run("history", "9.1", cwd=demo)
    assert "due date first agreed rewritten from 26 February 2014 to 26 March 2014" in ran.stdout
    assert "Claire Bowden" in ran.stdout


def test_commits_without_a_change_are_one_line(run: Run, repo: Repo) -> None:
    a = "organisation: A\n{}actions:\n  - {{ref: '1.1', status: {}}}\n"
    repo.commit(
        {"plans/programme.yaml": PROGRAMME, "plans/A.yaml": a.format("", "X.")}, at="2014-01-08T10:00:00Z"
    )
    for day in ("12", "16"):
        repo.commit(
            {"plans/A.yaml": a.format(f"reviewed: 2014-01-{day}\n", "X.")}, at=f"2014-01-{day}T10:00:00Z"
        )
    repo.commit({"plans/A.yaml": a.format("reviewed: 2014-01-16\n", "Y.")}, at="2014-01-19T10:00:00Z")
    said = run("history", "1.1", "--as-of", "2014-01-20", cwd=repo.folder).stdout
    assert said.count("no change") == 1
    assert "\n12 January 2014 to 16 January 2014: no change (A)\n\n19 January 2014, " in said
