"""``ragplan check``: all that ``lint`` finds, and what the calendar requires on a day."""

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
from ragplan.cli.past import AtOption, read_at
from ragplan.cli.session import PLANS, AsOfOption, PlansOption, judged_on
from ragplan.rules.rule import Needs


def command(
    paths: PathsArgument = None,
    plans: PlansOption = PLANS,
    as_of: AsOfOption = "",
    at: AtOption = "",
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = "warning",
    jobs: JobsOption = 0,
    output_format: FormatOption = "auto",
) -> None:
    """Runs the rules of lint, and those that a day decides, as a review past its date. Never writes.

    What keeps a file from being read (RAG001 to RAG012) is always told. Exit code: 0 nothing at or
    above --fail-on, 1 findings, 2 could not run.
    """
    rules = chosen_rules(select, ignore, Needs.FILES, Needs.CLOCK)
    chosen = scope(paths or [], plans, at)
    read, as_of = read_at(chosen.folder, at, as_of, jobs=jobs)
    refuse_unread(read, chosen)
    days = {programme.id: day for programme, day in judged_on(read.programmes, as_of)}
    told = chosen.told(read, rules, lambda programme: days[programme.id])
    tell_all(told, read, output_format, fail_on, mends=False)
