"""What stands in the way of reading a repository, each in one sentence with what mends it."""

from __future__ import annotations

import re

from ragplan.escaping import one_line


class RepositoryError(Exception):
    """Git cannot give what is asked, for a reason the user can mend; the message is for people."""


class UnknownRevisionError(RepositoryError):
    """A name or an id that stands for no commit here."""


class NothingCommittedError(RepositoryError):
    """No commit holds the plans yet, so they have no history."""


class NoRepositoryError(RepositoryError):
    """There is no git repository, or no git program, to ask."""


_TRUST = re.compile(r"git config --global --add safe\.directory .+")
_FATAL = re.compile(r"^(?:fatal|error): (.+)$", re.MULTILINE)
_ASIDE = re.compile(r"^(?:hint|warning):.*\n?", re.MULTILINE)
"""What git advises and warns of beside what went wrong."""


def no_git() -> NoRepositoryError:
    """There is no git program."""
    return NoRepositoryError(
        "the history needs the program git, which is not installed; install it "
        "('apt install git', 'brew install git', 'winget install Git.Git')"
    )


def shallow() -> RepositoryError:
    """The clone was made without its history."""
    return RepositoryError(
        "this is a shallow clone, which has only the latest commits, so its history cannot be read; "
        "run 'git fetch --unshallow'"
    )


def partial() -> RepositoryError:
    """The clone was made without the contents of its files."""
    return RepositoryError(
        "this is a partial clone, which lacks the contents of older files; "
        "run 'git fetch --refetch --no-filter'"
    )


def missing() -> RepositoryError:
    """Something that a commit names is not in the repository."""
    return RepositoryError(
        "this repository is damaged: the content of a file is missing; run 'git fsck', or clone it again"
    )


def too_many() -> RepositoryError:
    """A commit holds more files than any plan, or a line changed as many."""
    return RepositoryError(
        "git holds more files here, now or in the past, than ragplan looks through; "
        "keep the plans in a folder of their own, and name it with --plans DIR"
    )


def stands_in(path: str, what: str, commit: str) -> RepositoryError:
    """A plan file of a commit is kept elsewhere, or encrypted."""
    return RepositoryError(
        f"commit {commit} holds {what} in the place of {_quoted(path)}, so its history cannot be read; "
        "keep plan files in git as they are: take the filter for them out of .gitattributes and commit them"
    )


def no_commits() -> NothingCommittedError:
    """Nothing was committed yet."""
    return NothingCommittedError(
        "this repository has no commits yet, so there is no history; run 'git add' and 'git commit' first"
    )


def no_index() -> RepositoryError:
    """A bare repository has nothing staged."""
    return RepositoryError(
        "a bare repository has no index; name a revision, or run this in a working tree ('git clone')"
    )


def nobody() -> RepositoryError:
    """Git has no name to put on a tag."""
    return RepositoryError(
        "git does not know who you are, and a tag says who made it; run "
        "'git config user.name \"Your Name\"' and 'git config user.email you@example.org'"
    )


def told(complaint: str) -> RepositoryError:
    """What git wrote on standard error, as a sentence."""
    mended = _TRUST.search(complaint)
    if mended:
        return RepositoryError(
            f"git does not trust this repository, which belongs to another user; run {_quoted(mended[0])}"
        )
    if "safe.bareRepository" in complaint:
        return RepositoryError(
            "git is told to use a bare repository only when it is named (safe.bareRepository); "
            "name it with GIT_DIR, as in 'GIT_DIR=. ragplan …'"
        )
    if "lazy fetching disabled" in complaint or "promisor remote" in complaint:
        return partial()
    reason = _FATAL.search(complaint)
    said = reason[1] if reason else _ASIDE.sub("", complaint) or "it does not say why"
    return RepositoryError(f"git cannot do this: {one_line(said)}; 'git status' and 'git fsck' may say more")


def no_repository(folder: str) -> NoRepositoryError:
    """The folder of the plans is in no repository."""
    return NoRepositoryError(
        f"{_quoted(folder)} is in no git repository, so it has no history; "
        "run 'git init' and commit the plans"
    )


def no_such_repository(git_dir: str) -> NoRepositoryError:
    """``GIT_DIR`` leads nowhere."""
    return NoRepositoryError(
        f"GIT_DIR names {_quoted(git_dir)}, which is no git repository; run 'unset GIT_DIR'"
    )


def outside(folder: str, top: str) -> RepositoryError:
    """The folder of the plans is not in the repository that the environment names."""
    return RepositoryError(
        f"{_quoted(folder)} is not in the working tree of the repository at {_quoted(top)}; "
        "run 'unset GIT_DIR GIT_WORK_TREE', or name a folder of that repository"
    )


def closed(folder: str) -> RepositoryError:
    """The folder that git is to be run in cannot be entered."""
    return RepositoryError(
        f"the folder {_quoted(folder)} cannot be opened; see whether it is there and you may read it"
    )


def no_head(branch: str, other: str) -> RepositoryError:
    """The repository has commits, but not on the branch that it is set to."""
    return RepositoryError(
        f"the branch {_quoted(branch)} has no commits yet, but {_quoted(other)} has; "
        f"run {_quoted('git symbolic-ref HEAD ' + other)}"
    )


def odd_revision(text: str) -> RepositoryError:
    """A revision that holds more than a name and steps back from it."""
    return RepositoryError(
        f"{_quoted(text)} is not accepted as a revision; give a commit id, a branch or a tag, "
        "with ~1 or ^ to step back ('git log --oneline' lists commits)"
    )


def unknown_revision(text: str) -> UnknownRevisionError:
    """A revision that this repository does not have."""
    return UnknownRevisionError(
        f"this repository has no commit {_quoted(text)}; give a meeting ('last', '-2'), a day (2014-01-27) "
        "or a revision ('git log --oneline' lists commits)"
    )


def no_such_base(text: str, remote: str) -> RepositoryError:
    """A revision to compare with that this repository does not have."""
    mend = (
        f"did you mean {_quoted(remote)}?"
        if remote
        else "fetch it ('git fetch origin'), or see 'git branch -a'"
    )
    return RepositoryError(f"this repository has no commit {_quoted(text)} to compare with; {mend}")


def nothing_shared(text: str) -> RepositoryError:
    """Two lines that never were one."""
    return RepositoryError(
        f"{_quoted(text)} and what is checked out share no commit, so what changed cannot be worked "
        "out; name the branch that this one started from"
    )


def ambiguous_revision(text: str) -> RepositoryError:
    """The beginning of more than one id."""
    return RepositoryError(
        f"more than one id begins with {_quoted(text)}; give more characters ('git log' lists ids in full)"
    )


def no_plans(folder: str) -> NothingCommittedError:
    """No commit has a plan file in the folder."""
    return NothingCommittedError(
        f"no commit holds a plan file in {_quoted(folder)}, so it has no history; "
        f"run {_quoted(f'git add {folder}')} and 'git commit'"
    )


def no_such_meeting(text: str, why: str) -> RepositoryError:
    """A meeting counted further back than there are any."""
    return RepositoryError(f"{_quoted(text)} is not a meeting: {why}; name a day (2014-01-27) or a revision")


def nothing_by(day: str, first: str) -> RepositoryError:
    """A day before the first commit."""
    return RepositoryError(
        f"there is no commit on or before {day}; the first is of {first}, so name a later day "
        "('git log --reverse' lists commits from the first)"
    )


def freezes_nothing(tag: str) -> RepositoryError:
    """The tag of a meeting is on a file or a folder."""
    return RepositoryError(
        f"the tag {_quoted(tag)} is not on a commit, so what that meeting saw cannot be worked out; "
        f"run {_quoted(f'git tag -d {tag}')}, then 'ragplan freeze'"
    )


def frozen_already(tag: str) -> RepositoryError:
    """A tag of that name is there."""
    return RepositoryError(
        f"that meeting is frozen already, by the tag {_quoted(tag)}; if that was a mistake, "
        f"run {_quoted(f'git tag -d {tag}')} first"
    )


def unclean(paths: tuple[str, ...]) -> RepositoryError:
    """Plan files are not as the last commit has them."""
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return RepositoryError(
        f"{_quoted(paths[0])}{more} differ{'' if more else 's'} from the last commit, which is what would be "
        "frozen; run 'git add' and 'git commit' first, or 'git stash'"
    )


def _quoted(text: str) -> str:
    return f"'{one_line(text)}'"
