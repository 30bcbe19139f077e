"""Printing by WeasyPrint, which fetches nothing and gives the same bytes for the same page.

It knows less of style sheets than browsers do: what it cannot do is said again in ``weasyprint.css``, and
each drawing takes its own styles and patterns with it, for it looks for none outside of a drawing.
"""

import re

from ragplan.render.pdf.printing import CannotPrint, Printer
from ragplan.render.templates import shipped

STYLE = "weasyprint.css"
_MISSING = (
    "PDF needs Chromium, Chrome or Edge, or the library 'weasyprint', and none is installed; "
    "run pip install 'ragplan[pdf]'"
)
_DRAWN = re.compile(r"^(?:svg|\.chart|pattern)[^\n]*", re.MULTILINE)
"""The lines of a style sheet that are about drawings."""
_VALUES = re.compile(r"(--[\w-]+): ([^;]*);")
_VALUE = re.compile(r"var\((--[\w-]+)\)")
_DEFINED = re.compile(r"<defs>(.*?)</defs>", re.DOTALL)
_SVG = re.compile(r"<svg [^>]*>")


def printer() -> Printer:
    """WeasyPrint as a printer. Raises ``CannotPrint`` where it or what it stands on is missing."""
    try:
        import weasyprint
        from weasyprint.urls import URLFetcher
    except ModuleNotFoundError as error:
        raise CannotPrint(_MISSING) from error
    except OSError as error:
        raise CannotPrint(
            "WeasyPrint is installed, but not Pango, which it stands on; install that "
            "(Debian: apt install libpango-1.0-0 libpangoft2-1.0-0), or Chromium, Chrome or Edge"
        ) from error

    def by(page: str) -> bytes:
        nothing = URLFetcher(allowed_protocols=())
        words = styled(page).encode("utf-8", "replace").decode()  # half of a character is none that it prints
        return bytes(weasyprint.HTML(string=words, url_fetcher=nothing).write_pdf())

    return Printer(f"WeasyPrint {weasyprint.__version__}", by)


def styled(page: str) -> str:
    """A page with what WeasyPrint needs beside its style sheet, also in each of its drawings."""
    headed = page.replace("</head>", f"<style>\n{shipped(STYLE)}</style>\n</head>", 1)
    if "<svg " not in page:
        return headed
    values: dict[str, str] = {}
    for name, value in _VALUES.findall(page):
        values.setdefault(name, value)  # the first are those of light paper
    rules = "\n".join(_DRAWN.findall(headed.partition("</head>")[0]))
    style = _VALUE.sub(lambda found: values.get(found[1], "none"), rules)
    own = f"<style>{style}</style><defs>{''.join(_DEFINED.findall(page))}</defs>"
    return _SVG.sub(lambda found: found[0] + own, _DEFINED.sub("", headed))
