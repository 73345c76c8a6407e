"""Every layer of a network as torch gives it, in the order in which the layers run, those of branches included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from quizgen.layers import Joining, Layer, branches
from quizgen.oracle.completeness import complete
from quizgen.oracle.cost import flops_between
from quizgen.oracle.modules import parameters
from quizgen.oracle.running import loaded, run
from quizgen.oracle.whole import applied, blank
from quizgen.tracing.fields import Stretch


class Measured(Struct, frozen=True):
    """One layer's output shape without the batch, learnable parameters, and multiply-accumulate operations."""

    output_shape: tuple[int, ...]
    parameters: int
    macs: int


def measured(layers: Sequence[Layer], shape: tuple[int, ...]) -> tuple[Measured, ...]:
    """Each layer, run on whole maps; where branches meet, the sum or concatenation itself.

    Operations are half of what torch's ``FlopCounterMode`` counts.
    """
    found: list[Measured] = []
    with loaded().inference_mode():
        _measure(layers, blank(shape), found)
    return tuple(found)


def _measure(layers: Sequence[Layer], signal: Any, found: list[Measured]) -> None:
    for layer in layers:
        before, signal = signal, applied(layer, signal)
        counts = 0, 0
        if isinstance(layer, Joining):
            for branch in branches(layer):
                _measure(branch, before, found)
        else:
            counts = parameters((layer,)), flops_between(layer, before, signal) // 2
        found.append(Measured(tuple(signal.shape[1:]), *counts))


def stretches(layers: Sequence[Layer], length: int, which: int = 0) -> Iterator[dict[int, Stretch]]:
    """After each layer, the first and last of ``length`` inputs that reach each output unit, by its number.

    Only units that see no padding and nothing beyond the ends are given. The inputs are probed one by one.
    """
    torch = loaded()
    with torch.inference_mode():
        probes, whole = torch.eye(length, dtype=torch.float64).unsqueeze(1), torch.ones(1, 1, length).double()
        for signal, complete_row in _probe(layers, probes, whole, which):
            yield _ends(signal, complete_row)


def _probe(layers: Sequence[Layer], signal: Any, whole: Any, which: int) -> Iterator[tuple[Any, Any]]:
    for layer in layers:
        if isinstance(layer, Joining):
            for branch in branches(layer):
                yield from _probe(branch, signal, whole, which)
        signal, whole = run(layer, signal, which), complete(layer, whole, which)
        yield signal, whole


def _ends(signal: Any, whole: Any) -> dict[int, Stretch]:
    hits = signal[:, 0].ne(0)
    found = {}
    for unit in whole[0, 0].nonzero()[:, 0].tolist():
        places = hits[:, unit].nonzero()[:, 0]
        found[unit] = int(places[0]), int(places[-1])
    return found
