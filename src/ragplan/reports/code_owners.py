"""Programmes to a CODEOWNERS file: a programme's folder, then each organisation's file; last the gate."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from ragplan.code_owners import CodeOwners, Holding, organisation_files, own_files, pattern, register_files
from ragplan.escaping import one_line
from ragplan.model.programme import Programme

_HEAD = """\
# Who looks after which plan file: the last line that fits a file counts.
# Made by 'ragplan codeowners' from the teams in the programme files; change them there.
"""
_GATE = (".github/", "ragplan.yaml")
_GATE_HEAD = """\
# What decides how changes are judged, so that no change loosens its own gate unseen.
"""
_ITSELF = "the programme itself"

Line = tuple[str, str]
"""A pattern, and the teams that it gives its files to."""


class TeamFile(NamedTuple):
    """The text of a CODEOWNERS file, and who has no team, by the path of the programme's file."""

    text: str
    without: dict[str, tuple[str, ...]]


def build(programmes: Iterable[Programme], place: CodeOwners) -> TeamFile:
    """The file for programmes, in the order of their folders: one inside another comes after it."""
    ordered = sorted(programmes, key=lambda each: PurePosixPath(each.origin.path).parts)
    lines = {each.origin.path: list(_lines(each, place)) for each in ordered}
    shared = list(_registers(ordered, place))
    gate = list(_gate(ordered, place))
    width = max((len(path) for some in (*lines.values(), shared, gate) for path, _ in some), default=0)
    without = {each.origin.path: names for each in ordered if (names := tuple(_without(each)))}
    parts = [_HEAD]
    for each in ordered:
        missing = without.get(each.origin.path)
        note = f"# No team: {one_line(', '.join(missing))}\n" if missing else ""
        parts.append(f"# {one_line(each.title)}\n{_columns(lines[each.origin.path], width)}{note}")
    if shared:
        parts.append(f"# Registers\n{_columns(shared, width)}")
    if gate:
        parts.append(f"{_GATE_HEAD}{_columns(gate, width)}")
    return TeamFile("\n".join(parts), without)


def _lines(programme: Programme, place: CodeOwners) -> Iterator[Line]:
    """The lines of a programme: its folder is its own team's, but for what later lines say."""
    folder = str(PurePosixPath(place.from_top(programme.origin.path)).parent)
    if programme.team and folder != ".":
        yield pattern(f"{folder}/"), programme.team
    elif programme.team:  # a pattern of the repository's top would take in all that is not a plan
        yield from _patterns(own_files(programme), place)
    yield from _patterns(organisation_files(programme), place)


def _patterns(files: Iterable[Holding], place: CodeOwners) -> Iterator[Line]:
    for file in files:
        if file.team:
            yield pattern(place.from_top(file.path)), file.team


def _registers(programmes: Iterable[Programme], place: CodeOwners) -> Iterator[Line]:
    """The lines of registers, each of all the programmes' teams that answer it."""
    teams: dict[str, dict[str, None]] = {}
    for programme in programmes:
        for path, team in _patterns(register_files(programme), place):
            teams.setdefault(path, {}).setdefault(team)
    for path in sorted(teams):
        yield path, " ".join(teams[path])


def _gate(programmes: Iterable[Programme], place: CodeOwners) -> Iterator[Line]:
    """The lines of what judges changes and says who looks at them, of all the programmes' own teams."""
    teams = " ".join(dict.fromkeys(each.team for each in programmes if each.team))
    own = () if not place.path or place.path.startswith(_GATE) else (place.path,)
    for path in (*_GATE, *own) if teams else ():
        yield pattern(path), teams


def _without(programme: Programme) -> Iterator[str]:
    if not programme.team:
        yield _ITSELF
    for file in organisation_files(programme):
        if not file.team:
            yield file.organisation


def _columns(lines: Iterable[Line], width: int) -> str:
    return "".join(f"{path:<{width}}  {teams}\n" for path, teams in lines)
