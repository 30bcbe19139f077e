"""Whatever was done to the files of a plan, a command ends with 0, 1 or 2, and in time: 200 of them.

``python -m hostile.mutated --count 5000`` in the folder ``tests`` tries more.
"""

from __future__ import annotations

import pytest

from hostile.mutated import COMMANDS, runs

pytestmark = pytest.mark.thorough

PARTS = 8
EACH = 200 // PARTS


@pytest.mark.parametrize("part", range(PARTS))
def test_no_damage_brings_a_command_down(part: int) -> None:
    numbers = range(part * EACH, (part + 1) * EACH)
    assert [each for each in runs(14, numbers) if each.wrong] == []


def test_every_command_has_its_turns() -> None:
    assert 6 * len(COMMANDS) <= PARTS * EACH
