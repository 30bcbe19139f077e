"""What a change of dates says, in plain words, and how changes name dates and texts."""

from __future__ import annotations

from ragplan.diff import Change
from ragplan.model.dates import due_in_words, plan_date
from ragplan.reports import words

FIELDS = {
    "agreed": "date of agreement",
    "assured": "assurance",
    "completed": "date of completion",
    "carried_from": "action of an earlier plan that it continues",
    "depends_on": "list of what comes before it",
    "due": "due date",
    "description": "description",
    "evidence": "evidence",
    "notes": "note",
    "outcome": "desired outcome",
    "parent": "parent action",
    "priority": "priority",
    "queries": "query",
    "released": "release of an owner",
    "recommendations": "list of recommendations",
    "revised": "date of an earlier revision",
    "revised.agreed_by": "name of who agreed it",
    "revised.proposed": "extension asked for",
    "revised.refused": "refusal of an extension",
    "revised.on": "date it was decided on",
    "revised.reason": "reason",
    "risk": "risk",
    "source": "source",
    "start": "start date",
    "superseded_by": "successor",
    "supporting": "list of who supports it",
    "title": "title",
    "waiting_for": "what it waits for",
    "withdrawn": "reason for its withdrawal",
}
"""What people call the fields that a change may name."""
_TIMES = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def day(text: str) -> str:
    """A date of the plan in words."""
    return words.plan_day(plan_date(text))


def when(text: str) -> str:
    """A date with its preposition: ``on 3 March 2014``, ``in March 2014``; text that is none as it stands."""
    dated = plan_date(text)
    if dated.first is None:
        return text
    return f"{'on' if dated.first == dated.last else 'in'} {words.plan_day(dated)}"


def plain(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def moved(change: Change, thing: str) -> str:
    """A date that was given, moved or taken out."""
    if not change.old:
        return f"{thing} given: {day(change.new)}"
    if not change.new:
        return f"{thing} taken out; it was {day(change.old)}"
    return f"{thing} moved from {day(change.old)} to {day(change.new)}{_apart(change.days)}"


def _apart(days: int | None) -> str:
    if not days:
        return ""
    return f" ({words.days(days)})" if days > 0 else f" ({words.days(-days)} earlier)"


def agreed(change: Change) -> str:
    """An action that was agreed."""
    return f"agreed {when(change.new)}".rstrip()


def revised(change: Change) -> str:
    """A due date that moved, how far, how often now, and why."""
    times = change.times or 0
    often = f"the {_TIMES[times]} time" if 0 < times < len(_TIMES) else f"{times} times now"
    days = change.days
    far = words.days(abs(days)) + (" earlier" if days < 0 else "") if days else ""
    since = f"from {day(change.old)} " if change.old else ""
    said = f"due date moved {since}to {day(change.new)} ({', '.join(filter(None, (far, often)))})"
    return f"{said}: {plain(change.reason) or 'no reason given'}"


def asked(change: Change) -> str:
    """A later due date that is only asked for."""
    return f"extension asked for to {day(change.new)}: {plain(change.reason) or 'no reason given'}"


def request(change: Change) -> str:
    """That an extension is no longer asked for, or is asked for in other words."""
    if not change.new:
        return f"extension to {day(change.old)} no longer asked for"
    return f"extension to {day(change.new)} asked for in other words"


def to_withdraw(change: Change) -> str:
    """That an action is to be withdrawn on a later day, on another than was said, or no longer."""
    if not change.new:
        return f"no longer to be withdrawn {when(change.old)}"
    said = f"to be withdrawn {when(change.new)}"
    if change.old:
        return f"{said}, no longer {when(change.old)}"
    return f"{said}: {plain(change.reason) or 'no reason given'}"


def refused(change: Change) -> str:
    """A later due date that a meeting refused."""
    return f"extension to {day(change.old)} refused {when(change.new)}".rstrip()


def released(change: Change) -> str:
    """An owner that was let go."""
    return f"released {when(change.new)}: {plain(change.reason)}"


def backdated(change: Change) -> str:
    """The date of the words that went back or is gone."""
    if not change.new:
        return f"date of the words, {day(change.old)}, taken out"
    return f"date of the words went back from {day(change.old)} to {day(change.new)}{_back(change.days)}"


def _back(days: int | None) -> str:
    return f" ({words.days(-days)})" if days and days < 0 else ""


def overdue(change: Change) -> str:
    """A row that came to be past its date."""
    due = due_in_words(plan_date(change.new))
    return f"became overdue: due {due}, {words.days(change.days or 0)} before"


def altered(change: Change) -> str:
    """An earlier revision that was changed, put in or taken out afterwards."""
    if change.field != "revised":
        old, new = change.old, change.new
        if change.field == "revised.on":
            old, new = (day(each) if each else "" for each in (old, new))
        said = f"from “{plain(old)}” to “{plain(new)}”" if old and new else f"“{plain(old or new)}”"
        done = "altered" if old and new else "put in" if new else "taken out"
        return f"{FIELDS[change.field]} of an earlier revision {done} afterwards: {said}"
    if not change.old:
        return f"a revision to {day(change.new)} was put in before later ones"
    return f"an earlier revision altered from {day(change.old)} to {day(change.new)}{_apart(change.days)}"


def rewritten(change: Change) -> str:
    """A first due date that was changed without a revision."""
    if not change.new:
        return f"due date first agreed, {day(change.old)}, taken out without a revision"
    dates = f"from {day(change.old)} to {day(change.new)}{_apart(change.days)}"
    return f"due date first agreed rewritten {dates} without a revision"
