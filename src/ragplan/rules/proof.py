"""RAG3: what is called complete, what shows that it is, and who confirmed it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath

from ragplan import english
from ragplan.diagnostics import Cause, Severity
from ragplan.english import cut
from ragplan.history.rows import Histories, ProgrammeHistory
from ragplan.model.dates import date_in_words
from ragplan.model.key import Level
from ragplan.model.plan import OrganisationFile, Position, RecommendationPosition
from ragplan.model.programme import Programme, RatedRow, Row
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, rule

PROOFS = {
    "completed": ("a completion date", "'completed:' with the day or the month"),
    "evidence": ("evidence", "'evidence:' with the minute, report or file that shows it"),
    "assured": ("an assurance", "'assured:' with who confirmed it and when"),
}
"""The fields that prove completion: their names in a sentence, and what to add."""


@rule("RAG301", "complete-without-proof", Severity.WARNING, offers=True)
def complete_without_proof(plans: Plans, histories: Histories | None = None) -> Iterator[Finding]:
    """A row is rated complete, and what shows that it is complete is missing.

    Why:
        A month later nobody can say when it was done or how the group knew. What a level requires is the
        key's to say; where it requires no proof, a completion date or a piece of evidence will do, and
        for an action that only gathers others, that all of them are closed. One finding tells all rows of
        a file that are rated alike and lack the same.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: green
            status: The response is on the website.

    Fixed:
        @@
             status: The response is on the website.
        +    completed: 2014-01-15

    Near miss:
        @@
        +# A minute shows it as well as a date does, unless the key requires the date.
        @@
             status: The response is on the website.
        +    evidence: [Minute 4.2 of 13 January]
    """
    for programme in plans.programmes:
        for each in programme.rated:
            missing = _missing(each) if each.closed else ()
            if missing and each.level:
                yield _unproved(each, each.level, missing, histories and histories(programme))


def _unproved(
    each: RatedRow, level: Level, missing: Sequence[str], history: ProgrammeHistory | None
) -> Finding:
    """The finding on a row that lacks proofs, with the day of the commit that made it complete."""
    named = [PROOFS[field][0] for field in missing]
    required = missing[0] in level.requires
    lacks = f"not give {' or '.join(named)}, which the key requires"
    without = f"neither {' nor '.join(named)}"
    one, many = (f"does {lacks}", f"do {lacks}") if required else (f"gives {without}", f"give {without}")
    mend = f"add {(', and ' if required else ', or ').join(PROOFS[field][1] for field in missing)}"
    offering = history if "completed" in missing else None
    day = _completion(offering, each.row) if offering else None
    return Finding(
        each.position.origin.at("rating"),
        f"{each.told}, but {one}",
        f"{mend}; the commit of {english.day(day)} made it complete: completed: {day}" if day else mend,
        cause=Cause(
            noun="row",
            end=f" rated {level.label!r} {many}",
            help=f"{mend}; the days in brackets are those of the commits that made them complete"
            if offering
            else mend,
            item=f"{each.position.ref} ({day})" if day else each.position.ref,
        ),
    )


def _completion(history: ProgrammeHistory, row: Row) -> date | None:
    """The day of the commit that made a row complete, where git knows it."""
    return history.past.completion(history.programme, row.action.ref, row.organisation)


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

    Fixed:
        @@
        -    rating: amber
        +    rating: green

    Near miss:
        @@
        +# Evidence shows how far it is; a completion date or an assurance says that it is done.
        @@
        -    completed: 2014-01-15
        +    evidence: [{ref: Minute 4.2, on: 2014-01-15}]
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
                f"rate it {' or '.join(levels) or 'complete'}, or remove {field!r} until it is done",
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

    Fixed:
        @@
        -    assured: {by: Alpha Hospital, on: 2014-01-17}
        +    assured: {by: Beta Council, on: 2014-01-17}

    Near miss:
        @@
        +# The friends of the hospital are not the hospital: only its own names and leads count as its word.
        @@
        -    assured: {by: Alpha Hospital, on: 2014-01-17}
        +    assured: {by: Friends of Alpha Hospital, on: 2014-01-17}
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
                    f"{position.ref!r} is assured by {cut(by)!r}, which is the owner itself",
                    "name who outside the organisation confirmed it, or remove 'assured'",
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


_FILE = r"(?!\w+:|[\\/~])[^\\\0]{1,240}\.[A-Za-z]\w{1,4}"
"""A file by its path from a folder: no web address, no drive, nothing from the top of a machine."""


@rule("RAG314", "evidence-not-there", Severity.WARNING)
def evidence_not_there(plans: Plans) -> Iterator[Finding]:
    """Evidence names a file that is not there.

    Why:
        Who wants to see it finds nothing. The file is looked for beside the one that names it and in the
        folders above, up to where ragplan runs. A web address, a file on another drive, and a reference
        without an ending such as `.pdf` are left alone.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: green
            status: The response is on the website.
            evidence: [{file: evidence/minute.pdf}]

    Fixed:
        @@
        -    evidence: [{file: evidence/minute.pdf}]
        +    evidence: [{file: A.yaml}]

    Near miss:
        @@
        +# A web address is not looked up.
        @@
        -    evidence: [{file: evidence/minute.pdf}]
        +    evidence: [{file: "https://www.alpha.example.org/minute.pdf"}]
    """
    if plans.is_there is None:
        return
    for file in (each for programme in plans.programmes for each in programme.files):
        proofs = [
            (entry.origin.at("evidence", at, "file"), proof.file)
            for entry in _proved(file)
            for at, proof in enumerate(entry.evidence)
        ]
        for place, name in proofs:
            if re.fullmatch(_FILE, name) and not _found(plans.is_there, file, name):
                yield Finding(
                    place,
                    f"there is no file {cut(name)!r} here or in the folders above",
                    "add the file, correct its name, or say in 'ref' where it is kept",
                )


def _proved(file: OrganisationFile) -> Iterator[Position | RecommendationPosition]:
    yield from file.positions
    yield from file.on_recommendations


def _found(is_there: Callable[[str], bool], file: OrganisationFile, name: str) -> bool:
    """Whether a file stands beside the one that names it or in a folder above; none outside is looked at."""
    if ".." in PurePosixPath(name).parts:
        return True
    return any(is_there((folder / name).as_posix()) for folder in PurePosixPath(file.origin.path).parents)


RULES = (complete_without_proof, completed_not_rated, assured_by_owner, evidence_not_there)
