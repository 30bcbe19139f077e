"""Every report of every plan there is, in every format; as PDF, which takes seconds each, in tests/office."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from shutil import copytree
from typing import Any, get_args

import pytest
from golden.command import REPOSITORY, ragplan
from history.building import Repo
from lxml import html
from markdown_it import MarkdownIt
from render.office import shown_docx, shown_xlsx
from render.test_formats import of_mail

from ragplan.cli.report_command import command
from ragplan.render import FORMATS
from ragplan.reports import REPORTS

pytestmark = pytest.mark.thorough

(CHOICES, *_) = get_args(inspect.signature(command).parameters["format"].annotation)


def test_the_command_offers_every_format() -> None:
    assert get_args(CHOICES) == tuple(FORMATS)


FOLDED = re.compile(r"<details.*?</details>|<h2 id=\"rows\">.*?</h2>", re.DOTALL)
"""What a page shows where a reader opens it, with the heading of nothing else; a Word document has none."""
BINARY = {"docx": shown_docx, "xlsx": shown_xlsx}
"""How the formats are read that are no text."""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory, demo: Path) -> dict[str, Path]:
    """The demonstration, and the plans that stand beside the code, each in a repository."""
    folder = tmp_path_factory.mktemp("every")
    copytree(REPOSITORY / "plans", folder / "real/plans")
    Repo(folder / "real").commit({}, at="2014-06-20T10:00:00+00:00")
    return {"demo": demo, "real": folder / "real"}


@cache
def printed(report: str, folder: Path, format: str) -> tuple[Any, ...]:
    """A report on each programme of a folder, or on each of its papers, as standard output had it."""
    return tuple(_printed(report, folder, format))


def _printed(report: str, folder: Path, format: str) -> Iterator[Any]:
    bytes_of = folder.with_suffix(f".{format}") if format in BINARY else None
    for programme in sorted(folder.glob("plans/*/programme.yaml")):
        texts = sorted(programme.parent.glob("papers/*.md"))
        headed = (each for each in texts if "\nmeeting:" in each.read_text(encoding="utf-8"))
        papers = [str(each.relative_to(folder)) for each in headed]
        owners = [_owner(each) for each in sorted(programme.parent.glob("*.yaml"))]
        of = {"paper": papers, "organisation": [each for each in owners if each][:3]}
        if report == "audit":
            of["audit"] = [_ref(folder, programme.parent.name)]
        for word in of.get(report, [""]):
            asked = [word] * bool(word) + [f"--programme={programme.parent.name}"] * (report != "paper")
            output = str(bytes_of or "-")
            ran = ragplan("report", report, *asked, "--format", format, "--output", output, cwd=folder)
            assert ran.code == 0, ran.err
            yield bytes_of.read_bytes() if bytes_of else ran.out


def _ref(folder: Path, programme: str) -> str:
    """The ref of the first row of a programme."""
    listed = ragplan("list", "--programme", programme, "--format", "json", cwd=folder)
    return str(json.loads(listed.out)["rows"][0]["ref"])


def _owner(file: Path) -> str:
    """Whose file it is; ``""`` for no organisation's."""
    found = re.search(r'^organisation: "?([^"\n]+)', file.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else ""


def shown(page: Any, format: str) -> str:
    """The words of a page, whatever marks it up."""
    if format == "text":
        return str(page)
    if format in BINARY:
        return BINARY[format](page)
    marked = {"eml": of_mail, "markdown": MarkdownIt("commonmark").enable("table").render}.get(format, str)
    return " ".join(html.document_fromstring(marked(page)).itertext())


def words(text: str) -> set[str]:
    """Words of some length, wherever a format breaks its lines."""
    return set(re.findall(r"[A-Za-z]{6,}", text.replace("\u200b", "")))


@pytest.mark.parametrize("format", [each for each in FORMATS if each != "pdf"])
@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("which", ["demo", "real"])
def test_every_format_prints_what_a_terminal_shows(
    which: str, report: str, format: str, folders: dict[str, Path]
) -> None:
    plain, pages = (printed(report, folders[which], each) for each in ("text", format))
    assert len(plain) == len(pages) > 0
    if format == "xlsx" and REPORTS[report].of_rows:
        return  # the rows alone, which a test of workbooks reads back
    opened = printed(report, folders[which], "html") if format == "docx" else pages
    for text, page, web in zip(plain, pages, opened, strict=True):
        folded = words(" ".join(FOLDED.findall(web))) if format == "docx" else set()
        assert words(text) - folded - words(shown(page, format)) == set()
