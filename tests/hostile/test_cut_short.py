"""Several files are written all or none, wherever the machine stops and whatever the disk refuses."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import Run

from ragplan.repository import working_files
from ragplan.repository.files import JOURNAL
from ragplan.repository.writing import NotWritten, Rewriting, finish, write_all

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="stops a process in the way of POSIX")

NAMES = ("a.yaml", "b.yaml", "sub/c.yaml", "d.yaml")
STEPS = {"open", "os.rename", "os.link", "os.remove", "os.chmod", "os.mkdir"}
"""What is done to the disk, by the names that Python tells of it."""


def lay(folder: Path) -> Path:
    (folder / "sub").mkdir(parents=True)
    for name in NAMES[:3]:
        (folder / name).write_bytes(b"old\r\n")
    os.link(folder / "b.yaml", folder.parent / f"{folder.name}-other-name")
    return folder


def rewriting(folder: Path) -> list[Rewriting]:
    return [Rewriting(folder / name, None if name == "d.yaml" else b"old\r\n", b"new\r\n") for name in NAMES]


def stopped_at(step: int, folder: Path) -> bool:
    """Whether a process that writes was stopped in front of its so many-th step, or had fewer."""
    child = os.fork()
    if not child:
        done = 0

        def count(event: str, _: object) -> None:
            nonlocal done
            done += event in STEPS
            if event in STEPS and done == step:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        write_all(folder, rewriting(folder))
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def contents(folder: Path) -> list[bytes]:
    return [path.read_bytes() if (path := folder / name).exists() else b"" for name in NAMES]


def test_wherever_it_stops_all_are_old_or_all_are_new(tmp_path: Path) -> None:
    seen = set()
    for step in range(1, 200):
        folder = lay(tmp_path / str(step) / "plans")
        stopped = stopped_at(step, folder)
        begun = (folder / JOURNAL).exists()
        for each in contents(folder):
            assert each in (b"old\r\n", b"new\r\n", b"") or begun  # one with other names is written over
        finish(folder)
        assert contents(folder) in ([b"old\r\n"] * 3 + [b""], [b"new\r\n"] * 4)
        assert contents(folder) == [b"new\r\n"] * 4 or not begun
        assert (folder / "b.yaml").samefile(folder.parent / "plans-other-name")
        assert not (folder / JOURNAL).exists()
        seen.add(contents(folder)[0])
        write_all(folder, [Rewriting(folder / "a.yaml", contents(folder)[0], b"next\n")])
        assert (folder / "a.yaml").read_bytes() == b"next\n"
        if not stopped:
            break
    assert not stopped
    assert step > 20
    assert seen == {b"old\r\n", b"new\r\n"}


WRITER = """
import sys
from pathlib import Path
from ragplan.repository.writing import Rewriting, write_all
folder = Path(sys.argv[1])
paths = sorted(folder.glob("*.yaml"))
print("ready", flush=True)
for turn in range(1, 10**6):
    write_all(folder, [Rewriting(path, path.read_bytes(), b"%d\\n" % turn * 2000) for path in paths])
"""


def test_killed_at_any_moment_no_file_is_half_written(tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"{number}.yaml").write_bytes(b"0\n" * 2000)
    for kill in range(int(os.environ.get("RAGPLAN_FUZZ") or 6)):
        writing = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE)
        assert writing.stdout is not None
        writing.stdout.readline()
        time.sleep(0.013 * (kill % 17) + 0.01)
        writing.kill()
        writing.communicate()
        finish(tmp_path)
        found = {path.read_bytes() for path in tmp_path.glob("*.yaml")}
        assert len(found) == 1
        (whole,) = found
        assert whole.count(b"\n") == 2000
        assert len(set(whole.split())) == 1
    assert len(working_files(tmp_path).sources) == 8


def refused(folder: Path, files: Sequence[Rewriting]) -> str:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(NotWritten) as refusal:
        write_all(folder, files)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    return str(refusal.value).replace(folder.as_posix(), "plans")


def test_what_was_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    folder = lay(tmp_path / "plans")
    (folder / "sub/c.yaml").write_bytes(b"mine\n")
    assert (
        refused(folder, rewriting(folder))
        == "plans/sub/c.yaml was changed by somebody else meanwhile; try again"
    )
    (folder / "sub/c.yaml").write_bytes(b"old\r\n")
    (folder / "d.yaml").write_bytes(b"mine\n")
    assert (
        refused(folder, rewriting(folder)) == "plans/d.yaml was changed by somebody else meanwhile; try again"
    )


def test_no_link_leads_out_of_the_folder(tmp_path: Path) -> None:
    folder = lay(tmp_path / "plans")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/c.yaml").write_bytes(b"old\r\n")
    (folder / "link.yaml").symlink_to("../outside/c.yaml")
    (folder / "linked").symlink_to("../outside")
    for name in ("link.yaml", "linked/c.yaml", "../outside/c.yaml"):
        said = refused(folder, [Rewriting(folder / name, b"old\r\n", b"new\n")])
        assert "leads out of the plans' folder" in said
    assert (tmp_path / "outside/c.yaml").read_bytes() == b"old\r\n"


@pytest.mark.parametrize(
    "journal",
    [
        "",
        "{",
        "[1]",
        "[]",
        '[["x", "a.yaml"]]',
        '[[".ragplan.x", "../victim"]]',
        '[["../.ragplan.x", "../victim"]]',
    ],
)
def test_a_journal_that_came_with_a_repository_writes_nothing_outside(tmp_path: Path, journal: str) -> None:
    folder = lay(tmp_path / "plans")
    (tmp_path / "victim").write_bytes(b"old\n")
    (folder / ".ragplan.x").write_bytes(b"new\n")
    (tmp_path / ".ragplan.x").write_bytes(b"new\n")
    (folder / JOURNAL).write_text(journal, encoding="utf-8")
    assert "is no journal of a writing" in refused(folder, rewriting(folder))
    assert (tmp_path / "victim").read_bytes() == b"old\n"


def test_owner_and_mode_are_kept_and_nothing_is_left_beside(tmp_path: Path) -> None:
    folder = lay(tmp_path / "plans")
    (folder / "a.yaml").chmod(0o640)
    write_all(folder, rewriting(folder))
    assert stat.S_IMODE((folder / "a.yaml").stat().st_mode) == 0o640
    assert sorted(path.name for path in folder.rglob("*")) == ["a.yaml", "b.yaml", "c.yaml", "d.yaml", "sub"]


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="gives a file a flag of Linux")
def test_what_the_disk_refuses_half_way_is_taken_back(tmp_path: Path) -> None:
    folder = lay(tmp_path / "plans")
    if subprocess.run(["chattr", "+i", folder / "sub/c.yaml"], capture_output=True).returncode:
        pytest.skip("this file system has no such flag")
    try:
        with pytest.raises(OSError, match=r"c\.yaml"):
            write_all(folder, rewriting(folder))
    finally:
        subprocess.run(["chattr", "-i", folder / "sub/c.yaml"], check=True)
    assert contents(folder) == [b"old\r\n"] * 3 + [b""]
    assert sorted(path.name for path in folder.rglob("*")) == ["a.yaml", "b.yaml", "c.yaml", "sub"]


def test_the_next_command_finishes_what_was_cut_short(run: Run, plan: Path) -> None:
    text = (plan / "A.yaml").read_bytes()
    (plan / ".ragplan.x").write_bytes(text.replace(b"organisation: A", b"organisation: A  "))
    (plan / JOURNAL).write_text('[[".ragplan.x", "A.yaml"]]', encoding="utf-8")
    said = "an earlier change was cut short; it is finished now (1 file)\n"
    assert run("lint") == (0, "", f"{said}3 files read, nothing found\n")
    assert (plan / "A.yaml").read_bytes() != text
    assert run("lint") == (0, "", "3 files read, nothing found\n")
    (plan / JOURNAL).write_text("{", encoding="utf-8")
    assert run("lint").code == 2


@pytest.mark.parametrize("command", [["lint"], ["check"], ["add", "goal", "9", "--title", "More"]])
def test_a_journal_that_came_with_a_commit_is_not_followed(run: Run, plan: Path, command: list[str]) -> None:
    text = (plan / "A.yaml").read_bytes()
    (plan / ".ragplan.x").write_bytes(text + b"# what is judged, and not what is committed\n")
    (plan / JOURNAL).write_text('[[".ragplan.x", "A.yaml"]]', encoding="utf-8")
    for words in (("init", "-q"), ("add", "-A")):
        subprocess.run(["git", *words], cwd=plan.parent, check=True)
    ran = run(*command)
    assert (ran.code, ran.stdout) == (2, "")
    assert "/.ragplan.journal came with a commit" in ran.stderr
    assert "delete it" in ran.stderr
    assert (plan / "A.yaml").read_bytes() == text
