"""The plan report: a programme at a day, as goals, actions and owners in printed order."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ragplan import english
from ragplan.alike import normal
from ragplan.model.assessment import Assessment, assess
from ragplan.model.dates import date_in_words
from ragplan.model.plan import NO_DEADLINE, Action, Goal, Release
from ragplan.model.programme import Programme, Row
from ragplan.model.silence import by_dates_alone
from ragplan.model.snapshot import Snapshot
from ragplan.reports import facts, standing, words
from ragplan.reports.blocks import (
    Block,
    Cell,
    Column,
    Facts,
    Manner,
    Note,
    Page,
    Paragraph,
    Section,
    Statement,
    Table,
    TableRow,
    Text,
    Words,
)
from ragplan.reports.counts import Judged, count, footnote, judge, rollup
from ragplan.reports.request import Request

NO_UPDATE = "No update available"
NO_STATUS = "No status given"
NO_POSITION = "No row for this action"
NO_OWNER = "No owner reports on this action."
BY_DATES = "Who has said nothing since the last meeting is told by dates alone."


class Owned(NamedTuple):
    """An owner's row of an action; ``release`` is how the owner was let go, ``None`` for one who was not."""

    row: Row
    assessment: Assessment
    release: Release | None = None


class _Paper(NamedTuple):
    """What a page is made of: the programme at a day, its rows judged, and whether one body owns them all."""

    snapshot: Snapshot
    judged: tuple[Judged, ...]
    single: bool

    @property
    def programme(self) -> Programme:
        """The programme."""
        return self.snapshot.programme

    @property
    def keyed(self) -> bool:
        """Whether the plan is rated."""
        return self.programme.key is not None


def build(request: Request, *, annexed: bool = False) -> Page:
    """The plan of a programme at a day; one ``annexed`` to a paper does not say what stands elsewhere."""
    snapshot = request.snapshot
    paper = _paper(snapshot)
    programme = paper.programme
    counts = count(paper.judged)
    elsewhere = () if annexed else (_by_dates(snapshot, paper.judged), _left_out(programme))
    below = " ".join(filter(None, (footnote(counts), *elsewhere)))
    return Page(
        name="plan",
        title=programme.title,
        as_of=english.day(snapshot.on),
        group=programme.group,
        heading=programme.title,
        lines=tuple(_lines(snapshot)),
        blocks=(
            standing.overview(programme, counts, below),
            *_goals(paper),
            *_notes(programme),
            *standing.organisations(programme),
        ),
    )


def action(snapshot: Snapshot, ref: str, organisation: str = "") -> Iterator[Page]:
    """A page for each action of a ref, with all its owners, or where a code is given with that one."""
    paper = _paper(snapshot)
    for goal, rows in _groups(paper):
        where = goal.ref if isinstance(goal, Goal) else _body(paper, goal)
        for each, judged in by_action(rows):
            owned = owners(snapshot, each, judged, organisation)
            if normal(each.ref) == normal(ref) and (owned or not organisation):
                yield Page(
                    name="plan",
                    title=paper.programme.title,
                    as_of=english.day(snapshot.on),
                    heading=f"{paper.programme.id}, {where}",
                    blocks=(_table(paper, [_action(paper, each, judged, owned)], headed=False),),
                )


def _paper(snapshot: Snapshot) -> _Paper:
    found = judge(snapshot)
    return _Paper(snapshot, found, len({row.organisation for row, _ in found}) == 1)


def _lines(snapshot: Snapshot) -> Iterator[Paragraph]:
    """What the programme replaced and what replaces it, and the day."""
    for said in _succession(snapshot.programme):
        yield Paragraph((said,), "group")
    yield Paragraph(("As at ", *standing.as_at(snapshot)), "as-at")


def _succession(programme: Programme) -> Iterator[str]:
    """What the programme replaced, and what replaces it, with the meeting that approved it."""
    for word, other in (("Supersedes", programme.supersedes), ("Superseded by", programme.superseded_by)):
        if other is not None:
            by = f" by the {other.by}" if other.by else ""
            on = f" on {date_in_words(other.approved)}" if other.approved else ""
            yield f"{word} “{other.title}”" + (f", approved{by}{on}" if by or on else "")


def _left_out(programme: Programme) -> str:
    """What this paper does not print."""
    number = sum(len(file.on_recommendations) for file in programme.files)
    return f"Not in this paper: {english.counted(number, 'position')} on recommendations." if number else ""


def _by_dates(snapshot: Snapshot, judged: Iterable[Judged]) -> str:
    """That only dates told who has spoken, where what the last meeting saw could have told otherwise."""
    owed = (row for row, assessment in judged if assessment.owes)
    return BY_DATES if by_dates_alone(snapshot, owed) else ""


def _notes(programme: Programme) -> Iterator[Section]:
    """The remarks on the programme, and those on whole files, each after its organisation's code."""
    found: list[Note] = list(standing.remarks(programme.notes, programme.queries))
    for file in programme.files:
        code = programme.code(file.organisation)
        remarks = standing.remarks(file.notes, file.queries)
        found += [each._replace(text=f"{code}: {each.text}") for each in remarks]
    if found:
        ordered = tuple(sorted(found, key=lambda each: each.query))
        yield Section(("Notes",), ordered, "closing", "closing")


def _groups(paper: _Paper) -> Iterator[tuple[Goal | str, list[Judged]]]:
    """Goals in the order of the file, then own actions without a goal under their organisation's code."""
    by_goal: dict[str, list[Judged]] = {goal.ref: [] for goal in paper.programme.goals}
    by_owner: dict[str, list[Judged]] = {}
    for each in paper.judged:
        row = each[0]
        found = by_goal.get(row.action.goal)
        (by_owner.setdefault(row.organisation, []) if found is None else found).append(each)
    yield from ((goal, by_goal[goal.ref]) for goal in paper.programme.goals)
    yield from by_owner.items()


def _body(paper: _Paper, code: str) -> str:
    """The name of an organisation."""
    body = paper.programme.organisation.get(code)
    return body.name if body else code


def _goals(paper: _Paper) -> Iterator[Section]:
    for number, (goal, rows) in enumerate(_groups(paper), 1):
        place = f"goal-{number}"
        if isinstance(goal, Goal):
            heading: Words = (Text(goal.ref, Manner.NUMBER), " ", goal.title) if goal.ref else (goal.title,)
            role = "goal numbered" if goal.ref else "goal"
            yield Section(heading, tuple(_goal(paper, goal, rows)), place, role)
        else:
            name = _body(paper, goal)
            blocks = (*_about(paper, rows), *_actions(paper, name, rows))
            yield Section((name,), blocks, place, "goal")


def _goal(paper: _Paper, goal: Goal, rows: list[Judged]) -> Iterator[Block]:
    if goal.description:
        yield Statement(goal.description, "description")
    yield from _about(paper, rows)
    cited = words.cited(goal.recommendations)
    if cited:
        yield Paragraph((cited,), "about quiet")
    yield from standing.remarks(goal.notes, goal.queries)
    yield from _actions(paper, f"Goal {goal.ref}: {goal.title}" if goal.ref else goal.title, rows)


def _about(paper: _Paper, rows: list[Judged]) -> Iterator[Paragraph]:
    """How rows stand, in counts, the worst level first."""
    said = rollup(count(rows), keyed=paper.keyed)
    if said:
        yield Paragraph((said[:1].upper() + said[1:],), "about")


def _actions(paper: _Paper, title: str, rows: list[Judged]) -> Iterator[Block]:
    """Actions with the rows of their owners."""
    if not rows:
        yield Paragraph(("No actions yet.",), "quiet")
        return
    whose = "who leads on them and where they stand" if paper.single else "the position of each owner"
    groups = (
        _action(paper, each, judged, owners(paper.snapshot, each, judged)) for each, judged in by_action(rows)
    )
    yield _table(paper, groups, f"{title}: actions with {whose}")


def by_action(judged: Iterable[Judged]) -> Iterator[tuple[Action, list[Judged]]]:
    """Rows by their action, in their order."""
    for _, group in groupby(judged, key=lambda each: id(each[0].action)):
        rows = list(group)
        yield rows[0][0].action, rows


def owners(snapshot: Snapshot, of: Action, judged: Iterable[Judged], organisation: str = "") -> list[Owned]:
    """An action's owners, or one of them; last the rows that stayed of owners let go, which count nowhere."""
    programme = snapshot.programme
    found = [Owned(*each) for each in judged if each[0].organisation]
    for gone in of.released:
        row = programme.released_row(of, gone)
        if row is not None:
            found.append(Owned(row, assess(Snapshot(programme, snapshot.on), row), gone))
    return [each for each in found if organisation in ("", each.row.organisation)]


def _table(
    paper: _Paper, groups: Iterable[tuple[TableRow, ...]], caption: str = "", *, headed: bool = True
) -> Table:
    names = {
        "action": "Action",
        "owner": "Lead" if paper.single else "Owner",
        "status": "Status",
        "rating": "RAG" if paper.keyed else "By date",
    }
    columns = (Column((name,) if headed else (), role) for role, name in names.items())
    return Table(tuple(columns), tuple(groups), caption)


def _action(paper: _Paper, of: Action, judged: list[Judged], owned: Sequence[Owned]) -> tuple[TableRow, ...]:
    """An action beside the rows of its owners."""
    blocks = tuple(_definition(paper, of, judged, owned))
    role = "action part" if of.parent else "action"
    head = Cell(blocks, role, "rowgroup", max(len(owned), 1))
    if not owned:
        said = facts.closed(of, paper.snapshot.on) or NO_OWNER
        return (TableRow((head, Cell((_missing(said),), "status", columns=3))),)
    cells = (tuple(_owner(paper, each)) for each in owned)
    return tuple(TableRow((head, *each) if number == 0 else each) for number, each in enumerate(cells))


def _definition(paper: _Paper, of: Action, judged: list[Judged], owned: Sequence[Owned]) -> Iterator[Block]:
    """What an action is, when it is due, and what else is said of it."""
    yield Paragraph((Text(of.ref, Manner.NUMBER), " ", Text(of.title, Manner.STRONG)), "title")
    if of.description:
        yield Statement(of.description, "description")
    closed = facts.closed(of, paper.snapshot.on) if owned else ""
    yield from (Paragraph((said,), "due") for said in (due(of, judged), closed) if said)
    moved = tuple(("Date moved to", (facts.revision(each),)) for each in of.deadline.revisions)
    yield from [Facts(moved)] if moved else []
    yield from standing.facts(facts.of_action(of, leads=not paper.single))
    if not of.organisation:
        yield from standing.remarks(of.notes, of.queries)


def due(of: Action, judged: Iterable[Judged]) -> str:
    """An action's due date in words, and how far off it is for owners without a date of their own."""
    if of.parts and of.deadline == NO_DEADLINE:
        return ""
    shared = (assessment for row, assessment in judged if row.deadline.agreed == of.deadline.agreed)
    distance = next(filter(None, map(words.distance, shared)), "")
    return ", ".join(filter(None, (words.due(of.deadline), distance)))


def _owner(paper: _Paper, owned: Owned) -> Iterator[Cell]:
    """An owner's row; an action of its own is remarked on beside its words, not below its title."""
    row, position = owned.row, owned.row.position
    remarked = row.action if row.action.organisation else position
    yield Cell((_who(paper, owned),), "owner", "row")
    rated = tuple(ratings(paper.snapshot, owned))
    blocks = (
        status(paper.snapshot, owned),
        *(standing.facts(facts.of_position(position, leads=not paper.single)) if position else ()),
        *(standing.remarks(remarked.notes, remarked.queries) if remarked else ()),
    )
    yield Cell(blocks, "status", columns=1 if rated else 2)
    if rated:
        yield Cell(rated, "rating")


def _who(paper: _Paper, owned: Owned) -> Paragraph:
    """A row's owner, or where one body owns all who leads on it; a parent leaves that to its parts."""
    row = owned.row
    if not paper.single or owned.release:
        return Paragraph((standing.organisation(paper.programme, row.organisation),))
    if row.leads:
        return Paragraph((", ".join(row.leads),))
    return _missing("Its parts" if owned.assessment.parent else "No lead named")


def _missing(said: str) -> Paragraph:
    return Paragraph((Text(said, Manner.MISSING),))


def status(snapshot: Snapshot, owned: Owned) -> Statement | Paragraph:
    """An owner's words, or what stands in their place; a parent tells how its parts stand."""
    row, position = owned.row, owned.row.position
    if position is not None:
        silence = NO_UPDATE if owned.assessment.open and not owned.release else NO_STATUS
        return Statement(position.status) if position.status else _missing(silence)
    if not row.action.parts:
        return _missing(NO_POSITION)
    parts = ((part, assess(snapshot, part)) for part in snapshot.programme.parts(row))
    said = rollup(count(parts), keyed=snapshot.programme.key is not None)
    return _missing(f"Its parts: {said or 'none reported on yet'}")


def ratings(snapshot: Snapshot, owned: Owned) -> Iterator[Paragraph]:
    """What an owner states, what the dates say beside it, and more about it."""
    row, assessment, release = owned
    if release:
        yield Paragraph((f"Released {date_in_words(release.on)}",), "unrated")
    else:
        yield from _rated(snapshot, row, assessment)
    if row.deadline.agreed != row.action.deadline.agreed:
        own = ", ".join(filter(None, (words.due(row.deadline), words.distance(assessment))))
        yield Paragraph((own,), "standing")


def _rated(snapshot: Snapshot, row: Row, assessment: Assessment) -> Iterator[Paragraph]:
    unrated = standing.unrated(snapshot.programme, row, assessment)
    if assessment.stated:
        yield Paragraph((standing.tag_of(assessment.stated),))
    elif unrated:
        yield Paragraph((unrated,), "unrated")
    by_date = standing.tag_by_date(row, assessment)
    if by_date:
        yield Paragraph((by_date,))
    said = words.standing(row, assessment, snapshot.on)
    if said:
        yield Paragraph(standing.phrases(said), "standing")
