"""A small programme at three meetings, as commits of a real repository; much happens in the last."""

from __future__ import annotations

from history.building import Files, Repo

FIRST, SECOND, THIRD = "2014-02-24", "2014-03-10", "2014-03-24"
ID = "example"

_PROGRAMME = """\
format: ragplan/1
programme: example
title: Example Plan
group: Task & Finish Group
calendar: {every: 2 weeks, first: 2014-02-24, last: 2014-06-30}
key: rag-complete
registers: [francis-2013]
organisations:
  CCG: {name: Clinical Commissioning Group, aliases: [NHS CCG]}
  LBR: {name: London Borough of R}
  TRUST: {name: Hospitals Trust}
goals:
  - ref: "1"
    title: Publish a response
    actions:
      - ref: "1.1"
        title: Publish the response on the website
        due: 2014-03-31
        owners: [CCG, LBR, TRUST]
      - ref: "1.2"
        title: Report to the board
        proposed: true
        owners: [CCG]
  - ref: "2"
    title: Contracts for services are clear on minimum standards
    actions:
      - ref: "2.1"
        title: Review all contracts
        due: 2014-03-14
        owners: [CCG, LBR]
"""

_LATER = (
    _PROGRAMME.replace("        proposed: true\n", "        agreed: 2014-03-10\n").replace(
        "        due: 2014-03-14\n",
        "        due: 2014-03-14\n        revised:\n"
        "          - {to: 2014-04-11, on: 2014-03-20, reason: Legal advice awaited, agreed_by: Board}\n",
    )
    + """\
      - ref: "2.2"
        title: Write the duty of candour into new contracts
        due: 2014-05-30
        owners: [CCG, LBR]
"""
)

_CCG = """\
organisation: CCG
actions:
  - ref: "1.1"
    rating: amber
    status: The response was drafted, and goes to the governing body in March.
    updated: 2014-03-07
  - ref: "1.2"
    status: Report outlined.
    updated: 2014-03-07
  - ref: "2.1"
    rating: amber
    status: >-
      Contracts of the larger providers were reviewed by the contracts team;
      those of the smaller ones follow in April.
    updated: 2014-03-07
    notes: [{text: The team is one post short, internal: true}]
positions:
  - recommendation: francis-2013/123
    status: Under discussion with practices.
    updated: 2014-03-07
"""

_CCG_LATER = """\
organisation: CCG
positions:
  - recommendation: francis-2013/123
    status: Agreed with practices.
    updated: 2014-03-21
actions:
  - ref: "1.1"
    rating: green
    completed: 2014-03-19
    status: The response was approved by the governing body and is on the website.
    updated: 2014-03-21
    evidence: [{ref: Governing body minute 7.2, on: 2014-03-18}]
  - ref: "1.2"
    rating: amber
    status: Report outlined.
    updated: 2014-03-21
  - ref: "2.1"
    rating: red
    status: >-
      Contracts of the larger providers were reviewed by the contracts team;
      those of the smaller ones follow in May.
    updated: 2014-03-21
    queries:
      - Does this hold for contracts that end in the year?
"""

_LBR = """\
organisation: LBR
actions:
  - ref: "1.1"
    rating: amber
    status: With the communications team.
    updated: 2014-03-05
  - ref: "2.1"
    status: Review has begun.
    updated: 2014-03-05
  - ref: "7"
    title: Train the front desk
    due: 2014-04-30
    leads: [JS]
    status: Trainer found.
    updated: 2014-03-05
"""

_LBR_LATER = _LBR.replace("due: 2014-04-30", "due: 2014-05-30").replace("[JS]", "[AB]")

_TRUST = """\
organisation: TRUST
actions:
  - ref: "1.1"
    status: Published in February.
    rating: green
    completed: 2014-02
    updated: 2014-03-06
  - ref: "8"
    title: Publish complaints
    due: 2014-04-30
    status: Begun.
    updated: 2014-03-06
"""

_TRUST_LATER = """\
organisation: TRUST
actions:
  - ref: "1.1"
    status: Published in February; a page is missing.
    rating: amber
    updated: 2014-03-20
"""

_REGISTER = "register: francis-2013\ntitle: The Francis report\nrecommendations: 1-290\n"

BEFORE: Files = {
    "plans/programme.yaml": _PROGRAMME,
    "plans/CCG.yaml": _CCG,
    "plans/LBR.yaml": _LBR,
    "plans/TRUST.yaml": _TRUST,
    "plans/registers/francis-2013.yaml": _REGISTER,
}
AFTER: Files = {
    "plans/programme.yaml": _LATER,
    "plans/CCG.yaml": _CCG_LATER,
    "plans/LBR.yaml": _LBR_LATER,
    "plans/TRUST.yaml": _TRUST_LATER,
}


def two_meetings(repo: Repo) -> Repo:
    """The programme as the meetings of 10 and 24 March saw it, the first of them frozen."""
    repo.commit(
        {**BEFORE, "plans/TRUST.yaml": _TRUST.replace("Begun.", "Not begun.")}, at=f"{FIRST}T10:00:00Z"
    )
    repo.commit(BEFORE, at=f"{SECOND}T10:00:00Z")
    repo.git("tag", "-a", "-m", "as seen", f"ragplan/{ID}/{SECOND}", GIT_COMMITTER_DATE=f"{SECOND}T17:00:00Z")
    repo.commit(AFTER, at=f"{THIRD}T10:00:00Z")
    return repo
