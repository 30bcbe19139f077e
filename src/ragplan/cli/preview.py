"""What ``serve`` shows: the papers of the files as they are, and the findings beside them."""

from __future__ import annotations

import html
from http import HTTPStatus
from importlib.resources import files
from threading import Lock
from typing import NamedTuple
from urllib.parse import quote, unquote

from ragplan.cli.papers import as_text
from ragplan.cli.past import stood_at
from ragplan.cli.policies import Options, chosen_rules
from ragplan.cli.report_pages import Made, Order, Wanted, pages_of, paper_of
from ragplan.cli.session import CouldNotRun, judged_on, loaded, plan_files, readable_programmes
from ragplan.diagnostics import Diagnostic, Severity
from ragplan.english import counted
from ragplan.escaping import in_json, one_line
from ragplan.linter import lint
from ragplan.loader import Reading
from ragplan.reports import REPORTS
from ragplan.reports.public import public_page
from ragplan.rules.rule import Needs
from ragplan.serving.server import Answer

SHOWN = 200
"""Findings that are shown; all are counted."""
_SHELL = {"/": ("shell.html", "text/html"), "/shell.css": ("shell.css", "text/css"),
          "/shell.js": ("shell.js", "text/javascript")}  # fmt: skip


class Choice(NamedTuple):
    """Which plans are shown, and how."""

    folder: str
    programme: str = ""
    as_of: str = ""
    public: bool = False


class Preview:
    """The site: one page a report, kept where the next one cannot be made."""

    def __init__(self, choice: Choice) -> None:
        self.choice = choice
        self._good: dict[str, bytes] = {}
        self._making = Lock()

    def answer(self, path: str) -> Answer:
        """What stands at a path: the page around, or a paper."""
        if path in _SHELL:
            name, kind = _SHELL[path]
            return Answer(kind, (files("ragplan.serving") / name).read_bytes())
        if path == "/favicon.ico":
            return Answer("image/x-icon", b"", HTTPStatus.NO_CONTENT)
        begin, _, rest = path.partition("/paper/")
        name, _, stem = unquote(rest).partition("/")
        if begin or name not in REPORTS:
            return Answer("text/plain", b"there is no such page\n", HTTPStatus.NOT_FOUND)
        with self._making:
            return self._paper(path, name, stem)

    def _paper(self, path: str, name: str, stem: str) -> Answer:
        """A paper anew; the last that could be made where it cannot, and why where there is none."""
        try:
            self._good[path] = self._made(name, stem).encode()
        except CouldNotRun as error:
            if path not in self._good:
                return Answer("text/html", _saying(error.message).encode())
        return Answer("text/html", self._good[path])

    def _made(self, name: str, stem: str) -> str:
        """A report as HTML; of several the one whose file is so called, or links to them."""
        made = self._pages(name)
        wanted = [each for each in made if each.name == stem] if stem else made
        if not wanted:
            return _saying("There is nothing to show here.")
        if len(wanted) > 1:
            return _linking(name, wanted)
        page, frozen = wanted[0].page, wanted[0].frozen
        return as_text(public_page(page, frozen=frozen) if self.choice.public else page, "html")

    def _pages(self, name: str) -> list[Made]:
        choice = self.choice
        stood = stood_at(choice.folder, "", choice.as_of, choice.programme)
        reading = Reading()
        read = loaded(stood.found, read=reading)
        order = Order(
            choice.folder, stood, reading, read, choice.as_of, "", Wanted(), choice.public, True, {}
        )
        chosen = judged_on(readable_programmes(read, choice.programme, choice.folder), choice.as_of)
        if name == "paper":
            return [paper_of(order, each.origin.path) for programme, _ in chosen for each in programme.papers]
        return pages_of(order, name, "", chosen)

    def state(self) -> str:
        """The papers there are, and what ``lint`` says, as a line of JSON."""
        papers = [name for name, report in REPORTS.items() if not report.required]
        try:
            with self._making:
                found = self._findings()
        except CouldNotRun as error:
            return _json({"said": error.message, "error": True, "findings": [], "papers": papers})
        errors = sum(each.severity is Severity.ERROR for each in found)
        said = f"{counted(len(found), 'finding')}, {counted(errors, 'error')}" if found else "No findings"
        more = f"; the first {SHOWN} are shown" if len(found) > SHOWN else ""
        shown = [_told(each) for each in found[:SHOWN]]
        return _json({"said": said + more, "error": bool(errors), "findings": shown, "papers": papers})

    def _findings(self) -> list[Diagnostic]:
        rules, policy = chosen_rules(self.choice.folder, Options(), [Needs.FILES])
        found = lint(loaded(plan_files(self.choice.folder)), rules, policy=policy)
        return sorted(found, key=lambda each: -each.severity)


def _told(finding: Diagnostic) -> dict[str, str]:
    return {
        "severity": finding.severity.word,
        "code": finding.code,
        "message": one_line(finding.message),
        "help": one_line(finding.help),
        "where": f"{one_line(finding.path)}:{finding.span.line}:{finding.span.column}",
    }


def _json(state: dict[str, object]) -> str:
    import json

    return in_json(json.dumps(state, ensure_ascii=False))


_PAGE = (
    '<!DOCTYPE html><html lang="en-GB"><meta charset="utf-8"><meta name="color-scheme" content="light dark">'
)


def _saying(words: str) -> str:
    """A page of one sentence."""
    return f"{_PAGE}<title>ragplan</title><p>{html.escape(one_line(words))}</p></html>"


def _linking(name: str, made: list[Made]) -> str:
    """A page of links to several papers of one report."""
    links = "".join(
        f'<li><a href="/paper/{quote(name)}/{quote(each.name)}">{html.escape(each.page.heading)}</a></li>'
        for each in made
    )
    return f"{_PAGE}<title>{name}</title><h1>{name}</h1><ul>{links}</ul></html>"
