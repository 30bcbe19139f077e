"""Views to text, by Jinja templates; the only module that knows Jinja.

Templates run sandboxed and fail on names they do not know. A project's own come first, the packaged
ones second.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from ragplan import __version__
from ragplan.escaping import inert, one_line
from ragplan.reports import markup, prose

PACKAGED = Path(__file__).parents[1] / "templates"
CHECKOUT = Path(__file__).parents[3] / "templates"
"""In an installed wheel the templates lie in the package; in a checkout they stand at its top."""


class TemplateFault(Exception):  # noqa: N818 - the fault is in a file, and is told as such
    """A template that cannot be used; the message names it, its line and what is wrong."""


def render(template: str, view: object, project: Path | None = None) -> str:
    """A view as text, by the template of a name such as ``plan.html.j2``.

    ``project`` is the folder of a project's own templates. Raises ``TemplateFault``.
    """
    try:
        return _environment(project).get_template(template).render(view=view, version=__version__)
    except TemplateSyntaxError as error:
        raise TemplateFault(f"{error.name or template}:{error.lineno}: {error.message}") from error
    except FAULTS as error:
        raise TemplateFault(f"{_place(error) or template}: {error}") from error


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


FILTERS: Mapping[str, Callable[..., Any]] = {
    "status": lambda text: Markup(markup.html(text)),  # noqa: S704 - cleaned there
    "cell": markup.cell,
    "inert": inert,
    "number": "{:,}".format,
    "plain": one_line,
    "prose": lambda text: Markup(prose.html(text)),  # noqa: S704 - cleaned there
    "line": lambda text: Markup(prose.inline_html(text)),  # noqa: S704 - cleaned there
    "rewritten": prose.markdown,
    "heading": prose.heading_markdown,
    "css": lambda text: Markup(markup.css_string(text)),  # noqa: S704 - escaped there
}
"""What templates of views may call beside Jinja's own filters."""


def _environment(project: Path | None) -> Environment:
    folders = [folder for folder in (project, PACKAGED, CHECKOUT) if folder and folder.is_dir()]
    environment = _Sandbox(
        loader=_loader(folders),
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(FILTERS)
    return environment


def _loader(folders: list[Path]) -> BaseLoader:
    """Templates by plain name from the first folder that has it; links out of it are not followed."""

    def source(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        for folder in folders:
            path = folder / name
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                return path.read_text(encoding="utf-8"), str(path), lambda: True
        return None

    return FunctionLoader(source)
