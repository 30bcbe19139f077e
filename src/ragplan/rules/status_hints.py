"""RAG3: ratings that a status contradicts in its own words; hints, for words can mean many things."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diagnostics import Severity
from ragplan.model.dates import date_in_words
from ragplan.plans import Plans
from ragplan.rules.chronicle import cut
from ragplan.rules.proof import completion
from ragplan.rules.rule import Days, Finding, Needs, rule
from ragplan.rules.status_words import Claim, ahead, claims, named_level


@rule("RAG307", "status-names-level", Severity.INFO)
def status_names_level(plans: Plans) -> Iterator[Finding]:
    """A status names another level of the key than the one that the row is rated.

    Why:
        "This can be recorded as green" is a rating that was never entered, or an old one left standing.
        It is a hint: only the owner knows which of the two is meant.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: This has been reviewed and can be recorded as green.

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            rating: green
            status: This has been reviewed and can be recorded as green.
            completed: 2014-01-15

    Near miss:
        # It names a rating that is still to come, not today's.
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: This has been reviewed and can be recorded as green once the board has signed.
    """
    for programme in plans.programmes:
        for each in programme.rated:
            named = named_level(each.position.status, each.key) if each.level else None
            if each.level and named is not None and named.level.code != each.level.code:
                yield Finding(
                    each.position.origin.at("status"),
                    f"{each.told}, but its status says {cut(named.words)!r}",
                    f"if {named.level.label!r} is meant, write 'rating: {named.level.code}'; "
                    "if not, take it out of the status",
                )


@rule("RAG308", "status-against-rating", Severity.INFO)
def status_against_rating(plans: Plans) -> Iterator[Finding]:
    """A status says that a row is complete and the rating that it is not, or the other way round.

    Why:
        Readers believe the words, counts the rating. It is a hint: words such as "will be completed" or
        "visits are being completed" are not taken for either, nor is a status that says both.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Reviewed and complete.

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            rating: green
            status: Reviewed and complete.
            completed: 2014-01-15

    Near miss:
        # A part of the action is complete, not the whole of it.
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Reviewed, and complete for two wards of six.
    """
    for programme in plans.programmes:
        for each in programme.rated:
            status = each.position.status
            words = claims(status, Claim.OPEN if each.closed else Claim.COMPLETE) if each.level else ""
            named = named_level(status, each.key) if words else None
            if each.level is None or not words or (named and named.level.code != each.level.code):
                continue  # where it names a level, that is RAG307
            if not each.closed and completion(each.position):  # that is RAG302
                continue
            yield Finding(
                each.position.origin.at("status"),
                f"{each.told}, but its status says {cut(words)!r}",
                "rate it complete, or say what is left"
                if not each.closed
                else "rate it by what is left, or say in the status that it is done",
            )


@rule("RAG309", "complete-but-ahead", Severity.WARNING, needs=Needs.CLOCK)
def complete_but_ahead(plans: Plans, days: Days) -> Iterator[Finding]:
    """A row is rated complete while its own words, or its completion date, are still ahead.

    Why:
        An event that is arranged is not an event that was held. Only dates with a year are read, a month
        counts when all of it is ahead, and what comes again and again is left alone.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: green
            status: Inaugural meeting 25 March 2014
            completed: 2014-01

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Inaugural meeting 25 March 2014

    Near miss:
        @@
        +# A review to come takes nothing from what is done.
        @@
        -    status: Inaugural meeting 25 March 2014
        +    status: The group has met. Next review 25 March 2014
    """
    for programme in plans.programmes:
        as_of = days(programme)
        for each in programme.rated:
            if not each.closed or each.level is None:
                continue
            done, words = each.position.completed, ahead(each.position.status, as_of)
            if done is not None and done.first and done.first > as_of:
                yield Finding(
                    each.position.origin.at("completed"),
                    f"{each.told}, but its completion date, {date_in_words(done)}, is still ahead",
                    "a planned date belongs in 'due:'; give 'completed:' once it is done",
                )
            elif words:
                yield Finding(
                    each.position.origin.at("status"),
                    f"{each.told}, while its status names what is still ahead: {cut(words)!r}",
                    "say what has happened since, or rate it by what is done",
                )


RULES = (status_names_level, status_against_rating, complete_but_ahead)
