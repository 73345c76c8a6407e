"""Fields on real coordinates: which layers are shown, where their units stand, and what is said beside them."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from itertools import pairwise

import pytest
from msgspec.structs import replace

from quizgen import architectures
from quizgen.architectures import notation
from quizgen.errors import UsageError
from quizgen.explaining import Explanation, Line, by_formula
from quizgen.explaining.pictures import drawing
from quizgen.explaining.pictures.field_chart import ORANGE
from quizgen.explaining.pictures.fields import view
from quizgen.explaining.pictures.marks import Path, Round, Words
from quizgen.explaining.pictures.steps import steps
from quizgen.layers import Network


def shipped(name: str) -> Explanation:
    found = architectures.load(name)
    return by_formula(found.network, found.title, found.names)


def of(text: str, shape: tuple[int, int, int]) -> Explanation:
    return by_formula(Network(shape, notation.layers(text, shape)), "your network")


def said(explanation: Explanation) -> str:
    return "\n".join(mark.text for mark in drawing(explanation, "field").marks if isinstance(mark, Words))


def test_layers_are_shown_where_the_field_grows_or_units_move_apart() -> None:
    found = steps(of("conv 3->4 k3, relu, conv 4 k1, maxpool k2, conv 4 k3 d2, gap, flatten, linear 2", (3, 32, 32)), 1)
    assert [(step.name, step.field[1], step.whole) for step in found] == [
        *(("0", 3, False), ("3", 4, False), ("4", 12, False), ("5", 32, True))
    ]
    assert [step.jump[1] for step in found[:3]] == [1, 2, 2]


@pytest.mark.parametrize("name", architectures.names())
def test_each_field_lies_within_the_next_and_is_that_of_a_unit(name: str) -> None:
    explanation = shipped(name)
    for axis in range(len(explanation.input) - 1):
        local = [step for step in steps(explanation, axis) if not step.whole]
        assert local
        seen = view(local, explanation.input[1 + axis], axis)
        for step, centre in zip(local, seen.centres, strict=True):
            number = (centre - step.start[axis]) / step.jump[axis]
            assert number.denominator == 1
            assert 0 <= number < step.units[axis]
        if name == "unet":  # on the way up the largest field is not that of every unit
            continue
        both = [step.stretch(centre, axis) for step, centre in zip(local, seen.centres, strict=True)]
        growing = [(one, other) for one, other in pairwise(both) if other[1] - other[0] >= one[1] - one[0]]
        assert all(other[0] <= one[0] and one[1] <= other[1] for one, other in growing)


def test_fields_beyond_the_image_are_told() -> None:
    assert "From layer4.0.conv1 on a unit's field is larger than the input of 224." in said(shipped("resnet18"))
    assert "beyond the input: padding" in said(shipped("resnet18"))
    plain = said(of("conv 3->4 k3, conv 4->4 k3", (3, 16, 16)))
    assert "larger" not in plain
    assert "padding" not in plain


def test_no_unit_is_drawn_in_padding_where_there_is_none() -> None:
    """In an unpadded U-Net the first units on the way up see less than the largest field, so their centre is drawn."""
    explanation = shipped("unet")
    assert "padding" not in said(explanation)
    assert "largest field, mean jump and the first unit's centre are drawn." in said(explanation)
    local = steps(explanation, 1)
    assert [step.name for step in local if not step.differs][-1] == "level1.level2.level3.level4.conv5_2"
    assert view(local, 572, 1).low == -0.5
    marks = drawing(explanation, "field").marks
    dots = [mark for mark in marks if isinstance(mark, Round)]
    lines = [mark for mark in marks if isinstance(mark, Path) and mark.stroke == ORANGE and not mark.dash]
    assert len(dots) == len(local)
    assert len(lines) == sum(1 for step in local if not step.differs) + 1  # one in the legend


def test_units_differ_only_where_they_come_to_stand_closer_together() -> None:
    text = "conv 3->4 k3, deconv 4->4 k3, deconv 4->4 k2 s2, maxpool k2, gap, upsample to 20x20, conv 4 k3"
    assert [step.differs for step in steps(of(text, (3, 20, 20)), 1)][:4] == [False, False, True, True]
    assert "upsampling" not in said(of("conv 3->4 k3, deconv 4->4 k3", (3, 20, 20)))


def test_the_edge_of_the_input_is_told_and_is_seen_in_grey() -> None:
    explanation = shipped("resnet18")
    assert "edge of the input" in said(explanation)
    marks = [mark for mark in drawing(explanation, "field").marks if isinstance(mark, Path)]
    (edge,) = (place for place, mark in enumerate(marks) if mark.stroke == ORANGE and mark.dash and mark.closed)
    below = marks[edge - 1]
    assert (below.points, below.stroke, below.dash) == (marks[edge].points, "#ffffff", "")
    assert below.weight > marks[edge].weight


def test_of_a_long_input_the_beginning_is_shown_with_what_lies_before_it() -> None:
    explanation = shipped("wavenet-block")
    assert "Only the beginning of the input of 16,000 positions is shown." in said(explanation)
    local = [step for step in steps(explanation, 1) if not step.whole]
    seen = view(local, 16_000, 1)
    assert (seen.low, seen.part) == (-1023.5, True)
    assert local[-1].stretch(seen.centres[-1], 1) == (-0.5, 1023.5)


def test_of_layers_that_grow_alike_the_first_and_the_last_are_shown() -> None:
    deep = of(", ".join(["conv 4 k3 p1"] * 40), (4, 128, 128))
    found = steps(deep, 0)
    assert [(step.field[0], step.more) for step in found] == [(3, 0), (81, 38)]
    assert "… 38 more that grow alike" in said(deep)


def test_fields_that_never_grow_are_shown_once() -> None:
    assert [(step.name, step.field) for step in steps(of("conv 3->4 k1, conv 4 k1", (3, 8, 8)), 1)] == [("0", (1, 1))]


def test_a_gate_that_sees_the_whole_map_is_told_beside_the_windows() -> None:
    plain = of("conv 3->4 k3, conv 4->4 k3", (3, 16, 16))
    first, second = plain.lines
    gated = replace(plain, lines=(first, dataclasses.replace(second, through="se")))
    assert "through se units depend on the whole map as well" in said(gated)
    whole = replace(plain, lines=(first, dataclasses.replace(second, whole=True)))
    assert [step.whole for step in steps(whole, 0)] == [False, True]


def test_what_nobody_knows_is_told_and_where_nothing_is_known_there_is_no_picture() -> None:
    plain = of("conv 3->4 k3, conv 4->4 k3", (3, 16, 16))
    first, second = plain.lines
    lost = dataclasses.replace(second, receptive_field=None, jump=None, start=None)
    assert "From 1 on not all fields are known." in said(replace(plain, lines=(first, lost)))
    with pytest.raises(UsageError, match="no layer of your network has a receptive field that is known"):
        drawing(replace(plain, lines=(lost,)), "field")
    with pytest.raises(UsageError, match="is no map"):
        drawing(replace(plain, input=(10,)), "field")


def test_maps_of_one_and_of_three_axes_are_shown_along_their_longest() -> None:
    for axes in (1, 3):
        ones = tuple(Fraction(1) for _ in range(axes))
        line = Line("conv", "Conv1d", (4, *[30] * axes), 10, 10, (3,) * axes, ones, ones)
        explanation = Explanation("a network", (1, *[32] * axes), (line,), 10, 10)
        assert "conv" in said(explanation).split("\n")


def test_the_description_has_the_numbers_of_the_table() -> None:
    words = drawing(shipped("resnet50"), "field").words
    assert "conv1: 7 positions, jump 2, the first unit's centre at 0" in words
    assert "layer4.2.conv2: 427 positions, jump 32, the first unit's centre at 0" in words
    assert "avgpool: everything" in words
