"""What ``ragplan lint`` looks for, what it tells, and the code it exits with."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT, Run, Write

from lint.plan_files import NOT_A_DATE, ON_A_SUNDAY, UNKNOWN_FIELD, UNQUOTED

EVERYTHING = {"A.yaml": UNQUOTED + "    updated: TBC\n    due: 2014-03-30\n"}


def codes(output: str) -> list[str]:
    return [line.split()[2] for line in output.splitlines()]


def test_a_clean_plan_says_so_and_exits_with_0(process: Run, plan: Path) -> None:
    assert process("lint") == (0, "", "3 files read, nothing found\n")


@pytest.mark.parametrize(
    ("text", "code", "line", "talk"),
    [
        pytest.param(
            NOT_A_DATE,
            1,
            "plans/A.yaml:6:14: error RAG201 'TBC' is not a date",
            "1 finding needs fixing.\n  1 error: 1 RAG201 invalid-date\n3 files read\n",
            id="error",
        ),
        pytest.param(
            UNQUOTED,
            1,
            "plans/A.yaml:3:10: warning RAG113 other tools would read the ref 1.1 as a number",
            "1 finding needs fixing.\n  1 warning: 1 RAG113 number-like-ref\n"
            "3 files read; 1 can be fixed with --fix\n",
            id="warning",
        ),
        pytest.param(
            ON_A_SUNDAY,
            0,
            "plans/A.yaml:6:10: info RAG206 2014-03-30 is a Sunday",
            "Nothing needs fixing. 1 finding is worth a look.\n"
            "  1 info: 1 RAG206 weekend-due-date\n3 files read\n",
            id="info",
        ),
        pytest.param(
            UNKNOWN_FIELD,
            1,
            "plans/A.yaml:6:5: error RAG005 there is no field 'RAG' here",
            "1 finding needs fixing.\n  1 error: 1 RAG005 unknown-field\n3 files read\n",
            id="reading",
        ),
    ],
)
def test_a_finding_is_one_line_on_stdout_and_the_talk_is_on_stderr(
    process: Run, plan: Path, write: Write, text: str, code: int, line: str, talk: str
) -> None:
    write({"A.yaml": text})
    ran = process("lint")
    assert (ran.code, ran.stderr) == (code, talk)
    assert ran.stdout.startswith(f"{line} (")
    assert ran.stdout.endswith(")\n")
    assert ran.stdout.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        (NOT_A_DATE, "error", 1),
        (NOT_A_DATE, "never", 0),
        (UNQUOTED, "error", 0),
        (UNQUOTED, "warning", 1),
        (ON_A_SUNDAY, "warning", 0),
        (ON_A_SUNDAY, "info", 1),
        (UNKNOWN_FIELD, "never", 0),
    ],
)
def test_fail_on_decides_the_exit_code_and_not_what_is_told(
    run: Run, plan: Path, write: Write, text: str, fail_on: str, code: int
) -> None:
    write({"A.yaml": text})
    ran = run("lint", "--fail-on", fail_on)
    assert (ran.code, len(ran.stdout.splitlines())) == (code, 1)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["RAG201", "RAG113", "RAG206"]),
        (["--select", "RAG201"], ["RAG201"]),
        (["--select", "RAG2"], ["RAG201", "RAG206"]),
        (["--select", "rag2"], ["RAG201", "RAG206"]),
        (["--select", "RAG113,RAG206"], ["RAG113", "RAG206"]),
        (["--select", "RAG113", "--select", " RAG206 "], ["RAG113", "RAG206"]),
        (["--select", "number-like-ref"], ["RAG113"]),
        (["--ignore", "RAG2"], ["RAG113"]),
        (["--ignore", "invalid-date"], ["RAG113", "RAG206"]),
        (["--select", "RAG2", "--ignore", "RAG201"], ["RAG206"]),
        (["--ignore", "RAG"], []),
    ],
)
def test_rules_are_chosen_by_code_beginning_of_a_code_or_name(
    run: Run, plan: Path, write: Write, options: list[str], expected: list[str]
) -> None:
    write(EVERYTHING)
    assert codes(run("lint", *options).stdout) == expected


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("RAG999", "no rule 'RAG999'"),
        ("RAG21O", "no rule 'RAG21O'"),
        ("invalid-dates", "did you mean 'invalid-date'?"),
        ("RAG2,nonsense", "no rule 'nonsense'; see 'ragplan rules'"),
    ],
)
def test_an_unknown_rule_cannot_run(run: Run, plan: Path, option: str, word: str, hint: str) -> None:
    ran = run("lint", option, word)
    assert (ran.code, ran.stdout) == (2, "")
    assert hint in ran.stderr


@pytest.mark.parametrize(
    "options", [["--select", "RAG2"], ["--ignore", "RAG0"], ["--ignore", "unknown-field"]]
)
def test_what_keeps_a_file_from_being_read_is_always_told(
    run: Run, plan: Path, write: Write, options: list[str]
) -> None:
    write({"A.yaml": UNKNOWN_FIELD})
    ran = run("lint", *options)
    assert (ran.code, codes(ran.stdout)) == (1, ["RAG005"])


@pytest.mark.parametrize(
    "arguments", [["--fail-on", "some"], ["--format", "xml"], ["--nonsense"], ["--no-cache"]]
)
def test_a_wrong_option_cannot_run(run: Run, plan: Path, arguments: list[str]) -> None:
    ran = run("lint", *arguments)
    assert (ran.code, ran.stdout) == (2, "")
    assert arguments[0] in ran.stderr


def test_all_findings_come_at_once_errors_first_then_by_place_and_always_the_same(
    run: Run, plan: Path, write: Write
) -> None:
    write(
        EVERYTHING
        | {"B.yaml": "organisation: C\nactions: [{ref: 1.9}]\n", "a/x.yaml": "", "Z.yaml": "on: push\n"}
    )
    first, second = run("lint"), run("lint")
    assert first == second
    told = [line.split(": ", 1) for line in first.stdout.splitlines()]
    severities = [said.split()[0] for _, said in told]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    places = [place.rsplit(":", 2) for place, _ in told]
    order = [
        (severity, path, int(line), int(column))
        for severity, (path, line, column) in zip(severities, places, strict=True)
    ]
    for severity in set(severities):
        one = [each for each in order if each[0] == severity]
        assert one == sorted(one)
    assert {path for _, path, *_ in order} == {
        "plans/A.yaml",
        "plans/B.yaml",
        "plans/Z.yaml",
        "plans/a/x.yaml",
    }


def test_the_real_plans_have_what_their_papers_deserve(process: Run) -> None:
    """What RAG3 and RAG4 find in them is in ``tests/rules/real``, read line by line."""
    ran = process("lint", "--ignore", "RAG3,RAG4", cwd=ROOT)
    told = [
        line.split(":", 1)[0] + " " + line.split()[2]
        for line in ran.stdout.splitlines()
        if "info" not in line
    ]
    assert ran.code == 1
    assert told == [
        "plans/merton-quality/papers/2014-01-23-clinical-quality-committee.md RAG217",
        "plans/merton-quality/programme.yaml RAG601",
        "plans/wigan-francis/WBCCG.yaml RAG203",
    ]


def test_lint_writes_nothing(run: Run, plan: Path, write: Write) -> None:
    write(EVERYTHING)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in plan.rglob("*.yaml")}
    for format in ("concise", "full", "json"):
        run("lint", "--format", format)
    assert sorted(path.name for path in plan.parent.iterdir()) == ["plans"]
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in plan.rglob("*.yaml")} == before
