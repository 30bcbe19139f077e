"""A CODEOWNERS file: whether a path has an owner there, by which pattern, and whose team each plan file is.

Patterns are matched as forges do: the last one that fits a path decides, in each section of GitLab's.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from ragplan.model.programme import Programme

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
"""Where forges look for the file, from the repository's top; the first one that is there counts."""
LARGEST = 3_000_000
"""Bytes above which GitHub takes no notice of the file."""

_SECTION = r"\^?\[(?P<name>[^\]]+)\](\[\d+\])?(?P<owners>(\s+\S+)*)"
_COMMENT = r"(^|(?<!\\)\s)#.*"
_SPACE = "\0"
"""Stands for a space inside a path, which no path can hold; the library's own stand-in has slashes."""


class CodeOwners(NamedTuple):
    """Where the folder of plans lies in its repository, and the CODEOWNERS file that is in use there.

    ``folder`` is as a person named it, ``within`` its path from the repository's top, ``""`` for the
    top itself; ``path`` is ``""`` where no such file is in use.
    """

    folder: str
    within: str
    path: str = ""
    text: str = ""

    def from_top(self, path: str) -> str:
        """A plan file's path from the repository's top."""
        return str(PurePosixPath(self.within, PurePosixPath(path).relative_to(self.folder)))


def owned(text: str) -> Callable[[str], bool]:
    """Whether a path from the repository's top has an owner in a CODEOWNERS file."""
    import warnings

    from codeowners import CodeOwners as Matcher

    with warnings.catch_warnings(action="ignore"):  # a pattern may look like an unfinished set of characters
        matcher = Matcher("\n".join(_understood(text, Matcher)))

    def has_owner(path: str) -> bool:
        decided: dict[str, bool] = {}
        for owners, _, _, section in matcher.matching_lines(path.replace(" ", _SPACE)):
            decided.setdefault((section or "").casefold(), bool(owners))
        return any(decided.values())

    return has_owner


def _understood(text: str, matcher: Callable[[str], object]) -> Iterator[str]:
    """The lines that a forge understands, each with the owners that its section gives it."""
    usual = ""
    for line in re.split(r"\r\n|\r|\n", text):
        rule = re.sub(_COMMENT, "", line).strip().replace("\\ ", _SPACE)
        section = re.fullmatch(_SECTION, rule)
        if section:
            usual = section["owners"]
            yield f"[{section['name']}]"
        elif rule:
            rule = rule if len(rule.split()) > 1 else rule + usual
            try:
                matcher(rule)
            except (ValueError, re.error):
                continue  # a forge skips a line that it cannot read
            yield rule


def pattern(path: str) -> str:
    """The pattern of one path, or of a folder that ends in ``/``, and of nothing else.

    What patterns or comments use otherwise stands as ``?``, any one character: forges agree on that,
    and not on how to escape the rest.
    """
    return "/" + "".join(map(_literal, path))


def _literal(character: str) -> str:
    if character == " ":
        return "\\ "
    return "?" if character in "*?[]\\#" or not character.isprintable() else character


class Holding(NamedTuple):
    """A plan file and the team that looks after it, ``""`` for none; ``organisation`` is whose file it is.

    ``organisation`` is ``""`` for files of the programme itself.
    """

    path: str
    team: str
    organisation: str = ""


def own_files(programme: Programme) -> Iterator[Holding]:
    """The files that a programme's own team looks after: its own, its papers and what hangs on them."""
    papers = [paper.origin for paper in programme.papers]
    for origin in (programme.origin, *papers, *(annex.origin for annex in programme.annexes)):
        yield Holding(origin.path, programme.team)


def organisation_files(programme: Programme) -> Iterator[Holding]:
    """The organisations' files in the order of the programme."""
    for file in programme.files:
        code = programme.code(file.organisation)
        body = programme.organisation.get(code)
        yield Holding(file.origin.path, body.team if body else "", code)


def register_files(programme: Programme) -> Iterator[Holding]:
    """The registers that a programme answers, which other programmes may answer too."""
    for register in programme.registers:
        yield Holding(register.origin.path, programme.team)
