"""The shape where paths meet, or one sentence on why they do not fit."""

from __future__ import annotations

from quizgen.errors import UsageError
from quizgen.layers import Joining, Parallel, Product, Residual, Sum
from quizgen.tracing.words import Dims, moderate, shown


def joined(layer: Joining, shapes: list[Dims], name: str) -> Dims:
    """The shape of the sum, product or concatenation along the channels; raises UsageError where they do not fit."""
    match layer:
        case Residual():
            if len(set(shapes)) > 1:
                body, shortcut = (shown(shape) for shape in shapes)
                raise UsageError(
                    f"{name}: the body gives {body} and the shortcut {shortcut}; only equal shapes are added"
                    f"; {_remedy(layer, *shapes)}"
                )
            return shapes[0]
        case Parallel():
            return _side_by_side(shapes, name)
        case Sum() | Product():
            return _spread(shapes, "added" if isinstance(layer, Sum) else "multiplied", name)
        case _:
            raise TypeError(f"{type(layer).__name__} has no branches")


def _remedy(layer: Residual, body: Dims, shortcut: Dims) -> str:
    """What makes the one shape of the other: a convolution in the shortcut where one does."""
    pairs = [*zip(shortcut[1:], body[1:], strict=False)]
    if len(body) != len(shortcut):
        return "have both paths end alike"
    if layer.shortcut or len(body) == 1:
        return "give both paths the same sizes"
    stride = max(-(-before // after) for before, after in pairs)
    if all(-(-before // stride) == after for before, after in pairs):
        return f"a shortcut of 'conv {body[0]} k1{f' s{stride}' if stride > 1 else ''}' fits"
    smaller = all(after <= before for before, after in pairs)
    return "pad the body's layers so that the size stays" if smaller else "give both paths the same sizes"


def _side_by_side(shapes: list[Dims], name: str) -> Dims:
    if len({shape[1:] for shape in shapes}) > 1 or len({len(shape) for shape in shapes}) > 1:
        sizes = "height and width" if max(map(len, shapes)) == 3 else "size"
        raise UsageError(f"{name}: the branches give {_told(shapes)}; only maps of equal {sizes} are concatenated")
    return moderate((sum(shape[0] for shape in shapes), *shapes[0][1:]), name)


def _spread(shapes: list[Dims], done: str, name: str) -> Dims:
    """The shape of all, sizes of 1 counting for any other, as torch broadcasts them."""
    sizes = [set(sizes) - {1} for sizes in zip(*shapes, strict=False)]
    if len({len(shape) for shape in shapes}) > 1 or any(len(size) > 1 for size in sizes):
        raise UsageError(f"{name}: the branches give {_told(shapes)}; only equal sizes, or a size and 1, are {done}")
    return tuple(size.pop() if size else 1 for size in sizes)


def _told(shapes: list[Dims]) -> str:
    return " and ".join(map(shown, shapes))
