"""The rating keys that ship with ragplan: data files, read once a run at most."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ragplan.document import SourceFile, read
from ragplan.model.key import Key
from ragplan.schema.v1.programme import KeyShape, key_from

_FOLDER = Path(__file__).parents[1] / "keys"


@cache
def shipped_keys() -> tuple[str, ...]:
    """The names of the keys that ship, in alphabetical order."""
    names = (file.name for file in _FOLDER.iterdir() if file.name.endswith(".yaml"))
    return tuple(sorted(name.removesuffix(".yaml") for name in names))


@cache
def shipped_key(name: str) -> Key | None:
    """The shipped key of a name, or ``None``."""
    if name not in shipped_keys():
        return None
    document = read(SourceFile(f"{name}.yaml", (_FOLDER / f"{name}.yaml").read_bytes()))
    return key_from(KeyShape.model_validate(document.data), name)
