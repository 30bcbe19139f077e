"""``pytest --renew-golden`` and the fixture that compares a text with its golden file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from difflib import unified_diff
from itertools import islice
from pathlib import Path

import pytest

Golden = Callable[[Path, str], None]
SHOWN = 60
"""Lines of a difference that a failure shows."""


def pytest_addoption(parser: pytest.Parser) -> None:
    with suppress(ValueError):  # another folder's conftest has already added it
        parser.addoption("--renew-golden", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session")
def golden(pytestconfig: pytest.Config) -> Golden:
    """Compare a text with the golden file at a path; a missing one fails unless they are renewed."""
    renew = pytestconfig.getoption("--renew-golden", default=False)

    def compare(path: Path, text: str) -> None:
        if renew:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        if not path.is_file():
            pytest.fail(f"{path.name} is missing: read what pytest --renew-golden writes")
        expected = path.read_bytes().decode("utf-8")
        if text != expected:
            lines = unified_diff(expected.splitlines(), text.splitlines(), path.name, "now", lineterm="")
            pytest.fail("\n".join(["not as recorded:", *islice(lines, SHOWN)]), pytrace=False)

    return compare
