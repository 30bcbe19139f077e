"""``ragplan chase``: what each organisation owes the next meeting, for a secretary to send."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from ragplan.cli.chased import Looked, looked, seen
from ragplan.cli.filters import check_known, organisation_names
from ragplan.cli.papers import rendered, written
from ragplan.cli.policies import Options, policy_of
from ragplan.cli.session import (
    PLANS,
    AsOfOption,
    PlansOption,
    ProgrammeOption,
    day_or_today,
    fail,
    judged_on,
    read_plans,
    readable_programmes,
    talk,
    tell,
    write,
)
from ragplan.diff.owing import meeting_to_come
from ragplan.escaping import one_line
from ragplan.history import zone_of
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.reports.chase import Chased, build, everybody
from ragplan.reports.chase_view import ChaseView
from ragplan.reports.chase_words import nobody_meets

TEMPLATES = {"text": "chase.txt.j2", "markdown": "chase.md.j2"}


def command(
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    organisation: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="One organisation; may be given several times."),
    ] = None,
    format: Annotated[
        Literal["text", "markdown", "eml"],
        typer.Option(help="eml is a mail draft, to be opened in a mail program and sent by a person."),
    ] = "text",
    within: Annotated[
        int | None,
        typer.Option(
            metavar="DAYS",
            min=0,
            help="Only programmes whose group meets within so many days, closed ones never.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        str,
        typer.Option(
            metavar="PATH",
            help="A file to write; for eml of several organisations, the folder of the drafts.",
        ),
    ] = "",
) -> None:
    """What is silent, empty, overdue, due by the meeting, to be confirmed, or off track with no next
    step; each with the last status and where to edit. Never sends anything.

    What the last meeting saw decides who has said nothing; without git's history only dates do. A
    draft has no address: whom it goes to is for its sender to say. With --within, where no group meets
    so soon, that is said on standard error and nothing is written. Exit code: 0, 2 could not run.
    """
    read = read_plans(plans)
    programmes = readable_programmes(read, programme, plans)
    read = replace(read, working_days=policy_of(plans, Options()).working_days)
    names = organisation_names(programmes)
    for code in organisation or ():
        check_known("organisation", code, names)
    asked = [each for each in programmes if _codes(each, organisation or [])]
    chosen = judged_on(asked, as_of) if within is None else _meeting_soon(asked, within, as_of)
    if not chosen:
        return
    known = looked(plans, chosen)
    views = [_view(each, on, read, _codes(each, organisation or []), known) for each, on in chosen]
    if format == "eml":
        _drafts(views, output)
    else:
        _whole("\n\n".join(rendered(TEMPLATES[format], view) for view in views), output)


def _meeting_soon(programmes: list[Programme], within: int, as_of: str) -> list[tuple[Programme, date]]:
    """The programmes whose group meets within so many days of a day; says so where none does."""
    days = [(each, day_or_today(as_of, each)) for each in programmes]
    meetings = ((each, on, meeting_to_come(each.calendar, on)) for each, on in days)
    near = [(each, on) for each, on, meeting in meetings if meeting and (meeting - on).days <= within]
    if not near:
        tell(nobody_meets([(each.calendar, on) for each, on in days], within))
    return near


def _view(programme: Programme, on: date, read: Plans, codes: tuple[str, ...], known: Looked) -> ChaseView:
    """What organisations of a programme owe on a day."""
    past = known.pasts.get(programme.id)
    chased = Chased(
        seen(programme, on, past),
        codes,
        read.documents,
        past.commits if past else (),
        zone_of(programme),
        working_days=read.working_days,
    )
    if known.branch is None or read.code_owners is None:
        return build(chased)
    branch, place = known.branch, read.code_owners
    return build(replace(chased, link=lambda path, line: branch.editing(place.from_top(path), line)))


def _codes(programme: Programme, asked: list[str]) -> tuple[str, ...]:
    """The organisations of a programme that are asked for, in its order."""
    if not asked:
        return everybody(programme)
    wanted = {programme.code(name) for name in asked}
    return tuple(code for code in programme.organisation if code in wanted)


def _whole(text: str, output: str, put: Callable[[str], None] = talk) -> None:
    """Write a text where it is wanted; ``put`` takes it to standard output."""
    if output in ("", "-"):
        put(text)
    else:
        written(Path(output), text)
        talk(f"{one_line(output)}\n")


def _drafts(views: list[ChaseView], output: str) -> None:
    """Write a draft for each organisation that owes something."""
    from ragplan.reports.chase_mail import file_name

    returns = [(view, each) for view in views for each in view.returns]
    alone = len(returns) == 1 and not output.endswith("/") and not Path(output or "-").is_dir()
    if not alone and output in ("", "-"):
        fail(
            "drafts for several organisations are a file each; name the folder for them with --output DIR, "
            "or one organisation with --organisation CODE"
        )
    drafts: dict[str, str] = {}
    for view, each in returns:
        if each.items:
            drafts[file_name(view.programme, each.code, drafts)] = _draft(view._replace(returns=(each,)))
        else:
            tell(one_line(each.sentence))
    for name, draft in drafts.items():
        _whole(draft, output if alone else Path(output, name).as_posix(), put=write)


def _draft(view: ChaseView) -> str:
    """The mail to the one organisation of a view."""
    from ragplan.reports.chase_mail import draft, subject

    return draft(subject(view.returns[0]), rendered("chase.txt.j2", view), rendered("chase.html.j2", view))
