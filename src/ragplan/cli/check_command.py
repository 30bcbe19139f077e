"""``ragplan check``: all that ``lint`` finds, what the calendar requires on a day, what history forbids."""

from dataclasses import replace
from typing import Annotated

import typer

from ragplan.cli.findings import (
    FormatOption,
    FullOption,
    PathsArgument,
    chosen_format,
    failing,
    refuse_unread,
    scope,
    tell_all,
    this_run,
)
from ragplan.cli.judging import (
    Head,
    Judging,
    commented,
    found_with_past,
    pull_request,
)
from ragplan.cli.past import AtOption, history_of, stood_at
from ragplan.cli.policies import FailOnOption, IgnoreOption, Options, SelectOption, chosen_rules
from ragplan.cli.session import PLANS, AsOfOption, PlansOption, fail, loaded, now
from ragplan.loader import Reading
from ragplan.rules.rule import Needs

NO_BASE = "--base needs a revision to compare with, such as --base origin/main"
BaseOption = Annotated[
    str | None,
    typer.Option(
        "--base",
        metavar="REV",
        help="Judge what changed since the last commit in common with REV, for pull requests.",
        show_default=False,
    ),
]
AllOption = Annotated[
    bool, typer.Option("--all", help="With --base: everything counts, also what was there before.")
]


def command(
    paths: PathsArgument = None,
    plans: PlansOption = PLANS,
    as_of: AsOfOption = "",
    at: AtOption = "",
    base: BaseOption = None,
    all: AllOption = False,
    no_history: Annotated[
        bool, typer.Option("--no-history", help="Leave out what needs the commits that led here.")
    ] = False,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = None,
    format: FormatOption = "auto",
    full: FullOption = False,
) -> None:
    """Runs the rules of lint, those that a day decides, and those on what was changed in the commits
    that led here. Never writes.

    With --base a change answers for every finding that it brings, wherever that is, and for what the
    calendar requires (RAG4, RAG304) of the organisations whose files it touches: it is their turn to speak.
    What was there before is told where it is in a touched file or an error in the text, and fails
    nothing; --all judges everything. A file that only moved is not touched. The two are compared as they
    stand: what stood before the change counts as agreed, and no commit's date alters what it answers for.

    What keeps a file from being read (RAG001 to RAG012) is always told. Exit code: 0 nothing at or
    above --fail-on, 1 findings, 2 could not run: without a repository, or in a shallow clone, the
    history cannot be looked at. Before the plans' first commit what needs no history is looked at.
    """
    _refuse(base, all)
    shown = chosen_format(format, full=full)
    chosen = scope(paths or [], plans, at)
    needs = [need for need in Needs if need is not Needs.HISTORY or not no_history]
    rules, policy = chosen_rules(chosen.folder, Options(select, ignore, fail_on), needs)
    found, as_of, commit, *_ = stood_at(chosen.folder, at, as_of)
    reading = Reading()
    read = loaded(found, read=reading)
    read = replace(read, working_days=policy.working_days, read_at=commit.at if commit else now())
    refuse_unread(read, chosen)
    judging = Judging(rules, policy, as_of, not no_history)
    judged = judging.days(read)
    head, about = Head(chosen.folder, read, judged, commit), this_run("check")
    if base is not None:
        with history_of(chosen.folder) as timeline:
            change = pull_request(timeline, head, base, judging, reading, all=all)
            told, about = change.told, about._replace(base=change.base.revision)
            if shown == "markdown":
                fails = failing(policy.fail_on, all=all)
                about = commented(about, change, chosen.of(told), fails, timeline.repository)
    elif judging.looks_back:
        told = found_with_past(head, judging, reading)
    else:
        told = judging.found(read, judged, None)
    tell_all(chosen.of(told), read, shown, policy.fail_on, about, mends=False, all=all)


def _refuse(base: str | None, all: bool) -> None:
    """Options that would do nothing."""
    if base == "":
        fail(NO_BASE)
    if all and base is None:
        fail("--all goes with --base REV; without it everything is judged")
