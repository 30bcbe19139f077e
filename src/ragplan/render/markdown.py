"""A page as Markdown for a forge: no word of a plan is taken for markup, calls anybody or leads anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from ragplan.escaping import literal, unopened
from ragplan.render.templates import Templates
from ragplan.reports import markup, prose
from ragplan.reports.blocks import (
    Abbreviation,
    Bar,
    Block,
    Break,
    Cell,
    Chart,
    Day,
    Facts,
    Form,
    FormLine,
    Heading,
    Items,
    Link,
    Manner,
    Markdown,
    Note,
    Page,
    Paragraph,
    Prose,
    Quote,
    Run,
    Sign,
    Statement,
    Table,
    Tag,
    Text,
    Words,
)

ENDING = "md.j2"

_AROUND = {
    Manner.STRONG: ("**", "**"),
    Manner.LATE: ("**", "**"),
    Manner.COME: ("**", "**"),
    Manner.GONE: ("~~", "~~"),
    Manner.MISSING: ("*", "*"),
    Manner.QUIET: ("*", "*"),
    Manner.LABEL: ("*", "*"),
    Manner.CODE: ("`", "`"),
}
_SIGNS = {"good": "**+**", "bad": "**!**"}
BRIEF = 160
"""Characters of a text that stands on one line of a table."""
AGAIN = "″"
"""What stands in a column below a cell that goes over several rows."""


def render(page: Page, project: Path | None = None) -> str:
    """A page as Markdown, by a project's own templates where it has some. Raises ``TemplateFault``."""
    return TEMPLATES.page(page, project).strip("\n") + "\n"


def _joined(texts: Iterable[str]) -> str:
    """Blocks with an empty line between them."""
    return "\n\n".join(filter(None, (text.strip("\n") for text in texts)))


def words(runs: Words) -> str:
    """Words on a line of their own."""
    return unopened("".join(map(_run, runs)).strip())


def _run(run: Run) -> str:  # noqa: C901, PLR0911 - one case a kind of run
    match run:
        case str():
            return _flat(run)
        case Text(_, Manner.UNSEEN):
            return ""
        case Text(text, manner):
            return _marked(text, manner)
        case Markdown(text):
            return markup.cell(text)
        case Day(text, _):
            return f"**{_flat(text)}**"
        case Link(text, target, manner):
            shown = _marked(text, manner) if manner else _flat(text)
            return shown if target.startswith("#") else f"[{shown}]({target})"
        case Tag(label, mark, _, by_date):
            said = _flat(f"{mark} {label}".strip())
            return f"*{said}*" if by_date else said
        case Sign(_, tone):
            return _SIGNS.get(tone, "")
        case Abbreviation(text, _):
            return _flat(text)
        case Break():
            return "<br>"


def _marked(text: str, manner: Manner) -> str:
    before, after = _AROUND.get(manner, ("", ""))
    return f"{before}{_flat(text).strip()}{after}" if before and text else _flat(text)


def _flat(text: str) -> str:
    return literal(_SPACE.sub(" ", text))


_SPACE = re.compile(r"\s+")


def fact(said: Words | Statement) -> str:
    """What stands behind a name."""
    return markup.cell(said.text) if isinstance(said, Statement) else words(said)


def heading(runs: Words) -> str:
    """Words after the signs of a heading."""
    said = (prose.heading_markdown(run.text) if isinstance(run, Markdown) else _run(run) for run in runs)
    return "".join(said).strip()


def lines(block: Block) -> list[str]:  # noqa: PLR0911 - one case a kind of block
    """A block as lines of a cell or below a list's entry, where no block can stand."""
    match block:
        case Paragraph(runs, _) | Heading(runs, _):
            return [words(runs)]
        case Quote(runs):
            return [f"“{words(runs)}”"]
        case Prose(text, _, number):
            return [f"{number} {markup.cell(text)}".strip()]
        case Statement(text, _):
            return [markup.cell(text)]
        case Note(text, query):
            return [f"{'**Query.**' if query else '*Note:*'} {markup.cell(text)}"]
        case Facts(pairs, _):
            return [f"*{_flat(name)}:* {fact(said)}" for name, said in pairs]
        case Items(items, _, _):
            return [line for item in items for line in (f"• {words(item.words)}", *below(item.blocks))]
        case Chart():
            return [words((block.said,))]
        case Bar():  # the numbers beside it say as much
            return []
        case _:
            raise TypeError(type(block).__name__)


def below(blocks: Iterable[Block]) -> list[str]:
    """Blocks as lines."""
    return [line for block in blocks for line in lines(block) if line]


def rows(table: Table) -> list[list[str]]:
    """The cells of each row as lines; below a cell that goes over rows stands that it does."""
    return [[_in_row(cell, column) for column, cell in enumerate(line)] for line in table.grid()]


def _in_row(cell: Cell | None, column: int) -> str:
    if cell is None:
        return "" if column else AGAIN
    return "<br>".join(below(cell.blocks)) or ("…" if cell.role == "write" else "")


def stretches(block: Form) -> list[tuple[bool, list[FormLine]]]:
    """A form's lines in stretches: those that stand in rows of a table, and one by one those that do not.

    Under a caption all of them stand in rows.
    """
    found: list[tuple[bool, list[FormLine]]] = []
    for line in block.lines:
        short = block.shown or _brief(line)
        if short and found and found[-1][0]:
            found[-1][1].append(line)
        else:
            found.append((short, [line]))
    return found


def _brief(line: FormLine) -> bool:
    """Whether a line of a form says its words on one line of a table."""
    match line.blocks:
        case ():
            return True
        case (Paragraph(),):
            return True
        case (Prose(text),):
            return len(text) <= BRIEF and "\n" not in text
        case _:
            return False


FILTERS: Mapping[str, Callable[..., Any]] = {
    "number": "{:,}".format,
    "words": words,
    "heading": heading,
    "fact": fact,
    "flat": _flat,
    "cell": markup.cell,
    "rewritten": prose.markdown,
    "below": below,
    "rows": rows,
    "stretches": stretches,
}
"""What templates of Markdown may call beside Jinja's own filters."""
TEMPLATES = Templates(__name__, ENDING, FILTERS, _joined)
