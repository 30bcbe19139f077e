"""The figures of a paper said in its texts, as at its own status date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ragplan.figures.faults import fault, misfit
from ragplan.figures.figure import Figure, FigureText, figures
from ragplan.query import Selection
from ragplan.reports.figure_values import value


@dataclass(frozen=True, slots=True)
class Figures:
    """What figures say of a programme at a day.

    One that cannot be said is named in brackets, with the reason: it never goes by in silence.
    """

    chosen: Selection

    def plain(self, text: str) -> str:
        """A text that is no Markdown, with its figures said."""
        said = _replaced(text, figures(text), lambda figure, _: self._value(figure, in_body=False))
        return said.replace("\\{{", "{{")

    def markdown(self, text: str) -> str:
        """A Markdown text with its figures said."""
        return _replaced(
            text, figures(text), lambda figure, before: _inert(self._value(figure, in_body=False), before)
        )

    def body(self, text: str) -> str:
        """The body of a paper with its figures said; tables stay as they are written."""
        said = (figure for figure in figures(text) if not self._shows(figure))
        return _replaced(text, said, lambda figure, before: _inert(self._value(figure, in_body=True), before))

    def tables(self, text: str) -> tuple[Figure, ...]:
        """The tables that the body of a paper shows, each once."""
        return tuple({figure.text: figure for figure in figures(text) if self._shows(figure)}.values())

    def faults(self, text: FigureText) -> Iterator[str]:
        """The figures of a text that cannot be said, with the reasons."""
        for figure in figures(text.text):
            wrong = self._wrong(figure, in_body=text.in_body)
            if wrong:
                yield f"{figure.text} – {wrong}"

    def _shows(self, figure: Figure) -> bool:
        return figure.table and not self._wrong(figure, in_body=True)

    def _wrong(self, figure: Figure, *, in_body: bool) -> str:
        found = fault(figure, in_body=in_body) or misfit(figure, self.chosen.programme, self.chosen.as_at)
        return found.message if found else ""

    def _value(self, figure: Figure, *, in_body: bool) -> str:
        wrong = self._wrong(figure, in_body=in_body)
        return f"[{figure.text} – {wrong}]" if wrong else value(self.chosen, figure)


def _replaced(text: str, said: Iterable[Figure], words: Callable[[Figure, str], str]) -> str:
    """A text with figures replaced; ``words`` is told what stands before each in its line."""
    parts: list[str] = []
    at = 0
    for figure in said:
        line = text.rfind("\n", 0, figure.start) + 1
        parts += [text[at : figure.start], words(figure, text[line : figure.start])]
        at = figure.end
    return "".join([*parts, text[at:]])


def _inert(words: str, before: str) -> str:
    """Words as Markdown that is nothing but itself, at the beginning of a line too."""
    spelled = _SIGN.sub(lambda sign: f"&#{ord(sign[0])};", " ".join(words.split()))
    opens = not re.search(r"\w", before)
    return f"&#{ord(spelled[0])};{spelled[1:]}" if opens and spelled[:1].isdigit() else spelled


_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
