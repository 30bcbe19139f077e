"""``check --base``: the plans as they are beside the plans that a branch was made from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ragplan.baseline import ChangedPlans, judge
from ragplan.cli.judging import Judged, Judging
from ragplan.cli.pasts import pasts_before, pasts_of_change, with_gone
from ragplan.cli.session import loaded, tell
from ragplan.diagnostics import Diagnostic
from ragplan.escaping import one_line
from ragplan.history import Commit
from ragplan.plans import Plans
from ragplan.repository.policy_file import NAME, policy_on_disk
from ragplan.rules.chronicle import Pasts

if TYPE_CHECKING:
    from ragplan.loader import Reading
    from ragplan.repository.bases import Base
    from ragplan.repository.git import Repository
    from ragplan.timeline import Timeline


class Head(NamedTuple):
    """The plans as they are, with their days, and the commit they are of: ``None`` for what is on disk."""

    folder: str
    plans: Plans
    judged: Judged
    commit: Commit | None

    @property
    def revision(self) -> str:
        """The commit, or the last one before what is on disk."""
        return self.commit.revision if self.commit else "HEAD"


class PullRequest(NamedTuple):
    """A change to the plans, the commit that it is compared with, and what is told of it.

    ``before`` are the old programmes with the days that the new ones are judged at, ``pasts`` those of
    the new ones where they were looked at. ``policy`` tells that the change alters the policy.
    """

    base: Commit
    plans: ChangedPlans
    before: Judged
    now: Judged
    pasts: Pasts | None
    policy: bool
    told: list[Diagnostic]


def pull_request(
    timeline: Timeline, head: Head, revision: str, judging: Judging, reading: Reading, *, all: bool
) -> PullRequest:
    """What a branch changes since it left the line of a revision, and what is told of that."""
    from ragplan.repository.bases import base_of

    repository = timeline.repository
    base = base_of(repository, revision, head.revision)
    _tell_moved_on(base, revision)
    old = replace(loaded(repository.files(base.commit), read=reading), read_at=base.commit.at)
    timeline.take(reading.parts)
    _tell_unread(old, base.commit)
    days = {programme.id: day for programme, day in head.judged}
    before = [(each, days.get(each.id, day)) for each, day in judging.days(old)]
    change = ChangedPlans(old, head.plans)
    was, now, behind, pasts = old, head.plans, None, None
    if judging.looks_back:
        tip = head.commit or repository.commit()
        line = timeline.until(tip)
        now = with_gone(head.plans, line, judging.as_of)
        then = line.until(base.commit)
        pasts = pasts_of_change(then, head.judged, base.commit, tip)
        behind = pasts_before(then, before, base.commit) if before else None
        was = with_gone(old, then, judging.as_of) if before else old
    told = judge(change, judging.found(was, before, behind), judging.found(now, head.judged, pasts), all=all)
    policy = _changes_policy(repository, head, base.commit)
    return PullRequest(base.commit, change, before, head.judged, pasts, policy, told)


def _changes_policy(repository: Repository, head: Head, base: Commit) -> bool:
    """Whether the policy is another one than before; says so."""
    on_disk = head.commit is None and not repository.bare
    now = policy_on_disk(Path(head.folder)).source if on_disk else repository.policy(head.revision)
    before = repository.policy(base.revision)
    texts = {each.data.replace(b"\r\n", b"\n") if each else None for each in (now, before)}
    if len(texts) > 1:
        tell(
            f"note: {NAME} is another one than at commit {base.short}: it decides what is asked of everybody"
        )
    return len(texts) > 1


def _tell_moved_on(base: Base, revision: str) -> None:
    if base.moved_on:
        tell(
            f"note: {one_line(revision)} has moved on; compared with commit {base.commit.short}, "
            "the last one in common"
        )


def _tell_unread(old: Plans, base: Commit) -> None:
    """Say where findings cannot be told apart from those that were there before."""
    if not old.documents:
        tell(f"note: commit {base.short} holds no plan files here, so everything counts as new")
    elif old.broken:
        count = f"{old.broken} programme{'' if old.broken == 1 else 's'}"
        tell(f"note: {count} cannot be read at commit {base.short}, so everything in there counts as new")
