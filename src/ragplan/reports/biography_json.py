"""One action through time as JSON, version 1.

``{"version": 1, "programme", "ref", "organisation", "as_of", "entries": [{…}], "gaps": [{…}]}``. An
entry is one thing that happened: ``on`` is the day of the commit in the programme's time zone, ``at``
its moment in UTC, ``author`` who wrote it, ``revision`` its id and ``message`` its first line. These four are
null for what stands on disk and is not committed yet. ``programme`` and ``ref`` are what the action was
known by, which in an earlier programme were others. ``kind`` is a kind of ``ragplan diff``, and
``detail-changed`` for a text that only came with the entry before it; ``subject`` is ``action`` or
``position``; ``field``, ``old`` and ``new`` are the text that changed, null for none; ``days``,
``times`` and ``reason`` as from ``ragplan diff``. ``gaps`` are commits that could not be read. No
e-mail address is told.
"""

from __future__ import annotations

import json
from typing import Any

from ragplan.reports.biography import Biography, Event, Moment

VERSION = 1


def render(life: Biography) -> str:
    """An action through time with the fields of version 1."""
    told = {
        "version": VERSION,
        "programme": life.programme,
        "ref": life.ref,
        "organisation": life.owner or None,
        "as_of": life.as_of.isoformat(),
        "entries": [_entry(moment, event) for moment in life.moments for event in moment.events],
        "gaps": [{**_when(moment), "note": moment.note} for moment in life.moments if moment.note],
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _when(moment: Moment) -> dict[str, Any]:
    commit = moment.commit
    return {
        "on": moment.on.isoformat(),
        "at": commit.at.isoformat() if commit else None,
        "author": commit.author if commit else None,
        "revision": commit.revision if commit else None,
        "message": commit.subject if commit else None,
    }


def _entry(moment: Moment, event: Event) -> dict[str, Any]:
    change = event.change
    return {
        **_when(moment),
        "programme": moment.programme,
        "ref": moment.ref,
        "kind": change.kind.value,
        "subject": change.subject.value,
        "organisation": change.organisation or None,
        "field": change.field,
        "old": change.old or None,
        "new": change.new or None,
        "days": change.days,
        "times": change.times,
        "reason": change.reason or None,
        "internal": change.internal,
    }
