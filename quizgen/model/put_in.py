"""What the symbols of a general formula stand for in a question, read off the same formula with its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

from quizgen.math.tree import Expr, Hole, Num, Relation, Sym, children
from quizgen.text import Filling
from quizgen.text.expressions import expressions

_BEGIN = "Put the numbers in, which are here"
_Pairs: TypeAlias = tuple[tuple[Sym | Num, str], ...]


def named_numbers(general: str, worked: Iterable[str], values: Mapping[str, Filling]) -> Iterator[str]:
    """For each worked formula that has the form of the general one, a sentence such as ``... here $n == {n}$.``.

    Templates in, templates out; nothing where no symbol has a number of its own. A symbol that comes twice may stand
    against two holes with one value, and a number of the formula against a hole that has it: so they are read back from
    JSON, where a hole is no more than its number.
    """
    for template in worked:
        held = next(filter(None, (_held(pairs, values) for pairs in _compared(general, template))), None)
        if held:
            *others, last = [f"${symbol} == {{{hole}}}$" for symbol, hole in held.items()]
            yield f"{_BEGIN} {', '.join(others)}{' and ' * bool(others)}{last}."


def _held(pairs: _Pairs, values: Mapping[str, Filling]) -> dict[str, str]:
    """The hole of each symbol, none where holes say otherwise than the formula or than each other."""
    held: dict[str, str] = {}
    for node, hole in pairs:
        value = values[held.setdefault(node.name, hole)] if isinstance(node, Sym) else node.value
        if value != values[hole]:
            return {}
    return held


@lru_cache(maxsize=1024)
def _compared(general: str, worked: str) -> tuple[_Pairs, ...]:
    """Of the right sides that both have, since the left one is what is looked for: what stands against each hole."""
    sides = zip(_right(general), _right(worked), strict=False)
    every = (list(_pairs(one, other)) for one, other in sides)
    return tuple(tuple(pair for pair in pairs if pair) for pairs in every if None not in pairs)


def _right(template: str) -> list[Expr]:
    """The second side of each relation of a text's formulas that stand alone."""
    display = template[template.find("$$") :] if "$$" in template else ""
    return [expr.parts[1] for expr in expressions(display) if isinstance(expr, Relation)]


def _pairs(general: Expr, worked: Expr) -> Iterator[tuple[Sym | Num, str] | None]:
    """The holes against symbols and numbers, and None where the trees differ otherwise."""
    match general, worked:
        case (Sym() | Num(), Hole(hole)):
            yield general, hole
            return
    inner, filled = children(general), children(worked)
    if type(general) is not type(worked) or len(inner) != len(filled) or _bare(general) != _bare(worked):
        yield None
        return
    for one, other in zip(inner, filled, strict=True):
        yield from _pairs(one, other)


def _bare(expr: Expr) -> Mapping[str, object]:
    """What tells a node from others of its type, beside its children."""
    fields = {name: getattr(expr, name) for name in expr.__struct_fields__}
    return {name: value for name, value in fields.items() if isinstance(value, str | int)}
