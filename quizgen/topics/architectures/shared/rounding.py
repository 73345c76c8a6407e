"""What is rounded, and in which direction, where maps go through the layers of a published network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.layers import Convolution, Sliding, axis
from quizgen.topics.architectures.shared import paths
from quizgen.topics.architectures.shared.paths import OnPath
from quizgen.tracing.sizes import slid


def form(layer: Sliding) -> str:
    """``conv`` or ``pool``, or ``ceil`` for a pooling layer that rounds up."""
    return "ceil" if not isinstance(layer, Convolution) and layer.ceil_mode else paths.form(layer)


def numbers(layer: Sliding) -> tuple[int, ...]:
    """Kernel size, stride and padding."""
    kernel_size, stride, _ = paths.steps(layer)
    return kernel_size, stride, axis(layer.padding, 0)


def fits(rows: Sequence[OnPath], n: int, least: int) -> bool:
    """Every window finds room to move, and some rows are left."""
    for name, layer, _ in rows:
        kernel_size, stride, padding = numbers(layer)
        if n + 2 * padding - kernel_size < stride:
            return False
        n = slid(layer, n, 0, name)
    return n >= least


def remainders(rows: Sequence[OnPath], n: int) -> Iterator[tuple[Sliding, int]]:
    """What each layer's division by its stride leaves."""
    for name, layer, _ in rows:
        kernel_size, stride, padding = numbers(layer)
        yield layer, (n + 2 * padding - kernel_size) % stride
        n = slid(layer, n, 0, name)
