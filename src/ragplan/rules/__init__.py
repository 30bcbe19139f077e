"""The rules, one module a family or a part of one. ``RULES`` is what there is, in the order of the codes."""

from ragplan.rules import (
    answering,
    citations,
    coverage,
    dates,
    names,
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
    ownership,
    citations,
    ratings,
    references,
    papers,
    dates,
    revisions,
    paper_dates,
    coverage,
    answering,
    responses,
)
RULES: tuple[Rule, ...] = tuple(
    sorted((rule for module in _MODULES for rule in module.RULES), key=lambda rule: rule.code)
)
