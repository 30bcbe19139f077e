"""RAG4: words of a plan that a reader stumbles over; entries with queries are asked about already."""

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from ragplan.diagnostics import Severity
from ragplan.english import cut
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.rules.placeholders import Text, on_entry, printed_texts
from ragplan.rules.rule import Finding, rule
from ragplan.rules.status_words import sentences

LONG = 8
"""So many words of a sentence do not come twice by chance."""
SHOWN = 40
"""Characters of the words at fault that a message shows."""
NEAR = 80
"""Characters of a line's end that are looked at, whatever its length."""

_TWICE = (
    r"(?<![\w-])(?:(the|a|an|and|of|to|for|with|by|from|at|as|are|be|has|have)[ \t]+\1"
    r"|that[ \t]+that(?=[ \t]+(?:the|a|an|all|our|their|there)\b))(?![\w-])"
)
"""Words that no sentence has twice in a row, unlike "had had" or "log in in January"."""
_DASH_END = r"\w[\w)'’\"”]*\s[–—-]\s*$"
_CUT_END = r"(?:\w[)'’\"”]*,|\s(?:and|or|the|a|an|but|because))\s*$"
_ITEM = r"\s*(?:[-*•+]|\d+[.)])\s"
_QUESTION = r"[^\W\d_]{2}[)]?\?(?=\s|$)(?!\s+(?:Yes|No)\b)"
_TWO_WAYS = {
    "month": ("twice a month", "every other month"),
    "week": ("twice a week", "every other week"),
    "annual": ("twice a year", "every other year"),
}
_BI = r"(?i)\bbi-?(month|week|annual)(?:ly)?\b"


@rule("RAG421", "slip-in-words", Severity.INFO)
def slip_in_words(plans: Plans) -> Iterator[Finding]:
    """A text breaks off, or has a word or a whole sentence twice.

    Why:
        A line was lost, or pasted twice, on its way into the plan, and the paper prints it so.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: The board has seen the draft, and the public will be asked from February on –

    Fixed:
        @@
        -    status: The board has seen the draft, and the public will be asked from February on –
        +    status: The board has seen the draft, and the public will be asked from February on.

    Near miss:
        # An item of a list may end with a comma or with "and"; the list goes on.
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: |
              The board has seen

              - the draft, and
              - the answers of the public.
    """
    for entry, steps, text in chain.from_iterable(map(_unasked, plans.programmes)):
        if told := _slip(text):
            message, help = told
            yield Finding(entry.origin.at(*steps), f"{message}{on_entry(entry)}", help)


_Told = tuple[str, str]
"""What is wrong with a text, and how to mend it."""


def _unasked(programme: Programme) -> Iterator[Text]:
    """The texts of a programme whose entries have no queries: those say what is asked already."""
    for texts in printed_texts(programme):
        yield from (each for each in texts if not each[0].queries and each[0].origin not in programme.asked)


def _slip(text: str) -> _Told | None:
    if found := re.search(_TWICE, text):
        return f"{found[0]!r} appears twice", "remove one of the two words"
    if ending := _cut_off(text):
        return f"the text ends with {ending!r}", "write the rest, or finish the sentence"
    if same := _said_twice(text):
        return f"one sentence, {cut(same, SHOWN)!r}, appears twice", "remove one of the two"
    return None


def _cut_off(text: str) -> str:
    """The end of a text that wants a continuation, or of an item of its lists; ``""`` for none."""
    for line, following in pairwise(text.splitlines()):
        if re.match(_ITEM, following) and (found := re.search(_DASH_END, line[-NEAR:])):
            return _end(found.string)
    last = text.rstrip()[-NEAR:]
    return _end(last) if re.search(f"{_DASH_END}|{_CUT_END}", last) else ""


def _end(line: str) -> str:
    return " ".join(line.split()[-3:])


def _said_twice(text: str) -> str:
    """A long sentence that a text has twice."""
    if len(text) < LONG * 8:
        return ""
    seen: set[str] = set()
    for said in sentences(text):
        if said in seen and said.count(" ") >= LONG - 1:
            return said
        seen.add(said)
    return ""


@rule("RAG422", "unclear-words", Severity.INFO)
def unclear_words(plans: Plans) -> Iterator[Finding]:
    """A text asks a question, or has a word that means two things, such as "bi-monthly".

    Why:
        A meeting reads a status as an answer; a question in it is put to nobody. In ``queries`` it is
        listed until somebody answers it.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Bi-monthly updates are agreed. Do the councils want them too?

    Fixed:
        @@
        -    status: Bi-monthly updates are agreed. Do the councils want them too?
        +    status: Updates every other month are agreed.
        +    queries:
        +      - Do the councils want them too?

    Near miss:
        # The question is somebody else's, in quotes, or is answered at once.
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: All were asked "What matters to you?". Is it published? Yes.
    """
    for entry, steps, text in chain.from_iterable(map(_unasked, plans.programmes)):
        if told := _unclear(text, asks=steps[-1] == "status"):
            message, help = told
            yield Finding(entry.origin.at(*steps), f"{message}{on_entry(entry)}", help)


def _unclear(text: str, *, asks: bool) -> _Told | None:
    if found := re.search(_BI, text):
        ways = " or ".join(_TWO_WAYS[found[1].lower()])
        return f"{found[0]!r} may mean {ways}", "write which"
    if asks and (found := re.search(_QUESTION, text)):
        question = re.split(r"(?<=[.!?])\s", text[: found.end()])[-1]
        return f"a question, {cut(question, SHOWN)!r}, is asked in the text", "put it under 'queries'"
    return None


RULES = (slip_in_words, unclear_words)
