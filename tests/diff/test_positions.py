"""A position before and after: what is told of its rating, words, next step, evidence and remarks."""

from __future__ import annotations

import pytest

from diff.snapshots import a, own, shared

SPOKEN = "rating: amber\nstatus: Drafted."

CASES = {
    "nothing": (SPOKEN, SPOKEN, []),
    "completed-by-rating": (
        SPOKEN,
        "rating: green\nstatus: Drafted.",
        ["completed 1.1/A rating 'amber'→'green'"],
    ),
    "completed-by-date": (
        SPOKEN,
        "rating: amber\nstatus: Drafted.\ncompleted: 2014-01-10",
        ["completed 1.1/A completed ''→'2014-01-10' -21d"],
    ),
    "completed-takes-in-words-rating-date-and-next-step": (
        f"{SPOKEN}\nnext: Publish it.\nwaiting_for: The board\nupdated: 2014-01-03",
        "rating: green\nstatus: Published.\ncompleted: 2014-01-10\nupdated: 2014-01-10",
        ["completed 1.1/A completed ''→'2014-01-10' -21d +words"],
    ),
    "completed-with-its-evidence": (
        SPOKEN,
        "rating: green\nstatus: Published.\nevidence: [Minute 9]",
        ["completed 1.1/A rating 'amber'→'green' +words", "evidence-added 1.1/A evidence ''→'Minute 9'"],
    ),
    "a-completion-in-the-future-is-none": (
        SPOKEN,
        f"{SPOKEN}\ncompleted: 2014-02-20",
        ["detail-changed 1.1/A completed ''→'2014-02-20'"],
    ),
    "another-completion-date": (
        "rating: green\nstatus: Done.\ncompleted: 2014-01-10",
        "rating: green\nstatus: Done.\ncompleted: 2013-12",
        ["detail-changed 1.1/A completed '2014-01-10'→'2013-12'"],
    ),
    "assured": (
        "rating: green\nstatus: Done.",
        "rating: green\nstatus: Done.\nassured: {by: Audit, on: 2014-01-12}",
        ["assured 1.1/A assured ''→'Audit'"],
    ),
    "assured-at-once-is-not-completed-too": (
        SPOKEN,
        "rating: green\nstatus: Done.\nassured: {by: Audit}",
        ["assured 1.1/A assured ''→'Audit' +words"],
    ),
    "no-longer-assured": (
        "rating: green\nstatus: Done.\nassured: {by: Audit}",
        "rating: green\nstatus: Done.",
        ["no-longer-assured 1.1/A assured 'Audit'→''"],
    ),
    "assured-by-another": (
        "rating: green\nstatus: Done.\nassured: {by: Audit, on: 2014-01-12}",
        "rating: green\nstatus: Done.\nassured: {by: Healthwatch, on: 2014-01-12}",
        ["detail-changed 1.1/A assured 'Audit, 2014-01-12'→'Healthwatch, 2014-01-12'"],
    ),
    "reopened": (
        "rating: green\nstatus: Done.\ncompleted: 2014-01-10",
        "rating: amber\nstatus: Not quite.",
        ["reopened 1.1/A completed '2014-01-10'→'' +words"],
    ),
    "reopened-without-a-word": (
        "rating: green\nstatus: Done.",
        "rating: amber\nstatus: Done.",
        ["reopened 1.1/A rating 'green'→'amber'"],
    ),
    "rating-worse-with-its-words": (
        SPOKEN,
        "rating: red\nstatus: Delayed.",
        ["rating-worse 1.1/A rating 'amber'→'red' +words"],
    ),
    "rating-better-beside-a-new-next-step": (
        "rating: red\nstatus: Late.",
        "rating: amber\nstatus: Late.\nnext: Chase it.",
        ["rating-better 1.1/A rating 'red'→'amber'", "next-changed 1.1/A next ''→'Chase it.' +words"],
    ),
    "the-same-level-by-its-letter": (SPOKEN, "rating: A\nstatus: Drafted.", []),
    "rated": ("status: Drafted.", SPOKEN, ["rated 1.1/A rating ''→'amber'"]),
    "unrated": (SPOKEN, "status: Drafted.", ["unrated 1.1/A rating 'amber'→''"]),
    "status-rewritten": (
        SPOKEN,
        "rating: amber\nstatus: Redrafted.",
        ["status-rewritten 1.1/A status 'Drafted.'→'Redrafted.' +words"],
    ),
    "status-rewritten-and-dated-is-one-event": (
        f"{SPOKEN}\nupdated: 2014-01-03",
        "rating: amber\nstatus: Redrafted.\nupdated: 2014-01-10",
        ["status-rewritten 1.1/A status 'Drafted.'→'Redrafted.' +words"],
    ),
    "first-words": (
        "status:",
        "status: Drafted.",
        ["spoke-again 1.1/A status ''→'Drafted.' +words"],
    ),
    "first-words-and-rating": (
        "status:",
        SPOKEN,
        ["spoke-again 1.1/A status ''→'Drafted.' +words"],
    ),
    "from-no-update-to-words": (
        "rating: grey\nstatus:",
        SPOKEN,
        ["spoke-again 1.1/A status ''→'Drafted.' +words"],
    ),
    "words-taken-out": (SPOKEN, "rating: amber\nstatus:", ["went-silent 1.1/A status 'Drafted.'→'' +words"]),
    "words-and-rating-taken-out": (
        SPOKEN,
        "rating: grey\nstatus:",
        ["went-silent 1.1/A status 'Drafted.'→'' +words"],
    ),
    "words-taken-out-of-a-worse-row": (
        SPOKEN,
        "rating: red\nstatus:",
        [
            "rating-worse 1.1/A rating 'amber'→'red' +words",
            "went-silent 1.1/A status 'Drafted.'→'' +words",
        ],
    ),
    "words-taken-out-of-a-closed-row": (
        "rating: green\nstatus: Done.",
        "rating: green\nstatus:",
        ["status-rewritten 1.1/A status 'Done.'→'' +words"],
    ),
    "updated-without-change": (
        f"{SPOKEN}\nupdated: 2014-01-03",
        f"{SPOKEN}\nupdated: 2014-01-10",
        ["updated 1.1/A updated '2014-01-03'→'2014-01-10' +7d"],
    ),
    "updated-to-the-month-that-holds-the-day": (
        f"{SPOKEN}\nupdated: 2013-12-30",
        f"{SPOKEN}\nupdated: 2014-01",
        ["updated 1.1/A updated '2013-12-30'→'2014-01' +32d"],
    ),
    "updated-beside-a-query": (
        f"{SPOKEN}\nupdated: 2014-01-03",
        f"{SPOKEN}\nupdated: 2014-01-10\nqueries: ['Which response?']",
        [
            "updated 1.1/A updated '2014-01-03'→'2014-01-10' +7d",
            "query-raised 1.1/A queries ''→'Which response?'",
        ],
    ),
    "updated-with-another-next-step": (
        f"{SPOKEN}\nupdated: 2014-01-03",
        f"{SPOKEN}\nupdated: 2014-01-10\nnext: Publish it.",
        ["next-changed 1.1/A next ''→'Publish it.' +words"],
    ),
    "backdated": (
        f"{SPOKEN}\nupdated: 2014-01-10",
        f"{SPOKEN}\nupdated: 2014-01-03",
        ["backdated 1.1/A updated '2014-01-10'→'2014-01-03' -7d"],
    ),
    "backdated-beside-new-words": (
        f"{SPOKEN}\nupdated: 2014-01-10",
        "rating: amber\nstatus: Redrafted.",
        [
            "status-rewritten 1.1/A status 'Drafted.'→'Redrafted.' +words",
            "backdated 1.1/A updated '2014-01-10'→''",
        ],
    ),
    "waiting-for-and-risk": (
        SPOKEN,
        f"{SPOKEN}\nwaiting_for: The board\nrisk: R7",
        ["detail-changed 1.1/A waiting_for ''→'The board'", "detail-changed 1.1/A risk ''→'R7'"],
    ),
    "lead-of-the-position": (
        f"{SPOKEN}\nleads: [AA, JS]",
        f"{SPOKEN}\nleads: [LM]",
        ["lead-changed 1.1/A leads 'AA, JS'→'LM'"],
    ),
    "leads-in-another-order": (f"{SPOKEN}\nleads: [AA, JS]", f"{SPOKEN}\nleads: [JS, AA]", []),
    "evidence-in-another-order": (
        f"{SPOKEN}\nevidence: [Minute 9, Minute 8]",
        f"{SPOKEN}\nevidence: [Minute 8, Minute 9]",
        [],
    ),
    "evidence-removed-and-added": (
        f"{SPOKEN}\nevidence: [Minute 9]",
        f"{SPOKEN}\nevidence: [{{ref: Report, file: a.pdf, on: 2014-01}}]",
        [
            "evidence-added 1.1/A evidence ''→'Report, a.pdf, 2014-01'",
            "evidence-removed 1.1/A evidence 'Minute 9'→''",
        ],
    ),
    "evidence-dated-later-on": (
        f"{SPOKEN}\nevidence: [Minute 9]",
        f"{SPOKEN}\nevidence: [{{ref: Minute 9, on: 2014-01}}]",
        ["detail-changed 1.1/A evidence 'Minute 9'→'Minute 9, 2014-01'"],
    ),
    "the-same-evidence-twice": (
        f"{SPOKEN}\nevidence: [Minute 9]",
        f"{SPOKEN}\nevidence: [Minute 9, Minute 9]",
        ["evidence-added 1.1/A evidence ''→'Minute 9'"],
    ),
    "query-settled-and-note-added": (
        f"{SPOKEN}\nqueries: ['Which response?']",
        f"{SPOKEN}\nnotes: [The second one.]",
        [
            "query-settled 1.1/A queries 'Which response?'→''",
            "note-added 1.1/A notes ''→'The second one.'",
        ],
    ),
    "note-removed": (
        f"{SPOKEN}\nnotes: [The second one.]",
        SPOKEN,
        ["note-removed 1.1/A notes 'The second one.'→''"],
    ),
    "query-in-other-words-is-not-settled": (
        f"{SPOKEN}\nqueries: ['Which of the responses is it?']",
        f"{SPOKEN}\nqueries: ['Which of the two responses is it?']",
        ["reworded 1.1/A queries 'Which of the responses is it?'→'Which of the two responses is it?' +words"],
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=CASES)
def test_changes_of_a_position(old: str, new: str, expected: list[str]) -> None:
    assert a(shared(old), shared(new)) == expected


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=CASES)
def test_an_action_of_the_organisations_own_tells_the_same(old: str, new: str, expected: list[str]) -> None:
    due = "due: 2014-01-31\n"
    assert sorted(a(own(due + old), own(due + new))) == sorted(
        each.replace(" 1.1/A ", " 6/A ") for each in expected
    )


EMPTY = "organisation: A\n"

EXISTENCE = {
    "first-position": (
        EMPTY,
        shared(SPOKEN),
        ["reported 1.1/A status ''→'Drafted.'"],
    ),
    "first-position-with-a-rating-only": (
        EMPTY,
        shared("rating: red"),
        ["reported 1.1/A rating ''→'red'"],
    ),
    "first-position-is-completed": (
        EMPTY,
        shared("rating: green\nstatus: Done."),
        ["completed 1.1/A rating ''→'green' +words"],
    ),
    "vanished-swallows-everything": (
        shared(f"{SPOKEN}\nqueries: ['Which?']\nevidence: [Minute 9]"),
        EMPTY,
        ["vanished 1.1/A status 'Drafted.'→''"],
    ),
    "a-closed-one-is-open-again-without-it": (
        shared("rating: green\nstatus: Done."),
        EMPTY,
        ["reopened 1.1/A rating 'green'→'' +words"],
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), EXISTENCE.values(), ids=EXISTENCE)
def test_positions_come_and_go(old: str, new: str, expected: list[str]) -> None:
    assert a(old, new) == expected
