"""What of a formula is there at all, for given numbers."""

from __future__ import annotations

from quizgen.diagnosis.forest import Forest
from quizgen.math.tree import Call, Expr, Num, Op, Sym, children, rebuild, walk


def there(forest: Forest, tree: Expr) -> Expr:
    """A count without products of nothing: no ``+ 0 × 64`` where a layer has no biases, no ``− 0`` where none can have.

    Sizes, which are rounded, keep theirs: padding is a term of a formula that everybody knows.
    """
    return tree if any(isinstance(node, Call) for node in walk(tree)) else _without_nothing(forest, tree)


def _without_nothing(forest: Forest, tree: Expr) -> Expr:
    """From within: of a sum that loses its other terms, what is left may be nothing itself."""
    inner = children(tree)
    tree = rebuild(tree, tuple([_without_nothing(forest, child) for child in inner])) if inner else tree
    match tree:
        case Op("+" | "-", left, right) if _is_nothing(forest, right):
            return left
        case Op("+", left, right) if _is_nothing(forest, left):
            return right
    return tree


def _is_nothing(forest: Forest, tree: Expr) -> bool:
    """Whether it is 0 as the formula is written, or a product with a number that is 0 there."""
    if not isinstance(tree, Op) or tree.op != "*":
        return isinstance(tree, Num) and not tree.value
    return any(_is_zero(forest, one) or _is_nothing(forest, one) for one in children(tree))


def _is_zero(forest: Forest, tree: Expr) -> bool:
    return isinstance(tree, Sym | Num) and forest.value(tree) == 0
