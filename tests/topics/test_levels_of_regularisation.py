"""Each level of these families is another step of thought, and not the same task with more numbers."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import pytest

from quizgen.answers import Numerical
from quizgen.asking.family import Family
from quizgen.model import LEVELS, Level, Question
from quizgen.topics.activations import gradient_through_depth, zeros_after_relu
from quizgen.topics.regularisation import (
    augmentation_count,
    dropout_scale,
    early_stopping_epoch,
    l2_penalty,
)


def drawn(family: Family, level: Level, number: int = 20) -> list[Question]:
    return list(islice(family.draw(level, "numerical", "1"), number))


def key(question: Question) -> int | Fraction:
    answer = question.parts[0].answer
    assert isinstance(answer, Numerical)
    assert isinstance(answer.key, int | Fraction)
    return Fraction(answer.key)


def test_zeros_after_relu_are_counted_of_values_then_with_a_bias_then_with_a_weight() -> None:
    given = {level: {part.shape[1:] for part in zeros_after_relu.FAMILY.levels[level].parts} for level in LEVELS}
    assert given == {"easy": {()}, "medium": {("bias",)}, "hard": {("bias", "weight")}}


@pytest.mark.parametrize("level", LEVELS)
def test_zeros_after_relu_are_those_of_what_enters_it(level: Level) -> None:
    for question in drawn(zeros_after_relu.FAMILY, level):
        weight, bias = question.params.get("weight", 1), question.params.get("bias", 0)
        assert key(question) == sum(weight * x + bias <= 0 for x in question.params["x"])


def test_a_penalty_is_asked_alone_then_with_the_loss_then_as_a_derivative() -> None:
    asked = {level: {part.shape[0] for part in l2_penalty.FAMILY.levels[level].parts} for level in LEVELS}
    assert asked == {"easy": {"weights"}, "medium": {"loss"}, "hard": {"slope"}}


def test_the_derivative_of_a_penalised_loss_has_twice_the_strength_times_the_weight() -> None:
    for question in drawn(l2_penalty.FAMILY, "hard"):
        slope, strength = (Fraction(str(question.params[name])) for name in ("slope", "strength"))
        assert key(question) == slope + 2 * strength * question.params["weights"][question.params["place"]]


def test_early_stopping_in_hard_has_falls_that_are_too_small_to_count() -> None:
    for question in drawn(early_stopping_epoch.FAMILY, "hard"):
        losses = [round(100 * loss) for loss in question.params["losses"]]
        least, patience = round(100 * question.params["min_delta"]), question.params["patience"]
        stop, bests = early_stopping_epoch.walked(losses, patience, least)
        assert key(question) == stop
        assert min(losses[bests[-1] : stop]) < losses[bests[-1] - 1], "a smaller loss is among those of the patience"


def test_dropout_is_summed_then_weighted_then_compared_with_evaluation() -> None:
    asked = {level: {part.shape[0] for part in dropout_scale.FAMILY.levels[level].parts} for level in LEVELS}
    assert asked == {"easy": {"sum"}, "medium": {"unit"}, "hard": {"change"}}


def test_a_change_by_dropout_is_the_same_whatever_the_bias() -> None:
    for question in drawn(dropout_scale.FAMILY, "hard"):
        given = question.params
        scale = 1 / (1 - Fraction(str(given["p"])))
        pairs = zip(given["x"], given["weights"], given["kept"], strict=True)
        assert key(question) == sum(x * w * ((scale if kept else 0) - 1) for x, w, kept in pairs)


def test_a_gradient_passes_weights_in_medium_and_skip_connections_in_hard() -> None:
    paths = {level: {part.shape[0] for part in gradient_through_depth.FAMILY.levels[level].parts} for level in LEVELS}
    assert paths == {"easy": {"plain"}, "medium": {"weighted"}, "hard": {"residual"}}


@pytest.mark.parametrize("level", LEVELS)
def test_stems_say_what_can_be_true_of_a_network_and_of_pixels_with_256_values(level: Level) -> None:
    stems = [drawn(family, level, 1)[0].stem for family in (gradient_through_depth.FAMILY, augmentation_count.FAMILY)]
    assert not any("A number passes" in str(stem) or "pixels" in str(stem) for stem in stems)
