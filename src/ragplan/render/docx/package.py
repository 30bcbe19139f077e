"""A document as a file: pages, header and footer, properties, and the same bytes for the same words."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from lxml import etree

from ragplan.escaping import one_line, xml
from ragplan.render.docx import lists
from ragplan.render.docx.body import BROAD_BEGINS, BROAD_ENDS
from ragplan.render.docx.ledger import Ledger
from ragplan.render.docx.markup import DECLARED, NAMESPACES, Spot, paragraph, run
from ragplan.render.docx.styles import W, lay
from ragplan.reports.blocks import Page

R = f"{{{NAMESPACES['r']}}}"
SHORT, LONG = 11906, 16838
"""The sides of A4 in twentieths of a point."""
MARGINS = {"top": 860, "right": 850, "bottom": 800, "left": 850, "header": 420, "footer": 400, "gutter": 0}
KEPT = {RT.STYLES, RT.NUMBERING, RT.SETTINGS, RT.FONT_TABLE, RT.THEME, RT.HEADER, RT.FOOTER}
"""What of a document that lends its looks goes into another: none of its words but header and footer."""
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""The day of a document whose page says none."""
_LEANT = ("evenAndOddHeaders", "mirrorMargins")
"""The settings that a document's header and footer need."""


class CannotLend(ValueError):  # noqa: N818 - what is wrong is in a file, and is told as such
    """A file that is no Word document, or shows what lies elsewhere; the message says what is wrong."""


_DAMAGED = (
    PackageNotFoundError, zipfile.BadZipFile, zlib.error, EOFError, OSError, SyntaxError, RuntimeError,
    LookupError, ValueError, TypeError, AttributeError,
)  # fmt: skip
"""What the library raises for a file that is not what it says, be it locked or cut short."""


@dataclass
class Frame:
    """A document without its words; ``room`` is the width of an upright page, ``broad`` that of another."""

    document: Any
    lent: bool
    margins: dict[str, int]

    @property
    def room(self) -> int:
        """The width between the margins of an upright page."""
        return SHORT - self.margins["left"] - self.margins["right"]

    @property
    def broad(self) -> int:
        """The width between the margins of a page that lies on its side."""
        return LONG - self.margins["left"] - self.margins["right"]

    def filled(self, text: str, ledger: Ledger, page: Page) -> bytes:
        """The document with the words of a page, as a file."""
        part = self.document.part
        styles = lay(part.styles.element, lent=self.lent, large=page.large)
        offset = lists.add(self._numbering(), ledger.lists)
        edges = self._edges(page)
        for target, id in ledger.addresses.items():
            part.rels.add_relationship(RT.HYPERLINK, target, id, is_external=True)
        root = _parsed(self._paged(text, edges, portrait=page.portrait or page.large))
        _settle(root, ledger, styles, offset)
        part._element = root  # noqa: SLF001 - parsed once as a whole
        _describe(self.document.core_properties, page)
        written = io.BytesIO()
        self.document.save(written)
        return _packed(written.getvalue())

    def _numbering(self) -> Any:
        part = self.document.part
        for rel in part.rels.values():
            if rel.reltype == RT.NUMBERING:
                return rel.target_part.element
        made = XmlPart(
            PackURI("/word/numbering.xml"),
            CT.WML_NUMBERING,
            _parsed(f"<w:numbering {DECLARED}/>"),
            part.package,
        )
        part.relate_to(made, RT.NUMBERING)
        return made.element

    def _edges(self, page: Page) -> str:
        """What stands above and below each page, as references: the lent ones, else title, day and number."""
        section = self.document.sections[-1]
        own = section.header.is_linked_to_previous and section.footer.is_linked_to_previous
        if own:
            section.different_first_page_header_footer = True
            named = run(page.foot or f"{page.title} · as at {page.as_of}")
            _fill(section.header, paragraph(named, "RagplanEdge", Spot(0)))
            _fill(section.first_page_header, paragraph("", "RagplanEdge", Spot(0)))
            for footer in (section.footer, section.first_page_footer):
                _fill(footer, paragraph(_NUMBERED, "RagplanEdge", Spot(0, right=True)))
        kinds = (f"{W}headerReference", f"{W}footerReference")
        found = [each for each in section._sectPr if each.tag in kinds]  # noqa: SLF001 - as they are written
        first = "<w:titlePg/>" if section.different_first_page_header_footer else ""
        return "".join(_reference(each) for each in found) + "\1" + first

    def _paged(self, text: str, edges: str, *, portrait: bool) -> str:
        """The words of a document with its pages: upright ones, and those that lie on their side."""
        references, first = edges.split("\1")
        usual = self._sides(upright=portrait)
        turned = self._sides(upright=False)
        parts = re.split(f"({BROAD_BEGINS}|{BROAD_ENDS})", text)
        sections = [[inner, usual] for inner in parts[:1]]
        for sign, inner in zip(parts[1::2], parts[2::2], strict=True):
            sections.append([inner, turned if sign == BROAD_BEGINS else usual])
        sections = [each for each in sections if each[0]] or [["", usual]]
        written = []
        for number, (inner, sides) in enumerate(sections):
            about = f"<w:sectPr>{'' if number else references}{sides}{'' if number else first}</w:sectPr>"
            ends = number == len(sections) - 1
            between = f'<w:p><w:pPr><w:pStyle w:val="RagplanApart"/>{about}</w:pPr></w:p>'
            written.append(inner + (about if ends else between))
        return f"<w:document {DECLARED}><w:body>{''.join(written)}</w:body></w:document>"

    def _sides(self, *, upright: bool) -> str:
        size = (
            f'w:w="{SHORT}" w:h="{LONG}"' if upright else f'w:w="{LONG}" w:h="{SHORT}" w:orient="landscape"'
        )
        margins = " ".join(f'w:{side}="{size}"' for side, size in self.margins.items())
        return f"<w:pgSz {size}/><w:pgMar {margins}/>"


_NUMBERED = "".join(
    (
        run("Page "),
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>',
        run(" of "),
        '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>',
    )
)


def opened(reference: bytes | None) -> Frame:
    """A document to be filled: a bare one, or one with the styles, header and footer of another.

    Raises ``CannotLend`` where the other is none, or shows what lies elsewhere.
    """
    if reference is None:
        document = docx.Document()
    else:
        try:
            document = docx.Document(io.BytesIO(reference))
            margins = _margins(document)
        except _DAMAGED as error:
            raise CannotLend("it is no Word document (.docx), or is damaged or locked") from error
    _bare(document, lent=reference is not None)
    return Frame(document, reference is not None, MARGINS if reference is None else margins)


def _margins(document: Any) -> dict[str, int]:
    """The margins of a document's last pages, as those of its header and footer."""
    section = document.sections[-1]
    found = {
        "top": section.top_margin, "right": section.right_margin, "bottom": section.bottom_margin,
        "left": section.left_margin, "header": section.header_distance, "footer": section.footer_distance,
        "gutter": section.gutter,
    }  # fmt: skip
    sizes = {side: MARGINS[side] if size is None else int(size.twips) for side, size in found.items()}
    narrow = sizes["left"] + sizes["right"] > SHORT // 2
    return MARGINS if narrow else sizes


def _bare(document: Any, *, lent: bool) -> None:
    """Take out of a document all that is neither its looks nor its header and footer."""
    part = document.part
    used = {each.get(f"{R}id") for each in document.sections[-1]._sectPr}  # noqa: SLF001 - as they are written
    settings = document.settings.element
    for id, rel in list(part.rels.items()):
        if rel.reltype == RT.SETTINGS:
            rel.target_part.rels.clear()
        edge = rel.reltype in (RT.HEADER, RT.FOOTER)
        if rel.reltype not in KEPT or (edge and id not in used):
            del part.rels[id]
        elif not rel.is_external:
            _refuse_distant(rel.target_part)
    for id, rel in list(part.package.rels.items()):
        if rel.reltype not in (RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES):
            del part.package.rels[id]
    leant = "".join(f"<w:{name}/>" for name in _LEANT if settings.find(f"{W}{name}") is not None)
    for each in list(settings):
        settings.remove(each)
    settings.extend(_parsed(f"<w:settings {DECLARED}>{_ordered(leant)}{_SETTINGS}</w:settings>"))
    if not lent:
        numbering = part.numbering_part.element
        for each in list(numbering):
            numbering.remove(each)


def _refuse_distant(part: Any) -> None:
    """Raise ``CannotLend`` where a part shows what lies elsewhere: each reader's program would fetch it."""
    for rel in part.rels.values():
        if rel.is_external and rel.reltype != RT.HYPERLINK:
            place = one_line(rel.target_ref)
            raise CannotLend(
                f"its {part.partname[1:]} shows what lies at {place}; put the picture itself there"
            )


def _ordered(leant: str) -> str:
    """Settings in the order in which they must stand."""
    return "".join(sorted(re.findall(r"<[^>]*>", leant), reverse=True))


_SETTINGS = (
    '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="en-GB"/>'
)


def _fill(edge: Any, text: str) -> None:
    """Put one paragraph into a header or a footer, and nothing else."""
    edge.is_linked_to_previous = False
    element = edge._element  # noqa: SLF001 - as they are written
    for each in list(element):
        element.remove(each)
    element.extend(_parsed(f"<w:hdr {DECLARED}>{text}</w:hdr>"))


def _reference(edge: Any) -> str:
    kind, id = edge.get(f"{W}type"), edge.get(f"{R}id")
    return f'<w:{etree.QName(edge).localname} w:type="{kind}" r:id="{id}"/>'


def _settle(root: Any, ledger: Ledger, styles: dict[str, str], offset: int) -> None:
    """Lead links to the places that there are, and name styles and lists as the document does."""
    for each in list(root.iter(f"{W}hyperlink")):
        anchor = each.get(f"{W}anchor")
        if anchor is None:
            continue
        if anchor in ledger.placed:
            each.set(f"{W}anchor", ledger.placed[anchor])
        else:
            above = each.getparent()
            at = above.index(each)
            above[at : at + 1] = list(each)
    for each in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle"):
        name = each.get(f"{W}val")
        each.set(f"{W}val", styles.get(name, name))
    for each in root.iter(f"{W}numId"):
        each.set(f"{W}val", str(int(each.get(f"{W}val")) + offset))


def _describe(properties: Any, page: Page) -> None:
    """Say what a document is, and nothing of who lent its looks, nor of the clock."""
    for name in ("category", "comments", "content_status", "identifier", "keywords", "version", "subject"):
        setattr(properties, name, "")
    said = f"{page.said} " if page.said else ""
    properties.title = _property(f"{page.title} – {said}as at {page.as_of}")
    properties.author = properties.last_modified_by = _property(page.group)
    properties.language = "en-GB"
    properties.revision = 1
    properties.created = properties.modified = _day(page.as_of)


def _property(text: str) -> str:
    return xml(one_line(text))[:255]


def _day(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%d %B %Y").replace(tzinfo=UTC)
    except ValueError:
        return NO_DAY


def _packed(data: bytes) -> bytes:
    """A file again, with its parts in one order and without the time at which it was made."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            made.writestr(info, source.read(name))
    return target.getvalue()


def _parsed(text: str) -> Any:
    return etree.fromstring(text.encode(), etree.XMLParser(huge_tree=True, resolve_entities=False))
