"""What a command says of a paper that it wrote: a few lines, and perhaps a small table."""

from typing import NamedTuple


class Summary(NamedTuple):
    """Lines of words, and a table of words and numbers below them; no ``header``, no table."""

    lines: tuple[str, ...]
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
