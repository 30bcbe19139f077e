"""Many small repositories made from the plans here: each a plan under a name of its own, edited by chance."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from random import Random

from golden.command import REPOSITORY
from history.building import Repo

NAMES = ("bhr-francis", "wigan-francis", "merton-quality", "coventry-rugby-francis")
MEETINGS = (date(2014, 1, 27), date(2014, 2, 10), date(2014, 2, 24))
MANY = int(os.environ.get("RAGPLAN_MANY") or 8)
"""How many repositories are made; 300 were, once."""
_CALENDAR = f"calendar:\n  meetings: [{', '.join(map(str, MEETINGS))}]\n  last: {MEETINGS[-1]}\n"


def repositories(folder: Path, many: int = MANY) -> list[Path]:
    """Repositories with a commit before each meeting, the same ones every time."""
    return [_repository(folder / f"r{number:03}", number) for number in range(many)]


def _repository(folder: Path, number: int) -> Path:
    chance, name = Random(number), NAMES[number % len(NAMES)]
    repo = Repo(folder)
    source = REPOSITORY / "plans"
    files = {path: path.read_text("utf-8") for path in sorted((source / name).rglob("*.yaml"))}
    files = {path: _alone(text, f"p{number:03}") for path, text in files.items()}
    register = source / "registers" / "francis-2013.yaml"
    repo.write({"plans/registers/francis-2013.yaml": register.read_bytes()})
    for meeting in MEETINGS:
        files = {path: _edited(text, chance) for path, text in files.items()}
        written = {f"plans/{path.relative_to(source / name)}": text for path, text in files.items()}
        repo.commit(written, at=f"{meeting.replace(day=meeting.day - 3)}T10:00:00Z")
    return folder


def _alone(text: str, id: str) -> str:
    """A file of a plan under another id, with the meetings of all."""
    text = re.sub(r"^programme: .*", f"programme: {id}", text, flags=re.MULTILINE)
    text = re.sub(r"^calendar:\n(?: .*\n)+", _CALENDAR, text, flags=re.MULTILINE)
    return re.sub(r"^(?:papers|supersedes):.*\n(?: .*\n)*", "", text, flags=re.MULTILINE)


def _edited(text: str, chance: Random) -> str:
    """Some due dates later, some ratings others, some words added."""
    text = re.sub(r"\bdue: (20\d\d)-(\d\d)\b", lambda found: _later(found, chance), text)
    levels = sorted({"red", "amber", *re.findall(r"^ +rating: (\w+)", text, re.MULTILINE)})
    text = re.sub(
        r"^( +rating: )\w+", lambda found: found[1] + chance.choice(levels), text, flags=re.MULTILINE
    )
    return re.sub(
        r"^( +status: \w[^'\":#\n]*)$",
        lambda found: found[1] + (" More." if chance.random() < 0.3 else ""),
        text,
        flags=re.MULTILINE,
    )


def _later(found: re.Match[str], chance: Random) -> str:
    if chance.random() < 0.8:
        return found[0]
    return f"due: {int(found[1]) + 1}-{found[2]}"
