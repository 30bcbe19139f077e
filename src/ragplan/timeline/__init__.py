"""Plans through time: the programmes as they stood at commits and meetings."""

from ragplan.timeline.snapshots import NOT_THERE, Timeline

__all__ = ["NOT_THERE", "Timeline"]
