"""Patterns for files: ``plans/*/LBR.yaml``, ``plans/wigan-francis``, ``**/papers``."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

FOLDERS = "**"
"""Any folders, also none."""


def fits(pattern: str, path: str) -> bool:
    """Whether a pattern means a file; both are paths from the repository's top, with ``/``.

    ``*`` and ``?`` stand for any text and any one character within a name, ``**`` for any folders, also
    for none; everything else stands for itself. A folder means all files below it.
    """
    steps = [step.replace("[", "[[]") for step in pattern.split("/") if step not in ("", ".")]
    return _fit([*steps, FOLDERS], path.split("/"))


def _fit(steps: Sequence[str], names: Sequence[str]) -> bool:
    """Whether steps lead along names to their end; after a mismatch the last ``**`` takes one name more."""
    step = name = 0
    again: tuple[int, int] | None = None
    while name < len(names):
        if step < len(steps) and steps[step] == FOLDERS:
            step += 1
            again = step, name
        elif step < len(steps) and fnmatchcase(names[name], steps[step]):
            step, name = step + 1, name + 1
        elif again is not None:
            again = again[0], again[1] + 1
            step, name = again
        else:
            return False
    return all(each == FOLDERS for each in steps[step:])
