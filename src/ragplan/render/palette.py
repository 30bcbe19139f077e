"""The tints and inks of what a rating says, for formats that have no style sheet."""

from typing import NamedTuple


class Tint(NamedTuple):
    """A ground and the ink on it, as six hexadecimal digits each."""

    ground: str
    ink: str


NEUTRAL = Tint("E6EBEE", "33424D")
TINTS = {
    "complete": Tint("DCEFE4", "0B4A2B"),
    "assured": Tint("DDE7F7", "0B2A63"),
    "under_way": Tint("E9E5F5", "3B2D63"),
    "on_track": Tint("FFF1C9", "5A4000"),
    "at_risk": Tint("FFE4CB", "663000"),
    "off_track": Tint("F9DCD9", "76150D"),
    **dict.fromkeys(("no_update", "on_hold", "not_started", "none"), NEUTRAL),
}
"""By category, as ``page.css.j2`` has them in its light scheme."""
