"""``ragplan templates``: the templates of pages, and a project's own ones."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from ragplan.cli.papers import own_templates, written
from ragplan.cli.session import echo, fail, write
from ragplan.escaping import one_line


def command(
    action: Annotated[
        Literal["list", "copy"], typer.Argument(help="List the templates, or copy one to change.")
    ],
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="For copy: which one, such as page.html.j2 or plan.css.j2.")
    ] = "",
) -> None:
    """A template in the folder templates/ beside the plans replaces the shipped one of the same name. What
    'copy' writes there changes nothing yet: it extends the shipped template and shows which parts you can
    replace. It never overwrites a file.
    """
    if action == "list":
        if name:
            fail(f"'templates list' takes no name; {one_line(name)!r} is one too many")
        write(_table())
    else:
        _copy(name)


def _table() -> str:
    from ragplan.cli.tables import table
    from ragplan.render.catalogue import PAGES, TEMPLATES, names
    from ragplan.render.overrides import CHECKOUT

    folder = own_templates()
    files = folder.rglob("*") if folder.resolve() != CHECKOUT else ()
    rest = {path.relative_to(folder).as_posix() for path in files if path.is_file()}
    rows = []
    for each in TEMPLATES:
        own = sorted(rest.intersection(names(each)))
        rest.difference_update(own)
        rows.append((each.name, each.about, one_line(", ".join(own))))
    rows += [(one_line(name), "a part of your own", one_line(name)) for name in sorted(rest)]
    return f"{table(('template', 'makes', 'yours'), rows)}\nNAME is one of {', '.join(PAGES)}.\n"


def _copy(name: str) -> None:
    from ragplan.render.catalogue import TEMPLATES, names, starter
    from ragplan.suggestion import did_you_mean

    known = [each for shipped in TEMPLATES for each in names(shipped)]
    if name not in known:
        hint = did_you_mean(name, known) or "'ragplan templates list' lists them"
        fail(f"no template {one_line(name)!r}; {hint}" if name else f"say which template: {hint}")
    path: Path = own_templates() / name
    if path.exists() or path.is_symlink():
        fail(f"{one_line(path.as_posix())!r} already exists, and is never overwritten")
    written(path, starter(name))
    echo(f"{one_line(path.as_posix())}\n")
