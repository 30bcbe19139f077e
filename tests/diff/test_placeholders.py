"""What only holds a place for words is neither news nor a word: silence, changes and coverage agree."""

from __future__ import annotations

from datetime import date

import pytest

from diff.snapshots import FIRST, SECOND, a, recommendation, shared, snapshot
from ragplan.model.assessment import assess
from ragplan.model.silence import Silence
from ragplan.model.wording import said

PLACES = [
    "TBC",
    "(tbc)",
    "tbc in meeting",
    "TBC at the next Quality Committee.",
    "Verbal update to be given",
    "A verbal update will be given at the meeting.",
    "Update: to follow",
    "Awaiting update",
    "Not yet due",
    "item not due yet",
    "…",
    "- TBC\n- Venue: to be confirmed in meeting",
]
WORDS = [
    "Verbal update given at the meeting",
    "Update to be provided to the board in March",
    "Report to be presented to the board",
    "Not due until April",
    "Funding is to be confirmed by NHS England",
    "The letter is not yet due back",
    "Drafted.\nTBC",
    "No update",
    "n/a",
    "Awaiting update from the CSU on three contracts",
]


@pytest.mark.parametrize("text", PLACES)
def test_what_holds_a_place_says_nothing(text: str) -> None:
    assert said(text) == ""


@pytest.mark.parametrize("text", WORDS)
def test_what_says_something_is_a_text(text: str) -> None:
    assert said(text) == text


def silence(fields: str, on: date) -> Silence | None:
    now = snapshot({"A.yaml": shared(fields)}, on)
    row = next(row for row in now.programme.rows if row.organisation == "A")
    return assess(now, row).silence


def status(text: str) -> str:
    return (
        f"status: {text!r}"
        if "\n" not in text
        else "status: |\n" + "".join(f"  {line}\n" for line in text.splitlines())
    )


@pytest.mark.parametrize("text", PLACES)
def test_it_breaks_no_silence_however_it_is_dated(text: str) -> None:
    assert silence(status(text) + "\nupdated: 2014-01-13", SECOND) is Silence.EMPTY


@pytest.mark.parametrize("text", PLACES)
def test_it_is_no_news(text: str) -> None:
    assert a(shared("status:"), shared(status(text))) == []
    assert a(shared(status(text)), shared(status("tbc"))) == []
    spoken = "status: Drafted."
    (lost,) = a(shared(spoken), shared(status(text)))
    assert lost.startswith("went-silent 1.1/A status 'Drafted.'→")
    (back,) = a(shared(status(text)), shared(spoken))
    assert back.startswith("spoke-again 1.1/A status")
    assert a(shared(spoken), shared(spoken + "\nnext: TBC in meeting")) == []
    assert a(recommendation("status:"), recommendation(status(text))) == []


@pytest.mark.parametrize("field", ["next", "risk", "waiting_for"])
def test_beside_old_words_it_breaks_no_silence_either(field: str) -> None:
    old = shared("status: Drafted.")
    changes = a(old, shared(f"status: Drafted.\n{field}: TBC in meeting"), FIRST, SECOND)
    assert changes == a(old, old, FIRST, SECOND)


def test_a_recommendation_is_not_answered_by_it() -> None:
    for text, worded in (("Verbal update to be given", False), ("Given.", True)):
        now = snapshot({"A.yaml": recommendation(f"status: {text}")}, SECOND)
        (entry,) = (each for file in now.programme.files for each in file.on_recommendations)
        assert entry.worded is worded
