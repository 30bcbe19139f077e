"""Due dates before and after: revised, set, rewritten, and revisions that are falsified."""

from __future__ import annotations

import pytest

from diff.snapshots import FIRST, MIDWAY, PROGRAMME, SECOND, a, line, lines, own, shared, snapshot
from ragplan.diff import compare
from ragplan.model.programme import Programme

R1 = "  - {to: 2014-02-28, on: 2014-01-10, reason: Not ready, agreed_by: Committee}"
R2 = "  - {to: 2014-03-14, reason: Still not ready}"
ASKED = "  - {to: 2014-03-31, reason: Ill, proposed: true}"
REFUSED = "  - {to: 2014-03-31, reason: Ill, refused: 2014-01-20}"
DUE = "due: 2014-01-31"

CASES = {
    "revised": (
        DUE,
        f"{DUE}\nrevised:\n{R1}",
        ["revised 6/A revised '2014-01-31'→'2014-02-28' +28d ×1 because 'Not ready'"],
    ),
    "revised-again": (
        f"{DUE}\nrevised:\n{R1}",
        f"{DUE}\nrevised:\n{R1}\n{R2}",
        ["revised 6/A revised '2014-02-28'→'2014-03-14' +14d ×2 because 'Still not ready'"],
    ),
    "revised-twice-since": (
        DUE,
        f"{DUE}\nrevised:\n{R1}\n{R2}",
        ["revised 6/A revised '2014-01-31'→'2014-03-14' +42d ×2 because 'Still not ready'"],
    ),
    "brought-forward": (
        DUE,
        f"{DUE}\nrevised: [{{to: 2014-01-24}}]",
        ["revised 6/A revised '2014-01-31'→'2014-01-24' -7d ×1"],
    ),
    "revised-to-no-day": (
        DUE,
        f"{DUE}\nrevised: [{{to: ongoing}}]",
        ["revised 6/A revised '2014-01-31'→'ongoing' ×1"],
    ),
    "set": ("", DUE, ["due-set 6/A due ''→'2014-01-31'"]),
    "rewritten": (DUE, "due: 2014-02-28", ["due-rewritten 6/A due '2014-01-31'→'2014-02-28' +28d"]),
    "its-month": (DUE, "due: 2014-01", []),
    "its-month-in-a-revision": (
        f"{DUE}\nrevised:\n{R1}",
        f"{DUE}\nrevised:\n{R1.replace('2014-02-28', '2014-02')}",
        [],
    ),
    "taken-out": (DUE, "", ["due-rewritten 6/A due '2014-01-31'→''"]),
    "ongoing-in-capitals": ("due: ongoing", "due: Ongoing", []),
    "unreadable": ("due: TBC", "due: tbc", ["detail-changed 6/A due 'TBC'→'tbc'"]),
    "a-date-for-what-was-none": ("due: TBC", DUE, ["due-set 6/A due 'TBC'→'2014-01-31'"]),
    "of-a-proposal": (
        f"{DUE}\nproposed: true",
        "due: 2014-02-28\nproposed: true",
        ["detail-changed 6/A due '2014-01-31'→'2014-02-28' +28d"],
    ),
    "what-was-missing-is-filled-in": (
        f"{DUE}\nrevised: [{{to: 2014-02-28}}]",
        f"{DUE}\nrevised: [{{to: 2014-02-28, reason: Not ready}}]",
        ["detail-changed 6/A revised.reason ''→'Not ready'"],
    ),
    "rewritten-beside-a-revision": (
        DUE,
        f"due: 2014-02-28\nrevised:\n{R2}",
        [
            "due-rewritten 6/A due '2014-01-31'→'2014-02-28' +28d",
            "revised 6/A revised '2014-01-31'→'2014-03-14' +42d ×1 because 'Still not ready'",
        ],
    ),
    "revision-removed": (
        f"{DUE}\nrevised:\n{R1}\n{R2}",
        f"{DUE}\nrevised:\n{R2}",
        ["revision-removed 6/A revised '2014-02-28'→''"],
    ),
    "revision-altered": (
        f"{DUE}\nrevised:\n{R1}",
        f"{DUE}\nrevised:\n{R1.replace('02-28', '02-14')}",
        ["revision-altered 6/A revised '2014-02-28'→'2014-02-14' -14d"],
    ),
    "reason-altered": (
        f"{DUE}\nrevised:\n{R1}",
        f"{DUE}\nrevised:\n{R1.replace('Not ready', 'Snow')}",
        ["revision-altered 6/A revised.reason 'Not ready'→'Snow'"],
    ),
    "agreement-altered-beside-a-new-one": (
        f"{DUE}\nrevised:\n{R1}",
        f"{DUE}\nrevised:\n{R1.replace('Committee', 'Chair')}\n{R2}",
        [
            "revision-altered 6/A revised.agreed_by 'Committee'→'Chair'",
            "revised 6/A revised '2014-02-28'→'2014-03-14' +14d ×2 because 'Still not ready'",
        ],
    ),
    "put-in-afterwards": (
        f"{DUE}\nrevised:\n{R2}",
        f"{DUE}\nrevised:\n{R1}\n{R2}",
        ["revision-altered 6/A revised ''→'2014-02-28'"],
    ),
    "extension-asked-for": (
        f"{DUE}\nrevised:\n{R1}",
        f"{DUE}\nrevised:\n{R1}\n{ASKED}",
        ["extension-asked 6/A revised.proposed ''→'2014-03-31' because 'Ill'"],
    ),
    "extension-granted": (
        f"{DUE}\nrevised:\n{ASKED}",
        f"{DUE}\nrevised:\n{ASKED.replace(', proposed: true', ', on: 2014-01-20')}",
        ["revised 6/A revised '2014-01-31'→'2014-03-31' +59d ×1 because 'Ill'"],
    ),
    "extension-refused": (
        f"{DUE}\nrevised:\n{ASKED}",
        f"{DUE}\nrevised:\n{REFUSED}",
        ["extension-refused 6/A revised.refused '2014-03-31'→'2014-01-20'"],
    ),
    "extension-asked-for-and-refused-since": (
        DUE,
        f"{DUE}\nrevised:\n{REFUSED}",
        ["extension-refused 6/A revised.refused '2014-03-31'→'2014-01-20'"],
    ),
    "extension-asked-for-again": (
        f"{DUE}\nrevised:\n{REFUSED}",
        f"{DUE}\nrevised:\n{REFUSED}\n{ASKED}",
        ["extension-asked 6/A revised.proposed ''→'2014-03-31' because 'Ill'"],
    ),
    "extension-no-longer-asked-for": (
        f"{DUE}\nrevised:\n{ASKED}",
        DUE,
        ["detail-changed 6/A revised.proposed '2014-03-31'→''"],
    ),
    "extension-asked-for-with-another-reason": (
        f"{DUE}\nrevised:\n{ASKED}",
        f"{DUE}\nrevised:\n{ASKED.replace('Ill', 'Away')}",
        ["detail-changed 6/A revised.proposed '2014-03-31'→'2014-03-31'"],
    ),
    "revised-while-an-extension-is-asked-for": (
        f"{DUE}\nrevised:\n{ASKED}",
        f"{DUE}\nrevised:\n{ASKED}\n{R1}",
        ["revised 6/A revised '2014-01-31'→'2014-02-28' +28d ×1 because 'Not ready'"],
    ),
    "reason-on-other-lines": (
        f"{DUE}\nrevised: [{{to: 2014-02-28, reason: Not ready}}]",
        f"{DUE}\nrevised:\n  - to: 2014-02-28\n    reason: |\n      Not\n      ready",
        [],
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=CASES)
def test_due_dates_of_an_action(old: str, new: str, expected: list[str]) -> None:
    assert a(own(f"status: X.\n{old}"), own(f"status: X.\n{new}")) == expected


OWNERS = {
    "a-date-of-its-own": (
        "",
        "due: 2014-02-28",
        ["due-rewritten 1.1/A due '2014-01-31'→'2014-02-28' +28d"],
    ),
    "the-actions-date-repeated": ("", DUE, []),
    "no-longer-a-date-of-its-own": (
        "due: 2014-02-28",
        "",
        ["due-rewritten 1.1/A due '2014-02-28'→'2014-01-31' -28d"],
    ),
    "revised-for-itself": (
        "",
        f"revised:\n{R1}",
        ["revised 1.1/A revised '2014-01-31'→'2014-02-28' +28d ×1 because 'Not ready'"],
    ),
    "extension-asked-for": (
        "",
        f"revised:\n{ASKED}",
        ["extension-asked 1.1/A revised.proposed ''→'2014-03-31' because 'Ill'"],
    ),
    "revised-from-its-own-date": (
        "due: 2014-02-14",
        f"due: 2014-02-14\nrevised:\n{R1}",
        ["revised 1.1/A revised '2014-02-14'→'2014-02-28' +14d ×1 because 'Not ready'"],
    ),
    "its-own-revision-removed": (f"revised:\n{R1}", "", ["revision-removed 1.1/A revised '2014-02-28'→''"]),
}


@pytest.mark.parametrize(("old", "new", "expected"), OWNERS.values(), ids=OWNERS)
def test_due_dates_of_one_owner(old: str, new: str, expected: list[str]) -> None:
    assert a(shared(f"status: X.\n{old}"), shared(f"status: X.\n{new}")) == expected


def test_a_shared_date_that_moves_is_told_once() -> None:
    moved = {
        "programme.yaml": PROGRAMME.replace("2014-01-31", "2014-01-31\n        revised: [{to: 2014-02-28}]")
    }
    a_file = {"A.yaml": shared("status: X.")}
    assert lines(a_file, a_file | moved) == ["revised 1.1 revised '2014-01-31'→'2014-02-28' +28d ×1"]


LATE = "due: 2014-01-10"
LAPSED = {
    "in-between": (LATE, LATE, ["went-overdue 6/A due ''→'2014-01-10' +3d"]),
    "late-already": ("due: 2014-01-03", "due: 2014-01-03", []),
    "on-the-last-day-of-a-month": ("due: 2014-01", "due: 2014-01", []),
    "revised-in-time": (
        LATE,
        f"{LATE}\nrevised: [{{to: 2014-02-28}}]",
        ["revised 6/A revised '2014-01-10'→'2014-02-28' +49d ×1"],
    ),
    "put-off-to-a-day-that-passed-too": (
        "due: 2014-01-08",
        "due: 2014-01-08\nrevised: [{to: 2014-01-10}]",
        [
            "revised 6/A revised '2014-01-08'→'2014-01-10' +2d ×1",
            "went-overdue 6/A due ''→'2014-01-10' +3d",
        ],
    ),
    "completed": (LATE, f"{LATE}\ncompleted: 2014-01-13", ["completed 6/A completed ''→'2014-01-13' +3d"]),
    "reopened-past-its-date": (
        f"{LATE}\ncompleted: 2014-01-03",
        LATE,
        ["reopened 6/A completed '2014-01-03'→''"],
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), LAPSED.values(), ids=LAPSED)
def test_a_row_that_comes_to_be_past_its_date(old: str, new: str, expected: list[str]) -> None:
    assert a(own(f"status: X.\n{old}"), own(f"status: X.\n{new}"), FIRST, MIDWAY) == expected


def test_each_owner_of_a_shared_action_becomes_overdue_with_or_without_a_row() -> None:
    late = {"programme.yaml": PROGRAMME.replace("2014-01-31", "2014-01-10")}
    assert lines(late, late, FIRST, MIDWAY) == [
        "went-overdue 1.1/A due ''→'2014-01-10' +3d",
        "went-overdue 1.1/B due ''→'2014-01-10' +3d",
    ]
    assert lines(late, late, MIDWAY, SECOND) == []


LATER = R1.replace("02-28", "02-14")
PUT_BACK = {
    "date": (DUE, "due: 2014-02-28", DUE, ["corrected 6/A due '2014-02-28'→'2014-01-31' -28d"]),
    "date-as-its-month": (
        DUE,
        "due: 2014-02-28",
        "due: 2014-01",
        ["corrected 6/A due '2014-02-28'→'2014-01' -28d"],
    ),
    "date-taken-out": (DUE, "", DUE, ["corrected 6/A due ''→'2014-01-31'"]),
    "another-date": (
        DUE,
        "due: 2014-02-28",
        "due: 2014-02-14",
        ["due-rewritten 6/A due '2014-02-28'→'2014-02-14' -14d"],
    ),
    "date-of-a-proposal": (
        f"{DUE}\nproposed: true",
        "due: 2014-02-28",
        DUE,
        ["due-rewritten 6/A due '2014-02-28'→'2014-01-31' -28d"],
    ),
    "date-given-since": ("", DUE, "", ["due-rewritten 6/A due '2014-01-31'→''"]),
    "revision": (
        f"{DUE}\nrevised:\n{R1}",
        f"{DUE}\nrevised:\n{LATER}",
        f"{DUE}\nrevised:\n{R1}",
        ["corrected 6/A revised '2014-02-14'→'2014-02-28' +14d"],
    ),
    "reason": (
        f"{DUE}\nrevised:\n{R1}",
        f"{DUE}\nrevised:\n{R1.replace('Not ready', 'Snow')}",
        f"{DUE}\nrevised:\n{R1}",
        ["corrected 6/A revised.reason 'Snow'→'Not ready'"],
    ),
    "revision-taken-out": (
        f"{DUE}\nrevised:\n{R1}",
        DUE,
        f"{DUE}\nrevised:\n{R1}\n{R2}",
        [
            "corrected 6/A revised ''→'2014-02-28'",
            "revised 6/A revised '2014-01-31'→'2014-03-14' +42d ×2 because 'Still not ready'",
        ],
    ),
    "earlier-revision-taken-out": (
        f"{DUE}\nrevised:\n{R1}\n{R2}",
        f"{DUE}\nrevised:\n{R2}",
        f"{DUE}\nrevised:\n{R1}\n{R2}",
        ["corrected 6/A revised ''→'2014-02-28'"],
    ),
    "what-was-filled-in-taken-out": (
        f"{DUE}\nrevised: [{{to: 2014-02-28}}]",
        f"{DUE}\nrevised: [{{to: 2014-02-28, reason: Not ready}}]",
        f"{DUE}\nrevised: [{{to: 2014-02-28}}]",
        ["revision-altered 6/A revised.reason 'Not ready'→''"],
    ),
    "revision-put-in-and-taken-out": (
        f"{DUE}\nrevised:\n{R2}",
        f"{DUE}\nrevised:\n{R1}\n{R2}",
        f"{DUE}\nrevised:\n{R2}",
        ["revision-removed 6/A revised '2014-02-28'→''"],
    ),
    "outcome": (
        "outcome: All know it.",
        "outcome: Some know it.",
        "outcome: All know it.",
        ["corrected 6/A outcome 'Some know it.'→'All know it.' +words"],
    ),
    "outcome-given-since": (
        "",
        "outcome: All know it.",
        "",
        ["reworded 6/A outcome 'All know it.'→'' +words"],
    ),
    "description": (
        "description: Of the ward",
        "description: Of the site",
        "description: Of the ward",
        ["reworded 6/A description 'Of the site'→'Of the ward' +words"],
    ),
}
TITLES = {
    "reworded": (
        ("Train the staff", "Train all the staff", "Train the staff"),
        ["corrected 6/A title 'Train all the staff'→'Train the staff' +words"],
    ),
    "another-action": (
        ("Train the staff", "Publish a response", "Train the staff"),
        ["corrected 6/A title 'Publish a response'→'Train the staff' +words"],
    ),
    "a-third-action": (
        ("Train the staff", "Publish a response", "Hire a nurse"),
        ["ref-reused 6/A title 'Publish a response'→'Hire a nurse'"],
    ),
}


def put_back(before: str, old: str, new: str) -> list[str]:
    seen, was, now = (
        snapshot({"A.yaml": text}, day) for text, day in zip((before, old, new), DAYS, strict=True)
    )
    return [line(change) for change in compare(was, now, lambda: [seen.programme])]


DAYS = (FIRST, MIDWAY, MIDWAY)


@pytest.mark.parametrize(("before", "old", "new", "expected"), PUT_BACK.values(), ids=PUT_BACK)
def test_what_is_put_back_is_not_rewritten_again(
    before: str, old: str, new: str, expected: list[str]
) -> None:
    assert put_back(own(before), own(old), own(new)) == expected


@pytest.mark.parametrize(("titles", "expected"), TITLES.values(), ids=TITLES)
def test_a_title_put_back(titles: tuple[str, str, str], expected: list[str]) -> None:
    assert put_back(*(own("", title) for title in titles)) == expected


def test_the_date_of_an_action_that_had_the_ref_before_is_not_put_back() -> None:
    before, old, new = own(DUE, "Hire a nurse"), own("due: 2014-02-28"), own(DUE)
    assert put_back(before, old, new) == ["due-rewritten 6/A due '2014-02-28'→'2014-01-31' -28d"]


def test_a_date_of_one_owner_put_back() -> None:
    assert put_back(shared(DUE), shared("due: 2014-02-28"), shared(DUE)) == [
        "corrected 1.1/A due '2014-02-28'→'2014-01-31' -28d"
    ]


def test_the_past_is_asked_only_where_something_may_be_put_back() -> None:
    def refuse() -> list[Programme]:
        raise AssertionError

    was, now = (
        snapshot({"A.yaml": own(DUE)}, MIDWAY),
        snapshot({"A.yaml": own(f"{DUE}\nstatus: Done")}, MIDWAY),
    )
    assert [each.kind for each in compare(was, now, refuse)]
