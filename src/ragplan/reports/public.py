"""What every public copy says of itself, whichever report, list or mail it is of."""

from dataclasses import replace

from ragplan.reports.blocks import Page, Paragraph

PUBLIC = "Public copy: notes and queries marked internal are left out."
NOT_FROZEN = "What it shows was not frozen for a meeting."


def public_page(page: Page, *, frozen: bool = True) -> Page:
    """A page that says under its title that it is a public copy.

    It says too that it shows no plan that was ``frozen``, which is left out for what never can.
    """
    said = PUBLIC if frozen else f"{PUBLIC} {NOT_FROZEN}"
    return replace(page, lines=(*page.lines, Paragraph((said,), "quiet")))
