"""The plan itself: goals, actions, positions and what hangs on them, all frozen.

Every entry carries the ``origin`` it was written at, which never takes part in a comparison:
moving an action to another file changes nothing.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from ragplan.diagnostics import Origin
from ragplan.model.dates import PlanDate, Precision
from ragplan.model.recommendations import Reference, reference
from ragplan.model.wording import said


class Remark(NamedTuple):
    """A note or a query: words about a row. ``internal`` ones stay out of public copies."""

    text: str
    internal: bool = False


class Revision(NamedTuple):
    """A due date moved: to when, decided on which day, why, and by whom.

    One that is only ``proposed``, or was ``refused`` on a day, moves nothing.
    """

    to: PlanDate
    on: PlanDate | None
    reason: str
    agreed_by: str
    proposed: bool = False
    refused: PlanDate | None = None

    @property
    def asked(self) -> bool:
        """Whether a later date is only asked for, and nobody has decided yet."""
        return self.proposed and self.refused is None

    @property
    def moves(self) -> bool:
        """Whether the due date moves by it."""
        return not self.proposed and self.refused is None


class Evidence(NamedTuple):
    """What proves completion: a reference or a file, dated."""

    ref: str
    file: str
    on: PlanDate | None


class Occurrence(NamedTuple):
    """One time that a recurring duty falls due, and whether it was done then."""

    on: PlanDate
    done: bool


class Assurance(NamedTuple):
    """Completion confirmed by someone other than the owner."""

    by: str
    on: PlanDate | None


class Withdrawal(NamedTuple):
    """An action closed without being done, and why."""

    on: PlanDate | None
    reason: str


class Release(NamedTuple):
    """An owner of a shared action let go by decision: on which day, why, and who agreed."""

    organisation: str
    on: PlanDate
    reason: str
    agreed_by: str


class Exclusion(NamedTuple):
    """Recommendations that do not apply, and why."""

    recommendations: tuple[Reference, ...]
    reason: str


class Deadline(NamedTuple):
    """The date first agreed and every later one. An action has one; a position may have its own.

    ``written`` are the revisions as they stand in the file, with those that moved nothing.
    """

    first: PlanDate | None = None
    written: tuple[Revision, ...] = ()

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """The revisions that moved the date, oldest first."""
        return tuple(each for each in self.written if each.moves) if self.written else ()

    @property
    def placed(self) -> tuple[tuple[int, Revision], ...]:
        """The revisions that moved the date, each with its place in the file's list."""
        return tuple((at, each) for at, each in enumerate(self.written) if each.moves)

    @property
    def agreed(self) -> tuple[PlanDate | None, tuple[Revision, ...]]:
        """The first date and the revisions that moved it, without what is only asked for."""
        return self.first, self.revisions

    @property
    def asked(self) -> tuple[Revision, ...]:
        """The later dates that are only asked for."""
        return tuple(each for each in self.written if each.asked) if self.written else ()

    @property
    def current(self) -> PlanDate | None:
        """The date that counts now: the last revision that is a date, else the first date."""
        for revision in reversed(self.revisions):
            if revision.to.precision is not Precision.UNREADABLE:
                return revision.to
        return self.first


NO_DEADLINE = Deadline()


@dataclass(frozen=True)
class Position:
    """One organisation's current word on one action.

    ``reviewed`` is the day its organisation last went through all of its rows. ``deadline`` is the
    organisation's own and is ``NO_DEADLINE`` where the action's counts. ``unheeded`` are fields of the
    row that define an action, and count for nothing because the programme defines it.
    """

    ref: str
    organisation: str
    origin: Origin = field(compare=False)
    rating: str = ""
    status: str = ""
    updated: PlanDate | None = None
    reviewed: PlanDate | None = None
    completed: PlanDate | None = None
    leads: tuple[str, ...] = ()
    deadline: Deadline = NO_DEADLINE
    evidence: tuple[Evidence, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    next: str = ""
    assured: Assurance | None = None
    waiting_for: str = ""
    risk: str = ""
    notes: tuple[Remark, ...] = ()
    queries: tuple[Remark, ...] = ()
    unheeded: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Action:
    """What is to be done. ``organisation`` is ``""`` for an action shared by its ``owners``.

    ``goal`` and ``parent`` are refs, ``""`` for none; ``parts`` counts sub-actions.
    """

    ref: str
    title: str
    origin: Origin = field(compare=False)
    organisation: str = ""
    goal: str = ""
    parent: str = ""
    parts: int = 0
    description: str = ""
    outcome: str = ""
    owners: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    released: tuple[Release, ...] = ()
    leads: tuple[str, ...] = ()
    start: PlanDate | None = None
    deadline: Deadline = NO_DEADLINE
    recommendations: tuple[Reference, ...] = ()
    agreed: PlanDate | None = None
    proposed: bool = False
    superseded_by: tuple[str, ...] = ()
    withdrawn: Withdrawal | None = None
    depends_on: tuple[str, ...] = ()
    priority: str = ""
    source: str = ""
    carried_from: str = ""
    notes: tuple[Remark, ...] = ()
    queries: tuple[Remark, ...] = ()

    @property
    def given_up(self) -> bool:
        """Whether it is closed without being done, or is to be on a day that may lie ahead."""
        return bool(self.superseded_by or self.withdrawn)


@dataclass(frozen=True)
class Goal:
    """A heading over actions; it may cite recommendations that hold for all of them."""

    ref: str
    title: str
    origin: Origin = field(compare=False)
    description: str = ""
    recommendations: tuple[Reference, ...] = ()
    notes: tuple[Remark, ...] = ()
    queries: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Organisation:
    """A body that owns actions; one with ``members`` is a group that answers with one voice.

    ``emails`` are the domains or addresses that its people commit from, ``team`` is who looks after its
    file as a forge writes it.
    """

    code: str
    name: str
    origin: Origin = field(compare=False)
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    team: str = ""


@dataclass(frozen=True)
class RecommendationPosition:
    """One organisation's current word on one recommendation, or on a range of them, as it cites it."""

    recommendation: str
    organisation: str
    origin: Origin = field(compare=False)
    rating: str = ""
    status: str = ""
    updated: PlanDate | None = None
    review_by: PlanDate | None = None
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[Remark, ...] = ()
    queries: tuple[Remark, ...] = ()

    @property
    def cited(self) -> Reference:
        """The recommendation as a reference."""
        return reference(self.recommendation)

    @property
    def worded(self) -> bool:
        """Whether it says anything; an entry without words is no position yet."""
        return bool(said(self.status))


@dataclass(frozen=True)
class OrganisationFile:
    """What one organisation's file says: actions of its own, positions, and what applies to it.

    ``organisation`` is the name as written, which may be an alias.
    """

    organisation: str
    origin: Origin = field(compare=False)
    reviewed: PlanDate | None = None
    actions: tuple[Action, ...] = ()
    positions: tuple[Position, ...] = ()
    on_recommendations: tuple[RecommendationPosition, ...] = ()
    applicable: tuple[Reference, ...] = ()
    not_applicable: tuple[Exclusion, ...] = ()
    notes: tuple[Remark, ...] = ()
    queries: tuple[Remark, ...] = ()
