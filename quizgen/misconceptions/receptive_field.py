"""Mistakes about the receptive field of a stack, and about how many layers make it large enough.

Each is another way to go from layer to layer, see ``quizgen.misconceptions.stacks``.
"""

from __future__ import annotations

from quizgen.formulas.receptive_field import fold, indices
from quizgen.math.tree import Op
from quizgen.misconceptions import stacks
from quizgen.misconceptions.kinds import Instead, Shape, Trees, Wrong
from quizgen.misconceptions.stacks import HOP, STEP, Stack, made, stack


def _field(mistaken: Stack) -> Wrong:
    return made(mistaken, lambda field, _: field)


def _last_kernel(shape: Shape) -> Trees:
    return (fold([(indices(shape)[-1], STEP, HOP)])[0],)


IGNORES_JUMP = Instead(
    "ignores-earlier-strides",
    _field(stacks.SAME_JUMP),
    "Strides of earlier layers spread what a later layer reads, so its share is multiplied by them.",
    concept="forgets-earlier-strides",
)
OWN_STRIDE = Instead(
    "counts-own-stride",
    _field(stack("receptive_field + dilation*(kernel_size - 1)*jump*stride")),
    "A layer's own stride sets how far apart its outputs are and only widens what later layers see.",
    concept="own-stride-widens-field",
)
IGNORES_DILATION = Instead(
    "ignores-dilation",
    _field(stack("receptive_field + (kernel_size - 1)*jump", only=("dilated", "added"))),
    "Dilation spreads the kernel's taps, so a layer adds $dilation*(kernel_size - 1)$ steps and not $kernel_size - 1$.",
    concept="ignores-dilation",
)
DILATES_TAPS = Instead(
    "dilates-every-tap",
    _field(stack("receptive_field + (dilation*kernel_size - 1)*jump", only=("dilated", "added"))),
    "Only the $kernel_size - 1$ gaps between the taps are stretched, not the $kernel_size$ taps.",
    concept="dilates-every-tap",
)
ONE_HOLE_MORE = Instead(
    "one-hole-too-many",
    _field(stack("receptive_field + (dilation + 1)*(kernel_size - 1)*jump", only=("dilated", "added"))),
    "Dilation $dilation$ leaves $dilation - 1$ holes between two taps, so neighbouring taps are $dilation$ apart.",
    concept="dilation-as-holes",
)
DILATION_SPREADS = Instead(
    "dilation-spreads-outputs",
    _field(stacks.DILATED_JUMP),
    "Dilation spreads the taps of its own layer only; the outputs of that layer are no further apart than without it.",
    concept="dilation-stretches-kernel-only",
)
ADDS_KERNEL = Instead(
    "adds-whole-kernel",
    _field(stack("receptive_field + (dilation*(kernel_size - 1) + 1)*jump")),
    "A kernel starts within the field that is already there, so it adds one step less than it covers.",
    concept="adds-whole-kernel",
)
SKIPS_POOLS = Instead(
    "skips-pooling",
    _field(stacks.WITHOUT_POOLS),
    "A pooling layer also reads a window and moves by a stride, so it counts like a convolution.",
    concept="skips-pooling",
)
POOL_WINDOW = Instead(
    "forgets-pooling-window",
    _field(stack("receptive_field", only=("pool",))),
    "A pooling window widens the field too; the stride is not all that counts.",
    concept="skips-pooling",
)
POOL_STRIDE = Instead(
    "forgets-pooling-stride",
    _field(stacks.POOLS_KEEP_JUMP),
    "The stride of a pooling layer spreads what later layers read, just as that of a convolution.",
    concept="skips-pooling",
)
PRODUCT = Instead(
    "multiplies-kernels",
    _field(stack("receptive_field*(dilation*(kernel_size - 1) + 1)")),
    "Neighbouring windows overlap: what the layers contribute is added, not multiplied.",
    concept="multiplies-kernels",
)
REVERSED = Instead(
    "reverses-layers",
    _field(stack(order=lambda steps: steps[::-1])),
    "A layer's share is multiplied by the strides of the layers before it, not by those after it.",
    concept="layer-order",
)
LAST_KERNEL = Instead(
    "last-layer-only",
    _last_kernel,
    "The last layer covers that much of the map that it reads, not of the input.",
    concept="field-on-own-input",
)
WITHOUT_LAST = Instead(
    "leaves-out-last-layer",
    _field(stacks.WITHOUT_LAST),
    "The last layer widens the receptive field as well.",
    concept="leaves-out-a-layer",
)
FROM_ZERO = Instead(
    "starts-at-zero",
    _field(stack(start=0)),
    "Before the first layer a unit is one pixel, so the sum starts at 1.",
    concept="starts-at-zero",
)
STRIDE_BELOW = Instead(
    "only-stride-below",
    _field(stacks.LAST_STRIDE),
    "The strides of all earlier layers multiply, not only that of the layer directly before.",
    concept="one-stride-only",
)
SUMS_STRIDES = Instead(
    "sums-strides",
    _field(stacks.ADDED_STRIDES),
    "The distance between neighbouring units is the product of the earlier strides, not their sum.",
    concept="adds-strides",
)
BOTH_SIDES = Instead(
    "full-kernel-on-both-sides",
    _field(stack("receptive_field + 2*dilation*(kernel_size - 1)*jump")),
    "Both sides of the kernel together add $dilation*(kernel_size - 1)$ steps, half of them on each side.",
    concept="both-sides-of-kernel",
)
ONE_SIDE = Instead(
    "one-side-of-kernel",
    _field(stack("receptive_field + dilation*floor(kernel_size/2)*jump")),
    "A kernel reaches to both sides, so it adds $dilation*(kernel_size - 1)$ steps and not half as many.",
    concept="both-sides-of-kernel",
)
STRIDE_SCALES = Instead(
    "stride-scales-field",
    _field(stack("(receptive_field + dilation*(kernel_size - 1))*stride")),
    "A stride leaves the receptive field of its layer as it is; it only multiplies what later layers add.",
    concept="stride-multiplies-everything",
)
AREA = Instead(
    "counts-area",
    made(stack(), lambda field, _: Op("*", field, field)),
    "That is the span times itself, as for a whole square; the question is about the span along one axis.",
    concept="axis-or-area",
)
STACK = (
    IGNORES_JUMP,
    OWN_STRIDE,
    IGNORES_DILATION,
    DILATES_TAPS,
    ONE_HOLE_MORE,
    DILATION_SPREADS,
    ADDS_KERNEL,
    SKIPS_POOLS,
    POOL_WINDOW,
    POOL_STRIDE,
    PRODUCT,
    REVERSED,
    LAST_KERNEL,
    WITHOUT_LAST,
    FROM_ZERO,
    STRIDE_BELOW,
    SUMS_STRIDES,
    BOTH_SIDES,
    ONE_SIDE,
    STRIDE_SCALES,
    AREA,
)
"""What goes wrong with the receptive field of a stack of any layers."""
