"""What a group has decided about the rules: which are told, how much each matters, and where.

A beginning of codes (``RAG3``, ``RAG304``) stands for the rules whose codes begin with it; of several that
fit a rule the longest decides, so that their order means nothing. Files are meant by patterns such as
``plans/*/LBR.yaml``, ``plans/wigan-francis`` or ``**/papers``.
"""

from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import NamedTuple, TypeVar

from ragplan.diagnostics import Severity
from ragplan.model.working_days import EVERY_DAY, WorkingDays
from ragplan.rules import reading
from ragplan.rules.rule import Rule

FOLDERS = "**"
"""Any folders, also none."""


def fits(pattern: str, path: str) -> bool:
    """Whether a pattern means a file; both are paths from the repository's top, with ``/``.

    ``*`` and ``?`` stand for any text and any one character within a name, ``**`` for any folders, also
    for none; everything else stands for itself. A folder means all files below it.
    """
    steps = [step.replace("[", "[[]") for step in pattern.split("/") if step not in ("", ".")]
    return _fit([*steps, FOLDERS], path.split("/"))


def _fit(steps: Sequence[str], names: Sequence[str]) -> bool:
    """Whether steps lead along names to their end; after a mismatch the last ``**`` takes one name more."""
    step = name = 0
    again: tuple[int, int] | None = None
    while name < len(names):
        if step < len(steps) and steps[step] == FOLDERS:
            step += 1
            again = step, name
        elif step < len(steps) and fnmatchcase(names[name], steps[step]):
            step, name = step + 1, name + 1
        elif again is not None:
            again = again[0], again[1] + 1
            step, name = again
        else:
            return False
    return all(each == FOLDERS for each in steps[step:])


def matches(rule: Rule, word: str) -> bool:
    """Whether a code, the beginning of one, or a name means a rule."""
    return bool(word) and (rule.code.startswith(word.upper()) or rule.name == word.lower())


def beginning(word: str, rules: Iterable[Rule]) -> str:
    """The beginning of codes that a word means, a name's being the whole code; ``""`` for no rule."""
    meant = [rule for rule in rules if matches(rule, word)]
    named = [rule.code for rule in meant if rule.name == word.lower()]
    return named[0] if named else word.upper() if meant else ""


def no_rule(word: str, rules: Iterable[Rule]) -> str:
    """What to say of a word that means no rule."""
    from ragplan.suggestion import did_you_mean

    known = [each for rule in rules for each in (rule.code, rule.name)]
    return did_you_mean(word, known) or "see 'ragplan rules' for all of them"


DEFAULT = "default"
"""Where a value comes from that nobody gave."""
READING = frozenset(rule.code for rule in reading.RULES)
"""The rules that a policy can neither silence nor lower: a run could pass that had looked at nothing."""


class Choice(NamedTuple):
    """Whether the rules of a beginning are told, and where that was said."""

    beginning: str
    told: bool
    origin: str


class Weight(NamedTuple):
    """How much the rules of a beginning matter, and where that was said."""

    beginning: str
    severity: Severity
    origin: str


class Value(NamedTuple):
    """A setting, and where it comes from."""

    value: str
    origin: str = DEFAULT


class Ruling(NamedTuple):
    """What is in force for a rule, and where each of the two comes from."""

    told: bool
    told_by: str
    severity: Severity
    severity_by: str


class Layer(NamedTuple):
    """Choices and weights given together; their order means nothing. ``pattern`` is of a ``paths`` entry."""

    choices: tuple[Choice, ...] = ()
    weights: tuple[Weight, ...] = ()
    pattern: str = ""
    origin: str = DEFAULT

    def told(self, code: str) -> Choice | None:
        """What is said of telling a rule; where the same word is both, it is not told."""
        found = _fitting(self.choices, code)
        return max(found, key=lambda each: (len(each.beginning), not each.told), default=None)

    def weight(self, code: str) -> Weight | None:
        """What is said of how much a rule matters."""
        return max(_fitting(self.weights, code), key=lambda each: len(each.beginning), default=None)

    @property
    def first_selected(self) -> str:
        """Where rules were first selected; ``""`` where none were."""
        return next((each.origin for each in self.choices if each.told), "")


class Location(NamedTuple):
    """Where the plans lie: ``folder`` as a person named it, ``within`` from the repository's top."""

    folder: str = "."
    within: str = "."

    def from_top(self, path: str) -> str:
        """A plan file's path from the repository's top."""
        try:
            return str(PurePosixPath(self.within, PurePosixPath(path).relative_to(self.folder)))
        except ValueError:  # of no plan file
            return path


NOTHING = Layer()
FAILING = Value("warning")
NOT_COUNTED = Value("")
HERE = Location()


class Policy(NamedTuple):
    """The policy in force: the file's own settings, those of its ``paths``, and the command's options."""

    overall: Layer = NOTHING
    paths: tuple[Layer, ...] = ()
    options: Layer = NOTHING
    failing: Value = FAILING
    working_days: WorkingDays = EVERY_DAY
    bank_holidays: Value = NOT_COUNTED
    standing: Location = HERE

    @property
    def fail_on(self) -> str:
        """The least severity that makes the exit code 1, or ``never``."""
        return self.failing.value

    def overall_ruling(self, rule: Rule) -> Ruling:
        """What is in force for a rule wherever ``paths`` says nothing else."""
        return self._ruled(rule, ())

    def ruling(self, rule: Rule, path: str) -> Ruling:
        """What is in force for a rule in a plan file, whose path is told as the loader tells it."""
        return self._ruled(rule, self.layers(path))

    def layers(self, path: str) -> tuple[Layer, ...]:
        """The entries of ``paths`` that fit a plan file, in their order."""
        if not self.paths:
            return ()
        place = self.standing.from_top(path)
        return tuple(each for each in self.paths if fits(each.pattern, place))

    def told_somewhere(self, rules: Iterable[Rule]) -> Iterator[Rule]:
        """Those of some rules that are told in any file at all."""
        for rule in rules:
            if self.overall_ruling(rule).told or any(self._ruled(rule, (each,)).told for each in self.paths):
                yield rule

    def has_somewhere(self, severity: Severity, rule: Rule) -> bool:
        """Whether a rule is of a severity in any file at all."""
        rulings = (self._ruled(rule, layers) for layers in ((), *((each,) for each in self.paths)))
        return any(each.severity is severity for each in rulings)

    def _ruled(self, rule: Rule, layers: Iterable[Layer]) -> Ruling:
        if rule.code in READING:
            return Ruling(True, DEFAULT, rule.severity, DEFAULT)
        severity, severity_by = rule.severity, DEFAULT
        told, told_by = self._told(rule.code)
        final = self.options.told(rule.code)
        for layer in (self.overall, *layers):
            weight = layer.weight(rule.code)
            if weight is not None:
                _, severity, severity_by = weight
            choice = layer.told(rule.code) if layer is not self.overall else None
            if choice is not None and not self._closed(final):
                _, told, told_by = choice
        return Ruling(told, told_by, severity, severity_by)

    def _told(self, code: str) -> tuple[bool, str]:
        """Whether a rule is told where ``paths`` says nothing of it: the options go over the file."""
        given = self.options.told(code)
        if given is not None:
            return given.told, given.origin
        if self.options.first_selected:
            return False, self.options.first_selected
        said = self.overall.told(code)
        if said is not None:
            return said.told, said.origin
        selected = self.overall.first_selected
        return not selected, selected or DEFAULT

    def _closed(self, final: Choice | None) -> bool:
        """Whether the options have left a rule out: then no entry of ``paths`` brings it back."""
        return not final.told if final is not None else bool(self.options.first_selected)


Word = TypeVar("Word", Choice, Weight)


def _fitting(words: Iterable[Word], code: str) -> list[Word]:
    return [each for each in words if code.startswith(each.beginning)]
