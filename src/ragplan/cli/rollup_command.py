"""``ragplan rollup``: questions over the exported files of many programmes, or over many clones."""

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ragplan.cli.extras import needing
from ragplan.cli.papers import Asked, ReferenceOption, check, put
from ragplan.cli.rows import Target
from ragplan.cli.session import FINDINGS, AsOfOption, echo, fail, notify
from ragplan.cli.tables import table
from ragplan.cli.taking import Read, given_text, read
from ragplan.english import listed
from ragplan.escaping import as_json, one_line
from ragplan.render import FORMATS
from ragplan.reports.list_formats import cell
from ragplan.rollup.questions import ORDER, Question, question

if TYPE_CHECKING:
    from ragplan.rollup.engine import Answer

DATA = ("csv", "json")
"""The formats of one answer; all others hold several."""
PAPERS = tuple(name for name, format in FORMATS.items() if format.to_read)
"""The formats of papers in which answers are written."""


def command(
    places: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PLACE",
            help="Exported files, as folders, patterns or addresses such as s3://bucket/exports, or clones; "
            f"then, last, a question: {', '.join(ORDER)}. Without one, all are answered.",
            show_default=False,
        ),
    ] = None,
    clones: Annotated[
        str, typer.Option(metavar="FILE", help="A file that lists the folders of clones, one per line.")
    ] = "",
    as_of: AsOfOption = "",
    sql: Annotated[
        str,
        typer.Option(
            metavar="TEXT", help="Your own SELECT statement on the same views, or a .sql file with one."
        ),
    ] = "",
    format: Annotated[
        Literal["table", *DATA, *PAPERS],  # type: ignore[valid-type]  # names of a table
        typer.Option(help="csv and json answer one question; html to pdf are papers."),
    ] = "table",
    output: Annotated[
        str, typer.Option(metavar="PATH", help="The file to write; - for standard output.")
    ] = "",
    large_print: Annotated[
        bool, typer.Option("--large-print", help="Print no word smaller than 16 points.")
    ] = False,
    reference: ReferenceOption = "",
) -> None:
    """Reads files of 'ragplan export' (CSV, JSON lines or Parquet) or clones, which need no export.

    Each file is read whole or not at all, and the ones left out are named. Organisations are listed by code;
    nobody is ranked. Exit code: 0, 1 if a file was left out, or 2 if it could not run.
    """
    given, questions = _asked(places or [], sql)
    check(asked := Asked(format, output, large=large_print, reference=reference))
    if format in DATA and len(questions) > 1:
        fail(f"{format} is one table; name one question: {listed(ORDER)}")
    if not given and not clones:
        fail("name a folder or files of 'ragplan export', or clones with --clones FILE")
    with needing("a roll-up"):
        from ragplan.rollup.engine import RefusedQueryError, Rollup
    with Rollup() as rollup:
        taken = read(rollup, given, clones, as_of)
        try:
            answers = [(each, rollup.ask(each.text)) for each in questions]
        except RefusedQueryError as refusal:
            fail(f"--sql: {one_line(str(refusal))}" if sql else one_line(str(refusal)))
    _put(answers, taken, asked)
    if taken.left_out:
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
    return given_text(sql) if sql.endswith(".sql") else sql


def _put(answers: "list[tuple[Question, Answer]]", taken: Read, asked: Asked) -> None:
    """Write answers in a format."""
    if asked.format == "table":
        _talk(answers, taken)
    elif asked.format in DATA:
        ((question, answer),) = answers
        made = _csv(answer) if asked.format == "csv" else _json(question, answer, taken)
        Target(asked.format, asked.output).put(made)
    else:
        from ragplan.rollup.page import build

        page = build(answers, taken.taken, [f"{name}: {why}" for name, why in taken.left_out])
        put(page, "rollup", asked)


def _talk(answers: "list[tuple[Question, Answer]]", taken: Read) -> None:
    """Print answers as tables, and what they are of."""
    from ragplan.rollup.page import numbers, said

    for asked, answer in answers:
        shown = [[one_line(cell(_plain(value))) for value in line] for line in answer.lines]
        heads = [one_line(name.replace("_", " ")) for name in answer.columns]
        told = table(heads, shown, numbers(answer)) if shown else "Nothing that was read answers it.\n"
        echo(f"{asked.about}\n\n{told}\n" if len(answers) > 1 else told)
    notify(said(taken.taken, len(taken.left_out)))


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


def _json(asked: Question, answer: "Answer", taken: Read) -> str:
    """``{"version": 1, "question": …, "rows": […], "left_out": [{"file", "why"}]}``."""
    rows = [dict(zip(answer.columns, map(_plain, line), strict=True)) for line in answer.lines]
    left_out = [{"file": name, "why": why} for name, why in taken.left_out]
    return as_json({"version": 1, "question": asked.name, "rows": rows, "left_out": left_out})
