"""What an event in the life of an action says, in plain words."""

from __future__ import annotations

from ragplan.diff import Kind
from ragplan.history import Commit
from ragplan.model.dates import plan_date
from ragplan.model.key import Key
from ragplan.reports import changes_words, words
from ragplan.reports.biography import Biography, Event, Moment

NOT_COMMITTED = "not committed yet"
FIELDS = {
    "agreed": "agreed on",
    "assured": "assured by",
    "assured.on": "assured on",
    "completed": "completed on",
    "carried_from": "carried from",
    "due": "due date",
    "evidence": "evidence:",
    "leads": "lead",
    "next": "next step:",
    "notes": "note:",
    "priority": "priority",
    "queries": "query:",
    "rating": "rating",
    "revised": "due date moved to",
    "revised.agreed_by": "agreed by",
    "revised.proposed": "extension asked for to",
    "revised.refused": "extension refused on",
    "revised.on": "decided on",
    "risk": "risk:",
    "source": "source:",
    "start": "start date",
    "status": "status",
    "superseded_by": "superseded by",
    "supporting": "supported by",
    "updated": "words dated",
    "waiting_for": "waiting for:",
    "withdrawn": "withdrawn on",
}
"""What people call a field whose text came with an event."""
_DAYS = (
    "agreed",
    "assured.on",
    "completed",
    "due",
    "revised",
    "revised.on",
    "revised.proposed",
    "revised.refused",
    "start",
    "updated",
    "withdrawn",
)


def said(event: Event) -> str:
    """What happened, without the organisation it happened to."""
    return _detail(event) if event.detail else changes_words.said(event.change, event.keys)


def spoken(event: Event) -> str:
    """The words that an event brought, where its sentence does not hold them; ``""`` for none."""
    change = event.change
    if change.words is not None:
        return ""
    if event.detail:
        return change.new if change.field == "status" else ""
    if change.kind is Kind.STATUS_REWRITTEN or change.field == "next":
        return change.new
    return changes_words.quoted(change)


def who(moment: Moment) -> str:
    """``Ann Author``, or that nothing is committed yet."""
    return _name(moment.commit) if moment.commit else NOT_COMMITTED


def counted(life: Biography) -> str:
    """How much happened, in a sentence."""
    done = [moment for moment in life.moments if not moment.note]
    if not done:
        return "Nothing is known of it before today."
    commits = words.counted(sum(moment.commit is not None for moment in done), "commit")
    return f"{words.counted(life.events, 'entry').replace('entrys', 'entries')} in {commits}."


def _name(commit: Commit) -> str:
    return " ".join(commit.author.split()) or "nobody named"


def _detail(event: Event) -> str:
    """``rating On track``, ``due date 31 January 2014, before: 28 February 2014``."""
    change, keys = event.change, event.keys
    name = FIELDS[change.field]
    old, new = _shown(change.field, change.old, keys.old), _shown(change.field, change.new, keys.new)
    if change.field == "status":
        rest = "" if not change.old else " rewritten" if change.new else f" taken out; it was “{old}”"
        return _marked(f"{name}{rest}", internal=change.internal)
    if not change.new:
        return _marked(f"{name} {old}: taken out", internal=change.internal)
    before = f", before: {old}" if change.old else ""
    reason = f" ({' '.join(change.reason.split())})" if change.reason else ""
    return _marked(f"{name} {new}{before}{reason}", internal=change.internal)


def _marked(text: str, *, internal: bool) -> str:
    return f"{text} (internal)" if internal else text


def _shown(field: str, text: str, key: Key | None) -> str:
    """A text of a field as people read it."""
    if field == "rating":
        level = key.level(text) if key and text else None
        return level.label if level else f"“{' '.join(text.split())}”"
    if field in _DAYS and text:
        return words.plan_day(plan_date(text))
    return " ".join(text.split())
