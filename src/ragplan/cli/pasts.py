"""What ``check`` asks of git: the past of each programme, as the rules that need it take it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ragplan.cli.session import fail, tell
from ragplan.escaping import one_line
from ragplan.history import Commit, Past, Recorded
from ragplan.model.programme import Programme
from ragplan.rules.chronicle import Pasts

if TYPE_CHECKING:
    from ragplan.repository.git import Repository
    from ragplan.timeline import Timeline

WITHOUT = "--no-history"


@contextmanager
def pasts_of(
    folder: str, judged: Sequence[tuple[Programme, date]], until: Commit | None, jobs: int
) -> Iterator[Pasts]:
    """The past of each programme up to its day, and up to a commit where one is given.

    Exits with 2 and one sentence where git cannot tell: a check that has not looked must not pass.
    """
    from ragplan.repository.git import open_repository
    from ragplan.repository.situations import RepositoryError
    from ragplan.timeline import Timeline

    try:
        with open_repository(Path(folder)) as repository:
            places = _places(repository, until)
            timeline = Timeline(repository, jobs)
            pasts = {each.id: _past(timeline, each, day, places) for each, day in judged}
            for id, past in pasts.items():
                _tell_left_out(id, past)
            yield lambda programme: pasts[programme.id]
    except RepositoryError as error:
        fail(f"{error}; or leave the history out: {WITHOUT}")


def _places(repository: Repository, until: Commit | None) -> Mapping[str, int]:
    """The commits of the line that leads to a commit, or to the last one, in their order."""
    line = repository.line()
    places = {commit.revision: place for place, commit in enumerate(line)}
    if until is None:
        return places
    if until.revision not in places:
        fail(
            f"commit {until.short} is not on the line that leads to HEAD, so its history is not looked at; "
            f"check its branch out, or leave the history out: {WITHOUT}"
        )
    return {commit.revision: place for place, commit in enumerate(line[: places[until.revision] + 1])}


def _past(timeline: Timeline, programme: Programme, day: date, places: Mapping[str, int]) -> Past:
    @cache
    def brought(commit: Commit) -> Sequence[Recorded]:
        return tuple(timeline.at(each, programme.id) for each in timeline.repository.brought(commit))

    past = timeline.past(programme, day)
    return past._replace(
        commits=tuple(each for each in past.commits if each.commit.revision in places),
        meetings=tuple(each for each in past.meetings if each.recorded.commit.revision in places),
        brought=brought,
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
