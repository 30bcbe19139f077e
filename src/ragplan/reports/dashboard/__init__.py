"""The dashboard: how a programme stands in numbers, each with its denominator and the rows behind it."""

from ragplan.reports.dashboard.page import build

__all__ = ["build"]
