"""What each organisation of a programme does about each recommendation of its registers."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple

from ragplan.model.assessment import ended
from ragplan.model.coverage import Covered, answering_for, coverage, speaks
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot


class Answer(Enum):
    """What an organisation does about a recommendation; the first that holds."""

    ACTION = "action"
    """It owns, itself or through a group, an action that is not closed without being done."""
    POSITION = "position"
    """It has a position in words, and no such action."""
    NOT_APPLICABLE = "not_applicable"
    """It, or the programme, says that the recommendation does not apply, with a reason."""
    NO_RETURN = "no_return"
    """None of these."""


class OrganisationCovered(NamedTuple):
    """One recommendation for one organisation; ``reason`` says why it does not apply, ``""`` elsewhere."""

    programme: Programme
    as_of: date
    organisation: str
    covered: Covered
    answer: Answer
    reason: str = ""


def covered_by(snapshot: Snapshot) -> Iterator[OrganisationCovered]:
    """Every recommendation of the registers for every organisation that is no group, in their order."""
    programme, on = snapshot.programme, snapshot.on
    found = coverage(programme, on)
    for organisation in programme.organisations:
        if not organisation.members:
            codes = answering_for(programme, organisation.code)
            for each in found:
                answer, reason = _answer(programme, on, organisation.code, codes, each)
                yield OrganisationCovered(programme, on, organisation.code, each, answer, reason)


def _answer(
    programme: Programme, on: date, code: str, codes: frozenset[str], covered: Covered
) -> tuple[Answer, str]:
    """What an organisation does, and why it need not; ``codes`` are its own and those of its groups."""
    if any(not ended(each, on) and speaks(programme, each, codes) for each in covered.actions):
        return Answer.ACTION, ""
    if any(each.worded and speaks(programme, each, codes) for each in covered.positions):
        return Answer.POSITION, ""
    said = [each.text for each in covered.reasons if each.organisation == code]
    said = said or [each.text for each in covered.reasons if each.organisation in ("", *codes)]
    applies = code in covered.applies_to
    return (Answer.NO_RETURN, "") if applies or not said else (Answer.NOT_APPLICABLE, said[0])
