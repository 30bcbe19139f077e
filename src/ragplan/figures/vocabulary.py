"""The vocabulary of figures: in which words a paper asks for the plan's own counts and tables."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from ragplan.model.key import Category


class ValueKind(Enum):
    """What the value of a word must be; ``FLAG`` is a word alone."""

    FLAG = "no value"
    DAY = "a day such as 2014-01-13, or last_meeting"
    CATEGORY = "one of " + ", ".join(category.value for category in Category)
    RECOMMENDATION = "a recommendation or a range: 13, 124-125, francis-2013/13"
    ORGANISATION = "an organisation's code or alias"
    LEAD = "a lead as the plan writes it"
    GOAL = "a goal's ref"
    LEVEL = "a level of the key by code, letter or label, or none for no level"
    REGISTER = "a register's id"


class Word(NamedTuple):
    """A word that narrows a term down: what its value must be, and what it keeps."""

    kind: ValueKind
    keeps: str


class Term(NamedTuple):
    """A term: what it says, the words it takes, and those it cannot do without.

    A ``table`` stands alone, as a paragraph of the body.
    """

    says: str
    words: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    table: bool = False


TABLE = "table "
"""What the name of every table begins with."""
LAST_MEETING = "last_meeting"
"""A value of ``since``: the meeting before the paper's status date."""
WORDS: Mapping[str, Word] = {
    "organisation": Word(
        ValueKind.ORGANISATION, "of one organisation; those of a group are not its members'"
    ),
    "lead": Word(ValueKind.LEAD, "that a lead answers for"),
    "goal": Word(ValueKind.GOAL, "of one goal"),
    "rating": Word(ValueKind.LEVEL, "whose owner states a level, whatever the dates say"),
    "by_date": Word(ValueKind.LEVEL, "to which the dates give a level, whatever their owner states"),
    "category": Word(ValueKind.CATEGORY, "whose owner states a level of a category, whatever its colour"),
    "recommendation": Word(ValueKind.RECOMMENDATION, "of one recommendation, or of a range"),
    "overdue": Word(ValueKind.FLAG, "open and past their date"),
    "silent": Word(ValueKind.FLAG, "open, with nothing said in the period"),
    "undated": Word(ValueKind.FLAG, "open, without a due date"),
    "query": Word(ValueKind.FLAG, "with something that a person must confirm"),
    "since": Word(ValueKind.DAY, "after that day and up to the paper's status date"),
    "register": Word(ValueKind.REGISTER, "of one register"),
    "applicable": Word(ValueKind.FLAG, "that apply, as the programme or an organisation says"),
    "not_applicable": Word(ValueKind.FLAG, "that do not apply, with a reason"),
    "not_considered": Word(ValueKind.FLAG, "of which nobody says whether they apply"),
    "answered": Word(ValueKind.FLAG, "with a position in words, or with an action that was not given up"),
    "unanswered": Word(ValueKind.FLAG, "with neither"),
}
"""Every word that narrows a term down. Words of one figure narrow each other down."""
ROWS = (
    "organisation", "lead", "goal", "rating", "by_date", "category", "recommendation", "overdue", "silent",
    "undated", "query",
)  # fmt: skip
"""The words that choose rows of the plan, as the options of ``ragplan list`` do."""
CITED = (
    "register", "recommendation", "applicable", "not_applicable", "not_considered", "answered", "unanswered",
)  # fmt: skip
"""The words that choose recommendations."""
VOCABULARY: Mapping[str, Term] = {
    "rows": Term(
        "how many rows are counted, an action and an owner of it each, reported on or not: "
        "none superseded, withdrawn, proposed or only gathering",
        ROWS,
    ),
    "positions": Term("how many of them have a position of their owner", ROWS),
    "missing": Term("how many of them have none", ROWS),
    "completed": Term(
        "how many rows are completed, as the plan's sentence counts; "
        "with `since`, how many have a date of completion after that day",
        ("since", *ROWS),
    ),
    "open": Term("how many of them are still to be done", ROWS),
    "overdue": Term("how many of them are open and past their date", ROWS),
    "due_soon": Term("how many of them are open and due on or before the next meeting", ROWS),
    "silent": Term("how many of them are open, with nothing said in the period", ROWS),
    "undated": Term("how many of them are open, without a due date", ROWS),
    "unrated": Term("how many of them state no level of the key, whatever their dates say", ROWS),
    "actions": Term("how many actions the counted rows are of", ROWS),
    "proposed": Term("how many rows are of proposed actions, which no other figure counts", ROWS),
    "updated": Term("how many positions have words dated after a day", ("since", *ROWS), ("since",)),
    "moved": Term(
        "how many due dates were moved after a day, by the dates of the decisions",
        ("since", *ROWS),
        ("since",),
    ),
    "changes": Term("completed, updated and moved after a day, as a sentence", ("since", *ROWS), ("since",)),
    "sentence": Term("the plan's sentence of counts with its denominators", ROWS),
    "as_at": Term("the paper's status date"),
    "next_meeting": Term("the first meeting after the status date"),
    "recommendations": Term("how many recommendations the programme's registers hold", CITED),
    "table ratings": Term(
        "the levels of the key: how many rows state each, and to how many the dates give it", ROWS, table=True
    ),
    "table organisations": Term("how the rows of each organisation stand", ROWS, table=True),
    "table goals": Term("how the rows of each goal stand", ROWS, table=True),
    "table actions": Term("rows of the plan with owner, due date and rating", ROWS, table=True),
    "table plan": Term("the plan, as its own report prints it", table=True),
    "table register": Term("recommendations with heading and response", CITED, table=True),
    "table positions": Term(
        "what organisations say on recommendations", ("organisation", *CITED), table=True
    ),
}
"""Every term, in the order of the documentation."""
