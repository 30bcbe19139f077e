"""``--lead`` finds people and roles as one names them: in any case, by a whole word, an exact name first."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from conftest import Run, Write

from ragplan.rules.example import FILES

LEADS = {
    "1": "MT",
    "2": "CCG (MT)",
    "3": "Primary care support team",
    "4": "Anna Lee-Brown, Care Lead",
    "5": "Ann Leeds",
    "6": "Zo\u00eb O'Neil",
    "7": "Ann",
}
ROWS = "".join(f'  - ref: "{ref}"\n    title: T\n    leads: ["{lead}"]\n' for ref, lead in LEADS.items())


@pytest.fixture
def led(write: Write) -> Path:
    """A plan whose rows have one lead each, beside the example's own row."""
    return write(FILES | {"A.yaml": FILES["A.yaml"] + ROWS})


@pytest.mark.parametrize(
    ("asked", "refs"),
    [
        ("MT", "1"),
        ("mt", "1"),
        ("ccg", "2"),
        ("ccg mt", "2"),
        ("CARE", "3 4"),
        ("care support", "3"),
        ("support care", ""),
        ("Lee", "4"),
        ("lee-brown", "4"),
        ("leeds", "5"),
        ("lee brown", "4"),
        ("ann", "7"),
        ("Ann Leeds", "5"),
        ("zo\u00cb", "6"),
        ("zoe\u0308", "6"),
        ("o'neil", "6"),
        ("car", ""),
        ("-", ""),
        (",", ""),
    ],
)
def test_a_lead_is_found(run: Run, led: Path, asked: str, refs: str) -> None:
    ran = run("list", "--lead", asked, "--format", "csv", "--as-of", "2014-01-27")
    assert ran.code == 0
    found = [row["ref"] for row in csv.DictReader(io.StringIO(ran.stdout.removeprefix("\ufeff")))]
    assert " ".join(found) == refs


@pytest.mark.parametrize("ref", ["CAF\u00c91", "cafe\u03011"])
def test_a_ref_is_the_same_from_any_keyboard(run: Run, write: Write, ref: str) -> None:
    row = '  - ref: "CAF\u00c91"\n    title: T\n    leads: [AA]\n'
    write(FILES | {"A.yaml": FILES["A.yaml"] + row})
    assert "CAF\u00c91" in run("show", ref, "--as-of", "2014-01-27").stdout


@pytest.mark.parametrize("code", ["CAF\u00c9", "cafe\u0301"])
def test_an_organisation_is_the_same_from_any_keyboard(run: Run, write: Write, code: str) -> None:
    programme = FILES["programme.yaml"].replace("  A: ", "  CAFE\u0301: ").replace("[A]", "[CAF\u00c9]")
    rows = FILES["A.yaml"].replace("organisation: A", "organisation: CAF\u00c9")
    write(FILES | {"programme.yaml": programme, "A.yaml": rows})
    ran = run("list", "--organisation", code, "--as-of", "2014-01-27")
    assert (ran.code, "1.1" in ran.stdout) == (0, True)
