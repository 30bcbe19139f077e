"""What tests of the timeline share: the repositories that tests of history are made with."""

from history.conftest import nobody, repo

__all__ = ["nobody", "repo"]
