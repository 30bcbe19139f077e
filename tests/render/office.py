"""Word documents and PDFs read back: their words, and whether their parts fit together."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from zipfile import ZipFile

import docx
from lxml import etree
from openpyxl import load_workbook
from pypdf import PdfReader

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs spacing ind jc outlineLvl sectPr",
    "rPr": "rStyle rFonts b i strike color sz szCs u bdr shd lang",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "sectPr": "headerReference footerReference pgSz pgMar titlePg",
}
"""The order in which Word wants the properties of each kind."""


def shown_docx(data: bytes) -> str:
    """The words of a document, and those for who does not see its drawings; fails where it is broken."""
    whole(data)
    root = docx.Document(io.BytesIO(data)).part.element
    assert all(rel.target_ref.startswith(("https://", "http://", "mailto:")) for rel in _outside(data))
    return "\n".join(_paragraphs(root))


def _outside(data: bytes) -> list[Any]:
    rels = docx.Document(io.BytesIO(data)).part.rels.values()
    return [rel for rel in rels if rel.is_external]


def _paragraphs(root: Any) -> Iterator[str]:
    for fallback in list(root.iter("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")):
        fallback.getparent().remove(fallback)
    for paragraph in root.iter(f"{W}p"):
        yield "".join(
            {"t": each.text or "", "br": "\n", "tab": "\t", "docPr": f" {each.get('descr')} "}.get(
                etree.QName(each).localname, ""
            )
            for each in paragraph.iter()
        )


def shown_xlsx(data: bytes) -> str:
    """The words of a workbook, of which no cell is worked out."""
    book = load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    return "\n".join(str(cell.value) for cell in cells)


def whole(data: bytes) -> None:
    """Fail where a word processor would have to mend a document."""
    with ZipFile(io.BytesIO(data)) as parts:
        assert parts.testzip() is None
        names = parts.namelist()
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(parts.read(name))
    assert len(names) == len(set(names))
    document = docx.Document(io.BytesIO(data))
    root = document.part.element
    styles = {each.get(f"{W}styleId") for each in document.styles.element.iter(f"{W}style")}
    used = {each.get(f"{W}val") for each in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
    assert used <= styles
    numbers = {each.get(f"{W}numId") for each in document.part.numbering_part.element.iter(f"{W}num")}
    assert {each.get(f"{W}val") for each in root.iter(f"{W}numId")} <= numbers
    _linked(root, set(document.part.rels))
    for table in root.iter(f"{W}tbl"):
        _fits(table)
    for element in (root, document.styles.element):
        _ordered(element)


def _linked(root: Any, known: set[str]) -> None:
    places = [each.get(f"{W}name") for each in root.iter(f"{W}bookmarkStart")]
    assert len(places) == len(set(places))
    assert {each.get(f"{W}anchor") for each in root.iter(f"{W}hyperlink")} - {None} <= set(places)
    ids = {
        value
        for each in root.iter()
        for name, value in each.attrib.items()
        if name.endswith("relationships}id")
    }
    assert ids <= known
    drawn = [each.get("id") for each in root.iter() if etree.QName(each).localname == "docPr"]
    assert len(drawn) == len(set(drawn))


def _fits(table: Any) -> None:
    """Rows have as many columns as their table, cells end with a paragraph, joins begin somewhere."""
    widths = [int(each.get(f"{W}w")) for each in table.find(f"{W}tblGrid")]
    assert all(width > 0 for width in widths)
    joined: set[int] = set()
    for row in table.findall(f"{W}tr"):
        at = 0
        for cell in row.findall(f"{W}tc"):
            assert cell[-1].tag == f"{W}p"
            about = cell.find(f"{W}tcPr")
            span, merge = about.find(f"{W}gridSpan"), about.find(f"{W}vMerge")
            if merge is not None and merge.get(f"{W}val") is None:
                assert at in joined
            joined = joined | {at} if merge is not None else joined - {at}
            at += int(span.get(f"{W}val")) if span is not None else 1
        assert at == len(widths)
    following = table.getnext()
    assert following is None or following.tag != f"{W}tbl"


def _ordered(root: Any) -> None:
    for name, order in ORDERS.items():
        known = order.split()
        for each in root.iter(f"{W}{name}"):
            names = (etree.QName(child).localname for child in each)
            places = [known.index(name) for name in names if name in known]
            assert all(a <= b for a, b in pairwise(places)), etree.tostring(each)
            unique = [place for place in places if not known[place].endswith("Reference")]
            assert len(unique) == len(set(unique)), etree.tostring(each)


def shown_pdf(data: bytes) -> str:
    """The words of a PDF, those that a line's end broke and those that were turned around too."""
    pages = [each.extract_text() for each in PdfReader(io.BytesIO(data)).pages]
    close = re.sub(r"[\x00-\x20]+", "", "".join(pages))
    return "\n".join((*pages, close, close[::-1]))
