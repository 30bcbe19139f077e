"""Files sent in bad faith, and those that came apart on the way: told in words, and nothing is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from conftest import Run

from returns.conftest import ALPHA, Collect

Parts = dict[str, bytes]
ROWS = "xl/worksheets/sheet1.xml"
MOST = 200
"""Characters of a sentence."""
MACRO = "xl/vbaProject.bin"


def rebuilt(path: Path, change: Callable[[Parts], None], to: str = "") -> Path:
    """A workbook whose parts were changed by something that is no spreadsheet."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    target = path.with_name(to or path.name)
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target


def bomb(parts: Parts) -> None:
    parts["xl/media/picture.png"] = b"0" * (201 * 1024 * 1024)


def far_cell(parts: Parts) -> None:
    row = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    parts[ROWS] = parts[ROWS].replace(b"</sheetData>", row)


def wide_merge(parts: Parts) -> None:
    merge = b'<mergeCells count="1"><mergeCell ref="A20:XFD1048576"/></mergeCells><conditionalFormatting'
    parts[ROWS] = parts[ROWS].replace(b"<conditionalFormatting", merge, 1)


def laughs(parts: Parts) -> None:
    entities = b"".join(b'<!ENTITY l%d "%s">' % (at, b"&l%d;" % (at - 1) * 10) for at in range(1, 10))
    kind = b'<!DOCTYPE x [<!ENTITY l0 "ha">' + entities + b"]>"
    text = parts["xl/sharedStrings.xml"]
    text = re.sub(rb"(<\?xml[^>]*\?>)", lambda found: found[1] + kind, text, count=1)
    parts["xl/sharedStrings.xml"] = text.replace(b"Drafted.", b"&l9;", 1)


def torn(parts: Parts) -> None:
    parts[ROWS] = parts[ROWS][: len(parts[ROWS]) // 2]


def no_book(parts: Parts) -> None:
    del parts["xl/workbook.xml"]


WRONG = {
    bomb: "it unpacks to 210,",
    far_cell: "the sheet Your rows has more than 500,000 cells",
    wide_merge: "more than 500,000 of its cells are merged",
    laughs: "",
    torn: "",
    no_book: "",
}


@pytest.mark.parametrize("change", WRONG)
def test_it_is_told_in_words(
    change: Callable[[Parts], None], sent: Path, back: Collect, tmp_path: Path
) -> None:
    ran = back(rebuilt(sent, change))
    told, why = ran.stdout.splitlines()
    assert (ran.code, ran.stderr, told) == (1, "nothing was taken\n", str(sent))
    assert why.startswith(f"  asked: {WRONG[change]}"), why
    assert len(why) < MOST
    assert (tmp_path / "plans/A.yaml").read_text() == ALPHA


@pytest.mark.parametrize("length", [0, 1, 100, 5000])
def test_a_file_that_came_apart_is_told(length: int, sent: Path, back: Collect) -> None:
    sent.write_bytes(sent.read_bytes()[:length])
    ran = back(sent)
    assert (ran.code, ran.stdout.count("  asked: ")) == (1, 1)
    assert "damaged" in ran.stdout


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_one_of_another_kind_than_its_name_says_is_read_for_what_it_is(
    ending: str, sent: Path, back: Collect
) -> None:
    sent.rename(other := sent.with_suffix(f".{ending}"))
    ran = back(other)
    assert (
        ran.code,
        "worked out by formulas, nor what comments say" in ran.stdout,
    ) == (0, True)
    other.write_bytes(b"nothing of the kind")
    ran = back(other)
    assert (ran.code, "is no table that can be read" in ran.stdout) == (1, True)


def test_macros_and_links_to_elsewhere_are_not_run_and_do_no_harm(sent: Path, back: Collect) -> None:
    def links(parts: Parts) -> None:
        parts[MACRO] = b"\xd0\xcf\x11\xe0 not run"
        parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
        rel = (
            b'<Relationship Id="rId99" TargetMode="External" Target="https://example.org/x" '
            b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/>'
        )
        rels = "xl/_rels/workbook.xml.rels"
        parts[rels] = parts[rels].replace(b"</Relationships>", rel + b"</Relationships>")

    ran = back(rebuilt(sent, links, "example-a.xlsm"))
    assert (ran.code, ran.stderr) == (0, "nothing to change: the plans say so already\n"), ran.stdout


def test_words_that_a_terminal_would_obey_are_shown(sent: Path, run: Run, tmp_path: Path) -> None:
    mail = tmp_path / "mail.txt"
    mail.write_bytes(b"::error::\x1b[2J all is lost\n\nAnswer on 1.1 for A\nStatus:\n")
    ran = run("collect", "in", mail)
    assert ran.code == 1
    assert "\x1b" not in ran.stdout
    assert not any(line.startswith("::") for line in ran.stdout.splitlines())


def test_what_is_no_return_at_all_is_told(sent: Path, back: Collect, tmp_path: Path) -> None:
    folder = tmp_path / "folder.xlsx"
    folder.mkdir()
    assert back(folder).code == 2
    other = tmp_path / "page.docx"
    other.write_bytes(b"PK")
    ran = back(other)
    assert (ran.code, "returns are read from .xlsx" in ran.stdout) == (1, True)


def test_a_folder_is_told_to_be_one(sent: Path, back: Collect) -> None:
    ran = back(sent.parent)
    assert (ran.code, ran.stderr) == (
        2,
        f"ragplan: '{sent.parent}' is a folder; name the files in it, as {sent.parent}/*\n",
    )


def test_a_few_cells_that_are_repeated_without_end_are_told(back: Collect, sent: Path) -> None:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    rows, columns = 50, 16_384
    spaces = " ".join(f'xmlns:{name}="{names}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="wide"><table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string">'
        "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0"/>'
    path = sent.with_suffix(".ods")
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    ran = back(path)
    assert (ran.code, "has more than 500,000 cells" in ran.stdout) == (1, True)
