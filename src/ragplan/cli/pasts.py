"""What ``check`` asks of git: the past of each programme, as the rules that need it take it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from ragplan.cli.judging import Judged
from ragplan.cli.past import opened
from ragplan.cli.session import fail, judged_on, tell
from ragplan.escaping import one_line
from ragplan.history import Commit, Gone, Past, Recorded
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.rules.chronicle import Pasts

if TYPE_CHECKING:
    from ragplan.loader import Reading
    from ragplan.repository.git import Repository
    from ragplan.timeline import Timeline

WITHOUT = "--no-history"
OR_WITHOUT = f"; or leave the history out: {WITHOUT}"


@contextmanager
def looking_back(folder: str, reading: Reading, else_do: str = "") -> Iterator[Timeline]:
    """The plans through time; what is read already is not read again.

    Exits with 2 and one sentence where git cannot tell: a check that has not looked must not pass.
    """
    from ragplan.repository.situations import RepositoryError
    from ragplan.timeline import Timeline

    try:
        with opened(folder) as repository:
            timeline = Timeline(repository)
            timeline.take(reading.parts)
            yield timeline
    except RepositoryError as error:
        fail(f"{error}{else_do}")


def pasts_of(timeline: Timeline, judged: Judged, until: Commit | None = None) -> Pasts:
    """The past of each programme up to its day, and up to a commit of the line where one is given."""
    pasts = _pasts(timeline, judged, until)
    for id, past in pasts.items():
        _tell_left_out(id, past)
    return lambda programme: pasts[programme.id]


def pasts_before(timeline: Timeline, judged: Judged, base: Commit) -> Pasts:
    """The past of each programme as a commit had it behind it, whichever line that was.

    ``timeline`` is the one until that commit.
    """
    pasts = _pasts(timeline, judged, base, base.revision)
    return lambda programme: pasts[programme.id]


def pasts_of_change(timeline: Timeline, judged: Judged, base: Commit, head: Commit) -> Pasts:
    """The past of each programme up to the commit a change was made from, and what the change made of it.

    The two are compared as they stand, whatever the change's commits say of when and how they came.
    ``timeline`` is the one until the commit that it was made from.
    """
    timeline.refuse_stand_ins(head)
    known = not timeline.repository.tree(base).empty
    pasts = _pasts(timeline, judged if known else (), base, base.revision)
    for id, past in pasts.items():
        _tell_left_out(id, past)
    changes = {
        programme.id: _with_change(timeline, programme.id, pasts.get(programme.id, Past((), ())), base, head)
        for programme, _ in judged
    }
    return lambda programme: changes[programme.id]


def _with_change(timeline: Timeline, id: str, past: Past, base: Commit, head: Commit) -> Past:
    """A past with the programme as a change left it, where that is another one than before."""
    before, after = timeline.at(base, id), timeline.at(head, id)

    @cache
    def brought(commit: Commit) -> Sequence[Recorded]:
        if commit != head:
            return past.brought(commit)
        inside = timeline.repository.between(base.revision, head.revision)
        return tuple(timeline.at(each, id) for each in inside)

    commits = past.commits if after.programme == before.programme else (*past.commits, after)
    return past._replace(commits=commits, changed=len(past.commits), brought=brought)


def with_gone(plans: Plans, timeline: Timeline, as_of: str) -> Plans:
    """Plans that also know the programmes that the line held and they no longer hold."""
    gone = timeline.gone([programme.id for programme in plans.programmes])
    told = [
        (programme, commit, day) for programme, commit in gone for _, day in judged_on([programme], as_of)
    ]
    return replace(plans, gone=tuple(Gone(each, day, commit) for each, commit, day in told))


def _pasts(timeline: Timeline, judged: Judged, until: Commit | None, tip: str = "HEAD") -> dict[str, Past]:
    timeline.refuse_stand_ins(until or timeline.repository.commit(tip))
    pasts = {programme.id: timeline.past(programme, day) for programme, day in judged}
    places = _places(timeline.repository, until, tip)  # the line is known by now
    return {
        programme.id: _within(timeline, programme, pasts[programme.id], places) for programme, _ in judged
    }


def _places(repository: Repository, until: Commit | None, tip: str = "HEAD") -> Mapping[str, int]:
    """The commits of the line that leads to a commit, or to the last one, in their order."""
    line = repository.line(tip)
    places = {commit.revision: place for place, commit in enumerate(line)}
    if until is None:
        return places
    if until.revision not in places:
        fail(
            f"commit {until.short} is not on the line that leads to HEAD, so its history is not looked at; "
            f"check its branch out, or leave the history out: {WITHOUT}"
        )
    return {commit.revision: place for place, commit in enumerate(line[: places[until.revision] + 1])}


def _within(timeline: Timeline, programme: Programme, past: Past, places: Mapping[str, int]) -> Past:
    """A past without what is not on the line, with what its merges brought."""

    @cache
    def brought(commit: Commit) -> Sequence[Recorded]:
        return tuple(timeline.at(each, programme.id) for each in timeline.repository.brought(commit))

    aside = frozenset(each for each in timeline.aside() if each.revision in places)
    commits = {each.commit: each for each in past.commits if each.commit.revision in places}
    commits |= {each: timeline.at(each, programme.id) for each in aside - commits.keys()}
    return past._replace(
        commits=tuple(sorted(commits.values(), key=lambda each: places[each.commit.revision])),
        meetings=tuple(each for each in past.meetings if each.recorded.commit.revision in places),
        brought=brought,
        aside=aside,
    )


def _tell_left_out(id: str, past: Past) -> None:
    """Say which commits the rules do not see."""
    out = [each for each in past.commits if each.programme is None]
    if out:
        first = out[0]
        more = f" and {len(out) - 1} more" if len(out) > 1 else ""
        tell(
            f"note: the history of {one_line(id)} leaves out commit {first.commit.short}{more}: "
            f"{one_line(first.note)}"
        )
