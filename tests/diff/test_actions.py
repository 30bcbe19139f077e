"""An action before and after: new, agreed, closed, gone, reworded, moved, owned by others."""

from __future__ import annotations

import pytest

from diff.snapshots import PROGRAMME, a, lines, own, shared

FIRST_ACTION = """\
      - ref: "1.1"
        title: Publish the response
        due: 2014-01-31
        owners: [A, B]
"""
SECOND_ACTION = """\
      - ref: "1.2"
        title: Print the response
        owners: [A]
"""
A_AND_B = {
    "A.yaml": shared("status: Drafted."),
    "B.yaml": shared("rating: green\nstatus: Done.").replace("organisation: A", "organisation: B"),
}


def programme(before: str, after: str) -> str:
    """The programme with one text in place of another."""
    assert before in PROGRAMME
    return PROGRAMME.replace(before, after)


RELEASED = "released: [{organisation: B, on: 2014-01-13, reason: Merged}]"

SHARED = {
    "new": (
        PROGRAMME,
        programme(FIRST_ACTION, FIRST_ACTION + SECOND_ACTION),
        ["new 1.2 title ''→'Print the response'"],
    ),
    "proposed": (
        PROGRAMME,
        programme(FIRST_ACTION, f"{FIRST_ACTION}{SECOND_ACTION}        proposed: true\n"),
        ["proposed 1.2 title ''→'Print the response'"],
    ),
    "agreed": (
        programme("due:", "proposed: true\n        due:"),
        programme("due:", "agreed: 2014-01-06\n        due:"),
        ["agreed 1.1 agreed ''→'2014-01-06'"],
    ),
    "proposed-again": (
        PROGRAMME,
        programme("due:", "proposed: true\n        due:"),
        ["detail-changed 1.1 proposed ''→'true'"],
    ),
    "agreed-on-another-day": (
        programme("due:", "agreed: 2014-01-06\n        due:"),
        programme("due:", "agreed: 2013-12\n        due:"),
        ["detail-changed 1.1 agreed '2014-01-06'→'2013-12'"],
    ),
    "vanished-swallows-its-rows": (
        PROGRAMME,
        programme(FIRST_ACTION, SECOND_ACTION),
        ["vanished 1.1 title 'Publish the response'→''", "new 1.2 title ''→'Print the response'"],
    ),
    "removed-once-superseded": (
        programme("due:", "superseded_by: '1.2'\n        due:"),
        programme(FIRST_ACTION, SECOND_ACTION),
        ["removed 1.1 title 'Publish the response'→''", "new 1.2 title ''→'Print the response'"],
    ),
    "superseded": (
        PROGRAMME,
        programme("due:", "superseded_by: '1.2'\n        due:"),
        ["superseded 1.1 superseded_by ''→'1.2'"],
    ),
    "withdrawn": (
        PROGRAMME,
        programme("due:", "withdrawn: {on: 2014-01-13, reason: Not ours}\n        due:"),
        ["withdrawn 1.1 withdrawn ''→'2014-01-13' because 'Not ours'"],
    ),
    "to-be-withdrawn-on-a-later-day": (
        PROGRAMME,
        programme("due:", "withdrawn: {on: 2014-01-14, reason: Not ours}\n        due:"),
        ["detail-changed 1.1 withdrawn.on ''→'2014-01-14' because 'Not ours'"],
    ),
    "to-be-withdrawn-on-another-later-day": (
        programme("due:", "withdrawn: {on: 2014-01-14, reason: Not ours}\n        due:"),
        programme("due:", "withdrawn: {on: 2014-02, reason: Not ours}\n        due:"),
        ["detail-changed 1.1 withdrawn.on '2014-01-14'→'2014-02' because 'Not ours'"],
    ),
    "no-longer-to-be-withdrawn": (
        programme("due:", "withdrawn: {on: 2014-01-14, reason: Not ours}\n        due:"),
        PROGRAMME,
        ["detail-changed 1.1 withdrawn.on '2014-01-14'→''"],
    ),
    "withdrawn-sooner-than-said": (
        programme("due:", "withdrawn: {on: 2014-01-14, reason: Not ours}\n        due:"),
        programme("due:", "withdrawn: {on: 2014-01-13, reason: Not ours}\n        due:"),
        ["withdrawn 1.1 withdrawn ''→'2014-01-13' because 'Not ours'"],
    ),
    "put-off-after-it-was-withdrawn": (
        programme("due:", "withdrawn: {on: 2014-01-13, reason: Not ours}\n        due:"),
        programme("due:", "withdrawn: {on: 2014-01-14, reason: Not ours}\n        due:"),
        ["reopened 1.1 withdrawn '2014-01-13'→''"],
    ),
    "vanished-before-it-was-withdrawn": (
        programme("due:", "withdrawn: {on: 2014-01-14, reason: Not ours}\n        due:"),
        programme(FIRST_ACTION, SECOND_ACTION),
        ["vanished 1.1 title 'Publish the response'→''", "new 1.2 title ''→'Print the response'"],
    ),
    "withdrawn-for-another-reason": (
        programme("due:", "withdrawn: {reason: Not ours}\n        due:"),
        programme("due:", "withdrawn: {reason: Not now}\n        due:"),
        ["detail-changed 1.1 withdrawn 'Not ours'→'Not now'"],
    ),
    "superseded-by-another": (
        programme("due:", "superseded_by: '1.2'\n        due:"),
        programme("due:", "superseded_by: '1.3'\n        due:"),
        ["detail-changed 1.1 superseded_by '1.2'→'1.3'"],
    ),
    "reopened-from-being-superseded": (
        programme("due:", "superseded_by: '1.2'\n        due:"),
        PROGRAMME,
        ["reopened 1.1 superseded_by '1.2'→''"],
    ),
    "reopened-from-being-withdrawn": (
        programme("due:", "withdrawn: {on: 2014-01-13, reason: Not ours}\n        due:"),
        PROGRAMME,
        ["reopened 1.1 withdrawn '2014-01-13'→''"],
    ),
    "reworded": (
        PROGRAMME,
        programme("Publish the response", "Publish a full response"),
        ["reworded 1.1 title 'Publish the response'→'Publish a full response' +words"],
    ),
    "described": (
        PROGRAMME,
        programme("due:", "description: On the website.\n        outcome: All know it.\n        due:"),
        [
            "reworded 1.1 description ''→'On the website.' +words",
            "reworded 1.1 outcome ''→'All know it.' +words",
        ],
    ),
    "moved": (
        PROGRAMME,
        programme(FIRST_ACTION, "").replace("    actions:\n", "") + f"    actions:\n{FIRST_ACTION}",
        ["moved 1.1 goal '1'→'2'"],
    ),
    "a-goal-renumbered-is-no-move": (PROGRAMME, programme('ref: "1"\n', 'ref: "9"\n'), []),
    "owner-added-and-another-removed": (
        PROGRAMME,
        programme("owners: [A, B]", "owners: [A, C]"),
        ["owner-added 1.1/C owners ''→'C'", "owner-removed 1.1/B owners 'B'→''"],
    ),
    "an-owner-by-its-alias": (PROGRAMME, programme("owners: [A, B]", "owners: [A, BB]"), []),
    "owners-in-another-order": (PROGRAMME, programme("owners: [A, B]", "owners: [B, A]"), []),
    "another-code-for-the-same-organisation": (
        PROGRAMME,
        programme("BB]", "B]").replace("  B:", "  BB:"),
        ["renamed BB/BB organisation 'B'→'BB'"],
    ),
    "another-code-with-an-alias": (
        PROGRAMME,
        programme("B: {name: Beta Council, aliases: [BB]}", "D: {name: Delta Council, aliases: [B]}").replace(
            "[A, B]", "[A, D]"
        ),
        ["renamed D/D organisation 'B'→'D'", "renamed D/D name 'Beta Council'→'Delta Council'"],
    ),
    "another-code-without-an-alias": (
        PROGRAMME,
        programme("B: {name: Beta Council, aliases: [BB]}", "D: {name: Beta Council}").replace(
            "[A, B]", "[A, D]"
        ),
        ["owner-added 1.1/D owners ''→'D'", "owner-removed 1.1/B owners 'B'→''"],
    ),
    "another-name": (
        PROGRAMME,
        programme("Beta Council", "Beta City Council"),
        ["renamed B/B name 'Beta Council'→'Beta City Council'"],
    ),
    "released": (
        PROGRAMME,
        programme("owners: [A, B]", f"owners: [A]\n        {RELEASED}"),
        ["released 1.1/B released ''→'2014-01-13' because 'Merged'"],
    ),
    "released-under-an-alias": (
        PROGRAMME,
        programme("owners: [A, B]", f"owners: [A]\n        {RELEASED.replace(': B,', ': BB,')}"),
        ["released 1.1/B released ''→'2014-01-13' because 'Merged'"],
    ),
    "released-and-taken-back": (
        programme("owners: [A, B]", f"owners: [A]\n        {RELEASED}"),
        PROGRAMME,
        ["owner-added 1.1/B owners ''→'B'"],
    ),
    "a-release-for-another-reason": (
        programme("owners: [A, B]", f"owners: [A]\n        {RELEASED}"),
        programme("owners: [A, B]", f"owners: [A]\n        {RELEASED.replace('Merged', 'Closed')}"),
        ["detail-changed 1.1 released 'B, 2014-01-13, Merged'→'B, 2014-01-13, Closed'"],
    ),
    "a-release-written-down-later": (
        programme("owners: [A, B]", "owners: [A]"),
        programme("owners: [A, B]", f"owners: [A]\n        {RELEASED}"),
        ["detail-changed 1.1 released ''→'B, 2014-01-13, Merged'"],
    ),
    "split-in-two": (
        programme("due:", "superseded_by: '1.2'\n        due:"),
        programme("due:", "superseded_by: ['1.2', '1.3']\n        due:"),
        ["detail-changed 1.1 superseded_by '1.2'→'1.2, 1.3'"],
    ),
    "one-successor-as-a-list": (
        programme("due:", "superseded_by: '1.2'\n        due:"),
        programme("due:", "superseded_by: ['1.2']\n        due:"),
        [],
    ),
    "start-support-priority-source-and-past": (
        programme("due:", "start: 2014-01-06\n        supporting: [BB]\n        due:"),
        programme(
            "due:",
            "start: 2014-01-13\n        supporting: [B, C]\n        priority: high\n        "
            "source: Minute 4\n        carried_from: old/7\n        due:",
        ),
        [
            "detail-changed 1.1 supporting 'B'→'B, C'",
            "detail-changed 1.1 start '2014-01-06'→'2014-01-13'",
            "detail-changed 1.1 priority ''→'high'",
            "detail-changed 1.1 source ''→'Minute 4'",
            "detail-changed 1.1 carried_from ''→'old/7'",
        ],
    ),
    "lead-changed": (
        programme("due:", "leads: [AA]\n        due:"),
        programme("due:", "leads: [JS]\n        due:"),
        ["lead-changed 1.1 leads 'AA'→'JS'"],
    ),
    "recommendations-cited-otherwise": (
        programme("due:", "recommendations: [124, francis-2013/125]\n        due:"),
        programme("due:", "recommendations: [124-125]\n        due:"),
        [],
    ),
    "other-recommendations": (
        programme("due:", "recommendations: [124]\n        due:"),
        programme("due:", "recommendations: [124-125]\n        due:"),
        ["detail-changed 1.1 recommendations '124'→'124-125'"],
    ),
    "depends-on": (
        PROGRAMME,
        programme("due:", "depends_on: ['2.1']\n        due:"),
        ["detail-changed 1.1 depends_on ''→'2.1'"],
    ),
    "query-and-note-of-the-action": (
        programme("due:", "notes: [Printed twice.]\n        due:"),
        programme("due:", "queries: ['Whose?']\n        due:"),
        ["query-raised 1.1 queries ''→'Whose?'", "note-removed 1.1 notes 'Printed twice.'→''"],
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), SHARED.values(), ids=SHARED)
def test_changes_of_a_shared_action(old: str, new: str, expected: list[str]) -> None:
    assert lines({"programme.yaml": old}, {"programme.yaml": new}) == expected


def test_an_owner_comes_and_goes_with_its_position() -> None:
    b = A_AND_B["B.yaml"]
    only_a = {"programme.yaml": programme("owners: [A, B]", "owners: [A]"), "A.yaml": A_AND_B["A.yaml"]}
    assert lines(only_a, A_AND_B) == ["owner-added 1.1/B owners ''→'B'"]
    assert lines(A_AND_B, only_a) == ["owner-removed 1.1/B owners 'B'→''"]
    assert lines(only_a, only_a | {"B.yaml": b}) == ["completed 1.1/B rating ''→'green' +words"]


def test_a_position_of_no_owner_comes_and_goes_by_itself() -> None:
    c = {"C.yaml": A_AND_B["A.yaml"].replace("organisation: A", "organisation: C")}
    assert lines({}, c) == ["reported 1.1/C status ''→'Drafted.'"]
    assert lines(c, {}) == ["removed 1.1/C status 'Drafted.'→'' because 'C did not own the action'"]
    owner = {"programme.yaml": programme("owners: [A, B]", "owners: [A, B, C]")}
    assert lines(c, c | owner) == ["owner-added 1.1/C owners ''→'C'"]
    assert lines(c | owner, c) == ["owner-removed 1.1/C owners 'C'→''"]


def test_the_last_owner_goes() -> None:
    nobody = {"programme.yaml": programme("owners: [A, B]", "owners: []")}
    assert lines({}, nobody) == ["owner-removed 1.1/A owners 'A'→''", "owner-removed 1.1/B owners 'B'→''"]
    assert lines(nobody, {}) == ["owner-added 1.1/A owners ''→'A'", "owner-added 1.1/B owners ''→'B'"]


def test_a_new_action_takes_in_the_rows_it_came_with() -> None:
    bare = {"programme.yaml": programme(FIRST_ACTION, SECOND_ACTION)}
    assert lines(
        bare, {"programme.yaml": programme(FIRST_ACTION, FIRST_ACTION + SECOND_ACTION), **A_AND_B}
    ) == ["new 1.1 title ''→'Publish the response'"]


def test_an_action_that_all_owners_completed_is_removed_and_not_vanished() -> None:
    done = {**A_AND_B, "A.yaml": shared("rating: green\nstatus: Done.")}
    bare = {"programme.yaml": programme(FIRST_ACTION, SECOND_ACTION)}
    assert lines(done, bare)[0] == "removed 1.1 title 'Publish the response'→''"
    assert lines(A_AND_B, bare)[0] == "vanished 1.1 title 'Publish the response'→''"


SPOKEN = "rating: amber\nstatus: Under way."
PARTS = 'actions:\n  - {{ref: "6.1", title: Nurses, {one}}}\n  - {{ref: "6.2", title: Doctors, {two}}}'

OWN = {
    "new": ("organisation: A\n", own(SPOKEN), ["new 6/A title ''→'Train the staff'"]),
    "vanished": (own(SPOKEN), "organisation: A\n", ["vanished 6/A title 'Train the staff'→''"]),
    "a-proposal-dropped": (
        own(f"{SPOKEN}\nproposed: true"),
        "organisation: A\n",
        ["proposal-dropped 6/A title 'Train the staff'→''"],
    ),
    "a-proposal-closed-before-it-went": (
        own("rating: green\nstatus: Done.\nproposed: true"),
        "organisation: A\n",
        ["removed 6/A title 'Train the staff'→''"],
    ),
    "removed": (
        own("rating: green\nstatus: Done."),
        "organisation: A\n",
        ["removed 6/A title 'Train the staff'→''"],
    ),
    "superseded-takes-in-rating-and-words": (
        own(SPOKEN),
        own("rating: red\nstatus: Now part of 7.\nsuperseded_by: '7'"),
        ["superseded 6/A superseded_by ''→'7' +words"],
    ),
    "withdrawn-keeps-the-record": (
        own(f"{SPOKEN}\ndue: 2014-01-31"),
        own(f"{SPOKEN}\ndue: 2014-02-28\nevidence: [Minute 9]\nwithdrawn: {{reason: Not ours}}"),
        [
            "withdrawn 6/A withdrawn ''→'' because 'Not ours'",
            "due-rewritten 6/A due '2014-01-31'→'2014-02-28' +28d",
            "evidence-added 6/A evidence ''→'Minute 9'",
        ],
    ),
    "given-a-goal": (own(SPOKEN), own(f'{SPOKEN}\ngoal: "2"'), ["moved 6/A goal ''→'2'"]),
    "a-ref-used-for-something-else": (
        own(SPOKEN),
        own(SPOKEN, title="Buy beds"),
        ["ref-reused 6/A title 'Train the staff'→'Buy beds'"],
    ),
    "parts-that-are-open": (
        own(PARTS.format(one="rating: green", two="rating: red")),
        "organisation: A\n",
        [
            "vanished 6/A title 'Train the staff'→''",
            "removed 6.1/A title 'Nurses'→''",
            "vanished 6.2/A title 'Doctors'→''",
        ],
    ),
    "parts-that-are-closed": (
        own(PARTS.format(one="rating: green", two="rating: green")),
        "organisation: A\n",
        [
            "removed 6/A title 'Train the staff'→''",
            "removed 6.1/A title 'Nurses'→''",
            "removed 6.2/A title 'Doctors'→''",
        ],
    ),
    "a-part-under-no-parent": (
        own(PARTS.format(one="rating: green", two="rating: red")),
        own(PARTS.format(one="rating: green", two="rating: red").splitlines()[0])
        + '      - {ref: "6.1", title: Nurses, rating: green}\n'
        + '  - {ref: "6.2", title: Doctors, rating: red}\n',
        ["detail-changed 6.2/A parent '6'→''"],
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), OWN.values(), ids=OWN)
def test_changes_of_an_action_of_the_organisations_own(old: str, new: str, expected: list[str]) -> None:
    assert a(old, new) == expected


BECAME_SHARED = {
    "programme.yaml": PROGRAMME
    + """\
    actions:
      - ref: "6"
        title: Train the staff
        due: 2014-01-31
        owners: [A]
""",
    "A.yaml": shared(f"leads: [AA]\n{SPOKEN}\nnotes: [A note.]", ref="6"),
}


def test_an_action_that_moved_into_the_programme_only_moved_under_its_goal() -> None:
    was = {"A.yaml": own(f"due: 2014-01-31\nleads: [AA]\n{SPOKEN}\nnotes: [A note.]")}
    assert lines(was, BECAME_SHARED) == ["moved 6 goal ''→'2'"]
    assert lines(BECAME_SHARED, was) == ["moved 6/A goal '2'→''"]


def test_an_action_that_became_shared_gains_owners_and_its_date_counts_for_each() -> None:
    was = {"A.yaml": own(f"due: 2014-01-31\nleads: [AA]\n{SPOKEN}\nnotes: [A note.]")}
    text = BECAME_SHARED["programme.yaml"].replace("owners: [A]", "owners: [A, C]")
    now = BECAME_SHARED | {"programme.yaml": text}
    assert lines(was, now) == ["moved 6 goal ''→'2'", "owner-added 6/C owners ''→'C'"]
    late = now | {"programme.yaml": text.replace("due: 2014-01-31\n        owners: [A, C]", "owners: [A, C]")}
    assert lines(was, late) == [
        "moved 6 goal ''→'2'",
        "due-rewritten 6/A due '2014-01-31'→''",
        "owner-added 6/C owners ''→'C'",
    ]


def test_gone_actions_are_told_where_they_stood() -> None:
    three = programme(FIRST_ACTION, FIRST_ACTION + SECOND_ACTION + SECOND_ACTION.replace("1.2", "1.3"))
    two = three.replace(SECOND_ACTION, "").replace("Publish the response", "Publish it")
    other = two.replace('ref: "1.3"\n        title: Print', 'ref: "1.3"\n        title: Reprint')
    assert [line.split()[:2] for line in lines({"programme.yaml": three}, {"programme.yaml": other})] == [
        ["reworded", "1.1"],
        ["vanished", "1.2"],
        ["reworded", "1.3"],
    ]
