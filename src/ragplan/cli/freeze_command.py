"""``ragplan freeze MEETING``: what a meeting saw, recorded as a tag."""

from dataclasses import replace
from datetime import date
from typing import Annotated

import typer

from ragplan.cli.past import history_of
from ragplan.cli.session import (
    PLANS,
    PlansOption,
    ProgrammeOption,
    fail,
    judged_on,
    loaded,
    readable_programmes,
    talk,
    tell,
)
from ragplan.escaping import one_line
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.suggestion import listed


def command(
    meeting: Annotated[
        str, typer.Argument(metavar="MEETING", help="The day of the meeting, as 2014-01-27; or last.")
    ],
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    message: Annotated[str, typer.Option(metavar="TEXT", help="What the tag says.")] = "",
    force: Annotated[
        bool,
        typer.Option(
            "--force", help="Also with changes that are not committed, errors, or on a day of no meeting."
        ),
    ] = False,
) -> None:
    """Puts the annotated tag ragplan/PROGRAMME/DAY on the last commit; from then on the meeting means it.

    Refuses where plan files are not committed, where lint finds errors in the plan, and on a day on
    which the group does not meet. A meeting is frozen once.
    """
    from ragplan.repository.freezing import freeze

    with history_of(plans) as timeline:
        repository = timeline.repository
        read = loaded(repository.files())
        chosen = readable_programmes(read, programme, plans)
        if len(chosen) > 1:
            fail(f"a freeze is of one programme; choose one with --programme: {listed(p.id for p in chosen)}")
        day = _meeting(chosen[0], meeting, force=force)
        if not force:
            _refuse_errors(read, chosen[0], plans)
        tag = freeze(repository, chosen[0].id, day, unclean=force, message=message)
        commit = repository.commit()
    talk(f"{one_line(tag)} on {commit.short}: {one_line(commit.subject)}\n")
    tell(f"to share it: git push origin {one_line(tag)}")


def _meeting(programme: Programme, text: str, *, force: bool) -> date:
    """The day that is frozen; exits with 2 where it is none, or by itself none of a meeting."""
    from ragplan.history import TooFewMeetings, counted_meeting, named_day

    meetings = programme.calendar.meetings
    ((_, today),) = judged_on([programme], "")
    try:
        day = counted_meeting(text, meetings, today) or named_day(text)
    except TooFewMeetings as error:
        fail(f"{one_line(text)!r} is no meeting: {error}")
    if day is None:
        fail(f"{one_line(text)!r} is not a day; write it as 2014-01-27, or last")
    if day not in meetings and not force:
        near = sorted(sorted(meetings, key=lambda each: abs(each - day))[:2])
        beside = f"; it meets on {' and '.join(map(str, near))}" if near else ""
        fail(f"{one_line(programme.id)} has no meeting on {day}{beside}; --force freezes it all the same")
    return day


def _refuse_errors(read: Plans, programme: Programme, folder: str) -> None:
    """Exit with 2 where the plan that would be frozen has errors."""
    from ragplan.cli.policies import Options, chosen_rules
    from ragplan.diagnostics import Severity
    from ragplan.linter import lint
    from ragplan.output import concise
    from ragplan.rules.rule import Needs

    ours = replace(read, programmes=(programme,)).judged
    rules, policy = chosen_rules(folder, Options(), [Needs.FILES])
    found = lint(read, rules, policy=policy)
    errors = [each for each in found if each.severity is Severity.ERROR and each.path in ours]
    if errors:
        tell(concise.render(errors).rstrip("\n"))
        many = f"{len(errors)} errors" if len(errors) > 1 else "an error"
        fail(f"the plan has {many}, told above; mend and commit, or freeze it as it is with --force")
