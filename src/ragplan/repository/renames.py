"""Where a folder's files were before they were moved into it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Home(NamedTuple):
    """A folder that held the plans, without what stayed there when they moved on."""

    folder: str
    stayed: frozenset[str] = frozenset()


def former_folder(removed: Mapping[str, str], added: Mapping[str, str]) -> str | None:
    """The folder that files were moved from, ``""`` for the repository's top; ``None`` if from nowhere.

    ``removed`` are files taken away by one change, by path; ``added`` those it put into the folder,
    by path from there; each with the id of its content. A file is the same one where the end of its
    path is, or else its content. What most files say holds.
    """
    by_content = {blob: path for path, blob in added.items()}
    said = Counter(
        folder
        for path, blob in removed.items()
        for folder in _folder(tuple(path.split("/")), by_content.get(blob), added)
    )
    return min(said, key=lambda folder: (-said[folder], folder.count("/"), folder), default=None)


def _folder(path: tuple[str, ...], same: str | None, added: Mapping[str, str]) -> Iterator[str]:
    """The folder in which a removed file had the place that an added one has now."""
    for index in range(len(path)):
        if "/".join(path[index:]) in added:
            yield "/".join(path[:index])
            return
    if same is not None:
        yield "/".join(path[: -1 - same.count("/")])
