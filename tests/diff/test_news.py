"""Changes by what a meeting asks, with every organisation that owns a row."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diff.random_plans import Files, as_json, changed, plans
from diff.snapshots import FIRST, SECOND, THIRD, Texts, after, line, own, shared, snapshot
from ragplan.diff import Kind, Tone, compare
from ragplan.diff.news import News, Topic, news, reporting, still_silent

PAIRS = plans().flatmap(lambda files: st.tuples(st.just(files), changed(files)))


def between(old: Texts, new: Texts) -> News:
    before = snapshot(old, FIRST)
    now = after(before, snapshot(new, SECOND))
    return news(compare(before, now), still_silent(before, now))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(PAIRS)
def test_every_change_has_its_place(pair: tuple[Files, Files]) -> None:
    for files in pair:
        files[""]["calendar"] = {"every": "2 weeks", "first": "2014-01-06", "last": "2014-03-31"}
    old, new = map(as_json, pair)
    before = snapshot(old, FIRST)
    now = after(before, snapshot(new, SECOND))
    changes = tuple(compare(before, now))
    found = news(changes, still_silent(before, now))
    by_tone = {tone: sum(each.kind.tone is tone for each in changes) for tone in Tone}
    assert len(found.progress) == by_tone[Tone.GOOD]
    assert len(found.worse) + len(found.newly_overdue) == by_tone[Tone.BAD]
    assert sum(map(len, found.unchanged)) + len(found.others) == len(changes)
    assert all(each.assessment.silent for each in found.still_silent)
    numbers = found.numbers()
    told = len(found.progress) + len(found.worse) + len(found.newly_overdue) + len(found.still_silent)
    assert sum(each.total() for each in numbers.values()) == told
    assert {each.row.organisation for each in found.still_silent} <= set(reporting(before, now))


def test_who_said_nothing_at_two_meetings_is_still_silent() -> None:
    said = {"A.yaml": shared("status: X.\nupdated: 2013-12-20"), "B.yaml": shared().replace(": A", ": B")}
    first = snapshot(said, FIRST)
    second = after(first, snapshot(said, SECOND))
    third = after(second, snapshot(said, THIRD))
    assert [each.row.organisation for each in still_silent(first, second)] == ["B"]
    assert [each.row.organisation for each in still_silent(second, third)] == ["A", "B"]
    again = {**said, "B.yaml": shared("status: Y.").replace(": A", ": B")}
    changes = compare(second, after(second, snapshot(again, THIRD)))
    heard = news(changes, still_silent(second, third))
    assert [line(each) for each in heard.progress] == ["spoke-again 1.1/B status ''→'Y.' +words"]


def test_a_row_that_fell_silent_is_a_concern_and_not_still_silent() -> None:
    files = {"A.yaml": shared("status: X.\nupdated: 2014-01-03")}
    found = between(files, files)
    assert [each.kind for each in found.worse] == [Kind.WENT_SILENT]
    assert [each.row.organisation for each in found.still_silent] == []


def test_rows_that_were_gone_through_on_a_day_stand_together() -> None:
    rows = own("status: X.") + '  - ref: "7"\n    title: Y\n    status: Y.\n'
    found = between(
        {"A.yaml": rows}, {"A.yaml": rows.replace("actions:", "reviewed: 2014-01-19\nactions:", 1)}
    )
    assert [[each.ref for each in changes] for changes in found.unchanged] == [["6", "7"]]
    assert found.others == ()


def test_an_organisation_without_news_is_named_too() -> None:
    before = snapshot({"A.yaml": shared("status: X.")}, FIRST)
    assert reporting(before, before) == ("A", "B")
    assert news((), still_silent(before, before)).numbers().get("A") is None
    assert list(Topic) == [Topic.PROGRESS, Topic.WORSE, Topic.NEWLY_OVERDUE, Topic.STILL_SILENT]
