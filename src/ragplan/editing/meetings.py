"""When the group meets: a meeting on another day, or not at all, and another rhythm."""

from datetime import date

from ragplan.diagnostics import Origin, Route
from ragplan.document.change import Data, Insert, Remove, Set, Wrap
from ragplan.editing.steps import Meant, Placed, Refusal, without_blanks
from ragplan.english import listed
from ragplan.model.calendar import Exceptional, meetings_of
from ragplan.model.programme import Programme
from ragplan.plans import Plans

NEAR = 4
"""Meetings around a day that are offered in its place."""


def move(plans: Plans, programme: Programme, day: date, to: date) -> Meant:
    """Hold the meeting of a day on another one."""
    if refusal := _none_on(programme, day):
        return refusal
    moved = _moved_to(programme, day)
    if moved is not None:
        return [Placed(moved.origin.path, _moved_again(plans, moved, to))]
    place = _entry(plans, programme, day)
    entry = plans.documents[place.path].at(place.route)
    route: Route = (*place.route, "moved")
    if not entry.get("moved"):
        return [Placed(place.path, Set(route, {day.isoformat(): to.isoformat()}))]
    return [Placed(place.path, Set((*route, day.isoformat()), to.isoformat()))]


def cancel(plans: Plans, programme: Programme, day: date) -> Meant:
    """Do not hold the meeting of a day."""
    if refusal := _none_on(programme, day):
        return refusal
    moved = _moved_to(programme, day)
    if moved is None:
        place = _entry(plans, programme, day)
        return [Placed(place.path, Insert((*place.route, "cancelled"), day.isoformat()))]
    route = _standing(plans, moved.origin)
    return [
        Placed(moved.origin.path, Remove(route)),
        Placed(moved.origin.path, Insert((*route[:-2], "cancelled"), moved.day.isoformat())),
    ]


def change_rhythm(plans: Plans, programme: Programme, first: date, every: str, on: str) -> Meant:
    """Meet in another rhythm from a day on, that of its first meeting; the meetings before it stay.

    ``every`` and ``on`` are as a calendar has them, ``on`` ``""`` for the day of the first meeting.
    """
    if refusal := _days_from(programme, first):
        return refusal
    path, route = programme.origin.path, ("calendar",)
    there = plans.documents[path].data.get("calendar") or []
    entries = there if isinstance(there, list) else [there]
    steps = [] if there is entries else [Placed(path, Wrap(route))]
    last = entries[-1].get("last", "") if entries else ""
    if last < first.isoformat():  # the programme goes on beyond what was its end
        last = ""
    elif last:
        steps.append(Placed(path, Remove((*route, len(entries) - 1, "last"))))
    entry: dict[str, Data] = {"every": every, "first": first.isoformat(), "on": on, "last": last}
    return [*steps, Placed(path, Insert(route, without_blanks(entry)))]


def _days_from(programme: Programme, first: date) -> Refusal | None:
    """Why a rhythm cannot be followed by another on a day: days after it are written out."""
    written = programme.calendar.written
    days = (each.when.first for each in written if each.origin.route[-1] != "last")
    later = sorted({day for day in days if day and day >= first})
    if not later:
        return None
    return Refusal(
        f"the calendar of {programme.id!r} names {listed(map(str, later))}, which the new rhythm would "
        "not go by: take that out first, or begin later"
    )


def _moved_again(plans: Plans, moved: Exceptional, to: date) -> Set | Remove:
    route = _standing(plans, moved.origin)
    return Remove(route) if to == moved.day else Set(route, to.isoformat())


def _none_on(programme: Programme, day: date) -> Refusal | None:
    meetings = programme.calendar.meetings
    if day in meetings:
        return None
    near = sorted(sorted(meetings, key=lambda each: abs(each - day))[:NEAR])
    there = f"near it are: {listed(map(str, near))}" if near else "its calendar gives none"
    return Refusal(f"the group of {programme.id!r} has no meeting on {day}; {there}")


def _moved_to(programme: Programme, day: date) -> Exceptional | None:
    """The move that a meeting of a day came by."""
    return next((each for each in programme.calendar.exceptions if each.to == day), None)


def _entry(plans: Plans, programme: Programme, day: date) -> Origin:
    """The entry of the calendar that gives a meeting."""
    calendar = programme.calendar
    places = [each.origin for each in calendar.rhythms if day in meetings_of(each.cadence)]
    places += [
        Origin(each.origin.path, each.origin.route[:2])
        for each in calendar.written
        if each.origin.route[2:3] == ("meetings",) and each.when.first == day
    ]
    return Origin(places[0].path, _standing(plans, places[0]))


def _standing(plans: Plans, place: Origin) -> Route:
    """A route as the file has it: a calendar of one entry may be that entry."""
    return plans.documents[place.path].standing(place.route)
