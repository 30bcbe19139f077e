"""The highlight report as a Page: its heading, its sentence, the bar now above the bar then, its foot."""

from collections.abc import Iterator

from ragplan import english
from ragplan.diff.owing import meeting_to_come
from ragplan.reports import standing
from ragplan.reports.blocks import Block, Columns, Day, Page, Paragraph, Section, Words
from ragplan.reports.counts import Counts, footnote
from ragplan.reports.highlight import sections
from ragplan.reports.highlight.facts import Highlights
from ragplan.reports.meetings import meeting_of
from ragplan.reports.request import Request

HEADING = 100
"""Characters at most of the title above the page: two lines."""


def build(request: Request) -> Page:
    """A programme on one page, against what the meeting before its day saw where that is known."""
    found = Highlights(request)
    programme = found.programme
    title = english.flat(programme.title)
    return Page(
        name="highlight",
        portrait=True,
        title=title,
        said="highlight report",
        as_of=english.day(request.on),
        group=programme.group,
        heading=english.abridged(title, HEADING),
        lines=(
            Paragraph(("Highlight report as at ", *standing.as_at(found.now)), "as-at"),
            Paragraph(_meetings(found), "quiet"),
        ),
        blocks=(_summary(found), *_body(found), _foot(found)),
    )


def _meetings(found: Highlights) -> Words:
    """The meeting that it is for, and the one before; what cannot be compared, and why."""
    calendar = found.programme.calendar
    meeting = meeting_to_come(calendar, found.now.on)
    runs: list[str | Day] = []
    if meeting and meeting != found.now.on:
        runs.append(f"For {meeting_of(calendar, meeting)}. ")
    if found.previous is None:
        return (*runs, "The group has not met before, so nothing is compared.")
    runs += ["Previous meeting: ", Day(english.day(found.previous), found.previous.isoformat())]
    if found.before is None:
        return (*runs, ". What it saw is not recorded, so nothing is compared with it.")
    if found.before.on != found.previous:
        known = Day(english.day(found.before.on), found.before.on.isoformat())
        return (*runs, ". What it saw is not recorded; all is compared with the meeting of ", known, ".")
    return (*runs, ".")


def _summary(found: Highlights) -> Section:
    counts, before = found.counts, found.counts_before
    blocks: list[Block] = [Paragraph((_sentence(found),), "sentence")]
    if counts.total:
        several = {"Now": counts}
        if before and found.before:
            several["Then"] = before
        bars = standing.bars_of(found.programme.key, several)
        caption = "How many rows stand how" + (", now and at the last meeting" if before else "")
        blocks += [*bars, standing.legend_of(bars, tuple(several), caption)]
    return standing.summary(*blocks)


def _sentence(found: Highlights) -> str:
    """What is completed, overdue, moved and silent, and how much of it was at the last meeting."""
    counts, before = found.counts, found.counts_before
    if not counts.total:
        return "There are no rows to count."
    said = f"{_stand(counts, ('is', 'are'))}{_moved(found)}."
    return f"{said} At the last meeting {_stand(before, ('was', 'were'))}." if before else said


def _stand(counts: Counts, verbs: tuple[str, str]) -> str:
    """``3 of 25 rows are completed; of the 22 open rows 9 are past their date and 2 are silent``."""
    one, more = verbs
    done = f"{english.share(counts.completed, counts.total, 'row', verbs)} completed"
    if not counts.open:
        return done
    late = english.one_or_more(counts.overdue, f"{one} past its date", f"{more} past their date")
    quiet = english.one_or_more(counts.silent, f"{one} silent", f"{more} silent")
    of = f"the {counts.open:,} open rows" if counts.open > 1 else "the 1 open row"
    return f"{done}; of {of} {late} and {quiet}"


def _moved(found: Highlights) -> str:
    if found.before is None:
        return ""
    many = len(found.moved)
    which = "due date has" if many == 1 else "due dates have"
    return f"; {many:,} {which} moved since" if many else "; no due date has moved since"


def _body(found: Highlights) -> Iterator[Block]:
    """What was achieved, what is a concern, and all that follows from both."""
    yield Columns(((sections.achieved(found),), (sections.worries(found),)))
    if found.before is not None:
        yield sections.moved(found)
    yield Columns(((sections.silent(found),), (sections.due(found),)))
    yield sections.decisions(found)


def _foot(found: Highlights) -> Section:
    """What is counted nowhere, what is to be confirmed, and where the plan is."""
    scope = found.request.scope
    queries = len(found.asked)
    left_out = footnote(found.counts)
    lines: list[Words] = [(left_out,)] if left_out else []
    if queries:
        on = english.counted(queries, "row")
        lines.append((f"Something is to be confirmed on {on}: ", scope.rows("--query"), "."))
    where = found.programme.origin.path
    lines.append((f"The plan: {where}; every row: ", scope.report("plan"), "."))
    words = tuple(run for line in lines for run in (" ", *line))[1:]
    return Section(("About the numbers",), (Paragraph(words, "footnote"),), "foot", unseen=True)
