"""One action through time in words, ready for a template or a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ragplan.diff import Kind, Segment, Tone
from ragplan.reports import biography_words, words
from ragplan.reports.biography import Biography, Event, Moment
from ragplan.reports.changes import MARKS, shortened
from ragplan.reports.plan_view import ActionView


@dataclass(frozen=True, slots=True)
class EventView:
    """Something that happened; ``tone`` is ``good``, ``neutral`` or ``bad``, ``mark`` its sign.

    ``segments`` are the words of a text before and after, ``quote`` one that came or went whole.
    """

    mark: str
    tone: str
    organisation: str
    said: str
    segments: tuple[Segment, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class MomentView:
    """A commit: its day, who made it, its short id and message, and what it did or why that is not known.

    ``known_as`` is the earlier programme and its ref where the action stood there. In an ``unchanged``
    one owners only went through their words.
    """

    day: str
    iso: str
    who: str
    commit: str
    message: str
    known_as: str
    events: tuple[EventView, ...]
    unchanged: bool
    note: str


@dataclass(frozen=True, slots=True)
class BiographyView:
    """Everything that is told of an action."""

    programme: str
    title: str
    ref: str
    owner: str
    as_of: str
    sentence: str
    now: tuple[ActionView, ...]
    gone: str
    moments: tuple[MomentView, ...]


def view(life: Biography) -> BiographyView:
    """A life in words."""
    return BiographyView(
        programme=life.programme,
        title=life.title,
        ref=life.ref,
        owner=life.owner,
        as_of=words.day(life.as_of),
        sentence=biography_words.counted(life),
        now=life.now,
        gone="" if life.now else _gone(life),
        moments=tuple(_moment(moment, life) for moment in life.moments),
    )


def _gone(life: Biography) -> str:
    whose = f" with {life.owner} as an owner" if life.owner else ""
    return f"The plan as it stands has no action {life.ref}{whose}."


def _moment(moment: Moment, life: Biography) -> MomentView:
    commit = moment.commit
    own = (moment.programme, moment.ref) == (life.programme, life.ref)
    return MomentView(
        day=words.day(moment.on),
        iso=moment.on.isoformat(),
        who=biography_words.who(moment),
        commit=commit.short if commit else "",
        message=commit.subject if commit else "",
        known_as="" if own else f"{moment.programme} {moment.ref}",
        events=tuple(_events(moment)),
        unchanged=bool(moment.events) and all(each.change.kind is Kind.UPDATED for each in moment.events),
        note=moment.note,
    )


def _events(moment: Moment) -> Iterator[EventView]:
    """What happened to each organisation; what only came with it stands behind it."""
    for organisation, group in groupby(moment.events, key=lambda event: event.change.organisation):
        events = list(group)
        yield from (_event(organisation, event) for event in events if not event.detail)
        details = [event for event in events if event.detail]
        short = [event for event in details if not _worded(event)]
        if short:
            yield _plain(organisation, "; ".join(map(biography_words.said, short)))
        yield from (_event(organisation, event) for event in details if _worded(event))


def _worded(event: Event) -> bool:
    """Whether an event brings a text of its own."""
    return event.change.words is not None or bool(biography_words.spoken(event))


def _plain(organisation: str, said: str) -> EventView:
    return EventView(MARKS[Tone.NEUTRAL], Tone.NEUTRAL.value, organisation, said, (), "")


def _event(organisation: str, event: Event) -> EventView:
    tone = Tone.NEUTRAL if event.detail else event.change.kind.tone
    rewording = event.change.words
    return EventView(
        mark=MARKS[tone],
        tone=tone.value,
        organisation=organisation,
        said=biography_words.said(event),
        segments=tuple(shortened(rewording.segments)) if rewording else (),
        quote=biography_words.spoken(event),
    )
