"""What the meetings up to one come to, as JSON and back: a later run goes on from there."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from ragplan.diff import Heard
from ragplan.model.dates import plan_date
from ragplan.reports.tallies import Memory, Moves, Quiet, Share, Tally, shown_in


class Stretch(NamedTuple):
    """What the meetings up to one come to: the tally of each, ``None`` where one is not known, and ``whys``.

    ``notes`` are those of the commits that led to them; both are ``""`` where a programme was recorded.
    """

    tallies: tuple[Tally | None, ...] = ()
    whys: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    memory: Memory | None = None


def written(stretch: Stretch) -> bytes:
    """A stretch as JSON."""
    memory = stretch.memory or Memory()
    data = {
        "tallies": [_tally(each) if each else None for each in stretch.tallies],
        "whys": stretch.whys,
        "notes": stretch.notes,
        "first": [[*key, when.text] for key, when in memory.first.items()],
        "silences": [
            [*key, many, since.isoformat() if since else None]
            for key, (many, since) in memory.silences.items()
        ],
        "titles": memory.titles,
        "names": memory.names,
    }
    return json.dumps(data, separators=(",", ":")).encode()


def stretch_in(text: bytes, name: Callable[[str], str]) -> Stretch | None:
    """The stretch that ``written`` wrote; ``None`` for another text, and where codes have other names now."""
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
        tallies = tuple(_tally_in(each) if each else None for each in data["tallies"])
        return Stretch(tallies, tuple(map(str, data["whys"])), tuple(map(str, data["notes"])), memory)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def _tally(tally: Tally) -> list[object]:
    return [
        _shares(tally.organisations),
        _shares(tally.goals),
        tally.left_out,
        {code: {each.value: many for each, many in heard.items()} for code, heard in tally.heard.items()},
        tally.moves,
        tally.open,
        tally.overdue,
    ]


def _tally_in(data: list[Any]) -> Tally:
    organisations, goals, left_out, heard, (rows, median, longest, revisions), still_open, overdue = data
    return Tally(
        _shares_in(organisations),
        _shares_in(goals),
        {str(why): int(many) for why, many in left_out.items()},
        {str(code): {Heard(each): int(many) for each, many in told.items()} for code, told in heard.items()},
        Moves(int(rows), float(median), int(longest), int(revisions)),
        int(still_open),
        int(overdue),
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
