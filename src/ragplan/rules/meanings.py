"""What each ref has stood for: rows whose ref stands for something else than it did are other rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ragplan.model.programme import Row
from ragplan.rules.chronicle import Chronicle, Key, Life, Moment

RECOGNISED = 50
"""Out of 100, how alike two titles must be for one to be the other put differently."""
SAME = 80
"""The same for titles with an absence or a closing between them."""


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
    found: list[Meaning] = []
    before: Moment | None = None
    for index, moment in enumerate(life):
        if moment.row is None:
            continue
        title = moment.row.action.title
        known = next((at for at, each in enumerate(found) if alike(each.title, title, RECOGNISED)), None)
        if before and known == len(found) - 1 and not alike(found[-1].title, title, SAME):
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


def alike(one: str, other: str, least: int) -> bool:
    """Whether two titles are one put differently."""
    if " ".join(one.split()) == " ".join(other.split()):
        return True
    from rapidfuzz import fuzz, utils

    scores = (
        scorer(one, other, processor=utils.default_process) for scorer in (fuzz.ratio, fuzz.token_set_ratio)
    )
    return max(scores) >= least
