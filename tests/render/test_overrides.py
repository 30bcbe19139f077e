"""A project's own templates: the documented example does what it says; what is gone is refused by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Run
from golden.command import REPOSITORY, lay
from reports.counted import PAPER, paper

from ragplan.render.overrides import GONE

FORMATS = ("html", "markdown")
USED = {
    "variable": "{{{{ {0}.title }}}}",
    "filter": "{{{{ page.title|{0} }}}}",
    "macro": "{{% macro {0}(block, level) %}}{{% endmacro %}}",
}
"""How a template uses a name of each kind."""
FILES = {"variable": "paper.html.j2", "filter": "paper.html.j2", "macro": "blocks.html.j2"}
NAMES = [(kind, name) for kind in USED for name in GONE[kind]]


@pytest.fixture
def counted(tmp_path: Path) -> Path:
    """A folder with plans that hold one paper."""
    return lay(tmp_path / "plans", paper("# One\n\nWords.\n", "author: AA\npurpose: To note.\n")).parent


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", GONE["template"])
def test_a_template_that_is_gone_is_refused_in_every_format(
    counted: Path, run: Run, name: str, format: str
) -> None:
    lay(counted / "templates", {name: "{{ anything }}"})
    ran = run("report", "paper", f"plans/{PAPER}", "--format", format)
    assert (ran.code, ran.stdout) == (2, "")
    assert f"ragplan: the template {name}: this template is gone; {GONE['template'][name]}" in ran.stderr
    assert not (counted / "reports").exists()


@pytest.mark.parametrize(("kind", "name"), NAMES)
def test_a_name_that_is_gone_is_refused_with_what_to_use(
    counted: Path, run: Run, kind: str, name: str
) -> None:
    lay(counted / "templates", {FILES[kind]: USED[kind].format(name)})
    ran = run("report", "paper", f"plans/{PAPER}")
    assert (ran.code, ran.stdout) == (2, "")
    assert f"the template {FILES[kind]}:" in ran.stderr
    assert GONE[kind][name] in ran.stderr
    assert not (counted / "reports").exists()


def test_a_part_of_a_template_that_is_gone_is_named(counted: Path, run: Run) -> None:
    lay(counted / "templates", {"paper.html.j2": '{% from "parts.html.j2" import tag %}{{ tag }}'})
    ran = run("report", "paper", f"plans/{PAPER}")
    assert (ran.code, ran.stdout) == (2, "")
    assert GONE["template"]["parts.html.j2"] in ran.stderr


def test_no_packaged_template_is_among_the_gone() -> None:
    packaged = {path.name for path in (REPOSITORY / "templates").iterdir()}
    assert packaged & set(GONE["template"]) == set()


def test_another_name_beside_the_packaged_ones_is_the_projects_own(counted: Path, run: Run) -> None:
    own = {"paper.md.j2": '{% include "parts.j2" %}', "parts.j2": "{{ page.title }}, {{ page.foot }}\n"}
    lay(counted / "templates", own)
    ran = run("report", "paper", f"plans/{PAPER}", "--format", "markdown", "--output", "-")
    assert (ran.code, ran.stdout) == (0, "Update, Board · 3 February 2014 · Update\n")


def test_the_documented_example_changes_one_block_and_no_other(counted: Path, run: Run) -> None:
    def printed() -> str:
        ran = run("report", "paper", f"plans/{PAPER}", "--output", "-")
        assert ran.code == 0, ran.stderr
        return ran.stdout

    before = printed()
    documented = (REPOSITORY / "docs/templates.md").read_text(encoding="utf-8")
    examples = re.findall(r"```jinja\n(.*?)```", documented, re.DOTALL)
    (example,) = (each for each in examples if "macro" in each)
    lay(counted / "templates", {"blocks.html.j2": example})
    after = printed()
    sheet = re.compile(r'<(table|dl)[^>]* ?class="sheet">.*?</\1>', re.DOTALL)
    assert sheet.sub("", after) == sheet.sub("", before) != after
    assert re.search(r'<dl class="sheet">\s*<dt>Meeting</dt>\s*<dd><p>Board</p>', after)
    assert "To note." in after
