"""Every finding on the plans of this repository and on the demonstration, each read by a person.

``expected/findings.txt`` is what is found, renewed with ``--renew-golden``; ``verdicts.md`` is written by
hand: how many findings of a rule on a plan are right, arguable or wrong. Findings without a verdict fail.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from golden.command import REPOSITORY, ragplan
from golden.plugin import Golden

from ragplan.demo import demonstration
from ragplan.repository.making import make_repository

HERE = Path(__file__).parent
FOUND = HERE / "expected" / "findings.txt"
VERDICTS = HERE / "verdicts.md"
DEMO = "demonstration"
DAYS = {
    "bhr-francis": "2014-01-27",
    "coventry-rugby-francis": "2013-06-12",
    "merton-quality": "2014-01-23",
    "wigan-francis": "2014-02-25",
    "registers": "2014-02-25",
    DEMO: str(demonstration().meetings[-1]),
}
"""The day of each plan's paper, and the last meeting of the demonstration; a register has none of its own."""

TOLD = re.compile(
    r"plans/(?:[\w-]+/)?(?P<place>.+?:\d+):\d+: (?P<severity>\w+) (?P<code>RAG\d+) (?P<message>.+)"
)
WORDS = 60
"""Characters of a finding's words that the table gives."""
SHARE = 97
"""Per cent of the findings on the real plans that are right at least."""


class Verdict(NamedTuple):
    """A reader's word on the findings of one rule on one plan."""

    right: int
    arguable: int
    wrong: int
    why: str

    @property
    def all(self) -> int:
        return self.right + self.arguable + self.wrong


def _verdicts() -> dict[tuple[str, str], Verdict]:
    lines = VERDICTS.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")][
        1:
    ]
    return {(plan, code): Verdict(int(r), int(a), int(w), why) for plan, code, r, a, w, why in rows}


def _listed(plan: str, folder: Path) -> str:
    path = "plans" if plan == DEMO else f"plans/{plan}"
    history = () if plan == DEMO else ("--no-history",)
    options = ("--as-of", DAYS[plan], "--fail-on", "info", "--format", "concise")
    ran = ragplan("check", path, *history, *options, cwd=folder)
    matches = [found for line in ran.out.splitlines() if (found := TOLD.match(line))]
    assert ran.code == bool(matches), ran.err
    rows = sorted(matches, key=lambda found: found["code"])  # the order of places is kept within a rule
    lines = [f"{row['code']} {row['place']} {row['message'][:WORDS].rstrip()}" for row in rows]
    return "\n".join([f"{plan}, {DAYS[plan]}: {len(rows)} findings", *lines, ""])


def test_every_finding_is_in_the_table(tmp_path: Path, golden: Golden) -> None:
    make_repository(tmp_path / "made", demonstration().history)
    folders = {plan: tmp_path / "made" if plan == DEMO else REPOSITORY for plan in DAYS}
    golden(FOUND, "\n".join(_listed(plan, folder) for plan, folder in folders.items()))


def _counted() -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    plan = ""
    for line in FOUND.read_text(encoding="utf-8").splitlines():
        if line.startswith("RAG"):
            counts[plan, line.split()[0]] += 1
        elif line:
            plan = line.split(",")[0]
    return counts


def test_every_finding_has_its_verdict() -> None:
    judged = Counter({key: verdict.all for key, verdict in _verdicts().items()})
    assert judged == _counted(), "read them in findings.txt, and correct verdicts.md"


def test_what_is_not_right_has_its_reason() -> None:
    assert [
        key for key, verdict in _verdicts().items() if verdict.all > verdict.right and not verdict.why
    ] == []


def test_nearly_all_findings_on_the_real_plans_are_right() -> None:
    real = [verdict for (plan, _), verdict in _verdicts().items() if plan != DEMO]
    assert sum(each.right for each in real) * 100 >= SHARE * sum(each.all for each in real)


@pytest.mark.parametrize("plan", DAYS)
def test_every_plan_is_in_the_table(plan: str) -> None:
    assert f"{plan}, {DAYS[plan]}: " in FOUND.read_text(encoding="utf-8")


def test_every_real_programme_has_its_day() -> None:
    real = {path.parent.name for path in (REPOSITORY / "plans").glob("*/programme.yaml")}
    assert set(DAYS) == real | {"registers", DEMO}
