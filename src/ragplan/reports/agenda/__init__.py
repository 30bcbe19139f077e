"""The agenda: what a meeting must decide, by exception, each item with room to write what was decided."""

from ragplan.reports.agenda.page import build

__all__ = ["build"]
