"""Workflow commands, read as GitHub's runner reads them."""

from __future__ import annotations

import pytest
from hypothesis import given

from output.findings import ALL, COMPARED, MOVED, OVERDUE, SUNDAY, WATERMELON, hostile, many
from output.runner import Command, lines, obeyed
from ragplan.diagnostics import Diagnostic, Severity, Span
from ragplan.escaping import no_command
from ragplan.output import render

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def commands(found: list[Diagnostic]) -> list[Command]:
    """The commands that are told of findings; no line is anything else."""
    told = render(found, "github", COMPARED)
    read = [obeyed(line) for line in lines(told)[:-1]]
    assert not told or told.endswith("\n")
    assert all(read), told
    return [command for command in read if command]


@given(found=many)
def test_a_plan_commands_nothing(found: list[Diagnostic]) -> None:
    told = commands(found)
    for severity, level in LEVELS.items():
        of_it = [each for each in found if each.severity is severity]
        assert sum(each.name == level for each in told) == min(len(of_it), 10)
    assert {each.name for each in told} <= set(LEVELS.values())
    assert all(
        set(each.properties) <= {"file", "line", "endLine", "col", "endColumn", "title"} for each in told
    )


@given(message=hostile, help=hostile)
def test_words_come_through_as_they_are_shown_elsewhere(message: str, help: str) -> None:
    (told,) = commands([WATERMELON._replace(message=message, help=help)])
    first, *second = told.message.split("\n")
    shown = render([WATERMELON._replace(message=message, help="")], "concise").split(" RAG304", 1)[1]
    assert first.strip() == shown.strip()
    assert len(second) == bool(help)


@pytest.mark.parametrize(
    "name", ["a,line=1.yaml", "a:b.yaml", "100%.yaml", "%2C.yaml", "a  b.yaml", "é–風.yaml", "a\nb.yaml"]
)
def test_a_file_is_named_by_its_own_name(name: str) -> None:
    (told,) = commands([WATERMELON._replace(path=f"plans/{name}")])
    assert told.properties["file"] == f"nhs/plans/{name}"
    assert told.properties["line"] == "13"


def test_the_worst_first_then_changed_lines_then_new_ones_then_by_place() -> None:
    found = [
        *(SUNDAY, OVERDUE._replace(known=True), OVERDUE._replace(path="plans/z.yaml")),
        *(OVERDUE, OVERDUE._replace(path="plans/z.yaml", changed=True), WATERMELON),
    ]
    told = [(each.name, each.properties["file"][4:], each.properties["title"]) for each in commands(found)]
    assert told == [
        ("error", WATERMELON.path, "RAG304 rating-against-date"),
        ("warning", "plans/z.yaml", "RAG401 overdue"),
        ("warning", OVERDUE.path, "RAG401 overdue"),
        ("warning", "plans/z.yaml", "RAG401 overdue"),
        ("warning", OVERDUE.path, "RAG401 overdue (was there before)"),
        ("notice", SUNDAY.path, "RAG206 weekend-due-date"),
    ]


def test_a_finding_on_several_lines_has_no_columns() -> None:
    properties = commands([MOVED])[0].properties
    assert (properties["line"], properties["endLine"]) == ("30", "32")
    assert "col" not in properties
    assert "endColumn" not in properties


@pytest.mark.parametrize(
    ("span", "columns"),
    [
        pytest.param(Span(2, 3, 2, 6), ("2", "2", "3", "5"), id="letters"),
        pytest.param(Span(2, 3, 2, 3), ("2", "2", "3", "3"), id="between-letters"),
        pytest.param(Span(1, 1, 1, 1), ("1", "1", "1", "1"), id="file"),
        pytest.param(Span(2, 3, 3, 1), ("2", "2", None, None), id="to-the-end-of-the-line"),
        pytest.param(Span(2, 3, 3, 2), ("2", "3", None, None), id="two-lines"),
    ],
)
def test_places(span: Span, columns: tuple[str | None, ...]) -> None:
    (told,) = commands([SUNDAY._replace(span=span)])
    assert tuple(map(told.properties.get, ("line", "endLine", "col", "endColumn"))) == columns


@pytest.mark.parametrize(("count", "shown"), [(9, 9), (10, 10), (11, 9), (40, 9)])
def test_ten_of_a_level_and_the_tenth_says_how_many_more(count: int, shown: int) -> None:
    found = [OVERDUE._replace(span=Span(number, 1, number, 2)) for number in range(1, count + 1)]
    told = commands([*found, WATERMELON])
    warnings = [each for each in told if each.name == "warning"]
    assert [each.properties.get("line") for each in warnings[:shown]] == [str(n) for n in range(1, shown + 1)]
    assert len(warnings) == min(count, 10)
    if count > 10:
        rest = count - shown
        assert warnings[-1].properties == {"title": f"{rest} more warnings"}
        assert warnings[-1].message == (
            f"{rest} more warnings, more than GitHub shows; 'ragplan check' lists them all"
        )


@given(text=hostile)
def test_no_line_for_people_is_a_command(text: str) -> None:
    assert not any(obeyed(line) for line in lines("".join(map(no_command, text.splitlines(keepends=True)))))


def test_words_of_people_stay() -> None:
    assert no_command("see ::1 and ## [x]") == "see ::1 and ## [x]"
    assert [each.message for each in commands(list(ALL))][-1] == SUNDAY.message
