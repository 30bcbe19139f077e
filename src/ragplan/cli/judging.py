"""How ``check`` judges plans: by which rules, on which day, and whether it looks at their past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ragplan.cli.session import judged_on
from ragplan.diagnostics import Diagnostic
from ragplan.linter import lint
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.policy import Policy
from ragplan.rules.chronicle import Pasts
from ragplan.rules.rule import Needs, Rule

Judged = Sequence[tuple[Programme, date]]
"""Programmes, and the day that each is judged at."""


class Judging(NamedTuple):
    """The rules and the policy they go by, the day that was asked for, and whether the history may be
    looked at.
    """

    rules: Sequence[Rule]
    policy: Policy
    as_of: str
    history: bool

    @property
    def looks_back(self) -> bool:
        """Whether a rule looks at the past, which may then not be missing."""
        return self.history and any(rule.needs in (Needs.MEETING, Needs.HISTORY) for rule in self.rules)

    def days(self, plans: Plans) -> Judged:
        """The programmes, and the day that each is judged at."""
        return judged_on(plans.programmes, self.as_of)

    def found(self, plans: Plans, judged: Judged, pasts: Pasts | None) -> list[Diagnostic]:
        """What the rules find in plans."""
        days = {programme.id: day for programme, day in judged}
        return lint(plans, self.rules, lambda programme: days[programme.id], pasts, self.policy)
