"""Bars and small charts as groups of rectangles that a word processor draws, each with words for the ear."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ragplan.render.docx.ledger import Ledger
from ragplan.render.docx.markup import quoted, run
from ragplan.reports.blocks import Bar, Chart, Part

TWIP = 635
"""Units of drawings in a twentieth of a point."""
BAR = 400
"""The height of a bar in twentieths of a point."""
CHART = (2300, 460)
"""The size of a small chart in twentieths of a point."""
MARKED = 420
"""The width of a stretch that holds its mark."""
_GAP = 0.22
"""The part of a bar's room that is left free."""


class Fill(NamedTuple):
    """What a stretch is filled with: a pattern of two colours, or one colour; and the ink on it."""

    colour: str
    pattern: str = ""
    front: str = ""
    ink: str = "0B1216"


FILLS = {
    "complete": Fill("2A9D6F"),
    "assured": Fill("003087", ink="FFFFFF"),
    "on_track": Fill("FFC845"),
    "at_risk": Fill("FFC845", "dkVert", "8C5A00"),
    "off_track": Fill("8C1410", ink="FFFFFF"),
    "no_update": Fill("B1BCC3"),
    "on_hold": Fill("B1BCC3", "dkVert", "5A6973"),
    "under_way": Fill("CBC1E6", "wdUpDiag", "6F5CA3"),
    "not_started": Fill("FFFFFF", "ltHorz", "B3BEC5"),
    "none": Fill("FFFFFF", "wdDnDiag", "B3BEC5"),
    "acted": Fill("2A78B0"),
    "said": Fill("CFE3F2", "dkUpDiag", "2A78B0"),
    "unanswered": Fill("F0C9C5", "dkDnDiag", "8C1410"),
    "not_applicable": Fill("B1BCC3"),
    "not_considered": Fill("FFFFFF", "wdDnDiag", "B3BEC5"),
}
"""How the stretches of each category are filled: told apart without their colours too."""
_PLAIN = FILLS["none"]
FRAME = "frame"
"""The category of a box that only frames others."""


class Box(NamedTuple):
    """A rectangle in twentieths of a point, what fills it, and the mark in it."""

    x: int
    y: int
    across: int
    down: int
    category: str
    by_date: bool = False
    mark: str = ""
    edge: int = 6350


def bar(block: Bar, room: int, ledger: Ledger) -> str:
    """A proportion bar as a run."""
    counted = ", ".join(f"{label}: {number:,}" for label, number in block.counts.items())
    said = f"{block.label}: {counted}" if block.label else counted
    stretches = _stretches(block.parts, room, 0 if block.ends else 6350)
    around = [Box(0, 0, room, BAR, FRAME)] if block.ends else []
    return _drawn((*stretches, *around), (room, BAR), said, ledger)


def _stretches(parts: Iterable[Part], room: int, edge: int) -> Iterator[Box]:
    at = 0.0
    for part in parts:
        start, at = round(at * room), at + part.share
        across = round(at * room) - start
        mark = part.mark if across >= MARKED else ""
        yield Box(start, 0, max(across, 1), BAR, part.category, part.by_date, mark, edge)


def chart(block: Chart, ledger: Ledger) -> str:
    """A small chart as a run: stacked bars without words."""
    return _drawn(_stacks(block), CHART, block.said, ledger)


def _stacks(block: Chart) -> Iterator[Box]:
    across, down = CHART
    most = max((sum(each.counts) for each in block.stacks if each.counts), default=0) or 1
    room = across / len(block.stacks)
    for number, stack in enumerate(block.stacks):
        x, wide = round(room * (number + _GAP / 2)), max(round(room * (1 - _GAP)), 1)
        below = 0
        for level, count in zip(block.levels, stack.counts or (), strict=False):
            foot, below = round(down * below / most), below + count
            high = round(down * below / most) - foot
            if high:
                yield Box(x, down - foot - high, wide, high, level.category, level.by_date, edge=3175)


def _drawn(boxes: Iterable[Box], size: tuple[int, int], said: str, ledger: Ledger) -> str:
    """Rectangles as one drawing in the line, with what is said to who does not see it."""
    across, down = size
    number = ledger.drawing()
    shapes = "".join(_shape(each, index) for index, each in enumerate(boxes, 1))
    extent = f'cx="{across * TWIP}" cy="{down * TWIP}"'
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="Drawing {number}" descr={quoted(said)}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup">'
        f'<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/>'
        f'<a:chOff x="0" y="0"/><a:chExt {extent}/></a:xfrm></wpg:grpSpPr>{shapes}</wpg:wgp>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback>{_fallback(said)}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def _fallback(said: str) -> str:
    """The words for a reader that draws no shapes."""
    return run(said).removeprefix("<w:r>").removesuffix("</w:r>")


def _shape(box: Box, number: int) -> str:
    fill = FILLS.get(box.category, _PLAIN)
    ink = "1D2A33" if box.by_date else fill.ink
    mark = run(box.mark, "", "<w:b/>", f'<w:color w:val="{ink}"/>', '<w:sz w:val="20"/>')
    words = (
        '<wps:txbx><w:txbxContent><w:p><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr>'
        f"{mark}</w:p></w:txbxContent></wps:txbx>"
    )
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="Stretch {number}"/><wps:cNvSpPr/><wps:spPr><a:xfrm>'
        f'<a:off x="{box.x * TWIP}" y="{box.y * TWIP}"/>'
        f'<a:ext cx="{box.across * TWIP}" cy="{box.down * TWIP}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{_filled(box, fill)}</wps:spPr>'
        f"{words if box.mark else ''}"
        '<wps:bodyPr lIns="72000" tIns="0" rIns="0" bIns="0" anchor="ctr"/></wps:wsp>'
    )


def _filled(box: Box, fill: Fill) -> str:
    """What fills a rectangle and runs around it: a dashed line around what only the dates say."""
    if box.by_date:
        inner, ink, dash = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>', "1D2A33", "sysDash"
    else:
        inner, ink, dash = "<a:noFill/>" if box.category == FRAME else _inner(fill), "5A6973", "solid"
    if not box.edge:
        return f"{inner}<a:ln><a:noFill/></a:ln>"
    line = f'<a:solidFill><a:srgbClr val="{ink}"/></a:solidFill><a:prstDash val="{dash}"/>'
    width = box.edge * 2 if box.by_date else box.edge
    return f'{inner}<a:ln w="{width}">{line}</a:ln>'


def _inner(fill: Fill) -> str:
    if not fill.pattern:
        return f'<a:solidFill><a:srgbClr val="{fill.colour}"/></a:solidFill>'
    colours = (("fgClr", fill.front), ("bgClr", fill.colour))
    inner = "".join(f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in colours)
    return f'<a:pattFill prst="{fill.pattern}">{inner}</a:pattFill>'
