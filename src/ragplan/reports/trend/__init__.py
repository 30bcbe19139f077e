"""The trend: how the ratings, dates and silences of a programme went from meeting to meeting."""

from ragplan.reports.trend.page import build

__all__ = ["build"]
