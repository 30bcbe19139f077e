"""RAG1: names and references that lead nowhere, or to two things."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from ragplan.diagnostics import Edit, Origin, Severity
from ragplan.model.plan import Action
from ragplan.model.programme import Programme
from ragplan.model.recommendations import Reference, in_words, reference
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, rule
from ragplan.suggestion import did_you_mean, listed


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

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted. Sent to the press office.
    """
    for programme in plans.programmes:
        yield from _repeated((goal.ref, goal.origin) for goal in programme.goals)
        yield from _repeated((action.ref, action.origin) for action in programme.shared_actions)
        for file in programme.files:
            seen = {(action.ref, action.origin) for action in file.actions}
            seen |= {(position.ref, position.origin) for position in file.positions}
            if len(seen) > len({ref for ref, _ in seen}):
                yield from _repeated(sorted(seen, key=lambda entry: str(entry[1].route)))
            for action in file.actions:
                shared = programme.shared.get(action.ref)
                if shared is not None:
                    yield _twice(action.ref, action.origin, shared.origin)


def _repeated(entries: Iterable[tuple[str, Origin]]) -> Iterator[Finding]:
    first: dict[str, Origin] = {}
    for ref, origin in entries:
        earlier = first.setdefault(ref, origin)
        if earlier is not origin:
            yield _twice(ref, origin, earlier)


def _twice(ref: str, origin: Origin, earlier: Origin) -> Finding:
    where = "in this file" if earlier.path == origin.path else f"in {earlier.path}"
    return Finding(
        origin.at("ref"), f"ref {ref!r} is already used {where}", "give each row a ref of its own"
    )


@rule("RAG102", "unknown-organisation", Severity.ERROR)
def unknown_organisation(plans: Plans) -> Iterator[Finding]:
    """A file, an action's owners or a group's members name an organisation the programme does not list.

    Why:
        Codes are one letter apart (LBH and LBR are two boroughs), so nothing is matched by likeness:
        a likely name is offered and a person decides.

    Fails:
        organisation: AA
        actions:
          - ref: "1.1"
            status: Drafted.

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
    """
    for programme in plans.programmes:
        for name, origin in _named(programme):
            if programme.resolve(name) is None:
                names = [organisation.code for organisation in programme.organisations]
                yield Finding(
                    origin,
                    f"no organisation {name!r} in programme {programme.id!r}",
                    did_you_mean(name, names)
                    or f"list it under 'organisations'; listed are: {listed(names) or 'none'}",
                )


def _named(programme: Programme) -> Iterator[tuple[str, Origin]]:
    """Every place that names an organisation, as written."""
    for organisation in programme.organisations:
        for index, member in enumerate(organisation.members):
            yield member, organisation.origin.at("members", index)
    for action in programme.shared_actions:
        for index, owner in enumerate(action.owners):
            yield owner, action.origin.at("owners", index)
    for file in programme.files:
        yield file.organisation, file.origin.at("organisation")


@rule("RAG103", "organisation-two-ways", Severity.WARNING)
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

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
    """
    for programme in plans.programmes:
        for name, origin in _named(programme):
            code = programme.resolve(name)
            if code is not None and code != name:
                yield Finding(origin, f"{name!r} is the organisation {code!r}", f"write {code!r}")


@rule("RAG104", "one-name-two-organisations", Severity.ERROR)
def one_name_two_organisations(plans: Plans) -> Iterator[Finding]:
    """A code, an alias or a full name belongs to two organisations.

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

    Mended:
        # file: programme.yaml
        format: ragplan/1
        programme: example
        title: Example plan
        organisations:
          A: {name: Alpha Hospital}
          B: {name: Beta Council, aliases: [BETA]}
        # file: A.yaml
        organisation: A
    """
    for programme in plans.programmes:
        owner: dict[str, str] = {}
        for organisation in programme.organisations:
            names = [(organisation.code, organisation.origin, True)]
            names.append((organisation.name, organisation.origin.at("name"), False))
            names += [
                (alias, organisation.origin.at("aliases", index), False)
                for index, alias in enumerate(organisation.aliases)
            ]
            for name, origin, at_key in names:
                other = owner.setdefault(name.casefold(), organisation.code)
                if other != organisation.code:
                    yield Finding(
                        origin,
                        f"{name!r} already names the organisation {other!r}",
                        "if the two are one body, list it once, with aliases",
                        at_key,
                    )


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
            due: 2014-03-31
            recommendations: [12, 291]
          - ref: "1.1"
            status: Drafted.

    Mended:
        organisation: A
        actions:
          - ref: "A1"
            title: Publish a yearly account
            due: 2014-03-31
            recommendations: [12, 219]
          - ref: "1.1"
            status: Drafted.
    """
    for programme in plans.programmes:
        for cited, origin in _citations(programme):
            fault = _fault(programme, cited)
            if fault:
                yield Finding(origin, *fault)


def _citations(programme: Programme) -> Iterator[tuple[Reference, Origin]]:
    for entry in (*programme.goals, *programme.actions):
        for index, cited in enumerate(entry.recommendations):
            yield cited, entry.origin.at("recommendations", index)
    for file in programme.files:
        for position in file.on_recommendations:
            yield reference(position.recommendation), position.origin.at("recommendation")


def _fault(programme: Programme, cited: Reference) -> tuple[str, str] | None:
    """What is wrong with a citation, and how to mend it."""
    if not cited.numbers:
        return (
            f"{cited.text!r} is no recommendation",
            "write numbers and ranges: [8, 13, 124-125]",
        )
    if not programme.register_names:
        return (
            f"recommendation {in_words([cited])} belongs to no register",
            "name the register in the programme file: registers: [francis-2013]",
        )
    if not cited.register and len(programme.register_names) > 1:
        return (
            f"recommendation {in_words([cited])} could be of any register",
            f"say which: {programme.register_names[0]}/{cited.first}",
        )
    named = cited.register or programme.register_names[0]
    if named not in programme.register_names:
        return (
            f"the programme names no register {named!r}",
            did_you_mean(named, programme.register_names) or "add it to 'registers'",
        )
    register = next((each for each in programme.registers if each.id == named), None)
    if register is None or register.holds(cited):
        return None  # a register that is missing is told once, by unknown-register
    return (
        f"{in_words([cited])} is not in {named}",
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

    Mended:
        # file: programme.yaml
        format: ragplan/1
        programme: example
        title: Example plan
        registers: [francis-2013]
        organisations:
          A: {name: Alpha Hospital}
        # file: A.yaml
        organisation: A
    """
    for programme in plans.programmes:
        known = {register.id for register in programme.registers}
        for index, name in enumerate(programme.register_names):
            if name not in known:
                yield Finding(
                    programme.origin.at("registers", index),
                    f"no file holds the register {name!r}",
                    f"add registers/{name}.yaml beside the programme's folder",
                )


@rule("RAG107", "unknown-rating", Severity.ERROR)
def unknown_rating(plans: Plans) -> Iterator[Finding]:
    """A rating is no level of the programme's key.

    Why:
        A colour means only what the programme's own key says; green is complete in one and on track
        in another.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: purple
            status: Drafted.

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
    """
    for programme in plans.programmes:
        for file in programme.files:
            for position in (*file.positions, *file.on_recommendations):
                rating = position.rating
                if rating and (programme.key is None or programme.key.level(rating) is None):
                    yield Finding(
                        position.origin.at("rating"),
                        f"{rating!r} is no level of the key",
                        _levels(programme, rating),
                    )


def _levels(programme: Programme, rating: str) -> str:
    if programme.key is None:
        return "the programme has no key: name one in its file, or leave the rating out"
    codes = [level.code for level in programme.key.levels]
    return did_you_mean(rating, codes) or f"its levels are: {listed(codes)}"


@rule("RAG108", "unknown-key", Severity.ERROR)
def unknown_key(plans: Plans) -> Iterator[Finding]:
    """A programme's key is none that ships with ragplan, or its own levels do not fit together.

    Why:
        Without a key no rating means anything.

    Fails:
        # file: programme.yaml
        format: ragplan/1
        programme: example
        title: Example plan
        key: rag-complet
        organisations:
          A: {name: Alpha Hospital}
        # file: A.yaml
        organisation: A

    Mended:
        # file: programme.yaml
        format: ragplan/1
        programme: example
        title: Example plan
        key: rag-complete
        organisations:
          A: {name: Alpha Hospital}
        # file: A.yaml
        organisation: A
    """
    for programme in plans.programmes:
        origin = programme.origin.at("key")
        if programme.key is None:
            if programme.key_name:
                yield Finding(
                    origin,
                    f"no key {programme.key_name!r} ships with ragplan",
                    did_you_mean(programme.key_name, plans.shipped_keys)
                    or f"known are: {listed(plans.shipped_keys)}; or write its levels out",
                )
            continue
        for fact, code in programme.key.derive.items():
            if programme.key.level(code) is None:
                yield Finding(
                    origin.at("derive", fact.value),
                    f"{code!r} is no level of this key",
                    f"its levels are: {listed(level.code for level in programme.key.levels)}",
                )
        counts = Counter(level.code.casefold() for level in programme.key.levels)
        for index, level in enumerate(programme.key.levels):
            if counts[level.code.casefold()] > 1:
                yield Finding(
                    origin.at("levels", index, "code"),
                    f"two levels have the code {level.code!r}",
                    "give each level a code of its own",
                )


@rule("RAG109", "unknown-ref", Severity.ERROR)
def unknown_ref(plans: Plans) -> Iterator[Finding]:
    """A position, a goal, ``superseded_by`` or ``depends_on`` names a ref that does not exist.

    Why:
        A position on no action would be in no paper, and an action superseded by nothing is simply
        lost. An action of the organisation's own needs a title.

    Fails:
        organisation: A
        actions:
          - ref: "1.2"
            status: Drafted.

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
    """
    for programme in plans.programmes:
        refs = [action.ref for action in programme.actions]
        known = set(refs)
        for file in programme.files:
            code = programme.code(file.organisation)
            for position in file.positions:
                if programme.action(position.ref, code) is None:
                    yield Finding(
                        position.origin.at("ref"),
                        f"no action {position.ref!r} in programme {programme.id!r}",
                        did_you_mean(position.ref, programme.shared)
                        or "if it is an action of the organisation's own, give it a title",
                    )
        for action in programme.actions:
            yield from _loose_ends(programme, action, known)


def _loose_ends(programme: Programme, action: Action, known: set[str]) -> Iterator[Finding]:
    if action.goal and action.goal not in programme.goal:
        yield Finding(
            action.origin.at("goal"),
            f"no goal {action.goal!r}",
            f"goals are: {listed(programme.goal)}",
        )
    named = [(ref, action.origin.at("depends_on", at)) for at, ref in enumerate(action.depends_on)]
    if action.superseded_by:
        named.append((action.superseded_by, action.origin.at("superseded_by")))
    for ref, origin in named:
        if ref not in known:
            yield Finding(origin, f"no action {ref!r}", did_you_mean(ref, known))


@rule("RAG110", "reference-cycle", Severity.ERROR)
def reference_cycle(plans: Plans) -> Iterator[Finding]:
    """Actions supersede each other, depend on each other, or groups are members of each other.

    Why:
        Followed from one to the next, they never come to an action that is to be done.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Publish the response
            due: 2014-02-28
            superseded_by: "A2"
          - ref: "A2"
            title: Publish the response and the plan
            due: 2014-02-28
            superseded_by: "A1"

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Publish the response
            due: 2014-02-28
            superseded_by: "A2"
          - ref: "A2"
            title: Publish the response and the plan
            due: 2014-02-28
    """
    for programme in plans.programmes:
        superseded = {
            action.ref: (action.superseded_by,)
            for action in programme.actions
            if action.superseded_by
        }
        depends = {
            action.ref: action.depends_on for action in programme.actions if action.depends_on
        }
        origins = {action.ref: action.origin for action in programme.actions}
        members = {each.code: each.members for each in programme.organisations if each.members}
        groups = {each.code: each.origin for each in programme.organisations}
        yield from _cycles(superseded, lambda ref: origins[ref].at("superseded_by"))
        yield from _cycles(depends, lambda ref: origins[ref].at("depends_on"))
        yield from _cycles(members, lambda code: groups[code].at("members"))


def _cycles(
    leads_to: dict[str, tuple[str, ...]], origin: Callable[[str], Origin]
) -> Iterator[Finding]:
    """One finding a cycle, at its first entry in the order of the file."""
    on_path: dict[str, bool] = {}
    for start in leads_to:
        path: list[str] = []
        ahead = [iter((start,))]
        while ahead:
            name = next(ahead[-1], None)
            if name is None:
                ahead.pop()
                if path:
                    on_path[path.pop()] = False
            elif on_path.get(name):
                cycle = (*path[path.index(name) :], name)
                yield Finding(
                    origin(name),
                    "this leads back to itself: " + " → ".join(cycle),
                    "take one of them out",
                )
            elif name in leads_to and name not in on_path:
                on_path[name] = True
                path.append(name)
                ahead.append(iter(leads_to[name]))


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

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
    """
    for programme in plans.programmes:
        owners = {
            ref: {programme.code(owner) for owner in action.owners}
            for ref, action in programme.shared.items()
        }
        for file in programme.files:
            code = programme.code(file.organisation)
            for position in file.positions:
                if position.ref not in owners or (position.ref, code) in programme.own:
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
        row nobody is asked.

    Fails:
        organisation: A

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status:
    """
    for programme in plans.programmes:
        for action in programme.shared_actions:
            positions = programme.positions.get(action.ref, {})
            for index, owner in enumerate(action.owners):
                code = programme.resolve(owner)
                if code is not None and code not in positions and not action.parts:
                    yield Finding(
                        action.origin.at("owners", index),
                        f"{code} has no row for {action.ref!r}",
                        f'add - ref: "{action.ref}" to its file, with its status or none',
                    )


_NUMBER = re.compile(r"[-+]?(\d[\d_]*)(\.\d*)?([eE][-+]?\d+)?", re.ASCII)
_REF_LINE = re.compile(r"(ref|superseded_by|depends_on|goal):\s+[-+\[\d]|^\s*-\s+\d", re.MULTILINE)
_REFS = ("ref", "superseded_by", "goal")


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

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
    """
    for document in plans.documents.values():
        if document.problems or not _REF_LINE.search(document.text):
            continue
        for route, place in document.places.items():
            is_ref = route and (route[-1] in _REFS or "depends_on" in route[-2:-1])
            if not is_ref or place.style != "":
                continue
            span = place.value
            written = document.lines[span.line - 1][span.column - 1 : span.end_column - 1]
            if span.line == span.end_line and _NUMBER.fullmatch(written):
                yield Finding(
                    document.origin(*route),
                    f"other tools would read the ref {written} as a number",
                    f'put it in quotes: "{written}"',
                    edits=(Edit(span, f'"{written}"'),),
                )


RULES = (
    duplicate_ref,
    unknown_organisation,
    organisation_two_ways,
    one_name_two_organisations,
    unknown_recommendation,
    unknown_register,
    unknown_rating,
    unknown_key,
    unknown_ref,
    reference_cycle,
    position_not_owned,
    owner_without_position,
    number_like_ref,
)
