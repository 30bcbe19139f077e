"""What a meeting must worry about first, and what it is asked to decide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from diff.snapshots import PROGRAMME, SECOND, Texts, after, own, shared, snapshot
from ragplan.diff import Kind, compare
from ragplan.diff.concerns import concerns, doubts
from ragplan.diff.decisions import Extension, extensions, proposals
from ragplan.model.judged import JudgedRow, rows_by_key
from ragplan.model.snapshot import Key, Snapshot

LATE = date(2014, 2, 17)


def rows(of: Snapshot) -> Mapping[Key, JudgedRow]:
    return rows_by_key(of, of.programme.known_as)


def asked(files: Texts) -> tuple[Extension, ...]:
    return extensions(rows(snapshot(files, SECOND)).values())


def told(files: Texts, on: date, before: Texts | None = None) -> list[tuple[str, tuple[str, ...], int, str]]:
    now = snapshot(files, on)
    changes = list(compare(snapshot(before, SECOND), now)) if before is not None else []
    return [
        (each.ref, each.organisations, each.overdue_days, each.change.kind.value if each.change else "")
        for each in concerns(rows(now), changes)
    ]


def test_owners_late_by_the_same_date_stand_together_and_the_longest_overdue_comes_first() -> None:
    files = {"A.yaml": shared("status: X.") + '  - ref: "6"\n    title: Train\n    due: 2014-01-10\n'}
    assert told(files, LATE) == [("6", ("A",), 38, ""), ("1.1", ("A", "B"), 17, "")]


def test_what_got_worse_comes_first_and_is_not_told_again_as_overdue() -> None:
    before = {"A.yaml": shared("status: X.\nrating: amber")}
    now = {"A.yaml": shared("status: X.\nrating: red")}
    assert told(now, LATE, before) == [("1.1", ("A",), 17, "rating-worse"), ("1.1", ("B",), 17, "")]


def test_a_fault_of_the_record_stands_behind_what_is_overdue_longer() -> None:
    other = '  - ref: "7"\n    title: Check\n    due: 2014-01-10\n    rating: {rating}\n    status: Y.\n'
    before = {"A.yaml": own("status: X.\ndue: 2014-01-20") + other.format(rating="amber")}
    now = {"A.yaml": own("status: X.\ndue: 2014-02-14") + other.format(rating="amber")}
    found = told(now, LATE, before)[:3]
    assert found[:3] == [
        ("7", ("A",), 38, ""),
        ("1.1", ("A", "B"), 17, ""),
        ("6", ("A",), 3, "due-rewritten"),
    ]
    worse = now | {"A.yaml": now["A.yaml"].replace("amber", "red")}
    assert told(worse, LATE, before)[0] == ("7", ("A",), 38, "rating-worse")


def test_a_fault_of_the_record_of_all_owners_hides_no_row_that_is_overdue() -> None:
    before = {"programme.yaml": PROGRAMME.replace("due: 2014-01-31", "due: 2014-01-30")}
    assert told({"programme.yaml": PROGRAMME}, LATE, before) == [
        ("1.1", ("A", "B"), 17, ""),
        ("1.1", ("A", "B"), 0, "due-rewritten"),
    ]


def test_neither_a_moved_date_nor_a_silence_nor_a_query_is_a_concern_of_its_own() -> None:
    moved = "status: X.\nqueries: ['Y?']\nrevised: [{to: 2014-12-31, reason: Z.}]"
    assert told({"A.yaml": own(moved)}, SECOND + timedelta(1), {"A.yaml": own("status: X.")}) == []


def test_a_doubted_year_is_a_doubt_and_no_concern() -> None:
    files = {"A.yaml": own("status: X.\ndue: 2013-02-28")}
    on = SECOND
    assert told(files, on) == []
    assert [judged.action.ref for judged in doubts(rows(snapshot(files, on)).values())] == ["6"]


def test_a_closed_row_is_none() -> None:
    files = {"A.yaml": shared("rating: green\nstatus: X.")}
    assert told(files, LATE) == [("1.1", ("B",), 17, "")]


def test_a_revision_tells_who_agreed_to_it() -> None:
    moved = own("status: X.\ndue: 2014-01-31\nrevised: [{to: 2014-12-31, reason: Z., agreed_by: Board}]")
    old, new = (snapshot({"A.yaml": each}, SECOND) for each in (own("status: X.\ndue: 2014-01-31"), moved))
    (change,) = (each for each in compare(old, after(old, new)) if each.kind is Kind.REVISED)
    assert (change.reason, change.agreed_by) == ("Z.", "Board")


ASKED = "revised: [{to: 2014-12-31, reason: Z., proposed: true}]"


def test_an_extension_is_asked_for_once_for_all_owners_of_a_shared_action() -> None:
    programme = PROGRAMME.replace("due: 2014-01-31", f"due: 2014-01-31\n        {ASKED}")
    (found,) = asked({"programme.yaml": programme})
    assert (found.action.ref, found.organisations) == ("1.1", ("A", "B"))
    assert (str(found.now), str(found.revision.to)) == ("2014-01-31", "2014-12-31")


def test_an_extension_of_one_owner_is_its_own_and_a_refused_one_is_none() -> None:
    (found,) = asked({"A.yaml": shared(f"status: X.\n{ASKED}")})
    assert found.organisations == ("A",)
    refused = ASKED.replace("proposed: true", "refused: 2014-01-10")
    assert asked({"A.yaml": shared(f"status: X.\n{refused}")}) == ()


def test_a_closed_row_asks_for_nothing() -> None:
    files = {"A.yaml": shared(f"status: X.\nrating: green\n{ASKED}")}
    assert asked(files) == ()


def test_a_proposal_is_to_be_decided_until_it_is_agreed_or_withdrawn() -> None:
    proposed = own("proposed: true")
    assert [each.ref for each in proposals(snapshot({"A.yaml": proposed}, SECOND))] == ["6"]
    withdrawn = own("proposed: true\nwithdrawn: {on: 2014-01-10, reason: R.}")
    assert proposals(snapshot({"A.yaml": withdrawn}, SECOND)) == ()
    assert proposals(snapshot({"A.yaml": own("")}, SECOND)) == ()
