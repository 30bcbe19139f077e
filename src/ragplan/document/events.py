"""YAML text to parser events, by ruamel.yaml's C parser where it is installed, else by its Python one."""

from __future__ import annotations

from collections.abc import Callable
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
    return lambda: _encodable(next(events, None))


def _encodable(event: Any) -> Any:
    """The event, unless its text cannot be written as UTF-8, which only the C parser refuses itself."""
    try:
        str(getattr(event, "value", "")).encode()
    except UnicodeEncodeError:
        raise MarkedYAMLError(problem="unknown escape", problem_mark=event.start_mark) from None
    return event
