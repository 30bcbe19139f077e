"""Organisations before and after to what became of their codes and names; their rows stay theirs."""

from __future__ import annotations

from collections.abc import Iterator

from ragplan.diff.change import Change, ChangedEntry, Subject
from ragplan.diff.kinds import Kind
from ragplan.model.plan import Organisation
from ragplan.model.programme import Programme
from ragplan.model.wording import same


def renamings(old: Programme, new: Programme) -> Iterator[Change]:
    """Each organisation that has another code, its old one being an alias now, or another name."""
    if old.organisations == new.organisations:
        return
    name = new.known_as
    for before in old.organisations:
        after = new.organisation.get(name(before.code))
        if after is None:
            continue
        entry = _entry(new, before, after)
        if after.code.casefold() != before.code.casefold():
            yield entry.change(Kind.RENAMED, "organisation", before.code, after.code)
        if not same(before.name, after.name):
            yield entry.change(Kind.RENAMED, "name", before.name, after.name)


def _entry(programme: Programme, before: Organisation, after: Organisation) -> ChangedEntry:
    return ChangedEntry(
        programme=programme.id,
        subject=Subject.ORGANISATION,
        ref=after.code,
        organisation=after.code,
        title=after.name,
        old_origin=before.origin,
        new_origin=after.origin,
    )
