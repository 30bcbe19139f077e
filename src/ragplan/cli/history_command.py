"""``ragplan history REF``: one action through time."""

from typing import Annotated, Literal

import typer

from ragplan.cli.filters import check_known, organisation_names
from ragplan.cli.past import current_programmes, history_of
from ragplan.cli.session import (
    PLANS,
    AsOfOption,
    PlansOption,
    ProgrammeOption,
    fail,
    judged_on,
    talk,
    write,
)
from ragplan.escaping import one_line
from ragplan.history import Past
from ragplan.model.programme import Programme
from ragplan.reports.biography import Asked, Biography, build, refs
from ragplan.suggestion import did_you_mean, listed


def command(
    ref: Annotated[str, typer.Argument(metavar="REF", help="The action's ref, as 2.1; also of one gone.")],
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    organisation: Annotated[
        str, typer.Option(metavar="CODE", help="Only this owner's part, by code or alias.")
    ] = "",
    format: Annotated[
        Literal["text", "markdown", "json"], typer.Option(help="All of them go to standard output.")
    ] = "text",
    public: Annotated[
        bool, typer.Option("--public", help="Leave out notes and queries marked internal.")
    ] = False,
) -> None:
    """Every rating, status, date, lead and revision, with when, who and in which commit.

    How the action stands now comes first, then its history, oldest first. What is on disk and not
    committed yet comes last.
    """
    from ragplan.timeline import zone_of

    with history_of(plans) as timeline:
        chosen = judged_on(current_programmes(timeline.repository, plans, programme), as_of)
        pasts = [(each, on, timeline.past(each, on)) for each, on in chosen]
    known = [each for each in pasts if _knows(each[0], each[2], ref)]
    if not known:
        every = dict.fromkeys(name for each, _, past in pasts for name in refs(each, past))
        fail(f"no action {one_line(ref)!r}, now or before; {did_you_mean(ref, every) or 'see ragplan list'}")
    if len(known) > 1:
        ids = listed(each.id for each, _, _ in known)
        fail(f"{one_line(ref)!r} is an action of {ids}; choose one with --programme")
    found, on, past = known[0]
    check_known("organisation", organisation, organisation_names(_every(found, past)))
    life = build(found, on, past, Asked(ref, organisation), zone_of(found), public=public)
    if not life.now and not life.events:
        fail(f"{one_line(organisation)!r} never had a part in {one_line(ref)!r}")
    _print(life, format)


def _knows(programme: Programme, past: Past, ref: str) -> bool:
    """Whether a programme has an action of a ref, or had one."""
    return ref.casefold() in (each.casefold() for each in refs(programme, past))


def _every(programme: Programme, past: Past) -> list[Programme]:
    """The programme as it is and as it ever was."""
    return [programme, *(each.programme for each in past.commits if each.programme)]


def _print(life: Biography, format: str) -> None:
    if format == "json":
        from ragplan.reports.biography_json import render as as_json

        write(as_json(life))
        return
    from ragplan.reports.biography_view import view

    if format == "markdown":
        from ragplan.cli.papers import rendered

        write(rendered("history.md.j2", view(life)))
        return
    from ragplan.cli.history_text import rendered as as_text

    talk(as_text(view(life)))
