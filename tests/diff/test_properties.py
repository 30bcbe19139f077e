"""What holds for any plans: files and layout are no changes, and back is the reverse of forth."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from diff.random_plans import Files, as_json, changed, plans, rewritten
from diff.snapshots import FIRST, SECOND, compared, snapshot
from ragplan.diff import Change, Kind, Subject, compare
from ragplan.diff.dating import due_later
from ragplan.diff.positions import rated_worse
from ragplan.diff.ratings import comparable
from ragplan.model.judged import rows_by_key

MIRRORED = (
    (Kind.RATING_BETTER, Kind.RATING_WORSE),
    (Kind.OWNER_ADDED, Kind.OWNER_REMOVED),
    (Kind.EVIDENCE_ADDED, Kind.EVIDENCE_REMOVED),
    (Kind.QUERY_RAISED, Kind.QUERY_SETTLED),
    (Kind.NOTE_ADDED, Kind.NOTE_REMOVED),
    (Kind.STATUS_REWRITTEN, Kind.STATUS_REWRITTEN),
    (Kind.LEAD_CHANGED, Kind.LEAD_CHANGED),
    (Kind.MOVED, Kind.MOVED),
)
PAIRS = plans().flatmap(lambda files: st.tuples(st.just(files), changed(files)))
"""A plan, and what became of it."""

BY_DAY = {Kind.WENT_OVERDUE}
"""What an action's new date makes of its owners' rows; that one is overdue no longer is told of the date."""

CAME, WENT = {Kind.NEW, Kind.PROPOSED}, {Kind.VANISHED, Kind.REMOVED, Kind.DROPPED}


def rows(changes: list[Change], *kinds: Kind) -> Counter[tuple[str, str]]:
    return Counter((each.ref, each.organisation) for each in changes if each.kind in kinds)


@given(plans(), st.data())
def test_a_plan_reformatted_and_moved_gives_no_change(files: Files, data: st.DataObject) -> None:
    assert compared(as_json(files), as_json(files)) == []
    assert compared(as_json(files), data.draw(rewritten(files))) == []


@given(PAIRS)
def test_back_is_the_reverse_of_forth_and_one_event_gives_one_change(pair: tuple[Files, Files]) -> None:
    old, new = map(as_json, pair)
    forth, back = compared(old, new), compared(new, old)
    _reversed(forth, back)
    _single(forth)


def _reversed(forth: list[Change], back: list[Change]) -> None:
    told = [
        {(each.ref, each.organisation) for each in way if each.kind not in BY_DAY} for way in (forth, back)
    ]
    assert told[0] == told[1]
    for kind, other in MIRRORED:
        assert rows(forth, kind) == rows(back, other)
        assert rows(forth, other) == rows(back, kind)
    other_words = (Kind.REWORDED, Kind.REUSED)  # what was closed is taken for another action sooner
    assert rows(forth, *other_words) == rows(back, *other_words)
    actions = [[each for each in way if each.subject is Subject.ACTION] for way in (forth, back)]
    assert rows(actions[0], *CAME) == rows(actions[1], *WENT)
    assert rows(actions[1], *CAME) == rows(actions[0], *WENT)


def _single(changes: list[Change]) -> None:
    """What an entry became stands alone but for its ownership; rating and words tell one thing together."""
    existence = CAME | WENT
    became = {Kind.ASSURED, Kind.COMPLETED, Kind.REOPENED, Kind.UNASSURED, Kind.RATING_BETTER}
    became |= {Kind.RATING_WORSE, Kind.RATED, Kind.UNRATED, Kind.RATING_CHANGED, Kind.HELD, Kind.RESUMED}
    said = {Kind.STATUS_REWRITTEN, Kind.SPOKE_AGAIN, Kind.UPDATED}
    told: dict[tuple[str, str], list[Kind]] = {}
    for each in changes:
        if each.field != "owners":
            told.setdefault((each.ref, each.organisation), []).append(each.kind)
    for kinds in told.values():
        assert len(kinds) == 1 or existence.isdisjoint(kinds)
        assert sum(kind in became | said for kind in kinds) <= 1
        assert not (said & set(kinds) and Kind.WENT_SILENT in kinds)


@given(PAIRS)
def test_rows_move_and_worsen_where_a_comparison_tells_so(pair: tuple[Files, Files]) -> None:
    """What an export says of each row since the meeting before is what the changes say."""
    old, new = (snapshot(as_json(each), day) for each, day in zip(pair, (FIRST, SECOND), strict=True))
    changes = list(compare(old, new))
    before = rows_by_key(old, str)
    both = {key: (now, was) for key, now in rows_by_key(new, str).items() if (was := before.get(key))}
    worse = {key for key, (now, was) in both.items() if rated_worse(was, now)}
    assert worse == {*rows(changes, Kind.RATING_WORSE)}
    assert worse <= {key for key, (now, was) in both.items() if comparable(was.stated, now.stated)}
    later = {key for key, (now, was) in both.items() if due_later(was.row, now.row)}
    told = {(each.ref, each.organisation) for each in changes if each.field in ("due", "revised")}
    became = {(each.ref, each.organisation) for each in changes if each.kind in CAME | WENT}
    for key in later:
        assert {key, (key[0], "")} & (told | became), key
    for each in changes:
        key = (each.ref, each.organisation)
        if each.kind is Kind.REVISED and each.subject is Subject.POSITION and key in both:
            assert (key in later) is ((each.days or 0) > 0)
