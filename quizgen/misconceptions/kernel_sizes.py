"""Mistakes about the output size read backwards to the kernel.

Shapes are ``plain``, ``second`` (the kernel of the second of two layers) and ``dilated`` (the same, with holes).
"""

from __future__ import annotations

from quizgen.misconceptions.dilation import on_shapes
from quizgen.misconceptions.kinds import Instead, Misreading, Mistake

_LOST = "(floor((n + 2*padding_1 - kernel_size_1)/stride_1) + 1 + 2*padding_2 - target)"
"""What the second of two layers takes away."""

NO_EXTRA_ONE = Instead(
    "takes-loss-for-kernel",
    on_shapes(
        plain="n + 2*padding - target",
        dilated=f"{_LOST}/dilation_2",
        second=_LOST,
    ),
    "A kernel of one position would already leave everything as it is, so it is one larger than what is lost.",
    concept="gaps-and-taps",
)
TWO_EXTRA = Instead(
    "plus-one-twice",
    on_shapes(
        plain="n + 2*padding - target + 2",
        second=f"{_LOST} + 2",
        dilated=f"{_LOST}/dilation_2 + 2",
    ),
    "A kernel takes away one position less than it covers, so only 1 is added.",
    concept="one-position-too-many",
)
KERNEL_PADS_ONCE = Mistake(
    "pads-one-side-for-kernel",
    "2*padding",
    "padding",
    "`padding` counts the zeros on each side, so that the input grows by $2*padding$.",
    concept="padding-on-both-sides",
)
KERNEL_UNPADDED = Misreading(
    "ignores-padding-for-kernel",
    {"padding": "0"},
    "The padding widens the input on both sides, so that a larger kernel fits.",
    concept="ignores-padding",
)
KERNEL_PADS_TWICE = Mistake(
    "doubles-padding",
    "2*padding",
    "4*padding",
    "`padding` is what one side gets, so both sides together add $2*padding$ and not $4*padding$.",
    concept="padding-not-doubled-again",
)
KERNEL_SUBTRACTS = Mistake(
    "subtracts-padding-for-kernel",
    "x + 2*padding",
    "x - 2*padding",
    "Padding makes the input larger, so it is added to what the kernel may take away.",
    concept="kernel-sign",
)
BOTH_SIDES_LOSE = Instead(
    "loses-on-both-sides",
    on_shapes(
        plain="2*(n + 2*padding - target) + 1",
        dilated=f"2*{_LOST}/dilation_2 + 1",
        second=f"2*{_LOST} + 1",
    ),
    "What is lost is lost on both sides together, so it is not doubled.",
    concept="kernel-at-both-ends",
)
HALF_LOST = Instead(
    "halves-the-loss",
    on_shapes(
        plain="(n + 2*padding - target)/2 + 1",
        dilated=f"{_LOST}/(2*dilation_2) + 1",
        second=f"{_LOST}/2 + 1",
    ),
    "A kernel takes away all its positions but one, and half of that is only what one side loses.",
    concept="kernel-at-both-ends",
)
SPAN_FOR_KERNEL = Instead(
    "span-as-kernel",
    on_shapes(dilated=f"{_LOST} + 1"),
    "That is what the kernel covers with its holes; its taps are `dilation` positions apart.",
    concept="span-for-taps",
)
TIMES_DILATION = Instead(
    "multiplies-by-dilation",
    on_shapes(dilated=f"{_LOST}*dilation_2 + 1"),
    "Taps that are `dilation` positions apart take away more, so fewer of them are needed.",
    concept="span-for-taps",
)
HOLES_LONG = Instead(
    "takes-holes-for-steps",
    on_shapes(dilated=f"{_LOST}/(dilation_2 - 1) + 1"),
    "From one tap to the next it is `dilation` positions: the holes and the tap itself.",
    concept="dilation-as-holes",
)
GAPS_LONG = Instead(
    "gap-too-long",
    on_shapes(dilated=f"floor({_LOST}/(dilation_2 + 1)) + 1"),
    "`dilation=1` is an ordinary kernel, so neighbouring taps are $dilation$ and not $dilation + 1$ positions apart.",
    concept="dilation-as-holes",
)
IGNORES_FIRST_LAYER = Instead(
    "ignores-first-of-two-layers",
    on_shapes(
        second="n + 2*padding_2 - target + 1",
        dilated="(n + 2*padding_2 - target)/dilation_2 + 1",
    ),
    "The second layer is given what the first one made, not the input.",
    concept="leaves-out-a-layer",
)
DIVIDES_FIRST = Instead(
    "first-divides-only",
    on_shapes(
        second="floor(n/stride_1) + 2*padding_2 - target + 1",
        dilated="(floor(n/stride_1) + 2*padding_2 - target)/dilation_2 + 1",
    ),
    "The first layer just divides the size by its stride only if its padding makes up for its kernel.",
    concept="divides-by-stride-only",
)
FIRST_ROUNDED_UP = Instead(
    "first-rounds-up",
    on_shapes(second="ceil((n + 2*padding_1 - kernel_size_1)/stride_1) + 1 + 2*padding_2 - target + 1"),
    "In the first layer the fraction is rounded down.",
    concept="rounds-up",
)
FIRST_UNPADDED = Instead(
    "first-without-padding",
    on_shapes(second="floor((n - kernel_size_1)/stride_1) + 1 + 2*padding_2 - target + 1"),
    "The first layer is padded too, which makes its output larger.",
    concept="ignores-padding",
)
SECOND_UNPADDED = Instead(
    "second-without-padding",
    on_shapes(
        second="floor((n + 2*padding_1 - kernel_size_1)/stride_1) + 1 - target + 1",
        dilated="(floor((n + 2*padding_1 - kernel_size_1)/stride_1) + 1 - target)/dilation_2 + 1",
    ),
    "The second layer is padded too, so that its kernel may be larger.",
    concept="ignores-padding",
)
