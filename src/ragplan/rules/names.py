"""RAG1: names of rows and organisations that stand twice, nowhere, or for another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ragplan.alike import looks, odd
from ragplan.diagnostics import Edit, Origin, Severity
from ragplan.english import listed
from ragplan.model.naming import namings
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, bounded, rule
from ragplan.suggestion import did_you_mean


@rule("RAG101", "duplicate-ref", Severity.ERROR)
def duplicate_ref(plans: Plans) -> Iterator[Finding]:
    """A ref is used twice: for two goals, two shared actions, or twice in one organisation's file.

    Why:
        A ref is how a row is known from meeting to meeting; two rows of one ref cannot be told apart.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "1.1"
            status: Sent to the press office.

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted. Sent to the press office.

    Near miss:
        # Refs are texts, not numbers: "1.10" is another ref than "1.1".
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "1.10"
            title: Write the yearly account
            leads: [AA]
            due: 2014-03-31
    """
    for programme in plans.programmes:
        yield from _repeated((goal.ref, goal.origin) for goal in programme.goals)
        yield from _repeated((action.ref, action.origin) for action in programme.shared_actions)
        for file in programme.files:
            entries = {action.origin: action.ref for action in file.actions}
            entries |= {position.origin: position.ref for position in file.positions}
            shared = {
                action.origin: programme.shared[action.ref].origin
                for action in file.actions
                if action.ref in programme.shared
            }
            for origin, first in shared.items():
                yield _twice(entries.pop(origin), origin, first)
            if len(entries) > len(set(map(looks, entries.values()))):
                ordered = sorted(entries.items(), key=lambda entry: entry[0].route)
                yield from _repeated((ref, origin) for origin, ref in ordered)


def _repeated(entries: Iterable[tuple[str, Origin]]) -> Iterator[Finding]:
    first: dict[str, tuple[str, Origin]] = {}
    for ref, origin in entries:
        written, earlier = first.setdefault(looks(ref), (ref, origin))
        if earlier is not origin:
            yield _twice(ref, origin, earlier, written)


def _twice(ref: str, origin: Origin, earlier: Origin, written: str = "") -> Finding:
    where = "in this file" if earlier.path == origin.path else f"in {earlier.path}"
    if differs := odd(ref, written) or odd(written, ref):
        return Finding(origin.at("ref"), f"ref {ref!r} looks the same as {written!r} {where}", differs)
    return Finding(origin.at("ref"), f"ref {ref!r} is already used {where}", "give each row a ref of its own")


@rule("RAG102", "unknown-organisation", Severity.ERROR)
def unknown_organisation(plans: Plans) -> Iterator[Finding]:
    """A file, an action's owners or helpers, or a group's members name an organisation that is not listed.

    Why:
        Codes are one letter apart (LBH and LBR are two boroughs), so nothing is matched by likeness:
        a likely name is offered and a person decides.

    Fails:
        organisation: AA
        actions:
          - ref: "1.1"
            status: Drafted.

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.

    Near miss:
        # Leads are people or roles, and are listed nowhere.
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            leads: [AA, C]
    """
    for programme in plans.programmes:
        yield from bounded(_unknown(plans, programme))


def _unknown(plans: Plans, programme: Programme) -> Iterator[Finding]:
    names = [organisation.code for organisation in programme.organisations]
    for name, entry, steps in namings(programme):
        if programme.resolve(name) is None:
            yield Finding(
                entry.at(*steps),
                f"no organisation {name!r} in programme {programme.id!r}",
                did_you_mean(name, names)
                or f"list it under 'organisations'; those listed are: {listed(names) or 'none'}"
                + _split(plans, entry, steps, name),
            )


def _split(plans: Plans, entry: Origin, steps: tuple[str | int, ...], name: str) -> str:
    """A hint for a name in brackets, where a comma may have cut it."""
    place = plans.documents[entry.path].place((*entry.route, *steps[:1]))
    if place.style != "[":
        return ""
    return "; put a comma between two names" if ";" in name else "; put a name that holds a comma in quotes"


@rule("RAG103", "organisation-two-ways", Severity.WARNING, fixable=True)
def organisation_two_ways(plans: Plans) -> Iterator[Finding]:
    """One organisation is written two ways: by an alias, or with other capitals than its code.

    Why:
        Aliases let old papers be read. In the plan itself one body has one name, or a reader counts
        two.

    Fails:
        # file: A.yaml
        organisation: a
        actions:
          - ref: "1.1"
            status: Drafted.

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.

    Near miss:
        # file: b.yaml
        # The file may be called b.yaml: only the code inside has to be as listed.
        organisation: B
    """
    for programme in plans.programmes:
        for name, entry, steps in namings(programme):
            code = programme.resolve(name)
            if code is not None and code != name:
                from ragplan.document.changes import respelled  # most plans have nothing to respell

                place = entry.at(*steps)
                edit = respelled(plans.documents[place.path], place.route, code)
                said = f"{name!r} is the organisation {code!r}"
                yield Finding(place, said, f"write {code!r}", edits=(edit,))


@rule("RAG104", "one-name-two-organisations", Severity.ERROR)
def one_name_two_organisations(plans: Plans) -> Iterator[Finding]:
    """A code, an alias or a full name belongs to two organisations, or looks like one of another.

    Why:
        Nobody could tell whose row it is. If the two are one body, list it once with the other name
        among its aliases.

    Fails:
        # file: programme.yaml
        format: ragplan/1
        programme: example
        title: Example plan
        organisations:
          A: {name: Alpha Hospital}
          B: {name: Beta Council, aliases: [A]}
        # file: A.yaml
        organisation: A

    Fixed:
        # file: programme.yaml
        @@
        -  B: {name: Beta Council, aliases: [A]}
        +  B: {name: Beta Council, aliases: [BETA]}

    Near miss:
        # file: programme.yaml
        @@
        +# An alias may repeat the organisation's own name: both mean one body.
        @@
        -  B: {name: Beta Council, aliases: [A]}
        +  B: {name: Beta Council, aliases: [BETA COUNCIL]}
    """
    for programme in plans.programmes:
        owner: dict[str, tuple[str, str]] = {}
        for organisation in programme.organisations:
            names = [(organisation.code, organisation.origin, True)]
            names.append((organisation.name, organisation.origin.at("name"), False))
            names += [
                (alias, organisation.origin.at("aliases", index), False)
                for index, alias in enumerate(organisation.aliases)
            ]
            for name, origin, at_key in names:
                other, written = owner.setdefault(looks(name).casefold(), (organisation.code, name))
                if other != organisation.code:
                    differs = odd(name, written) or odd(written, name)
                    same = f"looks the same as {written!r}, which" if differs else "already"
                    yield Finding(
                        origin,
                        f"{name!r} {same} names the organisation {other!r}",
                        differs or "if the two are the same body, list it once, with aliases",
                        at_key,
                    )


_NUMBER = (
    r"(?a)[-+]?(0[xX][0-9a-fA-F_]+|0[oO]?[0-7_]+|0[bB][01_]+|\d[\d_]*(:[0-5]?\d)*(\.[\d_]*)?([eE][-+]?\d+)?"
    r"|\.\d[\d_]*([eE][-+]?\d+)?|\.(inf|Inf|INF|nan|NaN|NAN))"
)
"""What YAML 1.1 or 1.2 reads as a number: https://yaml.org/type/int.html, float.html, and the core schema."""
_REFS = ("ref", "goal", "superseded_by")
_LISTS = (("depends_on",), ("superseded_by",))
"""Fields that may hold a list of refs."""
_BARE = tuple(rf"{name}['\"]?\s*:\s+[-+.\d]" for name in _REFS)
"""A quick look whether any ref of a text may stand without quotes."""


@rule("RAG113", "number-like-ref", Severity.WARNING, fixable=True)
def number_like_ref(plans: Plans) -> Iterator[Finding]:
    """A ref without quotes looks like a number to other YAML tools.

    Why:
        ragplan reads it as text. A spreadsheet or another program would read 1.10 as 1.1.

    Fails:
        organisation: A
        actions:
          - ref: 1.1
            status: Drafted.

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.

    Near miss:
        # No tool reads 1.1a as a number, so it needs no quotes.
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: 1.1a
            title: Write the yearly account
            leads: [AA]
            due: 2014-03-31
    """
    for document in plans.documents.values():
        if document.problems or not _may_be_bare(document.text):
            continue
        for route, place in document.places.items():
            is_ref = route and (route[-1] in _REFS or route[-2:-1] in _LISTS)
            if not is_ref or place.style != "":
                continue
            span = place.value
            written = document.lines[span.line - 1][span.column - 1 : span.end_column - 1]
            if span.line == span.end_line and re.fullmatch(_NUMBER, written):
                yield Finding(
                    document.origin(*route),
                    f"other tools would read the ref {written} as a number",
                    f'put it in quotes: "{written}"',
                    edits=(Edit(span, f'"{written}"'),),
                )


def _may_be_bare(text: str) -> bool:
    return any(name in text for (name,) in _LISTS) or any(re.search(bare, text) for bare in _BARE)


RULES = (
    duplicate_ref,
    unknown_organisation,
    organisation_two_ways,
    one_name_two_organisations,
    number_like_ref,
)
