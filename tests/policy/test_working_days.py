"""Due dates heed weekends and bank holidays where a policy asks for it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import Run, Write
from golden.command import process, ragplan
from hypothesis import given
from hypothesis import strategies as st
from lint.plan_files import ORGANISATION, PROGRAMME

from policy.conftest import HEAD, Decide, found
from ragplan.model.dates import plan_date
from ragplan.model.working_days import EVERY_DAY, WorkingDays
from ragplan.policy.reading import NAMES, of_region

GOOD_FRIDAY = "2014-04-18"
EASTER = "working_days: {bank_holidays: England}\n"
DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))


@given(DAYS, st.sets(DAYS, max_size=5), st.integers(0, 400))
def test_the_next_working_day(day: date, free: set[date], more: int) -> None:
    in_a_row = {day + timedelta(days=count) for count in range(more)}
    days = WorkingDays(True, (dict.fromkeys(free, "Closed"), dict.fromkeys(in_a_row, "")))
    after = days.next(day)
    assert days.worked(after)
    assert not any(days.worked(day + timedelta(days=each)) for each in range((after - day).days))
    assert EVERY_DAY.next(day) == day


def test_time_ends() -> None:
    assert WorkingDays(True, ({date.max: ""},)).next(date.max) == date.max


@pytest.mark.parametrize(
    ("due", "last"),
    [
        ("2014-04-17", "2014-04-17"),
        (GOOD_FRIDAY, "2014-04-22"),
        ("2014-04-21", "2014-04-22"),
        ("2014-08-31", "2014-09-01"),
        ("2014-08", "2014-08-31"),
        ("ongoing", None),
        ("soon", None),
    ],
)
def test_the_last_day_on_which_nothing_is_late(due: str, last: str | None) -> None:
    days = WorkingDays(True, (of_region("England"),)).last_day(plan_date(due))
    assert (days.isoformat() if days else None) == last


@pytest.mark.parametrize(
    ("region", "day", "name"),
    [
        ("England", "2014-04-21", "Easter Monday"),
        ("england  AND wales", "2014-12-26", "Boxing Day"),
        ("Scotland", "2014-04-21", None),
        ("Scotland", "2014-12-01", "Saint Andrew's Day (observed)"),
        ("gb-nir", "2014-03-17", "Saint Patrick's Day"),
        ("IE", "2014-03-17", "Saint Patrick's Day"),
        ("DE-BY", "2014-10-03", "German Unity Day"),
        ("England", "2020-05-08", "May Day"),
        ("England", "2150-12-25", None),
    ],
)
@pytest.mark.parametrize("language", ["C", "uk_UA.UTF-8"])
def test_regions(
    region: str, day: str, name: str | None, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    assert of_region(region).get(date.fromisoformat(day)) == name


@pytest.mark.parametrize("region", NAMES)
def test_every_name_is_of_a_region(region: str) -> None:
    assert of_region(region)[date(2014, 12, 25)] == "Christmas Day"


def due(day: str) -> dict[str, str]:
    return {"A.yaml": f"{ORGANISATION}    due: {day}\n"}


@pytest.mark.parametrize(
    ("policy", "day", "told"),
    [
        ("", GOOD_FRIDAY, ""),
        (EASTER, GOOD_FRIDAY, "2014-04-18 is a bank holiday, Good Friday"),
        (EASTER, "2014-04-19", "2014-04-19 is a Saturday"),
        (EASTER, "2014-04-17", ""),
        (EASTER, "2014-04", ""),
        ("working_days: {bank_holidays: none}\n", GOOD_FRIDAY, ""),
        ("working_days: {bank_holidays: [2014-04-17]}\n", "2014-04-17", "2014-04-17 is a bank holiday"),
        (
            "working_days: {bank_holidays: [England, 2014-04-17]}\n",
            "2014-04-17",
            "2014-04-17 is a bank holiday",
        ),
    ],
)
def test_a_due_date_on_a_bank_holiday(
    run: Run, plan: Path, write: Write, decide: Decide, policy: str, day: str, told: str
) -> None:
    write(due(day))
    decide(policy)
    lines = run("lint", "--select", "RAG206").stdout.splitlines()
    assert [line.split("RAG206 ")[1].split(" (")[0] for line in lines] == ([told] if told else [])


@pytest.mark.parametrize(
    ("policy", "day", "first_late"),
    [
        ("", GOOD_FRIDAY, "2014-04-19"),
        (EASTER, GOOD_FRIDAY, "2014-04-23"),
        (EASTER, "2014-04-17", "2014-04-18"),
        ("working_days: {bank_holidays: none}\n", "2014-04-19", "2014-04-22"),
        ("working_days: {bank_holidays: [2014-04-22]}\n", "2014-04-20", "2014-04-22"),
        (EASTER, "2014-08", "2014-09-01"),
    ],
)
def test_a_row_is_overdue_after_the_next_working_day(
    run: Run, plan: Path, write: Write, decide: Decide, policy: str, day: str, first_late: str
) -> None:
    write({**due(day), "A.yaml": due(day)["A.yaml"].replace("rating: amber", "rating: red")})
    decide(policy)
    first = date.fromisoformat(first_late)
    for when, codes in ((first - timedelta(days=1), []), (first, ["A.yaml warning RAG401"])):
        ran = run("check", "--no-history", "--select", "RAG304,RAG401", "--as-of", when.isoformat())
        assert found(ran.stdout) == codes


def test_a_row_rated_as_if_in_time_too(run: Run, plan: Path, write: Write, decide: Decide) -> None:
    write(due(GOOD_FRIDAY))
    decide(EASTER)
    for when, codes in (("2014-04-22", []), ("2014-04-23", ["A.yaml warning RAG304"])):
        ran = run("check", "--no-history", "--select", "RAG304,RAG401", "--as-of", when)
        assert found(ran.stdout) == codes


def test_until_then_what_has_not_begun_is_due_soon(
    run: Run, plan: Path, write: Write, decide: Decide
) -> None:
    key = "key: {levels: [{code: new, label: New, meaning: Not begun, category: not_started}]}"
    files = due(GOOD_FRIDAY)
    programme = PROGRAMME.replace("key: rag-complete", key)
    row = files["A.yaml"].replace("rating: amber", "rating: new")
    write({**files, "programme.yaml": programme, "A.yaml": row})
    decide(EASTER)
    for when, code in (("2014-04-22", "RAG404"), ("2014-04-23", "RAG304")):
        ran = run("check", "--no-history", "--select", "RAG304,RAG401,RAG404", "--as-of", when)
        assert found(ran.stdout) == [f"A.yaml warning {code}"]


def test_the_library_is_an_extra(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    (tmp_path / "away/holidays.py").write_text("raise ModuleNotFoundError(name=__name__)\n")
    without = {"PYTHONPATH": str(tmp_path / "away")}
    (tmp_path / "ragplan.yaml").write_text(HEAD + EASTER)
    ran = process("lint", cwd=tmp_path, env=without)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[0] == (
        "ragplan.yaml:2:31: error RAG007 the bank holidays of 'England' need the library 'holidays', which "
        "is not installed (run pip install 'ragplan[holidays]', or list the days: bank_holidays: "
        "[2014-04-18])"
    )
    (tmp_path / "ragplan.yaml").write_text(HEAD + "working_days: {bank_holidays: [2014-04-18]}\n")
    assert ragplan("lint", cwd=tmp_path, env=without).code == 0
