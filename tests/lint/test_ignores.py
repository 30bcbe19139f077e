"""``# ragplan: ignore[CODE] reason`` silences what it names where it stands, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run, Write

from lint.plan_files import ORGANISATION, PROGRAMME

WHY = "as the paper prints it"
IGNORE = f"# ragplan: ignore[RAG206] {WHY}"


def told(run: Run, *options: str) -> list[str]:
    """The findings as ``line CODE``, in the order of lines and codes."""
    lines = [line.split(": ", 1) for line in run("lint", *options).stdout.splitlines()]
    return sorted(f"{place.split(':')[1]} {said.split()[1]}" for place, said in lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("    due: 2014-03-30", ["6 RAG206"], id="none"),
        pytest.param(f"    due: 2014-03-30  {IGNORE}", [], id="same-line"),
        pytest.param(f"    {IGNORE}\n    due: 2014-03-30", [], id="line-above"),
        pytest.param(f"{IGNORE}\n    due: 2014-03-30", [], id="any-indentation"),
        pytest.param(f"    {IGNORE}\n\n    # More.\n    due: 2014-03-30", [], id="above-comments-and-blanks"),
        pytest.param(f"    due: 2014-03-30 #ragplan:ignore[RAG206] {WHY}", [], id="spaces-are-free"),
        pytest.param(
            f"    due: 2014-03-30  # ragplan: ignore[RAG113,RAG206] {WHY}", ["6 RAG021"], id="one-of-two-used"
        ),
        pytest.param(f"    due: 2014-03-30\n    {IGNORE}", ["6 RAG206", "7 RAG021"], id="line-below"),
        pytest.param(
            f"    due: 2014-03-30\n    next: x  {IGNORE}", ["6 RAG206", "7 RAG021"], id="another-line"
        ),
        pytest.param(
            f"    {IGNORE}\n    next: x\n    due: 2014-03-30", ["6 RAG021", "8 RAG206"], id="too-high"
        ),
        pytest.param(f"    due: 2014-03-31  {IGNORE}", ["6 RAG021"], id="unused"),
        pytest.param(
            f"    due: 2014-03-30  {IGNORE.replace('206', '205')}",
            ["6 RAG021", "6 RAG206"],
            id="another-code",
        ),
        pytest.param(
            f"    due: 2014-03-30  {IGNORE.replace('206', '999')}",
            ["6 RAG021", "6 RAG206"],
            id="no-such-code",
        ),
        pytest.param(
            f"    due: 2014-03-30  {IGNORE.replace('206', '2')}", ["6 RAG021", "6 RAG206"], id="half-a-code"
        ),
        pytest.param("    due: 2014-03-30  # ragplan: ignore[RAG206]", ["6 RAG020"], id="no-reason"),
        pytest.param(
            f"    due: 2014-03-30  # ragplan: ignore[] {WHY}", ["6 RAG020", "6 RAG206"], id="no-code"
        ),
        pytest.param(f"    due: 2014-03-30  # ragplan ignore[RAG206] {WHY}", ["6 RAG206"], id="other-words"),
    ],
)
def test_a_comment_silences_its_own_line_or_the_next_entry(
    run: Run, plan: Path, write: Write, text: str, expected: list[str]
) -> None:
    write({"A.yaml": f"{ORGANISATION}{text}\n"})
    assert told(run) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"    next: |\n      {IGNORE}\n    due: 2014-03-30", id="literal"),
        pytest.param(f"    next: >-\n      Words\n      {IGNORE}\n    due: 2014-03-30", id="folded"),
        pytest.param(f"    next: '{IGNORE}'\n    due: 2014-03-30", id="quoted"),
        pytest.param(f'    next: "x\n      {IGNORE}"\n    due: 2014-03-30', id="quoted-on-two-lines"),
        pytest.param(f"    leads: ['{IGNORE}']\n    due: 2014-03-30", id="in-brackets"),
        pytest.param(f"    next: x#ragplan:ignore[RAG206] {WHY}\n    due: 2014-03-30", id="no-space-before"),
    ],
)
def test_words_of_the_plan_are_no_comment(run: Run, plan: Path, write: Write, text: str) -> None:
    write({"A.yaml": f"{ORGANISATION}{text}\n"})
    assert [line.split()[1] for line in told(run)] == ["RAG206"]


def test_an_organisations_code_is_no_comment(run: Run, plan: Path, write: Write) -> None:
    odd = f'  "{IGNORE}": {{name: Odd}}\n'
    write({"programme.yaml": PROGRAMME.replace("  B: {name: Beta Council}\n", odd)})
    assert told(run) == []


def test_a_comment_after_a_text_that_looks_like_one_counts(run: Run, plan: Path, write: Write) -> None:
    row = f"  - {{ref: 1.1, next: '{IGNORE}'}}  # ragplan: ignore[RAG113] {WHY}\n"
    write({"A.yaml": f"organisation: A\nactions:\n{row}"})
    assert told(run) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("    RAG: green  # ragplan: ignore[RAG005] ours", "RAG005"),
        ("    notes: x  # ragplan: ignore[RAG007] ours", "RAG007"),
        ("    status: x  # ragplan: ignore[RAG004] ours", "RAG004"),
    ],
)
def test_what_keeps_a_file_from_being_read_cannot_be_silenced(
    run: Run, plan: Path, write: Write, text: str, code: str
) -> None:
    write({"A.yaml": f"{ORGANISATION}{text}\n"})
    assert f"6 {code}" in told(run)


def test_an_ignore_is_not_unused_while_its_rule_does_not_run(run: Run, plan: Path, write: Write) -> None:
    write({"A.yaml": f"{ORGANISATION}    due: 2014-03-31  {IGNORE}\n"})
    assert told(run, "--select", "RAG1") == []
    assert told(run, "--ignore", "RAG206") == []
    assert told(run, "--ignore", "RAG021") == []
    assert told(run, "--select", "RAG021,RAG206") == ["6 RAG021"]


def test_every_finding_of_a_line_is_silenced_by_its_own_code(run: Run, plan: Path, write: Write) -> None:
    row = "  - {ref: 7, title: T, leads: [AA], due: 2014-03-30, recommendations: [999]}"
    write({"A.yaml": f"{ORGANISATION}{row}\n"})
    assert told(run) == ["6 RAG105", "6 RAG113", "6 RAG206"]
    write({"A.yaml": f"{ORGANISATION}{row}  # ragplan: ignore[RAG113, RAG105 ,RAG206] {WHY}\n"})
    assert told(run) == []


PAPER = """\
---
# {above}
title: Progress of the plan
meeting: Board
date: 2014-01-20
as_at: 2014-01-27  # {beside}
---
# {body}

{{{{ postions }}}} positions
"""


@pytest.mark.parametrize(
    ("comments", "expected"),
    [
        pytest.param({}, ["10 RAG115", "6 RAG208"], id="none"),
        pytest.param({"beside": "RAG208"}, ["10 RAG115"], id="in-the-front-matter"),
        pytest.param({"above": "RAG208"}, ["10 RAG115", "2 RAG021", "6 RAG208"], id="too-high"),
        pytest.param({"body": "RAG115"}, ["10 RAG115", "6 RAG208"], id="the-body-is-text"),
    ],
)
def test_in_a_paper_a_comment_stands_in_the_front_matter(
    run: Run, plan: Path, write: Write, comments: dict[str, str], expected: list[str]
) -> None:
    words = {
        place: f"ragplan: ignore[{comments[place]}] {WHY}" if place in comments else "Words"
        for place in ("above", "beside", "body")
    }
    write({"papers/2014-01-20-board.md": PAPER.format(**words)})
    assert told(run) == expected


def test_a_text_attached_to_a_paper_has_no_comments(run: Run, plan: Path, write: Write) -> None:
    write({"papers/letter.md": f"{IGNORE}\n\nDear colleague,\n"})
    assert told(run) == ["1 RAG118"]


def test_an_ignore_of_what_depends_on_the_day_is_never_unused(run: Run, plan: Path, write: Write) -> None:
    comment = f"# ragplan: ignore[RAG605] {WHY}"
    row = f"positions:\n  - recommendation: 1\n    status: Accepted.\n    review_by: 2014-02  {comment}\n"
    write({"A.yaml": ORGANISATION + row})
    assert told(run) == []
    for day in ("2014-01-27", "2014-03-31"):
        ran = run("check", "--no-history", "--as-of", day, "--ignore", "RAG3,RAG4")
        assert ran == (0, "", "3 files read, nothing found\n")
