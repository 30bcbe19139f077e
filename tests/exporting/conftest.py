"""What tests of exports share: the demonstration, and an empty repository."""

from __future__ import annotations

from history.conftest import nobody, repo

__all__ = ["nobody", "repo"]
