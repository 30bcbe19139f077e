"""Everything in a file that cannot be read is refused with a place and plain words."""

from __future__ import annotations

import pytest

from ragplan.document.places import DEPTH
from ragplan.document.reader import LARGEST
from ragplan.rules.example import FILES
from reading.findings import ORGANISATION, document, findings

UNREADABLE = "unreadable-file"
SYNTAX = "yaml-syntax"
FEATURE = "yaml-feature"


def deep(levels: int) -> str:
    """A mapping in a mapping, so many levels deep."""
    return "".join("  " * level + "a:\n" for level in range(levels))


@pytest.mark.parametrize(
    ("text", "rule", "line", "column", "message"),
    [
        ("", UNREADABLE, 1, 1, "the file is empty"),
        ("\ufeff", UNREADABLE, 1, 1, "the file is empty"),
        ("\n \n", UNREADABLE, 1, 1, "the file is empty"),
        ("# only\n# comments\n", UNREADABLE, 1, 1, "the file is empty"),
        ("---\n", UNREADABLE, 2, 1, "the file is empty"),
        ("{}\n", UNREADABLE, 1, 1, "the file is empty"),
        (b"a: caf\xe9\n", UNREADABLE, 1, 7, "not UTF-8 text: byte 0xe9"),
        (b"\xef\xbb\xbfa: caf\xe9\n", UNREADABLE, 1, 7, "not UTF-8 text: byte 0xe9"),
        (b"a: b\r\nc: \xc3\xa9 \xff\n", UNREADABLE, 2, 6, "not UTF-8 text: byte 0xff"),
        ("a: b\n".encode("utf-16"), UNREADABLE, 1, 1, "UTF-16 text, not UTF-8"),
        ("a: b\n".encode("utf-16-le"), UNREADABLE, 1, 2, "control character (U+0000)"),
        ("a: b\nc: d\x00\n", UNREADABLE, 2, 5, "control character (U+0000)"),
        ("a: \x1b[31m\n", UNREADABLE, 1, 4, "control character (U+001B)"),
        ("a: b\x0c\n", UNREADABLE, 1, 5, "control character (U+000C)"),
        ("a: b\x85\n", UNREADABLE, 1, 5, "control character (U+0085)"),
        ("a: b\u2028c\n", UNREADABLE, 1, 5, "control character (U+2028)"),
        ("a: b\u202ec\n", UNREADABLE, 1, 5, "control character (U+202E)"),
        ("a: b\u2066c\n", UNREADABLE, 1, 5, "control character (U+2066)"),
        ("a: b\ufeffc\n", UNREADABLE, 1, 5, "control character (U+FEFF)"),
        ("# \u202e hidden in a comment\na: b\n", UNREADABLE, 1, 3, "control character (U+202E)"),
        ("hello\n", "wrong-value", 1, 1, "expected lines of 'field: value'"),
        ("- a\n- b\n", "wrong-value", 1, 1, "expected lines of 'field: value'"),
        ("[a]\n", "wrong-value", 1, 1, "expected lines of 'field: value'"),
        ("a: two things: b\n", SYNTAX, 1, 14, "there is a ': ' in a text without quotes"),
        ("a: b\nc\nd: e\n", SYNTAX, 2, 1, "no ': ' after its field name"),
        ("a: b\nc", SYNTAX, 2, 1, "no ': ' after its field name"),
        ("a: b\n- c", SYNTAX, 2, 1, "does not fit the lines above"),
        ("a: b\nc: [d", SYNTAX, 2, 4, "a bracket is opened here and never closed"),
        ("a: b\nc: 'd", SYNTAX, 2, 4, "a quote is opened here and never closed"),
        ("a: b\nc: *", SYNTAX, 2, 4, "a text cannot begin with '*'"),
        ("a:\n   b: c\n  d: e\n", SYNTAX, 3, 3, "3 spaces expected in front of 'd', 2 found"),
        ('a: "b" c\n', SYNTAX, 1, 8, "more words follow the closing quote"),
        ('a:\n  - "b" c\n', SYNTAX, 2, 9, "more words follow the closing quote"),
        ("a: [x] done\n", SYNTAX, 1, 8, "more words follow the closing bracket"),
        ("a:\n\t- b\n", SYNTAX, 2, 1, "there is a tab in the indentation"),
        ("a: @b\n", SYNTAX, 1, 4, "a text cannot begin with "),
        ("a: `b`\n", SYNTAX, 1, 4, "a text cannot begin with "),
        ("a: %b\n", SYNTAX, 1, 4, "a text cannot begin with "),
        ("a: b\nc: 'd\ne: f\n", SYNTAX, 2, 4, "a quote is opened here and never closed"),
        ('a: "b\n', SYNTAX, 1, 4, "a quote is opened here and never closed"),
        ("a: [b, c\nd: e\n", SYNTAX, 1, 4, "a bracket is opened here and never closed"),
        ("a: {b: c\nd: e\n", SYNTAX, 1, 4, "a bracket is opened here and never closed"),
        ('a: "C:\\data"\n', SYNTAX, 1, 7, "a backslash in double quotes"),
        ('a: "\\ud83d"\n', SYNTAX, 1, 7, ""),
        ("a: &b text\n", FEATURE, 1, 4, "'&b' is a YAML anchor"),
        ("&b a: text\n", FEATURE, 1, 1, "'&b' is a YAML anchor"),
        ("a: &b\n  c: d\n", FEATURE, 1, 4, "'&b' is a YAML anchor"),
        ("a: *b\n", FEATURE, 1, 4, "'*b' is a YAML alias"),
        ("a:\n  - *b\n", FEATURE, 2, 5, "'*b' is a YAML alias"),
        ("*b : c\n", FEATURE, 1, 1, "a field name must be plain text"),
        ("a: !important thing\n", FEATURE, 1, 4, "'!important' is a YAML tag"),
        ("a: !!int 1\n", FEATURE, 1, 4, "'!!int' is a YAML tag"),
        ("a: !!python/object:os.system x\n", FEATURE, 1, 4, "'!!python/object:os.system' is a YAML tag"),
        ("a: !!set {b, c}\n", FEATURE, 1, 4, "'!!set' is a YAML tag"),
        ("!!map\na: b\n", FEATURE, 1, 1, "'!!map' is a YAML tag"),
        ("? [a, b]\n: c\n", FEATURE, 1, 3, "a field name must be plain text"),
        ("? {a: b}\n: c\n", FEATURE, 1, 3, "a field name must be plain text"),
        ("a: {{name}}\n", FEATURE, 1, 5, "a field name must be plain text"),
        ("a: b\n---\na: b\n", FEATURE, 2, 1, "a second YAML document begins here"),
        ("a: b\n...\n---\n", FEATURE, 3, 1, "a second YAML document begins here"),
        ("a: b\nc: d\na: e\n", "duplicate-key", 3, 1, "'a' appears twice here; it is already on line 1"),
        ("a: {b: c, b: d}\n", "duplicate-key", 1, 11, "'b' appears twice here"),
        ("'a': b\na: e\n", "duplicate-key", 2, 1, "'a' appears twice here"),
        ("a: {b: c}\na: {b: c}\n", "duplicate-key", 2, 1, "'a' appears twice here"),
        ("a:\n  - b: c\na:\n  - b: d\n", "duplicate-key", 3, 1, "'a' appears twice here"),
    ],
)
def test_a_trap_is_refused_once_with_its_place(
    text: str | bytes, rule: str, line: int, column: int, message: str
) -> None:
    found = document(text)
    assert found.data == {}
    (problem,) = found.problems
    assert problem.span is not None
    assert (problem.rule, problem.span.line, problem.span.column) == (rule, line, column)
    assert message in problem.message


@pytest.mark.parametrize("text", ["a: [Is it done?]\n", "a: [https://example.org]\n", "a: {b:c}\n"])
def test_a_text_that_needs_quotes_only_in_brackets_is_told_so(text: str) -> None:
    (problem,) = document(text).problems
    assert problem.rule == SYNTAX
    assert "not valid YAML" not in problem.message
    assert "quotes" in problem.message + problem.help


@pytest.mark.parametrize(
    ("text", "line", "column", "character"),
    [
        ('    next: "a\\0b"\n', 6, 11, "U+0000"),
        ('    next: "\\e[31m"\n', 6, 11, "U+001B"),
        ('    leads: [a, "\\x9b"]\n', 6, 16, "U+009B"),
        ('    notes:\n      - "\\u202e"\n', 7, 9, "U+202E"),
        ('    next: "a\n      \\u2066b"\n', 6, 11, "U+2066"),
    ],
)
def test_a_control_character_written_as_an_escape_is_refused_too(
    text: str, line: int, column: int, character: str
) -> None:
    (found,) = findings(FILES | {"A.yaml": ORGANISATION + text})
    assert (found.code, found.path, found.span.line, found.span.column) == ("RAG001", "A.yaml", line, column)
    assert f"control character ({character})" in found.message


def test_every_trap_of_a_file_is_told_at_once() -> None:
    text = "a: &x b\nc: *x\nd: !t e\nd: f\n"
    assert [(each.rule, each.span and each.span.line) for each in document(text).problems] == [
        (FEATURE, 1),
        (FEATURE, 2),
        (FEATURE, 3),
        ("duplicate-key", 4),
    ]


@pytest.mark.parametrize("text", [deep(DEPTH), "a: " + "[" * (DEPTH - 1) + "]" * (DEPTH - 1)])
def test_twenty_levels_are_read(text: str) -> None:
    assert document(text).problems == ()


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        (deep(DEPTH) + "  " * DEPTH + "b: c\n", 21, 41),
        ("a: " + "[" * DEPTH + "]" * DEPTH, 1, 23),
        ("a: " + "[" * 100_000, 1, 23),
        ("a: " + "{a: " * 100_000, 1, 80),
    ],
)
def test_twenty_one_levels_are_refused(text: str, line: int, column: int) -> None:
    (problem,) = document(text).problems
    assert problem.span is not None
    assert (problem.rule, problem.span.line, problem.span.column) == (FEATURE, line, column)
    assert "more than 20 levels deep" in problem.message


def test_five_mebibytes_are_read_and_one_byte_more_is_refused() -> None:
    most = b"a: ".ljust(LARGEST, b"x")
    assert LARGEST == 5 * 1024 * 1024
    assert document(most).problems == ()
    (problem,) = document(most + b"x").problems
    assert (problem.rule, problem.span) == (UNREADABLE, (1, 1, 1, 1))
    assert problem.message == "the file is larger than 5 MiB"


@pytest.mark.parametrize(
    "text",
    ["organisations:\n  <<: {name: Alpha}\n", "notes: []\n<<: {title: Alpha}\n", "goals:\n  <<: *goals\n"],
)
def test_a_merge_key_is_refused_wherever_it_stands(text: str) -> None:
    found = findings({"programme.yaml": "format: ragplan/1\nprogramme: example\ntitle: T\n" + text})
    assert {(each.code in {"RAG003", "RAG005"}, each.span.line) for each in found} == {(True, 5)}


@pytest.mark.parametrize("text", ['"": x\n', "? \n: x\n"])
def test_an_empty_field_name_is_refused(text: str) -> None:
    (found,) = findings(FILES | {"A.yaml": ORGANISATION + text})
    assert (found.code, found.path, found.span.line) == ("RAG005", "A.yaml", 6)
