"""What a new user types wrong: each slip is told once, at its place, with what it is and how to mend it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import NamedTuple

import pytest
from conftest import environment
from hypothesis import given
from reading.findings import ORGANISATION, PROGRAMME, findings

from lint.damage import damaged
from ragplan.rules.example import FILES

BEGINNING = ORGANISATION.replace("    status: Drafted.\n", "")
"""A's file down to line 4, where a row goes on with ``    status: …``."""
NOT_FOR_PEOPLE = re.compile(
    r"mapping|sequence|scalar|value error|indicator|token|stream|block (end|collection)|expected <|"
    r"simple key|pydantic|ruamel|validation|str\b|dict\b|tuple",
    re.IGNORECASE,
)
"""Words of parsers and libraries."""


class Slip(NamedTuple):
    """A file as typed, where it is told, words of the message, and words of how to mend it."""

    text: str
    place: str
    message: str = ""
    help: str = ""
    code: str = "RAG002"


def row(lines: str, *rest: str) -> Slip:
    """A slip in the row of A's file, from line 5 on."""
    return Slip(BEGINNING + lines, *rest)


def value(text: str, *rest: str) -> Slip:
    """A slip in a status."""
    return row(f"    status: {text}\n    updated: 2014-01-20\n", *rest)


def field(line: str, *rest: str) -> Slip:
    """A slip in another field of the row, on line 6."""
    return row(f"    status: Drafted.\n    {line}\n", *rest)


def file(text: str, *rest: str) -> Slip:
    """A slip in A's file."""
    return Slip(text, *rest)


NBSP, WIDE, ZERO = "\u00a0", "\u3000", "\u200b"
ROW = '  - ref: "1.1"\n    status: Drafted.\n'
BLANKS = {
    "indent": row(
        f"{NBSP}   status: x\n    updated: 2014-01-20\n", "5:1", "a no-break space (U+00A0)", "a space"
    ),
    "indent only": row(f"{NBSP * 4}status: x\n", "5:1", "a no-break space (U+00A0) is in front", "a space"),
    "indent of the last line": row(f"  {NBSP} status: x\n", "5:3", "a no-break space", "type a space"),
    "indent two lines on": row(
        f"{NBSP}   status: x\n      y\n    next: z\n", "5:1", "a no-break space", "space"
    ),
    "behind a colon": row(
        f"    status:{NBSP}x\n    next: y\n", "5:12", "space (U+00A0) is after ':'", "space"
    ),
    "behind the last colon": row(f"    status:{NBSP}x\n", "5:12", "space (U+00A0) is after ':'", "a space"),
    "before a colon": row(f"    status{NBSP}: x\n", "5:11", "a no-break space", "a space"),
    "behind a dash": file(
        f"organisation: A\nactions:\n  -{NBSP}ref: x\n    next: y\n", "3:4", "is after '-'"
    ),
    "behind the first colon": file(f"organisation:{NBSP}A\n", "1:14", "is after ':'", "a space"),
    "ideographic": row(f"{WIDE} status: x\n", "5:1", "an ideographic space (U+3000)", "type a space"),
    "zero width": row(f"    {ZERO}status: x\n", "5:5", "a zero width space (U+200B)", "delete it"),
    "narrow": row("    status:\u202fx\n    next: y\n", "5:12", "a narrow no-break space (U+202F)", "a space"),
}
SIGNS = {
    "dash": value("- Drafted.", "5:13", "a text cannot begin with '- '", "status: '- Drafted.'"),
    "dash and list": row(
        "    status: - a\n      - b\n", "5:13", "cannot begin with '- '", "a list begins on the line"
    ),
    "star": value("* Drafted.", "5:13", "a text cannot begin with '*'", "status: '* Drafted.'"),
    "stars": value("*Drafted* by all", "5:13", "a text cannot begin with '*'", "status: '*Drafted* by all'"),
    "strong": value("**Drafted**", "5:13", "a text cannot begin with '*'", "status: '**Drafted**'"),
    "greater": value("> 80% trained", "5:13", "a text cannot begin with '>'", "status: '> 80% trained'"),
    "greater glued": value(">80% trained", "5:13", "a text cannot begin with '>'", "status: '>80% trained'"),
    "bar": value("| trained", "5:13", "a text cannot begin with '|'", "status: '| trained'"),
    "percent": value("%80 trained", "5:13", "a text cannot begin with '%'", "status: '%80 trained'"),
    "at": value("@anna to do", "5:13", "a text cannot begin with '@'", "status: '@anna to do'"),
    "backtick": value("`code` set", "5:13", "a text cannot begin with '`'", "status: '`code` set'"),
    "question": value("? unclear", "5:13", "a text cannot begin with '?'", "status: '? unclear'"),
    "ampersand": value("& more", "5:13", "a text cannot begin with '&'", "status: '& more'"),
    "bracket closed": value("] more", "5:13", "a text cannot begin with ']'", "status: '] more'"),
    "comma": value(", more", "5:13", "a text cannot begin with ','", "status: ', more'"),
    "exclamation": value(
        "!important", "5:13", "'!important' is a YAML tag", "put the text in quotes", "RAG003"
    ),
    "ampersand glued": value("&more", "5:13", "'&more' is a YAML anchor", "put the text in quotes", "RAG003"),
    "star alone": value("*more", "5:13", "'*more' is a YAML alias", "put it in quotes", "RAG003"),
    "apostrophe in it": value("@the board's", "5:13", "cannot begin with '@'", 'status: "@the board\'s"'),
    "item at": field("notes:\n      - @anna", "7:9", "a text cannot begin with '@'", "- '@anna'"),
    "item star": field("notes:\n      - * x", "7:9", "a text cannot begin with '*'", "- '* x'"),
    "item greater": field("notes:\n      - > 80%", "7:9", "a text cannot begin with '>'", "- '> 80%'"),
    "item percent": field("notes:\n      - %80", "7:9", "a text cannot begin with '%'", "- '%80'"),
}
QUOTES = {
    "behind a text with odd blanks": row(
        f"    notes:\n      - |\n        {NBSP}note: x\n    next: a: b\n",
        "8:12",
        "there is a ': ' in a text",
        "next: 'a: b'",
    ),
    "double": value(
        '"Drafted" more', "5:23", "more words follow the closing quote", "status: '\"Drafted\" more'"
    ),
    "single": value(
        "'Drafted' more", "5:23", "more words follow the closing quote", "status: \"'Drafted' more\""
    ),
    "apostrophe": value(
        "'By the board's team'", "5:27", "more words follow", 'status: "By the board\'s team"'
    ),
    "both": value("""'a' "b" c""", "5:17", "more words follow", """status: '''a'' "b" c'"""),
    "item": field(
        'notes:\n      - "Drafted" more', "7:19", "follow the closing quote", "- '\"Drafted\" more'"
    ),
    "square": value(
        "[Drafted] more", "5:23", "more words follow the closing bracket", "status: '[Drafted] more'"
    ),
    "item square": field(
        "notes:\n      - [Drafted] more", "7:19", "the closing bracket", "- '[Drafted] more'"
    ),
    "curly brace": value("{Drafted} more", "5:23", "the closing bracket", "status: '{Drafted} more'"),
    "bracket never closed": field("leads: [AA, BB", "6:12", "a bracket is opened here", "close it"),
    "bracket at the end": field("leads: [", "6:13", "a bracket is opened here", "close it"),
    "brace never closed": field("assured: {by: AA", "6:14", "a bracket is opened here", "close it"),
    "never closed": value('"Drafted', "5:13", "a quote is opened here and never closed", "close it"),
    "backslash": value('"S:\\plans"', "5:16", "a backslash in double quotes", "single quotes"),
    "curly and colon": value(
        "“Note: x”", "5:13", "'“' is not a quotation mark in a plan file", "status: 'Note: x'"
    ),
    "colon": value(
        "Note: drafted", "5:17", "there is a ': ' in a text without quotes", "status: 'Note: drafted'"
    ),
    "colon in an item": field(
        "notes:\n      - Note: x", "7:9", "there is a ': ' in a text", "- 'Note: x'", "RAG007"
    ),
    "colon in a list": field("leads: [Anna: head]", "6:13", "must be text", "- 'Anna: head'", "RAG007"),
    "only brackets": value("[Drafted]", "5:5", "'status' must be text, but is a list", "in quotes", "RAG007"),
}
COLONS = {
    "no space": row(
        "    status:x\n    next: y\n", "5:11", "a space is missing between 'status:'", "'status: x'"
    ),
    "no space at the top": file(
        "organisation:A\nactions:\n", "1:13", "a space is missing", "'organisation: A'"
    ),
    "full-width": row(
        "    status：x y\n    next: y\n", "5:5", "no ': ' after its field name", "'field: value'"
    ),
    "full-width and space": row("    status： x\n    next: y\n", "5:11", "'：', where ': '", "'status: x'"),
    "semicolon": row("    status; x\n    next: y\n", "5:11", "'status' is followed by ';'", "'status: x'"),
    "equals": row("    status = x\n    next: y\n", "5:12", "'status' is followed by '='", "'status: x'"),
    "none": row("    status x\n    next: y\n", "5:5", "no ': ' after its field name", "write 6 spaces"),
    "dash glued": file(
        'organisation: A\nactions:\n  -ref: "1"\n    next: y\n', "3:3", "a space is missing", "'- ref:'"
    ),
    "dash glued alone": file(
        'organisation: A\nactions:\n  -ref: "1"\n', "3:3", "a space is missing", "'- ref:'"
    ),
    "bullet": file('organisation: A\nactions:\n  • ref: "1"\n    next: y\n', "3:3", "not with '•'", "'- '"),
    "bullet alone": file('organisation: A\nactions:\n  • ref: "1"\n', "3:3", "not with '•'", "'- '"),
    "dash of typesetting": file(
        'organisation: A\nactions:\n  – ref: "1"\n    next: y\n', "3:3", "not with '–'", "'- '"
    ),
    "plus": file('organisation: A\nactions:\n  + ref: "1"\n    next: y\n', "3:3", "not with '+'", "'- '"),
    "star": file('organisation: A\nactions:\n  * ref: "1"\n    next: y\n', "3:3", "not with '*'", "'- '"),
}
INDENTATION = {
    "three": row("   status: x\n", "5:4", "4 spaces expected in front of 'status', 3 found", "the lines it"),
    "two": row("  status: x\n", "5:3", "4 spaces expected in front of 'status', 2 found", "the lines it"),
    "five": row("     status: x\n", "5:6", "4 spaces expected in front of 'status', 5 found", "the lines it"),
    "six": row("      status: x\n", "5:7", "4 spaces expected in front of 'status', 6 found", "the lines it"),
    "item three": file(
        f'organisation: A\nactions:\n{ROW}   - ref: "2"\n', "5:4", "2 spaces expected in front of '- '"
    ),
    "item one": file(
        f'organisation: A\nactions:\n{ROW} - ref: "2"\n', "5:2", "2 spaces expected in front of '- '"
    ),
    "top": file("organisation: A\n actions: []\n", "2:2", "no space expected in front of 'actions', 1 found"),
    "item without dash": file(
        f'organisation: A\nactions:\n{ROW}  ref: "2"\n', "5:3", "without '- '", "'- ref:'"
    ),
    "text of a bar": row("    status: |\n    x\n", "6:5", "6 spaces expected in front of the text", "deeper"),
    "text going on": row("    status: x\n    and y\n    next: z\n", "6:5", "no ': '", "6 spaces"),
    "tab": row("\tstatus: x\n", "5:1", "there is a tab in the indentation", "with 4 spaces"),
    "tab in front of the top": file("organisation: A\n\tactions: []\n", "2:1", "there is a tab", "remove it"),
    "tab behind spaces": row("  \tstatus: x\n", "5:3", "there is a tab in the indentation", "with 4 spaces"),
    "tab in front of an item": file(
        'organisation: A\nactions:\n\t- ref: "1"\n', "3:1", "there is a tab", "2 spaces"
    ),
}
MARKS = "<<<<<<< HEAD\n    status: x\n{}=======\n    status: y\n>>>>>>> theirs\n"
MERGES = {
    "in a row": row(MARKS.format(""), "5:1", "two versions of this file were not merged", "delete the lines"),
    "with the base": row(
        MARKS.format("||||||| base\n    status: z\n"), "5:1", "from here to line 11", "delete"
    ),
    "at the top": file(
        "<<<<<<< a\norganisation: A\n=======\norganisation: B\n>>>>>>> b\n", "1:1", "from here to line 5"
    ),
    "last mark left": row("    status: x\n>>>>>>> theirs\n", "6:1", "one of git's conflict marks", "delete"),
    "middle mark left": row(
        "    status: x\n=======\n    next: y\n", "6:1", "one of git's conflict marks", "delete"
    ),
    "in quotes": row(
        '    status: "x\n<<<<<<< a\n      y\n=======\n>>>>>>> b\n"\n', "6:1", "were not merged", "delete"
    ),
    "in a block": row(
        "    status: |\n      x\n<<<<<<< a\n      y\n=======\n>>>>>>> b\n", "7:1", "were not merged"
    ),
}
LISTS = {
    "date for revised": field(
        "revised: 2026-05-31", "6:14", "'revised' must be a list, but is text", "'- to: 2026-05-31'", "RAG007"
    ),
    "dates for revised": field(
        "revised: [2026-05-31]", "6:15", "an item of 'revised'", "'- to: 2026-05-31'", "RAG007"
    ),
    "fields for revised": field("revised: {to: 2026-05}", "6:5", "but has fields", "'- to: …'", "RAG007"),
    "words for revised": field("revised: next month", "6:14", "must be a list", "'- to: …'", "RAG007"),
    "evidence": field(
        "evidence: Minute 9.1", "6:15", "'evidence' must be a list", "'- Minute 9.1'", "RAG007"
    ),
    "evidence as fields": field("evidence:\n      ref: x", "6:5", "but has fields", "'- ref: …'", "RAG007"),
    "leads": field("leads: AA, BB", "6:12", "'leads' must be a list", "'leads: [AA, BB]'", "RAG007"),
    "leads by and": field("leads: Ann Lee and Bo Li", "6:12", "must be a list", "[Ann Lee, Bo Li]", "RAG007"),
    "leads by spaces": field("leads: AA BB", "6:12", "must be a list", "'leads: [AA, BB]'", "RAG007"),
    "leads in braces": field("leads: {AA, BB}", "6:5", "must be a list", "'leads: [AA, BB]'", "RAG007"),
    "notes": field("notes: Ask Ann.", "6:12", "'notes' must be a list", "'- Ask Ann.'", "RAG007"),
    "queries": field("queries: Is it?", "6:14", "'queries' must be a list", "'- Is it?'", "RAG007"),
    "assured": field("assured: Audit", "6:14", "'assured' must be lines", "'by: Audit'", "RAG007"),
    "withdrawn": field("withdrawn: true", "6:16", "'withdrawn' must be lines", "'reason: …'", "RAG007"),
    "actions": file(
        "organisation: A\nactions: none\n", "2:10", "'actions' must be a list", "'- ref: …'", "RAG007"
    ),
    "actions as fields": file(
        "organisation: A\nactions:\n  ref: x\n", "2:1", "but has fields", "'- ref: …'", "RAG007"
    ),
    "action as text": file(
        "organisation: A\nactions:\n  - 1.1\n", "3:5", "must be lines", "'- ref: \"1.1\"'", "RAG007"
    ),
    "nothing": file("organisation: A\nactions:\n  -\n", "3:4", "but is empty", "'- ref: …'", "RAG007"),
    "status as list": row(
        "    status:\n      - a\n      - b\n", "5:5", "must be text", "'status: |'", "RAG007"
    ),
}
FIELDS = {
    "progress": row("    progress: x\n", "5:5", "no field 'progress'", "'status'?", "RAG005"),
    "update": row("    update: x\n", "5:5", "no field 'update'", "did you mean 'status'?", "RAG005"),
    "comment": row("    comment: x\n", "5:5", "no field 'comment'", "did you mean 'status'?", "RAG005"),
    "comments": row("    Comments: x\n", "5:5", "no field 'Comments'", "did you mean 'status'?", "RAG005"),
    "comment beside": field("comment: x", "6:5", "no field 'comment'", "did you mean 'notes'?", "RAG005"),
    "progress beside": field("progress: x", "6:5", "no field 'progress'", "it is already here", "RAG005"),
    "look-alike": row(
        "    st\u0430tus: x\n", "5:5", "no field", "'status'? here '\u0430' is a Cyrillic", "RAG005"
    ),
}
CODES = {
    "curly ref": file(
        ORGANISATION.replace('"1.1"', "“1.1”"), "3:10", "no action '“1.1”'", "'1.1'? here '“”'", "RAG109"
    ),
    "single curly": file(
        ORGANISATION.replace('"1.1"', "‘1.1’"), "3:10", "no action", "'1.1'? here '‘’'", "RAG109"
    ),
    "guillemets": file(
        ORGANISATION.replace('"1.1"', "«1.1»"), "3:10", "no action", "here '«»' are no", "RAG109"
    ),
    "curly in quotes": file(ORGANISATION.replace("1.1", "“1.1”"), "3:10", "no action", "here '“”'", "RAG109"),
    "dot": file(
        ORGANISATION.replace("1.1", "1\u20241"), "3:10", "no action", "a one dot leader (U+2024)", "RAG109"
    ),
    "zero width": file(
        ORGANISATION.replace("1.1", "1.1\u200b"), "3:10", "no action", "zero width space", "RAG109"
    ),
    "rating": file(
        ORGANISATION.replace("amber", "\u0430mber"), "4:13", "not a level", "'amber'? here", "RAG107"
    ),
    "curly rating": file(
        ORGANISATION.replace("amber", "“amber”"), "4:13", "not a level", "here '“”'", "RAG107"
    ),
    "organisation": file(
        "organisation: \u0410\n", "1:15", "no organisation", "a Cyrillic capital letter a", "RAG102"
    ),
    "hyphen": field("updated: 2014\u201101\u201120", "6:14", "not a date", "write 2014-01-20, if", "RAG201"),
    "dash": field("updated: 2014–01–20", "6:14", "not a date", "here '–' is an en dash (U+2013)", "RAG201"),
    "digits": field("updated: 20１４-01-20", "6:14", "not a date", "write 2014-01-20", "RAG201"),
    "curly date": field("updated: “2014-01-20”", "6:14", "not a date", "here '“”' are no quotes", "RAG201"),
}
TABLES = {
    "blanks": BLANKS,
    "signs": SIGNS,
    "quotes": QUOTES,
    "colons": COLONS,
    "indentation": INDENTATION,
    "merges": MERGES,
    "lists": LISTS,
    "fields": FIELDS,
    "codes": CODES,
}
SLIPS = {f"{table}: {name}": slip for table, slips in TABLES.items() for name, slip in slips.items()}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_once_at_its_place_with_how_to_mend_it(name: str) -> None:
    slip = SLIPS[name]
    (found,) = findings(FILES | {"A.yaml": slip.text})
    told = f"{found.span.line}:{found.span.column}"
    assert (found.path, told, found.code) == ("A.yaml", slip.place, slip.code), found.message
    assert slip.message in found.message
    assert slip.help in found.help
    assert not NOT_FOR_PEOPLE.search(f"{found.message} {found.help}")


PROGRAMMES = {
    "owners": ("owners: [A]", "owners: A, B", "20:17", "'owners' must be a list", "'owners: [A, B]'"),
    "owners by semicolon": ("owners: [A]", "owners: A; B", "20:17", "must be a list", "'owners: [A, B]'"),
    "owners by spaces": ("owners: [A]", "owners: A B", "20:17", "must be a list", "'owners: [A, B]'"),
    "one owner": ("owners: [A]", "owners: A", "20:17", "must be a list", "'owners: [A]'"),
    "recommendations": ("owners: [A]", "recommendations: 8, 1-2", "20:26", "must be a list", "[8, 1-2]"),
    "key as a list": (
        "rag-complete",
        "\n  - red\n  - green",
        "8:1",
        "'key' must be lines",
        "'key: rag-complete'",
    ),
    "key's levels": (
        "rag-complete",
        "\n  - code: r\n    label: R",
        "8:1",
        "'key' must be",
        "'levels:' below",
    ),
    "organisations": ("  A: {name: Alpha Hospital}\n  B:", "  - A:", "10:1", "must be lines", "'CODE: Name'"),
}


@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_slip_in_a_programme_shows_the_lines_to_write(name: str) -> None:
    old, new, place, message, help = PROGRAMMES[name]
    assert old in PROGRAMME
    found = findings(FILES | {"programme.yaml": PROGRAMME.replace(old, new)})
    (told,) = [each for each in found if each.path == "programme.yaml"]
    assert (f"{told.span.line}:{told.span.column}", told.code) == (place, "RAG007")
    assert message in told.message
    assert help in told.help
    assert not NOT_FOR_PEOPLE.search(f"{told.message} {told.help}")


def test_an_unknown_field_hides_no_other_mistake_of_its_file() -> None:
    text = BEGINNING.replace("amber", "purple") + "    progress: Drafted.\n    updated: tbc\n"
    told = {(each.code, each.span.line) for each in findings(FILES | {"A.yaml": text})}
    assert told == {("RAG107", 4), ("RAG005", 5), ("RAG201", 6)}


@pytest.mark.parametrize("field", ["progress", "xyzzy"])
def test_what_seems_to_be_missing_may_be_in_the_unknown_field(field: str) -> None:
    text = BEGINNING.replace("amber", "slipped") + f"    {field}: Drafted.\n"
    assert [each.code for each in findings(FILES | {"A.yaml": text}) if each.code != "RAG107"] == ["RAG005"]


@pytest.mark.parametrize(
    "text",
    [
        value("10% more – “quoted”, it's @ 5 * 2 > 3", "").text,
        value(f"{NBSP}Drafted{NBSP}.", "").text,
        value("-Drafted", "").text,
        value("a =======\n      ======= b", "").text,
        row(f"    status: |\n      {NBSP}note: x\n      {NBSP}- y\n      • z\n", "").text,
        ORGANISATION + "# <<<<<<< a\n",
    ],
)
def test_what_only_resembles_a_slip_is_read(text: str) -> None:
    assert [each for each in findings(FILES | {"A.yaml": text}) if each.code < "RAG1"] == []


@given(damaged(ORGANISATION.encode()))
def test_no_words_of_a_parser_are_told_of_a_damaged_file(data: bytes) -> None:
    for found in findings(FILES | {"A.yaml": data}):
        assert not NOT_FOR_PEOPLE.search(f"{found.message} {found.help}")


COMPOSED, DECOMPOSED = "CAF\u00c9", "CAFE\u0301"


@pytest.mark.parametrize(("listed", "named"), [(COMPOSED, DECOMPOSED), (DECOMPOSED, COMPOSED)])
def test_a_code_is_the_same_from_any_keyboard(listed: str, named: str) -> None:
    programme = PROGRAMME.replace("  A: ", f"  {listed}: ").replace("[A]", f"[{named}]")
    text = ORGANISATION.replace("organisation: A", f"organisation: {named}")
    assert findings(FILES | {"programme.yaml": programme, "A.yaml": text}) == []


def test_two_codes_of_the_same_letters_are_one_field_twice() -> None:
    text = PROGRAMME.replace("  A: ", f"  {COMPOSED}: {{name: C}}\n  {DECOMPOSED}: {{name: D}}\n  A: ")
    (found,) = findings(FILES | {"programme.yaml": text})
    assert (found.code, found.span.line) == ("RAG004", 12)


def test_two_codes_that_look_the_same_are_told() -> None:
    text = PROGRAMME.replace("  B: ", "  \u0410: ")
    (found,) = findings(FILES | {"programme.yaml": text})
    assert (found.code, found.span.line, found.span.column) == ("RAG104", 12, 3)
    assert "looks the same as 'A'" in found.message
    assert "Cyrillic capital letter a (U+0410)" in found.help


def test_two_refs_that_look_the_same_are_told() -> None:
    rows = '  - ref: "9"\n    title: x\n  - ref: "9\u200b"\n    title: y\n'
    found = [each for each in findings(FILES | {"A.yaml": ORGANISATION + rows}) if each.code == "RAG101"]
    ((line, message, help),) = [(each.span.line, each.message, each.help) for each in found]
    assert line == 8
    assert "looks the same as '9' in this file" in message
    assert "a zero width space (U+200B)" in help


WITHOUT_C = """
import sys; sys.modules["_ruamel_yaml"] = None
import json
from ragplan.document import SourceFile, read
from ragplan.schema.parts import part

def told(text):
    found = part(read(SourceFile("A.yaml", text.encode()))).problems
    return [(each.rule, each.span and each.span[0], each.message, each.help) for each in found]

json.dump([told(text) for text in json.load(sys.stdin)], sys.stdout)
"""


def test_without_the_c_parser_slips_are_told_in_the_same_words() -> None:
    from ragplan.document import SourceFile, read
    from ragplan.schema.parts import part

    names = [name for name in SLIPS if name != "signs: strong"]  # which the other parser reads as an alias
    texts = [SLIPS[name].text for name in names]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_C],
        input=json.dumps(texts).encode(),
        env=environment(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    for name, text, other in zip(names, texts, json.loads(done.stdout), strict=True):
        found = part(read(SourceFile("A.yaml", text.encode()))).problems
        told = [[each.rule, each.span and each.span[0], each.message, each.help] for each in found]
        assert told == other, name


def test_of_many_unknown_fields_only_some_are_told_one_by_one() -> None:
    text = ORGANISATION + "".join(f"titel{number}: x\n" for number in range(300))
    told = [each for each in findings(FILES | {"A.yaml": text}) if each.code == "RAG005"]
    assert [bool(each.help) for each in told] == [True] * 100 + [False]
    assert told[-1].message == "there is no field 'titel100' here, nor 199 more"


def test_a_slip_below_a_long_list_is_told_as_well() -> None:
    text = "organisation: A\nactions:\n" + ROW * 3000 + " notes: []\n"
    (found,) = findings(FILES | {"A.yaml": text})
    assert (found.span.line, found.message) == (
        6003,
        "no space expected in front of 'notes', 1 found",
    )
