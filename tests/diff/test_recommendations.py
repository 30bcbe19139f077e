"""Positions on recommendations before and after."""

from __future__ import annotations

import pytest

from diff.snapshots import FIRST, SECOND, a, recommendation

EMPTY = "organisation: A\n"
SAID = "rating: amber\nstatus: X."
REF = "francis-2013/123"

CASES = {
    "new": (EMPTY, recommendation(SAID), [f"reported {REF}/A status ''→'X.'"]),
    "new-with-a-rating-only": (EMPTY, recommendation("rating: R"), [f"reported {REF}/A rating ''→'R'"]),
    "new-and-completed": (
        EMPTY,
        recommendation("rating: green\nstatus: X."),
        [f"completed {REF}/A rating ''→'green' +words"],
    ),
    "vanished": (recommendation(SAID), EMPTY, [f"vanished {REF}/A status 'X.'→''"]),
    "removed": (recommendation("rating: green"), EMPTY, [f"removed {REF}/A status ''→''"]),
    "status-rewritten": (
        recommendation(SAID),
        recommendation("rating: amber\nstatus: Y."),
        [f"status-rewritten {REF}/A status 'X.'→'Y.' +words"],
    ),
    "completed-with-its-words": (
        recommendation(SAID),
        recommendation("rating: green\nstatus: Y.\nupdated: 2014-01-13"),
        [f"completed {REF}/A rating 'amber'→'green' +words"],
    ),
    "review-date-moved": (
        recommendation(f"{SAID}\nreview_by: 2014-06-30"),
        recommendation(f"{SAID}\nreview_by: 2014-12"),
        [f"review-moved {REF}/A review_by '2014-06-30'→'2014-12' +184d"],
    ),
    "updated": (
        recommendation(SAID),
        recommendation(f"{SAID}\nupdated: 2014-01-13"),
        [f"updated {REF}/A updated ''→'2014-01-13'"],
    ),
    "backdated": (
        recommendation(f"{SAID}\nupdated: 2014-01-13"),
        recommendation(SAID),
        [f"backdated {REF}/A updated '2014-01-13'→''"],
    ),
    "evidence-query-and-note": (
        recommendation(f"{SAID}\nnotes: [A note.]"),
        recommendation(f"{SAID}\nevidence: [Minute 9]\nqueries: ['Why?']"),
        [
            f"evidence-added {REF}/A evidence ''→'Minute 9'",
            f"query-raised {REF}/A queries ''→'Why?'",
            f"note-removed {REF}/A notes 'A note.'→''",
        ],
    ),
    "cited-without-its-register": (recommendation(SAID), recommendation(SAID, cited="123"), []),
    "a-range-split": (
        recommendation(SAID, cited="124-125"),
        recommendation(SAID, cited="124") + recommendation(SAID, cited="125").split("positions:\n")[1],
        [],
    ),
    "a-range-joined": (
        recommendation(SAID, cited="124") + recommendation(SAID, cited="125").split("positions:\n")[1],
        recommendation(SAID, cited="francis-2013/124-125"),
        [],
    ),
    "nobody-is-silent-on-a-recommendation": (recommendation(SAID), recommendation(SAID), []),
}


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=CASES)
def test_changes_of_a_position_on_a_recommendation(old: str, new: str, expected: list[str]) -> None:
    assert a(old, new, FIRST, SECOND) == expected
