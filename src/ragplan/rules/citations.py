"""RAG1: citations of recommendations, and the registers they lead to."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diagnostics import Origin, Severity
from ragplan.model.plan import Action, Exclusion, Goal
from ragplan.model.programme import Programme
from ragplan.model.recommendations import Reference, in_words
from ragplan.model.register import Register
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, bounded, rule
from ragplan.suggestion import did_you_mean


@rule("RAG105", "unknown-recommendation", Severity.ERROR)
def unknown_recommendation(plans: Plans) -> Iterator[Finding]:
    """A citation is no number or range of the programme's registers.

    Why:
        A recommendation that does not exist hides the one that was meant.

    Fails:
        organisation: A
        actions:
          - ref: "A1"
            title: Publish a yearly account
            leads: [AA]
            due: 2014-03-31
            recommendations: [12, 291]
          - ref: "1.1"
            status: Drafted.

    Fixed:
        @@
        -    recommendations: [12, 291]
        +    recommendations: [12, 219]

    Near miss:
        # A range may have either dash, and end at the last recommendation, 290.
        organisation: A
        not_applicable:
          - recommendations: [124-125, 289–290]
            reason: They are for the Department of Health.
        actions:
          - ref: "1.1"
            status: Drafted.
    """
    for programme in plans.programmes:
        faults = ((origin, _fault(programme, cited)) for cited, origin in _citations(programme))
        yield from bounded((Finding(origin, *fault) for origin, fault in faults if fault))


def _citations(programme: Programme) -> Iterator[tuple[Reference, Origin]]:
    """Every citation of a programme, with its place."""
    entries: tuple[Goal | Action, ...] = (*programme.goals, *programme.actions)
    for entry in entries:
        yield from _each(entry.recommendations, entry.origin.at("recommendations"))
    yield from _applicability(programme.applicable, programme.not_applicable, programme.origin)
    for file in programme.files:
        yield from _applicability(file.applicable, file.not_applicable, file.origin)
        for position in file.on_recommendations:
            yield position.cited, position.origin.at("recommendation")
    for paper in programme.papers:
        for index, appendix in enumerate(paper.appendices):
            place = paper.origin.at("appendices", index, "recommendations")
            yield from _each(appendix.recommendations, place)


def _applicability(
    applicable: tuple[Reference, ...], excluded: tuple[Exclusion, ...], origin: Origin
) -> Iterator[tuple[Reference, Origin]]:
    yield from _each(applicable, origin.at("applicable"))
    for index, exclusion in enumerate(excluded):
        yield from _each(exclusion.recommendations, origin.at("not_applicable", index, "recommendations"))


def _each(references: tuple[Reference, ...], origin: Origin) -> Iterator[tuple[Reference, Origin]]:
    return ((cited, origin.at(index)) for index, cited in enumerate(references))


def _fault(programme: Programme, cited: Reference) -> tuple[str, str] | None:
    """What is wrong with a citation, and how to mend it."""
    if not cited.numbers:
        return (
            f"{cited.text!r} is no recommendation",
            "write numbers and ranges: [8, 13, 124-125]",
        )
    if not programme.register_names:
        return (
            f"recommendation {in_words([cited])} is not in any register",
            "name the register in the programme file: registers: [francis-2013]",
        )
    if not cited.register and len(programme.register_names) > 1:
        return (
            f"recommendation {in_words([cited])} could be in any of the registers",
            f"say which: {programme.register_names[0]}/{cited.first}",
        )
    named = cited.register or programme.register_names[0]
    if named not in programme.register_names:
        return (
            f"the programme does not name the register {named!r}",
            did_you_mean(named, programme.register_names) or "add it to 'registers'",
        )
    register = next((each for each in programme.registers if each.id == named), None)
    if register is None or register.holds(cited):
        return None  # a register that is missing is told once, by unknown-register
    return (
        f"{in_words([cited._replace(register='')])} is not in {named}",
        f"it numbers its recommendations {register.first} to {register.last}",
    )


@rule("RAG106", "unknown-register", Severity.ERROR)
def unknown_register(plans: Plans) -> Iterator[Finding]:
    """A programme names a register that no file holds.

    Why:
        Without it no citation can be checked.

    Fails:
        # file: programme.yaml
        format: ragplan/1
        programme: example
        title: Example plan
        registers: [francis-2031]
        organisations:
          A: {name: Alpha Hospital}
        # file: A.yaml
        organisation: A

    Fixed:
        # file: programme.yaml
        @@
        -registers: [francis-2031]
        +registers: [francis-2013]

    Near miss:
        # file: registers/francis.yaml
        # A register is known by the name in it, whatever its file is called.
        register: francis-2013
        title: The Francis report
        recommendations: 1-290
        # file: registers/francis-2013.yaml
    """
    for programme in plans.programmes:
        known = {register.id for register in programme.registers}
        for index, name in enumerate(programme.register_names):
            if name not in known:
                yield Finding(
                    programme.origin.at("registers", index),
                    f"no file contains the register {name!r}",
                    f"add registers/{name}.yaml beside the programme's folder",
                )


def registers(plans: Plans) -> Iterator[Register]:
    """Every register that a programme uses, once."""
    found = {register.origin: register for programme in plans.programmes for register in programme.registers}
    return iter(found.values())


@rule("RAG117", "register-number", Severity.ERROR)
def register_number(plans: Plans) -> Iterator[Finding]:
    """An entry of a register has a number outside the register's range, or one that appears twice.

    Why:
        What it says would be printed nowhere, or beside another recommendation.

    Fails:
        # file: registers/francis-2013.yaml
        register: francis-2013
        title: The Francis report
        recommendations: 1-290
        entries:
          - number: 12
            headings: [Reporting of incidents]
          - number: 291
            headings: [Openness]

    Fixed:
        # file: registers/francis-2013.yaml
        @@
        -  - number: 291
        +  - number: 173

    Near miss:
        # file: registers/francis-2013.yaml
        # Entries may stand in any order, and 290 is still in the register.
        register: francis-2013
        title: The Francis report
        recommendations: 1-290
        entries:
          - number: 290
            headings: [Department of Health leadership]
          - number: 12
            headings: [Reporting of incidents]
    """
    for register in registers(plans):
        seen: set[int] = set()
        for entry in register.entries:
            place = entry.origin.at("number")
            if entry.number not in register.numbers:
                yield Finding(
                    place,
                    f"{entry.number} is not in {register.id}",
                    f"it numbers its recommendations {register.first} to {register.last}",
                )
            elif entry.number in seen:
                yield Finding(place, f"{entry.number} already has an entry", "combine the two entries")
            seen.add(entry.number)


RULES = (unknown_recommendation, unknown_register, register_number)
