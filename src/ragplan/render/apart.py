"""A page made by a project's own templates in a process of its own, which has an end and not all memory.

A stranger's change may bring templates: one that never ends, takes all memory, or breaks the interpreter
takes that process with it and no other, and what it did is told with its file and line.
"""

import faulthandler
import os
import pickle
import re
import signal
import subprocess
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from ragplan.render.overrides import TemplateFault
from ragplan.render.sandbox import LINES, READING, line_of
from ragplan.reports.blocks import Page

SECONDS = 60
"""How long a page may take; one of ten thousand positions takes a tenth of that."""
MEMORY = 2 << 30
"""Bytes that the process may use, on systems that can limit it."""
LARGEST = 200 << 20
"""Characters of a page; one of ten thousand positions has a tenth of that."""


class Asked(NamedTuple):
    """What the process is asked for: the page of a format, and within which limits."""

    module: str
    page: Page
    project: Path
    seconds: float
    memory: int


def page(module: str, page: Page, project: Path) -> str:
    """A page as the format in ``module`` makes it by a project's templates. Raises ``TemplateFault``."""
    asked = Asked(module, page, project, SECONDS, MEMORY)
    done = subprocess.run(  # noqa: S603 - this program itself
        [sys.executable, "-P", "-m", __name__],
        input=pickle.dumps(asked),
        capture_output=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    made, answer = done.stdout[:1], done.stdout[1:].decode("utf-8", "surrogatepass")
    if done.returncode == 0 and made == MADE:
        return answer
    raise TemplateFault(answer if made == FAULT else _ended(done.returncode, done.stderr.decode("utf-8")))


MADE, FAULT = b"+", b"-"
"""What an answer begins with."""


def main() -> None:
    """Answer the question on standard input."""
    module, page, project, seconds, memory = Asked(*pickle.load(sys.stdin.buffer))  # noqa: S301 - our own words
    faulthandler.enable()
    faulthandler.dump_traceback_later(seconds, exit=True)
    _limit(memory)
    try:
        made, answer = MADE, import_module(module).TEMPLATES.own_page(page, project)
        if len(answer) > LARGEST:
            made, answer = FAULT, f"page: it makes a page of more than {LARGEST:,} characters"
    except TemplateFault as fault:
        made, answer = FAULT, str(fault)
    faulthandler.cancel_dump_traceback_later()
    sys.stdout.buffer.write(made + answer.encode("utf-8", "surrogatepass"))


def _limit(memory: int) -> None:
    """Take no more memory than so many bytes, where the system can be asked for that."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    allowed = memory if most == resource.RLIM_INFINITY else min(memory, most)
    with suppress(ValueError, OSError):  # macOS refuses it
        resource.setrlimit(resource.RLIMIT_AS, (allowed, most))


def _ended(code: int, told: str) -> str:
    """What is said of a process that gave no answer, by what it told until then: at which place, and why."""
    place = _place(told)
    if "Timeout (" in told:
        return f"{place}: this takes longer than {SECONDS} seconds"
    if "Traceback (most recent call last)" in told or not place:
        raise RuntimeError(told)
    name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    return f"{place}: this ended the program that makes the page ({name})"


def _place(told: str) -> str:
    """The template and its line that a process was in at its end, else the one that it had begun to read."""
    lines = dict(re.findall(rf"^{LINES}(.+) (\S*)$", told, re.MULTILINE))
    for name, line in re.findall(r'^  File "(.+)", line (\d+) in ', told, re.MULTILINE):
        if name in lines:
            return f"{name}:{line_of(lines[name], int(line))}"
    read = re.findall(rf"^{READING}(.+)$", told, re.MULTILINE)
    return f"{read[-1]}:1" if read else ""


if __name__ == "__main__":
    main()
