"""The fields of actions and positions that changes name: what people call them, and what texts they are."""

from collections.abc import Mapping
from typing import NamedTuple


class EntryField(NamedTuple):
    """A field: its ``noun`` in a sentence, and its ``label`` before its text; ``""`` where none is needed.

    ``day`` tells that its text is a date. It may hold ``several`` texts; any other holds one at most. One
    that is ``worded`` has its words told with its own change, not beside a rating.
    """

    noun: str
    label: str = ""
    day: bool = False
    several: bool = False
    worded: bool = False


FIELDS: Mapping[str, EntryField] = {
    "agreed": EntryField("date of agreement", "agreed on", day=True),
    "assured": EntryField("assurance", "assured by"),
    "assured.on": EntryField("", "assured on", day=True),
    "carried_from": EntryField("action of an earlier plan that it continues", "carried from"),
    "completed": EntryField("date of completion", "completed on", day=True),
    "depends_on": EntryField("list of what comes before it"),
    "description": EntryField("description"),
    "due": EntryField("due date", "due date", day=True),
    "evidence": EntryField("evidence", "evidence:", several=True),
    "leads": EntryField("", "lead"),
    "next": EntryField("", "next step:", worded=True),
    "notes": EntryField("note", "note:", several=True),
    "occurrences": EntryField("occurrence", "occurrence:", several=True),
    "outcome": EntryField("desired outcome"),
    "parent": EntryField("parent action"),
    "priority": EntryField("priority", "priority"),
    "queries": EntryField("query", "query:", several=True),
    "rating": EntryField("", "rating"),
    "recommendations": EntryField("list of recommendations"),
    "released": EntryField("release of an owner"),
    "revised": EntryField("date of an earlier revision", "due date moved to", day=True, several=True),
    "revised.agreed_by": EntryField("name of who agreed it", "agreed by", several=True),
    "revised.on": EntryField("date it was decided on", "decided on", day=True, several=True),
    "revised.proposed": EntryField("extension asked for", "extension asked for to", day=True, several=True),
    "revised.reason": EntryField("reason"),
    "revised.refused": EntryField("refusal of an extension", "extension refused on", day=True, several=True),
    "risk": EntryField("risk", "risk:"),
    "source": EntryField("source", "source:"),
    "start": EntryField("start date", "start date", day=True),
    "status": EntryField("", "status", worded=True),
    "superseded_by": EntryField("successor", "superseded by"),
    "supporting": EntryField("list of who supports it", "supported by"),
    "title": EntryField("title"),
    "updated": EntryField("", "words dated", day=True),
    "waiting_for": EntryField("what it waits for", "waiting for:"),
    "withdrawn": EntryField("reason for its withdrawal", "withdrawn on", day=True),
}


def field_of(name: str) -> EntryField:
    """The field of a name; of any other it is only known that it holds one text."""
    return FIELDS.get(name, _OTHER)


_OTHER = EntryField("")
