"""Elements written as HTML again, without prefixes and namespaces."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TypeAlias

from quizgen.foreign.xml.tree import Element, Run

VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "source", "track", "wbr"))
Put: TypeAlias = Callable[[Element], str | None]
"""What stands for an element; None where it stands for itself."""


def inner(element: Element, put: Put = lambda _: None) -> str:
    """What stands in an element."""
    return "".join([_piece(one, put) for one in element.inside])


def outer(element: Element, put: Put = lambda _: None) -> str:
    """An element with what stands in it."""
    told = "".join(f' {name}="{escape(value)}"' for name, value in element.attributes.items())
    if element.name in VOID and not element.inside:
        return f"<{element.name}{told}/>"
    return f"<{element.name}{told}>{inner(element, put)}</{element.name}>"


def _piece(one: Element | Run, put: Put) -> str:
    if isinstance(one, Run):
        return escape(one.text, quote=False)
    found = put(one)
    return outer(one, put) if found is None else found
