"""The words of cells: dates, owners, ratings, recommendations, each taken, told, or asked about."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragplan.importing.dates import Reading, Window, firsts, reading
from ragplan.importing.lines import people, recommendations
from ragplan.importing.owners import Owners, Register
from ragplan.importing.ratings import Rated, Ratings, hue
from ragplan.importing.tables.grid import SourceCell
from ragplan.model.dates import Precision, plan_date
from ragplan.schema.parts import shipped_key

WINDOW = Window(date(2013, 12, 2), date(2014, 11, 30))
KNOWN = {
    "BDCCG": ["NHS Barking and Dagenham CCG"],
    "LBBD": ["Barking and Dagenham", "LBBB"],
    "LBH": [],
    "LBR": [],
}


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2014-01-31", ("2014-01-31",)), ("2014-01", ("2014-01",)), ("2014-Q1", ("2014-Q1",)),
        ("ongoing", ("ongoing",)), ("Friday 31 January 2014", ("2014-01-31",)), ("Sept 2014", ("2014-09",)),
        ("31/01/14", ("2014-01-31",)), ("31.1.2014", ("2014-01-31",)), ("31-01-2014", ("2014-01-31",)),
        ("31 January 2014", ("2014-01-31",)), ("31st Jan 14", ("2014-01-31",)),
        ("by 31 January 2014", ("2014-01-31",)), ("January 2014", ("2014-01",)),
        ("end of June 2014", ("2014-06",)), ("by the end of Feb 14", ("2014-02",)), ("Jan-14", ("2014-01",)),
        ("1/2/2014", ("2014-02-01",)),
    ],
)  # fmt: skip
def test_a_date_printed_whole_is_taken(text: str, dates: tuple[str, ...]) -> None:
    assert reading(SourceCell(text), WINDOW) == Reading(dates)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (SourceCell("December"), Reading(("2013-12",), 'Printed "December", with no year; read as 2013-12.')),
        (
            SourceCell("3 March"),
            Reading(("2014-03-03",), 'Printed "3 March", with no year; read as 2014-03-03.'),
        ),
        (
            SourceCell("28 February 13"),
            Reading(
                ("2013-02-28",),
                'Printed "28 February 13", which lies outside the time of the plan; is the year right?',
            ),
        ),
        (
            SourceCell("31/12/13\n28/02/14"),
            Reading(
                ("2013-12-31", "2014-02-28"),
                'Printed "31/12/13 28/02/14"; read as 2013-12-31, then 2014-02-28.',
            ),
        ),
        (
            SourceCell("41680", number=True),
            Reading(("2014-02-10",), "Printed as the number 41680; read as 2014-02-10."),
        ),
        (SourceCell("2014-02-10", day=date(2014, 2, 10)), Reading(("2014-02-10",))),
    ],
)
def test_what_was_not_printed_is_told(cell: SourceCell, found: Reading) -> None:
    assert reading(cell, WINDOW) == found


@pytest.mark.parametrize(
    "text",
    ["TBC", "x January 14", "31/02/2014", "13/13/13", "soon", "41680", "Q1 2013/14", "31/01/14 or later",
     "12", "May be"],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert reading(SourceCell(text), WINDOW) is None


def test_without_a_window_no_year_and_no_number_is_guessed() -> None:
    assert reading(SourceCell("December"), Window()) is None
    assert reading(SourceCell("41680", number=True), Window()) is None
    assert reading(SourceCell("30 November"), Window(date(2013, 11, 1), date(2014, 12, 1))) is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_comes_back_from_the_ways_it_is_printed(day: date) -> None:
    forms = [
        f"{day:%d/%m/%Y}",
        f"{day:%d/%m/%y}",
        f"{day.day} {day:%B %Y}",
        f"{day:%A} {day.day}th {day:%b} {day:%y}",
    ]
    for form in forms:
        assert reading(SourceCell(form), Window()) == Reading((day.isoformat(),))


@given(st.text(max_size=30))
def test_whatever_is_read_is_a_date_of_a_plan(text: str) -> None:
    found = reading(SourceCell(text), WINDOW)
    assert found is None or all(plan_date(each).precision is not Precision.UNREADABLE for each in found.dates)


def test_many_firsts_of_months_are_perhaps_months() -> None:
    assert firsts([f"2014-{month:02}-01" for month in range(1, 7)])
    assert not firsts(["2014-01-01"] * 4)
    assert not firsts([*(f"2014-{month:02}-01" for month in range(1, 7)), "2014-03-31"])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("LBR", ("LBR",)), ("lbh", ("LBH",)), ("Barking and Dagenham", ("LBBD",)), ("LBBB", ("LBBD",)),
        ("LBH, LBR", ("LBH", "LBR")), ("LBH/LBR", ("LBH", "LBR")), ("LBH\nLBR", ("LBH", "LBR")),
        ("Barking and Dagenham and LBR", ("LBBD", "LBR")), ("NHS Barking and\nDagenham CCG", ("BDCCG",)),
    ],
)  # fmt: skip
def test_owners_are_matched_before_a_cell_is_split(text: str, codes: tuple[str, ...]) -> None:
    if text == "Barking and Dagenham and LBR":
        assert Register(KNOWN).owners(text).codes == (text,)  # in which way it is to be split nobody can know
    else:
        assert Register(KNOWN).owners(text) == Owners(codes)


def test_owners_run_together_are_told() -> None:
    assert Register(KNOWN).owners("LBHLBR") == Owners(
        ("LBH", "LBR"), ('The owners are printed "LBHLBR"; read as LBH, LBR.',)
    )


def test_an_unknown_owner_stays_as_printed_and_likeness_only_suggests() -> None:
    found = Register(KNOWN).owners("LBRR, LBH")
    assert found.codes == ("LBRR", "LBH")
    assert found.doubts == (
        "Owner printed \"LBRR\", which is no organisation of the list; did you mean 'LBR'?",
    )
    assert "did you mean 'Barking and Dagenham'?" in Register(KNOWN).owners("Barkng and Dagenham").doubts[0]
    assert Register({}).owners("LBRR, LBH") == Owners(("LBRR", "LBH"))


def test_a_name_that_was_met_is_the_same_in_any_case() -> None:
    register = Register({})
    assert register.owners("North Hospital; LBH").codes == ("North Hospital", "LBH")
    assert register.owners("NORTH HOSPITAL / Lbh").codes == ("North Hospital", "LBH")
    assert register.owners("lbh, LBH").codes == ("LBH",)
    assert [*register.found] == ["North Hospital", "LBH"]


@pytest.mark.parametrize("text", ["n/a", "N/A", "TBC", "tbc.", "-", "–", "?", "none", "To be confirmed"])
def test_words_for_nobody_are_no_owner(text: str) -> None:
    register = Register({})
    assert (register.owners(text), register.found) == (Owners(()), {})


def test_a_sentence_is_no_owner() -> None:
    assert (
        Register(KNOWN).owners("All of the organisations that have said they would do so by then").codes == ()
    )


def test_ratings_are_words_of_the_key_and_grounds_that_a_person_has_named() -> None:
    ratings = Ratings(shipped_key("rag-complete"), {"92D050": "green"})
    assert ratings.rated("Green", "", "row 1") == Rated("green")
    assert ratings.rated("", "92D050", "row 2") == Rated("green")
    assert ratings.rated("Red", "92D050", "row 3") == Rated(
        "red", 'Rating printed "Red", on a ground that stands for green.'
    )
    assert ratings.rated("Greeen", "", "row 4").doubt == (
        "Rating printed \"Greeen\", which is not a level of the key; did you mean 'green'?"
    )
    assert ratings.rated("", "FFC000", "row 5") == ratings.rated("", "FFC000", "row 9") == Rated()
    assert ratings.questions("table 1") == [
        "In table 1 the ground FFC000 (amber) stands on 2 ratings, first in row 5; which level does it mean?"
    ]


@pytest.mark.parametrize(
    ("colour", "name"), [("FF0000", "red"), ("FFC000", "amber"), ("FFFF00", "yellow"), ("92D050", "green"),
                         ("0070C0", "blue"), ("BFBFBF", "grey"), ("000000", "black"), ("7030A0", "purple")]
)  # fmt: skip
def test_colours_have_the_names_people_give_them(colour: str, name: str) -> None:
    assert hue(colour) == name


def test_recommendations_are_numbers_and_ranges() -> None:
    assert recommendations("Recommendations 8, 13 and 124 – 125") == (["8", "13", "124-125"], "")
    assert recommendations("8; see annex") == (["8"], "seeannex")


def test_people_are_told_apart() -> None:
    assert people("AA, JS/LM & Head of Quality\nAA") == ["AA", "JS", "LM", "Head of Quality"]
