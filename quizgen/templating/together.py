"""Words that stand together made one output, choices among words within them: each output is a step of a generator."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import nodes


def together(body: Iterable[nodes.Node]) -> list[nodes.Node]:
    """The nodes, neighbours that only put something out as one; a choice is among what that puts out."""
    found: list[nodes.Node] = []
    for node in body:
        if not _says(node):
            found.append(node)
            continue
        said = node.nodes if isinstance(node, nodes.Output) else [node]
        if found and isinstance(found[-1], nodes.Output):
            found[-1] = nodes.Output([*found[-1].nodes, *said], lineno=found[-1].lineno)
        else:
            found.append(nodes.Output(said, lineno=node.lineno))
    return found


def _says(node: nodes.Node) -> bool:
    """Whether a node only puts something out, perhaps one thing or another."""
    if isinstance(node, nodes.If):
        return all(map(_says, (*node.body, *node.elif_, *node.else_)))
    return isinstance(node, nodes.Output)
