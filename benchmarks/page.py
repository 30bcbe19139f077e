"""How long a browser takes to load a large plan's page: ``python benchmarks/page.py [--quick] [--check]``.

Chromium loads the page as it is written, and the same page with all of it drawn at once; in each a script
tells when it was laid out. See README.md beside this file.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from measuring import HEAD, HERE, RAGPLAN, Row, line

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ALL_AT_ONCE = "<style>* { content-visibility: visible !important }</style>"
TELLS = """
<script>addEventListener("load", () => {
document.body.offsetHeight; document.documentElement.setAttribute("data-took", performance.now()) })</script>
"""
FORBIDS = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
"""A page of ragplan lets no script run; the copies that are measured do."""


def main() -> int:
    """Measure, print the table, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a smaller plan, and once")
    parser.add_argument("--check", action="store_true", help="exit with 1 if the target is missed")
    chosen = parser.parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        parser.error(f"no browser: {', '.join(BROWSERS)}")
    with tempfile.TemporaryDirectory() as folder:
        row = measured(Path(folder), browser, 2_000 if chosen.quick else 10_000, 1 if chosen.quick else 4)
    print(HEAD)
    print(line(row))
    return int(row.missed and chosen.check)


def measured(folder: Path, browser: str, positions: int, pairs: int) -> Row:
    """The page of a plan of some positions, against the same page drawn whole."""
    plans, page = folder / "plans", folder / "plan.html"
    subprocess.run((sys.executable, HERE / "plans.py", str(positions), plans), check=True)
    subprocess.run((RAGPLAN, "report", "--plans", plans, "--output", page), check=True, capture_output=True)
    text = FORBIDS.sub("", page.read_text(encoding="utf-8")).replace("</body>", f"{TELLS}</body>")
    (folder / "as-it-is.html").write_text(text, encoding="utf-8")
    (folder / "at-once.html").write_text(text.replace("</head>", f"{ALL_AT_ONCE}</head>"), encoding="utf-8")
    ran = [[loaded(folder, browser, name) for name in ("as-it-is", "at-once")] for _ in range(pairs)]
    times = [statistics.median(side) for side in zip(*ran, strict=True)]
    name = f"page of {positions:,} positions in Chromium : all of it drawn at once"
    return Row(name, tuple(one / other for one, other in ran), "", 0.2, (times[0], times[1]))


def loaded(folder: Path, browser: str, name: str) -> float:
    """Seconds until a page was loaded and laid out."""
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--window-size=1280,1700")
    profile = f"--user-data-dir={folder / name}"
    page = (folder / f"{name}.html").as_uri()
    command = (browser, *options, profile, "--dump-dom", page)
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    took = re.search(rb'data-took="([\d.]+)"', said)
    if took is None:
        raise RuntimeError(f"{name} did not tell when it was loaded")
    return float(took[1]) / 1000


if __name__ == "__main__":
    sys.exit(main())
