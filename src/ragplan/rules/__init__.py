"""The rules, one module a family or a part of one. ``RULES`` is what there is, in the order of the codes."""

from ragplan.rules import (
    answering,
    citations,
    coverage,
    dates,
    history_authors,
    history_dates,
    history_entries,
    history_revisions,
    history_updates,
    history_words,
    names,
    overdue,
    ownership,
    paper_dates,
    papers,
    ratings,
    reading,
    references,
    responses,
    revisions,
    suppressions,
)
from ragplan.rules.rule import Rule

_MODULES = (
    reading,
    suppressions,
    names,
    overdue,
    ownership,
    citations,
    ratings,
    references,
    papers,
    dates,
    revisions,
    paper_dates,
    history_entries,
    history_dates,
    history_revisions,
    history_words,
    history_updates,
    history_authors,
    coverage,
    answering,
    responses,
)
RULES: tuple[Rule, ...] = tuple(
    sorted((rule for module in _MODULES for rule in module.RULES), key=lambda rule: rule.code)
)
