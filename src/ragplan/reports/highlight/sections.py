"""The parts of a highlight report: each at most so many entries, the others counted with what lists them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ragplan import english
from ragplan.diff import Change, Kind
from ragplan.diff.concerns import Concern, concerns, doubts
from ragplan.diff.decisions import Extension, extensions, proposals
from ragplan.diff.summary import summarise
from ragplan.model.dates import date_in_words, plan_date
from ragplan.model.judged import JudgedRow
from ragplan.model.plan import Action
from ragplan.reports import facts, words
from ragplan.reports.blocks import (
    Block,
    Cell,
    Column,
    Item,
    Items,
    Manner,
    Paragraph,
    Section,
    Table,
    TableRow,
    Text,
    Words,
)
from ragplan.reports.changes.sentences import Keys, said
from ragplan.reports.highlight.facts import DONE, Highlights

NEWS = 3
"""Achievements and concerns at most."""
MOST = 2
"""Dates moved, and decisions asked for, at most."""
DUE = 3
"""Actions at most that fall due."""
SILENT = 3
"""Organisations at most that are silent."""
NAMED = 28
"""Characters at most of the owners of one entry, but of one alone."""
TITLE, SHORT, SAID, AGREED = 62, 46, 76, 40
"""Characters at most of a title, a short one, what is said of it, and who agreed: a page holds no more."""
_NOT_COMPARED = "Not shown: there is nothing to compare with."


def _section(title: str, id: str, blocks: Iterable[Block]) -> Section:
    return Section((title,), tuple(blocks), id, "highlight-part")


def _nothing(said: str) -> Paragraph:
    return Paragraph((said,), "quiet")


def _more(many: int, total: str, command: Text) -> Iterator[Paragraph]:
    """How many there are beside those that are shown, how many in all, and what lists these."""
    if many > 0:
        yield Paragraph((f"and {many:,} more; {total} in all: ", command), "more")


def _entry(ref: str, title: str, *below: Words) -> Item:
    name = (Text(ref, Manner.STRONG), " ", english.abridged(title, TITLE))
    return Item(name, tuple(Paragraph(each) for each in below if each))


def _whose(codes: Sequence[str]) -> Words:
    """The owners of rows, as many as a line holds, and how many others there are."""
    if not codes:
        return (Text("no owner", Manner.STRONG),)
    shown = 1
    while shown < len(codes) and len(english.joined(codes[: shown + 1])) <= NAMED:
        shown += 1
    others = len(codes) - shown
    said = english.joined([*codes[:shown], *([english.counted(others, "other")] if others else [])])
    return (Text(said, Manner.STRONG),)


class _Done(NamedTuple):
    """Completions of one action that are told alike."""

    change: Change
    codes: tuple[str, ...]
    proof: str


def achieved(found: Highlights) -> Section:
    """What was completed since, the best first, each with its proof."""
    title = "Achieved"
    if found.before is None:
        return _section(title, "achieved", [_nothing(_NOT_COMPARED)])
    changes = [each for each in summarise(found.changes).best if each.kind in DONE]
    if not changes:
        return _section(title, "achieved", [_nothing("Nothing was completed since the last meeting.")])
    done = _together(found, changes)
    shown = done[:NEWS]
    items = Items(tuple(_achievement(found, each) for each in shown), "entries")
    kinds = ",".join(kind.value for kind in DONE)
    rest = len(changes) - sum(len(each.codes) or 1 for each in shown)
    more = _more(rest, f"{len(changes):,}", found.request.scope.changes(found.before.on, kinds))
    return _section(title, "achieved", [items, *more])


def _together(found: Highlights, changes: Iterable[Change]) -> list[_Done]:
    several: dict[tuple[str, str, Kind, str], list[str]] = {}
    first: dict[tuple[str, str, Kind, str], Change] = {}
    for each in changes:
        key = (each.ref, each.title, each.kind, _proof(found, each))
        first.setdefault(key, each)
        several.setdefault(key, []).extend([each.organisation] if each.organisation else [])
    return [_Done(change, tuple(several[key]), key[3]) for key, change in first.items()]


def _proof(found: Highlights, change: Change) -> str:
    """What proves a completion: evidence, or who confirmed it; ``""`` where nothing does."""
    judged = found.rows.get((change.ref, change.organisation))
    position = judged.position if judged else None
    return "; ".join(facts.proofs(position)) if position else ""


def _achievement(found: Highlights, done: _Done) -> Item:
    before = found.before.programme.key if found.before else None
    told = english.abridged(said(done.change, Keys(before, found.programme.key)), SAID)
    if done.codes[1:]:
        told = done.change.kind.words
    proof = f"Proof: {english.abridged(done.proof, SAID)}" if done.proof else facts.NO_PROOF
    manner = Manner.QUIET if done.proof else Manner.MISSING
    return _entry(
        done.change.ref, done.change.title, (*_whose(done.codes), f": {told}."), (Text(proof, manner),)
    )


def worries(found: Highlights) -> Section:
    """What got worse, and what is longest overdue; a doubted date is named apart."""
    all_of_them = concerns(found.everything, found.changes)
    blocks: list[Block] = []
    if all_of_them:
        shown = all_of_them[:NEWS]
        blocks.append(Items(tuple(_concern(found, each) for each in shown), "entries"))
        blocks += _other_concerns(found, shown, all_of_them[NEWS:])
    else:
        blocks.append(_nothing("Nothing got worse, and no row is past its date."))
    unsure = doubts(found.everything.values())
    if unsure:
        told = f"In doubt: {_doubt(unsure[0])}"
        others = f", and {len(unsure) - 1:,} more" if unsure[1:] else ""
        blocks.append(Paragraph((f"{told}{others}.",), "doubt"))
    return _section("Concerns", "concerns", blocks)


def _other_concerns(
    found: Highlights, shown: Sequence[Concern], rest: Sequence[Concern]
) -> Iterator[Paragraph]:
    """How many more changes for the worse there are, and how many rows are past their date in all."""
    worse = sum(each.change is not None for each in rest)
    if worse and found.before:
        said = f"and {english.counted(worse, 'more change')} for the worse: "
        yield Paragraph((said, found.request.scope.changes(found.before.on)), "more")
    late, named = found.counts.overdue, sum(_rows_late(each) for each in shown)
    yield from _more(
        late - named, f"{late:,} rows past their date", found.request.scope.rows("--counted --overdue")
    )


def _rows_late(concern: Concern) -> int:
    """How many rows past their date a concern names."""
    return (len(concern.organisations) or 1) if concern.overdue_days else 0


def _concern(found: Highlights, concern: Concern) -> Item:
    before = found.before.programme.key if found.before else None
    late = f"overdue {english.days(concern.overdue_days)}" if concern.overdue_days else ""
    told = said(concern.change, Keys(before, found.programme.key)) if concern.change else ""
    both = english.abridged("; ".join(filter(None, (told, late))), SAID)
    return _entry(concern.ref, concern.title, (*_whose(concern.organisations), f": {both}."))


def _doubt(judged: JudgedRow) -> str:
    whose = f" ({judged.row.organisation})" if judged.row.organisation else ""
    return f"{judged.action.ref}{whose} is overdue since {words.doubted(judged)}"


def moved(found: Highlights) -> Section:
    """The due dates that moved since: from, to, why and who agreed."""
    if not found.moved:
        return _section("Dates moved", "moved", [_nothing("No due date moved since the last meeting.")])
    names = ("Action", "From", "To", "Reason", "Agreed by")
    columns = tuple(Column((name,), name.lower().replace(" ", "-")) for name in names)
    rows = tuple(_move(each) for each in found.moved[:MOST])
    table = Table(columns, (rows,), "Due dates that moved since the last meeting", "moved")
    since = found.before.on if found.before else found.now.on
    kinds = f"{Kind.REVISED.value},{Kind.DUE_REWRITTEN.value}"
    total = f"{len(found.moved):,}"
    more = _more(len(found.moved) - MOST, total, found.request.scope.changes(since, kinds))
    return _section("Dates moved", "moved", [table, *more])


def _move(change: Change) -> TableRow:
    codes = (change.organisation,) if change.organisation else change.owners
    old, new = (date_in_words(plan_date(each)) if each else "none" for each in (change.old, change.new))
    rewritten = change.kind is Kind.DUE_REWRITTEN
    reason = english.abridged(change.reason, SAID)
    missing = "rewritten without a revision" if rewritten else "no reason given"
    name = (Text(change.ref, Manner.STRONG), " ", english.abridged(change.title, TITLE))
    agreed = english.abridged(change.agreed_by, AGREED) or Text("not said", Manner.MISSING)
    rest: tuple[Words, ...] = ((old,), (new,), (reason or Text(missing, Manner.MISSING),), (agreed,))
    head = Cell((Paragraph(name), Paragraph(_whose(codes))), head="row")
    return TableRow((head, *(Cell((Paragraph(each),)) for each in rest)))


def silent(found: Highlights) -> Section:
    """The organisations with silent rows: how many, and for how many meetings in turn."""
    if not found.silent:
        none = _nothing("No position on an open row is silent.")
        return _section("Silent", "silent", [none, *_missing(found)])
    longest = {code: found.in_turn(rows) for code, rows in found.silent.items()}
    order = sorted(found.silent, key=lambda code: (-longest[code], -len(found.silent[code])))
    items = (
        Item(
            (
                *_whose((code,)),
                f": {len(found.silent[code]):,} of {english.counted(len(found.owed[code]), 'open row')}"
                + (f", {_in_turn(longest[code])}" if longest[code] else ""),
            )
        )
        for code in order[:SILENT]
    )
    total = english.counted(found.counts.silent, "row")
    more = _more(len(order) - SILENT, total, found.request.scope.rows("--counted --silent"))
    return _section("Silent", "silent", [Items(tuple(items), "entries"), *more, *_missing(found)])


def _missing(found: Highlights) -> Iterator[Paragraph]:
    """How many rows their owners have no position on."""
    if found.counts.missing:
        on = english.counted(found.counts.missing, "row")
        command = found.request.scope.rows("--counted --missing")
        yield Paragraph((f"No position at all on {on}: ", command), "more")


def _in_turn(meetings: int) -> str:
    return f"for up to {meetings:,} meetings in turn" if meetings > 1 else "for one meeting"


def due(found: Highlights) -> Section:
    """The open rows that are due by the next meeting, owners of one action and date together."""
    meeting = found.programme.calendar.next_meeting(found.now.on)
    title = f"Due by {english.day(meeting)}" if meeting else "Due today"
    if not found.due:
        until = "by the next meeting" if meeting else "today, and no meeting is to come"
        return _section(title, "due", [_nothing(f"No open row falls due {until}.")])
    together: dict[tuple[int, str], list[JudgedRow]] = {}
    for judged in found.due:
        current = judged.row.deadline.current
        together.setdefault((id(judged.action), current.text if current else ""), []).append(judged)
    groups = list(together.values())
    items = tuple(_falls_due(each) for each in groups[:DUE])
    rest = sum(map(len, groups[DUE:]))
    total = english.counted(len(found.due), "row")
    more = _more(rest, total, found.request.scope.rows("--counted --due-soon"))
    return _section(title, "due", [Items(items, "entries"), *more])


def _falls_due(several: Sequence[JudgedRow]) -> Item:
    first = several[0]
    codes = [judged.row.organisation for judged in several if judged.row.organisation]
    current = first.row.deadline.current
    due = date_in_words(current) if current else ""
    told = ", ".join(filter(None, (due, words.distance(first.assessment))))
    title = english.abridged(first.action.title, SHORT)
    return _entry(first.action.ref, title, (*_whose(codes), f": {told}."))


def decisions(found: Highlights) -> Section:
    """What the group is asked to decide: actions to agree, dates to move."""
    items = [*map(_proposal, proposals(found.now)), *map(_extension, extensions(found.everything.values()))]
    if not items:
        return _section("To decide", "decide", [_nothing("Nothing needs a decision from the group.")])
    shown = items[:MOST]
    more = _more(len(items) - MOST, f"{len(items):,}", found.request.scope.report("agenda"))
    return _section("To decide", "decide", [Items(tuple(shown), "entries"), *more])


def _proposal(action: Action) -> Item:
    owners = action.owners or ((action.organisation,) if action.organisation else ())
    due = english.lowered(words.due(action.deadline))
    return _decision(action, ("Agree this action: ", *_whose(owners), f", {due}."))


def _extension(asked: Extension) -> Item:
    now = date_in_words(asked.now) if asked.now else "no date"
    to = date_in_words(asked.revision.to)
    reason = english.abridged(asked.revision.reason, SAID) or "no reason given"
    told = f"Move the date from {now} to {to}: {reason}. Asked for by "
    return _decision(asked.action, (told, *_whose(asked.organisations), "."))


def _decision(action: Action, asked: Words) -> Item:
    title = english.abridged(action.title, TITLE)
    stop = "" if title.endswith((".", "…", "?")) else "."
    return Item((Text(action.ref, Manner.STRONG), f" {title}{stop} ", *asked))
