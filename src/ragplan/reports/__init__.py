"""The papers: each report builds a view of a programme at a day, and ``render`` makes it text."""
