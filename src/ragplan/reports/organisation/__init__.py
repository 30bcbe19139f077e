"""An organisation's pack: what it owes the next meeting with room to answer, and what bears on that."""

from ragplan.reports.organisation.page import build, nothing_owed, packs

__all__ = ["build", "nothing_owed", "packs"]
