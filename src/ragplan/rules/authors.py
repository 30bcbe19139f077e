"""RAG5: who wrote an organisation's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial

from ragplan.diagnostics import Severity
from ragplan.english import cut
from ragplan.history import Commit
from ragplan.history.rows import Histories, ProgrammeHistory, RowHistory, current_rows
from ragplan.model.plan import Organisation, Position
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Key
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, Needs, rule

Bodies = Callable[[Commit], tuple[Organisation, ...]]
"""The organisations that a commit's author is of."""


@rule("RAG509", "foreign-change", Severity.WARNING, needs=Needs.HISTORY)
def foreign_change(plans: Plans, histories: Histories) -> Iterator[Finding]:
    """A position was last written by somebody of another organisation.

    Why:
        Each organisation answers for its own words. The programme tells who is of which by the e-mail
        addresses under `organisations`; whoever is of none of them, as the group's office may be, is let
        pass, and so is every position of an organisation without addresses.

    Fails:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        # file: programme.yaml
        @@
        -  A: {name: Alpha Hospital}
        -  B: {name: Beta Council}
        +  A: {name: Alpha Hospital, emails: [alpha.example.org]}
        +  B: {name: Beta Council, emails: [beta.example.net, bea@mail.example.com]}
        # file: A.yaml
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
        # commit: 2014-01-20 Bea Example <bea@mail.example.com>
        organisation: A
        actions:
          - ref: "1.1"
            rating: red
            status: Nothing has happened.

    Fixed:
        # commit: 2014-01-20 Ann Example <ann@alpha.example.org>
        @@
        -    status: Drafted.
        +    rating: red
        +    status: Beta Council asks for it; nothing has happened.

    Near miss:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        # file: programme.yaml
        format: ragplan/1
        programme: example
        title: Example plan
        calendar:
          every: 2 weeks
          first: 2014-01-06
          last: 2014-03-31
        organisations:
          A: {name: Alpha Hospital, emails: [alpha.example.org]}
          B: {name: Beta Council, emails: [beta.example.net]}
        # file: A.yaml
        organisation: A
        actions:
          - ref: "A1"
            title: Publish a response
            leads: [AA]
            due: 2014-01-31
            status: Drafted.
        # commit: 2014-01-20 Group Office <office@group.example.org>
        @@
        +# The office is of no organisation, and may write down what each has told it.
        @@
        -    status: Drafted.
        +    status: Printed.
    """
    for programme in plans.programmes:
        if not any(each.emails for each in programme.organisations):
            continue
        history = histories(programme)
        bodies = cache(partial(_organisations_of, programme))
        for key, row, versions in current_rows(history):
            owner = programme.organisation.get(key[1])
            if row.position is None or owner is None or not owner.emails:
                continue
            author = _last_author(history, owner, key, versions, bodies)
            strangers = bodies(author) if author else ()
            if author and strangers and not _speaks_for(programme, strangers, owner):
                yield Finding(
                    row.position.origin,
                    f"the position of {cut(owner.code)} on {cut(key[0])!r} was written by someone from "
                    f"{' and '.join(cut(each.code) for each in strangers)}, {history.in_words(author)}",
                    f"ask {cut(owner.code)} to confirm it, in a commit of its own",
                )


def _last_author(
    history: ProgrammeHistory, owner: Organisation, key: Key, versions: RowHistory, bodies: Bodies
) -> Commit | None:
    """Who last wrote a position, where its owner has not gone through it since."""
    for index in reversed(range(len(versions))):
        row, state = versions[index].row, versions[index].state
        now = row.position if row else None
        before = versions[index - 1].row if index else None
        was = before.position if before else None
        if now is None or state == 0:
            return None
        if now == was:
            continue
        author = _author(history, key, state, now)
        if author is None or was is None or _words(now) != _words(was):
            return author
        if _speaks_for(history.programme, bodies(author), owner):
            return None
    return None


def _author(history: ProgrammeHistory, key: Key, state: int, position: Position) -> Commit | None:
    def stands(programme: Programme) -> bool:
        row = history.row(programme, key)
        return row is not None and row.position is not None and _words(row.position) == _words(position)

    return history.author(state, stands)


def _words(position: Position) -> Position:
    """A position without the date of its file."""
    return replace(position, reviewed=None, organisation="")


def _speaks_for(programme: Programme, bodies: tuple[Organisation, ...], owner: Organisation) -> bool:
    """Whether somebody of these organisations may write for another: a group's members write for it."""
    allowed = {owner.code, *map(programme.code, owner.members)}
    return not allowed.isdisjoint(each.code for each in bodies)


def _organisations_of(programme: Programme, author: Commit) -> tuple[Organisation, ...]:
    """The organisations whose addresses fit an author's best: an address before a domain, a longer first."""
    email = author.email.strip().casefold()
    fits = [
        (max((_fit(email, entry) for entry in each.emails), default=0), each)
        for each in programme.organisations
    ]
    best = max((fit for fit, _ in fits), default=0)
    return tuple(each for fit, each in fits if fit == best) if best else ()


def _fit(email: str, listed: str) -> int:
    """How much of an e-mail address an entry of a list stands for; 0 for none."""
    entry = listed.strip().casefold()
    if "@" in entry.lstrip("@"):
        return len(email) + 1 if entry == email else 0
    domain = entry.lstrip("@.")
    ours = email.rpartition("@")[2]
    return len(domain) if domain and (ours == domain or ours.endswith(f".{domain}")) else 0


RULES = (foreign_change,)
