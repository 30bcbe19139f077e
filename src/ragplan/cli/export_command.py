"""``ragplan export``: rows, positions, changes and meetings as typed tables for other programs."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import typer

from ragplan.cli.extras import needing
from ragplan.cli.papers import written
from ragplan.cli.past import (
    AtOption,
    Stood,
    current_programmes,
    history_of,
    is_revision_name,
    snapshots,
    stood_at,
)
from ragplan.cli.rows import Target
from ragplan.cli.session import (
    COULD_NOT_RUN,
    PLANS,
    AsOfOption,
    PlansOption,
    ProgrammeOption,
    PublicOption,
    fail,
    judged_on,
    loaded,
    readable_programmes,
    talk,
    tell,
)
from ragplan.english import counted
from ragplan.escaping import one_line
from ragplan.exporting.catalogue import TABLES
from ragplan.exporting.coverage import covered_by
from ragplan.exporting.meetings import Changed, by_owner, changes, seen, unread
from ragplan.exporting.tables import Entry, Seen, Table, Value, shared_out
from ragplan.model.programme import Programme
from ragplan.model.public import public_copy
from ragplan.model.snapshot import Snapshot
from ragplan.query import positions, rows
from ragplan.timeline import Timeline


class ExportOf(NamedTuple):
    """What is to be exported: the folder of the plans, and the rest as given."""

    folder: str
    programme: str
    as_of: str
    at: str
    public: bool


class Found(NamedTuple):
    """What a table holds: its lines, the programmes they are of, and how many could not be had."""

    lines: list[list[Value]]
    programmes: tuple[str, ...]
    failed: int = 0


def command(
    table: Annotated[
        Literal["rows", "positions", "changes", "meetings", "coverage"],
        typer.Argument(
            metavar="TABLE",
            help="; ".join(f"{each.name}: {each.about}" for each in TABLES.values()) + ".",
            show_default=False,
        ),
    ],
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    at: AtOption = "",
    all_meetings: Annotated[
        bool,
        typer.Option("--all-meetings", help="As each meeting up to today, or the day of --as-of, saw it."),
    ] = False,
    public: PublicOption = False,
    format: Annotated[
        Literal["csv", "jsonl", "parquet"],
        typer.Option(
            help="csv for spreadsheets; jsonl is an object a line; parquet files by organisation and year."
        ),
    ] = "csv",
    output: Annotated[
        str,
        typer.Option(
            metavar="PATH",
            help="The file to write, else standard output; of parquet the folder to write below.",
        ),
    ] = "",
) -> None:
    """Every column is told in docs/export.md, with its type and unit.

    Changes are those since the meeting before; with --all-meetings those from each meeting to the next.
    In a folder of parquet files an export takes the place of the earlier one of the same table and programme.
    """
    if at and all_meetings:
        fail("--at is one meeting and --all-meetings are all; give one of them")
    if format == "parquet" and output in ("", "-"):
        fail("parquet is a folder of files; name it with --output DIR")
    asked = ExportOf(plans, programme, as_of, at, public)
    chosen = TABLES[table]
    read = over_meetings if all_meetings else _NOW[table]
    found = read(chosen, asked)
    if format == "parquet":
        _write_folder(chosen, found, Path(output))
    else:
        _write_text(chosen, found, Target(format, output))
    tell(counted(len(found.lines), "line"))
    if found.failed:
        raise typer.Exit(COULD_NOT_RUN)


def of_one_day(table: Table[Any], asked: ExportOf) -> Found:
    """The lines of programmes as they are, or as they stood."""
    stood = stood_at(asked.folder, asked.at, asked.as_of, asked.programme)
    read = loaded(stood.found)
    chosen = judged_on(readable_programmes(read, asked.programme, asked.folder), stood.day)
    if asked.public:
        chosen = [(public_copy(each), on) for each, on in chosen]
    lines: list[list[Value]] = []
    for each in snapshots(asked.folder, chosen, stood, look=table.name == "rows"):
        state = _state(stood, each)
        lines += table.lines(Entry(state, of) for of in _HELD[table.name](each, stood.frozen))
    return Found(lines, tuple(each.id for each, _ in chosen))


def _state(stood: Stood, snapshot: Snapshot) -> Seen:
    """Which state of the plans a snapshot is: of a meeting where one of that day was asked for."""
    if stood.commit is None:
        return Seen()
    met = not is_revision_name(stood.at) and snapshot.programme.calendar.on(snapshot.on)
    return Seen(stood.commit.revision, snapshot.on if met else None)


def _changes(table: Table[Any], asked: ExportOf) -> Found:
    """The changes of programmes since the meeting before."""
    from ragplan.cli.diff_command import Request, compared, ends_of

    with history_of(asked.folder) as timeline:
        request = Request(asked.folder, asked.programme, asked.as_of, "", asked.at, asked.public)
        comparisons, failed = compared(timeline, request)
    lines: list[list[Value]] = []
    for each in comparisons:
        ends = ends_of(each)
        state = Seen(ends[1].revision, ends[1].meeting)
        lines += table.lines(Entry(state, Changed(ends, change)) for change in each.changes)
    return Found(lines, tuple(each.until.snapshot.programme.id for each in comparisons), failed)


def over_meetings(table: Table[Any], asked: ExportOf) -> Found:
    """The lines of programmes as each meeting saw them, each distinct file being read once."""
    with history_of(asked.folder) as timeline:
        programmes = current_programmes(timeline.repository, asked.folder, asked.programme)
        lines: list[list[Value]] = []
        for programme, until in judged_on(programmes, asked.as_of):
            if table.name == "changes":
                lines += table.lines(_between_meetings(timeline, programme, until, public=asked.public))
            else:
                held = _of_meetings(timeline, programme, until, table.name, public=asked.public)
                lines += table.lines(held)
    return Found(lines, tuple(each.id for each in programmes))


def _of_meetings(
    timeline: Timeline, programme: Programme, until: date, table: str, *, public: bool
) -> Iterator[Entry[Any]]:
    """What a table holds of each meeting; of one that cannot be read it is said why."""
    held = list(timeline.meetings(programme, until))
    known = [(each.meeting, each.recorded.commit, each.recorded.note) for each in held]
    _tell_gaps(programme, until, timeline.gaps(programme, until, known, ()), met=bool(held))
    for met, snapshot in seen(programme, held, public=public):
        state = Seen(met.recorded.commit.revision, met.meeting)
        if snapshot is not None:
            yield from (Entry(state, of) for of in _HELD[table](snapshot, met.frozen))
        elif table == "meetings":
            yield Entry(state, unread(programme.id, met))


def _between_meetings(
    timeline: Timeline, programme: Programme, until: date, *, public: bool
) -> Iterator[Entry[Changed]]:
    """What changed from each meeting to the next."""
    past = timeline.past(programme, until)
    _tell_gaps(programme, until, past.notes, met=bool(past.meetings))
    if public:
        past = past.public()
    for each in changes(past, seen(programme, past.meetings)):
        end = each.ends[1]
        yield Entry(Seen(end.revision, end.meeting), each)


def _tell_gaps(programme: Programme, until: date, gaps: Sequence[str], *, met: bool) -> None:
    """Say what the history does not tell of a programme's meetings, or that there was none."""
    for note in gaps if gaps or met else (f"its calendar has no meeting up to {until}",):
        tell(f"note: {one_line(programme.id)}: {one_line(note)}")


_HELD: dict[str, Callable[[Snapshot, bool], Iterator[Any]]] = {
    "rows": lambda snapshot, _: rows([snapshot]),
    "positions": lambda snapshot, _: positions([(snapshot.programme, snapshot.on)]),
    "meetings": lambda snapshot, frozen: by_owner(snapshot, frozen=frozen),
    "coverage": lambda snapshot, _: covered_by(snapshot),
}
"""What a table holds of a snapshot, and whether that was frozen."""
_NOW: dict[str, Callable[[Table[Any], ExportOf], Found]] = {
    "rows": of_one_day,
    "positions": of_one_day,
    "changes": _changes,
    "meetings": of_one_day,
    "coverage": of_one_day,
}
"""How a table is had of one day."""


def _write_text(table: Table[Any], found: Found, target: Target) -> None:
    from ragplan.exporting.text import as_csv, as_jsonl

    target.put((as_csv if target.format == "csv" else as_jsonl)(table, found.lines))


def _write_folder(table: Table[Any], found: Found, folder: Path) -> None:
    """Write a file for each programme, organisation and year, and take away what an earlier export left.

    Each file is written whole, and nothing is taken away before all are.
    """
    from ragplan.exporting.parquet import parquet_files, path_of, pattern_of

    if folder.exists() and not folder.is_dir():
        fail(f"{one_line(folder.as_posix())!r} is a file; --output takes the folder of the parquet files")
    parts = shared_out(table, found.lines)
    with needing("parquet"):
        made = {folder / path_of(table, place): data for place, data in parquet_files(table, parts)}
    for path, data in made.items():
        written(path, data)
    try:
        for id in found.programmes:
            for path in sorted({*folder.glob(pattern_of(table, id))} - {*made}):
                path.unlink()
    except OSError as error:
        fail(f"{one_line(str(error.filename))} of an earlier export cannot be taken away: {error.strerror}")
    talk("".join(f"{one_line(path.as_posix())}\n" for path in made))
