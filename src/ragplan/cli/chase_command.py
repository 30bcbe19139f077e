"""``ragplan chase``: what each organisation owes the next meeting, for a secretary to send."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import typer

from ragplan.cli.completing import organisations
from ragplan.cli.filters import check_known, organisation_names
from ragplan.cli.papers import as_text, file_name, written
from ragplan.cli.past import BY_DATES, opened
from ragplan.cli.policies import Options, policy_of
from ragplan.cli.session import (
    PLANS,
    AsOfOption,
    PlansOption,
    ProgrammeOption,
    PublicOption,
    day_or_today,
    fail,
    judged_on,
    read_plans,
    readable_programmes,
    talk,
    tell,
    write,
)
from ragplan.code_owners import CodeOwners
from ragplan.diff.owing import meeting_to_come
from ragplan.escaping import one_line, unused_stem
from ragplan.forge import Branch
from ragplan.history import Past, zone_of
from ragplan.model.assessment import owed
from ragplan.model.programme import Programme
from ragplan.model.public import public_copy
from ragplan.model.silence import by_dates_alone
from ragplan.model.snapshot import Snapshot
from ragplan.plans import Plans
from ragplan.render.tables import Screen
from ragplan.reports.blocks import Page
from ragplan.reports.chase import Chase, a_return, build, everybody, nobody_meets, nothing
from ragplan.reports.public import public_page
from ragplan.reports.request import EditLink, unlinked


def command(
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    organisation: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE", help="One organisation; may be given several times.", autocompletion=organisations
        ),
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
    public: PublicOption = False,
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
    shown = map(public_copy, programmes) if public else programmes
    asked = [each for each in shown if _codes(each, organisation or [])]
    chosen = judged_on(asked, as_of) if within is None else _meeting_soon(asked, within, as_of)
    if not chosen:
        return
    known = _known(plans, chosen)
    chases = [_chase(each, on, read, _codes(each, organisation or []), known) for each, on in chosen]
    if format == "eml":
        _drafts(chases, output, public=public)
    else:
        pages = (_open(build(chase), public=public) for chase in chases)
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
        tell(nobody_meets([(each.calendar, on) for each, on in days], within))
    return near


class Known(NamedTuple):
    """What git knows: the past of each programme by its id, and the branch that people edit on a forge."""

    pasts: dict[str, Past]
    branch: Branch | None = None


def _known(folder: str, judged: Sequence[tuple[Programme, date]]) -> Known:
    """What git knows of programmes; says on standard error where it cannot tell their past."""
    from ragplan.cli.forges import edited_branch
    from ragplan.repository.errors import RepositoryError
    from ragplan.timeline import Timeline

    branch = None
    try:
        with opened(folder) as repository:
            branch = edited_branch(repository)
            timeline = Timeline(repository)
            return Known({programme.id: timeline.past(programme, on) for programme, on in judged}, branch)
    except RepositoryError as error:
        tell(f"{BY_DATES}: {error}")
        return Known({}, branch)


def _seen(programme: Programme, on: date, past: Past | None) -> Snapshot:
    """A programme at a day, knowing what the last meeting before it saw; says where no commit tells."""
    if past is None:
        return Snapshot(programme, on)
    snapshot = past.snapshot(programme, on)
    if by_dates_alone(snapshot, owed(snapshot)):
        tell(f"{BY_DATES}: no commit of {one_line(programme.id)} is from before its last meeting")
    return snapshot


def _chase(programme: Programme, on: date, read: Plans, codes: tuple[str, ...], known: Known) -> Chase:
    """A programme on a day, with what git knows of it."""
    past = known.pasts.get(programme.id)
    return Chase(
        _seen(programme, on, past),
        codes,
        read.documents,
        past.commits if past else (),
        zone_of(programme),
        _linking(known.branch, read.code_owners),
        read.working_days,
    )


def _linking(branch: Branch | None, place: CodeOwners | None) -> EditLink:
    """The addresses at which people edit lines of files, where the forge is known."""
    if branch is None or place is None:
        return unlinked
    return lambda path, line: branch.editing(place.from_top(path), line)


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


def _whole(text: str, output: str, put: Callable[[str], None] = talk) -> None:
    """Write a text where it is wanted; ``put`` takes it to standard output."""
    if output in ("", "-"):
        put(text)
    else:
        written(Path(output), text)
        talk(f"{one_line(output)}\n")


def _drafts(chases: list[Chase], output: str, *, public: bool) -> None:
    """Write a draft for each organisation that owes something."""
    returns = [(chase, code) for chase in chases for code in chase.codes]
    alone = len(returns) == 1 and not output.endswith("/") and not Path(output or "-").is_dir()
    if not alone and output in ("", "-"):
        fail(
            "drafts for several organisations are a file each; name the folder for them with --output DIR, "
            "or one organisation with --organisation CODE"
        )
    drafts: dict[str, str] = {}
    for chase, code in returns:
        programme = chase.programme
        if chase.owing.get(code):
            stem = unused_stem((programme.id, file_name(code, public=public)), drafts)
            drafts[stem] = as_text(_open(a_return(chase, code), public=public), "eml")
        else:
            tell(one_line(nothing(programme, code, chase.now.on)))
    for stem, draft in drafts.items():
        _whole(draft, output if alone else Path(output, f"{stem}.eml").as_posix(), put=write)
