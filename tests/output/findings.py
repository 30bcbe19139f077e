"""Findings made by hand, and hostile ones made by chance."""

from __future__ import annotations

from hypothesis import strategies as st

from ragplan.diagnostics import Diagnostic, Edit, Severity, Span
from ragplan.output.about import About, CommentSection, Described
from ragplan.output.placing import from_top

LBR, BDCCG = "plans/bhr-francis/LBR.yaml", "plans/bhr-francis/BDCCG.yaml"

OVERDUE = Diagnostic(
    code="RAG401",
    name="overdue",
    severity=Severity.WARNING,
    message="'2.1' was due on 31 January 2014, 10 days before 10 February 2014, and is not complete",
    help="complete it, or agree a later date and write it under 'revised'",
    path=LBR,
    span=Span(12, 10, 12, 15),
    source='  - ref: "2.1"',
    subject="bhr-francis/LBR actions/2.1",
)
WATERMELON = Diagnostic(
    code="RAG304",
    name="rating-against-date",
    severity=Severity.ERROR,
    message="'2.1' is rated green, but was due on 31 January 2014",
    help="rate it as the key says, or give the date it was completed",
    path=LBR,
    span=Span(13, 13, 13, 18),
    source="    rating: green",
    subject="bhr-francis/LBR actions/2.1/rating",
    changed=True,
)
MOVED = Diagnostic(
    code="RAG501",
    name="due-moved",
    severity=Severity.ERROR,
    message="the first due date of '2.1' moved from 2014-01-31 to 2014-03-31",
    help="put back 2014-01-31 and write the later date under 'revised', with a reason",
    path="plans/bhr-francis/programme.yaml",
    span=Span(30, 9, 33, 1),
    source="        due: 2014-03-31",
    subject="bhr-francis actions/2.1/due",
    changed=True,
)
UNQUOTED = Diagnostic(
    code="RAG113",
    name="number-like-ref",
    severity=Severity.WARNING,
    message="other tools would read the ref 2.1 as a number",
    help='put it in quotes: "2.1"',
    path=BDCCG,
    span=Span(3, 10, 3, 13),
    source="  - ref: 2.1",
    edits=(Edit(Span(3, 10, 3, 13), '"2.1"'),),
    subject="bhr-francis/BDCCG actions/2.1/ref",
    known=True,
)
SUNDAY = Diagnostic(
    code="RAG206",
    name="weekend-due-date",
    severity=Severity.INFO,
    message="2014-03-30 is a Sunday",
    help="",
    path=BDCCG,
    span=Span(7, 10, 7, 20),
    source="    due: 2014-03-30",
    subject="bhr-francis/BDCCG actions/2.3/due",
)
ALL = (OVERDUE, WATERMELON, MOVED, UNQUOTED, SUNDAY)


def rules() -> tuple[Described, ...]:
    """Two rules of many; findings of others are described by themselves."""
    return (
        Described(
            code="RAG401",
            name="overdue",
            severity=Severity.WARNING,
            what="An action is past its due date and not closed. Its owner is to say why.",
            why="What nobody chases does not happen.",
            help="# RAG401: overdue\n\nAn action is past its due date.\n",
            family="Updates the calendar requires",
            needs="clock",
        ),
        Described("RAG206", "weekend-due-date", Severity.INFO, "A date is no working day.", "", "", "Dates"),
    )


def edit_link(finding: Diagnostic) -> str:
    """Where a person edits the line of a finding."""
    return (
        f"https://git.example.org/nhs/plans/edit/main/{from_top(finding.path, COMPARED)}#L{finding.span.line}"
    )


COMPARED = About(
    command="check",
    version="1.2.3",
    rules=rules,
    top="/srv/checkout",
    prefix="nhs/",
    base="0123456789abcdef0123456789abcdef01234567",
    link=edit_link,
    verdict="## ragplan: not yet\n\n3 findings are new, 1 was there before.",
    sections=(
        CommentSection(
            "What changed", (), ("- **2.1** LBR: amber → green", "- **2.1** due date moved"), "change"
        ),
        CommentSection(
            "Owed for 10 February 2014",
            ("| Organisation | owes |", "|---|---|"),
            ("| LBR | an update on 2.1 |",),
            "organisation",
        ),
    ),
)
"""A pull request in a repository whose plans are not at its top."""

ORDERS = (
    "::error::",
    "##[error]",
    "::stop-commands::x",
    "\n",
    "\r",
    "\r\n",
    "%0A",
    "%25",
    "%",
    ":",
    ",",
    "|",
    "\\",
    "`",
    "@nhs/team",
    "#12",
    "!7",
    "/close",
    "GH-4",
    "https://example.org",
    "www.example.org",
    "a@example.org",
    ":smile:",
    "![x](https://e.org/x.png)",
    "[x](1)",
    "<img src=x onerror=alert(1)>",
    "<!--",
    "]]>",
    "</failure>",
    "&amp;",
    "&#64;",
    "**b**",
    "~~s~~",
    "$x$",
    "\x00",
    "\x07",
    "\x1b[31m",
    "\x7f",
    "\x9b",
    "\u2028",
    "\u202e",
    "\u200b",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "\ud800",
    "\udcff",
    "\U000e0001",
    "風",
    "é",
    " ",
    "\t",
    "#",
    "-",
    "1.",
)
hostile = st.one_of(
    st.lists(st.one_of(st.sampled_from(ORDERS), st.text(max_size=4)), max_size=8).map("".join),
    st.text(st.characters(), max_size=30),
)
"""Words, and whatever would be an order somewhere."""


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """A stretch of text that ends where it begins or later."""
    line, column = draw(st.integers(1, 50)), draw(st.integers(1, 80))
    lines = draw(st.integers(0, 3))
    end = draw(st.integers(1, 80)) if lines else draw(st.integers(column, 90))
    return Span(line, column, line + lines, end)


@st.composite
def findings(draw: st.DrawFn) -> Diagnostic:
    """A finding of which a plan has written every word."""
    return Diagnostic(
        code=draw(st.sampled_from(["RAG001", "RAG206", "RAG401", "RAG999"])),
        name=draw(st.sampled_from(["overdue", "weekend-due-date"])),
        severity=draw(st.sampled_from(list(Severity))),
        message=draw(hostile),
        help=draw(hostile),
        path=draw(st.one_of(st.sampled_from([LBR, "/elsewhere/x.yaml", "../y.yaml"]), _paths())),
        span=draw(spans()),
        edits=draw(st.sampled_from([(), (Edit(Span(1, 1, 1, 2), "x"),)])),
        subject=draw(hostile),
        known=draw(st.booleans()),
        changed=draw(st.booleans()),
    )


def _paths() -> st.SearchStrategy[str]:
    """A path of a plan, as a file system may hold it: no NUL, and bytes that are no Unicode in disguise."""
    legal = hostile.map(lambda name: "".join(each for each in name if each not in "/\x00\ud800"))
    return legal.map(lambda name: f"plans/{name}.yaml")


many = st.lists(findings(), max_size=30)
