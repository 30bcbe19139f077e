"""Which kinds of change each rule of history judges: a rule adds who did it, when, and whether it matters.

What happened between two states is decided in ``ragplan.diff`` alone.
"""

from __future__ import annotations

from collections.abc import Mapping

JUDGED: Mapping[str, tuple[str, ...]] = {
    "RAG501": ("vanished",),
    "RAG502": ("due-rewritten",),
    "RAG503": ("revision-altered", "revision-removed"),
    "RAG504": ("reopened",),
    "RAG507": ("ref-reused",),
}
