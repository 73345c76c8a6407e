"""Nothing that is written in a picture lies on other words, under a line or beyond the edge, whatever the network."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest

from quizgen import architectures
from quizgen.architectures import notation
from quizgen.explaining import Explanation, by_formula
from quizgen.explaining.pictures import PICTURES, drawing
from quizgen.explaining.pictures.marks import Path, Words
from quizgen.explaining.pictures.page import Drawing
from quizgen.layers import Network, Residual

Box = tuple[float, float, float, float]
LINES = (
    ("conv 3->8 k3", (3, 9, 9)),
    ("conv 3->64 k7 s2 p3, bn, relu, maxpool k3 s2 p1, gap, flatten, linear 10", (3, 64, 64)),
    ("conv 1->4 k3, deconv 4->2 k4 s2 p1, deconv 2->1 k2 s2", (1, 12, 12)),
    (", ".join(["conv 16 k3 p1", "relu"] * 60), (3, 300, 7)),
    (", ".join(f"conv {width} k3 s2 p1" for width in (2048, 4, 65536, 1, 100000)), (12, 1000, 1000)),
)


def explained(name: str) -> Explanation:
    found = architectures.load(name)
    return by_formula(found.network, found.title, found.names)


def of_line(line: str, shape: tuple[int, int, int]) -> Explanation:
    return by_formula(Network(shape, notation.layers(line, shape)), "a line of layers")


def every() -> Iterator[Explanation]:
    yield from map(explained, architectures.names())
    for line, shape in LINES:
        yield of_line(line, shape)
    body = notation.layers(", ".join(["conv 8 k3 p1, bn, relu"] * 25), (8, 40, 40))
    around = (*notation.layers("conv 3->8 k3 p1", (3, 40, 40)), Residual(body))
    yield by_formula(Network((3, 40, 40), around), "what is learned is the difference")


def meet(one: Box, other: Box, slack: float = 0.5) -> bool:
    across = one[0] < other[2] - slack and other[0] < one[2] - slack
    return across and one[1] < other[3] - slack and other[1] < one[3] - slack


def words(found: Drawing) -> list[Words]:
    return [mark for mark in found.marks if isinstance(mark, Words)]


def extent(mark: Path) -> Box:
    across, down = zip(*mark.points, strict=True)
    return min(across), min(down), max(across), max(down)


def strokes(found: Drawing) -> Iterator[Box]:
    """The lines from layer to layer."""
    for mark in found.marks:
        if isinstance(mark, Path) and not mark.closed:
            for (x, y), (left, top) in pairwise(mark.points):
                yield min(x, left), min(y, top), max(x, left), max(y, top)


@pytest.mark.slow
@pytest.mark.parametrize("picture", PICTURES)
def test_no_words_lie_on_others_or_beyond_the_edge(picture: str) -> None:
    for explanation in every():
        found = drawing(explanation, picture)
        for one in words(found):
            left, top, right, bottom = one.extent
            assert left >= 0, (explanation.title, one)
            assert top >= 0, (explanation.title, one)
            assert right <= found.width, (explanation.title, one)
            assert bottom <= found.height, (explanation.title, one)
        for one, other in combinations(words(found), 2):
            assert not meet(one.extent, other.extent), (explanation.title, one.text, other.text)


@pytest.mark.slow
def test_no_path_runs_through_words() -> None:
    for explanation in every():
        for whole in (False, True):
            found = drawing(explanation, whole=whole)
            lines = list(strokes(found))
            for one in words(found):
                crossed = [line for line in lines if meet((line[0], line[1], line[2] + 0.6, line[3] + 0.6), one.extent)]
                assert not crossed, (explanation.title, whole, one.text, crossed[0])


@pytest.mark.parametrize("name", architectures.names())
def test_no_box_touches_that_of_the_input(name: str) -> None:
    for whole in (False, True):
        areas = [mark for mark in drawing(explained(name), whole=whole).marks if isinstance(mark, Path) and mark.closed]
        (given,) = (mark for mark in areas if mark.dash and mark.fill != "none")
        left, top, right, bottom = extent(given)
        near = [one for one in areas if meet((left - 5, top - 5, right + 5, bottom + 5), extent(one), slack=0)]
        assert near == [given], (whole, near)


@pytest.mark.parametrize("name", architectures.names())
def test_what_is_shipped_is_legible_on_a_slide_and_on_a_sheet_of_paper(name: str) -> None:
    for picture in PICTURES:
        found = drawing(explained(name), picture)
        assert found.width <= 1280
        assert found.height <= 720
        assert min(one.size for one in words(found)) * 595 / found.width >= 7
