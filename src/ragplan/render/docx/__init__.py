"""A page as a Word document, with its own styles or with those, header and footer of another."""

from ragplan.render.docx.body import Body
from ragplan.render.docx.markup import Spot
from ragplan.render.docx.package import CannotLend, opened
from ragplan.reports.blocks import Page, Paragraph

__all__ = ["CannotLend", "render"]


def render(page: Page, reference: bytes | None = None) -> bytes:
    """A page as the bytes of a .docx file, the same for the same page. Raises ``CannotLend``.

    ``reference`` is a document whose styles, header and footer it takes.
    """
    frame = opened(reference)
    body = Body(frame.broad, large=page.large)
    spot = Spot(frame.room if page.portrait or page.large else frame.broad)
    group = (Paragraph((page.group,), "group"),) if page.group else ()
    head = body.blocks((*group, Paragraph((page.heading,), "title-of-page"), *page.lines), spot)
    text = body.sizes.settled(head + body.blocks(page.blocks, spot))
    return frame.filled(text, body.ledger, page)
