"""One recommendation of the register in a programme: its words, positions, goals and actions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from ragplan import english
from ragplan.model.assessment import assess
from ragplan.model.coverage import Applicability, Covered
from ragplan.model.dates import date_in_words
from ragplan.model.key import Level
from ragplan.model.plan import Action, RecommendationPosition, Remark
from ragplan.model.programme import Programme
from ragplan.model.register import Recommendation, Response
from ragplan.model.snapshot import Snapshot
from ragplan.query import review_overdue
from ragplan.reports import facts
from ragplan.reports.counts import Judged, count, rollup
from ragplan.reports.covering import LABELS, Kind, spans
from ragplan.reports.covering_lists import review
from ragplan.reports.plan_view import Tag, tag_by_date, tag_of
from ragplan.reports.recommendations_view import (
    ActionLink,
    EntryView,
    GoalLink,
    PositionView,
)

RESPONSES = {
    Response.ACCEPTED: "Accepted",
    Response.IN_PRINCIPLE: "Accepted in principle",
    Response.IN_PART: "Accepted in part",
    Response.NOT_ACCEPTED: "Not accepted",
    None: "Not known",
}
NO_WORDS = "Entered without words, which is no position yet"
NOTHING = "No position and no action"


@dataclass(frozen=True)
class Context:
    """What entries are made of: the programme at a day, and its rows judged."""

    snapshot: Snapshot

    @property
    def programme(self) -> Programme:
        """The programme."""
        return self.snapshot.programme

    @property
    def as_of(self) -> date:
        """The day."""
        return self.snapshot.on

    @cached_property
    def judged(self) -> Mapping[int, tuple[Judged, ...]]:
        """The rows of each action, by the action's identity."""
        rows = [(row, assess(self.snapshot, row)) for row in self.programme.rows]
        grouped = groupby(rows, key=lambda each: id(each[0].action))
        return {action: tuple(each) for action, each in grouped}

    def rated(self, actions: Iterable[Action]) -> str:
        """How the positions on actions stand, in counts."""
        rows = [row for action in actions for row in self.judged.get(id(action), ())]
        return rollup(count(rows), keyed=self.programme.key is not None)


def known(covered: Covered) -> bool:
    """Whether there is more to read of a recommendation than a line of the index holds."""
    entry = covered.recommendation
    said = (covered.positions, covered.goals, covered.actions, covered.reasons, entry.notes, entry.queries)
    return bool(entry.text) or len(entry.headings) > 1 or any(said)


def runs(covered: Iterable[Covered]) -> Iterator[list[Covered]]:
    """Recommendations in order; neighbours of which only the numbers differ stand together."""
    run: list[Covered] = []
    for each in covered:
        if run and not (each.number == run[-1].number + 1 and _alike(run[-1], each)):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _alike(one: Covered, other: Covered) -> bool:
    """Whether nothing is known of either, and the programme says the same of both."""
    entries = (one.recommendation, other.recommendation)
    bare = all(each == Recommendation(each.number, each.origin) for each in entries)
    same = one.applies_to == other.applies_to and one.reasons == other.reasons
    return bare and same and _linked(one) == _linked(other)


def _linked(covered: Covered) -> list[int]:
    return [id(each) for each in (*covered.positions, *covered.goals, *covered.actions)]


def anchor(covered: Covered) -> str:
    """The name of a recommendation's place on the page."""
    return f"{covered.register.id}-{covered.number}"


def entry(context: Context, run: Sequence[Covered], shown: set[int]) -> EntryView:
    """A recommendation, or neighbours alike; ``shown`` are the positions that earlier entries print."""
    covered = run[0]
    known_of_it = covered.recommendation
    return EntryView(
        numbers=spans(each.number for each in run),
        anchor=anchor(covered),
        headings=tuple((heading.text, heading.by) for heading in known_of_it.headings),
        text=known_of_it.text,
        response=RESPONSES[known_of_it.response],
        standing=tuple(_standing(covered)),
        positions=tuple(position(context, each, shown) for each in covered.positions),
        goals=tuple(_goals(context, covered)),
        silence="" if covered.standing is Applicability.NOT_APPLICABLE else NOTHING,
        notes=remarks(known_of_it.notes),
        queries=remarks(known_of_it.queries),
    )


def briefly(covered: Covered) -> str:
    """Whether a recommendation applies, in a word or two."""
    if covered.standing is Applicability.NOT_CONSIDERED:
        return "Not said to apply" if covered.touched else LABELS[Kind.NOT_CONSIDERED]
    if covered.standing is Applicability.NOT_APPLICABLE:
        return "Does not apply"
    return f"Applies{_to(covered.applies_to)}"


def _standing(covered: Covered) -> Iterator[str]:
    """Whether a recommendation applies and to whom, and why it does not."""
    if not covered.reasons or covered.applies_to:
        yield briefly(covered)
    for reason in covered.reasons:
        to = f" to {reason.organisation}" if reason.organisation else ""
        yield f"Does not apply{to}: {reason.text}"


def _to(codes: tuple[str, ...]) -> str:
    return "" if "" in codes else f" to {english.joined(list(codes))}"


def position(context: Context, said: RecommendationPosition, shown: set[int]) -> PositionView:
    """A position on a recommendation; one on several is printed once, and then only named."""
    programme = context.programme
    code = programme.code(said.organisation)
    body = programme.organisation.get(code)
    level = level_of(programme, said)
    cited = spans(said.cited.numbers) if len(said.cited.numbers) > 1 else ""
    repeated = id(said) in shown
    shown.add(id(said))
    return PositionView(
        organisation=code,
        name=body.name if body and body.name != code else "",
        cited=cited,
        status="" if repeated else said.status,
        silence="As printed above" if repeated else NO_WORDS,
        tag=tag_of(level) if level else None,
        rated=f"“{said.rating}” is not in the key" if said.rating and not level else "",
        updated=date_in_words(said.updated) if said.updated else "",
        review=review(said, context.as_of),
        overdue=review_overdue(said, context.as_of),
        facts=() if repeated else tuple(("Evidence", facts.evidence(proof)) for proof in said.evidence),
        notes=() if repeated else remarks(said.notes),
        queries=() if repeated else remarks(said.queries),
    )


def _goals(context: Context, covered: Covered) -> Iterator[GoalLink]:
    """The goals that cite a recommendation with their actions, then actions that cite it themselves."""
    refs = {goal.ref for goal in covered.goals}
    for goal in covered.goals:
        under = [action for action in covered.actions if action.goal == goal.ref]
        yield GoalLink(goal.ref, goal.title, tuple(_action(context, action) for action in under))
    own = [action for action in covered.actions if action.goal not in refs]
    if own:
        yield GoalLink("", "", tuple(_action(context, action) for action in own))


def _action(context: Context, action: Action) -> ActionLink:
    rows = context.judged.get(id(action), ())
    stated, by_date = _tags(rows[0]) if len(rows) == 1 and count(rows).total else (None, None)
    closed = facts.closed(action, context.as_of)
    return ActionLink(
        ref=action.ref,
        title=action.title,
        part=bool(action.parent),
        organisation=context.programme.code(action.organisation) if action.organisation else "",
        tag=stated,
        by_date=by_date,
        rated="" if stated else closed or _rated(context, action, rows),
    )


def _tags(judged: Judged) -> tuple[Tag | None, Tag | None]:
    """What one row states, and what its dates say."""
    stated = judged[1].stated
    return tag_of(stated) if stated else None, tag_by_date(*judged)


def _rated(context: Context, action: Action, rows: tuple[Judged, ...]) -> str:
    """How the rows of an action stand; a parent without any leaves that to its parts."""
    counts = count(rows)
    if counts.total == 1 and context.programme.key:
        return "No position yet" if counts.missing else "Not rated"
    return context.rated([action]) or ("" if action.parts else "No position yet")


def level_of(programme: Programme, said: RecommendationPosition) -> Level | None:
    """The level a position states, where the key knows it."""
    return programme.key.level(said.rating) if programme.key and said.rating else None


def remarks(said: Iterable[Remark]) -> tuple[str, ...]:
    """Notes or queries, the internal ones marked."""
    return tuple(f"Internal: {remark.text}" if remark.internal else remark.text for remark in said)
