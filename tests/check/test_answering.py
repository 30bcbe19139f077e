"""What a change answers for: what it brings, and what the calendar requires of whom it is."""

from __future__ import annotations

import pytest
from history.building import Files, Repo

from check.conftest import Against
from check.plans import ANSWERED, BEFORE, LATE, PROGRAMME, SENT, SILENT, UNRATED, A
from ragplan.baseline import ChangedPlans, judge
from ragplan.diagnostics import FILE_START, Diagnostic, Severity
from ragplan.plans import Plans

UNREADABLE = A.replace("    status: Drafted.\n", "    status: [Drafted.\n")
RATED = ANSWERED.replace("    status: Drafted.\n", "    rating: amber\n    status: Drafted.\n")
MOVED_ON = ANSWERED.replace("3 February", "10 February")
MISSPELT = ANSWERED.replace("rating: red", "rating: purple")
LONGER = PROGRAMME.replace("        due: 2014-01-10\n", "        due: 2014-01-24\n")


def in_order(text: str) -> str:
    """A's file with nothing to find but what is late."""
    return text.replace("    status: Drafted.\n", "    rating: amber\n    status: Drafted.\n")


def test_a_change_that_touches_nothing_answers_for_nothing(repo: Repo, against: Against) -> None:
    told = against("main")
    assert (told.code, told.findings) == (0, [])
    repo.commit({"README": "About these plans."}, at=SENT)
    assert against("main").findings == []


def test_an_organisation_answers_for_what_the_calendar_requires(repo: Repo, against: Against) -> None:
    repo.commit({"plans/A.yaml": MOVED_ON}, at=SENT)
    told = against("main")
    assert (told.code, told.new, told.before) == (1, [LATE], [UNRATED])
    assert told.notes.startswith("1 finding stops this change. 1 finding was there before.\n")


def test_a_comment_in_its_file_is_its_turn_to_speak_too(repo: Repo, against: Against) -> None:
    repo.commit({"plans/A.yaml": "# Return of 17 January\n" + A}, at=SENT)
    assert against("main").new == [SILENT, LATE]


def test_what_was_there_before_in_another_family_fails_nothing(repo: Repo, against: Against) -> None:
    done = MOVED_ON.replace("    rating: red\n", "    rating: green\n    completed: 2014-01-15\n")
    repo.commit({"plans/A.yaml": done}, at=SENT)
    told = against("main")
    assert (told.code, told.new, told.before) == (0, [], [UNRATED])


def test_mending_what_was_there_leaves_nothing(repo: Repo, against: Against) -> None:
    repo.commit({"plans/A.yaml": RATED}, at=SENT)
    assert (against("main").new, against("main").before) == ([LATE], [])


def test_a_new_finding_counts_wherever_it_is(repo: Repo, against: Against) -> None:
    """Taking an action out of the programme leaves rows of both organisations without one."""
    repo.commit({"plans/programme.yaml": PROGRAMME.partition('      - ref: "1.2"')[0]}, at=SENT)
    told = against("main")
    assert told.code == 1
    files = {each["file"] for each in told.findings if each["new"]}
    assert {"plans/A.yaml", "plans/B.yaml"} <= files


def test_the_programmes_file_is_no_organisations(repo: Repo, against: Against) -> None:
    repo.commit({"plans/programme.yaml": "# Of 17 January\n" + PROGRAMME}, at=SENT)
    assert against("main").findings == []


def test_an_owner_without_a_row_answers_where_the_action_stands(repo: Repo, against: Against) -> None:
    """1.2 is overdue in the programme's file for whom it has no row."""
    without = A.partition('  - ref: "1.2"')[0]
    repo.git("switch", "--quiet", "main")
    repo.commit({"plans/A.yaml": without, "plans/B.yaml": None}, at="2014-01-06T11:00:00+00:00")
    repo.git("switch", "--quiet", "-C", "returns")
    overdue = ("RAG401", "example goals/1/actions/1.2/due")
    repo.commit({"plans/programme.yaml": "# Of 17 January\n" + PROGRAMME}, at=SENT)
    assert against("main").new == []
    repo.commit({"plans/A.yaml": without + "reviewed: 2014-01-17\n"}, at=SENT)
    assert overdue in against("main").new


@pytest.mark.parametrize("files", [{"plans/A.yaml": UNREADABLE}, {"plans/programme.yaml": "goals: ["}])
def test_a_file_that_cannot_be_read_is_always_answered_for(
    repo: Repo, against: Against, files: Files
) -> None:
    repo.git("switch", "--quiet", "main")
    repo.commit(files, at="2014-01-06T11:00:00+00:00")
    repo.git("switch", "--quiet", "-C", "returns")
    repo.commit({"README": "About these plans."}, at=SENT)
    told = against("main", "--no-history")
    assert told.code == 1
    assert told.before == []
    assert {each["file"] for each in told.findings} == set(files)
    assert "cannot be read at commit" in told.notes


def test_of_what_a_file_that_is_mended_hid_all_counts_as_new(repo: Repo, against: Against) -> None:
    repo.git("switch", "--quiet", "main")
    repo.commit({"plans/A.yaml": UNREADABLE}, at="2014-01-06T11:00:00+00:00")
    repo.git("switch", "--quiet", "-C", "returns")
    repo.commit({"plans/A.yaml": ANSWERED}, at=SENT)
    told = against("main")
    assert "note: 1 programme cannot be read at commit" in told.notes
    assert UNRATED in told.new
    assert told.before == []


def test_of_several_alike_the_one_that_the_change_wrote_is_new(repo: Repo, against: Against) -> None:
    query = "    queries: [{}]\n"
    twice = A + query.format("Which day?") + "    notes:\n      - text: x\n        colour: red\n"
    repo.commit({"plans/A.yaml": twice}, at=SENT)
    before = against("main", "--select", "RAG0").new
    repo.git("branch", "--force", "main")
    more = twice.replace("      - text: x\n", "      - text: y\n        colour: red\n      - text: x\n")
    repo.commit({"plans/A.yaml": more}, at=SENT)
    told = against("main", "--select", "RAG0")
    assert len(told.new) == len(before) == 1
    assert told.findings != []


def test_of_rows_that_are_told_as_one_a_change_answers_for_those_that_it_adds(
    repo: Repo, against: Against
) -> None:
    """RAG604 names all actions of a file without leads in one finding."""
    more = PROGRAMME.partition('      - ref: "1.2"')[2].replace("due: 2014-01-10", "due: 2014-03-31")
    four = PROGRAMME + "".join(f'      - ref: "1.{number}"{more}' for number in (3, 4))
    one, two, three = (four.replace("        leads: [AA]\n", "", count) for count in (1, 2, 3))
    chosen = ("--select", "RAG604", "--fail-on", "info")
    lacks, goals = ("RAG604", "example goals/1/actions/1.1/ref"), ("RAG604", "example goals")
    repo.git("switch", "--quiet", "main")
    repo.commit({"plans/programme.yaml": two}, at="2014-01-06T11:00:00+00:00")
    repo.git("switch", "--quiet", "-C", "returns")
    repo.commit({"plans/programme.yaml": one}, at=SENT)
    told = against("main", *chosen)
    assert (told.code, told.new, told.before) == (0, [], [lacks])
    repo.git("switch", "--quiet", "-C", "back", "returns")
    repo.commit({"plans/programme.yaml": three}, at=SENT)
    told = against("returns", *chosen)
    assert (told.code, told.new, told.before) == (1, [goals], [lacks])
    (listed,) = (each["entries"] for each in told.findings if each["new"])
    assert [each["subject"] for each in listed] == [
        f"example goals/1/actions/1.{number}/ref" for number in (2, 3)
    ]


@pytest.mark.parametrize(
    ("before", "now", "known"),
    [
        ("without a lead: 1.1, 1.2", "without a lead: 1.2", True),
        ("without a lead: 1.1", "without a lead: 1.1, 1.2", False),
        ("without a lead: 1.1, 1.2", "without a lead: 1.3", False),
        ("without a lead: 1.1, 1.2", "without a date: 1.2", False),
    ],
)
def test_a_shorter_list_is_known_only_by_the_same_words_before_it(before: str, now: str, known: bool) -> None:
    def found(message: str) -> Diagnostic:
        return Diagnostic("RAG604", "x", Severity.INFO, message, "", "plans/A.yaml", FILE_START)

    nothing = Plans((), {}, ())
    (judged,) = judge(ChangedPlans(nothing, nothing), [found(before)], [found(now)], all=True)
    assert judged.known is known


def test_a_parent_with_fewer_open_parts_than_before_brings_nothing(repo: Repo, against: Against) -> None:
    part = "      - {{ref: A1.{}, title: Part, leads: [AA], due: 2014-03-31, rating: {}, status: X.}}\n"
    parent = A + "  - ref: A1\n    title: Whole\n    leads: [AA]\n    due: 2014-03-31\n"
    parent += "    rating: green\n    status: X.\n    actions:\n" + part.format(1, "amber")
    repo.git("switch", "--quiet", "main")
    repo.commit({"plans/A.yaml": parent + part.format(2, "amber")}, at="2014-01-06T11:00:00+00:00")
    repo.git("switch", "--quiet", "-C", "returns")
    repo.commit({"plans/A.yaml": parent + part.format(2, "green")}, at=SENT)
    told = against("main", "--select", "RAG312")
    assert (told.code, told.new, told.before) == (0, [], [("RAG312", "example/A actions/A1/rating")])


def test_all_judges_everything(repo: Repo, against: Against) -> None:
    told = against("main", "--all")
    assert told.code == 1
    assert told.new == []
    assert {UNRATED, LATE, SILENT} <= set(told.before)
    assert {each["file"] for each in told.findings} == {"plans/A.yaml", "plans/B.yaml"}
    assert against("main", "--all", "--fail-on", "never").code == 0


def test_a_finding_that_a_comment_silences_is_nobodys(repo: Repo, against: Against) -> None:
    quiet = MISSPELT.replace("rating: purple", "rating: purple # ragplan: ignore[RAG107] asked")
    repo.commit({"plans/A.yaml": in_order(MISSPELT)}, at=SENT)
    codes = {code for code, _ in against("main").new}
    repo.commit({"plans/A.yaml": in_order(quiet)}, at=SENT)
    assert {code for code, _ in against("main").new} < codes


def test_paths_narrow_what_is_told(repo: Repo, against: Against) -> None:
    repo.commit({"plans/A.yaml": MOVED_ON}, at=SENT)
    assert against("main", "plans/B.yaml").findings == []
    assert against("main", "plans/A.yaml").new == [LATE]


def test_a_pull_request_that_alters_the_policy_says_so(repo: Repo, against: Against) -> None:
    assert "ragplan.yaml" not in against("main").notes
    repo.write({"ragplan.yaml": "format: ragplan-policy/1\nignore: [RAG306]\n"})
    told = against("main", "--all")
    assert "note: ragplan.yaml is another one than at commit" in told.notes
    assert UNRATED not in told.before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--all",), "--all needs --base REV"),
        (("--base", ""), "--base needs a revision"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(
    repo: Repo, run: object, options: tuple[str, ...], message: str
) -> None:
    ran = run("check", *options, cwd=repo.folder)  # type: ignore[operator]
    assert (ran.code, ran.stdout) == (2, "")
    assert message in ran.stderr


SECOND = {
    "plans/second/programme.yaml": PROGRAMME.replace("programme: ", "programme: second-", 1),
    "plans/second/A.yaml": RATED,
}


def test_a_programme_that_a_change_takes_out_is_told(repo: Repo, against: Against) -> None:
    repo.git("checkout", "-q", "main")
    repo.commit(SECOND, at=SENT)
    repo.git("checkout", "-q", "-b", "without")
    repo.commit(dict.fromkeys(SECOND), at=SENT)
    told = against("main")
    place = ("RAG501", "plans/second/programme.yaml")
    assert told.code == 1
    assert [(each["code"], each["file"]) for each in told.findings if each["new"]] == [place]
    repo.commit({"README": "Nothing of that."}, at=SENT)
    assert against("HEAD").code == 0, "it was gone before"


def test_a_row_past_its_date_that_is_rated_on_track_is_answered_for_too(repo: Repo, against: Against) -> None:
    repo.git("checkout", "-q", "main")
    repo.commit({"plans/A.yaml": A.replace("rating: red", "rating: amber")}, at=BEFORE)
    repo.git("checkout", "-q", "-b", "again")
    repo.commit({"plans/A.yaml": ANSWERED.replace("rating: red", "rating: amber")}, at=SENT)
    assert ("RAG304", "example/A actions/1.2/rating") in against("main").new


def test_a_corrected_word_the_day_after_a_meeting_passes(repo: Repo, against: Against) -> None:
    """What is owed for the next meeting stops a change in the last days before it, and not yet."""
    later = PROGRAMME.replace("due: 2014-01-10", "due: 2014-03-31").replace(
        "due: 2014-01-31", "due: 2014-03-31"
    )
    repo.git("switch", "--quiet", "main")
    repo.commit({"plans/programme.yaml": later, "plans/A.yaml": RATED}, at="2014-01-06T11:00:00+00:00")
    repo.git("switch", "--quiet", "-C", "returns")
    corrected = RATED.replace("meeting moved", "meeting has moved")
    repo.commit({"plans/A.yaml": corrected}, at="2014-01-21T10:00:00+00:00")
    told = against("main", "--as-of", "2014-01-21")
    assert (told.code, told.new) == (0, [])
    told = against("main", "--as-of", "2014-02-02")
    assert (told.code, told.new) == (1, [("RAG402", "example/A actions/1.1/status")])
