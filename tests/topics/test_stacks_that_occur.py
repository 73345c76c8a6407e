"""Stacks of layers look like those of networks as a whole, and not only layer by layer."""

from __future__ import annotations

from itertools import islice, pairwise

import pytest

from quizgen import catalog
from quizgen.model import LEVELS, Level

FAMILIES = (
    *("stack-receptive-field", "stack-jump", "which-layer-receptive-field", "projective-field"),
    *("receptive-field-start", "corner-visible-pixels", "input-range-of-unit"),
)
EVEN_ALONE = ("receptive-field-start", "corner-visible-pixels", "input-range-of-unit")


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("family", FAMILIES)
def test_kernels_become_smaller_and_only_the_first_is_above_five(family: str, level: Level) -> None:
    (found,) = catalog.select([family])
    for question in islice(found.draw(level, found.usual(level), "stacks"), 100):
        convolutions = [layer for layer in question.params["layers"] if layer["type"] == "Conv2d"]
        sizes = [max(_pair(layer["kernel_size"])) for layer in convolutions]
        assert all(later <= before for before, later in pairwise(sizes)), question.params
        assert all(later <= 5 for later in sizes[1:]), question.params


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("family", EVEN_ALONE)
def test_an_even_kernel_behind_another_layer_is_one_of_several_alike(family: str, level: Level) -> None:
    """As the 4 × 4 kernels of pix2pix; no network has one of 2 or 4 behind one of 5 or 7."""
    (found,) = catalog.select([family])
    for question in islice(found.draw(level, found.usual(level), "even"), 100):
        sizes = [layer["kernel_size"] for layer in question.params["layers"] if layer["type"] == "Conv2d"]
        assert all(size % 2 or size == sizes[0] for size in sizes[1:]), question.params


def _pair(size: int | list[int]) -> tuple[int, ...]:
    return tuple(size) if isinstance(size, list) else (size,)
