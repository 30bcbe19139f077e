"""Changed documents onto the disk, all or none, or the reason why not."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ragplan.cli.session import fail
from ragplan.document import Document
from ragplan.escaping import one_line
from ragplan.plans import Plans


def write_documents(folder: str, changed: Iterable[Document], read: Plans) -> None:
    """Write documents of a plans' folder over those that were read; exits with 2 where that fails.

    Raises ``ValueError`` for one that could not be read again: no command may write such a file.
    """
    from ragplan.repository.writing import BESIDE, NotWritten, Rewriting, write_all

    files = []
    for each in changed:
        if each.problems:
            raise ValueError(f"{each.path} could not be read again: {each.problems[0].message}")
        was = read.documents.get(each.path)
        files.append(Rewriting(Path(each.path), None if was is None else was.bytes, each.bytes))
    try:
        write_all(Path(folder), files)
    except NotWritten as refusal:
        fail(f"{one_line(str(refusal))}; nothing was written")
    except OSError as error:
        path = Path(error.filename or folder)
        where = path.parent if path.name.startswith(BESIDE) else path
        fail(f"{one_line(where.as_posix())} cannot be written: {error.strerror}; nothing was written")
