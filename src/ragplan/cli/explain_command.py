"""``ragplan explain CODE``: a rule's own documentation."""

from textwrap import fill
from typing import Annotated, Literal

import typer

from ragplan.cli.completing import rules
from ragplan.cli.session import fail, write
from ragplan.escaping import one_line
from ragplan.rules import RULES
from ragplan.rules.documentation import as_markdown, page
from ragplan.rules.rule import Example, Needs, Rule
from ragplan.suggestion import did_you_mean


def command(
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="The code or name of a rule.", autocompletion=rules)
    ] = "",
    format: Annotated[
        Literal["text", "markdown"], typer.Option(help="markdown is the source of docs/rules.md.")
    ] = "text",
) -> None:
    """Without a code, lists every rule on one line, or with --format markdown all of them in full."""
    if not code:
        write(page(RULES) if format == "markdown" else _all())
        return
    wanted = code.strip()
    found = [rule for rule in RULES if wanted.upper() == rule.code or wanted.lower() == rule.name]
    if not found:
        known = [word for rule in RULES for word in (rule.code, rule.name)]
        fail(f"no rule {one_line(code)!r}; {did_you_mean(code, known) or 'see ragplan explain'}")
    write(as_markdown(found[0]) if format == "markdown" else _text(found[0]))


def _all() -> str:
    return "".join(f"{rule.code}  {rule.severity.word:7}  {rule.name}\n" for rule in RULES)


def _text(rule: Rule) -> str:
    told = rule.documentation
    fixable = ", fixed by --fix" if rule.fixable else ""
    told_by = ", reported by check" if rule.needs is not Needs.FILES else ""
    parts = [
        f"{rule.code} {rule.name} ({rule.severity.word}{fixable}{told_by})",
        fill(told.what, 78),
        "Why\n" + fill(told.why, 78),
        "Fails\n" + _example(told.fails),
        "Fixed\n" + _example(told.mended),
        "Near miss, which is not found\n" + _example(told.near_miss),
    ]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _example(example: Example) -> str:
    return "\n".join((f"  {stage.heading}\n" if stage.on else "") + _files(stage.files) for stage in example)


def _files(files: dict[str, str]) -> str:
    shown = []
    for name, body in files.items():
        if not body.strip():
            shown.append(f"  there is no {name}\n")
        else:
            shown.append(f"  {name}\n" + "".join(f"    {line}\n" for line in body.splitlines()))
    return "".join(shown)
