"""Writing a paper: its format, its file, and a few words about it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from ragplan.cli.extras import needing
from ragplan.cli.session import echo, fail, given_bytes, notify, write
from ragplan.english import listed
from ragplan.escaping import one_line
from ragplan.render import FORMATS
from ragplan.render.tables import PIPE, Screen
from ragplan.reports.blocks import Page

ReferenceOption = Annotated[
    str,
    typer.Option(
        "--reference",
        metavar="FILE",
        help="A Word document from which a docx takes its styles, margins, header and footer.",
    ),
]


class Asked(NamedTuple):
    """How a paper is wanted: format, file (``-`` for standard output), whether for everybody, how large.

    ``reference`` is the document that lends a Word document its looks, ``""`` for none.
    """

    format: str
    output: str = ""
    public: bool = False
    large: bool = False
    reference: str = ""


def file_name(name: str, *, public: bool) -> str:
    """The name of a paper's file without the ending; a public copy never takes the place of the whole one."""
    return f"{name}-public" if public else name


def check(asked: Asked) -> None:
    """Exit with 2 where something is asked for that the format does not have."""
    if asked.reference and asked.format != "docx":
        fail(f"--reference is for docx; {asked.format} has no styles to take over")
    sized = sorted(name for name, format in FORMATS.items() if format.sized)
    if asked.large and asked.format not in sized:
        fail(f"--large-print is for {listed(sized)}; {asked.format} has no sizes of its own")


def put(page: Page, name: str, asked: Asked) -> Path | None:
    """Write a page as a paper and tell where and what it begins with.

    ``name`` is that of its whole copy's file, without the ending; text without a file is for
    standard output. ``None`` where that took the page. Exits with 2 where it cannot be written.
    """
    format, output, public = asked.format, asked.output, asked.public
    check(asked)
    if format == "text" and not output:
        echo(as_text(page, format))
        return None
    made = made_of(page, asked)
    tell_printer(asked)
    if output == "-":
        write(made)
        return None
    if public and output:
        _refuse_the_whole(Path(output), f"{name}{FORMATS[format].ending}")
    target = Path(output) if output else _usual(f"{file_name(name, public=public)}{FORMATS[format].ending}")
    first = not output and not target.parent.exists()
    written(target, made)
    beginning = replace(page, blocks=page.summary or page.blocks[:1])
    echo(f"{one_line(target.as_posix())}\n{as_text(beginning, 'text')}")
    if first:
        note_commits(target)
    return target


def _refuse_the_whole(output: Path, name: str) -> None:
    """Exit with 2 where a public copy would be written over the whole paper of a name."""
    from ragplan.repository.policy_file import root

    if os.path.realpath(output) == os.path.realpath(root() / "reports" / name):
        fail(
            f"{one_line(output.as_posix())!r} is the file of the whole paper, which a public copy "
            "never takes; name another, or leave --output out"
        )


def note_commits(paper: Path) -> None:
    """Say on standard error, with the first paper, that git would take it and all others into a commit."""
    from ragplan.repository.errors import RepositoryError
    from ragplan.repository.place import is_committed_next

    folder = one_line(paper.parent.as_posix())
    with suppress(RepositoryError):
        if is_committed_next(paper):
            line = f"; a line '{folder}/' in .gitignore keeps them out of commits" if folder != "." else ""
            notify(
                f"note: git does not ignore {folder}/, and papers there contain what is marked internal{line}"
            )


def made_of(page: Page, asked: Asked) -> str | bytes:
    """A page as what its file holds; exits with 2 where something that it needs is missing."""
    page = replace(page, large=asked.large)
    if asked.format == "docx":
        return _document(page, asked.reference)
    if asked.format == "xlsx":
        return _workbook(page)
    return _printed(page) if asked.format == "pdf" else as_text(page, asked.format, PIPE)


def tell_printer(asked: Asked) -> None:
    """Say on standard error what prints pages as PDF, where that is the format."""
    if asked.format == "pdf":
        from ragplan.render.pdf import printer

        notify(f"note: printed by {one_line(printer().name)}")


def _document(page: Page, reference: str) -> bytes:
    """A page as a Word document, perhaps with the looks of another."""
    with needing("a Word document"):
        from ragplan.render.docx import CannotLend, render
    try:
        return render(page, given_bytes(reference) if reference else None)
    except CannotLend as error:
        fail(f"--reference: {one_line(reference)!r} cannot lend its styles: {error}")


def _workbook(page: Page) -> bytes:
    """A page as a workbook."""
    from ragplan.render.xlsx import render

    with needing("a workbook"):
        return render(page)


def _printed(page: Page) -> bytes:
    """A page as PDF."""
    from ragplan.render.overrides import TemplateFault
    from ragplan.render.pdf import CannotPrint, printer, render

    try:
        return render(page, own_templates(), printer())
    except TemplateFault as error:
        fail(f"the template {one_line(str(error))}")
    except CannotPrint as error:
        fail(str(error))


def as_text(page: Page, format: str, on: Screen | None = None) -> str:
    """A page in a format, text for standard output or ``on`` another screen.

    Exits with 2 where a template cannot be used.
    """
    from ragplan.render.overrides import TemplateFault, check

    own = own_templates()
    try:
        if format != "text":
            return str(import_module(FORMATS[format].module).render(page, own))
        check(own)
    except TemplateFault as error:
        fail(f"the template {one_line(str(error))}")
    from ragplan.cli.tables import screen
    from ragplan.render.text import render

    return render(page, on or screen())


def own_templates() -> Path:
    """The folder of the project's own templates, which need not be there; exits with 2 where it is a link."""
    from ragplan.repository.policy_file import root

    folder = root() / "templates"
    if folder.is_symlink():
        fail(
            f"the folder {folder.as_posix()!r} is a symbolic link, which is not followed; "
            "put the templates themselves there"
        )
    return folder


def _usual(name: str) -> Path:
    """The file of a paper of a name; exits with 2 where a link would have another one written."""
    from ragplan.repository.policy_file import root

    target = root() / "reports" / name
    if Path(os.path.realpath(target)) != Path(os.path.realpath(root())) / "reports" / name:
        fail(
            f"{one_line(target.as_posix())!r} leads elsewhere by a symbolic link, which is not followed; "
            "name the file with --output"
        )
    return target


def written(path: Path, made: str | bytes | Iterable[bytes]) -> None:
    """Write a file whole, with the folders above it; exits with 2 where that cannot be done."""
    from ragplan.repository.writing import write_whole

    if path.is_dir():
        fail(f"{one_line(str(path))!r} is a folder; --output takes a file")
    try:
        write_whole(path, made)
    except (FileExistsError, NotADirectoryError):
        fail(f"{one_line(str(path))} cannot be written: a file stands where a folder is needed")
    except OSError as error:
        fail(f"{one_line(str(path))} cannot be written: {error.strerror}")
