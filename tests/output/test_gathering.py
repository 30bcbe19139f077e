"""Findings of one cause as one, whatever they are: nothing is lost, and nothing that fails is hidden."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from output.findings import findings
from ragplan.diagnostics import ALONE, ITSELF, Cause, Diagnostic, Severity, Within
from ragplan.output.gathering import gathered

ROWS = st.sampled_from([("p", "1.1", "A"), ("p", "1.2", "A"), ("p", "1.2", "B")])
CAUSES = st.one_of(
    st.just(ALONE),
    st.builds(
        Cause,
        noun=st.just("row"),
        start=st.sampled_from(["", "A has "]),
        item=st.sampled_from(["1.1", "1.2"]),
        across=st.booleans(),
    ),
)
HOSTS = ("RAG206", "RAG401")
WITHIN = st.builds(Within, codes=st.sampled_from([(), HOSTS[:1], HOSTS]), row=ROWS, words=st.just("x"))


@st.composite
def rows(draw: st.DrawFn) -> list[Diagnostic]:
    """Findings on a few rows of a few files, some of which share a cause or may stand in another."""
    made = draw(st.lists(findings(), max_size=12))
    return [
        each._replace(
            path=draw(st.sampled_from(["plans/A.yaml", "plans/B.yaml"])),
            row=draw(ROWS),
            cause=draw(CAUSES),
            within=ITSELF if each.code in HOSTS else draw(WITHIN),
        )
        for each in made
    ]


@given(rows())
def test_what_fails_before_fails_after(found: list[Diagnostic]) -> None:
    for least in Severity:
        for all in (False, True):

            def fails(each: Diagnostic, least: Severity = least, *, all: bool = all) -> bool:
                return each.severity >= least and (all or not each.known)

            assert any(map(fails, found)) == any(map(fails, gathered(found)))


@given(rows())
def test_every_finding_is_told_alone_in_a_list_or_in_another(found: list[Diagnostic]) -> None:
    told = gathered(found)
    apart = sum(len(each.entries) or 1 for each in told)
    inside = [each for each in found if each.within.codes]
    assert len(found) - len(inside) <= apart <= len(found)
    assert {each.severity for each in told} <= {each.severity for each in found}


@given(rows(), st.integers())
def test_the_order_they_come_in_means_nothing(found: list[Diagnostic], seed: int) -> None:
    alone = [each._replace(within=ITSELF) for each in found]
    mixed = Random(seed).sample(alone, len(alone))
    assert sorted(gathered(mixed)) == sorted(gathered(alone))
