"""RAG1: who owns an action, and who reports on it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from ragplan.alike import bare
from ragplan.diagnostics import Cause, Severity, Within
from ragplan.english import cut, flat, listed
from ragplan.model.plan import Action
from ragplan.model.programme import Programme, Row
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, rule
from ragplan.rules.status_words import sentences


@rule("RAG111", "position-not-owned", Severity.ERROR)
def position_not_owned(plans: Plans) -> Iterator[Finding]:
    """An organisation has a position on a shared action that it does not own.

    Why:
        Either the action's owners lack it, or the row belongs to another action.

    Fails:
        # file: A.yaml
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
        # file: B.yaml
        organisation: B
        actions:
          - ref: "1.1"
            status: Drafted too.

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.

    Near miss:
        # file: B.yaml
        # With a title it is an action of B's own, and B answers for it.
        organisation: B
        actions:
          - ref: "B1"
            title: Answer the letters
            leads: [BB]
            due: 2014-03-31
    """
    for programme in plans.programmes:
        owners = {
            ref: {programme.code(owner) for owner in action.owners}
            for ref, action in programme.shared.items()
        }
        for file in programme.files:
            code = programme.resolve(file.organisation)
            for position in file.positions:
                if position.ref not in owners or (position.ref, code) in programme.own:
                    continue
                if code is None or programme.let_go(position.ref, code):
                    continue
                if code not in owners[position.ref]:
                    yield Finding(
                        position.origin.at("ref"),
                        f"{code} is not an owner of {position.ref!r}",
                        "owners are: " + (listed(sorted(owners[position.ref])) or "none"),
                    )


@rule("RAG112", "owner-without-position", Severity.WARNING)
def owner_without_position(plans: Plans) -> Iterator[Finding]:
    """An owner of a shared action has no row for it.

    Why:
        No row is another thing than an empty row, which says that an answer is still owed. Without a
        row nobody is asked. One finding tells all that an owner lacks, also where they are overdue.

    Fails:
        organisation: A

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            status:

    Near miss:
        # file: B.yaml
        # Nobody but an action's owners is asked for a row.
        organisation: B
    """
    for programme in plans.programmes:
        if any(programme.resolve(file.organisation) is None for file in programme.files):
            continue  # the row may be in the file whose organisation is not known
        meant = set(_meant(programme))
        filed = {programme.code(file.organisation) for file in programme.files}
        for action in programme.shared_actions:
            if action.parts or action.given_up:
                continue
            positions = programme.positions.get(action.ref, {})
            for index, owner in enumerate(action.owners):
                code = programme.resolve(owner)
                if code is not None and code not in positions and (code, action.ref) not in meant:
                    yield _no_row(programme, code, action, index, filed=code in filed)


def _no_row(programme: Programme, code: str, action: Action, index: int, *, filed: bool) -> Finding:
    """An owner without a row; without a file it lacks all of them."""
    many = "add a row for each to its file, with or without a status"
    return Finding(
        action.origin.at("owners", index),
        f"{code} has no row for {action.ref!r}",
        f'add - ref: "{action.ref}" to its file, with or without a status',
        row=(programme.id, action.ref, code),
        cause=Cause(
            "action",
            f"{code} has no row for " if filed else f"{code} has no file, and so no row for ",
            "",
            many if filed else f"ask it for a file that begins 'organisation: {code}', with a row for each",
            action.ref,
        ),
        within=Within() if filed else Within(("RAG408",), (programme.id, "", code)),
    )


def _meant(programme: Programme) -> Iterator[tuple[str, str]]:
    """The organisation and the ref of rows that only look like the one of an action: another rule tells."""
    for file in programme.files:
        for position in file.positions:
            if bare(position.ref) != position.ref:
                yield programme.code(file.organisation), bare(position.ref)


@rule("RAG119", "released-still-owner", Severity.ERROR)
def released_still_owner(plans: Plans) -> Iterator[Finding]:
    """An organisation has been released from an action and is still among its owners.

    Why:
        It was let go, or it is still to answer: the paper cannot say both.

    Fails:
        # file: programme.yaml
        @@
                 leads: [AA]
        +        supporting: [B]
        +        released:
        +          - {organisation: A, on: 2014-01-20, reason: The council publishes it.}
        # file: A.yaml
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.

    Fixed:
        # file: programme.yaml
        @@
        -        released:
        -          - {organisation: A, on: 2014-01-20, reason: The council publishes it.}

    Near miss:
        # file: programme.yaml
        @@
        +# B was let go and is no owner any more; its row may stay, or go.
        @@
        -        supporting: [B]
                 released:
        -          - {organisation: A, on: 2014-01-20, reason: The council publishes it.}
        +          - {organisation: B, on: 2014-01-20, reason: The hospital publishes it alone.}
        # file: B.yaml
        organisation: B
        actions:
          - ref: "1.1"
            status: We sent our part.
    """
    for programme in plans.programmes:
        for action in programme.shared_actions:
            owners = set(map(programme.code, action.owners))
            for index, gone in enumerate(action.released):
                code = programme.resolve(gone.organisation)
                if code in owners:
                    yield Finding(
                        action.origin.at("released", index, "organisation"),
                        f"{code} has been released from {action.ref!r} and is still among its owners",
                        "remove it from 'owners', or remove the release",
                    )


_DOES = (
    r"(?:\s*:"
    r"|\s+(?:has|have|is|are|will|does|do|was|were|reports?|reported|says?|said|confirms?|confirmed)\b"
    r"(?! (?:not|yet)\b))"
)
_BY = r"^|\bby (?:the )?"
_NEAR = 24
_LONGEST = 80
"""Characters of an organisation's name that are looked at."""


@rule("RAG121", "words-of-another-owner", Severity.INFO)
def words_of_another_owner(plans: Plans) -> Iterator[Finding]:
    """The status of one owner says what another owner of the action does, and nothing of itself.

    Why:
        Returns are typed under one another, and a cell slips into the row above. The other owner then
        seems to have said nothing. It is a hint: who works with others may well name them.

    Fails:
        # file: programme.yaml
        @@
        -        owners: [A]
        +        owners: [A, B]
        # file: A.yaml
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: The visits to the care homes are being made by Beta Council.
        # file: B.yaml
        organisation: B
        actions:
          - ref: "1.1"
            rating: amber
            status: The list of homes is drawn up.

    Fixed:
        # file: A.yaml
        @@
        -    status: The visits to the care homes are being made by Beta Council.
        +    status: The list of homes is drawn up.
        # file: B.yaml
        @@
        -    status: The list of homes is drawn up.
        +    status: We are making the visits to the care homes.

    Near miss:
        # file: A.yaml
        @@
        +# It says what it does itself too.
        @@
        -    status: The visits to the care homes are being made by Beta Council.
        +    status: The visits are being made by Beta Council, and we have drawn up the list of homes.
    """
    for programme in plans.programmes:
        names = _named(programme)
        firsts = {re.split(r"\W", name, maxsplit=1)[0] for name in names}
        for row in programme.rows:
            if len(row.action.owners) < SEVERAL or row.position is None or not row.position.status:
                continue
            if firsts.isdisjoint(re.findall(r"\w+", row.position.status)):
                continue
            doers = dict(_doers(row.position.status, names, firsts))
            others = set(map(programme.code, row.action.owners)) & doers.keys() - {row.organisation}
            if others and row.organisation not in doers and not _of_itself(programme, row):
                other = next(code for code in doers if code in others)
                yield Finding(
                    row.position.origin.at("status"),
                    f"{row.organisation} says on {row.action.ref!r} what {other} does: {cut(doers[other])!r}",
                    f"if the words are those of {other}, move them to its row; if not, say what "
                    f"{row.organisation} does itself",
                )


SEVERAL = 2


def _named(programme: Programme) -> dict[str, str]:
    """The codes of organisations that are no groups, by their codes, names and aliases as written."""
    single = [each for each in programme.organisations if not each.members]
    return {
        flat(name): each.code
        for each in single
        for name in (each.code, each.name, *each.aliases)
        if name.strip()
    }


def _doers(status: str, names: Mapping[str, str], firsts: Container[str]) -> Iterator[tuple[str, str]]:
    """The organisations that do something in a status, each with the words that say so.

    ``firsts`` are the first words of their names.

    One that only begins a later sentence is not whom the status is of.
    """
    for at, said in enumerate(sentences(status)):
        for found in re.finditer(_BY, said):
            rest = said[found.end() : found.end() + _LONGEST]
            first = re.match(r"\w*", rest)
            known = first is not None and first[0] in firsts
            name = next((name for name in _beginnings(rest) if name in names), "") if known else ""
            if name and (found[0] or (at == 0 and re.match(_DOES, rest[len(name) :]))):
                doing = said[max(0, found.start() - _NEAR) : found.start()].split()[-1:] if found[0] else []
                yield names[name], " ".join([*doing, f"{found[0]}{name}"])


def _beginnings(text: str) -> list[str]:
    """What a text begins with, by whole words, the longest first."""
    return [text[: found.end()] for found in re.finditer(r"(?<=\w)\b", text)][::-1]


def _of_itself(programme: Programme, row: Row) -> bool:
    """Whether the status of a row speaks of its own organisation."""
    status = row.position.status if row.position else ""
    own = programme.organisation.get(row.organisation)
    called = (own.code, own.name, *own.aliases) if own else (row.organisation,)
    return bool(re.search(r"(?i)\b(?:we|our|us)\b", status)) or any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", status) for name in called
    )


RULES = (position_not_owned, owner_without_position, released_still_owner, words_of_another_owner)
