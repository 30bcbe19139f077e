"""The course of a programme: its meetings, what the rows that each saw come to, and what is remembered."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from ragplan.diff.silence import UpdateState
from ragplan.history.past import Commit
from ragplan.history.tallies import Memory, Moves, Quiet, Share, Shown, Tally, shown_in
from ragplan.model.assessment import Uncounted
from ragplan.model.dates import plan_date
from ragplan.model.key import Category
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting: the commit that it saw and what the rows there come to.

    ``tally`` is ``None`` where that is not known; ``note`` then says why.
    """

    day: date
    commit: Commit
    frozen: bool
    tally: Tally | None
    note: str = ""


@dataclass(frozen=True)
class Course:
    """A programme as it is now and its meetings, oldest first.

    ``last`` is what the last meeting saw of those that are known, ``memory`` what is to be known of all
    meetings up to it. ``notes`` tell what the history does not.
    """

    programme: Programme
    meetings: tuple[Meeting, ...]
    last: Snapshot | None
    memory: Memory
    notes: tuple[str, ...] = ()

    @cached_property
    def known(self) -> tuple[tuple[Meeting, Tally], ...]:
        """The meetings that are known, with their tallies."""
        return tuple((each, each.tally) for each in self.meetings if each.tally)

    @property
    def name(self) -> Callable[[str], str]:
        """How an organisation of any meeting is called now."""
        return self.programme.known_as

    @cached_property
    def levels(self) -> tuple[Shown | None, ...]:
        """What rows showed at any meeting, in the key's order, the stated first; ``None`` for no rating.

        What the key has no level for stands behind what it has, best first.
        """
        seen = {shown for _, tally in self.known for share in tally.organisations.values() for shown in share}
        key = self.programme.key
        order = dict.fromkeys((*(each.category for each in (key.levels if key else ())), *reversed(Category)))
        levels = (Shown(category, stated) for stated in (True, False) for category in order)
        return (*(each for each in levels if each in seen), *([None] if None in seen else []))


class Tallies(NamedTuple):
    """What the meetings up to one come to: the tally of each, ``None`` where one is not known, and ``whys``.

    ``notes`` are those of the commits that led to them; both are ``""`` where a programme was recorded.
    """

    tallies: tuple[Tally | None, ...] = ()
    whys: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    memory: Memory | None = None


def tallies_as_json(tallies: Tallies) -> bytes:
    """What the meetings up to one come to, as JSON: a later run goes on from there."""
    memory = tallies.memory or Memory()
    data = {
        "tallies": [_tally(each) if each else None for each in tallies.tallies],
        "whys": tallies.whys,
        "notes": tallies.notes,
        "first": [[*key, when.text] for key, when in memory.first.items()],
        "silences": [
            [*key, many, since.isoformat() if since else None]
            for key, (many, since) in memory.silences.items()
        ],
        "titles": memory.titles,
        "names": memory.names,
    }
    return json.dumps(data, separators=(",", ":")).encode()


def tallies_from_json(text: bytes, name: Callable[[str], str]) -> Tallies | None:
    """What ``tallies_as_json`` wrote; ``None`` for another text, and where codes have other names now."""
    try:
        data = json.loads(text)
        names = {str(code): str(now) for code, now in data["names"].items()}
        if any(name(code) != now for code, now in names.items()):
            return None
        memory = Memory(
            first={(str(ref), str(code)): plan_date(when) for ref, code, when in data["first"]},
            silences={
                (str(ref), str(code)): Quiet(int(many), date.fromisoformat(since) if since else None)
                for ref, code, many, since in data["silences"]
            },
            titles={str(ref): str(title) for ref, title in data["titles"].items()},
            names=names,
        )
        counted = tuple(_tally_in(each) if each else None for each in data["tallies"])
        return Tallies(counted, tuple(map(str, data["whys"])), tuple(map(str, data["notes"])), memory)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def _tally(tally: Tally) -> list[object]:
    return [
        _shares(tally.organisations),
        _shares(tally.goals),
        {why.value: many for why, many in tally.left_out.items()},
        {
            code: {each.value: many for each, many in updates.items()}
            for code, updates in tally.updates.items()
        },
        tally.moves,
        tally.open,
        tally.overdue,
        tally.promised,
    ]


def _tally_in(data: list[Any]) -> Tally:
    organisations, goals, left_out, updates, moves, *numbers = data
    rows, median, longest, revisions = moves
    still_open, overdue, promised = map(int, numbers)
    return Tally(
        _shares_in(organisations),
        _shares_in(goals),
        {Uncounted(why): int(many) for why, many in left_out.items()},
        {
            str(code): {UpdateState(each): int(many) for each, many in told.items()}
            for code, told in updates.items()
        },
        Moves(int(rows), float(median), int(longest), int(revisions)),
        still_open,
        overdue,
        promised,
    )


def _shares(shares: Mapping[str, Share]) -> Mapping[str, Mapping[str, int]]:
    return {
        whose: {shown.word if shown else "": many for shown, many in share.items()}
        for whose, share in shares.items()
    }


def _shares_in(data: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Share]:
    return {
        str(whose): {shown_in(str(word)): int(many) for word, many in share.items()}
        for whose, share in data.items()
    }
