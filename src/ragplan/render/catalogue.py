"""The templates that ship: what each is for, and what a project's own one of its name begins with."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, nodes

from ragplan.render.names import KINDS, macros
from ragplan.render.overrides import CHECKOUT
from ragplan.render.sandbox import OURS
from ragplan.reports import REPORTS

PACKAGED = Path(__file__).parents[1] / "templates"
"""Where the templates lie in an installed wheel."""
PAGES = (*REPORTS, "changes", "history")
"""The names of pages, each of which may have a frame and a style sheet of its own."""
NAME = "NAME"
"""Stands for each of these in the name of a template."""


class Shipped(NamedTuple):
    """A template, or a family of such; ``NAME`` in its name stands for each of ``PAGES``."""

    name: str
    about: str


TEMPLATES = (
    Shipped("page.html.j2", "the frame of every page"),
    Shipped("page.md.j2", "the frame of every page in Markdown"),
    Shipped("page.mail.html.j2", "the frame of every mail draft"),
    Shipped("NAME.html.j2", "the frame of one page alone"),
    Shipped("NAME.md.j2", "the same in Markdown"),
    Shipped("NAME.mail.html.j2", "the same as a mail draft"),
    Shipped("blocks.html.j2", "each block of every page, a macro a kind; have those that you change"),
    Shipped("blocks.md.j2", "the same in Markdown"),
    Shipped("blocks.mail.html.j2", "the same in mail drafts; what it has no macro for is made as in HTML"),
    Shipped("page.css.j2", "the style sheet of every page"),
    Shipped("NAME.css.j2", "what the style sheet of one page has beside that"),
    Shipped("chart.html.j2", "the drawing of a chart"),
)


def packaged() -> list[Path]:
    """The folders of the templates that ship."""
    return [folder for folder in (PACKAGED, CHECKOUT) if folder.is_dir()]


def names(shipped: Shipped) -> tuple[str, ...]:
    """The names of a template's or a family's files."""
    if not shipped.name.startswith(NAME):
        return (shipped.name,)
    return tuple(page + shipped.name.removeprefix(NAME) for page in PAGES)


def starter(name: str) -> str:
    """What a project's own template of a name begins with: it changes nothing yet, and shows what can be."""
    found = next(each for each in TEMPLATES if name in names(each))
    if name.endswith(".css.j2"):
        return "\n".join(_style_sheet(name, found.about))
    text = _text(name)
    above = f"{OURS}{name}" if text else f"page.{name.partition('.')[2]}"
    frame = places(name if text else above)
    lines = _frame(above, frame) if frame else _blocks(name, text or "")
    return "\n".join([f"{{# {found.about[:1].upper()}{found.about[1:]}.", *lines, ""])


def places(name: str) -> tuple[str, ...]:
    """The blocks of a frame, in their order."""
    tree = Environment(autoescape=True).parse(_text(name) or "")
    return tuple(block.name for block in tree.find_all(nodes.Block))


def _text(name: str) -> str | None:
    paths = (folder / name for folder in packaged())
    return next((path.read_text(encoding="utf-8") for path in paths if path.is_file()), None)


def _style_sheet(name: str, about: str) -> Iterator[str]:
    yield f"{{# {about[:1].upper()}{about[1:]}. What stands below comes after what ships, and so decides. #}}"
    if _text(name) is not None:
        yield f'{{% include "{OURS}{name}" %}}'
    yield ""


def _frame(above: str, blocks: Iterable[str]) -> Iterator[str]:
    yield "   A block takes the place of the one of its name; {{ super() }} prints that one."
    yield "   Keep those that you change. #}"
    yield f'{{% extends "{above}" %}}'
    for block in blocks:
        yield f"{{% block {block} %}}{{{{ super() }}}}{{% endblock %}}"


def _blocks(name: str, text: str) -> Iterator[str]:
    tree = Environment(autoescape=True).parse(text)
    known = [macro for macro in macros(tree) if macro.name in KINDS.values()]
    yield "   A macro takes the place of the one of its name, which `shipped` still has:"
    yield f"   {', '.join(macro.name for macro in known)}."
    yield "   What a block holds is in docs/templates.md. #}"
    yield f'{{% import "{OURS}{name}" as shipped %}}'
    given = ", ".join(each.name for each in known[0].args)
    yield f"{{% macro {known[0].name}({given}) %}}"
    yield f"{{{{ shipped.{known[0].name}({given}) -}}}}"
    yield "{% endmacro %}"
