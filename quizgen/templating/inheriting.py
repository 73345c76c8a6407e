"""Templates that extend another one made whole when they are compiled: the other's words, with the blocks filled in.

Jinja would look for the other template, and pass all names on to it and to each block, whenever one is filled in.
"""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import nodes
from jinja2.visitor import NodeTransformer


def whole(template: nodes.Template, parsed: Callable[[str], nodes.Template]) -> nodes.Template:
    """The template, or the one that it extends, as ``parsed`` gives it, with its blocks filled in.

    What it sets and imports comes first. A template stays as it is unless the name of the other stands in it, and if
    it asks for the other's blocks (``super``) or calls one (``self``).
    """
    extended = template.find(nodes.Extends)
    if extended is None or not isinstance(extended.template, nodes.Const) or _asks(template):
        return template
    base = whole(parsed(extended.template.value), parsed)
    blocks = {block.name: block for block in template.find_all(nodes.Block)}
    own = [one for one in template.body if isinstance(one, nodes.Import | nodes.FromImport | nodes.Macro)]
    names = [one for one in template.body if isinstance(one, nodes.Assign | nodes.AssignBlock)]
    # Within a scope Jinja does not keep the names for whoever might import the template.
    body = nodes.Scope([*names, *_Filler(blocks).visit(base).body], lineno=1, environment=template.environment)
    return nodes.Template([*own, body], lineno=1, environment=template.environment)


def _asks(template: nodes.Template) -> bool:
    return any(name.name in {"self", "super"} for name in template.find_all(nodes.Name))


class _Filler(NodeTransformer):
    """Puts blocks where a template has a place for them."""

    def __init__(self, blocks: dict[str, nodes.Block]) -> None:
        self.blocks = blocks

    def visit_Block(self, node: nodes.Block) -> nodes.Scope:  # noqa: N802 - Jinja names it
        """What stands there, with names of its own."""
        return nodes.Scope(self.blocks.get(node.name, node).body, lineno=node.lineno, environment=node.environment)
