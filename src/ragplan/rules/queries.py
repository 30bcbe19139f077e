"""RAG4: queries that nobody answers."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import NamedTuple

from ragplan.diagnostics import Origin, Severity
from ragplan.history.rows import Histories, ProgrammeHistory
from ragplan.model.plan import Action, OrganisationFile, Position, Remark
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, Needs, rule

MEETINGS = 2
"""A query that so many meetings have seen has stood for longer than a period."""


@rule("RAG406", "unanswered-query", Severity.INFO, needs=Needs.HISTORY)
def unanswered_query(plans: Plans, histories: Histories) -> Iterator[Finding]:
    """A query has stood as it is for longer than a period: two meetings or more have seen it.

    Why:
        Somebody was to confirm something before the next meeting. Until then the plan may be wrong in it.

    Fails:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted. It goes to the board on 13 February 13.
            queries:
              - The status says "13 February 13"; is 2014 meant?
        # commit: 2014-01-20 Ann Example <ann@alpha.example.org>
        @@
        -    status: Drafted. It goes to the board on 13 February 13.
        +    status: The draft goes to the board on 13 February 13.

    Fixed:
        # commit: 2014-01-20 Ann Example <ann@alpha.example.org>
        @@
        -    status: Drafted. It goes to the board on 13 February 13.
        -    queries:
        -      - The status says "13 February 13"; is 2014 meant?
        +    status: The draft goes to the board on 13 February 2014.

    Near miss:
        # commit: 2014-01-07 Ann Example <ann@alpha.example.org>
        # Only the meeting of 20 January has seen it: it was asked on the day after the one before.
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted. It goes to the board on 13 February 13.
            queries:
              - The status says "13 February 13"; is 2014 meant?
        # commit: 2014-01-20 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: The draft goes to the board on 13 February 13.
            queries:
              - The status says "13 February 13"; is 2014 meant?
    """
    for programme in plans.programmes:
        asked = _Asked(histories(programme))
        for query, (origin, internal) in asked.now().items():
            seen = asked.meetings(query)
            if seen >= MEETINGS:
                yield Finding(
                    origin,
                    f"{seen} meetings have seen this {'internal ' if internal else ''}query"
                    f"{query.on} unanswered; it was {asked.since(query)}",
                    "answer it and remove it, or write what still has to be found out",
                )


class _Query(NamedTuple):
    """A query: what kind of entry it is on, that one's ref and organisation, and its words."""

    kind: str
    ref: str
    organisation: str
    words: str

    @property
    def on(self) -> str:
        """What it is on, in a sentence; ``""`` for a whole file."""
        kind = f"{self.kind} " if self.kind in ("goal", "recommendation") else ""
        return f" on {kind}{self.ref!r}" if self.ref else ""


class _Queried(NamedTuple):
    """An entry of a plan that has queries, and what it is known by."""

    kind: str
    ref: str
    organisation: str
    origin: Origin
    queries: tuple[Remark, ...]


class _Asked:
    """The queries of every state of a history; files that states have in common are looked at once."""

    def __init__(self, history: ProgrammeHistory) -> None:
        self._history = history
        self._files: dict[tuple[int, str], tuple[OrganisationFile, frozenset[_Query]]] = {}
        self._states: dict[int, tuple[Programme, frozenset[_Query]]] = {}

    def now(self) -> Mapping[_Query, tuple[Origin, bool]]:
        """The queries of the plan as it stands: where, and whether internal."""
        programme = self._history.programme
        entries = [*_above(programme)]
        for file in programme.files:
            entries += _inside(file, self._name(programme, file))
        found: dict[_Query, tuple[Origin, bool]] = {}
        for entry in entries:
            for at, remark in enumerate(entry.queries):
                found.setdefault(_query(entry, remark), (entry.origin.at("queries", at), remark.internal))
        return found

    def meetings(self, query: _Query) -> int:
        """How many meetings up to the last have seen a query, since it was asked or asked again."""
        held = [each for each in self._history.past.meetings if each.recorded.programme]
        seen = list(takewhile(lambda each: self._asks(each.recorded.programme, query), reversed(held)))
        if len(seen) < MEETINGS:
            return len(seen)
        since = self._history.day(self._first(query))
        return sum(1 for each in seen if each.meeting >= since)

    def since(self, query: _Query) -> str:
        """By whom and when a query was asked."""
        first = self._first(query)
        if first == 0:
            return "there in the first commit"
        by = self._history.author(first, lambda programme: self._asks(programme, query))
        return f"asked {self._history.in_words(by)}"

    def _first(self, query: _Query) -> int:
        """From which state on a query has stood."""
        states = self._history.states
        later = [at for at, state in enumerate(states) if not state.aside][::-1]
        return min(takewhile(lambda at: self._asks(states[at].programme, query), later))

    def _asks(self, programme: Programme | None, query: _Query) -> bool:
        return programme is not None and query in self._of(programme)

    def _of(self, programme: Programme) -> frozenset[_Query]:
        if id(programme) not in self._states:
            above = {_query(entry, remark) for entry in _above(programme) for remark in entry.queries}
            files = (self._of_file(programme, file) for file in programme.files)
            self._states[id(programme)] = (programme, frozenset(above).union(*files))
        return self._states[id(programme)][1]

    def _of_file(self, programme: Programme, file: OrganisationFile) -> frozenset[_Query]:
        code = self._name(programme, file)
        known = (id(file), code)
        if known not in self._files:
            queries = (_query(each, remark) for each in _inside(file, code) for remark in each.queries)
            self._files[known] = (file, frozenset(queries))
        return self._files[known][1]

    def _name(self, programme: Programme, file: OrganisationFile) -> str:
        return self._history.name(programme.code(file.organisation))


def _above(programme: Programme) -> Iterator[_Queried]:
    """What stands in a programme's own file."""
    yield _Queried("programme", "", "", programme.origin, programme.queries)
    for goal in programme.goals:
        yield _Queried("goal", goal.ref, "", goal.origin, goal.queries)
    for action in programme.shared_actions:
        yield _Queried("action", action.ref, "", action.origin, action.queries)


def _inside(file: OrganisationFile, code: str) -> Iterator[_Queried]:
    """What stands in an organisation's file; a row is known by its ref, whoever's its action is."""
    yield _Queried("file", "", code, file.origin, file.queries)
    rows: Iterable[Action | Position] = (*file.actions, *file.positions)
    for row in rows:
        yield _Queried("row", row.ref, code, row.origin, row.queries)
    for entry in file.on_recommendations:
        yield _Queried("recommendation", entry.recommendation, code, entry.origin, entry.queries)


def _query(entry: _Queried, remark: Remark) -> _Query:
    from ragplan.model.wording import squeezed

    return _Query(entry.kind, entry.ref, entry.organisation, squeezed(remark.text))


RULES = (unanswered_query,)
