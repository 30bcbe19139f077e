"""A small programme in which every kind of debt occurs, as two commits around the meeting of 3 February."""

from __future__ import annotations

from history.building import Files, Repo

ON = "2014-02-10"
PROGRAMME = """\
format: ragplan/1
programme: example
title: Example Plan
group: Task & Finish Group
calendar: {every: 2 weeks, first: 2014-01-06, last: 2014-03-31}
key: rag-complete
organisations:
  A: {name: Alpha Hospital, aliases: [AH], emails: [ann@alpha.example.org]}
  B: {name: Beta Council}
  C: {name: Gamma Trust}
  All: {name: All organisations, members: [AH, B]}
goals:
  - ref: "1"
    title: Publish a response
    actions:
      - {ref: "1.1", title: Publish the response on the website, due: 2014-03-31, owners: [A]}
      - {ref: "1.2", title: Tell the staff, due: 2014-04, owners: [A]}
      - {ref: "1.3", title: Report to the board, due: 2014-01-31, owners: [A]}
      - {ref: "1.4", title: Review all contracts, due: 2014-02-14, owners: [A]}
      - {ref: "1.5", title: Train the front desk, due: 2014-03-31, owners: [A]}
      - {ref: "1.6", title: Name a lead, due: 2014-01-31, owners: [A, C]}
      - {ref: "1.7", title: Hear the patients, due: 2014-03-31, owners: [A, B]}
      - {ref: "2.1", title: Agree one form for all, due: 2014-03-31, owners: [All]}
"""
_ROWS = """\
organisation: AH
actions:
  - ref: "1.1"
    rating: amber
    status: With the *communications* team.
  - ref: "1.2"
    status:
  - ref: "1.3"
    rating: amber
    status: %s
  - ref: "1.4"
    rating: amber
    status: %s
  - ref: "1.5"
    rating: red
    status: The trainer has left.
    updated: 2014-02-05
  - ref: "1.6"
    rating: green
    status: Named.
    completed: 2014-01-29
    queries: [{text: "Is it AA or AB?", internal: true}]
"""
BEFORE: Files = {
    "plans/programme.yaml": PROGRAMME,
    "plans/alpha.yaml": _ROWS % ("Drafted.", "Half of them read."),
    "plans/C.yaml": 'organisation: C\nactions:\n  - {ref: "1.6", rating: green, status: Named.}\n',
    "plans/All.yaml": 'organisation: All\nactions:\n  - {ref: "2.1", status: }\n',
}
AFTER: Files = {"plans/alpha.yaml": _ROWS % ("Drafted and read.", "All read but one.")}


def recorded(repo: Repo) -> Repo:
    """The programme as the meeting of 3 February saw it, and what was written since."""
    repo.commit(BEFORE, at="2014-01-27T10:00:00Z")
    repo.commit(AFTER, at="2014-02-06T10:00:00Z")
    return repo
