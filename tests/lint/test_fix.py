"""``--fix`` mends what needs no decision and touches nothing else, to the byte."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from conftest import Run, Write

from lint.plan_files import ORGANISATION, PROGRAMME, UNQUOTED

BEFORE = """\
# A comment: ref: 1.1
organisation: A   # trailing

actions:
    -   ref:   1.1    # ref: 1.1 stays in a comment
        rating: amber
        status: |
            ref: 1.10
            - 2.2
        notes: ["ref: 1.1", 'ref: 1.1']
    - {ref: A1, title: 'Write', leads: [AA], due: 2014-02-28, depends_on: [1.1, A2, "1.1"]}
    - ref: A2
      title: 12.0
      due: 2014-02-28
      superseded_by:
          1.1
      depends_on:
          - 1.1
      goal: 1
"""
AFTER = (
    BEFORE.replace("ref:   1.1 ", 'ref:   "1.1" ')
    .replace("[1.1,", '["1.1",')
    .replace("          1.1\n      d", '          "1.1"\n      d')
    .replace("- 1.1\n", '- "1.1"\n')
    .replace("goal: 1\n", 'goal: "1"\n')
)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("last", ["", "cut"])
def test_refs_are_quoted_and_no_other_byte_is_touched(
    run: Run, plan: Path, write: Write, end: str, mark: str, last: str
) -> None:
    def file(text: str) -> bytes:
        return (mark + (text.rstrip("\n") if last else text).replace("\n", end)).encode()

    write({"A.yaml": file(BEFORE)})
    ran = run("lint", "--fix")
    assert (plan / "A.yaml").read_bytes() == file(AFTER)
    assert (ran.code, ran.stdout) == (0, "")
    assert ran.stderr == "fixed 5 in plans/A.yaml\n3 files read, nothing found\n"
    assert run("lint", "--fix") == (0, "", "3 files read, nothing found\n")
    assert (plan / "A.yaml").read_bytes() == file(AFTER)


def test_wide_and_combining_letters_before_a_ref_do_not_shift_it(run: Run, plan: Path, write: Write) -> None:
    text = "organisation: A\nactions: [{rating: A, status: 日本 😀 e\u0301, ref: 1.1}]\n"
    write({"A.yaml": text})
    assert run("lint", "--fix").code == 0
    assert (plan / "A.yaml").read_bytes() == text.replace("ref: 1.1", 'ref: "1.1"').encode()


@pytest.mark.parametrize(
    "written",
    ["1", "1.10", "012", "-1", "+1", "1.", ".5", "1e3", "1_000", "0x1F", "0o17", "1:30"],
)
def test_every_ref_that_yaml_tools_take_for_a_number_is_quoted(
    run: Run, plan: Path, write: Write, written: str
) -> None:
    row = "  - ref: {}\n    title: T\n    leads: [AA]\n    due: 2014-02-28\n"
    write({"A.yaml": ORGANISATION + row.format(written)})
    ran = run("lint", "--fix")
    assert (ran.code, ran.stdout) == (0, "")
    assert (plan / "A.yaml").read_text(encoding="utf-8") == ORGANISATION + row.format(f'"{written}"')


@pytest.mark.parametrize("written", ["1.1.1", "A1", "1a", "2.1-x", "'1.1'", "one", "1 1", "v1.0"])
def test_a_ref_that_is_text_everywhere_is_left_alone(
    run: Run, plan: Path, write: Write, written: str
) -> None:
    text = f"{ORGANISATION}  - ref: {written}\n    title: T\n    due: 2014-02-28\n"
    write({"A.yaml": text})
    assert "RAG113" not in run("lint", "--fix").stdout
    assert (plan / "A.yaml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("field", ['"ref": 1.1', "'ref': 1.1", "ref : 1.1"])
def test_a_field_name_may_be_written_in_any_way(run: Run, plan: Path, write: Write, field: str) -> None:
    text = f"organisation: A\nactions:\n  - {field}\n    rating: A\n    status: Drafted.\n"
    write({"A.yaml": text})
    assert "RAG113" in run("lint").stdout
    assert run("lint", "--fix").code == 0
    assert (plan / "A.yaml").read_text(encoding="utf-8") == text.replace("1.1", '"1.1"')


@pytest.mark.parametrize(
    "options",
    [
        ["--ignore", "RAG113"],
        ["--select", "RAG2"],
        ["plans/programme.yaml"],
        ["--fail-on", "never", "plans/registers"],
    ],
)
def test_only_what_is_told_is_mended(run: Run, plan: Path, write: Write, options: list[str]) -> None:
    write({"A.yaml": UNQUOTED})
    assert run("lint", "--fix", *options).code == 0
    assert (plan / "A.yaml").read_text(encoding="utf-8") == UNQUOTED


def test_what_a_comment_ignores_is_not_mended(run: Run, plan: Path, write: Write) -> None:
    text = UNQUOTED.replace("1.1", "1.1  # ragplan: ignore[RAG113] as on the paper")
    write({"A.yaml": text})
    assert run("lint", "--fix") == (0, "", "3 files read, nothing found\n")
    assert (plan / "A.yaml").read_text(encoding="utf-8") == text


def test_what_needs_a_person_is_told_after_the_mending(run: Run, plan: Path, write: Write) -> None:
    write({"A.yaml": UNQUOTED + "    updated: TBC\n", "programme.yaml": PROGRAMME.replace('"1"', "1")})
    ran = run("lint", "--fix")
    assert ran.code == 1
    assert ran.stdout.startswith("plans/A.yaml:6:14: error RAG201")
    assert ran.stdout.count("\n") == 1
    assert ran.stderr.splitlines() == [
        "fixed 1 in plans/A.yaml",
        "fixed 1 in plans/programme.yaml",
        "1 finding needs fixing.",
        "  1 error: 1 RAG201 invalid-date",
        "3 files read",
    ]


def test_a_file_that_cannot_be_read_is_not_written(run: Run, plan: Path, write: Write) -> None:
    write({"A.yaml": UNQUOTED + "status: 'open\n"})
    assert run("lint", "--fix").code == 1
    assert (plan / "A.yaml").read_text(encoding="utf-8") == UNQUOTED + "status: 'open\n"


@pytest.mark.skipif(sys.platform == "win32", reason="the mode of a file is POSIX's")
def test_a_mended_file_keeps_its_mode_and_leaves_nothing_beside_it(
    process: Run, plan: Path, write: Write
) -> None:
    write({"A.yaml": UNQUOTED})
    (plan / "A.yaml").chmod(0o640)
    assert process("lint", "--fix").code == 0
    assert stat.S_IMODE((plan / "A.yaml").stat().st_mode) == 0o640
    assert sorted(path.name for path in plan.iterdir()) == ["A.yaml", "programme.yaml", "registers"]


def test_an_organisation_is_written_by_its_code(run: Run, plan: Path, write: Write) -> None:
    programme = PROGRAMME.replace("owners: [A]", "owners: ['a']")
    write({"A.yaml": "organisation: a  # us\nactions:\n  - ref: '1.1'\n    status: Drafted.\n"})
    write({"programme.yaml": programme})
    assert run("lint").stdout.count("RAG103") == 1 + ("'a'" in programme)
    assert "RAG103" not in run("lint", "--fix").stdout
    assert (plan / "A.yaml").read_text(encoding="utf-8").startswith("organisation: A  # us\n")
    assert (plan / "programme.yaml").read_text(encoding="utf-8") == programme.replace("['a']", "['A']")
