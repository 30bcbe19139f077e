"""A project's own templates on disk; and what they cannot be any more: templates and names that are gone."""

import re
from itertools import accumulate
from operator import truediv
from pathlib import Path, PurePosixPath

CHECKOUT = Path(__file__).parents[3] / "templates"
"""In a checkout the templates that ship stand where a project's own do."""


class TemplateFault(Exception):  # noqa: N818 - the fault is in a file, and is told as such
    """A template that cannot be used; the message names it, its line and what is wrong."""


GONE = {
    "template": {
        "parts.html.j2": "use the macros of `blocks.html.j2`",
        "parts.md.j2": "use the macros of `blocks.md.j2`",
        "chase.html.j2": "use `organisation.html.j2`: what is chased is an organisation's pack",
        "chase.md.j2": "use `organisation.md.j2`: what is chased is an organisation's pack",
        "chase.txt.j2": "use `page.mail.html.j2` for drafts; text has no template",
    },
    "variable": {"view": "use `page`"},
    "filter": {
        "inert": "use `flat`, or `words` for the words of a block",
        "plain": "use `flat`, or `words` for the words of a block",
        "line": "use `words`, for the words of a block",
    },
    "macro": {"form_line": "use `form`"},
}
"""What templates could once be or use, by kind and name, and what to do instead."""
MOVED = "; this paper is made of blocks: change one in blocks.html.j2 or blocks.md.j2, see docs/templates.md"
"""What to say where a template asks for a name that never was, or that every report had its own of."""

_ASKED = re.compile(
    r"(?P<template>\S+\.j2)|'(?P<variable>\w+)' is undefined|No filter named '(?P<filter>\w+)'\."
)


def there(folder: Path) -> bool:
    """Whether a project has templates of its own in a folder: other ones than those that ship.

    Raises ``TemplateFault`` where one of them is gone.
    """
    check(folder)
    return folder.is_dir() and any(folder.iterdir()) and folder.resolve() != CHECKOUT


def template(folder: Path, name: str) -> str | None:
    """The text of a template in a project's folder; ``None`` for none.

    Raises ``TemplateFault`` where it cannot be read, is a link or stands behind one: none is followed.
    """
    path = folder / name
    if ".." in PurePosixPath(name).parts or not path.absolute().is_relative_to(folder.absolute()):
        return None
    for each in accumulate(PurePosixPath(name).parts, truediv, initial=folder):
        if each.is_symlink():
            raise TemplateFault(
                f"{name}: {each.name!r} is a symbolic link, which is not followed; "
                "put the template itself there"
            )
    return _text(path, name) if path.exists() else None


def _text(path: Path, name: str) -> str:
    if not path.is_file():
        raise TemplateFault(f"{name}: this is no file")
    try:
        written = path.read_bytes()
        return written.decode("utf-8")
    except UnicodeDecodeError as error:
        line = written.count(b"\n", 0, error.start) + 1
        raise TemplateFault(f"{name}:{line}: this is no text in UTF-8") from error
    except OSError as error:
        raise TemplateFault(f"{name}: cannot be read: {error.strerror}") from error


def check(folder: Path) -> None:
    """Raise ``TemplateFault`` where a project's folder has a template that nothing asks for any more."""
    for name in GONE["template"]:
        if (folder / name).exists():
            raise TemplateFault(f"{name}: this template is gone; {instead('template', name)}")


def hint(message: str) -> str:
    """What to use instead of a gone name that a message of the template engine is about; else ``""``."""
    asked = _ASKED.fullmatch(message)
    kind = asked.lastgroup if asked else None
    return f"; {instead(kind, asked[kind])}" if asked and kind and asked[kind] in GONE[kind] else ""


def instead(kind: str, name: str) -> str:
    """What to use instead of a gone name of a kind."""
    return f"{GONE[kind][name]}, see docs/templates.md"
