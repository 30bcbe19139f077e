"""One plan that uses every field choose from: all of it is accepted, and all of it reaches the model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ragplan.model.dates import plan_date
from ragplan.model.paper import Appendix, Considered
from ragplan.model.plan import (
    Assurance,
    Deadline,
    Evidence,
    Occurrence,
    Release,
    Remark,
    Revision,
    Withdrawal,
)
from ragplan.model.programme import Programme, Succession
from ragplan.model.recommendations import in_words
from ragplan.model.register import Heading, Response, Source
from ragplan.schema.published import json_schema
from reading.findings import document, findings, plans

PROGRAMME = """\
format: ragplan/1
programme: wbccg-francis
title: Francis, Keogh and Berwick
group: Clinical Governance Committee
time_zone: Europe/London
team: "@wigan"
calendar:
  - every: 2 weeks
    first: 2013-12-02
    last: 2014-02-24
    wording: week commencing
    grace: 5
    moved: {2013-12-30: 2014-01-06}
    cancelled: [2013-12-16]
  - meetings: [2014-03-10, 2014-03-31]
  - {every: month, on: last Monday, first: 2014-04-28, last: 2014-06-30}
key:
  name: ours
  title: Our key
  levels:
    - code: blue
      label: Assured
      letter: B
      colour: blue
      meaning: Done, and somebody else has looked
      category: assured
      requires: [status, next, evidence, completed, assured]
    - {code: amber, label: On track, meaning: Work has begun, category: on_track}
  derive:
    assured: blue
    completed: blue
    overdue: amber
    silent: amber
priorities: [high, low]
registers: [francis-2013]
applicable: [1, 123-125]
not_applicable:
  - recommendations: [126, 128-290]
    reason: For others
supersedes:
  title: Francis Report Action Plan
  programme: wbccg-2013
  approved: 2013-11-26
  by: Governing Body
superseded_by: {title: Quality and safety plan, programme: wbccg-2015, approved: 2015-03, by: Governing Body}
organisations:
  WBCCG:
    name: Wigan Borough CCG
    aliases: [WCCG]
    emails: [wigan.example.org]
    team: "@wigan/quality"
  WWL: Wrightington, Wigan and Leigh
  LGA: Local Government Association
  All:
    name: All organisations
    members: [WBCCG, WWL]
notes:
  - text: To be updated every fortnight
    internal: true
queries:
  - Who agrees the minutes?
goals:
  - ref: "1"
    title: Publish a response
    description: On the website
    recommendations: [1, 124-125]
    notes: [A note on the goal]
    queries: [A query on the goal]
    actions:
      - ref: "1.1"
        title: Prepare the response
        description: For the public
        outcome: The public knows
        owners: [WBCCG, WWL]
        supporting: [All]
        released:
          - organisation: LGA
            on: 2014-01-27
            reason: It gave its part to Wigan
            agreed_by: Clinical Governance Committee
        priority: high
        source: Minute 4
        carried_from: wbccg-2013/7
        start: 2013-12-02
        leads: [AA, JS]
        due: 2013-12-31
        revised:
          - to: 2014-02
            on: 2014-01-15
            reason: The board meets in February
            agreed_by: Clinical Governance Committee
          - {to: 2014-03, reason: The printer is away, proposed: true}
          - {to: 2014-04, reason: The printer is away, refused: 2014-02-24}
        recommendations: [francis-2013/123]
        agreed: 2013-12-02
        proposed: false
        depends_on: ["1.2"]
        notes: [A note]
        queries: [A query]
        actions:
          - ref: "1.1.1"
            title: Write the response
            owners: [WBCCG]
            due: ongoing
            superseded_by: "1.2"
      - ref: "1.2"
        title: Publish the response
        proposed: true
        withdrawn:
          on: 2014-01-27
          reason: Published by the hospital
"""
ORGANISATION = """\
format: ragplan/1
organisation: WBCCG
reviewed: 2014-02-24
notes: [A note on the file]
queries: [A query on the file]
actions:
  - ref: "1.1"
    rating: Blue
    status: Published.
    updated: 2014-02-20
    completed: 2014-02
    leads: [LM]
    due: 2014-01-31
    revised:
      - to: 2014-02-28
        on: 2014-01-27
        reason: The board meets in February
        agreed_by: Task & Finish Group
      - {to: 2014-03, proposed: true, refused: 2014-02-24}
    evidence:
      - ref: Minute 9.1
        file: minutes/2014-01-22.pdf
        on: 2014-01-22
      - Minute 9.2
    occurrences:
      - {on: 2014-01-27, done: true}
      - on: 2014-02
    next: Tell the press
    assured:
      by: Internal audit
      on: 2014-02-21
    waiting_for: The printer
    risk: CR 12
    notes: [A note on the row]
    queries: [A query on the row]
  - ref: "1.1.1"
    status: Written.
  - ref: W1
    title: Tell the localities
    description: All of them
    outcome: The localities know
    goal: "1"
    recommendations: [2]
    agreed: 2013-12-02
    proposed: true
    superseded_by: ["1.1.1", "1.2"]
    supporting: [WWL]
    priority: low
    source: Paper 5
    carried_from: wbccg-2013/7
    start: 2014-01
    withdrawn: {on: 2014-02, reason: Told already}
    depends_on: ["1.1"]
    actions:
      - ref: W1.1
        title: Tell the north
        leads: [LM]
        due: 2014-02
applicable: [1, francis-2013/124]
not_applicable: [{recommendations: [2-122], reason: For others}]
positions:
  - recommendation: francis-2013/123
    rating: B
    status: Accepted.
    updated: 2014-02-25
    review_by: 2014-12
    evidence: [Minute 9.1]
    notes: [A note on the recommendation]
    queries:
      - {text: A query on the recommendation, internal: true}
"""
REGISTER = """\
format: ragplan/1
register: francis-2013
title: The Francis report
published: 2013-02
source:
  title: Report of the public inquiry
  date: 2013-02-06
  link: https://example.org/report
recommendations: 1-290
response:
  title: Hard Truths
  date: 2013-11-19
  link: https://example.org/response
  totals: {accepted: 204, in_principle: 57, in_part: 20, not_accepted: 9}
entries:
  - number: 123
    section: Commissioning for standards
    headings:
      - text: Responsibility for monitoring
        by: Wigan
      - A monitoring role
    text: GPs need to undertake a monitoring role.
    response: in_principle
    notes:
      - {text: A note on 123, internal: false}
    queries: [A query on 123]
notes: [A note on the register]
queries: [A query on the register]
"""
PAPER = """\
---
title: Update of the plan
format: ragplan/1
subtitle: And of the responses
meeting: Governing Body
date: 2014-02-25
as_at: 2014-02-24
item: "9.1"
access: open
report_of: Wigan Borough CCG
author: LM
lead: JS
sponsor: TA
presenter: J Southworth
purpose: To note
asks: Note the report.
summary: "{{ positions }} positions"
reasons: The report
implications:
  Financial: None
  Risk: |
    Some
considered_by:
  - committee: Clinical Governance Committee
    on: 2014-01
    what: the draft
communication: The website
next_steps: As per the plan
other:
  Wards affected: ALL
appendices:
  - title: Appendix 1
    show: positions
    recommendations: [123]
    text: As at the meeting
  - title: Appendix 2
    file: letter.md
numbering: paragraphs
notes: [A note on the paper]
queries:
  - {text: A query on the paper, internal: true}
---
# Introduction

Text.
"""


def another(id: str) -> str:
    return f"format: ragplan/1\nprogramme: {id}\ntitle: Another plan\n"


CARRIED = """\
calendar: {meetings: [2013-03-04]}
key: rag-complete
registers: [francis-2013]
organisations: {WBCCG: Wigan Borough CCG}
goals:
  - ref: "1"
    title: Publish a response
    recommendations: [1]
    actions: [{ref: "7", title: Write the response, withdrawn: {on: 2013-12-02, reason: Carried over}}]
"""


FILES = {
    "2013/programme.yaml": another("wbccg-2013") + CARRIED,
    "2015/programme.yaml": another("wbccg-2015"),
    "p/WBCCG.yaml": ORGANISATION,
    "p/WWL.yaml": "organisation: WWL\nactions:\n  - ref: '1.1'\n    status:\n",
    "p/papers/2014-02-25-board.md": PAPER,
    "p/papers/letter.md": "Dear colleague,\n",
    "p/programme.yaml": PROGRAMME,
    "registers/francis-2013.yaml": REGISTER,
}


def the_programme() -> Programme:
    """The programme that uses every field."""
    found = plans(FILES)
    assert not found.problems
    return next(each for each in found.programmes if each.id == "wbccg-francis")


def choices(schema: dict[str, Any], whole: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A schema, or each of those it leaves open or refers to."""
    if "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].rpartition("/")[2]]
    yield schema
    for choice in schema.get("anyOf", ()):
        yield from choices(choice, whole)


def used(schema: dict[str, Any], data: Any, whole: dict[str, Any]) -> Iterator[str]:
    """``Shape.field`` for every field of a schema that some data uses."""
    for choice in choices(schema, whole):
        for name, value in data.items() if isinstance(data, dict) else ():
            if name in choice.get("properties", {}):
                yield f"{choice['title']}.{name}"
                yield from used(choice["properties"][name], value, whole)
            elif isinstance(choice.get("additionalProperties"), dict):
                yield from used(choice["additionalProperties"], value, whole)
        for item in data if isinstance(data, list) else ():
            yield from used(choice.get("items", {}), item, whole)


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("programme", "p/programme.yaml"),
        ("organisation", "p/WBCCG.yaml"),
        ("register", "registers/francis-2013.yaml"),
        ("paper", "p/papers/2014-02-25-board.md"),
    ],
)
def test_the_example_uses_every_field_of_the_schema(kind: str, path: str) -> None:
    whole = json_schema(kind)
    shapes = [whole, *whole.get("$defs", {}).values()]
    known = {f"{shape['title']}.{name}" for shape in shapes for name in shape.get("properties", {})}
    assert known - set(used(whole, document(FILES[path], path).data, whole)) == set()


def test_every_field_is_accepted() -> None:
    assert [f"{each.path}:{each.span.line} {each.code}" for each in findings(FILES)] == []


def test_every_field_of_a_position_reaches_the_model() -> None:
    position = the_programme().positions["1.1"]["WBCCG"]
    moved = Revision(
        plan_date("2014-02-28"),
        plan_date("2014-01-27"),
        "The board meets in February",
        "Task & Finish Group",
    )
    assert (position.rating, position.status, position.risk) == ("Blue", "Published.", "CR 12")
    assert (position.next, position.waiting_for) == ("Tell the press", "The printer")
    assert position.leads == ("LM",)
    assert position.updated == plan_date("2014-02-20")
    assert position.reviewed == plan_date("2014-02-24")
    assert position.completed == plan_date("2014-02")
    refused = Revision(plan_date("2014-03"), None, "", "", True, plan_date("2014-02-24"))
    assert position.deadline == Deadline(plan_date("2014-01-31"), (moved, refused))
    assert (position.deadline.revisions, position.deadline.asked) == ((moved,), ())
    assert position.assured == Assurance("Internal audit", plan_date("2014-02-21"))
    assert position.evidence == (
        Evidence("Minute 9.1", "minutes/2014-01-22.pdf", plan_date("2014-01-22")),
        Evidence("Minute 9.2", "", None),
    )
    held = Occurrence(plan_date("2014-01-27"), done=True)
    assert position.occurrences == (held, Occurrence(plan_date("2014-02"), done=False))
    assert position.notes == (Remark("A note on the row"),)
    assert position.queries == (Remark("A query on the row"),)


def test_every_field_of_an_action_reaches_the_model() -> None:
    shared = the_programme().shared
    action, part, last = shared["1.1"], shared["1.1.1"], shared["1.2"]
    moved = Revision(
        plan_date("2014-02"),
        plan_date("2014-01-15"),
        "The board meets in February",
        "Clinical Governance Committee",
    )
    assert (action.title, action.description) == ("Prepare the response", "For the public")
    assert (action.outcome, action.goal, action.parent, action.parts) == ("The public knows", "1", "", 1)
    assert (action.owners, action.leads, action.depends_on) == (("WBCCG", "WWL"), ("AA", "JS"), ("1.2",))
    asked, refused = action.deadline.written[1:]
    assert (asked.asked, asked.refused, refused.refused) == (True, None, plan_date("2014-02-24"))
    assert (action.deadline.first, action.deadline.revisions) == (plan_date("2013-12-31"), (moved,))
    assert (action.deadline.current, action.deadline.asked) == (plan_date("2014-02"), (asked,))
    assert (action.supporting, action.priority, action.source) == (("All",), "high", "Minute 4")
    assert (action.start, action.carried_from) == (plan_date("2013-12-02"), "wbccg-2013/7")
    assert action.released == (
        Release("LGA", plan_date("2014-01-27"), "It gave its part to Wigan", "Clinical Governance Committee"),
    )
    assert [cited.text for cited in action.recommendations] == ["francis-2013/123"]
    assert action.agreed == plan_date("2013-12-02")
    assert (action.proposed, last.proposed) == (False, True)
    assert (part.parent, part.goal, part.superseded_by) == ("1.1", "1", ("1.2",))
    assert last.withdrawn == Withdrawal(plan_date("2014-01-27"), "Published by the hospital")


def test_every_field_of_an_own_action_reaches_the_model() -> None:
    programme = the_programme()
    action, part = programme.own["W1", "WBCCG"], programme.own["W1.1", "WBCCG"]
    assert (action.title, action.description) == ("Tell the localities", "All of them")
    assert (action.outcome, action.goal, action.parts) == ("The localities know", "1", 1)
    assert (action.organisation, action.owners) == ("WBCCG", ("WBCCG",))
    assert (action.superseded_by, action.depends_on) == (("1.1.1", "1.2"), ("1.1",))
    assert (action.proposed, action.supporting, action.priority) == (True, ("WWL",), "low")
    assert (action.source, action.carried_from) == ("Paper 5", "wbccg-2013/7")
    assert action.start == plan_date("2014-01")
    assert action.withdrawn == Withdrawal(plan_date("2014-02"), "Told already")
    assert (part.parent, part.goal, part.deadline.current) == ("W1", "1", plan_date("2014-02"))


def test_remarks_marked_internal_are_known_as_such() -> None:
    programme = the_programme()
    assert programme.notes == (Remark("To be updated every fortnight", internal=True),)
    assert programme.queries == (Remark("Who agrees the minutes?"),)


def test_a_position_on_a_recommendation_reaches_the_model() -> None:
    (position,) = the_programme().files[0].on_recommendations
    assert (position.recommendation, position.rating) == ("francis-2013/123", "B")
    assert (position.updated, position.review_by) == (plan_date("2014-02-25"), plan_date("2014-12"))


def test_where_and_from_where_a_programme_is_kept_reach_the_model() -> None:
    programme = the_programme()
    assert programme.time_zone == "Europe/London"
    assert programme.organisation["WBCCG"].emails == ("wigan.example.org",)
    assert programme.priorities == ("high", "low")
    assert (programme.team, programme.organisation["WBCCG"].team) == ("@wigan", "@wigan/quality")


def test_what_applies_and_what_came_before_and_after_reach_the_model() -> None:
    programme = the_programme()
    (wbccg, _) = programme.files
    assert in_words(programme.applicable) == "1, 123–125"
    assert [(in_words(each.recommendations), each.reason) for each in programme.not_applicable] == [
        ("126, 128–290", "For others")
    ]
    assert in_words(wbccg.applicable) == "1, francis-2013 124"
    assert [in_words(each.recommendations) for each in wbccg.not_applicable] == ["2–122"]
    assert programme.supersedes == Succession(
        "Francis Report Action Plan", "wbccg-2013", plan_date("2013-11-26"), "Governing Body"
    )
    assert programme.superseded_by == Succession(
        "Quality and safety plan", "wbccg-2015", plan_date("2015-03"), "Governing Body"
    )


def test_every_field_of_a_register_reaches_the_model() -> None:
    (register,) = the_programme().registers
    assert (register.id, register.title, register.numbers) == (
        "francis-2013",
        "The Francis report",
        range(1, 291),
    )
    assert register.source == Source(
        "Report of the public inquiry", plan_date("2013-02-06"), "https://example.org/report"
    )
    assert register.response == Source("Hard Truths", plan_date("2013-11-19"), "https://example.org/response")
    assert [register.totals[each] for each in Response] == [204, 57, 20, 9]
    assert register.notes == (Remark("A note on the register"),)
    assert register.queries == (Remark("A query on the register"),)


def test_every_field_of_a_recommendation_reaches_the_model() -> None:
    (register,) = the_programme().registers
    (entry,) = register.entries
    assert register.recommendation(123) is entry
    assert (entry.number, entry.section) == (123, "Commissioning for standards")
    assert entry.headings == (Heading("Responsibility for monitoring", "Wigan"), Heading("A monitoring role"))
    assert (entry.heading, entry.response) == ("Responsibility for monitoring", Response.IN_PRINCIPLE)
    assert entry.text == "GPs need to undertake a monitoring role."
    assert (entry.notes, entry.queries) == ((Remark("A note on 123"),), (Remark("A query on 123"),))
    assert register.recommendation(124).heading == ""


def test_a_register_that_says_only_when_it_was_published_has_that_date() -> None:
    dated = REGISTER.replace(REGISTER[REGISTER.index("source") : REGISTER.index("recommendations")], "")
    (register,) = next(
        each for each in plans(FILES | {"registers/francis-2013.yaml": dated}).programmes if each.registers
    ).registers
    assert register.source == Source("The Francis report", plan_date("2013-02"), "")


def test_every_field_of_a_paper_reaches_the_model() -> None:
    programme = the_programme()
    (paper,) = programme.papers
    (annex,) = programme.annexes
    fields = ("title", "subtitle", "meeting", "item", "access", "report_of", "author", "lead", "sponsor")
    assert [getattr(paper, field) for field in fields] == [
        *("Update of the plan", "And of the responses", "Governing Body", "9.1", "open"),
        *("Wigan Borough CCG", "LM", "JS", "TA"),
    ]
    texts = ("presenter", "purpose", "asks", "summary", "reasons", "communication", "next_steps")
    assert [getattr(paper, field) for field in texts] == [
        *("J Southworth", "To note", "Note the report.", "{{ positions }} positions"),
        *("The report", "The website", "As per the plan"),
    ]
    assert (paper.date, paper.as_at) == (plan_date("2014-02-25"), plan_date("2014-02-24"))
    assert paper.implications == (("Financial", "None"), ("Risk", "Some\n"))
    assert paper.considered_by == (
        Considered("Clinical Governance Committee", plan_date("2014-01"), "the draft"),
    )
    assert paper.other == (("Wards affected", "ALL"),)
    first, second = paper.appendices
    assert (first.title, first.show, in_words(first.recommendations), first.text) == (
        *("Appendix 1", "positions", "123"),
        "As at the meeting",
    )
    assert second == Appendix("Appendix 2", "", (), "letter.md")
    assert (paper.numbered, paper.body) == (True, "# Introduction\n\nText.\n")
    assert paper.notes == (Remark("A note on the paper"),)
    assert paper.queries == (Remark("A query on the paper", internal=True),)
    assert annex.text == "Dear colleague,\n"
