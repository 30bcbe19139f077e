"""``ragplan report --all DIR``: every paper that applies, and a page that links to them, in one folder."""

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from ragplan.cli.papers import (
    Asked,
    as_text,
    check,
    file_name,
    made_of,
    note_commits,
    tell_printer,
    written,
)
from ragplan.cli.report_pages import Made, Order, pages_of, paper_of
from ragplan.cli.requests import Chosen
from ragplan.cli.session import echo, fail, notify
from ragplan.english import counted, listed
from ragplan.escaping import as_json, one_line, unused_stem
from ragplan.render import FORMATS
from ragplan.reports import REPORTS
from ragplan.reports.index import Entry, build
from ragplan.reports.public import public_page

INDEX = "index"
WRITTEN = "ragplan-papers.json"
"""The file that names those which were written together: a later run replaces them, and no others."""
VERSION = 1


def write_set(order: Order, chosen: Chosen, folder: Path, asked: Asked) -> None:
    """Write every paper that applies and the index; exits with 2 before anything is where it cannot be."""
    check(asked)
    known = _known(folder, public=asked.public)
    entries = list(_entries(order, chosen, asked))
    files = {each.file: made_of(each.page, asked) for each in entries}
    tell_printer(asked)
    index = public_page(build(entries)) if asked.public else build(entries)
    files[f"{INDEX}.html"] = as_text(index, "html")
    _refuse_others(folder, files, known)
    for name, made in files.items():
        written(folder / name, made)
    record = {"version": VERSION, "public": asked.public, "files": sorted(files)}
    written(folder / WRITTEN, as_json(record))
    _tell(folder, known - {*files}, len(entries), public=asked.public)


def _tell(folder: Path, stale: Collection[str], papers: int, *, public: bool) -> None:
    """Say what was written, what of an earlier run is no more of it, and what git would commit."""
    for old in (folder / name for name in sorted(stale)):
        if old.is_file():
            notify(f"note: {one_line(old.as_posix())} is from an earlier run, and no longer one of the set")
    index = folder / f"{INDEX}.html"
    echo(f"{one_line(index.as_posix())}\n{counted(papers, 'paper')} and a page that links to them\n")
    if not public:
        note_commits(index)


def _entries(order: Order, chosen: Chosen, asked: Asked) -> Iterator[Entry]:
    """Every paper that applies: of all programmes together first, then programme by programme."""
    made = [(name, each) for name in _names(order) for each in _made(order, name, chosen)]
    titles = {programme.id: programme.title for programme, _ in chosen}
    several = len(titles) > 1
    taken: set[str] = set()
    for whose in ("", *titles):
        for name, each in made:
            if whose == ("" if several and REPORTS[name].together else each.programme):
                page = public_page(each.page, frozen=each.frozen) if asked.public else each.page
                free = each.name.casefold() not in taken
                stem = each.name if free else unused_stem((each.name, name), taken)
                taken.add(stem.casefold())
                file = f"{file_name(stem, public=asked.public)}{FORMATS[asked.format].ending}"
                yield Entry(name, titles.get(whose, ""), page, file)


def _names(order: Order) -> Iterator[str]:
    """The reports that can be made without a word more; those from git only where git can tell."""
    told = _told(order.folder)
    for name, report in REPORTS.items():
        if not report.required and (told or not report.from_git):
            yield name


def _told(folder: str) -> bool:
    """Whether git can tell the past of the plans; says so on standard error where it cannot."""
    from ragplan.cli.past import opened
    from ragplan.repository.errors import RepositoryError

    try:
        with opened(folder):
            return True
    except RepositoryError as error:
        notify(f"note: papers that need the history in git are left out: {error}")
        return False


def _made(order: Order, name: str, chosen: Chosen) -> list[Made]:
    """The pages of a report on the programmes that it says something of."""
    if name == "paper":
        return [paper_of(order, each.origin.path) for programme, _ in chosen for each in programme.papers]
    asked = [each for each in chosen if name != "recommendations" or each[0].registers]
    return pages_of(order, name, "", asked) if asked else []


def _known(folder: Path, *, public: bool) -> set[str]:
    """The files that an earlier run wrote there; exits with 2 where that was another kind of set."""
    path = folder / WRITTEN
    if not path.exists():
        return set()
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        whole, files = not record["public"], set(map(str, record["files"]))
    except (OSError, ValueError, TypeError, LookupError):
        fail(f"{one_line(path.as_posix())!r} was not written by an earlier run; name another folder")
    if whole is public:
        kinds = ("whole papers", "public copies") if whole else ("public copies", "whole papers")
        where = one_line(folder.as_posix())
        fail(f"{where!r} holds {kinds[0]}, which {kinds[1]} never join; name another folder")
    return files


def _refuse_others(folder: Path, files: Mapping[str, object], known: set[str]) -> None:
    """Exit with 2 where a file that stands there would be written over and no earlier run wrote it."""
    if folder.exists() and not folder.is_dir():
        fail(f"{one_line(folder.as_posix())!r} is a file; --all takes a folder")
    others = [
        name
        for name in files
        if (folder / name).is_symlink() or ((folder / name).exists() and name not in known)
    ]
    if others:
        fail(
            f"{listed(others)} in {one_line(folder.as_posix())!r} was not written by 'report --all', which "
            "replaces only its own files; name another folder"
        )
