"""The mathematics of a text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from quizgen.math.tree import Expr
from quizgen.text.nodes import Bullets, Display, Emph, Inline, Math, Paragraph, Strong
from quizgen.text.reader import blocks


@lru_cache(maxsize=128)
def expressions(template: str) -> tuple[Expr, ...]:
    """Every formula of a template, in reading order; raises FormulaError for a template that does not read."""
    return tuple(expr for block in blocks(template) for expr in _of_block(block))


def _of_block(block: object) -> Iterator[Expr]:
    match block:
        case Display(expr):
            yield expr
        case Paragraph(children):
            yield from _inline(children)
        case Bullets(items):
            for item in items:
                yield from _inline(item)
        case _:
            return


def _inline(nodes: tuple[Inline, ...]) -> Iterator[Expr]:
    for node in nodes:
        match node:
            case Math(expr):
                yield expr
            case Strong(children) | Emph(children):
                yield from _inline(children)
            case _:
                pass
