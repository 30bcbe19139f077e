"""RAG4: owners who have said nothing, by row and by organisation."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ragplan import english
from ragplan.diagnostics import Cause, Origin, Severity
from ragplan.english import listed
from ragplan.model.judged import JudgedRow, rows_by_key
from ragplan.model.silence import dated, last_meeting, repeated, whole_period, within
from ragplan.model.snapshot import Snapshot
from ragplan.plans import Plans
from ragplan.rules.overdue import due
from ragplan.rules.rule import Finding, Needs, Now, rule

if TYPE_CHECKING:
    from ragplan.diff.owing import Reason

SEVERAL = 2
"""Silent rows of one file that are told as one; a single one is told where it stands."""


class SilentOwner(NamedTuple):
    """An organisation, its file if it has one, and its open rows on which it has said nothing.

    ``spoke`` tells that it has spoken on another, ``altogether`` that it has not, and that one finding
    stands for all of them.
    """

    organisation: str
    origin: Origin
    file: Origin | None
    rows: "tuple[tuple[JudgedRow, Reason], ...]"
    altogether: bool
    spoke: bool

    @property
    def since(self) -> str:
        """Since when nothing was said, where there is something that was said before."""
        from ragplan.diff.owing import Reason

        said = [judged for judged, reason in self.rows if reason is Reason.SILENT]
        return f" {since(said[0])}" if said else ""

    @property
    def happened(self) -> str:
        """What it may say has not happened: that anything changed, or that anything was begun."""
        from ragplan.diff.owing import Reason

        return "changed" if any(reason is Reason.SILENT for _, reason in self.rows) else "begun"


def since(judged: JudgedRow) -> str:
    """Since which meeting the words of a row are the same: ``since the meeting of 20 January 2014``."""
    meeting = last_meeting(judged.snapshot.programme.calendar, judged.snapshot.on)
    return f"since the meeting of {english.day(meeting)}" if meeting else ""


def silent_owners(plans: Plans, now: Now) -> Iterator[SilentOwner]:
    """Every organisation that owes a word for the meeting to come, in the last days before it.

    They are in the order of the plan.
    """
    for snapshot in map(now, plans.programmes):
        if snapshot.programme.calendar.presses(snapshot.on):
            yield from _of(snapshot)


def silent_owners_before(plans: Plans, now: Now) -> Iterator[SilentOwner]:
    """Every organisation that said nothing on some rows over the whole period before, and nothing since.

    That is told until the last days before the meeting to come, when the words for it are owed.
    """
    for snapshot in map(now, plans.programmes):
        if snapshot.programme.calendar.presses(snapshot.on):
            continue
        for each in _of(snapshot):
            silent = tuple(told for told in each.rows if _over_a_period(told[0]))
            if silent and not each.spoke:
                yield each._replace(rows=silent)


def _over_a_period(judged: JudgedRow) -> bool:
    """Whether the owner of a row that is silent had been so at the last meeting."""
    return judged.position is not None and whole_period(judged.snapshot, judged.row, today=False)


def _of(now: Snapshot) -> Iterator[SilentOwner]:
    from ragplan.diff.owing import Reason, unspoken

    programme = now.programme
    files = {programme.code(file.organisation): file.origin for file in reversed(programme.files)}
    by_owner: dict[str, list[JudgedRow]] = {}
    for (_, code), judged in rows_by_key(now, programme.known_as).items():
        by_owner.setdefault(code, []).append(judged)
    for code, rows in by_owner.items():
        owner, file = programme.organisation.get(code), files.get(code)
        told = ((judged, unspoken(judged)) for judged in rows)
        found = tuple((judged, reason) for judged, reason in told if reason)
        if file is not None:
            found = tuple(each for each in found if each[1] is not Reason.MISSING)
        if owner is None or not found:
            continue
        silent = {id(judged) for judged, _ in found}
        spoke = any(_spoke(judged) for judged in rows if id(judged) not in silent)
        altogether = file is None or (len(found) >= SEVERAL and not spoke)
        yield SilentOwner(code, owner.origin, file, found, altogether, spoke)


def _spoke(judged: JudgedRow) -> bool:
    """Whether an owner has spoken on a row that it is not silent on: one that is open, or by closing it."""
    position, period = judged.position, judged.snapshot.period
    if position is None:
        return False
    if judged.assessment.open and not judged.action.proposed:
        return True
    if period and (dated(position, period) or (position.completed and within(position.completed, period))):
        return True
    return judged.snapshot.seen is not None and not repeated(judged.snapshot, judged.row)


@rule("RAG402", "silent", Severity.WARNING, needs=Needs.MEETING)
def silent(plans: Plans, now: Now) -> Iterator[Finding]:
    """An action is open, and its owner has said nothing of it since the last meeting.

    Why:
        A meeting that reads the words of the last one does not know whether nothing happened or nobody
        wrote it down. "No change" is an answer, and one line gives it for a whole file. One finding tells
        all rows of an owner.

    Fails:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
          - ref: "A1"
            title: Tell the staff about the response
            leads: [AA]
            due: 2014-03-31
            rating: amber
            status: The staff meeting is told in February.
        # commit: 2014-01-20 Ann Example <ann@alpha.example.org>
        @@
        -    status: The staff meeting is told in February.
        +    status: The staff meeting of 14 February is told.

    Fixed:
        # commit: 2014-01-20 Ann Example <ann@alpha.example.org>
        @@
         organisation: A
        +reviewed: 2014-01-20
        @@
        -    status: The staff meeting is told in February.
        +    status: The staff meeting of 14 February is told.

    Near miss:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
        # commit: 2014-01-20 Ann Example <ann@alpha.example.org>
        @@
        +# The status is the old one, but the next step is new: its owner has spoken.
        @@
             status: Drafted.
        +    next: The board reads the draft on 27 January.
    """
    from ragplan.diff.owing import Reason

    for each in silent_owners(plans, now):
        for judged, reason in () if each.altogether else each.rows:
            position = judged.position
            if reason is Reason.SILENT and position is not None:
                yield Finding(
                    position.origin.at("status"),
                    f"{each.organisation} has said nothing on {judged.action.ref!r} {since(judged)}",
                    "write what happened and when; if nothing did, put "
                    f"'updated: {judged.snapshot.on}' beside the status, or 'reviewed: {judged.snapshot.on}' "
                    "at the top of the file",
                    cause=Cause(
                        "action",
                        f"{each.organisation} has said nothing on ",
                        f" {since(judged)}",
                        f"write on each what happened and when; if nothing did on any of them, put "
                        f"'reviewed: {judged.snapshot.on}' at the top of the file",
                        judged.action.ref,
                    ),
                )


@rule("RAG403", "empty-status", Severity.WARNING, needs=Needs.MEETING)
def empty_status(plans: Plans, now: Now) -> Iterator[Finding]:
    """An action is open, and the status of its owner's row is empty.

    Why:
        An empty status says that an answer is still owed. A paper can only print "nothing reported". One
        finding tells all rows of an owner. A status such as "TBC in meeting" is told by RAG405.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status:

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.

    Near miss:
        # No answer is owed on what is complete.
        organisation: A
        actions:
          - ref: "1.1"
            rating: green
            status:
            completed: 2014-01-15
    """
    from ragplan.diff.owing import Reason, not_started

    for each in silent_owners(plans, now):
        for judged, reason in () if each.altogether else each.rows:
            position = judged.position
            soon = judged.due_soon
            if reason is not Reason.EMPTY or position is None or position.status.strip():
                continue
            if not (soon and not_started(judged)):
                yield Finding(
                    position.origin.at("status"),
                    f"{each.organisation} has written no status for {judged.action.ref!r}"
                    + (f", which is due {due(judged.row)}" if soon else ""),
                    "write where it stands; that it has not started is an answer too",
                    cause=Cause(
                        "action",
                        f"{each.organisation} has written no status for ",
                        "",
                        "write where each stands; that it has not started is an answer too",
                        judged.action.ref + (f" (due {due(judged.row)})" if soon else ""),
                    ),
                )


@rule("RAG408", "organisation-silent", Severity.WARNING, needs=Needs.MEETING)
def organisation_silent(plans: Plans, now: Now) -> Iterator[Finding]:
    """An organisation has said nothing on any of its open actions, or has no file to say it in.

    Why:
        It is asked once and as a whole: one call, not one for each row. A group of organisations that
        owns actions answers with one voice.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            status:
          - ref: "A1"
            title: Tell the staff about the response
            leads: [AA]
            due: 2014-03-31
            rating: amber
            status:

    Fixed:
        @@
           - ref: "1.1"
        -    status:
        +    rating: amber
        +    status: Drafted.
        @@
             rating: amber
        -    status:
        +    status: The staff meeting of 14 February is told.

    Near miss:
        # Reviewed after the meeting of 6 January: this says of every row that nothing has changed.
        organisation: A
        reviewed: 2014-01-13
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
          - ref: "A1"
            title: Tell the staff about the response
            leads: [AA]
            due: 2014-03-31
            rating: amber
            status: The staff meeting is told in February.
    """
    for each in silent_owners(plans, now):
        if not each.altogether:
            continue
        refs = listed([judged.action.ref for judged, _ in each.rows])
        many = len(each.rows)
        if each.file is None:
            yield Finding(
                each.origin,
                f"{each.organisation} has no file, and {english.counted(many, 'open action')}: {refs}",
                f"ask it for a file that begins 'organisation: {each.organisation}'",
                row=(each.rows[0][0].snapshot.programme.id, "", each.organisation),
            )
        else:
            yield Finding(
                each.file.at("organisation"),
                f"{each.organisation} has said nothing on any of its {many:,} open actions{each.since}: "
                f"{refs}",
                f"ask where they stand; that nothing has {each.happened} is an answer too",
            )


@rule("RAG409", "silent-before", Severity.INFO, needs=Needs.MEETING)
def silent_before(plans: Plans, now: Now) -> Iterator[Finding]:
    """An organisation said nothing on open actions over the whole period before, and nothing since.

    Why:
        Words for the meeting to come are owed only in the last days before it (`grace` in the calendar).
        Until then one line reminds an organisation that let the last meeting pass, and stops nothing.

    Fails:
        # commit: 2014-01-06 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted.
        # commit: 2014-01-20 Ann Example <ann@alpha.example.org>
        @@
             status: Drafted.
        +    notes: [Read by the board.]
        # commit: 2014-01-22 Ann Example <ann@alpha.example.org>
        @@
        -    notes: [Read by the board.]

    Fixed:
        # commit: 2014-01-22 Ann Example <ann@alpha.example.org>
        @@
        -    status: Drafted.
        -    notes: [Read by the board.]
        +    status: Drafted, and read by the board.

    Near miss:
        # commit: 2014-01-20 Ann Example <ann@alpha.example.org>
        @@
        +# It spoke for the meeting of 20 January; nothing is owed yet for the next.
        @@
        -    status: Drafted.
        +    status: Drafted, and read by the board.
        # commit: 2014-01-22 Ann Example <ann@alpha.example.org>
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Drafted, and read by the board.
            notes: [The minutes are awaited.]
    """
    for each in silent_owners_before(plans, now):
        if each.file is not None:
            refs = listed([judged.action.ref for judged, _ in each.rows])
            meeting = since(each.rows[0][0]).removeprefix("since ")
            yield Finding(
                each.file.at("organisation"),
                f"{each.organisation} gave no update for {meeting} on {refs}",
                "report on them for the next meeting; any update ends this reminder",
            )


RULES = (
    silent,
    empty_status,
    organisation_silent,
    silent_before,
)
