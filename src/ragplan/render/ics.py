"""Events as a file that calendars take in (RFC 5545): whole days, each with an id that stays."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from ragplan.escaping import one_line
from ragplan.reports.calendar import Event


def render(events: Iterable[Event], on: date) -> bytes:
    """The events as iCalendar, said on a day; the same events on the same day are the same bytes."""
    from icalendar import Calendar
    from icalendar import Event as Entry

    calendar = Calendar()
    calendar.add("prodid", "-//ragplan//action plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for each in events:
        entry = Entry()
        entry.add("uid", f"{one_line(each.id)}@ragplan")
        entry.add("dtstamp", datetime.combine(on, time(), UTC))
        entry.add("dtstart", each.on)
        if each.on < date.max:
            entry.add("dtend", each.on + timedelta(days=1))
        entry.add("summary", one_line(each.summary))
        entry.add("description", "\n".join(map(one_line, each.said.splitlines())))
        entry.add("sequence", each.moves)
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return bytes(calendar.to_ical())
