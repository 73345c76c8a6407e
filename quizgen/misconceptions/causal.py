"""Mistakes about the zeros that a causal stack of dilated convolutions needs in front."""

from __future__ import annotations

from collections.abc import Callable

from quizgen.formulas.causal import BLOCKS, count, last, rates
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.misconceptions.kinds import Instead, Shape, Trees, Wrong

ONE = "1"


def _of(text: str, fits: Callable[[Shape], bool] = lambda _: True) -> Wrong:
    """An expression in the kernel size, the sum of the ``rates``, the ``count`` of layers and the ``last`` dilation."""

    def trees(shape: Shape) -> Trees | None:
        if not fits(shape):
            return None
        return (substitute(read(text), {"rates": rates(shape), "count": count(shape), "last": last(shape)}),)

    return trees


def _stacked(shape: Shape) -> bool:
    return shape[0] != ONE


def _single(shape: Shape) -> bool:
    return shape[0] == ONE


def _blocks(shape: Shape) -> bool:
    return shape[0] == BLOCKS


CAUSAL = (
    Instead(
        "ignores-dilation",
        _of("(kernel_size - 1)*count"),
        "The taps of a kernel are as far apart as its dilation says, so each gap counts that many positions.",
    ),
    Instead(
        "half-on-each-side",
        _of("(kernel_size - 1)*rates/2"),
        "Half of the zeros on each side would keep the length too, but let an output see later inputs.",
    ),
    Instead(
        "both-sides",
        _of("2*(kernel_size - 1)*rates"),
        "Zeros are put in front only, and as many as the kernels reach back.",
    ),
    Instead(
        "counts-all-taps",
        _of("kernel_size*rates"),
        "A kernel has one gap less than it has taps, and only the gaps are stretched by the dilation.",
    ),
    Instead(
        "counts-present-input",
        _of("(kernel_size - 1)*rates + 1"),
        "That is how many inputs an output sees, and the present one of them needs no zero in front.",
    ),
    Instead(
        "sum-of-spans",
        _of("(kernel_size - 1)*rates + count", _stacked),
        "What a layer reaches back is one position less than its kernel covers.",
    ),
    Instead(
        "holes-only",
        _of("(kernel_size - 1)*(rates - count)"),
        "A gap consists of its holes and of the step to the next tap, so it is as long as the dilation.",
    ),
    Instead(
        "one-hole-too-many",
        _of("(kernel_size - 1)*(rates + count)"),
        "Dilation $d$ leaves $d - 1$ holes between two taps, so neighbouring taps are $d$ apart.",
    ),
    Instead(
        "sum-of-dilations",
        _of("rates", _stacked),
        "A kernel has one gap less than it has taps, and the dilation stretches each of these gaps.",
    ),
    Instead(
        "dilation-only",
        _of("rates", _single),
        "The dilation is the length of one gap, and there is a gap before each tap but the first.",
    ),
    Instead(
        "last-layer-only",
        _of("(kernel_size - 1)*last", _stacked),
        "Every layer of the stack reaches back by itself, so what they need is added up.",
    ),
    Instead(
        "all-with-last-dilation",
        _of("(kernel_size - 1)*last*count", _stacked),
        "Each layer reaches back with its own dilation, not with that of the last one.",
    ),
    Instead(
        "one-block",
        _of("(kernel_size - 1)*rates/blocks", _blocks),
        "All blocks follow one another, so each of them adds as much as the first.",
    ),
    Instead(
        "layer-too-many",
        _of("(kernel_size - 1)*(rates + blocks*last*factor)", _blocks),
        "The last layer of a block has the dilation that the list ends with, and no further one follows.",
    ),
    Instead(
        "layer-too-few",
        _of("(kernel_size - 1)*(rates - blocks*last)", _blocks),
        "The last layer of each block reaches back as well.",
    ),
    Instead(
        "adds-dilation",
        _of("kernel_size - 1 + rates", _single),
        "Each gap of the kernel is stretched by the dilation, so the two numbers are multiplied.",
    ),
    Instead(
        "adds-kernel-and-dilation",
        _of("kernel_size + rates", _single),
        "Dilation and gaps are multiplied, because each gap is as long as the dilation.",
    ),
    Instead(
        "kernels-without-gaps",
        _of("kernel_size*count", _stacked),
        "A layer reaches back by its gaps, each of them as long as its dilation, not by the taps of its kernel.",
    ),
)
