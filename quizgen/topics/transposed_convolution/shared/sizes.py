"""Which transposed convolutions make sense."""

from __future__ import annotations

from typing import Any


def sensible(c: Any) -> Any:
    """Each side loses less than the kernel covers there, and PyTorch allows the output padding."""
    return (2 * c.padding < c.kernel_size) & (c.output_padding < c.stride) & (c.kernel_size >= c.stride)
