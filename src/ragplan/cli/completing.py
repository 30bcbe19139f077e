"""Words of the plans for a shell that completes; it chooses those that begin as what was typed.

Nothing is said where the plans cannot be read: a shell has no place for it.
"""

from __future__ import annotations

from pathlib import Path

import typer

from ragplan.model.programme import Programme


def organisations(context: typer.Context) -> list[str]:
    """Codes of organisations."""
    return list(dict.fromkeys(each.code for plan in _programmes(context) for each in plan.organisations))


def refs(context: typer.Context) -> list[str]:
    """Refs of actions."""
    return list(dict.fromkeys(each.ref for plan in _programmes(context) for each in plan.actions))


def programmes(context: typer.Context) -> list[str]:
    """Ids of programmes."""
    return [programme.id for programme in _programmes(context)]


def rules() -> list[str]:
    """Codes of rules."""
    from ragplan.rules import RULES

    return [rule.code for rule in RULES]


def _programmes(context: typer.Context) -> tuple[Programme, ...]:
    from ragplan.loader import load
    from ragplan.repository import working_files
    from ragplan.repository.policy_file import PLANS, root

    try:
        found = working_files(Path(context.params.get("plans") or root() / PLANS))
    except OSError:
        return ()
    return load(found.sources).programmes
