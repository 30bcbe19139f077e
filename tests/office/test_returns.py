"""Every organisation of the real plans goes out in a workbook and comes back through LibreOffice."""

from __future__ import annotations

import subprocess
from datetime import datetime
from pathlib import Path
from shutil import which

import pytest
from golden.command import ragplan
from returns.books import changed

pytestmark = pytest.mark.office
PROGRAMMES = {
    "bhr-francis": 10,
    "wigan-francis": 1,
    "merton-quality": 1,
    "coventry-rugby-francis": 1,
}
"""How many organisations have rows."""
EDITED = "bhr-francis-hccg"
"""The return in which somebody writes."""


@pytest.fixture(scope="module")
def sent(folders: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbooks of all organisations, with a word in one of them."""
    folder = tmp_path_factory.mktemp("returns")
    for programme, organisations in PROGRAMMES.items():
        ran = ragplan("collect", "out", str(folder), "--programme", programme, cwd=folders["real"])
        assert (ran.code, len(ran.out.splitlines())) == (0, organisations)
    (folder / "edited").mkdir()
    edited = folder / "edited" / f"{EDITED}.xlsx"
    edited.write_bytes((folder / f"{EDITED}.xlsx").read_bytes())
    with changed(edited) as book:
        book.put("2.1", "Status", "Signed, and\nfiled = done")
        book.put("2.1", "Date completed", datetime(2014, 1, 24))  # noqa: DTZ001 - as a spreadsheet has it
    return folder


@pytest.fixture(scope="module", params=["xlsx", "ods", "xls"])
def saved(request: pytest.FixtureRequest, sent: Path) -> Path:
    """The same, as LibreOffice saves them: one process for all of a format."""
    office = which("soffice")
    if office is None:
        pytest.fail("returns are saved by LibreOffice: install libreoffice-calc-nogui")
    target = sent / f"as-{request.param}"
    profile = f"-env:UserInstallation={(sent / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", request.param, "--outdir"]
    for folder, files in ((target, sent.glob("*.xlsx")), (target / "edited", sent.glob("edited/*.xlsx"))):
        subprocess.run([*command, folder, *files], check=True, capture_output=True, timeout=240)
    return target


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_every_return_comes_back_unchanged(programme: str, saved: Path, folders: dict[str, Path]) -> None:
    files = sorted(str(each) for each in saved.glob(f"{programme}-*.*"))
    assert len(files) == PROGRAMMES[programme]
    ran = ragplan("collect", "in", *files, "--programme", programme, cwd=folders["real"])
    assert (ran.code, ran.err) == (0, "nothing to change: the plans say so already\n"), ran.out


def test_what_somebody_wrote_comes_back_and_no_more(saved: Path, folders: dict[str, Path]) -> None:
    (file,) = saved.glob("edited/*.*")
    options = ("--programme", "bhr-francis", "--received", "2014-01-27", "--dry-run")
    ran = ragplan("collect", "in", str(file), *options, cwd=folders["real"])
    assert ran.code == 0, ran.out + ran.err
    lines = [line for line in ran.out.splitlines() if line.startswith(("+ ", "- "))]
    added = [line[1:].strip() for line in lines if line.startswith("+ ")]
    assert "completed: 2014-01-24" in added
    assert "updated: 2014-01-27" in added
    assert "filed = done" in added
    assert [line for line in lines if line.startswith("- ") and "status" not in line] == []
