"""RAG6: what a programme says and does about the recommendations of its registers, and their responses."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ragplan.diagnostics import Cause, Origin, Severity
from ragplan.english import cut, listed
from ragplan.model.assessment import days_left, ended
from ragplan.model.coverage import Exclusions, Number, answered, answering_for, exclusions, numbers
from ragplan.model.plan import Action, Exclusion, Goal
from ragplan.model.programme import Programme
from ragplan.model.recommendations import Reference, in_words
from ragplan.model.register import Register, Response
from ragplan.plans import Plans
from ragplan.rules.citations import registers
from ragplan.rules.rule import Finding, Needs, Now, rule

AS_WRITTEN = date.max
"""The day of rules that know none: a withdrawal that is written is one, whatever its date."""
MOST = 100
"""Ranges of recommendations that a message lists before it is cut."""
SHOWN = 60
"""Characters of a position's words that a message shows."""


class _Statement(NamedTuple):
    """What one file says of applicability; ``organisation`` is ``""`` for the programme's own file."""

    organisation: str
    origin: Origin
    applicable: tuple[Reference, ...]
    excluded: tuple[Exclusion, ...]


def _statements(programme: Programme) -> Iterator[_Statement]:
    yield _Statement("", programme.origin, programme.applicable, programme.not_applicable)
    for file in programme.files:
        code = programme.code(file.organisation)
        yield _Statement(code, file.origin, file.applicable, file.not_applicable)


@rule("RAG601", "forgotten-recommendation", Severity.WARNING)
def forgotten_recommendation(plans: Plans) -> Iterator[Finding]:
    """A recommendation that applies has no position and no action; an entry without words is no position.

    Why:
        "Not applicable" is an answer, with a reason; nothing at all is a recommendation forgotten.
        Where an organisation says what applies to it, its own positions and actions count, those of
        groups it is a member of among them.

    Fails:
        organisation: A
        applicable: [1-3, 290]
        actions:
          - ref: "1.1"
            status: Drafted.
        positions:
          - recommendation: 1
            status: Accepted; the response says how.

    Fixed:
        @@
        -applicable: [1-3, 290]
        +applicable: [1-3]
        +not_applicable:
        +  - recommendations: [290]
        +    reason: It is addressed to the Department of Health.
        @@
             status: Accepted; the response says how.
        +  - recommendation: 2-3
        +    status: Still to be considered by the board.

    Near miss:
        # An action answers a recommendation as a position does.
        organisation: A
        applicable: [1-3]
        actions:
          - ref: "1.1"
          - ref: "A1"
            title: Train all staff to speak up
            leads: [AA]
            due: 2014-05-30
            recommendations: [1-3]
    """
    for programme in plans.programmes:
        for stated in _statements(programme):
            applicable = set(numbers(programme, stated.applicable)) - set(_excluded(programme, stated))
            if not applicable:
                continue
            own = answering_for(programme, stated.organisation) if stated.organisation else None
            forgotten = applicable - answered(programme, AS_WRITTEN, own)
            if forgotten:
                has = "has" if len(forgotten) == 1 else "have"
                yield Finding(
                    stated.origin.at("applicable"),
                    f"{len(forgotten):,} of {len(applicable):,} applicable recommendations {has} no position "
                    f"and no action: {_ranges(programme, forgotten)}",
                    "add them, or list what does not apply under 'not_applicable' with the reason",
                    at_key=True,
                )


def _excluded(programme: Programme, stated: _Statement) -> Iterator[Number]:
    for exclusion in stated.excluded:
        yield from numbers(programme, exclusion.recommendations)


def _ranges(programme: Programme, found: Iterable[Number]) -> str:
    """Recommendations as a paper prints them, in the order of the programme's registers."""
    ranges: list[Reference] = []
    several = len(programme.registers) > 1
    order = {register.id: index for index, register in enumerate(programme.registers)}
    for register, number in sorted(found, key=lambda each: (order[each[0]], each[1])):
        name = register if several else ""
        last = ranges[-1] if ranges else None
        if last is not None and (last.register, last.last + 1) == (name, number):
            ranges[-1] = last._replace(last=number)
        else:
            ranges.append(Reference("", name, number, number))
    return listed([in_words([each]) for each in ranges], MOST)


@rule("RAG605", "position-past-review", Severity.WARNING, needs=Needs.CLOCK)
def position_past_review(plans: Plans, now: Now) -> Iterator[Finding]:
    """A position on a recommendation was to be looked at again by a day that has passed.

    Why:
        Words that nobody has gone through again are read as if they still held. Whoever does so writes
        the day of the next review.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
        positions:
          - recommendation: 1
            status: Accepted; the response says how.
            review_by: 2014-02

    Fixed:
        @@
        -    status: Accepted; the response says how.
        -    review_by: 2014-02
        +    status: Accepted; the response says how, and is on the website.
        +    updated: 2014-02-24
        +    review_by: 2014-12

    Near miss:
        # The meeting is on 31 March: the month has not passed yet.
        organisation: A
        actions:
          - ref: "1.1"
        positions:
          - recommendation: 1
            status: Accepted; the response says how.
            review_by: 2014-03
    """
    for programme in plans.programmes:
        day = now(programme).on
        for file in programme.files:
            for position in file.on_recommendations:
                left = days_left(position.review_by, day)
                if left is not None and left < 0:
                    yield Finding(
                        position.origin.at("review_by"),
                        f"the position on {_named(position.cited)} was due for review by "
                        f"{position.review_by}",
                        "review it, and write the date of the next review here",
                    )


_TO_REVIEW = (
    r"(?i)\b(?:requires?|needs?|will (?:now )?(?:require|need))\s+(?:a\s+)?(?:further\s+|another\s+)?review"
    r"\s+(?:during|in|by|before)\s+(?:\w{1,9}\s+)?\d{4}\b"
)


@rule("RAG610", "review-without-date", Severity.INFO)
def review_without_date(plans: Plans) -> Iterator[Finding]:
    """A position on a recommendation says that it needs a review by some time, and has no `review_by`.

    Why:
        Words remind nobody. With `review_by` the position is told of once the time has passed.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
        positions:
          - recommendation: 1
            status: Accepted. In the light of the response this will need a further review during 2014.

    Fixed:
        @@
             status: Accepted. In the light of the response this will need a further review during 2014.
        +    review_by: 2014-12

    Near miss:
        @@
        +# No time is said; it was reviewed already.
        @@
        -    status: Accepted. In the light of the response this will need a further review during 2014.
        +    status: Accepted. The strategy needed a review, which the board had in 2013.
    """
    for programme in plans.programmes:
        for file in programme.files:
            for position in file.on_recommendations:
                said = None if position.review_by else re.search(_TO_REVIEW, position.status)
                if said:
                    words = cut(said[0], SHOWN)
                    yield Finding(
                        position.origin.at("status"),
                        f"the position on {_named(position.cited)} says {words!r}, but gives no date for it",
                        "add 'review_by:' with the last day or month of that period",
                        cause=Cause(
                            "position",
                            end=" mention a review to come, but have no 'review_by'",
                            item=position.recommendation,
                        ),
                    )


def _named(cited: Reference) -> str:
    return f"recommendation{'s' if len(cited.numbers) > 1 else ''} {in_words([cited])}"


@rule("RAG607", "applies-and-not", Severity.ERROR)
def applies_and_not(plans: Plans) -> Iterator[Finding]:
    """A recommendation stands among those that apply and among those that do not.

    Why:
        One of the two is wrong, and the paper would have to choose.

    Fails:
        organisation: A
        applicable: [1-3]
        not_applicable:
          - recommendations: [3]
            reason: It is addressed to the Department of Health.
        actions:
          - ref: "1.1"
            status: Drafted.
        positions:
          - recommendation: 1-2
            status: Accepted; the response says how.

    Fixed:
        @@
        -applicable: [1-3]
        +applicable: [1-2]

    Near miss:
        # It applies to Alpha Hospital and not to Beta Council: each speaks for itself.
        organisation: A
        applicable: [3]
        actions:
          - ref: "1.1"
        positions:
          - recommendation: 3
            status: Accepted; the response says how.
        # file: B.yaml
        organisation: B
        not_applicable:
          - recommendations: [3]
            reason: It is addressed to hospitals.
    """
    for programme in plans.programmes:
        for stated in _statements(programme):
            applicable = set(numbers(programme, stated.applicable))
            for index, exclusion in enumerate(stated.excluded):
                place = stated.origin.at("not_applicable", index, "recommendations")
                for at, cited in enumerate(exclusion.recommendations):
                    both = applicable.intersection(numbers(programme, [cited]))
                    if both:
                        stand = "stands" if len(both) == 1 else "stand"
                        yield Finding(
                            place.at(at),
                            f"{_ranges(programme, both)} {stand} under 'applicable' as well",
                            "remove it from one of the two",
                        )


@rule("RAG609", "cites-not-applicable", Severity.WARNING)
def cites_not_applicable(plans: Plans) -> Iterator[Finding]:
    """An action, or a goal for its actions, cites a recommendation that is said not to apply.

    Why:
        Either the work is not needed, or the recommendation applies after all: the paper would print both.
        What an organisation says of itself holds for its own actions, and for shared ones all of whose
        owners say so; what the programme says holds for all that do not say otherwise.

    Fails:
        organisation: A
        not_applicable:
          - recommendations: [12]
            reason: It is addressed to hospitals.
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Train all staff to report incidents
            leads: [AA]
            due: 2014-05-30
            recommendations: [11-12]

    Fixed:
        @@
        -    recommendations: [11-12]
        +    recommendations: [11]

    Near miss:
        # It does not apply to Alpha Hospital, but to Beta Council, which owns the action.
        organisation: A
        not_applicable:
          - recommendations: [12]
            reason: It is addressed to councils.
        actions:
          - ref: "1.1"
            status: Drafted.
        # file: B.yaml
        organisation: B
        actions:
          - ref: "B1"
            title: Train all staff to report incidents
            leads: [BB]
            due: 2014-05-30
            recommendations: [12]
    """
    for programme in plans.programmes:
        excluded = exclusions(programme)
        if excluded.excluding:
            for entry, owners in _citing(programme, AS_WRITTEN):
                yield from _idle(programme, excluded, entry, owners)


def _citing(programme: Programme, as_of: date) -> Iterator[tuple[Goal | Action, frozenset[str]]]:
    """Goals and actions that cite recommendations themselves, with the owners of what is to be done."""
    living = [action for action in programme.actions if not ended(action, as_of)]
    for goal in programme.goals:
        under = [each for each in living if each.goal == goal.ref and not each.recommendations]
        yield goal, frozenset(programme.code(owner) for each in under for owner in each.owners)
    for action in living:
        yield action, frozenset(map(programme.code, action.owners))


def _idle(
    programme: Programme, excluded: Exclusions, entry: Goal | Action, owners: frozenset[str]
) -> Iterator[Finding]:
    """The citations of one entry that do not apply to its owners."""
    for index, cited in enumerate(entry.recommendations):
        idle = {each for each in numbers(programme, [cited]) if excluded.hold(each, owners)}
        if idle:
            what = "goal" if isinstance(entry, Goal) else "action"
            are = "is" if len(idle) == 1 else "are"
            yield Finding(
                entry.origin.at("recommendations", index),
                f"{what} {entry.ref!r} cites {_ranges(programme, idle)}, which {are} said not to apply",
                "remove it here, or from 'not_applicable'",
            )


@rule("RAG606", "response-totals", Severity.WARNING)
def response_totals(plans: Plans) -> Iterator[Finding]:
    """A register's stated totals of responses do not fit its recommendations.

    Why:
        A total is what readers quote. Either it was copied wrongly, or a response was.

    Fails:
        # file: registers/francis-2013.yaml
        register: francis-2013
        title: The Francis report
        recommendations: 1-290
        response:
          title: Hard Truths
          totals: {accepted: 214, in_principle: 57, in_part: 20, not_accepted: 9}

    Fixed:
        # file: registers/francis-2013.yaml
        @@
        -  totals: {accepted: 214, in_principle: 57, in_part: 20, not_accepted: 9}
        +  totals: {accepted: 204, in_principle: 57, in_part: 20, not_accepted: 9}

    Near miss:
        # file: registers/francis-2013.yaml
        @@
        +# Two totals of four are stated; these need not add up to all recommendations.
        @@
        -  totals: {accepted: 214, in_principle: 57, in_part: 20, not_accepted: 9}
        +  totals: {accepted: 204, in_principle: 57}
    """
    for register in registers(plans):
        yield from _sum(register)
        yield from _counts(register)


def _sum(register: Register) -> Iterator[Finding]:
    stated, there = sum(register.totals.values()), len(register.numbers)
    complete = len(register.totals) == len(Response)
    if stated > there or (complete and stated < there):
        yield Finding(
            register.origin.at("response", "totals"),
            f"the totals add up to {stated}; the register has {there} recommendations",
            "check them against the response as published",
        )


def _counts(register: Register) -> Iterator[Finding]:
    known = {each.number for each in register.entries if each.number in register.numbers}
    counts = Counter(answer for number in known if (answer := register.recommendation(number).response))
    whole = counts.total() == len(register.numbers)
    for response, total in register.totals.items():
        count = counts[response]
        if count > total or (whole and count < total):
            yield Finding(
                register.origin.at("response", "totals", response.value),
                f"{response.value!r} is stated as {total}; {count} "
                f"recommendation{' has' if count == 1 else 's have'} it",
                "check the total, and the responses one by one",
            )


RULES = (
    forgotten_recommendation,
    position_past_review,
    review_without_date,
    applies_and_not,
    cites_not_applicable,
    response_totals,
)
