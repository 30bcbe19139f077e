"""Recommendations: what a programme says and does about each of its registers, as a Page."""

from ragplan.reports.recommendations.page import build

__all__ = ["build"]
