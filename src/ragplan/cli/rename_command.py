"""``ragplan rename``: another code for an organisation, in every place that names it."""

from typing import Annotated

import typer

from ragplan.cli.changing import DryRunOption, at_desk, carry_out
from ragplan.cli.completing import organisations
from ragplan.cli.filters import check_known, organisation_names
from ragplan.cli.session import PLANS, AsOfOption, PlansOption, ProgrammeOption
from ragplan.editing.renaming import rename
from ragplan.editing.steps import together


def command(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="Its code now, or an alias.", autocompletion=organisations)
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its new code.")],
    name: Annotated[
        str, typer.Option(metavar="NAME", help="Its new full name; by default, the name stays.")
    ] = "",
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    dry_run: DryRunOption = False,
) -> None:
    """The old code stays as an alias, so earlier papers and commits can still be read. Files are not renamed.

    If check would report the result as an error, nothing is written. Exit code: 0, or 2 if it could not run.
    """
    desk = at_desk(plans, programme, as_of)
    check_known("organisation", old, organisation_names(desk.programmes))
    named = [each for each in desk.programmes if each.resolve(old)]
    meant = [rename(desk.read, each, each.code(old), new, name) for each in named]
    carry_out(desk, together(meant), dry_run=dry_run)
