"""RAG1: references that lead nowhere, or in a circle."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from ragplan.diagnostics import Origin, Severity
from ragplan.english import listed
from ragplan.model.plan import Action
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, bounded, rule
from ragplan.suggestion import did_you_mean


@rule("RAG109", "unknown-ref", Severity.ERROR)
def unknown_ref(plans: Plans) -> Iterator[Finding]:
    """A position, goal, ``superseded_by``, ``depends_on`` or ``carried_from`` names no ref that exists.

    Why:
        A position on no action would be in no paper, and an action superseded by nothing is simply
        lost. An action of the organisation's own needs a title.

    Fails:
        organisation: A
        actions:
          - ref: "1.2"
            status: Drafted.

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.

    Near miss:
        # With a title it is an action of the organisation's own.
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "1.2"
            title: Print the response
            leads: [AA]
            due: 2014-03-31
    """
    programmes = {programme.id: programme for programme in plans.programmes}
    for programme in plans.programmes:
        known = dict.fromkeys(action.ref for action in programme.actions)
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
            if action.carried_from:
                yield from _carried(programmes, action)


def _carried(programmes: Mapping[str, Programme], action: Action) -> Iterator[Finding]:
    """That the earlier programme, which is here, has no action as the one that this is carried from."""
    id, _, ref = action.carried_from.partition("/")
    if id in programmes:
        known = dict.fromkeys(each.ref for each in programmes[id].actions)
        if ref not in known:
            origin = action.origin.at("carried_from")
            yield Finding(origin, f"no action {ref!r} in programme {id!r}", did_you_mean(ref, known))


def _loose_ends(programme: Programme, action: Action, known: Collection[str]) -> Iterator[Finding]:
    if action.goal and action.goal not in programme.goal:
        yield Finding(
            action.origin.at("goal"),
            f"no goal {action.goal!r}",
            f"the goals are: {listed(programme.goal)}",
        )
    named = [(ref, action.origin.at("depends_on", at)) for at, ref in enumerate(action.depends_on)]
    named += [(ref, action.origin.at("superseded_by", at)) for at, ref in enumerate(action.superseded_by)]
    for ref, origin in named:
        if ref not in known:
            yield Finding(origin, f"no action {ref!r}", did_you_mean(ref, known))


@rule("RAG110", "reference-cycle", Severity.ERROR)
def reference_cycle(plans: Plans) -> Iterator[Finding]:
    """Actions or programmes supersede each other, actions depend on each other, or groups hold each other.

    Why:
        Followed from one to the next, they never come to what is to be done, or to who does it.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Publish the response
            leads: [AA]
            due: 2014-02-28
            superseded_by: "A2"
          - ref: "A2"
            title: Publish the response and the plan
            leads: [AA]
            due: 2014-02-28
            superseded_by: "A1"

    Fixed:
        @@
        -    superseded_by: "A1"

    Near miss:
        # One leads to the next and no further than 1.1, which is still to be done.
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Write the response
            superseded_by: "A2"
          - ref: "A2"
            title: Write and print the response
            superseded_by: "1.1"
    """
    for programme in plans.programmes:
        superseded = {
            _node(programme, action.ref, action.organisation): (
                [_node(programme, ref, action.organisation) for ref in action.superseded_by],
                action.origin.at("superseded_by"),
            )
            for action in programme.actions
            if action.superseded_by
        }
        depends = {
            _node(programme, action.ref, action.organisation): (
                [_node(programme, ref, action.organisation) for ref in action.depends_on],
                action.origin.at("depends_on"),
            )
            for action in programme.actions
            if action.depends_on
        }
        members = {
            ("", each.code): (
                [("", programme.code(member)) for member in each.members],
                each.origin.at("members"),
            )
            for each in programme.organisations
            if each.members
        }
        for leads_to in (superseded, depends, members):
            yield from bounded(_cycles(leads_to))
    yield from _cycles(_replaced(plans.programmes))


def _replaced(programmes: Iterable[Programme]) -> dict[_Node, tuple[list[_Node], Origin]]:
    """The programmes that take each one's place, as either of the two says, and where it is said."""
    found: dict[_Node, tuple[list[_Node], Origin]] = {}
    for each in programmes:
        if each.superseded_by and each.superseded_by.programme:
            place = each.origin.at("superseded_by", "programme")
            found.setdefault(("", each.id), ([], place))[0].append(("", each.superseded_by.programme))
    for each in programmes:
        if each.supersedes and each.supersedes.programme:
            place = each.origin.at("supersedes", "programme")
            found.setdefault(("", each.supersedes.programme), ([], place))[0].append(("", each.id))
    return found


_Node = tuple[str, str]
"""An action by organisation, ``""`` for a shared one, and ref; a group or a programme by ``""`` and name."""


def _node(programme: Programme, ref: str, organisation: str) -> _Node:
    """The action a ref means where an organisation uses it: its own first, then a shared one."""
    code = programme.code(organisation)
    return (code if (ref, code) in programme.own else "", ref)


def _cycles(leads_to: Mapping[_Node, tuple[list[_Node], Origin]]) -> Iterator[Finding]:
    """One finding a cycle, at its first entry in the order of the file."""
    place: dict[_Node, int] = {}
    for start in leads_to:
        path: list[_Node] = []
        ahead = [iter([start])]
        while ahead:
            node = next(ahead[-1], None)
            if node is None:
                ahead.pop()
                if path:
                    place[path.pop()] = _LEFT
            elif place.get(node, _LEFT) != _LEFT:
                yield Finding(
                    leads_to[node][1],
                    f"this leads back to itself: {_way(path, place[node])}",
                    "remove one of them",
                )
            elif node in leads_to and node not in place:
                place[node] = len(path)
                path.append(node)
                ahead.append(iter(leads_to[node][0]))


_LEFT = -1
"""The place on the path of what was gone through."""
_NAMED = 12
"""The steps of a cycle that are named."""


def _way(path: list[_Node], first: int) -> str:
    """The steps of a path from one on, and back to it."""
    more = len(path) - first - _NAMED
    steps = [name for _, name in path[first : first + _NAMED]]
    left_out = [f"({more:,} more)"] if more > 0 else []
    return " → ".join((*steps, *left_out, path[first][1]))


@rule("RAG114", "unknown-programme", Severity.ERROR)
def unknown_programme(plans: Plans) -> Iterator[Finding]:
    """A programme supersedes one that is not here, is superseded by one, or carries an action on from one.

    Why:
        The line from one plan to the next would end there. A predecessor that is not kept here has a
        title and no id.

    Fails:
        # file: programme.yaml
        format: ragplan/1
        programme: example
        title: Example plan
        organisations:
          A: {name: Alpha Hospital}
        supersedes:
          title: Last year's plan
          programme: example-2012
        # file: A.yaml
        organisation: A

    Fixed:
        # file: programme.yaml
        @@
        -  programme: example-2012

    Near miss:
        # file: 2012/programme.yaml
        # The plan that took its place is kept here too, in the folder above.
        format: ragplan/1
        programme: example-2012
        title: Last year's plan
        organisations:
          A: {name: Alpha Hospital}
        superseded_by:
          title: Example plan
          programme: example
    """
    known = {programme.id: None for programme in plans.programmes}.keys()
    if plans.broken:
        return  # it may be the one that could not be read
    for programme in plans.programmes:
        for field in ("supersedes", "superseded_by"):
            other = getattr(programme, field)
            if other and other.programme and other.programme not in known:
                yield Finding(
                    programme.origin.at(field, "programme"),
                    f"no programme {other.programme!r} in these plans",
                    did_you_mean(other.programme, known - {programme.id})
                    or "leave the id out where the other plan is not kept here",
                )
        for action in programme.actions:
            id, _, ref = action.carried_from.partition("/")
            if id and (id not in known or not ref):
                yield Finding(
                    action.origin.at("carried_from"),
                    f"no programme {id!r} in these plans"
                    if ref
                    else "a programme and a ref are expected here",
                    did_you_mean(id, known - {programme.id})
                    if ref
                    else "write them with a slash between: carried_from: old-plan/1.2",
                )


@rule("RAG120", "unknown-priority", Severity.ERROR)
def unknown_priority(plans: Plans) -> Iterator[Finding]:
    """An action's priority is none of those that the programme names.

    Why:
        Papers lead with what is most urgent. A level that nobody has named has no place in that order.

    Fails:
        # file: programme.yaml
        @@
         key: rag-complete
        +priorities: [high, medium, low]
        @@
                 leads: [AA]
        +        priority: urgent
        # file: A.yaml
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.

    Fixed:
        # file: programme.yaml
        @@
        -        priority: urgent
        +        priority: high

    Near miss:
        # file: programme.yaml
        @@
        +# Capitals do not matter, and not every action needs a priority.
        @@
        -        priority: urgent
        +        priority: High
    """
    for programme in plans.programmes:
        known = programme.priorities
        for action in programme.actions:
            if action.priority and programme.priority(action) == len(known):
                yield Finding(
                    action.origin.at("priority"),
                    f"{action.priority!r} is not a priority of programme {programme.id!r}",
                    (did_you_mean(action.priority, known) or f"priorities are: {listed(known)}")
                    if known
                    else "name its levels in the programme file, the highest first: priorities: [high, low]",
                )


RULES = (
    unknown_ref,
    reference_cycle,
    unknown_programme,
    unknown_priority,
)
