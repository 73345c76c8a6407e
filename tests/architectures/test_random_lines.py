"""Random lines of layers along one, two and three axes are what real modules of torch give, learn, cost and see."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from quizgen import oracle
from quizgen.architectures import notation
from quizgen.errors import UsageError
from quizgen.layers import Joining, Layer, Network, Parallel, Product, branches
from quizgen.oracle.modules import module
from quizgen.space import Dice
from quizgen.tracing import explained

pytestmark = pytest.mark.filterwarnings("ignore:Using padding='same':UserWarning")
INPUTS = {1: (4, 40), 2: (4, 40, 34), 3: (4, 12, 11, 10)}
WINDOWS: tuple[str, ...] = (
    "conv 6 k3",
    "conv 8 k3 p1",
    "conv 4 k3 s2 p1",
    "conv 6 k2 same",
    "conv 8 k3 p1 reflect",
    "conv 4 k3 same circular",
)
WINDOWS = (*WINDOWS, "dwconv k3 p1", "conv 8 k3 d2 p2 g2 nobias", "deconv 4 k2 s2", "deconv 6 k4 s2 p1", "conv 4 k1")
WINDOWS = (*WINDOWS, "maxpool 2", "maxpool 3 s1 p1", "avgpool 2", "avgpool 3 s2 p1", "maxpool 3 s2 ceil", "unpool 2")
WINDOWS = (
    *WINDOWS,
    "pad 1",
    "pad -1",
    "pad 1 replicate",
    "upsample 2",
    "upsample 2 bilinear",
    "upsample 2 bilinear aligned",
)
PLAIN: tuple[str, ...] = (
    "relu",
    "silu",
    "gelu",
    "elu 0.5",
    "prelu",
    "prelu each",
    "hardswish",
    "sigmoid",
    "dropout 0.2",
    "softmax",
    "mish",
)
PLAIN = (*PLAIN, "bn", "in affine", "gn 2", "ln", "ln all", "se 2", "scale", "shuffle 2", "channels 0..2", "identity")
JOINS: tuple[str, ...] = (
    "residual({0})",
    "residual({0}, {1})",
    "parallel({0} | {1} | )",
    "add({0} | )",
    "multiply(identity | gap, sigmoid)",
)
JOINS = (*JOINS, "a: {0}, {1}, concat a", "b: relu, {0}, add b", "concat(identity | {0}, {1})")
ENDS = ("", ", gap, flatten, linear 5", ", adaptivemax 2", ", flatten, linear 7, bn, relu", ", gmp, conv 3 k1, softmax")
SAME_SIZE = (
    "conv 4 k3 p1",
    "conv 4 k1",
    "maxpool 3 s1 p1",
    "conv 4 k5 same",
    "relu",
    "dwconv k3 p1 replicate",
    "conv 4 k2 same",
)


def chosen(pool: tuple[str, ...], dice: Dice) -> str:
    return pool[dice.below(len(pool))]


def random_line(dice: Dice, *, windows_alone: bool) -> str:
    parts = []
    for _ in range(2 + dice.below(4)):
        kind = dice.below(4)
        if kind == 0:
            parts.append(chosen(JOINS, dice).format(chosen(SAME_SIZE, dice), chosen(SAME_SIZE, dice)))
        elif kind == 1 and not windows_alone:
            parts.append(chosen(PLAIN, dice))
        else:
            parts.append(chosen(WINDOWS, dice))
    return ", ".join(parts) + ("" if windows_alone else chosen(ENDS, dice))


def lines(axes: int, count: int, *, windows_alone: bool) -> list[tuple[str, tuple[Layer, ...]]]:
    """So many lines that fit the input, and their layers; labels differ within each."""
    found: list[tuple[str, tuple[Layer, ...]]] = []
    for number in range(40 * count):
        text = random_line(Dice("lines", axes, number), windows_alone=windows_alone)
        if windows_alone and "unpool" in text:  # where its values go is told by another layer's indices
            continue
        try:
            found.append((text, notation.layers(text, INPUTS[axes])))
        except UsageError:
            continue
        if len(found) == count:
            break
    assert len(found) == count
    return found


def made(layer: Layer) -> Any:
    """The real module, with weights above zero so that nothing cancels out."""
    found = module(layer)
    if any(True for _ in found.parameters()):
        found = found.to_empty(device="cpu")
    for value in (*found.parameters(), *found.buffers()):
        torch.nn.init.constant_(value, 1) if value.is_floating_point() else None
    return found.double().eval()


def real(layers: tuple[Layer, ...], signal: Any, seen: list[tuple[Any, int]]) -> Any:
    """Runs real modules; notes every layer's output, in the order of rows, and its parameters."""
    for layer in layers:
        if isinstance(layer, Joining):
            ends = [real(branch, signal, seen) for branch in branches(layer)]
            signal = ends[0]
            for end in ends[1:]:
                if isinstance(layer, Parallel):
                    signal = torch.cat([signal, end], 1)
                else:
                    signal = signal * end if isinstance(layer, Product) else signal + end
            seen.append((signal, 0))
        else:
            one = made(layer)
            signal = one(signal)
            seen.append((signal, sum(part.numel() for part in one.parameters())))
    return signal


@pytest.mark.parametrize("axes", [1, 2, 3])
def test_shapes_parameters_and_macs_are_those_of_real_modules(axes: int) -> None:
    for text, layers in lines(axes, 40, windows_alone=False):
        network = Network(INPUTS[axes], layers)
        rows, seen = explained(network), list[tuple[Any, int]]()
        with torch.no_grad(), FlopCounterMode(display=False) as counter:
            real(layers, torch.zeros(2, *INPUTS[axes], dtype=torch.float64), seen)
        assert [(row.output_shape, row.parameters) for row in rows] == [
            (tuple(signal.shape[1:]), count) for signal, count in seen
        ], text
        assert 2 * 2 * sum(row.macs for row in rows) == counter.get_total_flops(), text
        assert [(row.output_shape, row.parameters, row.macs) for row in rows] == [
            (one.output_shape, one.parameters, one.macs) for one in oracle.measured(layers, INPUTS[axes])
        ], text


@pytest.mark.parametrize("axes", [1, 2, 3])
def test_what_rows_say_is_seen_is_what_reaches_units_of_real_modules(axes: int) -> None:
    """Each position of an axis is changed in turn, in a sample of its own, whatever stands at it on other axes."""
    compared = 0
    for text, layers in lines(axes, 12 if axes < 3 else 6, windows_alone=True):
        length = INPUTS[axes][1]
        rows, before, after = explained(Network(INPUTS[axes], layers)), list[Any](), list[Any]()
        base = torch.rand(1, *INPUTS[axes], dtype=torch.float64, generator=torch.Generator().manual_seed(7)) + 1
        changed = base.repeat(length, *[1] * (axes + 1))
        for place in range(length):
            changed[place, :, place] += 1000
        with torch.no_grad():
            real(layers, base, before)
            real(layers, changed, after)
        probes = list(oracle.stretches(layers, length))
        for row, probe, (old, _), (new, _) in zip(rows, probes, before, after, strict=True):
            if row.whole or row.through or not probe:
                continue
            hits = (
                (new - old).abs().gt(1e-9).flatten(3).any(3).any(1) if axes > 1 else (new - old).abs().gt(1e-9).any(1)
            )
            spans = {}
            for unit in probe:
                places = hits[:, unit].nonzero()[:, 0]
                spans[unit] = int(places[0]), int(places[-1])
            assert spans == probe, (text, row.name)
            assert max(last - first + 1 for first, last in probe.values()) <= row.receptive_field[0], (text, row)
            if len(probe) > (12 if axes < 3 else 5):
                assert max(last - first + 1 for first, last in probe.values()) == row.receptive_field[0], (text, row)
                compared += 1
    assert compared > (10 if axes < 3 else 4)
