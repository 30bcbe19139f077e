"""The faults of the five papers, typed as printed: which of them a rule sees.

``faults.md`` is the table. A fault counts as seen when the rule that it names is told of its entry,
before or after the errors are mended that keep the rest of a file from being looked at.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from golden.command import ragplan

HERE = Path(__file__).parent
DAYS = {"bhr": "2014-01-27", "wigan": "2014-02-25", "coventry": "2013-06-12", "merton": "2014-01-23"}
"""The day of each plan's paper."""

MADE_UP = {"TELEPHONE": "020 7946 0018", "ADDRESS": "nurse.director@nhs.example"}
"""A number kept for fiction and an address that is none, in place of the printed ones."""

MENDED = {
    "merton/MCCG.yaml": (
        ('  - goal: "2"\n    title: Support', '  - ref: "2.4a"\n    goal: "2"\n    title: Support'),
        ("    due: April 13 to CQC", "    notes:\n      - April 13 to CQC"),
        ("    due: April 14 Ongoing", "    notes:\n      - April 14 Ongoing"),
    ),
    "wigan/WBCCG.yaml": (("31/12/13 28/02/2014", "2013-12-31\n    revised:\n      - to: 2014-02-28"),),
    "bhr/programme.yaml": (("due: December", "due: 2013-12"),),
    "coventry/papers/health-and-wellbeing-board.md": (('other:\n  Approved by: ""\n', ""),),
}
"""What a secretary does about the errors, first to last, as in the plans that were made of these papers."""
STEPS = (0, 1, None)
"""How many are mended: none, the first of each file, all."""

FINDING = re.compile(r"(?P<path>.+?):(?P<line>\d+):\d+: \w+ (?P<code>RAG\d+) (?P<message>.+)")
UNSEEN = "not seen"
SHARE = 85
"""Per cent of the faults that are seen at least."""


class Fault(NamedTuple):
    """A line of the table."""

    paper: str
    file: str
    where: str
    what: str
    seen_by: str


class Told(NamedTuple):
    """A finding: its file, code, words, and the lines of the entry where it stands."""

    file: str
    code: str
    message: str
    entry: str


def _table() -> tuple[Fault, ...]:
    lines = (HERE / "faults.md").read_text(encoding="utf-8").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")]
    return tuple(Fault(*row) for row in rows[1:])


FAULTS = _table()


def _laid(folder: Path, mended: int | None) -> Path:
    shutil.copytree(HERE / "plans", folder / "plans")
    for path in folder.rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(folder / "plans").as_posix()
        for old, new in (*MADE_UP.items(), *MENDED.get(name, ())[:mended]):
            assert old in text or old in MADE_UP
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    return folder


def _entry(lines: list[str], at: int) -> str:
    """The lines of the list's entry, of the field or of the paragraph in which line ``at`` stands."""
    start = next((n for n in range(at, -1, -1) if _begins(lines[n])), 0)
    end = next((n for n in range(at + 1, len(lines)) if _begins(lines[n])), len(lines))
    return "\n".join(lines[start:end])


def _begins(line: str) -> bool:
    return not line.strip() or re.match(r"\s*- (?:\{?ref|goal|recommendation|number)|\S", line) is not None


def _told(folder: Path) -> list[Told]:
    found = []
    for name, day in DAYS.items():
        ran = ragplan(
            *("check", f"plans/{name}", "plans/registers", "--no-history", "--as-of", day),
            *("--fail-on", "info", "--format", "concise"),
            cwd=folder,
        )
        assert ran.code == 1, ran.err
        for line in ran.out.splitlines():
            if match := FINDING.fullmatch(line):
                text = (folder / match["path"]).read_text(encoding="utf-8").splitlines()
                file = match["path"].removeprefix("plans/")
                found.append(
                    Told(file, match["code"], match["message"], _entry(text, int(match["line"]) - 1))
                )
    return found


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[Told]:
    """What is found in the plans as typed, and while the errors are mended."""
    folder = tmp_path_factory.mktemp("typed")
    return [each for step in STEPS for each in _told(_laid(folder / str(step), step))]


def _shows(fault: Fault, told: Told) -> bool:
    if told.file != fault.file or told.code not in fault.seen_by:
        return False
    if not re.fullmatch(r"\d+(?:\.\d+)?", fault.where):
        return fault.where in told.entry or fault.where in told.message
    ref = re.escape(fault.where)
    key = rf"(?:ref|recommendation|number): \"?{ref}\"?(?:\s|,|$)"
    return bool(re.search(key, told.entry) or re.search(rf"(?<![\d.]){ref}(?!\.?\d)", told.message))


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{each.file}: {each.where}, {each.what}" for each in FAULTS])
def test_a_fault_is_seen_by_the_rule_that_the_table_names(fault: Fault, told: list[Told]) -> None:
    if not fault.seen_by.startswith(UNSEEN):
        assert any(_shows(fault, each) for each in told), [each for each in told if each.file == fault.file]


def test_most_faults_of_the_papers_are_seen() -> None:
    seen = sum(not fault.seen_by.startswith(UNSEEN) for fault in FAULTS)
    assert seen * 100 >= SHARE * len(FAULTS), f"{seen} of {len(FAULTS)}"


def test_no_phone_number_and_no_address_is_in_the_typed_plans() -> None:
    for path in (HERE / "plans").rglob("*.*"):
        assert not re.search(r"\d{3,}[ -]\d{3,}[ -]\d{3,}|@", path.read_text(encoding="utf-8")), path.name
