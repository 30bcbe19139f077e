"""RAG1: what a register says of its recommendations."""

import re
from collections.abc import Iterator
from itertools import chain

from ragplan.diagnostics import Severity
from ragplan.model.register import Recommendation
from ragplan.model.wording import folded
from ragplan.plans import Plans
from ragplan.rules.citations import registers
from ragplan.rules.rule import Finding, rule

SHORT = 3
"""So many words, such as "Duty of candour", may well head two recommendations."""
NEAR = 80
"""Characters of a text's end that are looked at."""

_CUT_OFF = r"[a-z][.!?]\s+([A-Z][^.!?:;]{0,60}[a-z])$"
"""A last sentence of a few words without a stop, after one with a stop."""
_ITEM = r"(?m)^[ \t]*(?:[-*•+]|\d+[.)])\s"


@rule("RAG127", "copied-recommendation", Severity.INFO)
def copied_recommendation(plans: Plans) -> Iterator[Finding]:
    """Two recommendations of a register have one heading or text, or a text breaks off.

    Why:
        It was copied to the wrong line, and positions answer what nobody recommended. Where a query asks
        about it, it is known.

    Fails:
        # file: registers/francis-2013.yaml
        register: francis-2013
        title: The Francis report
        recommendations: 1-290
        entries:
          - number: 133
            text: It should be considered who pays for advocates of patients who complain.
          - number: 134
            text: It should be considered who pays for advocates of patients who complain.

    Fixed:
        # file: registers/francis-2013.yaml
        @@
           - number: 133
        -    text: It should be considered who pays for advocates of patients who complain.
        +    text: Commissioners should be able to take part in complaints that are not well managed.

    Near miss:
        # file: registers/francis-2013.yaml
        # So few words, three at the most, may well head both.
        register: francis-2013
        title: The Francis report
        recommendations: 1-290
        entries:
          - number: 133
            headings: [Role in complaints]
            text: Commissioners should be able to take part in complaints that are not well managed.
          - number: 134
            headings: [Role in complaints]
            text: It should be considered who pays for advocates of patients who complain.
    """
    for register in registers(plans):
        yield from _same(register.entries)
        for entry in register.entries:
            last = entry.text.rstrip()
            found = re.search(_CUT_OFF, last[-NEAR:])
            if found and not entry.queries and not re.search(_ITEM, last):
                yield Finding(
                    entry.origin.at("text"),
                    f"the text of {entry.number} ends with {found[1]!r}",
                    "write the rest, or ask for it in 'queries'",
                )


def _same(entries: tuple[Recommendation, ...]) -> Iterator[Finding]:
    """Entries that have the words of an earlier one, where no query of either asks about it."""
    first: dict[tuple[str, str], Recommendation] = {}
    for entry in entries:
        headings = (("heading", heading.text) for heading in entry.headings)
        for field, text in chain([("text", entry.text)], headings):
            words = folded(text)
            other = first.setdefault((field, words), entry)
            if other is not entry and words.count(" ") >= SHORT and not (other.queries or entry.queries):
                yield Finding(
                    entry.origin.at("text" if field == "text" else "headings"),
                    f"{entry.number} has the {field} of {other.number}, word for word",
                    "check both in the report",
                )


RULES = (copied_recommendation,)
