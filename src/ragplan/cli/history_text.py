"""One action through time as text: how it stands now, then commit by commit."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from textwrap import wrap

from ragplan.cli.session import on_terminal
from ragplan.escaping import one_line
from ragplan.reports.biography_view import BiographyView, EventView, MomentView
from ragplan.reports.plan_view import ActionView, OwnerView, rating_words

WIDEST = 80
"""Columns at most on a terminal; in a pipe nothing is wrapped."""

_AROUND = {"removed": ("[-", "-]"), "added": ("{+", "+}"), "kept": ("", "")}
"""What stands around words that went and words that came."""


def rendered(view: BiographyView) -> str:
    """Everything that is told of an action."""
    return "".join(f"{line}\n" for line in _lines(view))


def _lines(view: BiographyView) -> Iterator[str]:
    for action in view.now:
        yield from _now(action)
    if view.gone:
        yield from _wrapped(view.gone)
    yield ""
    yield view.sentence
    apart = True
    for moment in view.moments:
        if apart or not moment.unchanged:
            yield ""
        apart = not moment.unchanged
        yield from _moment(moment)


def _now(action: ActionView) -> Iterator[str]:
    yield from _wrapped(f"{action.ref}  {action.title}")
    for text in (", ".join(filter(None, (action.due, action.distance))), action.closed):
        if text:
            yield from _wrapped(text, 2)
    for owner in action.owners:
        yield from _owner(owner)


def _owner(owner: OwnerView) -> Iterator[str]:
    said = "; ".join(filter(None, (*rating_words(owner), owner.due)))
    yield from _wrapped(f"{owner.organisation}  {said}", 4)
    yield from _wrapped(owner.status or owner.silence, 6)


def _moment(moment: MomentView) -> Iterator[str]:
    """A commit and what it did; one in which words were only gone through is one line."""
    made = ", ".join(filter(None, (moment.day, moment.who, moment.commit, moment.known_as)))
    if moment.unchanged:
        yield from _wrapped(f"{made}: {'; '.join(map(_said, moment.events))}", 0, 2)
        return
    yield from _wrapped(": ".join(filter(None, (made, moment.message))))
    if moment.note:
        yield from _wrapped(f"Not known: {moment.note}", 2, 2)
    for event in moment.events:
        yield from _wrapped(f"{event.mark} {_said(event)}", 2, 2)
        words = _words(event)
        if words:
            yield from _wrapped(f"“{words}”", 6)


def _said(event: EventView) -> str:
    return f"{event.organisation}: {event.said}" if event.organisation else event.said


def _words(event: EventView) -> str:
    if not event.segments:
        return event.quote
    return " ".join("{1}{0}{2}".format(each.text, *_AROUND[each.fate]) for each in event.segments)


def _wrapped(text: str, margin: int = 0, hang: int = 0) -> list[str]:
    """Text of the plan with a margin, what it is broken into set in further by ``hang``."""
    line = one_line(text)
    if not on_terminal():
        return [" " * margin + line]
    width = min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)
    parts = wrap(line, max(width - margin - hang, 20), break_on_hyphens=False)
    return [" " * (margin + (hang if number else 0)) + part for number, part in enumerate(parts)]
