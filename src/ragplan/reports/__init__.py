"""The papers: each report builds a ``Page`` of a programme at a day, which ``ragplan.render`` makes text.

A report is a module here of its name, with ``build(snapshot) -> Page``, and its line below.
"""

REPORTS = {
    "plan": "goals, actions, owners, status, RAG",
    "recommendations": "the register with responses, positions and actions",
    "trend": "ratings, dates and silences from meeting to meeting, from git",
    "paper": "a committee paper with its cover sheet and appendices; name its file",
}
"""Every report and what it says, in the order of use."""
