"""``ragplan rollup``: questions over the exported files of many programmes, or over many clones."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import typer

from ragplan.cli.extras import needing
from ragplan.cli.papers import Asked, put
from ragplan.cli.rows import Target
from ragplan.cli.session import FINDINGS, AsOfOption, fail, given_bytes, talk, tell
from ragplan.cli.tables import table
from ragplan.english import listed
from ragplan.escaping import as_json, one_line
from ragplan.reports.list_formats import cell
from ragplan.rollup.questions import ORDER, Question, question

if TYPE_CHECKING:
    from ragplan.exporting.tables import Table, Value
    from ragplan.rollup.engine import Answer, Rollup
    from ragplan.rollup.page import Taken

_PAPERS = ("html", "markdown", "docx")


class Read(NamedTuple):
    """What was taken, and each file that was not, with the reason."""

    taken: "Taken"
    left_out: tuple[tuple[str, str], ...]


def command(
    places: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PLACE",
            help="Folders or patterns of exported files, or clones; then what is asked: "
            f"{', '.join(ORDER)}. Without it all are answered.",
            show_default=False,
        ),
    ] = None,
    clones: Annotated[
        str, typer.Option(metavar="FILE", help="A file with a clone's folder a line, taken too.")
    ] = "",
    as_of: AsOfOption = "",
    sql: Annotated[
        str,
        typer.Option(
            metavar="TEXT", help="One SELECT of your own on the same views, or the .sql file that holds it."
        ),
    ] = "",
    format: Annotated[
        Literal["table", "csv", "json", "html", "markdown", "docx"],
        typer.Option(help="csv and json take one question; html, markdown and docx are papers."),
    ] = "table",
    output: Annotated[str, typer.Option(metavar="PATH", help="Where to write; - is standard output.")] = "",
) -> None:
    """Files are those of 'ragplan export' in CSV, JSON lines or Parquet; a clone is exported by itself.

    Each file is taken whole or not at all; one that is left out is named, and the exit code then is 1.
    Organisations are listed by their codes; nobody is ranked.
    """
    given, asked = _asked(places or [], sql)
    if format in ("csv", "json") and len(asked) > 1:
        fail(f"{format} is one table; name one question: {listed(ORDER)}")
    if not given and not clones:
        fail("name a folder or files of 'ragplan export', or clones with --clones FILE")
    with needing("a roll-up"):
        from ragplan.rollup.engine import RefusedQueryError, Rollup
    with Rollup() as rollup:
        read = _read(rollup, given, clones, as_of)
        try:
            answers = [(each, rollup.ask(each.text)) for each in asked]
        except RefusedQueryError as refusal:
            fail(f"--sql: {one_line(str(refusal))}" if sql else one_line(str(refusal)))
    _put(answers, read, Target(format, output))
    if read.left_out:
        raise typer.Exit(FINDINGS)


def _asked(words: list[str], sql: str) -> tuple[list[str], list[Question]]:
    """The places, and the questions that are asked of them."""
    named = words[-1] if words and words[-1] in ORDER else ""
    given = words[:-1] if named else words
    if not sql:
        return given, [question(each) for each in ([named] if named else ORDER)]
    if named:
        fail(f"--sql is a question of its own and {named!r} another; give one of them")
    return given, [Question("answer", "Your own query.", {}, _statement(sql))]


def _statement(sql: str) -> str:
    """A reader's own statement, from its file where one is named."""
    return _given_text(sql) if sql.endswith(".sql") else sql


def _given_text(path: str) -> str:
    """The text of a file that a person names; exits with 2 where it cannot be read."""
    try:
        return given_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        fail(f"{one_line(path)!r} is not text in UTF-8")


def _read(rollup: "Rollup", given: Sequence[str], clones: str, as_of: str) -> Read:
    """Take every file and clone that can be taken, tell the others, and shut the engine in."""
    from ragplan.rollup.files import UnfitFileError

    left_out: list[tuple[str, str]] = []
    taken = 0
    for path in _places(given, clones):
        try:
            if path.is_dir():
                _take_clone(rollup, path, as_of)
            else:
                rollup.take(path)
            taken += 1
        except UnfitFileError as fault:
            left_out.append((str(path), str(fault)))
        except OSError as error:
            left_out.append((str(path), f"it cannot be read: {error.strerror}"))
    for name, why in left_out:
        tell(f"left out: {one_line(name)}: {one_line(why)}")
    rollup.close_in()
    return Read(_taken(rollup, taken), tuple(left_out))


def _taken(rollup: "Rollup", files: int) -> "Taken":
    """How much was taken, over all tables."""
    from ragplan.rollup.page import Taken

    until, programmes = rollup.reach()
    return Taken(files, programmes, rollup.lines, until)


def _places(given: Sequence[str], clones: str) -> Iterator[Path]:
    """The files, and the folders of clones, each once as given; exits with 2 where there is none."""
    from ragplan.rollup.files import found

    seen: dict[Path, None] = {}
    for each in given:
        matched = [Path(each)] if Path(each).exists() else _matching(each)
        if not matched:
            fail(f"nothing is at {one_line(each)!r}, and no file is of that pattern")
        for path in matched:
            inside = [path] if _is_clone(path) else list(found(path))
            if not inside:
                fail(f"{one_line(each)!r} holds no exported file (.csv, .jsonl, .parquet), and is no clone")
            seen.update(dict.fromkeys(inside))
    seen.update(dict.fromkeys(_listed(clones)))
    return iter(seen)


def _matching(pattern: str) -> list[Path]:
    """The files and folders of a pattern such as ``exports/*/rows``, in the order of their paths."""
    return sorted(map(Path, glob(pattern, recursive=True)))  # noqa: PTH207  # takes absolute patterns too


def _is_clone(path: Path) -> bool:
    return (path / ".git").exists() or (path / "plans").is_dir()


def _listed(clones: str) -> list[Path]:
    """The folders that a file lists, beside it where they are not absolute."""
    if not clones:
        return []
    lines = _given_text(clones).splitlines()
    return [Path(clones).parent / line.strip() for line in lines if line.strip()]


def _take_clone(rollup: "Rollup", clone: Path, as_of: str) -> None:
    """Export a clone's rows as its meetings saw them and as they are, and what it covers, and take that.

    Raises ``UnfitFileError`` where it cannot be exported.
    """
    from ragplan.rollup.files import Lines, UnfitFileError

    folder = clone / "plans" if (clone / "plans").is_dir() else clone
    try:
        found = _exported(str(folder), as_of, met=(clone / ".git").exists())
    except typer.Exit:
        raise UnfitFileError("it cannot be exported, as told above") from None
    for each, lines in found:
        rollup.take_lines(Lines(each, lines), str(clone))


def _exported(folder: str, as_of: str, *, met: bool) -> "list[tuple[Table[Any], list[list[Value]]]]":
    """The lines of a folder's rows and of what it covers; those of meetings too where it ``met``."""
    from ragplan.cli.export_command import ExportOf, of_one_day, over_meetings
    from ragplan.exporting.catalogue import COVERAGE, ROWS

    asked = ExportOf(folder, "", as_of, "", public=False)
    rows = over_meetings(ROWS, asked).lines if met else []
    seen = {_day(each) for each in rows}
    rows += [each for each in of_one_day(ROWS, asked).lines if _day(each) not in seen]
    return [(ROWS, rows), (COVERAGE, of_one_day(COVERAGE, asked).lines)]


def _day(line: "list[Value]") -> "tuple[Value, ...]":
    """Of which programme and day a line of the rows is."""
    from ragplan.exporting.catalogue import ROWS

    names = [each.name for each in ROWS.columns]
    return tuple(line[names.index(name)] for name in ("programme", "as_of"))


def _put(answers: "list[tuple[Question, Answer]]", read: Read, target: Target) -> None:
    """Write answers in a format."""
    if target.format in _PAPERS:
        from ragplan.rollup.page import build

        page = build(answers, read.taken, [f"{name}: {why}" for name, why in read.left_out])
        put(page, "rollup", Asked(target.format, target.output))
    elif target.format == "table":
        _talk(answers, read)
    else:
        ((asked, answer),) = answers
        target.put(_csv(answer) if target.format == "csv" else _json(asked, answer, read))


def _talk(answers: "list[tuple[Question, Answer]]", read: Read) -> None:
    """Print answers as tables, and what they are of."""
    from ragplan.rollup.page import numbers, said

    for asked, answer in answers:
        shown = [[one_line(cell(_plain(value))) for value in line] for line in answer.lines]
        heads = [one_line(name.replace("_", " ")) for name in answer.columns]
        told = table(heads, shown, numbers(answer)) if shown else "Nothing that was read answers it.\n"
        talk(f"{asked.about}\n\n{told}\n" if len(answers) > 1 else told)
    tell(said(read.taken, len(read.left_out)))


def _plain(value: Any) -> Any:
    """A value of the engine as JSON and cells have it: days and decimal numbers are text."""
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, (str, int)) else str(value)


def _csv(answer: "Answer") -> str:
    """An answer as ``ragplan list`` writes CSV."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(map(cell, answer.columns))
    writer.writerows([cell(_plain(value)) for value in line] for line in answer.lines)
    return target.getvalue()


def _json(asked: Question, answer: "Answer", read: Read) -> str:
    """``{"version": 1, "question": …, "rows": […], "left_out": [{"file", "why"}]}``."""
    rows = [dict(zip(answer.columns, map(_plain, line), strict=True)) for line in answer.lines]
    left_out = [{"file": name, "why": why} for name, why in read.left_out]
    return as_json({"version": 1, "question": asked.name, "rows": rows, "left_out": left_out})
