"""What real layers make of a whole small map, layer by layer, in float64 and exact."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.answers import Values
from quizgen.layers import Conv2d, Network
from quizgen.oracle.exactly import exact
from quizgen.oracle.modules import module
from quizgen.oracle.running import loaded
from quizgen.oracle.values import Map


def after_each(network: Network, x: Map, weight: Map, bias: int) -> tuple[Values, ...]:
    """The map behind each of the real modules, row by row; every convolution has one channel, these weights and bias.

    Raises ArithmeticError where a value is no whole number.
    """
    torch = loaded()
    given = {
        "weight": torch.tensor([[weight]], dtype=torch.float64),
        "bias": torch.tensor([bias], dtype=torch.float64),
    }

    def behind() -> Iterator[Values]:
        signal = torch.tensor([[x]], dtype=torch.float64)
        for layer in network.layers:
            known = given if isinstance(layer, Conv2d) else {}
            signal = torch.func.functional_call(module(layer), known, (signal,))
            yield tuple(exact(number) for number in signal.flatten())

    with torch.inference_mode():
        return tuple(behind())
