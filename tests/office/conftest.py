"""Papers as Word documents, made by the real command and opened by LibreOffice in one go."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import copytree, which
from typing import NamedTuple

import pytest
from golden.command import REPOSITORY, ragplan
from history.building import Repo
from pypdf import PdfReader

Made = Callable[..., bytes]


class Opened(NamedTuple):
    """A document as LibreOffice laid it out: the sizes of its pages, and the words of each."""

    pages: tuple[tuple[int, int], ...]
    words: tuple[str, ...]


def _paper(path: str) -> list[str]:
    return ["report", "paper", f"plans/{path}"]


def _report(name: str, programme: str) -> list[str]:
    return ["report", name, "--programme", programme]


PAPERS: dict[str, tuple[str, list[str], int]] = {
    "bhr-plan": ("real", [*_report("plan", "bhr-francis"), "--as-of", "2014-01-27"], 11),
    "wigan-plan": ("real", _report("plan", "wigan-francis"), 6),
    "merton-plan": ("real", _report("plan", "merton-quality"), 9),
    "coventry-plan": ("real", _report("plan", "coventry-rugby-francis"), 4),
    "wigan-recommendations": ("real", _report("recommendations", "wigan-francis"), 15),
    "bhr-paper": ("real", _paper("bhr-francis/papers/2014-02-11-hwb.md"), 15),
    "wigan-paper": ("real", _paper("wigan-francis/papers/2014-02-25-governing-body.md"), 19),
    "coventry-paper": ("real", _paper("coventry-rugby-francis/papers/health-and-wellbeing-board.md"), 8),
    "demo-plan": ("demo", ["report"], 16),
    "demo-trend": ("demo", ["report", "trend"], 7),
    "demo-highlight": ("demo", ["report", "highlight"], 1),
    "demo-dashboard": ("demo", ["report", "dashboard"], 5),
    "demo-agenda": ("demo", ["report", "agenda"], 5),
    "demo-lead": ("demo", ["report", "lead"], 1),
    "demo-recommendations": ("demo", ["report", "recommendations"], 11),
    "demo-moves": ("demo", ["report", "moves"], 2),
    "demo-audit": ("demo", ["report", "audit", "2.2"], 7),
    "demo-risks": ("demo", ["report", "risks"], 1),
    "demo-pack": ("demo", ["report", "organisation", "HCCG"], 10),
    "demo-annual": ("demo", ["report", "annual", "--from", "2014-01-01", "--to", "2014-05-19"], 3),
    "demo-providers": ("demo", ["report", "providers"], 5),
    "demo-changes": ("demo", ["diff"], 9),
}
"""Where each paper is made, by which words, and how many pages it takes at most."""


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The demonstration, and the plans that stand beside the code."""
    folder = tmp_path_factory.mktemp("office")
    assert ragplan("demo", "demo", cwd=folder).code == 0
    copytree(REPOSITORY / "plans", folder / "real/plans")
    Repo(folder / "real").commit({}, at="2014-06-20T10:00:00+00:00")
    return {"demo": folder / "demo", "real": folder / "real"}


@pytest.fixture(scope="session")
def documents(folders: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every paper as a Word document."""
    return written(PAPERS, "docx", folders, tmp_path_factory.mktemp("documents"))


def written(
    papers: dict[str, tuple[str, list[str], int]], format: str, folders: dict[str, Path], folder: Path
) -> dict[str, Path]:
    """Papers in a format, each written by the real command."""
    made = {}
    for name, (where, words, _) in papers.items():
        made[name] = folder / f"{name}.{format}"
        ran = ragplan(*words, "--format", format, "--output", str(made[name]), cwd=folders[where])
        assert ran.code == 0, ran.err
    return made


@pytest.fixture(scope="session")
def opened(documents: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Opened]:
    """Every document as LibreOffice prints it, by one process for all."""
    return printed(documents, tmp_path_factory.mktemp("printed"))


def printed(files: dict[str, Path], folder: Path) -> dict[str, Opened]:
    """Files as LibreOffice prints them; there is no skipping without it."""
    office = which("soffice")
    if office is None:
        pytest.fail("papers are opened in LibreOffice: install libreoffice-writer-nogui, -calc-nogui")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files.values())], check=True, capture_output=True, timeout=240)
    return {name: _opened(folder / f"{path.stem}.pdf") for name, path in files.items()}


def _opened(printed: Path) -> Opened:
    pages = PdfReader(printed).pages
    sizes = (each.mediabox for each in pages)
    return Opened(
        tuple((round(float(each.width)), round(float(each.height))) for each in sizes),
        tuple(each.extract_text() for each in pages),
    )
