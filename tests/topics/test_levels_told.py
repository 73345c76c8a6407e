"""What a family says of its levels, and whether it is so."""

from __future__ import annotations

from itertools import islice

import pytest

from quizgen import catalog
from quizgen.layers import Conv2d
from quizgen.model import LEVELS, Level

COMPUTED = [source for source in catalog.select(["all"]) if not source.authored]


@pytest.mark.parametrize("family", [source.id for source in COMPUTED])
def test_a_description_says_of_each_level_what_is_asked_there(family: str) -> None:
    (found,) = catalog.select([family])
    assert [word for word in LEVELS if word not in found.description.lower()] == []


@pytest.mark.parametrize(("level", "strides"), [("easy", {1}), ("medium", {2}), ("hard", {4})])
def test_which_convolution_takes_a_division_more_at_each_level(level: Level, strides: set[int]) -> None:
    (found,) = catalog.select(["which-conv-output-size"])
    drawn = islice(found.draw(level, "choice", "strides"), 60)
    layers = [option.value for question in drawn for option in question.options]
    assert {layer.stride for layer in layers if isinstance(layer, Conv2d)} == strides
