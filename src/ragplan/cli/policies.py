"""The policy that a command judges by: ``ragplan.yaml``, and the options that go over it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from ragplan.cli.session import fail, notify
from ragplan.diagnostics import Diagnostic, Severity
from ragplan.escaping import one_line
from ragplan.linter import lint
from ragplan.plans import Plans
from ragplan.policy import Choice, Layer, Location, Policy, Value, beginning, matches, no_rule
from ragplan.rules import RULES
from ragplan.rules.rule import Needs, Rule

if TYPE_CHECKING:
    from ragplan.document import SourceFile
    from ragplan.repository.policy_file import PolicyFile

SelectOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CODES",
        help="Run only these rules: codes, prefixes (RAG2) or names, separated by commas; replaces "
        "ragplan.yaml's list.",
    ),
]
IgnoreOption = Annotated[
    list[str] | None,
    typer.Option(metavar="CODES", help="Leave out these rules; added to ragplan.yaml's list."),
]
FailOnOption = Annotated[
    Literal["error", "warning", "info", "never"] | None,
    typer.Option(
        help="The lowest severity that gives exit code 1; by default ragplan.yaml's, or warning.",
        show_default=False,
    ),
]


class Options(NamedTuple):
    """What was given on the command line."""

    select: list[str] | None = None
    ignore: list[str] | None = None
    fail_on: str | None = None


def chosen_rules(folder: str, options: Options, needs: Sequence[Needs]) -> tuple[list[Rule], Policy]:
    """The rules to run on a folder of plans among those that need no more, and the policy they go by.

    Exits with 2 on a policy that cannot be read, on a code of no rule, and on one given of which none
    would run.
    """
    selected = _words(options.select)
    for word in selected:
        if not any(matches(rule, word) and rule.needs in needs for rule in RULES):
            fail(f"{one_line(word)!r} {_lacking(word)}")
    policy = policy_of(folder, options)
    return list(policy.told_somewhere(rule for rule in RULES if rule.needs in needs)), policy


def errors_in(plans: Plans, folder: str) -> list[Diagnostic]:
    """What the policy of a folder calls an error in its plans; exits with 2 where that cannot be read."""
    rules, policy = chosen_rules(folder, Options(), [Needs.FILES])
    grave = [rule for rule in rules if policy.has_somewhere(Severity.ERROR, rule)]
    return [each for each in lint(plans, grave, policy=policy) if each.severity is Severity.ERROR]


def policy_of(folder: str, options: Options) -> Policy:
    """The policy in force for a folder of plans; exits with 2 where it cannot be read."""
    words = {"--select": _words(options.select), "--ignore": _words(options.ignore)}
    given = Layer(
        tuple(
            Choice(beginning(word, RULES), option == "--select", option)
            for option, several in words.items()
            for word in several
        )
    )
    policy = _written(folder)._replace(options=given)
    return policy._replace(failing=Value(options.fail_on, "--fail-on")) if options.fail_on else policy


def _written(folder: str) -> Policy:
    """The policy that stands in a file, or the default one."""
    found = _found(folder)
    for path in found.misplaced:
        fail(f"{one_line(path)} is ignored: the policy is read from {one_line(found.path)}; move it there")
    standing = Location(Path(folder).as_posix(), found.within)
    return Policy(standing=standing) if found.source is None else _read(found.source, standing)


def _read(source: "SourceFile", standing: Location) -> Policy:
    """A file's policy; exits with 2 after one line for each mistake in it."""
    from ragplan.document import read
    from ragplan.linter import lint
    from ragplan.output import concise
    from ragplan.plans import Plans
    from ragplan.policy.reading import read_policy

    document = read(source)
    policy, problems = read_policy(document, standing)
    if problems:
        told = Plans((), {source.path: document}, tuple((source.path, each) for each in problems))
        notify(concise.render(lint(told, [rule for rule in RULES if rule.name == "lost-words"])).rstrip("\n"))
        fail(
            f"the policy {one_line(source.path)} cannot be read, so nothing was checked; fix the "
            "problems above"
        )
    return policy


def _found(folder: str) -> "PolicyFile":
    """The policy's file: on disk, or in a bare repository that of the last commit."""
    from ragplan.repository.policy_file import may_be_bare, policy_on_disk

    try:
        of_bare = _of_bare(folder) if may_be_bare(Path(folder)) else None
        return of_bare or policy_on_disk(Path(folder))
    except OSError as error:
        fail(f"the policy cannot be looked for: {error.strerror}")


def _of_bare(folder: str) -> "PolicyFile | None":
    """The policy's file of a bare repository; ``None`` where the plans are in none."""
    from ragplan.repository.errors import RepositoryError
    from ragplan.repository.git import open_repository
    from ragplan.repository.policy_file import PolicyFile

    try:
        repository = open_repository(Path(folder))
    except RepositoryError:
        return None  # files on disk need no repository
    with repository:
        try:
            source = repository.policy() if repository.bare else None
            return PolicyFile(source, repository.place.within or ".") if repository.bare else None
        except RepositoryError as error:
            fail(str(error))


def _words(options: list[str] | None) -> list[str]:
    """The codes of an option given once with commas, or several times; exits with 2 on one of no rule."""
    words = [word.strip() for option in options or [] for word in option.split(",") if word.strip()]
    for word in words:
        if not beginning(word, RULES):
            fail(f"no rule {one_line(word)!r}; {no_rule(word, RULES)}")
    return words


def _lacking(word: str) -> str:
    """What the rules that a word means need, and how to give it to them."""
    if any(rule.needs in (Needs.CLOCK, Needs.MEETING) for rule in RULES if matches(rule, word)):
        return "needs to know the day; run 'ragplan check'"
    return "needs the history; run 'ragplan check' without --no-history"
