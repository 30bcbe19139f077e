"""The past as values: commits and meetings, one row through them, counts per meeting. Git is not asked."""

from ragplan.history.past import (
    DAMAGED,
    LONDON,
    Commit,
    Gone,
    Held,
    MeetingPeriod,
    Past,
    Recorded,
    TooFewMeetings,
    counted_meeting,
    end_of,
    is_counted,
    last_by,
    named_day,
    time_zone,
    zone_of,
)

__all__ = [
    "DAMAGED",
    "LONDON",
    "Commit",
    "Gone",
    "Held",
    "MeetingPeriod",
    "Past",
    "Recorded",
    "TooFewMeetings",
    "counted_meeting",
    "end_of",
    "is_counted",
    "last_by",
    "named_day",
    "time_zone",
    "zone_of",
]
