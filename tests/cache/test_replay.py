"""The second run says what the first said, byte for byte, and only where nothing is different."""

from __future__ import annotations

import json
import os
import pty
import shutil
import sqlite3
import subprocess
import zlib
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Files, Write, command, environment
from golden.command import Ran
from golden.command import process as ragplan

from ragplan.cache import NAME
from ragplan.rules.example import FILES

CASES = Path(__file__).parent.parent / "rules" / "cases"
NAMES = sorted(path.name for path in CASES.iterdir() if (path / "plans").is_dir())
Lint = Callable[..., Ran]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The folder of the cache."""
    return tmp_path / "cache"


@pytest.fixture
def lint(tmp_path: Path, kept: Path) -> Lint:
    """Lint in the folder of the test, with a cache."""

    def run(*arguments: str, cwd: Path = tmp_path, env: Mapping[str, str] | None = None) -> Ran:
        return ragplan("lint", *arguments, cwd=cwd, env={"RAGPLAN_CACHE": str(kept), **(env or {})})

    return run


def entries(kept: Path) -> int:
    """How many texts are kept."""
    if not (kept / NAME).exists():
        return 0
    with closing(sqlite3.connect(kept / NAME)) as database:
        return int(database.execute("SELECT count(*) FROM kept").fetchone()[0])


REPLAYED = "this is a replay"


def rewrite(kept: Path, rewritten: Callable[[bytes], bytes]) -> None:
    """Change the outputs that are kept; what is kept beside them is a folder's name, and a trend's course."""
    with closing(sqlite3.connect(kept / NAME)) as database, database:
        for digest, packed in database.execute("SELECT digest, text FROM kept").fetchall():
            text = zlib.decompress(packed)
            if text != b"plans" and not text.startswith(b"{"):
                told = zlib.compress(rewritten(text))
                database.execute("UPDATE kept SET text = ? WHERE digest = ?", (told, digest))


def mark(kept: Path) -> None:
    """Make what is replayed known from what is found."""

    def marked(text: bytes) -> bytes:
        code, said, *rest = json.loads(text)
        return json.dumps([code, [*said, ["err", REPLAYED]], *rest]).encode()

    rewrite(kept, marked)


def replayed(ran: Ran) -> bool:
    return ran.err.endswith(REPLAYED)


@pytest.mark.parametrize("name", NAMES)
def test_every_case_twice(name: str, lint: Lint, kept: Path) -> None:
    first = lint(cwd=CASES / name)
    if first.code == 2:
        assert entries(kept) == 0
        return
    mark(kept)
    assert lint(cwd=CASES / name) == first._replace(err=first.err + REPLAYED)


@pytest.fixture
def known(write: Write, lint: Lint, kept: Path) -> Path:
    """A plan whose output is kept."""
    folder = write(FILES)
    (folder / ".hidden.yaml").write_text("x")
    lint()
    mark(kept)
    assert replayed(lint())
    return folder


def first(folder: Path) -> Path:
    return min(folder.rglob("*.yaml"), key=lambda path: (path.name.startswith("."), path))


def changed_byte(folder: Path) -> None:
    first(folder).write_bytes(first(folder).read_bytes() + b"\n")


def same_length(folder: Path) -> None:
    path, state = first(folder), first(folder).stat()
    path.write_bytes(path.read_bytes().replace(b"a", b"b", 1))
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def renamed(folder: Path) -> None:
    first(folder).rename(folder / "another.yaml")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a byte": changed_byte,
    "a byte, neither size nor time": same_length,
    "a new file": lambda folder: (folder / "new.yaml").write_text("organisation: X\n"),
    "a new folder's file": lambda folder: ((folder / "d").mkdir(), (folder / "d/n.yml").write_text("")),
    "a removed file": lambda folder: first(folder).unlink(),
    "a renamed file": renamed,
    "a link": lambda folder: (folder / "link.yaml").symlink_to(first(folder)),
    "a link to a folder": lambda folder: (folder / "link").symlink_to(folder),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(change: str, known: Path, lint: Lint) -> None:
    CHANGES[change](known)
    ran = lint()
    assert not replayed(ran)
    assert ran == ragplan("lint", cwd=known.parent)


def test_what_lint_does_not_read_changes_nothing(known: Path, lint: Lint) -> None:
    (known / ".hidden.yaml").write_text("y")
    (known / "notes.txt").write_text("y")
    assert replayed(lint())


@pytest.mark.parametrize(
    "arguments",
    [("--select", "RAG2"), ("--output-format", "json"), ("--no-cache",), ("--fix",), ("plans",)],
)
def test_other_arguments(arguments: tuple[str, ...], known: Path, lint: Lint) -> None:
    assert not replayed(lint(*arguments))


@pytest.mark.parametrize("arguments", [("--fix",), ("plans",), ("--no-cache",), ("--select", "none")])
def test_what_is_never_kept(arguments: tuple[str, ...], write: Write, lint: Lint, kept: Path) -> None:
    write(FILES)
    lint(*arguments)
    assert entries(kept) == 0


def test_off(known: Path, lint: Lint, tmp_path: Path) -> None:
    assert not replayed(lint(env={"RAGPLAN_CACHE": "off"}))
    home = tmp_path / "home"
    assert ragplan("lint", cwd=tmp_path, env={"RAGPLAN_CACHE": "", "HOME": str(home)}).code == 0
    assert (home / ".cache/ragplan" / NAME).is_file()


def test_the_same_files_elsewhere_and_back(known: Path, lint: Lint, tmp_path: Path) -> None:
    shutil.copytree(known, tmp_path / "other" / "plans")
    assert replayed(lint(cwd=tmp_path / "other"))
    before = first(known).read_bytes()
    changed_byte(known)
    assert not replayed(lint())
    first(known).write_bytes(before)
    assert replayed(lint())


def test_nonsense_in_the_cache_is_not_said(known: Path, lint: Lint, kept: Path) -> None:
    plain = ragplan("lint", cwd=known.parent)
    bad = (b"[3, [], []]", b"[0, [[1]], []]", b"[]", b"[", b'[0, [["out"]], []]', b"[0, 5, []]", b"\xff", b"")
    for nonsense in (*bad, b"[0, [], [[1]]]", b"[0, []]"):
        rewrite(kept, lambda _, said=nonsense: said)
        assert lint() == plain


def terminal(folder: Path, **variables: str) -> str:
    """What lint says on a terminal."""
    ours, theirs = pty.openpty()
    said = b""
    with subprocess.Popen(
        command("lint"), cwd=folder, env=environment(variables), stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:
                break
            if not piece:
                break
            said += piece
    os.close(ours)
    assert process.returncode in (0, 1)
    return said.decode()


def test_terminals(write: Write, kept: Path, tmp_path: Path) -> None:
    faulty: Files = {**FILES, "extra.yaml": "organisation: X\nactions: []\nsomething: else\n"}
    write(faulty)
    settings: list[dict[str, str]] = [
        {"COLUMNS": "80"},
        {"COLUMNS": "50"},
        {"COLUMNS": "80", "NO_COLOR": "1"},
        {"COLUMNS": "80", "TERM": "dumb"},
    ]
    plain = [terminal(tmp_path, **each) for each in settings]
    assert len(set(plain)) == 3
    for _ in range(2):
        again = [terminal(tmp_path, RAGPLAN_CACHE=str(kept), **each) for each in settings]
        assert again == plain


def test_the_trend(tmp_path: Path, kept: Path) -> None:
    repository = tmp_path / "demo"
    assert ragplan("demo", str(repository), cwd=tmp_path).code == 0

    def trend(*arguments: str) -> Ran:
        with_cache = {"RAGPLAN_CACHE": str(kept)}
        return ragplan("report", "trend", "--output", "-", *arguments, cwd=repository, env=with_cache)

    def git(*arguments: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *who, *arguments], cwd=repository, check=True, capture_output=True)

    def looked_at_anew() -> bool:
        before = trend()
        if replayed(before):
            return False
        mark(kept)
        return trend() == before._replace(err=before.err + REPLAYED)

    def of_yesterday(text: bytes) -> bytes:
        *told, days = json.loads(text)
        assert days
        return json.dumps([*told, dict.fromkeys(days, "2014-01-06")]).encode()

    first_time = trend()
    assert first_time.code == 0
    mark(kept)
    assert trend() == first_time._replace(err=first_time.err + REPLAYED)
    rewrite(kept, of_yesterday)
    assert trend() == first_time
    assert not replayed(trend("--public"))
    git("commit", "--allow-empty", "-m", "new")
    assert looked_at_anew()
    git("tag", "another")
    assert looked_at_anew()
    (repository / "templates").mkdir()
    (repository / "templates" / "other.txt").write_text("")
    assert looked_at_anew()
    assert not (repository / "reports").exists()


def test_the_trend_as_a_file(tmp_path: Path, kept: Path) -> None:
    repository = tmp_path / "demo"
    assert ragplan("demo", str(repository), cwd=tmp_path).code == 0
    page = repository / "reports" / "bhr-francis-trend.html"

    def trend(*arguments: str, cache: str = str(kept)) -> Ran:
        return ragplan("report", "trend", *arguments, cwd=repository, env={"RAGPLAN_CACHE": cache})

    first_time = trend()
    as_written = page.read_bytes()
    mark(kept)
    for spoiled in (b"another page", b""):
        page.write_bytes(spoiled)
        page.chmod(0o640)
        assert trend() == first_time._replace(err=first_time.err + REPLAYED)
        assert (page.read_bytes(), page.stat().st_mode & 0o777) == (as_written, 0o640)
    shutil.rmtree(page.parent)
    assert replayed(trend())
    assert page.read_bytes() == as_written
    elsewhere = trend("--output", "other/page.html")
    assert not replayed(elsewhere)
    assert (repository / "other" / "page.html").read_bytes() == as_written
    assert not replayed(trend("--format", "markdown"))
    assert not replayed(trend("--no-cache"))


def test_a_file_that_can_no_longer_be_written_is_told_as_ever(tmp_path: Path, kept: Path) -> None:
    repository = tmp_path / "demo"
    assert ragplan("demo", str(repository), cwd=tmp_path).code == 0
    page = repository / "reports" / "bhr-francis-trend.html"
    with_cache = {"RAGPLAN_CACHE": str(kept)}
    assert ragplan("report", "trend", cwd=repository, env=with_cache).code == 0
    page.unlink()
    page.mkdir()
    ran = ragplan("report", "trend", cwd=repository, env=with_cache)
    assert (ran.code, ran.out) == (2, "")
    assert "is a folder; --output takes a file" in ran.err


def test_what_changed(tmp_path: Path, kept: Path) -> None:
    repository = tmp_path / "demo"
    assert ragplan("demo", str(repository), cwd=tmp_path).code == 0

    def diff(*arguments: str) -> Ran:
        return ragplan("diff", *arguments, cwd=repository, env={"RAGPLAN_CACHE": str(kept)})

    def again(*arguments: str) -> bool:
        """Whether what was said once is said again, and says what is found without a cache."""
        before = diff(*arguments)
        assert before == ragplan("diff", *arguments, cwd=repository)
        mark(kept)
        return diff(*arguments) == before._replace(err=before.err + REPLAYED)

    assert again("2014-05-05", "2014-05-19", "--exit-code")
    assert again("-2", "last", "--as-of", "2014-05-20", "--format", "json")
    assert again("last", "--as-of", "2014-05-20")
    for kept_by_this_clone_alone in ("HEAD~1", "ORIG_HEAD"):
        assert not again(kept_by_this_clone_alone)
    assert not again("2014-05-05", "--no-cache")
    plan = first(repository / "plans")
    plan.write_bytes(plan.read_bytes() + b"# More\n")
    assert not replayed(diff("last", "--as-of", "2014-05-20"))
