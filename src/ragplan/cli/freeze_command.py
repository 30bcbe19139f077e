"""``ragplan freeze MEETING``: what a meeting saw, recorded as a tag."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from ragplan.cli.past import history_of, is_revision_name
from ragplan.cli.session import (
    PLANS,
    AsOfOption,
    PlansOption,
    ProgrammeOption,
    day_or_today,
    echo,
    fail,
    judged_on,
    loaded,
    notify,
    readable_programmes,
)
from ragplan.english import listed
from ragplan.escaping import one_line
from ragplan.model.programme import Programme
from ragplan.plans import Plans

if TYPE_CHECKING:
    from ragplan.history import Commit
    from ragplan.repository.git import Repository


def command(
    meeting: Annotated[
        str, typer.Argument(metavar="MEETING", help="The day of the meeting, such as 2014-01-27; or last.")
    ],
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    at: Annotated[
        str,
        typer.Option(
            "--at", metavar="REV", help="Record this commit, for a plan that was issued before the meeting."
        ),
    ] = "",
    as_of: AsOfOption = "",
    message: Annotated[str, typer.Option(metavar="TEXT", help="The message of the tag.")] = "",
    force: Annotated[
        bool,
        typer.Option(
            "--force", help="Freeze despite uncommitted changes, errors, or a day without a meeting."
        ),
    ] = False,
) -> None:
    """Records what --at MEETING shows now, as the annotated tag ragplan/PROGRAMME/DAY; from then on, that
    is what the meeting saw.

    That is the last commit by the end of the day, or the one named with --at. It is refused if the meeting
    is still to come (unless --at names the commit that was issued for it), if plan files are not committed,
    if lint finds errors, or if the group does not meet on that day. A meeting can be frozen only once.
    """
    from ragplan.repository.meetings import freeze

    with history_of(plans) as timeline:
        repository = timeline.repository
        chosen = readable_programmes(loaded(repository.files()), programme, plans)
        if len(chosen) > 1:
            fail(f"freeze takes one programme; choose one with --programme: {listed(p.id for p in chosen)}")
        day = _meeting(chosen[0], meeting, as_of, force=force)
        commit = _seen(repository, chosen[0], day, at, as_of)
        if not force:
            _refuse_errors(loaded(repository.files(commit)), chosen[0].id, plans)
        tag = freeze(repository, chosen[0].id, day, commit.revision, unclean=force, message=message)
    echo(f"{one_line(tag)} on {commit.short}: {one_line(commit.subject)}\n")
    notify(f"to share it: git push origin {one_line(tag)}")


def _meeting(programme: Programme, text: str, as_of: str, *, force: bool) -> date:
    """The day that is frozen; exits with 2 where it is none, or by itself none of a meeting.

    On the day of a meeting ``last`` is that meeting.
    """
    from ragplan.history import TooFewMeetings, counted_meeting, named_day

    meetings = programme.calendar.meetings
    ((_, today),) = judged_on([programme], as_of)
    try:
        day = counted_meeting(text, meetings, today + timedelta(days=1)) or named_day(text)
    except TooFewMeetings as error:
        fail(f"{one_line(text)!r} is not a meeting: {error}")
    if day is None:
        fail(f"{one_line(text)!r} is not a day; write it as 2014-01-27, or last")
    if day not in meetings and not force:
        near = sorted(sorted(meetings, key=lambda each: abs(each - day))[:2])
        beside = f"; it meets on {' and '.join(map(str, near))}" if near else ""
        fail(f"{one_line(programme.id)} has no meeting on {day}{beside}; use --force to freeze it anyway")
    return day


def _seen(repository: "Repository", programme: Programme, day: date, at: str, as_of: str) -> "Commit":
    """The commit that a meeting saw, or is to see; exits with 2 where nobody can know it yet."""
    from ragplan.history import zone_of
    from ragplan.repository.meetings import on_day

    if at:
        if not is_revision_name(at):
            fail(f"--at takes a revision, such as HEAD or an id, and {one_line(at)!r} is none")
        return repository.commit(at)
    if day > day_or_today(as_of, programme):
        fail(f"the meeting of {day} is still to come; name the commit that was issued for it with --at REV")
    return on_day(repository, day, programme.id, programme.calendar.meetings, zone_of(programme)).commit


def _refuse_errors(read: Plans, id: str, folder: str) -> None:
    """Exit with 2 where the plan that would be frozen has errors."""
    from ragplan.cli.policies import errors_in
    from ragplan.output import concise

    ours = replace(read, programmes=readable_programmes(read, id, folder)).judged
    errors = [each for each in errors_in(read, folder) if each.path in ours]
    if errors:
        notify(concise.render(errors).rstrip("\n"))
        many = f"{len(errors)} errors" if len(errors) > 1 else "an error"
        fail(f"the plan has {many}, listed above; fix and commit, or use --force to freeze it as it is")
