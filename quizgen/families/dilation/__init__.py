"""What kernels with holes cover, and the padding they need."""

from __future__ import annotations

from quizgen.model import Figure
from quizgen.text import Text

KERNEL = (
    "A square kernel with {taps} taps on each side. Neighbouring taps are {dilation} positions apart, so that the "
    "kernel covers {covered} positions on each side."
)


def kernel(kernel_size: int, dilation: int) -> Figure:
    """The taps of a square kernel and the holes between them, for the solution: it shows how much they cover."""
    words = {"taps": kernel_size, "dilation": dilation, "covered": dilation * (kernel_size - 1) + 1}
    return Figure("kernel", {"kernel_size": kernel_size, "dilation": dilation}, Text(KERNEL, words), "solution")
