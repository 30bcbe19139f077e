"""A page as one HTML file: it loads nothing, runs nothing, and every word of a plan is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from ragplan.render.chart import drawing
from ragplan.render.templates import Templates
from ragplan.reports import markup, prose
from ragplan.reports.blocks import (
    Abbreviation,
    Break,
    Day,
    Link,
    Manner,
    Markdown,
    Page,
    Run,
    Sign,
    Statement,
    Tag,
    Text,
    Words,
)

ENDING = "html.j2"

_AROUND = {
    Manner.STRONG: ("<b>", "</b>"),
    Manner.LABEL: ("<b>", "</b>"),
    Manner.QUIET: ('<span class="quiet">', "</span>"),
    Manner.NUMBER: ('<span class="number">', "</span>"),
    Manner.MISSING: ('<span class="silence">', "</span>"),
    Manner.UNSEEN: ('<span class="unseen">', "</span>"),
    Manner.LATE: ('<span class="late">', "</span>"),
    Manner.PHRASE: ('<span class="phrase">', "</span>"),
    Manner.CODE: ("<code>", "</code>"),
    Manner.GONE: ('<del><span class="unseen">removed: </span>', '<span class="unseen"> (end) </span></del>'),
    Manner.COME: ('<ins><span class="unseen">added: </span>', '<span class="unseen"> (end) </span></ins>'),
}


def render(page: Page, project: Path | None = None) -> str:
    """A page as HTML. ``project`` is the folder of a project's own templates. Raises ``TemplateFault``."""
    return TEMPLATES.page(page, project)


def joined(texts: Iterable[str]) -> Markup:
    """Blocks one after the other."""
    return Markup("".join(texts))  # noqa: S704 - what the macros made, each word of it escaped


def words(runs: Iterable[Run]) -> Markup:
    """Words as HTML inside a line."""
    return Markup("".join(map(_run, runs)))  # noqa: S704 - each escaped or cleaned below


def _run(run: Run) -> str:  # noqa: PLR0911 - one case a kind of run
    """A run as safe HTML, a plain text: a ``Markup`` for each piece would take most of a page's time."""
    match run:
        case str():
            return escape(together(run))
        case Text(text, manner):
            before, after = _AROUND[manner]
            inner = _code(text) if manner is Manner.CODE else escape(text)
            return f"{before}{inner}{after}"
        case Markdown(text):
            return prose.inline_html(text)
        case Day(text, iso):
            return f'<time datetime="{escape(iso)}">{escape(text)}</time>'
        case Tag():
            return _tag(run)
        case Sign(mark, tone):
            return f'<span class="sign {escape(tone)}" aria-hidden="true">{escape(mark)}</span>'
        case Link(text, target, manner):
            inner = _run(Text(text, manner)) if manner else escape(text)
            return f'<a href="{escape(target)}">{inner}</a>'
        case Abbreviation(text, whole):
            return f'<abbr title="{escape(whole)}">{escape(text)}</abbr>'
        case Break():
            return "<br>"


def _code(text: str) -> str:
    """A command, of which no line ends within an option: ``--as-of``."""
    words = text.split(" ")
    return " ".join(
        f'<span class="option">{escape(each)}</span>' if "-" in each else escape(each) for each in words
    )


def together(text: str) -> str:
    """Words whose dates and counts no line is broken within: ``27 January 2014``, ``12 of 15 rows``."""
    return _DATE_OR_COUNT.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), text)


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_THINGS = "days?|rows?|actions?|meetings?|times?|recommendations?|positions?|queries|query|organisations?"
_DATE_OR_COUNT = re.compile(
    rf"\b\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?\b"
    rf"|\b[\d,]+ of [\d,]+(?: (?:{_THINGS}))?\b"
    rf"|\b[\d,]+ (?:{_THINGS})\b"
)


@lru_cache(maxsize=1024)
def _tag(tag: Tag) -> str:
    kind = f"{escape(tag.category)} by-date" if tag.by_date else escape(tag.category)
    mark = f'<span class="mark" aria-hidden="true">{escape(tag.mark)}</span> ' if tag.mark else ""
    return f'<span class="tag {kind}">{mark}{escape(tag.label)}</span>'


@lru_cache(maxsize=256)
def classed(role: str) -> Markup:
    """A role as the attribute that style sheets know it by; nothing for none."""
    return Markup(f' class="{escape(role)}"') if role else Markup("")  # noqa: S704 - escaped


def statement(text: str) -> Markup:
    """A field's Markdown as HTML blocks."""
    return Markup(markup.html(text))  # noqa: S704 - cleaned there


def fact(said: Words | Statement) -> Markup:
    """What stands behind a name."""
    return statement(said.text) if isinstance(said, Statement) else words(said)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "number": "{:,}".format,
    "words": words,
    "classed": classed,
    "drawing": drawing,
    "fact": fact,
    "status": statement,
    "prose": lambda text: Markup(prose.html(text)),  # noqa: S704 - cleaned there
    "css": lambda text: Markup(markup.css_string(text)),  # noqa: S704 - escaped there
}
"""What templates of HTML may call beside Jinja's own filters."""
TEMPLATES = Templates(__name__, ENDING, FILTERS, joined)
