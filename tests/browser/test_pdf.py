"""PDF by an installed browser: who printed it is told, no script runs, and what fails is one sentence."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pytest
from golden.command import BARE, COMMAND, REPOSITORY, ragplan
from pypdf import PdfReader

from ragplan.render.pdf import browsers, printer

PLAN = ("report", "--programme", "bhr-francis", "--as-of", "2014-01-27", "--format", "pdf")
LYING, UPRIGHT = (842, 595), (595, 842)


def _printed(*words: str, to: Path) -> PdfReader:
    ran = ragplan(*words, "--output", str(to))
    assert ran.code == 0, ran.err
    assert re.search(r"^note: printed by \S+$", ran.err, re.MULTILINE)
    return PdfReader(io.BytesIO(to.read_bytes()))


@pytest.mark.browser
def test_a_plan_is_printed_whole_on_pages_that_lie(tmp_path: Path) -> None:
    made = _printed(*PLAN, to=tmp_path / "plan.pdf")
    texts = [each.extract_text() for each in made.pages]
    text = " ".join(" ".join(texts).split())
    assert len(texts) <= 13
    assert "Prepare and publish a response to the Francis report" in text
    assert "Each agency to identify methods of communication" in text
    assert {
        (round(float(each.mediabox.width)), round(float(each.mediabox.height))) for each in made.pages
    } == {LYING}
    assert made.trailer["/Root"].get("/MarkInfo", {}).get("/Marked")  # type: ignore[union-attr]
    assert len(made.outline) > 0


@pytest.mark.browser
def test_a_paper_stands_upright(tmp_path: Path) -> None:
    paper = "plans/wigan-francis/papers/2014-02-25-governing-body.md"
    made = _printed("report", "paper", paper, "--format", "pdf", to=tmp_path / "paper.pdf")
    size = made.pages[0].mediabox
    assert (round(float(size.width)), round(float(size.height))) == UPRIGHT


@pytest.mark.browser
@pytest.mark.parametrize("doctype", ["<!DOCTYPE html>", "", "  <!doctype html>\n"])
def test_no_script_of_a_template_runs(doctype: str) -> None:
    script = '<script>document.body.textContent = "Written by a script"</script>'
    page = f'{doctype}<html lang="en"><head><title>T</title></head><body><p>Words</p>{script}</body></html>'
    text = PdfReader(io.BytesIO(printer().print(page))).pages[0].extract_text()
    assert text.strip() == "Words"


def _browser(folder: Path, script: str) -> str:
    program = folder / "browser"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return str(program)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 7", "browser could not print the page (it ended with code 7); "),
        ("exit 0", "browser could not print the page (it wrote none); "),
        ("exec sleep 30", "browser could not print the page (it took longer than 1 seconds); "),
    ],
)
def test_a_browser_that_fails_is_told_and_nothing_written(
    script: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsers, "SECONDS", 1)
    target = tmp_path / "plan.pdf"
    ran = ragplan(*PLAN, "--output", str(target), env={"RAGPLAN_BROWSER": _browser(tmp_path, script)})
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "RAGPLAN_BROWSER=off" in ran.err
    assert not target.exists()


def test_a_browser_that_is_not_there_is_told(tmp_path: Path) -> None:
    ran = ragplan(*PLAN, "--output", str(tmp_path / "plan.pdf"), env={"RAGPLAN_BROWSER": "/none/such"})
    assert (ran.code, ran.out) == (2, "")
    assert "ragplan: RAGPLAN_BROWSER names '/none/such', which is no program" in ran.err


def test_without_a_browser_and_a_library_one_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "weasyprint", None)
    ran = ragplan(*PLAN, "--output", str(tmp_path / "plan.pdf"), env={"RAGPLAN_BROWSER": "off"})
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1].endswith("run pip install 'ragplan[pdf]'")


def test_browsers_are_found_where_each_system_keeps_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edge = tmp_path / r"Microsoft\Edge\Application\msedge.exe"
    edge.parent.mkdir(parents=True, exist_ok=True)
    edge.write_bytes(b"")
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    monkeypatch.setattr("sys.platform", "win32")
    assert list(browsers.installed()) == [str(edge)]


def test_the_pdf_goes_to_standard_output_as_it_is(tmp_path: Path) -> None:
    fake = _browser(
        tmp_path,
        'for word; do case "$word" in --print-to-pdf=*) printf "%%PDF-\\377" > "${word#*=}";; esac; done',
    )
    done = subprocess.run(
        [COMMAND, *PLAN, "--output", "-"],
        cwd=REPOSITORY,
        env=BARE | {"RAGPLAN_BROWSER": fake},
        capture_output=True,
    )
    assert (done.returncode, done.stdout) == (0, b"%PDF-\377")
