"""The table of a small network: what its cells hold, which of them are given, and what follows from what."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from math import prod

import pytest

from quizgen.answers import Filled, Grid, Number, Numerical, Values, Written
from quizgen.answers.values import components
from quizgen.chains.small_networks import network
from quizgen.layers import BatchNorm2d, Conv2d, Flatten, Layer, Linear, MaxPool2d, Network
from quizgen.math.code import evaluate
from quizgen.model import LEVELS, Level, Question
from quizgen.space import Permutation
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL
from quizgen.topics.architectures.network_table import FAMILY


def points(level: Level, count: int) -> Iterator[int]:
    order = Permutation(len(FAMILY.levels[level]), "test", level)
    return (order[number] for number in range(count))


def questions(level: Level, count: int = 40) -> Iterator[Question]:
    return islice(FAMILY.draw(level, "grid", "test"), count)


def table(question: Question) -> Grid:
    answer = question.parts[0].answer
    assert isinstance(answer, Grid)
    return answer


def walked(whole: Network) -> Iterator[tuple[Values, int, int]]:
    """Moves every window, counts the weights of each filter, and goes back from one unit tap by tap."""
    shape: tuple[int, ...] = whole.input
    windows: list[tuple[int, int, int]] = []
    for layer in whole.layers:
        weights = counted(layer, shape)
        match layer:
            case Conv2d(kernel_size=int(taps), stride=int(stride), padding=int(padding), dilation=int(dilation)) | (
                MaxPool2d(kernel_size=int(taps), stride=int(stride), padding=int(padding), dilation=int(dilation))
            ):
                channels = layer.out_channels or 0 if isinstance(layer, Conv2d) else shape[0]
                last = shape[1] + padding - dilation * (taps - 1)
                shape = (channels, *[len(range(-padding, last, stride))] * 2)
                windows.append((taps, stride, dilation))
            case Flatten():
                shape = (prod(shape),)
            case Linear(out_features=outputs):
                shape = (outputs,)
            case _:
                pass
        yield shape, weights, spanned(windows)


def counted(layer: Layer, shape: tuple[int, ...]) -> int:
    match layer:
        case Conv2d(out_channels=int(filters), kernel_size=int(taps), groups=int(groups), bias=bias):
            seen = len(range(0, shape[0], groups))
            return sum(seen * taps * taps + bias for _ in range(filters))
        case BatchNorm2d():
            return sum(2 for _ in range(shape[0]))
        case Linear(out_features=outputs):
            return sum(shape[0] + 1 for _ in range(outputs))
        case _:
            return 0


def spanned(windows: list[tuple[int, int, int]]) -> int:
    seen = {0}
    for taps, stride, dilation in reversed(windows):
        seen = {unit * stride + tap * dilation for unit in seen for tap in range(taps)}
    return max(seen) - min(seen) + 1


@pytest.mark.parametrize("level", LEVELS)
def test_every_open_cell_is_what_walking_through_the_layers_gives(level: Level) -> None:
    for point in points(level, 60):
        grid, whole = table(FAMILY.ask(level, point)), network(FAMILY.levels[level][point])
        for cells, (shape, weights, span) in zip(grid.cells, walked(whole), strict=True):
            for cell, own in zip(cells, (shape, (weights,), (span,)), strict=True):
                assert not isinstance(cell, Numerical) or components(cell.key) == own


@pytest.mark.parametrize("level", LEVELS)
def test_every_open_cell_foresees_a_wrong_value_and_most_foresee_two(level: Level) -> None:
    counts = [len(cell.foreseen) for question in questions(level, 100) for cell in table(question).open]
    assert min(counts) >= 1
    assert sum(count >= 2 for count in counts) >= 0.97 * len(counts)


@pytest.mark.parametrize("level", LEVELS)
def test_what_has_no_parameters_is_given_as_zero(level: Level) -> None:
    for question in questions(level):
        for layer, cells in zip(question.params["layers"], table(question).cells, strict=True):
            if layer["type"] in {"MaxPool2d", "ReLU", "Flatten"}:
                assert isinstance(cells[1], Text)
                assert TERMINAL.line(cells[1]) == "0"


def test_easy_networks_have_three_layers_of_which_the_first_is_done() -> None:
    for question in questions("easy"):
        first, *others = table(question).cells
        assert len(others) == 2
        assert all(isinstance(cell, Text) for cell in first)
        assert all(isinstance(row[0], Numerical) for row in others)


def test_medium_networks_have_strides_and_a_relu_and_no_row_is_done() -> None:
    for question in questions("medium"):
        layers = question.params["layers"]
        assert len(layers) in {4, 5}
        assert any(layer["type"] == "ReLU" for layer in layers)
        assert any(layer["type"] == "Conv2d" and layer["stride"] == 2 for layer in layers)
        assert isinstance(table(question).cells[0][0], Numerical)


def test_hard_networks_are_flattened_or_have_holes_or_groups_with_normalisation() -> None:
    for question in questions("hard"):
        layers = question.params["layers"]
        special = any(layer.get("dilation", 1) > 1 or layer.get("groups", 1) > 1 for layer in layers)
        types = {layer["type"] for layer in layers}
        assert {"Flatten", "Linear"} <= types or (special and "BatchNorm2d" in types)


def test_a_convolution_has_no_bias_exactly_where_normalisation_follows() -> None:
    for point in points("hard", 100):
        layers = network(FAMILY.levels["hard"][point]).layers
        for layer, after in zip(layers, (*layers[1:], None), strict=True):
            assert not isinstance(layer, Conv2d) or layer.bias is not isinstance(after, BatchNorm2d)


@pytest.mark.parametrize("level", LEVELS)
def test_who_goes_on_rightly_from_a_wrong_shape_loses_that_cell_only(level: Level) -> None:
    carried = 0
    for question in questions(level, 10):
        grid = table(question)
        own: dict[str, Number] = {}
        wrote = []
        for number, cell in enumerate(grid.open):
            values = tuple(evaluate(tree, own) for tree in cell.follows) or components(cell.key)
            wrote.append((values[0] * 2, *values[1:]) if number == 0 else values)
            own |= dict(zip(cell.names, wrote[-1], strict=True))
        mark = grid.mark(Filled(tuple(map(Written, wrote))))
        assert mark.missed == (0,)
        carried += len(mark.carried)
    assert carried >= 10


def test_parameters_right_from_a_learners_own_channels_count() -> None:
    question = next(question for question in questions("easy") if question.params["layers"][1]["type"] == "MaxPool2d")
    grid = table(question)
    convolution = question.params["layers"][2]
    channels, taps, filters = convolution["in_channels"] // 2, convolution["kernel_size"], convolution["out_channels"]
    keys = [components(cell.key) for cell in grid.open]
    halved = (channels, *keys[0][1:])
    carried = (taps**2 * channels * filters + filters,)
    mark = grid.mark(Filled(tuple(map(Written, (halved, keys[1], keys[2], carried, keys[4])))))
    assert mark.missed == (0,)
    assert [one.place for one in mark.carried] == [3]


def test_a_learner_who_miscounts_batch_normalisation_is_not_told_about_other_norms() -> None:
    concepts = {option.slip.concept.id for one in questions("hard") for option in one.options if option.slip}
    assert "two-numbers-per-channel" in concepts
    assert "other-norm-parameters" not in concepts
