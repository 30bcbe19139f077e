"""A Markdown file is front matter in YAML, with places, and a body that begins on a line."""

from __future__ import annotations

from pathlib import PurePath

import pytest

from ragplan.diagnostics import FILE_START
from ragplan.repository.files import is_plan_file
from ragplan.rules.example import FILES
from ragplan.schema.parts import part
from reading.findings import document, findings, only_programme

PATH = "papers/2014-01-20-board.md"
FRONT = "---\n# A comment\ntitle: T\nmeeting: Board\ndate: 2014-01-20\n---\n"
BODY = "# Progress\n\nZoë has it.\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_change_nothing(end: str, mark: str) -> None:
    found = document(mark + (FRONT + BODY).replace("\n", end), PATH)
    assert found.problems == ()
    assert found.data == {"title": "T", "meeting": "Board", "date": "2014-01-20"}
    assert (found.body, found.body_line, found.mark) == (BODY, 7, bool(mark))
    assert found.places[("meeting",)].value == (4, 10, 4, 15)
    assert found.lines[6] == "# Progress"


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        pytest.param("---\ntitle: T\n---\n", "", 4, id="no-body"),
        pytest.param("---\ntitle: T\n---", "", 3, id="no-line-end"),
        pytest.param("---\ntitle: T\n---\n\n\nText", "\n\nText", 4, id="blank-lines-are-the-bodys"),
        pytest.param("--- \t\ntitle: T\n---  \nText\n", "Text\n", 4, id="spaces-behind-a-fence"),
        pytest.param(
            "---\ntitle: T\n---\nText\n---\nMore\n", "Text\n---\nMore\n", 4, id="a-line-in-the-body"
        ),
        pytest.param("---\ntitle: |\n  ---\n  T\n---\nText\n", "Text\n", 6, id="a-line-in-a-text"),
        pytest.param("---\ntitle: T\n# ---\n----\n---\nText\n", None, 0, id="four-are-none"),
    ],
)
def test_front_matter_ends_at_the_first_line_of_three_hyphens(text: str, body: str | None, line: int) -> None:
    found = document(text, PATH)
    if body is None:
        assert [each.rule for each in found.problems] == ["yaml-syntax"]
    else:
        assert (found.problems, found.body, found.body_line) == ((), body, line)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("Dear colleague,\n", id="text"),
        pytest.param("\n---\ntitle: T\n---\n", id="not-on-the-first-line"),
        pytest.param(" ---\ntitle: T\n---\n", id="indented"),
        pytest.param("----\ntitle: T\n----\n", id="four-hyphens"),
        pytest.param("# T\n\n---\n\nText\n", id="a-rule-between-paragraphs"),
    ],
)
def test_a_file_without_front_matter_is_a_text_to_attach(text: str) -> None:
    found = document(text, PATH)
    assert (found.problems, found.data, found.body, found.body_line) == ((), {}, text, 1)
    assert part(found).kind == "annex"


@pytest.mark.parametrize("front", ["---\n---\n", "---\n\n# From the annex\n  # of the report\n---\n"])
def test_front_matter_of_comments_alone_is_not_part_of_a_text_to_attach(front: str) -> None:
    found = document(front + BODY, PATH)
    assert (found.data, found.body, found.body_line) == ({}, BODY, front.count("\n") + 1)
    assert part(found).kind == "annex"


@pytest.mark.parametrize(
    ("text", "rule", "line", "column", "message"),
    [
        pytest.param(
            "---\ntitle: T\nText\n", "yaml-syntax", 1, 1, "begins here and is never closed", id="unclosed"
        ),
        pytest.param("---", "yaml-syntax", 1, 1, "begins here and is never closed", id="opened-only"),
        pytest.param(
            "---\ntitle: a: b\n---\n", "yaml-syntax", 2, 9, "there is a ': ' in a text", id="syntax"
        ),
        pytest.param("---\ntitle: T\ntitle: U\n---\n", "duplicate-key", 3, 1, "appears twice", id="twice"),
        pytest.param("---\ntitle: &a T\n---\n", "yaml-feature", 2, 8, "a YAML anchor", id="anchor"),
        pytest.param("---\nJust text\n---\n", "wrong-value", 2, 1, "expected lines of", id="text"),
        pytest.param("---\ntitle: a\x07\n---\n", "unreadable-file", 2, 9, "U+0007", id="control"),
        pytest.param(FRONT + "Text\n\x1b[2J\n", "unreadable-file", 8, 1, "U+001B", id="control-in-the-body"),
        pytest.param(FRONT + "a\u202eb\n", "unreadable-file", 7, 2, "U+202E", id="right-to-left"),
        pytest.param("Text \x00\n", "unreadable-file", 1, 6, "U+0000", id="control-in-a-text-to-attach"),
        pytest.param('---\ntitle: "a\\e[31m"\n---\n', "unreadable-file", 2, 8, "U+001B", id="escape"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(
    text: str, rule: str, line: int, column: int, message: str
) -> None:
    found = document(text, PATH)
    (problem,) = found.problems
    span = problem.span or found.span(problem.route, problem.at_key)
    assert (problem.rule, *span[:2]) == (rule, line, column)
    assert message in problem.message
    assert (found.data, part(found).content) == ({}, None)


def test_bytes_that_are_no_text_are_told_with_their_line() -> None:
    (problem,) = document(FRONT.encode() + b"caf\xe9\n", PATH).problems
    assert (problem.rule, problem.span) == ("unreadable-file", (7, 4, 7, 5))


def test_a_yaml_file_has_no_body_and_may_begin_with_hyphens() -> None:
    found = document("---\ntitle: T\n", "x.yaml")
    assert (found.data, found.body, found.markdown) == ({"title": "T"}, "", False)


def test_every_mistake_of_a_front_matter_is_told_at_its_place() -> None:
    text = "---\ntitle:\nmeeting: Board\nauthors: AA\nimplications: [a]\nappendices:\n  - show: all\n---\n"
    told = [(each.code, *each.span[:2], each.message) for each in findings(FILES | {PATH: text})]
    assert told == [
        ("RAG006", 2, 1, "'title' is empty"),
        ("RAG005", 4, 1, "there is no field 'authors' here"),
        ("RAG007", 5, 1, "'implications' must be lines of 'field: value', but is a list"),
        ("RAG006", 7, 5, "the field 'title' is missing here"),
        ("RAG007", 7, 11, "'show' cannot be 'all'"),
    ]


@pytest.mark.parametrize(
    ("field", "help"),
    [
        ("Recommendations", "did you mean 'asks'?"),
        ("Recommendation", "did you mean 'asks'?"),
        ("Executive summary", "did you mean 'summary'?"),
        ("Report author", "did you mean 'author'?"),
        ("Agenda item", "did you mean 'item'?"),
        ("Committee", "did you mean 'meeting'?"),
        ("Wards affected", "put what only your cover sheet has under 'other'; known here: "),
    ],
)
def test_the_words_of_other_cover_sheets_lead_to_the_field(field: str, help: str) -> None:
    (found,) = findings(FILES | {PATH: FRONT.replace("---\n#", f"---\n{field}: x\n#")})
    assert (found.code, found.span.line) == ("RAG005", 2)
    assert found.help.startswith(help)


def test_a_paper_knows_its_body_and_where_it_begins() -> None:
    (paper,) = only_programme(FILES | {PATH: FRONT + BODY}).papers
    assert (paper.origin.path, paper.body, paper.body_line) == (PATH, BODY, 7)


def test_where_a_body_begins_is_no_part_of_what_a_paper_is() -> None:
    longer = FRONT.replace("# A comment\n", "# A comment\n# of more lines\n")
    assert (
        only_programme(FILES | {PATH: FRONT + BODY}).papers
        == only_programme(FILES | {PATH: longer + BODY}).papers
    )


def test_an_unclosed_front_matter_is_pointed_at() -> None:
    (found,) = findings(FILES | {PATH: "---\ntitle: T\n"})
    assert (found.code, found.span) == ("RAG002", FILE_START)
    assert found.help == "write a line '---' below its last field"


def test_a_paper_may_be_named_in_capitals() -> None:
    text = "---\ntitle: Progress\nmeeting: Board\n---\nWords.\n"
    assert [document(text, f"papers/x{ending}").markdown for ending in (".md", ".MD", ".Md")] == [True] * 3
    assert is_plan_file(PurePath("plans/papers/x.MD"))
