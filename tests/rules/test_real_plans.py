"""What the rules of a family find in the plans made of real papers, each on the day of its paper.

The golden files are the table of what was read: every line is deserved by the paper, or the rule is
mended. A family joins with its name in ``FAMILIES``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from golden.command import REPOSITORY, ragplan
from golden.plugin import Golden

REAL = Path(__file__).with_name("real")
FAMILIES = ("RAG3", "RAG4")
DAYS = {
    "bhr-francis": "2014-01-27",
    "coventry-rugby-francis": "2013-06-12",
    "merton-quality": "2014-01-23",
    "wigan-francis": "2014-02-25",
}
"""The day of each programme's paper; the plan of the health and wellbeing board's is that of BHR."""


@pytest.mark.parametrize("family", FAMILIES)
def test_every_finding_on_the_real_plans_was_read(family: str, golden: Golden) -> None:
    told = [f"{name}, {day}\n{_found(family, name, day)}" for name, day in DAYS.items()]
    golden(REAL / f"{family}.txt", "\n".join(told))


def _found(family: str, programme: str, day: str) -> str:
    options = ("--no-history", "--select", family, "--as-of", day, "--fail-on", "info")
    ran = ragplan("check", f"plans/{programme}", *options, "--format", "concise", cwd=REPOSITORY)
    assert ran.code == bool(ran.out), ran.err
    return ran.out


def test_every_real_programme_has_its_day() -> None:
    assert set(DAYS) == {path.parent.name for path in (REPOSITORY / "plans").glob("*/programme.yaml")}
