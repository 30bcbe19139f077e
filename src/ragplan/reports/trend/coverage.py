"""Who reported at each meeting, and on how many rows: the newest meeting first, it is the one looked for."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ragplan.diff import UpdateState
from ragplan.history.course import Course, Meeting
from ragplan.reports.blocks import Cell, Column, Day, Manner, Paragraph, Section, TableRow, Text
from ragplan.reports.tables import cell, head, named, section, table

HEARD = {
    UpdateState.UPDATED: "●",
    UpdateState.UNCHANGED: "○",
    UpdateState.SILENT: "–",
    UpdateState.AWAITED: "…",
    UpdateState.MISSING: "?",
}
"""A mark for what an owner did, so that colour is never the only sign."""
_OF_COVERAGE = (
    "On how many of the open rows that it owns an organisation was heard, the last meeting first. ● updated: "
    "it said something new. ○ unchanged: it went through its words and left them. … awaited: the period is "
    "under way. – silent: neither. ? missing: it has no row. At the first meeting only dates can tell."
)


def who_reported(course: Course, most: int, title: str) -> Iterator[Section]:
    """What each organisation did with its open rows at the last meetings, at most so many; none of none."""
    meetings = newest(course, most)
    heard = [each.tally.updates if each.tally else None for each in meetings]
    owners = dict.fromkeys(code for each in heard if each for code in each)
    rows = []
    for code in in_order(owners, course.programme.organisation):
        cells = (_cover(Counter(each.get(code)) if each is not None else None) for each in heard)
        rows.append(TableRow((head(*named(code, course.programme.named(code))), *cells)))
    if rows:
        columns = (Column(("Organisation",)), *columns_of(meetings))
        yield section(title, "coverage", _OF_COVERAGE, table(columns, tuple(rows), "cover", "coverage"))


def newest(course: Course, most: int) -> Sequence[Meeting]:
    """The last meetings, at most so many, the newest first."""
    return course.meetings[: -most - 1 : -1]


def columns_of(meetings: Sequence[Meeting]) -> Iterator[Column]:
    """A column for each meeting."""
    for each in meetings:
        yield Column((Day(f"{each.day.day} {each.day:%b}", each.day.isoformat()),))


def in_order(found: Mapping[str, object], order: Mapping[str, object]) -> list[str]:
    """Codes in an order, those that it does not name behind it."""
    ranks = {code: number for number, code in enumerate(order)}
    return sorted(found, key=lambda code: (ranks.get(code, len(ranks)), code))


def _cover(heard: Counter[UpdateState] | None) -> Cell:
    """On how many rows what was done, after its mark: ``● 5``, ``– 2``; tinted where nothing was said."""
    if heard is None:
        return cell(Text("not known", Manner.MISSING))
    done = [each for each in HEARD if heard[each]]
    if not done:
        return cell(Text("none open", Manner.MISSING))
    quiet = {*done} <= {UpdateState.SILENT, UpdateState.MISSING}
    lines = (
        Paragraph(
            (
                Text(f"{HEARD[each]} ", Manner.STRONG),
                f"{heard[each]:,}",
                Text(f" {each.value}", Manner.UNSEEN),
            )
        )
        for each in done
    )
    return Cell(tuple(lines), "silent" if quiet else "")
