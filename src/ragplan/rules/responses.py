"""RAG6: the government's response to a register, in totals and number by number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ragplan.diagnostics import Severity
from ragplan.model.register import Register, Response
from ragplan.plans import Plans
from ragplan.rules.citations import registers
from ragplan.rules.rule import Finding, rule


@rule("RAG606", "response-totals", Severity.WARNING)
def response_totals(plans: Plans) -> Iterator[Finding]:
    """A register's stated totals of responses do not fit its recommendations.

    Why:
        A total is what readers quote. Either it was copied wrongly, or a response was.

    Fails:
        # file: registers/francis-2013.yaml
        register: francis-2013
        title: The Francis report
        recommendations: 1-290
        response:
          title: Hard Truths
          totals: {accepted: 214, in_principle: 57, in_part: 20, not_accepted: 9}

    Mended:
        # file: registers/francis-2013.yaml
        @@
        -  totals: {accepted: 214, in_principle: 57, in_part: 20, not_accepted: 9}
        +  totals: {accepted: 204, in_principle: 57, in_part: 20, not_accepted: 9}

    Near miss:
        # file: registers/francis-2013.yaml
        @@
        +# Two totals of four are stated; these need not add up to all recommendations.
        @@
        -  totals: {accepted: 214, in_principle: 57, in_part: 20, not_accepted: 9}
        +  totals: {accepted: 204, in_principle: 57}
    """
    for register in registers(plans):
        yield from _sum(register)
        yield from _counts(register)


def _sum(register: Register) -> Iterator[Finding]:
    stated, there = sum(register.totals.values()), len(register.numbers)
    complete = len(register.totals) == len(Response)
    if stated > there or (complete and stated < there):
        yield Finding(
            register.origin.at("response", "totals"),
            f"the totals add up to {stated}; the register has {there} recommendations",
            "check them against the response as published",
        )


def _counts(register: Register) -> Iterator[Finding]:
    known = {each.number for each in register.entries if each.number in register.numbers}
    counts = Counter(answer for number in known if (answer := register.recommendation(number).response))
    whole = counts.total() == len(register.numbers)
    for response, total in register.totals.items():
        count = counts[response]
        if count > total or (whole and count < total):
            yield Finding(
                register.origin.at("response", "totals", response.value),
                f"{response.value!r} is stated as {total}; {count} "
                f"recommendation{' has' if count == 1 else 's have'} it",
                "check the total, and the responses one by one",
            )


RULES = (response_totals,)
