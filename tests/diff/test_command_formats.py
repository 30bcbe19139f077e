"""What ``ragplan diff`` writes in every format, to the last sign, and on a terminal."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import Run, command, environment
from golden.page import Page, as_page, uneven
from golden.plugin import Golden
from history.building import Repo

from diff.fortnights import AFTER, THIRD
from ragplan.render.overrides import GONE

ON = ("diff", "--as-of", THIRD)
EXPECTED = Path(__file__).parent / "expected"
ENDINGS = {"text": "txt", "markdown": "md", "html": "html", "json": "json"}
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("format", ENDINGS)
def test_two_meetings(run: Run, meetings: Repo, golden: Golden, format: str) -> None:
    output = ("--output", "-") if format in ("html", "markdown") else ()
    done = run(*ON, "--format", format, *output, cwd=meetings.folder)
    assert (done.code, done.stderr) == (0, "")
    style = re.compile(r"<style>.*</style>\n", re.DOTALL)
    golden(EXPECTED / f"fortnight.{ENDINGS[format]}", style.sub("", done.stdout))


@pytest.mark.parametrize(("format", "ending"), [("html", "html"), ("markdown", "md")])
def test_papers_go_to_files(run: Run, meetings: Repo, format: str, ending: str) -> None:
    done = run(*ON, "--format", format, cwd=meetings.folder)
    text = (meetings.folder / f"reports/example-changes.{ending}").read_text(encoding="utf-8")
    assert done.stdout.splitlines()[:5] == [
        f"reports/example-changes.{ending}",
        "Example Plan: what changed",
        "Task & Finish Group",
        "From the meeting of 10 March 2014",
        "to 24 March 2014",
    ]
    assert run(*ON, "--format", format, "--output", "-", cwd=meetings.folder).stdout == text
    assert run(*ON, "--format", format, "--output", "a/b.c", cwd=meetings.folder).code == 0
    assert (meetings.folder / "a/b.c").read_text(encoding="utf-8") == text
    done = run(*ON, "--format", format, "--output", "plans", cwd=meetings.folder)
    assert (done.code, done.stderr) == (2, "ragplan: 'plans' is a folder; --output takes a file\n")


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
@pytest.mark.parametrize("name", GONE["template"])
def test_a_template_that_is_gone_is_refused_where_none_is_used_too(
    run: Run, meetings: Repo, name: str, format: str
) -> None:
    meetings.write({f"templates/{name}": "words\n"})
    done = run(*ON, "--format", format, cwd=meetings.folder)
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr == (
        f"ragplan: the template {name}: this template is gone; {GONE['template'][name]}, "
        "see docs/templates.md\n"
    )


def test_a_projects_own_template_comes_first(run: Run, meetings: Repo) -> None:
    meetings.write({"templates/changes.md.j2": "{{ page.heading }}, {{ page.nothing }}"})
    done = run(*ON, "--format", "markdown", cwd=meetings.folder)
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.startswith("ragplan: the template changes.md.j2:1: ")
    assert (
        "has no attribute 'nothing'; this paper is made of blocks: change one in blocks.html.j2"
        in done.stderr
    )


def test_a_projects_own_block_is_laid_into_the_page(run: Run, meetings: Repo) -> None:
    own = "{% macro quote(block, level) %}<q>{{ block.words|words }}</q>{% endmacro %}"
    meetings.write({"templates/blocks.html.j2": own})
    page = Page(run(*ON, "--format", "html", "--output", "-", cwd=meetings.folder).stdout)
    assert len(page.named("q")) == len(page.named("del")) > 0
    assert page.named("table")


@pytest.mark.parametrize("format", ["html", "markdown"])
def test_nothing_changed_is_a_paper_too(run: Run, meetings: Repo, format: str) -> None:
    options = ("diff", "HEAD", "HEAD", "--format", format, "--output", "-")
    done = run(*options, cwd=meetings.folder)
    page = Page(done.stdout) if format == "html" else as_page(done.stdout)
    assert "On 24 March 2014: nothing changed." in page.text
    (organisations,) = page.named("table")
    assert "CCG Clinical Commissioning Group 0 0 0 0" in organisations.text


def test_the_page_leads_from_the_news_to_the_changes(run: Run, meetings: Repo) -> None:
    page = Page(run(*ON, "--format", "html", "--output", "-", cwd=meetings.folder).stdout)
    ids = [each.attributes["id"] for each in page.elements if "id" in each.attributes]
    links = [each.attributes["href"].removeprefix("#") for each in page.named("a")]
    assert len(links) > 10
    assert set(links) <= set(ids)
    assert len(ids) == len(set(ids))


def test_the_page_says_aloud_what_it_shows(run: Run, meetings: Repo) -> None:
    page = Page(run(*ON, "--format", "html", "--output", "-", cwd=meetings.folder).stdout)
    (gone, *_), (came, *_) = page.named("del"), page.named("ins")
    assert gone.text == "removed: drafted, and goes to the governing body in March. (end)"
    assert came.text == "added: approved by the governing body and is on the website. (end)"
    assert "Bad news: LBR went silent (19 days)" in [each.text for each in page.named("p")]


def test_internal_remarks_stay_out_of_public_copies(run: Run, meetings: Repo) -> None:
    for format in ENDINGS:
        output = ("--output", "-") if format in ("html", "markdown") else ()
        said = run(*ON, "--format", format, *output, cwd=meetings.folder).stdout
        public = run(*ON, "--format", format, *output, "--public", cwd=meetings.folder).stdout
        assert "one post short" in said
        assert "one post short" not in public
    assert "note taken out: The team is one post short (internal)" in run(*ON, cwd=meetings.folder).stdout


def test_tables_are_even(run: Run, meetings: Repo) -> None:
    assert uneven(run(*ON, "--format", "markdown", "--output", "-", cwd=meetings.folder).stdout) == []


def test_json_has_every_word(run: Run, meetings: Repo) -> None:
    told = json.loads(run(*ON, "--format", "json", cwd=meetings.folder).stdout)
    (worse,) = [each for each in told["changes"] if each["kind"] == "rating-worse"]
    kept_and_added = [each["text"] for each in worse["words"] if each["fate"] != "removed"]
    assert " ".join(kept_and_added) in " ".join(str(AFTER["plans/CCG.yaml"]).split())


def on_a_terminal(folder: Path, env: Mapping[str, str]) -> str:
    """Standard output of a run that has a terminal to write to."""
    import pty

    outer, inner = pty.openpty()
    running = subprocess.Popen(
        command(*ON), cwd=folder, env=environment(env), stdout=inner, stderr=subprocess.DEVNULL
    )
    os.close(inner)
    told = b""
    while True:
        try:
            part = os.read(outer, 65536)
        except OSError:  # how Linux says that the other side has gone
            break
        if not part:
            break
        told += part
    os.close(outer)
    running.wait(timeout=60)
    return told.decode().replace("\r\n", "\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made by POSIX's pty")
@pytest.mark.parametrize("columns", ["60", "80", "200"])
def test_a_terminal_gets_lines_that_fit(run: Run, meetings: Repo, golden: Golden, columns: str) -> None:
    shown = on_a_terminal(meetings.folder, {"TERM": "dumb", "COLUMNS": columns})
    assert not COLOUR.search(shown)
    narrow = min(int(columns), 80)
    long = [line for line in shown.splitlines() if len(line) > narrow]
    assert long == [] or columns == "200"
    whole = run(*ON, cwd=meetings.folder).stdout
    assert sorted(re.sub(r"[\s─]+", " ", shown).split()) == sorted(re.sub(r"[\s─]+", " ", whole).split())
    if columns == "80":
        golden(EXPECTED / "fortnight-80.txt", shown)


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made by POSIX's pty")
def test_colours_stand_for_the_markers(meetings: Repo) -> None:
    shown = on_a_terminal(meetings.folder, {"TERM": "xterm"})
    assert "\x1b[9;31mApril.\x1b[0m \x1b[4;32mMay.\x1b[0m" in shown
    assert "[-" not in COLOUR.sub("", shown)
    assert "[-April.-] {+May.+}" in on_a_terminal(meetings.folder, {"NO_COLOR": "1", "TERM": "xterm"})
