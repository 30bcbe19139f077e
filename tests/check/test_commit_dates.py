"""What a change answers for is the same whenever its commits say that they were made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from golden.command import ragplan
from history.building import Repo
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from check.conftest import HERE, Against
from check.plans import BEFORE, A

DATES = (
    "1970-01-02",
    "2013-12-01",
    "2014-01-05",
    "2014-01-06",
    "2014-01-17",
    "2014-01-20",
    "2014-06-01",
    "2031-01-01",
)
OWN = """\
  - ref: A1
    title: Review all complaints of the last year
    leads: [AA]
    due: 2014-01-31
    status: Half of them are reviewed.
    updated: 2014-01-06
"""
MOVED = OWN.replace("2014-01-31", "2014-02-28")
REWORDED = OWN.replace("Half", "Most")


def of_a1(found: list[tuple[str, str]]) -> list[str]:
    """The codes of what is found on the action that tests change."""
    return sorted(code for code, subject in found if "actions/A1" in subject or subject == "example/A")


@pytest.fixture
def agreed(repo: Repo) -> Repo:
    """A branch of a plan of which the meeting of 6 January saw an own action of A."""
    repo.git("switch", "--quiet", "main")
    repo.commit({"plans/A.yaml": A + OWN}, at=BEFORE)
    repo.git("switch", "--quiet", "-C", "returns")
    return repo


@pytest.mark.parametrize(
    ("now", "codes"),
    [(MOVED, ["RAG502"]), (REWORDED, ["RAG505"]), ("", ["RAG501"]), (OWN, [])],
)
def test_a_commits_date_alters_nothing(agreed: Repo, against: Against, now: str, codes: list[str]) -> None:
    for day in DATES:
        agreed.git("reset", "--quiet", "--hard", "main")
        agreed.commit({"plans/A.yaml": A + now}, at=f"{day}T10:00:00Z")
        assert (day, of_a1(against("main").new)) == (day, codes)


def test_nor_does_the_date_of_what_it_was_made_from(repo: Repo, against: Against) -> None:
    """The addition was dated after the meeting that saw it, so that nothing seems to lie between the two."""
    repo.git("switch", "--quiet", "main")
    repo.commit({"plans/A.yaml": A + OWN}, at="2014-01-19T10:00:00Z")
    repo.commit({"plans/A.yaml": A + MOVED}, at="2014-01-20T10:00:00Z")
    assert of_a1(against("HEAD~1").new) == ["RAG502"]


@given(
    st.lists(
        st.tuples(st.sampled_from([OWN, MOVED, REWORDED]), st.sampled_from(DATES)), min_size=1, max_size=3
    )
)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_only_the_two_ends_count(agreed: Repo, against: Against, steps: list[tuple[str, str]]) -> None:
    agreed.git("reset", "-q", "--hard", "main")
    for now, day in steps:
        agreed.commit({"plans/A.yaml": A + now}, at=f"{day}T10:00:00Z")
    codes = {OWN: [], MOVED: ["RAG502"], REWORDED: ["RAG505"]}
    assert of_a1(against("main").new) == codes[steps[-1][0]]


def test_who_wrote_it_is_still_told(agreed: Repo, against: Against) -> None:
    wrote = agreed.commit({"plans/A.yaml": A + MOVED}, at="1970-01-02T10:00:00Z", author="Bea")
    agreed.commit(
        {"plans/B.yaml": A.replace("organisation: A", "organisation: B")}, at="2014-01-17T10:00:00Z"
    )
    (found,) = [each for each in against("main").findings if each["code"] == "RAG502"]
    assert f"in commit {wrote[:10]} by Bea on 1970-01-02" in found["message"]


def test_what_is_not_committed_answers_too(agreed: Repo, against: Against) -> None:
    agreed.commit({"plans/A.yaml": A + MOVED}, at="1970-01-02T10:00:00Z")
    agreed.write({"plans/A.yaml": A + OWN})
    assert of_a1(against("main").new) == []
    agreed.write({"plans/A.yaml": A + MOVED.replace("02-28", "03-31")})
    assert of_a1(against("main").new) == ["RAG502"]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    folder = tmp_path_factory.mktemp("dates") / "demo"
    assert ragplan("demo", str(folder)).code == 0
    return Repo(folder)


@pytest.mark.parametrize(
    "day", ["1970-01-02", "2013-12-02", "2014-01-28", "2014-02-20", "2014-05-05", "2014-06-02"]
)
def test_a_due_date_of_the_demonstration_rewritten_under_any_date(demo: Repo, day: str) -> None:
    path = Path("plans/bhr-francis/programme.yaml")
    demo.git("reset", "-q", "--hard", "main")
    text = (demo.folder / path).read_text("utf-8")
    demo.git("switch", "-q", "--detach")
    demo.commit({str(path): text.replace("due: 2014-01-31", "due: 2014-06-30", 1)}, at=f"{day}T10:00:00Z")
    ran = ragplan("check", "--base", "HEAD~1", "--format", "json", cwd=demo.folder, env=HERE)
    assert "RAG502" in [each["code"] for each in json.loads(ran.out)["findings"] if each["new"]]
    told = ragplan("diff", "--format", "json", cwd=demo.folder, env=HERE)
    assert "2014-06-30" in told.out
