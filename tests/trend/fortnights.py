"""A small programme over four fortnightly meetings, as commits; the plan of the third does not load."""

from __future__ import annotations

from history.building import Repo

MEETINGS = ("2014-01-06", "2014-01-20", "2014-02-03", "2014-02-17")

PROGRAMME = """\
format: ragplan/1
programme: example
title: Example plan
group: Steering group
calendar: {every: 2 weeks, first: 2014-01-06, last: 2014-02-17}
key: rag-complete
organisations:
  A: {name: Alpha Hospital, aliases: [AH]}
  B: {name: Beta Council}
goals:
  - ref: "1"
    title: Publish a response
    actions:
      - ref: "1.1"
        title: Publish the response
        due: 2014-01-31
        owners: [A, B]
      - ref: "1.2"
        title: Report to the board
        due: 2014-02-28
        owners: [A]
"""
A = """\
organisation: A
reviewed: 2014-01-03
actions:
  - ref: "1.1"
    status: Drafted.
    leads: [AA]
  - ref: "1.2"
    rating: amber
    status: Outlined.
  - ref: "6"
    title: Train the staff
    due: 2014-03-31
    status: Begun.
"""
B = """\
organisation: B
actions:
  - ref: "1.1"
    status:
    queries:
      - {text: "Whose is it?", internal: true}
"""
A_SECOND = """\
organisation: A
reviewed: 2014-01-17
actions:
  - ref: "1.1"
    rating: green
    status: Published.
    completed: 2014-01-15
    leads: [JS]
    evidence: [{ref: Board minute 7, on: 2014-01-16}]
  - ref: "1.2"
    rating: amber
    status: Outlined.
  - ref: "6"
    title: Train the staff
    due: 2014-03-31
    revised:
      - {to: 2014-04-30, on: 2014-01-14, reason: Trainer ill, agreed_by: Board}
    rating: amber
    status: Begun again.
"""
BROKEN = A_SECOND.replace("organisation: A\n", "organisation: A\norganisation: A\n")
A_LAST = """\
organisation: A
reviewed: 2014-01-17
actions:
  - ref: "1.1"
    rating: amber
    status: Published, but for one page.
    leads: [JS]
  - ref: "1.2"
    rating: red
    status: The board has not met.
    next: Write to the chair.
    updated: 2014-02-14
"""
PROGRAMME_LAST = PROGRAMME.replace("due: 2014-02-28", "due: 2014-03-14")


def told(repo: Repo) -> Repo:
    """The four fortnights, the second meeting frozen, as the commits of five people."""
    repo.commit(
        {"plans/programme.yaml": PROGRAMME, "plans/A.yaml": A, "plans/B.yaml": B},
        "The plan",
        at="2014-01-04T10:00:00Z",
    )
    repo.commit({"plans/A.yaml": A_SECOND}, "A: return", at="2014-01-18T10:00:00Z", author="Jo Smith")
    repo.git(
        "tag", "-a", "-m", "as seen", "ragplan/example/2014-01-20", GIT_COMMITTER_DATE="2014-01-20T17:00:00Z"
    )
    repo.commit({"plans/A.yaml": BROKEN}, "A: in a hurry", at="2014-02-01T10:00:00Z")
    repo.commit({"plans/A.yaml": A_LAST}, "A: mended", at="2014-02-14T10:00:00Z", author="Jo Smith")
    repo.commit({"plans/programme.yaml": PROGRAMME_LAST}, "Tidy", at="2014-02-15T23:30:00-02:00")
    return repo
