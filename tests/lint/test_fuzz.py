"""Whatever stands in a plans folder, lint is clean or names places in it; nothing else ever happens.

``RAGPLAN_FUZZ=5000 pytest tests/lint/test_fuzz.py`` looks longer, and elsewhere each time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import EXAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from lint.damage import REAL, SMALL, SNIPPETS, damaged_plans, random_plans
from ragplan.cli.app import app

pytestmark = pytest.mark.thorough


def linted(folder: Path, *options: str) -> tuple[int, str]:
    arguments = ["lint", "--plans", str(folder), "--fail-on", "info", *options]
    done = CliRunner().invoke(app, arguments, prog_name="ragplan", catch_exceptions=False)
    return done.exit_code, done.stdout_bytes.decode()


def checked(folder: Path) -> int:
    arguments = [
        "check",
        "--plans",
        str(folder),
        "--no-history",
        "--fail-on",
        "info",
        "--as-of",
        "9999-12-31",
    ]
    return CliRunner().invoke(app, arguments, prog_name="ragplan", catch_exceptions=False).exit_code


def check(files: Mapping[str, bytes]) -> None:
    """Lint files, check and fix them; each finding lies in its file, and ``--fix`` mends no other file."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for path, content in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        code, output = linted(folder, "--format", "json")
        findings = json.loads(output)["findings"] if output else []
        assert (code in {0, 2}) if not findings else (code == 1)
        for each in findings:
            each["file"] = Path(each["file"]).relative_to(folder).as_posix()
            start, end = (each["line"], each["column"]), (each["end_line"], each["end_column"])
            assert start <= end
            stands_in(files[each["file"]], *start)
            stands_in(files[each["file"]], *end)
        format = ("concise", "full")[sum(map(len, files.values())) % 2]
        again, told = linted(folder, "--format", format)
        assert (again, bool(told)) == (code, bool(findings))
        assert checked(folder) >= code
        assert linted(folder, "--fix")[0] in {0, 1, 2}
        mended = {path for path, content in files.items() if (folder / path).read_bytes() != content}
        assert mended == {each["file"] for each in findings if each["fixable"]}


def stands_in(content: bytes, line: int, column: int) -> None:
    """A place is in a file: at one of its characters, or right after the last one of a line."""
    text = content.decode("utf-8-sig", "replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert 1 <= line <= len(lines)
    assert 1 <= column <= len(lines[line - 1]) + 1


@settings(max_examples=EXAMPLES or 120)
@given(damaged_plans(SMALL))
def test_a_small_plan_that_was_damaged(files: dict[str, bytes]) -> None:
    check(files)


@settings(max_examples=EXAMPLES or 40)
@given(st.sampled_from(REAL).flatmap(damaged_plans))
def test_the_real_plan_damaged(files: dict[str, bytes]) -> None:
    check(files)


@settings(max_examples=EXAMPLES or 120)
@given(random_plans)
def test_files_of_anything_at_all(files: dict[str, bytes]) -> None:
    check(files)


@pytest.mark.parametrize("name", SMALL)
def test_a_file_cut_anywhere(name: str) -> None:
    for length in range(0, len(SMALL[name]), 7):
        check(SMALL | {name: SMALL[name][:length]})


@pytest.mark.parametrize("snippet", SNIPPETS, ids=repr)
def test_a_snippet_alone_and_at_the_end_of_a_file(snippet: bytes) -> None:
    check({"A.yaml": snippet})
    check(SMALL | {"A.yaml": SMALL["A.yaml"] + snippet})
