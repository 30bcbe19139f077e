"""The clock: the one place that asks what day it is."""

from __future__ import annotations

from datetime import date, datetime, tzinfo


def today(zone: tzinfo) -> date:
    """The day that it is now in a time zone."""
    return datetime.now(zone).date()
