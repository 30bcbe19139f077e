"""What the formats say of a pull request: the commit it is compared with, and a comment for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ragplan.cli.forges import edited_branch
from ragplan.cli.pull_request import PullRequest
from ragplan.diagnostics import Diagnostic, Origin
from ragplan.forge import Branch
from ragplan.model.snapshot import Snapshot
from ragplan.output.about import About
from ragplan.output.placing import from_top
from ragplan.reports.pull_request import Ends, Verdict, sections, verdict
from ragplan.repository.git import Repository


def commented(
    about: About,
    change: PullRequest,
    told: list[Diagnostic],
    fails: Callable[[Diagnostic], bool],
    repository: Repository,
) -> About:
    """A run with its verdict, what the change does, what is owed, and links to where files are edited."""
    branch = edited_branch(repository)

    def at_line(path: str, line: int) -> str:
        return _editing(branch, from_top(path, about), line)

    def at_entry(origin: Origin) -> str:
        document = change.plans.new.documents.get(origin.path)
        return at_line(origin.path, document.span(origin.route).line) if document else ""

    days = frozenset(day for _, day in change.now)
    return about._replace(
        link=lambda finding: at_line(finding.path, finding.span.line),
        verdict=verdict(Verdict(told, fails), change.base.short, days, policy=change.policy),
        sections=sections(tuple(_ends(change)), at_entry),
    )


def _editing(branch: Branch | None, path: str, line: int) -> str:
    inside = not path.startswith(("/", "../"))
    return branch.editing(path, line) if branch and inside else ""


def _ends(change: PullRequest) -> Iterator[Ends]:
    """The programmes that the change does something to."""
    before = {programme.id: programme for programme, _ in change.before}
    for programme, day in change.now:
        old = before.get(programme.id)
        touched = frozenset(code for id, code in change.plans.organisations if id == programme.id)
        if old is None or old != programme or touched:
            past = change.pasts(programme) if change.pasts else None
            now = past.snapshot(programme, day) if past else Snapshot(programme, day)
            was = replace(now, programme=old) if old else None
            yield Ends(was, now, touched, change.plans.new.working_days)
