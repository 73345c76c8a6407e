"""Pooling layers on small maps: the spaces of their windows, and the real layer on one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from msgspec import Struct

from quizgen.layers import AvgPool2d, MaxPool2d, Network, real
from quizgen.misconceptions.by_hand import Window
from quizgen.misconceptions.pool_values import inside
from quizgen.oracle.values import pool_value
from quizgen.space import Concat, Params, concat
from quizgen.topics.by_hand.shared.maps import grid_names
from quizgen.topics.by_hand.shared.scattered import Fine, Tops, scattered
from quizgen.topics.by_hand.shared.windows import image, on_map, position, windows


class Pooling(Struct, frozen=True):
    """Outputs of one type of pooling layer, as questions ask for them.

    ``count`` different maps are drawn for each window, of numbers that are ``fine`` for it and have the ``tops`` that
    it should have with such numbers; outputs are multiples of 1/``unit``.
    """

    type: type[MaxPool2d | AvgPool2d]
    count: int
    unit: int
    fine: Callable[[Window], Fine]
    tops: Callable[[Window, tuple[int, int]], Tops | None] = lambda _, __: None

    def layer(self, window: Window) -> MaxPool2d | AvgPool2d:
        """The layer whose output the window makes."""
        return self.type(window.kernel_size, window.stride, window.padding)

    def network(self, p: Params) -> Network:
        """The layer of a point on its map."""
        return on_map(self.layer)(p)

    def measure(self, p: Params) -> tuple[int | Fraction]:
        """What the real layer makes of the map."""
        return (pool_value(self.layer(Window.of(p.shape)), image(p), position(p), self.unit),)

    def level(
        self,
        side: int,
        layers: Sequence[tuple[int, int, int]],
        positions: Sequence[tuple[int, int]],
        values: tuple[int, int],
    ) -> Concat:
        """Maps of ``side`` rows, with ``values`` from the lowest to the highest, under every layer's windows."""
        names = grid_names("x", side, side)
        ranges = [values] * len(names)
        every = windows(side, layers, positions)
        return concat(
            *(scattered(names, ranges, self.count, one.words, self.fine(one), self.tops(one, values)) for one in every),
            real=real.everywhere,
        )


def entries(window: Window, between: str) -> str:
    """The holes of the map's entries in the window, with ``between`` between them."""
    return between.join(f"{{{x.name}}}" for x in inside(window))  # type: ignore[union-attr]  # symbols
