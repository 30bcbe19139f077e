"""A field that does not fit is told once, at its place, in words that say how to mend it."""

from __future__ import annotations

import pytest

from ragplan.rules.example import FILES
from reading.findings import ORGANISATION, PROGRAMME, findings

UNKNOWN, MISSING, WRONG, FORMAT = "RAG005", "RAG006", "RAG007", "RAG008"
R = "register: r\ntitle: T\nrecommendations: 1-9\n"
Row = tuple[str, str, int, int, str, str]


def only_finding(files: dict[str, str]) -> tuple[str, str, int, int, str, str]:
    """The one thing that keeps the files from being read; what is wrong beside it is told too."""
    (found,) = [each for each in findings(FILES | files) if each.code < "RAG1"]
    return found.path, found.code, found.span.line, found.span.column, found.message, found.help


IN_A_ROW: list[Row] = [
    ("duedate: 2014-01-31", UNKNOWN, 6, 5, "no field 'duedate'", "did you mean 'due'?"),
    ("due_date: 2014-01-31", UNKNOWN, 6, 5, "no field 'due_date'", "did you mean 'due'?"),
    ("Due date: 2014-01-31", UNKNOWN, 6, 5, "no field 'Due date'", "did you mean 'due'?"),
    ("deadline: 2014-01-31", UNKNOWN, 6, 5, "no field 'deadline'", "did you mean 'due'?"),
    ("dues: 2014-01-31", UNKNOWN, 6, 5, "no field 'dues'", "did you mean 'due'?"),
    ("lead: AA", UNKNOWN, 6, 5, "no field 'lead'", "did you mean 'leads'?"),
    ("owner: AA", UNKNOWN, 6, 5, "no field 'owner'", "did you mean 'leads'?"),
    ("responsible officer: AA", UNKNOWN, 6, 5, "no field 'responsible officer'", "did you mean 'leads'?"),
    ("RAG: green", UNKNOWN, 6, 5, "no field 'RAG'", "did you mean 'rating'?"),
    ("rag_rating: green", UNKNOWN, 6, 5, "no field 'rag_rating'", "did you mean 'rating'?"),
    ("BRAG: green", UNKNOWN, 6, 5, "no field 'BRAG'", "did you mean 'rating'?"),
    ("ratting: green", UNKNOWN, 6, 5, "no field 'ratting'", "did you mean 'rating'?"),
    ("task: Write", UNKNOWN, 6, 5, "no field 'task'", "did you mean 'title'?"),
    ("action: Write", UNKNOWN, 6, 5, "no field 'action'", "did you mean 'title'?"),
    ("progress: Written", UNKNOWN, 6, 5, "no field 'progress'", "did you mean 'status'?"),
    ("comments: Written", UNKNOWN, 6, 5, "no field 'comments'", "did you mean 'notes'?"),
    ("query: Is it?", UNKNOWN, 6, 5, "no field 'query'", "did you mean 'queries'?"),
    ("Status: Written", UNKNOWN, 6, 5, "no field 'Status'", "did you mean 'status'?"),
    ("xyzzy: Written", UNKNOWN, 6, 5, "no field 'xyzzy'", "known here: "),
    ("evidence:\n      - date: 2014-01", UNKNOWN, 7, 9, "no field 'date'", "known here: file, on, ref"),
    ("assured: {on: 2014-01}", MISSING, 6, 5, "the field 'by' is missing", "add a line 'by: …'"),
    ("assured: Audit", WRONG, 6, 14, "'assured' must be lines of 'field: value', but is text", "'by: Audit'"),
    ("withdrawn: 2014-01-31", WRONG, 6, 16, "'withdrawn' must be lines of 'field: value', but is text", ""),
    ("revised: 2014-02-28", WRONG, 6, 14, "'revised' must be a list, but is text", "'- to: 2014-02-28'"),
    (
        "revised: {to: 2014-02}",
        WRONG,
        6,
        5,
        "'revised' must be a list, but has fields",
        "begin each entry with '- '",
    ),
    ("revised:\n      - reason: x", MISSING, 7, 9, "the field 'to' is missing", "add a line 'to: …'"),
    ("revised:\n      - to:\n        reason: x", MISSING, 7, 9, "'to' is empty", "add a line 'to: …'"),
    ("notes: Ask.", WRONG, 6, 12, "'notes' must be a list, but is text", "'- Ask.'"),
    ("notes:\n      -", MISSING, 7, 8, "is empty", ""),
    ("notes:\n      - internal: true", MISSING, 7, 9, "the field 'text' is missing", ""),
    ("notes: [{text: x, internal: yes}]", WRONG, 6, 33, "'internal' cannot be 'yes'", "one of: true, false"),
    ("leads: AA", WRONG, 6, 12, "'leads' must be a list, but is text", "'leads: [AA]'"),
    ("leads: [[AA]]", WRONG, 6, 13, "an item of 'leads' must be text, but is a list", ""),
    ("next: [a, b]", WRONG, 6, 5, "'next' must be text, but is a list", "write one text"),
    ("next: {a: b}", WRONG, 6, 5, "'next' must be text, but has fields", "write one text"),
    ("actions: none", WRONG, 6, 14, "'actions' must be a list, but is text", ""),
]


@pytest.mark.parametrize(("snippet", "code", "line", "column", "message", "help"), IN_A_ROW)
def test_a_wrong_field_of_a_row(
    snippet: str, code: str, line: int, column: int, message: str, help: str
) -> None:
    path, *place, said, helped = only_finding({"A.yaml": f"{ORGANISATION}    {snippet}\n"})
    assert (path, *place) == ("A.yaml", code, line, column)
    assert message in said
    assert help in helped


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "message"),
    [
        ("organisation:\n", MISSING, 1, 1, "'organisation' is empty"),
        ("organisation: [A]\n", WRONG, 1, 1, "'organisation' must be text, but is a list"),
        ("organisation: A\nactions:\n  ref: x\n", WRONG, 2, 1, "'actions' must be a list, but has fields"),
        ("organisation: A\nactions:\n  - x\n", WRONG, 3, 5, "an item of 'actions' must be lines of"),
        ("organisation: A\nactions:\n  -\n", WRONG, 3, 4, "must be lines of 'field: value', but is empty"),
        ("organisation: A\nactions:\n  - status: x\n", MISSING, 3, 5, "the field 'ref' is missing here"),
        ("organisation: A\nactions:\n  - ref:\n", MISSING, 3, 5, "'ref' is empty"),
        ("organisation: A\nactions:\n  - Ref: x\n", UNKNOWN, 3, 5, "no field 'Ref'"),
        ("organisation: A\nactions:\n  - number: x\n", UNKNOWN, 3, 5, "no field 'number'"),
        ("organisation: A\nformat: ragplan/9\n", FORMAT, 2, 9, "does not read the format 'ragplan/9'"),
        ("organisation: A\npositions:\n  - rating: G\n", MISSING, 3, 5, "'recommendation' is missing"),
        ("organisation: A\napplicable: 1-3\n", WRONG, 2, 13, "'applicable' must be a list, but is text"),
        ("organisation: A\nnot_applicable: [1]\n", WRONG, 2, 18, "an item of 'not_applicable' must be lines"),
        (
            "organisation: A\nnot_applicable: [{recommendations: [1]}]\n",
            MISSING,
            2,
            18,
            "'reason' is missing",
        ),
        ("organisation: A\nnot_applicable: [{reason: x}]\n", MISSING, 2, 18, "'recommendations' is missing"),
        (
            "organisation: A\nnot_applicable:\n  - recommendations:\n    reason: x\n",
            *(MISSING, 3, 5, "'recommendations' is empty"),
        ),
        ("actions: []\norganization: A\n", "RAG009", 1, 1, "does not say what it is"),
    ],
)
def test_a_wrong_field_of_an_organisations_file(
    text: str, code: str, line: int, column: int, message: str
) -> None:
    path, *place, said, _ = only_finding({"A.yaml": text})
    assert (path, *place) == ("A.yaml", code, line, column)
    assert message in said


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "column", "message", "help"),
    [
        ("format: ragplan/1\n", "", MISSING, 1, 1, "'format' is missing", "add the line 'format: ragplan/1'"),
        ("ragplan/1", "ragplan/2", FORMAT, 1, 9, "does not read the format 'ragplan/2'", "or install the"),
        ("programme: example", "programme: BHR plan", WRONG, 2, 12, "cannot be 'BHR plan'", "lower-case"),
        ("title: Example plan", "titel: Example plan", UNKNOWN, 3, 1, "no field 'titel'", "'title'?"),
        ("title: Example plan", "name: Example plan", UNKNOWN, 3, 1, "no field 'name'", "'title'?"),
        ("title: Example plan\n", "", MISSING, 1, 1, "the field 'title' is missing", "add a line 'title: …'"),
        ("title: Example plan", "title:", MISSING, 3, 1, "'title' is empty", "add a line 'title: …'"),
        ("2 weeks", "fortnight", WRONG, 5, 10, "'every' cannot be 'fortnight'", "'2 weeks'"),
        ("2 weeks", "0 weeks", WRONG, 5, 10, "'every' cannot be '0 weeks'", "'2 weeks'"),
        (
            "first: 2014",
            "on: fifth Monday\n  first: 2014",
            WRONG,
            6,
            7,
            "'on' cannot be 'fifth Monday'",
            "'last Friday'",
        ),
        ("every: 2 weeks", "on: 2", MISSING, 4, 1, "the field 'every' is missing here", "add a line"),
        ("2 weeks", "2 weeks\n  moved: {2014-01-20}", MISSING, 6, 11, "is empty", ""),
        (
            "2 weeks",
            "2 weeks\n  moved: [2014-01-20]",
            WRONG,
            6,
            3,
            "'moved' must be lines of 'field: value'",
            "",
        ),
        ("2 weeks", "2 weeks\n  cancelled: 2014-01-20", WRONG, 6, 14, "'cancelled' must be a list", ""),
        ("every:", "frequency:", UNKNOWN, 5, 3, "no field 'frequency'", "known here: "),
        (
            "  A: {name: Alpha Hospital}\n  B: {name: Beta Council}",
            "  - A",
            WRONG,
            10,
            1,
            "but is a list",
            "",
        ),
        (
            "Alpha Hospital}",
            "Alpha, Beta and Co}",
            UNKNOWN,
            11,
            20,
            "split at a comma, so 'Beta and Co'",
            "quotes",
        ),
        ("{name: Alpha Hospital}", "", MISSING, 11, 3, "is empty", ""),
        ("{name: Alpha Hospital}", "{aliases: [AH]}", MISSING, 11, 3, "'name' is missing here", ""),
        ("title: Publish the response", "task: Publish", UNKNOWN, 18, 9, "no field 'task'", "'title'?"),
        ("owners: [A]", "owner: [A]", UNKNOWN, 20, 9, "no field 'owner'", "did you mean 'owners'?"),
        ("owners: [A]", "owners: A", WRONG, 20, 17, "'owners' must be a list, but is text", "'owners: [A]'"),
        (
            "owners: [A]",
            "proposed: maybe",
            WRONG,
            20,
            19,
            "'proposed' cannot be 'maybe'",
            "one of: true, false",
        ),
        ("owners: [A]", "status: Done", UNKNOWN, 20, 9, "no field 'status'", "known here: "),
        ("goals:", "themes:", UNKNOWN, 13, 1, "no field 'themes'", "did you mean 'goals'?"),
        (
            "goals:",
            "supersedes: Old plan\ngoals:",
            WRONG,
            13,
            13,
            "'supersedes' must be lines of",
            "'title: Old plan'",
        ),
        ("goals:", "supersedes: {by: A}\ngoals:", MISSING, 13, 1, "'title' is missing here", "'title: …'"),
        ("goals:", "replaces: {title: x}\ngoals:", UNKNOWN, 13, 1, "no field 'replaces'", ""),
        (
            "rag-complete",
            "[red, green]",
            WRONG,
            8,
            1,
            "'key' must be lines of 'field: value', but is a list",
            "",
        ),
    ],
)
def test_a_wrong_field_of_a_programme(
    old: str, new: str, code: str, line: int, column: int, message: str, help: str
) -> None:
    assert old in PROGRAMME
    path, *place, said, helped = only_finding({"programme.yaml": PROGRAMME.replace(old, new, 1)})
    assert (path, *place) == ("programme.yaml", code, line, column)
    assert message in said
    assert help in helped


def test_a_name_split_by_a_comma_in_brackets_is_told_so() -> None:
    text = PROGRAMME.replace("owners: [A]", "owners: [A, Barking, Havering and Redbridge]")
    found = findings(FILES | {"programme.yaml": text})
    assert {each.code for each in found} == {"RAG102"}
    assert ["comma" in each.help for each in found] == [True, True]


def test_a_key_without_name_and_levels_is_told() -> None:
    text = PROGRAMME.replace("key: rag-complete", "key: {title: Our key}")
    (found,) = findings(FILES | {"programme.yaml": text})
    assert found.code in {MISSING, "RAG108"}
    assert (found.path, found.span.line) == ("programme.yaml", 8)


LEVEL = "\n  levels:\n    - {code: g, label: G, meaning: M, category: complete}"


@pytest.mark.parametrize(
    ("key", "code", "line", "column", "message", "help"),
    [
        (LEVEL.replace("complete", "done"), WRONG, 10, 49, "'category' cannot be 'done'", "under_way, on_"),
        (LEVEL.replace("label: G, ", ""), MISSING, 10, 7, "the field 'label' is missing", ""),
        (
            LEVEL.replace("}", ", requires: [proof]}"),
            WRONG,
            10,
            70,
            "'requires' cannot be 'proof'",
            "status, next",
        ),
        (
            LEVEL + "\n  derive: {finished: g}",
            UNKNOWN,
            11,
            12,
            "'finished'",
            "assured, completed, overdue, silent",
        ),
    ],
)
def test_a_wrong_field_of_a_key(key: str, code: str, line: int, column: int, message: str, help: str) -> None:
    text = PROGRAMME.replace(" rag-complete", key)
    _, *place, said, helped = only_finding({"programme.yaml": text})
    assert place == [code, line, column]
    assert message in said
    assert help in helped


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "message"),
    [
        ("register: francis-2013\nrecommendations: 1-290\n", MISSING, 1, 1, "the field 'title' is missing"),
        (
            "register: Francis\ntitle: T\nrecommendations: 1-290\n",
            WRONG,
            1,
            11,
            "'register' cannot be 'Francis'",
        ),
        ("register: r\ntitle: T\nrecommendations: 290\n", WRONG, 3, 18, "'recommendations' cannot be '290'"),
        ("register: r\ntitle: T\nrecommendations: [1]\n", WRONG, 3, 1, "must be text, but is a list"),
        ("register: r\ntitle: T\nrecommendations: 1-9\nactions:\n", UNKNOWN, 4, 1, "no field 'actions' here"),
        (f"{R}entries: [1]\n", WRONG, 4, 11, "an item of 'entries' must be lines of"),
        (f"{R}entries: [{{text: x}}]\n", MISSING, 4, 11, "the field 'number' is missing here"),
        (f"{R}entries: [{{number: 1a}}]\n", WRONG, 4, 20, "'number' cannot be '1a'"),
        (f"{R}entries: [{{number: 1, heading: x}}]\n", UNKNOWN, 4, 23, "no field 'heading' here"),
        (f"{R}entries: [{{number: 1, headings: [{{by: x}}]}}]\n", MISSING, 4, 34, "'text' is missing here"),
        (
            f"{R}entries: [{{number: 1, response: rejected}}]\n",
            WRONG,
            4,
            33,
            "'response' cannot be 'rejected'",
        ),
        (f"{R}response: Hard Truths\n", WRONG, 4, 11, "'response' must be lines of"),
        (f"{R}response: {{date: 2013-11}}\n", MISSING, 4, 1, "the field 'title' is missing here"),
        (f"{R}response: {{title: T, totals: {{accepted: -1}}}}\n", WRONG, 4, 41, "'accepted' cannot be '-1'"),
        (f"{R}response: {{title: T, totals: {{rejected: 2}}}}\n", UNKNOWN, 4, 31, "no field 'rejected' here"),
        (f"{R}source: {{date: 2013}}\n", MISSING, 4, 1, "the field 'title' is missing here"),
    ],
)
def test_a_wrong_field_of_a_register(text: str, code: str, line: int, column: int, message: str) -> None:
    path, *place, said, _ = only_finding({"registers/francis-2013.yaml": text})
    assert (path, *place) == ("registers/francis-2013.yaml", code, line, column)
    assert message in said


OPTIONAL = (
    "rating status updated completed leads due revised evidence next assured waiting_for risk notes queries "
    "title description outcome goal recommendations agreed proposed superseded_by withdrawn depends_on "
    "actions"
)


@pytest.mark.parametrize("field", OPTIONAL.split())
def test_a_field_left_empty_is_a_field_left_out(field: str) -> None:
    text = ORGANISATION.replace("    rating: amber\n    status: Drafted.\n", "")
    assert findings(FILES | {"A.yaml": f"{text}    {field}:\n"}) == findings(FILES | {"A.yaml": text})


def test_every_mistake_of_a_file_is_told_at_once() -> None:
    text = ORGANISATION + "    RAG: green\n    task: x\n    notes: x\n  - status: x\nformat: ragplan/2\n"
    found = findings(FILES | {"A.yaml": text})
    assert [(each.code, each.span.line) for each in found] == [
        (UNKNOWN, 6),
        (UNKNOWN, 7),
        (WRONG, 8),
        (MISSING, 9),
        (FORMAT, 10),
    ]
