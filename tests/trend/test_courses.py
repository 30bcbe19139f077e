"""What meetings come to is the same counted at once, meeting by meeting, or on from what a cache holds."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pytest
from conftest import Run
from diff.random_plans import Files, as_json, changed, plans
from history.building import Repo
from hypothesis import given, settings
from hypothesis import strategies as st

from ragplan.cache import NAME, Cache
from ragplan.diff import UpdateState, update_states
from ragplan.document import SourceFile
from ragplan.history.course import Course, Tallies, tallies_as_json, tallies_from_json
from ragplan.history.tallies import MeetingCounter, Memory, Moves, Quiet, Share, Shown, Tally
from ragplan.loader import load
from ragplan.model.assessment import Assessment
from ragplan.model.dates import PlanDate
from ragplan.model.judged import JudgedRow, rows_by_key
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Key, Snapshot
from ragplan.reports.counts import count
from ragplan.reports.request import Request
from ragplan.reports.trend.page import build
from ragplan.repository.git import open_repository
from ragplan.timeline import Timeline
from ragplan.timeline.courses import course
from trend.fortnights import PROGRAMME_LAST

FIRST = date(2014, 1, 6)
CALENDAR = {"every": "2 weeks", "first": "2014-01-06", "last": "2014-03-31"}
END = date(2014, 3, 31)


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, str]]:
    """A plan meeting by meeting; sometimes nothing changes, sometimes only that files were gone through."""
    told = [draw(plans())]
    for _ in range(draw(st.integers(1, 4))):
        told.append(draw(st.one_of(st.just(told[-1]), changed(told[-1]))))
    found = []
    for number, files in enumerate(told):
        later: Files = json.loads(json.dumps(files))
        later[""]["calendar"] = CALENDAR
        reviewed = (FIRST + timedelta(weeks=2 * number)).isoformat()
        for code in draw(st.sets(st.sampled_from("ABC"))):
            later[code]["reviewed"] = reviewed
        found.append(as_json(later))
    return found


def snapshots(texts: list[dict[str, str]]) -> list[Snapshot]:
    found = []
    for number, files in enumerate(texts):
        (programme,) = load([SourceFile(name, text.encode()) for name, text in files.items()]).programmes
        found.append(Snapshot(programme, FIRST + timedelta(weeks=2 * number)))
    return found


def count_only(judged: list[JudgedRow]) -> list[Assessment]:
    """The assessments of the rows that are counted."""
    return [each.assessment for each in judged if count([each]).total]


class Slowly:
    """The same by the rules as they are written down: each row judged, and each word compared, every time."""

    def __init__(self, latest: Programme) -> None:
        self.name = latest.known_as
        self.before: Snapshot | None = None
        self.first: dict[Key, PlanDate] = {}
        self.silences: dict[Key, Quiet] = {}

    def meeting(self, now: Snapshot) -> tuple[Tally, dict[Key, Quiet]]:
        now = replace(now, seen=self.before)
        rows = rows_by_key(now, self.name)
        assert len(rows) == len(now.programme.rows)
        for key, judged in rows.items():
            given = judged.row.deadline.first
            if given and given.last:
                self.first.setdefault(key, given)
        updates = update_states(now)
        old = rows_by_key(self.before, self.name) if self.before else {}
        silent = [key for key, each in updates.items() if each is UpdateState.SILENT]
        self.silences = {key: self._longer(key, key in old) for key in silent}
        tally = Tally(
            self._shares({key: key[1] for key in rows}, rows),
            self._shares({key: judged.action.goal for key, judged in rows.items()}, rows),
            count(rows.values()).left_out,
            {
                code: Counter(each for key, each in updates.items() if key[1] == code)
                for code in {key[1] for key in updates}
            },
            self._moves(rows),
            sum(bool(count([s]).total) and s.assessment.open for s in rows.values()),
            sum(bool(count([s]).total) and s.assessment.overdue for s in rows.values()),
            sum(map(self._promised, rows, rows.values())),
        )
        self.before = now
        return tally, self.silences

    def _promised(self, key: Key, judged: JudgedRow) -> bool:
        first = self.first[key].last if key in self.first else None
        return bool(count([judged]).total) and first is not None and first < judged.snapshot.on

    def _longer(self, key: Key, there: bool) -> Quiet:
        known = self.silences.get(key)
        if known:
            return Quiet(known.meetings + 1, known.since)
        return Quiet(1, self.before.on if self.before and there else None)

    def _shares(self, whose: Mapping[Key, str], rows: Mapping[Key, JudgedRow]) -> Mapping[str, Share]:
        found = {}
        for each in set(whose.values()):
            judged = [row for key, row in rows.items() if whose[key] == each]
            share: Share = Counter(map(self._shown, count_only(judged)))
            if share:
                found[each] = share
        return found

    def _shown(self, assessment: Assessment) -> Shown | None:
        if assessment.stated:
            return Shown(assessment.stated.category)
        return Shown(assessment.derived.category, stated=False) if assessment.derived else None

    def _moves(self, rows: Mapping[Key, JudgedRow]) -> Moves:
        later, revisions = [], 0
        for key, judged in rows.items():
            if not count([judged]).total:
                continue
            revisions += len(judged.row.deadline.revisions)
            first, current = self.first.get(key), judged.row.deadline.current
            if first and first.last and current and current.last and current.last > first.last:
                later.append((current.last - first.last).days)
        return Moves(len(later), median(later) if later else 0, max(later, default=0), revisions)


@given(histories())
def test_what_stays_need_not_be_judged_again(texts: list[dict[str, str]]) -> None:
    """Nor does one who goes on from what was written down know less than one who saw it all."""
    seen = snapshots(texts)
    latest = seen[-1].programme
    slowly, counter = Slowly(latest), MeetingCounter(latest.known_as)
    for now in seen:
        again = counter
        if counter.last:
            found = tallies_from_json(tallies_as_json(Tallies(memory=counter.memory)), latest.known_as)
            assert found
            again = MeetingCounter(latest.known_as, found.memory, counter.last)
            told_again = again.tally(now)
        told = counter.tally(now)
        assert (told, counter.memory.silences) == slowly.meeting(now)
        if again is not counter:
            assert (told_again, again.memory) == (told, counter.memory)
        tallies = Tallies((told, None), ("", "x"), (), Memory())
        assert tallies_from_json(tallies_as_json(tallies), latest.known_as) == tallies


def record(repo: Repo, texts: list[dict[str, str]], first: int = 0) -> None:
    """Each version as a commit on the day of its meeting, half of them after another that does not load."""
    for number, files in enumerate(texts, first):
        day = FIRST + timedelta(weeks=2 * number)
        plan = {f"plans/{name}": text for name, text in files.items()}
        if number % 2:
            broken = {**plan, "plans/A.yaml": "organisation: A\nactions: [\n"}
            repo.commit(broken, at=f"{day - timedelta(days=1)}T10:00:00Z")
        repo.commit(plan, at=f"{day}T10:00:00Z")


def at_the_end(folder: Path, until: date, kept: Cache | None) -> Course:
    with open_repository(folder / "plans") as repository:
        timeline = Timeline(repository)
        programme = timeline.at(repository.commit(), "example").programme
        assert programme
        return course(timeline, programme, until, kept)


@settings(max_examples=10, deadline=None)
@given(histories(), st.data())
def test_a_course_is_the_same_with_and_without_a_cache(
    texts: list[dict[str, str]], data: st.DataObject
) -> None:
    """And with one that holds its beginning."""
    with TemporaryDirectory() as folder:
        repo, kept = Repo(Path(folder, "repository")), Cache(Path(folder, "cache"))
        middle = data.draw(st.integers(1, len(texts)))
        record(repo, texts[:middle])
        at_the_end(repo.folder, END, kept)
        record(repo, texts[middle:], middle)
        for until in (END, FIRST + timedelta(weeks=2 * middle), FIRST):
            plain = at_the_end(repo.folder, until, None)
            for _ in range(2):
                assert told(at_the_end(repo.folder, until, kept)) == told(plain)


def told(found: Course) -> tuple[object, ...]:
    """All that a trend is made of."""
    return (
        build(Request(Snapshot(found.programme, END), course=found)),
        found.memory.silences,
        found.meetings,
        found.last,
    )


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The folder of the cache."""
    return tmp_path / "cache"


def page(run: Run, repo: Repo, cache: Path | None, *arguments: str) -> str:
    """The trend as Markdown."""
    ran = run(
        *("report", "trend", "--format", "markdown", "--output", "-", *arguments),
        cwd=repo.folder,
        env={"RAGPLAN_CACHE": str(cache) if cache else "off"},
    )
    assert ran.code == 0, ran.stderr
    return ran.stdout


def rewrite(kept: Path, text: Callable[[bytes], bytes]) -> int:
    """Change the courses that are kept; how many there are."""
    with closing(sqlite3.connect(kept / NAME)) as database, database:
        found = database.execute("SELECT digest, text FROM kept").fetchall()
        for digest, packed in found:
            other = zlib.compress(text(zlib.decompress(packed)))
            database.execute("UPDATE kept SET text = ? WHERE digest = ?", (other, digest))
    return len(found)


def test_a_new_meeting_goes_on_from_what_is_kept(run: Run, meetings: Repo, kept: Path) -> None:
    """That is seen by what was falsified there."""
    page(run, meetings, kept)

    def falsified(text: bytes) -> bytes:
        data = json.loads(text)
        data["tallies"][0][2] = {"withdrawn": 7}
        return json.dumps(data).encode()

    assert rewrite(kept, falsified)
    longer = PROGRAMME_LAST.replace("last: 2014-02-17", "last: 2014-03-03")
    meetings.commit({"plans/programme.yaml": longer}, at="2014-03-01T10:00:00Z")
    plain = page(run, meetings, None)
    assert "| **3 March 2014** |" in plain
    assert "7 withdrawn" not in plain
    first = next(
        line for line in plain.splitlines() if re.match(r"\| \*\*6 January 2014\*\* \|.*\| – \|", line)
    )
    told = first.replace("| – |", "| 7 withdrawn |")
    assert page(run, meetings, kept) == plain.replace(first, told, 1)


NONSENSE = (b"", b"[]", b"{}", b"null", b"{", b"\xff", b'{"tallies": 5}', b"[" * 100_000)


def test_nonsense_in_the_cache_is_counted_anew(run: Run, meetings: Repo, kept: Path) -> None:
    plain = page(run, meetings, None)
    for nonsense in NONSENSE:
        assert page(run, meetings, kept) == plain
        assert rewrite(kept, lambda _, text=nonsense: text)  # type: ignore[misc]
        assert page(run, meetings, kept) == plain


def test_each_field_left_out_is_counted_anew(run: Run, meetings: Repo, kept: Path) -> None:
    plain = page(run, meetings, kept)
    for field in ("tallies", "whys", "notes", "first", "silences", "titles", "names"):
        rewrite(kept, lambda text, field=field: cut(text, field))  # type: ignore[misc]
        assert page(run, meetings, kept) == plain


def cut(text: bytes, field: str) -> bytes:
    return json.dumps({name: each for name, each in json.loads(text).items() if name != field}).encode()


def test_an_organisation_that_is_called_otherwise_now_is_counted_anew(
    run: Run, meetings: Repo, kept: Path
) -> None:
    page(run, meetings, kept)
    renamed = PROGRAMME_LAST.replace("B: {name: Beta Council}", "BC: {name: Beta Council, aliases: [B]}")
    meetings.write({"plans/programme.yaml": renamed.replace("owners: [A, B]", "owners: [A, BC]")})
    assert page(run, meetings, kept) == page(run, meetings, None)
    assert "**BC** Beta Council" in page(run, meetings, kept)


def test_without_a_cache_nothing_is_kept(run: Run, meetings: Repo, kept: Path) -> None:
    page(run, meetings, kept, "--no-cache")
    assert not kept.exists()
