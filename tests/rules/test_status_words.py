"""What the words of a status are taken for; the five real plans' own words first, one by one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT
from golden.plugin import Golden
from hypothesis import given
from hypothesis import strategies as st

from ragplan.cli.session import read_plans
from ragplan.model.key import Category, Key, Level
from ragplan.model.programme import Programme
from ragplan.rules.status_words import Claim, ahead, claim, named_level, sentences
from ragplan.schema.parts import shipped_key

READ = Path(__file__).with_name("real") / "status-words.txt"
TODAY = date(2014, 1, 27)
FORMAL = "A formal system is in place, although this requires a review"


def key(name: str = "rag-complete") -> Key:
    found = shipped_key(name)
    assert found is not None
    return found


def test_every_status_of_the_real_plans_is_read_as_a_person_reads_it(golden: Golden) -> None:
    """Each status with what it says of the row, the level it names by BHR's key, and what is ahead."""
    programmes = read_plans(str(ROOT / "plans")).programmes
    lines = [line for programme in programmes for line in _read(programme)]
    golden(READ, "\n".join([*lines, ""]))


def _read(programme: Programme) -> list[str]:
    said = [
        (f"{programme.id} {each.organisation} {each.ref}", each.status)
        for file in programme.files
        for each in file.positions
        if each.status
    ]
    return [f"{name} [{_readings(status)}] {' / '.join(sentences(status))}" for name, status in said]


def _readings(status: str) -> str:
    claimed, named = claim(status), named_level(status, key())
    parts = [
        f"{claimed.claim.value}: {claimed.words}" if claimed else "",
        f"{named.level.code}: {named.words}" if named else "",
        f"ahead: {words}" if (words := ahead(status, TODAY)) else "",
    ]
    return "; ".join(filter(None, parts)) or "-"


@pytest.mark.parametrize(
    "status",
    [
        "Complete",
        "COMPLETE.",
        "*Complete*",
        "- Complete",
        "Complete – two directors are members",
        "Completed. The plan was replaced.",
        "Completed on 12 January 2014",
        "Completed in March",
        "Completed (minute 9.1)",
        "Done.",
        "Reviewed and complete",
        "Reviewed and reported complete. Gaps identified and closed.",
        "This has been reviewed and is complete.",
        "The action is now complete",
        "All actions completed in full",
        "Action closed and reported.",
        "100% complete",
        "The board met in January. This has now been completed.",
        "This has been done and is now complete",
        "Fully implemented",
        "The recommendation has been fully implemented.",
    ],
)
def test_a_status_that_says_complete(status: str) -> None:
    found = claim(status)
    assert found is not None
    assert found.claim is Claim.COMPLETE


@pytest.mark.parametrize(
    "status",
    [
        "In progress",
        "In progress Update report going to HWB",
        "Work is still in progress.",
        "Contract negotiation process ongoing. New contracts follow.",
        "Ongoing",
        "Awaiting sign off",
        "Assurance is awaited from the localities.",
        "Not yet started",
        "Not started; follows 6.1.",
        "Nearly complete",
        "Partly completed",
        "Has been partially completed",
        "80% complete",
        "Not completed",
        "The review is under way",
        "The review is underway",
        "Currently being reviewed",
        "The form is still being drafted",
        "Still to develop a systematic process",
        "Two sections are still to be written",
        "Contracting are drafting a letter template to send to providers",
        "The CCG is working to agree the template with the CSU",
        "We are currently developing the policy",
        "Currently developing a policy",
        "Incomplete",
        "The action remains incomplete.",
    ],
)
def test_a_status_that_says_open(status: str) -> None:
    found = claim(status)
    assert found is not None
    assert found.claim is Claim.OPEN


@pytest.mark.parametrize(
    "status",
    [
        "Overdue",
        "This action is overdue because the author left.",
        "The review is now overdue",
        "We are behind schedule",
        "The deadline has slipped to May",
        "The roll out is delayed by the supplier",
    ],
)
def test_a_status_that_says_late(status: str) -> None:
    found = claim(status)
    assert found is not None
    assert found.claim is Claim.LATE


@pytest.mark.parametrize(
    "status",
    [
        "Staff are now working to the new standard",
        "Incomplete applications were returned",
        "Fully implemented in two wards",
        "Not fully implemented",
        "Will be fully implemented in March",
        "All overdue reviews were done",
        "Complaints that are overdue are escalated every week",
        "No longer behind schedule",
        "This was overdue",
        "Work on delayed cancer diagnosis was added",
        "Done and sent",
        "Joint quality assurance visits are being completed by LBH and CCG.",
        "This requires a review which will be completed at end of February 14",
        "Will be complete in March",
        "To be completed by 31 March 2014",
        "Once completed, it goes to the board.",
        "Complete once the board has signed it",
        "Complete when signed",
        "Completed forms were sent to the CSU.",
        "Complete the review with the CSU",
        "Completed by all but one provider",
        "Completed for acute providers",
        "Completed in two localities of six",
        "Complete, subject to sign off",
        "Complete, but the letter is not sent",
        "Is this complete?",
        "Complete. Awaiting sign off.",
        "Final sign off completed June 13",
        "Consent forms of adult services are done.",
        "This is done through the CQRMs.",
        "This is done jointly between Quality Team and Safeguarding",
        "Ongoing monitoring is in place",
        "Monitored on an ongoing basis",
        "A report on work in progress reports to the board",
        "No longer in progress",
        "The risk is not awaited",
        "It was in progress in December",
        "A report is being prepared monthly",
        "Gaps identified and closed.",
        "On completion of the final report",
        "The complete list is with the CSU",
        "Public Health reviewed and fine",
        "Normal practice",
        "",
        "- \n-",
    ],
)
def test_a_status_that_says_neither(status: str) -> None:
    assert claim(status) is None


@pytest.mark.parametrize(
    ("status", "level"),
    [
        ("This has been reviewed and can be recorded as green.", "green"),
        ("Rated red by the group.", "red"),
        ("Now rated as 'amber'", "amber"),
        ("RAG: red", "red"),
        ("RAG rating is now red.", "red"),
        ("Green", "green"),
        ("Currently amber, with two contracts left", "amber"),
        ("This is red because the author left", "red"),
        ("Moved from red to amber", "amber"),
        ("Downgraded to Red pending the audit", "red"),
        ("Two contracts are left. On track.", "amber"),
        ("We are on track for March", "amber"),
        ("Recorded as slipped", "red"),
        ("No update available", "grey"),
    ],
)
def test_a_status_that_names_a_level(status: str, level: str) -> None:
    found = named_level(status, key())
    assert found is not None
    assert found.level.code == level
    assert found.words in " ".join(sentences(status))


@pytest.mark.parametrize(
    "status",
    [
        "Green Lane surgery has answered",
        "Rated Green Lane surgery first",
        "This is red tape",
        "An amber alert was raised",
        "Amber alerts are in place",
        "Marked red tape as the cause",
        "Will be green once the board has signed",
        "This should be green in March",
        "Not green",
        "This is no longer amber",
        "Cannot be recorded as green",
        "To be rated green when done",
        "It was rated red in December",
        "Previously amber",
        "The risk is rated red",
        "CQC rated it red",
        "The provider's own plan is rated amber",
        "Assurance paper with NHS England – mostly green, on remaining amber item (NHS England).",
        "Rated red or amber",
        "Red. Or rather amber: rated amber.",
        "Is it green?",
        "The green paper is out",
        "The project is not on track",
        "Patients are at risk",
        "Complete",
        "Reviewed and completed",
        "",
    ],
)
def test_a_status_that_names_none(status: str) -> None:
    assert named_level(status, key()) is None


def test_a_level_is_known_by_the_words_of_its_own_key() -> None:
    assert named_level("Recorded as blue", key("brag-assured")) == (
        key("brag-assured").levels[0],
        "Recorded as blue",
    )
    assert named_level("Recorded as blue", key()) is None
    assert named_level("Rated amber/green", key("confidence-5")) is not None
    assert named_level("Rated amber/green", key()) is None
    named = named_level("Rated amber/red", key("confidence-5"))
    assert named is not None
    assert named.level.code == "amber-red"


def test_a_colour_of_two_levels_names_neither_and_a_key_without_words_none() -> None:
    level = Level("a", "Alpha", "", "teal", "", Category.ON_TRACK)
    two = Key("", "", (level, level._replace(code="b", label="Beta")), {})
    assert named_level("Rated teal", two) is None
    assert named_level("Rated beta", two) == (two.levels[1], "Rated beta")
    assert named_level("Rated teal", Key("", "", (), {})) is None
    white = Key("", "", (level._replace(code="white"),), {})
    assert named_level("Rated wh\u0131te, not white", white) is None


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("Inaugural meeting 25 March 2014", "25 March 2014"),
        ("Workshop 12 February 14", "12 February 14"),
        ("Goes to the board on 30/03/14", "30/03/14"),
        ("Goes to the board in March 2014", "March 2014"),
        ("Due by 31 March 2014", "31 March 2014"),
        ("The workshop is set for 19 February 2014.", "19 February 2014"),
        ("The event is arranged and is to take place on 26/03/2013.", "is to take place on 26/03/2013"),
        (
            f"{FORMAL} which will be completed at end of February 14",
            "will be completed at end of February 14",
        ),
        ("New contracts will be issued for 14/15", "will be issued"),
        ("The plan is due to be signed", "is due to be signed"),
        ("Two posts are still to be recruited", "are still to be recruited"),
        (
            "An inaugural meeting is planned to take place in March 2014",
            "is planned to take place in March 2014",
        ),
    ],
)
def test_a_status_that_names_something_ahead(status: str, words: str) -> None:
    assert ahead(status, TODAY) == words


@pytest.mark.parametrize(
    "status",
    [
        "Met on 20 January 2014",
        "Met on 27 January 2014",
        "Goes to the board in January 2014",
        "Goes to the board in March",
        "Progress report to the committee on x January 15",
        "Event took place November 14",
        "Presented when it was 30 March 14",
        "All contracts carry it from 1 April 2014",
        "The strategy runs to March 2015",
        "Signed for 2014/15",
        "Strategy for Quality 2012 – 2015",
        "Plan for January – March 2015",
        "Answers asked for by 7 March 2014",
        "Complete. Next review 12 March 2014",
        "To be then monitored by the committee on a quarterly basis.",
        "Will be published every year",
        "Will be escalated if a risk arises",
        "All providers have answered and say how they will implement the recommendations.",
        "The lead will continue to monitor it",
        "All practices are to be invited",
        "Is it due to be signed?",
        "",
    ],
)
def test_a_status_with_nothing_ahead(status: str) -> None:
    assert ahead(status, TODAY) == ""


VOCABULARY = (
    "complete completed done in progress will be to rated as green amber red is now not March 2014 12/02/14 "
    "– . , ; ? * \n - 25 ongoing awaiting the this action reviewed and % 100 x"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))
TEXT = st.lists(WORDS | st.text(max_size=8), max_size=30).map(" ".join)


@given(TEXT)
def test_whatever_is_read_stands_in_the_text(status: str) -> None:
    said = " ".join(sentences(status))
    claimed, named = claim(status), named_level(status, key())
    assert claimed is None or claimed.words in said
    assert named is None or named.words in said
    assert ahead(status, TODAY) in said


@given(TEXT)
def test_a_question_says_nothing(status: str) -> None:
    asked = "".join(f"{said}? " for said in sentences(status.replace("?", "")))
    assert (claim(asked), named_level(asked, key()), ahead(asked, TODAY)) == (None, None, "")


@pytest.mark.parametrize(
    "words",
    [
        "await ",
        "now red, ",
        "rated red, ",
        "will be completed ",
        "March 2015 ",
        "the ",
        "? ",
        " – ",
        "is ",
        "0",
    ],
)
def test_a_very_long_status_is_read_in_no_time(words: str) -> None:
    assert _readings(words * (200_000 // len(words))) == _readings(words * 40)
