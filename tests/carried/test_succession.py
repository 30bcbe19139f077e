"""One programme in place of another: who is left out where none is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden.command import lay, ragplan

OLD = """\
format: ragplan/1
programme: old
title: The plan of 2013
calendar: {meetings: [2013-12-02], last: 2013-12-02}
organisations:
  A: {name: Alpha}
"""
NEW = """\
format: ragplan/1
programme: new
title: The plan of 2014
calendar: {meetings: [2014-01-06], last: 2014-01-06}
organisations:
  A: {name: Alpha}
"""
BY = "superseded_by: {title: The plan of 2014, programme: new, approved: 2013-12-02, by: Board}\n"
OF = "supersedes: {title: The plan of 2013, programme: old}\n"
ROW = """\
organisation: A
actions:
  - ref: "1"
    title: Answer
    due: ongoing
    leads: [AA]
    status: Begun.
"""


def plans(folder: Path, old: str, new: str) -> Path:
    files = {"plans/old/programme.yaml": old, "plans/new/programme.yaml": new}
    return lay(folder, {**files, "plans/old/A.yaml": ROW, "plans/new/A.yaml": ROW})


@pytest.mark.parametrize(("old", "new"), [(OLD + BY, NEW), (OLD, NEW + OF), (OLD + BY, NEW + OF)])
def test_the_superseded_one_is_left_out_unless_it_is_named(tmp_path: Path, old: str, new: str) -> None:
    folder = plans(tmp_path, old, new)
    assert ragplan("lint", "--fail-on", "info", cwd=folder).code == 0
    assert [line.split()[0] for line in ragplan("list", cwd=folder).out.splitlines()[2:]] == ["1"]
    assert '"programme": "new"' in ragplan("list", "--format", "json", cwd=folder).out
    named = ragplan("report", "--programme", "old", "--output", "-", "--format", "markdown", cwd=folder)
    assert "As at **2 December 2013**" in named.out
    assert ("Superseded by “The plan of 2014”, approved by the Board on 2 December 2013" in named.out) is (
        BY in old
    )


def test_all_superseded_is_said(tmp_path: Path) -> None:
    folder = plans(tmp_path, OLD + BY, NEW + BY.replace("programme: new", "programme: old"))
    ran = ragplan("list", cwd=folder)
    assert ran.code == 2
    assert "every programme here is superseded; name one with --programme: new, old" in ran.err
