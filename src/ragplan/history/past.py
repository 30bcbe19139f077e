"""Commits and meetings: which commit a meeting saw, and a programme's past. Pure: git is not asked."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, tzinfo
from itertools import islice
from typing import NamedTuple

from ragplan.model.dates import plan_date
from ragplan.model.programme import Programme
from ragplan.model.public import public_copy
from ragplan.model.snapshot import Snapshot

LONDON = "Europe/London"
"""The time zone of a programme that names none."""
DAMAGED = datetime(9999, 12, 30, tzinfo=UTC)
"""The moment of a commit whose date cannot be read: beyond all meetings, in any time zone's reach."""

_COUNTED = re.compile(r"-([1-9][0-9]{0,3})", re.ASCII)
_LAST = "last"


class Commit(NamedTuple):
    """A commit: its full id, when it was committed, who wrote it and the first line of its message.

    The id alone makes it another one. On a line ``at`` is when it counts, and of its ``parents`` the one
    that continues the line comes first.
    """

    revision: str
    at: datetime
    author: str
    email: str
    subject: str
    parents: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Commit) and self.revision == other.revision

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.revision)

    @property
    def short(self) -> str:
        """The id as people write it."""
        return self.revision[:10]

    def day(self, zone: tzinfo | None) -> date:
        """The day on which it counts in a time zone; ``None`` is the machine's own."""
        return self.at.astimezone(zone).date()


class Recorded(NamedTuple):
    """A programme as it stood at a commit; ``None`` where it was not there or does not load.

    ``note`` then says why, in words that may hold text of the plan.
    """

    commit: Commit
    programme: Programme | None
    note: str = ""


class Held(NamedTuple):
    """A meeting and what it saw; ``frozen`` tells that a freeze tag says so."""

    meeting: date
    recorded: Recorded
    frozen: bool = False


class MeetingPeriod(NamedTuple):
    """A meeting: the commits of the line since the one before, and the commit that it saw."""

    commits: tuple[Commit, ...]
    day: date
    commit: Commit
    frozen: bool


class Gone(NamedTuple):
    """A programme that the plans no longer hold: as it last stood, the day it is judged at, and the commit
    that took it out, ``None`` where that is not committed yet.
    """

    programme: Programme
    on: date
    commit: Commit | None


def _nothing(_commit: Commit) -> Sequence[Recorded]:
    return ()


class Past(NamedTuple):
    """A programme through time, oldest first: the commits that changed it, the meetings, and what is missing.

    ``notes`` tell of every commit and meeting left out or without a programme, one sentence each.
    ``brought`` gives what a merge brought to the line, where that was asked for; ``aside`` are the merges
    whose other parent held what the line never did. From the place ``changed`` on the commits are those of a
    change that is judged beside what it was made from. ``unlisted`` are days that freeze tags record and on
    which the calendar has no meeting, with what was seen on them.
    """

    commits: tuple[Recorded, ...]
    meetings: tuple[Held, ...]
    notes: tuple[str, ...] = ()
    brought: Callable[[Commit], Sequence[Recorded]] = _nothing
    changed: int | None = None
    aside: frozenset[Commit] = frozenset()
    unlisted: tuple[Held, ...] = ()

    def before(self, day: date) -> Iterator[Programme]:
        """What the programme was when it came here, and as each meeting before a day saw it."""
        first = next((each for each in self.commits if each.programme is not None), None)
        seen = (each.recorded for each in self.meetings if each.meeting < day)
        return (each.programme for each in (first, *seen) if each and each.programme is not None)

    def until(self, day: date, zone: tzinfo) -> "Past":
        """The same past as it was at the end of a day in a time zone; notes stay."""
        return self._replace(
            commits=tuple(each for each in self.commits if each.commit.day(zone) <= day),
            meetings=tuple(each for each in self.meetings if each.meeting <= day),
            unlisted=tuple(each for each in self.unlisted if each.meeting <= day),
        )

    def stood(self, day: date, zone: tzinfo) -> Programme | None:
        """The programme as it stood at the end of a day, as a meeting of that day saw it where there was one.

        ``None`` where it was not there yet.
        """
        met = (each.recorded.programme for each in (*self.meetings, *self.unlisted) if each.meeting == day)
        held = (each.programme for each in reversed(self.until(day, zone).commits))
        return next((each for each in (*met, *held) if each is not None), None)

    def completion(self, programme: Programme, ref: str, organisation: str) -> date | None:
        """The day of the commit from which on a position is rated complete; ``None`` where git cannot tell.

        It cannot where that is not committed yet, was so when the programme came here, or where the
        commit before it does not load.
        """
        became = None
        for commit, then, _ in reversed(self.commits):
            if then is None:
                return None
            code = next((each for each in then.organisation if programme.known_as(each) == organisation), "")
            if not then.rated_complete(ref, code):
                return became.astimezone(zone_of(programme)).date() if became else None
            became = commit.at
        return None

    def public(self) -> "Past":
        """The same past of the public copies."""
        copies: dict[int, Programme] = {}

        def shown(recorded: Recorded) -> Recorded:
            then = recorded.programme
            if then is None:
                return recorded
            if id(then) not in copies:
                copies[id(then)] = public_copy(then)
            return recorded._replace(programme=copies[id(then)])

        return self._replace(
            commits=tuple(map(shown, self.commits)),
            meetings=tuple(each._replace(recorded=shown(each.recorded)) for each in self.meetings),
            unlisted=tuple(each._replace(recorded=shown(each.recorded)) for each in self.unlisted),
            brought=lambda commit: tuple(map(shown, self.brought(commit))),
        )

    def snapshot(self, programme: Programme, on: date) -> Snapshot:
        """A programme as it stands on a day, knowing what the two meetings before that day saw.

        Where it is not known what one saw, that is what an earlier one did.
        """
        held = ((each.recorded.programme, each.meeting) for each in reversed(self.meetings))
        known = ((seen, day) for seen, day in held if seen is not None and day < on)
        seen = None
        for then, day in reversed(list(islice(known, 2))):
            seen = Snapshot(then.met(programme.calendar), day, seen)
        return Snapshot(programme, on, seen)


class TooFewMeetings(Exception):  # noqa: N818 - the calendar is short; nothing is in error
    """A meeting was counted back to that the calendar does not have."""


def time_zone(name: str = LONDON) -> tzinfo | None:
    """The time zone of a name such as ``Europe/London``, or ``None`` where there is none of that name."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def zone_of(programme: Programme) -> tzinfo:
    """The time zone in which a programme's days end; London's where it names none that is known."""
    return time_zone(programme.time_zone or LONDON) or time_zone() or UTC


def end_of(day: date, zone: tzinfo) -> datetime:
    """The last moment of a day; of an hour that comes twice, the second."""
    return datetime.combine(day, time(23, 59, 59, 999_999, fold=1), zone)


def last_by(line: Sequence[Commit], moment: datetime) -> Commit | None:
    """The last commit of a line, dated as it counts and oldest first, by a moment."""
    place = bisect_right(line, moment, key=lambda commit: commit.at)
    return line[place - 1] if place else None


def counted_meeting(text: str, meetings: Sequence[date], before: date) -> date | None:
    """The meeting that ``last`` or ``-2`` means, counted back from a day; ``None`` for any other text.

    ``last`` and ``-1`` are the meeting before that day, not on it. Raises ``TooFewMeetings``.
    """
    match = _COUNTED.fullmatch(text)
    if match is None and text != _LAST:
        return None
    back = int(match[1]) if match else 1
    held = [meeting for meeting in meetings if meeting < before]
    if len(held) < back:
        raise TooFewMeetings(_too_few(len(held), before))
    return held[-back]


def is_counted(text: str) -> bool:
    """Whether a text counts meetings back, as ``last`` and ``-2`` do."""
    return text == _LAST or _COUNTED.fullmatch(text) is not None


def named_day(text: str) -> date | None:
    """The day that a text such as ``2014-01-27`` names; ``None`` for a month and any other text."""
    when = plan_date(text)
    return when.first if when.first == when.last else None


def _too_few(held: int, before: date) -> str:
    if not held:
        return f"the calendar has no meeting before {before}"
    return f"the calendar has only {held} meeting{'s' if held > 1 else ''} before {before}"
