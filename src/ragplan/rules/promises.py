"""RAG4: promises in the words of a plan that nobody came back to.

Read strictly: a date that the words around it may give to something else is nobody's promise.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ragplan.diagnostics import Severity
from ragplan.english import cut
from ragplan.model.dates import PlanDate, date_in_words
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, Needs, Now, rule
from ragplan.rules.said_dates import dated_texts
from ragplan.rules.status_words import Claim, claim, recurs, sentences
from ragplan.rules.written_dates import written_dates

_COMING = (
    r"(?i)\b(?:will|shall|(?:is|are)(?: now| still)? to|(?:(?:still|yet) )?to be|going to"
    r"|(?:planned|scheduled|expected|intended|set|hoped|due|on target|on track|plans?|aims?|intends?|hopes?)"
    r" to(?! (?:the|an?|this|that|these|those|our|its|their)\b)"
    r"|(?:planned|scheduled|arranged|booked) (?:for|on|in)|due (?:on|in|by))\b"
)
"""Words of what is still to come; "due to the fire" is none."""
_WAS = r"(?i)\b(?:was|were|had been|would be)\s+(?:\w+\s+)?$"
"""Before them: words of what was to come at another time."""
_OTHERS = (
    # a participle of its own, "the plan agreed on …", takes the date; one after "be" is what will happen
    r"(?i)(?<!\bbe )(?<!\band )\b\w{3,}ed\b"
    r"|\b(?:of|dated|set out|made|before|until|till|than|through)\s+(?:\S+\s+)?$"
    r"|\b(?:held|which|who|that (?:was|were)|was|were|since|following|after)\b"
)
"""Between them and the date: words that give it to something else."""
_WORDS_BETWEEN = 10
_NEAR = 24
_REACH = 200


class _Phrase(NamedTuple):
    """Words of what is to come, and where they stand."""

    words: str
    start: int
    end: int


def passed(text: str, as_of: date, *, to_come: bool = False) -> tuple[str, PlanDate] | None:
    """The words of a text that promise something by a date that has passed on a day, and that date.

    A text that goes on with a later date which has passed too, or says that all is done, has been kept up.
    """
    found = None
    told: date | None = None
    for said in reversed(sentences(text)):
        made = claim(said)
        if made is not None and made.claim is Claim.COMPLETE:
            break  # what stands before it is done
        if re.search(_COMING, said) or to_come:
            promises = _promises(said, to_come=to_come) if not recurs(said) else ()
            promise = next((each for each in promises if _is_over(each[1], as_of)), None)
            found = promise if promise and not (told and _is_over(promise[1], told)) else found
        else:
            days = (each.date.last for each in written_dates(said) if _is_over(each.date, as_of))
            told = max(filter(None, (told, *days)), default=None)
    return found


def _promises(said: str, *, to_come: bool) -> Iterator[tuple[str, PlanDate]]:
    """The words of a statement that promise something by a date, and the date."""
    coming = [_Phrase("", 0, 0)] if to_come else []
    coming += [_Phrase(found[0], *found.span()) for found in re.finditer(_COMING, said)]
    for written in written_dates(said) if coming else ():
        at = bisect_right(coming, written.start, key=lambda each: each.end) - 1
        phrase = coming[at] if at >= 0 else None
        if phrase is None or written.start - phrase.end > _REACH:
            continue
        between = _after_be(said[phrase.end : written.start], phrase.words)
        was = re.search(_WAS, said[max(0, phrase.start - _NEAR) : phrase.start])
        if not was and len(between.split()) <= _WORDS_BETWEEN and not re.search(_OTHERS, between):
            yield said[phrase.start : written.start + len(written.words)], written.date


def _after_be(between: str, phrase: str) -> str:
    """What stands between, without the participle of the promise itself: ``will be`` *completed*."""
    begins = r"^\s+be\s+\w+" if not phrase.casefold().endswith(" be") else r"^\s+\w+"
    return re.sub(begins, "", between, count=1)


def _is_over(when: PlanDate, as_of: date) -> bool:
    return when.last is not None and when.last < as_of


@rule("RAG413", "promise-passed", Severity.INFO, needs=Needs.CLOCK)
def promise_passed(plans: Plans, now: Now) -> Iterator[Finding]:
    """A status or a next step still promises something for a date that has passed.

    Why:
        "Will be completed at 31 January" in a paper of February tells the group nothing: it happened, and
        nobody wrote it, or it did not. Only dates with a year are read, and a month is over after its last
        day. What is rated complete and still to come is told by RAG309.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: The roll out to all practices will be completed by 10 January 2014.

    Fixed:
        @@
        -    status: The roll out to all practices will be completed by 10 January 2014.
        +    status: All practices have had it since 9 January 2014.

    Near miss:
        # The plan was agreed on that day; what it says is still to be done.
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: The practices will follow the plan agreed on 10 January 2014.
    """
    for programme in plans.programmes:
        as_of = now(programme).on
        for said in dated_texts(programme):
            found = passed(said.text, as_of, to_come=said.to_come) if said.open else None
            if found:
                words, when = found
                yield Finding(
                    said.origin,
                    f"{said.on} still promises {cut(words)!r}, but {date_in_words(when)} has passed",
                    "say whether it has happened, or when it will; if the date is a typing error, correct it",
                )


RULES = (promise_passed,)
