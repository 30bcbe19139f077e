"""Text that would give orders to a terminal, a log or a reader is shown and does nothing."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from conftest import Run, Write

from lint.plan_files import ORGANISATION, PROGRAMME, UNRATED
from ragplan.escaping import one_line, terminal
from ragplan.output import FORMATS

ORDERS = [
    pytest.param('"\\e[31mred\\e[0m"', id="colour"),
    pytest.param('"\\e]8;;https://example.org\\ax\\e]8;;\\a"', id="link"),
    pytest.param('"\\e[2J\\e[1;1H"', id="clear-the-screen"),
    pytest.param('"a\\rb\\bc"', id="overwrite"),
    pytest.param('"\\x00\\x07\\x7f\\x9b31m"', id="control"),
    pytest.param('"\\u202egreen\\u2066"', id="right-to-left"),
    pytest.param('"a\\u2028b\\u2029c\\x85d"', id="line-separators"),
    pytest.param('"first\\n::error file=x::second"', id="second-line"),
    pytest.param('"a\\u200bb\\u200ec\\u00ade"', id="invisible"),
    pytest.param('"a\\rb"', id="carriage-return"),
]
COMMAND = "::error file=x.yaml,line=1::all is lost"


def harmless(text: str) -> bool:
    """Whether a text has no character that a terminal obeys, but the ends of its lines."""
    shown = text.replace("\n", "").replace("\u00ad", "")
    return not any(unicodedata.category(letter) in {"Cc", "Cf", "Zl", "Zp"} for letter in shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\u001b[31mred"),
        ("\x00\x07\x7f\x9b", "\\u0000\\u0007\\u007f\\u009b"),
        ("\u202egreen\u2066", "\\u202egreen\\u2066"),
        ("a\u200bb\ufeffc", "a\\u200bb\\ufeffc"),
        ("a\u2028b\u2029c\x85d", "a\\u2028b\\u2029c\\u0085d"),
        ("a\rb\tc", "a\\u000db c"),
        (
            "two\nlines, so\u00adft, \U0001f469\u200d\U0001f4bb",
            "two\nlines, so\u00adft, \U0001f469\u200d\U0001f4bb",
        ),
        ("é – “x”", "é – “x”"),
    ],
)
def test_what_a_terminal_obeys_or_hides_is_shown(text: str, shown: str) -> None:
    assert terminal(text) == shown
    assert harmless(one_line(text).replace("\u200d", ""))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("order", ORDERS)
def test_control_characters_of_a_text_are_shown_and_not_obeyed(
    run: Run, plan: Path, write: Write, order: str, format: str
) -> None:
    programme = PROGRAMME.replace("owners: [A]", f"owners: [A, {order}]")
    write({"programme.yaml": programme, "A.yaml": f"{UNRATED}    rating: {order}\n    due: {order}\n"})
    ran = run("lint", "--format", format)
    assert ran.code == 1
    assert harmless(ran.stdout)
    assert harmless(ran.stderr)
    if format == "concise":
        assert all(line.startswith("plans/") for line in ran.stdout.splitlines())
    if format == "json":
        found = {each["code"] for each in json.loads(ran.stdout)["findings"]}
        assert found in ({"RAG001"}, {"RAG102", "RAG107", "RAG201"})


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("words", range(0, 75, 5))
def test_no_line_of_the_output_is_a_command_to_a_build_log(
    run: Run, plan: Path, write: Write, words: int, format: str
) -> None:
    text = f"{'x' * words} {COMMAND}"
    write({"A.yaml": f'{ORGANISATION}    "{text}": x\n'})
    ran = run("lint", "--format", format)
    assert "all is lost" in ran.stdout
    commands = [line for line in ran.stdout.splitlines() if line.lstrip().startswith("::")]
    if format == "github":  # it speaks in commands, one a finding
        (command,) = commands
        assert command.startswith("::error file=plans/A.yaml,")
    else:
        assert commands == []


def test_a_file_name_is_no_command_to_a_build_log(run: Run, plan: Path, write: Write) -> None:
    write({"::error title=x::y.yaml": ""})
    for folder in (plan, plan.parent):
        ran = run("lint", "--plans", "." if folder == plan else "plans", cwd=folder)
        assert ran.code == 1
        assert not [line for line in ran.stdout.splitlines() if line.lstrip().startswith("::")]


@pytest.mark.parametrize(
    "words", ["$(id)", "`id`", "; rm -rf x", "<script>", "{{ 7 * 7 }}", "%n", "[bold]x[/]"]
)
def test_words_that_mean_something_elsewhere_are_told_as_they_stand(
    process: Run, plan: Path, write: Write, words: str
) -> None:
    write({"A.yaml": f"{UNRATED}    rating: '{words}'\n"})
    ran = process("lint")
    assert ran.stdout.startswith(f"plans/A.yaml:5:13: error RAG107 '{words}' is not a level of the key")


def test_arguments_are_shown_and_not_obeyed(run: Run, plan: Path) -> None:
    for arguments in (
        ["--plans", "\x1b[31m"],
        ["\x1b[31m"],
        ["--select", "\x1b[31m"],
        ["--fail-on", "\x1b[31m"],
    ):
        ran = run("lint", *arguments)
        assert ran.code == 2
        assert harmless(ran.stderr)
