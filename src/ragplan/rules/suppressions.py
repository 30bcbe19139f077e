"""RAG0: comments that silence a finding, and what is wrong with them.

A comment silences the findings of its own line, or, where it stands alone, of the next line that is
no comment. Comments are told from text by the places of the document.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ragplan.diagnostics import Origin, Severity, Span
from ragplan.document import Document
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, rule

_IGNORE = r"# *ragplan: *ignore\[([^\]#\n]*)\][ \t]*([^#\r\n]*)"


class Suppression(NamedTuple):
    """One comment: the codes it silences on ``line``, why, and where it stands itself."""

    path: str
    line: int
    codes: tuple[str, ...]
    reason: str
    span: Span


def suppressions(document: Document) -> Iterator[Suppression]:
    """The ignore comments of a document, in order; the body of a Markdown file is text and has none."""
    if "ragplan:" not in document.yaml or document.problems:
        return
    lines = document.yaml_lines
    entry_below = _next_entries(lines)
    for number, line in enumerate(lines, 1):
        if "ragplan:" not in line:
            continue
        comments = (
            comment
            for comment in re.finditer(_IGNORE, line)
            if not document.in_text((number, comment.start() + 1))
        )
        found = next(comments, None)
        if found is None:
            continue
        alone = not line[: found.start()].strip()
        yield Suppression(
            path=document.path,
            line=entry_below[number - 1] if alone else number,
            codes=tuple(code.strip() for code in found[1].split(",") if code.strip()),
            reason=found[2].strip(),
            span=Span(number, found.start() + 1, number, found.end() + 1),
        )


def _next_entries(lines: list[str]) -> list[int]:
    """For each line the number of the next that is neither blank nor a comment, else its own number."""
    found: list[int] = []
    below = 0
    for number in range(len(lines), 0, -1):
        found.append(below or number)
        line = lines[number - 1].lstrip()
        if line and not line.startswith("#"):
            below = number
    return found[::-1]


@rule("RAG020", "ignore-without-reason", Severity.WARNING)
def ignore_without_reason(plans: Plans) -> Iterator[Finding]:
    """An ignore comment gives no reason, or no code.

    Why:
        The next reader must be able to tell whether it still holds.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Write the yearly account
            leads: [AA]
            due: 2014-03-30  # ragplan: ignore[RAG206]

    Fixed:
        @@
        -    due: 2014-03-30  # ragplan: ignore[RAG206]
        +    due: 2014-03-30  # ragplan: ignore[RAG206] the board meets that Sunday

    Near miss:
        # A comment that names a rule but ignores nothing needs no reason.
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            due: 2014-01-31  # a Friday, so RAG206 has nothing to say
    """
    for document in plans.documents.values():
        for each in suppressions(document):
            if not each.codes:
                yield Finding(
                    document.origin(),
                    "this comment does not ignore anything",
                    "write the code between the brackets: ignore[RAG206]",
                    span=each.span,
                )
            elif not each.reason:
                yield Finding(
                    document.origin(),
                    f"no reason is given for ignoring {', '.join(each.codes)}",
                    "write why, after the bracket",
                    span=each.span,
                )


@rule("RAG021", "unused-ignore", Severity.WARNING)
def unused_ignore(_plans: Plans) -> Iterator[Finding]:
    """An ignore comment silences nothing.

    Why:
        The finding is gone, or the code is mistyped; left in, it would hide the next one.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Write the yearly account
            leads: [AA]
            due: 2014-03-31  # ragplan: ignore[RAG206] the board meets that Sunday

    Fixed:
        @@
        -    due: 2014-03-31  # ragplan: ignore[RAG206] the board meets that Sunday
        +    due: 2014-03-31

    Near miss:
        # Inside quotes it is part of the text, not a comment.
        organisation: A
        actions:
          - ref: "1.1"
            status: "The office asks what # ragplan: ignore[RAG206] means."
    """
    yield from ()  # what the other rules found decides it: see ``unused``


def unused(each: Suppression, code: str) -> Finding:
    """The finding of ``unused-ignore`` for one code of a comment."""
    return Finding(
        Origin(each.path),
        f"there is no {code} here to ignore",
        "remove it from the comment",
        span=each.span,
    )


RULES = (ignore_without_reason, unused_ignore)
