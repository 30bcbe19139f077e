"""Printing by a browser that is installed: with an empty profile of its own, without network and scripts."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ragplan.render.pdf.printing import CannotPrint, Printer

SECONDS = 120
"""How long a browser may print."""
_PROGRAMS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "microsoft-edge-stable", "msedge",
)  # fmt: skip
"""What browsers that can print are called where programs are looked for."""
_MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)
_PLACES = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
"""The folders, by variables of the environment, in which Windows keeps programs."""
_FLAGS = (
    "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-domain-reliability",
    "--disable-sync", "--no-pings", "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer", "--generate-pdf-document-outline",
)  # fmt: skip
_POLICY = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    'img-src data:">'
)
"""Set before all else of a page, whatever templates it is made by: no script runs, nothing is loaded."""
_DOCTYPE = re.compile(r"\A\s*(?:<!doctype[^>]*>)?", re.IGNORECASE)


def printer(program: str) -> Printer:
    """A browser's program as a printer."""
    return Printer(Path(program).stem, lambda page: _printed(program, page))


def installed() -> Iterator[str]:
    """The browsers that are installed, by their usual names and places."""
    yield from filter(None, map(shutil.which, _PROGRAMS))
    folders = [(Path("/Applications"), _MAC)] if sys.platform == "darwin" else []
    if sys.platform == "win32":
        folders = [(Path(os.environ[each]), _WINDOWS) for each in _PLACES if os.environ.get(each)]
    for folder, names in folders:
        yield from (str(folder / name) for name in names if (folder / name).is_file())


def _printed(program: str, page: str) -> bytes:
    """A page as a browser prints it, without scripts. Raises ``CannotPrint`` where it does not in time."""
    with tempfile.TemporaryDirectory(prefix="ragplan-", ignore_cleanup_errors=True) as scratch:
        source, target = Path(scratch, "page.html"), Path(scratch, "page.pdf")
        source.write_text(
            _DOCTYPE.sub(rf"\g<0>{_POLICY}", page, count=1), encoding="utf-8", errors="replace", newline="\n"
        )
        places = (f"--user-data-dir={Path(scratch, 'profile')}", f"--print-to-pdf={target}", source.as_uri())
        as_root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
        why = _ran([program, *_FLAGS, *as_root, *places])
        data = target.read_bytes() if target.is_file() else b""
    if why or not data.startswith(b"%PDF"):
        raise CannotPrint(
            f"{Path(program).name} could not print the page ({why or 'it wrote none'}); "
            f"name another with RAGPLAN_BROWSER, or print by WeasyPrint with RAGPLAN_BROWSER=off"
        )
    return data


def _ran(command: list[str]) -> str:
    """Run a browser, whose words nobody needs; what went wrong, ``""`` for nothing."""
    try:
        done = subprocess.run(  # noqa: S603 - the program is the user's browser, the arguments are ours
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"it took longer than {SECONDS} seconds"
    except OSError as error:
        return error.strerror or "it cannot be run"
    return f"it ended with code {done.returncode}" if done.returncode else ""
