"""RAG3: what is called complete, and what shows that it is."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diagnostics import Severity
from ragplan.model.dates import date_in_words
from ragplan.model.plan import Position
from ragplan.model.programme import Programme, RatedRow, Row
from ragplan.plans import Plans
from ragplan.rules.chronicle import cut
from ragplan.rules.rule import Finding, rule
from ragplan.suggestion import listed

PROOFS = {
    "completed": ("a completion date", "'completed:' with the day or the month"),
    "evidence": ("evidence", "'evidence:' with the minute, report or file that shows it"),
    "assured": ("an assurance", "'assured:' with who confirmed it and when"),
}
"""The fields that prove completion: their names in a sentence, and what to add."""


@rule("RAG301", "complete-without-proof", Severity.WARNING)
def complete_without_proof(plans: Plans) -> Iterator[Finding]:
    """A row is rated complete, and what shows that it is complete is missing.

    Why:
        A month later nobody can say when it was done or how the group knew. What a level requires is the
        key's to say; where it requires no proof, a completion date or a piece of evidence will do, and
        for an action that only gathers others, that all of them are closed.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: green
            status: The response is on the website.

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            rating: green
            status: The response is on the website.
            completed: 2014-01-15
    """
    for programme in plans.programmes:
        for each in programme.rated:
            missing = _missing(each) if each.closed else ()
            if not missing or each.level is None:
                continue
            named = [PROOFS[field][0] for field in missing]
            required = missing[0] in each.level.requires
            lacks = f"does not give {' or '.join(named)}, which the key requires"
            without = f"gives neither {' nor '.join(named)}"
            what = [PROOFS[field][1] for field in missing]
            yield Finding(
                each.position.origin.at("rating"),
                f"{each.told}, but {lacks if required else without}",
                f"add {(', and ' if required else ', or ').join(what)}",
            )


def _missing(each: RatedRow) -> tuple[str, ...]:
    """The proofs that a row rated complete lacks: those its level requires, else either of the usual two."""
    required = [field for field in PROOFS if each.level and field in each.level.requires]
    if required:
        return tuple(field for field in required if not getattr(each.position, field))
    gathers = each.row.action.parts > 0
    if gathers or any(getattr(each.position, field) for field in PROOFS):
        return ()
    return ("completed", "evidence")


@rule("RAG302", "completed-not-rated", Severity.WARNING)
def completed_not_rated(plans: Plans) -> Iterator[Finding]:
    """A row has a completion date, or is assured, and is not rated complete.

    Why:
        Its date takes it off the list of what is to be done, and its rating keeps it there: one of them
        is wrong.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: The response is on the website.
            completed: 2014-01-15

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            rating: green
            status: The response is on the website.
            completed: 2014-01-15
    """
    for programme in plans.programmes:
        for each in programme.rated:
            field = completion(each.position)
            if each.closed or not field:
                continue
            levels = [level.spelled for level in each.key.levels if level.category.closes]
            yield Finding(
                each.position.origin.at("rating" if each.level else field),
                f"{each.told}, but {_completed(each.position)}",
                f"rate it {' or '.join(levels) or 'complete'}, or take {field!r} out until it is done",
            )


def completion(position: Position) -> str:
    """The field that says a position is done, or ``""``; a date that cannot be read says nothing."""
    if position.completed and position.completed.first:
        return "completed"
    return "assured" if position.assured else ""


def _completed(position: Position) -> str:
    if position.completed and position.completed.first:
        return f"has the completion date {date_in_words(position.completed)}"
    return f"is assured by {cut(position.assured.by)!r}" if position.assured else ""


@rule("RAG310", "assured-by-owner", Severity.WARNING)
def assured_by_owner(plans: Plans) -> Iterator[Finding]:
    """Completion is assured by the organisation that owns the row, or by one of its own leads.

    Why:
        Assurance is the word of somebody else. Given by the owner, it says no more than the rating.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: green
            status: The response is on the website.
            completed: 2014-01-15
            assured: {by: Alpha Hospital, on: 2014-01-17}

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            rating: green
            status: The response is on the website.
            completed: 2014-01-15
            assured: {by: Beta Council, on: 2014-01-17}
    """
    for programme in plans.programmes:
        assured = [row for row in programme.rows if row.position and row.position.assured]
        names = _names(programme) if assured else {}
        for row in assured:
            position = row.position
            if position is None or position.assured is None:
                continue
            by = position.assured.by
            if by.strip().casefold() in names[row.organisation]:
                yield Finding(
                    position.origin.at("assured", "by"),
                    f"{position.ref!r} is assured by {cut(by)!r}, which is the owner's own word",
                    "name who outside the organisation confirmed it, or take 'assured' out",
                )


def _names(programme: Programme) -> dict[str, set[str]]:
    """What each organisation and its leads are called, in small letters, by the organisation's code."""
    found: dict[str, set[str]] = {}
    for row in programme.rows:
        own = found.setdefault(row.organisation, {row.organisation.casefold()})
        own.update(lead.casefold() for lead in row.leads)
    for code, organisation in programme.organisation.items():
        names = (organisation.name, *organisation.aliases)
        found.setdefault(code, set()).update(name.casefold() for name in names)
    return found


@rule("RAG312", "open-parts", Severity.WARNING)
def open_parts(plans: Plans) -> Iterator[Finding]:
    """An action is complete and has sub-actions that are not.

    Why:
        A parent is done when its parts are. Called complete before, it hides them.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
          - ref: "A1"
            title: Providers present their plans
            leads: [AA]
            due: 2014-03-31
            rating: green
            status: Heard by the committee.
            actions:
              - ref: "A1.1"
                title: The acute provider
                leads: [AA]
                due: 2014-01-31
                rating: green
                status: Heard on 8 January.
                completed: 2014-01-08
              - ref: "A1.2"
                title: The mental health provider
                leads: [AA]
                due: 2014-03-31
                rating: amber
                status: Invited for February.

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
          - ref: "A1"
            title: Providers present their plans
            leads: [AA]
            due: 2014-03-31
            rating: amber
            status: One of two was heard by the committee.
            actions:
              - ref: "A1.1"
                title: The acute provider
                leads: [AA]
                due: 2014-01-31
                rating: green
                status: Heard on 8 January.
                completed: 2014-01-08
              - ref: "A1.2"
                title: The mental health provider
                leads: [AA]
                due: 2014-03-31
                rating: amber
                status: Invited for February.
    """
    for programme in plans.programmes:
        below = _children(programme)
        for each in programme.rated if below else ():
            field = "rating" if each.closed else completion(each.position)
            parts = _parts(below, programme, each.row) if field else []
            refs = list(dict.fromkeys(part.action.ref for part in parts if programme.still_open(part)))
            if refs:
                done = each.told if each.closed else f"{each.position.ref!r} is called done"
                are = "sub-action is" if len(refs) == 1 else "sub-actions are"
                yield Finding(
                    each.position.origin.at(field),
                    f"{done}, but {len(refs)} {are} still open: {listed(refs)}",
                    "rate it by its parts, or close them",
                )


Family = tuple[str, str]
"""Whose sub-actions, by an organisation's code (``""`` for shared ones), and the ref they stand below."""


def _children(programme: Programme) -> dict[Family, list[Row]]:
    found: dict[Family, list[Row]] = {}
    for row in programme.rows:
        if row.action.parent:
            family = (programme.code(row.action.organisation), row.action.parent)
            found.setdefault(family, []).append(row)
    return found


def _parts(below: dict[Family, list[Row]], programme: Programme, row: Row) -> list[Row]:
    """The rows below a row at any depth: its organisation's, or everybody's where it has none there."""
    codes = dict.fromkeys((programme.code(row.action.organisation), row.organisation))
    found: list[Row] = []
    seen, refs = set(), [row.action.ref]
    while refs:
        ref = refs.pop()
        seen.add(ref)
        children = [each for code in codes for each in below.get((code, ref), ())]
        found += children
        refs += dict.fromkeys(each.action.ref for each in children if each.action.ref not in seen)
    own = [each for each in found if each.organisation == row.organisation]
    return own or found


RULES = (complete_without_proof, completed_not_rated, assured_by_owner, open_parts)
