"""Printed papers, transcribed apart from ``plans/``."""

from __future__ import annotations

import csv

from golden.command import REPOSITORY

PAPERS = REPOSITORY / "tests/papers"


def transcribed(name: str) -> list[dict[str, str]]:
    """The lines of a transcription; quotes in it are printed ones."""
    with (PAPERS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
