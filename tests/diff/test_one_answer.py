"""Whether an owner has spoken: every command gives the same answer, on random histories in git."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from golden.command import Ran, ragplan
from history.building import Repo
from hypothesis import given, settings
from hypothesis import strategies as st

Keys = set[tuple[str, str]]
FIRST = date(2014, 1, 6)
PROGRAMME = """\
format: ragplan/1
programme: example
title: Example plan
calendar: {every: 2 weeks, first: 2014-01-06, last: 2014-03-31}
key: rag-complete
organisations: {A: {name: Alpha}, B: {name: Beta}, C: {name: Gamma}}
goals:
  - ref: "1"
    title: Publish a response
    actions:
      - {ref: "1.1", title: Publish it, due: 2014-01-31, owners: [A, B, C]}
      - {ref: "1.2", title: Tell the board, due: 2014-01-10, owners: [A, B]}
      - {ref: "1.3", title: Ask the public, proposed: true, owners: [A, C]}
      - {ref: "1.4", title: Print it, due: 2014-01-08}
"""
ROWS = {"A": ("1.1", "1.2", "1.3", "6"), "B": ("1.1", "1.2"), "C": ("1.1", "1.3", "1.2", "6")}
HELD = "TBC in meeting"
"""A status that only holds a place, which RAG405 tells where RAG403 would."""
FIELDS = {
    "status": st.sampled_from(["", HELD, "Drafted.", "Drafted – and sent.", "Drafted - and sent."]),
    "rating": st.sampled_from(["", "amber", "red", "green"]),
    "next": st.sampled_from(["", "Ask Ann."]),
    "updated": st.sampled_from(["", "2013-12-30", "2014-01-15", "2014-01", "2014-02-10", "TBC"]),
    "completed": st.sampled_from(["", "", "2014-01-27"]),
    "queries": st.sampled_from([[], ["Whose is it?"]]),
}
PAPER_REPORT = ("report", "paper", "plans/papers/paper.md", "--format", "markdown", "--output", "-")
KEPT = 4
"""Of so many fields one is another at the next meeting."""


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, str]]:
    """A plan meeting by meeting: most of what it says stays, and now and then a file is gone through."""
    rows = {(code, ref): _row(draw, {}) for code, refs in ROWS.items() for ref in refs}
    found = []
    reviewed = dict.fromkeys(ROWS, "")
    for number in range(draw(st.integers(2, 4))):
        texts = {"programme.yaml": PROGRAMME}
        for code, refs in ROWS.items():
            if draw(st.integers(0, 3)) == 0:
                reviewed[code] = (FIRST + timedelta(weeks=2 * number)).isoformat()
            actions = [rows[code, ref] | {"ref": ref} | (OWN if ref == "6" else {}) for ref in refs]
            texts[f"{code}.yaml"] = json.dumps(
                {"organisation": code, "reviewed": reviewed[code], "actions": actions}
            )
        found.append(texts)
        rows = {key: _row(draw, row) for key, row in rows.items()}
    return found


OWN = {"title": "Train the staff", "leads": ["AA"], "due": "2014-02-28"}


def _row(draw: st.DrawFn, row: dict[str, object]) -> dict[str, object]:
    keep = {name for name in FIELDS if name in row and draw(st.integers(0, KEPT * len(FIELDS)))}
    return {name: row[name] if name in keep else draw(values) for name, values in FIELDS.items()}


PAPER = """\
---
meeting: Board
date: {day}
title: Silences
---

Silent rows: {{{{ silent }}}}.
"""


class Told:
    """What the commands say of a plan on the day of its last meeting."""

    def __init__(self, folder: Path, on: date) -> None:
        self.folder, self.on = folder, on
        self.ran: dict[tuple[str, ...], Ran] = {}

    def run(self, *arguments: str, codes: tuple[int, ...] = (0,)) -> tuple[str, str]:
        """What a command wrote, which is run but once."""
        if arguments not in self.ran:
            self.ran[arguments] = ragplan(*arguments, "--as-of", self.on.isoformat(), cwd=self.folder)
        ran = self.ran[arguments]
        assert ran.code in codes, ran.err
        return ran.out, ran.err

    def silent(self, *arguments: str) -> Keys:
        rows = json.loads(self.run("list", "--silent", "--format", "json", *arguments)[0])["rows"]
        return {(row["ref"], row["organisation"]) for row in rows}

    def counted(self, *arguments: str) -> int:
        """How many rows are counted, as the page counts them."""
        out, _ = self.run("list", "--counted", "--format", "json", *arguments)
        return len(json.loads(out)["rows"])

    def checked(self) -> Keys:
        out, _ = self.run("check", "--select", "RAG402,RAG403,RAG408", "--format", "concise", codes=(0, 1))
        out = re.sub(r" \(due [^)]*\)", "", out)
        single = re.findall(r"RAG40[23] (\w) has (?:said nothing on|written no status for) '([^']+)'", out)
        several = re.findall(r"RAG40[238] (\w) has (?:said|written) no[^'(]*?: ([^(]+) \(", out)
        return {(ref, code) for code, ref in single} | {
            (ref.strip(), code) for code, refs in several for ref in re.split(r", | and ", refs)
        }

    def status(self, key: tuple[str, str]) -> str:
        rows = json.loads(self.run("show", key[0], "--format", "json")[0])["rows"]
        (row,) = (row for row in rows if row["organisation"] == key[1])
        return (row["status"] or "").strip()

    def changed(self) -> list[tuple[str, tuple[str, str]]]:
        changes = json.loads(self.run("diff", "--format", "json")[0])["changes"]
        return [(each["kind"], (each["ref"], each["organisation"])) for each in changes]


def recorded(repo: Repo, texts: list[dict[str, str]]) -> Told:
    """Each version as a commit of the day before its meeting."""
    days = [FIRST + timedelta(weeks=2 * number) for number in range(len(texts))]
    for files, day in zip(texts, days, strict=True):
        plan = {f"plans/{name}": text for name, text in files.items()}
        paper = {"plans/papers/paper.md": PAPER.format(day=days[-1])}
        repo.commit(plan | paper, at=f"{day - timedelta(days=1)}T10:00:00Z")
    return Told(repo.folder, days[-1])


@given(histories())
@settings(max_examples=6)
def test_every_command_says_the_same_of_who_has_spoken(texts: list[dict[str, str]]) -> None:
    with TemporaryDirectory() as folder:
        told = recorded(Repo(Path(folder)), texts)
        silent = _agreed(told)
        checked = told.checked()
        assert checked <= silent
        assert {told.status(key) for key in silent - checked} <= {HELD}
        _agreed(Told(told.folder, told.on + timedelta(days=6)))
        _trend(told, silent)
        if len(texts) > 1:
            _changes(told, silent)


def _agreed(told: Told) -> Keys:
    """The rows that list, page, show, a paper's figure and chase all call silent."""
    silent = told.silent()
    page, _ = told.run("report", "--format", "markdown", "--output", "-")
    empty = {key for key in silent if told.status(key) in ("", HELD)}
    assert page.lower().count("not updated since the last meeting") == len(silent - empty)
    for ref in {ref for ref, _ in silent}:
        shown = json.loads(told.run("show", ref, "--format", "json")[0])["rows"]
        assert {(ref, row["organisation"]) for row in shown if row["silent"]} == {
            key for key in silent if key[0] == ref
        }
    paper, _ = told.run(*PAPER_REPORT)
    assert f"Silent rows: {len(silent)}." in paper
    chased, _ = told.run("chase")
    assert len(re.findall(r"Nothing said since|No status\.", chased)) == len(silent)
    return silent


def _trend(told: Told, silent: Keys) -> None:
    """The trend counts the same as the page and list, of rows that organisations own or nobody does."""
    trend, _ = told.run("report", "trend", "--format", "markdown", "--output", "-")
    said = re.search(r"of the (\d+) open rows? (\d+) (?:is|are) past [^.;]*?(\d+) (?:is|are) silent", trend)
    assert said
    owned = 0
    for code in "ABC":
        _, err = told.run("list", "--organisation", code, "--silent")
        (number,) = re.findall(rf"of (\d+) open rows? that {code} owns", err)
        owned += int(number)
    found = tuple(map(int, said.groups()))
    assert found == (told.counted("--open"), told.counted("--overdue"), len(silent))
    assert found[0] == owned + 1  # and 1.4, which nobody owns
    done = re.findall(r"(\d+) of (\d+) rows? (?:is|are) completed", trend)[0]
    assert tuple(map(int, done)) == (told.counted("--closed"), told.counted())
    page, _ = told.run("report", "--format", "markdown", "--output", "-")
    assert f"{done[0]} of {done[1]} row" in page


def _changes(told: Told, silent: Keys) -> None:
    """Whoever went silent is silent now and was not at the meeting before; who spoke again the reverse."""
    before = (told.on - timedelta(weeks=2)).isoformat()
    was = Told(told.folder, date.fromisoformat(before)).silent("--at", before)
    for kind, key in told.changed():
        if kind == "went-silent":
            assert key in silent - was
        if kind == "spoke-again":
            assert key in was - silent
