"""The commands that list what a paper counts: each reads the same plan on the same day as the paper."""

import shlex
from datetime import date
from typing import NamedTuple

from ragplan.reports.blocks import Manner, Text


class Scope(NamedTuple):
    """How a command is told which plan to read, and as of when; ``""`` is what it takes of itself.

    ``plans`` is a folder, ``programme`` an id, ``at`` a meeting, a day or a revision, ``as_of`` a day.
    ``public`` reads the copy that everybody may see.
    """

    plans: str = ""
    programme: str = ""
    at: str = ""
    as_of: str = ""
    public: bool = False

    def rows(self, filters: str) -> Text:
        """``ragplan list`` with these filters."""
        return self._command("list", filters, at=self.at)

    def report(self, name: str) -> Text:
        """Another report of the same plan."""
        return self._command("report", name, at=self.at)

    def show(self, ref: str) -> Text:
        """``ragplan show`` of an action."""
        return self._command("show", shlex.quote(ref), at=self.at)

    def chase(self) -> Text:
        """``ragplan chase``, which reads the files as they are."""
        return self._command("chase", "")

    def changes(self, since: date, kinds: str = "") -> Text:
        """``ragplan diff`` since a day, all changes or those of these kinds."""
        ends = f"{since} {shlex.quote(self.at)}" if self.at else str(since)
        return self._command("diff", f"{ends} --kind {kinds}" if kinds else ends)

    def _command(self, name: str, words: str, at: str = "") -> Text:
        told = {"plans": self.plans, "programme": self.programme, "at": at, "as-of": self.as_of}
        options = "".join(f" --{option} {shlex.quote(word)}" for option, word in told.items() if word)
        public = " --public" if self.public else ""
        return Text(f"ragplan {name} {words}".rstrip() + options + public, Manner.CODE)
