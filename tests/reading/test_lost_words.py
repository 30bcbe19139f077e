"""Words that YAML takes for a comment are told, each with its place; comments that are free are not."""

from __future__ import annotations

import subprocess
import sys
from textwrap import dedent, indent

import pytest
from conftest import ROOT, environment
from hypothesis import given
from hypothesis import strategies as st

from ragplan.document.comments import cuts
from ragplan.document.edits import mended
from reading.findings import PROGRAMME, document, findings, plans
from reading.test_every_field import FILES

CODE = "RAG013"


def organisation(fields: str) -> str:
    """An organisation's file with these fields in its row."""
    return f'organisation: A\nactions:\n  - ref: "1.1"\n{indent(dedent(fields), "    ")}'


def lost(fields: str) -> list[str]:
    """What is told lost in a row, as ``line:column 'words'``; lines count from the row's fields."""
    return _lost(organisation(fields), 3)


def _lost(text: str, before: int = 0) -> list[str]:
    files = {"programme.yaml": PROGRAMME, "A.yaml": text}
    return [
        f"{each.span.line - before}:{each.span.column} "
        + each.message.split(" is read by YAML as a comment")[0]
        for each in findings(files)
        if each.code == CODE
    ]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("status: Ward #4 begun", ["1:18 '#4 begun'"]),
        ("status: #4 ward begun", ["1:13 '#4 ward begun'"]),
        ("status:\t#4 ward begun", ["1:13 '#4 ward begun'"]),
        ("next: Ward 5 #closed, patients moved", ["1:18 '#closed, patients moved'"]),
        ("next: Ward 5 # ask Ann", ["1:18 '# ask Ann'"]),
        ("waiting_for: Bid\t#3", ["1:22 '#3'"]),
        ("status: Begun\n  on Ward #4", ["2:15 '#4'"]),
        ("status: Begun\n  on\n\n  Ward #4", ["4:12 '#4'"]),
        ("status: #4 ward\n  begun", ["1:13 '#4 ward'"]),
        ("status:\n  Ward #4", ["2:12 '#4'"]),
        ("status: Raised as\n  #12 on the register", ["2:7 '#12 on the register'"]),
        ("status: Raised as\n  #12 and\n  #13", ["2:7 '#12 and'", "3:7 '#13'"]),
        ("status:\n  #12 on the register", ["2:7 '#12 on the register'"]),
        ("risk: CR #12", ["1:14 '#12'"]),
        ("leads: #1 team", ["1:12 '#1 team'"]),
        ("leads:\n- Team #1\n- Ann", ["2:12 '#1'"]),
        ("leads:\n  - #1 team\n  - Ann", ["2:9 '#1 team'"]),
        ("leads:\n  - # 1 team\n    Ann", ["2:9 '# 1 team'"]),
        ("leads:\n  - Team\n   #1", ["3:8 '#1'"]),
        ("leads: [Team #1\n  , Ann]", ["1:18 '#1'"]),
        ("leads: [Ann, #1 team\n  Bob]", ["1:18 '#1 team'"]),
        ("leads: [ #1 team\n  Bob]", ["1:14 '#1 team'"]),
        ("notes:\n  - text: Ward #4\n  - Ward #5", ["2:20 '#4'", "3:14 '#5'"]),
        ("queries: #4 is it?", ["1:14 '#4 is it?'"]),
        ("evidence:\n  - Minute #9\n  - ref: Minute #10\n    file: a.pdf #11", ["2:16 '#9'", "3:21 '#10'", "4:21 '#11'"]),  # noqa: E501
        ("evidence: #9", ["1:15 '#9'"]),
        ("assured: {by: Audit #2\n  , on: 2014-01-02}", ["1:25 '#2'"]),
        ("revised:\n  - to: 2014-02-28\n    reason: Ward #4\n    agreed_by: Group #1", ["3:22 '#4'", "4:26 '#1'"]),  # noqa: E501
        ("status: Ward #4 # ragplan: ignore[RAG304] so", ["1:18 '#4'"]),
    ],
)  # fmt: skip
def test_a_comment_where_the_words_of_a_text_go_on(fields: str, told: list[str]) -> None:
    assert lost(fields) == told


@pytest.mark.parametrize(
    "fields",
    [
        "status: 'Ward' #4",
        'status: "Ward #4" # 4',
        "status: Ward#4 and C#",
        "status: | # 4\n  Ward #4",
        "status: >- # 4\n  Ward #4\n  #5",
        "status: 'Ward\n  #4\n  Ward #5' # 6",
        "status: # 4\n  'Ward'",
        "status: Ward\n# 4",
        "status: Ward\n#4 is on the same level",
        "status: Ward\n  # 4",
        "status: Ward\n  #todo",
        "status: Ward\n\n  #4 after an empty line",
        "# Ward #4\nstatus: Ward",
        "status: Ward\n# Ward #4",
        "status: Ward # ragplan: ignore[RAG304] so",
        "status: # ragplan: ignore[RAG304] so",
        "due: 2014-01-31 # a Friday, #4",
        "due: # none yet",
        "updated: 2014-01-31 #4",
        "rating: amber #4",
        "rating: # none yet",
        "evidence:\n  - on: 2014-01-31 # a Friday\n    ref: x",
        "leads: [Team] #1",
        "leads: # who answers\n  - Ann",
        "leads:\n  - Ann\n  #1 is gone\n  - Bob",
        "notes: # none\n  - text: x\n    internal: true # keep",
        "notes: [] # none",
        "evidence: [{ref: x}] # 4",
        "revised: # none",
        "actions: # none",
    ],
)
def test_a_comment_that_is_free(fields: str) -> None:
    assert lost(fields) == []


@pytest.mark.parametrize("text", [">5", "|5", ">5-", "|+9", ">5 # days"])
def test_a_number_that_asks_for_a_block_of_text(text: str) -> None:
    header = text.partition(" ")[0]
    (told,) = lost(f"next: {text}\nstatus: x")
    assert told == f"1:11 {header!r} is read by YAML as the start of a block of text, and nothing is in it"
    for free in ("next: >5\n       words", "next: >", "next: |+", "next: '>5'"):
        assert lost(f"{free}\nstatus: x") == []


@pytest.mark.parametrize("path", FILES)
def test_every_free_text_of_every_kind_of_file(path: str) -> None:
    """Of a file that uses every field, a comment beside each text in turn is told, beside others not."""
    whole = document(FILES[path], path)
    known = plans(FILES)
    told, free = [], []
    for route, place in whole.places.items():
        if not place.scalar or place.style == "|":
            continue
        lines = whole.text.split("\n")
        line = lines[place.value.line - 1]
        value = line[place.value.column - 1 : place.value.end_column - 1]
        begins, ends = line[: place.value.column - 1], line[place.value.end_column - 1 :]
        lines[place.value.line - 1] = f"{begins}{value.strip(chr(34))} #4\n{' ' * 20}{ends}"
        found = [each for each in findings({**FILES, path: "\n".join(lines)}) if each.code == CODE]
        is_text = known.is_free_text(whole, route) and not value.strip('"').startswith(("{", "@"))
        (told if is_text else free).append((route, len(found)))
    assert [route for route, count in told if count != 1] == []
    assert [route for route, count in free if count] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("status: Raised as #12 on the register", "status: 'Raised as #12 on the register'"),
        ("status: #4 ward", "status: '#4 ward'"),
        ("status: It's #4, isn't it? ", "status: 'It''s #4, isn''t it?' "),
        ("status: Begun\n  on Ward #4: it's open", "status: 'Begun\n  on Ward #4: it''s open'"),
        ("status: #4\n  ward", "status: '#4\n  ward'"),
        ("status: Raised #3 or\n  #12 and\n  #13", "status: 'Raised #3 or\n  #12 and\n  #13'"),
        ("leads:\n  - Team #1\n  - #2", "leads:\n  - 'Team #1'\n  - '#2'"),
        ("status: Ward #4 # ragplan: ignore[RAG304] so", "status: 'Ward #4' # ragplan: ignore[RAG304] so"),
        ("status: Ward #4 or #5", "status: 'Ward #4 or #5'"),
    ],
)
def test_a_number_is_quoted_with_its_text(before: str, after: str) -> None:
    assert fixed(organisation(before)) == organisation(after)
    assert lost(after) == []


@pytest.mark.parametrize(
    "fields",
    [
        "status: Ward #todo ask Ann",
        "status: Ward # 4",
        "status: Ward #4 # ask Ann",
        "status: # ask\n  Ann",
        "leads: [Team #1\n  , Ann]",
        "next: >5",
        "status: Ward\n  #4 a\n  #5 # ask Ann",
        "status: Ward #4 # ragplan: ignore[RAG304] so\n  #5",
    ],
)
def test_what_may_be_a_remark_is_left_to_a_person(fields: str) -> None:
    assert fixed(organisation(fields)) == organisation(fields)


def fixed(text: str) -> str:
    """A file as ``--fix`` leaves it."""
    found = findings({"programme.yaml": PROGRAMME, "A.yaml": text})
    return mended(text, [edit for each in found if each.code == CODE for edit in each.edits])


WORDS = st.lists(st.sampled_from(["Ward", "#4", "it's", "a:b", "#12,", '"x"', "-", "(#5)"]), min_size=1)


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_what_is_mended_says_what_was_typed(lines: list[list[str]]) -> None:
    typed = "\n      ".join(" ".join(words) for words in lines)
    text = organisation(f"status: {typed}\nnext: x")
    whole = document(text)
    if whole.problems or not any(line.startswith("    status:") for line in text.splitlines()):
        return
    again = document(fixed(text))
    assert again.problems == ()
    told = again.data["actions"][0]["status"]
    assert told in (" ".join(" ".join(words) for words in lines), whole.data["actions"][0]["status"])
    assert len(told.split()) == len(typed.split()) or typed.startswith(('"', "'", "- "))
    assert again.data["actions"][0]["next"] == "x"


def test_a_text_that_is_required_and_lost_is_told_with_its_comment() -> None:
    files = {"programme.yaml": PROGRAMME.replace("title: Publish the response", "title: #4 response")}
    assert files["programme.yaml"] != PROGRAMME
    assert [each.code for each in findings(files)] == ["RAG006", CODE]


def test_the_python_parser_places_them_alike() -> None:
    """With the C parser out of reach the same comments are told."""
    code = (
        "import sys; sys.modules['_ruamel_yaml'] = None\n"
        "from ragplan.document import SourceFile, read\n"
        "from ragplan.document.comments import cuts\n"
        "for cut in cuts(read(SourceFile('A.yaml', sys.stdin.buffer.read()))): print(cut)\n"
    )
    text = organisation(
        "status: Ward #4\nnext: #4\nrisk: a\n  b #5\nnotes:\n  - #4\n  - x #7\n"
        "waiting_for: # c\n  Ann\nleads: [A, #1\n  B #2\n  , C]\ntitle: Raised as\n  #12\noutcome: x"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], input=text, capture_output=True, text=True, check=True,
        cwd=ROOT, env=environment(),
    )  # fmt: skip
    assert ran.stdout.splitlines() == [str(cut) for cut in cuts(document(text))]
    assert len(ran.stdout.splitlines()) == 9


def test_the_keys_that_ship_lose_no_word() -> None:
    keys = ROOT.joinpath("src/ragplan/keys").glob("*.yaml")
    assert [cut for key in keys for cut in cuts(document(key.read_bytes(), key.name))] == []
