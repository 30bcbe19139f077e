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
        help="Judge only what changed since the last commit shared with REV, for pull requests.",
        show_default=False,
    ),
]
AllOption = Annotated[
    bool, typer.Option("--all", help="With --base: count everything, including what was there before.")
]


def command(
    paths: PathsArgument = None,
    plans: PlansOption = PLANS,
    as_of: AsOfOption = "",
    at: AtOption = "",
    base: BaseOption = None,
    all: AllOption = False,
    no_history: Annotated[
        bool, typer.Option("--no-history", help="Leave out the rules that need the history.")
    ] = False,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = None,
    format: FormatOption = "auto",
    full: FullOption = False,
) -> None:
    """Runs all the rules: those of lint, those that depend on the date, and those about what past commits
    changed. Never writes.

    With --base, a change answers for every finding it introduces, anywhere, and for what the calendar
    requires (RAG4, RAG304) of the organisations whose files it touches. Findings that were there before are
    listed if they are in a touched file or are errors in the text, but do not count, unless --all is given.
    A file that was only moved is not touched. The two versions are compared as they are: what the base says
    counts as agreed, whatever the dates of the commits.

    Whatever makes a file unreadable (RAG001 to RAG012) is always reported. Exit code: 0 if nothing reaches
    --fail-on, 1 for findings, 2 if it could not run, for example because there is no repository or the
    clone is shallow. Before the first commit of the plans, only rules that need no history are run.
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
        fail("--all needs --base REV; without it everything is judged anyway")
