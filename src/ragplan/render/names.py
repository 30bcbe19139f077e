"""The names that templates and ragplan know each other by: kinds of block, macros, blocks to override."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import get_args

from jinja2 import TemplateSyntaxError, nodes

from ragplan.english import listed
from ragplan.render import overrides
from ragplan.reports.blocks import Block
from ragplan.suggestion import did_you_mean


def kind(made: type[Block]) -> str:
    """The name of a kind of block, which is that of its macro: ``form_line``."""
    return _CAPITAL.sub("_", made.__name__).lower()


_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")
KINDS: Mapping[type[Block], str] = {made: kind(made) for made in get_args(Block)}
MOST = 40
"""How many names a message lists."""


def extended(tree: nodes.Template) -> Iterator[str]:
    """The names of the templates that one extends, where they stand there as they are."""
    for extends in tree.find_all(nodes.Extends):
        if isinstance(extends.template, nodes.Const):
            yield str(extends.template.value)


def macros(tree: nodes.Template) -> Iterator[nodes.Macro]:
    """The macros that a template gives to others."""
    return (node for node in tree.body if isinstance(node, nodes.Macro))


def check(tree: nodes.Template, name: str, blocks_of: Callable[[str], set[str]]) -> None:
    """Raise ``TemplateSyntaxError`` for what a project's template has that nothing asks for.

    ``blocks_of`` gives the blocks of a template by its name.
    """
    if name.startswith("blocks."):
        _check_macros(tree, name)
    above = [*extended(tree)]
    known = sorted(set(chain.from_iterable(map(blocks_of, above))))
    if known:
        _check_blocks(tree, name, above[0], known)


def _check_blocks(tree: nodes.Template, name: str, above: str, known: list[str]) -> None:
    for node in tree.body:
        if isinstance(node, nodes.Block) and node.name not in known:
            hint = did_you_mean(node.name, known) or f"it has {listed(known, MOST)}"
            raise TemplateSyntaxError(f"{above} has no block {node.name!r}; {hint}", node.lineno, name)
        if isinstance(node, nodes.Output) and any(map(_shown, node.nodes)):
            raise TemplateSyntaxError(
                f"outside of a block nothing is printed, as this template extends {above}; "
                f"put it into one of {listed(known, MOST)}",
                node.lineno,
                name,
            )


def _shown(node: nodes.Expr) -> bool:
    return not isinstance(node, nodes.TemplateData) or bool(node.data.strip())


def _check_macros(tree: nodes.Template, name: str) -> None:
    known = sorted(KINDS.values())
    used = {each.name for each in tree.find_all(nodes.Name) if each.ctx == "load"}
    for macro in macros(tree):
        if macro.name in overrides.GONE["macro"]:
            moved = overrides.instead("macro", macro.name)
            raise TemplateSyntaxError(f"the macro {macro.name!r} is gone; {moved}", macro.lineno, name)
        if macro.name not in known and macro.name not in used:
            hint = did_you_mean(macro.name, known) or f"the kinds are {listed(known, MOST)}"
            raise TemplateSyntaxError(
                f"no kind of block is called {macro.name!r}, and nothing here uses it; {hint}",
                macro.lineno,
                name,
            )
