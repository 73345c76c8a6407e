"""Levels of layers to choose from: every question offers a layer that takes what the level below does not ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, TypeAlias

import pytest

from quizgen import catalog
from quizgen.asking.which_layer import WhichFamily
from quizgen.model import LEVELS, Kind, Level, Question

Step: TypeAlias = Callable[[Any, int], bool]
"""Whether a layer, given maps of that side, takes the step."""


def leaves_some(layer: Any, side: int) -> bool:
    return bool((side + 2 * layer.padding - layer.kernel_size) % layer.stride)


STEPS: dict[tuple[str, Level], Step] = {
    ("which-transposed-conv", "medium"): lambda layer, _: layer.stride > 2 or layer.output_padding > 0,
    ("which-transposed-conv", "hard"): lambda layer, _: layer.dilation > 1,
    ("which-conv-output-size", "medium"): lambda layer, _: layer.stride > 1,
    ("which-conv-output-size", "hard"): lambda layer, _: layer.stride > 2,
    ("which-line", "medium"): leaves_some,
    ("which-line", "hard"): lambda layer, _: layer.dilation > 1,
    ("which-conv-macs", "medium"): lambda layer, _: layer.stride > 1,
    ("which-conv-macs", "hard"): leaves_some,
}
GIVEN = ("which-layer-receptive-field", "which-shortcut")
"""Here the stem makes the levels: what stands before the layer, or beside it."""
LEVELS_OF_LAYERS = [
    (family, level)
    for family in catalog.shipped_families()
    if isinstance(family, WhichFamily) and family.id not in GIVEN
    for level in LEVELS[1:]
    if STEPS.get((family.id, level)) is not leaves_some
]


def drawn(family: str, level: Level, kind: Kind = "choice") -> Iterator[Question]:
    (found,) = catalog.select([family])
    return islice(found.draw(level, kind, "steps"), 200)


def steps(question: Question, takes: Step) -> list[bool]:
    """Which of the layers that a question offers take the step."""
    return [takes(option.value, question.params["input"][-1]) for option in question.options]


@pytest.mark.parametrize("kind", ["choice", "multiple"])
@pytest.mark.parametrize(("family", "level"), STEPS)
def test_every_question_offers_a_layer_that_takes_the_step_of_its_level(family: str, level: Level, kind: Kind) -> None:
    assert all(any(steps(question, STEPS[family, level])) for question in drawn(family, level, kind))


@pytest.mark.parametrize("kind", ["choice", "multiple"])
@pytest.mark.parametrize(("family", "level"), STEPS)
def test_no_layer_of_the_level_below_takes_the_step(family: str, level: Level, kind: Kind) -> None:
    below = LEVELS[LEVELS.index(level) - 1]
    assert not any(any(steps(question, STEPS[family, level])) for question in drawn(family, below, kind))


@pytest.mark.parametrize(
    ("family", "level"), LEVELS_OF_LAYERS, ids=[f"{family.id}-{level}" for family, level in LEVELS_OF_LAYERS]
)
def test_no_set_of_layers_is_one_of_the_level_below(family: WhichFamily, level: Level) -> None:
    assert sets(family, level).isdisjoint(sets(family, LEVELS[LEVELS.index(level) - 1]))


def sets(family: WhichFamily, level: Level) -> set[tuple[object, ...]]:
    """What questions offer: the arguments of their layers, and what else is given but the size of the maps."""
    return {
        (
            *sorted(str([getattr(option.value, name) for name in family.shown]) for option in question.options),
            *(str(value) for name, value in question.params.items() if name not in {"input", "target"}),
        )
        for question in drawn(family.id, level)
    }
