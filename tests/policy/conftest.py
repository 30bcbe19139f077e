"""What the tests of the policy share: a project with plans, and ``ragplan.yaml`` at its top."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

HEAD = "format: ragplan-policy/1\n"
Decide = Callable[[str], Path]


@pytest.fixture
def decide(tmp_path: Path) -> Decide:
    """Write ``ragplan.yaml`` at the top, its first line given."""

    def write(text: str) -> Path:
        path = tmp_path / "ragplan.yaml"
        path.write_text(HEAD + text, encoding="utf-8")
        return path

    return write


def found(output: str) -> list[str]:
    """The findings of a run as ``A.yaml error RAG201``, sorted."""
    lines = (line.split() for line in output.splitlines())
    return sorted(
        f"{Path(place.split(':')[0]).name} {severity} {code}" for place, severity, code, *_ in lines
    )
