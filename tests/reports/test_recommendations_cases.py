"""The recommendations report on made-up plans: two registers, what does not apply, dates, nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from golden.command import lay, once, ragplan
from golden.page import Page, as_page, squeezed, uneven

from ragplan.rules.example import FILES
from reports.sample import COVERED, DAY

EVERY_FORMAT = pytest.mark.parametrize("format", ["html", "markdown"])
REPORT = ("report", "recommendations", "--output", "-")
INTERNAL = (
    "Volume two is disputed", "Who leaked it", "Page 7 is wrong", "Can we afford it",
    "Would the chair object", "Two have not read it",
)  # fmt: skip
OPEN = (
    "Printed in two volumes", "Is there a third volume?", "Printed on page 7", "How often?", "Is this ours?",
    "Thanks to the library",
)  # fmt: skip


@cache
def text_of(format: str, *options: str) -> str:
    """The report on the plan with two registers, as it is read."""
    ran = once(*REPORT, *DAY, "--format", format, *options, cwd=COVERED)
    assert ran.code == 0, ran.err
    page = Page(ran.out) if format == "html" else as_page(ran.out)
    return squeezed(page.text.replace(":", " "))


TOLD = {
    "registers": "2 registers with 20 recommendations.",
    "one register": "12 recommendations in the register; 5 apply, 2 do not, 3 are named without "
    "being said to apply, 2 are not addressed in this plan. "
    "Of the 5 that apply 1 has an action, 3 have only a position and 1 has neither. "
    "Of the 3 named 2 have an action and 1 has neither.",
    "the other": "8 recommendations in the register; 2 apply, 0 do not, 1 is named without being said "
    "to apply, 5 are not addressed in this plan. "
    "Of the 2 that apply none has an action, 1 has only a position and 1 has neither. "
    "The one named has an action.",
    "gaps": "Without a position or an action 2 of 8 that apply or are named 3, 7",
    "entered without words": "Entered without words, which is no position 1 of 3 entered 1 (EAST)",
    "no words": "Position of EAST Entered without words, which is no position yet",
    "unchanged": "Position not changed since the meeting of 22 April 2024 1 of 2 8 (WEST)",
    "unchanged on the meeting": "Position not changed since the meeting of 22 April 2024 1 of 1 1 (EAST)",
    "late": "Past the review date 1 of 2 with a review date 1–2 (WEST) April 2024, 20 days ago "
    "Next 8 (WEST), 20 May 2024, today",
    "no review date": "Past the review date 0 No position has a review date.",
    "left aside": "Does not apply, or not to all 3 of 12 3 (WEST) West has no nurses "
    "11–12 Meant for hospitals | only",
    "not considered": "Not addressed in this plan 2 of 12 9–10",
    "for one": "Does not apply to WEST West has no nurses",
    "for one only": "Applies to WEST",
    "range": "Position of WEST on 1–2",
    "once": "As printed above",
    "own headings": "The Council Answers in public",
    "no link": "Care that counts, 20 November 2023 not on the web",
    "totals": "6 accepted, 3 accepted in principle, 2 accepted in part and 1 not accepted, of 12",
    "goal without action": "Goal 2 Homes are warm No action yet",
    "own action": "E1 Train the managers (EAST) ▲ Slipped",
    "closed action": "1.2 Inspect them twice Superseded by 1.1",
    "nowhere": "Positions on what no register here holds Position of EAST",
    "no such number": "There is no such number.",
}


@EVERY_FORMAT
@pytest.mark.parametrize("words", TOLD.values(), ids=TOLD)
def test_it_says(words: str, format: str) -> None:
    told = text_of(format).replace("▲Slipped", "▲ Slipped")
    assert squeezed(words.replace(":", " ")) in told


@EVERY_FORMAT
def test_a_public_copy_is_without_internal_remarks_and_with_all_others(format: str) -> None:
    whole, public = text_of(format), text_of(format, "--public")
    assert [remark for remark in INTERNAL if f"Internal {remark}" not in whole] == []
    assert [remark for remark in INTERNAL if remark in public] == []
    assert [remark for remark in OPEN if remark not in public or remark not in whole] == []


def test_a_position_on_a_range_is_printed_once() -> None:
    assert text_of("html").count("We ask all of them.") == 1


def test_only_a_web_address_is_a_link() -> None:
    page = Page(once(*REPORT, *DAY, cwd=COVERED).out)
    away = [each.attributes["href"] for each in page.named("a") if each.attributes["href"][0] != "#"]
    assert away == ["https://example.org/review"]


def test_the_index_names_the_response_of_each_where_any_is_known() -> None:
    lines = once(*REPORT, *DAY, "--format", "markdown", cwd=COVERED).out.splitlines()
    told = [line.split(" | ")[2] for line in lines if line.startswith("| ") and line.count(" | ") == 6]
    assert told == [
        "Response", "Accepted", "Accepted in principle", "Not accepted", *["Not known"] * 5
    ]  # fmt: skip


BARE = FILES["programme.yaml"].replace("registers: [francis-2013]\n", "")
REGISTER = "register: francis-2013\ntitle: Francis\nrecommendations: 1-9\n"


def reported(folder: Path, files: dict[str, str], format: str = "markdown") -> str:
    """The report on plans made on the spot."""
    ran = ragplan(*REPORT, "--as-of", "2014-01-27", "--format", format, cwd=lay(folder, files))
    assert ran.code == 0, ran.err
    assert uneven(ran.out) == []
    return ran.out


def position(folder: Path, calendar: str, line: str) -> str:
    """The report on one position of a programme that meets as the calendar says."""
    head = f"format: ragplan/1\nprogramme: p\ntitle: P\nregisters: [francis-2013]\n{calendar}"
    own = f"organisation: A\npositions:\n  - recommendation: 2\n    status: Said.\n    {line}\n"
    files = {
        "plans/registers/francis-2013.yaml": REGISTER,
        "plans/programme.yaml": f"{head}organisations: {{A: Alpha}}\n",
        "plans/A.yaml": own,
    }
    return reported(folder, files)


def programme(lines: str) -> dict[str, str]:
    """A programme of a few lines."""
    return {"plans/programme.yaml": f"format: ragplan/1\nprogramme: p\ntitle: P\n{lines}"}


@EVERY_FORMAT
def test_a_programme_without_a_register_says_so(format: str, tmp_path: Path) -> None:
    text = reported(tmp_path, programme(""), format)
    assert "This programme names no register of recommendations." in text


@EVERY_FORMAT
def test_a_register_that_is_not_there_is_named(format: str, tmp_path: Path) -> None:
    files = programme("registers: [francis-2013, keogh, berwick]\n")
    files["plans/registers/francis-2013.yaml"] = REGISTER
    made = reported(tmp_path, files, format)
    text = Page(made).text if format == "html" else made
    assert "9 recommendations in the register; none is said to apply" in text
    assert "The registers keogh and berwick are not among these plans." in text


MEETS = "calendar: {meetings: [2013-12-02, 2014-01-13, 2014-01-27]}\n"
LAST = "since the meeting of 13 January 2014:** "
NO_DATE = "2 (A)<br>No position has a date of update."
ONE = " of 1 with a review date<br>"
UPDATES = {
    "without a calendar": ("", "updated: 2014-01-20", "not known of 1<br>The group has no calendar"),
    "at the first meeting": (
        "calendar: {meetings: [2014-01-27]}\n",
        "updated: 2013-01-20",
        "since the last meeting:** 0 of 1<br>No meeting came before this one.",
    ),
    "never dated": (MEETS, "", f"{LAST}1 of 1<br>{NO_DATE}\n"),
    "in the period": (MEETS, "updated: 2014-01-14", f"{LAST}0 of 1\n"),
    "on its last day": (MEETS, "updated: 2014-01-27", f"{LAST}0 of 1\n"),
    "on the day of the meeting before": (MEETS, "updated: 2014-01-13", f"{LAST}1 of 1<br>2 (A)\n"),
    "in a month that reaches into the period": (MEETS, "updated: 2014-01", f"{LAST}0 of 1\n"),
    "in a month before": (MEETS, "updated: 2013-12", f"{LAST}1 of 1<br>2 (A)\n"),
    "unreadable": (MEETS, "updated: last week", f"{LAST}1 of 1<br>{NO_DATE}\n"),
    "review today": (MEETS, "review_by: 2014-01-27", f"0{ONE}Next: 2 (A), 27 January 2014, today\n"),
    "review yesterday": (MEETS, "review_by: 2014-01-26", f"1{ONE}2 (A): 26 January 2014, 1 day ago\n"),
    "review this month": (MEETS, "review_by: 2014-01", f"0{ONE}Next: 2 (A), January 2014, in 4 days\n"),
    "review at no date": (MEETS, "review_by: soon", "0<br>No position has a review date.\n"),
}


@pytest.mark.parametrize(("calendar", "said", "told"), UPDATES.values(), ids=UPDATES)
def test_what_is_not_changed_or_to_be_reviewed(calendar: str, said: str, told: str, tmp_path: Path) -> None:
    assert told in position(tmp_path, calendar, said)


def test_a_review_date_that_is_none_is_still_printed(tmp_path: Path) -> None:
    assert "Review due soon." in position(tmp_path, MEETS, "review_by: soon")


def test_an_action_that_was_closed_without_being_done_is_no_answer(tmp_path: Path) -> None:
    goal = '  - ref: "1"\n    title: G\n    recommendations: [4]\n    actions:\n'
    files = programme(
        "registers: [francis-2013]\napplicable: [4]\ngoals:\n"
        f'{goal}      - {{ref: "1.1", title: T, withdrawn: {{reason: Too dear}}}}\n'
    )
    text = reported(tmp_path, files | {"plans/registers/francis-2013.yaml": REGISTER})
    assert "The one that applies has neither action nor position." in text
    assert "- 1.1 T<br>Withdrawn: Too dear" in text


def test_what_nobody_has_looked_at_is_told_of_every_register(tmp_path: Path) -> None:
    """Neither position nor action, nor said not to apply: of each register, and of all together."""
    files = programme(
        "registers: [francis, keogh]\n"
        "organisations: {A: Alpha}\n"
        "applicable: [francis/1-3]\n"
        "not_applicable: [{recommendations: [keogh/1-7], reason: Not for us}]\n"
    ) | {
        "plans/registers/francis.yaml": REGISTER.replace("francis-2013", "francis"),
        "plans/registers/keogh.yaml": "register: keogh\ntitle: Keogh\nrecommendations: 1-8\n",
        "plans/A.yaml": "organisation: A\npositions:\n  - {recommendation: francis/2, status: It is done.}\n",
    }
    told = reported(tmp_path, files)
    first, second = told.split("## Not yet considered 9 of 17\n")[1].split("\n## ")[0].split("### Keogh ")
    assert first.startswith("\n### Francis 8 of 9\n")
    assert "**Without a position or an action:** 2 of 3 that apply<br>1, 3\n" in first
    assert "**Not addressed in this plan:** 6 of 9<br>4–9\n" in first
    assert second.startswith("1 of 8\n")
    assert "**Not addressed in this plan:** 1 of 8<br>8\n" in second
