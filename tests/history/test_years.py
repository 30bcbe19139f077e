"""``ragplan history`` and ``diff`` across years and names: one action, one body, one past."""

from __future__ import annotations

import json

import pytest
from conftest import Run

from history.building import Repo

PROGRAMME = """\
format: ragplan/1
programme: our
title: Action plan
calendar: {every: 2 weeks, first: 2026-01-12, last: 2026-06-29}
key: rag-complete
organisations:
  NORTH: {name: North Hospital}
  CITY: {name: City Council}
goals:
  - ref: "1"
    title: Patients are heard
    actions:
      - ref: "1.1"
        title: Answer every complaint
        due: 2026-03-31
        owners: [NORTH, CITY]
"""
CITY = 'organisation: CITY\nactions:\n  - {ref: "1.1", rating: amber, status: Drafted.}\n'
NORTH = CITY.replace("CITY", "NORTH")


def renamed(text: str, old: str, new: str) -> str:
    return (
        text.replace(f"{old}: {{name", f"{new}: {{aliases: [{old}], name")
        .replace(f", {old}]", f", {new}]")
        .replace(f"organisation: {old}\n", f"organisation: {new}\n")
    )


@pytest.fixture
def twice(repo: Repo) -> Repo:
    """CITY is TOWN, then BORO; its file moves with it, and each code is an alias of the next alone."""
    files = {"our/programme.yaml": PROGRAMME, "our/CITY.yaml": CITY, "our/NORTH.yaml": NORTH}
    repo.commit({f"plans/{path}": text for path, text in files.items()}, at="2026-01-12T10:00:00Z")
    for day, old, new in (("2026-01-17", "CITY", "TOWN"), ("2026-02-17", "TOWN", "BORO")):
        repo.git("mv", f"plans/our/{old}.yaml", f"plans/our/{new}.yaml")
        programme = (repo.folder / "plans/our/programme.yaml").read_text().replace("aliases: [CITY], ", "")
        own = (repo.folder / f"plans/our/{new}.yaml").read_text().replace("Drafted.", f"As {new}.")
        repo.commit(
            {
                "plans/our/programme.yaml": renamed(programme, old, new),
                f"plans/our/{new}.yaml": renamed(own, old, new).replace("As TOWN", f"As {new}"),
            },
            f"{old} is {new} now",
            at=f"{day}T10:00:00Z",
        )
    return repo


def entries(run: Run, repo: Repo, *arguments: str) -> list[dict[str, object]]:
    ran = run("history", *arguments, "--as-of", "2026-03-01", "--format", "json", cwd=repo.folder)
    assert ran.code == 0, ran.stderr
    found: list[dict[str, object]] = json.loads(ran.stdout)["entries"]
    return found


def test_a_body_with_another_code_is_the_same_body(run: Run, twice: Repo) -> None:
    ran = run("diff", "HEAD~1", "HEAD", "--as-of", "2026-02-17", "--format", "json", cwd=twice.folder)
    told = [
        (each["kind"], each["ref"], each["old"], each["new"]) for each in json.loads(ran.stdout)["changes"]
    ]
    assert told[0][0] == "went-silent"  # that is NORTH
    assert told[1:] == [
        ("status-rewritten", "1.1", "As TOWN.", "As BORO."),
        ("renamed", "BORO", "TOWN", "BORO"),
    ]


def test_the_renaming_is_told_in_words(run: Run, twice: Repo) -> None:
    ran = run("diff", "HEAD~1", "HEAD", "--as-of", "2026-02-17", cwd=twice.folder)
    assert "BORO renamed: TOWN is BORO now" in ran.stdout
    assert "owner" not in ran.stdout


@pytest.mark.parametrize("name", ["BORO", "TOWN", "boro"])
def test_a_body_has_its_whole_past_under_its_new_code(run: Run, twice: Repo, name: str) -> None:
    found = entries(run, twice, "1.1", "--organisation", name)
    told = [(each["field"], each["new"]) for each in found]
    assert [each for each in told if each[0] in ("organisation", "status")] == [
        ("status", "Drafted."),
        ("status", "As TOWN."),
        ("organisation", "TOWN"),
        ("status", "As BORO."),
        ("organisation", "BORO"),
    ]
    assert (found[0]["kind"], found[0]["on"]) == ("new", "2026-01-12")
    assert not {each["organisation"] for each in found} & {"NORTH"}


def test_trend_knows_the_body_by_its_alias(run: Run, twice: Repo) -> None:
    twice.git("reset", "-q", "--hard", "HEAD~1")
    arguments = ("report", "trend", "--as-of", "2026-02-09", "--format", "markdown", "--output", "-")
    ran = run(*arguments, cwd=twice.folder)
    assert ran.code == 0, ran.stderr
    assert "TOWN" in ran.stdout
    assert "CITY" not in ran.stdout


OLD = (
    PROGRAMME.replace("programme: our", "programme: our-2025")
    .replace("2026-0", "2025-0")
    .replace('ref: "1.1"', 'ref: "7"')
)


def two_years(repo: Repo, old: str, new: str) -> Repo:
    repo.commit(
        {"plans/2025/programme.yaml": old, "plans/2025/CITY.yaml": CITY.replace("1.1", "7")},
        at="2025-01-12T10:00:00Z",
    )
    repo.commit(
        {"plans/2025/CITY.yaml": CITY.replace("1.1", "7").replace("Drafted", "Printed")},
        at="2025-03-01T10:00:00Z",
    )
    repo.commit({"plans/2026/programme.yaml": new, "plans/2026/CITY.yaml": CITY}, at="2026-01-12T10:00:00Z")
    return repo


def test_an_action_carried_on_tells_both_years(run: Run, repo: Repo) -> None:
    carried = PROGRAMME.replace("        due:", "        carried_from: our-2025/7\n        due:")
    two_years(repo, OLD, carried)
    found = entries(run, repo, "1.1", "--programme", "our")
    years = [
        (each["programme"], each["ref"], str(each["on"])[:4])
        for each in found
        if each["kind"] != "detail-changed"
    ]
    assert years == [("our-2025", "7", "2025"), ("our-2025", "7", "2025"), ("our", "1.1", "2026")]
    text = run("history", "1.1", "--programme", "our", "--as-of", "2026-03-01", cwd=repo.folder).stdout
    assert "our-2025 7: " in text
    city = entries(run, repo, "1.1", "--programme", "our", "--organisation", "CITY")
    assert ("status", "Printed.") in [(each["field"], each["new"]) for each in city]


def test_a_programme_that_supersedes_one_goes_on_with_the_same_ref_and_title(run: Run, repo: Repo) -> None:
    superseding = PROGRAMME + "supersedes: {title: Old plan, programme: our-2025}\n"
    two_years(repo, OLD.replace('"7"', '"1.1"'), superseding)
    found = entries(run, repo, "1.1", "--programme", "our")
    assert {each["programme"] for each in found} == {"our-2025", "our"}


def test_the_same_ref_of_another_title_is_another_action(run: Run, repo: Repo) -> None:
    superseding = PROGRAMME + "supersedes: {title: Old plan, programme: our-2025}\n"
    two_years(
        repo, OLD.replace('"7"', '"1.1"').replace("Answer every complaint", "Print a leaflet"), superseding
    )
    found = entries(run, repo, "1.1", "--programme", "our")
    assert {each["programme"] for each in found} == {"our"}


def test_a_ref_is_the_same_whichever_keyboard_its_accent_comes_from(run: Run, repo: Repo) -> None:
    composed, typed = "\u00c91", "E\u03011"
    files = {"our/programme.yaml": PROGRAMME, "our/NORTH.yaml": NORTH, "our/CITY.yaml": CITY}
    repo.commit({f"plans/{path}": text.replace("1.1", composed) for path, text in files.items()})
    assert entries(run, repo, typed) == entries(run, repo, composed) != []
