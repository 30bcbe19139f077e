"""Changes as JSON, version 1, to the last field."""

from __future__ import annotations

import json

from diff.snapshots import FIRST, SECOND, compared, own, shared
from ragplan.diff.json_v1 import FIELDS, End, render


def test_every_field() -> None:
    changes = compared(
        {"A.yaml": shared("rating: amber\nstatus: Drafted at last.\nqueries: [{text: Why, internal: true}]")},
        {"A.yaml": shared("rating: red\nstatus: Delayed at last.")},
    )
    told = json.loads(render({"example": (End("abc123", FIRST, FIRST), End("", SECOND))}, changes))
    assert {name: told[name] for name in ("version", "from", "to")} == {
        "version": 1,
        "from": {"revision": "abc123", "on": "2014-01-06", "meeting": "2014-01-06"},
        "to": {"revision": None, "on": "2014-01-20", "meeting": None},
    }
    worse, settled = told["changes"]
    assert list(worse) == [each.name for each in FIELDS]
    assert worse == {
        "kind": "rating-worse",
        "programme": "example",
        "subject": "position",
        "ref": "1.1",
        "organisation": "A",
        "owners": ["A", "B"],
        "title": "Publish the response",
        "goal": "1",
        "rating": "red",
        "field": "rating",
        "old": "amber",
        "new": "red",
        "days": None,
        "times": None,
        "reason": None,
        "agreed_by": None,
        "words": [
            {"fate": "removed", "text": "Drafted"},
            {"fate": "added", "text": "Delayed"},
            {"fate": "kept", "text": "at last."},
        ],
        "internal": False,
        "file": "A.yaml",
    }
    assert (settled["kind"], settled["internal"], settled["old"], settled["new"]) == (
        "query-settled",
        True,
        "Why",
        None,
    )


def test_numbers_of_a_revision() -> None:
    changes = compared(
        {"A.yaml": own("due: 2014-01-31")},
        {"A.yaml": own("due: 2014-01-31\nrevised: [{to: 2014-02-28, reason: Snow}]")},
    )
    (revised,) = json.loads(render({"example": (End("", FIRST), End("", SECOND))}, changes))["changes"]
    assert (revised["days"], revised["times"], revised["reason"]) == (28, 1, "Snow")
    assert revised["organisation"] == "A"


def test_ends_of_several_programmes() -> None:
    first, second, now = End("abc123", FIRST, FIRST), End("def456", FIRST, FIRST), End("", SECOND)
    told = json.loads(render({"one": (first, now), "two": (second, now)}, []))
    assert (told["from"], told["to"]["on"]) == (None, "2014-01-20")
    assert [(each["programme"], each["from"]["revision"]) for each in told["programmes"]] == [
        ("one", "abc123"),
        ("two", "def456"),
    ]
