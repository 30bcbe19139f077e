"""Recommendations as sections of a page: wording, positions, goals and actions of each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby

from ragplan.english import counted, joined
from ragplan.model.coverage import Applicability, Covered, Number
from ragplan.model.dates import date_in_words
from ragplan.model.judged import JudgedRow
from ragplan.model.plan import Action, Goal, RecommendationPosition
from ragplan.model.programme import Programme
from ragplan.model.register import Heading, Response
from ragplan.model.snapshot import Snapshot
from ragplan.query import review_overdue, rows
from ragplan.reports import facts, standing
from ragplan.reports.blocks import (
    Block,
    Break,
    Facts,
    Item,
    Items,
    Link,
    Manner,
    Paragraph,
    Run,
    Section,
    Statement,
    Tag,
    Text,
    Words,
)
from ragplan.reports.counts import count, rollup
from ragplan.reports.recommendations.coverage import LABELS, Cover, review, spans
from ragplan.reports.standing import remarks, tag_by_date, tag_of, unknown, unrated

RESPONSES = {
    Response.ACCEPTED: "Accepted",
    Response.IN_PRINCIPLE: "Accepted in principle",
    Response.IN_PART: "Accepted in part",
    Response.NOT_ACCEPTED: "Not accepted",
    None: "Not known",
}
NO_HEADING = "Heading not known"
NO_WORDS = "Entered without words, which is no position yet"
NOTHING = "No position and no action"


@dataclass(frozen=True)
class Context:
    """What entries are made of: the programme at a day with its rows judged, and what is printed of it."""

    snapshot: Snapshot
    covered: tuple[Covered, ...]

    @property
    def programme(self) -> Programme:
        """The programme."""
        return self.snapshot.programme

    @property
    def as_of(self) -> date:
        """The day."""
        return self.snapshot.on

    @cached_property
    def judged(self) -> Mapping[int, tuple[JudgedRow, ...]]:
        """The rows of each action, by the action's identity."""
        grouped = groupby(rows([self.snapshot]), key=lambda each: id(each.action))
        return {action: tuple(each) for action, each in grouped}

    @cached_property
    def first(self) -> Mapping[int, Number]:
        """Where each position is printed in full, by its identity: the first recommendation that it is on."""
        found: dict[int, Number] = {}
        for each in self.covered:
            for position in each.positions:
                found.setdefault(id(position), (each.register.id, each.number))
        return found

    @cached_property
    def printed(self) -> Mapping[tuple[int, ...], Number]:
        """Where each goal's actions are printed: the first recommendation of which they are the same."""
        found: dict[tuple[int, ...], Number] = {}
        for each in self.covered:
            for goal in each.goals:
                under = (action for action in each.actions if action.goal == goal.ref)
                found.setdefault(_shown(goal, under), (each.register.id, each.number))
        return found

    def rated(self, actions: Iterable[Action]) -> str:
        """How the positions on actions stand, in counts."""
        rows = [row for action in actions for row in self.judged.get(id(action), ())]
        return rollup(count(rows), keyed=self.programme.key is not None)


def positions(snapshot: Snapshot, covered: Iterable[Covered], organisation: str = "") -> tuple[Section, ...]:
    """What organisations say on recommendations, each with its wording; ``organisation`` is one's code.

    The goals and actions of each stand elsewhere. Empty where there is no position.
    """
    code = snapshot.programme.code
    narrowed = [
        replace(each, positions=said, goals=(), actions=())
        for each in covered
        if (
            said := tuple(
                each for each in each.positions if not organisation or code(each.organisation) == organisation
            )
        )
    ]
    context = Context(snapshot, tuple(narrowed))
    registers = groupby(narrowed, key=lambda each: each.register.id)
    return tuple(section for _, group in registers for section in sections(context, list(group)))


def sections(context: Context, covered: Sequence[Covered]) -> Iterator[Section]:
    """Recommendations of one register in number order, under its sections as far as those are known."""
    answered = any(each.response for each in covered[0].register.entries) if covered else False
    applies = len(set(map(briefly, covered))) > 1
    divided = [
        list(each) for _, each in groupby(_alike(covered), key=lambda run: run[0].recommendation.section)
    ]
    for section in divided:
        numbers = spans(each.number for run in section for each in run)
        title = section[0][0].recommendation.section
        title = title or ("Section not known" if len(divided) > 1 else "Recommendations")
        entries = (_entry(context, run, answered=answered, applies=applies) for run in section)
        heading: Words = (title, " ", Text(f"({numbers})", Manner.NUMBER))
        yield Section(heading, tuple(entries), f"section-{anchor(section[0][0])}", "group-of-entries")


def places(covered: Sequence[Covered]) -> Mapping[int, str]:
    """The anchor of the entry that each number has."""
    return {each.number: anchor(run[0]) for run in _alike(covered) for each in run}


def anchor(covered: Covered) -> str:
    """The name of a recommendation's place on the page."""
    return f"{covered.register.id}-{covered.number}"


def _alike(covered: Iterable[Covered]) -> Iterator[list[Covered]]:
    """The recommendations of which there is more to read than a line of the index holds, in order.

    Neighbours of which the programme says the same stand together.
    """
    run: list[Covered] = []
    for each in filter(_known, covered):
        if run and not (each.number == run[-1].number + 1 and _same(run[-1], each)):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _known(covered: Covered) -> bool:
    entry = covered.recommendation
    said = (covered.positions, covered.goals, covered.actions, covered.reasons, entry.notes, entry.queries)
    return bool(entry.text) or len(entry.headings) > 1 or any(said)


def _same(one: Covered, other: Covered) -> bool:
    """Whether the programme says the same of both, and the register nothing but headings and wording."""
    bare = not any(each.recommendation.notes or each.recommendation.queries for each in (one, other))
    return bare and _answered(one) == _answered(other)


def _answered(covered: Covered) -> tuple[object, ...]:
    """What is said of a recommendation, such that two of which the same is said are equal."""
    known = covered.recommendation
    return (known.section, known.response, covered.applies_to, covered.reasons, _linked(covered))


def _linked(covered: Covered) -> list[int]:
    return [id(each) for each in (*covered.positions, *covered.goals, *covered.actions)]


def _entry(context: Context, run: Sequence[Covered], *, answered: bool, applies: bool) -> Section:
    """A recommendation, or neighbours alike.

    ``answered`` says that the response to some of the register is known, ``applies`` that they do not
    all apply alike.
    """
    several = len(run) > 1
    known = run[0].recommendation.headings
    first = known[0].text if known else Text(NO_HEADING, Manner.QUIET)
    return Section(
        (
            Text(spans(each.number for each in run), Manner.NUMBER),
            " ",
            f"{len(run):,} recommendations" if several else first,
        ),
        tuple(_answer(context, run)),
        anchor(run[0]),
        "entry",
        lead=(
            *(_headings(run) if several else _of_heading(run[0])),
            *_lead(run[0], answered=answered, applies=applies),
        ),
    )


def _headings(run: Sequence[Covered]) -> Iterator[Block]:
    """The headings of neighbours that are known, each after its number, and whose they are."""
    pairs = [
        (f"{each.number}", ("; ".join(map(_whose, each.recommendation.headings)),))
        for each in run
        if each.recommendation.headings
    ]
    if pairs:
        yield Facts(tuple(pairs))
    if len(pairs) < len(run):
        yield Paragraph(("Other headings not known" if pairs else NO_HEADING,), "fact quiet")


def _whose(heading: Heading) -> str:
    return f"{heading.text} ({heading.by})" if heading.by else heading.text


def _of_heading(covered: Covered) -> Iterator[Block]:
    """Whose the heading of a recommendation is, and how others print it."""
    first, *others = covered.recommendation.headings or (None,)
    if first and first.by:
        yield Paragraph((f"Heading of {first.by}",), "fact quiet")
    if others:
        yield Facts(tuple((each.by or "Also", (each.text,)) for each in others if each))


def _lead(covered: Covered, *, answered: bool, applies: bool) -> Iterator[Block]:
    """The response, and whether it applies."""
    if answered:
        yield Facts((("Response", (RESPONSES[covered.recommendation.response],)),))
    standing = [] if covered.reasons and not covered.applies_to else [briefly(covered)]
    for reason in covered.reasons:
        to = f" to {reason.organisation}" if reason.organisation else ""
        standing.append(f"Does not apply{to}: {reason.text}")
    if applies or covered.reasons:
        yield from (Paragraph((each,), "fact") for each in standing)


def briefly(covered: Covered) -> str:
    """Whether a recommendation applies, in a word or two."""
    if covered.standing is Applicability.NOT_CONSIDERED:
        return "Not said to apply" if covered.touched else LABELS[Cover.NOT_ADDRESSED]
    if covered.standing is Applicability.NOT_APPLICABLE:
        return "Does not apply"
    to = f" to {joined(list(covered.applies_to))}" if "" not in covered.applies_to else ""
    return f"Applies{to}"


def _answer(context: Context, run: Sequence[Covered]) -> Iterator[Block]:
    """The wording of recommendations, and what the programme says and does about them."""
    covered = run[0]
    known = covered.recommendation
    texts = [(each.number, each.recommendation.text) for each in run if each.recommendation.text]
    named = "Recommendation {}" if len(run) > 1 else "Recommendation"
    if texts:
        yield Facts(tuple((named.format(number), Statement(text)) for number, text in texts), "wording")
    yield from remarks(known.notes, known.queries)
    place = covered.register.id, covered.number
    for said in covered.positions:
        yield position(context, said, again=context.first[id(said)] != place)
    yield from _goals(context, covered)
    silent = not covered.positions and not covered.goals and not covered.actions
    if silent and covered.standing is not Applicability.NOT_APPLICABLE:
        yield Paragraph((Text(NOTHING, Manner.MISSING),))


def position(context: Context, said: RecommendationPosition, *, again: bool = False) -> Section:
    """A position on a recommendation; one on several is printed once, and ``again`` is only named."""
    programme = context.programme
    code = programme.code(said.organisation)
    on = f" on {spans(said.cited.numbers)}" if len(said.cited.numbers) > 1 else ""
    blocks: list[Block] = []
    if dated := tuple(_dated(context, said)):
        blocks.append(Paragraph(dated, "facts"))
    if again:
        blocks.append(Paragraph((Text("As printed above", Manner.MISSING),)))
    else:
        blocks += _words(said)
    return Section(
        ("Position of ", standing.organisation(programme, code), on), tuple(blocks), role="position"
    )


def _words(said: RecommendationPosition) -> Iterator[Block]:
    if said.status:
        yield Statement(said.status, "status")
    else:
        yield Paragraph((Text(NO_WORDS, Manner.MISSING),))
    if said.evidence:
        yield Facts(tuple(("Evidence", Statement(facts.evidence(each))) for each in said.evidence))
    yield from remarks(said.notes, said.queries)


def _dated(context: Context, said: RecommendationPosition) -> Iterator[Run]:
    """How a position is rated, when it was updated and is to be reviewed."""
    level = context.programme.level(said)
    dates = []
    if said.updated:
        dates.append(Text(f"Updated {date_in_words(said.updated)}.", Manner.PHRASE))
    if due := review(said, context.as_of):
        late = review_overdue(said, context.as_of)
        dates.append(Text(f"Review due {due}.", Manner.LATE if late else Manner.PHRASE))
    if said.rating:
        yield tag_of(level) if level else Text(unknown(said.rating), Manner.QUIET)
        yield from (Break(),) if dates else ()
    for index, each in enumerate(dates):
        yield from (" ", each) if index else (each,)


def _goals(context: Context, covered: Covered) -> Iterator[Block]:
    """The goals that cite a recommendation with their actions, then actions that cite it themselves.

    The same actions of a goal are printed once, and led to from where they stand again.
    """
    refs = {goal.ref for goal in covered.goals}
    for goal in covered.goals:
        under = [action for action in covered.actions if action.goal == goal.ref]
        cited = (Text(f"Goal {goal.ref}", Manner.STRONG), f" {goal.title}")
        id, number = context.printed[_shown(goal, under)]
        if under and (id, number) != (covered.register.id, covered.number):
            above = Link(f"as under {number}", f"#{id}-{number}")
            yield Paragraph((*cited, f" ({counted(len(under), 'action')}, ", above, ")"), "cited")
            continue
        yield Paragraph(cited, "cited")
        yield _actions(context, under) if under else Paragraph((Text("No action yet", Manner.MISSING),))
    own = [action for action in covered.actions if action.goal not in refs]
    if own:
        yield Paragraph((Text("Actions", Manner.STRONG),), "cited")
        yield _actions(context, own)


def _shown(goal: Goal, actions: Iterable[Action]) -> tuple[int, ...]:
    """A goal with its actions, by identity."""
    return (id(goal), *map(id, actions))


def _actions(context: Context, actions: Iterable[Action]) -> Items:
    return Items(tuple(_action(context, action) for action in actions), "cited")


def _action(context: Context, action: Action) -> Item:
    """An action with its tags where it is one row, else how its rows stand in words."""
    rows = context.judged.get(id(action), ())
    tags = _tags(rows[0]) if len(rows) == 1 and count(rows).total else []
    whose = f" ({context.programme.code(action.organisation)})" if action.organisation else ""
    stated = any(not tag.by_date for tag in tags)
    rated = "" if stated else facts.closed(action, context.as_of) or _rated(context, action, rows)
    lines: list[Words] = [(rated,)] if rated else []
    lines += [(tag,) for tag in tags]
    below = tuple(Paragraph(line, "rated") for line in lines)
    return Item((Text(action.ref, Manner.NUMBER), f" {action.title}{whose}"), below)


def _tags(judged: JudgedRow) -> list[Tag]:
    """What one row states, and what its dates say."""
    stated, by_date = judged.level, tag_by_date(judged)
    return [tag for tag in (tag_of(stated) if stated else None, by_date) if tag]


def _rated(context: Context, action: Action, rows: tuple[JudgedRow, ...]) -> str:
    """How the rows of an action stand; a parent without any leaves that to its parts."""
    counts = count(rows)
    if counts.total == 1 and context.programme.key:
        return "No position yet" if counts.missing else unrated(counts.judged[0])
    return context.rated([action]) or ("" if action.parts else "No position yet")
