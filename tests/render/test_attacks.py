"""Templates that a stranger brings: each ends with exit code 2, file and line, in bounded time and memory."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from golden.command import Ran, beside, lay, process, ragplan

from ragplan.render import apart, html
from ragplan.render.overrides import TemplateFault
from ragplan.reports.blocks import Page
from ragplan.rules.example import FILES

pytestmark = pytest.mark.thorough

AGAIN = '{{% set ns = namespace(it="xx") %}}{{% for _ in range(99) %}}{{% set ns.it = {} %}}{{% endfor %}}'
TWICE = "{% set ns.it = [ns.it, ns.it] %}"
RAISING = {
    "a bad truncate": '{{ "words and words"|truncate(2) }}',
    "an empty cycler": "{% set c = cycler() %}{{ c.next() }}",
    "a great range": "{{ range(10**9) }}",
    "digits of a number": "{{ 10 ** 5000 }}",
    "words for a number": "{{ 'x'|int(base='x') }}{{ 'x'|round }}",
    "no such key": "{{ {}['x'].y }}",
    "a number called": "{{ 1() }}",
    "a wrong block": "{{ blocks('x', 2) }}",
    "no blocks at all": "{{ blocks(1, 2) }}",
    "a block of no kind": "{{ blocks([1], 2) }}",
    "the end of a loop": "{{ [].pop() }}",
    "an empty first": "{{ ([]|first).x }}",
    "an undefined sum": "{{ [1, 'x']|sum }}",
    "mixed sort": "{{ [1, 'x']|sort }}",
    "the random filter": "{{ [1, 2]|random }}",
    "made-up words": "{{ lipsum() }}",
    "what raises": "{{ ''.join(1) }}",
    "a stop": "{{ ([1]|map('list')).__next__() }}",
    "a surrogate's name": '{{ "\\ud800".encode() }}',
    "the globals": "{{ blocks.__globals__ }}{{ blocks.__func__.__globals__ }}",
    "the environment": "{{ self._TemplateReference__context.environment.loader }}",
    "attribute by filter": "{{ ''|attr('__class__') }}",
    "attribute in a format": "{{ '{0.__class__}'.format(page) }}",
    "unknown block": '{% extends "ragplan/page.html.j2" %}{% block mastheda %}{% endblock %}',
    "words outside of a block": '{% extends "ragplan/page.html.j2" %}words',
    "unknown filter": "{{ page.title|titel }}",
    "unknown test": "{% if page is cheese %}{% endif %}",
    "unknown variable": "{{ paige.title }}",
    "unknown template": '{% extends "ragplan/paige.html.j2" %}',
    "no end of a block": "{% block x %}",
    "twice the same block": "{% block x %}{% endblock %}{% block x %}{% endblock %}",
}
HEAVY = {
    "a long text": '{{ "x" * 10**11 }}',
    "a long list": "{{ [1] * 10**11 }}",
    "deep brackets": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "deep lists": "{{ " + "[" * 500 + "]" * 500 + " }}",
    "deep loops": "{% for x in [1] %}" * 150 + "x" + "{% endfor %}" * 150,
    "deep conditions": "{% if 1 %}" * 3000 + "x" + "{% endif %}" * 3000,
    "a long sum": "{{ " + "1 + " * 20000 + "1 }}",
    "minus minus": "{{ " + "-" * 5000 + "1 }}",
    "not not": "{{ " + "not " * 5000 + "1 }}",
    "macro of itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "loop of itself": "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "include of itself": '{% include "plan.html.j2" %}',
    "extends itself": '{% extends "plan.html.j2" %}',
    "import of itself": '{% import "plan.html.j2" as me %}{{ me }}',
    "padding": '{{ "x".ljust(10**11) }}',
    "centred": '{{ "x"|center(10**11) }}',
    "zeros": '{{ "x".zfill(10**11) }}',
    "tabs": '{{ "\t".expandtabs(10**11) }}',
    "width of a format": '{{ "%100000000000d" % 1 }}',
    "width of the filter": '{{ "%100000000000d"|format(1) }}',
    "width of the method": '{{ "{:100000000000}".format(1) }}',
    "bytes of a number": "{{ (1).to_bytes(10**11, 'big') }}",
    "batches": "{{ [1]|batch(10**11, 0)|list }}",
    "slices": "{{ [1]|slice(10**11)|list }}",
    "an indent": "{{ 'x y'|indent(10**11, true) }}",
    "doubling text": AGAIN.format("ns.it ~ ns.it"),
    "doubling by replace": AGAIN.format('ns.it|replace("x", "xx")'),
}
ENDLESS = {
    "loops in loops": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "loops that print": "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
    "wordwrap": '{{ ("x " * 9999999)|wordwrap(1) }}{{ "x"|wordwrap(0) }}',
    "a power": "{{ 10 ** (10 ** 10) }}",
    "a list of lists compared": (
        "{% set ns = namespace(it=[1]) %}"
        "{% for _ in range(60) %}"
        + TWICE
        + "{% endfor %}{% set one = ns.it %}{% set ns.it = [1] %}{% for _ in range(60) %}"
        + TWICE
        + "{% endfor %}{{ one == ns.it }}"
    ),
    "a list of lists printed": (
        "{% set ns = namespace(it=[1]) %}{% for _ in range(60) %}" + TWICE + "{% endfor %}{{ ns.it }}"
    ),
    "a macro that calls itself twice": (
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}"
    ),
    "sums of ranges": "{{ range(99999)|map('string')|map('list')|list|sum(start=[]) }}",
}


def report(folder: Path, template: str) -> Ran:
    lay(folder / "plans", FILES)
    lay(folder / "templates", {"plan.html.j2": "\n" + template})
    return ragplan("report", "--output", "-", "--as-of", "2014-01-27", cwd=folder)


def told(ran: Ran) -> str:
    assert (ran.code, ran.out) == (2, "")
    said = beside(ran.err)
    assert re.match(r"ragplan: the template plan\.html\.j2:\d+: \S", said), said
    assert said.count("\n") == 1
    return said


@pytest.fixture
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit that a test reaches soon."""
    monkeypatch.setattr(apart, "MEMORY", 512 << 20)


@pytest.fixture
def little_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit that a test reaches soon, and a busy machine with what has an end too."""
    monkeypatch.setattr(apart, "SECONDS", 2)


@pytest.mark.parametrize("template", RAISING.values(), ids=RAISING)
def test_what_a_template_raises_is_told_with_its_place(template: str, tmp_path: Path) -> None:
    lay(tmp_path, {"plan.html.j2": f"\n{template}"})
    with pytest.raises(TemplateFault, match=r"\Aplan\.html\.j2:2: \S.*\Z"):
        html.TEMPLATES.own_page(Page("plan", "A plan", "27 January 2014", ()), tmp_path)


@pytest.mark.usefixtures("little_memory")
@pytest.mark.parametrize("template", HEAVY.values(), ids=HEAVY)
def test_what_is_too_deep_or_too_large_is_told_with_its_place(template: str, tmp_path: Path) -> None:
    assert told(report(tmp_path, template)).startswith("ragplan: the template plan.html.j2:2: ")


@pytest.mark.usefixtures("little_memory", "little_time")
@pytest.mark.parametrize("template", ENDLESS.values(), ids=ENDLESS)
def test_what_has_no_end_is_ended_and_told_with_its_place(template: str, tmp_path: Path) -> None:
    begun = time.monotonic()
    said = told(report(tmp_path, template))
    assert time.monotonic() - begun < 20
    assert re.match(
        r"ragplan: the template plan.html.j2:[12]: (this|it) takes (longer|more memory) than", said
    )


@pytest.mark.parametrize("name", ["a long text", "deep brackets", "macro of itself"])
def test_the_command_itself_ends_with_two(name: str, tmp_path: Path) -> None:
    lay(tmp_path / "plans", FILES)
    lay(tmp_path / "templates", {"blocks.html.j2": f"\n{HEAVY[name]}"})
    ran = process("report", "--output", "-", "--as-of", "2014-01-27", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "ragplan: the template blocks.html.j2:2: " in ran.err
