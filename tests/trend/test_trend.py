"""``ragplan report trend``: the counts of every meeting, who was heard, which dates moved."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import Run
from golden.page import Page, as_page, uneven
from golden.plugin import Golden
from history.building import Repo

from ragplan.diff import UpdateState
from ragplan.document import SourceFile
from ragplan.history import Past
from ragplan.history.course import Course
from ragplan.history.tallies import Memory
from ragplan.loader import load
from ragplan.model.snapshot import Snapshot
from ragplan.query import rows
from ragplan.render import html
from ragplan.reports.blocks import Block, Chart, Paragraph, Section, Table, Words
from ragplan.reports.blocks import Page as Paper
from ragplan.reports.counts import count
from ragplan.reports.request import Request
from ragplan.reports.trend.page import build
from ragplan.repository.git import open_repository
from ragplan.timeline import Timeline
from ragplan.timeline.courses import course
from trend.fortnights import PROGRAMME, A

EXPECTED = Path(__file__).parent / "expected"
LAST = date(2014, 5, 19)


@pytest.fixture(scope="session")
def followed(demo: Path) -> tuple[Course, Past]:
    """The course of the demonstration's programme, and its past as other commands know it."""
    with open_repository(demo / "plans") as repository:
        timeline = Timeline(repository)
        programme = timeline.at(repository.commit(), "bhr-francis").programme
        assert programme
        return course(timeline, programme, LAST), timeline.past(programme, LAST)


def _built(course: Course, on: date) -> Paper:
    return build(Request(Snapshot(course.programme, on), course=course))


@pytest.fixture(scope="session")
def shown(followed: tuple[Course, Past]) -> Paper:
    return _built(followed[0], LAST)


def section(paper: Paper, id: str) -> Section:
    (found,) = (each for each in paper.blocks if isinstance(each, Section) and each.id == id)
    return found


def chart(paper: Paper) -> Chart:
    """The chart on top of the page."""
    (story,) = (each for each in section(paper, "summary").blocks if isinstance(each, Section))
    (found,) = (each for each in story.blocks if isinstance(each, Chart))
    return found


def said(words: Words) -> str:
    return "".join(run if isinstance(run, str) else getattr(run, "text", "") for run in words)


def table(blocks: tuple[Block, ...], place: int = 0) -> list[list[str]]:
    """A table's cells, the lines of each one below the other."""
    found = [each for each in blocks if isinstance(each, Table)][place]
    return [
        [
            "\n".join(said(each.words) for each in cell.blocks if isinstance(each, Paragraph)) if cell else ""
            for cell in row
        ]
        for row in found.grid()
    ]


def charts(blocks: tuple[Block, ...]) -> list[Chart]:
    """The small charts of a table, one a row."""
    (found,) = (each for each in blocks if isinstance(each, Table))
    cells = [cell for row in found.groups[0] for cell in row.cells]
    return [each for cell in cells for each in cell.blocks if isinstance(each, Chart)]


def page(run: Run, folder: Path, *arguments: str) -> str:
    ran = run("report", "trend", *arguments, "--output", "-", cwd=folder)
    assert ran.code == 0, ran.stderr
    return ran.stdout


@pytest.mark.parametrize(("format", "ending"), [("markdown", "md"), ("html", "html")])
def test_the_trend_is_as_recorded(run: Run, meetings: Repo, golden: Golden, format: str, ending: str) -> None:
    golden(EXPECTED / f"trend.{ending}", page(run, meetings.folder, "--format", format))


def test_each_meeting_counts_what_its_plan_report_counts(followed: tuple[Course, Past], shown: Paper) -> None:
    _, past = followed
    drawn = chart(shown)
    assert len(drawn.stacks) == len(past.meetings) == 9
    for stack, held in zip(drawn.stacks, past.meetings, strict=True):
        programme = held.recorded.programme
        assert programme
        snapshot = past.snapshot(programme, held.meeting)
        counts = count(rows([snapshot]))
        told = Counter[str]()
        for each, number in zip(drawn.levels, stack.counts or (), strict=True):
            told[each.category] += number
        counted = Counter({"none": counts.unrated - counts.unstated.total()})
        for level, number in (*counts.stated.items(), *counts.unstated.items()):
            counted[level.category.value] += number
        assert +told == +counted
        assert counts.total == sum(stack.counts or ())
        assert counts.overdue == stack.late


def test_the_table_of_ratings_has_the_numbers_of_the_chart(shown: Paper) -> None:
    many = len(chart(shown).levels)
    for row, stack in zip(table(section(shown, "meetings").blocks), chart(shown).stacks, strict=True):
        numbers = [int(each) for each in row[1 : many + 4]]
        assert numbers[: many + 1] == [*(stack.counts or ()), sum(stack.counts or ())]
        assert numbers[-1] == stack.late


@pytest.mark.parametrize("id", ["organisations", "goals"])
def test_organisations_and_goals_share_out_what_a_meeting_counts(shown: Paper, id: str) -> None:
    blocks = section(shown, id).blocks
    for place, stack in enumerate(chart(shown).stacks):
        shares = [each.stacks[place].counts or () for each in charts(blocks)]
        assert [sum(each) for each in zip(*shares, strict=True)] == list(stack.counts or ())
    (folded,) = (each for each in blocks if isinstance(each, Section))
    for row, each in zip(table(folded.blocks), charts(blocks), strict=True):
        told = [sum(map(int, re.findall(r"\d+", cell))) for cell in row[1:]]
        assert told == [sum(stack.counts or ()) for stack in reversed(each.stacks)]
    totals = [sum(each.stacks[-1].counts or ()) for each in charts(blocks)]
    assert [int(row[-1]) for row in table(blocks)] == totals


def test_changes_are_those_since_the_meeting_before(shown: Paper) -> None:
    now, before = (stack.counts or () for stack in reversed(chart(shown).stacks[-2:]))
    for place, number in enumerate(now):
        cells = [row[place + 2] for row in table(section(shown, "organisations").blocks)]
        told = [re.fullmatch(r"(\d+?)([+−]\d+)?", each) for each in cells]
        assert sum(int(each[1]) for each in told if each) == number
        changes = [each[2] for each in told if each and each[2]]
        assert sum(int(each.replace("−", "-")) for each in changes) == number - before[place]


def test_who_was_heard_is_told_of_every_open_row(followed: tuple[Course, Past], shown: Paper) -> None:
    rows = table(section(shown, "coverage").blocks)
    silences = [row[-2] for row in table(section(shown, "meetings").blocks)]
    for place, meeting in enumerate(reversed(followed[0].meetings)):
        assert meeting.tally
        cells = [row[place + 1] for row in rows]
        updates = sum(map(Counter, meeting.tally.updates.values()), Counter[UpdateState]())
        told = Counter[str]()
        for line in (line for cell in cells for line in cell.splitlines() if line != "none open"):
            _, number, word = line.split()
            told[word] += int(number)
        assert told == {each.value: many for each, many in updates.items() if many}
        assert told["silent"] == int(silences[-1 - place])


def test_the_demonstration_has_one_organisation_that_fell_silent(shown: Paper) -> None:
    (row,) = (each for each in table(section(shown, "coverage").blocks) if each[0].startswith("HCCG"))
    assert [each.splitlines()[0] for each in row[1:5]] == ["– 10 silent"] * 4
    silences = table(section(shown, "silences").blocks)
    assert {row[1] for row in silences} == {"HCCG"}
    assert silences[3][2:4] == ["6", "24 February 2014"]


def test_a_date_that_was_quietly_rewritten_counts_from_the_first_one(shown: Paper) -> None:
    slips = table(section(shown, "slippage").blocks, 1)
    (slip,) = (each for each in slips if each[0].startswith("9.1 "))
    assert slip[2:] == ["26 February 2014the plan now gives 26 March 2014", "26 March 2014", "28", "0"]
    assert len(slip[1].splitlines()) == 5
    days = [int(each[4]) for each in slips]
    assert days == sorted(days, reverse=True)


def test_a_meeting_whose_plan_does_not_load_is_a_gap(run: Run, meetings: Repo) -> None:
    found = Page(page(run, meetings.folder))
    assert "Not known: it does not load: plans/A.yaml: 'organisation' appears twice here" in found.text
    assert (
        "Commit d46f8537c7 of 2014-02-01, seen by the meeting of 2014-02-03: it does not load" in found.text
    )
    assert len([each for each in found.named("rect") if each.attributes.get("class") == "unknown"]) == 5


def test_the_past_up_to_a_meeting_is_told_as_it_was_told_then(run: Run, meetings: Repo) -> None:
    then = page(run, meetings.folder, "--at", "2014-01-20").replace("\N{NO-BREAK SPACE}", " ")
    assert "At the meeting of 20 January 2014, 1 of 4 rows is completed" in then
    assert "17 February" not in then


OWN_KEY = """\
key:
  levels:
    - {code: begun, label: Begun, meaning: Work has begun, category: under_way}
    - {code: done, label: Done, meaning: It is done, category: complete}
"""


def test_nothing_is_said_of_a_level_that_the_key_does_not_have(run: Run, repo: Repo) -> None:
    """A date that moved by 60 days is told as that, and not that none has slipped."""
    first = PROGRAMME.replace("key: rag-complete\n", OWN_KEY)
    rows = A.replace("amber", "begun")
    repo.commit({"plans/programme.yaml": first, "plans/A.yaml": rows}, at="2014-01-04T10:00:00Z")
    moved = first.replace("due: 2014-02-28", "due: 2014-04-29")
    repo.commit({"plans/programme.yaml": moved}, at="2014-01-10T10:00:00Z")
    told = page(run, repo.folder, "--format", "markdown", "--as-of", "2014-02-17")
    (said,) = (line for line in told.splitlines() if line.startswith("At the meeting of 17 February"))
    assert "slipped" not in told.casefold()
    assert "open rows 2 are past their date and " in said
    assert "; 1 row has a later date than at first. At the first of 4 meetings" in said
    assert "◐ Begun" in told


def test_the_overdue_are_told_at_each_meeting(run: Run, meetings: Repo) -> None:
    """In the sentence, the table, beside the bars and in the terminal; 17 February has 2 of 3."""
    ran = run("report", "trend", cwd=meetings.folder)
    assert [" ".join(line.split()[3:]) for line in ran.stdout.splitlines()[-4:]] == [
        "0 of 4 0% 0 of 4", "1 of 4 25% 0 of 3", "not known – not known", "0 of 3 0% 2 of 3"
    ]  # fmt: skip
    found = Page(page(run, meetings.folder))
    late = [each for each in found.named("rect") if each.attributes.get("class") == "late"]
    assert len(late) == 2  # one bar and its key
    assert "of the 3 open rows 2 are past their date" in found.text


def test_thousands_are_separated(followed: tuple[Course, Past]) -> None:
    meeting, tally = followed[0].known[-1]
    many = tally._replace(organisations={"BDCCG": {None: 1234}}, open=1234, overdue=1000)
    paper = _built(replace(followed[0], meetings=(replace(meeting, tally=many),)), LAST)
    told = Page(html.render(paper)).text
    assert "of 1,234 rows" in told
    assert "1,000 are past their date" in told
    glance = chart(paper).table
    assert glance
    assert table((glance,))[0][1:] == ["0 of 1,234", "0%", "1,000 of 1,234"]
    texts = Page(html.render(paper)).named("text")
    totals = [each.text for each in texts if each.attributes.get("class") in ("total", "beneath")]
    assert totals == ["of 1,234", "0%"]


def test_no_meeting_yet_is_said(run: Run, repo: Repo) -> None:
    repo.commit({"plans/programme.yaml": PROGRAMME, "plans/A.yaml": A}, at="2014-02-18T10:00:00Z")
    for format in ("html", "markdown"):
        told = page(run, repo.folder, "--format", format, "--as-of", "2014-02-19")
        assert "No meeting has been held since the plan was first committed" in told
        assert "<svg" not in told
    assert run("report", "trend", "--as-of", "2014-02-19", cwd=repo.folder).code == 0


def test_a_fresh_clone_a_bare_one_and_a_worktree_print_the_same(
    run: Run, meetings: Repo, tmp_path: Path
) -> None:
    meetings.git("clone", "--quiet", ".", str(tmp_path / "fresh"))
    meetings.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    meetings.git("worktree", "add", "--quiet", str(tmp_path / "tree"))
    here = page(run, meetings.folder)
    assert {page(run, tmp_path / each) for each in ("fresh", "bare.git", "tree")} == {here}


def test_without_history_there_is_no_trend(run: Run, plan: Path, meetings: Repo, tmp_path: Path) -> None:
    ran = run("report", "trend")
    assert (ran.code, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    meetings.git("clone", "--quiet", "--depth=1", f"file://{meetings.folder}", str(tmp_path / "shallow"))
    ran = run("report", "trend", cwd=tmp_path / "shallow")
    assert (ran.code, ran.stdout) == (2, "")
    assert "git fetch --unshallow" in ran.stderr


def test_the_page_is_whole_and_self_contained(run: Run, demo: Path) -> None:
    source = page(run, demo)
    found = Page(source)
    assert found.odd in ([], ["DOCTYPE html"])
    assert not {"script", "img", "link", "iframe", "object", "use"} & set(found.tags)
    assert "://" not in source
    (chart,) = (each for each in found.named("svg") if "aria-labelledby" in each.attributes)
    assert chart.attributes["role"] == "img"
    ids = [each.attributes["id"] for each in found.elements if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    assert set(chart.attributes["aria-labelledby"].split()) <= set(ids)
    labelled = [each.attributes["aria-labelledby"] for each in found.elements if each.tag == "div" and
                "aria-labelledby" in each.attributes]  # fmt: skip
    assert set(labelled) <= set(ids)


def test_every_level_has_a_fill(run: Run, demo: Path) -> None:
    """A pattern that is there once, or a colour that the style sheet gives."""
    found = Page(page(run, demo))
    patterns = [each.attributes["id"] for each in found.named("pattern")]
    used = {each.attributes["fill"] for each in found.named("rect") if "fill" in each.attributes}
    assert len(patterns) == len(set(patterns))
    assert {each[5:-1] for each in used} == set(patterns)
    plain = {each.attributes.get("class", "") for each in found.named("rect")} - {""}
    assert all(f".chart .{each} {{" in found.style for each in plain)


def test_markdown_is_tables_that_hold_together(run: Run, demo: Path) -> None:
    told = page(run, demo, "--format", "markdown")
    assert uneven(told) == []
    assert len(as_page(told).named("table")) == 11


def test_the_chart_tells_what_it_shows_with_a_share_above_each_bar(shown: Paper) -> None:
    (story,) = (each for each in section(shown, "summary").blocks if isinstance(each, Section))
    assert said(story.heading) == "Completed 13 of 84 → 51 of 90 in 9 meetings"
    assert [each.share for each in chart(shown).stacks][::4] == ["15%", "29%", "56%"]
    glance = chart(shown).table
    assert glance
    assert len(glance.grid()) == len(chart(shown).stacks)


def test_levels_stand_in_the_order_of_the_key(followed: tuple[Course, Past], shown: Paper) -> None:
    key = followed[0].programme.key
    assert key
    stated = [each.label for each in chart(shown).levels if not each.by_date and each.category != "none"]
    assert stated == [each.label for each in key.levels]


def test_the_newest_meeting_stands_first_where_meetings_are_columns(shown: Paper) -> None:
    (reported,) = (each for each in section(shown, "coverage").blocks if isinstance(each, Table))
    assert said(reported.columns[1].words) == "19 May"


HOSTILE = "::error::<script>alert(1)</script> | [x](javascript:alert(1)) {{ 7*7 }}"


@pytest.mark.parametrize("format", ["html", "markdown"])
def test_texts_of_strangers_do_no_harm(run: Run, repo: Repo, format: str) -> None:
    """In titles, names, refs of organisations, and in the note of a commit that does not load."""
    quoted = f"'{HOSTILE}'"
    programme = (
        PROGRAMME.replace("Publish the response", quoted)
        .replace("Publish a response", quoted)
        .replace("Alpha Hospital", quoted)
        .replace("Example plan", quoted)
        .replace("Report to the board", quoted)
    )
    repo.commit({"plans/programme.yaml": programme, "plans/A.yaml": A}, at="2014-01-04T10:00:00Z")
    broken = A.replace("reviewed:", f"{quoted}: 1\nreviewed:")
    repo.commit({"plans/A.yaml": broken}, at="2014-01-19T10:00:00Z")
    later = A.replace("status: Outlined.", "status:").replace("Drafted.", "''")
    repo.commit(
        {"plans/A.yaml": later, "plans/programme.yaml": programme.replace("2014-02-28", "2014-03-28")},
        at="2014-02-03T10:00:00Z",
    )
    told = page(run, repo.folder, "--format", format)
    found = Page(told) if format == "html" else as_page(told)
    assert not {"script", "img", "a"} & set(found.tags)
    assert HOSTILE in found.text
    assert format == "html" or uneven(told) == []


def test_a_past_without_meetings_or_commits_is_no_error() -> None:
    (programme,) = load([SourceFile("programme.yaml", PROGRAMME.encode())]).programmes
    paper = _built(Course(programme, (), None, Memory()), date(2014, 2, 17))
    (summary,) = paper.blocks
    assert isinstance(summary, Section)
    assert len(summary.blocks) == 1


def test_many_meetings_are_drawn_without_words_in_the_bars(followed: tuple[Course, Past]) -> None:
    days = [date.fromordinal(LAST.toordinal() - 14 * back) for back in reversed(range(130))]
    last = followed[0].meetings[-1]
    paper = _built(replace(followed[0], meetings=tuple(replace(last, day=day) for day in days)), LAST)
    assert len(chart(paper).stacks) == 130
    assert {len(each.stacks) for each in charts(section(paper, "goals").blocks)} == {26}
    assert len(table(section(paper, "coverage").blocks)[0]) == 13
    drawn = Page(html.render(paper))
    written = [each.attributes.get("class", "") for each in drawn.named("text")]
    assert not any(each.startswith(("inside", "total")) for each in written)
