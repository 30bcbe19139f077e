"""RAG3: ratings that a status contradicts in its own words; hints, for words can mean many things.

It says that a row is complete, or not; names a level; or speaks of something still ahead. Read strictly: a
text that could mean two things means none, for a hint that is often wrong is switched off. Patterns are
texts, which ``re`` compiles when they are first needed.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from ragplan.diagnostics import Severity
from ragplan.english import cut, flat
from ragplan.model.dates import date_in_words
from ragplan.model.key import Category, Key, Level
from ragplan.model.programme import RatedRow
from ragplan.plans import Plans
from ragplan.rules.proof import completion
from ragplan.rules.rule import Finding, Needs, Now, rule
from ragplan.rules.written_dates import MONTHS, Written, written_dates

_MONTH = rf"(?:(?i:{'|'.join(MONTHS)}))"
_EMPHASIS = r"[*_`]+"
_SENTENCE = r"(?:[.;!](?=\s|$)|\n|\s[–—-]\s(?!\s*(?:\d|" + _MONTH + r"))|(?<=\?))+"
_BULLET = r"^(?:[-+•]|\d{1,2}[.)])\s+"


@lru_cache(maxsize=1024)
def sentences(status: str) -> tuple[str, ...]:
    """The statements of a status, without Markdown; a dash or a list's next item begins another one."""
    parts = (re.sub(_BULLET, "", flat(part)) for part in re.split(_SENTENCE, re.sub(_EMPHASIS, "", status)))
    return tuple(said for said in parts if said and not said.endswith("?"))


class Claim(Enum):
    """What a status says of the whole row; what is late is open too."""

    COMPLETE = "complete"
    OPEN = "open"
    LATE = "late"


class Claimed(NamedTuple):
    """A claim and the words that make it."""

    claim: Claim
    words: str


_DONE = (
    # of the row as a whole, not of something in it: "Final sign off completed" is not the row's end
    r"(?i)(?:(?:the|this|that|it|its|all|both|these|actions?|tasks?|items?|parts?|points?|work|is|are|was"
    r"|were|has|have|been|now|already|fully|formally|therefore|100%|reviewed|reported|recorded|as|and"
    r"|recommendations?)\s+)*"
    r"(?:completed?|done|finished|closed|achieved|(?<=fully )(?:implemented|embedded|delivered))"
    r"(?=\s*(?:$|[,:(–—-]|in full\b|(?:on|in|at)\s+(?:\d|early\b|mid\b|late\b|" + _MONTH + r")"
    r"|and\s+(?:closed|done|signed off|in place|embedded|reported)\b"
    r"|and\s+(?:is|are)\s+(?:now\s+|therefore\s+)?(?:fully\s+)?(?:completed?|done|finished|closed)"
    r"(?=\s*(?:$|[,:(]))))"
)
_DOUBT = (
    r"(?i)\b(?:not|no longer|never|if|once|when|until|unless|subject to|pending|except|excluding|apart from"
    r"|other than|but|although|though|however|still|yet|will|would|should|could|may|might|to be)\b"
)
_OPEN = (
    r"(?i)\b(?:in progress\b(?! reports?\b)"
    r"|on-?going(?=\s*(?:$|[,:)]))"
    r"|await(?:ing|ed|s)?\b"
    r"|under(?:\s?way| discussion)\b"
    r"|not (?:yet|(?:been )?(?:fully )?(?:complete|completed|started|begun|done|finished|achieved|met))\b"
    r"|(?:part(?:ly|ially)?|nearly|almost|mostly|largely) (?:complete|completed|done|finished|achieved)\b"
    r"|[1-9]?\d ?% complete\b"
    r"|(?:still|yet|remains?) to be\b"
    r"|still (?:to|being|under|outstanding|in (?:draft|development|discussion))\b"
    r"|being (?:progressed|developed|drafted|prepared|written|finalised|negotiated|arranged|organised"
    r"|discussed|considered|reviewed)\b"
    r"|(?:is|are|currently)(?: now| currently| still| also)* (?:developing|drafting|preparing|finalising"
    # whoever is working to a policy keeps it; whoever is working to agree one has none yet
    r"|negotiating|recruiting|working (?:on|towards|to(?!\s+(?:the|an?|this|that|these|those|our|its|their"
    r"|all|both|new|agreed|national|local|revised|same|deadlines?|standards?|plan)\b)))\b"
    r"|(?:^|\b(?:is|are|remains?|still|currently) )incomplete(?=\s*(?:$|[,:(])))"
)
_THING = r"(?:action|task|item|work|row|report|review|policy|plan|this|it)"
_WHY = r"(?=\s*(?:$|[,:(]|and\b|by\b|because\b|due to\b|since\b))"
_LATE = (
    r"(?i)(?:(?:^(?:now |still |currently )?|\b(?:"
    + _THING
    + r"|and) (?:(?:is|are|remains?|now|still|currently) )+)"
    r"overdue" + _WHY + r"|\bbehind (?:schedule|timescales?|target|programme|plan)\b"
    r"|\b(?:timescales?|deadline|due date|" + _THING + r") (?:has|have) (?:now )?"
    r"(?:slipped|been (?:delayed|missed))\b"
    r"|\b(?:is|are) (?:now |currently )?(?:delayed|off track|not on track)" + _WHY + ")"
)
_DONE_STEMS = ("complet", "done", "finish", "closed", "achiev", "fully ")
_OPEN_STEMS = (
    *("progress", "going", "await", "way", "discussion", "not", "still", "yet", "remain", "being"),
    *("part", "nearly", "almost", "mostly", "largely", "%", "incomplete", "developing", "drafting"),
    *("preparing", "finalising", "negotiating", "recruiting", "working"),
)
_LATE_STEMS = ("overdue", "behind", "slipped", "delayed", "missed", "track")
"""One of these is in every text that claims it; looking for them first is ten times faster."""
_RECURRING = (
    r"(?i)\b(?:annual(?:ly)?|every|each|daily|weekly|fortnightly|monthly|quarterly|yearly|regular(?:ly)?"
    r"|routine(?:ly)?|on an ongoing basis|if|where|whenever|as required|as appropriate|how|whether)\b"
)
"""Words of what happens again and again, or only perhaps."""
_UNDONE = r"(?i)\b(?:no longer|not|nothing|none|was|were|had been|previously|on an)\s+$"


def recurs(said: str) -> bool:
    """Whether a statement is of what happens again and again, or only perhaps."""
    return re.search(_RECURRING, said) is not None


def claim(status: str) -> Claimed | None:
    """What a status says of the whole row; ``None`` where it says neither, or both."""
    made = (Claimed(each, words) for each in Claim if (words := claims(status, each)))
    return next(made, None)


def claims(status: str, claim: Claim) -> str:
    """The words by which a status makes a claim and not the other one, or ``""``."""
    words = _MAKES[claim](status)
    others = (_still, _late) if claim is Claim.COMPLETE else (_done,)
    return words if words and not any(other(status) for other in others) else ""


def _done(status: str) -> str:
    if not _has(status, _DONE_STEMS):
        return ""
    found = (re.match(_DONE, said) for said in sentences(status))
    return next((match[0] for match in found if match and not re.search(_DOUBT, match.string)), "")


def _still(status: str) -> str:
    return _holding(_OPEN, status) if _has(status, _OPEN_STEMS) else ""


def _late(status: str) -> str:
    return _holding(_LATE, status) if _has(status, _LATE_STEMS) else ""


def _holding(pattern: str, status: str) -> str:
    """The first words of a pattern in a status that are so now."""
    found = (match for said in sentences(status) for match in re.finditer(pattern, said))
    return next((match[0] for match in found if _is_now(match.string, match.start())), "")


_MAKES = {Claim.COMPLETE: _done, Claim.OPEN: _still, Claim.LATE: _late}


def _is_now(said: str, place: int) -> bool:
    """Whether what stands at a place of a statement is so now: not undone, nor only again and again."""
    return not (re.search(_UNDONE, _before(said, place)) or recurs(said))


def _has(status: str, words: Iterable[str]) -> bool:
    """Whether a status has one of some words in it, which stand in small letters."""
    return any(map(status.casefold().__contains__, words))


_NEAR = 24


def _before(said: str, place: int) -> str:
    """The few words before a place; all of them would cost a long text its square."""
    return said[max(0, place - _NEAR) : place]


class Named(NamedTuple):
    """A level that a status names as the rating, and the words that do."""

    level: Level
    words: str


_RATED = (
    r"\b(?:record|rat|report|mark|show|scor|grad|class|flag|chang|mov|turn|upgrad|downgrad|set)(?:ed|e|n|ing)?"
    r"\s+(?:(?:it|this|as|to|at|up|down|back|now)\s+)*(?:from\s+[\w/-]+\s+to\s+)?[\"'‘“]?"
)
_HEADED = r"\b(?:rag|rating)(?:\s+(?:rating|status|level|is|now|at|of|remains))*\s*[:=]?\s*[\"'‘“]?"
_ALONE = (
    r"^(?:(?:this|it|the|overall|actions?|tasks?|items?|rows?|position|status|we|are|is|remains?|stays?|now"
    r"|currently|still|again|considered|rag|rated)\s+)*[\"'‘“]?"
)
_AFTER = (
    r"(?=[\"'’”]?\s*(?:$|[,:)(]|(?:by|because|as|until|for|on|in|at|since|pending|but|due|while|with|from"
    r"|this|last|now|again)\b))"
)
_ELSEWHERE = (
    r"(?i)\b(?:not|no longer|never|cannot|can['’]t|isn['’]t|will|would|should|could|may|might|to be|once|when"
    r"|until|unless|if|after|before|expect\w*|aim\w*|hop(?:e|es|ing)|want\w*|target\w*|towards|path|return\w*"
    r"|previous\w*|former\w*|was|were|had|risks?|cqc|ofsted|monitor|indicators?|dashboards?|kpis?|providers?"
    r"|trusts?|practices?|wards?|homes?|papers?|schemes?)\b"
)
"""Words that make it another time's rating, or another thing's."""


def named_level(status: str, key: Key) -> Named | None:
    """The one level that a status names as the row's rating: "can be recorded as green".

    Colours as ordinary words ("Green Lane", "red tape"), another time's ("will be green once …") and
    another thing's ("the risk is rated red") are no rating.
    """
    levels = key.by_word
    spellings = tuple(levels)
    if not _has(status, _signs(spellings)):
        return None
    found: list[Named] = []
    for said in filter(_written(spellings).search, sentences(status)):
        matches = list(_naming(spellings).finditer(said))
        other = re.search(_ELSEWHERE, said) if matches else None
        found += [
            Named(level, match[0].strip(" \"'‘“"))
            for match in matches
            if other is None or match.end() < other.end()
            if (level := levels.get(match["word"].casefold()))  # "ı" matches "i", and is another letter
        ]
    return found[0] if len({each.level.code for each in found}) == 1 else None


@cache
def _signs(spellings: tuple[str, ...]) -> tuple[str, ...]:
    """The longest word of each spelling: where it is missing, so is the spelling, however it is spaced."""
    return tuple(dict.fromkeys(max(spelling.split(), key=len) for spelling in spellings))


@cache
def _written(spellings: tuple[str, ...]) -> re.Pattern[str]:
    """What finds the spellings anywhere, which is quick."""
    return re.compile(rf"(?<!\w)(?:{_any(spellings)})", re.IGNORECASE)


@cache
def _naming(spellings: tuple[str, ...]) -> re.Pattern[str]:
    """What finds them where they name a rating."""
    return re.compile(f"(?:{_RATED}|{_HEADED}|{_ALONE})(?P<word>{_any(spellings)}){_AFTER}", re.IGNORECASE)


def _any(spellings: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(spellings, key=len, reverse=True))


_STILL_TO_COME = (
    # what is done to a thing, or happens: "providers say how they will implement it" is their answer
    r"(?i)\b(?:will|(?:is|are)(?: now| still)? (?:due |planned |scheduled |expected |going |set )?to"
    r"|(?:still|yet|planned|due) to)(?: (?:now|then|also|only|all))*"
    r"(?: be (?:completed|finished|done|held|started|launched|published|presented|submitted|issued|sent"
    r"|agreed|signed|approved|adopted|delivered|implemented|finalised|put in place|in place|ready|closed"
    r"|resolved|recruited|appointed|rolled out|written|drafted)| take place| start| begin| go live)\b"
)
_LATER = (
    r"(?i)\b(?:review(?:s|ed)?|monitor(?:ed|ing)?|next meeting|took place|was|were|occurred"
    r"|ha(?:s|ve) been)\b"
)
"""Words that make a date to come no part of what is called complete, or a slip of the pen."""
_EVENT = r"(?i)\b(?:(?:arranged|set|planned|scheduled|booked|invited|fixed) for|due by)\s+(?:the\s+)?$"
_SPAN = (
    r"(?i)\b(?:from|for|by|until|till|to|through|effective|since|before|after)\s+(?:the\s+)?$"
    r"|(?:\d|\b" + _MONTH + r"\w*)\s*[-–]\s*$"
)
"""Words before a date from which, up to which or by which something holds."""


def ahead(status: str, as_of: date) -> str:
    """The words of a status that name something still ahead on a day, or ``""``.

    A month is ahead only if all of it is.
    """
    for said in sentences(status):
        if recurs(said):
            continue
        phrase = re.search(_STILL_TO_COME, said)
        if phrase:
            following = next((each for each in written_dates(said) if each.start >= phrase.end()), None)
            end = following.start + len(following.words) if following else phrase.end()
            return said[phrase.start() : end]
        if not re.search(_LATER, said):
            dated = next((each for each in written_dates(said) if _comes(each, said, as_of)), None)
            if dated is not None:
                return dated.words
    return ""


def _comes(written: Written, said: str, as_of: date) -> bool:
    first = written.date.first
    before = _before(said, written.start)
    spans = re.search(_SPAN, before) and not re.search(_EVENT, before)
    return first is not None and first > as_of and not spans


@rule("RAG307", "status-names-level", Severity.INFO)
def status_names_level(plans: Plans) -> Iterator[Finding]:
    """A status names another level of the key than the one that the row is rated.

    Why:
        "This can be recorded as green" is a rating that was never entered, or an old one left standing.
        It is a hint: only the owner knows which of the two is meant.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: This has been reviewed and can be recorded as green.

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            rating: green
            status: This has been reviewed and can be recorded as green.
            completed: 2014-01-15

    Near miss:
        # It names a rating that is still to come, not today's.
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: This has been reviewed and can be recorded as green once the board has signed.
    """
    for programme in plans.programmes:
        for each in programme.rated:
            named = named_level(each.position.status, each.key) if each.level else None
            if each.level and named is not None and named.level.code != each.level.code:
                yield Finding(
                    each.position.origin.at("status"),
                    f"{each.told}, but its status says {cut(named.words)!r}",
                    f"if {named.level.label!r} is meant, write 'rating: {named.level.code}'; "
                    "if not, remove it from the status",
                )


@rule("RAG308", "status-against-rating", Severity.INFO)
def status_against_rating(plans: Plans) -> Iterator[Finding]:
    """A status says that a row is complete, or late, and the rating that it is not, or the other way round.

    Why:
        Readers believe the words, counts the rating. It is a hint: words such as "will be completed" or
        "visits are being completed" are not taken for either, nor is a status that says both.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Reviewed and complete.

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            rating: green
            status: Reviewed and complete.
            completed: 2014-01-15

    Near miss:
        # A part of the action is complete, not the whole of it.
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Reviewed, and complete for two wards of six.
    """
    for programme in plans.programmes:
        for each in programme.rated:
            status = each.position.status
            denied = next(
                ((words, help) for claim, help in _denying(each) if (words := claims(status, claim))), None
            )
            named = named_level(status, each.key) if denied else None
            if each.level is None or denied is None or (named and named.level.code != each.level.code):
                continue  # where it names a level, that is RAG307
            if not each.closed and completion(each.position):  # that is RAG302
                continue
            yield Finding(
                each.position.origin.at("status"),
                f"{each.told}, but its status says {cut(denied[0])!r}",
                denied[1],
            )


_REST = "rate it by what is left, or say in the status that it is done"


def _denying(each: RatedRow) -> tuple[tuple[Claim, str], ...]:
    """What the words of a row may say against its rating, and what is to be done then."""
    if each.level is None:
        return ()
    if each.closed:
        return ((Claim.OPEN, _REST), (Claim.LATE, _REST))
    late = (Claim.LATE, "rate it late, or say in the status that it is on time")
    done = (Claim.COMPLETE, "rate it complete, or say what is left")
    return (done, late) if each.level.category is Category.ON_TRACK else (done,)


@rule("RAG309", "complete-but-ahead", Severity.WARNING, needs=Needs.CLOCK)
def complete_but_ahead(plans: Plans, now: Now) -> Iterator[Finding]:
    """A row is rated complete while its own words, or its completion date, are still ahead.

    Why:
        An event that is arranged is not an event that was held. Only dates with a year are read, a month
        counts when all of it is ahead, and what comes again and again is left alone.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: green
            status: Inaugural meeting 25 March 2014
            completed: 2014-01

    Fixed:
        organisation: A
        actions:
          - ref: "1.1"
            rating: amber
            status: Inaugural meeting 25 March 2014

    Near miss:
        @@
        +# A review to come takes nothing from what is done.
        @@
        -    status: Inaugural meeting 25 March 2014
        +    status: The group has met. Next review 25 March 2014
    """
    for programme in plans.programmes:
        as_of = now(programme).on
        for each in programme.rated:
            if not each.closed:
                continue
            done, words = each.position.completed, ahead(each.position.status, as_of)
            if done is not None and done.first and done.first > as_of:
                yield Finding(
                    each.position.origin.at("completed"),
                    f"{each.told}, but its completion date, {date_in_words(done)}, is still ahead",
                    "a planned date belongs in 'due:'; give 'completed:' once it is done",
                )
            elif words:
                yield Finding(
                    each.position.origin.at("status"),
                    f"{each.told}, while its status names what is still ahead: {cut(words)!r}",
                    "say what has happened since, or rate it by what is done",
                )


RULES = (
    status_names_level,
    status_against_rating,
    complete_but_ahead,
)
