"""How the trend report says levels, numbers and courses in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ragplan.diff import Heard
from ragplan.model.assessment import Assessment
from ragplan.model.key import Category, Key
from ragplan.reports import words
from ragplan.reports.trend_view import LevelView, MeetingView

NAMES = {
    Category.ASSURED: "Assured",
    Category.COMPLETE: "Completed",
    Category.ON_TRACK: "On track",
    Category.UNDER_WAY: "Under way",
    Category.AT_RISK: "At risk",
    Category.OFF_TRACK: "Slipped",
    Category.NOT_STARTED: "Not started",
    Category.ON_HOLD: "On hold",
    Category.NO_UPDATE: "No update",
}
"""What a category is called where the key has several levels of it, or none."""
HEARD = {Heard.UPDATED: "●", Heard.UNCHANGED: "○", Heard.SILENT: "–", Heard.AWAITED: "…"}
"""A mark for what an owner did, so that colour is never the only sign."""
NOT_RATED = "Not rated"
NOTHING = "No meeting has been held since the plan was first committed, so there is no trend yet."


def level(key: Key | None, category: Category | None) -> LevelView:
    """What a column of counts is called: the key's own word where it has one for the category."""
    if category is None:
        return LevelView("none", "", NOT_RATED)
    labels = [each.label for each in key.levels if each.category is category] if key else []
    return LevelView(
        category.value, words.MARKS[category], labels[0] if len(labels) == 1 else NAMES[category]
    )


def mark(category: Category | None) -> str:
    """The mark before a number; rows without a rating have a question mark."""
    return words.MARKS[category] if category else "?"


def number(value: float) -> str:
    """A number with a half at most: ``17``, ``17.5``."""
    return f"{value:.1f}".removesuffix(".0")


def change(difference: int) -> str:
    """``+2``, ``−1``, or nothing."""
    return f"{difference:+d}".replace("-", "−") if difference else ""


def left_out(reasons: Mapping[str, int]) -> str:
    """What a meeting's counts leave out, in words."""
    return words.joined([f"{many} {reason}" for reason, many in sorted(reasons.items())])


def closed(meeting: MeetingView, levels: Sequence[LevelView]) -> int:
    """How many positions were completed or assured."""
    return sum(
        many
        for many, each in zip(meeting.counts, levels, strict=True)
        if each.category in (Category.COMPLETE.value, Category.ASSURED.value)
    )


def _slipped(meeting: MeetingView, levels: Sequence[LevelView]) -> int:
    return sum(
        many
        for many, each in zip(meeting.counts, levels, strict=True)
        if each.category == Category.OFF_TRACK.value
    )


def sentence(meetings: Sequence[MeetingView], levels: Sequence[LevelView]) -> str:
    """Where the programme stands at the last meeting that is known, and where it stood at the first."""
    known = [each for each in meetings if each.known]
    if not known:
        return NOTHING
    last, first = known[-1], known[0]
    now = f"At the meeting of {last.day}, {_stand(last, levels, 'is', 'are', 'has', 'have')}."
    if first is last:
        return now
    then = f"At the first of {words.counted(len(meetings), 'meeting')}, on {first.day}, "
    return f"{now} {then}{_stand(first, levels, 'was', 'were', 'had', 'had')}."


def _stand(
    meeting: MeetingView, levels: Sequence[LevelView], one: str, more: str, has: str, have: str
) -> str:
    """``3 of 20 positions are completed, 1 has slipped, and 2 of 17 open ones are silent``."""
    done, slipped = closed(meeting, levels), _slipped(meeting, levels)
    return (
        f"{done} of {words.counted(meeting.total, 'position')} {one if done == 1 else more} completed, "
        f"{slipped} {has if slipped == 1 else have} slipped, and {meeting.silent} of {meeting.still_open} "
        f"open ones {one if meeting.silent == 1 else more} silent"
    )


def description(meetings: Sequence[MeetingView], levels: Sequence[LevelView]) -> str:
    """The chart in words, for whoever does not see it."""
    known = [each for each in meetings if each.known]
    if not known:
        return NOTHING
    said = [
        f"{each.label} {first} to {last}"
        for each, first, last in zip(levels, known[0].counts, known[-1].counts, strict=True)
    ]
    return (
        f"Stacked bars, one for each of {words.counted(len(meetings), 'meeting')} from {meetings[0].day} to "
        f"{meetings[-1].day}. From the first to the last: {', '.join(said)}, "
        f"of {known[0].total} to {known[-1].total} positions. The table below has every number."
    )


def course(numbers: Sequence[Sequence[int]], levels: Sequence[Category | None]) -> str:
    """``Completed: 1 of 5 at first, 4 of 6 at the last meeting``."""
    shares = [(_done(counts, levels), sum(counts)) for counts in numbers if sum(counts)] or [(0, 0)]
    first, last = ("{} of {}".format(*share) for share in (shares[0], shares[-1]))
    return f"Completed: {first} at first, {last} at the last meeting"


def _done(counts: Sequence[int], levels: Sequence[Category | None]) -> int:
    return sum(many for many, each in zip(counts, levels, strict=True) if each and each.closes)


def standing(assessment: Assessment) -> str:
    """Where a row stands: its level, or whether it is still open."""
    shown = assessment.shown
    if shown is not None:
        return f"{words.MARKS[shown.category]} {shown.label}"
    return "open" if assessment.open else "closed"
