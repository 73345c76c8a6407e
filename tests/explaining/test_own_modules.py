"""The table of somebody's own module: lines of layers, functions and parameters, and where each reads from."""

from __future__ import annotations

import pytest
import torch
from torch import nn
from torch.nn import functional

from quizgen.explaining import by_running
from quizgen.explaining.table import Input
from quizgen.oracle.watching import Wanted


class Block(nn.Module):
    """A residual block with a scale of its own, half of it frozen."""

    def __init__(self) -> None:
        super().__init__()
        self.conv, self.scale = nn.Conv2d(3, 3, 3, padding=1), nn.Parameter(torch.ones(3, 1, 1))
        self.conv.weight.requires_grad = False

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + functional.relu(self.conv(x)) * self.scale


def test_lines_name_the_lines_that_they_read_whatever_stands_between() -> None:
    found = by_running(nn.Sequential(Block(), Block()), "two", (3, 16, 16))
    told = [(line.name, line.kind, line.sources) for line in found.lines]
    assert told == [
        ("0.conv", "module", (-1,)),
        ("0.relu", "function", (0,)),
        ("0.scale", "other", ()),
        ("0.mul", "function", (1,)),
        ("0.add", "function", (-1, 3)),
        ("1.conv", "module", (4,)),
        ("1.relu", "function", (5,)),
        ("1.scale", "other", ()),
        ("1.mul", "function", (6,)),
        ("1.add", "function", (4, 8)),
    ]
    assert [line.type for line in found.lines[:5]] == ["Conv2d", "F.relu", "Parameter", "*", "+"]


def test_lines_add_up_and_tell_what_learns() -> None:
    found = by_running(nn.Sequential(Block(), Block()), "two", (3, 16, 16))
    assert (found.parameters, found.trainable, found.macs) == (2 * 87, 2 * 6, 2 * 81 * 256)
    assert sum(line.parameters for line in found.lines) == found.parameters
    assert sum(line.trainable for line in found.lines) == found.trainable
    assert sum(line.macs or 0 for line in found.lines) == found.macs
    assert (found.notes, found.inputs) == ((), ())


def test_functions_have_fields_shapes_and_memory() -> None:
    conv, relu, scale, *_, add = by_running(Block(), "one", (3, 16, 16)).lines
    assert (conv.receptive_field, relu.receptive_field, add.receptive_field) == ((3, 3),) * 3
    assert (add.input_shapes, add.output_shape, add.output_bytes) == (((3, 16, 16),) * 2, (3, 16, 16), 3 * 256 * 4)
    assert (scale.output_shape, scale.input_shapes, scale.output_bytes, scale.receptive_field) == (None, (), None, None)


@pytest.mark.parametrize(
    ("module", "kind"), [(nn.Bilinear(8, 4, 2), "float32"), (nn.Bilinear(8, 4, 2).half(), "float16")]
)
def test_several_inputs_are_told(module: nn.Module, kind: str) -> None:
    found = by_running(module, "two inputs", [Wanted((8,), "input1"), Wanted((4,), "input2")])
    assert found.inputs == (Input("input1", (8,), kind), Input("input2", (4,), kind))
    assert found.input == (8,)
    assert found.macs is None
    assert "nobody counts the products of _trilinear in Bilinear" in found.notes[-1]


def test_whole_numbers_are_told_as_an_input() -> None:
    found = by_running(nn.Sequential(nn.Embedding(10, 4), nn.Linear(4, 2)), "words", [Wanted((7,), numbers="int")])
    assert found.inputs == (Input("", (7,), "int64"),)
    assert [line.output_shape for line in found.lines] == [(7, 4), (7, 2)]
