"""Annual: what was promised, done, moved and left open over a span, as a Page."""

from ragplan.reports.annual.page import build

__all__ = ["build"]
