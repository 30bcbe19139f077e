"""What tests of exports share: the demonstration, and an empty repository."""

from __future__ import annotations

from demo.conftest import made
from history.conftest import nobody, repo

__all__ = ["made", "nobody", "repo"]
