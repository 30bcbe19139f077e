"""How a sentence counts changes of each kind."""

from __future__ import annotations

from ragplan.diff import Kind

NAMES = {
    Kind.ASSURED: ("assured", "assured"),
    Kind.COMPLETED: ("completed", "completed"),
    Kind.RATING_BETTER: ("rated better", "rated better"),
    Kind.RESUMED: ("no longer on hold", "no longer on hold"),
    Kind.SPOKE_AGAIN: ("spoke again", "spoke again"),
    Kind.AGREED: ("agreed", "agreed"),
    Kind.QUERY_SETTLED: ("query settled", "queries settled"),
    Kind.EVIDENCE_ADDED: ("piece of evidence added", "pieces of evidence added"),
    Kind.NEW: ("new action", "new actions"),
    Kind.PROPOSED: ("action proposed", "actions proposed"),
    Kind.REPORTED: ("first position", "first positions"),
    Kind.OWNER_ADDED: ("owner added", "owners added"),
    Kind.RELEASED: ("owner released", "owners released"),
    Kind.RENAMED: ("organisation renamed", "organisations renamed"),
    Kind.RATED: ("rated for the first time", "rated for the first time"),
    Kind.STATUS_REWRITTEN: ("status rewritten", "statuses rewritten"),
    Kind.NEXT_CHANGED: ("next step changed", "next steps changed"),
    Kind.UPDATED: ("updated without change", "updated without change"),
    Kind.DUE_SET: ("due date given", "due dates given"),
    Kind.ASKED: ("extension asked for", "extensions asked for"),
    Kind.REFUSED: ("extension refused", "extensions refused"),
    Kind.REVIEW_MOVED: ("review date moved", "review dates moved"),
    Kind.LEAD_CHANGED: ("lead changed", "leads changed"),
    Kind.MOVED: ("moved to another goal", "moved to another goal"),
    Kind.REWORDED: ("text reworded", "texts reworded"),
    Kind.NOTE_ADDED: ("note added", "notes added"),
    Kind.NOTE_REMOVED: ("note taken out", "notes taken out"),
    Kind.RATING_CHANGED: ("rating changed", "ratings changed"),
    Kind.DETAIL_CHANGED: ("detail changed", "details changed"),
    Kind.DROPPED: ("proposal dropped", "proposals dropped"),
    Kind.SUPERSEDED: ("superseded", "superseded"),
    Kind.REMOVED: ("closed and removed", "closed and removed"),
    Kind.WITHDRAWN: ("withdrawn", "withdrawn"),
    Kind.QUERY_RAISED: ("query raised", "queries raised"),
    Kind.HELD: ("put on hold", "put on hold"),
    Kind.REVISED: ("due date revised", "due dates revised"),
    Kind.BACKDATED: ("backdated", "backdated"),
    Kind.EVIDENCE_REMOVED: ("piece of evidence taken out", "pieces of evidence taken out"),
    Kind.OWNER_REMOVED: ("owner removed", "owners removed"),
    Kind.UNRATED: ("no longer rated", "no longer rated"),
    Kind.WENT_SILENT: ("went silent", "went silent"),
    Kind.WENT_OVERDUE: ("became overdue", "became overdue"),
    Kind.RATING_WORSE: ("rated worse", "rated worse"),
    Kind.UNASSURED: ("no longer assured", "no longer assured"),
    Kind.REOPENED: ("reopened", "reopened"),
    Kind.REVISION_ALTERED: ("earlier revision altered", "earlier revisions altered"),
    Kind.REVISION_REMOVED: ("earlier revision removed", "earlier revisions removed"),
    Kind.REUSED: ("ref reused", "refs reused"),
    Kind.DUE_REWRITTEN: ("due date rewritten without a revision", "due dates rewritten without a revision"),
    Kind.VANISHED: ("vanished", "vanished"),
}
"""What a kind of change is called once, and several times."""


def named(kind: Kind, count: int) -> str:
    """A number of changes of a kind: ``3 due dates revised``."""
    return f"{count:,} {NAMES[kind][count != 1]}"
