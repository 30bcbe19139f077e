"""On which day the words of a row were written, where they carry no date of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, tzinfo

from ragplan.diff.side import Key, names
from ragplan.history import Recorded
from ragplan.model.programme import Programme
from ragplan.model.wording import same


def spoken(
    programme: Programme, commits: Sequence[Recorded], keys: Iterable[Key], zone: tzinfo
) -> Mapping[Key, date]:
    """The day of the commit that brought the status of each row as it stands; none where no commit has it.

    ``commits`` are oldest first.
    """
    name = names(programme)
    sought = {key: status for key in keys if (status := _status(programme, key[0], key[1]))}
    found: dict[Key, date] = {}
    for commit, then, _ in reversed(commits):
        if then is None:
            continue
        codes = {name(code): code for code in then.organisation}
        on = commit.at.astimezone(zone).date()
        for key, status in [*sought.items()]:
            if same(_status(then, key[0], codes.get(key[1], key[1])), status):
                found[key] = on
            else:
                del sought[key]
        if not sought:
            break
    return found


def _status(programme: Programme, ref: str, code: str) -> str:
    position = programme.positions.get(ref, {}).get(code)
    return position.status if position else ""
