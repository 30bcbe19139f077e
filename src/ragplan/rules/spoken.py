"""What the owner of a row says, and whether it is what was said before."""

from __future__ import annotations

from ragplan.model.programme import Row


def status_of(row: Row | None) -> str:
    """The status of a row; ``""`` where nothing is said on it."""
    return row.position.status if row and row.position else ""


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same."""
    if one == other:
        return True
    from ragplan.model.wording import same

    return same(one, other)
