"""One action through time as a Page: how it stands now, then what each commit did to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ragplan import english
from ragplan.alike import normal
from ragplan.diff import Kind, Tone
from ragplan.diff.fields import FIELDS
from ragplan.model.key import Key
from ragplan.model.plan import Action
from ragplan.model.snapshot import Snapshot
from ragplan.query import rows
from ragplan.reports import facts, plan
from ragplan.reports.blocks import (
    Block,
    Day,
    Item,
    Items,
    Manner,
    Page,
    Paragraph,
    Section,
    Text,
    Words,
)
from ragplan.reports.changes import sentences
from ragplan.reports.changes.page import item
from ragplan.reports.history.action import ActionHistory, Event, Step


def build(history: ActionHistory) -> Page:
    """Everything that is known of an action."""
    snapshot = history.here
    whose = f" for {history.owner}" if history.owner else ""
    day = Day(english.day(snapshot.on), snapshot.on.isoformat())
    return Page(
        name="history",
        title=snapshot.programme.title,
        said=f"{history.ref}{whose}: history",
        as_of=day.text,
        heading=f"{history.ref}{whose}: history",
        lines=(
            Paragraph((f"{snapshot.programme.title}, as at ", day), "as-at"),
            Paragraph((counted(history),)),
        ),
        blocks=(
            Section(("How it stands",), tuple(now(history)), "now", "summary", unseen=True),
            Section(("What happened",), tuple(happened(history)), unseen=True),
        ),
    )


def counted(history: ActionHistory) -> str:
    """How much happened, in a sentence."""
    done = [step for step in history.steps if not step.note]
    if not done:
        return "Nothing is known of it before today."
    many = history.events
    commits = english.counted(sum(step.commit is not None for step in done), "commit")
    return f"{many:,} {'entry' if many == 1 else 'entries'} in {commits}."


def now(history: ActionHistory) -> Iterator[Block]:
    """The actions of the ref as they stand, of one owner where one is asked for."""
    found = False
    for action, several in plan.by_action(history.here, rows([history.here])):
        owned = [
            each for each in several if each.row.organisation and history.owner in ("", each.row.organisation)
        ]
        if normal(action.ref) == normal(history.ref) and (owned or not history.owner):
            found = True
            yield from _action(history.here, action, owned)
    if not found:
        whose = f" with {history.owner} as an owner" if history.owner else ""
        yield Paragraph((f"The plan as it stands has no action {history.ref}{whose}.",))


def _action(snapshot: Snapshot, action: Action, owned: list[plan.Owned]) -> Iterator[Block]:
    yield Paragraph((Text(action.ref, Manner.NUMBER), " ", Text(action.title, Manner.STRONG)), "sentence")
    dated = filter(None, (plan.due(action, owned), facts.closed(action, snapshot.on)))
    said = ". ".join(dated)
    if said:
        yield Paragraph((said,))
    if owned:
        yield Items(tuple(_owner(each) for each in owned), "owners", "Owners")


def _owner(owned: plan.Owned) -> Item:
    rated = [run for each in plan.ratings(*owned) for run in ("; ", *each.words)]
    return Item((Text(owned.row.organisation, Manner.STRONG), " ", *rated[1:]), (plan.status(*owned),))


def happened(history: ActionHistory, *, named: bool = False) -> Iterator[Section]:
    """Commits and what they did; those in a row in which owners only went through their words are a line.

    With ``named`` each of them stands below that line.
    """
    for unchanged, steps in groupby(history.steps, key=_unchanged):
        if unchanged:
            several = list(steps)
            commits = (Items(tuple(Item(_made(each, history)) for each in several), "commits"),)
            yield _folded(several)._replace(blocks=commits if named else ())
        else:
            yield from (_step(each, history) for each in steps)


def _unchanged(step: Step) -> bool:
    return bool(step.events) and all(each.change.kind is Kind.UPDATED for each in step.events)


def _folded(steps: Sequence[Step]) -> Section:
    """``20 February 2014 to 4 March 2014: no change (HCCG and LBR)``; one day is named once."""
    first, last = (Day(english.day(each.on), each.on.isoformat()) for each in (steps[0], steps[-1]))
    codes = dict.fromkeys(each.change.organisation for step in steps for each in step.events)
    whose = english.joined([code for code in codes if code])
    days: Words = (first,) if first == last else (first, " to ", last)
    return Section((*days, f": no change{f' ({whose})' if whose else ''}"), (), role="step")


def _step(step: Step, history: ActionHistory) -> Section:
    """A commit and what it did."""
    message = step.commit.subject if step.commit else ""
    heading = (*_made(step, history), f": {message}") if message else _made(step, history)
    blocks: list[Block] = [Items(tuple(_happened(step)))] if step.events else []
    if step.note:
        blocks.append(Paragraph((Text(f"Not known: {step.note}", Manner.MISSING),)))
    return Section(heading, tuple(blocks), role="step happened")


def _made(step: Step, history: ActionHistory) -> Words:
    """When a commit was made, by whom, its id, and what the action was known by in an earlier programme."""
    commit = step.commit
    own = (step.programme, step.ref) == (history.here.programme.id, history.ref)
    known_as = "" if own else f"{step.programme} {step.ref}"
    author = (english.flat(commit.author) or "nobody named") if commit else "not committed yet"
    beside = ", ".join(filter(None, (author, commit.short if commit else "", known_as)))
    return Day(english.day(step.on), step.on.isoformat()), f", {beside}"


def _happened(step: Step) -> Iterator[Item]:
    """What happened to each organisation; what only came with it stands behind it."""
    for organisation, group in groupby(step.events, key=lambda event: event.change.organisation):
        events = list(group)
        yield from (_event(event) for event in events if not event.detail)
        details = [event for event in events if event.detail]
        short = [event for event in details if event.change.words is None and not _quoted(event)]
        if short:
            yield item(Tone.NEUTRAL, organisation, "; ".join(map(_said, short)))
        yield from (_event(event) for event in details if event not in short)


def _event(event: Event) -> Item:
    change = event.change
    tone = Tone.NEUTRAL if event.detail else change.kind.tone
    segments = change.words.segments if change.words else ()
    return item(tone, change.organisation, _said(event), segments, _quoted(event))


def _said(event: Event) -> str:
    """What happened, without the organisation it happened to."""
    return _detail(event) if event.detail else sentences.said(event.change, event.keys)


def _quoted(event: Event) -> str:
    """The words that an event brought, where its sentence does not hold them; ``""`` for none."""
    change = event.change
    if change.words is not None:
        return ""
    if event.detail:
        return change.new if change.field == "status" else ""
    if change.kind is Kind.STATUS_REWRITTEN or change.field == "next":
        return change.new
    return sentences.quoted(change)


def _detail(event: Event) -> str:
    """``rating On track``, ``due date 31 January 2014, before: 28 February 2014``."""
    change, keys = event.change, event.keys
    name = FIELDS[change.field].label
    old, new = _shown(change.field, change.old, keys.old), _shown(change.field, change.new, keys.new)
    if change.field == "status":
        rest = "" if not change.old else " rewritten" if change.new else f" taken out; it was “{old}”"
        return _marked(f"{name}{rest}", internal=change.internal)
    if not change.new:
        return _marked(f"{name} {old}: taken out", internal=change.internal)
    before = f", before: {old}" if change.old else ""
    reason = f" ({' '.join(change.reason.split())})" if change.reason else ""
    return _marked(f"{name} {new}{before}{reason}", internal=change.internal)


def _marked(text: str, *, internal: bool) -> str:
    return f"{text} (internal)" if internal else text


def _shown(field: str, text: str, key: Key | None) -> str:
    """A text of a field as people read it."""
    if field == "rating":
        level = key.level(text) if key else None
        return level.label if level else f"“{' '.join(text.split())}”"
    return sentences.shown(field, text)
