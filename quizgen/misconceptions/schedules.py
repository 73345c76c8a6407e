"""Mistakes about stacks whose dilation is multiplied by a factor from layer to layer.

The shapes are ``alone`` (nothing before these layers) and ``after`` (they follow a layer with a stride).
"""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Wrong

RATES = "dilation*(factor**layers - 1)/(factor - 1)"
LAST_RATE = "dilation*factor**(layers - 1)"
GROWTH = f"blocks*(kernel_size - 1)*{RATES}"


def _growth(growth: str, *shapes: str) -> Wrong:
    """The receptive field if all layers together add ``growth`` steps."""
    fields = {"alone": f"{growth} + 1", "after": f"kernel_size_1 + stride_1*({growth})"}
    return lambda shape: (read(fields[shape[0]]),) if not shapes or shape[0] in shapes else None


def _after(field: str) -> Wrong:
    return lambda shape: (read(field),) if shape == ("after",) else None


ALL_ORDINARY = Instead(
    "ignores-dilation-in-growing-stack",
    _growth("blocks*layers*(kernel_size - 1)"),
    "Dilation spreads the taps of a layer, so each layer adds its dilation times what an ordinary one adds.",
    concept="ignores-dilation",
)
ALL_LAST_RATE = Instead(
    "uses-last-dilation",
    _growth(f"blocks*layers*(kernel_size - 1)*{LAST_RATE}"),
    "Only the last of these layers has the largest dilation; those before it have smaller ones and add less.",
    concept="dilation-growth",
)
LAST_LAYER = Instead(
    "field-of-last-layer-only",
    _growth(f"(kernel_size - 1)*{LAST_RATE}", "alone"),
    "That is what the last layer covers in the map that it reads; the layers before it widen the field too.",
    concept="field-on-own-input",
)
SUM_OF_RATES = Instead(
    "sums-dilations",
    _growth(f"blocks*{RATES}"),
    "A layer adds its dilation once for each of the $kernel_size - 1$ gaps of its kernel.",
    concept="dilation-growth",
)
KERNEL_FOR_GAPS = Instead(
    "dilates-whole-kernel",
    _growth(f"blocks*kernel_size*{RATES}"),
    "A kernel of $kernel_size$ taps has $kernel_size - 1$ gaps for the dilation to stretch.",
    concept="dilates-every-tap",
)
EFFECTIVE_SIZES = Instead(
    "adds-whole-kernel",
    _growth(f"blocks*((kernel_size - 1)*{RATES} + layers)"),
    "A kernel starts within the field that is already there, so it adds one step less than it covers.",
    concept="adds-whole-kernel",
)
LAYER_MORE = Instead(
    "one-layer-too-many",
    _growth("blocks*(kernel_size - 1)*dilation*(factor**(layers + 1) - 1)/(factor - 1)"),
    "The first of the layers has the smallest dilation itself, so the largest one is reached a step earlier.",
    concept="leaves-out-a-layer",
)
LAYER_LESS = Instead(
    "one-layer-too-few",
    _growth("blocks*(kernel_size - 1)*dilation*(factor**(layers - 1) - 1)/(factor - 1)"),
    "All these layers widen the receptive field, the one with the largest dilation as well.",
    concept="leaves-out-a-layer",
)
ONE_HOLE_MORE = Instead(
    "one-hole-too-many",
    _growth(f"blocks*(kernel_size - 1)*({RATES} + layers)"),
    "Dilation $dilation$ leaves $dilation - 1$ holes between two taps, so neighbouring taps are $dilation$ apart.",
    concept="dilation-as-holes",
)
HOLES_ONLY = Instead(
    "counts-holes-for-tap-distance",
    _growth(f"blocks*(kernel_size - 1)*({RATES} - layers)"),
    "From one tap to the next it is as far as the dilation says: the holes and the tap itself.",
    concept="dilation-as-holes",
)
ONE_SIDE = Instead(
    "counts-half-of-each-kernel",
    _growth(f"{GROWTH}/2"),
    "A kernel reaches to both sides of its middle, and both halves widen the receptive field.",
    concept="both-sides-of-kernel",
)
BOTH_SIDES = Instead(
    "doubles-gaps-for-both-sides",
    _growth(f"2*{GROWTH}"),
    "Both sides of a kernel together add its gaps, half of them on each side.",
    concept="both-sides-of-kernel",
)
STEADY_STEPS = Instead(
    "dilation-grows-by-steps",
    _growth("blocks*(kernel_size - 1)*dilation*layers*(layers + 1)/2"),
    "The dilation is multiplied from layer to layer; it does not grow by the same amount.",
    concept="dilation-growth",
)
FROM_ZERO = Instead(
    "starts-at-no-position",
    lambda shape: (read(GROWTH),) if shape == ("alone",) else None,
    "Before the first layer a unit is one position, so the sum starts at 1.",
    concept="starts-at-zero",
)
ONE_BLOCK = Instead(
    "one-block-only",
    _growth(f"(kernel_size - 1)*{RATES}"),
    "The blocks follow one another, so each of them widens the receptive field again.",
    concept="part-for-whole",
)
IGNORES_STRIDE = Instead(
    "ignores-stride-of-first-layer",
    _after(f"kernel_size_1 + {GROWTH}"),
    "The stride of the first layer spreads what the later ones read, so what they add is multiplied by it.",
    concept="forgets-earlier-strides",
)
IGNORES_FIRST = Instead(
    "forgets-first-kernel",
    _after(f"stride_1*{GROWTH} + 1"),
    "A unit of the first layer spans its whole kernel already, not a single pixel.",
    concept="leaves-out-a-layer",
)
WITHOUT_FIRST = Instead(
    "leaves-out-first-layer",
    _after(f"{GROWTH} + 1"),
    "That is what the later layers cover in the first layer's output; the first layer's kernel and stride enlarge it.",
    concept="field-on-own-input",
)
KERNEL_AS_STRIDE = Instead(
    "first-kernel-as-stride",
    _after(f"kernel_size_1 + kernel_size_1*{GROWTH}"),
    "Neighbouring units of the first layer are its stride apart, however large its kernel is.",
    concept="kernel-for-jump",
)
STRIDE_SCALES = Instead(
    "stride-multiplies-first-kernel",
    _after(f"stride_1*(kernel_size_1 + {GROWTH})"),
    "The first layer's stride multiplies what later layers add, not what its own kernel covers.",
    concept="stride-multiplies-everything",
)
ADDS_STRIDE = Instead(
    "adds-stride",
    _after(f"kernel_size_1 + stride_1 + {GROWTH}"),
    "What the later layers add is multiplied by the first layer's stride; the stride is not added to it.",
    concept="stride-multiplies-everything",
)
