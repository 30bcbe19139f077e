"""The plans that these tests look at: a rich one, one on two registers, small ones made on the spot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from golden.command import lay, once

from ragplan.rules.example import FILES

RICH = Path(__file__).with_name("rich")
COVERED = Path(__file__).with_name("covered")
DAY = ("--as-of", "2024-05-20")
FIELDS = [
    "programme", "as_of", "goal", "ref", "parent", "organisation", "title", "description", "outcome",
    "leads", "recommendations", "due", "first_due", "slippage_days", "rating", "category", "derived",
    "status", "updated", "reviewed", "completed", "next", "waiting_for", "risk", "evidence", "assured_by",
    "open", "overdue", "overdue_days", "silent", "proposed", "superseded_by", "withdrawn", "notes",
    "queries", "file", "line", "priority", "source", "supporting", "released", "carried_from", "start",
    "due_asked", "uncounted", "occurrences",
]  # fmt: skip
"""The fields of a row of ``ragplan list``, version 1, in their order."""


def rows() -> dict[tuple[str, str | None], dict[str, Any]]:
    """The rows of the rich plan by ref and organisation."""
    told = json.loads(once("list", *DAY, "--format", "json", cwd=RICH).out)
    return {(row["ref"], row["organisation"]): row for row in told["rows"]}


def two_programmes(folder: Path, last: str = "2014-03-31") -> None:
    """Two programmes, the second in a folder of its own and with an end of its own."""
    text = FILES["programme.yaml"].replace("programme: example", "programme: second")
    lay(folder / "plans", FILES)
    lay(
        folder / "plans/second",
        {"programme.yaml": text.replace("2014-03-31", last), "A.yaml": FILES["A.yaml"]},
    )
