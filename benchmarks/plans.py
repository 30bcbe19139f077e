"""Make a large plan that lints clean: ``python benchmarks/plans.py POSITIONS FOLDER``.

One programme, 200 organisations with a file each, and texts taken in turn from the real plan in
``plans/bhr-francis``, so that their lengths are those of a paper. The same number of positions
always gives the same bytes.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from ragplan.document import SourceFile, read

PLANS = Path(__file__).parent.parent / "plans"
REAL = PLANS / "bhr-francis"
REGISTER = PLANS / "registers" / "francis-2013.yaml"
RECOMMENDATIONS = 290

ORGANISATIONS = 200
OWNERS = 8
"""Organisations that share an action."""
OWN_EVERY = 5
"""One position in so many is on an action of the organisation's own."""
ACTIONS_IN_GOAL = 3
STEPS = (1, 3, 7, 9, 11, 13, 17, 19, 21, 23)
"""Numbers without a factor in common with ``ORGANISATIONS``: each groups them in another way."""

FIRST_MEETING = date(2013, 12, 2)  # a Monday
REVIEWED = date(2014, 1, 27)
LEADS = ("AA, JS", "LM", "Director of Nursing", "KP", "TW, Head of Quality")
SAYS_DONE = re.compile(r"Complete|Reviewed and |Response now |.* as green")
"""What a status that is rated green says, as its words and its rating agree in a clean plan."""
RATINGS = ("amber", "amber", "amber", "red", "amber", "amber")
"""Of the other statuses, in turn."""
LONG = 5
"""Words of which more in one file are seldom twice the same."""


class Told(NamedTuple):
    """What a position says: the place of its words in the turn, and the day it was said."""

    turn: int
    on: date = REVIEWED


class Texts(NamedTuple):
    """The words of the real plan; a status may be empty."""

    goals: list[str]
    titles: list[str]
    statuses: list[str]

    def rating(self, turn: int) -> str:
        """How the status of a turn is rated: not at all, complete with its date and evidence, or open."""
        status = _turn(self.statuses, turn)
        if not status:
            return ""
        return "green" if SAYS_DONE.match(status) else _turn(RATINGS, turn)


@dataclass(frozen=True)
class Shared:
    """An action of several organisations, named by their numbers."""

    number: int
    owners: tuple[int, ...]

    @property
    def ref(self) -> str:
        """Goal and place in the goal, as papers number them."""
        return f"{self.number // ACTIONS_IN_GOAL + 1}.{self.number % ACTIONS_IN_GOAL + 1}"


@dataclass(frozen=True)
class Made:
    """A plan of a size: the words in it, its shared actions, by owner too, and how many actions each owns."""

    texts: Texts
    actions: list[Shared]
    by_owner: dict[int, list[Shared]]
    own: int

    def programme(self, last: date = REVIEWED) -> bytes:
        """The programme's file; ``last`` is the last meeting."""
        return _bytes(_programme(self.texts, self.actions, last))

    def organisation(self, number: int, reviewed: date = REVIEWED, told: Sequence[Told] = ()) -> bytes:
        """An organisation's file as it was reviewed on a day; what each position says, where it is told."""
        shared = self.by_owner[number]
        return _bytes(_organisation(self.texts, number, shared, self.own, reviewed, told))


def made(positions: int) -> Made:
    """A plan of so many positions, a multiple of the organisations."""
    each, rest = divmod(positions, ORGANISATIONS)
    if rest or not each:
        raise ValueError(f"{positions} is no multiple of {ORGANISATIONS}")
    own = each // OWN_EVERY
    actions = _shared_actions(each - own)
    by_owner: dict[int, list[Shared]] = {number: [] for number in range(ORGANISATIONS)}
    for action in actions:
        for owner in action.owners:
            by_owner[owner].append(action)
    return Made(_texts(each), actions, by_owner, own)


def write_plan(folder: Path, positions: int) -> None:
    """Write a plan of so many positions as new files in a folder."""
    plan = made(positions)
    programme = folder / "benchmark"
    programme.mkdir(parents=True)
    (folder / "registers").mkdir()
    shutil.copy(REGISTER, folder / "registers")
    (programme / "programme.yaml").write_bytes(plan.programme())
    for number in plan.by_owner:
        (programme / f"{code(number)}.yaml").write_bytes(plan.organisation(number))


def _bytes(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _texts(positions: int) -> Texts:
    """The words for files of so many positions: more statuses than that, in turn."""
    programme, *others = (_data(path) for path in sorted(REAL.glob("*.yaml"), key=_programme_first))
    goals = programme["goals"]
    statuses = [entry["status"] for other in others for entry in other["actions"]]
    return Texts(
        goals=[goal["title"] for goal in goals],
        titles=[action["title"] for goal in goals for action in goal["actions"]],
        statuses=list(_told_apart(statuses * (positions // len(statuses) + 1))),
    )


def _told_apart(statuses: Iterable[str]) -> Iterator[str]:
    """The statuses with the day in them that the real plan left open, and long ones no more than once."""
    seen: Counter[str] = Counter()
    for status in statuses:
        seen[status] += 1
        again = f" (site {seen[status]})" if seen[status] > 1 and len(status.split()) > LONG else ""
        yield status.replace("on x January", "on 9 January") + again


def _programme_first(path: Path) -> tuple[bool, str]:
    return path.name != "programme.yaml", path.name


def _data(path: Path) -> Any:
    return read(SourceFile(path.name, path.read_bytes())).data


def _shared_actions(slots: int) -> list[Shared]:
    """Every organisation owns one action a slot; from slot to slot it shares with others."""
    return [
        Shared(
            number=slot * (ORGANISATIONS // OWNERS) + block,
            owners=tuple(
                (block * OWNERS + place) * STEPS[slot % len(STEPS)] % ORGANISATIONS for place in range(OWNERS)
            ),
        )
        for slot in range(slots)
        for block in range(ORGANISATIONS // OWNERS)
    ]


def _programme(texts: Texts, actions: list[Shared], last: date) -> Iterator[str]:
    yield from (
        "# Made by benchmarks/plans.py.",
        "format: ragplan/1",
        "programme: benchmark",
        "title: A plan for measuring",
        "group: Task & Finish Group",
        "calendar:",
        "  every: 2 weeks",
        f"  first: {FIRST_MEETING}",
        f"  last: {last}",
        "key: rag-complete",
        "registers: [francis-2013]",
        "organisations:",
    )
    for number in range(ORGANISATIONS):
        yield f"  {code(number)}:"
        yield f"    name: Organisation number {number + 1}"
    yield "goals:"
    for action in actions:
        if action.number % ACTIONS_IN_GOAL == 0:
            yield from _goal(texts, action.number // ACTIONS_IN_GOAL)
        yield from _shared_action(texts, action)


def _goal(texts: Texts, number: int) -> Iterator[str]:
    first = number * 7 % (RECOMMENDATIONS - 20) + 1
    yield f'  - ref: "{number + 1}"'
    yield f"    title: {_scalar(_turn(texts.goals, number))}"
    yield f"    recommendations: [{first}, {first + 4}-{first + 6}, {first + 11}]"
    yield "    actions:"


def _shared_action(texts: Texts, action: Shared) -> Iterator[str]:
    yield f'      - ref: "{action.ref}"'
    yield f"        title: {_scalar(_turn(texts.titles, action.number))}"
    yield f"        due: {_due(action.number)}"
    yield f"        owners: [{', '.join(map(code, action.owners))}]"
    yield "        leads: [AA, JS]"
    if action.number % 3 == 0:
        yield "        queries:"
        yield "          - Printed without a year; read as 2014."


def _organisation(
    texts: Texts, number: int, shared: list[Shared], own: int, reviewed: date, told: Sequence[Told]
) -> Iterator[str]:
    yield "# Made by benchmarks/plans.py."
    yield f"organisation: {code(number)}"
    yield f"reviewed: {reviewed}"
    yield "actions:"
    first = number * 3  # each file begins at another text
    for place in range(len(shared) + own):
        turn = first + place
        if place < len(shared):
            yield f'  - ref: "{shared[place].ref}"'
        else:
            yield f'  - ref: "A{place - len(shared) + 1}"'
            yield from _own_action(texts, turn)
        yield from _position(texts, told[place] if told else Told(turn))


def _own_action(texts: Texts, turn: int) -> Iterator[str]:
    yield f"    title: {_scalar(_turn(texts.titles, turn))}"
    yield f"    leads: [{_turn(LEADS, turn)}]"
    yield f"    due: {_due(turn)}"
    if turn % 2:
        yield f"    outcome: {_scalar(_turn(texts.goals, turn))}"
    if turn % 4 == 0:
        yield "    revised:"
        yield f"      - to: {_due(turn, later=28)}"
        yield f"        on: {min(_due(turn), (REVIEWED - timedelta(days=12)).isoformat())}"
        yield "        reason: Assurance awaited from the localities"
        yield "        agreed_by: Clinical Governance Committee"


def _position(texts: Texts, told: Told) -> Iterator[str]:
    turn = told.turn
    status = _turn(texts.statuses, turn)
    rating = texts.rating(turn)
    if rating:
        yield f"    rating: {rating}"
    yield f"    status: {_scalar(status)}".rstrip()
    if status and turn % 2:
        yield f"    updated: {told.on - timedelta(days=turn % 14)}"
    if rating == "green":
        yield f"    completed: {told.on - timedelta(days=turn % 40)}"
        yield "    evidence:"
        yield f"      - ref: Committee minute {turn % 60}.{turn % 9}"
        yield f"        on: {told.on - timedelta(days=turn % 40)}"
    if rating == "red":
        yield f"    next: {_scalar(_turn(texts.titles, turn + 5))}"
    if turn % 12 == 0:
        yield "    queries:"
        yield "      - The status names another organisation; does part of it belong there?"


def code(number: int) -> str:
    """The code of an organisation."""
    return f"ORG{number + 1:03}"


def _turn(items: list[str] | tuple[str, ...], turn: int) -> str:
    return items[turn % len(items)]


def _due(turn: int, later: int = 0) -> str:
    """A working day within twenty weeks of the first meeting."""
    week, day = turn % 20, turn % 5
    return (FIRST_MEETING + timedelta(weeks=week, days=day + later)).isoformat()


_PLAIN = re.compile(r"[A-Za-z](?!.*: |.* #).*(?<![:\s])")
_OTHERS_WOULD_TYPE = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}


def _scalar(text: str) -> str:
    """A text as a person writes it: plain where YAML allows, else in quotes."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _OTHERS_WOULD_TYPE
    return text if plain or not text else json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    write_plan(Path(sys.argv[2]), int(sys.argv[1]))
