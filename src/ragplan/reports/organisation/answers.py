"""A row with what is asked on it, its last words, and the form on which its owner answers.

In plain text the form is always the same, so that a command can read back what somebody typed there::

    Answer on 2.1 for HCCG
    Status: ____________________
    Rating: ____________________
    Date completed: ____________________
    Next step: ____________________

The first line is ``answer_on(ref, code)`` and nothing else; the lines of ``LABELS`` follow in their order,
each of them ``label: `` and a stretch of ``_`` to be overwritten, ``Rating`` left out where the plan has no
key. No other line of the page has these words at its beginning but the answers to queries, which begin with
``answer_on_query(ref, code)`` and have one line, ``Answer:``: these a person reads. All stand equally far
from the margin, and a line of more than 72 characters goes on in the next, which is set in by two more. Last
of all comes one line ``[ ] `` and ``NO_CHANGE``; who ticks it writes anything but a blank between the two
brackets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ragplan import english
from ragplan.diff.owing import Owing, Reason
from ragplan.model.dates import date_in_words
from ragplan.model.judged import JudgedRow
from ragplan.model.silence import last_meeting
from ragplan.model.snapshot import Key
from ragplan.reports import words
from ragplan.reports.blocks import (
    Block,
    Facts,
    Form,
    FormLine,
    Link,
    Manner,
    Markdown,
    Note,
    Paragraph,
    Section,
    Text,
    Words,
)
from ragplan.reports.meetings import by_the_next, meeting_of
from ragplan.reports.organisation.pack import Pack
from ragplan.reports.standing import tag_of

STATUS, RATING, COMPLETED, NEXT, ANSWER = "Status", "Rating", "Date completed", "Next step", "Answer"
LABELS = (STATUS, RATING, COMPLETED, NEXT)
"""The lines of the form of a row, in their order."""
NO_CHANGE = "Went through all others, no change"
"""What the one box of the page is ticked for: the organisation's rows without an answer stay as they are."""


def answer_on(ref: str, code: str) -> str:
    """The line that begins the form of a row."""
    return f"Answer on {ref} for {code}"


def answer_on_query(ref: str, code: str) -> str:
    """The line that begins the form of an answer to a query; ``ref`` is ``""`` for a query on the file."""
    return f"Answer to the query on {ref} for {code}" if ref else f"Answer to the query for {code}"


def row(pack: Pack, key: Key, owing: Owing) -> Section:
    """A row to answer: when it is due and how it is rated, what is asked, its last words, and the form."""
    labels = [label for label in LABELS if label != RATING or pack.programme.key]
    form = Form(tuple(map(FormLine, labels)), answer_on(*key), "answer", shown=True)
    asked = Paragraph((Text(asks(owing), Manner.STRONG),), "asks")
    lead = (_due(owing), asked, *_last_words(pack, key, owing.judged), _edit(pack, owing.judged))
    return Section(_title(owing.judged), (form,), role="owed", lead=lead)


def query(pack: Pack, key: Key, judged: JudgedRow) -> Section:
    """What an owner has to confirm on a row, and where to write it; the row may be closed."""
    form = Form((FormLine(ANSWER),), answer_on_query(*key), "answer", shown=True)
    asked = (Note(each.text, query=True) for each in pack.queries[key])
    lead = (*asked, *_last_words(pack, key, judged), _edit(pack, judged))
    return Section(_title(judged), (form,), role="owed", lead=lead)


def tick() -> Form:
    """The one box for all rows that are not answered."""
    return Form((FormLine(NO_CHANGE, role="tick"),), "All other rows", "answer")


def _title(judged: JudgedRow) -> Words:
    return Text(judged.action.ref, Manner.NUMBER), " ", judged.action.title


def _due(owing: Owing) -> Paragraph:
    judged, deadline = owing.judged, owing.judged.row.deadline
    stated = judged.assessment.stated
    distance = "" if owing.until else words.distance(judged.assessment)
    due = ", ".join(filter(None, (words.due(deadline), distance)))
    due = "; ".join(filter(None, (due, words.asked(deadline))))
    rated: Words = (". ", tag_of(stated)) if stated else ()
    return Paragraph((due, *rated), "due")


def _last_words(pack: Pack, key: Key, judged: JudgedRow) -> Iterator[Block]:
    if judged.position and judged.position.status:
        day = _day_written(pack, key, judged)
        label = f"Last status, {day}:" if day else "Last status:"
        yield Paragraph((Text(label, Manner.LABEL), " “", Markdown(judged.position.status), "”"), "status")


def _day_written(pack: Pack, key: Key, judged: JudgedRow) -> str:
    """When the words of a row were written: by their own date, else by the commit that brought them."""
    updated = judged.position.updated if judged.position else None
    if updated and updated.first:
        return date_in_words(updated)
    on = pack.written.get(key)
    return english.day(on) if on and on <= pack.now.on else ""


def _edit(pack: Pack, judged: JudgedRow) -> Paragraph:
    """Where an owner writes, as a link where the forge is known."""
    path, line = pack.place(judged)
    place = f"{path}, line {line}" if line > 1 else path
    link = pack.request.sources.link(path, line) if line else ""
    where: Words = (Link(place, link),) if link else (place,)
    return Paragraph((Text("Edit:", Manner.LABEL), " ", *where), "edit")


_ANSWERED = {
    Reason.MISSING: ("No entry", "add one for this action to your file."),
    Reason.EMPTY: ("No status", "say where it stands; that it has not started is an answer too."),
    Reason.SILENT: ("Nothing said", "say what happened, or that nothing has changed."),
    Reason.OVERDUE: ("Overdue", "say when it was completed, or agree a new date and give the reason."),
    Reason.DOUBTED: ("Year doubted", "if it is right, say when it was completed, or agree a new date."),
    Reason.DUE_SOON: ("Due soon", "say whether it will be done in time."),
    Reason.OFF_TRACK_WITHOUT_NEXT: ("No next step", "say what you will do, and by when."),
}
"""What a row is told that is asked about for each reason, and what its owner is to say then."""


def guidance(pack: Pack, owing: Iterable[Owing]) -> Facts:
    """What to say for each reason for which rows are asked about, told once for all of them."""
    reasons = {why for each in owing for why in each.reasons}
    alone = {} if pack.file else {Reason.MISSING: _NO_FILE}
    told = ((name, (alone.get(why, said),)) for why, (name, said) in _ANSWERED.items() if why in reasons)
    return Facts(tuple(told), "guidance")


_NO_FILE = "add one for this action to a file of your own; you have none yet."


def asks(owing: Owing) -> str:
    """Why one row is asked about, in sentences, but for queries, which stand apart."""
    said = (_ask(owing, reason) for reason in owing.reasons if reason is not Reason.QUERY)
    return " ".join(ask if ask.endswith("?") else f"{ask}." for ask in said)


def _ask(owing: Owing, reason: Reason) -> str:
    calendar, on = owing.judged.snapshot.programme.calendar, owing.judged.snapshot.on
    if reason is Reason.SILENT:
        meeting = last_meeting(calendar, on)
        return f"Nothing said{f' since {meeting_of(calendar, meeting)}' if meeting else ''}"
    if reason is Reason.DUE_SOON:
        until = f"by {english.day(owing.until)}, the first working day after its date" if owing.until else ""
        return f"Due {until or by_the_next(calendar, on)}"
    if reason is Reason.DOUBTED:
        return "Is the year of its date right?"
    if reason is Reason.OFF_TRACK_WITHOUT_NEXT and owing.judged.assessment.stated:
        return f"Rated “{owing.judged.assessment.stated.label}” with no next step"
    return _ANSWERED[reason][0]
