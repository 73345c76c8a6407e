"""What is special about families of receptive fields and of dilation: stacks that look like published ones."""

from __future__ import annotations

from itertools import islice

import pytest

from quizgen.asking.family import Family
from quizgen.layers.schedules import is_run
from quizgen.layers.windows import is_real
from quizgen.model import LEVELS, Level
from quizgen.space import Params
from quizgen.text.speech import SPEECH
from quizgen.topics.dilation.dilated_stack_coverage import FAMILY as COVERAGE
from quizgen.topics.dilation.same_size_padding import FAMILY as PADDING
from quizgen.topics.receptive_field.corner_visible_pixels import FAMILY as CORNER
from quizgen.topics.receptive_field.layers_for_receptive_field import FAMILY as LAYERS
from quizgen.topics.receptive_field.shared.padded import padded_layers, padded_stack
from quizgen.topics.receptive_field.stack_jump import FAMILY as JUMP


def points(family: Family, level: Level) -> list[Params]:
    return list(family.levels[level])


def numbers(point: Params, name: str) -> tuple[int, ...]:
    return tuple(value for key, value in point.values.items() if key.startswith(f"{name}_"))


@pytest.mark.parametrize("level", LEVELS)
def test_strides_of_a_stack_are_one_or_two_after_the_first_layers(level: Level) -> None:
    for point in points(JUMP, level):
        assert max(numbers(point, "stride")) <= 4, str(point)


def test_hard_jumps_are_found_back_from_two_units_behind_layers_that_are_told() -> None:
    for level in LEVELS:
        told = {"distance" in JUMP.params_json(point) for point in points(JUMP, level)}
        assert told == {level == "hard"}


def test_a_distance_is_shared_out_to_the_places_and_then_to_the_strides() -> None:
    layers = {"kernel_size_1": 3, "stride_1": 2, "dilation_1": 1, "kernel_size_2": 5, "stride_2": 2, "dilation_2": 1}
    point = Params({**layers, "units": 3, "distance": 48}, ("back", "pool", "conv"))
    assert JUMP.key(point) == JUMP.measure(point) == (4,)


@pytest.mark.parametrize("level", LEVELS)
def test_kernels_above_seven_are_those_of_published_networks(level: Level) -> None:
    for point in points(CORNER, level):
        sizes = [kernel_size for kernel_size, _, _ in padded_stack(point)]
        large = [layer for size, layer in zip(sizes, padded_layers(point), strict=True) if size > 7]
        assert all(map(is_real, large)), str(point)


@pytest.mark.parametrize("level", LEVELS)
def test_later_convolutions_have_no_larger_kernels(level: Level) -> None:
    for point in points(CORNER, level):
        sizes = [size for form, size in zip(point.shape, numbers(point, "kernel_size"), strict=True) if form != "pool"]
        assert sizes == sorted(sizes, reverse=True), str(point)


@pytest.mark.parametrize("schedule", [(1, 2, 5), (2, 2, 2), (2, 4, 8), (1, 2, 4, 8)])
def test_dilated_stacks_have_schedules_that_exist(schedule: tuple[int, ...]) -> None:
    asked = {numbers(point, "dilation") for point in points(COVERAGE, "medium")}
    begun = {numbers(point, "dilation") for point in points(COVERAGE, "hard")}
    assert schedule in asked
    assert (schedule in begun) == (schedule[0] == 1)


@pytest.mark.parametrize(
    ("kernel_size", "rates", "field"), [(2, (1, 2, 4), 16), (3, (1, 3), 27), (3, (1, 2), 21), (5, (1, 4), 105)]
)
def test_the_last_dilation_of_a_hard_stack_is_the_largest_that_leaves_no_holes(
    kernel_size: int, rates: tuple[int, ...], field: int
) -> None:
    """Doubling is the limit for kernels of two taps, and tripling for kernels of three."""
    sizes = {f"kernel_size_{number}": kernel_size for number, _ in enumerate(rates, 1)}
    dilations = {f"dilation_{number}": rate for number, rate in enumerate(rates, 1)}
    point = Params({**sizes, **dilations, "kernel_size_last": kernel_size}, ("open", str(len(rates))))
    assert COVERAGE.key(point) == COVERAGE.measure(point) == (field,)


@pytest.mark.parametrize("level", LEVELS)
def test_dilations_follow_each_other_in_a_published_network(level: Level) -> None:
    for question in islice(COVERAGE.draw(level, "numerical", "runs"), 100):
        stack = [(layer["kernel_size"], layer["dilation"]) for layer in question.params["layers"]]
        assert is_run([(one[0] if isinstance(one, list) else one, rate) for one, rate in stack]), stack


def test_a_run_is_what_stands_in_a_schedule_in_this_order() -> None:
    assert is_run([(3, 1), (3, 2), (3, 5)])
    assert not is_run([(3, 2), (3, 1), (3, 5)])
    assert not is_run([(5, 1), (3, 2)])
    assert not is_run([(3, 12), (3, 9)])


def test_hard_dilated_stacks_have_a_layer_whose_dilation_is_not_told() -> None:
    for level in LEVELS:
        open_ones = ["added" in COVERAGE.params_json(point) for point in points(COVERAGE, level)]
        assert set(open_ones) == {level == "hard"}


def test_easy_dilated_stacks_are_two_layers_whose_offsets_are_few() -> None:
    for point in points(COVERAGE, "easy"):
        first, second = numbers(point, "kernel_size")
        assert first * second <= 25, str(point)


def test_solutions_of_dilated_stacks_list_the_offsets_that_are_read() -> None:
    values = {"kernel_size_1": 3, "dilation_1": 1, "kernel_size_2": 3, "dilation_2": 2, "step_1": 1, "step_2": 2}
    (solution,) = COVERAGE.solution(Params(values, ("two", "2")), (7,))
    assert "0, 1, 2, 3, 4, 5, 6" in SPEECH.text(solution)


def test_padding_of_a_single_layer_comes_first() -> None:
    assert {point.shape for point in points(PADDING, "easy")} == {("square",)}


def test_a_network_of_which_only_the_field_is_told_has_no_layers() -> None:
    for question in islice(LAYERS.draw("easy", "numerical", "1"), 20):
        assert question.params["layers"] == []
        assert str(question.params["receptive_field"]) in SPEECH.text(question.stem)
