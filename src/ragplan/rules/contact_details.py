"""RAG1: telephone numbers and mail addresses of people in what is published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ragplan.diagnostics import Origin, Route, Severity, Span
from ragplan.document import Document
from ragplan.english import joined
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, rule

_MAIL = r"(?<![\w.+-])(?P<box>[\w+-]+(?:\.[\w+-]+)*)@[\w-]+(?:\.[\w-]+)+"
_PHONE = r"(?<![\w/.+-])(?:\+\d{1,3}[ -]?(?:\(0\)[ -]?)?|\(?0)(?P<number>\d(?:[ ()-]{0,2}\d){7,11})(?![\w/])"
_FOUND = re.compile(rf"{_MAIL}|{_PHONE}")
_OFFICE = (
    r"(?i)(?:info|information|enquir\w*|inquir\w*|contact\w*|office|admin|complaints?|pals|feedback|communications?"
    r"|comms|press|foi|help\w*|support|no-?reply|webmaster|postmaster|\w*team|board|secretary|secretariat)"
    r"(?:[._+-].*)?"
)
"""Letter boxes of an office."""
_EVERYBODYS = r"(?:800|808|30\d|34\d|33\d|37\d|111|116)"
"""What the numbers of lines begin with that everybody may call, behind the nought."""
_DATED = r"\d{1,2}[ -]\d{1,2}[ -](?:19|20)\d\d|(?:19|20)\d\d-\d"


class Details(NamedTuple):
    """What of somebody's is in a text, in words, and where the first of it begins."""

    what: str
    start: int


def contact_details(text: str) -> Details | None:
    """The direct numbers and addresses of people in a text; those of an office are nobody's own."""
    found = [each for each in _FOUND.finditer(text) if _is_somebodys(each)]
    if not found:
        return None
    mails = sum(bool(each["box"]) for each in found)
    what = (
        (len(found) - mails, "a telephone number", "telephone numbers"),
        (mails, "an email address", "mail addresses"),
    )
    told = [one if count == 1 else f"{count} {more}" for count, one, more in what if count]
    return Details(joined(told), found[0].start())


def _is_somebodys(found: re.Match[str]) -> bool:
    if found["box"]:
        return re.fullmatch(_OFFICE, found["box"]) is None
    number = re.sub(r"\D", "", found["number"])
    return not re.match(_EVERYBODYS, number) and not re.search(_DATED, found[0])


@rule("RAG122", "contact-details", Severity.INFO)
def contact_details_left(plans: Plans) -> Iterator[Finding]:
    """A telephone number or an email address of a person stands in what is published.

    Why:
        Papers go to websites and stay there. Whose number it is may not have been asked, and moves on.
        What is marked `internal` is in no public copy, and an office's address is nobody's own. The finding
        does not repeat what it found.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted. Questions to Ann Example on 020 7946 0018.

    Fixed:
        @@
        -    status: Drafted. Questions to Ann Example on 020 7946 0018.
        +    status: Drafted.
        +    notes:
        +      - {text: Questions to Ann Example on 020 7946 0018, internal: true}

    Near miss:
        # Everybody may write to the office.
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted. Questions to enquiries@alpha.example.org.
    """
    judged = plans.judged
    for document in plans.documents.values():
        if document.path in judged and not document.problems:
            yield from _in_fields(plans, document)
            if document.markdown:
                yield from _in_body(document)


_HELP = "remove it, or keep it in a note with 'internal: true'"


def _in_fields(plans: Plans, document: Document) -> Iterator[Finding]:
    for route, text in document.holding(_FOUND):
        found = contact_details(text)
        if found and plans.is_free_text(document, route) and _is_public(document, route):
            yield Finding(
                document.origin(*route), f"{found.what} would be published here", _HELP, at_key=True
            )


def _is_public(document: Document, route: Route) -> bool:
    """Whether a text is printed in public copies: what authors are known by is not, nor internal notes."""
    entry: Any = document.at(route[:-1])
    return "emails" not in route and not (isinstance(entry, dict) and entry.get("internal") == "true")


def _in_body(document: Document) -> Iterator[Finding]:
    body = document.body
    if not _FOUND.search(body):
        return
    for number, line in enumerate(body.split("\n"), document.body_line):
        found = contact_details(line)
        if found:
            span = Span(number, found.start + 1, number, found.start + 2)
            yield Finding(Origin(document.path), f"{found.what} would be published here", _HELP, span=span)


RULES = (contact_details_left,)
