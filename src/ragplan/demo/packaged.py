"""The real plan that ships with ragplan, as the files that the story begins with."""

from __future__ import annotations

from pathlib import Path

PACKAGED = Path(__file__).parent / "plans"
CHECKOUT = Path(__file__).parents[3] / "plans"
"""In an installed wheel the plan lies in the package; in a checkout it stands with the others at its top."""

PROGRAMME = "bhr-francis"
REGISTERS = "registers"
_README = Path(__file__).parent / "chapters" / "README.md"


def packaged_plan() -> dict[str, str]:
    """The programme's files, by path from its folder."""
    return _texts(PROGRAMME)


def packaged_registers() -> dict[str, str]:
    """The registers that it cites, by path from their folder."""
    return _texts(REGISTERS)


def readme() -> str:
    """What the repository says of itself."""
    return _text(_README)


def _texts(name: str) -> dict[str, str]:
    folder = (PACKAGED if PACKAGED.is_dir() else CHECKOUT) / name
    return {path.relative_to(folder).as_posix(): _text(path) for path in folder.rglob("*") if path.is_file()}


def _text(path: Path) -> str:
    """A file as the project keeps it: a checkout may have other line ends."""
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")
