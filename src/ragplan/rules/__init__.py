"""The rules, one module a family or a part of one. ``RULES`` is what there is, in the order of the codes."""

from ragplan.rules import (
    answering,
    citations,
    coverage,
    dates,
    names,
    paper_dates,
    papers,
    reading,
    references,
    responses,
    suppressions,
)
from ragplan.rules.rule import Rule

_MODULES = (
    reading,
    suppressions,
    names,
    citations,
    references,
    papers,
    dates,
    paper_dates,
    coverage,
    answering,
    responses,
)
RULES: tuple[Rule, ...] = tuple(
    sorted((rule for module in _MODULES for rule in module.RULES), key=lambda rule: rule.code)
)
