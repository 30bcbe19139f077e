"""RAG0: what keeps a file, or a part of it, from being read."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diagnostics import Origin, Severity
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, rule


def _told(plans: Plans, name: str) -> Iterator[Finding]:
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

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
    """
    yield from _told(plans, "unreadable-file")


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

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: "Two things: a draft and a letter."
    """
    yield from _told(plans, "yaml-syntax")


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

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
    """
    yield from _told(plans, "yaml-feature")


@rule("RAG004", "duplicate-key", Severity.ERROR)
def duplicate_key(plans: Plans) -> Iterator[Finding]:
    """A field stands twice in one entry.

    Why:
        Only one of the two can count, and nobody can tell which was meant.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
            status: Published.

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Published.
    """
    yield from _told(plans, "duplicate-key")


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

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            rating: green
    """
    yield from _told(plans, "unknown-field")


@rule("RAG006", "missing-field", Severity.ERROR)
def missing_field(plans: Plans) -> Iterator[Finding]:
    """A field that an entry cannot do without is missing or empty.

    Why:
        A row without a ref, or an action without a title, cannot be told from another.

    Fails:
        organisation: A
        actions:
          - status: Drafted.

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
    """
    yield from _told(plans, "missing-field")


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

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            notes:
              - Ask the press office.
    """
    yield from _told(plans, "wrong-value")


@rule("RAG008", "unknown-format", Severity.ERROR)
def unknown_format(plans: Plans) -> Iterator[Finding]:
    """A file says it has a format that this version of ragplan does not read.

    Why:
        A newer file may mean something else by the same words.

    Fails:
        format: ragplan/99
        organisation: A

    Mended:
        format: ragplan/1
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
    """
    yield from _told(plans, "unknown-format")


@rule("RAG009", "unknown-file-kind", Severity.ERROR)
def unknown_file_kind(plans: Plans) -> Iterator[Finding]:
    """A YAML file is neither a programme, an organisation's file nor a register.

    Why:
        It may be a plan file whose first line was lost; its rows would be missing from the papers.

    Fails:
        actions:
          - ref: "1.1"
            status: Drafted.

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
    """
    yield from _told(plans, "unknown-file-kind")


@rule("RAG010", "stray-organisation-file", Severity.ERROR)
def stray_organisation_file(plans: Plans) -> Iterator[Finding]:
    """An organisation's file stands in a folder of no programme.

    Why:
        An organisation's file belongs to the programme in its folder or in the nearest one above.

    Fails:
        # file: programme.yaml
        # file: elsewhere/A.yaml
        organisation: A

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
    """
    yield from _told(plans, "stray-organisation-file")


@rule("RAG011", "duplicate-file", Severity.ERROR)
def duplicate_file(plans: Plans) -> Iterator[Finding]:
    """Two files are the same programme, organisation or register, or two programmes share a folder.

    Why:
        Two files for one organisation would each hold half of its rows, or contradict each other.

    Fails:
        # file: A.yaml
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
        # file: A-old.yaml
        organisation: A

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
    """
    yield from _told(plans, "duplicate-file")


@rule("RAG012", "link-not-followed", Severity.ERROR)
def link_not_followed(plans: Plans) -> Iterator[Finding]:
    """A symbolic link in the plans is not followed.

    Why:
        A plan is what stands in its folder; a link could lead to a file of somebody else, or show
        one file twice. The example cannot show a link: it is a file that only names another.

    Fails:
        # link: A.yaml -> ../elsewhere/A.yaml

    Mended:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
    """
    yield from _told(plans, "link-not-followed")


RULES = (
    unreadable_file,
    yaml_syntax,
    yaml_feature,
    duplicate_key,
    unknown_field,
    missing_field,
    wrong_value,
    unknown_format,
    unknown_file_kind,
    stray_organisation_file,
    duplicate_file,
    link_not_followed,
)
