"""What real layers make of a whole small map, layer by layer, in float64 and exact."""

from __future__ import annotations

from quizgen.answers import Values
from quizgen.layers import Conv2d, Network
from quizgen.oracle.exactly import exact
from quizgen.oracle.running import loaded
from quizgen.oracle.values import Map
from quizgen.oracle.whole import applied


def after_each(network: Network, x: Map, weight: Map, bias: int) -> tuple[Values, ...]:
    """The map behind each of the real layers, row by row; every convolution has one channel, these weights and bias.

    Raises ArithmeticError where a value is no whole number.
    """
    torch = loaded()
    kernel = torch.tensor([[weight]], dtype=torch.float64), torch.tensor([bias], dtype=torch.float64)
    found = []
    with torch.inference_mode():
        signal = torch.tensor([[x]], dtype=torch.float64)
        for layer in network.layers:
            if isinstance(layer, Conv2d):
                moves = layer.stride, layer.padding, layer.dilation
                signal = torch.nn.functional.conv2d(signal, *kernel, *moves)
            else:
                signal = applied(layer, signal)
            found.append(tuple(map(exact, signal.flatten().tolist())))
    return tuple(found)
