"""Small maps are worked with the windows that published networks have."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import islice

import pytest

from quizgen import catalog
from quizgen.answers import Numerical
from quizgen.asking.family import Family
from quizgen.layers import Network
from quizgen.layers.windows import is_real
from quizgen.misconceptions.by_hand import Window
from quizgen.misconceptions.pool_values import inside
from quizgen.model import LEVELS, Level
from quizgen.text.speech import SPEECH
from quizgen.topics.by_hand import average_pool_value, conv_value, im2col_size, max_pool_value

BY_HAND = {module.__name__: module.FAMILY for module in (conv_value, max_pool_value, average_pool_value)}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("family", BY_HAND.values(), ids=BY_HAND)
def test_every_window_worked_by_hand_is_that_of_a_published_layer(family: Family, level: Level) -> None:
    space = family.levels[level]
    assert family.network is not None
    for start in (0, len(space) // 2, len(space) - 1):
        network = family.network(space[start])
        assert isinstance(network, Network)
        assert all(is_real(layer) for layer in network.layers)
    assert space.is_real.all()


@pytest.mark.parametrize(
    ("level", "window"), [("easy", (3, 1, 0)), ("medium", (3, 1, 1)), ("medium", (2, 2, 0)), ("hard", (3, 2, 1))]
)
def test_an_im2col_matrix_is_asked_of_usual_layers_on_three_channels(level: Level, window: tuple[int, ...]) -> None:
    space = im2col_size.FAMILY.levels[level]
    points = (space[number] for number in space.real_points)
    found = {(p["kernel_size"], p["stride"], p["padding"]) for p in points if p["in_channels"] == 3}
    assert window in found


def test_a_solution_works_out_where_the_window_begins() -> None:
    (found,) = catalog.select(["conv-value"])
    question = next(found.draw("hard", "numerical", "place"))
    window, said = question.params["position"], SPEECH.text(question.parts[0].solution[0])
    assert [f"2 times {number} minus 1 equals" in said for number in window] == [True, True]


def test_one_zero_is_and_two_are() -> None:
    (found,) = catalog.select(["zeros-after-relu"])
    said = [SPEECH.text(one.parts[0].solution[-1]) for one in islice(found.draw("easy", "numerical", "one"), 40)]
    assert any(" 1 is " in words for words in said)
    assert not any(" 1 are " in words or " 2 is " in words for words in said)


def keys_and_mistakes(family: str, level: Level) -> list[tuple[Fraction, set[str]]]:
    (found,) = catalog.select([family])
    every = (question.parts[0].answer for question in islice(found.draw(level, "numerical", "padding"), 200))
    return [
        (Fraction(one.key), {option.slip.id for option in one.foreseen if option.slip})
        for one in every
        if isinstance(one, Numerical) and not isinstance(one.key, tuple)
    ]


def test_every_hard_window_of_max_pooling_lies_partly_on_padding() -> None:
    for part in max_pool_value.FAMILY.levels["hard"].parts:
        window = Window.of(part.shape)
        assert len(inside(window)) < len(window.taps)


def test_padding_matters_in_hard_windows_of_max_pooling() -> None:
    found = keys_and_mistakes("max-pool-value", "hard")
    assert all(key != 0 for key, _ in found)
    below = ["pads-with-zero" in mistakes for key, mistakes in found if key < 0]
    assert 0.2 < len(below) / len(found) < 0.5
    assert sum(below) / len(below) > 0.8


@pytest.mark.parametrize("level", LEVELS)
def test_no_mean_of_a_window_is_zero_and_leaving_the_padding_out_is_foreseen(level: Level) -> None:
    found = keys_and_mistakes("average-pool-value", level)
    assert all(key != 0 for key, _ in found)
    foreseen = sum("leaves-padding-out-of-count" in mistakes for _, mistakes in found) / len(found)
    assert foreseen > 0.8 or level != "hard"


@pytest.mark.parametrize("level", LEVELS)
def test_the_largest_entry_of_a_window_is_no_number_much_more_often_than_another(level: Level) -> None:
    keys = Counter(max_pool_value.FAMILY.key(point)[0] for point in max_pool_value.FAMILY.levels[level])
    assert len(keys) >= 7
    assert max(keys.values()) <= 0.15 * sum(keys.values())
