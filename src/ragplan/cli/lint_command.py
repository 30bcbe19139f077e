"""``ragplan lint``: what is wrong with the text of the plans."""

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
from ragplan.cli.session import PLANS, PlansOption, fail, loaded, notify, read_plans
from ragplan.cli.writing import write_documents
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
    fix: Annotated[bool, typer.Option("--fix", help="Fix what needs no decision.")] = False,
    format: FormatOption = "auto",
    full: FullOption = False,
) -> None:
    """Only looks at the files, not at the date or the history, so the answer never changes.

    Whatever makes a file unreadable (RAG001 to RAG012) is always reported. Exit code: 0 if nothing reaches
    --fail-on, 1 for findings, 2 if it could not run.
    """
    shown = chosen_format(format, full=full)
    if fix and at:
        fail("--fix changes the files as they are now, so it cannot be combined with --at")
    chosen = scope(paths or [], plans, at)
    rules, policy = chosen_rules(chosen.folder, Options(select, ignore, fail_on), [Needs.FILES])
    read = loaded(stood_at(chosen.folder, at, "").found)
    refuse_unread(read, chosen)
    told = chosen.told(read, rules, policy)
    if fix and any(diagnostic.edits for diagnostic in told):
        _fix(told, read, chosen.folder)
        read = read_plans(chosen.folder)
        told = chosen.told(read, rules, policy)
    tell_all(told, read, shown, policy.fail_on, this_run("lint"), mends=True)


def _fix(told: list[Diagnostic], read: Plans, folder: str) -> None:
    by_path: dict[str, list[Diagnostic]] = {}
    for diagnostic in told:
        if diagnostic.edits:
            by_path.setdefault(diagnostic.path, []).append(diagnostic)
    edited = {path: [edit for each in found for edit in each.edits] for path, found in by_path.items()}
    write_documents(folder, [read.documents[path].edited(edits) for path, edits in edited.items()], read)
    for path, diagnostics in by_path.items():
        notify(f"fixed {len(diagnostics)} in {one_line(path)}")
