"""The tables of a paper, in its body and as appendices, and its figures in every text, by the command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from golden.command import Ran, lay, ragplan
from golden.page import Page, as_page, squeezed, uneven

from reports.counted import PAPER, paper

FORMATS = ("html", "markdown")
EVERY_FORMAT = pytest.mark.parametrize("format", FORMATS)
TABLES = ("ratings", "organisations", "goals", "actions overdue", "plan", "register applicable", "positions")
BODY = "# Counts\n\nAll.\n\n" + "".join(f"{{{{ table {name} }}}}\n\nThen.\n\n" for name in TABLES)
ALPHA = (
    "Alpha Hospital 1 of 5 completed, 1 past its date, 2 silent. "
    "Open ones: 1 rated slipped, 1 rated on track, 2 not rated. Not counted: 1 superseded"
)
LISTEN = (
    "2. Listen 1 of 2 completed, 1 silent. Open ones: 1 rated slipped. "
    "Not counted: 1 superseded and 1 proposed"
)
DOOR = "A1 Paint the door A Due 25 January 2014 2 days ago Not rated By date: overdue 2 days"


def report(folder: Path, files: dict[str, str], *options: str) -> Ran:
    """The paper of these files on standard output."""
    lay(folder / "plans", files)
    return ragplan("report", "paper", f"plans/{PAPER}", "--output", "-", *options, cwd=folder)


def page(folder: Path, files: dict[str, str], format: str, *options: str) -> Page:
    """The paper of these files as it is read."""
    ran = report(folder, files, "--format", format, *options)
    assert ran.code == 0, ran.err
    return Page(ran.out) if format == "html" else as_page(ran.out)


def rows(found: Page) -> list[str]:
    """The rows of all tables, each in one line; a mark stands apart from its words."""
    return [squeezed(re.sub(r"([✓▲●])", r"\1 ", each.text)) for each in found.named("tr")]


@EVERY_FORMAT
def test_the_tables_of_the_body_say_the_counts(tmp_path: Path, format: str) -> None:
    found = page(tmp_path, paper(BODY), format)
    told = rows(found)
    assert [each for each in told if each.startswith(("✓ Completed", "All rows"))][:2] == [
        "✓ Completed 1 2",
        "All rows 9 9",
    ]
    assert {ALPHA, LISTEN, DOOR} <= set(told)
    assert "124 Heading not known" in told
    assert "We do this already." in found.text
    assert found.text.count("Then.") == len(TABLES)


@EVERY_FORMAT
def test_figures_are_said_in_every_text_of_the_front_matter(tmp_path: Path, format: str) -> None:
    figure = "'{{ overdue }} of {{ positions }} late'"
    fields = ("subtitle", "item", "report_of", "author", "lead", "sponsor", "presenter", "purpose", "asks")
    fields += ("summary", "reasons", "communication", "next_steps")
    front = "".join(f"{field}: {figure}\n" for field in fields)
    front += f"implications: {{Risk: {figure}}}\nother: {{More: {figure}}}\n"
    front += f"considered_by: [{{committee: Board, what: {figure}}}]\n"
    front += f"appendices: [{{title: {figure}, text: {figure}}}]\n"
    found = page(tmp_path, paper("{{ overdue }} of {{ positions }} late\n", front), format)
    linked = 1  # the appendix is named on the cover sheet too
    assert found.text.count("2 of 8 late") == len(fields) + 5 + linked + 1
    assert "{{" not in found.text


@EVERY_FORMAT
def test_a_figure_that_cannot_be_said_is_named_in_its_place(tmp_path: Path, format: str) -> None:
    found = page(
        tmp_path, paper("# One\n\nSo {{ positons }} and {{ positions goal=9 }}, {{ table plan }}.\n"), format
    )
    assert "So [{{ positons }} – there is no figure 'positons'] and [{{ positions goal=9 }} –" in found.text
    assert "the programme has no goal '9'], [{{ table plan }} – 'table plan' stands inside" in found.text


def test_the_summary_names_the_figures_that_cannot_be_said(tmp_path: Path) -> None:
    lay(tmp_path / "plans", paper("# One\n\n{{ positons }}\n", "purpose: '{{ table plan }}'\n"))
    ran = ragplan("report", "paper", f"plans/{PAPER}", cwd=tmp_path)
    assert ran.code == 0
    assert "A figure cannot be said: {{ positons }} – there is no figure 'positons'" in ran.out
    assert "A figure cannot be said: {{ table plan }} – 'table plan' stands outside" in ran.out


def test_the_figures_are_those_of_the_status_date_and_of_another_where_that_is_asked(tmp_path: Path) -> None:
    files = paper("{{ overdue }} overdue at {{ as_at }}\n")
    assert "2 overdue at 27 January 2014" in page(tmp_path, files, "html").text
    later = page(tmp_path, files, "html", "--as-of", "2014-03-10").text
    assert "5 overdue at 10 March 2014" in later
    assert "Figures as at 10 March 2014" in later


@EVERY_FORMAT
def test_an_appendix_shows_what_it_names(tmp_path: Path, format: str) -> None:
    front = (
        "appendices:\n"
        "  - {title: One, show: plan, text: Read *this*.}\n"
        "  - {title: Two, show: register, recommendations: [124-126, 131]}\n"
        "  - {title: Three, show: positions}\n"
        "  - {title: Four, show: positions, recommendations: [1]}\n"
        "  - {title: Five, file: five.md}\n"
        "  - {title: Six, file: six.md}\n"
    )
    files = paper("Body.\n", front) | {"papers/five.md": "# Heading\n\nThe {{ positions }} text.\n"}
    found = page(tmp_path, files, format)
    headings = [each.text for each in found.named("h2", "h3", "h4")]
    assert headings[-11:] != []
    assert [each for each in headings if each in {"One", "Two", "Three", "Four", "Five", "Six"}] == [
        "One", "Two", "Three", "Four", "Five", "Six",
    ]  # fmt: skip
    assert "Heading" in headings
    assert [row for row in rows(found) if row.startswith(("124", "125", "126", "131"))] == [
        "124 Heading not known Applies",
        "125 Heading not known Applies",
        "126 Heading not known Applies",
        "131 Heading not known Does not apply",
    ]
    assert "4 of 290 recommendations" in found.text
    assert found.text.count("We do this already.") == 1
    assert "No positions." in found.text
    assert "The {{ positions }} text." in found.text
    assert "There is no text six.md beside this paper." in found.text


def test_positions_of_one_organisation(tmp_path: Path) -> None:
    files = paper("{{ table positions organisation=B }}\n\n{{ table positions organisation=A }}\n")
    text = page(tmp_path, files, "html").text
    assert text.index("No positions.") < text.index("We do this already.")


def test_every_place_has_a_name_of_its_own(tmp_path: Path) -> None:
    front = "appendices:\n" + "".join(
        f"  - {{title: T, show: {show}}}\n" for show in ("plan", "plan", "positions", "positions", "register")
    )
    found = page(tmp_path, paper(BODY + BODY, front), "html")
    names = [each.attributes["id"] for each in found.elements if "id" in each.attributes]
    assert {name for name in names if names.count(name) > 1} == set()
    labels = {each.attributes.get("aria-labelledby") for each in found.elements}
    assert labels - {None} <= set(names)


@EVERY_FORMAT
def test_a_public_copy_is_without_internal_remarks(tmp_path: Path, format: str) -> None:
    front = "notes: [Open note, {text: Closed note, internal: true}]\n"
    front += "queries: [{text: Closed query, internal: true}]\n"
    files = paper("Body.\n", front)
    whole, public = page(tmp_path, files, format).text, page(tmp_path, files, format, "--public").text
    assert "Open note" in whole
    assert "Internal: Closed note" in whole
    assert "Closed query" in whole
    assert "Open note" in public
    assert "Closed" not in public


def test_the_markdown_keeps_its_lines_and_its_columns(tmp_path: Path) -> None:
    ran = report(tmp_path, paper(BODY), "--format", "markdown")
    assert uneven(ran.out) == []
    assert "\n\n\n" not in ran.out
    assert not any(line.endswith(" ") for line in ran.out.splitlines())
