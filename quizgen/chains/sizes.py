"""The size of a map after each layer of a chain: the space, the table of the stem, the lines of the solution."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TypeAlias

from quizgen.layers import Layer, row
from quizgen.math.code import Columns, Ratio, compiled
from quizgen.math.tree import Expr
from quizgen.misconceptions.kinds import Shape
from quizgen.space import Combinations, Params, Where
from quizgen.text import Table, Text

Settings: TypeAlias = dict[str, tuple[int, ...]]
CHAIN_LINES = {
    "conv": "Layer #, `Conv2d`:\n\n$$o_# == floor(({@} + 2*{padding_#} - {kernel_size_#})/{stride_#}) + 1 == {o_#}$$",
    "pool": "Layer #, `MaxPool2d`:\n\n$$o_# == floor(({@} - {kernel_size_#})/{stride_#}) + 1 == {o_#}$$",
}
"""The line of a layer in the solution for a chain: ``#`` is its number, ``@`` the size that it is given."""


def chain(n: Iterable[int], layers: Mapping[str, Settings], where: Callable[[Shape], Where]) -> Combinations:
    """Chains of the layers ``conv_1``, ``pool_2`` ...: each with the values of its arguments."""
    shape = tuple(name.rpartition("_")[0] for name in layers)
    axes = {
        f"{argument}_{number}": values
        for number, arguments in enumerate(layers.values(), 1)
        for argument, values in arguments.items()
    }
    return Combinations({"n": tuple(n), **axes}, where(shape), shape)


def chain_stem(template: str, p: Params, layers: Iterable[Layer], shown: tuple[str, ...]) -> Text:
    """A stem with the size of the input and the table of the layers."""
    rows = tuple((str(number), *row(layer, shown)) for number, layer in enumerate(layers, 1))
    return Text(template, {"n": p["n"], "layers": Table(("Layer", "Type", *shown), rows, "The layers in their order")})


def sizes_after(tree: Callable[[Shape], Expr], p: Params) -> dict[str, int]:
    """The size after each layer (``o_1``, ``o_2`` ...); ``tree`` gives the size after a chain of some kinds."""
    return {f"o_{number}": step(p.values)[0] for number, step in enumerate(_steps(tree, p.shape), 1)}


@cache
def _steps(tree: Callable[[Shape], Expr], shape: Shape) -> tuple[Callable[[Columns], Ratio], ...]:
    """For each layer, the code for the size after it."""
    return tuple(compiled(tree(shape[:count])) for count in range(1, len(shape) + 1))


def chain_lines(shape: Shape, lines: Mapping[str, str]) -> tuple[str, ...]:
    """For each layer, the template of its line; ``lines`` are those of its kind, such as ``CHAIN_LINES``."""
    before = ("n", *(f"o_{number}" for number in range(1, len(shape))))
    return tuple(
        lines[form].replace("#", str(number)).replace("@", given)
        for number, (form, given) in enumerate(zip(shape, before, strict=True), 1)
    )
