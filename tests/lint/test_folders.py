"""A plans folder with unusual things in it is looked at as far as that can be done, and the rest is told."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from conftest import Run, Write

from lint.plan_files import NOT_A_DATE, ORGANISATION
from ragplan.document.reader import LARGEST

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="file names and links are POSIX's")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such file names")
LINK = "RAG012 this is a symbolic link and was not followed (put the file itself here)"


def without_severity(output: str) -> list[str]:
    return [re.sub(": (error|warning) ", ": ", line) for line in output.splitlines()]


@POSIX
def test_links_are_told_and_not_followed(run: Run, plan: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "B.yaml").write_text("organisation: secret\n", encoding="utf-8")
    (plan / "folder").symlink_to("../outside")
    (plan / "loop").symlink_to(".")
    (plan / "B.yaml").symlink_to("../outside/B.yaml")
    (plan / "dead.yaml").symlink_to("nowhere")
    (plan / "README").symlink_to("../outside/B.yaml")
    ran = run("lint")
    assert ran.code == 1
    links = [f"plans/{name}:1:1: {LINK}" for name in ("B.yaml", "dead.yaml", "folder", "loop")]
    assert without_severity(ran.stdout) == links
    assert without_severity(run("lint", "plans/B.yaml").stdout) == links[:1]


@POSIX
def test_a_file_that_is_a_link_leaves_no_half_programme_behind(run: Run, plan: Path, tmp_path: Path) -> None:
    (plan / "A.yaml").rename(tmp_path / "A.yaml")
    (plan / "A.yaml").symlink_to("../A.yaml")
    assert without_severity(run("lint").stdout) == [f"plans/A.yaml:1:1: {LINK}"]


@POSIX
def test_a_plans_folder_may_itself_be_a_link(run: Run, plan: Path, tmp_path: Path) -> None:
    plan.rename(tmp_path / "real")
    plan.symlink_to("real")
    assert run("lint") == (0, "", "3 files read, nothing found\n")


@POSIX
def test_a_pipe_named_like_a_plan_is_not_waited_for(run: Run, plan: Path) -> None:
    os.mkfifo(plan / "x.yaml")
    ran = run("lint")
    assert (ran.code, ran.stdout) == (1, "plans/x.yaml:1:1: error RAG001 this is not a file\n")


@pytest.mark.parametrize(
    "name", ["with spaces.yaml", "Zoë – 日本.yaml", "it's.yml", "UPPER.YAML", "a%b&c;d.yaml"]
)
def test_a_file_may_have_any_name(run: Run, plan: Path, write: Write, name: str) -> None:
    (plan / "A.yaml").unlink()
    write({f"sub folder é/{name}": NOT_A_DATE})
    ran = run("lint")
    assert ran.stdout.startswith(f"plans/sub folder é/{name}:6:14: error RAG201")
    assert run("lint", f"plans/sub folder é/{name}").stdout == ran.stdout


@LINUX
def test_control_characters_in_a_name_are_shown_and_not_obeyed(run: Run, plan: Path, write: Write) -> None:
    write({"\x1b[31mred.yaml": "", "two\nlines.yaml": "", "\u202etxt.yaml": ""})
    ran = run("lint")
    assert ran.code == 1
    assert sorted(line.split(": error")[0] for line in ran.stdout.splitlines()) == [
        "plans/\\u001b[31mred.yaml:1:1",
        "plans/\\u202etxt.yaml:1:1",
        "plans/two lines.yaml:1:1",
    ]


@LINUX
def test_a_name_that_is_no_text_is_told_and_its_file_is_mended(run: Run, plan: Path) -> None:
    (plan / "A.yaml").unlink()
    odd = Path(os.fsdecode(os.fsencode(plan) + b"/A\xff.yaml"))
    odd.write_text(ORGANISATION.replace('"1.1"', "1.1"), encoding="utf-8")
    assert "RAG113" in run("lint").stdout
    assert run("lint", odd).code == 1
    assert run("lint", "--fix").code == 0
    assert odd.read_text(encoding="utf-8") == ORGANISATION
    assert len(list(plan.iterdir())) == 3


def close(path: Path) -> None:
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("nothing is closed to the superuser")


@POSIX
def test_what_may_not_be_read_is_told(process: Run, plan: Path, write: Write) -> None:
    write({"closed/B.yaml": ORGANISATION})
    close(plan / "closed")
    close(plan / "A.yaml")
    ran = process("lint")
    (plan / "closed").chmod(0o700)
    assert ran.code == 1
    assert [line.split(" (")[0] for line in ran.stdout.splitlines()] == [
        "plans/A.yaml:1:1: error RAG001 the file cannot be opened: Permission denied",
        "plans/closed:1:1: error RAG001 the folder cannot be read: Permission denied",
    ]


@POSIX
@pytest.mark.parametrize("arguments", [[], ["plans/A.yaml"], ["--plans", "plans/registers"]])
def test_plans_that_may_not_be_read_cannot_run(process: Run, plan: Path, arguments: list[str]) -> None:
    close(plan)
    ran = process("lint", *arguments)
    plan.chmod(0o700)
    assert (ran.code, ran.stdout) == (2, "")
    assert "Permission denied" in ran.stderr


def test_unrelated_yaml_is_told_file_by_file(run: Run, write: Write) -> None:
    write(
        {
            "docker-compose.yml": "services:\n  web: {image: nginx}\n",
            "chart.yaml": "{{- if .Values.on }}\na: b\n{{- end }}\n",
            "list.yaml": "- a\n- b\n",
            "many.yaml": "---\na: b\n---\nc: d\n",
            "text.yaml": "hello\n",
            "binary.yaml": bytes(range(256)),
        }
    )
    ran = run("lint")
    assert ran.code == 1
    assert [line.split()[0] + " " + line.split()[2] for line in ran.stdout.splitlines()] == [
        "plans/binary.yaml:3:115: RAG001",
        "plans/chart.yaml:1:2: RAG003",
        "plans/docker-compose.yml:1:1: RAG009",
        "plans/list.yaml:1:1: RAG007",
        "plans/many.yaml:3:1: RAG003",
        "plans/text.yaml:1:1: RAG007",
    ]


def test_a_file_over_five_mebibytes_is_refused(run: Run, plan: Path, write: Write) -> None:
    write({"big.yaml": b"organisation: ".ljust(LARGEST + 1, b"x")})
    ran = run("lint")
    assert ran.code == 1
    assert ran.stdout.startswith("plans/big.yaml:1:1: error RAG001 the file is larger than 5 MiB")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("A.yaml.txt", "A.yaml"),
        ("B.YAML.TXT", "B.YAML"),
        ("below/C.yml.docx", "C.yml"),
        ("papers/2014-01-20.md.rtf", "2014-01-20.md"),
    ],
)
def test_a_plan_file_whose_name_has_an_ending_too_many_is_told(
    run: Run, plan: Path, write: Write, name: str, meant: str
) -> None:
    write({name: ORGANISATION})
    ran = run("lint")
    ending = Path(name).suffix
    assert ran.code == 1
    assert ran.stdout == (
        f"plans/{name}:1:1: error RAG001 this file would be part of the plans if its name did not end in "
        f"'{ending}' (save it as plain text under the name '{meant}')\n"
    )


@pytest.mark.parametrize("name", ["notes.txt", "A.yaml.orig", "A.yaml~", "letter.md.txt", "A.txt"])
def test_other_files_beside_the_plans_are_left_alone(run: Run, plan: Path, write: Write, name: str) -> None:
    write({name: "anything"})
    assert run("lint").code == 0
