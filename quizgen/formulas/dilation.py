"""What dilated kernels cover, alone and in stacks, and the padding that makes up for it, one axis at a time."""

from __future__ import annotations

from quizgen.math.functions import Real
from quizgen.math.reader import formula

DUMOULIN = "Dumoulin and Visin (2016), A guide to convolution arithmetic for deep learning"
YU = "Yu and Koltun (2016), Multi-Scale Context Aggregation by Dilated Convolutions"


@formula(source=f"{DUMOULIN}, section 5.1")
def effective_kernel_size(kernel_size: int, dilation: int) -> int:
    """Positions from a dilated kernel's first tap to its last, with the holes."""
    return dilation * (kernel_size - 1) + 1


@formula(source=f"{YU}, section 2")
def exponential_field(kernel_size: int, dilation: int, factor: int, layers: int, blocks: int) -> Real:
    """Receptive field of ``blocks`` stacks; the dilation begins at ``dilation`` and grows ``factor``-fold."""
    return blocks * (kernel_size - 1) * dilation * (factor**layers - 1) / (factor - 1) + 1  # type: ignore[no-any-return]  # powers


@formula(source=f"{DUMOULIN}, relationship 3 and section 5.1")
def same_padding(kernel_size: int, dilation: int) -> Real:
    """Zeros on each side that keep the size at stride 1; the kernel size is odd, or the dilation even."""
    return dilation * (kernel_size - 1) / 2


@formula(source=f"{DUMOULIN}, section 5.1")
def dilated_output_size(n: int, kernel_size: int, padding: int, dilation: int) -> int:
    """Positions of a dilated kernel at stride 1 on ``n`` inputs with ``padding`` zeros on both sides."""
    return n + 2 * padding - dilation * (kernel_size - 1)
