"""What people call rules: codes, beginnings of codes, names."""

from __future__ import annotations

from collections.abc import Iterable

from ragplan.rules.rule import Rule


def matches(rule: Rule, word: str) -> bool:
    """Whether a code, the beginning of one, or a name means a rule."""
    return bool(word) and (rule.code.startswith(word.upper()) or rule.name == word.lower())


def beginning(word: str, rules: Iterable[Rule]) -> str:
    """The beginning of codes that a word means, a name's being the whole code; ``""`` for no rule."""
    meant = [rule for rule in rules if matches(rule, word)]
    named = [rule.code for rule in meant if rule.name == word.lower()]
    return named[0] if named else word.upper() if meant else ""


def no_rule(word: str, rules: Iterable[Rule]) -> str:
    """What to say of a word that means no rule."""
    from ragplan.suggestion import did_you_mean

    known = [each for rule in rules for each in (rule.code, rule.name)]
    return did_you_mean(word, known) or "see 'ragplan rules' for all of them"
