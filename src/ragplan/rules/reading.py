"""RAG0: what keeps a file, or a part of it, from being read.

Here are the rules on files as a whole: their kind, their place, and what else they are. Those on what
stands in a file are in ``file_contents``; ``RULES`` holds them all.
"""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diagnostics import Severity
from ragplan.plans import Plans
from ragplan.rules import file_contents
from ragplan.rules.file_contents import told
from ragplan.rules.rule import Finding, rule


@rule("RAG008", "unknown-format", Severity.ERROR)
def unknown_format(plans: Plans) -> Iterator[Finding]:
    """A file says it has a format that this version of ragplan does not read.

    Why:
        A newer file may mean something else by the same words.

    Fails:
        format: ragplan/99
        organisation: A

    Fixed:
        format: ragplan/1
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.

    Near miss:
        # An organisation's file may leave its format empty.
        format:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.
    """
    yield from told(plans, "unknown-format")


@rule("RAG009", "unknown-file-kind", Severity.ERROR)
def unknown_file_kind(plans: Plans) -> Iterator[Finding]:
    """A YAML file is neither a programme, an organisation's file nor a register.

    Why:
        It may be a plan file whose first line was lost; its rows would be missing from the papers.

    Fails:
        actions:
          - ref: "1.1"
            status: Drafted.

    Fixed:
        @@
        +organisation: A

    Near miss:
        # The line that says what a file is may also be its last.
        actions:
          - ref: "1.1"
            status: Drafted.
        organisation: A
    """
    yield from told(plans, "unknown-file-kind")


@rule("RAG010", "stray-organisation-file", Severity.ERROR)
def stray_organisation_file(plans: Plans) -> Iterator[Finding]:
    """An organisation's file stands in a folder of no programme.

    Why:
        An organisation's file belongs to the programme in its folder or in the nearest one above.

    Fails:
        # file: programme.yaml
        # file: elsewhere/A.yaml
        organisation: A

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.

    Near miss:
        # file: boroughs/B.yaml
        # The programme's file stands in the folder above.
        organisation: B
    """
    yield from told(plans, "stray-organisation-file")


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

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.

    Near miss:
        # file: A-new.yaml
        # The file is called after A, but it is B's: what is written in it counts.
        organisation: B
    """
    yield from told(plans, "duplicate-file")


@rule("RAG012", "link-not-followed", Severity.ERROR)
def link_not_followed(plans: Plans) -> Iterator[Finding]:
    """A symbolic link in the plans is not followed.

    Why:
        A plan is what stands in its folder; a link could lead to a file of somebody else, or show
        one file twice. The example cannot show a link: it is a file that only names another.

    Fails:
        # link: A.yaml -> ../elsewhere/A.yaml

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            status: Drafted.

    Near miss:
        # file: minutes.pdf
        # link: minutes.pdf -> ../elsewhere/minutes.pdf
        # Only plan files are read, so a link to another file keeps nothing from the papers.
    """
    yield from told(plans, "link-not-followed")


RULES = (
    *file_contents.RULES,
    unknown_format,
    unknown_file_kind,
    stray_organisation_file,
    duplicate_file,
    link_not_followed,
)
