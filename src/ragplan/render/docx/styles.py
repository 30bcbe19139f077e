"""The styles of a document: its own, and those that a document lends whose styles are used instead."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from ragplan.render.docx.markup import DECLARED, NAMESPACES
from ragplan.render.palette import TINTS

W = f"{{{NAMESPACES['w']}}}"
TEXT, QUIET, ACCENT = "1D2A33", "4C5B66", "005A9E"
FONT = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>'
LANGUAGE = '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
DEFAULTS = (
    f'<w:docDefaults><w:rPrDefault><w:rPr>{FONT}<w:color w:val="{TEXT}"/>'
    f'<w:sz w:val="20"/><w:szCs w:val="20"/>{LANGUAGE}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:after="90" w:line="247" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
)
LARGE = 1.6
"""By how much large print is larger."""


def _spaced(before: int, after: int, more: str = "") -> str:
    return f'{more}<w:spacing w:before="{before}" w:after="{after}"/>'


def _sized(points: float, more: str = "", colour: str = "") -> str:
    ink = f'<w:color w:val="{colour}"/>' if colour else ""
    return f'{more}{ink}<w:sz w:val="{int(points * 2)}"/><w:szCs w:val="{int(points * 2)}"/>'


def _headings() -> Iterator[tuple[str, str, str]]:
    sizes = {1: (14, 220, 60), 2: (12, 200, 60), 3: (10.5, 180, 50)}
    for level in range(1, 7):
        size, before, after = sizes.get(level, (10, 160, 40))
        keep = f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="{after}"/>'
        about = f'{keep}<w:outlineLvl w:val="{level - 1}"/>'
        yield f"heading {level}", about, _sized(size, "<w:b/>")


def _side(colour: str) -> str:
    return f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="6" w:color="{colour}"/></w:pBdr>'


KEEP = "<w:keepNext/>"
PARAGRAPHS = {
    "Title": (_spaced(0, 40, KEEP), _sized(21, "<w:b/>")),
    "Subtitle": (_spaced(0, 120), _sized(12, "", QUIET)),
    **{name: (paragraphs, runs) for name, paragraphs, runs in _headings()},
    "Ragplan Group": (_spaced(0, 20, KEEP), _sized(10, "", QUIET)),
    "Ragplan As At": (_spaced(0, 100), _sized(11)),
    "Ragplan Sentence": (_spaced(120, 100), _sized(12.5)),
    "Ragplan Quiet": (_spaced(0, 40), _sized(9, "", QUIET)),
    "Ragplan Cell": (_spaced(0, 30), ""),
    "Ragplan Entry": (_spaced(0, 30) + '<w:outlineLvl w:val="3"/>', "<w:b/>"),
    "Ragplan Head": (_spaced(0, 40), _sized(9, "<w:b/>", QUIET)),
    "Ragplan Small": (_spaced(0, 20), _sized(8)),
    "Ragplan Caption": (_spaced(200, 60, KEEP), _sized(10, "<w:b/>")),
    "Ragplan Fact": (_spaced(0, 40), ""),
    "Ragplan Note": (_spaced(40, 60, _side("C9D3D9")), _sized(9, "", QUIET)),
    "Ragplan Query": (_spaced(40, 60, _side(ACCENT)), _sized(9)),
    "Ragplan Words": (_spaced(0, 60, _side("C9D3D9")), _sized(9.5)),
    "Ragplan Drawing": (_spaced(60, 100), ""),
    "Ragplan Apart": ('<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>', _sized(4)),
    "Ragplan Edge": (_spaced(0, 0), _sized(8, "", QUIET)),
}
"""The properties of paragraphs and of their runs, by the name of the style."""
CHARACTERS = {
    "Strong": "<w:b/>",
    "Hyperlink": f'<w:color w:val="{ACCENT}"/><w:u w:val="single"/>',
    "Ragplan Quiet Text": f'<w:color w:val="{QUIET}"/>',
    "Ragplan Number": f'<w:b w:val="0"/><w:color w:val="{QUIET}"/>',
    "Ragplan Missing": f'<w:i/><w:color w:val="{QUIET}"/>',
    "Ragplan Late": '<w:b/><w:color w:val="76150D"/>',
    "Ragplan Removed": '<w:strike/><w:color w:val="76150D"/>',
    "Ragplan Added": '<w:b/><w:color w:val="0B4A2B"/><w:u w:val="single"/>',
    "Ragplan Code": '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>',
    "Ragplan Ask": f'<w:b/><w:color w:val="{ACCENT}"/>',
    "Ragplan By Date": '<w:bdr w:val="dashed" w:sz="6" w:space="0" w:color="4C5B66"/>',
    **{
        f"Ragplan Tag-{category}": (
            f'<w:b/><w:color w:val="{ink}"/><w:bdr w:val="single" w:sz="4" w:space="0" w:color="{fill}"/>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
        )
        for category, (fill, ink) in TINTS.items()
    },
}
"""The properties of runs, by the name of the style."""
_LINE = 'w:val="single" w:space="0"'
_MARGINS = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="160" w:type="dxa"/></w:tblCellMar>'
)
TABLE = (
    '<w:style w:type="table" w:styleId="RagplanTable" w:customStyle="1"><w:name w:val="Ragplan Table"/>'
    "<w:tblPr><w:tblBorders>"
    f'<w:bottom {_LINE} w:sz="6" w:color="5A6973"/><w:insideH {_LINE} w:sz="4" w:color="C9D3D9"/>'
    f"</w:tblBorders>{_MARGINS}</w:tblPr></w:style>"
)


def style_id(name: str) -> str:
    """The id of a style of ours: ``RagplanByDate``, ``Heading1``."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'


def ours() -> dict[str, str]:
    """Every style as XML by its name."""
    found = {"Normal": NORMAL, "Ragplan Table": TABLE}
    based = '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>'
    for name, (paragraphs, runs) in PARAGRAPHS.items():
        found[name] = _style("paragraph", name, f"{based}<w:pPr>{paragraphs}</w:pPr><w:rPr>{runs}</w:rPr>")
    for name, runs in CHARACTERS.items():
        found[name] = _style("character", name, f"<w:qFormat/><w:rPr>{runs}</w:rPr>")
    return found


def _style(kind: str, name: str, inner: str) -> str:
    own = ' w:customStyle="1"' if name.startswith("Ragplan") else ""
    named = f'<w:name w:val="{name}"/>'
    return f'<w:style w:type="{kind}" w:styleId="{style_id(name)}"{own}>{named}{inner}</w:style>'


def lay(styles: Any, *, lent: bool, large: bool) -> dict[str, str]:
    """Put the styles into a document; those that it is ``lent`` stay, and only what they lack is added.

    The id that each style of ours has in it, by our id. In ``large`` print none is below 16 points.
    """
    if not lent:
        for each in list(styles):
            styles.remove(each)
        styles.append(_parsed(DEFAULTS))
    else:
        _in_english(styles)
    named = {str(each.find(f"{W}name").get(f"{W}val")).casefold(): each for each in styles.iter(f"{W}style")}
    ids = {}
    for name, made in ours().items():
        there = named.get(name.casefold())
        ids[style_id(name)] = str(there.get(f"{W}styleId")) if there is not None else style_id(name)
        if there is None:
            styles.append(_parsed(made))
    _based(styles, ids["Normal"])
    if large:
        for each in styles.iter(f"{W}sz", f"{W}szCs"):
            each.set(f"{W}val", str(max(round(float(each.get(f"{W}val")) * LARGE), 32)))
    return ids


def _based(styles: Any, normal: str) -> None:
    """Styles of ours stand on the document's own usual one, whatever its id is."""
    for each in styles.iter(f"{W}basedOn", f"{W}next"):
        if each.get(f"{W}val") == "Normal":
            each.set(f"{W}val", normal)


def _in_english(styles: Any) -> None:
    """The words are British English, whatever a document's styles were made for."""
    for each in styles.iter(f"{W}lang"):
        each.set(f"{W}val", "en-GB")


def _parsed(text: str) -> Any:
    return etree.fromstring(f"<w:styles {DECLARED}>{text}</w:styles>")[0]
