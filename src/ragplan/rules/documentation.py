"""Rules to the pages that explain them; ``docs/rules.md`` is made of these."""

from __future__ import annotations

from collections.abc import Iterable

from ragplan.rules.rule import Example, Needs, Rule

FAMILIES = {
    "RAG0": "Reading",
    "RAG1": "Names and references",
    "RAG2": "Dates",
    "RAG3": "Ratings against facts",
    "RAG4": "Updates the calendar requires",
    "RAG5": "What history forbids",
    "RAG6": "Coverage",
}
"""The families that have rules, by the beginning of their codes."""


def page(rules: Iterable[Rule]) -> str:
    """Every rule in full, by family."""
    known = list(rules)
    parts = [
        "# Rules\n\nMade by `ragplan explain --format markdown`; `ragplan explain CODE` says the same.\n"
    ]
    for family, title in FAMILIES.items():
        members = [rule for rule in known if rule.code.startswith(family)]
        parts.append(f"## {family}: {title}\n\n" + _index(members))
        parts += [as_markdown(rule, level=3) for rule in members]
    return "\n".join(parts)


def as_markdown(rule: Rule, level: int = 1) -> str:
    """One rule: what, why, an example that fails, the same mended, a near miss. Its anchor is its code."""
    told = rule.documentation
    fixable = " Fixed by `ragplan lint --fix`." if rule.fixable else ""
    return (
        f"{'#' * level} {rule.code}: {rule.name}\n\n"
        f"*{rule.severity.word}*. {told.what}{fixable}{_NEEDS[rule.needs]}\n\n"
        f"{told.why}\n\n"
        f"Fails:\n\n{_example(told.fails)}\n"
        f"Fixed:\n\n{_example(told.mended)}\n"
        f"Near miss, which is not found:\n\n{_example(told.near_miss)}"
    )


def _index(rules: list[Rule]) -> str:
    lines = ["| code | name | severity |", "|---|---|---|"]
    lines += [
        f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | {rule.name} | {rule.severity.word} |"
        for rule in rules
    ]
    return "\n".join(lines) + "\n"


_NEEDS = {
    Needs.FILES: "",
    Needs.CLOCK: " Reported by `ragplan check`, because it depends on the day.",
    Needs.MEETING: " Reported by `ragplan check`, because it depends on the day and on what the "
    "last meeting saw.",
    Needs.HISTORY: " Reported by `ragplan check`, because it needs the history.",
}


def _example(example: Example) -> str:
    return "\n".join(
        (f"{stage.heading[0].upper()}{stage.heading[1:]}:\n\n" if stage.on else "") + _files(stage.files)
        for stage in example
    )


def _files(files: dict[str, str]) -> str:
    blocks = []
    for name, body in files.items():
        if name.endswith(".md"):
            blocks.append(f"`{name}`:\n\n```markdown\n{body}```\n")
        elif body.strip():
            blocks.append(f"```yaml\n# {name}\n{body}```\n")
        else:
            blocks.append(f"There is no `{name}`.\n\n")
    return "".join(blocks)
