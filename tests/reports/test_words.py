"""What papers say in the same words wherever they say it."""

import pytest

from ragplan.model.dates import plan_date
from ragplan.reports import words


@pytest.mark.parametrize(
    ("text", "on", "said"),
    [
        ("Minutes", "2014-03-18", "Minutes, 18 March 2014"),
        ("Minutes of 18 March 2014", "2014-03-18", "Minutes of 18 March 2014"),
        ("Attendance list of 18 March", "2014-03-18", "Attendance list of 18 March 2014"),
        ("Minutes of 18 March 2013", "2014-03-18", "Minutes of 18 March 2013, 18 March 2014"),
        ("Minutes of 18 March", "2014-03-08", "Minutes of 18 March, 8 March 2014"),
        ("Return for March 2014", "2014-03", "Return for March 2014"),
        ("Return 120141", "2014", "Return 120141, 2014"),
        (r"\1 (", "soon (", r"\1 (, soon ("),
    ],
)
def test_a_proof_that_holds_its_date_does_not_say_it_twice(text: str, on: str, said: str) -> None:
    assert words.dated(text, plan_date(on)) == said
