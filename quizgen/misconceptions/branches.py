"""Mistakes about the receptive field of a block with parallel branches behind a stem."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from quizgen.formulas.branches import GAPS, branched_field, largest, reaches, stem_field, stem_of
from quizgen.math.reader import read
from quizgen.math.rewrites import indexed, substitute
from quizgen.math.tree import Call, Expr, Op, Sym
from quizgen.misconceptions.kinds import Instead, Shape, Trees, Wrong

Reach = Callable[[Shape], Expr | None]
KERNEL, NO_HOLES = read("dilation*(kernel_size - 1) + 1"), read("kernel_size - 1")
ALL_TAPS = read("dilation*kernel_size - 1")


def _added(parts: tuple[Expr, ...]) -> Expr:
    return reduce(lambda a, b: Op("+", a, b), parts)


def _widest(shape: Shape) -> Expr:
    return largest(reaches(shape))


def _instead(text: str, reach: Reach = _widest) -> Wrong:
    """An expression in ``receptive_field`` and ``jump`` of the stem and ``reach``; none where there is no reach."""

    def trees(shape: Shape) -> Trees | None:
        field, jump = stem_field(shape)
        found = reach(shape)
        known = {"receptive_field": field, "jump": jump}
        return None if found is None else (substitute(read(text), {**known, "reach": found}),)

    return trees


def _right(reach: Reach) -> Wrong:
    """The right sum with another reach."""

    def trees(shape: Shape) -> Trees | None:
        field, jump = stem_field(shape)
        found = reach(shape)
        known = {"receptive_field": field, "jump": jump}
        return None if found is None else (substitute(branched_field.tree, {**known, "reach": found}),)

    return trees


def _deepest(shape: Shape) -> Expr | None:
    """The branch with the most layers, where there is one."""
    depths = [int(depth) for depth in shape[shape.index("|") + 1 :]]
    if depths.count(max(depths)) > 1:
        return None
    return reaches(shape)[depths.index(max(depths))]


def _layer_by_layer(shape: Shape) -> Expr | None:
    """The largest share of a first layer and the largest of a second one, where branches have two layers."""
    depths = [int(depth) for depth in shape[shape.index("|") + 1 :]]
    if max(depths) == 1:
        return None
    first = tuple(indexed(GAPS, f"{number}1") for number in range(1, len(depths) + 1))
    second = tuple(indexed(GAPS, f"{number}2") for number, depth in enumerate(depths, 1) if depth > 1)
    return Op("+", largest(first), largest(second) if len(second) > 1 else second[0])


def _late_window(shape: Shape) -> Trees | None:
    if len(stem_of(shape)) == 1:
        return None
    field = read("kernel_size_1 + (kernel_size_2 - 1)*stride_1*stride_2")
    known = {"receptive_field": field, "jump": stem_field(shape)[1], "reach": _widest(shape)}
    return (substitute(branched_field.tree, known),)


def _without_pool(shape: Shape) -> Trees | None:
    if "pool" not in stem_of(shape):
        return None
    known = {"receptive_field": Sym("kernel_size_1"), "jump": Sym("stride_1"), "reach": _widest(shape)}
    return (substitute(branched_field.tree, known),)


def _last_stride(shape: Shape) -> Trees | None:
    if len(stem_of(shape)) == 1:
        return None
    known = {"receptive_field": stem_field(shape)[0], "jump": Sym("stride_2"), "reach": _widest(shape)}
    return (substitute(branched_field.tree, known),)


def _own_stride(shape: Shape) -> Trees | None:
    field, jump = stem_field(shape)
    known = {"receptive_field": Op("*", field, jump), "jump": jump, "reach": _widest(shape)}
    return (substitute(branched_field.tree, known),)


ADDS_BRANCHES = Instead(
    "adds-branches",
    _right(lambda shape: _added(reaches(shape))),
    "Branches stand side by side and not one after the other, so the widest one counts and not their sum.",
    concept="parallel-branches",
)
SMALLEST = Instead(
    "narrowest-branch",
    _right(lambda shape: Call("min", reaches(shape))),
    "All channels together see as far as those of the widest branch, not as those of the narrowest one.",
    concept="parallel-branches",
)
FIRST_BRANCH = Instead(
    "first-branch",
    _right(lambda shape: reaches(shape)[0]),
    "The widest branch counts, wherever it stands, and not the first one.",
    concept="parallel-branches",
)
LAST_BRANCH = Instead(
    "last-branch",
    _right(lambda shape: reaches(shape)[-1]),
    "The widest branch counts, wherever it stands, and not the last one.",
    concept="parallel-branches",
)
DEEPEST = Instead(
    "deepest-branch",
    _right(_deepest),
    "The branch with the most layers is not always the one that sees most, so each branch has to be added up.",
    concept="parallel-branches",
)
IGNORES_DILATION = Instead(
    "ignores-dilation",
    _right(lambda shape: largest(reaches(shape, NO_HOLES))),
    "Dilation spreads the kernel's taps, so a layer adds $dilation*(kernel_size - 1)$ steps and not $kernel_size - 1$.",
    concept="ignores-dilation",
)
IGNORES_STRIDE = Instead(
    "ignores-stem-stride",
    _instead("receptive_field + reach"),
    "A step in the output of the stem is several pixels long, because the stem has strides.",
    concept="forgets-earlier-strides",
)
LAST_STRIDE = Instead(
    "only-stride-before-block",
    _last_stride,
    "The strides of all layers of the stem multiply, not only that of the layer directly before the block.",
    concept="one-stride-only",
)
BLOCK_ONLY = Instead(
    "block-field-on-its-map",
    _instead("reach + 1"),
    "That is what the block sees of the map that it is given, and a position of that map sees several pixels.",
    concept="field-on-own-input",
)
STEM_ONLY = Instead(
    "stem-only",
    _instead("receptive_field"),
    "That is what a position of the block's input sees, and the branches see more than one such position.",
    concept="part-for-whole",
)
WITHOUT_POOL = Instead(
    "skips-pooling-of-stem",
    _without_pool,
    "The pooling layer of the stem also reads a window and moves by a stride, so it counts like a convolution.",
    concept="skips-pooling",
)
ADDS_KERNELS = Instead(
    "adds-whole-kernels",
    _right(lambda shape: largest(reaches(shape, KERNEL))),
    "A layer adds one step less than its kernel covers.",
    concept="adds-whole-kernel",
)
MIXES_BRANCHES = Instead(
    "mixes-branches",
    _right(_layer_by_layer),
    "A branch is gone through as a whole: the largest kernels of different branches do not follow one another.",
    concept="parallel-branches",
)
DILATES_TAPS = Instead(
    "dilates-every-tap",
    _right(lambda shape: largest(reaches(shape, ALL_TAPS))),
    "Only the $kernel_size - 1$ gaps between the taps are stretched, not the $kernel_size$ taps.",
    concept="dilates-every-tap",
)
WINDOW_BY_STRIDES = Instead(
    "pooling-window-by-own-stride",
    _late_window,
    "The pooling window reads positions as far apart as the stride before it says; its own stride comes later.",
    concept="own-stride-widens-field",
)
UNSCALED_SIZES = Instead(
    "adds-both-fields",
    _instead("receptive_field + reach + 1"),
    "What the branch sees is counted in positions of the stem's output, which overlap and are several pixels apart.",
    concept="field-on-own-input",
)
PRODUCT = Instead(
    "multiplies-fields",
    _instead("receptive_field*(reach + 1)"),
    "Neighbouring positions of the stem's output see overlapping pixels, so the sizes are not multiplied.",
    concept="multiplies-kernels",
)
BOTH_SIDES = Instead(
    "full-kernel-to-each-side",
    _instead("receptive_field + 2*jump*reach"),
    "A kernel reaches half of its steps to each side, so both sides together are counted once.",
    concept="both-sides-of-kernel",
)
OWN_STRIDE = Instead(
    "stride-scales-stem",
    _own_stride,
    "A stride leaves the field of its own layer as it is; it only multiplies what later layers add.",
    concept="stride-multiplies-everything",
)
FROM_ZERO = Instead(
    "forgets-first-pixel",
    _instead("receptive_field - 1 + jump*reach"),
    "The sum of the steps starts at the one pixel that is there before the first layer.",
    concept="starts-at-zero",
)
HALF = Instead(
    "branch-reaches-one-side",
    _instead("receptive_field + jump*floor(reach/2)"),
    "A branch reaches to both sides of its position, so both halves of its steps count.",
    concept="both-sides-of-kernel",
)
AREA = Instead(
    "counts-area",
    _instead("(receptive_field + jump*reach)**2"),
    "That is the span times itself, as for a whole square; the question is about the span along one axis.",
    concept="axis-or-area",
)
