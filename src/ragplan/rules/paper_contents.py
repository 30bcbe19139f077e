"""RAG1: what a paper says of itself: what is attached to it, and what it is for."""

import re
from collections.abc import Iterator

from ragplan.diagnostics import Severity
from ragplan.figures.figure import texts
from ragplan.model.paper import Paper
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, rule

_ATTACHED = (
    r"(?i:\b(?:is|are|as|see|see the|please find) attached\b(?! to\b| importance\b))[^.\n]{0,30}"
    r"|(?:^|[.;:]\s|\band )[Aa]ttached (?:is|are)\b[^.\n]{0,30}"
)
_LABEL = r"(?:Annex|Appendix) (?:\d{1,2}|[A-Z])\b"
_HEADED = rf"(?m)^#+ ({_LABEL})(.*)$"
_FOR_NOTING = r"(?i)^(?:for|to)?\s*(?:receiv\w+ and )?(?:not(?:e|ing)|information)\.?$"
_DECIDES = r"(?i)\b(?:approve|agree|decide|ratify|adopt|authorise)\b"


@rule("RAG128", "not-attached", Severity.INFO)
def not_attached(plans: Plans) -> Iterator[Finding]:
    """A paper speaks of what is attached, but attaches nothing; or two of its annexes have one number.

    Why:
        The meeting looks for it in vain. Where a query of the paper asks about it, it is known.

    Fails:
        # file: papers/2014-01-27-board.md
        ---
        title: Progress of the plan
        meeting: Board
        date: 2014-01-27
        ---

        # Progress

        The plan is attached at Appendix 1.

    Fixed:
        # file: papers/2014-01-27-board.md
        @@
         date: 2014-01-27
        +appendices:
        +  - title: Appendix 1 – The plan
        +    show: plan
        @@

    Near miss:
        # file: papers/2014-01-27-board.md
        ---
        # Importance may be attached to something, and a nurse to a ward.
        title: Progress of the plan
        meeting: Board
        date: 2014-01-27
        ---

        Much weight is attached to the views of the nurse who is attached to the ward.
    """
    for programme in plans.programmes:
        for paper in programme.papers:
            if any(re.search(r"(?i)\battach|\bann?ex|\bappendi", query.text) for query in paper.queries):
                continue
            if words := _unattached(paper):
                yield Finding(
                    paper.origin.at("title"),
                    f"this paper says {words!r}, but attaches nothing",
                    "list it under 'appendices', or remove the words",
                )
            elif label := _number_twice(paper):
                yield Finding(
                    paper.origin.at("title"),
                    f"this paper has more than one {label!r}",
                    "renumber its annexes, and update what refers to them",
                )


def _unattached(paper: Paper) -> str:
    """The words by which a paper without appendices says that something is attached."""
    if paper.appendices or re.search(_HEADED, paper.body):
        return ""
    for each in texts(paper):
        if found := re.search(_ATTACHED, each.text) or re.search(_LABEL, each.text):
            return " ".join(found[0].strip(" .;:").split())
    return ""


def _number_twice(paper: Paper) -> str:
    """The label that two annexes of different titles have."""
    titles = [found for each in paper.appendices if (found := re.match(rf"({_LABEL})(.*)$", each.title))]
    known: dict[str, str] = {}
    for found in (*titles, *re.finditer(_HEADED, paper.body)):
        rest = found[2].strip(" .:–—-").casefold()
        if known.setdefault(found[1], rest) != rest:
            return found[1]
    return ""


@rule("RAG129", "asks-beyond-purpose", Severity.INFO)
def asks_beyond_purpose(plans: Plans) -> Iterator[Finding]:
    """A paper is for noting or for information, and asks its meeting to approve or to agree.

    Why:
        An agenda is made of purposes: what stands under "for noting" is not opened, and nothing is decided.

    Fails:
        # file: papers/2014-01-27-board.md
        ---
        title: Progress of the plan
        meeting: Board
        date: 2014-01-27
        purpose: For noting
        asks: The board is asked to note the report and approve the new dates.
        ---

    Fixed:
        # file: papers/2014-01-27-board.md
        @@
        -purpose: For noting
        +purpose: For approval
        @@

    Near miss:
        # file: papers/2014-01-27-board.md
        @@
        +# What is noted was approved elsewhere.
         title: Progress of the plan
        @@
        -asks: The board is asked to note the report and approve the new dates.
        +asks: The board is asked to note the dates that the committee agreed and approved.
    """
    for programme in plans.programmes:
        for paper in programme.papers:
            found = re.search(_DECIDES, paper.asks)
            if found and re.match(_FOR_NOTING, paper.purpose.strip()):
                yield Finding(
                    paper.origin.at("purpose"),
                    f"this paper is {paper.purpose.strip()!r}, and asks to {found[0].lower()}",
                    "change its purpose, or do not ask for a decision",
                )


RULES = (not_attached, asks_beyond_purpose)
