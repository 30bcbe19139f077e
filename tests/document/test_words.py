"""What the writer writes: quotes where another reader would go wrong, blocks, order, brackets."""

from __future__ import annotations

from typing import Any

import pytest
from ruamel.yaml import YAML

from ragplan.diagnostics import Route
from ragplan.document import Document, SourceFile, read
from ragplan.document.change import Change, Data, Insert, Remove, Rename, Set, Wrap
from ragplan.document.changes import begun, changed
from ragplan.schema.usual import usage

ROW: Route = ("actions", 0)
FILE = """\
organisation: A
actions:
  - ref: "1.1"
    rating: amber
    status: Drafted.
"""


def written(text: str, *changes: Change, kind: str = "organisation") -> str:
    after = changed(document(text), changes, usage(kind))
    assert after.problems == ()
    return after.text


def document(text: str) -> Document:
    return read(SourceFile("A.yaml", text.encode()))


def after(field: str, value: Any) -> str:
    """The line of a field of the row that is given a value."""
    return written(FILE, Set((*ROW, field), value)).split(f"{field}: ")[1].split("\n")[0]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Drafted", "Drafted"),
        ("It's done", "It's done"),
        ("Ward #4", "'Ward #4'"),
        ("Ward#4", "Ward#4"),
        ("To do: all", "'To do: all'"),
        ("See http://a.example/b", "See http://a.example/b"),
        ("NO", "'NO'"),
        ("Yes", "'Yes'"),
        ("1.10", "'1.10'"),
        ("1:30", "'1:30'"),
        ("~", "'~'"),
        ("2014-01-31", "'2014-01-31'"),
        ("- it's", '"- it\'s"'),
        ("*all*", "'*all*'"),
        ("&c", "'&c'"),
        ("!", "'!'"),
        ("%", "'%'"),
        ("@ann", "'@ann'"),
        ("`x`", "'`x`'"),
        (" lead", "' lead'"),
        ("ends:", "'ends:'"),
        ("= 4", "'= 4'"),
    ],
)
def test_a_text_is_quoted_where_a_reader_would_go_wrong(text: str, line: str) -> None:
    assert after("status", text) == line
    for version in ((1, 1), (1, 2)):
        other = YAML(typ="safe", pure=True)
        other.version = version
        assert other.load(f"status: {line}\n") == {"status": text}


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("updated", "2014-01-31", "2014-01-31"),
        ("completed", "2014", "2014"),
        ("completed", "2014-Q1", "2014-Q1"),
        ("proposed", "true", "true"),
        ("recommendations", ["8", "124-125"], "[8, 124-125]"),
        ("leads", ["AA", "J S"], ""),
        ("leads", ["AA", "NO"], "[AA, 'NO']"),
        ("ref", "1.10", '"1.10"'),
        ("goal", "2", '"2"'),
    ],
)
def test_dates_flags_and_numbers_stand_as_they_do_in_plan_files(field: str, value: Any, line: str) -> None:
    if field != "leads" or line:
        assert after(field, value) == line
    else:
        assert "leads:\n      - AA\n      - J S\n" in written(FILE, Set((*ROW, field), value))


def test_a_field_is_added_in_its_usual_place() -> None:
    made = written(FILE, Set((*ROW, "updated"), "2014-01-31"), Set((*ROW, "title"), "Write"))
    assert made == FILE.replace("    rating", "    title: Write\n    rating") + "    updated: 2014-01-31\n"
    assert written(FILE, Set(("reviewed",), "2014-01-31")) == FILE.replace("A\n", "A\nreviewed: 2014-01-31\n")
    one = written(
        "actions: []\norganisation: A\n", Set(("organisation",), "B"), Insert(("actions",), {"ref": "1"})
    )
    assert one == 'actions:\n  - ref: "1"\norganisation: B\n'


def test_a_comment_stays_with_what_it_is_beside() -> None:
    text = FILE.replace("amber", "amber  # as told\n    # below\n    ").replace("    \n", "")
    assert "rating: green  # as told\n    # below\n" in written(text, Set((*ROW, "rating"), "green"))
    made = written("a: 'x'  # why\n", Set(("a",), "one\ntwo"))
    assert made == "a: |-  # why\n  one\n  two\n"
    assert written("a: |  # why\n  one\n\n# end\n", Set(("a",), "two")) == "a: |-  # why\n  two\n\n# end\n"


def test_a_long_text_is_a_block_unless_the_file_has_long_lines() -> None:
    words = " ".join(["contracts are reviewed"] * 10)
    folded = written(FILE, Set((*ROW, "status"), words))
    assert "status: >-\n      contracts" in folded
    assert max(map(len, folded.splitlines())) <= 106
    long = FILE + f"    next: {words}\n"
    assert f"    status: {words} too\n" in written(long, Set((*ROW, "status"), f"{words} too"))
    assert after("status", "One.\n\nTwo.") == "|-"


def test_brackets_and_braces_take_and_lose_parts_on_their_line() -> None:
    text = "a: [x, y]\nb: {k: 1, l: 2}\nc: []\nd: [\n  x,  # one\n  y\n]\n"
    for change, line in (
        (Insert(("a",), "z, w"), "a: [x, y, 'z, w']\n"),
        (Insert(("a",), "w", 0), "a: [w, x, y]\n"),
        (Remove(("a", 1)), "a: [x]\n"),
        (Remove(("a", 0)), "a: [y]\n"),
        (Set(("b", "m"), ["1"]), "b: {k: 1, l: 2, m: ['1']}\n"),
        (Remove(("b", "k")), "b: {l: 2}\n"),
        (Remove(("b", "l")), "b: {k: 1}\n"),
        (Rename(("b", "k"), "new name"), "b: {new name: 1, l: 2}\n"),
        (Insert(("c",), "x"), "c: [x]\n"),
    ):
        assert written(text, change, kind="") == text.replace(
            next(each for each in text.splitlines(keepends=True) if each[0] == line[0]), line
        )
    assert "d: [\n  x,  # one\n  y, z\n]\n" in written(text, Insert(("d",), "z"), kind="")


def test_fields_become_the_first_item_of_a_list() -> None:
    text = "a:\n  # about b\n  b: 1\n\n  # about c\n  c: |\n    x\n\n     y\nd: {e: 1}\n"
    assert written(text, Wrap(("a",)), Insert(("a",), {"b": "x"}), kind="") == text.replace(
        "  b: 1\n\n  # about c\n  c: |\n    x\n\n     y\n",
        "  - b: 1\n\n    # about c\n    c: |\n      x\n\n       y\n  - b: x\n",
    )
    assert written(text, Wrap(("d",)), Insert(("d",), {"e": "x"}), kind="") == text.replace(
        "{e: 1}", "[{e: 1}, {e: x}]"
    )


def test_what_is_left_empty_goes_with_its_last_part() -> None:
    text = "a: [x]\nb:\n  - {k: v}\n  - l: w\nc: d\n"
    assert written(text, Remove(("a", 0))) == text.replace("a: [x]\n", "")
    assert written(text, Remove(("b", 1, "l"))) == text.replace("  - l: w\n", "")
    assert written(text, Remove(("b", 1)), Remove(("b", 0, "k"))) == "a: [x]\nc: d\n"


def test_several_changes_are_made_one_after_the_other() -> None:
    rows = [Insert(("actions",), {"ref": f"2.{at}", "status": "No."}) for at in range(3)]
    made = changed(
        document(FILE), [*rows, Remove(("actions", 0)), Set(("actions", 0, "status"), "Yes, done")]
    )
    assert [row["ref"] for row in made.data["actions"]] == ["2.0", "2.1", "2.2"]
    assert made.data["actions"][0]["status"] == "Yes, done"


@pytest.mark.parametrize("text", ["a\x07b", "\u202e", "\ud800"])
def test_a_text_that_no_plan_file_may_hold_is_told(text: str) -> None:
    assert changed(document(FILE), [Set((*ROW, "status"), text)]).problems


@pytest.mark.parametrize("route", [("nowhere", "x"), ("actions", 7, "x"), ("organisation", "x")])
def test_a_route_that_leads_nowhere_is_a_programmers_mistake(route: Route) -> None:
    with pytest.raises((KeyError, IndexError, TypeError)):
        changed(document(FILE), [Set(route, "x")])


def test_a_new_file_holds_its_data_in_the_usual_order() -> None:
    proof: list[Data] = [{"on": "2014-01-22", "ref": "Minute"}]
    rows: list[Data] = [{"status": "Ward #4", "ref": "1.1"}, {"evidence": proof, "ref": "1.2"}]
    data: dict[str, Data] = {"actions": rows, "reviewed": "2014-01-27", "organisation": "NO"}
    made = begun("NO.yaml", data, usage("organisation"))
    assert made.problems == ()
    assert made.text == (
        "organisation: 'NO'\nreviewed: 2014-01-27\nactions:\n"
        "  - ref: \"1.1\"\n    status: 'Ward #4'\n"
        '  - ref: "1.2"\n    evidence:\n      - ref: Minute\n        on: 2014-01-22\n'
    )
    assert begun("a.yaml", {"title": "a\x07"}).problems


def test_no_block_takes_in_a_comment_that_follows_it() -> None:
    remark = "  # deeper than its field\n"
    text = "a:\n  b: [x]\n" + remark + "c: x\n\n" + remark + "d:\n- x\n" + remark
    for route in (("a",), ("c",), ("d", 0)):
        made = written(text, Set(route, "one\ntwo"), kind="")
        assert (made.count(remark), made.count('"one\\ntwo"')) == (3, 1)
    assert written(text, Set(("e",), "one\ntwo"), kind="").endswith(remark + "e: |-\n  one\n  two\n")


def test_a_list_that_is_emptied_stays_one() -> None:
    assert written("queries:\n  - Who?\nb: c\n", Set(("queries",), []), kind="") == "queries: []\nb: c\n"
