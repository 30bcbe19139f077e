"""RAG1: leads that are written so that nobody finds them: several as one, one in two ways."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ragplan.diagnostics import Cause, Origin, Severity
from ragplan.english import cut, flat, joined
from ragplan.model.plan import Action, Position
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, rule

SHOWN = 40
"""Characters of a lead that a message shows."""

_BETWEEN = r"\s/\s|;\s"
_WITH = r"\S+?,?\s+with\s+\S+"
"""Two of one word each, unlike "Head of work with families"."""
_INITIALS = r"[A-Z]{2}(?:\s+[A-Z]{2})+"
"""Two letters each, as "TA MT JS"; of three there are teams, as "NHS IT"."""


class _Named(NamedTuple):
    """A lead as written: in which list of a file, of which action."""

    origin: Origin
    ref: str
    text: str

    @property
    def parts(self) -> tuple[str, ...]:
        """Those that the text names, where it names several."""
        if re.fullmatch(_INITIALS, self.text):
            return tuple(self.text.split())
        between = r",?\s+with\s+" if re.fullmatch(_WITH, self.text) else _BETWEEN
        return tuple(part.strip() for part in re.split(between, self.text) if part.strip())


def _named(programme: Programme) -> Iterator[_Named]:
    """Every lead of a programme's actions and of the rows on them, but those that a query may ask about."""
    own = {action.origin for action in programme.actions}
    positions = (each for file in programme.files for each in file.positions if each.origin not in own)
    entries: tuple[Action | Position, ...] = (*programme.actions, *positions)
    for entry in entries:
        for at, lead in enumerate(() if entry.queries else entry.leads):
            yield _Named(entry.origin.at("leads", at), entry.ref, lead)


@rule("RAG125", "several-leads-in-one", Severity.INFO)
def several_leads_in_one(plans: Plans) -> Iterator[Finding]:
    """Several leads are written as one, such as "AA / Nurse Director" or "AA BB".

    Why:
        Lists, ``--lead`` and the mails look for each lead by name; who is written together with others is
        asked with them or not at all.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            leads: [AA / Nurse Director]
            rating: amber
            status: Drafted.

    Fixed:
        @@
        -    leads: [AA / Nurse Director]
        +    leads: [AA, Nurse Director]

    Near miss:
        @@
        +# One person has both tasks, and "and/or" has no blanks.
        @@
        -    leads: [AA / Nurse Director]
        +    leads: [Director of Quality and Safety, Nurse and/or Matron]
    """
    for programme in plans.programmes:
        for named in _named(programme):
            if len(named.parts) > 1:
                written = cut(named.text, SHOWN)
                yield Finding(
                    named.origin,
                    f"{written!r} on {named.ref!r} looks like several leads written as one",
                    f"list each one separately: leads: [{cut(', '.join(named.parts))}]",
                    cause=Cause(
                        "lead",
                        end=" look like several written as one",
                        item=f"{written!r} on {named.ref}",
                    ),
                )


@rule("RAG126", "one-lead-two-ways", Severity.INFO)
def one_lead_two_ways(plans: Plans) -> Iterator[Finding]:
    """A lead is written in two ways that differ only in capitals or blanks.

    Why:
        Lists and counts by lead have two lines for one person or team, and each looks complete.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            leads: [Quality Team]
            rating: amber
            status: Drafted.
          - ref: "A1"
            title: Train all staff
            leads: [Quality team]
            due: 2014-03-31
            rating: amber
            status: Begun with the wards.

    Fixed:
        @@
             title: Train all staff
        -    leads: [Quality team]
        +    leads: [Quality Team]

    Near miss:
        # A letter more is another team, or may be.
        @@
        -    leads: [Quality team]
        +    leads: [Quality Teams]
    """
    for programme in plans.programmes:
        ways: dict[str, dict[str, _Named]] = {}
        for named in _named(programme):
            for part in named.parts:
                plain = flat(part)
                ways.setdefault(plain.casefold(), {}).setdefault(plain, named)
        for written in ways.values():
            if len(written) > 1:
                last = list(written.values())[-1]
                told = joined([f"{way!r} on {named.ref!r}" for way, named in written.items()])
                yield Finding(last.origin, f"one lead is written in two ways: {told}", "write it in one")


RULES = (several_leads_in_one, one_lead_two_ways)
