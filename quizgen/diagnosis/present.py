"""What of a formula is there at all, for given numbers."""

from __future__ import annotations

from quizgen.diagnosis.forest import Forest
from quizgen.math.tree import Call, Expr, Op, Sym, children, rebuild, walk


def there(forest: Forest, tree: Expr) -> Expr:
    """A count without products of nothing: no ``+ 0 × 64`` where a layer has no biases.

    Sizes, which are rounded, keep theirs: padding is a term of a formula that everybody knows.
    """
    return tree if any(isinstance(node, Call) for node in walk(tree)) else _without_nothing(forest, tree)


def _without_nothing(forest: Forest, tree: Expr) -> Expr:
    match tree:
        case Op("+" | "-", left, right) if _is_nothing(forest, right):
            return _without_nothing(forest, left)
        case Op("+", left, right) if _is_nothing(forest, left):
            return _without_nothing(forest, right)
    inner = children(tree)
    return rebuild(tree, tuple([_without_nothing(forest, child) for child in inner])) if inner else tree


def _is_nothing(forest: Forest, tree: Expr) -> bool:
    """Whether it is a product with a number of the question that is 0 there."""
    if not isinstance(tree, Op) or tree.op != "*":
        return False
    return any((isinstance(one, Sym) and forest.value(one) == 0) or _is_nothing(forest, one) for one in children(tree))
