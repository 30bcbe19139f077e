"""``ragplan export``: rows, positions, changes and meetings as typed tables for other programs."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
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
from ragplan.cli.session import (
    COULD_NOT_RUN,
    PLANS,
    AsOfOption,
    PlansOption,
    ProgrammeOption,
    PublicOption,
    echo,
    fail,
    judged_on,
    loaded,
    notify,
    readable_programmes,
    write,
)
from ragplan.diff import Change
from ragplan.diff.json_v1 import Ends
from ragplan.english import counted
from ragplan.escaping import one_line
from ragplan.exporting.catalogue import CHANGES, MEETINGS, ROWS, TABLES
from ragplan.exporting.coverage import covered_by
from ragplan.exporting.meetings import Changed, Met, by_owner, changes, seen, unread
from ragplan.exporting.tables import Seen, Table, Value, shared_out
from ragplan.history import Past
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


Part = tuple[Table[Any], Iterator[list[Value]]]
"""A table, and its lines of one state of the plans."""


@dataclass
class Found:
    """What tables hold: their lines, the programmes they are of, and how many could not be had.

    The lines are had as they are asked for; ``many`` counts those that were.
    """

    parts: Iterator[Part]
    programmes: tuple[str, ...]
    failed: int = 0
    many: int = 0

    def __iter__(self) -> Iterator[list[Value]]:
        """Every line, whatever the table."""
        for _, lines in self.parts:
            for line in lines:
                self.many += 1
                yield line

    def by_table(self) -> dict[str, list[list[Value]]]:
        """All lines, by the table's name."""
        found: dict[str, list[list[Value]]] = {}
        for table, lines in self.parts:
            found.setdefault(table.name, []).extend(lines)
        return found


def command(
    table: Annotated[
        Literal[*TABLES],  # type: ignore[valid-type]  # names of a table
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
        typer.Option(
            "--all-meetings", help="Every meeting up to today, or to the day of --as-of, as it saw the plan."
        ),
    ] = False,
    public: PublicOption = False,
    format: Annotated[
        Literal["csv", "jsonl", "parquet"],
        typer.Option(
            help="csv is for spreadsheets, jsonl is one JSON object per line, parquet is a folder of files "
            "by organisation and year."
        ),
    ] = "csv",
    output: Annotated[
        str,
        typer.Option(
            metavar="PATH",
            help="The file to write, or for parquet the folder; by default, standard output.",
        ),
    ] = "",
) -> None:
    """docs/export.md describes every column, with its type and unit.

    Changes are those since the previous meeting; with --all-meetings, those from each meeting to the next. In
    a folder of Parquet files, an export replaces the earlier one of the same table and programme. Exit code:
    0, or 2 if it could not run.
    """
    if at and all_meetings:
        fail("--at is one meeting and --all-meetings are all; give one of them")
    if format == "parquet" and output in ("", "-"):
        fail("parquet is a folder of files; name it with --output DIR")
    asked = ExportOf(plans, programme, as_of, at, public)
    chosen = TABLES[table]
    of_day = _since_last_meeting if chosen is CHANGES else of_one_day
    with (over_meetings if all_meetings else of_day)([chosen], asked) as found:
        if format == "parquet":
            _write_folder(chosen, found, Path(output))
        else:
            _write_text(chosen, found, format, output)
    notify(counted(found.many, "line"))
    if found.failed:
        raise typer.Exit(COULD_NOT_RUN)


@contextmanager
def of_one_day(tables: Sequence[Table[Any]], asked: ExportOf) -> Iterator[Found]:
    """The lines of tables of programmes as they are, or as they stood."""
    stood = stood_at(asked.folder, asked.at, asked.as_of, asked.programme)
    read = loaded(stood.found)
    chosen = judged_on(readable_programmes(read, asked.programme, asked.folder), stood.day)
    if asked.public:
        chosen = [(public_copy(each), on) for each, on in chosen]
    compares = ROWS in tables or MEETINGS in tables
    parts = (
        (table, table.lines(_state(stood, each), _HELD[table.name](each, stood.frozen)))
        for each in snapshots(asked.folder, chosen, stood, look=compares)
        for table in tables
    )
    yield Found(parts, tuple(each.id for each, _ in chosen))


def _state(stood: Stood, snapshot: Snapshot) -> Seen:
    """Which state of the plans a snapshot is: of a meeting where one of that day was asked for."""
    if stood.commit is None:
        return Seen()
    met = not is_revision_name(stood.at) and snapshot.programme.calendar.on(snapshot.on)
    return Seen(stood.commit.revision, snapshot.on if met else None)


@contextmanager
def _since_last_meeting(tables: Sequence[Table[Any]], asked: ExportOf) -> Iterator[Found]:
    """The changes of programmes since the meeting before, the one table that there is of them."""
    from ragplan.cli.diff_command import Request, compared, ends_of

    with history_of(asked.folder) as timeline:
        request = Request(asked.folder, asked.programme, asked.as_of, "", asked.at, asked.public)
        comparisons, failed = compared(timeline, request)
    (table,) = tables
    parts = ((table, _changed(table, ends_of(each), each.changes)) for each in comparisons)
    yield Found(parts, tuple(each.until.snapshot.programme.id for each in comparisons), failed)


@contextmanager
def over_meetings(tables: Sequence[Table[Any]], asked: ExportOf) -> Iterator[Found]:
    """The lines of tables of programmes as each meeting saw them, each distinct file being read once."""
    with history_of(asked.folder) as timeline:
        programmes = current_programmes(timeline.repository, asked.folder, asked.programme)
        days = judged_on(programmes, asked.as_of)
        parts = (part for each, until in days for part in _met(timeline, each, until, tables, asked.public))
        yield Found(parts, tuple(each.id for each in programmes))


def _met(
    timeline: Timeline, programme: Programme, until: date, tables: Sequence[Table[Any]], public: bool
) -> Iterator[Part]:
    """What tables hold of a programme's meetings up to a day."""
    past = _past(timeline, programme, until, whole=CHANGES in tables)
    _tell_gaps(programme, until, past.notes, met=bool(past.meetings))
    past = past.public() if public else past
    meetings: Iterable[Met] = seen(programme, past.meetings)
    if CHANGES in tables:
        meetings = list(meetings)
        yield from ((CHANGES, _changed(CHANGES, *each)) for each in changes(past, meetings))
    for met in meetings:
        yield from ((each, _of_meeting(each, programme.id, met)) for each in tables if each is not CHANGES)


def _past(timeline: Timeline, programme: Programme, until: date, *, whole: bool) -> Past:
    """The meetings of a programme up to a day; the commits between them too where the past is ``whole``."""
    if whole:
        return timeline.past(programme, until)
    held = tuple(timeline.meetings(programme, until))
    known = [(each.meeting, each.recorded.commit, each.recorded.note) for each in held]
    return Past((), held, timeline.gaps(programme, until, known, ()))


def _of_meeting(table: Table[Any], id: str, met: Met) -> Iterator[list[Value]]:
    """What a table holds of a meeting of a programme; of one that cannot be read it is said why."""
    held, snapshot = met
    state = Seen(held.recorded.commit.revision, held.meeting)
    if snapshot is not None:
        return table.lines(state, _HELD[table.name](snapshot, held.frozen))
    return table.lines(state, [unread(id, held)] if table is MEETINGS else [])


def _changed(table: Table[Changed], ends: Ends, found: Iterable[Change]) -> Iterator[list[Value]]:
    """What changed between two ends; the later one is the state that a line is of."""
    return table.lines(Seen(ends[1].revision, ends[1].meeting), (Changed(ends, each) for each in found))


def _tell_gaps(programme: Programme, until: date, gaps: Sequence[str], *, met: bool) -> None:
    """Say what the history does not tell of a programme's meetings, or that there was none."""
    for note in gaps if gaps or met else (f"its calendar has no meeting up to {until}",):
        notify(f"note: {one_line(programme.id)}: {one_line(note)}")


_HELD: dict[str, Callable[[Snapshot, bool], Iterator[Any]]] = {
    "rows": lambda snapshot, _: rows([snapshot]),
    "positions": lambda snapshot, _: positions([(snapshot.programme, snapshot.on)]),
    "meetings": lambda snapshot, frozen: by_owner(snapshot, frozen=frozen),
    "coverage": lambda snapshot, _: covered_by(snapshot),
}
"""What a table holds of a snapshot, and whether that was frozen."""


def _write_text(table: Table[Any], found: Found, format: str, output: str) -> None:
    from ragplan.exporting.text import as_csv, as_jsonl

    made = (as_csv if format == "csv" else as_jsonl)(table, found)
    if output in ("", "-"):
        write(b"".join(made))
    else:
        written(Path(output), made)
        echo(f"{one_line(Path(output).as_posix())}\n")


def _write_folder(table: Table[Any], found: Found, folder: Path) -> None:
    """Write a file for each programme, organisation and year, and take away what an earlier export left.

    Each file is written whole, and nothing is taken away before all are.
    """
    from ragplan.exporting.parquet import parquet_files, path_of, pattern_of

    if folder.exists() and not folder.is_dir():
        fail(f"{one_line(folder.as_posix())!r} is a file; --output takes the folder of the parquet files")
    files = parquet_files(table, shared_out(table, found))
    with needing("parquet"):
        made = {folder / path_of(table, place): data for place, data in files}
    for path, data in made.items():
        written(path, data)
    try:
        for id in found.programmes:
            for path in sorted({*folder.glob(pattern_of(table, id))} - {*made}):
                path.unlink()
    except OSError as error:
        fail(f"{one_line(str(error.filename))} of an earlier export cannot be taken away: {error.strerror}")
    echo("".join(f"{one_line(path.as_posix())}\n" for path in made))
