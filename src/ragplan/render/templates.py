"""The templates of pages: those of a format, and a page made by them.

A project's templates come first, the packaged ones second. Only ``render`` knows the template engine.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from ragplan import __version__
from ragplan.render import apart, overrides
from ragplan.render.bytecode import Bytecode
from ragplan.render.catalogue import packaged
from ragplan.render.names import KINDS
from ragplan.render.overrides import TemplateFault
from ragplan.render.sandbox import OURS, Sandbox, Source, own
from ragplan.reports.blocks import Block, Page


class Templates(NamedTuple):
    """The templates of one format: ``page.ENDING`` frames a page, ``blocks.ENDING`` has a macro a block.

    ``module`` is the format's, which holds them as ``TEMPLATES``. ``filters`` are what templates of the
    format may call; ``joined`` makes one text of the texts of blocks, which is not escaped again. Blocks
    that the format has no macro for are made as the format of the ending ``others`` makes them.
    """

    module: str
    ending: str
    filters: Mapping[str, Callable[..., Any]]
    joined: Callable[[Iterable[str]], Any]
    others: str = ""

    def page(self, page: Page, project: Path | None) -> str:
        """A page in its frame. ``project`` is the folder of a project's own templates, if it is there.

        These are run in a process of their own. Raises ``TemplateFault``.
        """
        if project is None or not overrides.there(project):
            return Printing(self, None).page(page)
        return apart.page(self.module, page, project.absolute())

    def own_page(self, page: Page, project: Path) -> str:
        """The same in this process. Raises ``TemplateFault``, whatever it is that a template raises."""
        name = f"page.{self.ending}"
        try:
            return Printing(self, project).page(page)
        except TemplateFault:
            raise
        except TemplateSyntaxError as error:
            told = f"{error.message}{overrides.hint(error.message or '')}"
            raise TemplateFault(f"{error.name or name}:{error.lineno}: {told}") from error
        except Exception as error:
            place = _place(error)
            if not place and not isinstance(error, TemplateNotFound | MemoryError):
                raise
            raise TemplateFault(f"{place or name}: {_said(error)}") from error


def _said(error: Exception) -> str:
    """What an exception says, and what to do where a name is gone."""
    if isinstance(error, MemoryError):
        return "it takes more memory than a template may"
    missing = isinstance(error, UndefinedError | TemplateNotFound)
    moved = (overrides.hint(str(error)) or overrides.MOVED) if missing else ""
    return f"{' '.join(str(error).split()) or type(error).__name__}{moved}"


def _place(error: BaseException) -> str:
    """The template of a project and its line that an error came out of; ``""`` where it was none."""
    frames = [
        f"{frame.filename}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if own(frame.filename)
    ]
    return frames[-1] if frames else ""


class Printing:
    """Pages made by the templates of a format, and those in the folder of a ``project``, ``None`` for none.

    Its ``blocks.ENDING`` need have only the macros that it changes, and a frame named after a report is
    that report's alone.
    """

    def __init__(self, templates: Templates, project: Path | None) -> None:
        self._templates = templates
        self._project = project
        self._packaged = packaged()
        self._macros: dict[type[Block], Callable[[Block, int], str]] = {}
        self._there: set[Hashable] = set()
        self._environment = Sandbox(self._find, Bytecode(self._packaged))
        self._environment.filters.update(templates.filters)
        self._environment.globals["blocks"] = self.blocks
        self._environment.globals["kind"] = lambda block: KINDS[type(block)]
        self._environment.globals["once"] = self._once

    def page(self, page: Page) -> str:
        """A page in its frame; raises whatever a template raises."""
        self._there.clear()
        own = f"{page.name}.{self._templates.ending}"
        name = own if self._find(own) else f"page.{self._templates.ending}"
        return self._environment.get_template(name).render(page=page, version=__version__)

    def _once(self, thing: Hashable) -> bool:
        """Whether a page asks for the first time for a thing that it needs only once."""
        new = thing not in self._there
        self._there.add(thing)
        return new

    def blocks(self, blocks: Iterable[Block], level: int) -> Any:
        """Blocks one after the other, their headings at ``level``."""
        return self._templates.joined(self._macro(type(block))(block, level) for block in blocks)

    def _macro(self, made: type[Block]) -> Callable[[Block, int], str]:
        macro = self._macros.get(made)
        if macro is None:
            name = KINDS[made]
            macro = self._macros[made] = (
                getattr(self._own, name, None)
                or getattr(self._shipped, name, None)
                or getattr(self._of_others, name)
            )
        return macro

    @cached_property
    def _own(self) -> object:
        return self._environment.get_template(f"blocks.{self._templates.ending}").module

    @cached_property
    def _shipped(self) -> object:
        return self._environment.get_template(f"{OURS}blocks.{self._templates.ending}").module

    @cached_property
    def _of_others(self) -> object:
        ending = self._templates.others or self._templates.ending
        return self._environment.get_template(f"{OURS}blocks.{ending}").module

    def _find(self, name: str) -> Source | None:
        """A template by its plain name, a project's own before a packaged one."""
        if self._project and not name.startswith(OURS):
            text = overrides.template(self._project, name)
            if text is not None:
                return text, name, lambda: True
        for folder in self._packaged:
            path = folder / name.removeprefix(OURS)
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                return path.read_text(encoding="utf-8"), str(path), lambda: True
        return None


def shipped(name: str) -> str:
    """The text of a file that ships beside the templates and is none."""
    return (packaged()[0] / name).read_text(encoding="utf-8")
