"""How the trend report says levels, numbers and courses in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ragplan.diff import Heard
from ragplan.history.tallies import Shown
from ragplan.model.assessment import Assessment, Uncounted
from ragplan.model.key import Category, Key
from ragplan.reports import words
from ragplan.reports.counts import reasons
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
HEARD = {Heard.UPDATED: "●", Heard.UNCHANGED: "○", Heard.SILENT: "–", Heard.AWAITED: "…", Heard.MISSING: "?"}
"""A mark for what an owner did, so that colour is never the only sign."""
NOT_RATED = "Not rated"
NOTHING = "No meeting has been held since the plan was first committed, so there is no trend yet."


def level(key: Key | None, shown: Shown | None) -> LevelView:
    """What a column of counts is called: the key's own word where it has one for the category."""
    if shown is None:
        return LevelView("none", "", NOT_RATED)
    category = shown.category
    labels = [each.label for each in key.levels if each.category is category] if key else []
    label = labels[0] if len(labels) == 1 else NAMES[category]
    said = label if shown.stated else f"By date: {words.lowered(label)}"
    return LevelView(category.value, mark(shown), said, by_date=not shown.stated)


def off_track(key: Key | None) -> LevelView | None:
    """What the owners of a programme state of a row that is off track; ``None`` where its key has no such."""
    has = key is not None and any(each.category is Category.OFF_TRACK for each in key.levels)
    return level(key, Shown(Category.OFF_TRACK)) if has else None


def mark(shown: Shown | None) -> str:
    """The mark before a number, in brackets by date; rows without a rating have a question mark."""
    if shown is None:
        return "?"
    return words.MARKS[shown.category] if shown.stated else f"({words.MARKS[shown.category]})"


def number(value: float) -> str:
    """A number with a half at most: ``17``, ``17.5``."""
    return f"{value:.1f}".removesuffix(".0")


def change(difference: int) -> str:
    """``+2``, ``−1``, or nothing."""
    return f"{difference:+,d}".replace("-", "−") if difference else ""


def left_out(uncounted: Mapping[Uncounted, int]) -> str:
    """What a meeting's counts leave out, in words."""
    return reasons(Counter(uncounted))


def closed(meeting: MeetingView) -> int:
    """How many of the counted rows were done: by their owner's rating, or by a date of completion."""
    return meeting.total - meeting.still_open


def sentence(meetings: Sequence[MeetingView], levels: Sequence[LevelView], key: Key | None) -> str:
    """Where the programme stands at the last meeting that is known, and where it stood at the first."""
    known = [each for each in meetings if each.known]
    if not known:
        return NOTHING
    last, first, slipped = known[-1], known[0], off_track(key)
    now = f"At the meeting of {last.day}, {_stand(last, levels, slipped, now=True)}."
    if first is last:
        return now
    then = f"At the first of {words.counted(len(meetings), 'meeting')}, on {first.day}, "
    return f"{now} {then}{_stand(first, levels, slipped, now=False)}."


def _stand(meeting: MeetingView, levels: Sequence[LevelView], slipped: LevelView | None, *, now: bool) -> str:
    """``3 of 20 rows are completed; of the 17 open rows 9 are past their date and 2 are silent``."""
    one, more = ("is", "are") if now else ("was", "were")
    said = f"{words.share(closed(meeting), meeting.total, 'row', (one, more))} completed"
    if meeting.still_open:
        late, silent = meeting.overdue, meeting.silent
        told = [f"{late:,} {f'{one} past its' if late == 1 else f'{more} past their'} date"]
        if slipped:
            rated = sum(many for many, each in zip(meeting.counts, levels, strict=True) if each == slipped)
            told.append(f"{rated:,} {one if rated == 1 else more} rated “{slipped.label}”")
        told.append(f"{silent:,} {one if silent == 1 else more} silent")
        which = "row" if meeting.still_open == 1 else "rows"
        said += f"; of the {meeting.still_open:,} open {which} {words.joined(told)}"
    if meeting.moved:
        row, has = ("row", "has") if meeting.moved == 1 else ("rows", "have")
        said += f"; {meeting.moved:,} {row} {has if now else 'had'} a later date than at first"
    return said


def description(meetings: Sequence[MeetingView], levels: Sequence[LevelView]) -> str:
    """The chart in words, for whoever does not see it."""
    known = [each for each in meetings if each.known]
    if not known:
        return NOTHING
    said = [
        f"{each.label} {first:,} to {last:,}"
        for each, first, last in zip(levels, known[0].counts, known[-1].counts, strict=True)
    ]
    return (
        f"Stacked bars, one for each of {words.counted(len(meetings), 'meeting')} from {meetings[0].day} to "
        f"{meetings[-1].day}. From the first to the last: {', '.join(said)}, "
        f"of {known[0].total:,} to {known[-1].total:,} rows; past their date {known[0].overdue:,} to "
        f"{known[-1].overdue:,}. The table below has every number."
    )


def course(numbers: Sequence[Sequence[int]], levels: Sequence[Shown | None]) -> str:
    """``Completed: 1 of 5 at first, 4 of 6 at the last meeting``."""
    shares = [(_done(counts, levels), sum(counts)) for counts in numbers if sum(counts)] or [(0, 0)]
    first, last = ("{:,} of {:,}".format(*share) for share in (shares[0], shares[-1]))
    return f"Completed: {first} at first, {last} at the last meeting"


def _done(counts: Sequence[int], levels: Sequence[Shown | None]) -> int:
    return sum(many for many, each in zip(counts, levels, strict=True) if each and each.category.closes)


def standing(assessment: Assessment) -> str:
    """Where a row stands: its level, or whether it is still open."""
    shown = assessment.shown
    if shown is not None:
        return f"{words.MARKS[shown.category]} {shown.label}"
    return "open" if assessment.open else "closed"
