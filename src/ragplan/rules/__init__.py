"""The rules, one module a family or a part of one. ``RULES`` is what there is, in the order of the codes."""

from importlib import import_module

from ragplan.rules.rule import Rule

_MODULES = (
    "agreed_dates",
    "agreed_revisions",
    "answering",
    "authors",
    "calendars",
    "citations",
    "code_owners",
    "contact_details",
    "coverage",
    "dates",
    "due_dates",
    "handed_on",
    "hidden_slips",
    "leads",
    "level_fields",
    "lost_words",
    "moved_meetings",
    "names",
    "old_words",
    "overdue",
    "ownership",
    "paper_contents",
    "paper_dates",
    "papers",
    "parts",
    "placeholders",
    "promises",
    "proof",
    "queries",
    "ratings",
    "reading",
    "references",
    "register_texts",
    "reopenings",
    "repetition",
    "run_out",
    "said_dates",
    "silence",
    "slips",
    "starts",
    "status_words",
    "suppressions",
    "vanished",
)
RULES: tuple[Rule, ...] = tuple(
    sorted(
        (rule for name in _MODULES for rule in import_module(f"{__name__}.{name}").RULES),
        key=lambda rule: rule.code,
    )
)
