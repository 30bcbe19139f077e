"""RAG3: what a rating asks for beside itself, and ratings that are not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ragplan.diagnostics import ALONE, Cause, Severity, Within
from ragplan.english import listed
from ragplan.model.key import Category
from ragplan.model.programme import RatedRow
from ragplan.model.wording import said
from ragplan.plans import Plans
from ragplan.rules.proof import PROOFS, completion
from ragplan.rules.rule import Finding, rule
from ragplan.rules.status_words import Claim, claim, named_level

NAMES = {"status": "a status", "next": "a next step", **{field: name for field, (name, _) in PROOFS.items()}}
"""The fields that a level may require, as they are called in a sentence."""


@rule("RAG303", "off-track-without-next", Severity.WARNING)
def off_track_without_next(plans: Plans) -> Iterator[Finding]:
    """A row is rated off track, and nothing says what happens next.

    Why:
        The meeting looks at the red rows first, and asks what will bring them back. Without a next step
        it can only ask again in a fortnight.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: red
            status: The author has left.

    Fixed:
        @@
             status: The author has left.
        +    next: BC takes it over on 27 January.

    Near miss:
        # Its owner still calls it on track: only a row that is off track needs a next step.
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: The author has left.
    """
    for programme in plans.programmes:
        for each in programme.rated:
            if _off_track(each) and not each.position.next:
                yield Finding(
                    each.position.origin.at("rating"),
                    f"{each.told}, but no next step is given",
                    "add 'next:' with what will bring it back on track, who will do it and by when",
                )


def _off_track(each: RatedRow) -> bool:
    return each.level is not None and each.level.category is Category.OFF_TRACK


@rule("RAG305", "level-requires", Severity.WARNING)
def level_requires(plans: Plans) -> Iterator[Finding]:
    """A row lacks what the key requires of its rating.

    Why:
        The programme's key says what must stand beside a level. Proofs of completion (RAG301), the next
        step of a row that is off track (RAG303) and the status of an open one (RAG403) are told there.

    Fails:
        # file: programme.yaml
        @@
        -key: rag-complete
        +key: confidence-3
        # file: A.yaml
        organisation: A
        reviewed: 2014-01-20
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.

    Fixed:
        @@
             status: Drafted.
        +    next: The board reads the draft on 27 January.

    Near miss:
        # The same row, but the key of this plan is rag-complete, which requires nothing with amber.
        organisation: A
        reviewed: 2014-01-20
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
    """
    for programme in plans.programmes:
        for each in programme.rated:
            told_elsewhere = _told_elsewhere(each)
            for field in each.level.requires if each.level else ():
                if field not in told_elsewhere and not getattr(each.position, field):
                    yield Finding(
                        each.position.origin.at("rating"),
                        f"{each.told}, and the key requires {NAMES[field]} with that",
                        f"add '{field}:'",
                    )


def _told_elsewhere(each: RatedRow) -> tuple[str, ...]:
    """The fields that another rule asks for, so that one omission is one finding."""
    if each.closed:
        return tuple(PROOFS)
    return ("status", "next") if _off_track(each) else ("status",)


@rule("RAG306", "rating-empty", Severity.WARNING)
def rating_empty(plans: Plans) -> Iterator[Finding]:
    """A position has a status and no rating, in a programme that has a key.

    Why:
        A row without a rating is missing from every count. Only its owner can say how it stands; where
        the status names a level, or says that it is complete, that is offered and not taken. One finding
        tells all other rows of a file; a row that is overdue is told by that.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.

    Fixed:
        @@
           - ref: "1.1"
        +    rating: amber

    Near miss:
        # An action that only gathers others is counted by its parts, and needs no rating of its own.
        organisation: A
        actions:
          - {ref: "1.1", rating: amber, status: Drafted.}
          - ref: "A1"
            title: Tell the staff about the response
            status: The wards are told first.
            actions:
              - {ref: "A1.1", title: The wards, leads: [AA], due: 2014-03-31, rating: amber, status: Begun.}
    """
    for programme in plans.programmes:
        for each in programme.rated:
            position = each.position
            unsaid = not position.rating and not completion(position) and not each.row.action.parts
            if unsaid and said(position.status):
                rated, help = _offer(each)
                row = (programme.id, position.ref, each.row.organisation)
                yield Finding(
                    position.origin.at("status"),
                    f"{position.ref!r} has a status and no rating",
                    help,
                    row=row,
                    cause=ALONE
                    if rated
                    else Cause("row", end=" have a status and no rating", item=position.ref),
                    within=Within(("RAG401", "RAG304"), row, f"it has no rating{rated}"),
                )


def _offer(each: RatedRow) -> tuple[str, str]:
    """How far a row's own words rate it, ``""`` for not at all, and what to rate it."""
    status, key = each.position.status, each.key
    named = named_level(status, key)
    if named is not None:
        says = f"the status says {named.words!r}"
        help = f"{says}; if {named.level.label!r} is meant, add 'rating: {named.level.code}'"
        return f", though {says}", help
    done = next((level for level in key.levels if level.category is Category.COMPLETE), None)
    claimed = claim(status)
    if done is not None and claimed is not None and claimed.claim is Claim.COMPLETE:
        says = "the status says that it is complete"
        return f", though {says}", f"{says}; if it is, add 'rating: {done.code}'"
    levels = (level for level in key.levels if level.category is not Category.NO_UPDATE)
    return "", f"add 'rating:' with one of: {listed(level.spelled for level in levels)}"


_COLOUR = r"(?:green|amber|red|blue)"
_RATED = (
    rf"(?i)\b(?:mostly|now|still|rated|remains?|turned|as|at)\s+{_COLOUR}(?=\s*(?:$|[,.;:)–—]))"
    rf"|\b{_COLOUR}(?:-rated|\s+(?:items?|ratings?|rated))\b"
)


@rule("RAG316", "rating-without-key", Severity.INFO)
def rating_without_key(plans: Plans) -> Iterator[Finding]:
    """A status names a colour as the rating, in a programme without a rating key.

    Why:
        Nobody can say what green means there, count it, or hold it against the date.

    Fails:
        # file: programme.yaml
        format: ragplan/1
        programme: example
        title: Example plan
        calendar: {every: 2 weeks, first: 2014-01-06, last: 2014-03-31}
        organisations: {A: Alpha Hospital}
        # file: A.yaml
        organisation: A
        actions:
          - ref: "A1"
            title: Test the process
            leads: [AA]
            due: 2014-03-31
            status: The assurance paper is with the region, mostly green.

    Fixed:
        # file: programme.yaml
        @@
         calendar: {every: 2 weeks, first: 2014-01-06, last: 2014-03-31}
        +key: rag-complete
        # file: A.yaml
        @@
             due: 2014-03-31
        +    rating: amber

    Near miss:
        # file: A.yaml
        @@
        +# Neither is a rating.
        @@
        -    status: The assurance paper is with the region, mostly green.
        +    status: The red bags are in use, and the courtyard is now green again.
    """
    for programme in plans.programmes:
        if programme.key_name or programme.key:
            continue
        for position in (each for file in programme.files for each in file.positions):
            said = re.search(_RATED, position.status)
            if said and not position.queries and position.origin not in programme.asked:
                yield Finding(
                    position.origin.at("status"),
                    f"{position.ref!r} says {said[0]!r}, but the programme has no rating key",
                    "add 'key: rag-complete', or another, to the programme file, and 'rating:' to its rows",
                    cause=Cause(
                        "row", end=" give a rating, but the programme has no rating key", item=position.ref
                    ),
                )


RULES = (off_track_without_next, level_requires, rating_empty, rating_without_key)
