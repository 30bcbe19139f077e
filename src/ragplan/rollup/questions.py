"""The questions that ship with ragplan: a file of portable SQL each, whose comment says what it answers."""

import re
from importlib.resources import files
from typing import NamedTuple

ORDER = ("coverage", "comparison", "returns", "meetings", "latest")
"""The names of the questions, in the order in which a paper answers them: short ones first."""
_COLUMN = re.compile(r"-- (\w+): (.+)")


class Question(NamedTuple):
    """A question: what it answers, what each of its columns holds, and its text."""

    name: str
    about: str
    columns: dict[str, str]
    text: str


def question(name: str) -> Question:
    """A question of ``ORDER`` by its name."""
    text = files(__package__).joinpath("questions", f"{name}.sql").read_text("utf-8")
    head = [line for line in text.splitlines() if line.startswith("--")]
    columns = {found[1]: found[2] for line in head if (found := _COLUMN.fullmatch(line))}
    return Question(name, head[0].removeprefix("-- "), columns, text)
