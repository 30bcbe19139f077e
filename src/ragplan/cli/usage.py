"""What is wrong with the words of a command line, told in our own words instead of the library's."""

from __future__ import annotations

import re
from typing import Any

from ragplan.english import listed
from ragplan.suggestion import did_you_mean


def in_our_words(error: Any) -> str | None:
    """What a usage error of the command-line library says; ``None`` for one that says it well already."""
    match type(error).__name__:
        case "NoSuchOption":
            known = error.possibilities or _options(error.ctx)
            return _with_hint(f"There is no option {error.option_name!r}.", error.option_name, known)
        case "BadOptionUsage":
            takes = "takes no value" if "does not take" in error.message else "needs a value"
            return f"The option {error.option_name!r} {takes}."
        case "MissingParameter":
            return f"{_name(error)} is missing."
        case "BadParameter":
            return f"{_name(error)}: {error.message.removeprefix('Value error, ')}"
        case _:
            extra = re.fullmatch(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", error.message)
            return f"These words are too many: {extra[1]}" if extra else None


def _name(error: Any) -> str:
    hint = error.param_hint or (error.param.get_error_hint() if error.param else "a word")
    return hint if isinstance(hint, str) else listed(hint)


def _options(context: Any) -> list[str]:
    return [name for each in context.command.params for name in each.opts if name.startswith("--")]


def _with_hint(words: str, mistyped: str, known: list[str]) -> str:
    return f"{words} {did_you_mean(mistyped, known).capitalize()}".strip()
