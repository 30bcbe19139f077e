"""Words as runs: their manners are character styles, their links lead on, their tags are tinted."""

from ragplan.render.docx.drawing import FILLS
from ragplan.render.docx.ledger import Ledger
from ragplan.render.docx.markdown import inline
from ragplan.render.docx.markup import BREAK, flat, quoted, run
from ragplan.reports import prose
from ragplan.reports.blocks import (
    Abbreviation,
    Break,
    Day,
    Link,
    Manner,
    Markdown,
    Run,
    Sign,
    Tag,
    Text,
    Words,
)

MANNERS = {
    Manner.STRONG: "Strong",
    Manner.LABEL: "Strong",
    Manner.QUIET: "RagplanQuietText",
    Manner.NUMBER: "RagplanNumber",
    Manner.MISSING: "RagplanMissing",
    Manner.LATE: "RagplanLate",
    Manner.GONE: "RagplanRemoved",
    Manner.COME: "RagplanAdded",
    Manner.CODE: "RagplanCode",
    Manner.PHRASE: "",
}
"""The character style of each manner that is seen."""
TONES = {"good": "complete", "bad": "off_track"}
"""The category whose tint a sign has, by its tone."""


def runs(words: Words, ledger: Ledger) -> str:
    """Words as runs."""
    return "".join(_run(each, ledger) for each in words)


def _run(said: Run, ledger: Ledger) -> str:  # noqa: PLR0911 - one case a kind of run
    match said:
        case str():
            return run(said)
        case Text(_, Manner.UNSEEN):
            return ""
        case Text(text, manner):
            return run(text, MANNERS[manner])
        case Markdown(text):
            return inline(prose.reader().parseInline(text), ledger)
        case Day(text, _) | Abbreviation(text, _):
            return run(text)
        case Tag():
            return tag(said)
        case Sign(mark, tone):
            return run(f"\u00a0{mark}\u00a0", tag_style(TONES.get(tone, "none")))
        case Link(text, target, manner):
            return link(run(text, "Hyperlink", "<w:b/>" if manner else ""), target, ledger)
        case Break():
            return BREAK


def tag(said: Tag) -> str:
    """A rating with its mark; one that nobody stated is hollow, within a dashed line."""
    mark = f"{said.mark}\u00a0\u00a0" if said.mark else ""
    style = "RagplanByDate" if said.by_date else tag_style(said.category)
    return run(f"\u00a0{mark}{said.label}\u00a0", style)


def tag_style(category: str) -> str:
    """The character style of a category."""
    return f"RagplanTag-{category}"


def swatch(category: str) -> str:
    """What a category's stretch of a bar is filled with, before the words that explain it."""
    fill = FILLS.get(category, FILLS["none"])
    edge = '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="5A6973"/>'
    shade = f'<w:shd w:val="{"diagStripe" if fill.pattern else "clear"}" w:color="{fill.front or "auto"}"'
    return run("\u2003", "", edge, f'{shade} w:fill="{fill.colour}"/>') + run("\u00a0\u00a0")


def link(inner: str, target: str, ledger: Ledger) -> str:
    """Runs that lead to a place of the document or to an address; the runs alone where they cannot."""
    if target.startswith("#"):
        return f'<w:hyperlink w:anchor={quoted(target[1:])} w:history="1">{inner}</w:hyperlink>'
    id = ledger.address(target)
    return f'<w:hyperlink r:id="{flat(id)}" w:history="1">{inner}</w:hyperlink>' if id else inner
