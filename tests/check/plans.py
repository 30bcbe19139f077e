"""A plan of two organisations, in which either has said nothing since the meeting of 6 January 2014."""

from __future__ import annotations

from ragplan.rules.example import FILES

BEFORE, SENT = "2014-01-06T10:00:00+00:00", "2014-01-17T10:00:00+00:00"
"""When the plan was committed, and when a return is."""
ON = "2014-01-20"

PROGRAMME = FILES["programme.yaml"].replace(
    "        owners: [A]\n        leads: [AA]\n",
    """\
        owners: [A, B]
        leads: [AA]
      - ref: "1.2"
        title: Tell the staff
        due: 2014-01-10
        owners: [A, B]
        leads: [AA]
""",
)
A = """\
organisation: A
actions:
  - ref: "1.1"
    status: Drafted.
  - ref: "1.2"
    rating: red
    status: The staff meeting moved.
    next: It meets on 3 February.
"""


def of_b(text: str) -> str:
    """What A says, said of B in words of its own."""
    own = text.replace("organisation: A", "organisation: B").replace("Drafted.", "With the board.")
    return own.replace("The staff meeting", "The town hall meeting")


B = of_b(A)
WHOLE = {
    "plans/programme.yaml": PROGRAMME,
    "plans/A.yaml": A,
    "plans/B.yaml": B,
    "plans/registers/francis-2013.yaml": FILES["registers/francis-2013.yaml"],
}

ANSWERED = A.replace("organisation: A\n", "organisation: A\nreviewed: 2014-01-17\n")
UNRATED = ("RAG306", "example/A actions/1.1/status")
"""A finding of another family than the calendar's, that ``main`` has."""
LATE = ("RAG401", "example/A actions/1.2/status")
SILENT = ("RAG408", "example/A organisation")
"""What the calendar requires of A."""
