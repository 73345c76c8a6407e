"""Kernels with holes, drawn."""

from __future__ import annotations

from quizgen.figures.parts import counted
from quizgen.model import Figure
from quizgen.text import Text
from quizgen.text.nodes import Filling

KERNEL = (
    "A square kernel with {taps} taps on each side. From one tap to the next it is {step}, so that the kernel covers "
    "{covered} positions on each side."
)


def kernel(kernel_size: int, dilation: int) -> Figure:
    """The taps of a square kernel and the holes between them, for the solution: it shows how much they cover."""
    covered = dilation * (kernel_size - 1) + 1
    words: dict[str, Filling] = {"taps": kernel_size, "step": counted(dilation, "position"), "covered": covered}
    return Figure("kernel", {"kernel_size": kernel_size, "dilation": dilation}, Text(KERNEL, words), "solution")
