"""What all workbooks that are written here have in common: settings, limits, the key, ratings to choose from.

Nothing in a cell is a formula, a link or a number unless it is written as one, and the clock is not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any, NamedTuple

from ragplan.escaping import xml
from ragplan.render.palette import TINTS

LONGEST = 32_767
"""Characters that a cell holds at most, by the format's limits."""
LONGEST_NAME = 255
"""Characters of a title, the head of a column, or a text in a condition at most."""
FIRST = date(1900, 3, 1)
"""The first day that all spreadsheets count alike."""
INK, RULE, GROUND = "#1d2a33", "#c9d3d9", "#e6ebee"
LINE, TALLEST = 15, 405
"""Points that a line is high, and a row at most."""
KEY = "Key"
KEY_HEADS = ("Rating", "Mark", "Meaning")
_KEY_WIDTHS = (24, 8, 60)
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no time zones; the clock is not asked


class Offered(NamedTuple):
    """A level that a cell may state: its words, its mark, what it means, and the category of its tint."""

    label: str
    mark: str
    meaning: str
    category: str


def begun(target: BytesIO, title: str, subject: str = "") -> Any:
    """A workbook of the library that writes to a target when it is closed."""
    import xlsxwriter

    settings = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_date_format": "d mmm yyyy",
    }
    book = xlsxwriter.Workbook(target, settings)
    about = {"title": cut(title, LONGEST_NAME), "subject": cut(subject, LONGEST_NAME), "created": _MADE}
    book.set_properties(about)
    return book


def cut(text: str, longest: int = LONGEST) -> str:
    """Text within the limits of the format, without characters that it cannot hold."""
    held = xml(text)
    return held if len(held) <= longest else f"{held[: longest - 1]}…"


def moment(day: date) -> datetime:
    """A day as the library writes it."""
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format knows no time zones


def height(said: Iterable[tuple[str, int]], least: int = 1) -> int:
    """How many points high a row is of texts in columns so many characters wide, and ``least`` lines high.

    Spreadsheets do not all find that themselves.
    """
    lines = (sum(max(1, -(-len(line) // (width - 1))) for line in text.splitlines()) for text, width in said)
    return min(max([least, *lines]) * LINE, TALLEST)


def offer(book: Any, sheet: Any, place: tuple[int, int, int, int], levels: Sequence[Offered]) -> None:
    """Colours by the words of a stretch of ratings, and the levels of the key sheet to choose from."""
    for level in levels:
        if len(level.label) < LONGEST_NAME:
            quoted = '"' + level.label.replace('"', '""') + '"'
            equal = {"type": "cell", "criteria": "==", "value": quoted, "format": _tinted(book, level)}
            sheet.conditional_format(*place, equal)
    if levels:
        source = f"={KEY}!$A$2:$A${len(levels) + 1}"
        sheet.data_validation(*place, {"validate": "list", "source": source, "error_type": "warning"})


def explain(book: Any, sheet: Any, levels: Sequence[Offered], head: Any, text: Any) -> None:
    """The levels on the key sheet, one a line; ``head`` and ``text`` are formats of the library."""
    for column, (name, width) in enumerate(zip(KEY_HEADS, _KEY_WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    for line, level in enumerate(levels, 1):
        sheet.write_string(line, 0, cut(level.label), _tinted(book, level))
        sheet.write_string(line, 1, cut(level.mark), text)
        sheet.write_string(line, 2, cut(level.meaning), text)
    sheet.freeze_panes(1, 0)


def _tinted(book: Any, level: Offered) -> Any:
    ground, ink = TINTS[level.category]
    return book.add_format(
        {"bg_color": f"#{ground}", "font_color": f"#{ink}", "bold": True, "num_format": "@"}
    )
