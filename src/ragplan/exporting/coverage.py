"""What each organisation of a programme does about each recommendation of its registers."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple

from ragplan.model.coverage import Covered, by_organisation
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.reports.recommendations.coverage import Cover, cover


class Answer(Enum):
    """What an organisation does about a recommendation, the first that holds, as the paper tells it."""

    NOT_APPLICABLE = "not_applicable"
    """It, or the programme, says that the recommendation does not apply, with a reason."""
    ACTION = "action"
    """It owns, itself or through a group, an action that is not closed without being done."""
    POSITION = "position"
    """It has a position in words, and no such action."""
    NO_RETURN = "no_return"
    """None of these."""


_ANSWERS = {
    Cover.ACTED: Answer.ACTION,
    Cover.POSITION: Answer.POSITION,
    Cover.UNANSWERED: Answer.NO_RETURN,
    Cover.NOT_APPLICABLE: Answer.NOT_APPLICABLE,
    Cover.NOT_ADDRESSED: Answer.NO_RETURN,
}


class OrganisationCovered(NamedTuple):
    """One recommendation as one organisation answers it, given by its code."""

    programme: Programme
    as_of: date
    organisation: str
    covered: Covered

    @property
    def answer(self) -> Answer:
        """What it does about it."""
        return _ANSWERS[cover(self.covered)]

    @property
    def reason(self) -> str:
        """Why it does not apply; ``""`` where it does, or where nobody says."""
        excluded = self.answer is Answer.NOT_APPLICABLE
        return self.covered.reasons[0].text if excluded else ""


def covered_by(snapshot: Snapshot) -> Iterator[OrganisationCovered]:
    """Every recommendation of the registers for every organisation that is no group, in their order."""
    programme, on = snapshot.programme, snapshot.on
    for organisation, covered in by_organisation(programme, on):
        yield OrganisationCovered(programme, on, organisation, covered)
