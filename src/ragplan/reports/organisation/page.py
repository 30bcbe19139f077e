"""An organisation's pack as a Page, and several of them on one.

What is asked stands first, with room to answer; then what bears on it: what others say on shared actions,
the dates that moved, and how the organisation's rows stand beside what the last meeting saw. A mail has no
use for the last of these, which are for paper: so ``mailed`` leaves out what ``_on_paper`` makes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from ragplan import english
from ragplan.diff.owing import Owing, Reason
from ragplan.model.judged import JudgedRow
from ragplan.model.silence import by_dates_alone
from ragplan.model.snapshot import Key
from ragplan.reports import facts, words
from ragplan.reports.blocks import (
    Block,
    Item,
    Items,
    Manner,
    Markdown,
    Note,
    Page,
    Paragraph,
    Section,
    Text,
    Words,
)
from ragplan.reports.counts import often_done, rollup
from ragplan.reports.meetings import beside_the_meeting, occasion, return_by
from ragplan.reports.organisation import answers
from ragplan.reports.organisation.pack import Pack
from ragplan.reports.plan import BY_DATES
from ragplan.reports.request import Request
from ragplan.reports.standing import bars_of, legend_of, tag_of

OTHERS = 8
"""Other owners of an action at most whose words stand in a pack."""


def build(request: Request, *, mailed: bool = False) -> Page:
    """The pack of one organisation, the subject of the request."""
    pack = Pack(request)
    owing = len(pack.owing)
    when = occasion(pack.programme.calendar, pack.now.on)
    said = f"{pack.code}: {english.counted(owing, 'row')} to answer {when}" if owing else ""
    lines = (Paragraph((f"{pack.programme.title}, {when}",), "as-at"), *_returned(pack))
    blocks = tuple(_pack(pack, mailed=mailed))
    return _page(pack, pack.called, lines, blocks, said)


def nothing_owed(request: Request) -> str:
    """That an organisation owes nothing; ``""`` where it owes something."""
    pack = Pack(request)
    if pack.owing:
        return ""
    return f"{pack.called} owes nothing {occasion(pack.programme.calendar, pack.now.on)}."


def packs(requests: Sequence[Request]) -> Page:
    """The packs of several organisations of a programme, to be mailed; those that owe nothing are a line.

    Of one alone it is its own page.
    """
    nothing = {request.subject: nothing_owed(request) for request in requests}
    first = Pack(requests[0])
    if len(requests) == 1:
        clear = nothing[first.code]
        return _page(first, clear, (), ()) if clear else build(requests[0], mailed=True)
    calendar, on = first.programme.calendar, first.now.on
    owing = [Pack(request) for request in requests if not nothing[request.subject]]
    owe = "owes" if len(owing) == 1 else "owe"
    many = f"{len(owing):,} of {english.counted(len(requests), 'organisation')}"
    when = occasion(calendar, on)
    sentence = f"{many} {owe} something {when}{beside_the_meeting(calendar, on)}."
    blocks = [
        Section((each.called,), (*_returned(each), *_pack(each, mailed=True)), role="return")
        for each in owing
    ]
    items = tuple(Item((said,)) for said in nothing.values() if said)
    blocks += [Section(("Nothing owed",), (Items(items),), role="return")] if items else []
    heading = f"{first.programme.title}: what is owed {when}"
    return _page(first, heading, (Paragraph((sentence,)),), tuple(blocks))


def _page(
    pack: Pack, heading: str, lines: tuple[Paragraph, ...], blocks: tuple[Block, ...], said: str = ""
) -> Page:
    return Page(
        name="organisation",
        title=pack.programme.title,
        as_of=english.day(pack.now.on),
        blocks=blocks,
        heading=heading,
        said=said,
        lines=lines,
    )


def _returned(pack: Pack) -> Iterator[Paragraph]:
    """By when the answers are wanted, and the file that they belong into."""
    by = return_by(pack.programme.calendar, pack.now.on) if pack.owing else ""
    file = f"Your file is {pack.file.origin.path}" if pack.file else "You have no file yet"
    yield Paragraph((". ".join(filter(None, (by, f"{file}."))),), "returned")


def _pack(pack: Pack, *, mailed: bool) -> Iterator[Block]:
    yield Paragraph((sentence(pack),), "sentence")
    yield from (Paragraph((said,), "about-group") for said in _notices(pack))
    yield from _rows("To answer", pack, pack.to_answer)
    yield from _rows("Due by the next meeting", pack, pack.due_soon)
    yield from _queries(pack)
    if pack.owing:
        yield Section(("All other rows, and how to hand this back",), tuple(_handed_back(pack)), role="back")
    yield from _others(pack)
    if not mailed:
        yield from _on_paper(pack)


def sentence(pack: Pack) -> str:
    """On how many of its rows a word is needed and why, how many are due, and what is to be confirmed.

    ``12 of 15 rows need an update; all 12 are overdue: 7 not updated, 3 empty, 2 missing.``
    """
    found = list(pack.to_answer.values())
    own = [each for each in found if each.judged.assessment.uncounted is None]
    total = english.counted(pack.counts.total, "row")
    said = [f"{len(own):,} of {total} {'needs' if len(own) == 1 else 'need'} an update{_why(own)}."]
    if len(found) > len(own):
        beside = english.one_or_more(
            len(found) - len(own), "row that is not counted needs one", "rows that are not counted need one"
        )
        said.append(f"{beside} too.")
    if pack.due_soon:
        said.append(
            f"{english.one_or_more(len(pack.due_soon), 'more is', 'more are')} due by the next meeting."
        )
    if pack.queries:
        said.append(f"{english.one_or_more(len(pack.queries), 'row has', 'rows have')} something to confirm.")
    return " ".join(said)


_KINDS = {
    Reason.SILENT: "not updated",
    Reason.EMPTY: "empty",
    Reason.MISSING: "missing",
    Reason.OVERDUE: "updated and past the date",
    Reason.DOUBTED: "past a date whose year is doubted",
    Reason.OFF_TRACK_WITHOUT_NEXT: "off track with no next step",
}
"""How a row is told that needs an update, by the first reason that it has: silence goes before all others."""


def _why(own: Sequence[Owing]) -> str:
    """Why rows need an update: each by its first reason, and how many of them are overdue."""
    kinds = Counter(next(why for why in each.reasons if why in _KINDS) for each in own)
    listed = ", ".join(f"{kinds[why]:,} {said}" for why, said in _KINDS.items() if kinds[why])
    late = sum(Reason.OVERDUE in each.reasons for each in own)
    if not late:
        return f": {listed}" if listed else ""
    if late < len(own):
        return f": {listed}; {english.one_or_more(late, 'of them is', 'of them are')} overdue"
    whole = {1: "it is", 2: "both are"}.get(late, f"all {late:,} are")
    return f"; {whole} overdue{'' if kinds.keys() == {Reason.OVERDUE} else f': {listed}'}"


def _notices(pack: Pack) -> Iterator[str]:
    """What holds for all that is asked: that dates alone told who is silent; that a group is one voice."""
    if by_dates_alone(pack.now, (judged.row for judged in pack.rows.values() if judged.assessment.owes)):
        yield BY_DATES
    programme = pack.programme
    for group in programme.organisations:
        members = [programme.code(member) for member in group.members]
        if group.code == pack.code and members and pack.owing:
            yield f"One answer stands for all of its members: {english.joined(members)}."
        refs = [ref for ref, _ in pack.all_owed.owing.get(group.code, {})]
        if pack.code in members and refs:
            on = english.joined(refs)
            yield f"{group.code}, of which you are a member, owes one answer for all on {on}."


def _rows(heading: str, pack: Pack, owing: Mapping[Key, Owing]) -> Iterator[Section]:
    if owing:
        rows = tuple(answers.row(pack, key, each) for key, each in owing.items())
        guidance = answers.guidance(pack, owing.values())
        yield Section((heading,), (guidance, *rows), role="to-answer")


def _queries(pack: Pack) -> Iterator[Section]:
    """What it alone has to confirm: about rows, and about its file."""
    rows = [answers.query(pack, key, pack.owing[key].judged) for key in pack.queries]
    notes = [Note(each.text, query=True) for each in (pack.file.queries if pack.file else ())]
    if rows or notes:
        yield Section((f"Queries for {pack.code} alone",), (*notes, *rows), role="to-answer")


def _handed_back(pack: Pack) -> Iterator[Block]:
    """The box for all other rows, the levels to choose from, and the two ways to hand the answers back."""
    yield answers.tick()
    key = pack.programme.key
    if key:
        levels = ", ".join(level.label for level in key.levels)
        yield Paragraph((f"Ratings to choose from: {levels}.",), "choices")
    yield Paragraph(("Fill in what has changed and leave the rest, on paper or in a reply to the email.",))
    if pack.file:
        path, line = pack.file.origin.path, f"reviewed: {pack.now.on}"
        own = f"Or write it into {path}, where a line near the top says that you went through all of it: "
        yield Paragraph((own, Text(line, Manner.CODE)))


def _others(pack: Pack) -> Iterator[Section]:
    """What the other owners say on the open actions that the organisation shares."""
    items = tuple(
        Item((Text(judged.action.ref, Manner.NUMBER), " ", judged.action.title), words_of)
        for judged in pack.rows.values()
        if judged.assessment.owes and (words_of := tuple(_other_words(pack, judged)))
    )
    if items:
        yield Section(("What others say on shared actions",), (Items(items, "others"),), role="background")


def _other_words(pack: Pack, judged: JudgedRow) -> Iterator[Paragraph]:
    """What the first other owners of an action say on it, and where the words of more stand."""
    ref = judged.action.ref
    codes = (code for code in pack.programme.positions.get(ref, {}) if code != pack.code)
    others = (pack.all_owed.rows.get(code, {}).get((ref, code)) for code in codes)
    worded = (each for each in others if each and each.action is judged.action and _worded(each))
    for each in islice(worded, OTHERS):
        yield Paragraph(_said(pack.programme.known_as(each.row.organisation), each), "other")
    if next(worded, None):
        yield Paragraph(("and more: ", pack.request.scope.show(ref)), "other")


def _worded(judged: JudgedRow) -> bool:
    return bool(judged.position and judged.position.status)


def _said(code: str, judged: JudgedRow) -> Words:
    stated, status = judged.assessment.stated, judged.position.status if judged.position else ""
    rated: Words = (" ", tag_of(stated)) if stated else ()
    return Text(code, Manner.STRONG), *rated, " ", Markdown(status)


def _on_paper(pack: Pack) -> Iterator[Section]:
    yield from _moved(pack)
    yield from _standing(pack)


def _moved(pack: Pack) -> Iterator[Section]:
    """The due dates that were moved, each with its revisions."""
    items = tuple(
        Item(
            (Text(judged.action.ref, Manner.NUMBER), f" {words.due(judged.row.deadline)}"),
            tuple(
                Paragraph(("To ", Markdown(facts.revision(each))), "revision")
                for each in judged.row.deadline.revisions
            ),
        )
        for judged in pack.rows.values()
        if judged.row.deadline.revisions
    )
    if items:
        yield Section(("Dates moved",), (Items(items, "moved"),), role="background")


def _standing(pack: Pack) -> Iterator[Section]:
    """How its rows stand, above what the last meeting saw."""
    key, now, then = pack.programme.key, pack.counts, pack.counted_before
    if not now.total:
        return
    seen = pack.now.seen
    several = {"Now": now} | ({english.day(seen.on): then} if then and seen else {})
    bars = bars_of(key, several)
    legend = legend_of(bars, tuple(several), "How many of its rows stand how, now and at the last meeting")
    often = often_done(now.judged, pack.now.on)
    said = " ".join(filter(None, (f"{rollup(now, keyed=key is not None)}.", often)))
    rolled = Paragraph((said,), "rollup")
    yield Section(("How your rows stand",), (rolled, *bars, legend), role="background now-and-then")
