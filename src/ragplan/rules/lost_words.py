"""RAG0: words that YAML drops without a word, while the rest of the file is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ragplan.diagnostics import Edit, Route, Severity, Span
from ragplan.document import Document
from ragplan.document.comments import Cut, cuts
from ragplan.english import cut as shortened
from ragplan.plans import Plans
from ragplan.rules.file_contents import told
from ragplan.rules.rule import Finding, rule

_BEGINNINGS = (re.compile(r"\|[+-]?[1-9]"), re.compile(r">[+-]?[1-9]"))
"""A quick look whether a file has such a one: each begins with one sign, which is found at once."""
_HEADER = re.compile(r"[|>][+-]?[1-9][+-]?(?![^ \t])")
"""What asks for an indentation, and looks like a number: ``>5``."""
WAYS_OUT = "put the text in quotes, or put the comment on a line of its own"


@rule("RAG013", "lost-words", Severity.ERROR, fixable=True)
def lost_words(plans: Plans) -> Iterator[Finding]:
    """Words of a text stand where YAML takes them for a comment or a sign, and drops them.

    Why:
        In a text without quotes YAML ends at ' #': of 'Ward #4 is closed' only 'Ward' would be
        printed. After quotes, brackets, | and >, and beside dates, codes and flags, a comment is free.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Raised as #12 on the register

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            status: 'Raised as #12 on the register'

    Near miss:
        # These comments stand on a line of their own, after quotes and beside a date.
        organisation: A
        actions:
          - ref: "1.1"
            # as the register has it
            status: 'Raised as #12 on the register' # see the minutes
            due: 2014-01-31 # the last day of the month
    """
    yield from told(plans, lost_words.name)
    for document in plans.documents.values():
        if document.problems:
            continue
        yield from _commented(plans, document)
        yield from _unsaid(plans, document)


def lost(cut: Cut) -> str:
    """What is wrong with a comment that may be words of a text."""
    return f"{shortened(cut.words)!r} is read by YAML as a comment, not as part of the text"


def _commented(plans: Plans, document: Document) -> Iterator[Finding]:
    found: dict[Route, list[Cut]] = {}
    for cut in cuts(document):
        if plans.is_free_text(document, cut.route):
            found.setdefault(cut.route, []).append(cut)
    for several in found.values():
        edits = _quoted(document, several)
        for cut in several:
            origin = document.origin(*cut.route)
            yield Finding(origin, lost(cut), WAYS_OUT, span=cut.comment, edits=edits)


def _quoted(document: Document, several: list[Cut]) -> tuple[Edit, ...]:
    """The edit that makes a value and the comments on it one quoted text, where they can only be one."""
    last = several[-1]
    whole = all(document.lines[cut.comment.line - 1].rstrip().endswith(cut.words) for cut in several[:-1])
    if not whole or document.in_brackets(last.route) or not all(cut.numbers for cut in several):
        return ()
    span = Span(*several[0].text[:2], *last.text[2:])
    text = document.stretch(span).replace("'", "''")
    return (Edit(span, f"'{text}'"),)


def _unsaid(plans: Plans, document: Document) -> Iterator[Finding]:
    """Texts such as ``>5``, which ask for a block of text that is not there."""
    text = document.yaml
    if not any(beginning.search(text) for beginning in _BEGINNINGS):
        return
    lines = document.yaml_lines
    for route, place in document.places.items():
        header = _HEADER.match(lines[place.value.line - 1], place.value.column - 1)
        if not header or place.style not in ("|", ">") or document.at(route).strip():
            continue
        if plans.is_free_text(document, route):
            yield Finding(
                document.origin(*route),
                f"{header[0]!r} is read by YAML as the start of a block of text, and nothing is in it",
                "put it in quotes, or remove it",
                span=Span(*place.value[:2], place.value.line, header.end() + 1),
            )


@rule("RAG014", "definition-not-heeded", Severity.ERROR)
def definition_not_heeded(plans: Plans) -> Iterator[Finding]:
    """A row on an action that the programme defines has a field that defines an action.

    Why:
        What the action is, stands in the programme's file, for all of its owners. What one owner's row
        says of it is printed nowhere.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            outcome: Patients know whom to ask.

    Fixed:
        @@
        -    outcome: Patients know whom to ask.
        +    notes:
        +      - "Outcome here: patients know whom to ask."

    Near miss:
        @@
        +# With a title it is an action of the organisation's own, and has an outcome of its own.
        @@
        +  - ref: A1
        +    title: Put up the notice
             outcome: Patients know whom to ask.
        +    leads: [AA]
        +    due: 2014-01-31
    """
    for programme in plans.programmes:
        for position in (each for file in programme.files for each in file.positions):
            for name in position.unheeded:
                yield Finding(
                    position.origin.at(name),
                    f"{name!r} has no effect here: the programme defines {shortened(position.ref)!r}",
                    "move it to the programme's file, or put it in 'status' or 'notes'; an "
                    "organisation's own action has a 'title'",
                    at_key=True,
                )


RULES = (lost_words, definition_not_heeded)
