"""Levels of one layer: what its window, as it is drawn, has that the level below does not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

import pytest

from quizgen import catalog
from quizgen.audit.realism import realism
from quizgen.layers import Conv2d
from quizgen.layers.windows import is_real
from quizgen.model import LEVELS, Level, Question


def drawn(family: str, level: Level, number: int = 200) -> Iterator[Question]:
    (found,) = catalog.select([family])
    return islice(found.draw(level, found.usual(level), "windows"), number)


def test_axes_are_alike_in_easy_windows_differ_in_medium_ones_and_are_followed_through_two_layers_in_hard_ones() -> (
    None
):
    for level in LEVELS:
        for question in drawn("per-axis-output-size", level):
            *before, last = question.params["layers"]
            differ = any(last[name][0] != last[name][1] for name in ("kernel_size", "stride", "padding"))
            assert (len(before), differ) == (level == "hard", level != "easy"), question.params


@pytest.mark.parametrize("level", LEVELS)
def test_published_windows_for_each_axis_are_several_and_none_comes_every_second_time(level: Level) -> None:
    last = [question.params["layers"][-1] for question in drawn("per-axis-output-size", level)]
    shown = [Conv2d(1, 1, tuple(one["kernel_size"]), tuple(one["stride"]), tuple(one["padding"])) for one in last]
    met = Counter(one for one in shown if is_real(one))
    assert len(met) >= (2 if level == "hard" else 4)
    assert max(met.values()) <= len(shown) * 2 / 5


def test_in_hard_pooling_the_last_window_is_dropped_or_a_convolution_has_rounded_down_before() -> None:
    for level in LEVELS:
        for question in drawn("ceil-mode-pool-output-size", level):
            *before, pool = question.params["layers"]
            side = question.params["input"][-1]
            if before:
                assert (side + 2 * before[0]["padding"] - before[0]["kernel_size"]) % before[0]["stride"]
                assert level == "hard"
            else:
                windows = -(-(side + 2 * pool["padding"] - pool["kernel_size"]) // pool["stride"]) + 1
                dropped = (windows - 1) * pool["stride"] >= side + pool["padding"]
                assert dropped == (level == "hard"), question.params


def test_hard_zeros_of_same_padding_are_those_of_one_side_where_the_sides_differ() -> None:
    for level in LEVELS:
        for question in drawn("even-kernel-same-padding", level):
            one, side = question.params["layers"][0], question.params["side"]
            total = [rate * (size - 1) for size, rate in zip(one["kernel_size"], one["dilation"], strict=True)]
            assert (side != "all") == (level == "hard")
            assert side == "all" or total[side == "right"] % 2 == 1, question.params


@pytest.mark.parametrize(
    ("family", "level"),
    [
        ("effective-kernel-size", "hard"),
        ("which-conv-output-size", "easy"),
        ("inception-channels", "medium"),
        ("inception-channels", "hard"),
        ("per-axis-output-size", "hard"),
    ],
)
def test_a_third_of_the_items_has_layers_of_published_networks_alone(family: str, level: Level) -> None:
    (found,) = catalog.select([family])
    judged = realism(found, level, found.usual(level))
    assert judged is not None
    assert judged.items >= Fraction(1, 3)
