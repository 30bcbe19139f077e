"""Reading what came back: each return against what was sent and the plan as it is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import typer

from ragplan.cli.changing import Desk, at_desk, carry_out
from ragplan.cli.extras import needing
from ragplan.cli.session import FINDINGS, day_or_today, echo, given_bytes, notify
from ragplan.diff.owing import meeting_to_come
from ragplan.editing.steps import Meant, Refusal, together
from ragplan.english import day as in_words
from ragplan.english import listed
from ragplan.escaping import one_line
from ragplan.model.dates import date_in_words, plan_date
from ragplan.model.judged import JudgedRow, rows_by_key
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Key, Snapshot
from ragplan.returns.cells import reader
from ragplan.returns.mail import Mail, as_returned, mail
from ragplan.returns.meaning import meant
from ragplan.returns.merging import Outcome, merged, side_by_side
from ragplan.returns.returned import Returned, returned
from ragplan.returns.sending import Sending, key_of, rows_of

MAILS = (".eml", ".txt")
"""How the names of saved mails end."""


class _Taken(NamedTuple):
    """A return as it is taken: its file, whose it is, what it leads to; no steps where nothing is taken."""

    path: str
    whose: str
    outcome: Outcome
    steps: Meant = ()


def take_in(paths: Sequence[str], plans: str, programme: str, received: str, *, dry_run: bool) -> None:
    """Take in what came back on a day, the changes of all files or none.

    Exits with 1 where something is asked or in conflict, with 2 where a file or the plans cannot be read.
    """
    desk = at_desk(plans, programme, received)
    taken: list[_Taken] = []
    for each in (each for path in paths for each in _taken(desk, path, received)):
        taken.append(_once(each, taken))
    for each in taken:
        echo("".join(f"{line}\n" for line in _told(each)))
    steps = together(each.steps for each in taken)
    asked = any(each.outcome.asked or each.outcome.conflicts for each in taken)
    if steps or not asked:
        carry_out(desk, steps, dry_run=dry_run)
    else:
        notify("nothing was taken")
    if asked:
        raise typer.Exit(FINDINGS)


def _taken(desk: Desk, path: str, received: str) -> Iterator[_Taken]:
    """What one file leads to: of a mail for each organisation whose forms it holds."""
    data = given_bytes(path, piped=True)
    if path == "-" or Path(path).suffix.casefold() in MAILS:
        yield from _of_mail(desk, path, mail(data), received)
        return
    with needing("a return"):
        came = returned(Path(path).name, data)
    known = _known(desk, came.sending) if isinstance(came, Returned) else Refusal(came.why)
    if isinstance(came, Returned) and not isinstance(known, Refusal):
        yield _merged(desk, path, _Own.of(*known, received), came)
    elif isinstance(known, Refusal):
        yield _Taken(path, "", Outcome(asked=[known.why]))


class _Own(NamedTuple):
    """An organisation's rows as the plan has them on the day on which something came back."""

    programme: Programme
    code: str
    on: date
    rows: Mapping[Key, JudgedRow]

    @classmethod
    def of(cls, programme: Programme, code: str, received: str) -> _Own:
        """Its rows on a day, today where none is given."""
        on = day_or_today(received, programme)
        rows = rows_by_key(Snapshot(programme, on), programme.known_as)
        return cls(programme, code, on, {key: judged for key, judged in rows.items() if key[1] == code})


def _merged(desk: Desk, path: str, own: _Own, came: Returned) -> _Taken:
    """What came back, merged into the rows."""
    programme, code, on, rows = own
    now = rows_of(programme, rows, {}, came.sending.organisation)
    by = reader(programme.key, programme.calendar, on)
    outcome = merged(came, now, by, {each.ref for each in programme.actions})
    outcome.told[:0] = _older(programme, came.sending, on)
    steps = () if outcome.conflicts else meant(desk.read, programme, code, rows, outcome, on)
    return _Taken(path, f"{programme.id}/{code}", outcome, steps)


def _of_mail(desk: Desk, path: str, said: Mail, received: str) -> Iterator[_Taken]:
    """What a mail leads to; its box and what stands beside the forms go with its only organisation."""
    alone = len(said.codes) == 1
    if not alone:
        asked = [f"beside the forms stands “{each}”" for each in said.beside]
        asked += ["the box is ticked, and it is not known for whom"] if said.tick else []
        asked += [] if said.codes else ["there is no form in it, such as 'chase' drafts"]
        yield _Taken(path, "", Outcome(told=said.notes, asked=asked))
    for name in said.codes:
        answers = {form.ref: cells for form, cells in said.answers.items() if form.code == name}
        found = [(each, code) for each in desk.programmes if (code := each.resolve(name))]
        if len(found) != 1:
            several = f"of several plans, name one with --programme: {listed(each.id for each, _ in found)}"
            why = several if found else "no organisation of the plan"
            yield _Taken(path, "", Outcome(asked=[f"{name} is {why}"]))
            continue
        own = _Own.of(*found[0], received)
        yield _of_forms(desk, path, own, answers, said if alone else Mail())


def _of_forms(
    desk: Desk, path: str, own: _Own, answers: Mapping[str, Mapping[str, str]], beside: Mail
) -> _Taken:
    """What the forms of an organisation lead to."""
    rows = {ref: own.rows.get((ref, own.code)) for ref, cells in answers.items() if cells}
    asked = [f"{own.code} has no row {ref}" for ref, judged in rows.items() if judged is None]
    keys: dict[str, Mapping[str, str]] = {}
    for ref, judged in rows.items():
        updated = judged.position.updated if judged and judged.position else None
        if updated and updated.first and updated.first > own.on:
            asked.append(f"{ref}: the plan has newer words, of {date_in_words(updated)}")
        elif judged:
            keys[key_of(own.programme.id, ref, own.code)] = answers[ref]
    now = rows_of(own.programme, own.rows, {}, own.code)
    came = as_returned(keys, now, (own.programme.id, own.code), beside)
    return _merged(desk, path, own, came._replace(beside=[*asked, *came.beside]))


def _known(desk: Desk, sending: Sending) -> tuple[Programme, str] | Refusal:
    """The programme and the code of the organisation that something was sent to."""
    programme = next((each for each in desk.programmes if each.id == sending.programme), None)
    if programme is None:
        there = listed(each.id for each in desk.programmes)
        return Refusal(f"it is of another plan, {sending.programme!r}; here are: {there}")
    code = programme.resolve(sending.organisation)
    if code is None:
        return Refusal(f"it is of {sending.organisation!r}, which is no organisation of {programme.id!r}")
    return programme, code


def _older(programme: Programme, sending: Sending, on: date) -> Iterator[str]:
    """That a return was sent for a meeting that is over."""
    sent = plan_date(sending.on).first
    meeting = meeting_to_come(programme.calendar, sent) if sent else None
    if sent and meeting and meeting < on:
        commit = f", from commit {sending.commit[:10]}," if sending.commit else ""
        yield (
            f"an older return: it was sent on {in_words(sent)}{commit} for the meeting of {in_words(meeting)}"
            "; what the plan says anew since stands"
        )


def _once(each: _Taken, earlier: Sequence[_Taken]) -> _Taken:
    """A return, of which nothing is taken where the run has one of the same rows already."""
    same = next((other.path for other in earlier if each.whose and other.whose == each.whose), None)
    if same is None:
        return each
    return each._replace(
        outcome=Outcome(asked=[f"{same} is of the same rows: take one after the other"]), steps=()
    )


def _told(each: _Taken) -> Iterator[str]:
    """A file, how it was read, what is asked of it, what is in conflict."""
    outcome = each.outcome
    yield f"{one_line(each.path)}{f', {one_line(each.whose)}' if each.whose else ''}"
    yield from (f"  read: {one_line(said)}" for said in outcome.told)
    yield from (f"  asked: {one_line(said)}" for said in outcome.asked)
    for conflict in outcome.conflicts:
        first, *texts = side_by_side(conflict)
        yield f"  conflict: {one_line(first)}"
        yield from (f"      {one_line(said)}" for said in texts)
    if outcome.conflicts:
        yield "  nothing of this file was taken"
