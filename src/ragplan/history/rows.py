"""The states that a programme went through, and the history of each row through them."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ragplan.english import cut
from ragplan.history.past import Commit, Past, Recorded, zone_of
from ragplan.model.assessment import is_open
from ragplan.model.programme import Programme, Row
from ragplan.model.snapshot import Key

if TYPE_CHECKING:
    from ragplan.diff.titles import Titles


Test = Callable[[Programme], bool]


class State(NamedTuple):
    """A programme as it stood at a commit, or ``None`` for what is not committed yet."""

    commit: Commit | None
    programme: Programme
    aside: bool = False
    """Whether it was so beside the line, before a merge that made something else of it."""


class RowVersion(NamedTuple):
    """From which state on a row was what it was; ``None`` where it was not there."""

    state: int
    row: Row | None


RowHistory = tuple[RowVersion, ...]
"""What a row was, one version for each time it became something else."""


@dataclass(frozen=True)
class ProgrammeHistory:
    """A programme as it stands, its past, and the day that what is not committed yet is judged at.

    A commit in which it does not load, or is not there, counts for nothing.
    """

    programme: Programme
    past: Past
    today: date

    @cached_property
    def states(self) -> tuple[State, ...]:
        """What the programme was, oldest first; the last is what it is."""
        found = [each for at in self.past.commits for each in self._states(at)]
        if not found or found[-1].programme != self.programme:
            found.append(State(None, self.programme))
        return (*found[:-1], State(found[-1].commit, self.programme))

    def _states(self, at: Recorded) -> Iterator[State]:
        """What the programme was at a commit of the line, after what it was beside it before a merge."""
        if at.programme is None:
            return
        for each in self.past.brought(at.commit) if at.commit in self.past.aside else ():
            if each.programme is not None:
                yield State(each.commit, each.programme, aside=True)
        yield State(at.commit, at.programme)

    @cached_property
    def changed(self) -> int:
        """The first state that is of a change judged beside what it was made from; past the last for none."""
        if self.past.changed is None:
            return len(self.states)
        return sum(len([*self._states(at)]) for at in self.past.commits[: self.past.changed])

    @cached_property
    def row_histories(self) -> Mapping[Key, RowHistory]:
        """Every row that is or was there: those of now in their order, then the others."""
        keys = dict.fromkeys(
            (row.action.ref, self.name(row.organisation))
            for _, programme, _ in reversed(self.states)
            for row in programme.rows
        )
        found: dict[Key, list[RowVersion]] = {key: [] for key in keys}
        beside: list[tuple[int, Programme]] = []
        for index, (_, programme, aside) in enumerate(self.states):
            if aside:
                beside.append((index, programme))
                continue
            codes = self._codes(programme)
            for key, versions in found.items():
                row = _row(programme, key[0], codes.get(key[1], key[1]))
                if beside:
                    versions.extend(self._overridden(key, beside, versions, row))
                if not versions or row != versions[-1].row:
                    versions.append(RowVersion(index, row))
            beside.clear()
        return {key: tuple(versions) for key, versions in found.items()}

    def _overridden(
        self, key: Key, beside: Sequence[tuple[int, Programme]], before: Sequence[RowVersion], now: Row | None
    ) -> list[RowVersion]:
        """What a row was beside the line, where in the end it was what neither the line nor the merge has."""
        rows = [(index, self.row(programme, key)) for index, programme in beside]
        last = rows[-1][1]
        if last is None or any(_alike(last, each) for each in (now, *(version.row for version in before))):
            return []
        versions: list[RowVersion] = []
        for index, row in rows:
            if row != (versions or before or [RowVersion(0, None)])[-1].row:
                versions.append(RowVersion(index, row))
        return versions

    @cached_property
    def titles(self) -> "Titles":
        """The titles of its actions, now and before."""
        from ragplan.diff.titles import Titled, Titles

        known = (row.action for versions in self.row_histories.values() for _, row in versions if row)
        return Titles({Titled(each.ref, each.title): None for each in known})

    def now(self) -> Iterator[tuple[Key, Row]]:
        """The rows of the programme as it stands."""
        for row in self.programme.rows:
            yield (row.action.ref, self.name(row.organisation)), row

    def row(self, programme: Programme, key: Key) -> Row | None:
        """A row as the programme had it in another state."""
        return _row(programme, key[0], self._codes(programme).get(key[1], key[1]))

    def at(self, state: int, key: Key) -> Row | None:
        """A row as a state had it."""
        return self.row(self.states[state].programme, key)

    def name(self, code: str) -> str:
        """What an organisation of any state is called now."""
        return code if code in self.programme.organisation else self.programme.code(code)

    def day(self, state: int) -> date:
        """The day from which a state was so; what a change does, it does today."""
        if state >= self.changed:
            return self.today
        commit = self.states[state].commit
        if commit is not None:
            return commit.day(zone_of(self.programme))
        return max([self.today, *(self.day(index) for index in range(state))])

    def open(self, row: Row, state: int, on: date) -> bool:
        """Whether a row of a state is still to be done on a day."""
        return is_open(self.states[state].programme, row, on)

    def seen(self, since: int, until: int) -> bool:
        """Whether a meeting saw what stood from one state until another.

        What no meeting has seen may still be put right. What the first commit held was a plan before
        it came here, and where no meeting is to come every commit counts. What a change was made from is
        agreed, whenever it was committed: a change is compared with it as it stands.
        """
        if until >= self.changed:
            return since < self.changed
        first = self.day(since)
        meetings = self.programme.calendar.meetings
        following = bisect_left(meetings, first)
        return since == 0 or following == len(meetings) or meetings[following] < self.day(until)

    def author(self, state: int, stands: Test) -> Commit | None:
        """Who made a state what ``stands`` says it is: inside a merge, the first commit in which it is so."""
        commit = self.states[state].commit
        if commit is None:
            return None
        inside = (each for each in self.past.brought(commit) if each.programme is not None)
        return next((at.commit for at in inside if at.programme and stands(at.programme)), commit)

    def in_words(self, commit: Commit | None) -> str:
        """A commit as messages name it."""
        if commit is None:
            return "not committed yet"
        on = commit.day(zone_of(self.programme))
        return f"in commit {commit.short} by {cut(commit.author or commit.email or 'nobody')} on {on}"

    def _codes(self, programme: Programme) -> Mapping[str, str]:
        """What a state called the organisations of now, where it called them otherwise."""
        codes = programme.organisation
        if programme.organisations == self.programme.organisations:
            return {}
        return {name: code for code in codes if (name := self.name(code)) != code and name not in codes}


Histories = Callable[[Programme], ProgrammeHistory]
"""The history of each programme."""
Pasts = Callable[[Programme], Past]
Days = Callable[[Programme], date]
"""The day that each programme is judged at."""


def histories(pasts: Pasts, days: Days) -> Histories:
    """The histories of programmes, each laid out once for all rules."""
    made: dict[str, ProgrammeHistory] = {}

    def history(programme: Programme) -> ProgrammeHistory:
        if programme.id not in made:
            made[programme.id] = ProgrammeHistory(programme, pasts(programme), days(programme))
        return made[programme.id]

    return history


def _row(programme: Programme, ref: str, code: str) -> Row | None:
    """What a programme has of an action for an organisation, be it no position; ``None`` for no action."""
    action = programme.action(ref, code)
    return Row(action, code, programme.positions.get(ref, {}).get(code)) if action else None


def _alike(one: Row, other: Row | None) -> bool:
    """Whether two rows say the same, whenever the whole of their file was gone through."""
    if other is None or one.position is None or other.position is None:
        return one == other
    return one == other._replace(position=replace(other.position, reviewed=one.position.reviewed))


def current_rows(history: ProgrammeHistory) -> Iterator[tuple[Key, Row, RowHistory]]:
    """The rows of the programme as it stands, with what they were since their refs stand for what they do."""
    for key, row in history.now():
        versions = history.row_histories[key]
        since = meanings_of(history, versions)[-1].state
        yield key, row, tuple(version for version in versions if version.state >= since)


class Meaning(NamedTuple):
    """What a ref stood for, and from which state on."""

    title: str
    state: int


def meanings_of(history: ProgrammeHistory, versions: RowHistory) -> list[Meaning]:
    """What a ref has stood for, one thing after the other; a return to one ends what came after it."""
    titles = {version.row.action.title: version.state for version in reversed(versions) if version.row}
    if len(titles) == 1:
        return [Meaning(*each) for each in titles.items()]
    from ragplan.diff.titles import SAME, shifted
    from ragplan.model.wording import same

    found: list[Meaning] = []
    before: RowVersion | None = None
    for index, version in enumerate(versions):
        if version.row is None:
            continue
        ref, title = version.row.action.ref, version.row.action.title
        alike = (at for at, each in enumerate(found) if history.titles.alike(ref, each.title, title))
        known = next(alike, None)
        if before and known == len(found) - 1 and not same(found[-1].title, title):
            if shifted(history.states[version.state - 1].programme, version.row.action):
                known = None
            elif not history.titles.alike(ref, found[-1].title, title, SAME):
                gone = versions[index - 1].row is None
                known = None if gone or _was_closed(history, before, version) else known
        if known is not None:
            found[known:] = [found[known]._replace(title=title)]
        elif before is None or not _settled(history, before, found[-1], version.state):
            found[-1:] = [Meaning(title, version.state)]
        else:
            found.append(Meaning(title, version.state))
        before = version
    return found


def _settled(history: ProgrammeHistory, before: RowVersion, meaning: Meaning, until: int) -> bool:
    """Whether what a ref stood for was agreed and known to a meeting."""
    agreed = before.row is not None and not before.row.action.proposed
    return agreed and history.seen(meaning.state, until)


def _was_closed(history: ProgrammeHistory, before: RowVersion, after: RowVersion) -> bool:
    row, on = before.row, history.day(after.state)
    return row is not None and not row.action.parts and not history.open(row, after.state - 1, on)


def status_of(row: Row | None) -> str:
    """The status of a row; ``""`` where nothing is said on it."""
    return row.position.status if row and row.position else ""


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same."""
    if one == other:
        return True
    from ragplan.model.wording import same

    return same(one, other)
