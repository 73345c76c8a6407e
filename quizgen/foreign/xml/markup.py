"""Elements written as HTML again, without prefixes and namespaces."""

from __future__ import annotations

from html import escape

from quizgen.foreign.xml.tree import Element, Run

VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "source", "track", "wbr"))


def inner(element: Element) -> str:
    """What stands in an element."""
    return "".join(_piece(one) for one in element.inside)


def outer(element: Element) -> str:
    """An element with what stands in it."""
    told = "".join(f' {name}="{escape(value)}"' for name, value in element.attributes.items())
    if element.name in VOID and not element.inside:
        return f"<{element.name}{told}/>"
    return f"<{element.name}{told}>{inner(element)}</{element.name}>"


def _piece(one: Element | Run) -> str:
    return escape(one.text, quote=False) if isinstance(one, Run) else outer(one)
