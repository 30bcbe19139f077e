"""``ragplan history REF``: one action through time."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Annotated, Literal

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
from ragplan.reports.biography import Asked, Biography, build, carried_on, last_of, predecessor, refs
from ragplan.suggestion import did_you_mean, listed

if TYPE_CHECKING:
    from ragplan.timeline import Timeline


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
    with history_of(plans) as timeline:
        chosen = judged_on(current_programmes(timeline.repository, plans, programme), as_of)
        pasts = [(each, on, timeline.past(each, on)) for each, on in chosen]
        told = _told(timeline, pasts, ref, organisation, public=public)
    _print(told, format)


Held = tuple[Programme, date, Past]
"""A programme, the day it is judged at, and its past."""


def _told(timeline: "Timeline", pasts: list[Held], ref: str, organisation: str, *, public: bool) -> Biography:
    """The one action of a ref, with what earlier programmes tell of it; exits with 2 where it is not one."""
    from ragplan.history import zone_of

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
    for earlier, then, told, asked in _earlier(timeline, found, past, Asked(ref, organisation)):
        before = build(earlier, then, told, asked, zone_of(earlier), public=public)
        life = carried_on(life, before)
    if not life.now and not life.events:
        fail(f"{one_line(organisation)!r} never had a part in {one_line(ref)!r}")
    return life


def _earlier(
    timeline: "Timeline", programme: Programme, past: Past, asked: Asked
) -> Iterator[tuple[Programme, date, Past, Asked]]:
    """The earlier programmes that an action was carried from, the last one first, and its ref there."""

    @cache
    def held(id: str) -> Past:
        return Past(tuple(timeline.commits(id)), ())

    seen = {programme.id}
    while True:
        id, ref = predecessor(programme, past, asked.ref, held)
        earlier = last_of(held(id)) if id and id not in seen else None
        if earlier is None:
            return
        seen.add(id)
        body = programme.organisation.get(programme.code(asked.organisation))
        called = (asked.organisation, *((body.code, *body.aliases) if body else ()))
        whose = next((name for name in called if name and earlier.resolve(name)), "")
        if asked.organisation and not whose:
            return
        on = held(id).commits[-1].commit.at.date()
        programme, past, asked = earlier, timeline.past(earlier, on), Asked(ref, whose)
        yield programme, on, past, asked


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
