"""``ragplan chase``: what each organisation owes the next meeting, for a secretary to send."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Annotated, Literal

import typer

from ragplan.cli.completing import organisations
from ragplan.cli.filters import check_known, organisation_names
from ragplan.cli.papers import as_text, file_name, written
from ragplan.cli.past import stood_at
from ragplan.cli.requests import Asking, requests
from ragplan.cli.session import (
    PLANS,
    AsOfOption,
    PlansOption,
    ProgrammeOption,
    PublicOption,
    day_or_today,
    echo,
    fail,
    judged_on,
    loaded,
    notify,
    readable_programmes,
    write,
)
from ragplan.diff.owing import everybody, meeting_to_come
from ragplan.escaping import one_line, unused_stem
from ragplan.loader import Reading
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.render.tables import Screen
from ragplan.reports import REPORTS
from ragplan.reports.blocks import Page
from ragplan.reports.meetings import nobody_meets
from ragplan.reports.organisation import build, nothing_owed, packs
from ragplan.reports.public import public_page
from ragplan.reports.request import Request


def command(
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    organisation: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE",
            help="Only this organisation; can be given several times.",
            autocompletion=organisations,
        ),
    ] = None,
    format: Annotated[
        Literal["text", "markdown", "eml"],
        typer.Option(help="eml is an email draft, for a person to open in a mail program and send."),
    ] = "text",
    within: Annotated[
        int | None,
        typer.Option(
            metavar="DAYS",
            min=0,
            help="Only programmes whose group meets within this many days; never closed ones.",
            show_default=False,
        ),
    ] = None,
    public: PublicOption = False,
    output: Annotated[
        str,
        typer.Option(
            metavar="PATH",
            help="The file to write; for eml and several organisations, the folder for the drafts.",
        ),
    ] = "",
) -> None:
    """Lists what is silent, empty, overdue, due by the meeting, to be confirmed, or off track without a
    next step, each with its last status and where to edit it. Nothing is sent.

    Who is silent depends on what the last meeting saw; without git's history, on the dates alone. Email
    drafts have no address, so that their sender chooses the recipients. If no group meets --within so many
    days, a note says so and nothing is written. To attach a pack as a Word document, use ragplan report
    organisation CODE --format docx. Exit code: 0, or 2 if it could not run.
    """
    stood = stood_at(plans, "", as_of, programme)
    reading = Reading()
    read = loaded(stood.found, read=reading)
    programmes = readable_programmes(read, programme, plans)
    names = organisation_names(programmes)
    for code in organisation or ():
        check_known("organisation", code, names)
    asked = [each for each in programmes if _codes(each, organisation or [])]
    chosen = judged_on(asked, as_of) if within is None else _meeting_soon(asked, within, as_of)
    if not chosen:
        return
    asking = Asking(REPORTS["organisation"], "", Request(Snapshot(*chosen[0])), plans, stood, public)
    wanted = [
        each
        for each in requests(asking, reading, read, chosen)
        if each.subject in _codes(each.programme, organisation or [])
    ]
    if format == "eml":
        _drafts(wanted, output, public=public)
    else:
        grouped = groupby(wanted, key=lambda each: each.programme.id)
        pages = (_open(packs(list(group)), public=public) for _, group in grouped)
        _whole("\n\n".join(_text(page, format) for page in pages), output)


def _open(page: Page, *, public: bool) -> Page:
    """A page that says of a public copy that it is one."""
    return public_page(page) if public else page


def _meeting_soon(programmes: list[Programme], within: int, as_of: str) -> list[tuple[Programme, date]]:
    """The programmes whose group meets within so many days of a day; says so where none does."""
    days = [(each, day_or_today(as_of, each)) for each in programmes]
    meetings = ((each, on, meeting_to_come(each.calendar, on)) for each, on in days)
    near = [(each, on) for each, on, meeting in meetings if meeting and (meeting - on).days <= within]
    if not near:
        notify(nobody_meets([(each.calendar, on) for each, on in days], within))
    return near


def _codes(programme: Programme, asked: list[str]) -> tuple[str, ...]:
    """The organisations of a programme that are asked for, in its order."""
    if not asked:
        return everybody(programme)
    wanted = {programme.code(name) for name in asked}
    return tuple(code for code in programme.organisation if code in wanted)


def _text(page: Page, format: str) -> str:
    """A page as text that a mail can hold, or in another format."""
    from ragplan.render.mail import WIDTH
    from ragplan.render.text import render

    return render(page, Screen(WIDTH)) if format == "text" else as_text(page, format)


def _whole(text: str, output: str, put: Callable[[str], None] = echo) -> None:
    """Write a text where it is wanted; ``put`` takes it to standard output."""
    if output in ("", "-"):
        put(text)
    else:
        written(Path(output), text)
        echo(f"{one_line(output)}\n")


def _drafts(returns: Sequence[Request], output: str, *, public: bool) -> None:
    """Write a draft for each organisation that owes something."""
    alone = len(returns) == 1 and not output.endswith("/") and not Path(output or "-").is_dir()
    if not alone and output in ("", "-"):
        fail(
            "drafts for several organisations are a file each; name the folder for them with --output DIR, "
            "or one organisation with --organisation CODE"
        )
    drafts: dict[str, str] = {}
    for each in returns:
        clear = nothing_owed(each)
        if clear:
            notify(one_line(clear))
            continue
        stem = unused_stem((each.programme.id, file_name(each.subject, public=public)), drafts)
        drafts[stem] = as_text(_open(build(each, mailed=True), public=public), "eml")
    for stem, draft in drafts.items():
        _whole(draft, output if alone else Path(output, f"{stem}.eml").as_posix(), put=write)
