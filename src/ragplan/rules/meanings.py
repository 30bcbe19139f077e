"""What each ref has stood for: rows whose ref stands for something else than it did are other rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ragplan.model.programme import Row
from ragplan.rules.chronicle import Chronicle, Key, Life, Moment


def standing(chronicle: Chronicle) -> Iterator[tuple[Key, Row, Life]]:
    """The rows of the programme as it stands, with what they were since their refs stand for what they do."""
    for key, row in chronicle.now():
        life = chronicle.lives[key]
        since = meanings_of(chronicle, life)[-1].state
        yield key, row, tuple(moment for moment in life if moment.state >= since)


class Meaning(NamedTuple):
    """What a ref stood for, and from which state on."""

    title: str
    state: int


def meanings_of(chronicle: Chronicle, life: Life) -> list[Meaning]:
    """What a ref has stood for, one thing after the other; a return to one ends what came after it."""
    titles = {moment.row.action.title: moment.state for moment in reversed(life) if moment.row}
    if len(titles) == 1:
        return [Meaning(*each) for each in titles.items()]
    from ragplan.diff.titles import SAME, shifted
    from ragplan.model.wording import same

    found: list[Meaning] = []
    before: Moment | None = None
    for index, moment in enumerate(life):
        if moment.row is None:
            continue
        ref, title = moment.row.action.ref, moment.row.action.title
        alike = (at for at, each in enumerate(found) if chronicle.titles.alike(ref, each.title, title))
        known = next(alike, None)
        if before and known == len(found) - 1 and not same(found[-1].title, title):
            if shifted(chronicle.states[moment.state - 1].programme, moment.row.action):
                known = None
            elif not chronicle.titles.alike(ref, found[-1].title, title, SAME):
                gone = life[index - 1].row is None
                known = None if gone or _was_closed(chronicle, before, moment) else known
        if known is not None:
            found[known:] = [found[known]._replace(title=title)]
        elif before is None or not _settled(chronicle, before, found[-1], moment.state):
            found[-1:] = [Meaning(title, moment.state)]
        else:
            found.append(Meaning(title, moment.state))
        before = moment
    return found


def _settled(chronicle: Chronicle, before: Moment, meaning: Meaning, until: int) -> bool:
    """Whether what a ref stood for was agreed and known to a meeting."""
    agreed = before.row is not None and not before.row.action.proposed
    return agreed and chronicle.seen(meaning.state, until)


def _was_closed(chronicle: Chronicle, before: Moment, after: Moment) -> bool:
    row, on = before.row, chronicle.day(after.state)
    return row is not None and not row.action.parts and not chronicle.open(row, after.state - 1, on)
