"""RAG5: refs that changed hands."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diagnostics import Origin, Severity
from ragplan.model.programme import Programme, Row
from ragplan.plans import Plans
from ragplan.rules.chronicle import Chronicle, Chronicles, Key, cut
from ragplan.rules.meanings import Meaning, meanings_of
from ragplan.rules.rule import Days, Finding, Needs, rule


@rule("RAG507", "ref-reused", Severity.ERROR, needs=Needs.HISTORY)
def ref_reused(plans: Plans, _days: Days, chronicles: Chronicles) -> Iterator[Finding]:
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

    Mended:
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
        chronicle = chronicles(programme)
        told: set[Origin] = set()
        for key, row in chronicle.now():
            if row.action.origin in told:
                continue
            meanings = meanings_of(chronicle, chronicle.lives[key])
            if len(meanings) > 1:
                told.add(row.action.origin)
                yield _reused(chronicle, key, row, *meanings[-2:])


def _reused(chronicle: Chronicle, key: Key, row: Row, before: Meaning, after: Meaning) -> Finding:
    first = chronicle.at(after.state, key)

    def stands(programme: Programme) -> bool:
        then = chronicle.row(programme, key)
        return then is not None and first is not None and then.action.title == first.action.title

    by = chronicle.told(chronicle.author(after.state, stands))
    return Finding(
        row.action.origin.at("title"),
        f"the ref {cut(key[0])!r} was {cut(before.title)!r} and now stands for something else, {by}",
        "give the new action a ref of its own, and put the old one back, closed where it is",
    )


RULES = (ref_reused,)
