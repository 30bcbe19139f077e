"""``ragplan report recommendations`` on the real plans: nothing printed is lost, and every count is right."""

from __future__ import annotations

import csv
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from golden.command import REPOSITORY, once, ragplan
from golden.page import Page, as_page, sentences, squeezed, uneven

FORMATS = ("html", "markdown")
PROGRAMMES = ("wigan-francis", "bhr-francis", "merton-quality", "coventry-rugby-francis")
EVERY_FORMAT = pytest.mark.parametrize("format", FORMATS)
EVERY_PAPER = pytest.mark.parametrize(
    ("programme", "format"), [(programme, format) for programme in PROGRAMMES for format in FORMATS]
)
LINK = "http://francisresponse.dh.gov.uk/"
TITLE = "Report of the Mid Staffordshire NHS Foundation Trust Public Inquiry"


def transcribed(name: str) -> list[dict[str, str]]:
    """The lines of a transcription; quotes in it are printed ones."""
    with (REPOSITORY / "tests/papers" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


WIGAN = transcribed("wigan-2014-02-25-register.tsv")
EVERY_POSITION = pytest.mark.parametrize("printed", WIGAN, ids=[row["number"] for row in WIGAN])


def paper(programme: str, format: str) -> str:
    """A paper from standard output."""
    ran = once("report", "recommendations", "--programme", programme, "--format", format, "--output", "-")
    assert ran.code == 0, ran.err
    return ran.out


@cache
def page_of(programme: str, format: str) -> Page:
    """A paper as it is read, whichever way it was written."""
    text = paper(programme, format)
    return Page(text) if format == "html" else as_page(text)


@cache
def entries(programme: str, format: str) -> dict[str, str]:
    """The words of each entry by its numbers, from its heading to the next one."""
    page = page_of(programme, format)
    heads = [each.text for each in page.named("h4")]
    text = page.text.rsplit(" About this register ", 1)[0]
    found: dict[str, str] = {}
    for head, following in zip(reversed(heads), [None, *reversed(heads)], strict=False):
        text, _, words = text.rpartition(f" {head} ")
        assert words, f"{head} stands nowhere before {following}"
        found[head.split()[0].rstrip(".")] = f"{head} {words}"
    return found


def plain(text: str) -> str:
    """Words without the colons and marks that a style sheet or a template puts between them."""
    return squeezed(re.sub(r"[:✓▲●–]", " ", text))


@EVERY_FORMAT
@EVERY_POSITION
def test_every_sentence_of_the_printed_register_is_in_its_entry(printed: dict[str, str], format: str) -> None:
    told = entries("wigan-francis", format)[printed["number"]]
    told = re.sub(r"• ", "", told)
    wanted = [*sentences(printed["recommendation"]), *sentences(printed["position"])]
    assert wanted
    assert [sentence for sentence in wanted if squeezed(sentence) not in told] == []
    assert squeezed(printed["heading"]) in told


@EVERY_FORMAT
def test_the_sections_are_those_printed_with_their_numbers(format: str) -> None:
    printed: dict[str, list[int]] = {}
    for row in WIGAN:
        printed.setdefault(row["section"], []).append(int(row["number"]))
    told = [each.text for each in page_of("wigan-francis", format).named("h3")][:-1]
    spans = [
        f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else f"{numbers[0]}" for numbers in printed.values()
    ]
    expected = [f"{section} ({span})" for section, span in zip(printed, spans, strict=True)]
    assert [each.casefold() for each in told] == [each.casefold() for each in expected]


COUNTS = {
    "wigan-francis": "290 recommendations in the register; 22 apply, 0 do not, 268 are not addressed "
    "in this plan. Of the 22 that apply none has an action and 22 have only a position.",
    "bhr-francis": "290 recommendations in the register; none is said to apply or not to. "
    "52 are named by goals, actions or positions; 238 are not addressed in this plan. "
    "Of the 52 named 52 have an action.",
    "merton-quality": "290 recommendations in the register; 39 apply, 0 do not, 251 are not addressed "
    "in this plan. Of the 39 that apply none has an action and 39 have neither.",
    "coventry-rugby-francis": "290 recommendations in the register; none is said to apply or not to, "
    "and no goal, action or position names one.",
}
REST = {
    "wigan-francis": "Not addressed in this plan 268 of 290 1–122, 145–290",
    "bhr-francis": "Not addressed in this plan 238 of 290 3–6, 9–10, 15–108, 128, 133, 138–144, 148, "
    "151–178, 181–190, 192–193, 195–204, 206–235, 237, 239–243, 246–251, 255–290",
    "merton-quality": "Not addressed in this plan 251 of 290 3–16, 18–19, 21–112, 114–119, 121–122, 125, "
    "138–139, 142–146, 148, 150–151, 154–172, 174–175, 177–178, 181, 184–201, 203, 207–214, 216–217, "
    "219–267, 269–290",
    "coventry-rugby-francis": "Not addressed in this plan 290 of 290 1–290",
}
POSITIONS = (
    "Position not changed since the meeting of 26 November 2013: 0 of 22 "
    "Past the review date: 0 of 4 with a review date "
    "Next: 124–125, 132, 139 (WBCCG), December 2014, in 309 days"
)
NOT_CONSIDERED = {
    "wigan-francis": "268 of 290",
    "bhr-francis": "238 of 290",
    "merton-quality": "290 of 290",
    "coventry-rugby-francis": "290 of 290",
}
GAPS = {
    "wigan-francis": "Without a position or an action: 0 of 22 that apply ",
    "bhr-francis": "Without a position or an action: 0 of 52 named ",
    "merton-quality": "Without a position or an action: 39 of 39 that apply 1–2, 17, 20, 113, 120, 123–124, "
    "126–137, 140–141, 147, 149, 152–153, 173, 176, 179–180, 182–183, 202, 204–206, 215, 218, 268 ",
    "coventry-rugby-francis": "",
}


@EVERY_PAPER
def test_the_counts_have_their_denominators(programme: str, format: str) -> None:
    assert COUNTS[programme] in page_of(programme, format).text


@EVERY_PAPER
def test_the_short_lists_tell_how_many_and_which(programme: str, format: str) -> None:
    told = plain(page_of(programme, format).text)
    gap = f"Not yet considered {NOT_CONSIDERED[programme]} "
    assert plain(gap + GAPS[programme] + REST[programme]) in told
    assert (plain(POSITIONS) in told) is (programme == "wigan-francis")


@EVERY_PAPER
def test_only_what_the_programme_touches_has_a_row(programme: str, format: str) -> None:
    page = page_of(programme, format)
    tag = "th" if format == "html" else "td"
    spans = [each.text for each in page.named(tag) if re.fullmatch(r"\d+(–\d+)?", each.text)]
    spans = spans if format == "html" else spans[6:] if spans else []
    ends = [[int(end) for end in span.split("–")] for span in spans]
    numbers = [number for span in ends for number in range(span[0], span[-1] + 1)]
    touched = {"wigan-francis": 22, "bhr-francis": 52, "merton-quality": 39, "coventry-rugby-francis": 0}
    assert (len(numbers), numbers) == (touched[programme], sorted(set(numbers)))


@EVERY_PAPER
def test_the_response_is_told_with_its_totals_and_its_link(programme: str, format: str) -> None:
    page = page_of(programme, format)
    response = "Hard Truths: The Journey to putting patients first, 19 November 2013 " + LINK
    told = (
        f"Source: {TITLE}, 6 February 2013",
        f"The government’s response: {response}",
        "204 accepted, 57 accepted in principle, 20 accepted in part and 9 not accepted, of 290",
        "The response to each single recommendation is not recorded here.",
    )
    assert [words for words in told if plain(words) not in plain(page.text)] == []
    assert [each.attributes["href"] for each in page.named("a")][-1] == LINK


def test_a_heading_of_each_of_two_papers_is_kept_with_whose_it_is() -> None:
    for format in FORMATS:
        told = entries("merton-quality", format)["123"]
        for words in (
            "Responsibility for monitoring delivery of standards and quality",
            "Heading of Wigan Borough CCG",
            "General Practitioners undertaking a monitoring role",
        ):
            assert words in told


@EVERY_FORMAT
def test_goals_and_actions_are_linked_with_their_ratings(format: str) -> None:
    told = plain(entries("bhr-francis", format)["11"])
    assert told.endswith(
        "Goal 7 To ensure active involvement of clinical leaders in performance management of quality "
        "and safety (1 action, as under 2) "
        "Goal 10 Develop effective shared governance for quality and safety that demonstrates our "
        "commitment to quality "
        "10.1 NHS England's QSG to invite representatives from local authorities and Health Watch Completed "
        "10.2 Identify system wide issues through intelligence sharing Not rated"
    )


@EVERY_FORMAT
def test_neighbours_of_which_the_plan_says_the_same_stand_together(format: str) -> None:
    told = entries("bhr-francis", format)
    numbers = list(told)[::-1]
    assert " ".join(numbers[:12]) == "1 2 7 8 11 12 13–14 109–122 123 124–125 126 127"
    assert len(numbers) == 28
    assert "14 recommendations" in told["109–122"]
    assert "Patients Association’s peer review into complaints (Merton CCG)" in told["109–122"]


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_the_page_has_one_heading_levels_in_order_and_no_empty_cell(programme: str) -> None:
    page = page_of(programme, "html")
    levels = [int(each.tag[1]) for each in page.elements if re.fullmatch(r"h\d", each.tag)]
    assert (levels[0], levels.count(1), page.odd) == (1, 1, [])
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [
        each for each in page.named("td", "th", "dd", "dt", "h2", "h3", "h4", "h5") if not each.text
    ] == []
    assert all(table.text for table in page.named("caption"))
    assert all("scope" in each.attributes for each in page.named("th"))


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_every_link_of_the_index_leads_to_its_entry(programme: str) -> None:
    page = page_of(programme, "html")
    ids = [each.attributes["id"] for each in page.elements if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    links = [each for each in page.named("a") if each.attributes["href"].startswith("#")]
    assert [each.text for each in links if each.attributes["href"][1:] not in ids] == []
    named = [
        each.attributes["aria-labelledby"] for each in page.elements if "aria-labelledby" in each.attributes
    ]
    assert set(named) <= set(ids)
    assert bool(links) is (programme != "coventry-rugby-francis")


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_the_markdown_is_even_and_ends_no_line_with_a_space(programme: str) -> None:
    text = paper(programme, "markdown")
    assert uneven(text) == []
    assert not any(line.endswith(" ") for line in text.splitlines())
    assert "\n\n\n\n" not in text


def test_the_bar_shares_the_register_out_among_all_numbers() -> None:
    for programme in PROGRAMMES[:3]:
        page = page_of(programme, "html")
        styles = [each.attributes.get("style", "") for each in page.named("span")]
        shares = [float(style.removeprefix("flex-grow: ")) for style in styles if style]
        assert sum(shares) == pytest.approx(100, abs=0.01)


def test_the_summary_on_standard_output_counts_the_kinds(tmp_path: Path) -> None:
    plans = ("--plans", str(REPOSITORY / "plans"), "--programme", "wigan-francis")
    lines = ragplan("report", "recommendations", *plans, cwd=tmp_path).out.splitlines()
    assert lines[0] == "reports/wigan-francis-recommendations.html"
    assert lines[1].startswith("WBCCG Action Plan")
    assert COUNTS["wigan-francis"] in lines
    assert [line.rsplit(maxsplit=1) for line in lines[-6:]] == [
        ["An action", "0"],
        ["A position, but no action", "22"],
        ["Neither position nor action", "0"],
        ["Does not apply", "0"],
        ["Not addressed in this plan", "268"],
        ["All recommendations", "290"],
    ]
