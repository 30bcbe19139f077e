"""The commands that change plans: what they write, what they refuse, and what they offer instead."""

from __future__ import annotations

import inspect
import subprocess
from pathlib import Path

import pytest
from conftest import Ran, Run, Write
from lint.plan_files import ORGANISATION, PROGRAMME

from ragplan.cli import set_command
from ragplan.schema.v1.actions import ActionShape, PositionShape, RecommendationPositionShape

DAY = ("--as-of", "2014-01-20")
REFUSED = "ragplan: that would be an error in the plans, so nothing was written\n"
DECIDED = ("--reason", "Staff: left", "--agreed-by", "The group")


def text(plan: Path, name: str = "A.yaml") -> str:
    return (plan / name).read_text(encoding="utf-8")


def refused(ran: Ran, plan: Path, *said: str) -> None:
    """Nothing was written, and the last lines of what was said are these."""
    assert ran.code == 2
    assert text(plan) == ORGANISATION
    assert text(plan, "programme.yaml") == PROGRAMME
    assert sorted(path.name for path in plan.iterdir()) == ["A.yaml", "programme.yaml", "registers"]
    for each in said:
        assert each in ran.stderr


def test_set_says_what_was_before_and_is_now_and_changes_its_lines_alone(run: Run, plan: Path) -> None:
    ran = run("set", "1.1", "--rating", "Completed", "--status", "Sent: on Ward #4.", *DAY)
    assert text(plan) == ORGANISATION.replace("amber", "green").replace("Drafted.", "'Sent: on Ward #4.'") + (
        "    updated: 2014-01-20\n"
    )
    assert (ran.code, ran.stdout) == (
        0,
        (
            "plans/A.yaml\n  1.1\n    rating: amber -> green\n"
            "    status: Drafted. -> Sent: on Ward #4.\n    updated: 2014-01-20\n"
        ),
    )
    assert "note: RAG" in ran.stderr  # completed without a date
    assert run("set", "1.1", "--rating", "green", "--updated", "2014-01-20") == (
        0,
        "",
        "nothing to change: the plans say so already\n",
    )


def test_every_field_of_a_position_can_be_set() -> None:
    options = {
        "leads": "lead", "notes": "note", "queries": "query", "assured": "assured_by", "occurrences": "done",
    }  # fmt: skip
    fields = {*PositionShape.model_fields, *RecommendationPositionShape.model_fields}
    fields -= {"ref", "recommendation", "revised"}  # which row it is; what 'revise' does
    known = inspect.signature(set_command.command).parameters
    assert [name for name in fields if options.get(name, name) not in known] == []


def test_every_text_of_an_action_can_be_set() -> None:
    options = {"recommendations": "recommendation"}
    fields = {*ActionShape.model_fields} - {*PositionShape.model_fields}
    fields -= {"owners", "released", "agreed", "proposed", "superseded_by", "withdrawn", "carried_from"}
    fields -= {"actions"}
    known = inspect.signature(set_command.command).parameters
    assert [name for name in fields if options.get(name, name) not in known] == []


def test_the_words_of_an_action_are_set_whoever_owns_it(run: Run, plan: Path) -> None:
    ran = run(
        *("set", "1.1", "--title", "Print the leaflet", "--outcome", "Patients: know", "--start", "2014-01"),
        *("--recommendation", "8", "--recommendation", "13-14", "--supporting", "b", "--source", "Minute 4"),
        *("--description", "In two languages.", *DAY),
    )
    assert (ran.code, text(plan)) == (0, ORGANISATION)
    written = text(plan, "programme.yaml")
    assert (
        "        title: Print the leaflet\n        description: In two languages.\n"
        "        outcome: 'Patients: know'\n"
    ) in written
    assert "        recommendations: [8, 13-14]\n        source: Minute 4\n" in written
    assert "        supporting: [B]\n        leads: [AA]\n        start: 2014-01\n" in written
    assert run("set", "1.1", "--outcome", "", "--supporting", "", "--status", "Sent.", *DAY).code == 0
    assert "outcome" not in text(plan, "programme.yaml")
    assert "supporting" not in text(plan, "programme.yaml")
    assert "status: Sent.\n" in text(plan)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("1.1", "--title", ""), "'title' is missing"),
        (("1.1", "--supporting", "C"), "no organisation 'C'; choose from: A, B"),
        (("1.1", "--depends-on", "7.7"), "RAG"),
        (("francis-2013/8", "--title", "x"), "no action 'francis-2013/8'"),
    ],
)
def test_what_an_action_cannot_say(run: Run, plan: Path, words: tuple[str, ...], said: str) -> None:
    refused(run("set", *words, *DAY), plan, said)


def test_an_action_without_a_date_is_given_one(run: Run, plan: Path, write: Write) -> None:
    undated = PROGRAMME.replace("        due: 2014-01-31\n", "")
    write({"programme.yaml": undated})
    assert run("set", "1.1", "--due", "2014-03", *DAY).code == 0
    assert "        due: 2014-03\n" in text(plan, "programme.yaml")
    assert "due" not in text(plan)


def test_an_empty_lead_takes_leads_out(run: Run, plan: Path) -> None:
    run("set", "1.1", "--lead", "BB", *DAY)
    assert run("set", "1.1", "--lead", "", *DAY).code == 0
    assert text(plan) == ORGANISATION


def test_set_writes_every_field_in_its_usual_order(run: Run, plan: Path) -> None:
    ran = run(
        *("set", "1.1", "--completed", "2014-01-15", "--lead", "BB", "--lead", "C D", "--due", "2014-02-28"),
        *("--evidence", "Minute 4", "--evidence-on", "2014-01-15", "--next", "Print it"),
        *("--assured-by", "Audit", "--assured-on", "2014-01-16", "--waiting-for", "B", "--risk", "R1"),
        *("--note", "One", "--note", "Two", "--query", "Who?"),
        *("--rating", "green", "--updated", "2014-01-15"),
        *DAY,
    )
    assert ran.code == 0
    own = "    leads:\n      - BB\n      - C D\n    due: 2014-02-28\n    rating: green\n"
    assert text(plan) == ORGANISATION.replace("    rating: amber\n", own) + (
        "    updated: 2014-01-15\n    completed: 2014-01-15\n"
        "    evidence:\n      - ref: Minute 4\n        on: 2014-01-15\n"
        "    next: Print it\n    assured:\n      by: Audit\n      on: 2014-01-16\n    waiting_for: B\n"
        "    risk: R1\n    notes:\n      - One\n      - Two\n    queries:\n      - Who?\n"
    )
    assert run("set", "1.1", "--risk", "", "--next", "", "--waiting-for", "", *DAY).code == 0
    assert not {"risk", "next", "waiting_for"} & {
        line.strip().split(":")[0] for line in text(plan).splitlines()
    }
    assert run("set", "1.1", "--status", "", *DAY).code == 0
    assert "    status:\n" in text(plan)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("1.1", "--rating", "grene"),
            ("RAG107 'grene' is not a level of the key; did you mean 'green'?", REFUSED),
        ),
        (("1.1", "--updated", "2014-02-31"), ("RAG201 '2014-02-31' is not a date", REFUSED)),
        (("1.1", "--updated", "2999-01-01"), ("RAG209", REFUSED)),
        (("1.11", "--status", "x"), ("no action '1.11'; did you mean '1.1'?",)),
        (("1.1", "--organisation", "AA", "--status", "x"), ("no organisation 'AA'; choose from: A, B",)),
        (("1.1", "--organisation", "B", "--status", "x"), ("RAG111 B is not an owner of '1.1'", REFUSED)),
        (
            ("1.1", "--status", "bell\x07"),
            ("a plan file cannot hold that: there is an invisible control character",),
        ),
        (("1.1", "--programme", "other", "--status", "x"), ("no programme 'other'",)),
        (("1.1",), ("give a field",)),
        (("1.1", "--reviewed", "2014-01-20"), ("leave REF out",)),
        (("--reviewed", "2014-01-20"), ("--organisation CODE",)),
        (("--organisation", "A", "--reviewed", "soon"), ("RAG201", REFUSED)),
        (("--status", "x"), ("cannot be combined with --status",)),
        (
            ("--from", "none.csv", "--lead", "x", "--query", "y", "--assured-by", "z"),
            ("--from cannot be combined with --lead, --assured-by, --query",),
        ),
        (("--from", "none.csv"), ("'none.csv' cannot be read: No such file",)),
    ],
)
def test_what_check_would_forbid_is_refused_and_nothing_written(
    run: Run, plan: Path, words: tuple[str, ...], said: tuple[str, ...]
) -> None:
    refused(run("set", *words, *DAY), plan, *said)


def test_dry_run_shows_the_difference_and_writes_nothing(run: Run, plan: Path) -> None:
    ran = run("set", "1.1", "--rating", "red", "--dry-run", *DAY)
    assert (ran.code, text(plan)) == (0, ORGANISATION)
    assert ran.stdout == (
        "--- plans/A.yaml\n+++ plans/A.yaml\n@@ -1,5 +1,6 @@\n organisation: A\n actions:\n"
        '   - ref: "1.1"\n-    rating: amber\n+    rating: red\n     status: Drafted.\n'
        "+    updated: 2014-01-20\n"
    )
    assert ran.stderr.endswith("nothing was written\n")


def test_an_organisation_went_through_all_of_its_rows(run: Run, plan: Path) -> None:
    assert run("set", "--organisation", "a", "--reviewed", "2014-01-20", *DAY).code == 0
    assert text(plan) == ORGANISATION.replace("A\n", "A\nreviewed: 2014-01-20\n", 1)


@pytest.mark.parametrize("named", ["francis-2013/8", "8"])
def test_a_position_on_a_recommendation(run: Run, plan: Path, write: Write, named: str) -> None:
    entry = "positions:\n  - recommendation: {}\n    status: Old.\n"
    write({"A.yaml": ORGANISATION + entry.format(named)})
    assert run("set", "francis-2013/8", "--status", "New.", "--review-by", "2014-12", *DAY).code == 0
    assert text(plan).endswith("    status: New.\n    updated: 2014-01-20\n    review_by: 2014-12\n")
    ran = run("set", "francis-2013/9", "--organisation", "A", "--status", "First.", *DAY)
    assert ran.code == 0
    assert text(plan).endswith(
        "  - recommendation: francis-2013/9\n    status: First.\n    updated: 2014-01-20\n"
    )
    ran = run("set", "francis-2013/999", "--organisation", "A", "--status", "First.", *DAY)
    assert (ran.code, "RAG105" in ran.stderr) == (2, True)


def test_revise_keeps_the_first_date_and_needs_a_reason(run: Run, plan: Path) -> None:
    refused(run("revise", "1.1", "--to", "2014-02-28"), plan, "--reason TEXT and --agreed-by WHO")
    refused(run("revise", "1.1", "--to", "soon", *DECIDED, *DAY), plan, "RAG201", REFUSED)
    assert run("revise", "1.1", "--to", "2014-02-28", *DECIDED, *DAY).code == 0
    revision = "reason: 'Staff: left'\n            agreed_by: The group\n"
    assert text(plan, "programme.yaml") == PROGRAMME.replace(
        "due: 2014-01-31\n",
        "due: 2014-01-31\n        revised:\n          - to: 2014-02-28\n            on: 2014-01-20\n"
        f"            {revision}",
    )
    own = ("--organisation", "A", "--to", "2014-03", "--reason", "More time")
    asked_for = ("--proposed", "--on", "2014-01-21")
    assert run("revise", "1.1", *own, *asked_for, *DAY).code == 0
    asked = "- to: 2014-03\n        on: 2014-01-21\n        reason: More time\n        proposed: true\n"
    assert text(plan) == ORGANISATION.replace("    rating", f"    revised:\n      {asked}    rating")


def test_close_says_how_and_why(run: Run, plan: Path) -> None:
    refused(run("close", "1.1"), plan, "say how")
    refused(run("close", "1.1", "--withdrawn"), plan, "--reason TEXT")
    refused(run("close", "1.1", "--completed", "2014-01-15", *DAY), plan, "has no evidence")
    refused(run("close", "1.1", "--superseded-by", "1.2", *DAY), plan, "RAG109 no action '1.2'", REFUSED)
    proof = ("--evidence", "Minute 4", "--status", "Done.")
    assert run("close", "1.1", "--completed", "2014-01-15", *proof, *DAY).code == 0
    assert text(plan) == ORGANISATION.replace("amber", "green").replace("Drafted", "Done") + (
        "    updated: 2014-01-20\n    completed: 2014-01-15\n    evidence:\n      - ref: Minute 4\n"
    )
    assert run("close", "1.1", "--withdrawn", "--reason", "Not ours", *DAY).code == 0
    assert "        withdrawn:\n          on: 2014-01-20\n          reason: Not ours\n" in text(
        plan, "programme.yaml"
    )
    again = run("close", "1.1", "--superseded-by", "1.1", *DAY)
    assert (again.code, again.stderr) == (2, "ragplan: '1.1' is withdrawn already\n")


def test_an_action_is_split_by_two_successors(run: Run, plan: Path) -> None:
    due = ("--due", "2014-02-28", "--owner", "A", "--goal", "1", *DAY)
    for ref in ("1.2", "1.3"):
        assert run("add", "action", ref, "--title", f"Part {ref}", *due).code == 0
    assert run("close", "1.1", "--superseded-by", "1.2", "--superseded-by", "1.3", *DAY).code == 0
    assert '        superseded_by: ["1.2", "1.3"]\n' in text(plan, "programme.yaml")
    assert text(plan) == ORGANISATION + '  - ref: "1.2"\n    status:\n  - ref: "1.3"\n    status:\n'


def test_add_writes_entries_where_they_belong(run: Run, plan: Path) -> None:
    assert run("add", "organisation", "NO", "--name", "North Office", *DAY).code == 0
    assert "  B: {name: Beta Council}\n  'NO': {name: North Office}\n" in text(plan, "programme.yaml")
    assert run("add", "goal", "2", "--title", "Be: heard", *DAY).code == 0
    assert text(plan, "programme.yaml").endswith("  - ref: \"2\"\n    title: 'Be: heard'\n")
    words = ("--title", "Ask #1", "--due", "2014-02-28", "--owner", "NO", "--owner", "A", "--lead", "AA")
    assert run("add", "action", "2.1", "--goal", "2", *words, "--agreed", "2014-01-20", *DAY).code == 0
    assert text(plan, "programme.yaml").endswith(
        "    actions:\n      - ref: \"2.1\"\n        title: 'Ask #1'\n        owners: ['NO', A]\n"
        "        leads: [AA]\n        due: 2014-02-28\n        agreed: 2014-01-20\n"
    )
    assert text(plan, "NO.yaml") == "organisation: 'NO'\nactions:\n  - ref: \"2.1\"\n    status:\n"
    own = ("--organisation", "A", "--title", "Own", "--due", "2014-02", "--recommendation", "8")
    assert run("add", "action", "A1", *own, *DAY).code == 0
    assert run("add", "part", "A1.1", "--of", "A1", "--organisation", "A", "--title", "Half", *DAY).code == 0
    assert text(plan).endswith(
        '  - ref: "2.1"\n    status:\n  - ref: "A1"\n    title: Own\n    due: 2014-02\n'
        "    recommendations: [8]\n"
        '    actions:\n      - ref: "A1.1"\n        title: Half\n'
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("goal",), "give the ref of the goal"),
        (("goal", "2"), "give the goal its --title"),
        (("goal", "1", "--title", "Again"), "RAG101"),
        (("action", "1.2", "--title", "x"), "say where it belongs"),
        (("action", "1.2", "--title", "x", "--goal", "3"), "no goal '3'"),
        (("action", "1.2", "--title", "x", "--goal", "1", "--owner", "AA"), "no organisation 'AA'"),
        (("part", "1.1.1", "--title", "x", "--of", "1.1", "--goal", "1"), "not both"),
        (("organisation", "a", "--name", "x"), "is an organisation of 'example' already: A"),
        (("organisation", "C"), "give the organisation its --name"),
        (("position", "1.1"), "A has a row for '1.1'; change it with 'ragplan set 1.1'"),
        (("position", "1.1", "--organisation", "B"), "RAG111"),
        (("goal", "--missing"), "--missing goes with"),
    ],
)
def test_what_cannot_be_added(run: Run, plan: Path, words: tuple[str, ...], said: str) -> None:
    refused(run("add", *words, *DAY), plan, said)


def test_missing_rows_are_added_in_the_programmes_order(run: Run, plan: Path, write: Write) -> None:
    action = '      - {{ref: "{}", title: T {}, due: 2014-02-28, owners: [A, B], leads: [AA]}}\n'
    write({"programme.yaml": PROGRAMME + action.format("1.2", 2) + action.format("1.3", 3)})
    write({"A.yaml": ORGANISATION + '  - ref: "1.3"\n    status: Late.\n'})
    assert run("lint").stdout.count("RAG112") == 2
    assert run("add", "position", "--missing", *DAY).code == 0
    assert text(plan) == ORGANISATION + '  - ref: "1.2"\n    status:\n  - ref: "1.3"\n    status: Late.\n'
    assert text(plan, "B.yaml") == (
        'organisation: B\nactions:\n  - ref: "1.2"\n    status:\n  - ref: "1.3"\n    status:\n'
    )
    assert "RAG112" not in run("lint").stdout
    assert run("add", "position", "--missing", *DAY).stderr == "nothing to change: the plans say so already\n"


def test_owners_are_added_with_a_row_and_released_by_decision(run: Run, plan: Path) -> None:
    for words in (("--release", "A"), ("--add", "A"), ("--release", "B", *DECIDED)):
        refused(run("owners", "1.1", *words, *DAY), plan)
    assert run("owners", "1.1", "--add", "B", "--release", "A", *DECIDED, *DAY).code == 0
    assert "owners: [B]\n        released:\n          - organisation: A\n            on: 2014-01-20\n" in (
        text(plan, "programme.yaml")
    )
    assert text(plan, "B.yaml") == 'organisation: B\nactions:\n  - ref: "1.1"\n    status:\n'
    assert run("owners", "1.1", "--add", "A", *DAY).code == 0
    assert "owners: [B, A]\n" in text(plan, "programme.yaml")
    assert "released" not in text(plan, "programme.yaml")


def test_an_organisation_is_renamed_wherever_it_is_named(run: Run, plan: Path, write: Write) -> None:
    programme = PROGRAMME.replace("Beta Council}", "Beta Council}\n  All: {name: All, members: ['a', B]}")
    write({"programme.yaml": programme, "A.yaml": ORGANISATION.replace("A\n", "A  # us\n", 1)})
    refused_ = run("rename", "A", "B")
    assert (refused_.code, refused_.stderr) == (2, "ragplan: 'B' is another organisation of 'example': B\n")
    assert run("rename", "a", "ALPHA").code == 0
    assert text(plan, "programme.yaml") == programme.replace(
        "A: {name: Alpha Hospital}", "ALPHA: {name: Alpha Hospital, aliases: [A]}"
    ).replace("['a', B]", "['ALPHA', B]").replace("owners: [A]", "owners: [ALPHA]")
    assert text(plan) == ORGANISATION.replace("A\n", "ALPHA  # us\n", 1)
    assert run("lint").code == 0


def test_an_organisation_has_a_new_name_too(run: Run, plan: Path) -> None:
    assert "    name: Alpha Trust\n" in run("rename", "A", "ALPHA", "--name", "Alpha Trust").stdout
    assert "ALPHA: {name: Alpha Trust, aliases: [A]}" in text(plan, "programme.yaml")


def test_what_a_row_gains_is_told_though_it_has_one_field(run: Run, plan: Path) -> None:
    ran = run("close", "1.1", "--completed", "2014-01-15", "--evidence", "Minute 4", *DAY)
    assert "  1.1 evidence Minute 4\n    ref: Minute 4\n" in ran.stdout


def test_meetings_are_moved_and_cancelled(run: Run, plan: Path) -> None:
    refused(run("meeting"), plan, "say which")
    refused(
        run("meeting", "--cancel", "2014-01-21"), plan, "no meeting on 2014-01-21; near it are: 2014-01-06"
    )
    refused(run("meeting", "--move", "2014-01-20", "soon"), plan, "'soon' is not a day")
    assert run("meeting", "--move", "2014-01-20", "2014-01-21").code == 0
    moved = PROGRAMME.replace("calendar:\n", "calendar:\n").replace(
        "  last: 2014-03-31\n", "  last: 2014-03-31\n  moved:\n    2014-01-20: 2014-01-21\n"
    )
    assert text(plan, "programme.yaml") == moved
    assert run("meeting", "--move", "2014-01-21", "2014-01-22").code == 0
    assert text(plan, "programme.yaml") == moved.replace("2014-01-21", "2014-01-22")
    assert run("meeting", "--cancel", "2014-01-22").code == 0
    assert text(plan, "programme.yaml") == PROGRAMME.replace(
        "  last: 2014-03-31\n", "  last: 2014-03-31\n  cancelled: [2014-01-20]\n"
    )


def test_the_group_meets_in_another_rhythm_from_a_day_on(run: Run, plan: Path) -> None:
    monthly = ("meeting", "--every", "month", "--from")
    refused(run(*monthly[:3]), plan, "--every TIME with --from DATE")
    refused(run("meeting", "--every", "moon", "--from", "2014-03-10"), plan, "'moon' is not a frequency")
    refused(run(*monthly, "2014-03-10", "--on", "Monday"), plan, "'Monday' is not a day of the month")
    refused(run(*monthly, "2014-03-11", "--on", "second Monday"), plan, "RAG211")
    assert run("meeting", "--cancel", "2014-03-03").code == 0
    before = text(plan, "programme.yaml")
    ran = run(*monthly, "2014-03-03")
    assert (ran.code, text(plan, "programme.yaml")) == (2, before)
    assert "names 2014-03-03, which the new rhythm would not go by" in ran.stderr
    ran = run(*monthly, "2014-03-10", "--on", "second Monday")
    assert (ran.code, ran.stdout) == (
        0,
        (
            "plans/programme.yaml\n  calendar\n    last: 2014-03-31 -> taken out\n    every: month\n"
            "    first: 2014-03-10\n    on: second Monday\n    last: 2014-03-31\n"
        ),
    )
    assert "".join(text(plan, "programme.yaml").partition("calendar:\n")[1:]).startswith(
        "calendar:\n  - every: 2 weeks\n    first: 2014-01-06\n    cancelled: [2014-03-03]\n"
        "  - every: month\n    first: 2014-03-10\n    on: second Monday\n    last: 2014-03-31\n"
    )
    assert run("meeting", "--every", "quarter", "--from", "2014-04-07").code == 0
    assert "    last: 2014-03-31\n  - every: quarter\n    first: 2014-04-07\n" in text(plan, "programme.yaml")
    assert run("lint").code == 0


def test_a_date_that_was_agreed_is_not_rewritten(run: Run, plan: Path, write: Write) -> None:
    write({"A.yaml": ORGANISATION + "    due: 2014-01-20\n"})
    person = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"]
    day = {"GIT_AUTHOR_DATE": "2014-01-06T12:00:00Z", "GIT_COMMITTER_DATE": "2014-01-06T12:00:00Z"}
    for command in (["init", "-q"], ["add", "."], [*person, "commit", "-qm", "Plans"]):
        subprocess.run(["git", *command], cwd=plan.parent, check=True, env={"PATH": "/usr/bin:/bin", **day})
    ran = run("set", "1.1", "--due", "2014-02-28", *DAY)
    assert (ran.code, "RAG502" in ran.stderr, ran.stderr.endswith(REFUSED)) == (2, True, True)
    assert run("revise", "1.1", "--organisation", "A", "--to", "2014-02-28", *DECIDED, *DAY).code == 0


def test_a_recurring_duty_says_when_it_was_done(run: Run, plan: Path, write: Write) -> None:
    write({"programme.yaml": PROGRAMME.replace("due: 2014-01-31", "due: ongoing")})
    assert run("set", "1.1", "--done", "2014-01-06", "--missed", "2014-01-13", *DAY).code == 0
    first, second = (
        "      - on: 2014-01-06\n        done: true\n",
        "      - on: 2014-01-13\n        done: {}\n",
    )
    times = f"    occurrences:\n{first}{second}"
    assert text(plan).endswith("    updated: 2014-01-20\n" + times.format("false"))
    assert run("set", "1.1", "--done", "2014-01-13", "--done", "2014-01-06", *DAY).code == 0
    assert text(plan).endswith(times.format("true"))


def test_what_was_asked_for_is_agreed(run: Run, plan: Path) -> None:
    asked = ("revise", "1.1", "--to", "2014-02-28", *DAY)
    assert run(*asked, "--reason", "More time", "--proposed", "--on", "2014-01-18").code == 0
    assert run("revise", "1.1", "--to", "2014-03", "--agreed-by", "The group", *DAY).code == 2
    assert run(*asked, "--agreed-by", "The group").code == 0
    agreed = "- to: 2014-02-28\n            on: 2014-01-20\n            reason: More time\n"
    assert f"{agreed}            agreed_by: The group\n        owners" in text(plan, "programme.yaml")
    later = ("revise", "1.1", "--to", "2014-03-31", "--reason")
    assert run(*later, "Asked", *DAY, "--proposed").code == 0
    assert run(*later, "Agreed", *DAY, "--agreed-by", "The group").code == 0
    assert "reason: Agreed\n" in text(plan, "programme.yaml")
    assert "Asked" not in text(plan, "programme.yaml")
    new = ("--goal", "1", "--title", "Ask", "--due", "2014-03", "--owner", "A", "--proposed")
    assert run("add", "action", "1.2", *new, *DAY).code == 0
    assert run("add", "action", "1.2", "--agreed", "2014-01-20", *DAY).code == 0
    assert "        due: 2014-03\n        agreed: 2014-01-20\n" in text(plan, "programme.yaml")
    assert "proposed" not in text(plan, "programme.yaml")
    assert run("add", "action", "1.1", "--agreed", "2014-01-20", *DAY).code == 2


def test_what_was_asked_for_is_refused_and_kept(run: Run, plan: Path) -> None:
    to = ("revise", "1.1", "--to", "2014-02-28", *DAY)
    ran = run(*to, "--refused")
    assert (ran.code, "'1.1' is asked no such date" in ran.stderr) == (2, True)
    assert run(*to, "--reason", "More time", "--proposed").code == 0
    assert "2014-02-28 is" in run("revise", "1.1", "--to", "2014-03", "--refused", *DAY).stderr
    assert run(*to, "--refused", "--proposed").code == 2
    assert run(*to, "--refused", "--reason", "No").code == 2
    assert run(*to, "--refused", "--on", "2014-01-21").code == 0
    kept = "- to: 2014-02-28\n            on: 2014-01-20\n            reason: More time\n"
    assert f"{kept}            refused: 2014-01-21\n        owners" in text(plan, "programme.yaml")
    assert run(*to, "--refused").code == 2


def test_a_query_that_is_answered_goes(run: Run, plan: Path) -> None:
    before = text(plan)
    asked = ("--query", "Who agreed it?", "--query", "When: in May?", "--query", "Who pays?")
    assert run("set", "1.1", *asked, *DAY).code == 0
    ran = run("set", "1.1", "--answered", "Who", *DAY)
    assert (
        ran.code,
        "2 queries begin with 'Who': Who agreed it?; When: in May?; Who pays?" in ran.stderr,
    ) == (2, True)
    assert run("set", "1.1", "--answered", "Why", *DAY).code == 2
    assert run("set", "1.1", "--answered", "Who", "--risk", "R1", *DAY).code == 2
    ran = run("set", "1.1", "--answered", "who  agreed", "--answered", "Who pays", *DAY)
    assert (ran.code, "When: in May?" in text(plan), "Who" in text(plan)) == (0, True, False)
    assert run("set", "1.1", "--organisation", "A", "--answered", "When", *DAY).code == 0
    assert text(plan) == before


def test_a_query_of_the_programme_is_answered_without_a_ref(run: Run, plan: Path, write: Write) -> None:
    write({"programme.yaml": PROGRAMME + "queries:\n  - {text: 'Is it so?', internal: true}\n"})
    assert run("set", "--answered", "Is it", *DAY).code == 0
    assert text(plan, "programme.yaml") == PROGRAMME
