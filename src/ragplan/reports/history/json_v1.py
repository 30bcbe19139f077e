"""One action through time as JSON, version 1.

``{"version": 1, "programme", "ref", "organisation", "as_of", "entries": [{…}], "gaps": [{…}]}``. An
entry is one thing that happened: ``on`` is the day of the commit in the programme's time zone, ``at``
its time in UTC, ``author`` who wrote it, ``revision`` its id and ``message`` its first line. These four are
null for what stands on disk and is not committed yet. ``programme`` and ``ref`` are what the action was
known by, which in an earlier programme were others. ``kind`` is a kind of ``ragplan diff``, and
``detail-changed`` for a text that only came with the entry before it; ``subject`` is ``action`` or
``position``; ``field``, ``old`` and ``new`` are the text that changed, null for none; ``days``,
``times`` and ``reason`` as from ``ragplan diff``. ``gaps`` are commits that could not be read. No
e-mail address is told.
"""

from __future__ import annotations

from typing import Any

from ragplan.escaping import as_json
from ragplan.reports.history.action import ActionHistory, Event, Step

VERSION = 1


def render(history: ActionHistory) -> str:
    """An action's history with the fields of version 1."""
    fields = {
        "version": VERSION,
        "programme": history.here.programme.id,
        "ref": history.ref,
        "organisation": history.owner or None,
        "as_of": history.here.on.isoformat(),
        "entries": [_entry(step, event) for step in history.steps for event in step.events],
        "gaps": [{**_when(step), "note": step.note} for step in history.steps if step.note],
    }
    return as_json(fields)


def _when(step: Step) -> dict[str, Any]:
    commit = step.commit
    return {
        "on": step.on.isoformat(),
        "at": commit.at.isoformat() if commit else None,
        "author": commit.author if commit else None,
        "revision": commit.revision if commit else None,
        "message": commit.subject if commit else None,
    }


def _entry(step: Step, event: Event) -> dict[str, Any]:
    change = event.change
    return {
        **_when(step),
        "programme": step.programme,
        "ref": step.ref,
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
