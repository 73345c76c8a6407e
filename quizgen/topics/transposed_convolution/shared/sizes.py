"""What transposed convolutions may leave out, and the sizes that they make."""

from __future__ import annotations

from typing import Any


def sensible(c: Any) -> Any:
    """Each side loses less than the kernel covers there, and PyTorch allows the output padding."""
    return (2 * c.padding < c.kernel_size) & (c.output_padding < c.stride) & (c.kernel_size >= c.stride)


def fitting(n: int, span: int, stride: int, padding: int) -> int:
    """The smallest padded input from which an ordinary convolution makes ``n`` outputs, found by trying sizes."""
    size = 1
    while len(range(-padding, size + padding - span + 1, stride)) < n:
        size += 1
    return size
