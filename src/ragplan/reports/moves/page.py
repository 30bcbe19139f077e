"""The dates that moved as a Page: how many and how far, each with its reason, and what only git tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from ragplan.diff.fields import field_of
from ragplan.english import days, one_or_more
from ragplan.history.rows import ProgrammeHistory
from ragplan.model.dates import PlanDate, date_in_words
from ragplan.model.plan import Action
from ragplan.reports import facts
from ragplan.reports.blocks import (
    Block,
    Cell,
    Column,
    Page,
    Paragraph,
    Section,
    TableRow,
)
from ragplan.reports.moves.moved import Moved, Overwritten, moved, overwritten
from ragplan.reports.request import Request
from ragplan.reports.standing import page, spelt_out, summary
from ragplan.reports.tables import cell, committed, head, named, number, section, table

NOTHING = "No date was moved."
WITHOUT_GIT = (
    "Dates that were overwritten without a revision are not shown: only the history in git has them."
)


def build(request: Request) -> Page:
    """Every due date of a programme that moved."""
    programme = request.programme
    history = ProgrammeHistory(programme, request.past, request.on) if request.past else None
    dates = moved(programme.rows, history)
    hidden = overwritten(history) if history else []
    blocks: list[Block] = [
        _summary(dates, hidden, known=history is not None),
        *sections(dates, hidden, request.zone),
    ]
    blocks += spelt_out(programme, (each.organisation for each in (*dates, *hidden)))
    return page(request.snapshot, "moves", "Dates moved", blocks)


def sections(dates: Sequence[Moved], hidden: Sequence[Overwritten], zone: tzinfo) -> Iterator[Section]:
    """What moved with a revision, and what was written over without, as far as there is any.

    Days of commits are those of the time zone.
    """
    if dates:
        yield _moves(dates)
    if hidden:
        yield _hidden(hidden, zone)


def _summary(dates: Sequence[Moved], hidden: Sequence[Overwritten], *, known: bool) -> Section:
    said = " ".join(filter(None, (_moved(dates, hidden), _rewritten(hidden))))
    blocks = [Paragraph((said,), "sentence")]
    if not known:
        blocks.append(Paragraph((WITHOUT_GIT,), "footnote"))
    return summary(*blocks)


def _moved(dates: Sequence[Moved], hidden: Sequence[Overwritten]) -> str:
    """How many dates moved, how many more than once, and which furthest."""
    if not dates:
        return "No date was moved by a revision." if hidden else NOTHING
    were = "date was" if len(dates) == 1 else "dates were"
    said = f"{len(dates):,} due {were} moved"
    again = sum(len(each.revisions) > 1 for each in dates)
    if again and dates[1:]:
        said += f", {again:,} of them more than once"
    furthest = max(dates, key=lambda each: each.days or 0)
    if not furthest.days or furthest.days < 0:
        return f"{said}."
    how_far = f"by {days(furthest.days)}"
    if len(dates) == 1:
        return f"{said}, {how_far}."
    return f"{said}; the furthest {how_far} ({' '.join(filter(None, _whose(furthest)))})."


def _whose(of: Moved) -> tuple[str, str]:
    return of.action.ref, of.organisation


def _rewritten(hidden: Sequence[Overwritten]) -> str:
    """How much was written over, in a sentence; ``""`` for nothing."""
    first = sum(each.field == "due" for each in hidden)
    said = [one_or_more(first, "date was", "dates were") + " overwritten without a revision"] * bool(first)
    if rest := len(hidden) - first:
        said.append(one_or_more(rest, "revision was", "revisions were") + " taken out or altered afterwards")
    return f"{' and '.join(said)}." if said else ""


def _moves(dates: Sequence[Moved]) -> Section:
    names = ("Action", "First date", "Date now", "Times", "Days", "Moved to: why, who agreed, and when")
    columns = tuple(Column((name,), number=name in ("Times", "Days")) for name in names)
    rows = tuple(TableRow(tuple(_move(each))) for each in dates)
    said = "The first date stays in the plan; each later one is below it with its reason."
    return section("Moved with a revision", "moved", said, table(columns, rows, "moved stacked", "moved"))


def _move(of: Moved) -> Iterator[Cell]:
    yield _action(of.action, of.organisation)
    yield _when(of.first)
    yield _when(of.now)
    yield number(len(of.revisions))
    yield cell("–" if of.days is None else f"{of.days:,}".replace("-", "−"), role="count")
    yield Cell(tuple(Paragraph((facts.revision(each),), "said") for each in of.revisions), "told")


def _action(action: Action, organisation: str) -> Cell:
    """An action, and the one owner whose date it is."""
    return head(
        *named(action.ref, action.title), *([f" ({organisation})"] if organisation else []), role="title"
    )


def _when(date: PlanDate | None) -> Cell:
    """A date in words; none where there was none."""
    return cell(date_in_words(date) if date else "none", role="when")


def _hidden(hidden: Sequence[Overwritten], zone: tzinfo) -> Section:
    """What git alone tells, with the commits that did it."""
    columns = tuple(Column((name,)) for name in ("Action", "What was done", "By whom", "When", "Commit"))
    rows = (TableRow(tuple(_overwritten(each, zone))) for each in hidden)
    said = "The plan as it stands does not show these: they come from its history in git."
    found = table(columns, tuple(rows), "rewritten stacked", "rewritten")
    return section("Overwritten without a revision", "rewritten", said, found)


def _overwritten(of: Overwritten, zone: tzinfo) -> Iterator[Cell]:
    yield _action(of.action, of.organisation)
    yield cell(_done(of))
    yield from committed(of.commit, zone)


def _done(of: Overwritten) -> str:
    """What was done to a date or a revision: ``due date changed from 26 to 28 March 2014``."""
    before, after = (date_in_words(each) if each else "none" for each in (of.before, of.after))
    if of.field == "due":
        return f"due date changed from {before} to {after}"
    if of.field == "":
        return f"the revision to {before} was taken out"
    if of.field == "to":
        return f"the revision to {before} was changed to one to {after}"
    return f"the revision to {before} was given another {field_of(f'revised.{of.field}').noun}"
