"""Word documents: what Word makes use of, the looks that another document lends, and the same bytes."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.shared import Pt
from golden.command import REPOSITORY, once, ragplan

from ragplan.render.docx import CannotLend, render
from ragplan.reports.blocks import (
    Bar,
    Cell,
    Column,
    Form,
    FormLine,
    Item,
    Items,
    Legend,
    LegendLine,
    Link,
    Manner,
    Page,
    Paragraph,
    Part,
    Section,
    Statement,
    Table,
    TableRow,
    Tag,
    Text,
)
from render.office import W, shown_docx, whole
from render.pages import Pages

SEEDS = 8
BHR = ("report", "--programme", "bhr-francis", "--as-of", "2014-01-27", "--format", "docx")


def page(*blocks: object, **more: object) -> Page:
    return Page("any", "The plan", "27 January 2014", blocks, heading="The plan", **more)  # type: ignore[arg-type]


def opened(made: bytes) -> docx.document.Document:
    whole(made)
    return docx.Document(io.BytesIO(made))


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    target = tmp_path_factory.mktemp("word") / "plan.docx"
    assert once(*BHR, "--output", str(target), cwd=REPOSITORY).code == 0
    return target.read_bytes()


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_same_page_gives_the_same_bytes(seed: int) -> None:
    made = Pages(seed).page()
    assert render(made) == render(made)


def test_parts_stand_in_one_order_without_the_time_of_the_run(plan: bytes) -> None:
    with ZipFile(io.BytesIO(plan)) as parts:
        assert {each.date_time for each in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = parts.namelist()
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])


def test_a_plan_says_what_it_is(plan: bytes) -> None:
    said = opened(plan).core_properties
    assert said.title == "System Wide Implementation Plan – as at 27 January 2014"
    assert said.author == said.last_modified_by == "Francis Report Task & Finish Group"
    assert said.language == "en-GB"
    assert said.created == said.modified == datetime(2014, 1, 27, tzinfo=UTC)


def test_a_plan_has_headings_and_repeats_the_heads_of_its_tables(plan: bytes) -> None:
    document = opened(plan)
    styles = [each.style.name for each in document.paragraphs]
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") > 10
    for table in document.element.body.findall(f"{W}tbl"):
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    assert document.sections[0].orientation == WD_ORIENT.LANDSCAPE
    assert "as at 27 January 2014" in document.sections[0].header.paragraphs[0].text
    fields = [
        each.get(f"{W}instr").strip()
        for each in document.sections[0].footer.part.element.iter(f"{W}fldSimple")
    ]
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_owners_of_an_action_stand_together_and_rows_are_whole() -> None:
    group = (
        TableRow((Cell((Paragraph(("Action",)),), head="rowgroup", rows=2), Cell((Paragraph(("One",)),)))),
        TableRow((Cell((Paragraph(("Two",)),)),)),
    )
    made = render(page(Table((Column(("A",)), Column(("B",))), (group, group))))
    (table,) = opened(made).element.body.findall(f"{W}tbl")
    _, *rows = table.findall(f"{W}tr")
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    kept = [row.find(f".//{W}keepNext") is not None for row in rows]
    assert kept == [True, False, True, False]


def test_what_only_the_dates_say_is_hollow_and_what_is_stated_tinted() -> None:
    tags = (Tag("Slipped", "▲", "off_track"), " ", Tag("By date: overdue", "", "off_track", by_date=True))
    document = opened(render(page(Paragraph(tags))))
    stated, _, by_date = document.paragraphs[1].runs
    assert stated.text.split() == ["▲", "Slipped"]
    assert stated.style.element.find(f".//{W}shd") is not None
    assert by_date.style.element.find(f".//{W}shd") is None
    assert by_date.style.element.find(f".//{W}bdr").get(f"{W}val") == "dashed"


def test_a_bar_is_drawn_and_says_its_counts() -> None:
    parts = (Part("Done", "✓", "complete", 2, 0.5), Part("Late by date only", "▲", "off_track", 2, 0.5, True))
    assert "Done: 2, Late by date only: 2" in shown_docx(render(page(Bar(parts))))


def test_bars_of_one_scale_are_as_long_as_what_they_count_and_are_told_apart() -> None:
    done = (Part("Done", "✓", "complete", 2, 1.0),)
    now, then = Bar(done, label="Now"), Bar(done, length=0.5, label="Then")
    words = shown_docx(render(page(now, then)))
    assert "Now: Done: 2" in words
    assert "Then: Done: 2" in words
    drawn = [opened(render(page(each))).element.find(".//{*}extent").get("cx") for each in (now, then)]
    assert int(drawn[1]) * 2 == pytest.approx(int(drawn[0]), rel=0.01)


def test_markdown_is_runs_and_lists() -> None:
    said = Statement("**Bold** and *leaning*\n\n1. one\n   - in it\n2. two\n\n7. seven")
    document = opened(render(page(said)))
    assert [run.text for run in document.paragraphs[1].runs if run.bold] == ["Bold"]
    assert [run.text for run in document.paragraphs[1].runs if run.italic] == ["leaning"]
    lists = [(each.text, each.paragraph_format.element.find(f".//{W}numId")) for each in document.paragraphs]
    numbered = [(text, number.get(f"{W}val")) for text, number in lists if number is not None]
    assert [text for text, _ in numbered] == ["one", "in it", "two", "seven"]
    ids = [number for _, number in numbered]
    assert ids[0] == ids[2] != ids[1]
    assert ids[3] not in ids[:3]


def test_links_lead_to_places_that_are_there_and_to_the_web_alone() -> None:
    links = [
        Link(each, each) for each in ("#here", "#nowhere", "https://example.org/a?b=1&c=2", "file:///etc")
    ]
    text = shown_docx(render(page(Paragraph(tuple(links)), Section(("Here",), (), "here"))))
    assert all(each.text in text for each in links)
    root = opened(render(page(Paragraph(tuple(links)), Section(("Here",), (), "here")))).element
    assert len(list(root.iter(f"{W}hyperlink"))) == 2


def test_what_a_reader_would_open_is_left_out_with_the_heading_of_nothing_else() -> None:
    folded = Section(("Folded",), (Paragraph(("Under",)),), "folded", folded=True)
    around = Section(("Around",), (folded,), "around")
    kept = Section(("Kept",), (Paragraph((Link("There", "#folded"),)), folded), "kept")
    document = opened(render(page(kept, around)))
    assert [each.text for each in document.paragraphs][-2:] == ["Kept", "There"]
    assert not list(document.element.iter(f"{W}hyperlink"))


def test_the_levels_that_explain_a_bar_stand_in_a_line_with_their_counts() -> None:
    lines = (
        LegendLine((Tag("Done so far", "✓", "complete"),), (1500, 3)),
        LegendLine(("Open",), (2, 0), category="none"),
    )
    key = Legend("Rows", (("Now",), ("Then",)), lines, inline=True)
    document = opened(render(page(key)))
    assert not document.tables
    words = document.paragraphs[-1].text.replace("\N{NO-BREAK SPACE}", " ")
    assert re.sub(r"\s+", " ", words) == "Rows: ✓ Done so far 1,500, then 3 Open 2, then 0"
    assert "Done\N{NO-BREAK SPACE}so\N{NO-BREAK SPACE}far" in document.paragraphs[-1].text


def test_an_entry_with_a_number_of_its_own_has_no_bullet() -> None:
    items = Items((Item((Text("1.", Manner.NUMBER), " First")), Item(("Second",))))
    document = opened(render(page(items)))
    found = [each.paragraph_format.element.find(f".//{W}numId") is None for each in document.paragraphs[1:]]
    assert found == [True, False]


HOSTILE = "a\x00b\x0cc\ud800d\ufffee\u202ef\u2066g" + "w" * 5000 + "<&>\"'"


def test_text_that_no_document_can_hold_is_shown(plan: bytes) -> None:
    cell = Cell((Paragraph((HOSTILE,)), Statement(HOSTILE)))
    blocks = (Paragraph((HOSTILE,)), Table((Column((HOSTILE,)),), ((TableRow((cell,)),),), HOSTILE))
    text = shown_docx(render(page(*blocks, group=HOSTILE, foot=HOSTILE)))
    assert "\\u0000" in text
    assert "\\ud800" in text
    assert "\\u202e" in text
    assert "w" * 5000 in text


def test_a_line_of_a_form_is_there_to_write_on_and_a_box_to_tick() -> None:
    form = Form((FormLine("Signed"), FormLine("No change", role="tick")), "To sign")
    document = opened(render(page(form)))
    signed, tick = document.tables[0].rows
    assert signed.height is not None
    assert signed.height > Pt(20)
    assert tick.cells[1].text == "☐"


def test_large_print_has_no_word_below_16_points_and_stands_upright() -> None:
    document = opened(render(page(Paragraph(("Words",)), large=True)))
    sizes = [int(each.get(f"{W}val")) for each in document.styles.element.iter(f"{W}sz")]
    assert min(sizes) >= 32
    assert document.sections[0].orientation == WD_ORIENT.PORTRAIT


@pytest.fixture
def lent(tmp_path: Path) -> Path:
    """A house's own document: its styles, header and footer, and words that are nobody else's business."""
    house = docx.Document()
    house.styles["Normal"].font.name = "House Sans"
    house.styles["Heading 1"].font.size = Pt(31)
    house.sections[0].header.paragraphs[0].text = "The House"
    house.sections[0].footer.paragraphs[0].text = "Kept for six years"
    house.sections[0].left_margin = Pt(90)
    house.add_paragraph("Secret words", style="List Number")
    house.core_properties.author = "Somebody"
    house.core_properties.comments = "Secret remark"
    house.save(str(tmp_path / "house.docx"))
    return tmp_path / "house.docx"


def test_another_document_lends_its_styles_header_and_footer_and_no_word(lent: Path) -> None:
    said = (Section(("Heading",), (Statement("1. one"),)), Paragraph((Tag("Slipped", "▲", "off_track"),)))
    made = render(page(*said), lent.read_bytes())
    assert made == render(page(*said), lent.read_bytes())
    document = opened(made)
    assert document.styles["Normal"].font.name == "House Sans"
    assert document.styles["Heading 1"].font.size == Pt(31)
    assert document.sections[0].header.paragraphs[0].text == "The House"
    assert document.sections[0].footer.paragraphs[0].text == "Kept for six years"
    assert document.sections[0].left_margin == Pt(90)
    assert [each.text for each in document.paragraphs][:2] == ["The plan", "Heading"]
    with ZipFile(io.BytesIO(made)) as parts:
        held = b"".join(map(parts.read, parts.namelist()))
    assert b"Secret" not in held
    assert b"Somebody" not in held


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_document_lends_nothing(data: bytes) -> None:
    with pytest.raises(CannotLend):
        render(page(), data)


def test_a_document_whose_header_would_be_fetched_from_elsewhere_lends_nothing(lent: Path) -> None:
    house = docx.Document(str(lent))
    house.sections[0].header.part.rels.get_or_add_ext_rel(RT.HYPERLINK, "https://house.example/")
    house.save(str(lent))
    assert render(page(), lent.read_bytes())
    house.sections[0].header.part.rels.get_or_add_ext_rel(RT.IMAGE, "https://spy.example/pixel.png")
    house.save(str(lent))
    with pytest.raises(CannotLend, match=r"its word/header1\.xml shows what lies at https://spy\.example"):
        render(page(), lent.read_bytes())


@pytest.mark.parametrize(("at", "mark"), [(8, 1), (10, 99)])
def test_a_document_that_is_locked_or_packed_in_an_unknown_way_lends_nothing(
    lent: Path, at: int, mark: int
) -> None:
    head, *parts = lent.read_bytes().split(b"PK\x01\x02")
    marked = (each[: at - 4] + bytes([mark]) + each[at - 3 :] for each in parts)
    with pytest.raises(CannotLend, match="damaged or locked"):
        render(page(), b"PK\x01\x02".join([head, *marked]))


def test_the_command_takes_the_looks_of_a_document(lent: Path, tmp_path: Path) -> None:
    target = tmp_path / "plan.docx"
    ran = ragplan(*BHR, "--reference", str(lent), "--output", str(target))
    assert ran.code == 0, ran.err
    assert opened(target.read_bytes()).sections[0].header.paragraphs[0].text == "The House"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--reference", "none.docx"], "'none.docx' cannot be read: No such file or directory"),
        (
            ["--reference", "README.md"],
            "--reference: 'README.md' cannot lend its styles: it is no Word document",
        ),
        (
            ["--reference", "x.docx", "--format", "html"],
            "--reference is for docx; html has no styles to take over",
        ),
    ],
)
def test_what_cannot_lend_is_told_and_nothing_written(words: list[str], said: str, tmp_path: Path) -> None:
    target = tmp_path / "plan.docx"
    ran = ragplan(*BHR, *words, "--output", str(target))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert not target.exists()


def test_a_missing_library_is_one_line_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import sys

    for name in [each for each in sys.modules if each.startswith("ragplan.render.docx")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    ran = ragplan(*BHR, "--output", str(tmp_path / "plan.docx"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1].endswith("run pip install 'ragplan[word]'")
    assert not (tmp_path / "plan.docx").exists()
