"""The demonstration holds an offence of nearly every rule of history, at one of its meetings."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from golden.command import ragplan
from golden.plugin import Golden

from ragplan.demo import demonstration
from ragplan.rules import RULES
from ragplan.rules.rule import Needs

HISTORY = {rule.code for rule in RULES if rule.needs is Needs.HISTORY}
NOT_IN_IT = {"RAG215", "RAG512"}
"""No action of it says when it starts, and all of its meetings were held as planned."""
EXPECTED = Path(__file__).with_name("expected")


def codes(demo: Path, *options: str, select: str = ",".join(sorted(HISTORY))) -> set[str]:
    chosen = ("--select", select)
    ran = ragplan("check", *chosen, "--format", "json", *options, cwd=demo)
    assert ran.code in {0, 1}, ran.err
    return {each["code"] for each in json.loads(ran.out)["findings"]}


def test_every_rule_of_history_is_broken_in_it(demo: Path) -> None:
    meetings = [str(day) for day in demonstration().meetings]
    assert codes(demo, "--at", meetings[0]) <= {"RAG506"}
    found = set().union(*(codes(demo, "--at", day) for day in meetings))
    assert found == HISTORY - NOT_IN_IT
    assert codes(demo) >= {"RAG502", "RAG503", "RAG506", "RAG507", "RAG509"}
    assert codes(demo, select="RAG501") == {"RAG501"}  # else RAG507 tells it, for its ref was used again


def test_who_is_silent_is_known_on_the_day_before_each_meeting(demo: Path, golden: Golden) -> None:
    """What a secretary reads then, and after the last meeting: nobody is asked any more."""
    meetings = demonstration().meetings
    eves = [meeting - timedelta(days=1) for meeting in meetings[1:]]
    told = []
    for day in map(str, (*eves, meetings[-1], meetings[-1] + timedelta(days=1))):
        options = ("--select", "RAG402,RAG404,RAG408", "--format", "concise", "--at", day)
        ran = ragplan("check", *options, "--as-of", day, cwd=demo)
        told.append(f"{day}\n{ran.out}")
    golden(EXPECTED / "silent.txt", "\n".join(told))
