"""The printed plan, transcribed apart from ``plans/``, and the encoded one as the command tells it."""

from __future__ import annotations

import csv
import json
from functools import cache
from typing import Any

from golden.command import REPOSITORY, once

PAPERS = REPOSITORY / "tests/papers"


def transcribed(name: str) -> list[dict[str, str]]:
    """The lines of a transcription; quotes in it are printed ones."""
    with (PAPERS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


PRINTED_ROWS = transcribed("bhr-2014-01-27.tsv")
PRINTED_TASKS = transcribed("bhr-2014-01-27-tasks.tsv")


@cache
def listed() -> dict[str, Any]:
    """``ragplan list --format json`` on the real plan."""
    ran = once("list", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    told: dict[str, Any] = json.loads(ran.out)
    return told


def rows() -> list[dict[str, Any]]:
    """The rows of the real plan."""
    found: list[dict[str, Any]] = listed()["rows"]
    return found
