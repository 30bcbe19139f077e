"""The rules, one module a family. ``RULES`` is what there is, in the order of the codes."""

from ragplan.rules import dates, names, reading, suppressions
from ragplan.rules.rule import Rule

RULES: tuple[Rule, ...] = (*reading.RULES, *suppressions.RULES, *names.RULES, *dates.RULES)
