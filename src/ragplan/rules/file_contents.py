"""RAG0: what stands in a file, its text and its fields, that keeps it from being read."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diagnostics import Origin, Severity
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, rule


def told(plans: Plans, name: str) -> Iterator[Finding]:
    """The problems that reading met and that the rule of a name reports."""
    for path, problem in plans.problems:
        if problem.rule == name:
            yield Finding(
                Origin(path, problem.route),
                problem.message,
                problem.help,
                problem.at_key,
                problem.span,
            )


@rule("RAG001", "unreadable-file", Severity.ERROR)
def unreadable_file(plans: Plans) -> Iterator[Finding]:
    """A file is empty, too large, not UTF-8 text, holds control characters or cannot be opened.

    Why:
        Nothing of it can be read, so nothing of it would be in the papers.

    Fails:
        # file: A.yaml
        # This file holds no actions yet.

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.

    Near miss:
        # file: B.yaml
        # A file without actions can be read when it says whose it is.
        organisation: B
    """
    yield from told(plans, "unreadable-file")


@rule("RAG002", "yaml-syntax", Severity.ERROR)
def yaml_syntax(plans: Plans) -> Iterator[Finding]:
    """A file is not valid YAML.

    Why:
        A text that holds ': ', a quote that is not closed or a line with the wrong indentation
        makes the rest of the file unreadable.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Two things: a draft and a letter.

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            status: "Two things: a draft and a letter."

    Near miss:
        # A colon with no space after it may stand in a text.
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted at 10:30, see https://example.org/draft.
    """
    yield from told(plans, "yaml-syntax")


@rule("RAG003", "yaml-feature", Severity.ERROR)
def yaml_feature(plans: Plans) -> Iterator[Finding]:
    """A file uses an anchor, an alias, a tag, several documents, or nests too deeply.

    Why:
        They make a file mean more than it says, to people and to other tools.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: &same Drafted.

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.

    Near miss:
        # Inside quotes, and after other words, * and & are only characters.
        organisation: A
        actions:
          - ref: "1.1"
            status: "*Drafted* by Alpha & Beta."
    """
    yield from told(plans, "yaml-feature")


@rule("RAG004", "duplicate-key", Severity.ERROR)
def duplicate_key(plans: Plans) -> Iterator[Finding]:
    """A field appears twice in one entry.

    Why:
        Only one of the two can count, and nobody can tell which was meant.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            status: Published.

    Fixed:
        @@
        -    status: Drafted.

    Near miss:
        # Each row is an entry of its own, and has its own status.
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
          - ref: "A1"
            title: Write the yearly account
            status: Half of it is written.
            leads: [AA]
            due: 2014-03-31
    """
    yield from told(plans, "duplicate-key")


@rule("RAG005", "unknown-field", Severity.ERROR)
def unknown_field(plans: Plans) -> Iterator[Finding]:
    """A field has a name that is not known where it stands.

    Why:
        A misspelt field would otherwise be left out of the papers without a word.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            RAG: green

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            rating: green

    Near miss:
        # The name of a field may stand in quotes, as some programs write it.
        organisation: A
        actions:
          - ref: "1.1"
            "rating": amber
    """
    yield from told(plans, "unknown-field")


@rule("RAG006", "missing-field", Severity.ERROR)
def missing_field(plans: Plans) -> Iterator[Finding]:
    """A field that an entry cannot do without is missing or empty.

    Why:
        A row without a ref, or an action without a title, cannot be told from another.

    Fails:
        organisation: A
        actions:
          - status: Drafted.

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.

    Near miss:
        # A status may be empty: it says that an answer is still owed.
        organisation: A
        actions:
          - ref: "1.1"
            status:
    """
    yield from told(plans, "missing-field")


@rule("RAG007", "wrong-value", Severity.ERROR)
def wrong_value(plans: Plans) -> Iterator[Finding]:
    """A field holds a list, a mapping or a word where another is expected.

    Why:
        Nothing is guessed: what cannot be read as the field it stands in is not read at all.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            notes: Ask the press office.

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            notes:
              - Ask the press office.

    Near miss:
        # A list of one text may stand in brackets.
        organisation: A
        actions:
          - ref: "1.1"
            notes: [Ask the press office.]
    """
    yield from told(plans, "wrong-value")


RULES = (
    unreadable_file,
    yaml_syntax,
    yaml_feature,
    duplicate_key,
    unknown_field,
    missing_field,
    wrong_value,
)
