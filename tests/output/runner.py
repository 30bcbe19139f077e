"""How GitHub's runner reads a line of a log: a command, or words."""

from __future__ import annotations

from typing import NamedTuple

KNOWN = {
    *("error", "warning", "notice", "debug", "group", "endgroup", "stop-commands", "add-mask", "add-matcher"),
    *("set-output", "set-env", "add-path", "save-state", "echo", "remove-matcher", "internal-set-repo-path"),
}
WHITE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


class Command(NamedTuple):
    """A command that the runner obeys."""

    name: str
    properties: dict[str, str]
    message: str


def lines(log: str) -> list[str]:
    """The lines that the runner takes a log apart into."""
    return log.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def obeyed(line: str) -> Command | None:
    """The command that a line is."""
    return _new_way(line.lstrip(WHITE)) or _old_way(line)


def _new_way(line: str) -> Command | None:
    if not line.startswith("::") or (end := line.find("::", 2)) < 0:
        return None
    name, _, given = line[2:end].partition(" ")
    if name.lower() not in KNOWN:
        return None
    pairs = (pair.split("=", 1) for pair in given.strip(WHITE).split(",") if pair)
    properties = {pair[0]: _plain(pair[1], ":,") for pair in pairs if len(pair) == 2 and all(pair)}
    return Command(name, properties, _plain(line[end + 2 :]))


def _old_way(line: str) -> Command | None:
    start = line.find("##[")
    end = line.find("]", start)
    if start < 0 or end < 0:
        return None
    name, _, _ = line[start + 3 : end].partition(" ")
    return Command(name, {}, line[end + 1 :]) if name.lower() in KNOWN else None


def _plain(text: str, more: str = "") -> str:
    for letter in ("\r", "\n", *more, "%"):
        text = text.replace(f"%{ord(letter):02X}", letter)
    return text
