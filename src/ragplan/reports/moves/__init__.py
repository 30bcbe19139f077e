"""Moves: every due date that moved, and those that were written over, as a Page."""

from ragplan.reports.moves.page import build

__all__ = ["build"]
