"""The story told: its edits laid on the packaged plan, commit after commit, to a history for git."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from ragplan.demo.story import (
    PROGRAMME,
    REGISTERS,
    Chapter,
    Files,
    Story,
    StoryCommit,
    StoryError,
    edited,
    packaged_plan,
    packaged_registers,
    readme,
    the_story,
)
from ragplan.history import time_zone
from ragplan.repository.making import NewCommit, NewHistory, NewTag, Signature
from ragplan.repository.meetings import tag_name

PLANS = "plans"
HEADER = (
    "# Demonstration (made by 'ragplan demo'): as printed for the week of 27 January 2014; "
    "every later change is made up.\n"
)
_SIGN = "\n\nDemonstration (made by 'ragplan demo'): author, date and change are made up.\n"


class Demonstration(NamedTuple):
    """The history of the demonstration, and what a person is told of it."""

    history: NewHistory
    people: int
    meetings: tuple[date, ...]


def demonstration() -> Demonstration:
    """The demonstration's history. Raises ``StoryError`` where the story does not hold together."""
    story = the_story()
    history = history_of(story, packaged_plan(), _beside_the_programme())
    people = {commit.author.name for commit in history.commits}
    return Demonstration(history, len(people), tuple(chapter.meeting for chapter in story.chapters))


def history_of(story: Story, plan: Files, beside: Files) -> NewHistory:
    """A story that begins with a programme's files, and what lies beside them, as a history."""
    teller = _Teller(story.people, beside)
    teller.files = {path: _labelled(path, text) for path, text in plan.items()}
    for chapter in story.chapters:
        for step in chapter.steps:
            teller.tell(step, chapter)
    if teller.branches:
        raise StoryError(f"never merged: {', '.join(teller.branches)}")
    return NewHistory(tuple(teller.commits), tuple(teller.tags))


def _beside_the_programme() -> dict[str, str]:
    registers = {f"{PLANS}/{REGISTERS}/{path}": text for path, text in packaged_registers().items()}
    return {".gitignore": "/reports/\n", "README.md": readme(), **registers}


def _labelled(path: str, text: str) -> str:
    """A plan file with a first comment that says what it is part of; a paper is as it was printed."""
    return text if path.endswith(".md") else HEADER + text


class _Branch(NamedTuple):
    """A line of its own: its tip, its files, and the main line's files when it began."""

    tip: int
    files: Files
    began: Files


@dataclass
class _Teller:
    """The main line as it grows, and the branches that are to be merged into it."""

    people: Mapping[str, str]
    beside: Files
    files: Files = field(default_factory=dict)
    tip: int | None = None
    branches: dict[str, _Branch] = field(default_factory=dict)
    commits: list[NewCommit] = field(default_factory=list)
    tags: list[NewTag] = field(default_factory=list)

    def tell(self, step: StoryCommit, chapter: Chapter) -> None:
        """Add a commit of the story."""
        try:
            if step.branch:
                self._aside(step)
            else:
                self._forward(step)
        except StoryError as error:
            raise StoryError(f"the commit of {step.at}, {step.author}: {error}") from error
        if step.freeze:
            self._freeze(step, chapter.meeting, step.freeze)

    def _forward(self, step: StoryCommit) -> None:
        """A commit on the main line, perhaps one that merges a branch."""
        parents = () if self.tip is None else (self.tip,)
        files = self.files
        if step.merge:
            branch = self.branches.pop(step.merge, None)
            if branch is None:
                raise StoryError(f"there is no branch {step.merge!r}")
            files = _merged(files, branch)
            parents = (*parents, branch.tip)
        files = _after(files, step)
        before = {} if self.tip is None else self.files
        self.tip = self._record(step, before, files, parents)
        self.files = files

    def _aside(self, step: StoryCommit) -> None:
        """A commit on a branch, which begins where the main line now is unless it is there already."""
        if self.tip is None:
            raise StoryError("a branch has to begin somewhere")
        branch = self.branches.get(step.branch) or _Branch(self.tip, self.files, self.files)
        files = _after(branch.files, step)
        tip = self._record(step, branch.files, files, (branch.tip,))
        self.branches[step.branch] = _Branch(tip, files, branch.began)

    def _record(self, step: StoryCommit, before: Files, after: Files, parents: tuple[int, ...]) -> int:
        changes = {
            f"{PLANS}/{PROGRAMME}/{path}": None if text is None else text.encode()
            for path, text in _changes(before, after).items()
        }
        if not parents:
            changes |= {path: text.encode() for path, text in self.beside.items()}
        if not changes:
            raise StoryError("nothing is changed")
        message = step.message.rstrip() + _SIGN
        self.commits.append(NewCommit(self._signed(step.author, step.at), message, changes, parents))
        return len(self.commits) - 1

    def _freeze(self, step: StoryCommit, meeting: date, at: datetime) -> None:
        message = f"{PROGRAMME}: the plan as the meeting of {meeting} saw it\n"
        self.tags.append(
            NewTag(
                tag_name(PROGRAMME, meeting), self._signed(step.author, at), message, len(self.commits) - 1
            )
        )

    def _signed(self, name: str, at: datetime) -> Signature:
        if name not in self.people:
            raise StoryError(f"nobody is called {name!r}")
        return Signature(name, self.people[name], at.replace(tzinfo=time_zone()))


def _after(files: Files, step: StoryCommit) -> Files:
    for edit in step.edits:
        files = edited(files, edit)
    return files


def _changes(before: Files, after: Files) -> dict[str, str | None]:
    changed: dict[str, str | None] = {path: text for path, text in after.items() if before.get(path) != text}
    return changed | {path: None for path in before if path not in after}


def _merged(files: Files, branch: _Branch) -> Files:
    """The main line's files with what a branch changed since it began."""
    merged = dict(files)
    for path, text in _changes(branch.began, branch.files).items():
        if files.get(path) != branch.began.get(path):
            raise StoryError(f"both lines changed {path!r}")
        if text is None:
            del merged[path]
        else:
            merged[path] = text
    return merged
