"""Changes counted, and the news in order."""

from __future__ import annotations

from diff.snapshots import PROGRAMME, compared, line, own, shared
from ragplan.diff import Kind, summarise

OLD = {
    "A.yaml": shared("rating: amber\nstatus: X."),
    "B.yaml": own("due: 2014-01-31\nrating: amber\nstatus: X.").replace("organisation: A", "organisation: B"),
    "C.yaml": own("due: 2014-01-31\nrating: amber\nstatus: X.").replace("organisation: A", "organisation: C"),
}
NEW = {
    "programme.yaml": PROGRAMME.replace("2014-01-31", "2014-02-28"),
    "A.yaml": shared("rating: green\nstatus: Y."),
    "B.yaml": OLD["B.yaml"]
    .replace("amber", "red")
    .replace("2014-01-31", "2014-01-31\n    revised: [{to: 2014-02-07}]"),
    "C.yaml": OLD["C.yaml"].replace("2014-01-31", "2014-01-31\n    revised: [{to: 2014-03-07}]"),
}


def test_counts_and_news() -> None:
    summary = summarise(compared(OLD, NEW))
    assert summary.total == 5
    assert summary.by_kind == {
        Kind.COMPLETED: 1,
        Kind.REVISED: 2,
        Kind.RATING_WORSE: 1,
        Kind.DUE_REWRITTEN: 1,
    }
    assert list(summary.by_kind) == [kind for kind in Kind if kind in summary.by_kind]
    assert summary.by_organisation == {
        "": {Kind.DUE_REWRITTEN: 1},
        "A": {Kind.COMPLETED: 1},
        "B": {Kind.REVISED: 1, Kind.RATING_WORSE: 1},
        "C": {Kind.REVISED: 1},
    }
    assert summary.by_goal == {
        "1": {Kind.COMPLETED: 1, Kind.DUE_REWRITTEN: 1},
        "": {Kind.REVISED: 2, Kind.RATING_WORSE: 1},
    }
    assert [line(change) for change in summary.best] == ["completed 1.1/A rating 'amber'→'green' +words"]
    assert [line(change) for change in summary.worst] == [
        "due-rewritten 1.1 due '2014-01-31'→'2014-02-28' +28d",
        "rating-worse 6/B rating 'amber'→'red'",
        "revised 6/C revised '2014-01-31'→'2014-03-07' +35d ×1",
        "revised 6/B revised '2014-01-31'→'2014-02-07' +7d ×1",
    ]


def test_nothing_happened() -> None:
    summary = summarise([])
    assert (summary.total, dict(summary.by_kind), summary.best, summary.worst) == (0, {}, (), ())
