"""ragplan keeps an action plan as YAML in git and turns it into the papers a meeting needs.

What other programs may call is named in ``__all__`` and told in docs/guide/python.md; all else is private.
"""

__version__ = "0.1.0"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ragplan.interface import Snapshot, build, compare, lint, load, render, rows

__all__ = ["Snapshot", "__version__", "build", "compare", "lint", "load", "render", "rows"]


def __getattr__(name: str) -> object:
    """A name of the public interface, which is imported whole when the first is asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'ragplan' has no attribute {name!r}")
    from ragplan import interface

    # All at once: to import the package ``ragplan.render`` puts that in the place of the function.
    globals().update({each: getattr(interface, each) for each in interface.__all__})
    return globals()[name]
