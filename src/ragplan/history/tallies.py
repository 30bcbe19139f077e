"""Rows that one meeting after another saw, counted; what stays as it was is not judged again.

Of ten rows nine are at a meeting what they were at the one before, and of most of these no day decides
what they show. Only the others are judged, and only of them are the words compared.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from ragplan.diff import UpdateState
from ragplan.diff.silence import update_state
from ragplan.history.past import Past
from ragplan.model.assessment import Assessment, Uncounted, assess
from ragplan.model.dates import PlanDate, days_between
from ragplan.model.judged import rows_by_key
from ragplan.model.key import Category, Fact
from ragplan.model.plan import Position
from ragplan.model.programme import Programme, Row
from ragplan.model.silence import silence, within
from ragplan.model.snapshot import Key, Snapshot
from ragplan.model.wording import said


class Shown(NamedTuple):
    """What a row shows: a level of a category that its owner states, or one that only the dates give it."""

    category: Category
    stated: bool = True

    @property
    def word(self) -> str:
        """``on_track``, or ``~on_track`` by date."""
        return self.category.value if self.stated else f"~{self.category.value}"


def shown_in(word: str) -> Shown | None:
    """What ``Shown.word`` tells; ``None`` for no rating, which is ``""``."""
    return Shown(Category(word.removeprefix("~")), not word.startswith("~")) if word else None


Share = Mapping[Shown | None, int]
"""How many rows show what, stated and by date apart; ``None`` counts those that are not rated."""


class Moves(NamedTuple):
    """Due dates later than the first one: of how many rows, by how many days; and revisions of any row."""

    rows: int = 0
    median: float = 0
    longest: int = 0
    revisions: int = 0


class Tally(NamedTuple):
    """What the rows that a meeting saw come to.

    ``organisations`` and ``goals`` share out the rows that are counted, ``left_out`` says why others
    are not; ``updates`` is what each owner did with the open rows that it owns. ``open`` are the counted
    rows that are still to be done, those that nobody owns too, and ``overdue`` those past their date.
    ``promised`` are those, done or not, whose first due date has passed.
    """

    organisations: Mapping[str, Share]
    goals: Mapping[str, Share]
    left_out: Mapping[Uncounted, int]
    updates: Mapping[str, Mapping[UpdateState, int]]
    moves: Moves
    open: int = 0
    overdue: int = 0
    promised: int = 0

    @property
    def total(self) -> int:
        """How many rows are counted."""
        return sum(many for share in self.organisations.values() for many in share.values())

    @property
    def completed(self) -> int:
        """How many of them are done."""
        return self.total - self.open

    @property
    def all(self) -> Share:
        """Every position that is counted."""
        return sum(map(Counter, self.organisations.values()), Counter[Shown | None]())


class Quiet(NamedTuple):
    """At how many meetings in turn a row was silent, and the last meeting that heard its owner."""

    meetings: int
    since: date | None


@dataclass
class Memory:
    """What is to be known of all meetings up to one.

    ``first`` are the due dates that rows were first given, ``silences`` the rows that are silent at it,
    ``titles`` what goals were called, and ``names`` the codes that organisations' codes stand for now.
    """

    first: dict[Key, PlanDate] = field(default_factory=dict)
    silences: dict[Key, Quiet] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


_Counted = tuple[str, str, str]
"""Whose a row is, the word of what it shows, ``""`` for none, and why it is not counted, ``""`` if it is."""


class _Standing(NamedTuple):
    """What is counted of a row: for its owner and its goal the category that it shows, or why it is not.

    ``open`` is set where it is counted and still to be done, ``owes`` where its owner owes a word, and
    ``lasts`` where no later day decides any of this as long as the row says what it says. ``until`` is the
    last day of an open row's date.
    """

    owner: _Counted
    goal: _Counted
    open: bool
    owes: bool
    lasts: bool
    until: date | None
    due: date | None
    revisions: int


_Seen = dict[Key, tuple[Row, _Standing]]


class MeetingCounter:
    """Counts what one meeting after another saw of a programme.

    ``last`` is the meeting that the memory is of, and ``name`` gives an organisation's code of now.
    """

    def __init__(
        self,
        name: Callable[[str], str],
        memory: Memory | None = None,
        last: Snapshot | None = None,
    ) -> None:
        self.memory = memory or Memory()
        self._name = name
        self.last = last
        self._seen: _Seen = {}
        if last:
            _, self._seen = self._standings(last)

    def recorded(self, programme: Programme) -> None:
        """Remember the due dates that a commit gave to rows that had none."""
        for row in programme.rows:
            self._remember((row.action.ref, self._code(row)), row)

    def tally(self, now: Snapshot) -> Tally:
        """What the rows that a meeting saw come to."""
        now = replace(now, seen=self.last)
        standings, seen = self._standings(now)
        updates = self._updates(now, seen)
        self.last, self._seen = replace(now, seen=None), seen
        self._entitle(now.programme)
        owners = Counter([standing.owner for standing in standings])
        return Tally(
            organisations=_shares(owners),
            goals=_shares(Counter([standing.goal for standing in standings])),
            left_out=_left_out(owners),
            updates=updates,
            moves=self._moves(seen),
            open=sum(standing.open for standing in standings),
            overdue=sum(standing.until is not None and standing.until < now.on for standing in standings),
            promised=sum(self._promised(key, standing, now.on) for key, (_, standing) in seen.items()),
        )

    def _standings(self, now: Snapshot) -> tuple[list[_Standing], _Seen]:
        """The standing of each row, which is the one it had where it stays what it was; and rows by key.

        Of two with one key an organisation's own action goes before a shared one.
        """
        last = self.last
        known = self._seen if last and last.programme.key == now.programme.key else {}
        standings: list[_Standing] = []
        seen: _Seen = {}
        for row in now.programme.rows:
            action = row.action
            key = (action.ref, self._code(row))
            old = known.get(key)
            if old is not None and old[1].lasts and _stays(old[0], row):
                standing = old[1]
            else:
                self._remember(key, row)
                standing = _standing(now, row, key[1])
            standings.append(standing)
            if action.organisation or key not in seen:
                seen[key] = (row, standing)
        return standings, seen

    def _code(self, row: Row) -> str:
        names = self.memory.names
        code = names.get(row.organisation)
        if code is None:
            code = names[row.organisation] = self._name(row.organisation)
        return code

    def _remember(self, key: Key, row: Row) -> None:
        given = row.deadline.first
        if given is not None and given.last is not None:
            self.memory.first.setdefault(key, given)

    def _promised(self, key: Key, standing: _Standing, on: date) -> bool:
        """Whether a row is counted, and its first due date has passed by a day."""
        first = self.memory.first.get(key)
        return not standing.owner[2] and first is not None and first.last is not None and first.last < on

    def _entitle(self, programme: Programme) -> None:
        """Remember what goals were first called: those there are before those there were."""
        old = self.memory.titles
        here = {ref: old.get(ref, goal.title) for ref, goal in programme.goal.items()}
        self.memory.titles = here | {ref: title for ref, title in old.items() if ref not in here}

    def _updates(self, now: Snapshot, seen: _Seen) -> Mapping[str, Mapping[UpdateState, int]]:
        """What each owner did since the meeting before, and which rows are silent now."""
        days = _Days(now) if self.last else None
        told: list[tuple[str, str]] = []
        silences: dict[Key, Quiet] = {}
        for key, (row, standing) in seen.items():
            if standing.owes:
                old = self._seen.get(key)
                position = row.position
                if days and days.period and old and old[1] is standing and position and said(position.status):
                    each = days.unchanged(position)
                else:
                    each = update_state(now, row, silence(now, row))
                told.append((key[1], each.value))
                if each is UpdateState.SILENT:
                    silences[key] = self._longer(key)
        self.memory.silences = silences
        found: dict[str, dict[UpdateState, int]] = {}
        for (code, value), many in Counter(told).items():
            found.setdefault(code, {})[UpdateState(value)] = many
        return found

    def _longer(self, key: Key) -> Quiet:
        """The silence of a row that is silent once more, or now."""
        known = self.memory.silences.get(key)
        if known is not None:
            return Quiet(known.meetings + 1, known.since)
        return Quiet(1, self.last.on if self.last and key in self._seen else None)

    def _moves(self, seen: _Seen) -> Moves:
        from statistics import median  # whose own imports cost more than this module

        later, revisions, first = [], 0, self.memory.first
        for key, (_, standing) in seen.items():
            revisions += standing.revisions
            if standing.due is not None and (began := first.get(key)) and began.last:
                later.append(days_between(began.last, standing.due))
        later = [days for days in later if days > 0]
        return Moves(len(later), median(later) if later else 0, max(later, default=0), revisions)


class _Days:
    """The period of a meeting; each date is asked once whether it lies there."""

    def __init__(self, now: Snapshot) -> None:
        self.period = now.period
        self._ended = now.programme.calendar.on(now.on)
        self._held: dict[str, bool] = {}

    def unchanged(self, position: Position) -> UpdateState:
        """What the owner of a position did that says what it said: its dates tell."""
        if self._holds(position.reviewed) or self._holds(position.updated):
            return UpdateState.UNCHANGED
        return UpdateState.SILENT if self._ended else UpdateState.AWAITED

    def _holds(self, when: PlanDate | None) -> bool:
        if when is None or self.period is None:
            return False
        held = self._held.get(when.text)
        if held is None:
            held = self._held[when.text] = within(when, self.period)
        return held


_SAID = attrgetter(*(each.name for each in fields(Position) if each.compare and each.name != "reviewed"))


def _stays(old: Row, new: Row) -> bool:
    """Whether a row says what it said; that its whole file was gone through is no word of its own."""
    if old.action is not new.action and old.action != new.action:
        return False
    if old.position is None or new.position is None:
        return old.position is new.position
    return old.position is new.position or bool(_SAID(old.position) == _SAID(new.position))


def _standing(now: Snapshot, row: Row, code: str) -> _Standing:
    assessment = assess(now, row)
    why = assessment.uncounted.value if assessment.uncounted else ""
    level = None if why else assessment.shown
    shown = Shown(level.category, assessment.stated is not None).word if level else ""
    deadline, is_open = row.deadline, assessment.open and not why
    return _Standing(
        owner=(code, shown, why),
        goal=(row.action.goal, shown, why),
        open=is_open,
        owes=assessment.owes,
        lasts=lasts(row, assessment),
        until=deadline.current.last if deadline.current and is_open else None,
        due=deadline.current.last if deadline.current and not why else None,
        revisions=len(deadline.revisions) if not why else 0,
    )


def lasts(row: Row, assessment: Assessment) -> bool:
    """Whether a row shows what it shows, and is open or not, on all later days as long as it stays."""
    position = row.position
    if assessment.fact in (Fact.ASSURED, Fact.COMPLETED):
        return True
    if row.action.withdrawn and assessment.uncounted is not Uncounted.WITHDRAWN:
        return False  # it may come due
    if position is None:
        return not assessment.open or row.deadline.current is None
    if position.completed is not None or position.assured is not None:
        return False  # it may come due
    return assessment.stated is not None or (not said(position.status) and row.deadline.current is None)


def _shares(counted: Mapping[_Counted, int]) -> Mapping[str, Share]:
    """What is counted of each organisation, or of each goal."""
    found: dict[str, dict[Shown | None, int]] = {}
    for (whose, shown, why), many in counted.items():
        if not why:
            found.setdefault(whose, {})[shown_in(shown)] = many
    return found


def _left_out(counted: Mapping[_Counted, int]) -> Mapping[Uncounted, int]:
    found: Counter[Uncounted] = Counter()
    for (_, _, why), many in counted.items():
        if why:
            found[Uncounted(why)] += many
    return found


def silences(past: Past, now: Snapshot) -> Mapping[Key, Quiet]:
    """The rows that are silent on the day of a snapshot, in the order of the plan.

    Where the group meets on that very day its meeting counts too; else a row that spoke for the last
    meeting, and has said nothing since, has been silent at none.
    """
    programme = now.programme
    counter = MeetingCounter(programme.known_as)
    for held in past.meetings:
        saw = held.recorded.programme
        if saw is not None and held.meeting < now.on:
            counter.tally(Snapshot(saw.met(programme.calendar), held.meeting))
    last = counter.last
    before = rows_by_key(last, programme.known_as) if last else {}
    if programme.calendar.on(now.on):
        counter.tally(now)
    found = counter.memory.silences
    return {
        key: found.get(key) or Quiet(0, last.on if last and key in before else None)
        for key, judged in rows_by_key(now, programme.known_as).items()
        if judged.assessment.silent
    }
