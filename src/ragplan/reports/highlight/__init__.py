"""The highlight report: what a board must know of a programme, on one page."""

from ragplan.reports.highlight.page import build

__all__ = ["build"]
