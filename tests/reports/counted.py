"""A small plan whose counts are known by hand, as at 27 January 2014, between the meetings of 20 January
and 3 February.

========  =====  ==========  ===========  ==============================================
row       due    stated      by date      is
========  =====  ==========  ===========  ==============================================
1.1 A     20/1   green       green        completed 24 January, updated 24 January
1.1 B     20/1   amber       red          overdue, updated 23 January
1.2 A      3/2   amber                    due soon, lead AA, updated 22 January
1.2 B     31/3                            date of its own moved 15 January, updated 26 January
1.3 A     20/2               grey         silent: nothing reported; date moved 22 January
1.3 B     20/2                            missing
2.1 A                                     superseded
2.2 A            red         grey         silent: updated 2 January; a query; no date
2.2 B                        green        completed in December 2013
2.3 B     10/1                            proposed
A1 A      25/1               red          overdue, updated 21 January
========  =====  ==========  ===========  ==============================================
"""

from __future__ import annotations

from ragplan.rules.example import FILES

DAY = "2014-01-27"
COUNTED = {
    "registers/francis-2013.yaml": FILES["registers/francis-2013.yaml"],
    "programme.yaml": """\
format: ragplan/1
programme: counted
title: Counted plan
calendar: {every: 2 weeks, first: 2014-01-06, last: 2014-06-30}
key: rag-complete
registers: [francis-2013]
applicable: [124-130]
not_applicable:
  - recommendations: [131]
    reason: We buy no such service
organisations:
  A: {name: Alpha Hospital, aliases: [Alpha]}
  B: {name: Beta Council}
goals:
  - ref: "1"
    title: Publish
    actions:
      - {ref: "1.1", title: Write the response, due: 2014-01-20, owners: [A, B]}
      - {ref: "1.2", title: Send the response, due: 2014-02-03, owners: [A, B]}
      - ref: "1.3"
        title: Tell the wards
        due: 2014-01-10
        revised: [{to: 2014-02-20, on: 2014-01-22, reason: Wards were closed}]
        owners: [A, B]
  - ref: "2"
    title: Listen
    recommendations: [124-125]
    actions:
      - {ref: "2.1", title: Ask, owners: [A], superseded_by: "2.2"}
      - {ref: "2.2", title: Ask everybody, owners: [A, B]}
      - {ref: "2.3", title: Ask again, owners: [B], due: 2014-01-10, proposed: true}
""",
    "A.yaml": """\
organisation: A
actions:
  - {ref: "1.1", rating: green, status: Done., completed: 2014-01-24, updated: 2014-01-24}
  - {ref: "1.2", rating: amber, status: Under way., updated: 2014-01-22, leads: [AA]}
  - {ref: "1.3", status: ""}
  - {ref: "2.1", status: See 2.2.}
  - ref: "2.2"
    rating: red
    status: No money.
    updated: 2014-01-02
    queries: ["Whose money?"]
  - {ref: A1, title: Paint the door, due: 2014-01-25, status: Begun., updated: 2014-01-21}
positions:
  - {recommendation: 126, status: We do this already., updated: 2014-01-20}
""",
    "B.yaml": """\
organisation: B
actions:
  - {ref: "1.1", rating: amber, status: In draft., updated: 2014-01-23}
  - ref: "1.2"
    status: Waits.
    updated: 2014-01-26
    due: 2014-02-10
    revised: [{to: 2014-03-31, on: 2014-01-15, reason: Staff left}]
  - {ref: "2.2", status: All asked., completed: 2013-12, updated: 2013-12}
""",
}
PAPER = "papers/2014-02-03-board.md"


def paper(body: str, front: str = "") -> dict[str, str]:
    """The plan with a paper of this body and more front matter."""
    head = f"title: Update\nmeeting: Board\ndate: 2014-02-03\nas_at: {DAY}\n{front}"
    return {**COUNTED, PAPER: f"---\n{head}---\n{body}"}
