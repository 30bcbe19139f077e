"""What the commands that change the plans share: what is meant, what the rules say, telling and writing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ragplan.cli.filters import check_known
from ragplan.cli.judging import Judging, pasts_of
from ragplan.cli.policies import Options, chosen_rules
from ragplan.cli.rows import shortened
from ragplan.cli.session import (
    echo,
    fail,
    judged_on,
    loaded,
    notify,
    now,
    plan_files,
    readable_programmes,
)
from ragplan.cli.writing import write_documents
from ragplan.diagnostics import Diagnostic, Severity
from ragplan.document import Document, SourceFile
from ragplan.editing.differences import Difference, differences
from ragplan.editing.steps import Meant, Refusal, carried_out
from ragplan.english import listed
from ragplan.escaping import one_line
from ragplan.loader import Reading
from ragplan.model.plan import Action
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.repository import Found
from ragplan.rules.rule import Needs

if TYPE_CHECKING:
    from ragplan.history.rows import Pasts

DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Show the lines that would change, but write nothing.")
]
ReasonOption = Annotated[str, typer.Option(metavar="TEXT", help="The reason.")]
AgreedByOption = Annotated[
    str, typer.Option("--agreed-by", metavar="WHO", help="The person or group who agreed.")
]
OnOption = Annotated[
    str, typer.Option("--on", metavar="DATE", help="The day of the decision; by default, the day of --as-of.")
]
OwnerOption = Annotated[
    str,
    typer.Option(
        "--organisation", metavar="CODE", help="The organisation whose row or action it is, by code or alias."
    ),
]


class Desk(NamedTuple):
    """The plans that are to be changed, with the programmes that may be meant and the day of each."""

    folder: str
    found: Found
    reading: Reading
    read: Plans
    judged: Sequence[tuple[Programme, date]]
    as_of: str

    @property
    def programmes(self) -> list[Programme]:
        """The programmes that may be meant."""
        return [programme for programme, _ in self.judged]

    def day(self, programme: Programme) -> str:
        """The day that is written where none is given."""
        return next(day for each, day in self.judged if each is programme).isoformat()

    @property
    def programme(self) -> Programme:
        """The only programme that may be meant; exits with 2 where there are several."""
        if len(self.judged) > 1:
            fail(f"name one programme with --programme: {listed(each.id for each in self.programmes)}")
        return self.judged[0][0]


class Target(NamedTuple):
    """An action that a ref names, in its programme, and the organisation asked for, empty for none."""

    programme: Programme
    action: Action
    organisation: str


def at_desk(folder: str, programme: str, as_of: str) -> Desk:
    """Read the plans to change them; exits with 2 where they cannot be read whole."""
    found = plan_files(folder)
    reading = Reading()
    read = loaded(found, read=reading)
    judged = judged_on(readable_programmes(read, programme, folder), as_of)
    return Desk(folder, found, reading, read, judged, as_of)


def target(desk: Desk, ref: str, organisation: str) -> Target:
    """What a ref and an organisation name; exits with 2 and an offer where that is nothing, or several."""
    check_known("action", ref, [action.ref for each in desk.programmes for action in each.actions])
    names = [name for each in desk.programmes for name in each.organisation_names]
    check_known("organisation", organisation, names)
    found = [each for programme in desk.programmes for each in _named(programme, ref, organisation)]
    if not found:
        fail(f"{one_line(organisation)} has no action {ref!r}; see 'ragplan show {one_line(ref)}'")
    if len({each.programme.id for each in found}) > 1:
        known = listed(dict.fromkeys(each.programme.id for each in found))
        fail(f"{ref!r} is an action of several programmes; name one with --programme: {known}")
    if len(found) > 1:
        whose = listed(each.programme.code(each.action.organisation) for each in found)
        fail(f"{ref!r} is an action of several organisations; name one with --organisation: {whose}")
    return found[0]


def _named(programme: Programme, ref: str, organisation: str) -> Iterator[Target]:
    code = programme.code(organisation) if organisation else ""
    if organisation:
        action = programme.action(ref, code)
        if action is not None and programme.resolve(organisation):
            yield Target(programme, action, code)
    elif ref in programme.shared:
        yield Target(programme, programme.shared[ref], "")
    else:
        yield from (
            Target(programme, action, code) for (each, code), action in programme.own.items() if each == ref
        )


def owner_of(found: Target) -> str:
    """Whose row is meant: the one asked for, or the only owner; exits with 2 where there are several."""
    if found.organisation:
        return found.organisation
    programme, action, _ = found
    owners = list(dict.fromkeys(map(programme.code, action.owners)))
    if len(owners) != 1:
        there = f"its owners are: {listed(owners)}" if owners else "it has no owner"
        fail(f"say whose row of {action.ref!r} with --organisation CODE; {there}")
    return owners[0]


def carry_out(desk: Desk, meant: Meant, *, dry_run: bool) -> None:
    """Make the changes that are meant, all or none, and tell what was before and is now.

    Exits with 2, and nothing is written, where they cannot be made or bring an error into the plans.
    """
    if isinstance(meant, Refusal):
        fail(one_line(meant.why))
    made = carried_out(desk.read, meant)
    if not made:
        notify("nothing to change: the plans say so already")
        return
    for document in made.values():
        for problem in document.problems:
            fail(f"a plan file cannot hold that: {one_line(problem.message)}; {one_line(problem.help)}")
    new = with_documents(desk, made)
    notes = _judged(desk, new)
    if dry_run:
        echo("".join(_unified(desk.read, made)))
    else:
        echo(told(desk.read, made))
        write_documents(desk.folder, made.values(), desk.read)
    for line in dict.fromkeys(map(_line, notes)):
        notify(f"note: {line}")
    if dry_run:
        notify("nothing was written")


def with_documents(desk: Desk, made: dict[str, Document]) -> Plans:
    """The plans as they would be with some documents in place of those that were read."""
    sources = {source.path: source for source in desk.found.sources}
    sources |= {path: SourceFile(path, document.bytes) for path, document in made.items()}
    return loaded(desk.found._replace(sources=tuple(sources.values())), read=desk.reading)


def told(read: Plans, made: dict[str, Document]) -> str:
    """What was before and is now, entry by entry, under the file that it is in."""
    lines: list[str] = []
    for path, document in sorted(made.items()):
        was = read.documents.get(path)
        lines.append(one_line(path) if was is not None else f"{one_line(path)} (new)")
        place = ""
        for each in differences(was, document):
            if each.place != place:
                lines.append(f"  {one_line(each.place)}")
            place = each.place
            lines.append(f"    {_change(each)}" if place else f"  {_change(each)}")
    return "".join(f"{line}\n" for line in lines)


def _change(difference: Difference) -> str:
    before, after = (None if each is None else shortened_or_empty(each) for each in difference[2:])
    if before is None:
        return f"{one_line(difference.field)}: {after}"
    return f"{one_line(difference.field)}: {before} -> {after if after is not None else 'taken out'}"


def shortened_or_empty(text: str) -> str:
    """The beginning of a text on one line; what has none is called empty."""
    return shortened(text) if text.strip() else "empty"


def _unified(read: Plans, made: dict[str, Document]) -> Iterator[str]:
    """The lines that change, as ``diff -u`` shows them."""
    from difflib import unified_diff

    for path, document in sorted(made.items()):
        was = read.documents.get(path)
        old, new = ([] if each is None else each.text.splitlines() for each in (was, document))
        name = one_line(path)
        lines = unified_diff(old, new, name if was else "/dev/null", name, lineterm="")
        yield from (f"{line}\n" for line in lines)


def _judged(desk: Desk, new: Plans) -> list[Diagnostic]:
    """What the change brings that is worth a note; exits with 2 where it brings an error."""
    brought = [each for each in _brought(desk, new) if not each.known]
    errors = [each for each in brought if each.severity is Severity.ERROR]
    if errors:
        for each in errors:
            notify(f"{_line(each)}")
        fail("that would be an error in the plans, so nothing was written")
    return [each for each in brought if each.changed]


def _line(finding: Diagnostic) -> str:
    return f"{finding.code} {one_line(finding.message)}" + (
        f"; {one_line(finding.help)}" if finding.help else ""
    )


def _brought(desk: Desk, new: Plans) -> list[Diagnostic]:
    """What the rules find in the plans as they would be, marked where it is there already."""
    from ragplan.baseline import ChangedPlans, judge

    rules, policy = chosen_rules(desk.folder, Options(), list(Needs))
    judging = Judging(rules, policy, desk.as_of, history=True)
    old, new = (replace(each, working_days=policy.working_days, read_at=now()) for each in (desk.read, new))

    def found(plans: Plans, pasts: Pasts | None) -> list[Diagnostic]:
        return judging.found(plans, judging.days(plans), pasts)

    before, after = _twice(desk, judging, found, (old, new))
    return judge(ChangedPlans(old, new), before, after)


def _twice(
    desk: Desk,
    judging: Judging,
    found: Callable[[Plans, Pasts | None], list[Diagnostic]],
    plans: Iterable[Plans],
) -> list[list[Diagnostic]]:
    """What is found in several states of the plans, with their past where git has it."""
    from ragplan.repository.errors import RepositoryError
    from ragplan.repository.git import open_repository
    from ragplan.timeline import Timeline

    states = list(plans)
    try:
        with open_repository(Path(desk.folder)) as repository:
            timeline = Timeline(repository)
            timeline.take(desk.reading.parts)
            pasts = pasts_of(timeline, judging.days(states[0]))
            return [found(each, pasts) for each in states]
    except RepositoryError:  # without a past the rules on texts and days are asked
        return [found(each, None) for each in states]
