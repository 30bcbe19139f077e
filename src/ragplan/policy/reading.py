"""``ragplan.yaml``, and the bank holidays it names, to a policy, or to every reason why it is none."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ragplan.diagnostics import Route, Severity
from ragplan.document import Document, Problem
from ragplan.document.comments import cuts
from ragplan.english import listed
from ragplan.extras import lacking
from ragplan.model.dates import Precision, plan_date
from ragplan.model.working_days import EVERY_DAY, WorkingDays
from ragplan.policy.policy import (
    FAILING,
    NOT_COUNTED,
    READING,
    Choice,
    Layer,
    Location,
    Policy,
    Value,
    Weight,
    beginning,
    matches,
    no_rule,
)
from ragplan.rules import RULES
from ragplan.rules.lost_words import WAYS_OUT, lost, lost_words
from ragplan.schema.free_text import is_text_of
from ragplan.schema.policies import PlacePolicyShape, PolicyShape, WorkingDaysShape
from ragplan.schema.validation import validate
from ragplan.suggestion import did_you_mean

NAMES = {
    "england": "GB-ENG",
    "wales": "GB-WLS",
    "england and wales": "GB-ENG",
    "scotland": "GB-SCT",
    "northern ireland": "GB-NIR",
    "united kingdom": "GB",
}
"""Regions that are known by name, and their codes; those of the whole kingdom are what all parts share."""

_CODE = re.compile(r"([A-Za-z]{2})(?:-([A-Za-z0-9]{1,3}))?")
_LANGUAGES = ("en_GB", "en_US")


class UnknownRegionError(Exception):
    """A region whose bank holidays cannot be had; the message and ``help`` are for people."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


def of_region(region: str) -> Mapping[date, str]:
    """The bank holidays of a region by day, with their names. Raises ``UnknownRegionError``.

    Their language is given, because the library would take that of the machine.
    """
    code = NAMES.get(" ".join(region.casefold().split()), region)
    parts = _CODE.fullmatch(code)
    if parts is None:
        raise _unknown(region)
    try:
        import holidays
    except ModuleNotFoundError as error:
        library, remedy = lacking(error)
        raise UnknownRegionError(
            f"the bank holidays of {region!r} need {library}",
            f"{remedy}, or list the days: bank_holidays: [2014-04-18]",
        ) from error
    country, part = parts[1].upper(), parts[2].upper() if parts[2] else None
    try:
        plain = holidays.country_holidays(country, subdiv=part)
        known = plain.supported_languages
        language = next((each for each in _LANGUAGES if each in known), plain.default_language)
        return holidays.country_holidays(country, subdiv=part, language=language)
    except NotImplementedError as error:
        raise _unknown(region) from error


def _unknown(region: str) -> UnknownRegionError:
    known = [name.title().replace(" And ", " and ") for name in NAMES]
    return UnknownRegionError(
        f"there is no region {region!r} whose bank holidays are known",
        f"{did_you_mean(region, known)} Known here: {listed(known)}, ISO codes such as GB-SCT or IE; "
        "or list the days".strip(),
    )


WEEKENDS_ONLY = "none"
"""In place of a region: no day is a bank holiday."""


class PolicyReading(NamedTuple):
    """A policy, which is the default one where ``problems`` keep the file from being read."""

    policy: Policy
    problems: tuple[Problem, ...] = ()


def read_policy(document: Document, standing: Location) -> PolicyReading:
    """The policy that a file holds; one mistake in it, and none of it counts."""
    if document.problems:
        return PolicyReading(Policy(), document.problems)
    shape = validate(document, PolicyShape)
    if not isinstance(shape, PolicyShape):
        return PolicyReading(Policy(), shape)
    reader = _Reader(document)
    policy = reader.policy(shape, standing)
    reader.comments()
    return PolicyReading(Policy(), tuple(reader.problems)) if reader.problems else PolicyReading(policy)


class _Reader:
    """Takes in the parts of one file, and gathers what is wrong with them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.problems: list[Problem] = []

    def policy(self, shape: PolicyShape, standing: Location) -> Policy:
        """The policy, as far as nothing is wrong with it."""
        several = isinstance(self._document.data.get("paths"), list)
        routes: Iterable[Route] = (
            ("paths", index) if several else ("paths",) for index, _ in enumerate(shape.paths)
        )
        failing = Value(shape.fail_on, self._origin(("fail_on",))) if shape.fail_on else FAILING
        return Policy(
            overall=self._layer(shape, ()),
            paths=tuple(self._place(each, route) for each, route in zip(shape.paths, routes, strict=True)),
            failing=failing,
            working_days=self._working_days(shape.working_days),
            bank_holidays=self._bank_holidays(shape.working_days),
            standing=standing,
        )

    def comments(self) -> None:
        """Refuse comments that may be words of a text."""
        for cut in cuts(self._document):
            if is_text_of(PolicyShape, cut.route):
                self.problems.append(Problem(lost_words.name, lost(cut), WAYS_OUT, cut.comment))

    def _origin(self, route: Route) -> str:
        """Where something stands: ``ragplan.yaml:3``."""
        return f"{self._document.path}:{self._document.span(route, at_key=True).line}"

    def _wrong(self, route: Route, message: str, help: str, *, at_key: bool = False) -> None:
        self.problems.append(Problem("wrong-value", message, help, route=route, at_key=at_key))

    def _place(self, shape: PlacePolicyShape, route: Route) -> Layer:
        """An entry of ``paths``."""
        if "\\" in shape.path:
            self._wrong((*route, "path"), "this path contains a backslash", "write '/' between folders")
        elif ".." in shape.path.split("/"):
            help = "paths are from the repository's top, as in plans/wigan-francis"
            self._wrong((*route, "path"), "this path leaves the repository", help)
        if not (shape.select or shape.ignore or shape.severity):
            self._wrong(route, "nothing is different here", "add 'select:', 'ignore:' or 'severity:'")
        return self._layer(shape, route, shape.path)

    def _layer(self, shape: PolicyShape | PlacePolicyShape, route: Route, pattern: str = "") -> Layer:
        """What the file itself, or an entry of ``paths``, says of rules."""
        selected = dict(self._listed(shape.select, (*route, "select")))
        ignored = dict(self._listed(shape.ignore, (*route, "ignore")))
        for word, place in ignored.items():
            self._refuse_to_silence(word, place)
            if word in selected:
                self._wrong(place, f"{word} is both selected and ignored", "remove it from one of the two")
        choices = [(word, word in selected, place) for word, place in (selected | ignored).items()]
        return Layer(
            tuple(Choice(word, told, self._origin(place)) for word, told, place in choices),
            tuple(self._weights(shape.severity, (*route, "severity"))),
            pattern,
            self._origin((*route, "path")),
        )

    def _listed(self, texts: Iterable[str], route: Route) -> Iterator[tuple[str, Route]]:
        """The beginnings of codes in a list, each with its place."""
        for index, text in enumerate(texts):
            word = self._word(text, (*route, index))
            if word:
                yield word, (*route, index)

    def _weights(self, texts: Mapping[str, str], route: Route) -> Iterator[Weight]:
        """How much rules matter, each rule named once."""
        seen: dict[str, str] = {}
        for text, severity in texts.items():
            place = (*route, text)
            word = self._word(text, place, at_key=True)
            if word in seen:
                self._wrong(
                    place, f"{text!r} is {seen[word]!r} again", "keep one of the two lines", at_key=True
                )
            elif word:
                seen[word] = text
                if severity != "error":
                    self._refuse_to_silence(word, place)
                yield Weight(word, Severity[severity.upper()], self._origin(place))

    def _word(self, text: str, place: Route, *, at_key: bool = False) -> str:
        """The beginning of codes that a word means; ``""`` and a mistake where it means no rule."""
        word = beginning(text, RULES)
        if not word:
            self._wrong(place, f"there is no rule {text!r}", no_rule(text, RULES), at_key=at_key)
        return word

    def _refuse_to_silence(self, word: str, place: Route) -> None:
        """Note a word that means nothing but rules which are always told as they are."""
        if {rule.code for rule in RULES if matches(rule, word)} <= READING:
            self._wrong(
                place,
                f"{word} is about files that cannot be read, and is always reported as an error",
                "remove it here, and fix the file it reports",
            )

    def _working_days(self, shape: WorkingDaysShape | None) -> WorkingDays:
        if shape is None:
            return EVERY_DAY
        route: Route = ("working_days", "bank_holidays")
        days: dict[date, str] = {}
        regions = []
        for index, text in enumerate(shape.bank_holidays):
            when = plan_date(text)
            if when.precision is Precision.DAY and when.first is not None:
                days[when.first] = ""
            elif text[:1].isdigit():
                self._wrong((*route, index), f"{text!r} is not a day", "write it as 2014-04-18")
            elif text.casefold() != WEEKENDS_ONLY:
                try:
                    regions.append(of_region(text))
                except UnknownRegionError as error:
                    self._wrong((*route, index), str(error), error.help)
            elif len(shape.bank_holidays) > 1:
                self._wrong(
                    (*route, index), f"{text!r} is listed along with others", "remove it or the others"
                )
        return WorkingDays(True, (*regions, days))

    def _bank_holidays(self, shape: WorkingDaysShape | None) -> Value:
        """The same as it was written, and where."""
        if shape is None:
            return NOT_COUNTED
        return Value(", ".join(shape.bank_holidays), self._origin(("working_days", "bank_holidays")))
