"""A page as a PDF: the page of HTML as it is printed, by an installed browser or else by WeasyPrint.

Claims no conformance to PDF/UA.
"""

import os
import shutil
from pathlib import Path

from ragplan.render import html
from ragplan.render.pdf import browsers, paged
from ragplan.render.pdf.printing import CannotPrint, Printer
from ragplan.reports.blocks import Page

__all__ = ["VARIABLE", "CannotPrint", "Printer", "printer", "render"]
VARIABLE = "RAGPLAN_BROWSER"
"""The variable of the environment that names a browser's program, or says that none is to print: ``off``."""


def render(page: Page, project: Path | None = None, by: Printer | None = None) -> bytes:
    """A page as PDF, ``by`` the printer that there is where none is given.

    ``project`` is the folder of a project's own templates. Raises ``CannotPrint`` and ``TemplateFault``.
    """
    return (by or printer()).print(html.render(page, project))


def printer() -> Printer:
    """What prints here: the browser that the environment names, one that is installed, else WeasyPrint.

    Raises ``CannotPrint`` where there is neither.
    """
    named = os.environ.get(VARIABLE, "")
    if named.casefold() == "off":
        return paged.printer()
    program = shutil.which(named) if named else next(browsers.installed(), None)
    if named and not program:
        raise CannotPrint(f"{VARIABLE} names {named!r}, which is no program; name another, or 'off'")
    return browsers.printer(program) if program else paged.printer()
