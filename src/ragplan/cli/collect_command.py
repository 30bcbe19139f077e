"""``ragplan collect``: an organisation's rows in a workbook to fill in, and what it says once it is back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from ragplan.cli.changing import DryRunOption
from ragplan.cli.completing import organisations
from ragplan.cli.extras import needing
from ragplan.cli.filters import check_known, organisation_names
from ragplan.cli.papers import file_name, note_commits, written
from ragplan.cli.past import snapshots, stood_at
from ragplan.cli.policies import Options, policy_of
from ragplan.cli.session import (
    PLANS,
    AsOfOption,
    PlansOption,
    ProgrammeOption,
    PublicOption,
    echo,
    fail,
    judged_on,
    loaded,
    readable_programmes,
)
from ragplan.diff.owing import Owed, everybody
from ragplan.escaping import one_line, unused_stem
from ragplan.model.public import public_snapshot
from ragplan.model.snapshot import Snapshot
from ragplan.reports.meetings import occasion, return_by
from ragplan.returns.sending import sending
from ragplan.returns.workbook import Invitation, workbook


def command(
    action: Annotated[
        Literal["out", "in"],
        typer.Argument(help="out writes a workbook for each organisation; in reads those that came back."),
    ],
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="For out: the folder to write to. For in: returned workbooks or emails; - for standard "
            "input.",
        ),
    ],
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    organisation: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE",
            help="For out: only this organisation; can be repeated.",
            autocompletion=organisations,
        ),
    ] = None,
    received: Annotated[
        str, typer.Option(metavar="DATE", help="For in: the date they came back; by default, today.")
    ] = "",
    public: PublicOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Each workbook holds one organisation's rows with what it last reported, to type over.

    Every cell that comes back is compared with what was sent and with the plan as it is now. What is unclear
    is asked about and not accepted; if a cell has also changed in the plan, nothing in that file is accepted.
    New dates count as requested, new actions as proposed. Either all changes of a run are written or none.
    Exit code: 0, 1 if something is asked or in conflict, or 2 if it could not run.
    """
    if action == "out":
        if received or dry_run or len(paths) != 1:
            fail("'collect out' takes one folder; --received and --dry-run are for 'collect in'")
        _out(Path(paths[0]), plans, programme, as_of, organisation or [], public=public)
    else:
        if organisation or public:
            fail("--organisation and --public are for 'collect out': a return says whose it is")
        from ragplan.cli.returning import take_in

        take_in(paths, plans, programme, received or as_of, dry_run=dry_run)


def _out(folder: Path, plans: str, id: str, as_of: str, asked: Sequence[str], *, public: bool) -> None:
    """Write a workbook for each organisation that has rows; exits with 2 where that fails."""
    stood = stood_at(plans, "", as_of, id)
    programmes = readable_programmes(loaded(stood.found), id, plans)
    for name in asked:
        check_known("organisation", name, organisation_names(programmes))
    judged = list(snapshots(plans, judged_on(programmes, as_of), stood))
    if public:
        judged = list(map(public_snapshot, judged))
    made: dict[str, bytes] = {}
    with needing("a workbook to fill in"):
        for invitation in _invitations(judged, plans, asked):
            sending = invitation.sending
            code = file_name(sending.organisation, public=public)
            made[unused_stem((sending.programme, code), made)] = workbook(invitation)
    if not made:
        fail("no organisation that is asked for has a row, so there is nothing to send")
    first = not folder.exists()
    files = {folder / f"{stem}.xlsx": data for stem, data in made.items()}
    _refuse_others(files)
    for target, data in files.items():
        written(target, data)
        echo(f"{one_line(target.as_posix())}\n")
    if first:
        note_commits(next(iter(files)))


def _refuse_others(files: Mapping[Path, bytes]) -> None:
    """Exit with 2 where another file stands in the place of a workbook: it may be one that was filled in."""
    for path, data in files.items():
        if path.is_symlink() or (path.is_file() and path.read_bytes() != data):
            fail(
                f"{one_line(path.as_posix())!r} already exists, and may have been filled in; name "
                "another folder"
            )


def _invitations(judged: Sequence[Snapshot], plans: str, asked: Sequence[str]) -> Iterator[Invitation]:
    """What is sent to each organisation that is asked for, all of them where none is."""
    commit = _commit(plans)
    working_days = policy_of(plans, Options()).working_days
    for snapshot in judged:
        programme = snapshot.programme
        owed = Owed(snapshot, working_days)
        wanted = {programme.code(name) for name in asked}
        for code in everybody(programme):
            if owed.rows.get(code) and (not wanted or code in wanted):
                yield Invitation(sending(owed, code, commit), _heading(snapshot, code), programme.key)


def _heading(snapshot: Snapshot, code: str) -> str:
    """Whose rows of which plan they are, for which meeting, and by when they are wanted."""
    programme, calendar = snapshot.programme, snapshot.programme.calendar
    name = programme.named(code)
    whose = f"{name} ({code})" if name else code
    by = return_by(calendar, snapshot.on)
    said = f"{whose}: {programme.title}, {occasion(calendar, snapshot.on)}."
    return f"{said} {by}." if by else said


def _commit(plans: str) -> str:
    """The id of the commit that the plans stand on, ``""`` outside of git."""
    from ragplan.repository.errors import RepositoryError
    from ragplan.repository.git import open_repository

    try:
        with open_repository(Path(plans)) as repository:
            return repository.commit().revision
    except RepositoryError:
        return ""
