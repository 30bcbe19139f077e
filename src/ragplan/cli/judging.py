"""How ``check`` judges plans: as they are, with their past, and beside those that a branch was made from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ragplan.cli.past import opened
from ragplan.cli.session import fail, judged_on, loaded, notify
from ragplan.diagnostics import Diagnostic, Origin
from ragplan.english import counted
from ragplan.escaping import one_line
from ragplan.history import Commit, Gone, Past, Recorded
from ragplan.history.rows import Pasts
from ragplan.linter import lint
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.output.about import About
from ragplan.output.gathering import gathered
from ragplan.output.placing import from_top
from ragplan.plans import Plans
from ragplan.policy import Policy
from ragplan.repository.policy_file import NAME, policy_on_disk
from ragplan.rules.rule import Needs, Rule

if TYPE_CHECKING:
    from ragplan.baseline import ChangedPlans
    from ragplan.forge import Branch
    from ragplan.loader import Reading
    from ragplan.reports.pull_request import Ends
    from ragplan.repository.branches import Base
    from ragplan.repository.git import Repository
    from ragplan.timeline import Timeline


WITHOUT = "--no-history"
_OR_WITHOUT = f"; or leave the history out: {WITHOUT}"

Judged = Sequence[tuple[Programme, date]]
"""Programmes, and the day that each is judged at."""


class Judging(NamedTuple):
    """The rules and the policy they go by, the day that was asked for, and whether the history may be
    looked at.
    """

    rules: Sequence[Rule]
    policy: Policy
    as_of: str
    history: bool

    @property
    def looks_back(self) -> bool:
        """Whether a rule looks at the past, which may then not be missing."""
        return self.history and any(rule.needs in (Needs.MEETING, Needs.HISTORY) for rule in self.rules)

    def days(self, plans: Plans) -> Judged:
        """The programmes, and the day that each is judged at."""
        return judged_on(plans.programmes, self.as_of)

    def found(self, plans: Plans, judged: Judged, pasts: Pasts | None) -> list[Diagnostic]:
        """What the rules find in plans."""
        days = {programme.id: day for programme, day in judged}
        return lint(plans, self.rules, lambda programme: days[programme.id], pasts, self.policy)


def found_with_past(head: "Head", judging: Judging, reading: "Reading") -> list[Diagnostic]:
    """What is found in plans with the past that led to them.

    Before their first commit there is none: what needs none is looked at, which is said. Exits with 2
    and one sentence where git cannot tell.
    """
    from ragplan.repository.errors import NothingCommittedError, RepositoryError
    from ragplan.timeline import Timeline

    try:
        with opened(head.folder) as repository:
            timeline = Timeline(repository)
            timeline.take(reading.parts)
            pasts = pasts_of(timeline, head.judged, head.commit)
            line = timeline.until(head.commit) if head.commit else timeline
            return judging.found(with_gone(head.plans, line, judging.as_of), head.judged, pasts)
    except NothingCommittedError as error:
        notify(f"note: only rules that need no history were run: {error}")
        return judging.found(head.plans, head.judged, None)
    except RepositoryError as error:
        fail(f"{error}{_OR_WITHOUT}")


def pasts_of(timeline: "Timeline", judged: Judged, until: Commit | None = None) -> Pasts:
    """The past of each programme up to its day, and up to a commit of the line where one is given."""
    pasts = _pasts(timeline, judged, until)
    for id, past in pasts.items():
        _tell_left_out(id, past)
    return lambda programme: pasts[programme.id]


def pasts_before(timeline: "Timeline", judged: Judged, base: Commit) -> Pasts:
    """The past of each programme as a commit had it behind it, whichever line that was.

    ``timeline`` is the one until that commit.
    """
    pasts = _pasts(timeline, judged, base, base.revision)
    return lambda programme: pasts[programme.id]


def pasts_of_change(timeline: "Timeline", judged: Judged, base: Commit, head: Commit) -> Pasts:
    """The past of each programme up to the commit a change was made from, and what the change made of it.

    The two are compared as they stand, whatever the change's commits say of when and how they came.
    ``timeline`` is the one until the commit that it was made from.
    """
    timeline.refuse_stand_ins(head)
    known = not timeline.repository.tree(base).empty
    pasts = _pasts(timeline, judged if known else (), base, base.revision)
    for id, past in pasts.items():
        _tell_left_out(id, past)
    changes = {
        programme.id: _with_change(timeline, programme.id, pasts.get(programme.id, Past((), ())), base, head)
        for programme, _ in judged
    }
    return lambda programme: changes[programme.id]


def _with_change(timeline: "Timeline", id: str, past: Past, base: Commit, head: Commit) -> Past:
    """A past with the programme as a change left it, where that is another one than before."""
    before, after = timeline.at(base, id), timeline.at(head, id)

    @cache
    def brought(commit: Commit) -> Sequence[Recorded]:
        if commit != head:
            return past.brought(commit)
        inside = timeline.repository.between(base.revision, head.revision)
        return tuple(timeline.at(each, id) for each in inside)

    commits = past.commits if after.programme == before.programme else (*past.commits, after)
    return past._replace(commits=commits, changed=len(past.commits), brought=brought)


def with_gone(plans: Plans, timeline: "Timeline", as_of: str) -> Plans:
    """Plans that also know the programmes that the line held and they no longer hold."""
    gone = timeline.gone([programme.id for programme in plans.programmes])
    told = [
        (programme, commit, day) for programme, commit in gone for _, day in judged_on([programme], as_of)
    ]
    return replace(plans, gone=tuple(Gone(each, day, commit) for each, commit, day in told))


def _pasts(timeline: "Timeline", judged: Judged, until: Commit | None, tip: str = "HEAD") -> dict[str, Past]:
    timeline.refuse_stand_ins(until or timeline.repository.commit(tip))
    pasts = {programme.id: timeline.past(programme, day) for programme, day in judged}
    places = _places(timeline.repository, until, tip)  # the line is known by now
    return {
        programme.id: _within(timeline, programme, pasts[programme.id], places) for programme, _ in judged
    }


def _places(repository: "Repository", until: Commit | None, tip: str = "HEAD") -> Mapping[str, int]:
    """The commits of the line that leads to a commit, or to the last one, in their order."""
    line = repository.line(tip)
    places = {commit.revision: place for place, commit in enumerate(line)}
    if until is None:
        return places
    if until.revision not in places:
        fail(
            f"commit {until.short} is not in the history of HEAD, so its history is not examined; "
            f"check out its branch, or leave the history out: {WITHOUT}"
        )
    return {commit.revision: place for place, commit in enumerate(line[: places[until.revision] + 1])}


def _within(timeline: "Timeline", programme: Programme, past: Past, places: Mapping[str, int]) -> Past:
    """A past without what is not on the line, with what its merges brought."""

    @cache
    def brought(commit: Commit) -> Sequence[Recorded]:
        return tuple(timeline.at(each, programme.id) for each in timeline.repository.brought(commit))

    aside = frozenset(each for each in timeline.aside() if each.revision in places)
    commits = {each.commit: each for each in past.commits if each.commit.revision in places}
    commits |= {each: timeline.at(each, programme.id) for each in aside - commits.keys()}
    return past._replace(
        commits=tuple(sorted(commits.values(), key=lambda each: places[each.commit.revision])),
        meetings=tuple(each for each in past.meetings if each.recorded.commit.revision in places),
        brought=brought,
        aside=aside,
    )


def _tell_left_out(id: str, past: Past) -> None:
    """Say which commits the rules do not see."""
    out = [each for each in past.commits if each.programme is None]
    if out:
        first = out[0]
        more = f" and {len(out) - 1} more" if len(out) > 1 else ""
        notify(
            f"note: the history of {one_line(id)} leaves out commit {first.commit.short}{more}: "
            f"{one_line(first.note)}"
        )


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
    plans: "ChangedPlans"
    before: Judged
    now: Judged
    pasts: Pasts | None
    policy: bool
    told: list[Diagnostic]


def pull_request(
    timeline: "Timeline", head: Head, revision: str, judging: Judging, reading: "Reading", *, all: bool
) -> PullRequest:
    """What a branch changes since it left the line of a revision, and what is told of that."""
    from ragplan.baseline import ChangedPlans, judge
    from ragplan.repository.branches import base_of

    repository = timeline.repository
    base = base_of(repository, revision, head.revision)
    _tell_moved_on(base, revision)
    old = loaded(repository.files(base.commit), read=reading)
    old = replace(old, read_at=base.commit.at, is_there=head.plans.is_there)
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


def _changes_policy(repository: "Repository", head: Head, base: Commit) -> bool:
    """Whether the policy is another one than before; says so."""
    on_disk = head.commit is None and not repository.bare
    now = policy_on_disk(Path(head.folder)).source if on_disk else repository.policy(head.revision)
    before = repository.policy(base.revision)
    texts = {each.data.replace(b"\r\n", b"\n") if each else None for each in (now, before)}
    if len(texts) > 1:
        notify(
            f"note: {NAME} is another one than at commit {base.short}: it decides what is asked of everyone"
        )
    return len(texts) > 1


def _tell_moved_on(base: "Base", revision: str) -> None:
    if base.moved_on:
        notify(
            f"note: {one_line(revision)} has moved on; compared with commit {base.commit.short}, "
            "the last one in common"
        )


def _tell_unread(old: Plans, base: Commit) -> None:
    """Say where findings cannot be told apart from those that were there before."""
    if not old.documents:
        notify(f"note: commit {base.short} holds no plan files here, so everything counts as new")
    elif old.broken:
        count = counted(old.broken, "programme")
        notify(f"note: {count} cannot be read at commit {base.short}, so everything in there counts as new")


def commented(
    about: About,
    change: PullRequest,
    told: list[Diagnostic],
    fails: Callable[[Diagnostic], bool],
    repository: "Repository",
) -> About:
    """A run with its verdict, what the change does, what is owed, and links to where files are edited."""
    from ragplan.cli.forges import edited_branch
    from ragplan.output.summary import Verdict
    from ragplan.reports.pull_request import sections, verdict

    branch = edited_branch(repository)

    def at_line(path: str, line: int) -> str:
        return _editing(branch, from_top(path, about), line)

    def at_entry(origin: Origin) -> str:
        document = change.plans.new.documents.get(origin.path)
        return at_line(origin.path, document.span(origin.route).line) if document else ""

    days = frozenset(day for _, day in change.now)
    judged = Verdict(gathered(told), fails, compared=True)
    return about._replace(
        link=lambda finding: at_line(finding.path, finding.span.line),
        verdict=verdict(judged, change.base.short, days, policy=change.policy),
        sections=sections(tuple(_ends(change)), at_entry),
    )


def _editing(branch: "Branch | None", path: str, line: int) -> str:
    inside = not path.startswith(("/", "../"))
    return branch.editing(path, line) if branch and inside else ""


def _ends(change: PullRequest) -> "Iterator[Ends]":
    """The programmes that the change does something to."""
    from ragplan.reports.pull_request import Ends

    before = {programme.id: programme for programme, _ in change.before}
    for programme, day in change.now:
        old = before.get(programme.id)
        touched = frozenset(code for id, code in change.plans.organisations if id == programme.id)
        if old is None or old != programme or touched:
            past = change.pasts(programme) if change.pasts else None
            now = past.snapshot(programme, day) if past else Snapshot(programme, day)
            was = replace(now, programme=old) if old else None
            seen = tuple(past.before(day)) if past else ()
            yield Ends(was, now, touched, seen, change.plans.new.working_days)
