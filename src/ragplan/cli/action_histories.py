"""The one action that a ref names, through time and through the programmes that it was carried from."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from ragplan.alike import normal
from ragplan.cli.filters import check_known, organisation_names
from ragplan.cli.session import fail
from ragplan.english import listed
from ragplan.escaping import one_line
from ragplan.history import Past
from ragplan.model.programme import Programme
from ragplan.reports.history.action import (
    ActionHistory,
    Focus,
    action_history,
    carried_on,
    last_of,
    predecessor,
    refs,
)
from ragplan.suggestion import did_you_mean

if TYPE_CHECKING:
    from ragplan.timeline import Timeline

Held = tuple[Programme, date, Past]
"""A programme, the day it is judged at, and its past."""


def history_of_action(
    timeline: "Timeline", pasts: list[Held], focus: Focus, *, public: bool
) -> ActionHistory:
    """The history of the one action of a ref, in earlier programmes too; exits with 2 where it is not one."""
    from ragplan.history import zone_of

    ref, organisation = focus
    known = [each for each in pasts if _knows(each[0], each[2], ref)]
    if not known:
        every = dict.fromkeys(name for each, _, past in pasts for name in refs(each, past))
        fail(f"no action {one_line(ref)!r}, now or before; {did_you_mean(ref, every) or 'see ragplan list'}")
    if len(known) > 1:
        ids = listed(each.id for each, _, _ in known)
        fail(f"{one_line(ref)!r} is an action of {ids}; choose one with --programme")
    found, on, past = known[0]
    check_known("organisation", organisation, organisation_names(_every(found, past)))
    history = action_history(found, on, past, focus, zone_of(found), public=public)
    for earlier, then, before, there in _earlier(timeline, found, past, focus):
        history = carried_on(
            history, action_history(earlier, then, before, there, zone_of(earlier), public=public)
        )
    if not history.stands and not history.events:
        fail(f"{one_line(organisation)!r} never had a part in {one_line(ref)!r}")
    return history


def _earlier(
    timeline: "Timeline", programme: Programme, past: Past, focus: Focus
) -> Iterator[tuple[Programme, date, Past, Focus]]:
    """The earlier programmes that an action was carried from, the last one first, and its ref there."""
    from ragplan.history import zone_of

    @cache
    def held(id: str) -> Past:
        return Past(tuple(timeline.commits(id)), ())

    seen = {programme.id}
    while True:
        id, ref = predecessor(programme, past, focus.ref, held)
        earlier = last_of(held(id)) if id and id not in seen else None
        if earlier is None:
            return
        seen.add(id)
        body = programme.organisation.get(programme.code(focus.organisation))
        called = (focus.organisation, *((body.code, *body.aliases) if body else ()))
        whose = next((name for name in called if name and earlier.resolve(name)), "")
        if focus.organisation and not whose:
            return
        on = held(id).commits[-1].commit.day(zone_of(earlier))
        programme, past, focus = earlier, timeline.past(earlier, on), Focus(ref, whose)
        yield programme, on, past, focus


def _knows(programme: Programme, past: Past, ref: str) -> bool:
    """Whether a programme has an action of a ref, or had one."""
    return normal(ref) in map(normal, refs(programme, past))


def _every(programme: Programme, past: Past) -> list[Programme]:
    """The programme as it is and as it ever was."""
    return [programme, *(each.programme for each in past.commits if each.programme)]
