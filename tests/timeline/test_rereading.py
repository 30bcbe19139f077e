"""A file read by what is new in it says what it says read whole, however it was edited."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragplan.document import SourceFile, read
from ragplan.schema.parts import Part, part
from ragplan.timeline.rereading import Rereader, cut_at_entries

ENTRY = """\
  - ref: "1"
    status: Drafted.
"""
OTHER = """\
  # the second
  - ref: "2"
    title: Own
    due: 2014-01-31
    revised:
      - to: 2014-02-28
        reason: Late
    actions:
      - ref: "2.1"
        title: Part
        rating: amber

"""
FILE = f"organisation: A\nreviewed: 2014-01-20\nactions:\n{ENTRY}{OTHER}notes:\n  - A note.\n"


def whole(text: str) -> Part:
    return part(read(SourceFile("A.yaml", text.encode())))


def places(found: Part) -> list[object]:
    content = found.content
    return [each.origin for each in (*content.actions, *content.positions)] if content else []  # type: ignore[union-attr]


def check(*texts: str) -> None:
    """Each text read after those before it says what it says read alone."""
    rereader = Rereader()
    for text in texts:
        found, expected = rereader.read(SourceFile("A.yaml", text.encode())), whole(text)
        assert (found.kind, found.content) == (expected.kind, expected.content)
        assert found.problems == expected.problems
        assert places(found) == places(expected)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[int]]:
    """How many letters are read of each text that follows a first one."""

    def call(*texts: str) -> list[int]:
        read: list[int] = []
        rereader = Rereader()
        one = part

        def counted(document: object) -> Part:
            read.append(len(document.text))  # type: ignore[attr-defined]
            return one(document)  # type: ignore[arg-type]

        monkeypatch.setattr("ragplan.timeline.rereading.part", counted)
        for text in texts:
            rereader.read(SourceFile("A.yaml", text.encode()))
        monkeypatch.undo()
        return read[1:]

    return call


EDITS = {
    "a status": FILE.replace("Drafted.", "Published."),
    "the review": FILE.replace("2014-01-20", "2014-02-03"),
    "the review and a status": FILE.replace("2014-01-20", "2014-02-03").replace("Drafted.", "Published."),
    "no review any longer": FILE.replace("reviewed: 2014-01-20\n", ""),
    "the other way round": FILE.replace(ENTRY + OTHER, OTHER + ENTRY),
    "an entry before": FILE.replace(ENTRY, '  - ref: "0"\n' + ENTRY),
    "an entry after": FILE.replace(OTHER, OTHER + '  - ref: "3"\n    status: |+\n      Kept\n\n'),
    "an entry less": FILE.replace(ENTRY, ""),
    "a part": FILE.replace("rating: amber", "rating: green"),
    "nothing": FILE,
    "a note": FILE.replace("A note.", "Another."),
    "what follows goes before": FILE.replace("notes:\n  - A note.\n", "").replace(
        "\nactions:", "\nnotes: [x]\nactions:"
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit(edit: str, taken: Callable[..., list[int]]) -> None:
    check(FILE, EDITS[edit], FILE)
    (read,) = taken(FILE, EDITS[edit])
    assert read < len(FILE)


ODD = {
    "another organisation": FILE.replace("organisation: A", "organisation: B"),
    "a mistake": FILE.replace("Drafted.", "[Drafted."),
    "an unknown field": FILE.replace("status: Drafted", "said: Drafted"),
    "a field twice": FILE + "notes: [x]\n",
    "an anchor": FILE.replace("Drafted.", "&a Drafted."),
    "an alias of what was": FILE.replace("Drafted.", "*a"),
    "in a quoted text": FILE.replace("Drafted.", '"Drafted\n  - ref: 9\n\n  .\n  "'),
    "a quoted text over two": FILE.replace("Drafted.", '"Drafted').replace("# the second", '# the second"'),
    "a field in a quoted text": FILE.replace("Drafted.", '"Drafted\nnotes: x"'),
    "the same twice": FILE.replace(ENTRY, ENTRY + ENTRY),
    "no entries": FILE.replace(ENTRY + OTHER, ""),
    "in brackets": FILE.replace(f"actions:\n{ENTRY}{OTHER}", 'actions: [{ref: "1", status: x}]\n'),
    "not set in": FILE.replace(f"actions:\n{ENTRY}{OTHER}", 'actions:\n- ref: "1"\n  status: x\n'),
    "a document": f"---\n{FILE}",
    "two documents": f"{FILE}---\n{FILE}",
    "other line ends": FILE.replace("\n", "\r\n"),
    "a mark": "\ufeff" + FILE,
    "a tab": FILE.replace("Drafted.", "Dra\tfted."),
    "an escape": FILE.replace("Drafted.", '"Dra\\u202efted"'),
    "a next line": FILE.replace("Drafted.", "Dra\x85fted."),
    "no line end": FILE.removesuffix("\n"),
    "no last line end": FILE.removesuffix("notes:\n  - A note.\n").rstrip("\n"),
    "another kind": "register: x\ntitle: X\n",
    "nothing": "",
    "a remark set out": FILE.replace("  # the second", "# the second\n#actions:"),
    "deeper": FILE.replace("\n  ", "\n    "),
}  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
def test_what_is_odd(odd: str) -> None:
    check(FILE, ODD[odd], FILE, ODD[odd], ODD[odd].replace("Own", "Our own"))
    check(ODD[odd], ODD[odd].replace("Own", "Our own"), FILE)


def test_files_that_are_no_text() -> None:
    rereader = Rereader()
    for data in (FILE.encode(), b"\xff", FILE.encode("utf-16")):
        assert (
            rereader.read(SourceFile("A.yaml", data)).problems
            == part(read(SourceFile("A.yaml", data))).problems
        )
    assert cut_at_entries(SourceFile("A.yaml", FILE.encode(), fault="closed")) is None


LINES = [
    *(*ENTRY.splitlines(), *OTHER.splitlines(), ENTRY[:-1], OTHER[:-1]),
    *(
        "actions:",
        "notes:",
        "  - x",
        "organisation: A",
        '    status: "x',
        '  y"',
        "    status: |",
        "      text",
    ),
    *("    status: >-", "", "# remark", "  - 'x", "  - [a,", "  b]", "---", "..."),
]


@given(
    texts=st.lists(
        st.lists(st.sampled_from(LINES), max_size=8).map("\n".join),
        min_size=2,
        max_size=4,
    )
)
def test_whatever_is_written(texts: list[str]) -> None:
    check(*(f"organisation: A\nactions:\n{ENTRY}{text}\n" for text in texts))
    check(*(FILE.replace(OTHER, f"{text}\n") for text in texts))
