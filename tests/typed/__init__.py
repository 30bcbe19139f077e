"""The five papers typed as printed, and which of their faults are seen."""
