"""The index of a register: every recommendation that the programme touches, in a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ragplan import english
from ragplan.model.coverage import Covered
from ragplan.model.dates import date_in_words
from ragplan.model.plan import RecommendationPosition
from ragplan.query import review_overdue
from ragplan.reports.covering_lists import review
from ragplan.reports.plan_view import tag_of
from ragplan.reports.recommendation_entries import RESPONSES, Context, briefly, level_of
from ragplan.reports.recommendations_view import IndexPosition, IndexReview, IndexRow


def index_row(context: Context, covered: Covered, place: str) -> IndexRow:
    """A recommendation in one line; ``place`` is the anchor of its entry."""
    return IndexRow(
        number=covered.number,
        anchor=place,
        heading=covered.recommendation.heading,
        response=RESPONSES[covered.recommendation.response],
        standing=briefly(covered),
        positions=tuple(_indexed(context, position) for position in covered.positions),
        reviews=tuple(_reviews(context, covered.positions)),
        actions=_acted(context, covered),
    )


def _acted(context: Context, covered: Covered) -> str:
    """``Goal 7: 2 actions, 3 of 5 completed``; ``""`` where no goal and no action cites it."""
    refs = ", ".join(goal.ref for goal in covered.goals)
    goals = f"Goal{'s' if len(covered.goals) > 1 else ''} {refs}" if refs else ""
    if not covered.actions:
        return f"{goals}: no action yet" if goals else ""
    actions = f"{goals}: " if goals else ""
    actions += english.counted(len(covered.actions), "action")
    return ", ".join(filter(None, (actions, context.rated(covered.actions))))


def _indexed(context: Context, position: RecommendationPosition) -> IndexPosition:
    level = level_of(context.programme, position)
    return IndexPosition(
        organisation=context.programme.code(position.organisation),
        said=(date_in_words(position.updated) if position.updated else "") if position.worded else "no words",
        tag=tag_of(level) if level else None,
    )


def _reviews(context: Context, positions: Sequence[RecommendationPosition]) -> Iterator[IndexReview]:
    """When positions are to be reviewed, and whose where there are several."""
    for said in positions:
        if said.review_by:
            whose = f"{context.programme.code(said.organisation)}: " if len(positions) > 1 else ""
            overdue = review_overdue(said, context.as_of)
            yield IndexReview(whose + review(said, context.as_of), overdue)


def columns(index: Sequence[IndexRow], *, answered: bool) -> Iterator[str]:
    """The columns of the index that say something; ``answered`` where any response is known."""
    if answered:
        yield "response"
    if len({row.standing for row in index}) > 1:
        yield "standing"
    if any(row.positions for row in index):
        yield "positions"
    if any(row.reviews for row in index):
        yield "review"
    if any(row.actions for row in index):
        yield "actions"
