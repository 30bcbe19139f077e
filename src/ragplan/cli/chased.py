"""What ``chase`` asks of git: what the last meeting saw, and when words were written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ragplan.cli.past import opened
from ragplan.cli.session import tell
from ragplan.diff.change import Snapshot
from ragplan.escaping import one_line
from ragplan.forge import Branch
from ragplan.history import Past
from ragplan.model.programme import Programme

NO_PAST = Past((), ())
_BY_DATES = "note: who has said nothing is told by dates alone"


class Looked(NamedTuple):
    """What git knows: the past of each programme by its id, and the branch that people edit on a forge."""

    pasts: dict[str, Past]
    branch: Branch | None = None


def looked(folder: str, judged: Sequence[tuple[Programme, date]]) -> Looked:
    """What git knows of programmes; says on standard error where it cannot tell their past."""
    from ragplan.cli.forges import edited_branch
    from ragplan.repository.situations import RepositoryError
    from ragplan.timeline import Timeline

    branch = None
    try:
        with opened(folder) as repository:
            branch = edited_branch(repository)
            timeline = Timeline(repository, jobs=0)
            return Looked({programme.id: timeline.past(programme, on) for programme, on in judged}, branch)
    except RepositoryError as error:
        tell(f"{_BY_DATES}: {error}")
        return Looked({}, branch)


def last_seen(programme: Programme, on: date, past: Past) -> Snapshot | None:
    """What the last meeting before a day saw, an earlier one where that does not load."""
    seen = past.seen_before(on)
    if seen is not None:
        return Snapshot(*seen)
    if past is not NO_PAST:
        tell(f"{_BY_DATES}: no commit of {one_line(programme.id)} is from before its last meeting")
    return None
