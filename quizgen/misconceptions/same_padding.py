"""Mistakes about the padding with which a dilated convolution keeps the size of the map.

The gaps of the kernel are shared out to both sides. The shapes are ``square`` (one layer), ``once`` (two layers; the
zeros of both lie around the map) and ``three`` (the first layer has padding, the last one has to make up for the rest).
"""

from __future__ import annotations

from quizgen.misconceptions.dilation import on_shapes
from quizgen.misconceptions.kinds import Instead, Mistake

ALL = "dilation_1*(kernel_size_1 - 1) + dilation_2*(kernel_size_2 - 1) + dilation_3*(kernel_size_3 - 1)"
"""What three layers take away."""

BOTH_SIDES = Mistake(
    "pads-one-side-with-all",
    "x/2",
    "x",
    "`padding` is added on each of the two sides, so half of what is missing is enough.",
    concept="total-or-one-side",
)
WHOLE_KERNEL = Mistake(
    "pads-effective-size",
    "x/2",
    "x + 1",
    "The kernel takes away one position less than it covers, and half of that is added on each side.",
    concept="same-padding-amount",
)
HALF_KERNEL_UP = Mistake(
    "rounds-half-kernel-up",
    "x/2",
    "x/2 + 1",
    "The position in the middle of the kernel needs no padding, so the half is rounded down.",
    concept="same-padding-amount",
)
HALF_OF_HALF = Mistake(
    "halves-twice",
    "x/2",
    "floor(x/4)",
    "`padding` counts the zeros on each side, so what is missing is halved only once.",
    concept="total-or-one-side",
)
TAPS_HALVED = Instead(
    "dilates-every-tap",
    on_shapes(
        square="floor(dilation*kernel_size/2)",
        once="floor((dilation_1*kernel_size_1 + dilation_2*kernel_size_2)/2)",
        three="floor((dilation_1*kernel_size_1 + dilation_2*kernel_size_2 + dilation_3*kernel_size_3)/2) - padding_1",
    ),
    "Only the $kernel_size - 1$ gaps between the taps are stretched, not the $kernel_size$ taps.",
    concept="dilates-every-tap",
)
HOLES_ONCE_HALVED = Instead(
    "adds-holes-once",
    on_shapes(
        square="floor((kernel_size + dilation - 1)/2)",
        once="floor((kernel_size_1 + dilation_1 + kernel_size_2 + dilation_2 - 3)/2)",
        three=(
            "floor((kernel_size_1 + dilation_1 + kernel_size_2 + dilation_2 + kernel_size_3 + dilation_3 - 5)/2)"
            " - padding_1"
        ),
    ),
    "The $dilation - 1$ holes lie in each of the $kernel_size - 1$ gaps, not once in the whole kernel.",
    concept="dilation-once",
)
DILATES_HALF = Instead(
    "dilates-rounded-half",
    on_shapes(square="dilation*((kernel_size + 1)/2)"),
    "On each side of the middle tap there are $(kernel_size - 1)/2$ gaps, not $(kernel_size + 1)/2$.",
    concept="gaps-and-taps",
)
PADS_DILATION = Instead(
    "padding-equals-dilation",
    on_shapes(square="dilation", three="dilation_3"),
    "Padding by the dilation alone keeps the size only if there is one kernel and it has 3 taps.",
    concept="same-padding-amount",
)
PADS_GAPS = Instead(
    "pads-undilated-gaps",
    on_shapes(square="kernel_size - 1"),
    "That is the number of gaps; each is as long as the dilation, and half of them lie on each side.",
    concept="same-padding-amount",
)
IGNORES_FIRST = Instead(
    "ignores-first-layer",
    on_shapes(once="dilation_2*(kernel_size_2 - 1)/2"),
    "The first layer makes the map smaller or larger too, and the padding has to make up for both layers.",
    concept="leaves-out-a-layer",
)
IGNORES_SECOND = Instead(
    "ignores-unpadded-layer",
    on_shapes(three="dilation_3*(kernel_size_3 - 1)/2"),
    "With `padding=0` the second layer makes the map smaller, and the padding of the third makes up for that too.",
    concept="leaves-out-a-layer",
)
FORGETS_FIRST_PADDING = Instead(
    "forgets-first-padding",
    on_shapes(three=f"({ALL})/2"),
    "The padding of the first layer has given back a part already, so it is subtracted.",
    concept="ignores-padding",
)
ADDS_FIRST_PADDING = Instead(
    "adds-first-padding",
    on_shapes(three=f"({ALL})/2 + padding_1"),
    "What the first layer has padded is no longer missing, so it is subtracted and not added.",
    concept="kernel-sign",
)
FIRST_PADDING_ONCE = Instead(
    "halves-first-padding",
    on_shapes(three=f"({ALL} - padding_1)/2"),
    "The first layer is padded on both sides too, so it has given back twice its `padding`.",
    concept="padding-on-both-sides",
)
