"""A change, one thing that happened between two days, as a value; and the closed list of its kinds."""

import dataclasses
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import NamedTuple, Self

from ragplan.diagnostics import Origin
from ragplan.diff.wording import Rewording
from ragplan.model.dates import PlanDate
from ragplan.model.plan import Deadline


class Tone(Enum):
    """Whether a kind of change is good news, bad news, or neither."""

    GOOD = "good"
    NEUTRAL = "neutral"
    BAD = "bad"


class Kind(Enum):
    """What happened to an action or a position; its value names it in files and options.

    The order is from the best news to the worst. ``meaning`` is its sentence for a reader; ``one`` and
    ``several`` are what a number of such changes is called. ``says`` is what one of them says where its
    texts alone tell it, with ``{old}``, ``{new}`` and ``{ratings}`` in their places; else ``""``.
    """

    _value_: str
    tone: Tone
    meaning: str
    one: str
    several: str
    says: str

    def __new__(
        cls, word: str, tone: Tone, meaning: str, one: str, several: str = "", says: str = ""
    ) -> Self:
        """A kind whose value is its word alone; without ``several`` both numbers are called alike."""
        kind = object.__new__(cls)
        kind._value_ = word
        kind.tone = tone
        kind.meaning = meaning
        kind.one = one
        kind.several = several or one
        kind.says = says
        return kind

    # fmt: off
    ASSURED = ("assured", Tone.GOOD, "completion was confirmed by someone other than the owner",
        "assured")
    COMPLETED = ("completed", Tone.GOOD, "an open position was completed",
        "completed")
    RATING_BETTER = ("rating-better", Tone.GOOD, "the stated rating moved to a better category",
        "rated better", "rated better", "rating better, {ratings}")
    RESUMED = ("resumed", Tone.GOOD, "the rating is no longer one of being on hold",
        "no longer on hold", "no longer on hold", "no longer on hold: rating {ratings}")
    SPOKE_AGAIN = ("spoke-again", Tone.GOOD, "an owner that was silent has said something",
        "spoke again")
    AGREED = ("agreed", Tone.GOOD, "a proposed action was agreed",
        "agreed")
    QUERY_SETTLED = ("query-settled", Tone.GOOD, "a query is no longer there",
        "query settled", "queries settled", "query settled: {old}")
    EVIDENCE_ADDED = ("evidence-added", Tone.GOOD, "a piece of evidence was given",
        "piece of evidence added", "pieces of evidence added", "evidence added: {new}")
    NEW = ("new", Tone.NEUTRAL, "an agreed action came into the plan",
        "new action", "new actions")
    PROPOSED = ("proposed", Tone.NEUTRAL, "an action came into the plan that no meeting has agreed yet",
        "action proposed", "actions proposed")
    REPORTED = ("reported", Tone.NEUTRAL, "an organisation's first position came in",
        "first position", "first positions")
    OWNER_ADDED = ("owner-added", Tone.NEUTRAL, "an organisation became an owner of an action",
        "owner added", "owners added", "became an owner")
    RELEASED = ("released", Tone.NEUTRAL, "an owner was let go by decision",
        "owner released", "owners released")
    RENAMED = ("renamed", Tone.NEUTRAL, "an organisation has another code or name",
        "organisation renamed", "organisations renamed")
    RATED = ("rated", Tone.NEUTRAL, "a rating was stated where there was none, or only 'no update'",
        "rated for the first time")
    STATUS_REWRITTEN = ("status-rewritten", Tone.NEUTRAL, "the words of a position changed",
        "status rewritten", "statuses rewritten")
    NEXT_CHANGED = ("next-changed", Tone.NEUTRAL, "the next step was given, changed or taken out",
        "next step changed", "next steps changed")
    UPDATED = ("updated", Tone.NEUTRAL, "an owner went through its words and left them as they were",
        "updated without change")
    DUE_SET = ("due-set", Tone.NEUTRAL, "a first due date was given where there was none",
        "due date given", "due dates given")
    ASKED = ("extension-asked", Tone.NEUTRAL, "a later due date was asked for; no date has moved",
        "extension asked for", "extensions asked for")
    REFUSED = ("extension-refused", Tone.NEUTRAL, "a later due date was asked for and refused",
        "extension refused", "extensions refused")
    REVIEW_MOVED = ("review-moved", Tone.NEUTRAL, "the date to look at a recommendation again changed",
        "review date moved", "review dates moved")
    LEAD_CHANGED = ("lead-changed", Tone.NEUTRAL, "another person or role answers",
        "lead changed", "leads changed")
    MOVED = ("moved", Tone.NEUTRAL, "an action stands under another goal",
        "moved to another goal")
    REWORDED = ("reworded", Tone.NEUTRAL, "a title, description, outcome, note or query has other words",
        "text reworded", "texts reworded")
    CORRECTED = ("corrected", Tone.NEUTRAL, "what was rewritten says again what it said before",
        "put back to what it was", "put back to what they were")
    NOTE_ADDED = ("note-added", Tone.NEUTRAL, "a note was written",
        "note added", "notes added", "note added: {new}")
    NOTE_REMOVED = ("note-removed", Tone.NEUTRAL, "a note was taken out",
        "note taken out", "notes taken out", "note taken out: {old}")
    RATING_CHANGED = ("rating-changed", Tone.NEUTRAL, "the rating is another, neither better nor worse",
        "rating changed", "ratings changed", "rating changed {ratings}")
    DETAIL_CHANGED = ("detail-changed", Tone.NEUTRAL, "a smaller field changed; the change names it",
        "detail changed", "details changed")
    DROPPED = ("proposal-dropped", Tone.NEUTRAL, "a proposed action was taken out before it was agreed",
        "proposal dropped", "proposals dropped")
    SUPERSEDED = ("superseded", Tone.NEUTRAL, "an action was closed in favour of another",
        "superseded")
    REMOVED = ("removed", Tone.NEUTRAL, "an action or position was removed that was closed, or of no owner",
        "removed without loss")
    WITHDRAWN = ("withdrawn", Tone.NEUTRAL, "an action was closed without being done",
        "withdrawn")
    QUERY_RAISED = ("query-raised", Tone.BAD, "there is something that a person must confirm",
        "query raised", "queries raised", "query raised: {new}")
    HELD = ("on-hold", Tone.BAD, "the rating became one of being on hold",
        "put on hold", "put on hold", "put on hold: rating {ratings}")
    REVISED = ("revised", Tone.BAD, "the due date moved, with a revision that says so",
        "due date revised", "due dates revised")
    BACKDATED = ("backdated", Tone.BAD, "the date of a position's words went back, or is gone",
        "backdated")
    EVIDENCE_REMOVED = ("evidence-removed", Tone.BAD, "a piece of evidence was taken out",
        "piece of evidence taken out", "pieces of evidence taken out", "evidence taken out: {old}")
    OWNER_REMOVED = ("owner-removed", Tone.BAD, "an organisation is no longer an owner of an action",
        "owner removed", "owners removed", "is no longer an owner")
    UNRATED = ("unrated", Tone.BAD, "the stated rating was taken out, or became 'no update'",
        "no longer rated")
    WENT_SILENT = ("went-silent", Tone.BAD, "an open position's owner has said nothing, and had before",
        "went silent")
    WENT_OVERDUE = ("went-overdue", Tone.BAD, "an open position has come to be past its date",
        "became overdue")
    RATING_WORSE = ("rating-worse", Tone.BAD, "the stated rating moved to a worse category",
        "rated worse", "rated worse", "rating worse, {ratings}")
    UNASSURED = ("no-longer-assured", Tone.BAD, "a confirmed completion is no longer confirmed",
        "no longer assured")
    REOPENED = ("reopened", Tone.BAD, "what was closed is open again",
        "reopened")
    REVISION_ALTERED = ("revision-altered", Tone.BAD, "an earlier revision was changed, or put in afterwards",
        "earlier revision altered", "earlier revisions altered")
    REVISION_REMOVED = ("revision-removed", Tone.BAD, "an earlier revision is gone",
        "earlier revision removed", "earlier revisions removed")
    REUSED = ("ref-reused", Tone.BAD, "a ref stands for another action than it did",
        "ref reused", "refs reused", "the ref now stands for another action; it was “{old}”")
    DUE_REWRITTEN = ("due-rewritten", Tone.BAD, "the first due date was changed without a revision",
        "due date rewritten without a revision", "due dates rewritten without a revision")
    VANISHED = ("vanished", Tone.BAD, "an action or position is gone without having been closed",
        "vanished")
    # fmt: on

    @property
    def words(self) -> str:
        """The kind as people say it: ``went silent``."""
        return str(self.value).replace("-", " ")

    @cached_property
    def rank(self) -> int:
        """Its place from the best news, 0, to the worst."""
        return list(Kind).index(self)


def loss_of(*, closed: bool, proposed: bool) -> Kind:
    """What it is called that an action or a position was taken out of the plan: this alone decides it."""
    if closed:
        return Kind.REMOVED
    return Kind.DROPPED if proposed else Kind.VANISHED


class Subject(Enum):
    """What a change happened to."""

    ACTION = "action"
    POSITION = "position"
    RECOMMENDATION = "recommendation"
    ORGANISATION = "organisation"


class Done(NamedTuple):
    """When something was completed, and by when it was due."""

    completed: PlanDate
    deadline: Deadline


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change, in the plan's own texts.

    ``organisation`` is ``""`` for an action shared by its ``owners``. ``old`` and ``new`` are the
    texts of ``field`` as written, ``""`` for none; ``rating`` is the one now stated. ``words`` are
    the texts of a rewritten field, and of a status that was rewritten along with something else.
    ``days`` is how far a date moved, how late a completion was, or how long a silence has lasted; ``done``
    is the day of a completion with the due date that it is held against;
    ``times`` how often a due date has been revised now; ``reason`` what the plan gives as one, ``agreed_by``
    who agreed to the new date.
    ``internal`` marks a remark that public copies leave out; ``became`` is the day of the commit that made
    a row complete which gives no date itself.
    """

    kind: Kind
    programme: str
    subject: Subject
    ref: str
    organisation: str
    title: str
    goal: str
    owners: tuple[str, ...]
    rating: str
    field: str
    old: str = ""
    new: str = ""
    days: int | None = None
    times: int | None = None
    reason: str = ""
    agreed_by: str = ""
    done: Done | None = None
    words: Rewording | None = None
    internal: bool = False
    became: date | None = None
    old_origin: Origin | None = dataclasses.field(default=None, compare=False)
    new_origin: Origin | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedEntry:
    """What all changes of one entry have in common."""

    programme: str
    subject: Subject
    ref: str
    organisation: str
    title: str = ""
    goal: str = ""
    owners: tuple[str, ...] = ()
    rating: str = ""
    old_origin: Origin | None = None
    new_origin: Origin | None = None

    def change(self, kind: Kind, field: str, old: str = "", new: str = "", days: int | None = None) -> Change:
        """A change of one field of the entry."""
        return Change(
            kind=kind,
            programme=self.programme,
            subject=self.subject,
            ref=self.ref,
            organisation=self.organisation,
            title=self.title,
            goal=self.goal,
            owners=self.owners,
            rating=self.rating,
            field=field,
            old=old,
            new=new,
            days=days,
            old_origin=self.old_origin,
            new_origin=self.new_origin,
        )
