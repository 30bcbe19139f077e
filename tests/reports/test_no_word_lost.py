"""What is typed into a free text stands in the paper, in HTML and in Markdown, or a finding tells of it.

The texts are those that the schema says are free; each gets words of its own, in each of YAML's manners.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from html.parser import HTMLParser
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from conftest import EXAMPLES
from golden.command import lay, ragplan
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from reading.findings import document, findings, plans
from reading.test_every_field import FILES

from ragplan.diagnostics import Route
from ragplan.document import Document

pytestmark = pytest.mark.thorough

PROGRAMME, ORGANISATION = "p/programme.yaml", "p/WBCCG.yaml"
REGISTER, PAPER = "registers/francis-2013.yaml", "p/papers/2014-02-25-board.md"
NOT_WORDS = {(PAPER, ("appendices", 1, "file"))}
"""A file that is not there is RAG116, and its text cannot be printed."""


@cache
def data() -> dict[str, Any]:
    """The files that use every field, with an own row that has every field of a position too."""
    found = {
        path: deepcopy(document(FILES[path], path).data)
        for path in (PROGRAMME, ORGANISATION, REGISTER, PAPER)
    }
    rows = found[ORGANISATION]["actions"]
    whole = {**rows[2], **rows[0], "ref": "W2", "actions": []}
    for closing in ("withdrawn", "superseded_by", "proposed", "depends_on"):
        del whole[closing]
    parent = {
        "ref": "W3",
        "title": "A parent",
        "risk": "CR 13",
        "actions": [{"ref": "W3.1", "title": "A part"}],
    }
    rows += [whole, parent]
    found[ORGANISATION]["positions"][0]["evidence"] = deepcopy(rows[0]["evidence"])
    return found


class Field(NamedTuple):
    """A free text of one of the files, and a number of its own."""

    path: str
    route: Route
    number: int

    @property
    def name(self) -> str:
        """The field in words."""
        return f"{PurePath(self.path).name} {'/'.join(map(str, self.route))}"


@cache
def fields() -> tuple[Field, ...]:
    """Every free text there is, as the shapes of the files tell."""
    found: list[Field] = []
    known = plans(FILES)
    for path, whole in data().items():
        read = document(written(whole, (), lambda _route, text, _indent: json.dumps(text), path), path)
        for route, place in sorted(read.places.items(), key=str):
            if place.scalar and known.is_free_text(read, route) and (path, route) not in NOT_WORDS:
                found.append(Field(path, route, len(found)))
    return tuple(found)


Scalar = Callable[[Route, str, int], str]


def written(whole: Any, route: Route, scalar: Scalar, path: str = "") -> str:
    """Data as a file in lines; ``scalar`` writes a text, given what it may be indented by."""
    text = "\n".join(_lines(whole, route, scalar, 0)) + "\n"
    return f"---\n{text}---\n# Introduction\n" if path.endswith(".md") else text


def _lines(whole: Any, route: Route, scalar: Scalar, indent: int) -> Iterator[str]:
    pad = " " * indent
    named = whole.items() if isinstance(whole, dict) else enumerate(whole)
    for step, value in named:
        mark = f"{json.dumps(step)}:" if isinstance(whole, dict) else "-"
        if isinstance(value, str):
            yield f"{pad}{mark} {scalar((*route, step), value, indent + 2)}"
        elif not value:
            yield f"{pad}{mark} []"
        else:
            yield f"{pad}{mark}"
            yield from _lines(value, (*route, step), scalar, indent + 2)


def plain(text: str, indent: int) -> str:
    """Without quotes, on one line."""
    return text.replace("\n", " ")


def wrapped(text: str, indent: int) -> str:
    """Without quotes, a line for every few words."""
    return f"\n{' ' * indent}".join(_few(text))


def single(text: str, indent: int) -> str:
    """In single quotes, a line break written as an empty line."""
    return "'" + text.replace("'", "''").replace("\n", f"\n\n{' ' * indent}") + "'"


def double(text: str, indent: int) -> str:
    """In double quotes."""
    return json.dumps(text, ensure_ascii=False)


def literal(text: str, indent: int) -> str:
    """As a block whose lines are kept."""
    return f"|{_indicator(text)}\n" + "\n".join(f"{' ' * indent}{line}".rstrip() for line in text.split("\n"))


def folded(text: str, indent: int) -> str:
    """As a block whose lines are joined."""
    lines = [part for line in text.split("\n") for part in [*_few(line), ""]]
    return f">{_indicator(text)}\n" + "\n".join(f"{' ' * indent}{line}".rstrip() for line in lines)


def _indicator(text: str) -> str:
    return "2" if text[:1].isspace() else ""


def _few(text: str) -> list[str]:
    """The words of a text, three a line."""
    words = text.split()
    return [" ".join(words[at : at + 3]) for at in range(0, len(words), 3)] or [""]


UNQUOTED = (plain, wrapped)
QUOTED = (single, double, literal, folded)

PIECES = (
    "{w}", "{w} {w}", "{w}, {w}.", "{w} #{n} {w}", "#{n}", "# {w}", "#{w}", "{w}: {w}", "- {w}",
    "* {w}", "*{w}*", "**{w}**", "_{w}_", "`{w}`", "``{w}``", "~~{w}~~", "[{w}]", "[{w}]: {w}",
    "[{w}]: https://e.org/{w}", "[{w}](https://e.org/{w})", "[](https://e.org/{w})",
    "[ ](https://e.org/{w})", "[*](mailto:{w}@e.org)", '[{w}](https://e.org/{w} "{w} {w}")',
    "![{w}](https://e.org/{w}.png)", "[{w}]({w})", "[{w}][{w}]", "[`]({w})",
    "[![{w}](https://e.org/{w})](https://e.org/{w})", "[{w}](javascript:{w})", "[{w}](http:{w})",
    "[{w}](http)", "<{n} {w}", "<{w}>", "<b>{w}</b>", "<!-- {w} -->", "<https://e.org/{w}>",
    "<{w}@e.org>", "<script>{w}", "</{w}", "<![CDATA[{w}]]>", "<?{w}?>", "&{w};", "&amp;{w}",
    "&# {w};", "&lt;{w}", "{w} & {w}", "\\{w}", "\\\\{w}\\{w}", "> {w}", ">{n}", "```{w} {w}", "```",
    "~~~ {w}", "    {w}", "\t{w}", "{n}. {w}", "{n}) {w}", "| {w} | {w} |", "|---|---|", "===", "---",
    "***", "{w}  ", "{w}\\", "{{w}}", "{{{{ {w} }}}}", "{{% {w} %}}", "$ {w} $", "^{w}^", "@{w}",
    "!{w}", "%{w}", "?{w}", "-{w}", "+ {w}", "=", "'{w}'", '"{w}"', "({w})", "{w}'s", "[x] {w}",
    "[ ] {w}", "https://e.org/{w}?a={w}&b={w}#{w}", "www.{w}.org", "{w}@e.org", ":{w}:", "~{w}",
    "{w}…", "{w} – {w}",
)  # fmt: skip
TOGETHER = 12
"""As many pieces as are tried in one text, each a paragraph."""
BREAKS = (" ", " ", " ", "\n", "\n\n")


FEW = settings(max_examples=EXAMPLES or 8)
"""A run writes and prints a whole programme."""


class Sentence(NamedTuple):
    """Pieces and what stands between them; every field gets it with words of its own."""

    parts: tuple[str, ...]

    def text(self, number: int) -> str:
        """What is typed into the field of a number."""
        count = iter(range(100))
        return "".join(
            re.sub(
                r"\{[wn]\}",
                lambda found: (
                    f"w{next(count)}f{number}z" if found[0] == "{w}" else f"7{next(count):02}{number:03}"
                ),
                part,
            )
            for part in self.parts
        ).strip()

    def words(self, number: int) -> list[str]:
        """What must be found again."""
        return re.findall(r"w\d+f\d+z|7\d{5}", self.text(number))


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    """A few pieces."""
    pieces = draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6))
    breaks = draw(st.lists(st.sampled_from(BREAKS), min_size=len(pieces), max_size=len(pieces)))
    return Sentence(tuple(part for pair in zip(pieces, breaks, strict=True) for part in pair))


class Shown(HTMLParser):
    """All that a page says: its words, where its links lead, the numbers of its lists."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self._said: list[str] = []
        self._numbers: list[int] = []
        self.feed(page)
        self.close()
        self.text = "".join(self._said)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("href"):
            self._said.append(f" {values['href']} ")
        if tag in ("ol", "ul"):
            self._numbers.append(int(values.get("start") or 1))
        elif tag == "li" and self._numbers:
            self._numbers[-1] = int(values.get("value") or self._numbers[-1])
            self._said.append(f" {self._numbers[-1]}. ")
            self._numbers[-1] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul") and self._numbers:
            self._numbers.pop()

    def handle_data(self, data: str) -> None:
        self._said.append(data)


FORGE = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
REPORTS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    PROGRAMME: (("plan",), ("recommendations",)),
    ORGANISATION: (("plan",), ("recommendations",)),
    REGISTER: (("recommendations",),),
    PAPER: (("paper", PAPER),),
}
"""The reports that print what stands in a file."""


def missing(
    texts: Mapping[Field, str], needed: Callable[[Field], list[str]], manner: Callable[[str, int], str]
) -> list[str]:
    """The fields whose words are neither found nor told, with those words."""
    by_route = {(field.path, field.route): text for field, text in texts.items()}
    files = {**FILES}
    for path, whole in data().items():

        def scalar(route: Route, text: str, indent: int, path: str = path) -> str:
            typed = by_route.get((path, route))
            return json.dumps(text) if typed is None else manner(typed, indent)

        files[path] = written(whole, (), scalar, path)
    told = [each for each in findings(files) if each.code in TELLING]
    if any(each.code in BLOCKING for each in told):
        return []
    with TemporaryDirectory() as folder:
        pages = _pages(lay(Path(folder), files))
    lost: list[str] = []
    for field in texts:
        if any(each.path == field.path and each.span.line in _place(files, field) for each in told):
            continue
        for format in ("html", "markdown"):
            shown = "".join(pages[report, format] for report in REPORTS[field.path])
            if gone := [word for word in needed(field) if word not in shown]:
                lost.append(f"{field.name} {format}: {gone}")
    return lost


TELLING = {f"RAG0{number:02}" for number in range(1, 20)} | {"RAG115", "RAG116"}
BLOCKING = TELLING - {"RAG013", "RAG115", "RAG116"}


def _pages(folder: Path) -> dict[tuple[tuple[str, ...], str], str]:
    found = {}
    for report in {each for several in REPORTS.values() for each in several}:
        for format in ("html", "markdown"):
            ran = ragplan(
                "report", *report, "--plans", ".", "--programme", "wbccg-francis", "--as-of", "2014-02-24",
                "--format", format, "--output", "-", cwd=folder,
            )  # fmt: skip
            assert ran.code == 0, ran.err
            found[report, format] = Shown(ran.out if format == "html" else FORGE.render(ran.out)).text
    return found


def _place(files: Mapping[str, str], field: Field) -> range:
    place = _read(files[field.path], field.path).places[field.route]
    return range((place.key or place.value).line, place.value.end_line + 2)


@cache
def _read(text: str, path: str) -> Document:
    return document(text, path)


@pytest.mark.parametrize("manner", [*UNQUOTED, *QUOTED])
def test_plain_words_reach_the_paper_from_every_field(manner: Callable[[str, int], str]) -> None:
    sentence = Sentence(("{w} {w} {w} {w} {w}",))
    texts = {field: sentence.text(field.number) for field in fields()}
    assert missing(texts, lambda field: sentence.words(field.number), manner) == []


@pytest.mark.parametrize("first", range(0, len(PIECES), TOGETHER))
def test_every_sign_keeps_its_words(first: int) -> None:
    pieces = PIECES[first : first + TOGETHER]
    sentence = Sentence(tuple(part for piece in pieces for part in (piece, "\n\n")))
    texts = {field: sentence.text(field.number) for field in fields()}
    assert missing(texts, lambda field: sentence.words(field.number), double) == []


@FEW
@given(sentences(), st.sampled_from(QUOTED))
def test_quoted_sentences_reach_the_paper(sentence: Sentence, manner: Callable[[str, int], str]) -> None:
    texts = {field: sentence.text(field.number) for field in fields()}
    assert missing(texts, lambda field: sentence.words(field.number), manner) == []


@FEW
@given(st.data(), sentences(), st.sampled_from(UNQUOTED))
def test_unquoted_sentences_reach_the_paper_or_are_told(
    data: st.DataObject, sentence: Sentence, manner: Callable[[str, int], str]
) -> None:
    field = data.draw(st.sampled_from(fields()))
    assert missing({field: sentence.text(field.number)}, lambda _: sentence.words(field.number), manner) == []


@pytest.mark.parametrize("first", range(0, len(PIECES), TOGETHER))
def test_the_body_of_a_paper_and_a_text_attached_keep_their_words(first: int) -> None:
    pieces = PIECES[first : first + TOGETHER]
    sentence = Sentence(("Text\n\n", *(part for piece in pieces for part in (piece, "\n\n"))))
    body, attached = sentence.text(1), sentence.text(2)
    front = FILES[PAPER][: FILES[PAPER].index("# Introduction")]
    files = {**FILES, PAPER: f"{front}{body}\n", "p/papers/letter.md": f"{attached}\n"}
    with TemporaryDirectory() as folder:
        pages = _pages(lay(Path(folder), files))
    for format in ("html", "markdown"):
        shown = pages[REPORTS[PAPER][0], format]
        assert [word for word in sentence.words(1) + sentence.words(2) if word not in shown] == []
