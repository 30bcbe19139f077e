"""A repository of plans: its commits, and the plan files of each, of the index and of the working tree."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from ragplan.code_owners import PLACES, CodeOwners
from ragplan.document import SourceFile
from ragplan.history import Commit
from ragplan.repository import errors
from ragplan.repository.blobs import Blobs
from ragplan.repository.files import Found, is_plan_file, with_text
from ragplan.repository.folders import (
    PlanFolder,
    arrivals,
    changes,
    entries,
    files_kept,
    folder_history,
    paths,
    replayed,
)
from ragplan.repository.line import Line, Pull, counted, doubt, looks_pulled, pulls, walked
from ragplan.repository.log import ALL, COMMITS, commits, form
from ragplan.repository.place import RepositoryPlace, located
from ragplan.repository.policy_file import NAME as POLICY
from ragplan.repository.policy_file import policy_source
from ragplan.repository.trees import FILE_MODES, Entries, Tree, inside, listed

_NAME = r"[\w@][\w./+#=%@,-]*"
_STEPS = r"(?:~[0-9]*|\^[0-9]*)*"
_REVISION = re.compile(_NAME + _STEPS)
_SKIPPED = b"S "
"""How git lists a file of the index that is not to be on disk."""
_LARGEST_MAILMAP = 256 * 1024
"""Bytes; git takes a time that grows with their square, and would wait for a pipe."""
MAIN = ("main", "master")
"""What the main branch is called, into which git leaves out of a subject that it merged."""


def _is_revision(text: str) -> bool:
    """Whether a text is a name or an id, and steps back from it, and nothing git reads in another way.

    Options, ranges, paths, searches and what only this clone remembers (``@{1}``) are not.
    """
    return _REVISION.fullmatch(text) is not None and ".." not in text


def open_repository(folder: Path) -> Repository:
    """The repository of a folder of plans, which need not be on disk. Raises ``RepositoryError``."""
    return Repository(located(folder))


class Repository:
    """A folder of plans in a git repository, open for reading; nothing is ever checked out.

    Paths of plan files are told as seen from where the folder was named, as ``working_files`` tells
    them, wherever the folder was in a commit. Whatever git cannot do raises ``RepositoryError``.
    """

    def __init__(self, place: RepositoryPlace) -> None:
        self._place = place
        self._git = place.program
        self._blobs = Blobs(place.program)
        self._lines: dict[str, Line] = {}
        self._commits: dict[str, Commit] = {}
        self._trees: dict[str, Tree] = {}
        self._tags: dict[str, dict[str, str]] = {}
        self.doubtful: dict[date, Pull] = {}
        """The meetings of which a pull leaves it open what they saw."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads contents."""
        self._blobs.close()

    @property
    def bare(self) -> bool:
        """Whether there is no working tree: ``HEAD`` stands in its place."""
        return self._place.bare

    @property
    def shallow(self) -> bool:
        """Whether the clone was made without its history."""
        return self._place.shallow

    @property
    def place(self) -> RepositoryPlace:
        """Where the plans are in it."""
        return self._place

    def commit(self, revision: str = "HEAD") -> Commit:
        """The commit that a revision means, dated as it counts where its line is known."""
        if not _is_revision(revision):
            raise errors.odd_revision(revision)
        if revision not in self._commits:
            self._commits[revision] = self._commit(revision)
        found = self._commits[revision]
        return self._commits.get(found.revision, found)

    def _commit(self, revision: str) -> Commit:
        answer = self._git.ask(*COMMITS, *self._form, "--max-count=1", f"{revision}^{{commit}}", "--")
        if not answer.status:
            return commits(answer.output)[0]
        if "ambiguous" in answer.complaint:
            raise errors.ambiguous_revision(revision)
        if "bad revision" not in answer.complaint:
            raise errors.told(answer.complaint)
        raise self._no_head() if revision == "HEAD" else errors.unknown_revision(revision)

    def line(self, revision: str = "HEAD") -> tuple[Commit, ...]:
        """The commits that lead to a revision, oldest first; of a merge, those of the branch it was made on.

        Each is dated as it counts: where dates contradict the order, the fewest are dated anew.
        """
        return self.laid(revision).commits

    def laid(self, revision: str = "HEAD") -> Line:
        """The same line, with what of it was not as its commits say."""
        tip = self._tip(revision)
        if tip not in self._lines:
            self._lines[tip] = self._line(tip)
            self._commits |= {commit.revision: commit for commit in self._lines[tip].commits}
        return self._lines[tip]

    def _line(self, tip: str) -> Line:
        first = commits(self._git.run(*COMMITS, *self._form, tip, "--"))
        if not any(map(looks_pulled, first)):
            return counted(first)
        graph = {commit.revision: commit for commit in commits(self._git.run(*ALL, *self._form, tip, "--"))}
        line = counted(walked(graph, tip, self._own_branches))
        return line._replace(pulls=pulls(line.commits, graph))

    @cached_property
    def _form(self) -> tuple[str, ...]:
        """How commits are listed: with the names of ``.mailmap``, where git has not to wait long for it."""
        try:
            found = (self._git.folder / ".mailmap").lstat()
        except OSError:
            return form(mapped=True)
        return form(mapped=stat.S_ISREG(found.st_mode) and found.st_size <= _LARGEST_MAILMAP)

    @cached_property
    def _own_branches(self) -> frozenset[str]:
        """The names of the branch that is checked out, and of the main one that it comes from."""
        asked = ("refs/heads", "refs/remotes/*/HEAD", *(f"refs/remotes/*/{each}" for each in MAIN))
        form = "--format=%(HEAD) %(symref:lstrip=3) %(refname:lstrip=1)"
        listed = self._git.run("for-each-ref", form, *asked).split(b"\n")[:-1]
        refs = [os.fsdecode(line[2:]).split(" ", 1) for line in listed]
        out = {os.fsdecode(line).removeprefix("*  heads/") for line in listed if line.startswith(b"*")}
        main = {of for of, _ in refs if of}
        there = {ref.split("/", 1 if ref.startswith("heads/") else 2)[-1] for _, ref in refs}
        return frozenset(out | (main or there & {*MAIN} or {*MAIN}))

    @property
    def notes(self) -> tuple[str, ...]:
        """What is uncertain of the line and of the meetings that were asked for, a sentence each."""
        notes = [line.note for line in self._lines.values()]
        return tuple(dict.fromkeys(filter(None, (*notes[:1], doubt(self.doubtful)))))

    def brought(self, commit: Commit) -> tuple[Commit, ...]:
        """The commits that a merge of a line brought to it, oldest first; none for any other commit."""
        if not commit.parents[1:]:
            return ()
        return self.between(commit.parents[0], commit.revision)[:-1]

    def beside(self, merges: Iterable[Commit]) -> Iterator[tuple[str, set[str]]]:
        """The ids of merges of a line, with the contents of plan files that another parent had otherwise."""
        within = self._place.within
        others = [
            merge._replace(revision=other, parents=(merge.revision,))
            for merge in merges
            for other in merge.parents[1:]
        ]
        for other, had in changes(self._place, others, paths(within)) if others else ():
            held = {entry.blob for path, entry in inside(had, within) if entry and is_plan_file(Path(path))}
            yield other.parents[0], held

    def between(self, since: str, until: str) -> tuple[Commit, ...]:
        """The commits that lead to one and not to another, oldest first, that one last."""
        return tuple(commits(self._git.run(*ALL, *self._form, f"{since}..{until}", "--")))

    def recorded(self, revision: str = "HEAD") -> Iterator[tuple[Commit, Tree]]:
        """The same line, each commit with the plan files it holds; before the first plan it holds none.

        ``contents`` reads what stands in them.
        """
        line, folders = folder_history(self._place, self.line(revision))
        if not any(arrivals(line, kept.folder) for kept in folders):
            raise errors.no_plans(str(self._place.folder))
        yield from replayed(line, folders, self._place.folder, self._target)

    def tree(self, revision: str | Commit = "HEAD") -> Tree:
        """The plan files that a commit holds; none where it is older than the plans."""
        id = (revision if isinstance(revision, Commit) else self.commit(revision)).revision
        if id not in self._trees:
            self._trees[id] = self._tree_of(id)
        return self._trees[id]

    def _tree_of(self, id: str) -> Tree:
        folder = self._place.within
        tree = self._tree(entries(self._place, id, folder), (PlanFolder(folder),))
        if not tree.empty or not folder or self.shallow:
            return tree
        return self._tree(entries(self._place, id), self._folders)

    def tags(self, start: str = "") -> Mapping[str, str]:
        """The tags below a name, such as ``ragplan/``, in order, each with the id of what it was put on."""
        if start not in self._tags:
            form = "--format=%(objectname) %(*objectname) %(refname:strip=2)"
            lines = os.fsdecode(self._git.run("for-each-ref", form, f"refs/tags/{start}")).split("\n")[:-1]
            parts = (line.split(" ", 2) for line in lines)
            self._tags[start] = {name: target or tag for tag, target, name in parts}
        return self._tags[start]

    def tag(self, name: str, commit: Commit, message: str, settings: Sequence[str]) -> None:
        """Put an annotated tag on a commit, under ``settings`` of git's own."""
        about = ("--annotate", "--cleanup=whitespace", f"--message={message}")
        self._git.write(*settings, "tag", *about, name, commit.revision)
        self._tags.clear()

    def staged_tree(self) -> Tree:
        """The plan files of the index: what the next commit would hold."""
        if self.bare:
            raise errors.no_index()
        folder = self._place.within
        staged = listed(self._git.run("ls-files", "--stage", "-z", "--", *paths(folder)))
        return self._tree(staged, (PlanFolder(folder),))

    def files(self, revision: str | Commit = "HEAD") -> Found:
        """The plan files of a commit, read, and its CODEOWNERS."""
        commit = revision if isinstance(revision, Commit) else self.commit(revision)
        found = self.read(self.tree(commit))
        return found if found.empty else found._replace(code_owners=self._code_owners(commit))

    def policy(self, revision: str = "HEAD") -> SourceFile | None:
        """The policy at the top of a commit; ``None`` where there is none."""
        commit = self.commit(revision)
        held = listed(self._git.run("ls-tree", "-z", "--full-tree", commit.revision, "--", POLICY))
        if POLICY not in held:
            return None
        name = f"{commit.short}:{POLICY}"
        if held[POLICY].mode not in FILE_MODES:
            return SourceFile(name, fault="this is not a file")
        blob = held[POLICY].blob
        return policy_source(name, self._blobs.content([blob])[blob])

    def staged_files(self) -> Found:
        """The plan files of the index, read."""
        return self.read(self.staged_tree())

    def left_out_files(self) -> Found:
        """The plan files that are in the index and, by a sparse checkout, not on disk, read."""
        folder = self._place.within
        lines = self._git.run("ls-files", "-t", "--stage", "-z", "--", *paths(folder)).split(b"\0")
        skipped = (line.removeprefix(_SKIPPED) for line in lines if line.startswith(_SKIPPED))
        absent = listed(b"".join(line + b"\0" for line in skipped))
        there = {path for path in absent if os.path.lexists(self._git.folder / path)}
        left = {path: entry for path, entry in absent.items() if path not in there}
        return self.read(self._tree(left, (PlanFolder(folder),)))

    def read(self, tree: Tree) -> Found:
        """Plan files with what stands in them."""
        data = self._blobs.content(version.blob for version in tree.versions)
        sources = (SourceFile(version.path, data[version.blob]) for version in tree.versions)
        return Found(tuple(sources), tree.problems)

    def contents(self, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """What stands in files, by the ids that trees name, each id once and nothing remembered."""
        return self._blobs.contents(blobs)

    def _code_owners(self, commit: Commit) -> CodeOwners | None:
        """Who owned what at a commit; ``None`` where the plans were in another folder then."""
        folder = self._place.within
        asked = ("ls-tree", "-z", "--full-tree", commit.revision, "--", folder or ".", *PLACES)
        held = listed(self._git.run(*asked))
        if folder and not any(f"{path}/".startswith(f"{folder}/") for path in held.keys() - {*PLACES}):
            return None
        unused = CodeOwners(self._place.folder.as_posix(), folder)
        there = (place for place in PLACES if place in held and held[place].mode in FILE_MODES)
        place = next(there, "")
        if not place:
            return unused
        blob = held[place].blob
        return with_text(unused, place, self._blobs.content([blob])[blob])

    @cached_property
    def _folders(self) -> tuple[PlanFolder, ...]:
        return folder_history(self._place, self.line()).folders

    def _tree(self, found: Entries, folders: Sequence[PlanFolder]) -> Tree:
        return files_kept(found, folders, self._place.folder, self._target)

    def _tip(self, revision: str) -> str:
        """The id of the commit that a line ends in. Raises ``RepositoryError`` where the line is cut."""
        if self.shallow:
            raise errors.shallow()
        return self.commit(revision).revision

    def _target(self, blob: str) -> str:
        return os.fsdecode(self._blobs.content([blob])[blob])

    def _no_head(self) -> errors.RepositoryError:
        """Why ``HEAD`` leads to no commit: nothing was committed, or to another branch only."""
        branch = self._git.ask("symbolic-ref", "--quiet", "HEAD").output
        others = self._git.ask("for-each-ref", "--count=1", "--format=%(refname)", "refs/heads/").output
        if not others:
            return errors.no_commits()
        return errors.no_head(os.fsdecode(branch.strip()), os.fsdecode(others.strip()))
