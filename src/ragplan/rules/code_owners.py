"""RAG6: plan files that nobody owns in the repository's CODEOWNERS."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.code_owners import organisation_files, own_files, owned, pattern, register_files
from ragplan.diagnostics import FILE_START, Origin, Severity
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, rule


@rule("RAG608", "unowned-file", Severity.WARNING)
def unowned_file(plans: Plans) -> Iterator[Finding]:
    """The repository says in CODEOWNERS who owns what, and nobody owns this file.

    Why:
        The forge asks owners to look at a change before it counts. What nobody owns, anybody may change.
        A file of an organisation that has joined since is easily forgotten; `ragplan codeowners` writes
        all of them from the teams in programme.yaml.

    Fails:
        # file: ../CODEOWNERS
        /plans/programme.yaml  @north/programme-office
        /plans/registers/      @north/programme-office

    Fixed:
        # file: ../CODEOWNERS
        /plans/programme.yaml  @north/programme-office
        /plans/registers/      @north/programme-office
        /plans/A.yaml          @north/alpha

    Near miss:
        # file: ../CODEOWNERS
        # Whoever owns a folder owns every file in it, and those that will join it.
        /plans/  @north/programme-office
    """
    used = plans.code_owners
    if used is None or not used.path:
        return
    has_owner = owned(used.text)
    teams = _teams(plans)
    for path in sorted(plans.judged):
        place = used.from_top(path)
        if not has_owner(place):
            yield Finding(
                Origin(path),
                f"nobody owns this file in {used.path}",
                _help(place, teams[path]),
                span=FILE_START,
            )


def _help(place: str, team: str) -> str:
    if team:
        return f"add the line '{pattern(place)} {team}', or regenerate the file with 'ragplan codeowners'"
    return f"add a line for it: '{pattern(place)} @organisation/team'"


def _teams(plans: Plans) -> dict[str, str]:
    """The team that looks after each file, ``""`` for none."""
    return {
        file.path: file.team or programme.team
        for programme in plans.programmes
        for files in (register_files, own_files, organisation_files)
        for file in files(programme)
    }


RULES = (unowned_file,)
