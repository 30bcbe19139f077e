"""Exported files in object stores such as S3: which there are, and each fetched to disk once.

What knows a store is a library of its own, which takes its credentials from its usual environment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ragplan.rollup.files import UnfitFileError, is_exported

AT_ONCE = 16
"""Objects that are fetched at the same time."""
_BRING = {"s3": "pip install 'ragplan[store]'", "gs": "pip install gcsfs", "az": "pip install adlfs"}
"""What brings the library of a store."""
_MAGIC = re.compile(r"[*?[]")


class StoreError(Exception):
    """Why it cannot be told which files a store holds, in one sentence."""


class Stored(NamedTuple):
    """An object: its store, its path there, its size in bytes, ``None`` where that is not told.

    ``name`` is what people know it by; of a web address nothing is in it that lets one in.
    """

    store: Any
    path: str
    size: int | None
    name: str

    def fetch(self, target: Path) -> Path:
        """Its bytes as a file. Raises ``UnfitFileError`` where they cannot be had, or are others by now."""
        try:
            self.store.get_file(self.path, str(target))
        except FileNotFoundError:
            raise UnfitFileError("it is gone from its store since that was listed") from None
        except Exception as error:  # noqa: BLE001 - each library has errors of its own
            raise UnfitFileError(f"it cannot be fetched: {_sentence(error)}") from None
        if self.size not in (None, target.stat().st_size):
            raise UnfitFileError("it changed in its store since that was listed")
        return target


def is_address(place: str) -> bool:
    """Whether a place is in a store, as ``s3://bucket/exports`` is."""
    return "://" in place


def stored(address: str) -> list[Stored]:
    """The exported files at an address, below it, or of its pattern, by a single listing.

    Raises ``StoreError`` where that cannot be told or there is none, ``ModuleNotFoundError`` where no library
    for stores is installed at all.
    """
    from fsspec.core import url_to_fs

    kind = address.partition("://")[0]
    try:
        store, path = url_to_fs(address, skip_instance_cache=True)
        held = _listed(store, path)
    except ImportError as error:
        bring = f"run {_BRING[kind]}" if kind in _BRING else _sentence(error)
        raise StoreError(f"the library for {kind}:// is not installed; {bring}") from None
    except FileNotFoundError as error:
        unreached = isinstance(error.__cause__, OSError)
        raise StoreError("its server cannot be reached" if unreached else "nothing is there") from None
    except PermissionError as error:
        raise StoreError(f"you have no right to list it: {_sentence(error)}") from None
    except Exception as error:  # noqa: BLE001 - each library has errors of its own
        raise StoreError(f"it cannot be listed: {_sentence(error)}") from None
    wanted = [each for each in sorted(held) if _is_wanted(each, path, held)]
    if not wanted:
        raise StoreError("no exported file (.csv, .jsonl, .parquet) is there" if held else "nothing is there")
    return [
        Stored(store, each, held[each].get("size"), shown(store.unstrip_protocol(each))) for each in wanted
    ]


def _listed(store: Any, path: str) -> dict[str, dict[str, Any]]:
    """What a store tells of each object at a path, below it, or below what a pattern begins with."""
    if "http" in store.protocol:  # a web server has no listing: an address is a file
        return {path: store.info(path)}
    parts = path.split("/")
    plain = next((at for at, part in enumerate(parts) if _MAGIC.search(part)), len(parts))
    found: dict[str, dict[str, Any]] = store.find("/".join(parts[:plain]), detail=True)
    return found


def _is_wanted(each: str, path: str, held: dict[str, Any]) -> bool:
    """Whether an object is what a path names, or an exported file below that."""
    if path in held:
        return each == path
    folders = list(map(str, PurePosixPath(each).parents))
    if not _MAGIC.search(path) or path in folders:
        return path in folders and is_exported(each)
    from fsspec.utils import glob_translate

    pattern = re.compile(glob_translate(path))
    return bool(pattern.match(each)) or (is_exported(each) and any(map(pattern.match, folders)))


def shown(address: str) -> str:
    """An address for people: of one in the web neither a password nor what is asked, be it a signature."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https"):
        return address
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


@contextmanager
def fetching(objects: Sequence[Stored], folder: Path) -> Iterator[Mapping[Stored, Future[Path]]]:
    """Objects on their way to files of a folder, some at once, each as ``Stored.fetch`` gives it."""
    pool = ThreadPoolExecutor(AT_ONCE, "ragplan-store")
    try:
        yield {
            each: pool.submit(each.fetch, folder / f"{number}{PurePosixPath(each.name).suffix}")
            for number, each in enumerate(objects)
        }
    finally:
        pool.shutdown(cancel_futures=True)


def _sentence(error: Exception) -> str:
    """What a library says, on one line without its own full stop and without addresses, which let one in."""
    said = re.sub(r",? url=\S+", "", " ".join(str(error).split())).rstrip(".")
    return said[:300] or type(error).__name__
