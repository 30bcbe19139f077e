"""The clock: the one place that asks what day it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo


def today(zone: tzinfo) -> date:
    """The day that it is now in a time zone."""
    return datetime.now(zone).date()


def now() -> datetime:
    """The moment of the run."""
    return datetime.now(UTC)
