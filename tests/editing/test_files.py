"""What commands that change plans do to files: in whatever manner and wherever these stand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run, Write, command, environment
from lint.plan_files import ORGANISATION, PROGRAMME

DAY = ("--as-of", "2014-01-20")


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends_and_the_byte_order_mark_stay(
    run: Run, plan: Path, write: Write, end: str, mark: str, last: bool
) -> None:
    def file(text: str) -> bytes:
        return (mark + text.replace("\n", end)).encode()

    text = "# Ours\n" + ORGANISATION.replace("amber", "amber   # as told")
    write({"A.yaml": file(text if last else text.rstrip("\n"))})
    assert run("set", "1.1", "--rating", "red", "--status", "One.\n\nTwo: #3.", *DAY).code == 0
    assert (plan / "A.yaml").read_bytes() == file(
        text.replace("amber ", "red ").replace("Drafted.", "|-\n      One.\n\n      Two: #3.")
        + "    updated: 2014-01-20\n"
    )


def test_from_a_folder_below(run: Run, plan: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    ran = run("set", "1.1", "--rating", "red", *DAY, cwd=plan / "registers")
    assert (ran.code, ran.stdout.splitlines()[0]) == (0, "../../plans/A.yaml")
    assert "rating: red" in (plan / "A.yaml").read_text()


def test_what_is_not_on_disk_cannot_be_changed(run: Run, plan: Path, tmp_path: Path) -> None:
    person = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"]
    for words in (["init", "-q"], ["add", "."], [*person, "commit", "-qm", "Plans"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    subprocess.run(["git", "clone", "-q", "--bare", ".", "bare.git"], cwd=tmp_path, check=True)
    ran = run("set", "1.1", "--rating", "red", *DAY, cwd=tmp_path / "bare.git")
    assert (ran.code, "is not on disk" in ran.stderr) == (2, True)
    assert list((tmp_path / "bare.git").glob("plans")) == []


def test_plans_that_cannot_be_read_are_not_changed(run: Run, plan: Path, write: Write) -> None:
    write({"A.yaml": ORGANISATION + "    raing: x\n"})
    ran = run("set", "1.1", "--rating", "red", *DAY)
    assert (ran.code, "RAG005" in ran.stderr) == (2, True)
    assert (plan / "A.yaml").read_text() == ORGANISATION + "    raing: x\n"


def test_an_error_that_was_there_stands_in_nobodys_way(run: Run, plan: Path, write: Write) -> None:
    write({"programme.yaml": PROGRAMME + '        superseded_by: "9.9"\n'})
    assert "RAG109" in run("lint").stdout
    assert run("set", "1.1", "--status", "New.", *DAY).code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="stops a process in the way of POSIX")
@pytest.mark.parametrize("wait", [0.45, 0.6])
def test_a_rename_that_is_killed_is_whole_or_not_there(plan: Path, write: Write, wait: float) -> None:
    codes = [f"X{number}" for number in range(12)]
    listed = "".join(f"  {code}: {{name: Body {code}}}\n" for code in codes)
    owners = f"owners: [A, {', '.join(codes)}]"
    programme = PROGRAMME.replace("goals:", f"{listed}goals:").replace("owners: [A]", owners)
    own = "    supporting: [A]\n"
    row = '  - ref: "{0}1"\n    title: Own {0}\n    leads: [AA]\n    due: 2014-02-28\n' + own
    files = {f"{code}.yaml": f"organisation: {code}\nactions:\n{row.format(code)}" for code in codes}
    write({"programme.yaml": programme, **files})
    before = {path: path.read_bytes() for path in plan.glob("*.yaml")}
    running = subprocess.Popen(command("rename", "A", "ALPHA"), cwd=plan.parent, env=environment())
    try:
        running.wait(wait)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()
    subprocess.run(command("lint"), cwd=plan.parent, env=environment(), capture_output=True)
    after = {path: path.read_bytes() for path in plan.glob("*.yaml")}
    changed = {path for path in before if before[path] != after[path]}
    assert changed in (set(), {plan / "A.yaml", plan / "programme.yaml", *(plan / name for name in files)})


def test_a_file_that_is_write_protected_stays(run: Run, plan: Path) -> None:
    (plan / "A.yaml").chmod(0o444)
    ran = run("set", "1.1", "--rating", "red", *DAY)
    said = "ragplan: plans/A.yaml is write-protected; nothing was written"
    assert (ran.code, ran.stderr.splitlines()[-1]) == (2, said)
    assert (plan / "A.yaml").read_text() == ORGANISATION


@pytest.mark.skipif(sys.platform == "win32", reason="sets a limit of POSIX")
def test_what_the_disk_refuses_is_told_by_the_folder_that_people_know(plan: Path) -> None:
    import resource

    ran = subprocess.run(
        command("set", "1.1", "--rating", "red", *DAY),
        cwd=plan.parent,
        env=environment({"PYTHONDONTWRITEBYTECODE": "1"}),
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),
    )
    said = "ragplan: plans cannot be written: File too large; nothing was written"
    assert (ran.returncode, ran.stderr.splitlines()[-1]) == (2, said)
    assert sorted(path.name for path in plan.iterdir()) == ["A.yaml", "programme.yaml", "registers"]
