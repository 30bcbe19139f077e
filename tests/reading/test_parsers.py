"""The fast reading gives what the documented loader gives, with the C parser and without it."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any
from unicodedata import is_normalized

import pytest
from conftest import ROOT, environment
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from ragplan.document import events
from reading.findings import document

REAL = sorted(path for path in ROOT.joinpath("plans").rglob("*.*"))
NAMES = [path.relative_to(ROOT).as_posix() for path in REAL]

REFUSED = "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff"
letters = st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters=REFUSED)
SIGNS = st.sampled_from("\n\t '\"#:-?[]{},&*!|>%@`")
words = st.text(letters | SIGNS, max_size=20).filter(lambda word: word != "<<" and is_normalized("NFC", word))
nested = st.recursive(
    words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=20,
)
STYLES = [(False, None), (False, "'"), (False, '"'), (True, '"'), (None, "'")]
"""Flow style and quotes; in brackets the C parser takes fewer texts without quotes than the other one."""
files = st.dictionaries(words, nested, min_size=1, max_size=5)


@st.composite
def written(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    """Data and the same as YAML: in lines, in brackets or both, in any quotes, long lines folded."""
    data = draw(files)
    yaml: Any = YAML(typ="safe", pure=True)
    yaml.default_flow_style, yaml.default_style = draw(st.sampled_from(STYLES))
    yaml.width, yaml.allow_unicode = draw(st.integers(20, 200)), True
    yaml.representer.ignore_aliases = lambda _: True
    stream = StringIO()
    yaml.dump(data, stream)
    return data, stream.getvalue()


def documented(text: str) -> Any:
    """What ruamel.yaml's own loader of text scalars makes of a text."""
    return YAML(typ="base", pure=True).load(text)


def test_the_c_parser_is_there() -> None:
    from _ruamel_yaml import CParser

    assert vars(events)["CParser"] is CParser


@given(written())
def test_data_written_as_yaml_is_read_back(case: tuple[dict[str, Any], str]) -> None:
    data, text = case
    found = document(text)
    assert found.problems == ()
    assert found.data == data == documented(text)


@given(written())
def test_the_text_at_every_place_reads_as_what_stands_there(case: tuple[dict[str, Any], str]) -> None:
    found = document(case[1])
    for route, place in found.places.items():
        value: Any = found.data
        for step in route:
            value = value[step]
        if isinstance(value, str) and place.value.line == place.value.end_line:
            line = found.lines[place.value.line - 1]
            written_there = line[place.value.column - 1 : place.value.end_column - 1]
            assert (documented(f"- {written_there}") or [""])[0] == value


@pytest.mark.parametrize("path", REAL, ids=NAMES)
def test_the_real_plan_is_read_as_the_documented_loader_reads_it(path: Path) -> None:
    found = document(path.read_bytes(), path.name)
    assert found.problems == ()
    assert found.data == (documented(found.yaml) or {})


HIDE = "import sys; sys.modules['_ruamel_yaml'] = None; "
LINT = (
    "import sys; sys.argv = ['ragplan', 'lint', '--fail-on', 'never']; from ragplan.cli import main; main()"
)
READ_ALL = """
import json
from ragplan.document import SourceFile, read

def told(text):
    try:
        found = read(SourceFile("x.yaml", text.encode()))
    except Exception as error:
        return repr(error)
    return [found.data, [(each.rule, each.span.line, each.message) for each in found.problems]]

json.dump([told(text) for text in json.load(sys.stdin)], sys.stdout)
"""


def python(code: str, stdin: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=stdin.encode(),
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    return done.stdout.decode()


@cache
def read_without_c(texts: tuple[str, ...]) -> list[Any]:
    """Each text's data and its problems as (rule, line, message), read by the Python parser."""
    found: list[Any] = json.loads(python(HIDE + READ_ALL, json.dumps(texts)))
    return found


def test_without_the_c_parser_the_real_plan_reads_the_same() -> None:
    texts = tuple(path.read_text(encoding="utf-8") for path in REAL if path.suffix == ".yaml")
    assert read_without_c(texts) == [[document(text).data, []] for text in texts]


def test_without_the_c_parser_lint_says_the_same() -> None:
    assert python(HIDE + LINT) == python(LINT) != ""


TRAPS = (
    ("", "unreadable-file", 1, "the file is empty"),
    ("# only a comment\n", "unreadable-file", 1, "the file is empty"),
    ("a: b: c\n", "yaml-syntax", 1, "there is a ': ' in a text without quotes"),
    ("a: b\nc\nd: e\n", "yaml-syntax", 2, "no ': ' after its field name"),
    ("a:\n   b: c\n  d: e\n", "yaml-syntax", 3, "3 spaces expected in front of 'd', 2 found"),
    ('a:\n  - "b" c\n', "yaml-syntax", 2, "more words follow the closing quote"),
    ("a: [b, c\nd: e\n", "yaml-syntax", 1, "a bracket is opened here and never closed"),
    ("a: 'b\nc: d\n", "yaml-syntax", 1, "a quote is opened here and never closed"),
    ("a: @b\n", "yaml-syntax", 1, "a text cannot begin with '@'"),
    ('a: "\\ud83d"\n', "yaml-syntax", 1, ""),
    ('a: "\\UFFFFFFFF"\n', "yaml-syntax", 1, ""),
    ("a: &b text\n", "yaml-feature", 1, "'&b' is a YAML anchor"),
    ("a: !t text\n", "yaml-feature", 1, "'!t' is a YAML tag"),
    ("a: b\n---\nc: d\n", "yaml-feature", 2, "a second YAML document begins here"),
    ("a: b\na: c\n", "duplicate-key", 2, "'a' appears twice here"),
)


@pytest.mark.parametrize("index", range(len(TRAPS)), ids=[repr(trap[0]) for trap in TRAPS])
def test_without_the_c_parser_a_trap_is_refused_in_the_same_words(index: int) -> None:
    text, rule, line, message = TRAPS[index]
    data, problems = read_without_c(tuple(trap[0] for trap in TRAPS))[index]
    assert (data, [each[:2] for each in problems]) == ({}, [[rule, line]]), text
    assert message in problems[0][2]


@pytest.mark.parametrize("text", ["a:\tb\n", "a: b\tc\n"])
def test_without_the_c_parser_a_tab_is_refused_with_its_line_and_never_misread(text: str) -> None:
    ((data, ((rule, line, _),)),) = read_without_c((text,))
    assert (data, rule, line) == ({}, "yaml-syntax", 1)
    assert document(text).data == {"a": text[3:].strip()}
