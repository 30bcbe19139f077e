"""``ragplan check``: all that ``lint`` finds, what the calendar requires on a day, what history forbids."""

from typing import Annotated

import typer

from ragplan.cli.findings import (
    FailOnOption,
    FormatOption,
    IgnoreOption,
    JobsOption,
    PathsArgument,
    SelectOption,
    chosen_rules,
    refuse_unread,
    scope,
    tell_all,
)
from ragplan.cli.past import AtOption, stood_at
from ragplan.cli.session import PLANS, AsOfOption, PlansOption, judged_on
from ragplan.rules.rule import Needs


def command(
    paths: PathsArgument = None,
    plans: PlansOption = PLANS,
    as_of: AsOfOption = "",
    at: AtOption = "",
    no_history: Annotated[
        bool, typer.Option("--no-history", help="Leave out what needs the commits that led here.")
    ] = False,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = "warning",
    jobs: JobsOption = 0,
    output_format: FormatOption = "auto",
) -> None:
    """Runs the rules of lint, those that a day decides, and those on what was changed in the commits
    that led here. Never writes.

    What keeps a file from being read (RAG001 to RAG012) is always told. Exit code: 0 nothing at or
    above --fail-on, 1 findings, 2 could not run: without a repository, or in a shallow clone, the
    history cannot be looked at.
    """
    needs = (Needs.FILES, Needs.CLOCK, Needs.MEETING, *(() if no_history else (Needs.HISTORY,)))
    rules = chosen_rules(select, ignore, *needs)
    chosen = scope(paths or [], plans, at)
    read, as_of, commit = stood_at(chosen.folder, at, as_of, jobs=jobs)
    refuse_unread(read, chosen)
    judged = judged_on(read.programmes, as_of)
    days = {programme.id: day for programme, day in judged}
    if any(rule.needs is Needs.HISTORY for rule in rules):
        from ragplan.cli.pasts import pasts_of

        with pasts_of(chosen.folder, judged, commit, jobs) as pasts:
            told = chosen.told(read, rules, lambda programme: days[programme.id], pasts)
    else:
        told = chosen.told(read, rules, lambda programme: days[programme.id])
    tell_all(told, read, output_format, fail_on, mends=False)
