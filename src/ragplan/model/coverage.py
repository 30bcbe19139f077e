"""Which recommendations apply to a programme, and what it says and does about each."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import NamedTuple, TypeVar

from ragplan.model.assessment import ended
from ragplan.model.plan import Action, Goal, RecommendationPosition
from ragplan.model.programme import Programme
from ragplan.model.recommendations import Reference
from ragplan.model.register import Recommendation, Register

Cites = TypeVar("Cites", Goal, Action)
Said = TypeVar("Said")
Of = TypeVar("Of", bound=Hashable)
Number = tuple[str, int]
"""A recommendation: the id of its register, and its number."""


class Applicability(Enum):
    """Whether a recommendation applies; what nobody has said anything about is not considered."""

    APPLICABLE = "applicable"
    NOT_APPLICABLE = "not_applicable"
    NOT_CONSIDERED = "not_considered"


class ExclusionReason(NamedTuple):
    """Why a recommendation does not apply; ``organisation`` is ``""`` where the programme says so."""

    organisation: str
    text: str


@dataclass(frozen=True)
class Covered:
    """One recommendation in one programme.

    ``applies_to`` are the codes of the organisations that say it applies to them, ``""`` for the
    programme. It is applicable where any of them says so. ``positions`` are all entries on it, with words
    or without. ``actions`` cite it themselves or through their goal, and it is ``acted`` on where one of
    them is not closed without being done; ``goals`` cite it.
    """

    register: Register
    recommendation: Recommendation
    applies_to: tuple[str, ...] = ()
    reasons: tuple[ExclusionReason, ...] = ()
    positions: tuple[RecommendationPosition, ...] = ()
    goals: tuple[Goal, ...] = ()
    actions: tuple[Action, ...] = ()
    acted: bool = False

    @property
    def number(self) -> int:
        """Its number in the register."""
        return self.recommendation.number

    @property
    def standing(self) -> Applicability:
        """Whether it applies."""
        if self.applies_to:
            return Applicability.APPLICABLE
        return Applicability.NOT_APPLICABLE if self.reasons else Applicability.NOT_CONSIDERED

    @property
    def worded(self) -> bool:
        """Whether anybody has a position on it; an entry without words is none."""
        return any(each.worded for each in self.positions)

    @property
    def answered(self) -> bool:
        """Whether anybody has a position on it, or it is acted on."""
        return self.worded or self.acted

    @property
    def considered(self) -> bool:
        """Whether it is answered, or said not to apply: nobody has yet to look at it."""
        return self.answered or self.standing is Applicability.NOT_APPLICABLE

    @property
    def touched(self) -> bool:
        """Whether the programme says anything of it at all."""
        return (
            bool(self.positions or self.actions or self.goals)
            or self.standing is not Applicability.NOT_CONSIDERED
        )


def coverage(programme: Programme, as_of: date) -> tuple[Covered, ...]:
    """Every recommendation of the programme's registers at a day, in the order of registers and numbers."""
    applies = _gathered(_applying(programme))
    reasons = _gathered(_excluding(programme))
    positions = _gathered(_positions(programme))
    goals = _gathered(_citing(programme, programme.goals))
    actions = _gathered(_citing(programme, programme.actions))
    return tuple(
        Covered(
            register=register,
            recommendation=register.recommendation(number),
            applies_to=applies.get((register.id, number), ()),
            reasons=reasons.get((register.id, number), ()),
            positions=positions.get((register.id, number), ()),
            goals=goals.get((register.id, number), ()),
            actions=(citing := actions.get((register.id, number), ())),
            acted=any(not ended(each, as_of) for each in citing),
        )
        for register in programme.registers
        for number in register.numbers
    )


class _Answers(NamedTuple):
    """A recommendation, with the actions that answer it by their owners' codes, and the positions."""

    covered: Covered
    actions: Mapping[str, tuple[Action, ...]]
    positions: Mapping[str, tuple[RecommendationPosition, ...]]

    def of(self, code: str, codes: Collection[str], as_of: date) -> Covered:
        """It as one organisation answers it; ``codes`` are the organisation's own and those of its groups."""
        covered = self.covered
        own = code in covered.applies_to or any(each.organisation == code for each in covered.reasons)
        heard = {code} if own else {"", *codes}
        actions = _of_any(codes, self.actions)
        return replace(
            covered,
            applies_to=tuple(each for each in covered.applies_to if each in heard),
            reasons=tuple(each for each in covered.reasons if each.organisation in heard),
            positions=_of_any(codes, self.positions),
            actions=actions,
            acted=any(not ended(each, as_of) for each in actions),
        )


def by_organisation(programme: Programme, as_of: date) -> Iterator[tuple[str, Covered]]:
    """Every recommendation as each organisation that is no group answers it, after the organisation's code.

    It answers itself or through its groups. Whether a recommendation applies to it is its own word, else that
    of its groups and of the programme.
    """
    code = programme.code
    found = [
        _Answers(
            each,
            _gathered((code(owner), action) for action in each.actions for owner in action.owners),
            _gathered((code(position.organisation), position) for position in each.positions),
        )
        for each in coverage(programme, as_of)
    ]
    for organisation in programme.organisations:
        if not organisation.members:
            codes = answering_for(programme, organisation.code)
            yield from ((organisation.code, each.of(organisation.code, codes, as_of)) for each in found)


def _of_any(codes: Collection[str], said: Mapping[str, tuple[Said, ...]]) -> tuple[Said, ...]:
    """What was said by any of some organisations, each once."""
    if not said:
        return ()
    several = (each for code in sorted(codes) for each in said.get(code, ()))
    return tuple({id(each): each for each in several}.values())


def numbers(programme: Programme, references: Iterable[Reference]) -> Iterator[Number]:
    """Every recommendation that is cited and that a register of the programme holds."""
    registers = {register.id: register for register in programme.registers}
    for cited in references:
        register = registers.get(programme.register_name(cited))
        if register is not None:
            first, last = max(cited.first, register.first), min(cited.last, register.last)
            yield from ((register.id, number) for number in range(first, last + 1))


def answered(programme: Programme, as_of: date, codes: Collection[str] | None = None) -> frozenset[Number]:
    """The recommendations with a position in words, or an action not closed by a day without being done.

    Those of all organisations, or of those with these ``codes``.
    """
    positions = (
        number for number, said in _positions(programme) if said.worded and speaks(programme, said, codes)
    )
    living = (each for each in programme.actions if not ended(each, as_of) and speaks(programme, each, codes))
    return frozenset((*positions, *(number for number, _ in _citing(programme, living))))


def answering_for(programme: Programme, code: str) -> frozenset[str]:
    """An organisation and the groups that answer for it, by code."""
    found = frozenset((code,))
    while True:
        groups = (
            group.code
            for group in programme.organisations
            if any(programme.code(member) in found for member in group.members)
        )
        more = found.union(groups)
        if more == found:
            return found
        found = more


@dataclass(frozen=True)
class Exclusions:
    """Who says of which recommendations that they do not apply, and who that they do, by code.

    ``""`` is the programme; ``members`` are those of groups.
    """

    excluding: Mapping[Number, frozenset[str]]
    applying: Mapping[Number, frozenset[str]]
    members: Mapping[str, tuple[str, ...]]

    def hold(self, number: Number, owners: Collection[str]) -> bool:
        """Whether a recommendation does not apply to any of the owners; with none, to the programme."""
        return all(self._apart(number, code) for code in (owners or ("",)))

    def _apart(self, number: Number, code: str, within: frozenset[str] = frozenset()) -> bool:
        """Whether it does not apply to one: by its own word, else its members', else the programme's."""
        if code in self.applying.get(number, ()):
            return False
        said = self.excluding.get(number, ())
        if code in said:
            return True
        path = within | {code}
        members = [each for each in self.members.get(code, ()) if each not in path]
        if members:
            return all(self._apart(number, each, path) for each in members)
        return "" in said and "" not in self.applying.get(number, ())


def exclusions(programme: Programme) -> Exclusions:
    """What a programme and its organisations say of applicability."""
    return Exclusions(
        _codes((number, reason.organisation) for number, reason in _excluding(programme)),
        _codes(_applying(programme)),
        {group.code: tuple(map(programme.code, group.members)) for group in programme.organisations},
    )


def _codes(said: Iterable[tuple[Number, str]]) -> Mapping[Number, frozenset[str]]:
    found: dict[Number, set[str]] = {}
    for number, code in said:
        found.setdefault(number, set()).add(code)
    return {number: frozenset(codes) for number, codes in found.items()}


def speaks(
    programme: Programme, entry: Action | RecommendationPosition, codes: Collection[str] | None
) -> bool:
    """Whether an action is owned by, or a position of, one of the organisations with these codes."""
    names = entry.owners if isinstance(entry, Action) else (entry.organisation,)
    return codes is None or any(programme.code(name) in codes for name in names)


def _citing(programme: Programme, entries: Iterable[Cites]) -> Iterator[tuple[Number, Cites]]:
    for entry in entries:
        cited = programme.recommendations(entry) if isinstance(entry, Action) else entry.recommendations
        yield from ((number, entry) for number in numbers(programme, cited))


def _applying(programme: Programme) -> Iterator[tuple[Number, str]]:
    yield from ((number, "") for number in numbers(programme, programme.applicable))
    for file in programme.files:
        code = programme.code(file.organisation)
        yield from ((number, code) for number in numbers(programme, file.applicable))


def _excluding(programme: Programme) -> Iterator[tuple[Number, ExclusionReason]]:
    said = [("", exclusion) for exclusion in programme.not_applicable]
    for file in programme.files:
        code = programme.code(file.organisation)
        said += [(code, exclusion) for exclusion in file.not_applicable]
    for code, exclusion in said:
        reason = ExclusionReason(code, exclusion.reason)
        yield from ((number, reason) for number in numbers(programme, exclusion.recommendations))


def _positions(programme: Programme) -> Iterator[tuple[Number, RecommendationPosition]]:
    for file in programme.files:
        for position in file.on_recommendations:
            yield from ((number, position) for number in numbers(programme, (position.cited,)))


def _gathered(pairs: Iterable[tuple[Of, Said]]) -> Mapping[Of, tuple[Said, ...]]:
    """What was said of each recommendation, or by each organisation, in order, each once."""
    found: dict[Of, dict[int, Said]] = {}
    for of, said in pairs:
        found.setdefault(of, {}).setdefault(id(said), said)
    return {of: tuple(each.values()) for of, each in found.items()}
