"""A policy that cannot be read is told, line by line, and nothing is judged."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Ran, Run, Write

from policy.conftest import HEAD, Decide

LAST = "ragplan: the policy ragplan.yaml cannot be read, so nothing was checked; fix the problems above"


def refused(ran: Ran) -> list[str]:
    """The lines that say what is wrong."""
    *lines, last = ran.stderr.splitlines()
    assert (ran.code, ran.stdout, last) == (2, "", LAST)
    return lines


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "ignore: [RAG999]",
            "2:10: error RAG007 there is no rule 'RAG999' (see 'ragplan rules' for all of them)",
        ),
        (
            "paths: {path: plans/Ward #4\n  , ignore: RAG2}",
            (
                "2:26: error RAG013 '#4' is read by YAML as a comment, not as part of the text "
                "(put the text in quotes, or put the comment on a line of its own)"
            ),
        ),
        (
            "ignore: RAG2, rating-against-dat",
            "2:9: error RAG007 there is no rule 'rating-against-dat' (did you mean 'rating-against-date'?)",
        ),
        (
            "severity: {nonsense: error}",
            "2:12: error RAG007 there is no rule 'nonsense' (see 'ragplan rules' for all of them)",
        ),
        (
            "severity: {RAG304: fatal}",
            "2:20: error RAG007 'RAG304' cannot be 'fatal' (write one of: error, warning, info)",
        ),
        (
            "severity:\n  RAG304: info\n  rating-against-date: error",
            "4:3: error RAG007 'rating-against-date' is 'RAG304' again (keep one of the two lines)",
        ),
        (
            "severity:\n  rag3: info\n  RAG3: info",
            "4:3: error RAG007 'RAG3' is 'rag3' again (keep one of the two lines)",
        ),
        (
            "select: [RAG304]\nignore: [rating-against-date]",
            "3:10: error RAG007 RAG304 is both selected and ignored (remove it from one of the two)",
        ),
        (
            "ignore: [unknown-field]",
            (
                "2:10: error RAG007 RAG005 is about files that cannot be read, and is always "
                "reported as an error "
                "(remove it here, and fix the file it reports)"
            ),
        ),
        (
            "severity: {RAG00: warning}",
            (
                "2:19: error RAG007 RAG00 is about files that cannot be read, and is always "
                "reported as an error "
                "(remove it here, and fix the file it reports)"
            ),
        ),
        ("ignroe: RAG2", "2:1: error RAG005 there is no field 'ignroe' here (did you mean 'ignore'?)"),
        ("fail-on: error", "2:1: error RAG005 there is no field 'fail-on' here (did you mean 'fail_on'?)"),
        (
            "fail_on: none",
            "2:10: error RAG007 'fail_on' cannot be 'none' (write one of: error, warning, info, never)",
        ),
        (
            "paths:\n  - ignore: RAG2",
            "3:5: error RAG006 the field 'path' is missing here (add a line 'path: …')",
        ),
        (
            "paths:\n  - path: plans",
            "3:5: error RAG007 nothing is different here (add 'select:', 'ignore:' or 'severity:')",
        ),
        (
            "paths: {path: ../other, ignore: RAG2}",
            (
                "2:15: error RAG007 this path leaves the repository "
                "(paths are from the repository's top, as in plans/wigan-francis)"
            ),
        ),
        (
            "paths: [{path: plans\\wigan, ignore: RAG2}]",
            "2:16: error RAG007 this path contains a backslash (write '/' between folders)",
        ),
        (
            "paths: plans",
            (
                "2:8: error RAG007 'paths' must be a list, but is text "
                "(write 'paths:', and on the line below it '- path: plans')"
            ),
        ),
        (
            "working_days: England",
            (
                "2:15: error RAG007 'working_days' must be lines of 'field: value', but is text "
                "(write 'working_days:', and on the line below it 'bank_holidays: England')"
            ),
        ),
        (
            "working_days: {bank_holidays: [2014-02-31]}",
            "2:32: error RAG007 '2014-02-31' is not a day (write it as 2014-04-18)",
        ),
        (
            "working_days: {bank_holidays: [2014-04]}",
            "2:32: error RAG007 '2014-04' is not a day (write it as 2014-04-18)",
        ),
        (
            "working_days: {bank_holidays: [none, England]}",
            "2:32: error RAG007 'none' is listed along with others (remove it or the others)",
        ),
        (
            "working_days: {bank_holidays: Engalnd}",
            (
                "2:31: error RAG007 there is no region 'Engalnd' whose bank holidays are known "
                "(did you mean 'England'? Known here: England, Wales, England and Wales, Scotland, "
                "Northern Ireland, United Kingdom, ISO codes such as GB-SCT or IE; or list the days)"
            ),
        ),
        ("ignore: &all [RAG2]", "2:9: error RAG003 "),
        ("ignore: [*all]", "2:10: error RAG003 "),
        ("<<: {ignore: RAG2}", "2:1: error RAG003 "),
        ("ignore: !!set {RAG2}", "2:9: error RAG003 "),
        ("ignore: RAG2\nignore: RAG3", "3:1: error RAG004 "),
        ("ignore: [RAG2", "2:9: error RAG002 "),
        ("ignore: [\x07]", "2:10: error RAG001 "),
        ("--- \nignore: RAG2", "2:1: error RAG003 "),
        ("ignore: {RAG2: {}}", "2:1: error RAG007 'ignore' must be a list, but has fields "),
        ("ignore: [[RAG2]]", "2:10: error RAG007 "),
        ("severity: [RAG2]", "2:1: error RAG007 'severity' must be lines of 'field: value', but is a list "),
        ("severity: {RAG2: {}}", "2:12: error RAG007 'RAG2' must be one word "),
        ("? [a]\n: b", "2:3: error RAG003 "),
        ("a: " + "[" * 30 + "]" * 30, "2:"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(
    run: Run, plan: Path, decide: Decide, text: str, told: str
) -> None:
    decide(text)
    (line,) = refused(run("lint"))
    assert line.startswith(f"ragplan.yaml:{told}")


def test_every_mistake_is_told_at_once_and_in_order(run: Run, plan: Path, decide: Decide) -> None:
    decide("ignore: [RAG99, RAG998]\nseverity: {RAG4: error, nothing: info}\nfail_on: error\n")
    assert [
        line.split(":")[1:3] for line in refused(run("check", "--as-of", "2014-01-06", "--no-history"))
    ] == [
        ["2", "10"],
        ["2", "17"],
        ["3", "25"],
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "ignore: RAG2\n",
            "1:1: error RAG006 the field 'format' is missing here (add the line 'format: ragplan-policy/1')",
        ),
        (
            "format: ragplan/1\n",
            (
                "1:9: error RAG008 this ragplan does not read the format 'ragplan/1' (write 'format: "
                "ragplan-policy/1', or install the version of ragplan that wrote it)"
            ),
        ),
        ("", "1:1: error "),
        ("RAG2\n", "1:1: error "),
        ("- RAG2\n", "1:1: error "),
    ],
)
def test_it_says_that_it_is_a_policy(run: Run, plan: Path, text: str, told: str) -> None:
    (plan.parent / "ragplan.yaml").write_text(text)
    (line,) = refused(run("lint"))
    assert line.startswith(f"ragplan.yaml:{told}")


def link(path: Path) -> None:
    outside = path.parent.parent / f"{path.parent.name}-outside.yaml"
    outside.write_text(HEAD)
    path.symlink_to(outside)


HOSTILE = {
    "a link out": (link, "this is a symbolic link, which is not followed"),
    "a broken link": (lambda path: path.symlink_to("nowhere"), "this is a symbolic link"),
    "a folder": (lambda path: path.mkdir(), "this is not a file"),
    "not UTF-8": (
        lambda path: path.write_bytes(HEAD.encode() + b"ignore: \xff"),
        "the file is not UTF-8 text",
    ),
    "too large": (
        lambda path: path.write_bytes(HEAD.encode() + b"#" * 300_000),
        "the file is larger than 256 KiB",
    ),
    "NUL": (lambda path: path.write_bytes(HEAD.encode() + b"\0"), "there is an invisible control character"),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("command", [("lint",), ("policy",), ("rules",)])
def test_what_is_no_text_of_one_file_is_refused(
    run: Run, plan: Path, name: str, command: tuple[str, ...]
) -> None:
    make, told = HOSTILE[name]
    make(plan.parent / "ragplan.yaml")
    (line,) = refused(run(*command))
    assert f"error RAG001 {told}" in line


def test_five_thousand_mistakes_end_soon(run: Run, plan: Path, decide: Decide) -> None:
    decide("ignore:\n" + "- RAG9\n" * 5_000)
    assert len(refused(run("lint"))) == 5_000


@pytest.mark.parametrize("name", ["ragplan.yml", ".ragplan.yaml", ".ragplan.yml"])
def test_another_name_is_not_passed_over(run: Run, plan: Path, name: str) -> None:
    (plan.parent / name).write_text(HEAD)
    ran = run("lint")
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr == f"ragplan: {name} is ignored: the policy is read from ragplan.yaml; move it there\n"


def test_a_report_is_made_all_the_same(run: Run, plan: Path, decide: Decide) -> None:
    decide("ignore: nonsense")
    ran = run("report", "plan", "--output", "-")
    assert ran.code == 0
    assert "<html" in ran.stdout
    assert ran.stderr.splitlines()[-1] == LAST


def test_plan_text_in_a_policy_is_no_command(run: Run, plan: Path, decide: Decide) -> None:
    decide('ignore: ["\\n::error::x"]\n')
    ran = run("lint")
    assert ran.code == 2
    assert not any(line.startswith("::") for line in ran.stderr.splitlines())


@pytest.mark.parametrize("command", ["lint", "check"])
def test_a_file_of_plans_does_not_get_a_policy_of_its_own(
    run: Run, plan: Path, write: Write, command: str
) -> None:
    write({"sub/ragplan.yaml": HEAD})
    ran = run(command, *(["--no-history", "--as-of", "2014-01-06"] if command == "check" else []))
    assert ran.code == 1
    assert "plans/sub/ragplan.yaml:1:1: error RAG009" in ran.stdout
