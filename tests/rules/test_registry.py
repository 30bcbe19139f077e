"""What every rule must have: a code in its place, a name, and a page made of its docstring."""

from __future__ import annotations

import re
from inspect import getdoc

import pytest
from golden.command import REPOSITORY, once

from ragplan.rules import RULES
from ragplan.rules.documentation import FAMILIES
from ragplan.rules.rule import Rule

MODULES = REPOSITORY / "src/ragplan/rules"
MADE = re.compile(r'^@rule\(\s*"(RAG\d{3})"', re.MULTILINE)
CODES = [rule.code for rule in RULES]
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=CODES)


def test_codes_are_unique_sorted_and_of_a_family() -> None:
    assert sorted(set(CODES)) == CODES
    assert {code[:4] for code in CODES} == set(FAMILIES)
    assert all(re.fullmatch(r"RAG\d{3}", code) for code in CODES)


def test_names_are_unique_words_of_small_letters() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name) for rule in RULES)


def test_a_module_makes_rules_of_one_family_and_none_is_missing_from_the_registry() -> None:
    made = {path.stem: MADE.findall(path.read_text(encoding="utf-8")) for path in MODULES.glob("*.py")}
    families = {module: {code[:4] for code in codes} for module, codes in made.items() if codes}
    assert [module for module, found in families.items() if len(found) > 1] == []
    assert sorted(code for codes in made.values() for code in codes) == CODES


@EVERY_RULE
def test_a_docstring_says_what_and_why_in_sentences_and_shows_both_examples(rule: Rule) -> None:
    told = rule.documentation
    first = (getdoc(rule.check) or "").splitlines()[0]
    assert told.what == first, "what it finds is one line"
    for words in (told.what, told.why):
        assert re.fullmatch(r"(ragplan |[A-Z0-9\"']).*\.", words)
    assert told.fails
    assert told.mended
    assert told.fails != told.mended


@pytest.mark.parametrize("word", ["RAG002", "rag104", "number-like-ref", "calendar-backwards", "RAG509"])
def test_explain_says_all_of_a_rule_by_code_and_by_name(word: str) -> None:
    ran = once("explain", word)
    rule = next(rule for rule in RULES if word.upper() == rule.code or word == rule.name)
    told = rule.documentation
    assert ran.code == 0
    assert ran.out.startswith(f"{rule.code} {rule.name} ({rule.severity.word}")
    flat = " ".join(ran.out.split())
    stages = (*told.fails, *told.mended, *told.near_miss)
    authors = (stage.author for stage in stages)
    files = (text for stage in stages for text in stage.files.values())
    for part in (told.what, told.why, *authors, *files):
        assert " ".join(part.split()) in flat
    assert max(map(len, ran.out.splitlines())) <= 88


def test_the_page_of_all_rules_is_what_the_command_prints() -> None:
    page = once("explain", "--format", "markdown").out
    assert (REPOSITORY / "docs/rules.md").read_text(encoding="utf-8") == page
    headings = re.findall(r"^### (RAG\d{3}): (\S+)$", page, re.MULTILINE)
    assert headings == [(rule.code, rule.name) for rule in RULES]
    links = re.findall(r"^\| \[(RAG\d{3})\]\(#(\S+)\) ", page, re.MULTILINE)
    assert links == [(rule.code, f"{rule.code.lower()}-{rule.name}") for rule in RULES]
