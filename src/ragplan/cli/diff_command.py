"""``ragplan diff``: what changed between two meetings, days or revisions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import typer

from ragplan.alike import normal
from ragplan.cli.completing import organisations
from ragplan.cli.filters import check_known, organisation_names
from ragplan.cli.papers import Asked, ReferenceOption
from ragplan.cli.past import current_programmes, history_of, is_revision_name
from ragplan.cli.session import (
    COULD_NOT_RUN,
    FINDINGS,
    PLANS,
    AsOfOption,
    PlansOption,
    ProgrammeOption,
    PublicOption,
    day,
    echo,
    fail,
    judged_on,
    loaded,
    notify,
    plan_files,
    readable_programmes,
    write,
)
from ragplan.diff import Change, Kind, compare
from ragplan.diff.json_v1 import End, Ends
from ragplan.english import listed
from ragplan.escaping import one_line
from ragplan.history import Commit, Past, Recorded, TooFewMeetings, counted_meeting, is_counted
from ragplan.model.programme import Programme
from ragplan.model.public import public_snapshot
from ragplan.model.snapshot import Snapshot
from ragplan.query import Filter
from ragplan.reports.blocks import Page
from ragplan.reports.changes.page import Comparison, Point
from ragplan.repository import working_files
from ragplan.repository.errors import RepositoryError
from ragplan.repository.meetings import Resolved
from ragplan.suggestion import did_you_mean
from ragplan.timeline import NOT_THERE, Timeline

SETTINGS = {"ignore_unknown_options": True}
"""``-2`` is a meeting and no option; what else begins so is refused here."""

ENDS = "A meeting (last, -2, 2014-01-27), a day, or a revision"
SinceArgument = Annotated[
    str,
    typer.Argument(metavar="FROM", help=f"{ENDS}; by default the previous meeting.", show_default=False),
]
UntilArgument = Annotated[
    str,
    typer.Argument(metavar="TO", help=f"{ENDS}; by default the files as they are now.", show_default=False),
]
LAST = "last"
_SHALLOW = (
    "note: this is a shallow clone, so earlier silence is judged by dates alone; run 'git fetch --unshallow'"
)


class Request(NamedTuple):
    """What a person asked for: the folder, a programme or all, the day, and the two ends, ``""`` for none.

    ``public`` is whether the public copies are compared.
    """

    folder: str
    programme: str
    as_of: str
    since: str
    until: str
    public: bool = False


class Outcome(NamedTuple):
    """The comparisons, and how many programmes could not be compared."""

    comparisons: tuple[Comparison, ...]
    failed: int


def command(
    since: SinceArgument = "",
    until: UntilArgument = "",
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    organisation: Annotated[
        str,
        typer.Option(
            metavar="CODE",
            help="Only changes of this organisation and of shared actions it owns.",
            autocompletion=organisations,
        ),
    ] = "",
    goal: Annotated[str, typer.Option(metavar="REF", help="Only changes under this goal.")] = "",
    kind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KINDS", help="Only these kinds of change, separated by commas: completed,went-silent."
        ),
    ] = None,
    format: Annotated[
        Literal["text", "markdown", "html", "docx", "pdf", "json"],
        typer.Option(help="text and json go to standard output, the others to a file."),
    ] = "text",
    output: Annotated[
        str, typer.Option(metavar="PATH", help="The file to write; - for standard output.")
    ] = "",
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if something changed.")] = False,
    public: PublicOption = False,
    reference: ReferenceOption = "",
) -> None:
    """Shows changes by goal, action and organisation, with a summary on top.

    Files are written to reports/PROGRAMME-changes.html, .md, .docx or .pdf. Meetings are counted back from
    the day of --as-of. Exit code: 0, or 1 with --exit-code if something changed; 2 if it could not run.
    """
    for end in (since, until):
        if end.startswith("-") and not is_counted(end):
            fail(f"no option {one_line(end)!r}; a meeting is counted back as -1 or -2; see --help")
    kinds = _kinds(kind)
    if output not in ("", "-") and format in ("text", "json"):
        fail(f"--output takes html, markdown, docx or pdf; write {format} with > {one_line(output)}")
    with history_of(plans) as timeline:
        comparisons, failed = compared(timeline, Request(plans, programme, as_of, since, until, public))
    if output not in ("", "-") and len(comparisons) > 1:
        known = listed(each.until.snapshot.programme.id for each in comparisons)
        fail(f"--output takes one paper; choose one of the programmes {known} with --programme")
    narrowed = _narrowed(comparisons, organisation, goal, kinds)
    _print(narrowed, Asked(format, output, public, reference=reference))
    if failed:
        raise typer.Exit(COULD_NOT_RUN)
    if exit_code and any(each.changes for each in narrowed):
        raise typer.Exit(FINDINGS)


def _kinds(options: list[str] | None) -> list[Kind]:
    """The kinds that are asked for; exits with 2 where there is none of a name."""
    known = {kind.value: kind for kind in Kind}
    asked = [word.strip() for option in options or [] for word in option.split(",") if word.strip()]
    found = []
    for word in asked:
        name = "-".join(word.casefold().replace("_", "-").split())
        if name not in known:
            hint = did_you_mean(name, known)
            fail(f"no kind {one_line(word)!r}; {hint + ' ' if hint else ''}choose from: {', '.join(known)}")
        found.append(known[name])
    return found


def compared(timeline: Timeline, asked: Request) -> Outcome:
    """What changed in each programme; exits with 2 where none can be compared.

    One that cannot is told on standard error beside the others.
    """
    chosen = judged_on(_programmes(timeline, asked), asked.as_of)
    if timeline.repository.shallow:
        notify(_SHALLOW)
    comparisons = []
    for programme, on in chosen:
        try:
            comparisons.append(_compared(timeline, asked, programme, on))
        except RepositoryError as error:
            if len(chosen) == 1:
                raise
            notify(f"ragplan: {one_line(programme.id)}: {error}")
    if not comparisons:
        fail("no programme could be compared; see the lines above, or name one with --programme")
    return Outcome(tuple(comparisons), len(chosen) - len(comparisons))


def _programmes(timeline: Timeline, asked: Request) -> tuple[Programme, ...]:
    """The programmes as they are now; the working tree must be whole where it is an end itself."""
    repository, folder = timeline.repository, Path(asked.folder)
    if repository.bare or (asked.until and not folder.is_dir()):
        return current_programmes(repository, asked.folder, asked.programme)
    found = working_files(folder) if asked.until else plan_files(asked.folder)
    plans = timeline.on_disk(found)
    if plans.programmes and not plans.broken:
        return readable_programmes(plans, asked.programme, asked.folder)
    if asked.until:
        return current_programmes(repository, asked.folder, asked.programme)
    return readable_programmes(loaded(found), asked.programme, asked.folder)


def _compared(timeline: Timeline, asked: Request, programme: Programme, on: date) -> Comparison:
    until = _later(timeline, asked, programme, on)
    since = _not_after(
        _named(timeline, asked.since or _previous(programme, until.snapshot.on), programme, on), until
    )
    if since.snapshot.on > until.snapshot.on:
        notify(
            f"note: {one_line(programme.id)}: FROM ({since.snapshot.on}) is after TO ({until.snapshot.on})"
        )
    since, until = _knowing(timeline, since), _knowing(timeline, until)
    if asked.public:
        since, until = _open(since), _open(until)
    past = cache(lambda: _past(timeline, until))
    changes = compare(since.snapshot, until.snapshot, lambda: past().before(since.snapshot.on))
    return Comparison(since, until, tuple(_offering(change, until, past) for change in changes))


def _past(timeline: Timeline, until: Point) -> Past:
    """What git knows of a programme up to the later end."""
    try:
        past = timeline.past(until.snapshot.programme, until.snapshot.on)
    except RepositoryError:
        return Past((), ())
    if until.commit is None:
        return past
    last = until.commit.at
    return past._replace(commits=tuple(each for each in past.commits if each.commit.at <= last))


def _offering(change: Change, until: Point, past: Callable[[], Past]) -> Change:
    """A completion without a date with the day of the commit that made the row complete, if git knows it."""
    if change.kind is not Kind.COMPLETED or change.field != "rating" or change.done:
        return change
    day = past().completion(until.snapshot.programme, change.ref, change.organisation)
    return replace(change, became=day)


def _knowing(timeline: Timeline, point: Point) -> Point:
    """An end that also knows what the two meetings before it saw, where git can tell."""
    snapshot = point.snapshot
    try:
        seen = timeline.seen_before(snapshot.programme, snapshot.on, meetings=2)
    except RepositoryError:
        return point
    return point._replace(snapshot=replace(snapshot, seen=seen))


def _open(point: Point) -> Point:
    """An end as the public may see it."""
    return point._replace(snapshot=public_snapshot(point.snapshot))


def _not_after(since: Point, until: Point) -> Point:
    """A revision that was there before the later end is not read at a day after it."""
    last = until.snapshot.on
    if since.by_day or since.commit is None or since.snapshot.on <= last:
        return since
    if until.commit and until.commit.at < since.commit.at:
        return since
    return since._replace(snapshot=Snapshot(since.snapshot.programme, last))


def _later(timeline: Timeline, asked: Request, programme: Programme, on: date) -> Point:
    """The end TO: what was named, else the files on disk, else the last commit.

    A revision is read at the day that was asked for, else at its own.
    """
    if asked.until:
        point = _named(timeline, asked.until, programme, on)
        if asked.as_of and not point.by_day:
            return point._replace(snapshot=Snapshot(point.snapshot.programme, day(asked.as_of)))
        return point
    if not timeline.repository.bare:
        return Point(Snapshot(programme, on))
    commit = timeline.repository.commit()
    return Point(Snapshot(_held(timeline.at(commit, programme.id), on), on), commit)


def _previous(programme: Programme, on: date) -> str:
    """The meeting before a day, as a text that names it."""
    try:
        return str(counted_meeting(LAST, programme.calendar.meetings, on))
    except TooFewMeetings as error:
        raise RepositoryError(
            f"there is no previous meeting to compare with: {error}; name FROM as a day (2014-01-27) or a "
            "revision, as in 'ragplan diff HEAD'"
        ) from error


def _named(timeline: Timeline, text: str, programme: Programme, on: date) -> Point:
    """What a text means; of a day whose plan does not load, the last commit before that does."""
    resolved, recorded = timeline.named(text, programme, on)
    by_day = not is_revision_name(text)
    if recorded.programme is None and by_day and not resolved.frozen and recorded.note != NOT_THERE:
        recorded = _before(timeline, recorded, programme.id)
        notify(f"note: {_skipped(resolved, recorded.commit)}")
    on_day = resolved.day if by_day else programme.calendar.default_as_of(resolved.day)
    snapshot = Snapshot(_held(recorded, resolved.day), on_day)
    return Point(snapshot, recorded.commit, resolved.meeting, by_day, resolved.frozen)


def _before(timeline: Timeline, broken: Recorded, id: str) -> Recorded:
    """A programme at the last commit before one in which it does not load; that one where there is none."""
    line = timeline.repository.line()
    at = next((at for at, commit in enumerate(line) if commit == broken.commit), 0)
    for commit in reversed(line[:at]):
        recorded = timeline.at(commit, id)
        if recorded.programme is not None:
            return recorded
        if recorded.note == NOT_THERE:
            break
    return broken


def _skipped(resolved: Resolved, taken: Commit) -> str:
    return (
        f"the plan of {resolved.day} does not load at commit {resolved.commit.short}; "
        f"commit {taken.short} before it is compared"
    )


def _held(recorded: Recorded, on: date) -> Programme:
    if recorded.programme is None:
        raise RepositoryError(
            f"commit {recorded.commit.short}, read for {on}, cannot be compared: {one_line(recorded.note)}; "
            "name another day or revision ('git log --oneline' lists commits)"
        )
    return recorded.programme


def _narrowed(
    comparisons: tuple[Comparison, ...], organisation: str, goal: str, kinds: list[Kind]
) -> list[Comparison]:
    """The comparisons with the changes that are asked for; exits with 2 where a filter names nothing."""
    programmes = [end.snapshot.programme for each in comparisons for end in (each.until, each.since)]
    check_known("organisation", organisation, organisation_names(programmes))
    check_known("goal", goal, [ref for each in programmes for ref in each.goal])
    asked = [
        f"of {organisation}" if organisation else "",
        f"under goal {goal}" if goal else "",
        f"of the kind {', '.join(kind.words for kind in kinds)}" if kinds else "",
    ]
    narrowed = f"Only changes {', '.join(filter(None, asked))}." if any(asked) else ""
    rows = None if kinds else Filter(organisation=organisation, goal=goal)
    return [
        each._replace(
            narrowed=narrowed,
            rows=rows,
            changes=tuple(
                change
                for change in each.changes
                if (not kinds or change.kind in kinds)
                and (not goal or _under(change, goal))
                and (not organisation or _of(change, each, organisation))
            ),
        )
        for each in comparisons
    ]


def _under(change: Change, goal: str) -> bool:
    """Whether a change is under a goal, or moved an action away from it."""
    left = change.old if change.kind is Kind.MOVED else ""
    return normal(goal) in (normal(change.goal), normal(left))


def _of(change: Change, comparison: Comparison, organisation: str) -> bool:
    """Whether a change is an organisation's, or of a shared action that it owns."""
    names = {end.snapshot.programme.code(organisation) for end in (comparison.since, comparison.until)}
    names = {normal(name) for name in names}
    owners = (change.organisation,) if change.organisation else change.owners
    return any(normal(owner) in names for owner in owners)


def _print(narrowed: list[Comparison], asked: Asked) -> None:
    if asked.format == "json":
        write(_json(narrowed))
        return
    from ragplan.cli.papers import as_text, put

    pages = [_page(each, public=asked.public) for each in narrowed]
    if asked.format == "text":
        echo("\n\n".join(as_text(each, asked.format) for each in pages))
        return
    for each, made in zip(narrowed, pages, strict=True):
        put(made, f"{each.until.snapshot.programme.id}-changes", asked)


def _page(comparison: Comparison, *, public: bool) -> Page:
    from ragplan.reports.changes.page import build
    from ragplan.reports.public import public_page

    page = build(comparison)
    frozen = comparison.since.frozen and comparison.until.frozen
    return public_page(page, frozen=frozen) if public else page


def _json(narrowed: list[Comparison]) -> str:
    from ragplan.diff.json_v1 import render

    ends = {each.until.snapshot.programme.id: ends_of(each) for each in narrowed}
    return render(ends, [change for each in narrowed for change in each.changes])


def ends_of(comparison: Comparison) -> Ends:
    """Where a comparison begins and ends, as formats tell it."""
    return _end(comparison.since), _end(comparison.until)


def _end(point: Point) -> End:
    return End(point.commit.revision if point.commit else "", point.snapshot.on, point.meeting)
