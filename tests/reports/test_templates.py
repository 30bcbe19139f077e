"""A project's own templates: first in turn, strict about names, and in a sandbox."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden.command import Ran, beside, lay, ragplan

from ragplan.rules.example import FILES


def report(folder: Path, templates: dict[str, str], format: str = "html") -> Ran:
    lay(folder / "plans", FILES)
    lay(folder / "templates", templates)
    return ragplan("report", "--output", "-", "--as-of", "2014-01-27", "--format", format, cwd=folder)


@pytest.mark.parametrize(("format", "name"), [("html", "plan.html.j2"), ("markdown", "plan.md.j2")])
def test_a_template_of_the_project_comes_first(format: str, name: str, tmp_path: Path) -> None:
    ran = report(tmp_path, {name: "{{ page.title }} on {{ page.as_of }}\n"}, format)
    assert (ran.code, ran.out, beside(ran.err)) == (0, "Example plan on 27 January 2014\n", "")


def test_a_template_may_replace_a_part_of_the_packaged_one(tmp_path: Path) -> None:
    ran = report(tmp_path, {"page.css.j2": "body { color: rebeccapurple; }"})
    assert "body { color: rebeccapurple; }" in ran.out
    assert "<h1>Example plan</h1>" in ran.out


def test_a_template_may_use_parts_of_the_packaged_one(tmp_path: Path) -> None:
    own = '{% from "ragplan/blocks.md.j2" import legend %}{{ legend(page.blocks[0].blocks[3], 2) }}'
    ran = report(tmp_path, {"plan.md.j2": own}, "markdown")
    assert ran.out.startswith("| Rating | Stated | *By date* | Meaning |\n")
    assert "| – No update available | 0 | 0 |" in ran.out


def test_words_of_a_plan_are_escaped_in_an_own_template_too(tmp_path: Path) -> None:
    lay(tmp_path / "plans", FILES)
    programme = tmp_path / "plans/programme.yaml"
    text = programme.read_text(encoding="utf-8").replace("title: Example plan", "title: <b>{{ 7*7 }}</b>")
    programme.write_text(text, encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/plan.html.j2").write_text("<i>{{ page.title }}</i>", encoding="utf-8")
    ran = ragplan("report", "--output", "-", cwd=tmp_path)
    assert ran.out == "<i>&lt;b&gt;{{ 7*7 }}&lt;/b&gt;</i>"


FAULTS: dict[str, tuple[str, str]] = {
    "undefined name": ("\n\n{{ veiw.title }}\n", "plan.html.j2:3: 'veiw' is undefined"),
    "undefined field": ("\n{{ page.titel }}\n", "plan.html.j2:2: "),
    "no end": ("{% if page.title %}\n", "plan.html.j2:1: "),
    "unknown tag": ("\n\n\n{% fro x in y %}", "plan.html.j2:4: Encountered unknown tag 'fro'"),
    "unknown filter": ("\n{{ page.title|shout }}", "plan.html.j2:2: No filter named 'shout'"),
    "missing part": ('{% include "nothing.j2" %}', "nothing.j2"),
    "part out of the folder": ('{% include "../secret.txt" %}', "../secret.txt"),
    "absolute part": ('{% include "/etc/hostname" %}', "/etc/hostname"),
    "classes": ("\n{{ ''.__class__.__mro__ }}", "plan.html.j2:2: "),
    "functions": ("{{ page.__init__.__globals__ }}", "plan.html.j2:1: "),
    "format string": ("{{ '{0.__class__.__mro__}'.format(page) }}", "plan.html.j2:1: "),
    "changing things": ("{% set x = [] %}{{ x.append(1) }}", "plan.html.j2:1: "),
    "too long a range": ("{{ range(10000000)|list }}", "plan.html.j2:1: "),
    "division by zero": ("\n{{ 1 / 0 }}", "plan.html.j2:2: "),
    "words and numbers": ("\n{{ page.title + 1 }}", "plan.html.j2:2: "),
    "a part of itself": ('{% include "plan.html.j2" %}', "plan.html.j2"),
}


@pytest.mark.parametrize(("text", "told"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_place_and_nothing_is_written(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    ran = report(tmp_path, {"plan.html.j2": text})
    assert (ran.code, ran.out) == (2, "")
    assert beside(ran.err).startswith("ragplan: the template ")
    assert told in ran.err
    assert beside(ran.err).count("\n") == 1


def test_the_place_is_in_the_part_that_is_at_fault(tmp_path: Path) -> None:
    ran = report(tmp_path, {"page.css.j2": "body { }\n{{ colour }}\n"})
    assert ran.code == 2
    assert "page.css.j2:2: 'colour' is undefined" in ran.err


def test_a_template_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/plan.html.j2").write_bytes(b"caf\xe9 \xff")
    ran = report(tmp_path, {})
    assert (ran.code, ran.out) == (2, "")
    assert "the template plan.html.j2:1: this is no text in UTF-8" in ran.err


LINKS = {
    "out of the project": (
        {"x": "# link: plan.html.j2 -> ../secret.txt"},
        "plan.html.j2: 'plan.html.j2' is a",
    ),
    "within the templates": (
        {"own.txt": "our own", "x": "# link: plan.html.j2 -> own.txt"},
        "plan.html.j2: 'plan.html.j2' is a",
    ),
    "to nothing": ({"x": "# link: page.css.j2 -> nothing"}, "page.css.j2: 'page.css.j2' is a"),
    "a folder": (
        {"plan.html.j2": '{% include "all/secret.txt" %}', "x": "# link: all -> .."},
        "all/secret.txt: 'all' is a",
    ),
}


@pytest.mark.parametrize(("templates", "told"), LINKS.values(), ids=LINKS)
def test_a_link_is_followed_nowhere(templates: dict[str, str], told: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    ran = report(tmp_path, templates)
    assert (ran.code, ran.out) == (2, "")
    assert f"the template {told} symbolic link, which is not followed" in ran.err


def test_a_folder_in_the_place_of_a_template_is_told(tmp_path: Path) -> None:
    ran = report(tmp_path, {"page.html.j2/other": "words"})
    assert (ran.code, ran.out) == (2, "")
    assert "the template page.html.j2: this is no file" in ran.err
