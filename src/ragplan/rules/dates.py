"""RAG2: dates that are none."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diagnostics import Severity
from ragplan.model.dates import Precision
from ragplan.plans import Plans
from ragplan.rules.dated_fields import doubtful_dates
from ragplan.rules.rule import Finding, rule


@rule("RAG201", "invalid-date", Severity.ERROR)
def invalid_date(plans: Plans) -> Iterator[Finding]:
    """A date field holds something that is not a date.

    Why:
        "28 February 13", "TBC" and "31 February" are each read differently by each reader. A date is
        a day (2014-01-31) or a month (2014-01); where there is none yet, the field is left out. What is to
        be done, was, or is to be looked at again may also be given as a quarter of the calendar year
        (2014-Q1) or a year.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            updated: 2014-02-31

    Mended:
        @@
        -    updated: 2014-02-31
        +    updated: 2014-02-28

    Near miss:
        # A month is a date where the day is not known.
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            updated: 2014-02
    """
    for dated in doubtful_dates(plans):
        if dated.date.precision is Precision.UNREADABLE:
            from ragplan.rules.date_suggestion import suggestion

            yield Finding(
                dated.origin,
                f"{dated.date.text!r} is not a date",
                suggestion(dated.date.text, due=dated.due),
                at_key=dated.key,
            )
        elif dated.date.precision is Precision.ONGOING and not dated.due:
            yield Finding(
                dated.origin,
                "only a due date can be 'ongoing'",
                "write a day (2014-01-31) or leave the field out",
            )
        elif dated.day_only and dated.date.precision is not Precision.DAY:
            yield Finding(
                dated.origin, "a day is needed here, not a month", "write it as 2014-01-27", at_key=dated.key
            )


RULES = (invalid_date,)
