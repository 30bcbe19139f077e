"""The printed plan and the encoded one, as the command tells it."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from golden.command import once
from golden.transcription import transcribed

PRINTED_ROWS = transcribed("bhr-2014-01-27.tsv")
PRINTED_TASKS = transcribed("bhr-2014-01-27-tasks.tsv")


@cache
def listed() -> dict[str, Any]:
    """``ragplan list --format json`` on the real plan."""
    ran = once("list", "--programme", "bhr-francis", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    told: dict[str, Any] = json.loads(ran.out)
    return told


def rows() -> list[dict[str, Any]]:
    """The rows of the real plan."""
    found: list[dict[str, Any]] = listed()["rows"]
    return found
