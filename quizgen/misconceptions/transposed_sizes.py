"""Mistakes about the output size of a transposed convolution.

They are written for one axis. The tree of ``quizgen.formulas.transposed`` stands with or without dilation: the last
but one summand is what the kernel covers.
"""

from __future__ import annotations

from quizgen.misconceptions.kinds import Misreading, Mistake

_SIZE = "a*b - 2*padding + x + output_padding"

AS_CONVOLUTION = Mistake(
    "gives-ordinary-convolution-size",
    "(n - 1)*stride - 2*padding + x + output_padding",
    "floor((n + 2*padding - x)/stride) + 1",
    "That is the size after an ordinary convolution; a transposed one goes the other way, from its outputs to inputs.",
    concept="transposed-enlarges",
)
DIVIDES = Mistake(
    "divides-by-stride",
    "(n - 1)*stride - 2*padding + x + output_padding",
    "ceil(n/stride)",
    "In a transposed convolution the stride moves the kernel in the output, so that it makes the map larger.",
    concept="transposed-enlarges",
)
MULTIPLIES_ONLY = Mistake(
    "input-times-stride",
    "(n - 1)*stride - 2*padding + x + output_padding",
    "n*stride",
    "The size is multiplied by exactly the stride only where kernel, padding and output padding make up for it.",
    concept="divides-by-stride-only",
)
N_STEPS = Mistake(
    "step-for-each-input",
    "n - 1",
    "n",
    "Between $n$ inputs there are $n - 1$ steps of the stride, because the first kernel starts at the edge.",
    concept="one-position-too-many",
)
ADDS_PADDING = Mistake(
    "adds-padding",
    "x - 2*padding",
    "x + 2*padding",
    "In a transposed convolution the padding crops the output, so $2*padding$ is subtracted.",
    concept="transposed-padding-crops",
)
CROPS_ONE_SIDE = Mistake(
    "crops-one-side",
    "2*padding",
    "padding",
    "`padding` crops the output on each side, so $2*padding$ is subtracted.",
    concept="transposed-crop-sides",
)
IGNORES_CROP = Misreading(
    "up-ignores-padding",
    {"padding": "0"},
    "The padding crops the output of a transposed convolution on both sides.",
    concept="transposed-padding-crops",
)
CROPS_FOUR_TIMES = Mistake(
    "crops-twice-as-much",
    "2*padding",
    "4*padding",
    "`padding` is what each side loses, so both sides together lose $2*padding$ and not $4*padding$.",
    concept="transposed-crop-sides",
)
DROPS_OUTPUT_PADDING = Misreading(
    "drops-output-padding",
    {"output_padding": "0"},
    "`output_padding` makes the output longer on one side, so it is added.",
    concept="output-padding",
)
OUTPUT_PADDING_TWICE = Misreading(
    "output-padding-on-both-sides",
    {"output_padding": "2*output_padding"},
    "`output_padding` is added to one side of the output only, so it counts once.",
    concept="output-padding",
)
SUBTRACTS_OUTPUT_PADDING = Mistake(
    "subtracts-output-padding",
    "x + output_padding",
    "x - output_padding",
    "`padding` crops the output, but `output_padding` makes it longer.",
    concept="output-padding",
)
FORGETS_EXTENT = Mistake(
    "transposed-forgets-kernel",
    _SIZE,
    "a*b - 2*padding + output_padding",
    "The last input puts down a whole kernel too, so what the kernel covers is added to the steps.",
    concept="transposed-last-kernel",
)
COUNTS_LAST_ONCE = Mistake(
    "transposed-adds-one-for-kernel",
    _SIZE,
    "a*b - 2*padding + 1 + output_padding",
    "The last input puts down a whole kernel and not a single value, so all that the kernel covers is added.",
    concept="transposed-last-kernel",
)
LAST_GAPS_ONLY = Mistake(
    "transposed-counts-gaps-of-kernel",
    _SIZE,
    "a*b - 2*padding + x - 1 + output_padding",
    "The steps lead to the first value of the last kernel, and all that the kernel covers is added, that one too.",
    concept="transposed-last-kernel",
)
STARTS_TWICE = Mistake(
    "transposed-adds-starting-position",
    _SIZE,
    "a*b - 2*padding + x + 1 + output_padding",
    "The first kernel starts at the edge, and what the last one covers is all that is added to the steps.",
    concept="one-position-too-many",
)
HALF_EXTENT = Mistake(
    "transposed-adds-half-kernel",
    _SIZE,
    "a*b - 2*padding + ceil(x/2) + output_padding",
    "A kernel is put down with its first value, not with its centre, so all that the last one covers is added.",
    concept="transposed-last-kernel",
)
SUBTRACTS_EXTENT = Mistake(
    "up-subtracts-kernel",
    _SIZE,
    "a*b - 2*padding - x + output_padding",
    "A kernel is put down for each input, so that it makes the output longer and is added.",
    concept="kernel-sign",
)
INPUT_AND_KERNEL = Misreading(
    "up-ignores-stride",
    {"stride": "1"},
    "Neighbouring inputs put their kernels down `stride` positions apart, not next to each other.",
    concept="transposed-inserted-zeros",
)
INSERTS_STRIDE = Misreading(
    "inserts-stride-zeros",
    {"stride": "stride + 1"},
    "A stride of $stride$ means $stride - 1$ zeros between neighbouring inputs, so that these are $stride$ apart.",
    concept="transposed-inserted-zeros",
)
ZEROS_FOR_STEP = Misreading(
    "counts-zeros-only",
    {"stride": "stride - 1"},
    "From one input to the next it is $stride$ positions: the $stride - 1$ zeros and the input itself.",
    concept="transposed-inserted-zeros",
)
SQUARES_STEP = Misreading(
    "multiplies-by-area",
    {"stride": "stride**2"},
    "A stride of $stride$ stretches each side about $stride$ times; only the number of positions grows $stride**2$ "
    "times.",
    concept="area-factor-on-side",
)
CONVOLVES_STRETCHED = Mistake(
    "convolves-stretched-input",
    "(n - 1)*stride - 2*padding + x + output_padding",
    "(n - 1)*stride + 1 + 2*padding - x + 1 + output_padding",
    "With zeros put between its inputs it becomes an ordinary convolution, whose padding is one less than what the "
    "kernel covers, minus `padding`.",
    concept="transposed-padding-crops",
)
TWO_KERNELS = Mistake(
    "kernel-on-both-ends",
    _SIZE,
    "a*b - 2*padding + 2*x + output_padding",
    "The steps start at the first kernel, so that only one kernel reaches beyond them.",
    concept="kernel-at-both-ends",
)

SPREAD_IGNORED = Misreading(
    "ignores-dilation-of-stamps",
    {"dilation": "1"},
    "The dilation pulls the taps apart, so each kernel covers more than `kernel_size` positions.",
    optional=True,
    concept="ignores-dilation",
)
SPREAD_TAPS = Mistake(
    "dilation-times-kernel",
    "dilation*(kernel_size - 1) + 1",
    "dilation*kernel_size",
    "Only the $kernel_size - 1$ gaps between taps are stretched: the kernel covers $dilation*(kernel_size - 1) + 1$.",
    optional=True,
    concept="dilates-every-tap",
)
SPREAD_ONCE = Mistake(
    "dilation-grows-once",
    "dilation*(kernel_size - 1) + 1",
    "kernel_size + dilation - 1",
    "Each of the $kernel_size - 1$ gaps grows by $dilation - 1$, so the kernel grows by more than that in all.",
    optional=True,
    concept="dilation-once",
)
SPREAD_HOLES = Mistake(
    "counts-holes-in-transposed",
    "dilation*(kernel_size - 1) + 1",
    "(dilation + 1)*(kernel_size - 1) + 1",
    "`dilation=1` is an ordinary kernel, so $dilation - 1$ positions, not $dilation$, lie between two taps.",
    optional=True,
    concept="dilation-as-holes",
)
OF_A_LAYER = (
    MULTIPLIES_ONLY,
    N_STEPS,
    ADDS_PADDING,
    CROPS_ONE_SIDE,
    IGNORES_CROP,
    CROPS_FOUR_TIMES,
    DROPS_OUTPUT_PADDING,
    OUTPUT_PADDING_TWICE,
    SUBTRACTS_OUTPUT_PADDING,
    FORGETS_EXTENT,
    COUNTS_LAST_ONCE,
)
"""What goes wrong with any transposed convolution."""
