"""A mistake is made with the layer's own numbers, not with those of the layer that is met most often."""

from __future__ import annotations

import pytest

from quizgen.math.code import compiled, value
from quizgen.misconceptions.kinds import Misconception
from quizgen.misconceptions.memory import PADDED_MAPS
from quizgen.misconceptions.stack_or_kernel import NEXT_LARGER_KERNEL
from quizgen.topics.cost import activation_memory
from quizgen.topics.parameters import stacked_vs_large_kernel_parameters

LAYER = {"batch": 4, "in_channels": 3, "out_channels": 20, "bytes_each": 4}
STACK = {"in_channels": 8, "channels": 8}


def wrong(mistake: Misconception, shape: tuple[str, ...], **point: int) -> object:
    """What somebody gets who makes the mistake."""
    (tree,) = mistake.wrong((), shape) or ()
    return value(*compiled(tree)(point))


@pytest.mark.parametrize(
    ("n", "kernel_size", "padding", "stride", "side"),
    [(10, 7, 3, 1, 16), (10, 5, 2, 1, 14), (10, 3, 1, 1, 12), (112, 7, 3, 2, 62)],
)
def test_maps_are_padded_by_the_padding_of_the_layer(
    n: int, kernel_size: int, padding: int, stride: int, side: int
) -> None:
    given = {**LAYER, "n": n, "kernel_size": kernel_size, "padding": padding, "stride": stride}
    assert wrong(PADDED_MAPS, ("conv",), **given) == 4 * 20 * side * side * 4
    pooled = (side - 2 * padding) // 2
    assert wrong(PADDED_MAPS, ("pooled",), **given) == 4 * 20 * (side**2 + pooled**2) * 4 / 1024


@pytest.mark.parametrize(("kernel_size", "layers", "side"), [(3, 2, 7), (3, 4, 11), (5, 2, 13)])
def test_the_first_layer_widens_the_field_like_the_others_by_its_own_kernel(
    kernel_size: int, layers: int, side: int
) -> None:
    found = wrong(NEXT_LARGER_KERNEL, ("derived",), **STACK, kernel_size=kernel_size, layers=layers)
    assert found == 8 * 8 * (side**2 - layers * kernel_size**2)


def test_every_stem_of_the_two_families_gives_the_number_that_the_mistake_is_made_with() -> None:
    for family, mistake, name in (
        (activation_memory.FAMILY, PADDED_MAPS, "padding"),
        (stacked_vs_large_kernel_parameters.FAMILY, NEXT_LARGER_KERNEL, "kernel_size"),
    ):
        assert mistake in family.misconceptions
        for level in family.levels:
            question = next(iter(family.draw(level, "numerical", "1")))
            assert f"{name}=" in question.stem.template
