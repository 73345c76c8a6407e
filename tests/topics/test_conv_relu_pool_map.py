"""What is special about whole maps worked by hand: they are right, worth asking, and an own map carries on."""

from __future__ import annotations

import re
from itertools import islice

import numpy as np
import numpy.typing as npt
import pytest

from quizgen.answers import Filled, Grid, Numerical, Written
from quizgen.conv_block import loops
from quizgen.layers import Conv2d, MaxPool2d
from quizgen.layers.windows import is_real
from quizgen.misconceptions.conv_block import ConvBlock
from quizgen.model import LEVELS, Level, Question
from quizgen.space import Params, Permutation
from quizgen.text.markdown import MARKDOWN
from quizgen.topics.by_hand.conv_relu_pool_map import FAMILY

Map = npt.NDArray[np.int64]


def some(level: Level, number: int = 150) -> list[Params]:
    """Points from all over a level."""
    space = FAMILY.levels[level]
    order = Permutation(len(space), "test", level)
    return [space[order[place]] for place in range(number)]


def windows(array: Map, size: int, stride: int) -> Map:
    """The windows of a square map, as an array of four axes."""
    return np.lib.stride_tricks.sliding_window_view(array, (size, size))[::stride, ::stride]


def slid(point: Params) -> tuple[Map, Map, Map]:
    """The three maps, by numpy's windows."""
    block = ConvBlock.of(point.shape)
    x = np.array([point[name] for name in block.inputs]).reshape(block.side, block.side)
    w = np.array([point[name] for name in block.weights]).reshape(block.kernel_size, block.kernel_size)
    z = (windows(np.pad(x, block.padding), block.kernel_size, block.stride) * w).sum(axis=(2, 3)) + point["bias"]
    a = np.clip(z, 0, None)
    pooled = windows(np.pad(a, block.pool_padding), block.pool_kernel_size, block.pool_stride)
    return z, a, pooled.max(axis=(2, 3))


def grid(question: Question, place: int) -> Grid:
    answer = question.parts[place].answer
    assert isinstance(answer, Grid)
    return answer


def written(values: Map) -> Filled:
    return Filled(tuple(Written((int(value),)) for value in values.flat))


def drawn(level: Level) -> tuple[Question, Params]:
    """A question and its point."""
    question = next(FAMILY.draw(level, "parts", "1"))
    return question, next(p for p in FAMILY.levels[level] if str(p) == question.where)


@pytest.mark.parametrize("level", LEVELS)
def test_formulas_and_loops_agree_with_windows_slid_by_numpy(level: Level) -> None:
    for point in some(level):
        expected = [[int(value) for value in values.flat] for values in slid(point)]
        numbers = iter(FAMILY.plan(point.shape).numbers(point).values())
        assert [list(islice(numbers, len(one))) for one in expected] == expected
        assert [list(counted) for counted in loops.maps(point)] == expected


@pytest.mark.parametrize("level", LEVELS)
def test_values_are_small_never_zero_and_of_both_signs_before_relu(level: Level) -> None:
    for point in some(level):
        z, a, _ = slid(point)
        assert abs(z).max() <= 20
        assert (z != 0).all()
        assert min((z < 0).sum(), (a > 0).sum()) * 4 >= z.size


def test_easy_leaves_one_value_medium_pads_and_leaves_four_and_hard_adds_a_stride_or_overlap() -> None:
    blocks = {level: [ConvBlock.of(part.shape) for part in FAMILY.levels[level].parts] for level in LEVELS}
    plain = [*blocks["easy"], *blocks["medium"]]
    assert all(b.stride == 1 and b.pool_stride == b.pool_kernel_size for b in plain)
    assert [b.padding for b in plain] == [0, 1]
    assert [(b.conv_side, b.pooled_side) for b in plain] == [(2, 1), (4, 2)]
    assert all(b.stride > 1 or b.pool_stride < b.pool_kernel_size for b in blocks["hard"])
    assert all(b.conv_side <= 4 and b.pooled_side == 2 for b in blocks["hard"])


@pytest.mark.parametrize("level", LEVELS)
def test_convolution_and_pooling_have_windows_of_published_networks(level: Level) -> None:
    for part in FAMILY.levels[level].parts:
        block = ConvBlock.of(part.shape)
        assert is_real(Conv2d(1, 1, block.kernel_size, block.stride, block.padding))
        assert is_real(MaxPool2d(block.pool_kernel_size, block.pool_stride, block.pool_padding))


@pytest.mark.parametrize("level", LEVELS)
def test_every_cell_foresees_mistakes(level: Level) -> None:
    for question in islice(FAMILY.draw(level, "parts", "1"), 60):
        before, behind = grid(question, 0).open, grid(question, 1).open
        last = question.parts[2].answer
        pooled = last.open if isinstance(last, Grid) else (last,)
        assert all(len(cell.foreseen) >= 3 for cell in before)
        assert all(len(cell.foreseen) >= (1 if cell.key else 2) for cell in behind)
        assert all(len(cell.foreseen) >= 2 for cell in pooled if isinstance(cell, Numerical))


@pytest.mark.parametrize("level", LEVELS)
def test_each_map_follows_from_the_one_before_it(level: Level) -> None:
    question, _ = drawn(level)
    assert [question.follows(place) for place in range(3)] == [(), (0,), (1,)]


def test_the_maps_of_a_kernel_that_was_turned_round_are_wrong_once_and_right_from_there() -> None:
    question, point = drawn("medium")
    turned = dict(zip(ConvBlock.of(point.shape).weights, reversed(ConvBlock.of(point.shape).weights), strict=True))
    z, a, y = slid(Params({name: point[turned.get(name, name)] for name in point.values}, point.shape))
    own: dict[str, int] = {}
    marks = []
    for place, values in enumerate((z, a, y)):
        marks.append(grid(question, place).mark(written(values), own))
        own |= dict(zip(grid(question, place).names, map(int, values.flat), strict=True))
    assert marks[0].share < 1
    assert "flips-kernel" in {met.slip.id for met in marks[0].met}
    assert [mark.share for mark in marks[1:]] == [1, 1]
    assert all(mark.carried for mark in marks[1:])


def test_the_mean_of_an_own_window_is_recognised() -> None:
    question, _ = drawn("easy")
    last = question.parts[2].answer
    assert isinstance(last, Numerical)
    own = dict(zip(grid(question, 1).names, (40, 30, 20, 10), strict=True))
    assert last.mark(Written((40,)), own).right
    assert [met.slip.id for met in last.mark(Written((25,)), own).met] == ["averages"]


def test_edges_are_repeated_only_where_a_window_lies_on_padding() -> None:
    for point in some("hard", 80):
        block = ConvBlock.of(point.shape)
        for window in block.conv_windows():
            worked = FAMILY.plan(point.shape).mistakes(f"z_{window.row}{window.column}")
            repeated = next(mistake for mistake in worked if mistake.id == "repeats-the-edge")
            assert (repeated.linked(point.shape) is not None) == (len(window.pairs()) < len(window.taps))


def test_a_published_case_is_not_true_of_the_map_turned_round() -> None:
    for case in FAMILY.published:
        names = ConvBlock.of(case.shape).inputs
        turned = dict(zip(names, reversed([case.values[name] for name in names]), strict=True))
        found = FAMILY.plan(case.shape).numbers(Params({**case.values, **turned}, case.shape))
        assert any(found[name] != number for name, number in case.published.items()), case.source


def test_a_value_that_is_the_bias_alone_is_not_said_twice() -> None:
    worked = [
        MARKDOWN.text(question.parts[0].solution[0]) for question in islice(FAMILY.draw("hard", "parts", "1"), 80)
    ]
    assert any(re.search(r"^\$\$z_\{\d+\} = -?\d+\$\$$", text, re.MULTILINE) for text in worked)
    assert not [text for text in worked if re.search(r"\} = (-?\d+) = \1\$", text)]
