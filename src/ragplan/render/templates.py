"""The templates of pages: an environment that runs them sandboxed, and a block's own template.

A project's templates come first, the packaged ones second. Only ``render`` knows the template engine.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

from jinja2 import (
    BaseLoader,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ragplan import __version__
from ragplan.render import overrides
from ragplan.render.bytecode import Bytecode
from ragplan.render.overrides import TemplateFault
from ragplan.reports.blocks import Block, Page

PACKAGED = Path(__file__).parents[1] / "templates"
CHECKOUT = Path(__file__).parents[3] / "templates"
"""In an installed wheel the templates lie in the package; in a checkout they stand at its top."""
OURS = "ragplan/"
"""Before a template's name: the packaged one, also where a project has one of that name."""


FAULTS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    OSError,
)
"""What a template can raise by what stands in it."""


def kind(made: type[Block]) -> str:
    """The name of a kind of block, which is that of its macro: ``form_line``."""
    return _CAPITAL.sub("_", made.__name__).lower()


_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


class Templates:
    """The templates of one format: ``page.ENDING`` frames a page, ``blocks.ENDING`` has a macro a block.

    ``project`` is the folder of a project's own templates, ``None`` for none: its ``blocks.ENDING`` need
    have only the macros that it changes, and a frame named after a report is that report's alone.
    ``filters`` are what templates of the format may call; ``joined`` makes one text of the texts of blocks,
    which is not escaped again. Blocks that the format has no macro for are made as the format of the ending
    ``others`` makes them.
    """

    def __init__(
        self,
        ending: str,
        project: Path | None,
        filters: Mapping[str, Callable[..., Any]],
        joined: Callable[[Iterable[str]], Any],
        others: str = "",
    ) -> None:
        self.ending = ending
        self._others = others or ending
        self._macros: dict[type[Block], Callable[[Block, int], str]] = {}
        self._there: set[Hashable] = set()
        self._joined = joined
        if project:
            overrides.check(project)
        self._folders = [folder for folder in (project, PACKAGED, CHECKOUT) if folder and folder.is_dir()]
        self._packaged = [folder for folder in (PACKAGED, CHECKOUT) if folder.is_dir()]
        self._environment = _Sandbox(
            loader=self._loader(),
            bytecode_cache=Bytecode(self._packaged),
            autoescape=lambda name: name is not None and name.endswith(".html.j2"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters.update(filters)
        self._environment.globals["blocks"] = self.blocks
        kinds = {made: kind(made) for made in get_args(Block)}
        self._environment.globals["kind"] = lambda block: kinds[type(block)]
        self._environment.globals["once"] = self._once

    def page(self, page: Page) -> str:
        """A page in its frame. Raises ``TemplateFault``."""
        name = f"page.{self.ending}"
        self._there.clear()
        try:
            own = f"{page.name}.{self.ending}"
            name = own if self._found(own, self._folders) else name
            return self._environment.get_template(name).render(page=page, version=__version__)
        except TemplateSyntaxError as error:
            told = f"{error.message}{overrides.hint(error.message or '')}"
            raise TemplateFault(f"{error.name or name}:{error.lineno}: {told}") from error
        except FAULTS as error:
            missing = isinstance(error, UndefinedError | TemplateNotFound)
            moved = (overrides.hint(str(error)) or overrides.MOVED) if missing else ""
            raise TemplateFault(f"{_place(error) or name}: {error}{moved}") from error

    def _once(self, thing: Hashable) -> bool:
        """Whether a page asks for the first time for a thing that it needs only once."""
        new = thing not in self._there
        self._there.add(thing)
        return new

    def blocks(self, blocks: Iterable[Block], level: int) -> Any:
        """Blocks one after the other, their headings at ``level``."""
        return self._joined(self._macro(type(block))(block, level) for block in blocks)

    def _macro(self, made: type[Block]) -> Callable[[Block, int], str]:
        macro = self._macros.get(made)
        if macro is None:
            name = kind(made)
            macro = self._macros[made] = (
                getattr(self._own, name, None)
                or getattr(self._shipped, name, None)
                or getattr(self._of_others, name)
            )
        return macro

    @cached_property
    def _own(self) -> object:
        made = self._environment.get_template(f"blocks.{self.ending}").module
        for name in overrides.GONE["macro"]:
            if hasattr(made, name):
                moved = overrides.instead("macro", name)
                raise TemplateFault(f"blocks.{self.ending}: the macro {name!r} is gone; {moved}")
        return made

    @cached_property
    def _shipped(self) -> object:
        return self._environment.get_template(f"{OURS}blocks.{self.ending}").module

    @cached_property
    def _of_others(self) -> object:
        return self._environment.get_template(f"{OURS}blocks.{self._others}").module

    def _loader(self) -> BaseLoader:
        """Templates by plain name from the first folder that has it; links out of it are not followed."""

        def source(name: str) -> tuple[str, str, Callable[[], bool]] | None:
            folders = self._packaged if name.startswith(OURS) else self._folders
            path = self._found(name.removeprefix(OURS), folders)
            return (path.read_text(encoding="utf-8"), str(path), lambda: True) if path else None

        return FunctionLoader(source)

    @staticmethod
    def _found(name: str, folders: Iterable[Path]) -> Path | None:
        for folder in folders:
            path = folder / name
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                return path
        return None


def _place(error: BaseException) -> str:
    """The template and the line that an error came out of; ``""`` where it was none."""
    frames = [
        f"{Path(frame.filename).name}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.endswith(".j2")
    ]
    return frames[-1] if frames else ""


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox, which decides on an attribute once for all objects of a type: that is what it looks at."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._safe: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may look at an attribute."""
        key = (type(obj), attr)
        safe = self._safe.get(key)
        if safe is None:
            safe = self._safe[key] = super().is_safe_attribute(obj, attr, value)
        return safe
