"""Every kind of change as a sentence that a programme officer reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diff.random_plans import Files, as_json, changed, plans
from diff.snapshots import (
    FIRST,
    MIDWAY,
    PROGRAMME,
    SECOND,
    Texts,
    after,
    own,
    recommendation,
    shared,
    snapshot,
)
from ragplan.diff import Kind, Subject, compare
from ragplan.diff.change import ChangedEntry
from ragplan.reports.blocks import Block, Item, Items, Manner, Quote, Section, Text
from ragplan.reports.changes.page import Comparison, Point, build
from ragplan.reports.changes.sentences import Keys, named, said

PAIRS = plans().flatmap(lambda files: st.tuples(st.just(files), changed(files)))
REVISED = "revised: [{to: 2014-01-08, reason: r}]"
BRAG = PROGRAMME.replace("key: rag-complete", "key: brag-assured")


class Said(NamedTuple):
    """A change as the page tells it; ``words`` are those below it."""

    organisation: str
    said: str
    words: tuple[tuple[str, Manner | None], ...]


def told(old: Texts, new: Texts, *, periods: bool = False) -> list[Said]:
    since, until = (FIRST, SECOND) if periods else (MIDWAY, MIDWAY)
    before, now = snapshot(old, since), snapshot(new, until)
    now = after(before, now)
    page = build(Comparison(Point(before), Point(now), tuple(compare(before, now))))
    return [_said(item) for item in happened(page.blocks)]


def happened(blocks: tuple[Block, ...]) -> Iterator[Item]:
    for block in blocks:
        if isinstance(block, Section):
            if block.role == "happened" or block.id == "unchanged":
                yield from (item for each in block.blocks if isinstance(each, Items) for item in each.items)
            yield from happened(block.blocks)


def _said(item: Item) -> Said:
    organisation = next((run.text for run in item.words if run[1:] == (Manner.STRONG,)), "")
    below = [run for block in item.blocks if isinstance(block, Quote) for run in block.words if run != " "]
    words = tuple((run.text, run.manner) if isinstance(run, Text) else (str(run), None) for run in below)
    return Said(organisation, str(item.words[-1]).strip(), words)


def sentences(old: str, new: str, *, periods: bool = False) -> list[str]:
    return [change.said for change in told({"A.yaml": old}, {"A.yaml": new}, periods=periods)]


def moved(date: str) -> str:
    return f"revised: [{date}]"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (shared("status: x"), shared("status: x\nassured: {by: Board}"), "assured by Board"),
        (
            own("due: 2014-01-08\ncompleted: 2014-01-10"),
            own("due: 2014-01-08\ncompleted: 2014-01-10\nassured: {by: Board}"),
            "assured by Board, completed 2 days late",
        ),
        (
            shared("status: x"),
            shared("status: x\ncompleted: 2014-01-10"),
            "completed on 10 January 2014, 21 days early",
        ),
        (
            own("due: 2014-01-10"),
            own("due: 2014-01-10\ncompleted: 2014-01-11"),
            "completed on 11 January 2014, 1 day late",
        ),
        (
            own("due: 2014-01-10"),
            own("due: 2014-01-10\ncompleted: 2014-01-10"),
            "completed on 10 January 2014, on time",
        ),
        (
            shared("status: x"),
            shared("status: x\ncompleted: 2013-12"),
            "completed in December 2013, at least 31 days early",
        ),
        (
            own("due: 2013-12-12\nrevised: [{to: 2014-01-10, reason: r}]"),
            own("due: 2013-12-12\nrevised: [{to: 2014-01-10, reason: r}]\ncompleted: 2014-01-10"),
            "completed on 10 January 2014, 29 days after the first date, within the agreed one",
        ),
        (
            own(f"due: 2013-12-12\n{REVISED}\ncompleted: 2014-01-10"),
            own(f"due: 2013-12-12\n{REVISED}\ncompleted: 2014-01-10\nassured: {{by: Board}}"),
            "assured by Board, completed 29 days after the first date, 2 days after the agreed one",
        ),
        (
            own("due: 2014-01"),
            own("due: 2014-01\ncompleted: 2014-01-10"),
            "completed on 10 January 2014, in its month",
        ),
        (
            own("due: 2014-01-10"),
            own("due: 2014-01-10\ncompleted: 2014-01"),
            "completed in January 2014, in the month it was due",
        ),
        (shared("rating: amber"), shared("rating: green"), "completed, rating from On track to Completed"),
        (shared("rating: red"), shared("rating: amber"), "rating better, from Slipped to On track"),
        (shared("rating: amber"), shared("rating: red"), "rating worse, from On track to Slipped"),
        (shared("rating: green"), shared("rating: red"), "reopened: rating from Completed to Slipped"),
        (
            shared("status: x\ncompleted: 2014-01-10"),
            shared("status: x"),
            "reopened: it was completed on 10 January 2014",
        ),
        (
            shared("assured: {by: Board}\ncompleted: 2014-01-10"),
            shared("completed: 2014-01-10"),
            "completion is no longer confirmed; Board had confirmed it",
        ),
        (shared("rating: amber"), shared("rating: puce"), "rating changed from On track to “puce”"),
        (shared("rating: amber"), shared("status: ''"), "no longer rated; it was On track"),
        (shared("status: ''"), shared("rating: amber"), "rated On track, before: not rated"),
        (shared("status: x"), shared("status: y"), "status rewritten"),
        (shared("rating: green\nstatus: x"), shared("rating: green"), "status taken out"),
        (shared("rating: green"), shared("rating: green\nstatus: x"), "status given"),
        (shared("next: x"), shared("next: y"), "next step changed"),
        (shared("status: x"), shared("status: x\nnext: y"), "next step given"),
        (shared("status: x\nnext: y"), shared("status: x"), "next step taken out"),
        (
            shared("status: x\nupdated: 2014-01-03"),
            shared("status: x\nupdated: 2014-01-09"),
            "updated without change, 9 January 2014: 1.1",
        ),
        (
            shared("status: x"),
            shared("status: x").replace("organisation: A", "organisation: A\nreviewed: 2014-01-09"),
            "went through all its rows on 9 January 2014, no change: 1.1",
        ),
        (
            shared("status: x\nupdated: 2014-01-09"),
            shared("status: x\nupdated: 2014-01-03"),
            "date of the words went back from 9 January 2014 to 3 January 2014 (6 days)",
        ),
        (
            shared("status: x\nupdated: 2014-01-09"),
            shared("status: x"),
            "date of the words, 9 January 2014, taken out",
        ),
        (own(), own("due: 2014-02"), "due date given: February 2014"),
        (
            own("due: 2014-01-31"),
            own("due: 2014-02-28"),
            (
                "due date first agreed rewritten from 31 January 2014 to 28 February 2014 (28 days) "
                "without a revision"
            ),
        ),
        (own("due: ongoing"), own(), "due date first agreed, ongoing, taken out without a revision"),
        (
            own("due: 2014-01-31"),
            own("due: 2014-01-31\n" + moved("{to: 2014-02-28, reason: Snow}")),
            "due date moved from 31 January 2014 to 28 February 2014 (28 days, the first time): Snow",
        ),
        (
            own("due: 2014-01-31\n" + moved("{to: 2014-02-28}")),
            own("due: 2014-01-31\n" + moved("{to: 2014-02-28}, {to: 2014-02-27}")),
            (
                "due date moved from 28 February 2014 to 27 February 2014 (1 day earlier, the second time): "
                "no reason given"
            ),
        ),
        (
            own("due: 2014-01-31\n" + moved("{to: 2014-02-28}")),
            own("due: 2014-01-31\n" + moved("{to: 2014-03-10}")),
            "an earlier revision altered from 28 February 2014 to 10 March 2014 (10 days)",
        ),
        (
            own("due: 2014-01-31\n" + moved("{to: 2014-02-28, reason: Snow}")),
            own("due: 2014-01-31\n" + moved("{to: 2014-02-28, reason: Rain}")),
            "reason of an earlier revision altered afterwards: from “Snow” to “Rain”",
        ),
        (
            own("due: 2014-01-31\n" + moved("{to: 2014-02-28, on: 2014-01-09}")),
            own("due: 2014-01-31\n" + moved("{to: 2014-02-28}")),
            "date it was decided on of an earlier revision taken out afterwards: “9 January 2014”",
        ),
        (
            own("due: 2014-01-31\n" + moved("{to: 2014-02-28}")),
            own("due: 2014-01-31\n" + moved("{to: 2014-02-10}, {to: 2014-02-28}")),
            "a revision to 10 February 2014 was put in before later ones",
        ),
        (
            own("due: 2014-01-31\n" + moved("{to: 2014-02-28}")),
            own("due: 2014-01-31"),
            "an earlier revision, to 28 February 2014, is gone",
        ),
        (own("leads: [AA]"), own("leads: [BB, CC]"), "lead changed from AA to BB, CC"),
        (own(), own("leads: [BB]"), "lead named: BB"),
        (own("leads: [BB]"), own(), "lead taken out: BB, and nobody is named any more"),
        (own('goal: "1"'), own('goal: "2"'), "moved from goal 1 to goal 2"),
        (own(), own('goal: "2"'), "moved from no goal to goal 2"),
        (own(title="Train"), own(title="Train all"), "title reworded"),
        (own("outcome: x"), own("outcome: y"), "desired outcome reworded"),
        (own(), own("proposed: true"), "no longer agreed: marked as proposed"),
        (own("proposed: true"), own("agreed: 2014-01-06"), "agreed on 6 January 2014"),
        (own("proposed: true"), own(), "agreed"),
        (
            own("agreed: 2014-01-06"),
            own("agreed: 2014-01-07"),
            "date of agreement moved from 6 January 2014 to 7 January 2014",
        ),
        (own("risk: R1"), own(), "risk taken out; it was R1"),
        (own(), own("waiting_for: The board"), "what it waits for given: The board"),
        (
            own("depends_on: ['1.1']"),
            own("depends_on: ['1.2']"),
            "list of what comes before it changed from 1.1 to 1.2",
        ),
        (own(), own('superseded_by: "1.1"'), "superseded by 1.1"),
        (own('superseded_by: "1.1"'), own(), "reopened: it was superseded by 1.1"),
        (
            own(),
            own("withdrawn: {on: 2014-01-09, reason: Not needed}"),
            "withdrawn on 9 January 2014: Not needed",
        ),
        (own("withdrawn: {reason: Not needed}"), own(), "reopened: it was withdrawn"),
        (
            own(),
            own("withdrawn: {on: 2014-02, reason: Not needed}"),
            "to be withdrawn in February 2014: Not needed",
        ),
        (
            own("withdrawn: {on: 2014-02, reason: Not needed}"),
            own("withdrawn: {on: 2014-01-31, reason: Not needed}"),
            "to be withdrawn on 31 January 2014, no longer in February 2014",
        ),
        (
            own("withdrawn: {on: 2014-02, reason: Not needed}"),
            own(),
            "no longer to be withdrawn in February 2014",
        ),
        (own(), own("queries: [Is it so]"), "query raised: Is it so"),
        (own("queries: [Is it so]"), own(), "query settled: Is it so"),
        (own(), own("notes: [{text: Look, internal: true}]"), "note added: Look (internal)"),
        (own("notes: [Look]"), own(), "note taken out: Look"),
        (own("notes: [Look at it]"), own("notes: [Look at it twice]"), "note reworded"),
        (own(), own("evidence: [{ref: Minute, on: 2014-01-03}]"), "evidence added: Minute, 3 January 2014"),
        (own("evidence: [Minute 9]"), own(), "evidence taken out: Minute 9"),
        (own(), "organisation: A\n", "action vanished from the plan without being closed"),
        (own("rating: green"), "organisation: A\n", "action closed and removed"),
        (own("proposed: true"), "organisation: A\n", "proposal dropped before it was agreed"),
        (shared("status: x"), "organisation: A\n", "position vanished from the plan without being closed"),
        ("organisation: A\n", own(), "new action for A"),
        ("organisation: A\n", own("proposed: true"), "proposed for A, not yet agreed"),
        ("organisation: A\n", shared("status: x"), "first position"),
        ("organisation: A\n", shared("rating: amber"), "first position, rated On track"),
        ("organisation: A\n", shared(), "first position, without words"),
        (
            recommendation("status: x\nreview_by: 2014-02"),
            recommendation("status: x\nreview_by: 2014-03"),
            "review date moved from February 2014 to March 2014 (31 days)",
        ),
    ],
)  # fmt: skip
def test_sentences(old: str, new: str, expected: str) -> None:
    assert sentences(old, new) == [expected]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            shared("status: x\nupdated: 2014-01-06"),
            shared("status: x\nupdated: 2014-01-06"),
            "went silent (14 days)",
        ),
        (shared("status: x"), shared("status: x"), "went silent"),
        (shared("status: ''"), shared("status: x"), "spoke again after a silence"),
    ],
)
def test_silences(old: str, new: str, expected: str) -> None:
    assert sentences(old, new, periods=True) == [expected]


def test_words_stay_beside_the_sentence() -> None:
    (change,) = told({"A.yaml": shared("status: one two")}, {"A.yaml": shared("status: one three")})
    assert change.words == (("one", None), ("two", Manner.GONE), ("three", Manner.COME))
    (first,) = told({}, {"A.yaml": shared("status: First words.")})
    assert (first.said, first.words) == ("first position", (("First words.", None),))


def test_owners_come_and_go() -> None:
    fewer = {"programme.yaml": PROGRAMME.replace("owners: [A, B]", "owners: [A]")}
    assert [(each.organisation, each.said) for each in told({}, fewer)] == [("B", "is no longer an owner")]
    assert [(each.organisation, each.said) for each in told(fewer, {})] == [("B", "became an owner")]


def test_a_long_stretch_that_stayed_is_shortened() -> None:
    words = [f"w{number}" for number in range(100)]
    old, new = (f"status: first {' '.join(words)} {last} {' '.join(words)}" for last in ("x", "y"))
    (change,) = told({"A.yaml": shared(old)}, {"A.yaml": shared(new)})
    before, gone, came, after = change.words
    assert before[0].split() == ["[…]", *words[-12:]]
    assert (gone, came) == (("x", Manner.GONE), ("y", Manner.COME))
    assert after[0].split() == [*words[:12], "[…]"]


def test_levels_are_told_by_the_labels_of_their_own_keys() -> None:
    position = {"A.yaml": shared("rating: amber")}
    other = {"A.yaml": shared("rating: red"), "programme.yaml": BRAG}
    (change,) = told(position, other)
    assert change.said == "rating worse, from On track to Off track"


@given(PAIRS)
def test_every_change_is_said(pair: tuple[Files, Files]) -> None:
    old, new = map(as_json, pair)
    for change in told(old, new):
        assert change.said.strip() == change.said != ""
        assert not change.said.endswith((":", ",", "("))


AGREED = "revised: [{to: 2014-02-28, on: 2014-01-10, reason: Snow, agreed_by: Board}]"


@pytest.mark.parametrize(
    ("before", "between", "expected"),
    [
        (
            "due: 2014-01",
            "due: 2014-02-28",
            "due date put back to January 2014; it had been 28 February 2014",
        ),
        ("due: 2014-01-31", "", "due date put back to 31 January 2014; it had been taken out"),
        (AGREED, "", "earlier revision, to 28 February 2014, put back"),
        (
            AGREED,
            AGREED.replace("02-28", "02"),
            "",
        ),
        (
            AGREED,
            AGREED.replace("02-28", "03-28"),
            "earlier revision, to 28 February 2014, put back; it had been altered to 28 March 2014",
        ),
        (
            AGREED,
            AGREED.replace("Snow", "Ice"),
            "reason of an earlier revision put back to “Snow”; it had been “Ice”",
        ),
        (
            AGREED,
            AGREED.replace("01-10", "01-03"),
            (
                "date it was decided on of an earlier revision put back to “10 January 2014”; "
                "it had been “3 January 2014”"
            ),
        ),
        ("outcome: Safe", "outcome: Quick", "desired outcome put back to what it was"),
    ],
)
def test_what_is_put_back(before: str, between: str, expected: str) -> None:
    seen, was, now = (snapshot({"A.yaml": own(each)}, MIDWAY) for each in (before, between, before))
    told = [said(each, Keys(None, None)) for each in compare(was, now, lambda: [seen.programme])]
    assert told == [expected][: bool(expected)]


def test_a_row_became_overdue() -> None:
    late = {"A.yaml": own("due: 2014-01-10")}
    (change,) = compare(snapshot(late, FIRST), snapshot(late, MIDWAY))
    assert said(change, Keys(None, None)) == "became overdue: due on 10 January 2014, 3 days before"


def test_a_withdrawal_comes_due() -> None:
    file = {"A.yaml": own("withdrawn: {on: 2014-01-10, reason: Not needed}")}
    (change,) = compare(snapshot(file, FIRST), snapshot(file, MIDWAY))
    assert said(change, Keys(None, None)) == "withdrawn on 10 January 2014: Not needed"


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_said(kind: Kind) -> None:
    fields = {Kind.REWORDED: "title", Kind.DETAIL_CHANGED: "risk", Kind.REOPENED: "rating"}
    field = (fields | {Kind.REVISION_ALTERED: "revised", Kind.CORRECTED: "revised"}).get(kind, "status")
    known = ChangedEntry(programme="example", subject=Subject.POSITION, ref="1.1", organisation="A")
    assert said(known.change(kind, field, "old", "new"), Keys(None, None))


def test_every_kind_has_a_name() -> None:
    assert all(named(kind, 1) for kind in Kind)
    assert named(Kind.REVISED, 1) == "1 due date revised"
    assert named(Kind.REVISED, 1200) == "1,200 due dates revised"
