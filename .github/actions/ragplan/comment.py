"""Keeps one comment on the pull request: the one that begins with the mark is written anew, or made.

That it cannot be written is told, and changes nothing about the verdict.
"""

from __future__ import annotations

import json
import os
import re
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException
from itertools import count, takewhile
from pathlib import Path
from typing import Any

ENVIRONMENT = os.environ
REPOSITORY = ENVIRONMENT["GITHUB_REPOSITORY"]
HERE = f"{ENVIRONMENT['GITHUB_API_URL']}/repos/{REPOSITORY}/issues"
FOLDER = re.sub(r"[^\w./-]", "", ENVIRONMENT["PLANS"])
MARK = f"<!-- ragplan {FOLDER} -->"
"""A folder's own, so that two plans in one repository have a comment each."""
WRITER = "github-actions[bot]"
"""Whose comments are looked through: anyone may type a mark."""
MOST = 65_000
"""Characters of a comment; the forge refuses 65,536."""


def ask(method: str, url: str, data: dict[str, str] | None = None) -> Any:
    """What the forge answers, read from JSON. Raises ``OSError`` where it refuses."""
    request = urllib.request.Request(
        url,
        method=method,
        data=None if data is None else json.dumps(data).encode(),
        headers={
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {ENVIRONMENT['TOKEN']}",
            "Content-Type": "application/json",
            "X-GitHub-Api-Version": "2022-11-28",
        },
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def earlier() -> Iterator[str]:
    """The addresses of the comments that were made before."""
    start = f"{HERE}/{ENVIRONMENT['PULL']}/comments?per_page=100&page="
    for page in takewhile(bool, (ask("GET", f"{start}{number}") for number in count(1))):
        for comment in page:
            writer = comment["user"] or {}  # a deleted account is null
            if writer.get("login") == WRITER and comment["body"].startswith(MARK):
                yield f"{HERE}/comments/{comment['id']}"


def body() -> str:
    """The mark and the report, cut at a line."""
    text = f"{MARK}\n{Path(ENVIRONMENT['REPORT']).read_text(encoding='utf-8')}"
    if len(text) <= MOST:
        return text
    whole_lines, _, _ = text[:MOST].rpartition("\n")
    return f"{whole_lines}\n\nThis is cut; the job summary has the rest."


def told() -> str:
    """Write the comment, and say why not where it could not be."""
    if ENVIRONMENT["PULL_REPOSITORY"] != REPOSITORY:
        return "it comes from a fork, whose workflows may only read."
    try:
        if before := next(earlier(), ""):
            ask("PATCH", before, {"body": body()})
        else:
            ask("POST", f"{HERE}/{ENVIRONMENT['PULL']}/comments", {"body": body()})
    except (OSError, HTTPException, ValueError) as error:
        print(f"::warning title=ragplan::No comment was written: {type(error).__name__}")
        return "it could not be written; the job needs the permission pull-requests: write."
    return ""


if reason := told():
    with Path(ENVIRONMENT["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as summary:
        summary.write(f"\nNo comment on the pull request: {reason}\n")
