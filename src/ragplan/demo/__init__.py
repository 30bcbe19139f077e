"""The demonstration: the packaged real plan with a made-up history, as a git repository.

``chapters/`` holds the story as data, a file for each meeting; the rest turns it into commits.
"""

from ragplan.demo.history import Demonstration, demonstration

__all__ = ["Demonstration", "demonstration"]
