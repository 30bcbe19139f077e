"""What ``chase`` asks of git: what the last meeting saw, and when words were written."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ragplan.cli.past import BY_DATES, opened
from ragplan.cli.session import tell
from ragplan.escaping import one_line
from ragplan.forge import Branch
from ragplan.history import Past
from ragplan.model.assessment import owed
from ragplan.model.programme import Programme
from ragplan.model.silence import by_dates_alone
from ragplan.model.snapshot import Snapshot


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
            timeline = Timeline(repository)
            return Looked({programme.id: timeline.past(programme, on) for programme, on in judged}, branch)
    except RepositoryError as error:
        tell(f"{BY_DATES}: {error}")
        return Looked({}, branch)


def seen(programme: Programme, on: date, past: Past | None) -> Snapshot:
    """A programme at a day, knowing what the last meeting before it saw; says where no commit tells."""
    if past is None:
        return Snapshot(programme, on)
    snapshot = past.snapshot(programme, on)
    if by_dates_alone(snapshot, owed(snapshot)):
        tell(f"{BY_DATES}: no commit of {one_line(programme.id)} is from before its last meeting")
    return snapshot
