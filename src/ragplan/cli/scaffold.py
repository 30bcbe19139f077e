"""What stands beside the plans of a new repository: what git leaves out, the policy, the workflow."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from ragplan.cli.papers import written
from ragplan.cli.session import fail, notify
from ragplan.escaping import one_line
from ragplan.repository.policy_file import NAME, leads_out, top_of

IGNORED = "reports/"
_POLICY = """\
# What ragplan tells, and how much it matters; 'ragplan policy' shows what is in force.
format: ragplan-policy/1
fail_on: error                    # warnings are told, and stop nobody
"""
_WORKFLOW = Path(".github/workflows/plans.yml")
_PLACE = re.compile(r"([A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*)@([\w./-]+)", re.ASCII)
_OURS = "$/.github/workflows/ragplan.yml"
"""The place of the called workflow in the file that ships."""


def scaffold(plans: Path, workflow: str) -> dict[Path, str]:
    """The texts of the files that are to stand beside the plans, by their paths from where one works.

    ``workflow`` is the place of ragplan's repository and its commit, ``""`` for no workflow; exits with 2
    for one that is no place, and where a folder leads out of the repository.
    """
    top = top_of(plans)
    files = {Path(".gitignore"): f"{IGNORED}\n", Path(NAME): _POLICY}
    if workflow:
        files[_WORKFLOW] = _calling(workflow)
    found = {_shown(top / name): text for name, text in files.items()}
    for path in found:
        if leads_out(path.parent):
            where = one_line(path.parent.as_posix())
            fail(f"{where!r} leads out of this repository by a symbolic link, which is not followed")
    return found


def write_scaffold(files: Mapping[Path, str]) -> list[str]:
    """Write the files that are not there yet, and say which; exits with 2 where one cannot be written."""
    made = []
    for path, text in files.items():
        if path.exists() or path.is_symlink():
            _note(path)
            continue
        written(path, text)
        made.append(path.as_posix())
    return made


def _shown(path: Path) -> Path:
    """A path as seen from where one works, where it is there or below."""
    working = Path.cwd().resolve()
    return path.relative_to(working) if path.is_relative_to(working) else path


def _note(path: Path) -> None:
    """Say of a file that was there that it stays, where that matters."""
    if path.name == ".gitignore":
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        if IGNORED not in (line.strip() for line in text.splitlines()):
            notify(f"note: a line '{IGNORED}' in {one_line(path.as_posix())} keeps papers out of commits")
    elif path.name == _WORKFLOW.name:
        notify(f"note: {one_line(path.as_posix())} already exists and is left as it is")


def _calling(workflow: str) -> str:
    """The workflow that ships, with the place of what it calls."""
    place = _PLACE.fullmatch(workflow)
    if place is None:
        fail(f"{one_line(workflow)!r} is not the place of a workflow; write OWNER/REPOSITORY@COMMIT")
    text = _shipped().read_text(encoding="utf-8")
    body = text[text.index("name: Plans") :]
    return body.replace(_OURS, f"{place[1]}/.github/workflows/ragplan.yml@{place[2]}")


def _shipped() -> Path:
    """The workflow: in the package of a wheel, at its place in a checkout."""
    packaged = Path(__file__).parents[1] / "plans.yml"
    return packaged if packaged.is_file() else Path(__file__).parents[3] / _WORKFLOW
