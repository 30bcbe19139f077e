"""``ragplan lint``: what is wrong with the text of the plans."""

from pathlib import Path
from typing import Annotated

import typer

from ragplan.cli.findings import (
    FormatOption,
    FullOption,
    PathsArgument,
    chosen_format,
    refuse_unread,
    scope,
    tell_all,
    this_run,
)
from ragplan.cli.past import AtOption, stood_at
from ragplan.cli.policies import FailOnOption, IgnoreOption, Options, SelectOption, chosen_rules
from ragplan.cli.session import PLANS, PlansOption, fail, loaded, read_plans, tell
from ragplan.diagnostics import Diagnostic
from ragplan.escaping import one_line
from ragplan.plans import Plans
from ragplan.rules.rule import Needs


def command(
    paths: PathsArgument = None,
    plans: PlansOption = PLANS,
    at: AtOption = "",
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended without a decision.")] = False,
    output_format: FormatOption = "auto",
    full: FullOption = False,
) -> None:
    """Reads files only: no clock, no history, the same answer for ever; with --at, those of a commit.

    What keeps a file from being read (RAG001 to RAG012) is always told. Exit code: 0 nothing at or
    above --fail-on, 1 findings, 2 could not run.
    """
    format = chosen_format(output_format, full=full)
    if fix and at:
        fail("--fix mends the files as they are now, so it does not go with --at")
    chosen = scope(paths or [], plans, at)
    rules, policy = chosen_rules(chosen.folder, Options(select, ignore, fail_on), [Needs.FILES])
    read = loaded(stood_at(chosen.folder, at, "").found)
    refuse_unread(read, chosen)
    told = chosen.told(read, rules, policy)
    if fix and any(diagnostic.edits for diagnostic in told):
        _fix(told, read)
        read = read_plans(chosen.folder)
        told = chosen.told(read, rules, policy)
    tell_all(told, read, format, policy.fail_on, this_run("lint"), mends=True)


def _fix(told: list[Diagnostic], read: Plans) -> None:
    from ragplan.fixing import mended
    from ragplan.repository import write_whole

    by_path: dict[str, list[Diagnostic]] = {}
    for diagnostic in told:
        if diagnostic.edits:
            by_path.setdefault(diagnostic.path, []).append(diagnostic)
    for path, diagnostics in by_path.items():
        document = read.documents[path]
        edits = [edit for diagnostic in diagnostics for edit in diagnostic.edits]
        mark = "\ufeff" if document.mark else ""
        try:
            write_whole(Path(path), mark + mended(document.text, edits))
        except OSError as error:
            fail(f"{one_line(path)} cannot be written: {error.strerror}")
        tell(f"mended {len(diagnostics)} in {one_line(path)}")
