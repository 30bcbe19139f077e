"""The environment that templates run in: sandboxed, and every fault of one has its file and line."""

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.bccache import BytecodeCache
from jinja2.compiler import CodeGenerator
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ragplan.render import names

OURS = "ragplan/"
"""Before a template's name: the packaged one, also where a project has one of that name."""
Source = tuple[str, str, Callable[[], bool]]
"""A template's text, the file that tracebacks name, and whether it is still as it was."""


class _Generator(CodeGenerator):
    """Works nothing out while a template is compiled: what has no end then has no line either."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Any, finalize: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)


class Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox. ``find`` gives a template by its name, ``None`` for none.

    A project's own templates are those whose file is a relative path. Each is named on standard error before
    it is read, and its lines there are told after: for who has to say where it hangs.
    It decides on an attribute once for all objects of a type: that is what it looks at.
    """

    code_generator_class = _Generator

    def __init__(self, find: Callable[[str], Source | None], compiled: BytecodeCache) -> None:
        super().__init__(
            loader=FunctionLoader(find),
            bytecode_cache=compiled,
            autoescape=lambda name: name is not None and name.endswith(".html.j2"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            optimized=False,
        )
        self._safe: dict[tuple[type, str], bool] = {}
        for chance in ("lipsum", "random"):
            self.globals.pop(chance, None)
            self.filters.pop(chance, None)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may look at an attribute."""
        key = (type(obj), attr)
        safe = self._safe.get(key)
        if safe is None:
            safe = self._safe[key] = super().is_safe_attribute(obj, attr, value)
        return safe

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if not (name and own(filename)):
            return super()._parse(source, name, filename)
        sys.stderr.write(f"{READING}{name}\n")
        parser = Parser(self, source, name, filename)
        try:
            tree = parser.parse()
            names.check(tree, name, self._blocks_of)
        except TemplateSyntaxError as error:
            error.name, error.filename = name, filename
            raise
        except (RecursionError, MemoryError) as error:
            raise _too_deep(error, parser.stream.current.lineno, name, filename) from None
        return tree

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        try:
            return super()._generate(source, name, filename, defer_init)
        except (RecursionError, MemoryError) as error:
            raise _too_deep(error, _line_of(error), name, filename) from None

    def _compile(self, source: str, filename: str) -> CodeType:
        lines = source.rpartition("debug_info = ")[2].strip().strip("'")
        if own(filename):
            sys.stderr.write(f"{LINES}{filename} {lines}\n")
        try:
            return super()._compile(source, filename)
        except (SyntaxError, RecursionError, MemoryError) as error:
            line = line_of(lines, getattr(error, "lineno", None) or 1)
            raise _too_deep(error, line, filename, filename) from None

    def _blocks_of(self, name: str, seen: frozenset[str] = frozenset()) -> set[str]:
        """The blocks of a template and of those that it extends; none where it is not there."""
        try:
            source = "" if name in seen or self.loader is None else self.loader.get_source(self, name)[0]
        except TemplateNotFound:
            return set()
        tree = super()._parse(source, name, None)
        above = (self._blocks_of(each, seen | {name}) for each in names.extended(tree))
        return {block.name for block in tree.find_all(nodes.Block)}.union(*above)


READING, LINES = "ragplan reads: ", "ragplan lines: "
"""How lines on standard error begin that say which template is read, and which lines its code has."""


def own(filename: str | None) -> bool:
    """Whether the file of a template's code is one of a project's own templates."""
    return bool(filename) and str(filename).endswith(".j2") and not Path(str(filename)).is_absolute()


def line_of(lines: str, code_line: int) -> int:
    """The line of a template that a line of its code comes from, by pairs such as ``1=12&2=14``."""
    pairs = (pair.split("=") for pair in lines.split("&") if "=" in pair)
    return max((int(line) for line, code in pairs if int(code) <= code_line), default=1)


def _too_deep(error: BaseException, line: int, name: str | None, filename: str | None) -> TemplateSyntaxError:
    said = str(error).partition(" (")[0] or "it does not fit into memory"
    return TemplateSyntaxError(f"too deeply nested, or too long: {said}", line, name, filename)


def _line_of(error: BaseException) -> int:
    """The line of the part of a template that was being compiled."""
    frames = (frame.f_locals.get("node") for frame, _ in traceback.walk_tb(error.__traceback__))
    return max((node.lineno for node in frames if isinstance(node, nodes.Node)), default=1)
