"""What a person is asked who begins a programme, and the answers: from options, a file, or a terminal."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple, cast

import typer

from ragplan.cli.session import fail, given_bytes, loaded, notify
from ragplan.document import Document, SourceFile, read
from ragplan.document.change import Data
from ragplan.editing.beginning import Fields
from ragplan.english import listed
from ragplan.escaping import one_line
from ragplan.model.dates import Precision, narrow_date
from ragplan.plans import Plans
from ragplan.repository import Found, working_files
from ragplan.schema.parts import shipped_keys
from ragplan.schema.v1.entries import EVERY, ID
from ragplan.suggestion import did_you_mean

_FIELDS = (
    "title",
    "group",
    "calendar",
    "key",
    "registers",
    "not_applicable",
    "organisations",
    "goals",
    "notes",
)
"""The fields of a programme file that may be answered in a file."""
GroupOption = Annotated[str, typer.Option(metavar="TEXT", help="The group that meets about the plan.")]
EveryOption = Annotated[
    str, typer.Option(metavar="TIME", help="How often it meets, such as '2 weeks' or month.")
]
FirstOption = Annotated[
    str, typer.Option(metavar="DAY", help="The date of its first meeting, such as 2026-01-12.")
]
LastOption = Annotated[str, typer.Option(metavar="DAY", help="The date of its last meeting, if known.")]
KeyOption = Annotated[str, typer.Option(metavar="NAME", help=f"The rating key: {listed(shipped_keys())}.")]
OrganisationsOption = Annotated[
    list[str] | None,
    typer.Option(metavar="CODE=NAME", help="An organisation's code and name; repeat for each."),
]
_LARGEST = 1024 * 1024
"""Bytes in the largest file of answers."""


class Options(NamedTuple):
    """What was given on the command line, ``""`` for nothing."""

    title: str = ""
    group: str = ""
    every: str = ""
    first: str = ""
    last: str = ""
    key: str = ""
    organisations: tuple[str, ...] = ()


class _Question(NamedTuple):
    """A question: its option, its words, what is wrong with an answer, and whether there need be none."""

    option: str
    words: str
    fault: Callable[[str], str]
    optional: bool = False


def _any(_text: str) -> str:
    return ""


def _day(text: str) -> str:
    when = narrow_date(text)
    return (
        ""
        if when and when.precision is Precision.DAY
        else f"{one_line(text)!r} is not a day; write it as 2026-01-12"
    )


def rhythm_fault(text: str) -> str:
    """What is wrong with how often a group meets, ``""`` for nothing."""
    found = text and re.fullmatch(EVERY, text)
    return "" if found else f"{one_line(text)!r} is not a frequency; write 2 weeks, 10 days, month or quarter"


def _key(text: str) -> str:
    if text in shipped_keys():
        return ""
    hint = did_you_mean(text, shipped_keys()) or f"choose from: {listed(shipped_keys())}"
    return f"no key {one_line(text)!r}; {hint}"


def _organisation(text: str) -> str:
    code, sign, name = (each.strip() for each in text.partition("="))
    if code and sign and name:
        return ""
    return f"{one_line(text)!r} is not a code and a name; write NORTH=North Hospital"


QUESTIONS = {
    "title": _Question("--title", "Title of the plan", _any),
    "group": _Question("--group", "Group that meets about it", _any, optional=True),
    "every": _Question("--every", "How often it meets (2 weeks, month)", rhythm_fault),
    "first": _Question("--first", "First meeting (2026-01-12)", _day),
    "last": _Question("--last", "Last meeting, if one is known", _day, optional=True),
    "key": _Question("--key", f"Rating key ({', '.join(shipped_keys())})", _key),
    "organisations": _Question("--organisation", "Organisation, as CODE=Name; empty to end", _organisation),
}


def from_file(path: str, more: Sequence[str] = ()) -> tuple[Fields, Document | None]:
    """The answers of a file, and the file; exits with 2 where it cannot be read or holds something else.

    ``more`` are fields that it may have beside those of a programme file.
    """
    if not path:
        return {}, None
    data = given_bytes(path, _LARGEST)
    document = read(SourceFile(path, data))
    for problem in document.problems:
        fail(f"{one_line(path)}: {one_line(problem.message)}; {one_line(problem.help)}")
    for name in document.data:
        if name not in (*_FIELDS, *more):
            line = document.span((name,)).line
            hint = did_you_mean(name, (*_FIELDS, *more)) or f"choose from: {listed((*_FIELDS, *more))}"
            fail(f"{one_line(path)}:{line}: no field {one_line(name)!r} to begin with; {hint}")
    return document.data, document


def over(answers: Fields, options: Options) -> Fields:
    """Answers with what options say in their place; exits with 2 for an option that cannot be taken."""
    found = dict(answers)
    for name, question in QUESTIONS.items():
        given = getattr(options, name)
        for text in (given,) if isinstance(given, str) else given:
            fault = question.fault(text) if text else ""
            if fault:
                fail(f"{question.option}: {fault}")
            if text:
                found = _with(found, name, text)
    return found


def _there(plans: str) -> Found:
    """The plan files that are there, none without a folder; exits with 2 where it cannot be read."""
    try:
        return working_files(Path(plans)) if Path(plans).is_dir() else Found((), ())
    except OSError as error:
        fail(f"the folder {one_line(plans)!r} cannot be read: {error.strerror}")


def standing_plans(plans: str) -> tuple[Plans, Found]:
    """The plans that are there, and their files; exits with 2 where these cannot be read."""
    there = _there(plans)
    return loaded(there), there


def check_id(id: str) -> None:
    """Exit with 2 for what is no programme's id."""
    if not re.fullmatch(ID, id):
        likely = re.sub(r"[^a-z0-9]+", "-", id.casefold()).strip("-")
        fail(
            f"{one_line(id)!r} is not an id; write lower-case letters, digits and hyphens, "
            f"as {likely or 'our-plan'}"
        )


def refuse_id(id: str, plans: str, standing: Plans) -> None:
    """Exit with 2 for an id that is taken, and for what is no id."""
    check_id(id)
    if any(each.id == id for each in standing.programmes):
        fail(f"there is a programme {id!r} already; choose another id")
    if Path(plans, id).exists():
        fail(f"{one_line(Path(plans, id).as_posix())!r} already exists; choose another id")


def answered(known: Fields) -> Fields:
    """What is known with the answers of a person to the rest. Without a terminal it exits with 2 and names
    what is missing.
    """
    open_ = [name for name in QUESTIONS if not _holds(known, name)]
    if not _asks():
        missing = [QUESTIONS[name].option for name in open_ if not QUESTIONS[name].optional]
        if missing:
            fail(f"say {listed(missing)}, or answer in a terminal")
        return known
    for name in open_:
        for text in _answers(name):
            known = _with(known, name, text)
    return known


def _asks() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr is not None and sys.stderr.isatty()


def _answers(name: str) -> Iterator[str]:
    """The answers to a question, one but for organisations; each is asked for until it can be taken."""
    question, several = QUESTIONS[name], name == "organisations"
    optional = question.optional
    while True:
        text = _typed(question.words)
        if not (text or optional):
            continue
        fault = question.fault(text) if text else ""
        if fault:
            notify(fault)
            continue
        if text:
            yield text
        if not several or not text:
            return
        optional = True


def _typed(words: str) -> str:
    """What a person types behind words on standard error; exits with 2 where nothing more comes."""
    sys.stderr.write(f"{words}: ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        sys.stderr.write("\n")
        fail("there was no answer; nothing was written")
    return line.strip()


def _holds(known: Fields, name: str) -> bool:
    """Whether something is answered."""
    if name not in ("every", "first", "last"):
        return bool(known.get(name))
    calendar = known.get("calendar")
    if isinstance(calendar, dict):
        return bool(calendar.get(name) or calendar.get("meetings"))
    return bool(calendar)


def _with(known: Fields, name: str, text: str) -> Fields:
    """Answers and one more."""
    if name in ("every", "first", "last"):
        calendar = known.get("calendar")
        entry = calendar if isinstance(calendar, dict) else {}
        return {**known, "calendar": {**entry, name: text}}
    if name == "organisations":
        code, _, called = (each.strip() for each in text.partition("="))
        bodies = cast("dict[str, Data]", known.get("organisations") or {})
        return {**known, "organisations": {**bodies, code: {"name": called}}}
    return {**known, name: text}
