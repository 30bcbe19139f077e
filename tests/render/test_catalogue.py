"""``ragplan templates``: for every template one of one's own, which changes nothing yet and is never lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Run
from golden.command import REPOSITORY, beside, lay, ragplan

from ragplan.render import html, mail, markdown
from ragplan.render.catalogue import PAGES, TEMPLATES, names, packaged, starter
from ragplan.reports.blocks import Page, Paragraph, Section
from ragplan.rules.example import FILES

FORMATS = {".html.j2": html, ".md.j2": markdown, ".mail.html.j2": mail}
ALL = [name for each in TEMPLATES for name in names(each)]
LINES = (Paragraph(("As at 27 January 2014",), "as-at"),)
BLOCKS = (Section(("Goal ", "2"), (Paragraph(("Words & more",)),), id="g"),)


def page(name: str) -> Page:
    return Page(name, "A plan", "27 January 2014", BLOCKS, group="A group", heading="A plan", lines=LINES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lay(tmp_path / "plans", FILES)
    return tmp_path


def test_every_packaged_template_is_in_the_list() -> None:
    shipped = {path.name for folder in packaged() for path in folder.glob("*.j2")}
    assert {name for name in shipped if not name.endswith(".css.j2")} <= set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_a_beginning_changes_no_byte_of_a_page(name: str, tmp_path: Path) -> None:
    lay(tmp_path, {name: starter(name)})
    made = page(name.partition(".")[0] if name.partition(".")[0] in PAGES else "plan")
    for format in FORMATS.values():
        usual, own = (format.TEMPLATES.own_page(made, each) for each in (tmp_path / "none", tmp_path))
        assert own == usual if not name.endswith(".css.j2") else own.split() == usual.split()


def test_the_list_says_which_are_the_projects_own(folder: Path, run: Run) -> None:
    lay(folder / "templates", {"plan.css.j2": "p { }", "parts/x.j2": "words"})
    ran = ragplan("templates", "list", cwd=folder)
    assert (ran.code, ran.err) == (0, "")
    assert re.search(r"^NAME\.css\.j2 .* plan\.css\.j2$", ran.out, re.MULTILINE)
    assert re.search(r"^page\.css\.j2 .* page$", ran.out, re.MULTILINE)
    assert re.search(r"^parts/x\.j2 +a part of your own +parts/x\.j2$", ran.out, re.MULTILINE)


def test_a_copy_is_written_once_and_never_over_a_file(folder: Path) -> None:
    ran = ragplan("templates", "copy", "page.html.j2", cwd=folder)
    own = folder / "templates/page.html.j2"
    assert (ran.code, ran.out) == (0, "templates/page.html.j2\n")
    assert own.read_text(encoding="utf-8") == starter("page.html.j2")
    own.write_text("mine", encoding="utf-8")
    again = ragplan("templates", "copy", "page.html.j2", cwd=folder)
    assert (again.code, again.out, own.read_text(encoding="utf-8")) == (2, "", "mine")
    assert again.err == "ragplan: 'templates/page.html.j2' already exists, and is never overwritten\n"


REFUSED = {
    "no such template": (
        ("copy", "paige.html.j2"),
        "no template 'paige.html.j2'; did you mean 'page.html.j2'?",
    ),
    "a way out": (("copy", "../plans/x.j2"), "no template '../plans/x.j2'; "),
    "no name": (("copy",), "say which template: "),
    "a name too many": (
        ("list", "page.html.j2"),
        "'templates list' takes no name; 'page.html.j2' is one too many",
    ),
}


@pytest.mark.parametrize(("words", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_copied_is_told(folder: Path, words: tuple[str, ...], told: str) -> None:
    ran = ragplan("templates", *words, cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"ragplan: {told}")
    assert not (folder / "templates").exists()


@pytest.mark.parametrize("target", [".", "plans"])
def test_nothing_is_written_through_a_link(folder: Path, target: str) -> None:
    (folder / "templates").symlink_to(target)
    ran = ragplan("templates", "copy", "page.html.j2", cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert "is a symbolic link, which is not followed" in ran.err


def test_the_documented_frame_and_style_sheet_stand_on_those_that_ship(folder: Path) -> None:
    documented = (REPOSITORY / "docs/templates.md").read_text(encoding="utf-8")
    frame, style, _ = re.findall(r"```jinja\n(.*?)```", documented, re.DOTALL)
    lay(folder / "templates", {"page.html.j2": frame, "page.css.j2": style})
    ran = ragplan("report", "--as-of", "2014-01-27", "--output", "-", cwd=folder)
    assert (ran.code, beside(ran.err)) == (0, "")
    assert ran.out.index("Official: sensitive") < ran.out.index("<h1>Example plan</h1>")
    assert ran.out.index("</main>") < ran.out.index("made with ragplan")
    assert ran.out.index("--complete: #dcefe4") < ran.out.index("h1 { font-family: Georgia, serif; }")


NAMES = {
    "an unknown macro": ("\n{% macro tabel(block, level) %}{% endmacro %}", "did you mean 'table'?"),
    "a helper of ours": ("\n{% macro named(id) %}{% endmacro %}", "the kinds are bar, "),
}


@pytest.mark.parametrize(("text", "told"), NAMES.values(), ids=NAMES)
def test_a_macro_that_nothing_asks_for_is_told(folder: Path, text: str, told: str) -> None:
    lay(folder / "templates", {"blocks.html.j2": text})
    ran = ragplan("report", "--output", "-", cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert "the template blocks.html.j2:2: no kind of block is called " in ran.err
    assert told in ran.err


def test_a_macro_that_another_one_uses_is_a_projects_own(folder: Path) -> None:
    own = "{% macro mark() %}MARK{% endmacro %}{% macro bar(block, level) %}{{ mark() }}{% endmacro %}"
    lay(folder / "templates", {"blocks.html.j2": own})
    ran = ragplan("report", "--output", "-", cwd=folder)
    assert (ran.code, "MARK" in ran.out) == (0, True), ran.err
