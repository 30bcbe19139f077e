"""PDF by WeasyPrint: the same bytes, no more pages than in a browser, and nothing that is fetched."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from golden.command import ragplan
from pypdf import PdfReader
from render.office import shown_pdf

from ragplan.render import pdf
from ragplan.render.pdf import paged
from ragplan.reports.blocks import Page, Paragraph

pytestmark = pytest.mark.office
OFF = {"RAGPLAN_BROWSER": "off"}
PLAN = ("report", "--programme", "bhr-francis", "--as-of", "2014-01-27", "--format", "pdf")


@pytest.fixture(scope="module")
def plan(folders: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    target = tmp_path_factory.mktemp("pdf") / "plan.pdf"
    ran = ragplan(*PLAN, "--output", str(target), cwd=folders["real"], env=OFF)
    assert ran.code == 0, ran.err
    assert "note: printed by WeasyPrint " in ran.err
    return target.read_bytes()


def test_the_same_plan_gives_the_same_bytes(plan: bytes, folders: dict[str, Path], tmp_path: Path) -> None:
    target = tmp_path / "plan.pdf"
    assert ragplan(*PLAN, "--output", str(target), cwd=folders["real"], env=OFF).code == 0
    assert target.read_bytes() == plan


def test_the_first_page_of_a_plan_is_full_and_the_plan_no_longer_than_in_a_browser(plan: bytes) -> None:
    pages = [each.extract_text() for each in PdfReader(io.BytesIO(plan)).pages]
    assert "All organisations must publish their response" in " ".join(pages[0].split())
    assert len(pages) <= 15
    assert all(f"{number} of {len(pages)}" in text for number, text in enumerate(pages, 1))


def test_a_key_is_a_table_and_its_lines_are_lines(plan: bytes) -> None:
    lines = PdfReader(io.BytesIO(plan)).pages[0].extract_text(extraction_mode="layout").splitlines()
    assert any("Completed" in line and "Tasks and outcomes are completed" in line for line in lines)


DRAWN = """<html><head><style>
:root { --text: #1d2a33; }
.chart .late { fill: var(--text); }
</style></head><body>
<svg class="unseen"><defs><pattern id="a"/></defs></svg>
<svg class="chart"><rect/></svg>
</body></html>"""


def test_drawings_hold_their_own_styles() -> None:
    styled = paged.styled(DRAWN)
    drawn = styled[styled.index('<svg class="chart">') :]
    assert '<pattern id="a"/>' in drawn
    assert ".chart .late { fill: #1d2a33; }" in drawn


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a server, and what was asked of it."""
    asked: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


ASKING = """<html><head><link rel="stylesheet" href="{0}/a.css">
<style>@import "{0}/b.css"; p {{ background: url({0}/c.png) }}</style></head>
<body><p>Words</p><img src="{0}/d.png"><img src="{1}"></body></html>"""


def test_nothing_is_fetched_whatever_a_template_asks_for(
    asked: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, paths = asked
    (tmp_path / "x.png").write_bytes(b"")
    made = paged.printer().print(ASKING.format(address, (tmp_path / "x.png").as_uri()))
    assert "Words" in PdfReader(io.BytesIO(made)).pages[0].extract_text()
    assert paths == []


@pytest.mark.parametrize("text", ["\ud800", "\x00\x0c\x1b[31m", "\u202e", "w" * 5000, "</head><svg >"])
def test_text_that_nobody_would_print_makes_no_broken_file(text: str) -> None:
    page = Page("any", text, "27 January 2014", (Paragraph((text, " Words")),), heading=text, foot=text)
    made = pdf.render(page, by=paged.printer())
    assert "Words" in shown_pdf(made)
