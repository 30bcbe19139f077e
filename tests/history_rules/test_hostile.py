"""Names of authors, subjects and plan texts are shown harmlessly, and change nothing else."""

from __future__ import annotations

import json

import pytest
from history.building import Repo

from history_rules.conftest import WHOLE, Check
from history_rules.plans import BOTH, ORGANISATION

NAMES = [
    "\x1b[31mred\x1b[0m\x07",
    "::error::pwned",
    "x\u202eevil\u2066",
    "a\u2028::error::b",
    "##[error]c",
    "'; rm -rf / #",
    "N" * 500,
    "Zoë 陳大文",
    "\x9b31mC1",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format", ["concise", "full", "json"])
def test_an_authors_name(repo: Repo, check: Check, name: str, format: str) -> None:
    repo.commit(WHOLE | {"plans/A.yaml": BOTH}, at="2014-01-06T10:00:00+00:00")
    repo.commit({"plans/A.yaml": ORGANISATION}, "::error::\x1b[31m", "2014-01-20T10:00:00+00:00", name)
    ran = check("--as-of", "2014-01-21", "--format", format)
    assert ran.code == 1
    assert ran.stderr.endswith("3 files read\n")
    if format == "json":
        (found,) = json.loads(ran.stdout)["findings"]
        assert found["code"] == "RAG501"
        assert "\x1b" not in ran.stdout
    else:
        assert ran.stdout.isascii() or name.startswith("Zo") or "…" in ran.stdout
        assert all(line.isprintable() for line in ran.stdout.splitlines())
        assert not any(line.lstrip().startswith(("::", "##[")) for line in ran.stdout.splitlines())
    assert len(ran.stdout) < 1500


@pytest.mark.parametrize("text", ["##[error]x", "::error::x", "%0A::error::", "[x](javascript:1)"])
def test_refs_titles_and_dates(repo: Repo, check: Check, text: str) -> None:
    shown = json.dumps(text)
    entry = f"  - ref: {shown}\n    title: {shown}\n    leads: [AA]\n    due: 2014-02-28\n    status: Half.\n"
    again = entry.replace(f"title: {shown}", "title: Something else altogether").replace("2014-02-28", shown)
    repo.commit(WHOLE | {"plans/A.yaml": ORGANISATION + entry}, at="2014-01-06T10:00:00+00:00")
    repo.commit({"plans/A.yaml": ORGANISATION + again}, at="2014-01-20T10:00:00+00:00")
    for format in ("concise", "full"):
        ran = check("--as-of", "2014-01-21", "--format", format)
        assert ran.code == 1
        assert "RAG507" in ran.stdout
        assert all(line.isprintable() for line in ran.stdout.splitlines())
        assert not any(line.lstrip().startswith("::") for line in ran.stdout.splitlines())


def test_dates_beyond_all_calendars(repo: Repo, check: Check) -> None:
    repo.commit(WHOLE | {"plans/A.yaml": BOTH}, at="1970-01-01T00:00:00+00:00")
    repo.commit({"plans/A.yaml": ORGANISATION}, at="2099-12-31T23:59:59-1200")
    assert "RAG501" in check().stdout


def test_commits_out_of_order(repo: Repo, check: Check) -> None:
    repo.commit(WHOLE | {"plans/A.yaml": BOTH}, at="2014-03-01T10:00:00+00:00")
    repo.commit({"plans/A.yaml": ORGANISATION}, at="2014-01-06T10:00:00+00:00")
    assert "RAG501" in check("--as-of", "2014-01-07").stdout
