"""A comment for people, rendered as a forge renders it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from output.findings import ALL, COMPARED, OVERDUE, SUNDAY, UNQUOTED, WATERMELON, hostile, many
from ragplan.diagnostics import Diagnostic
from ragplan.escaping import comment, one_line
from ragplan.output import render
from ragplan.output.about import NOTHING, About, CommentSection
from ragplan.output.markdown import LIMIT, LONGEST

FORGE = MarkdownIt("gfm-like", {"html": True, "linkify": False})
OURS = {"h2", "h3", "p", "strong", "em", "br", "table", "thead", "tbody", "tr", "th", "td", "a", "ul", "li"}
CALLS = re.compile(r"[@%~][\w\"]|[#!$^][\w\"]|&\d|\bgh-\d|://|\bwww\.|:[\w+-]+:", re.IGNORECASE)
"""What forges look for in the text of a comment, after Markdown has been rendered."""


class Page(HTMLParser):
    """What a reader of a rendered comment meets: tags, links, and the words of each cell."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.cells: list[str] = []
        self.text = ""
        self.in_cell = False
        self.feed(FORGE.render(markdown))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]
        if tag == "td":
            self.cells.append("")
            self.in_cell = True
        if tag == "br":
            self.handle_data("\n")

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.in_cell:
            self.cells[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.in_cell = self.in_cell and tag != "td"


def test_the_findings_stand_in_tables_new_ones_first() -> None:
    page = Page(render(ALL, "markdown", COMPARED))
    assert set(page.tags) == OURS | {"details", "summary"}
    assert page.tags.count("table") == 3
    rows = [page.cells[at : at + 3] for at in range(0, 15, 3)]
    assert [row[0].strip() for row in rows] == ["error", "error", "warning", "info", "warning"]
    assert rows[0][1].split("\n") == [
        "'2.1' is rated green, but was due on 31 January 2014 (RAG304 rating-against-date)",
        "Fix: rate it as the key says, or give the date it was completed",
    ]
    assert rows[0][2].split("\n") == ["nhs/plans/bhr-francis/LBR.yaml:13", "actions/2.1/rating"]
    assert page.text.index("1 finding was there before") > page.text.index("2014-03-30 is a Sunday")
    assert page.links[0] == ("https://git.example.org/nhs/plans/edit/main/nhs/plans/bhr-francis/LBR.yaml#L13")


def test_what_was_there_before_is_open_where_the_change_answers_for_it() -> None:
    assert "<details>\n" in render([UNQUOTED], "markdown", COMPARED)
    assert "<details open>\n" in render([UNQUOTED], "markdown", COMPARED._replace(fails=lambda _: True))


@given(found=many)
def test_a_plan_makes_nothing_but_words(found: list[Diagnostic]) -> None:
    page = Page(render(found, "markdown", NOTHING))
    assert set(page.tags) <= {"h3", "p", "strong", "em", "br", "table", "thead", "tbody", "tr", "th", "td"}
    assert page.tags.count("tr") == len(found) + bool(found)
    assert page.tags.count("br") == sum(
        bool(each.help) + bool(each.subject.partition(" ")[2]) for each in found
    )
    assert page.links == []


@given(words=hostile)
def test_words_are_shown_as_they_are_and_call_nobody(words: str) -> None:
    line = comment(words)
    shown = Page(f"| a |\n|---|\n| {line} |").cells[0]
    assert "\n" not in line
    assert shown.replace("\u200b", "").strip() == one_line(words).strip()
    assert not CALLS.search(shown)
    alone = Page(line)
    assert set(alone.tags) <= {"p"}
    assert not line.startswith("/")


@pytest.mark.parametrize(
    "words",
    [
        *(
            "@nhs/secretariat",
            "see #12",
            "fixes nhs/plans#3",
            "!7",
            "a@example.org",
            "GH-4",
            "~bug",
            "%12",
            "&3",
        ),
        *("https://example.org", "www.example.org", ":tada:", "/close", "$5", "R&D", "50% of 3 @ 5"),
    ],
)
def test_calls(words: str) -> None:
    shown = Page(comment(words)).text
    assert not CALLS.search(shown)
    assert shown.replace("\u200b", "").strip() == words


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://e.org/>) <b>",
        "https://e.org/a b|c)d\\e\n",
        "https://e.org/%7C",
    ],
)
def test_a_link_leads_to_the_web_and_no_further(link: str) -> None:
    page = Page(render([SUNDAY], "markdown", COMPARED._replace(link=lambda _: link, sections=())))
    assert page.tags.count("td") == 3
    assert [each[:14] for each in page.links] == (["https://e.org/"] if link.startswith("https") else [])
    assert set(page.tags) <= OURS


def test_a_long_message_is_cut() -> None:
    shown = Page(render([SUNDAY._replace(message="x" * 5000)], "markdown")).cells[1]
    assert shown == "x" * LONGEST + "… (RAG206 weekend-due-date)"


def numbered(count: int, known: bool = False) -> list[Diagnostic]:
    """As many findings."""
    return [OVERDUE._replace(message=f"finding {number}", known=known) for number in range(count)]


ROWS = tuple(f"- change {number} {'x' * 40}" for number in range(3000))


def test_too_long_is_cut_at_a_row_and_said() -> None:
    about = COMPARED._replace(
        sections=(CommentSection("What changed", ("The diff:", ""), ROWS, "change"), *COMPARED.sections[1:])
    )
    text = render(numbered(30), "markdown", about)
    page = Page(text)
    shown = page.tags.count("li")
    assert LIMIT - 1200 < len(text) <= LIMIT
    assert page.tags.count("td") == 3 * 30
    assert text.splitlines()[-1] == (
        f"*{3000 - shown} more changes and 1 more organisation are left out, because a comment has no "
        "room for more; "
        "`ragplan check` lists them all.*"
    )
    assert [line for line in text.splitlines() if line.startswith("- change")] == list(ROWS[:shown])


def test_the_verdict_stays_then_findings_then_what_was_there_before() -> None:
    text = render(numbered(300) + numbered(300, known=True), "markdown", COMPARED)
    page = Page(text)
    assert text.startswith(COMPARED.verdict)
    shown = page.tags.count("td") // 3
    assert 200 < shown < 600
    assert f"*{600 - shown} more findings, 2 more changes and 1 more organisation are left out" in text
    assert text.count("<details>") == text.count("</details>") == (shown > 300)


@given(
    count=st.integers(0, 400),
    rows=st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 400)), max_size=4),
    verdict=st.text(max_size=20).map(lambda text: text * 6000),
    base=st.sampled_from(["", "0123"]),
)
def test_never_longer_and_nothing_is_lost_silently(
    count: int, rows: list[tuple[int, int]], verdict: str, base: str
) -> None:
    sections = tuple(
        CommentSection(f"Section {number}", (), ("x" * length,) * many, f"thing {number}")
        for number, (many, length) in enumerate(rows)
    )
    found = [*numbered(count), WATERMELON, UNQUOTED]
    text = render(found, "markdown", About(verdict=verdict, sections=sections, base=base))
    assert len(text) <= LIMIT
    assert len(text.encode("utf-8", "replace")) <= 262_144
    shown = sum(line.startswith("| ") and "RAG" in line for line in text.splitlines())
    left = re.search(r"(\d+) more findings? ?", text.splitlines()[-1])
    assert shown + (int(left[1]) if left else 0) == len(found)
