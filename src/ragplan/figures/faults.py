"""What is wrong with a figure: in itself, and for the programme whose paper it stands in."""

from datetime import date
from typing import NamedTuple

from ragplan.alike import normal
from ragplan.figures.figure import Figure, Given, since
from ragplan.figures.vocabulary import LAST_MEETING, VOCABULARY, WORDS, Term, ValueKind
from ragplan.model.dates import Precision, plan_date
from ragplan.model.key import Category
from ragplan.model.programme import Programme
from ragplan.model.recommendations import reference

CATEGORIES = tuple(category.value for category in Category)


class Fault(NamedTuple):
    """What is wrong and how to mend it. ``word`` may be a slip for one of ``known``."""

    message: str
    help: str
    word: str = ""
    known: tuple[str, ...] = ()


def fault(figure: Figure, *, in_body: bool) -> Fault | None:
    """What is wrong with a figure whatever the plan says; ``None`` where nothing is.

    ``in_body`` tells the body of a paper, where tables may stand, from its other texts.
    """
    if figure.broken:
        return Fault(f"the figure {figure.broken}", "write a figure as {{ positions overdue }}")
    term = VOCABULARY.get(figure.name)
    if term is None:
        known = tuple(VOCABULARY)
        return Fault(f"there is no figure {figure.name!r}", _there_are(known), figure.name, known)
    if term.table and not in_body:
        return Fault(
            f"{figure.name!r} stands outside the paper's body", "move it there, or attach an appendix"
        )
    if term.table and not figure.alone:
        return Fault(
            f"{figure.name!r} stands inside a paragraph",
            "put it on a line of its own, not indented, with an empty line before and after it",
        )
    return _faulty_word(figure, term)


def misfit(figure: Figure, programme: Programme, as_at: date | None) -> Fault | None:
    """What a figure without a ``fault`` asks for that its programme does not have; ``None`` for nothing.

    ``as_at`` is the paper's status date, ``None`` where that is not known.
    """
    for word in figure.given:
        wrong = _unknown(word, programme)
        if wrong:
            return wrong
    return _untimely(figure, programme, as_at) if as_at else None


def _faulty_word(figure: Figure, term: Term) -> Fault | None:
    seen: set[str] = set()
    for word in figure.given:
        if word.name not in term.words:
            takes = f"it takes {', '.join(term.words)}" if term.words else "it takes none"
            message = f"{figure.name!r} takes no word {word.name!r}"
            help = f"{takes}; a value follows '=' without a space, in quotation marks where it has spaces"
            return Fault(message, help, word.name, term.words)
        wrong = _faulty_value(word)
        if wrong or word.name in seen:
            return wrong or Fault(f"{word.name!r} is given twice", "keep one of the two")
        seen.add(word.name)
    for name in term.needs:
        if name not in seen:
            return Fault(f"{figure.name!r} needs {name}=…", f"its value is {WORDS[name].kind.value}")
    return None


def _faulty_value(word: Given) -> Fault | None:
    kind = WORDS[word.name].kind
    if kind is ValueKind.FLAG:
        wanted = word.value is None
        return None if wanted else Fault(f"{word.name!r} takes no value", f"write {word.name} alone")
    if not word.value:
        return Fault(f"{word.name!r} needs a value", f"its value is {kind.value}")
    if _reads(kind, word.value):
        return None
    known = CATEGORIES if kind is ValueKind.CATEGORY else ()
    return Fault(
        f"{word.value!r} is no value of {word.name!r}", f"its value is {kind.value}", word.value, known
    )


def _reads(kind: ValueKind, value: str) -> bool:
    if kind is ValueKind.DAY:
        return value == LAST_MEETING or plan_date(value).precision is Precision.DAY
    if kind is ValueKind.CATEGORY:
        return value in CATEGORIES
    return kind is not ValueKind.RECOMMENDATION or bool(reference(value).numbers)


def _unknown(word: Given, programme: Programme) -> Fault | None:
    value, kind = word.value or "", WORDS[word.name].kind
    if kind is ValueKind.RECOMMENDATION:
        value, kind = reference(value).register, ValueKind.REGISTER
        if not value:
            return None
    known = _known(kind, programme)
    exact = kind is ValueKind.REGISTER
    if known is None or value in known:
        return None
    if not exact and normal(value) in map(normal, known):
        return None
    return Fault(f"the programme has no {kind.name.lower()} {value!r}", _there_are(known), value, known)


def _known(kind: ValueKind, programme: Programme) -> tuple[str, ...] | None:
    """The values of a kind that a programme has; ``None`` for a kind that asks nothing of it."""
    if kind is ValueKind.ORGANISATION:
        return programme.organisation_names
    if kind is ValueKind.LEAD:
        return tuple(dict.fromkeys(lead for row in programme.rows for lead in row.leads))
    if kind is ValueKind.LEVEL:
        return ("none", *(programme.key.words if programme.key else ()))
    if kind is ValueKind.GOAL:
        return tuple(programme.goal)
    return tuple(each.id for each in programme.registers) if kind is ValueKind.REGISTER else None


def _untimely(figure: Figure, programme: Programme, as_at: date) -> Fault | None:
    """What the calendar does not say on the status date."""
    if figure.name in {"next_meeting", "due_soon"} and programme.calendar.next_meeting(as_at) is None:
        return Fault(
            f"{figure.name!r} asks for a meeting after the status date, and there is none",
            "write the date out, or add the meeting to the calendar",
        )
    if not figure.has("since"):
        return None
    day = since(figure, programme, as_at)
    if day is None:
        return Fault("no meeting was before the status date", f"write a day instead of {LAST_MEETING}")
    if day < as_at:
        return None
    return Fault(f"{day} does not lie before the status date {as_at}", "write an earlier day")


def _there_are(known: tuple[str, ...]) -> str:
    return f"choose from: {', '.join(known)}" if known else "it has none"
