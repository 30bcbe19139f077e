"""What a change says in plain words, and how a sentence counts changes of its kind."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ragplan import english
from ragplan.diff import Change, Kind, Subject
from ragplan.diff.fields import FIELDS, field_of
from ragplan.english import flat
from ragplan.model.dates import date_in_words, due_in_words, plan_date
from ragplan.model.key import Key
from ragplan.reports import words

_TIMES = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


class Keys(NamedTuple):
    """The keys in which ratings before and after are to be read."""

    old: Key | None
    new: Key | None


def said(change: Change, keys: Keys) -> str:
    """What happened, without the ref and the organisation it happened to."""
    say = _SAYS.get(change.kind)
    if say:
        sentence = say(change, keys)
    else:
        old, new = (shown(change.field, each) for each in (change.old, change.new))
        sentence = change.kind.says.format_map({"old": old, "new": new, "ratings": _ratings(change, keys)})
    return f"{sentence} (internal)" if change.internal else sentence


def named(kind: Kind, count: int) -> str:
    """A number of changes of a kind: ``3 due dates revised``."""
    return f"{count:,} {kind.one if count == 1 else kind.several}"


def shown(field: str, text: str) -> str:
    """The text of a field as people read it: on one line, its dates in words."""
    match field:
        case "evidence" | "assured":
            said, _, last = flat(text).rpartition(", ")
            on = plan_date(last)
            return words.dated(said, on) if said and on.first else flat(text)
        case "occurrences":
            day, comma, done = text.partition(", ")
            return f"{_day(day)}{comma}{done}"
    return _day(text) if field_of(field).day else flat(text)


def quoted(change: Change) -> str:
    """The plan's own text that a change brought and that its sentence does not hold; ``""`` for none."""
    whole = change.kind in (Kind.REPORTED, Kind.VANISHED, Kind.REMOVED)
    text = change.old or change.new
    return flat(text) if whole and change.field == "status" and change.words is None else ""


def _level(rating: str, key: Key | None) -> str:
    """A rating by its label in the key, in quotation marks where it is no level of it."""
    level = key.level(rating) if key else None
    if level:
        return level.label
    return f"“{flat(rating)}”" if rating else "not rated"


def _ratings(change: Change, keys: Keys) -> str:
    old, new = _level(change.old, keys.old), _level(change.new, keys.new)
    return f"from {old} to {new}"


def _late(change: Change) -> str:
    """How a completion compares with its due dates, as papers and lists say it."""
    said = words.punctuality(change.done.deadline, change.done.completed) if change.done else ""
    return f", {said}" if said else ""


def _assured(change: Change, keys: Keys) -> str:
    by = f" by {flat(change.new)}" if change.field == "assured" and change.new.strip() else ""
    rating = f", rating {_ratings(change, keys)}" if change.field == "rating" else ""
    return f"assured{by}{rating}{_late(change).replace(',', ', completed', 1)}"


def _completed(change: Change, keys: Keys) -> str:
    if change.field == "completed" and change.new:
        return f"completed {_when(change.new)}{_late(change)}"
    rating = f", rating {_ratings(change, keys)}" if change.field == "rating" else ""
    day = change.became
    offer = f"; the commit of {english.day(day)} made it complete: add completed: {day}" if day else ""
    return f"completed{rating}{_late(change)}{offer}"


def _spoke_again(change: Change, keys: Keys) -> str:
    if change.field == "status":
        return "spoke again after a silence"
    return f"spoke again after a silence: {_updated(change, keys)}"


def _new(change: Change, _: Keys) -> str:
    owners = [change.organisation] if change.organisation else [*change.owners]
    whose = f" for {english.joined(owners)}" if owners else ", without an owner"
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
        return f"went through all its rows on {_day(change.new)}, no change"
    return f"updated without change, {_day(change.new)}"


def _lead(change: Change, _: Keys) -> str:
    if not change.old:
        return f"lead named: {flat(change.new)}"
    if not change.new:
        return f"lead taken out: {flat(change.old)}, and nobody is named any more"
    return f"lead changed from {flat(change.old)} to {flat(change.new)}"


def _goal(change: Change, _: Keys) -> str:
    old = f"from goal {flat(change.old)}" if change.old else "from no goal"
    return f"moved {old} to {'goal ' + flat(change.new) if change.new else 'no goal'}"


def _reworded(change: Change, _: Keys) -> str:
    return f"{FIELDS[change.field].noun} reworded"


def _detail(change: Change, _: Keys) -> str:
    thing = field_of(change.field).noun
    match change.field:
        case "proposed":
            said = "no longer agreed: marked as proposed"
        case "revised.proposed":
            said = _request(change)
        case "withdrawn.on":
            said = _to_withdraw(change)
        case "agreed" | "completed" | "due" | "revised" | "revised.on" | "revised.refused" | "start":
            said = _moved(change, thing)
        case _ if not change.old:
            said = f"{thing} given: {shown(change.field, change.new)}"
        case _ if not change.new:
            said = f"{thing} taken out; it was {shown(change.field, change.old)}"
        case _:
            old, new = (shown(change.field, each) for each in (change.old, change.new))
            said = f"{thing} changed from {old} to {new}"
    return said


def _renamed(change: Change, _: Keys) -> str:
    if change.field == "name":
        return f"renamed: “{flat(change.old)}” is “{flat(change.new)}” now"
    return f"renamed: {flat(change.old)} is {flat(change.new)} now"


def _closed(change: Change, _: Keys) -> str:
    if change.kind is Kind.SUPERSEDED:
        return f"superseded by {flat(change.new)}"
    on = f" {_when(change.new)}" if change.new else ""
    return f"withdrawn{on}: {flat(change.reason) or 'no reason given'}"


def _gone(change: Change, _: Keys) -> str:
    thing = "action" if change.subject is Subject.ACTION else "position"
    if change.kind is Kind.REMOVED:
        return f"{thing} removed: {flat(change.reason)}" if change.reason else f"{thing} closed and removed"
    if change.kind is Kind.DROPPED:
        return f"{thing if change.subject is Subject.POSITION else 'proposal'} dropped before it was agreed"
    return f"{thing} vanished from the plan without being closed"


def _unrated(change: Change, keys: Keys) -> str:
    old = _level(change.old, keys.old)
    return f"no longer rated; it was {old}" if not change.new else f"rating {_ratings(change, keys)}"


def _silent(change: Change, _: Keys) -> str:
    return f"went silent ({english.days(change.days)})" if change.days is not None else "went silent"


def _unassured(change: Change, keys: Keys) -> str:
    if change.field == "assured" and change.old:
        return f"completion is no longer confirmed; {flat(change.old)} had confirmed it"
    rating = f": rating {_ratings(change, keys)}" if change.field == "rating" else ""
    return f"completion is no longer confirmed{rating}"


def _reopened(change: Change, keys: Keys) -> str:
    before = {
        "completed": f"it was completed {_when(change.old)}" if change.old else "its completion has not come",
        "rating": f"rating {_ratings(change, keys)}",
        "assured": f"it was assured by {flat(change.old)}" if change.old else "it was assured",
        "superseded_by": f"it was superseded by {flat(change.old)}",
        "withdrawn": f"it was withdrawn {_when(change.old)}".rstrip(),
    }
    return f"reopened: {before[change.field]}"


def _day(text: str) -> str:
    """A date of the plan in words."""
    return date_in_words(plan_date(text))


def _when(text: str) -> str:
    """A date with its preposition: ``on 3 March 2014``, ``in March 2014``; text that is none as it stands."""
    dated = plan_date(text)
    if dated.first is None:
        return text
    return f"{'on' if dated.first == dated.last else 'in'} {date_in_words(dated)}"


def _moved(change: Change, thing: str) -> str:
    """A date that was given, moved or taken out."""
    if not change.old:
        return f"{thing} given: {_day(change.new)}"
    if not change.new:
        return f"{thing} taken out; it was {_day(change.old)}"
    return f"{thing} moved from {_day(change.old)} to {_day(change.new)}{_apart(change.days)}"


def _apart(days: int | None) -> str:
    if not days:
        return ""
    return f" ({english.days(days)})" if days > 0 else f" ({english.days(-days)} earlier)"


def _agreed(change: Change, _: Keys) -> str:
    """An action that was agreed."""
    return f"agreed {_when(change.new)}".rstrip()


def _revised(change: Change, _: Keys) -> str:
    """A due date that moved, how far, how often now, and why."""
    times = change.times or 0
    often = f"the {_TIMES[times]} time" if 0 < times < len(_TIMES) else f"{times} times now"
    days = change.days
    far = english.days(abs(days)) + (" earlier" if days < 0 else "") if days else ""
    since = f"from {_day(change.old)} " if change.old else ""
    said = f"due date moved {since}to {_day(change.new)} ({', '.join(filter(None, (far, often)))})"
    return f"{said}: {flat(change.reason) or 'no reason given'}"


def _asked(change: Change, _: Keys) -> str:
    """A later due date that is only asked for."""
    return f"extension asked for to {_day(change.new)}: {flat(change.reason) or 'no reason given'}"


def _request(change: Change) -> str:
    """That an extension is no longer asked for, or is asked for in other words."""
    if not change.new:
        return f"extension to {_day(change.old)} no longer asked for"
    return f"extension to {_day(change.new)} asked for in other words"


def _to_withdraw(change: Change) -> str:
    """That an action is to be withdrawn on a later day, on another than was said, or no longer."""
    if not change.new:
        return f"no longer to be withdrawn {_when(change.old)}"
    said = f"to be withdrawn {_when(change.new)}"
    if change.old:
        return f"{said}, no longer {_when(change.old)}"
    return f"{said}: {flat(change.reason) or 'no reason given'}"


def _refused(change: Change, _: Keys) -> str:
    """A later due date that a meeting refused."""
    return f"extension to {_day(change.old)} refused {_when(change.new)}".rstrip()


def _released(change: Change, _: Keys) -> str:
    """An owner that was let go."""
    return f"released {_when(change.new)}: {flat(change.reason)}"


def _backdated(change: Change, _: Keys) -> str:
    """The date of the words that went back or is gone."""
    if not change.new:
        return f"date of the words, {_day(change.old)}, taken out"
    return f"date of the words went back from {_day(change.old)} to {_day(change.new)}{_back(change.days)}"


def _back(days: int | None) -> str:
    return f" ({english.days(-days)})" if days and days < 0 else ""


def _overdue(change: Change, _: Keys) -> str:
    """A row that came to be past its date."""
    due = due_in_words(plan_date(change.new))
    return f"became overdue: due {due}, {english.days(change.days or 0)} before"


def _altered(change: Change, _: Keys) -> str:
    """An earlier revision that was changed, put in or taken out afterwards."""
    if change.field != "revised":
        old, new = change.old, change.new
        if change.field == "revised.on":
            old, new = (_day(each) if each else "" for each in (old, new))
        said = f"from “{flat(old)}” to “{flat(new)}”" if old and new else f"“{flat(old or new)}”"
        done = "altered" if old and new else "put in" if new else "taken out"
        return f"{FIELDS[change.field].noun} of an earlier revision {done} afterwards: {said}"
    if not change.old:
        return f"a revision to {_day(change.new)} was put in before later ones"
    return f"an earlier revision altered from {_day(change.old)} to {_day(change.new)}{_apart(change.days)}"


def _rewritten(change: Change, _: Keys) -> str:
    """A first due date that was changed without a revision."""
    if not change.new:
        return f"due date first agreed, {_day(change.old)}, taken out without a revision"
    dates = f"from {_day(change.old)} to {_day(change.new)}{_apart(change.days)}"
    return f"due date first agreed rewritten {dates} without a revision"


def _corrected(change: Change, _: Keys) -> str:
    """A date first agreed, a revision or a text that says again what it said before it was rewritten."""
    thing = FIELDS[change.field].noun
    match change.field:
        case "due":
            return f"due date put back to {_day(change.new)}; it had been {_been(change, _day)}"
        case "revised":
            altered = f"; it had been altered to {_day(change.old)}" if change.old else ""
            return f"earlier revision, to {_day(change.new)}, put back{altered}"
        case "title" | "outcome":
            return f"{thing} put back to what it was"
    told = _quoted_day if change.field == "revised.on" else _quoted
    now = f"to {told(change.new)}" if change.new else "to none"
    return f"{thing} of an earlier revision put back {now}; it had been {_been(change, told)}"


def _been(change: Change, told: Callable[[str], str]) -> str:
    return told(change.old) if change.old else "taken out"


def _quoted(text: str) -> str:
    return f"“{flat(text)}”"


def _quoted_day(text: str) -> str:
    return _quoted(_day(text))


Say = Callable[[Change, Keys], str]

_SAYS: Mapping[Kind, Say] = {
    Kind.ASSURED: _assured,
    Kind.COMPLETED: _completed,
    Kind.SPOKE_AGAIN: _spoke_again,
    Kind.AGREED: _agreed,
    Kind.NEW: _new,
    Kind.PROPOSED: _new,
    Kind.REPORTED: _reported,
    Kind.RELEASED: _released,
    Kind.RENAMED: _renamed,
    Kind.RATED: _rated,
    Kind.STATUS_REWRITTEN: _status,
    Kind.NEXT_CHANGED: _next,
    Kind.UPDATED: _updated,
    Kind.DUE_SET: lambda change, _: _moved(change, "due date"),
    Kind.ASKED: _asked,
    Kind.REFUSED: _refused,
    Kind.REVIEW_MOVED: lambda change, _: _moved(change, "review date"),
    Kind.LEAD_CHANGED: _lead,
    Kind.MOVED: _goal,
    Kind.REWORDED: _reworded,
    Kind.CORRECTED: _corrected,
    Kind.DETAIL_CHANGED: _detail,
    Kind.DROPPED: _gone,
    Kind.SUPERSEDED: _closed,
    Kind.REMOVED: _gone,
    Kind.WITHDRAWN: _closed,
    Kind.REVISED: _revised,
    Kind.BACKDATED: _backdated,
    Kind.UNRATED: _unrated,
    Kind.WENT_SILENT: _silent,
    Kind.WENT_OVERDUE: _overdue,
    Kind.UNASSURED: _unassured,
    Kind.REOPENED: _reopened,
    Kind.REVISION_ALTERED: _altered,
    Kind.REVISION_REMOVED: lambda change, _: f"an earlier revision, to {_day(change.old)}, is gone",
    Kind.DUE_REWRITTEN: _rewritten,
    Kind.VANISHED: _gone,
}
"""What one change says where more than its kind's own ``says`` is needed."""
