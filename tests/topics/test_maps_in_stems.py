"""A map that a stem gives is printed once: as a picture, or as numbers, a row a line and below each other."""

from __future__ import annotations

import ast
import re
from itertools import islice

import pytest

from quizgen import catalog
from quizgen.asking.source import Source
from quizgen.blueprint import draw
from quizgen.model import LEVELS, Item, Level
from quizgen.text.nodes import CodeBlock
from quizgen.text.reader import blocks
from quizgen.text.terminal import TERMINAL

MAPS = re.compile(r"\[\[.*?\]\]", re.DOTALL)


def items(source: Source, level: Level) -> list[Item]:
    return list(islice(draw(source, level, source.kinds[0], "maps"), 5))


def test_no_map_stands_in_a_stem_both_as_a_picture_and_as_numbers(source: Source, level: Level) -> None:
    for item in items(source, level):
        pictures = [f.params for f in item.question.figures if f.place == "stem" and f.kind == "matrix"]
        drawn = [[[*row] for row in params[name]] for params in pictures for name in ("rows", "kernel", "output")]
        printed = [ast.literal_eval(found) for found in MAPS.findall(TERMINAL.text(item.stem))]
        assert not [grid for grid in printed if grid in drawn]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("family", ["conv-value", "conv-relu-pool-map", "average-pool-value", "max-pool-value"])
def test_the_numbers_of_a_map_stand_below_each_other(family: str, level: Level) -> None:
    (source,) = catalog.select([family])
    for item in items(source, level):
        found = [block for block in blocks(item.stem.template) if isinstance(block, CodeBlock)]
        grids = [ast.literal_eval(printed) for printed in MAPS.findall(TERMINAL.text(item.stem))]
        assert len(grids) == len(found)
        assert item.question.params["x"] in grids
        for printed, grid in zip(MAPS.findall(TERMINAL.text(item.stem)), grids, strict=True):
            lines = [line.strip().lstrip("[").rstrip("],") for line in printed.split("\n")]
            assert len(lines) == len(grid)
            assert len({tuple(place for place, sign in enumerate(line) if sign == ",") for line in lines}) == 1
