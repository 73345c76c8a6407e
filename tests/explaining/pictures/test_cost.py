"""Bars for what layers cost: they add up to the network, and shares are of the total."""

from __future__ import annotations

import dataclasses

import pytest
from msgspec.structs import replace

from quizgen import architectures
from quizgen.errors import UsageError
from quizgen.explaining import Explanation, by_formula
from quizgen.explaining.pictures import drawing
from quizgen.explaining.pictures.cost import BLUE, MOST, rows, share
from quizgen.explaining.pictures.marks import Path, Words


def shipped(name: str) -> Explanation:
    found = architectures.load(name)
    return by_formula(found.network, found.title, found.names)


@pytest.mark.parametrize("name", architectures.names())
def test_rows_add_up_to_the_network(name: str) -> None:
    explanation = shipped(name)
    found, _ = rows(explanation)
    assert 0 < len(found) <= MOST
    assert sum(one.parameters for one in found) == explanation.parameters
    assert sum(one.macs or 0 for one in found) == explanation.macs


def test_many_layers_are_put_together_by_stage_and_without_stages_the_largest_are_shown() -> None:
    assert rows(shipped("vgg16"))[1] == ", by layer"
    names = [one.name for one in rows(shipped("resnet50"))[0]]
    assert names[:3] == ["conv1", "bn1", "layer1.0"]
    first = shipped("lenet5").lines[0]
    lines = tuple(
        dataclasses.replace(first, name=f"c{number}", parameters=number, macs=number) for number in range(1, 61)
    )
    found, how = rows(Explanation("a chain", (1, 32, 32), lines, 1830, 1830))
    assert how == ", the 24 largest layers"
    assert [one.name for one in found] == [*(f"c{number}" for number in range(37, 61)), "36 others"]
    assert sum(one.parameters for one in found) == 1830


def test_shares_are_of_the_total() -> None:
    assert [share(1, 4), share(1, 3000), share(1, 1900), share(7, 7)] == ["25.0%", "<0.1%", "0.1%", "100.0%"]
    said = [mark.text for mark in drawing(shipped("vgg16"), "cost").marks if isinstance(mark, Words)]
    assert "102,764,544 (74.3%)" in said
    assert "138,357,544" in said


def test_bars_are_as_long_as_their_numbers() -> None:
    bars = [mark for mark in drawing(shipped("vgg16"), "cost").marks if isinstance(mark, Path) and mark.closed]
    wide = [bar.points[1][0] - bar.points[0][0] for bar in bars if bar.fill == BLUE]
    assert len({bar.fill for bar in bars}) == 2
    assert len(wide) == 16
    assert wide[-3:] == [max(wide), *(pytest.approx(max(wide) * fc / 102_764_544) for fc in (16_781_312, 4_097_000))]


def test_operations_that_nobody_counted_are_said_not_to_be() -> None:
    plain = shipped("lenet5")
    lines = (dataclasses.replace(plain.lines[0], macs=None), *plain.lines[1:])
    said = [
        mark.text for mark in drawing(replace(plain, lines=lines, macs=None), "cost").marks if isinstance(mark, Words)
    ]
    assert said.count("not counted") == 2


def test_a_network_that_costs_nothing_has_no_such_picture() -> None:
    plain = shipped("lenet5")
    with pytest.raises(UsageError, match="no parameters and no MACs"):
        drawing(replace(plain, lines=plain.lines[1:2], parameters=0, macs=0), "cost")
    outside = replace(plain, parameters=plain.parameters + 1_000)
    said = " ".join(mark.text for mark in drawing(outside, "cost").marks if isinstance(mark, Words))
    assert "1,000 parameters lie outside of the listed layers" in said
