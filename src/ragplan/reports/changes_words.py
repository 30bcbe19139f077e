"""What a change is called and what it says, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ragplan.diff import Change, Kind, Subject
from ragplan.model.dates import plan_date
from ragplan.model.key import Key
from ragplan.reports import words

FIELDS = {
    "agreed": "date of agreement",
    "assured": "assurance",
    "completed": "date of completion",
    "depends_on": "list of what comes before it",
    "description": "description",
    "evidence": "evidence",
    "notes": "note",
    "outcome": "desired outcome",
    "parent": "parent action",
    "queries": "query",
    "recommendations": "list of recommendations",
    "revised.agreed_by": "name of who agreed it",
    "revised.on": "date it was decided on",
    "revised.reason": "reason",
    "risk": "risk",
    "superseded_by": "successor",
    "title": "title",
    "waiting_for": "what it waits for",
    "withdrawn": "reason for its withdrawal",
}
"""What people call the fields that a change may name."""
_TIMES = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


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
    return _text(text) if whole and change.field == "status" and change.words is None else ""


def _day(text: str) -> str:
    """A date of the plan in words."""
    return words.plan_day(plan_date(text))


def _when(text: str) -> str:
    """A date with its preposition: ``on 3 March 2014``, ``in March 2014``; text that is none as it stands."""
    when = plan_date(text)
    if when.first is None:
        return text
    return f"{'on' if when.first == when.last else 'in'} {words.plan_day(when)}"


def _text(text: str) -> str:
    return " ".join(text.split())


def _level(rating: str, key: Key | None) -> str:
    """A rating by its label in the key, in quotation marks where it is no level of it."""
    level = key.level(rating) if key and rating else None
    if level:
        return level.label
    return f"“{_text(rating)}”" if rating else "not rated"


def _ratings(change: Change, keys: Keys) -> str:
    old, new = _level(change.old, keys.old), _level(change.new, keys.new)
    return f"from {old} to {new}"


def _moved(change: Change, thing: str, *, dates: bool = True) -> str:
    """Something that was given, changed or taken out."""
    write = _day if dates else _text
    if not change.old:
        return f"{thing} given: {write(change.new)}"
    if not change.new:
        return f"{thing} taken out; it was {write(change.old)}"
    return f"{thing} moved from {write(change.old)} to {write(change.new)}{_apart(change.days)}"


def _apart(days: int | None) -> str:
    if not days:
        return ""
    return f" ({words.days(days)})" if days > 0 else f" ({words.days(-days)} earlier)"


def _late(change: Change) -> str:
    """How far off a completion was; of a month no more is known than the least."""
    if change.days is None:
        return ""
    if change.days == 0:
        return ", on time"
    on = plan_date(change.new if change.field == "completed" else "")
    least = "at least " if on.first != on.last else ""
    return f", {least}{words.days(abs(change.days))} {'late' if change.days > 0 else 'early'}"


def _assured(change: Change, keys: Keys) -> str:
    if change.field == "assured":
        by = _text(change.new)
        return f"assured by {by}" if by else "assured"
    return f"assured, rating {_ratings(change, keys)}" if change.field == "rating" else "assured"


def _completed(change: Change, keys: Keys) -> str:
    if change.field == "completed" and change.new:
        return f"completed {_when(change.new)}{_late(change)}"
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
        return f"went through all its rows on {_day(change.new)}, no change here"
    return f"updated without change, {_day(change.new)}"


def _lead(change: Change, _: Keys) -> str:
    if not change.old:
        return f"lead named: {_text(change.new)}"
    if not change.new:
        return f"lead taken out: {_text(change.old)}, and nobody is named any more"
    return f"lead changed from {_text(change.old)} to {_text(change.new)}"


def _goal(change: Change, _: Keys) -> str:
    old = f"from goal {_text(change.old)}" if change.old else "from no goal"
    return f"moved {old} to {'goal ' + _text(change.new) if change.new else 'no goal'}"


def _reworded(change: Change, _: Keys) -> str:
    return f"{FIELDS[change.field]} reworded"


def _detail(change: Change, _: Keys) -> str:
    if change.field == "proposed":
        return "no longer agreed: marked as proposed"
    if change.field in ("agreed", "completed"):
        return _moved(change, FIELDS[change.field])
    thing = FIELDS[change.field]
    if not change.old:
        return f"{thing} given: {_text(change.new)}"
    if not change.new:
        return f"{thing} taken out; it was {_text(change.old)}"
    return f"{thing} changed from {_text(change.old)} to {_text(change.new)}"


def _closed(change: Change, _: Keys) -> str:
    if change.kind is Kind.SUPERSEDED:
        return f"superseded by {_text(change.new)}"
    on = f" {_when(change.new)}" if change.new else ""
    return f"withdrawn{on}: {_text(change.reason) or 'no reason given'}"


def _gone(change: Change, _: Keys) -> str:
    thing = "action" if change.subject is Subject.ACTION else "position"
    if change.kind is Kind.REMOVED:
        return f"{thing} taken out of the plan after it was closed"
    return f"{thing} vanished from the plan without being closed"


def _agreed(change: Change, _: Keys) -> str:
    return f"agreed {_when(change.new)}".rstrip()


def _revised(change: Change, _: Keys) -> str:
    times = change.times or 0
    often = f"the {_TIMES[times]} time" if 0 < times < len(_TIMES) else f"{times} times now"
    days = change.days
    far = words.days(abs(days)) + (" earlier" if days < 0 else "") if days else ""
    since = f"from {_day(change.old)} " if change.old else ""
    moved = f"due date moved {since}to {_day(change.new)} ({', '.join(filter(None, (far, often)))})"
    return f"{moved}: {_text(change.reason) or 'no reason given'}"


def _backdated(change: Change, _: Keys) -> str:
    if not change.new:
        return f"date of the words, {_day(change.old)}, taken out"
    return f"date of the words went back from {_day(change.old)} to {_day(change.new)}{_back(change.days)}"


def _back(days: int | None) -> str:
    return f" ({words.days(-days)})" if days and days < 0 else ""


def _unrated(change: Change, keys: Keys) -> str:
    old = _level(change.old, keys.old)
    return f"no longer rated; it was {old}" if not change.new else f"rating {_ratings(change, keys)}"


def _silent(change: Change, _: Keys) -> str:
    return f"went silent ({words.days(change.days)})" if change.days is not None else "went silent"


def _unassured(change: Change, keys: Keys) -> str:
    if change.field == "assured" and change.old:
        return f"completion is no longer confirmed; {_text(change.old)} had confirmed it"
    rating = f": rating {_ratings(change, keys)}" if change.field == "rating" else ""
    return f"completion is no longer confirmed{rating}"


def _reopened(change: Change, keys: Keys) -> str:
    before = {
        "completed": f"it was completed {_when(change.old)}" if change.old else "its completion has not come",
        "rating": f"rating {_ratings(change, keys)}",
        "assured": f"it was assured by {_text(change.old)}" if change.old else "it was assured",
        "superseded_by": f"it was superseded by {_text(change.old)}",
        "withdrawn": f"it was withdrawn {_when(change.old)}".rstrip(),
    }
    return f"reopened: {before[change.field]}"


def _altered(change: Change, _: Keys) -> str:
    if change.field != "revised":
        old, new = change.old, change.new
        if change.field == "revised.on":
            old, new = (_day(each) if each else "" for each in (old, new))
        said = f"from “{_text(old)}” to “{_text(new)}”" if old and new else f"“{_text(old or new)}”"
        done = "altered" if old and new else "put in" if new else "taken out"
        return f"{FIELDS[change.field]} of an earlier revision {done} afterwards: {said}"
    if not change.old:
        return f"a revision to {_day(change.new)} was put in before later ones"
    return f"an earlier revision altered from {_day(change.old)} to {_day(change.new)}{_apart(change.days)}"


def _rewritten(change: Change, _: Keys) -> str:
    if not change.new:
        return f"due date first agreed, {_day(change.old)}, taken out without a revision"
    dates = f"from {_day(change.old)} to {_day(change.new)}{_apart(change.days)}"
    return f"due date first agreed rewritten {dates} without a revision"


Say = Callable[[Change, Keys], str]

_SENTENCES: Mapping[Kind, Say] = {
    Kind.ASSURED: lambda change, keys: _assured(change, keys) + _late(change).replace(",", ", completed", 1),
    Kind.COMPLETED: _completed,
    Kind.RATING_BETTER: lambda change, keys: f"rating better, {_ratings(change, keys)}",
    Kind.RESUMED: lambda change, keys: f"no longer on hold: rating {_ratings(change, keys)}",
    Kind.SPOKE_AGAIN: _spoke_again,
    Kind.AGREED: _agreed,
    Kind.QUERY_SETTLED: lambda change, _: f"query settled: {_text(change.old)}",
    Kind.EVIDENCE_ADDED: lambda change, _: f"evidence added: {_text(change.new)}",
    Kind.NEW: _new,
    Kind.PROPOSED: _new,
    Kind.REPORTED: _reported,
    Kind.OWNER_ADDED: lambda _change, _: "became an owner",
    Kind.RATED: _rated,
    Kind.STATUS_REWRITTEN: _status,
    Kind.NEXT_CHANGED: _next,
    Kind.UPDATED: _updated,
    Kind.DUE_SET: lambda change, _: _moved(change, "due date"),
    Kind.REVIEW_MOVED: lambda change, _: _moved(change, "review date"),
    Kind.LEAD_CHANGED: _lead,
    Kind.MOVED: _goal,
    Kind.REWORDED: _reworded,
    Kind.NOTE_ADDED: lambda change, _: f"note added: {_text(change.new)}",
    Kind.NOTE_REMOVED: lambda change, _: f"note taken out: {_text(change.old)}",
    Kind.RATING_CHANGED: lambda change, keys: f"rating changed {_ratings(change, keys)}",
    Kind.DETAIL_CHANGED: _detail,
    Kind.SUPERSEDED: _closed,
    Kind.REMOVED: _gone,
    Kind.WITHDRAWN: _closed,
    Kind.QUERY_RAISED: lambda change, _: f"query raised: {_text(change.new)}",
    Kind.HELD: lambda change, keys: f"put on hold: rating {_ratings(change, keys)}",
    Kind.REVISED: _revised,
    Kind.BACKDATED: _backdated,
    Kind.EVIDENCE_REMOVED: lambda change, _: f"evidence taken out: {_text(change.old)}",
    Kind.OWNER_REMOVED: lambda _change, _: "is no longer an owner",
    Kind.UNRATED: _unrated,
    Kind.WENT_SILENT: _silent,
    Kind.RATING_WORSE: lambda change, keys: f"rating worse, {_ratings(change, keys)}",
    Kind.UNASSURED: _unassured,
    Kind.REOPENED: _reopened,
    Kind.REVISION_ALTERED: _altered,
    Kind.REVISION_REMOVED: lambda change, _: f"an earlier revision, to {_day(change.old)}, is gone",
    Kind.DUE_REWRITTEN: _rewritten,
    Kind.VANISHED: _gone,
}
