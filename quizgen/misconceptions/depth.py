"""Mistakes about how many equal layers it takes until a unit sees far enough.

The shapes are ``further`` (ordinary layers at the end of a network with stride 1), ``dilated`` (dilated layers there)
and ``after`` (dilated layers after one with a stride).
"""

from __future__ import annotations

from quizgen.formulas.receptive_field import before_layers
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.misconceptions.kinds import Instead, Mistake, Wrong

QUOTIENT = "ceil((target - r)/(d*(kernel_size - 1)*j))"


def _on(formula: str, *shapes: str) -> Wrong:
    """Another formula on the named shapes; ``receptive_field`` and ``jump`` are what the equal layers start from."""
    return lambda shape: (substitute(read(formula), before_layers(shape)),) if set(shape) & set(shapes) else None


def _growth(growth: str, *shapes: str) -> Wrong:
    """Another number of steps that a layer adds, on the named shapes."""
    return _on(f"ceil((target - receptive_field)/(({growth})*jump))", *shapes)


ROUNDS_DOWN = Mistake(
    "rounds-layers-down",
    "ceil(x)",
    "floor(x)",
    "The target has to be reached, so a fraction of a layer takes one layer more.",
    concept="layers-for-field",
)
ADDS_KERNEL = Mistake(
    "adds-whole-kernel",
    QUOTIENT,
    "ceil((target - r)/((d*(kernel_size - 1) + 1)*j))",
    "A kernel starts within the field that is already there, so it adds one step less than it covers.",
    concept="adds-whole-kernel",
)
BOTH_SIDES = Mistake(
    "full-kernel-on-both-sides",
    QUOTIENT,
    "ceil((target - r)/(2*d*(kernel_size - 1)*j))",
    "Both sides of the kernel together add $dilation*(kernel_size - 1)$ steps, half of them on each side.",
    concept="both-sides-of-kernel",
)
ONE_SIDE = Instead(
    "one-side-of-kernel",
    _growth("dilation*(kernel_size - 1)/2", "further", "dilated"),
    "A kernel reaches to both sides, so it adds $dilation*(kernel_size - 1)$ steps and not half as many.",
    concept="both-sides-of-kernel",
)
ALL_TAPS = Mistake(
    "counts-taps-on-both-axes",
    QUOTIENT,
    "ceil((target - r)/(d*(kernel_size*kernel_size - 1)*j))",
    "Along one axis a kernel has $kernel_size$ taps, not $kernel_size**2$.",
    concept="axis-or-area",
)
RADIUS = Instead(
    "target-on-each-side",
    _on("ceil((2*target + 1 - receptive_field)/(dilation*(kernel_size - 1)*jump))", "further", "dilated", "after"),
    "The target is the whole span, not how far the receptive field reaches to each side.",
    concept="layers-for-field",
)
COUNTS_BEFORE = Mistake(
    "counts-what-comes-before",
    "ceil(x)",
    "ceil(x) + 1",
    "What comes before these layers (the input, or layers that are already there) is not one of them.",
    concept="leaves-out-a-layer",
)
FORGETS_FIELD = Instead(
    "forgets-field-before",
    _on("ceil((target - 1)/(dilation*(kernel_size - 1)*jump))", "further", "dilated", "after"),
    "What a unit sees before these layers counts already, so only the rest up to the target has to be added.",
    concept="layers-for-field",
)
ADDS_FIELD = Instead(
    "adds-field-before",
    _on("ceil((target + receptive_field)/(dilation*(kernel_size - 1)*jump))", "further", "dilated", "after"),
    "What a unit sees before these layers is taken off the target, not added to it.",
    concept="layers-for-field",
)
FIELD_TWICE = Instead(
    "field-before-twice",
    _on("ceil((target - 2*receptive_field)/(dilation*(kernel_size - 1)))", "further", "dilated"),
    "What a unit sees before these layers is taken off the target once, not once for each side.",
    concept="layers-for-field",
)
TILES = Instead(
    "tiles-target",
    _on("ceil(target/(dilation*(kernel_size - 1) + 1))", "further", "dilated"),
    "Windows are not laid side by side: they overlap, and the network sees something before these layers.",
    concept="layers-for-field",
)
OUTPUT_SIZE = Instead(
    "gives-output-size",
    _on("target - dilation*(kernel_size - 1)", "further", "dilated"),
    "That is how many outputs one layer has on an input of the target's size, not a number of layers.",
    concept="quantity-asked",
)
IGNORES_DILATION = Instead(
    "ignores-dilation",
    _growth("kernel_size - 1", "dilated", "after"),
    "Dilation spreads the kernel's taps, so a layer adds $dilation*(kernel_size - 1)$ steps and not $kernel_size - 1$.",
    concept="ignores-dilation",
)
ADDS_DILATION = Instead(
    "lengthens-kernel-once",
    _growth("kernel_size + dilation - 2", "dilated", "after"),
    "Dilation stretches each of the $kernel_size - 1$ gaps, it does not lengthen the kernel once by $dilation - 1$.",
    concept="dilation-once",
)
ENDS_ONLY = Instead(
    "lengthens-kernel-at-ends",
    _growth("kernel_size - 1 + 2*(dilation - 1)", "dilated", "after"),
    "Dilation stretches each of the $kernel_size - 1$ gaps, and only a kernel of 3 has just two of them.",
    concept="dilation-once",
)
HOLES_ONLY = Instead(
    "counts-dilation-holes-only",
    _growth("(dilation - 1)*(kernel_size - 1)", "dilated"),
    "From one tap to the next it is $dilation$ steps: the $dilation - 1$ holes and the tap itself.",
    concept="dilation-as-holes",
)
ONE_HOLE_MORE = Instead(
    "one-hole-too-many",
    _growth("(dilation + 1)*(kernel_size - 1)", "dilated", "after"),
    "Dilation $dilation$ leaves $dilation - 1$ holes between two taps, so neighbouring taps are $dilation$ apart.",
    concept="dilation-as-holes",
)
IGNORES_STRIDE = Instead(
    "ignores-stride-of-first-layer",
    _on("ceil((target - receptive_field)/(dilation*(kernel_size - 1)))", "after"),
    "The stride of the first layer spreads what the later ones read, so what they add is multiplied by it.",
    concept="forgets-earlier-strides",
)
ADDS_STRIDE = Instead(
    "adds-first-stride-to-step",
    _on("ceil((target - receptive_field)/(dilation*(kernel_size - 1) + jump))", "after"),
    "What a layer adds is multiplied by the stride of the first layer; the stride is not added to it.",
    concept="stride-multiplies-everything",
)
KERNEL_AS_STRIDE = Instead(
    "first-kernel-as-stride",
    _on("ceil((target - receptive_field)/(dilation*(kernel_size - 1)*kernel_size_1))", "after"),
    "Neighbouring units of the first layer are its stride apart, however large its kernel is.",
    concept="kernel-for-jump",
)
