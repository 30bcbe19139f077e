"""What the columns of the trend are called: levels by the programme's own words."""

from ragplan import english
from ragplan.history.tallies import Shown
from ragplan.model.key import Category, Key
from ragplan.reports.blocks import Tag
from ragplan.reports.standing import NO_LEVEL
from ragplan.reports.words import MARKS

NAMES = {
    Category.ASSURED: "Assured",
    Category.COMPLETE: "Completed",
    Category.ON_TRACK: "On track",
    Category.UNDER_WAY: "Under way",
    Category.AT_RISK: "At risk",
    Category.OFF_TRACK: "Slipped",
    Category.NOT_STARTED: "Not started",
    Category.ON_HOLD: "On hold",
    Category.NO_UPDATE: "No update",
}
"""What a category is called where the key has several levels of it, or none."""


def level(key: Key | None, shown: Shown | None) -> Tag:
    """What a column of counts is called: the key's own word where it has one for the category.

    Rows to which only the dates give a level have its mark in brackets.
    """
    if shown is None:
        return Tag(NO_LEVEL, "", "none")
    category, mark = shown.category, MARKS[shown.category]
    labels = [each.label for each in key.levels if each.category is category] if key else []
    label = labels[0] if len(labels) == 1 else NAMES[category]
    if shown.stated:
        return Tag(label, mark, category.value)
    return Tag(f"By date: {english.lowered(label)}", f"({mark})", category.value, by_date=True)


def off_track(key: Key | None) -> Tag | None:
    """What the owners of a programme state of a row that is off track; ``None`` where its key has no such."""
    has = key is not None and any(each.category is Category.OFF_TRACK for each in key.levels)
    return level(key, Shown(Category.OFF_TRACK)) if has else None
