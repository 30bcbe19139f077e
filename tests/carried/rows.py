"""What the commands tell of a real programme."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from golden.command import once
from golden.page import Page, as_page

REAL = ("bhr-francis", "coventry-rugby-francis", "merton-quality", "wigan-francis")


@cache
def rows(programme: str) -> dict[str, dict[str, Any]]:
    """The rows of a programme of one organisation, by ref."""
    ran = once("list", "--programme", programme, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return {row["ref"]: row for row in json.loads(ran.out)["rows"]}


@cache
def plan_page(programme: str, format: str) -> Page:
    """The plan report of a programme as it is read, whichever way it was written."""
    ran = once("report", "--programme", programme, "--format", format, "--output", "-")
    assert (ran.code, ran.err) == (0, "")
    return Page(ran.out) if format == "html" else as_page(ran.out)
