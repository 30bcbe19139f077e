"""YAML text to parser events, by ruamel.yaml's C parser where it is installed, else by its Python one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

try:
    from _ruamel_yaml import CParser
except ImportError:  # pragma: no cover - the slow path is tested by hiding the module in a process
    CParser = None

from ruamel.yaml.error import MarkedYAMLError, YAMLError, YAMLStreamError

__all__ = ["MarkedYAMLError", "YAMLError", "YAMLStreamError", "reader"]


def reader(text: str) -> Callable[[], Any]:
    """A function that returns the next event of a text each time it is called.

    Raises ``YAMLError``, there or in the calls, where the text is not YAML.
    """
    if CParser is not None:
        next_event: Callable[[], Any] = CParser(text).get_event
        return next_event
    from ruamel.yaml import YAML

    events = iter(YAML(typ="base", pure=True).parse(text))
    return lambda: _next(events)


def _next(events: Iterator[Any]) -> Any:
    """The next event. Escapes of characters that do not exist only the C parser refuses by itself."""
    event = None
    try:
        event = next(events, None)
        str(getattr(event, "value", "")).encode()
    except (ValueError, OverflowError):
        mark = getattr(event, "start_mark", None)
        raise MarkedYAMLError(problem="unknown escape", problem_mark=mark) from None
    return event
