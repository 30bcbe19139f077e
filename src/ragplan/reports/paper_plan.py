"""The plan as the appendix of a paper shows it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

from ragplan import english
from ragplan.model.assessment import Assessment, Uncounted, assess
from ragplan.model.dates import date_in_words
from ragplan.model.plan import NO_DEADLINE, Action, Remark
from ragplan.model.programme import Programme, Row
from ragplan.model.public import public_copy
from ragplan.model.silence import by_dates_alone
from ragplan.model.snapshot import Snapshot
from ragplan.reports import facts, words
from ragplan.reports.counts import Counts, Judged, count, footnote, rollup, sentence
from ragplan.reports.plan_view import (
    ActionView,
    GoalView,
    KeyLine,
    OwnerView,
    PlanView,
    Segment,
    Tag,
    tag_by_date,
    tag_of,
)

NO_UPDATE = "No update available"
NO_STATUS = "No status given"
NO_POSITION = "No row for this action"
BY_DATES = "Who has said nothing since the last meeting is told by dates alone."
NO_LEVEL = "Not rated"
NO_LEVEL_MEANING = "No level is stated, or follows by date"


class _Paper(NamedTuple):
    """What a page is made of: the programme, its rows judged, and the day."""

    snapshot: Snapshot
    judged: tuple[Judged, ...]
    single: bool

    @property
    def programme(self) -> Programme:
        """The programme."""
        return self.snapshot.programme

    @property
    def as_of(self) -> date:
        """The day."""
        return self.snapshot.on


def build(snapshot: Snapshot, *, public: bool = False) -> PlanView:
    """The plan of a programme at a day; a ``public`` one is without internal notes and queries."""
    snapshot = replace(snapshot, programme=public_copy(snapshot.programme)) if public else snapshot
    programme, as_of = snapshot.programme, snapshot.on
    judged = tuple((row, assess(snapshot, row)) for row in programme.rows)
    counts = count(judged)
    below = (footnote(counts), _by_dates(snapshot, judged), _left_out(programme))
    single = len({row.organisation for row in programme.rows}) == 1
    rated = programme.key is not None
    paper = _Paper(snapshot, judged, single)
    meets = programme.calendar.on(as_of)
    return PlanView(
        programme=programme.id,
        title=programme.title,
        group=programme.group,
        succession=tuple(_succession(programme)),
        single=single,
        rated=rated,
        wording=programme.calendar.wording if meets else "",
        as_of=english.day(as_of),
        as_of_iso=as_of.isoformat(),
        sentence=sentence(counts, keyed=rated),
        footnote=" ".join(filter(None, below)),
        key_title=programme.key.title if programme.key else "",
        key=tuple(_key(programme, counts)),
        segments=tuple(_segments(programme, counts)),
        goals=tuple(_goals(paper)),
        organisations=tuple(_organisations(paper)),
        notes=_texts(programme.notes) + tuple(_of_files(programme, "notes")),
        queries=_texts(programme.queries) + tuple(_of_files(programme, "queries")),
        counts=counts,
    )


def _succession(programme: Programme) -> Iterator[str]:
    """What the programme replaced, and what replaces it, with the meeting that approved it."""
    for word, other in (("Supersedes", programme.supersedes), ("Superseded by", programme.superseded_by)):
        if other is not None:
            by = f" by the {other.by}" if other.by else ""
            on = f" on {date_in_words(other.approved)}" if other.approved else ""
            yield f"{word} “{other.title}”" + (f", approved{by}{on}" if by or on else "")


def _organisations(paper: _Paper) -> Iterator[tuple[str, str]]:
    for body in paper.programme.organisations:
        if body.name != body.code:
            yield body.code, body.name


def _left_out(programme: Programme) -> str:
    """What this paper does not print."""
    number = sum(len(file.on_recommendations) for file in programme.files)
    return f"Not in this paper: {english.counted(number, 'position')} on recommendations." if number else ""


def _by_dates(snapshot: Snapshot, judged: Iterable[Judged]) -> str:
    """That only dates told who has spoken, where what the last meeting saw could have told otherwise."""
    owed = (row for row, assessment in judged if assessment.owes)
    return BY_DATES if by_dates_alone(snapshot, owed) else ""


def _key(programme: Programme, counts: Counts) -> Iterator[KeyLine]:
    """The levels of the key with both counts, and last what has no level in either."""
    if programme.key is None:
        return
    for level in programme.key.levels:
        meaning = "" if level.meaning.casefold() == level.label.casefold() else level.meaning
        yield KeyLine(tag_of(level), level.label, meaning, counts.stated[level], counts.by_date[level])
    yield KeyLine(None, NO_LEVEL, NO_LEVEL_MEANING, counts.unrated, counts.total - counts.by_date.total())


def _segments(programme: Programme, counts: Counts) -> Iterator[Segment]:
    """What is stated, then what only the dates say of the rest, then what neither does."""
    levels = programme.key.levels if programme.key else ()
    for by_date, found in ((False, counts.stated), (True, counts.unstated)):
        for level in levels:
            if found[level]:
                yield _segment(tag_of(level), found[level], counts.total, by_date=by_date)
    left = counts.unrated - counts.unstated.total()
    if left and levels:
        yield _segment(Tag(NO_LEVEL, "", "none"), left, counts.total)


def _segment(tag: Tag, number: int, total: int, *, by_date: bool = False) -> Segment:
    return Segment(tag.label, tag.mark, tag.category, number, f"{100 * number / total:.4f}", by_date)


def _of_files(programme: Programme, field: str) -> Iterator[str]:
    """The remarks on whole files, each after its organisation's code."""
    for file in programme.files:
        for text in _texts(getattr(file, field)):
            yield f"{programme.code(file.organisation)}: {text}"


def _goals(paper: _Paper) -> Iterator[GoalView]:
    """Goals in the order of the file, then own actions without a goal, an organisation at a time."""
    programme = paper.programme
    by_goal: dict[str, list[Judged]] = {goal.ref: [] for goal in programme.goals}
    by_owner: dict[str, list[Judged]] = {}
    for row, assessment in paper.judged:
        if row.action.goal in by_goal:
            by_goal[row.action.goal].append((row, assessment))
        else:
            by_owner.setdefault(row.organisation, []).append((row, assessment))
    for goal in programme.goals:
        yield GoalView(
            ref=goal.ref,
            title=goal.title,
            description=goal.description,
            recommendations=words.cited(goal.recommendations),
            rollup=rollup(count(by_goal[goal.ref]), keyed=programme.key is not None),
            notes=_texts(goal.notes),
            queries=_texts(goal.queries),
            actions=tuple(_actions(paper, by_goal[goal.ref])),
        )
    for code, rows in by_owner.items():
        owner = programme.organisation.get(code)
        yield GoalView(
            ref="",
            title=owner.name if owner else code,
            description="",
            recommendations="",
            rollup=rollup(count(rows), keyed=programme.key is not None),
            notes=(),
            queries=(),
            actions=tuple(_actions(paper, rows)),
        )


def _actions(paper: _Paper, judged: Iterable[Judged]) -> Iterator[ActionView]:
    for _, group in groupby(judged, key=lambda each: id(each[0].action)):
        rows = list(group)
        action = rows[0][0].action
        due, distance = _due(action, rows)
        yield ActionView(
            ref=action.ref,
            title=action.title,
            part=bool(action.parent),
            description=action.description,
            due=due,
            distance=distance,
            facts=tuple(facts.of_action(action, leads=not paper.single)),
            revisions=tuple(map(facts.revision, action.deadline.revisions)),
            closed=facts.closed(action, paper.as_of),
            notes=() if action.organisation else _texts(action.notes),
            queries=() if action.organisation else _texts(action.queries),
            owners=(
                *(_owner(paper, each) for each in rows if each[0].organisation),
                *_released(paper, action),
            ),
        )


def _due(action: Action, rows: list[Judged]) -> tuple[str, str]:
    """An action's due date in words, and how far off it is for owners without a date of their own."""
    if action.parts and action.deadline == NO_DEADLINE:
        return "", ""
    shared = [assessment for row, assessment in rows if row.deadline.agreed == action.deadline.agreed]
    return words.due(action.deadline), next(filter(None, map(words.distance, shared)), "")


def _owner(paper: _Paper, judged: Judged) -> OwnerView:
    """One owner's line; an action of its own is remarked on beside its words, not below its title."""
    row, assessment = judged
    position = row.position
    remarked = row.action if row.action.organisation else position
    body = paper.programme.organisation.get(row.organisation)
    name = body.name if body else ""
    own_dates = row.deadline.agreed != row.action.deadline.agreed
    dates = (words.due(row.deadline), words.distance(assessment))
    return OwnerView(
        who=_answering(row, assessment) if paper.single else row.organisation,
        named=bool(row.leads) or not paper.single,
        organisation=row.organisation,
        name="" if name == row.organisation else name,
        status=position.status if position else "",
        silence=_silence(paper, row, is_open=assessment.open),
        tag=tag_of(assessment.stated) if assessment.stated else None,
        by_date=tag_by_date(row, assessment),
        unrated=_unrated(row, assessment, keyed=paper.programme.key is not None),
        standing=words.standing(row, assessment, paper.as_of),
        due=", ".join(filter(None, dates)) if own_dates else "",
        facts=tuple(facts.of_position(position, leads=not paper.single)) if position else (),
        notes=_texts(remarked.notes) if remarked else (),
        queries=_texts(remarked.queries) if remarked else (),
    )


def _released(paper: _Paper, action: Action) -> Iterator[OwnerView]:
    """The rows that stayed of owners let go: their words, without a rating, for they count nowhere."""
    programme = paper.programme
    for gone in action.released:
        row = programme.released_row(action, gone)
        if row is not None:
            view = _owner(paper, (row, assess(Snapshot(programme, paper.as_of), row)))
            let_go = f"Released {date_in_words(gone.on)}"
            yield replace(
                view,
                who=row.organisation,
                named=True,
                silence=NO_STATUS,
                tag=None,
                by_date=None,
                unrated=let_go,
                standing="",
            )


def _silence(paper: _Paper, row: Row, *, is_open: bool) -> str:
    """What stands in place of a status: a parent tells how its parts stand."""
    if row.position is not None:
        return NO_UPDATE if is_open else NO_STATUS
    if not row.action.parts:
        return NO_POSITION
    parts = [(part, assess(paper.snapshot, part)) for part in paper.programme.parts(row)]
    said = rollup(count(parts), keyed=paper.programme.key is not None)
    return f"Its parts: {said or 'none reported on yet'}"


def _answering(row: Row, assessment: Assessment) -> str:
    """Who answers for a row; a parent leaves that to its parts."""
    return ", ".join(row.leads) or ("Its parts" if assessment.parent else "No lead named")


def _unrated(row: Row, assessment: Assessment, *, keyed: bool) -> str:
    """What stands for a rating that is missing, or not in the key; ``""`` where none is expected."""
    if assessment.stated is None and row.position is not None and row.position.rating:
        return f"“{row.position.rating}” is not in the key"
    expected = keyed and assessment.uncounted in (None, Uncounted.PROPOSED)
    return NO_LEVEL if expected and assessment.stated is None else ""


def _texts(remarks: Iterable[Remark]) -> tuple[str, ...]:
    return tuple(f"Internal: {remark.text}" if remark.internal else remark.text for remark in remarks)
