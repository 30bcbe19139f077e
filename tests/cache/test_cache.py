"""The cache alone: bounded, shared, and never in anybody's way."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from ragplan import cache
from ragplan.cache import NAME, Cache


def noise(size: int) -> bytes:
    """A text that cannot be packed, the same one every time."""
    return random.Random(size).randbytes(size)


ONE, TWO, THREE = b"1" * 32, b"2" * 32, b"3" * 32


def test_keeps_and_finds(tmp_path: Path) -> None:
    kept = Cache(tmp_path / "not" / "there")
    assert kept.get(ONE) is None
    assert not (tmp_path / "not").exists()
    kept.put(ONE, b"said")
    assert Cache(tmp_path / "not" / "there").get(ONE) == b"said"
    assert kept.get(TWO) is None


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    kept = Cache(tmp_path, largest=100)
    kept.put(ONE, noise(30))
    kept.put(TWO, noise(31))
    assert kept.get(ONE)
    kept.put(THREE, noise(32))
    assert [bool(kept.get(each)) for each in (ONE, TWO, THREE)] == [True, False, True]


def test_a_text_that_is_too_long_is_not_kept(tmp_path: Path) -> None:
    kept = Cache(tmp_path, largest=100)
    kept.put(ONE, b"1")
    kept.put(TWO, noise(101))
    assert kept.get(TWO) is None
    assert kept.get(ONE) == b"1"


@pytest.mark.parametrize("how", ["noise", "empty", "cut", "middle", "other-table", "text-for-bytes", "bits"])
def test_a_damaged_file_is_made_anew(how: str, tmp_path: Path) -> None:
    kept, file = Cache(tmp_path), tmp_path / NAME
    kept.put(ONE, noise(50_000))
    whole = file.read_bytes()
    if how in ("other-table", "text-for-bytes", "bits"):
        with closing(sqlite3.connect(file)) as database, database:
            if how == "other-table":
                database.executescript("DROP TABLE kept; CREATE TABLE kept (something)")
            elif how == "bits":
                database.execute("UPDATE kept SET text = substr(text, 1, 9) || x'00' || substr(text, 11)")
            else:
                database.execute("UPDATE kept SET text = 'text'")
    else:
        ones = b"\xff" * len(whole)
        damaged = {"noise": ones, "empty": b"", "cut": whole[:5000], "middle": whole[:4096] + ones[4096:]}
        file.write_bytes(damaged[how])
    assert kept.get(ONE) in (None, noise(50_000))
    kept.put(TWO, b"2")
    assert kept.get(TWO) == b"2"


def test_a_busy_file_is_done_without(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put(ONE, b"1")
    kept.put(TWO, b"2")
    with closing(sqlite3.connect(tmp_path / NAME)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert kept.get(ONE) == b"1"
        kept.put(THREE, b"3")
        other.rollback()
        other.execute("BEGIN EXCLUSIVE")
        assert kept.get(ONE) is None
    assert kept.get(THREE) is None
    assert kept.get(ONE) == b"1"


def test_a_folder_that_cannot_be_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/nowhere")):
        kept = Cache(place)
        kept.put(ONE, b"1")
        assert kept.get(ONE) is None
    (tmp_path / NAME).mkdir()
    Cache(tmp_path).put(ONE, b"1")
    assert Cache(tmp_path).get(ONE) is None


def test_processes_at_once(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from ragplan.cache import Cache\n"
        "for n in range(40):\n"
        "    Cache(Path(sys.argv[1])).put(f'{n % 5}'.encode(), b'same' * 1000)\n"
        "    assert Cache(Path(sys.argv[1])).get(f'{n % 5}'.encode()) in (None, b'same' * 1000)\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)]) for _ in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    with closing(sqlite3.connect(tmp_path / NAME)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache.folder({"RAGPLAN_CACHE": "off", "HOME": "/home/me"}) is None
    assert cache.folder({"RAGPLAN_CACHE": "/x", "HOME": "/home/me"}) == Path("/x")
    assert cache.folder({}) is None
    monkeypatch.setattr(cache.sys, "platform", "linux")
    assert cache.folder({"HOME": "/home/me"}) == Path("/home/me/.cache/ragplan")
    assert cache.folder({"HOME": "/home/me", "XDG_CACHE_HOME": "/c"}) == Path("/c/ragplan")
    assert cache.folder({"HOME": "/home/me", "XDG_CACHE_HOME": "relative"}) == Path("/home/me/.cache/ragplan")
    monkeypatch.setattr(cache.sys, "platform", "win32")
    assert cache.folder({"LOCALAPPDATA": "/local", "HOME": "/home/me"}) == Path("/local/ragplan/Cache")
