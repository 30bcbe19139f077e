"""The plan: a programme at a day as goals, actions and owners, or some of its rows, as a Page."""

from ragplan.reports.plan.actions import due, ratings, status
from ragplan.reports.plan.page import action, build
from ragplan.reports.plan.rows import BY_DATES, Owned, by_action

__all__ = ["BY_DATES", "Owned", "action", "build", "by_action", "due", "ratings", "status"]
