"""What the formats may say of a run: ragplan's version, its rules, and where the repository's top is."""

from __future__ import annotations

import os
from pathlib import Path

from ragplan import __version__
from ragplan.output.about import About, Described


def this_run(command: str) -> About:
    """A run of a command in the working directory; git is not asked."""
    here = Path.cwd()
    top = next((each for each in (here, *here.parents) if os.path.lexists(each / ".git")), here)
    prefix = f"{here.relative_to(top).as_posix()}/" if top != here else ""
    return About(command, __version__, described, top.as_posix(), prefix)


def described() -> tuple[Described, ...]:
    """Every rule, with its page."""
    from ragplan.rules import RULES
    from ragplan.rules.documentation import FAMILIES, as_markdown

    return tuple(
        Described(
            code=rule.code,
            name=rule.name,
            severity=rule.severity,
            what=rule.documentation.what,
            why=rule.documentation.why,
            help=as_markdown(rule),
            family=FAMILIES[rule.code[:4]],
            needs=rule.needs.value,
        )
        for rule in RULES
    )
