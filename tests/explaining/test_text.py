"""The table in text: what has room, what is folded, grouped or hidden, and that all of it adds up."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hostile import HOSTILE
from msgspec.structs import replace
from tables import GATED, SEVERAL, UNKNOWN, deep, shipped, spoiled

from quizgen import architectures
from quizgen.explaining import Explanation, Wishes
from quizgen.explaining.printing import COLUMNS, as_text
from quizgen.text.columns import columns

SUMS = ("parameters", "trainable", "macs", "memory")
WISHES = (
    *(Wishes(), Wishes(folded=False), Wishes(depth=1), Wishes(depth=2), Wishes(functional=False)),
    Wishes(depth=1, folded=False, functional=False),
)


def cells(explanation: Explanation, wishes: Wishes) -> list[list[str]]:
    """The rows with more than a stage, the head first and the sums last."""
    lines = as_text(explanation, wishes).split("\n\n")[1].splitlines()
    return [re.split(r"\s{2,}", line.strip()) for line in lines if "─" not in line]


def number(cell: str) -> int:
    return int(cell.replace(",", ""))


@pytest.mark.parametrize("wishes", WISHES, ids=str)
@pytest.mark.parametrize("name", ["gated", "resnet18", "googlenet", "mobilenet-v2", "unet"])
def test_rows_add_up_to_the_total_whatever_is_folded_grouped_or_hidden(name: str, wishes: Wishes) -> None:
    found = GATED if name == "gated" else shipped(name)
    _, *rows, total = cells(found, replace(wishes, columns=("name", *SUMS), width=200))
    sums = [sum(number(row[place]) for row in rows) for place in range(1, 5)]
    assert sums == list(map(number, total[1:]))
    assert sums[:3] == [found.parameters, found.trainable, found.macs]


@pytest.mark.parametrize("name", architectures.names())
def test_every_published_network_fits_eighty_columns(name: str) -> None:
    for wishes in WISHES:
        text = as_text(shipped(name), wishes)
        assert max(map(columns, text.splitlines())) <= 80
        assert f"{shipped(name).parameters:,}" in text


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140, 200])
def test_a_terminal_is_filled_and_not_overrun(width: int) -> None:
    for found in (shipped("resnet50"), deep(), GATED):
        wishes = Wishes(width=width, terminal=True)
        assert max(map(columns, as_text(found, wishes).splitlines())) <= width
        asked = replace(wishes, columns=COLUMNS)
        assert max(map(columns, as_text(found, asked).splitlines())) <= width


def test_with_more_room_come_more_columns() -> None:
    heads = {
        width: as_text(shipped("resnet50"), Wishes(width=width)).splitlines()[2].split() for width in (60, 80, 160)
    }
    assert heads[60] == ["layer", "output", "parameters", "field"]
    assert heads[80] == ["layer", "type", "output", "parameters", "MACs", "field", "jump"]
    assert heads[160] == ["layer", "type", "input", "output", "parameters", "MACs", "bytes", "field", "jump", "start"]


def test_long_names_lose_their_middle_and_stay_apart() -> None:
    lines = as_text(deep(), Wishes(columns=("name", "parameters", "macs", "memory", "field"), width=60)).splitlines()
    assert max(map(columns, lines)) <= 60
    names = [line.split()[0] for line in lines if "convo" in line or "conv…" in line]
    assert len(set(names)) == len(names) == 60


def test_activations_and_norms_stand_beside_the_layer_before() -> None:
    rows = {row[0]: row for row in cells(shipped("resnet18"), Wishes())}
    assert rows["conv1"][1] in {"Conv2d, bn, relu", "Conv2d, bn"}
    assert [row for row in cells(shipped("resnet18"), Wishes()) if row[:2] == ["add", "Residual, relu"]]
    text = as_text(shipped("resnet18"))
    assert "bn, relu: counted in the row of the layer before, of the same shape." in " ".join(text.split())
    told = as_text(shipped("resnet18"), Wishes(unfold="a knife"))
    assert "of the same shape; a knife gives each its own." in " ".join(told.split())
    every = cells(shipped("resnet18"), Wishes(folded=False))
    assert len([row for row in every if "BatchNorm2d" in row]) == 20
    assert "counted in the row" not in as_text(shipped("resnet18"), Wishes(folded=False))


def test_without_types_what_is_folded_stands_behind_the_name() -> None:
    names = [row[0] for row in cells(shipped("lenet5"), Wishes(columns=("name", "macs")))]
    assert names == ["layer", "c1, tanh", "s2", "c3, tanh", "s4", "c5, tanh", "flatten", "f6, tanh", "output", "total"]


def test_a_layer_that_reads_something_else_is_not_folded() -> None:
    apart = dataclasses.replace(GATED.lines[2], sources=(0,))
    lines = (*GATED.lines[:2], apart, *GATED.lines[3:])
    assert "F.relu" in as_text(replace(GATED, lines=lines))
    assert "F.relu" not in as_text(GATED)


def test_modules_that_are_deeper_are_one_row_with_what_leaves_them() -> None:
    rows = cells(shipped("resnet50"), Wishes(depth=1))
    assert [row[0] for row in rows[1:-1]] == [
        *("conv1", "maxpool", "layer1", "layer2", "layer3", "layer4", "avgpool", "flatten", "fc")
    ]
    assert rows[3] == ["layer1", "32 layers", "256x56x56", "215,808", "667,942,912", "35", "4"]


def test_a_layer_with_its_activation_is_no_group() -> None:
    rows = {row[0]: row for row in cells(shipped("vgg16"), Wishes(depth=1))}
    assert rows["fc6"][1] == "Linear, relu, dropout"


def test_hidden_functions_leave_their_sums() -> None:
    rows = cells(GATED, Wishes(functional=False, folded=False))
    assert [row[0] for row in rows] == [
        *("layer", "body.conv", "body.norm", "body.scale", "se.pool", "up", "3 functions", "total")
    ]
    assert rows[-2][1:] == ["not shown", "–", "0", "64", "–", "–"]
    still = replace(GATED, lines=GATED.lines[:-1], macs=28512)
    assert "not shown" not in as_text(still, Wishes(functional=False))
    assert "not shown" in as_text(still, Wishes(functional=False, columns=("name", "type", "memory")))


def test_what_sees_everything_and_what_does_so_through_a_gate_is_told_apart() -> None:
    text = as_text(GATED)
    fields = {row[0]: row[5] for row in cells(GATED, Wishes())[1:-1]}
    assert fields == {
        "body.conv": "3",
        "body.scale": "–",
        "se.pool": "all",
        "se.mul": "3*",
        "up": "3x4",
        "mix": "all (3x4)",
    }
    assert "*: as far as windows reach; units see the whole input, too, through se.pool." in " ".join(text.split())
    assert "all: units see everything that reaches the layer; in brackets the part of the input" in " ".join(
        text.split()
    )
    assert "all: units see everything that reaches the layer.\n" in as_text(shipped("lenet5"))
    told = {row[0]: row[-1] for row in cells(GATED, Wishes(columns=("name", "global")))}
    assert (told["se.pool"], told["se.mul"], told["up"]) == ("all", "through se.pool", "–")


def test_no_rounded_number_looks_exact() -> None:
    line = dict(zip(*cells(replace(GATED, lines=GATED.lines[6:7]), Wishes())[:2], strict=True))
    assert (line["jump"], line["start"]) == ("1/3x0.5", "−1/3, −0.25")
    halves = by_halves()
    assert [row[-2] for row in cells(halves, Wishes())[1:-1]] == ["0.5", "0.25", "0.125"]


def by_halves() -> Explanation:
    from quizgen.architectures import notation
    from quizgen.explaining import by_formula
    from quizgen.layers import Network

    shape = (3, 4, 4)
    return by_formula(Network(shape, notation.layers(", ".join(["deconv 3->3 k2 s2"] * 3), shape)), "halves")


def test_learnable_parameters_are_told_where_they_are_not_all() -> None:
    assert "273 parameters, 268 learnable." in as_text(GATED)
    assert "learnable" not in as_text(shipped("lenet5"))


def test_bytes_of_outputs_say_what_numbers_they_are_of() -> None:
    wishes = Wishes(columns=("name", "memory"))
    assert "for one sample in float32" in as_text(shipped("lenet5"), wishes)
    halved = replace(
        GATED, lines=tuple(dataclasses.replace(one, output_bytes=(one.output_bytes or 0) // 2) for one in GATED.lines)
    )
    assert "in 16-bit numbers" in as_text(halved, wishes)


def test_what_is_not_known_is_no_zero() -> None:
    wishes = Wishes(columns=("name", "output", "macs", "memory", "field"))
    rows = cells(UNKNOWN, wishes)
    assert rows[1] == ["lstm", "–", "–", "–", "–"]
    assert rows[-1] == ["total", "–", "–"]


def test_several_inputs_stand_in_the_heading() -> None:
    assert as_text(SEVERAL).startswith("Mine, inputs x 3x8x9, ids 16 of int64\n")


@pytest.mark.parametrize("words", [HOSTILE, "\x1b[2J\x1b[31mred\r\nline", "層\u200b" * 20, "x" * 500])
def test_names_move_no_cursor_and_break_no_line(words: str) -> None:
    for wishes in (Wishes(), Wishes(columns=COLUMNS, terminal=True), Wishes(depth=1)):
        text = as_text(spoiled(words), wishes)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    assert max(map(columns, as_text(spoiled(words), Wishes(terminal=True)).splitlines())) <= 80
