"""Texts of the plan that these tests change, and who changes them."""

from __future__ import annotations

from history.building import Repo

from ragplan.rules.example import FILES

ORGANISATION = FILES["A.yaml"]
EXTRA = """\
  - ref: "A1"
    title: Review all complaints of the last year
    leads: [AA]
    due: 2014-02-28
    status: Half of them are reviewed.
"""
BOTH = ORGANISATION + EXTRA
LISTED = FILES["programme.yaml"].replace(
    "  A: {name: Alpha Hospital}\n  B: {name: Beta Council}\n",
    "  A: {name: Alpha Hospital, emails: [alpha.example.org]}\n"
    "  B: {name: Beta Council, emails: [beta.example.net]}\n",
)


def by(repo: Repo, name: str, email: str) -> None:
    """Let the next commits be written by somebody."""
    repo.git("config", "user.name", name)
    repo.git("config", "user.email", email)
