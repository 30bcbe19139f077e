"""Help: every command has it, and it names every option; a mistyped word is answered with a likely one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from golden.command import once, process, ragplan

from ragplan.cli.app import COMMANDS


def test_help_names_every_command_with_what_it_does() -> None:
    ran = once("--help")
    assert (ran.code, ran.err) == (0, "")
    found = re.findall(r"^  ([a-z]+)  +(\S.*)$", ran.out.split("Commands:")[1], re.MULTILINE)
    assert [name for name, _ in found] == list(COMMANDS)
    assert all(words.endswith(".") for _, words in found)
    options = {"--version", "--install-completion", "--show-completion", "--help"}
    assert options == set(re.findall(r"^  (--[a-z-]+)", ran.out, re.MULTILINE))


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_names_every_option_and_says_what_it_is(command: str) -> None:
    ran = once(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: ragplan {command} ")
    listed = ran.out.split("Options:\n")[1].split("\n\n")[0]
    assert re.findall(r"^  (--[a-z-]+)", listed, re.MULTILINE)[-1] == "--help"
    for entry in re.split(r"^  (?=--)", listed, flags=re.MULTILINE)[1:]:
        words = re.sub(r"^(--[a-z-]+)(, --[a-z-]+)*( <[^>]*>| [A-Z]+)?\s+", "", entry)
        assert re.match(r"[A-Za-z].*\.", words, re.DOTALL), entry


@pytest.mark.parametrize("command", COMMANDS)
def test_usage_has_no_brackets_within_brackets(command: str) -> None:
    usage = once(command, "--help").out.splitlines()[0]
    assert not re.search(r"\[\[|\]\]", usage)


def test_no_word_at_all_is_help(tmp_path: Path) -> None:
    ran = ragplan(cwd=tmp_path)
    assert "Commands:" in ran.out + ran.err


def test_the_version_is_printed_alone() -> None:
    ran = process("--version")
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(r"ragplan \d+\.\d+\.\d+\n", ran.out)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("lst",), "There is no command 'lst'. Did you mean 'list'?"),
        (("reprot", "plan"), "There is no command 'reprot'. Did you mean 'report'?"),
        (("xyz",), "There is no command 'xyz'"),
        (("report", "--formt", "html"), "There is no option '--formt'. Did you mean '--format'?"),
        (("--verson",), "There is no option '--verson'."),
        (("report", "--format", "docs"), "'--format': 'docs' is not one of 'html'"),
        (("report", "--format"), "The option '--format' needs a value."),
        (("lint", "--fix=all"), "The option '--fix' takes no value."),
        (("codeowners", "x", "y"), "These words are too many: x y"),
        (("list", "--organization", "A"), "--organisation"),
        (("explain", "RAG999"), "no rule 'RAG999'"),
        (("explain", "duplicate-reff"), "did you mean 'duplicate-ref'?"),
        (
            ("schema", "programe"),
            "'programe' is not one of 'programme', 'organisation', 'register', 'paper', 'policy', 'any'",
        ),
    ],
)
def test_a_mistyped_word_is_told(words: tuple[str, ...], told: str) -> None:
    ran = once(*words)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_without_a_rule_explain_lists_them_all_one_a_line() -> None:
    lines = once("explain").out.splitlines()
    assert all(re.match(r"RAG\d{3}  (error|warning|info) ", line) for line in lines)
    assert [line for line in lines if line != line.rstrip()] == []
