"""RAG5: revisions against what was agreed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ragplan.diagnostics import Severity
from ragplan.model.plan import Revision
from ragplan.model.programme import Programme, Row
from ragplan.plans import Plans
from ragplan.rules.chronicle import Chronicle, Chronicles, Key, Life, cut
from ragplan.rules.meanings import standing
from ragplan.rules.rule import Days, Finding, Needs, rule


@rule("RAG503", "revision-altered", Severity.ERROR, needs=Needs.HISTORY)
def revision_altered(plans: Plans, _days: Days, chronicles: Chronicles) -> Iterator[Finding]:
    """A revision that was agreed was taken out or altered afterwards.

    Why:
        Revisions are the record of what was agreed, by whom and why. Another date is another revision;
        only what was missing of one may be filled in.

    Fails:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            revised:
              - to: 2014-02-14
                on: 2014-01-06
                reason: The board meets on 13 February.
                agreed_by: Task and Finish Group
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
        -      - to: 2014-02-14
        +      - to: 2014-03-14
                 on: 2014-01-06
        -        reason: The board meets on 13 February.
        +        reason: The board meets on 13 March.

    Mended:
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
                 agreed_by: Task and Finish Group
        +      - to: 2014-03-14
        +        on: 2014-01-20
        +        reason: The board has put its meeting off.
        +        agreed_by: Task and Finish Group

    Near miss:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            revised:
              - to: 2014-02-14
                reason: The board meets on 13 February.
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
        +# What was missing of the revision is filled in, and what it said stands.
        @@
        +        on: 2014-01-06
                 reason: The board meets on 13 February.
        +        agreed_by: Task and Finish Group
    """
    for programme in plans.programmes:
        chronicle = chronicles(programme)
        for key, row, life in standing(chronicle):
            for loss in _lost_revisions(chronicle, row, life):
                yield _altered(chronicle, key, row, loss)


class _LostRevision(NamedTuple):
    """A revision taken out of a list, what took its place, in which state, and whether it was the owner's."""

    revision: Revision
    among: Sequence[Revision]
    instead: Revision | None
    state: int
    own: bool


def _lost_revisions(chronicle: Chronicle, row: Row, life: Life) -> list[_LostRevision]:
    """Revisions that stood there once, were known to a meeting, and do not stand there now."""
    since: dict[Revision, int] = {}
    found: dict[Revision, _LostRevision] = {}
    now = _revisions(row)
    for before, after in pairwise(life):
        if before.row is None or after.row is None:
            continue
        gone = before.row.position and not after.row.position  # and that is what is told
        old = [*before.row.action.deadline.revisions] if gone else _revisions(before.row)
        new = _revisions(after.row)
        for revision in old:
            since.setdefault(revision, before.state)
        lost, came = _missing(old, new), _missing(new, old)
        for revision in lost:
            instead = next((each for each in came if new.index(each) == old.index(revision)), None)
            if chronicle.seen(since[revision], after.state):
                own = revision not in before.row.action.deadline.revisions
                found[revision] = _LostRevision(revision, old, instead, after.state, own)
    return [each for each in found.values() if each.revision in _missing(each.among, now)]


def _revisions(row: Row) -> list[Revision]:
    """The revisions that a row has had: its action's, then its owner's own."""
    own = row.position.deadline.revisions if row.position else ()
    return [*row.action.deadline.revisions, *own]


def _missing(old: Sequence[Revision], new: Sequence[Revision]) -> list[Revision]:
    """The revisions that another list does not have, in this order."""
    from ragplan.diff.dating import kept

    missing = []
    rest = list(new)
    for revision in old:
        at = next((index for index, each in enumerate(rest) if kept(revision, each)), None)
        if at is None:
            missing.append(revision)
        else:
            del rest[: at + 1]
    return missing


def _altered(chronicle: Chronicle, key: Key, row: Row, loss: _LostRevision) -> Finding:
    def stands(programme: Programme) -> bool:
        then = chronicle.row(programme, key)
        return then is None or bool(_missing([loss.revision], _revisions(then)))

    by = chronicle.told(chronicle.author(loss.state, stands))
    was = f"the revision of {cut(key[0])!r} to {cut(loss.revision.to.text)}"
    return Finding(
        (row.position if loss.own and row.position else row.action).origin.at("revised"),
        f"{was} was {_fate(loss)}, {by}",
        "put it back as it was agreed; what was agreed later is a revision of its own, below it",
    )


def _fate(loss: _LostRevision) -> str:
    """What became of a revision."""
    was, now = loss.revision, loss.instead
    if now is None:
        return "taken out"
    if was.to != now.to:
        return f"changed to one to {cut(now.to.text)}"
    fields = ("on", "reason", "agreed_by")
    field = next(each for each in fields if getattr(was, each) != getattr(now, each))
    return f"given another '{field}'"


RULES = (revision_altered,)
