"""Every format, told of the same few findings, and in any order."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from golden.plugin import Golden
from hypothesis import given
from hypothesis import strategies as st

from output.findings import ALL, COMPARED, many
from ragplan.diagnostics import Diagnostic
from ragplan.output import FORMATS, render
from ragplan.output.about import NOTHING

EXPECTED = Path(__file__).parent / "expected"
ENDINGS = {"json": "json", "gitlab": "json", "sarif": "sarif", "junit": "xml", "markdown": "md"}


@pytest.mark.parametrize("format", FORMATS)
def test_of_a_pull_request(golden: Golden, format: str) -> None:
    golden(EXPECTED / f"pull-request-{format}.{ENDINGS.get(format, 'txt')}", render(ALL, format, COMPARED))


@pytest.mark.parametrize("format", FORMATS)
def test_of_files_alone(golden: Golden, format: str) -> None:
    plain = [finding._replace(known=False, changed=False) for finding in ALL]
    golden(EXPECTED / f"files-{format}.{ENDINGS.get(format, 'txt')}", render(plain, format))


@pytest.mark.parametrize("format", FORMATS)
def test_of_nothing(golden: Golden, format: str) -> None:
    golden(EXPECTED / f"nothing-{format}.{ENDINGS.get(format, 'txt')}", render((), format))


def test_every_expected_file_is_of_a_format() -> None:
    cases = ("pull-request", "files", "nothing")
    names = {f"{case}-{format}.{ENDINGS.get(format, 'txt')}" for case in cases for format in FORMATS}
    assert {path.name for path in EXPECTED.iterdir()} == names


@pytest.mark.parametrize("format", FORMATS)
def test_the_order_they_come_in_changes_nothing(format: str) -> None:
    assert len({render(each, format, COMPARED) for each in permutations(ALL)}) == 1


@pytest.mark.parametrize("format", FORMATS)
@given(found=many, seed=st.integers(0, 9))
def test_nor_does_that_of_hostile_ones(format: str, found: list[Diagnostic], seed: int) -> None:
    mixed = Random(seed).sample(found, len(found))
    assert render(mixed, format, COMPARED) == render(found, format, COMPARED)


@pytest.mark.parametrize("format", FORMATS)
def test_the_only_place_that_knows_the_machine_is_not_told(format: str) -> None:
    assert COMPARED.top not in render(ALL, format, COMPARED)
    absolute = [each._replace(path=f"{COMPARED.top}/nhs/{each.path}") for each in ALL]
    if format not in {"full", "grouped", "concise", "json"}:  # which tell paths as they were given
        assert render(absolute, format, COMPARED) == render(ALL, format, COMPARED)


def test_without_a_base_nothing_is_said_of_it() -> None:
    known = [finding._replace(known=True) for finding in ALL]
    for format in FORMATS:
        if format != "junit":  # where what was there before does not fail
            assert render(known, format, NOTHING) == render(
                [each._replace(known=False) for each in ALL], format, NOTHING
            )
