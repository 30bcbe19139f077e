"""RAG5: actions and positions that were taken out of the plan, and refs that stand for other actions."""

from collections.abc import Iterator
from typing import NamedTuple

from ragplan import english
from ragplan.diagnostics import Cause, Origin, Severity, Within
from ragplan.english import cut
from ragplan.history import Gone, Past
from ragplan.history.rows import Histories, Meaning, ProgrammeHistory, RowHistory, meanings_of
from ragplan.model.assessment import ended, is_open
from ragplan.model.plan import Action
from ragplan.model.programme import Programme, Row
from ragplan.model.snapshot import Key
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, Needs, rule


class _Loss(NamedTuple):
    """A row that is gone, what it last was, and in which state; ``whole`` where its action went with it."""

    key: Key
    row: Row
    state: int
    whole: bool

    @property
    def organisation(self) -> str:
        """The organisation that it was of; ``""`` for a shared action."""
        return "" if self.whole and not self.row.action.organisation else self.key[1]


@rule("RAG501", "vanished-while-open", Severity.ERROR, needs=Needs.HISTORY)
def vanished(plans: Plans, histories: Histories) -> Iterator[Finding]:
    """An action, a position or a whole programme was taken out of the plans while open.

    Why:
        What a meeting has agreed is done, withdrawn with a reason, or superseded. What merely disappears
        is never asked for again.

    Fails:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Review all complaints of the last year
            leads: [AA]
            due: 2014-02-28
            status: Half of them are reviewed.
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.

    Fixed:
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
             status: Half of them are reviewed.
        +    withdrawn:
        +      on: 2014-01-20
        +      reason: The ombudsman reviews them.

    Near miss:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        @@
        +# What was only proposed may be taken out: no meeting has agreed it.
        @@
        -    status: Drafted.
        @@
        -    status: Half of them are reviewed.
        +    proposed: true
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
    """
    yield from gone_programmes(plans)
    for programme in plans.programmes:
        history = histories(programme)
        for key, versions in history.row_histories.items():
            loss = _loss(history, key, versions)
            if loss:
                yield _gone(history, loss)


def _loss(history: ProgrammeHistory, key: Key, versions: RowHistory) -> _Loss | None:
    """How a row went out of the plan while it was open, where it has not come back."""
    now = versions[-1].row
    if now is not None and ended(now.action, history.today):
        return None
    for index in reversed(range(1, len(versions))):
        lost, after = versions[index - 1].row, versions[index]
        if lost is None or not _less(lost, after.row):
            continue
        whole = after.row is None and (now is None or not _is_back(history, lost.action, now.action))
        if not whole and (now is None or not _misses(history.programme, key[1], lost, now)):
            return None
        loss = _Loss(key, lost, after.state, whole)
        return loss if _counts(history, loss, _since(versions, index - 1, whole=whole)) else None
    return None


def _is_back(history: ProgrammeHistory, lost: Action, now: Action) -> bool:
    """Whether an action that was gone is there again."""
    from ragplan.diff.titles import SAME

    return history.titles.alike(lost.ref, lost.title, now.title, SAME)


def _misses(programme: Programme, code: str, lost: Row, now: Row) -> bool:
    """Whether a row lacks the position it had, and its organisation owns the action still.

    One taken off the action takes its position with it; one that never owned it had none to give.
    """
    if programme.let_go(now.action.ref, code) or lost.position is None or now.position is not None:
        return False
    return bool(now.action.organisation) or code in map(programme.code, now.action.owners)


def _less(before: Row, after: Row | None) -> bool:
    return after is None or (before.position is not None and after.position is None)


def _counts(history: ProgrammeHistory, loss: _Loss, since: int) -> bool:
    """Whether a row that was lost was open, agreed, and known to a meeting."""
    from ragplan.diff.change import Kind, loss_of

    still_open = history.open(loss.row, loss.state - 1, history.day(loss.state))
    kind = loss_of(closed=not still_open, proposed=loss.row.action.proposed)
    return kind is Kind.VANISHED and history.seen(since, loss.state)


def _since(versions: RowHistory, index: int, *, whole: bool) -> int:
    """From which state on a row, or its position, was there without interruption."""
    while index:
        row = versions[index - 1].row
        if row is None or not (whole or row.position):
            break
        index -= 1
    return versions[index].state


def _place(programme: Programme, loss: _Loss) -> Origin:
    """Where an entry that is gone would stand."""
    if not loss.organisation:
        goal = programme.goal.get(loss.row.action.goal)
        return goal.origin if goal else programme.origin
    files = (file for file in programme.files if programme.code(file.organisation) == loss.organisation)
    return next((file.origin for file in files), programme.origin)


def _taken_out(history: ProgrammeHistory, loss: _Loss) -> str:
    """By whom and when."""

    def gone(programme: Programme) -> bool:
        row = history.row(programme, loss.key)
        return row is None or (not loss.whole and row.position is None)

    return history.in_words(history.author(loss.state, gone))


def _gone(history: ProgrammeHistory, loss: _Loss) -> Finding:
    """The finding on a row that is gone; rows that went in one commit are told as one."""
    programme, ref = history.programme, cut(loss.key[0])
    by = _taken_out(history, loss)
    of = f" of {cut(loss.organisation)}" if loss.organisation else ""
    what, noun = (f"action {ref!r}{of}", "action") if loss.whole else (f"position{of} on {ref!r}", "position")
    new = _renumbered(programme, loss.row.action) if loss.whole else None
    renumbered = f"if it is now {cut(new)!r}, restore it with 'superseded_by: \"{cut(new)}\"'" if new else ""
    return Finding(
        _place(programme, loss),
        f"the {what} was removed from the plan while open, {by}",
        renumbered or _put_back("it", whole=loss.whole),
        cause=Cause(
            noun,
            end=f"{of} were removed from the plan while open, {by}",
            help=_put_back("them", whole=loss.whole),
            item=ref,
        ),
        within=Within(
            ("RAG507",),
            (programme.id, loss.key[0], loss.organisation),
            "the old one was still open when it was removed",
        ),
    )


def _put_back(it: str, *, whole: bool) -> str:
    if not whole:
        return "restore the position, or withdraw or supersede the action"
    return f"restore {it} and close {it}: completed, withdrawn with a reason, or superseded"


def _renumbered(programme: Programme, lost: Action) -> str | None:
    """The ref under which the same words now stand."""
    title = english.flat(lost.title)
    same = (each.ref for each in programme.actions if english.flat(each.title) == title)
    return next((ref for ref in same if ref != lost.ref), None)


def gone_programmes(plans: Plans) -> Iterator[Finding]:
    """Programmes that were taken out of the plans while actions of them were open.

    With its files everything goes that its group has agreed, and no rule looks at what is not there.
    """
    if plans.broken:
        return  # it may be one of those that cannot be read
    replaced = {
        name
        for programme in plans.programmes
        if programme.supersedes
        for name in (programme.supersedes.programme, programme.supersedes.title)
    }
    for gone in plans.gone:
        programme = gone.programme
        if programme.superseded_by or {programme.id, programme.title} & replaced:
            continue
        still_open = _open_actions(gone)
        if still_open:
            count = english.counted(still_open, "open action")
            by = ProgrammeHistory(programme, Past((), ()), gone.on).in_words(gone.commit)
            yield Finding(
                programme.origin,
                f"the programme {programme.id!r} was removed from the plans with {count}, {by}",
                f"restore {cut(programme.origin.path)}, or add 'supersedes:' to the plan that replaces it",
            )


def _open_actions(gone: Gone) -> int:
    """How many agreed actions of a programme that is gone were still to be done."""
    rows = (row for row in gone.programme.rows if not row.action.proposed)
    return len({id(row.action) for row in rows if is_open(gone.programme, row, gone.on)})


@rule("RAG507", "ref-reused", Severity.ERROR, needs=Needs.HISTORY)
def ref_reused(plans: Plans, histories: Histories) -> Iterator[Finding]:
    """A ref stands for something else than it did.

    Why:
        Minutes, papers and other plans cite the ref; they now say something of an action they never
        meant. A ref belongs to its action for ever.

    Fails:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Review all complaints of the last year
            leads: [AA]
            due: 2014-02-28
            status: Half of them are reviewed.
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
        -    title: Review all complaints of the last year
        +    title: Appoint a guardian for staff who speak up
        @@
        -    status: Half of them are reviewed.
        +    status: The post is advertised.

    Fixed:
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
             status: Half of them are reviewed.
        +  - ref: "A2"
        +    title: Appoint a guardian for staff who speak up
        +    leads: [AA]
        +    due: 2014-02-28
        +    status: The post is advertised.

    Near miss:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        @@
        -    status: Drafted.
        @@
        -    status: Half of them are reviewed.
        # commit: 2014-01-20 Bob Example <bob@alpha.example.org>
        @@
        +# It is the same action, put in other words.
        @@
        -    title: Review all complaints of the last year
        +    title: All complaints of 2013 are reviewed
    """
    for programme in plans.programmes:
        history = histories(programme)
        told: set[Origin] = set()
        for key, row in history.now():
            if row.action.origin in told:
                continue
            meanings = meanings_of(history, history.row_histories[key])
            if len(meanings) > 1:
                told.add(row.action.origin)
                yield _reused(history, key, row, *meanings[-2:])


def _reused(history: ProgrammeHistory, key: Key, row: Row, before: Meaning, after: Meaning) -> Finding:
    first = history.at(after.state, key)

    def stands(programme: Programme) -> bool:
        then = history.row(programme, key)
        return then is not None and first is not None and then.action.title == first.action.title

    by = history.in_words(history.author(after.state, stands))
    return Finding(
        row.action.origin.at("title"),
        f"the ref {cut(key[0])!r} was {cut(before.title)!r} and now stands for something else, {by}",
        "give the new action a ref of its own, and restore the old one, closed if it is finished",
        row=(history.programme.id, key[0], row.action.organisation),
    )


RULES = (
    vanished,
    ref_reused,
)
