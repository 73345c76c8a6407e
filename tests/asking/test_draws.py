"""A draw from a place on is the whole draw without its beginning, and asks nothing of what it passes over."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest
from msgspec.structs import replace

from quizgen import architectures, catalog, of_network
from quizgen.asking.draws import Draw, pass_over
from quizgen.asking.source import Source
from quizgen.model import LEVELS, Kind, Level, Question

FOUND = architectures.load("lenet5")
NETWORK = of_network.families(FOUND.network, FOUND.title, FOUND.names)
NAMED = ("conv-output-size", "which-conv-output-size", "network-macs", "network-table")
SOURCES = [*catalog.select(NAMED), *NETWORK]
PASSED, MORE = 7, 5


def without_witnesses(questions: Iterator[Question], count: int) -> list[Question]:
    """Witnesses are functions and the same as nothing else."""
    return [replace(question, witnesses=()) for question in islice(questions, count)]


def asked(source: Source) -> list[tuple[Level, Kind]]:
    return [(level, kind) for level in LEVELS for kind in source.kinds if source.count(level, kind)]


@pytest.mark.parametrize("source", [*SOURCES, *catalog.authored()[:2]], ids=lambda source: source.id)
def test_what_follows_what_is_passed_over_is_what_follows_it_when_all_are_asked(source: Source) -> None:
    for level, kind in asked(source):
        draw = source.draw(level, kind, "7")
        pass_over(draw, PASSED)
        whole = without_witnesses(source.draw(level, kind, "7"), PASSED + MORE)
        assert without_witnesses(draw, MORE) == whole[PASSED:]


@pytest.mark.parametrize("source", [*SOURCES, *catalog.authored()[:2]], ids=lambda source: source.id)
def test_every_source_that_ships_passes_over_without_asking(source: Source) -> None:
    assert all(isinstance(source.draw(level, kind, "7"), Draw) for level, kind in asked(source))


def test_nothing_is_asked_that_is_passed_over() -> None:
    question = next(SOURCES[0].draw("easy", "numerical", "1"))
    heard: list[int] = []

    def ask(number: int) -> Question:
        heard.append(number)
        return question

    draw = Draw(range(9), ask)
    pass_over(draw, 6)
    assert next(draw) is question
    assert heard == [6]


def test_what_is_no_draw_is_passed_over_by_asking() -> None:
    numbers = iter(range(9))
    pass_over(numbers, 6)
    assert next(numbers) == 6


def test_more_may_be_passed_over_than_there_is() -> None:
    draw: Draw[int] = Draw(range(3), lambda number: pytest.fail(f"{number} is asked"))
    pass_over(draw, 4)
    assert next(draw, None) is None
