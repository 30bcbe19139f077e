"""What ``--output`` and ``--fix`` write to is left what it was: a device, a link, somebody's file."""

from __future__ import annotations

import os
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run, Write
from lint.plan_files import UNQUOTED

from ragplan.diagnostics import Edit, Span
from ragplan.document.edits import mended
from ragplan.repository.writing import write_whole

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and owners are POSIX's")
DAY = ("--as-of", "2014-01-27")


def test_a_pipe_takes_the_text_and_stays(run: Run, plan: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    assert run("report", "--output", "pipe", *DAY).code == 0
    reader.join(timeout=60)
    assert read[0].startswith("<!DOCTYPE html>")
    assert stat.S_ISFIFO(pipe.lstat().st_mode)


@pytest.mark.parametrize("name", ["fresh.html", "there.html"])
def test_a_link_is_kept_and_what_it_leads_to_is_written(
    run: Run, plan: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "share/there.html").write_text("old", encoding="utf-8")
    (tmp_path / "link.html").symlink_to(f"share/{name}")
    assert run("report", "--output", "link.html", *DAY).code == 0
    assert (tmp_path / "link.html").is_symlink()
    assert "<h1>" in (tmp_path / "share" / name).read_text(encoding="utf-8")
    assert run("report", "--output", "/dev/null", *DAY).code == 0
    assert stat.S_ISCHR(Path("/dev/null").lstat().st_mode)


def test_a_device_by_way_of_a_link(run: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/dev/null")
    assert run("report", "--output", "link", *DAY).code == 0
    assert (tmp_path / "link").is_symlink()
    assert stat.S_ISCHR(Path("/dev/null").lstat().st_mode)


def test_mended_files_keep_their_mode_and_other_names(
    run: Run, plan: Path, write: Write, tmp_path: Path
) -> None:
    write({"A.yaml": UNQUOTED})
    (plan / "A.yaml").chmod(0o640)
    os.link(plan / "A.yaml", tmp_path / "other-name")
    assert run("lint", "--fix").code == 0
    assert (plan / "A.yaml").samefile(tmp_path / "other-name")
    assert stat.S_IMODE((plan / "A.yaml").stat().st_mode) == 0o640
    assert (tmp_path / "other-name").read_text(encoding="utf-8") != UNQUOTED
    assert not list(plan.glob(".*"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only the superuser gives files away")
def test_mended_files_keep_their_owner(run: Run, plan: Path, write: Write) -> None:
    write({"A.yaml": UNQUOTED})
    os.chown(plan / "A.yaml", 1234, 5678)
    assert run("lint", "--fix").code == 0
    assert ((plan / "A.yaml").stat().st_uid, (plan / "A.yaml").stat().st_gid) == (1234, 5678)


def test_names_as_long_as_they_may_be(run: Run, plan: Path, write: Write) -> None:
    name = "К" * 125 + ".yaml"
    (plan / "A.yaml").rename(plan / name)
    write({name: UNQUOTED})
    assert run("lint", "--fix").code == 0
    assert (plan / name).read_text(encoding="utf-8") != UNQUOTED
    output = "К" * 125 + ".html"
    assert run("report", "--output", output, *DAY).code == 0
    assert (plan.parent / output).exists()


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "paper"
    path.write_text("old", encoding="utf-8")

    def breaks_off() -> Iterator[bytes]:
        yield b"new"
        raise EOFError

    with pytest.raises(EOFError):
        write_whole(path, breaks_off())
    assert (list(tmp_path.iterdir()), path.read_text(encoding="utf-8")) == ([path], "old")


def test_edits_at_one_place_are_made_in_the_order_given() -> None:
    words = "abcdefgh"
    edits = [Edit(Span(1, 2, 1, 2), each) for each in words]
    assert mended("()\n", edits) == f"({words})\n"
    assert mended("()\n", [*edits, *edits]) == f"({words})\n"
    assert mended("()\n", reversed(edits)) == f"({words[::-1]})\n"


def test_of_edits_that_overlap_one_is_made() -> None:
    edits = [Edit(Span(1, 1, 1, 4), "X"), Edit(Span(1, 3, 1, 6), "Y"), Edit(Span(2, 1, 2, 2), "Z")]
    assert mended("abcdefg\r\nhij", edits) == "abYfg\r\nZij"


@pytest.mark.parametrize("command", [["report"], ["report", "recommendations"]], ids=" ".join)
def test_a_public_copy_never_takes_the_place_of_the_whole_paper(
    run: Run, plan: Path, tmp_path: Path, command: list[str]
) -> None:
    assert run(*command, "--format", "html", *DAY).code == 0
    (whole,) = (tmp_path / "reports").iterdir()
    before = whole.read_bytes()
    assert run(*command, "--format", "html", "--public", *DAY).code == 0
    assert whole.read_bytes() == before
    assert whole.with_name(f"{whole.stem}-public.html").exists()
