"""The papers: each report builds a view of a programme at a day, and ``render`` makes it text.

A report is a module here with ``build`` and ``summary``, and a template of its name for every format.
"""

REPORTS = {
    "plan": "goals, actions, owners, status, RAG",
    "recommendations": "the register with responses, positions and actions",
    "trend": "ratings, dates and silences from meeting to meeting, from git",
    "paper": "a committee paper with its cover sheet and appendices; name its file",
}
"""Every report and what it says, in the order of use."""
