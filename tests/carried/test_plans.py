"""What holds for all the real plans: their headers, whom they do not name, what lint finds in them."""

from __future__ import annotations

import re

import pytest
from golden.command import REPOSITORY

PHONE = re.compile(r"(?:\+44[ -]?\d{2,4}|\(?\b0\d{2,4}\)?)[ -]?\d{3,4}[ -]?\d{3,4}\b")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")


@pytest.mark.parametrize("text", ["01632 960 001", "020 7946 0001", "(01632) 960001", "+44 7700 900001"])
def test_the_pattern_knows_a_telephone_number(text: str) -> None:
    assert PHONE.search(f"Ask {text}, please")


def test_no_telephone_number_and_no_address_of_a_person_is_in_the_plans() -> None:
    files = [path for path in (REPOSITORY / "plans").rglob("*") if path.is_file()]
    assert len(files) == 23
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert PHONE.findall(text) == [], path.name
        assert EMAIL.findall(text) == [], path.name
        assert text.removeprefix("---\n").startswith("# "), f"{path.name} does not name its paper"
