"""RAG4: words that were put in the place of others, and left there."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache
from itertools import chain

from ragplan.diagnostics import Cause, Origin, Severity, Span
from ragplan.english import cut
from ragplan.figures.figure import texts
from ragplan.model.plan import Action, Goal, OrganisationFile, Position, RecommendationPosition
from ragplan.model.programme import Programme
from ragplan.model.wording import NOTHING, UNKNOWN, held_place
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, rule
from ragplan.rules.written_dates import MONTH

MOST = 40
"""Characters of a placeholder that a message shows."""
BLOCK = 64
"""Lines of a paper that are looked at together before each is."""

_COMING = ("to be confirmed", "to be advised", "to be announced", "to be determined")
_MONTH = rf"(?-i:{MONTH})\b"
_UNKNOWN = r"(?:xx?|\?\??|__?)"
_PLACE = r"\b(?:on|by|from|until|till|before|after|since|dates?|day|time|venue|due|leads?|owners?|name)\b"
_END = r"(?=\s*(?:$|[.,;:)\]–—]|and\b|but\b))"
_WHAT = "date|name|month|day|lead|owner|text|reference|time|venue"
_YEAR = r"(?:\d\d(?:\d\d)?|xx|xxxx|yy|yyyy|\?+|_+)(?![\w/])"
_FORMS = (
    # Days that are not known, as "x January" or "xx/xx/14"; not as in "2 x March sessions".
    (("x ", "xth ", "xx"), rf"(?<![\w.£$%])(?<!\d )(?-i:xx?|XX)(?:st|nd|rd|th)?(?: of)? {_MONTH}"),
    (("x ", "xth "), rf"(?<![\w.£$%])(?<!\d )(?-i:X)(?:st|nd|rd|th)?(?: of)? {_MONTH} '?\d{{2,4}}"),
    (("?", "_", "on …", "on ..."), rf"(?<!\S)(?:[?_]+|on …|on \.\.\.) ?{_MONTH}"),
    (
        ("x/", "x.", "x-", "?/", "?.", "?-", "_/"),
        rf"(?<![\w/.-]){_UNKNOWN}([/.-])(?:{_UNKNOWN}|\d\d?)\1{_YEAR}",
    ),
    (("/x", ".x", "-x", "/?", ".?", "-?", "/_"), rf"(?<![\w/.-])\d\d?([/.-]){_UNKNOWN}\1{_YEAR}"),
    (("dd/", "dd.", "dd-"), r"(?<![\w/])dd([/.-])mm\1yy(?:yy)?(?!\w)"),
    # Where a date or a name is wanted: "on TBC.", "AB (TBC)"; not "by TBC Healthcare".
    (("tb", "t.b", *_COMING), rf"{_PLACE}(?: is| are)?(?: still)?:? {UNKNOWN}{_END}"),
    (("tb", "t.b", *_COMING), rf"[(\[](?:(?:{_WHAT}) )?{UNKNOWN}[)\]]"),
    # Blanks, as "???" or "£xx"; "Part XXX" is none.
    (("??", "___"), r"\?{3,}|(?<!\S)\?\?(?!\S)|(?<![\w*_])_{3,}(?![\w*_])"),
    (("xxx",), r"(?<!part )(?<!annex )(?<!title )(?<!chapter )(?<!appendix )(?<![\w.-])x{3,}(?![\w.-])"),
    (
        ("£x", "$x", "xx", "todo", "fixme"),
        r"[£$]x+k?(?!\w)|(?<!\w)x{2,} ?%|(?<![\w.-])(?-i:xx|TODO|FIXME)(?![\w.-])",
    ),
    # What a form leaves behind, as "[insert date]"; a link is none.
    (("[", "<", "{"), r"[\[<{] ?(?:insert|enter|type|fill in)\b[^\]>}\n]{0,60}[\]>}](?!\()"),
    (("[", "<", "{"), rf"[\[<{{] ?(?:{_WHAT}|x{{2,}}|\?+|_+) ?[\]>}}](?!\()"),
    (("here to ", "lorem "), r"\bclick (?:or tap )?here to (?:enter|insert|add)\b[\w ]*|\blorem ipsum\b"),
)
"""What holds a place wherever it stands: each with the letters of which a text that has it holds some."""
_NO_PLACE = r"\{\{[^{}]*\}\}|_{3,}"
"""What holds a place in a paper by right: a figure, a line to write on."""
_MARKS = "-*•_#>| \t"
"""Signs that begin a line of a paper, or make up one that only parts it."""
_ALONE_HINTS = (
    *("tb", "t.b", *_COMING, "xx", "todo", "placeholder", "insert ", "enter "),
    *("verbal", "oral ", "update", "to follow", "not due", "not yet due"),
)


_RARE = ("?", "_", "/", "£", "$", "…", "[", "<", "{", "x", "dd", "to be ", "")
"""What few texts have, and several hints; last what all have."""


@cache
def _hints() -> dict[str, list[str]]:
    """Letters of which every text that holds a place has some, but for one that begins with a sign.

    They are listed by what is rare in them.
    """
    found: dict[str, list[str]] = {rare: [] for rare in _RARE}
    for hint in dict.fromkeys(hint for letters, _ in (*_FORMS, (_ALONE_HINTS, "")) for hint in letters):
        found[next(rare for rare in _RARE if rare in hint)].append(hint)
    return found


@cache
def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(form, re.IGNORECASE | re.MULTILINE)


def placeholder(text: str, names: Container[str] = ()) -> str:
    """The first words in a text that hold a place, on one line; ``""`` where there are none.

    ``names`` are words, in small letters, that stand for somebody in this plan and hold no place.
    """
    found = next((words for words in _found(text) if not _is_name(words, text, names)), "")
    return cut(found, MOST)


def _found(text: str) -> Iterator[str]:
    """Placeholders in a text, those of one form after the other."""
    if re.fullmatch(NOTHING, text):
        yield text
        return
    small = text.casefold()
    for hints, form in _FORMS:
        if any(map(small.__contains__, hints)):
            yield from (match[0] for match in _compiled(form).finditer(text))
    if any(map(small.__contains__, _ALONE_HINTS)):
        yield from filter(None, map(held_place, text.splitlines()))


def _is_name(words: str, text: str, names: Container[str]) -> bool:
    """Whether ``TBC`` is somebody: in this plan, or by the words before it in brackets."""
    short = re.search(r"\bT\.?B\.?([CAD])\b", words, re.IGNORECASE)
    if short is None:
        return False
    spelt_out = rf"\bT\w+ (?:\w+ )?B\w+ (?:\w+ )?{short[1].upper()}\w+ \({short[0]}\)"
    return short[0].casefold() in names or re.search(spelt_out, text) is not None


@rule("RAG405", "placeholder", Severity.WARNING)
def placeholder_left(plans: Plans) -> Iterator[Finding]:
    """A text holds a place for words that were never written, such as "x January", "TBC" or "???".

    Why:
        It was to be filled in before the paper went out. In a public paper it reads as if nobody knew.
        A date that cannot be read is told by RAG201.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: The progress report goes to the scrutiny committee on x February 14.

    Fixed:
        @@
        -    status: The progress report goes to the scrutiny committee on x February 14.
        +    status: The progress report goes to the scrutiny committee on 6 February 14.

    Near miss:
        # Two sessions are meant, and no day is left open.
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: The progress report goes to the scrutiny committee, which has 2 x February sessions.
    """
    for programme in plans.programmes:
        names = frozenset(
            name.casefold() for each in programme.organisations for name in (each.code, *each.aliases)
        )
        for texts_of_file in printed_texts(programme):
            for at in _suspects([text for _, _, text in texts_of_file]):
                yield from _held(texts_of_file[at], names)
        for paper in programme.papers:
            for each in texts(paper):
                place, first = paper.origin.at(*each.route), paper.body_line if each.in_body else 0
                yield from _in_paper(place, each.text, first, names)
        for annex in programme.annexes:
            yield from _in_paper(annex.origin, annex.text, 0, names)


def _held(found: Text, names: Container[str]) -> Iterator[Finding]:
    """The first place held in a text of the plan."""
    entry, steps, text = found
    left = placeholder(text, names)
    if left:
        message = f"{left!r}{on_entry(entry)} is a placeholder for text still to be written"
        cause = Cause(
            "text", f"{left!r} is a placeholder for text still to be written in ", item=_name(entry)
        )
        yield Finding(entry.origin.at(*steps), message, "write the text in its place", cause=cause)


def _in_paper(place: Origin, text: str, first: int, names: Container[str]) -> Iterator[Finding]:
    """Places held on the lines of a paper's text, which are numbered from ``first``; 0 where they are not.

    Figures, lines to write on, and lines that only part a text hold none.
    """
    lines = _compiled(_NO_PLACE).sub(_blank, text).splitlines()
    words = [line.lstrip(_MARKS) for line in lines]
    blocks = (range(at, min(at + BLOCK, len(words))) for at in range(0, len(words), BLOCK))
    held = (block for block in blocks if placeholder("\n".join(words[block.start : block.stop]), names))
    for number in chain.from_iterable(held):
        parting = _compiled(NOTHING).fullmatch(words[number]) and "??" not in words[number]
        left = "" if parting else placeholder(words[number], names)
        if left:
            at = first + number
            yield Finding(
                place,
                f"{left!r} is a placeholder for text still to be written",
                "write the text in its place",
                span=Span(at, 1, at, 1 + len(lines[number])) if first else None,
            )


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "0", match[0])


def _suspects(texts: Sequence[str]) -> list[int]:
    """Which of some texts may hold a place: letters are looked for in all at once, most are in none."""
    small = [text.casefold() for text in texts]
    together = "\n".join(small)
    hints: list[str] = []
    for rare, known in _hints().items():
        if rare in together:
            among = "\n".join([text for text in small if rare in text]) if rare else together
            hints += [hint for hint in known if hint in among]
    signs = _compiled(NOTHING)
    return [
        at
        for at, text in enumerate(small)
        if (not text[:1].isalnum() and signs.fullmatch(text))
        or (hints and any(map(text.__contains__, hints)))
    ]


_Entry = Programme | Goal | Action | Position | RecommendationPosition
Text = tuple[_Entry, tuple[str | int, ...], str]
"""A text: the entry it is in, the steps to it, and what it says."""


def on_entry(entry: _Entry) -> str:
    """What a text is on, in a sentence; ``""`` for the whole programme."""
    if isinstance(entry, Programme):
        return ""
    if isinstance(entry, RecommendationPosition):
        return f" on recommendation {entry.recommendation!r}"
    return f" on {'goal ' if isinstance(entry, Goal) else ''}{entry.ref!r}"


def _name(entry: _Entry) -> str:
    """What a text is on, in a list."""
    if isinstance(entry, Programme):
        return "the programme"
    if isinstance(entry, RecommendationPosition):
        return f"recommendation {entry.recommendation}"
    return f"goal {entry.ref}" if isinstance(entry, Goal) else entry.ref


def printed_texts(programme: Programme) -> Iterator[list[Text]]:
    """Every text that a paper prints, those of a file at once, but notes and queries.

    These may well speak of placeholders.
    """
    own: list[Text] = [*_fields(programme, ("title", "group"))]
    for goal in programme.goals:
        own += _fields(goal, ("title", "description"))
    for action in programme.actions:
        own += _fields(action, ("title", "description", "outcome", "source"))
        own += _promised(action)
        own += _let_go(action)
    yield own
    for file in programme.files:
        yield _of_file(file)


def _of_file(file: OrganisationFile) -> list[Text]:
    found: list[Text] = []
    for position in file.positions:
        for name in ("status", "next", "waiting_for", "risk"):
            if text := getattr(position, name):
                found.append((position, (name,), text))  # noqa: PERF401 - a call for each would take as long again
        if position.leads or position.deadline.written:  # most have neither, and 10,000 calls add up
            found += _promised(position)
        if position.evidence:
            found += _proof(position)
        if position.assured:
            found.append((position, ("assured", "by"), position.assured.by))
    for entry in file.on_recommendations:
        found += _fields(entry, ("status",))
        found += _proof(entry)
    return found


def _let_go(action: Action) -> Iterator[Text]:
    """Why owners were released, or the action was withdrawn."""
    for at, released in enumerate(action.released):
        yield action, ("released", at, "reason"), released.reason
        yield action, ("released", at, "agreed_by"), released.agreed_by
    if action.withdrawn:
        yield action, ("withdrawn", "reason"), action.withdrawn.reason


def _fields(entry: _Entry, names: tuple[str, ...]) -> list[Text]:
    return [(entry, (name,), text) for name in names if (text := getattr(entry, name))]


def _promised(entry: Action | Position) -> Iterator[Text]:
    """Who answers, and why a date moved."""
    for at, lead in enumerate(entry.leads):
        yield entry, ("leads", at), lead
    for at, moved in enumerate(entry.deadline.written):
        yield entry, ("revised", at, "reason"), moved.reason
        yield entry, ("revised", at, "agreed_by"), moved.agreed_by


def _proof(entry: Position | RecommendationPosition) -> Iterator[Text]:
    for at, proof in enumerate(entry.evidence):
        yield entry, ("evidence", at, "ref"), proof.ref


RULES = (placeholder_left,)
