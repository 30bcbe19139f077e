"""Plans folders that no person would write: real files damaged, and files of anything at all."""

from __future__ import annotations

import json

from conftest import ROOT
from hypothesis import strategies as st

from ragplan.rules.example import FILES

PLANS = ROOT / "plans"
REAL = [
    {
        path.relative_to(PLANS).as_posix(): path.read_bytes()
        for folder in (programme.parent, PLANS / "registers")
        for path in sorted(folder.rglob("*.*"))
    }
    for programme in sorted(PLANS.glob("*/programme.yaml"))
]
"""Each programme's files with the registers."""
PAPER = """\
---
title: Progress of the plan
meeting: Board
date: 2014-01-20
summary: "{{ positions overdue }} positions are overdue."
appendices:
  - {title: The plan, show: plan}
  - {title: A letter, file: letter.md}
---
# Progress

{{ table goals }}
"""
SMALL = {name: text.encode() for name, text in FILES.items()}
SMALL |= {"papers/2014-01-20-board.md": PAPER.encode(), "papers/letter.md": b"Dear colleague,\n"}

_SIGNS = (
    "  |- |: |#|'|\"|[|]|{|}|,|>|&a |*a |!t |!!int |<<: |? |@|`|\\|~|null|%YAML 1.1\n|---\n|...\n|\n|\r|\t"
)
_LETTERS = "\x00|\x1b[31m|\x85|\u2028|\u202e|\ufeff|😀|e\u0301"
_FIELDS = "ref: |due: |- ref: 1.1\n|actions:\n|organisation: A\n|programme: x\n|register: r\n|superseded_by: "
_VALUES = "2014-02-31|2014-13|0000-01|9999-12|ongoing|TBC|1.10|1-290|999999-1|a/1|[All]|every: 9 days"
_PAPERS = "---\n|{{|}}|{{ positions |goal=1|since=last_meeting|{{ table plan }}\n|as_at: 2014\n|file: ../"
_COVERED = (
    "applicable: [1-290]\n|not_applicable:\n  - recommendations: [1]\n    reason: x\n"
    "|supersedes: {programme: x}\n"
)
_COMMENTS = "# ragplan: ignore[RAG201] x\n|# ragplan: ignore[]\n"
SNIPPETS = [
    b"|",
    b"\xff",
    *(
        snippet.encode()
        for snippets in (_SIGNS, _LETTERS, _FIELDS, _VALUES, _PAPERS, _COVERED, _COMMENTS)
        for snippet in snippets.split("|")
    ),
]


@st.composite
def damaged(draw: st.DrawFn, original: bytes) -> bytes:
    """A file with a few stretches of it taken out, doubled, moved or written over."""
    data = original
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        put = draw(
            st.sampled_from(SNIPPETS)
            | st.just(data[start:end] * 2)
            | st.sampled_from(data.splitlines(keepends=True) or [b""])
            | st.binary(max_size=4)
        )
        data = data[:start] + put + data[end if draw(st.booleans()) else start :]
    return data


@st.composite
def damaged_plans(draw: st.DrawFn, files: dict[str, bytes]) -> dict[str, bytes]:
    """Files of which one to three are damaged."""
    chosen = draw(st.lists(st.sampled_from(sorted(files)), min_size=1, max_size=3, unique=True))
    return files | {name: draw(damaged(files[name])) for name in chosen}


_NAMES = ["programme.yaml", "A.yaml", "B.yml", "sub/C.yaml", "sub/programme.yaml", "registers/r.yaml"]
_NAMES += ["papers/p.md", "sub/papers/2014-01-20.md"]
_TOP = [
    "format",
    "programme",
    "organisation",
    "register",
    "title",
    "calendar",
    "key",
    "goals",
    "actions",
    "meeting",
]
_INNER = ["ref", "ragplan/1", "A", "1.1", "2014-01-31", "every", "levels", "due", "owners", "status", "", "~"]
_words = st.sampled_from(_TOP + _INNER) | st.text(max_size=8)
_data = st.recursive(
    _words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_words, inner, max_size=5),
    max_leaves=30,
)
_anything = (
    st.binary(max_size=200)
    | st.text(max_size=200).map(str.encode)
    | st.lists(st.sampled_from(SNIPPETS), max_size=30).map(b"".join)
    | st.dictionaries(st.sampled_from(_TOP), _data, max_size=8).map(json.dumps).map(str.encode)
    | st.dictionaries(st.sampled_from(_TOP), _data)
    .map(json.dumps)
    .map("---\n{}\n---\n# A\n".format)
    .map(str.encode)
)
random_plans = st.dictionaries(st.sampled_from(_NAMES), _anything, min_size=1, max_size=4)
"""A plans folder of bytes, text, bits of YAML and data in the shape of plan files."""
