"""What the symbols of a general formula stand for in a question, read off the same formula with its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from quizgen.math.tree import Expr, Hole, Relation, Sym, children
from quizgen.text.expressions import expressions

_BEGIN = "Put the numbers in, which are here"


def named_numbers(general: str, worked: Iterable[str]) -> Iterator[str]:
    """For each worked formula that has the form of the general one, a sentence such as ``... here $n == {n}$.``.

    Templates in, templates out; nothing where no symbol has a number of its own.
    """
    for template in worked:
        if said := _said(general, template):
            yield said


@lru_cache(maxsize=1024)
def _said(general: str, worked: str) -> str:
    """Of the right side that both have, since the left one is what is looked for."""
    for one, other in zip(_right(general), _right(worked), strict=False):
        held: dict[str, str] = {}
        if _fits(one, other, held) and held:
            *others, last = [f"${symbol} == {{{hole}}}$" for symbol, hole in held.items()]
            return f"{_BEGIN} {', '.join(others)}{' and ' * bool(others)}{last}."
    return ""


def _right(template: str) -> list[Expr]:
    """The second side of each relation of a text's formulas that stand alone."""
    display = template[template.find("$$") :] if "$$" in template else ""
    return [expr.parts[1] for expr in expressions(display) if isinstance(expr, Relation)]


def _fits(general: Expr, worked: Expr, held: dict[str, str]) -> bool:
    """Whether the trees differ only in holes for symbols, each symbol with one hole, which ``held`` is filled with."""
    match general, worked:
        case Sym(symbol), Hole(hole):
            return held.setdefault(symbol, hole) == hole
    inner, filled = children(general), children(worked)
    if type(general) is not type(worked) or len(inner) != len(filled) or _bare(general) != _bare(worked):
        return False
    return all(_fits(one, other, held) for one, other in zip(inner, filled, strict=True))


def _bare(expr: Expr) -> Mapping[str, object]:
    """What tells a node from others of its type, beside its children."""
    fields = {name: getattr(expr, name) for name in expr.__struct_fields__}
    return {name: value for name, value in fields.items() if isinstance(value, str | int)}
