"""What a change is called and what it says, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ragplan.diff import Change, Kind, Subject
from ragplan.model.key import Key
from ragplan.reports import changes_dates, words
from ragplan.reports.changes_dates import FIELDS, day, plain, when


class Keys(NamedTuple):
    """The keys in which ratings before and after are to be read."""

    old: Key | None
    new: Key | None


def said(change: Change, keys: Keys) -> str:
    """What happened, without the ref and the organisation it happened to."""
    sentence = _SENTENCES[change.kind](change, keys)
    return f"{sentence} (internal)" if change.internal else sentence


def quoted(change: Change) -> str:
    """The plan's own text that a change brought and that its sentence does not hold; ``""`` for none."""
    whole = change.kind in (Kind.REPORTED, Kind.VANISHED, Kind.REMOVED)
    text = change.old or change.new
    return plain(text) if whole and change.field == "status" and change.words is None else ""


def _level(rating: str, key: Key | None) -> str:
    """A rating by its label in the key, in quotation marks where it is no level of it."""
    level = key.level(rating) if key and rating else None
    if level:
        return level.label
    return f"“{plain(rating)}”" if rating else "not rated"


def _ratings(change: Change, keys: Keys) -> str:
    old, new = _level(change.old, keys.old), _level(change.new, keys.new)
    return f"from {old} to {new}"


def _late(change: Change) -> str:
    """How a completion compares with its due dates, as papers and lists say it."""
    said = words.punctuality(change.done.deadline, change.done.completed) if change.done else ""
    return f", {said}" if said else ""


def _assured(change: Change, keys: Keys) -> str:
    if change.field == "assured":
        by = plain(change.new)
        return f"assured by {by}" if by else "assured"
    return f"assured, rating {_ratings(change, keys)}" if change.field == "rating" else "assured"


def _completed(change: Change, keys: Keys) -> str:
    if change.field == "completed" and change.new:
        return f"completed {when(change.new)}{_late(change)}"
    rating = f", rating {_ratings(change, keys)}" if change.field == "rating" else ""
    return f"completed{rating}{_late(change)}"


def _spoke_again(change: Change, keys: Keys) -> str:
    if change.field == "status":
        return "spoke again after a silence"
    return f"spoke again after a silence: {_updated(change, keys)}"


def _new(change: Change, _: Keys) -> str:
    owners = [change.organisation] if change.organisation else [*change.owners]
    whose = f" for {words.joined(owners)}" if owners else ", without an owner"
    return f"new action{whose}" if change.kind is Kind.NEW else f"proposed{whose}, not yet agreed"


def _reported(change: Change, keys: Keys) -> str:
    if change.field == "rating":
        return f"first position, rated {_level(change.new, keys.new)}"
    return "first position" if change.new else "first position, without words"


def _rated(change: Change, keys: Keys) -> str:
    before = _level(change.old, keys.old)
    return f"rated {_level(change.new, keys.new)}, before: {before}"


def _status(change: Change, _: Keys) -> str:
    if not change.old:
        return "status given"
    return "status rewritten" if change.new else "status taken out"


def _next(change: Change, _: Keys) -> str:
    if not change.old:
        return "next step given"
    return "next step changed" if change.new else "next step taken out"


def _updated(change: Change, _: Keys) -> str:
    if change.field == "reviewed":
        return f"went through all its rows on {day(change.new)}, no change here"
    return f"updated without change, {day(change.new)}"


def _lead(change: Change, _: Keys) -> str:
    if not change.old:
        return f"lead named: {plain(change.new)}"
    if not change.new:
        return f"lead taken out: {plain(change.old)}, and nobody is named any more"
    return f"lead changed from {plain(change.old)} to {plain(change.new)}"


def _goal(change: Change, _: Keys) -> str:
    old = f"from goal {plain(change.old)}" if change.old else "from no goal"
    return f"moved {old} to {'goal ' + plain(change.new) if change.new else 'no goal'}"


def _reworded(change: Change, _: Keys) -> str:
    return f"{FIELDS[change.field]} reworded"


def _detail(change: Change, _: Keys) -> str:
    if change.field in _DETAILS:
        return _DETAILS[change.field](change)
    if change.field in ("agreed", "completed", "due", "revised", "revised.on", "revised.refused", "start"):
        return changes_dates.moved(change, FIELDS[change.field])
    thing = FIELDS[change.field]
    if not change.old:
        return f"{thing} given: {plain(change.new)}"
    if not change.new:
        return f"{thing} taken out; it was {plain(change.old)}"
    return f"{thing} changed from {plain(change.old)} to {plain(change.new)}"


_DETAILS: Mapping[str, Callable[[Change], str]] = {
    "proposed": lambda _: "no longer agreed: marked as proposed",
    "revised.proposed": changes_dates.request,
    "withdrawn.on": changes_dates.to_withdraw,
}
"""What is said of fields that have words of their own."""


def _renamed(change: Change, _: Keys) -> str:
    if change.field == "name":
        return f"renamed: “{plain(change.old)}” is “{plain(change.new)}” now"
    return f"renamed: {plain(change.old)} is {plain(change.new)} now"


def _closed(change: Change, _: Keys) -> str:
    if change.kind is Kind.SUPERSEDED:
        return f"superseded by {plain(change.new)}"
    on = f" {when(change.new)}" if change.new else ""
    return f"withdrawn{on}: {plain(change.reason) or 'no reason given'}"


def _gone(change: Change, _: Keys) -> str:
    thing = "action" if change.subject is Subject.ACTION else "position"
    if change.kind is Kind.REMOVED:
        return f"{thing} closed and removed"
    if change.kind is Kind.DROPPED:
        return f"{thing if change.subject is Subject.POSITION else 'proposal'} dropped before it was agreed"
    return f"{thing} vanished from the plan without being closed"


def _unrated(change: Change, keys: Keys) -> str:
    old = _level(change.old, keys.old)
    return f"no longer rated; it was {old}" if not change.new else f"rating {_ratings(change, keys)}"


def _silent(change: Change, _: Keys) -> str:
    return f"went silent ({words.days(change.days)})" if change.days is not None else "went silent"


def _unassured(change: Change, keys: Keys) -> str:
    if change.field == "assured" and change.old:
        return f"completion is no longer confirmed; {plain(change.old)} had confirmed it"
    rating = f": rating {_ratings(change, keys)}" if change.field == "rating" else ""
    return f"completion is no longer confirmed{rating}"


def _reopened(change: Change, keys: Keys) -> str:
    before = {
        "completed": f"it was completed {when(change.old)}" if change.old else "its completion has not come",
        "rating": f"rating {_ratings(change, keys)}",
        "assured": f"it was assured by {plain(change.old)}" if change.old else "it was assured",
        "superseded_by": f"it was superseded by {plain(change.old)}",
        "withdrawn": f"it was withdrawn {when(change.old)}".rstrip(),
    }
    return f"reopened: {before[change.field]}"


Say = Callable[[Change, Keys], str]

_SENTENCES: Mapping[Kind, Say] = {
    Kind.ASSURED: lambda change, keys: _assured(change, keys) + _late(change).replace(",", ", completed", 1),
    Kind.COMPLETED: _completed,
    Kind.RATING_BETTER: lambda change, keys: f"rating better, {_ratings(change, keys)}",
    Kind.RESUMED: lambda change, keys: f"no longer on hold: rating {_ratings(change, keys)}",
    Kind.SPOKE_AGAIN: _spoke_again,
    Kind.AGREED: lambda change, _: changes_dates.agreed(change),
    Kind.QUERY_SETTLED: lambda change, _: f"query settled: {plain(change.old)}",
    Kind.EVIDENCE_ADDED: lambda change, _: f"evidence added: {plain(change.new)}",
    Kind.NEW: _new,
    Kind.PROPOSED: _new,
    Kind.REPORTED: _reported,
    Kind.OWNER_ADDED: lambda _change, _: "became an owner",
    Kind.RELEASED: lambda change, _: changes_dates.released(change),
    Kind.RENAMED: _renamed,
    Kind.RATED: _rated,
    Kind.STATUS_REWRITTEN: _status,
    Kind.NEXT_CHANGED: _next,
    Kind.UPDATED: _updated,
    Kind.DUE_SET: lambda change, _: changes_dates.moved(change, "due date"),
    Kind.ASKED: lambda change, _: changes_dates.asked(change),
    Kind.REFUSED: lambda change, _: changes_dates.refused(change),
    Kind.REVIEW_MOVED: lambda change, _: changes_dates.moved(change, "review date"),
    Kind.LEAD_CHANGED: _lead,
    Kind.MOVED: _goal,
    Kind.REWORDED: _reworded,
    Kind.NOTE_ADDED: lambda change, _: f"note added: {plain(change.new)}",
    Kind.NOTE_REMOVED: lambda change, _: f"note taken out: {plain(change.old)}",
    Kind.RATING_CHANGED: lambda change, keys: f"rating changed {_ratings(change, keys)}",
    Kind.DETAIL_CHANGED: _detail,
    Kind.DROPPED: _gone,
    Kind.SUPERSEDED: _closed,
    Kind.REMOVED: _gone,
    Kind.WITHDRAWN: _closed,
    Kind.QUERY_RAISED: lambda change, _: f"query raised: {plain(change.new)}",
    Kind.HELD: lambda change, keys: f"put on hold: rating {_ratings(change, keys)}",
    Kind.REVISED: lambda change, _: changes_dates.revised(change),
    Kind.BACKDATED: lambda change, _: changes_dates.backdated(change),
    Kind.EVIDENCE_REMOVED: lambda change, _: f"evidence taken out: {plain(change.old)}",
    Kind.OWNER_REMOVED: lambda _change, _: "is no longer an owner",
    Kind.UNRATED: _unrated,
    Kind.WENT_SILENT: _silent,
    Kind.WENT_OVERDUE: lambda change, _: changes_dates.overdue(change),
    Kind.RATING_WORSE: lambda change, keys: f"rating worse, {_ratings(change, keys)}",
    Kind.UNASSURED: _unassured,
    Kind.REOPENED: _reopened,
    Kind.REVISION_ALTERED: lambda change, _: changes_dates.altered(change),
    Kind.REVISION_REMOVED: lambda change, _: f"an earlier revision, to {day(change.old)}, is gone",
    Kind.REUSED: lambda change, _: f"the ref now stands for another action; it was “{plain(change.old)}”",
    Kind.DUE_REWRITTEN: lambda change, _: changes_dates.rewritten(change),
    Kind.VANISHED: _gone,
}
