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
        "ignores-dilation-in-causal-stack",
        _of("(kernel_size - 1)*count"),
        "The taps of a kernel are as far apart as its dilation says, so each gap counts that many positions.",
        concept="ignores-dilation",
    ),
    Instead(
        "half-on-each-side",
        _of("(kernel_size - 1)*rates/2"),
        "Half of the zeros on each side would keep the length too, but let an output see later inputs.",
        concept="causal-padding",
    ),
    Instead(
        "both-sides",
        _of("2*(kernel_size - 1)*rates"),
        "Zeros are put in front only, and as many as the kernels reach back.",
        concept="causal-padding",
    ),
    Instead(
        "counts-all-taps",
        _of("kernel_size*rates"),
        "A kernel has one gap less than it has taps, and only the gaps are stretched by the dilation.",
        concept="dilates-every-tap",
    ),
    Instead(
        "counts-present-input",
        _of("(kernel_size - 1)*rates + 1"),
        "That is how many inputs an output sees, and the present one of them needs no zero in front.",
        concept="causal-padding",
    ),
    Instead(
        "sum-of-spans",
        _of("(kernel_size - 1)*rates + count", _stacked),
        "What a layer reaches back is one position less than its kernel covers.",
        concept="adds-whole-kernel",
    ),
    Instead(
        "holes-only",
        _of("(kernel_size - 1)*(rates - count)"),
        "A gap consists of its holes and of the step to the next tap, so it is as long as the dilation.",
        concept="dilation-as-holes",
    ),
    Instead(
        "one-hole-too-many",
        _of("(kernel_size - 1)*(rates + count)"),
        "Dilation $dilation$ leaves $dilation - 1$ holes between two taps, so neighbouring taps are $dilation$ apart.",
        concept="dilation-as-holes",
    ),
    Instead(
        "sum-of-dilations",
        _of("rates", _stacked),
        "A kernel has one gap less than it has taps, and the dilation stretches each of these gaps.",
        concept="causal-padding",
    ),
    Instead(
        "dilation-only",
        _of("rates", _single),
        "The dilation is the length of one gap, and there is a gap before each tap but the first.",
        concept="causal-padding",
    ),
    Instead(
        "last-layer-reaches-back-only",
        _of("(kernel_size - 1)*last", _stacked),
        "Every layer of the stack reaches back by itself, so what they need is added up.",
        concept="part-for-whole",
    ),
    Instead(
        "all-with-last-dilation",
        _of("(kernel_size - 1)*last*count", _stacked),
        "Each layer reaches back with its own dilation, not with that of the last one.",
        concept="dilation-growth",
    ),
    Instead(
        "one-block",
        _of("(kernel_size - 1)*rates/blocks", _blocks),
        "All blocks follow one another, so each of them adds as much as the first.",
        concept="part-for-whole",
    ),
    Instead(
        "layer-too-many",
        _of("(kernel_size - 1)*(rates + blocks*last*factor)", _blocks),
        "The last layer of a block has the dilation that the list ends with, and no further one follows.",
        concept="leaves-out-a-layer",
    ),
    Instead(
        "layer-too-few",
        _of("(kernel_size - 1)*(rates - blocks*last)", _blocks),
        "The last layer of each block reaches back as well.",
        concept="leaves-out-a-layer",
    ),
    Instead(
        "adds-dilation",
        _of("kernel_size - 1 + rates", _single),
        "Each gap of the kernel is stretched by the dilation, so the two numbers are multiplied.",
        concept="dilation-once",
    ),
    Instead(
        "adds-kernel-and-dilation",
        _of("kernel_size + rates", _single),
        "Dilation and gaps are multiplied, because each gap is as long as the dilation.",
        concept="dilation-once",
    ),
    Instead(
        "kernels-without-gaps",
        _of("kernel_size*count", _stacked),
        "A layer reaches back by its gaps, each of them as long as its dilation, not by the taps of its kernel.",
        concept="causal-padding",
    ),
)
