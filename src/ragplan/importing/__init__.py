"""A table that people already have to a draft of a programme, and the questions that it leaves open."""
