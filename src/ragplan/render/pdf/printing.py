"""What prints a page of HTML, and what is said where that fails."""

from collections.abc import Callable
from typing import NamedTuple


class CannotPrint(Exception):  # noqa: N818 - the printer fails, not the program
    """A page that could not be printed; the message says why and what to do."""


class Printer(NamedTuple):
    """What prints a page: its name, and the page of HTML to the bytes of a PDF."""

    name: str
    print: Callable[[str], bytes]
