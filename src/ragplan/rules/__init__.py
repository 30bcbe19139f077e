"""The rules, one module a family or half of one. ``RULES`` is what there is, in the order of the codes."""

from ragplan.rules import dates, names, reading, references, suppressions
from ragplan.rules.rule import Rule

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (*reading.RULES, *suppressions.RULES, *names.RULES, *references.RULES, *dates.RULES),
        key=lambda rule: rule.code,
    )
)
