"""Mistakes about arguments that a program leaves out, and about the sizes that follow from them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from quizgen.formulas.defaults import STEPS, size
from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Misconception, OfConcept, Shape, Trees
from quizgen.misconceptions.twice import Both


class Steps(OfConcept, frozen=True, eq=False):  # there is one of each, and its mappings have no hash
    """Another formula for a kind of layer, wherever there is one."""

    id: str
    feedback: str
    formulas: Mapping[str, str]

    def wrong(self, key: Trees, shape: Shape) -> Trees | None:
        """The size with the other formulas; None for a program without such a layer."""
        del key
        return _size(shape, self.formulas)


class InTwoLayers(Both, frozen=True):
    """A mistake about one kind of layer, and in the same answer one about another kind."""

    def wrong(self, key: Trees, shape: Shape) -> Trees | None:
        """The size with the formulas of both; None for a program without one of the layers."""
        del key
        formulas = [one.formulas for one in (self.first, self.second) if isinstance(one, Steps)]
        return _size(shape, {step: text for some in formulas for step, text in some.items()}, every=True)


def _size(shape: Shape, wrong: Mapping[str, str], *, every: bool = False) -> Trees | None:
    found = set(wrong) & set(shape)
    if not found or (every and found != set(wrong)):
        return None
    return (size(shape, {**STEPS, **{step: read(formula) for step, formula in wrong.items()}}),)


def _steps(slug: str, feedback: str, *, concept: str, **wrong: str) -> Steps:
    return Steps(slug, feedback, wrong, concept=concept)


def _input(shape: Shape) -> Trees | None:
    return (read("n"),) if shape == ("pool", "up") else None


STRIDE = "Without a `stride`, a pooling layer moves by its kernel size"
SINGLES: tuple[Misconception, ...] = (
    _steps(
        "pools-by-one",
        f"{STRIDE}, not by one position.",
        pool="n - kernel_size + 1",
        concept="pooling-default-stride",
    ),
    _steps(
        "always-halves",
        f"{STRIDE}, not always by 2.",
        pool="floor((n - kernel_size)/2) + 1",
        concept="pooling-default-stride",
    ),
    _steps(
        "pooling-skips-positions",
        f"{STRIDE} and leaves no position out between two windows.",
        pool="floor((n - kernel_size)/(stride + 1)) + 1",
        concept="stride-as-gap",
    ),
    _steps(
        "windows-overlap",
        f"{STRIDE}, so that the windows do not overlap.",
        pool="floor((n - kernel_size)/(stride - 1)) + 1",
        concept="pooling-default-stride",
    ),
    _steps(
        "pooling-rounds-up-by-default",
        "Pooling layers have `ceil_mode=False` by default: an incomplete last window is dropped.",
        pool="ceil((n - kernel_size)/stride) + 1",
        concept="rounds-up",
    ),
    _steps(
        "no-plus-one",
        "The division counts the steps of the window; its starting position is one more output, so 1 is added.",
        pool="floor((n - kernel_size)/stride)",
        concept="forgets-starting-position",
    ),
    _steps(
        "pooling-divides-by-area",
        "A pooling layer divides each side by about its kernel size; only the area is divided by the square of it.",
        pool="floor(n/kernel_size**2)",
        concept="area-factor-on-side",
    ),
    _steps(
        "conv-keeps-size-by-default",
        "`nn.Conv2d` has `padding=0` by default, so the map loses positions at its edges.",
        conv="ceil(n/stride)",
        concept="expects-size-kept",
    ),
    _steps(
        "convolution-by-kernel",
        "Only pooling layers move by their kernel size by default; `nn.Conv2d` has the stride that is written, or 1.",
        conv="floor((n - kernel_size)/kernel_size) + 1",
        concept="conv-defaults",
    ),
    _steps(
        "convolution-no-plus-one",
        "The first position of the kernel counts too, so 1 is added to its steps.",
        conv="floor((n - kernel_size)/stride)",
        concept="forgets-starting-position",
    ),
    _steps(
        "convolution-rounds-up",
        "The kernel has to fit into the map, so a fraction is rounded down.",
        conv="ceil((n - kernel_size)/stride) + 1",
        concept="rounds-up",
    ),
    _steps(
        "convolution-ignores-stride",
        "The kernel moves by the stride that is written, not by one position.",
        conv="n - kernel_size + 1",
        concept="ignores-stride",
    ),
    _steps(
        "convolution-skips-stride",
        "The stride is how far the kernel moves, not how many positions are left out between two of its places.",
        conv="floor((n - kernel_size)/(stride + 1)) + 1",
        concept="stride-as-gap",
    ),
    _steps(
        "convolution-kernel-twice",
        "The kernel has to fit once, so its size is subtracted once and not for both edges of the map.",
        conv="floor((n - 2*kernel_size)/stride) + 1",
        concept="kernel-at-both-ends",
    ),
    _steps(
        "convolution-adds-kernel",
        "The kernel takes up room in the map, so its size is subtracted, not added.",
        conv="floor((n + kernel_size)/stride) + 1",
        concept="kernel-sign",
    ),
    _steps("skips-default-pooling", "The pooling layer makes the map smaller too.", pool="n", concept="skips-pooling"),
    _steps(
        "adds-output-padding",
        "`nn.ConvTranspose2d` has `output_padding=0` by default: nothing is added on one side.",
        up="(n - 1)*stride - 2*padding + kernel_size + stride - 1",
        concept="output-padding",
    ),
    _steps(
        "upsamples-by-stride-only",
        "The size is multiplied by exactly the stride only where kernel and padding make up for it.",
        up="n*stride",
        concept="divides-by-stride-only",
    ),
    Instead(
        "restores-input",
        _input,
        "A transposed convolution does not know the size from before the pooling; its arguments decide.",
        concept="transposed-restores-shape",
    ),
    _steps(
        "up-as-convolution",
        "That is an ordinary convolution; a transposed one makes the map larger.",
        up="floor((n + 2*padding - kernel_size)/stride) + 1",
        concept="transposed-enlarges",
    ),
    _steps(
        "up-ignores-stride",
        "Neighbouring inputs put their kernels down `stride` positions apart, not next to each other.",
        up="n - 1 - 2*padding + kernel_size",
        concept="transposed-inserted-zeros",
    ),
    _steps(
        "up-by-kernel",
        "Neighbouring kernels lie `stride` positions apart and overlap where the kernel is larger.",
        up="(n - 1)*kernel_size - 2*padding + kernel_size",
        concept="transposed-inserted-zeros",
    ),
    _steps(
        "adds-padding",
        "In a transposed convolution the padding crops the output, so $2*padding$ is subtracted.",
        up="(n - 1)*stride + 2*padding + kernel_size",
        concept="transposed-padding-crops",
    ),
    _steps(
        "up-ignores-padding",
        "The padding crops the output of a transposed convolution on both sides.",
        up="(n - 1)*stride + kernel_size",
        concept="transposed-padding-crops",
    ),
    _steps(
        "crops-twice-as-much",
        "`padding` is what each side loses, so both sides together lose $2*padding$ and not $4*padding$.",
        up="(n - 1)*stride - 4*padding + kernel_size",
        concept="transposed-crop-sides",
    ),
    _steps(
        "crops-one-side",
        "`padding` crops the output on each side, so $2*padding$ is subtracted.",
        up="(n - 1)*stride - padding + kernel_size",
        concept="transposed-crop-sides",
    ),
    _steps(
        "up-forgets-kernel",
        "The last input puts down a whole kernel too, so its size is added to the steps.",
        up="(n - 1)*stride - 2*padding",
        concept="transposed-last-kernel",
    ),
    _steps(
        "up-counts-last-once",
        "The last input puts down a whole kernel and not a single value, so all of its size is added.",
        up="(n - 1)*stride - 2*padding + 1",
        concept="transposed-last-kernel",
    ),
    _steps(
        "up-subtracts-kernel",
        "A kernel is put down for each input, so that it makes the output longer and is added.",
        up="(n - 1)*stride - 2*padding - kernel_size",
        concept="kernel-sign",
    ),
    _steps(
        "up-loses-one-position",
        "The kernel put down by the last input counts with all its positions, the first one among them.",
        up="(n - 1)*stride - 2*padding + kernel_size - 1",
        concept="transposed-last-kernel",
    ),
    _steps(
        "inserts-stride-zeros",
        "A stride of $stride$ means $stride - 1$ zeros between neighbouring inputs, so that these are $stride$ apart.",
        up="(n - 1)*(stride + 1) - 2*padding + kernel_size",
        concept="transposed-inserted-zeros",
    ),
    _steps(
        "kernel-on-both-ends",
        "The steps start at the first kernel, so that only one kernel reaches beyond them.",
        up="(n - 1)*stride - 2*padding + 2*kernel_size",
        concept="kernel-at-both-ends",
    ),
    _steps(
        "up-step-for-each-input",
        "Between $n$ inputs there are $n - 1$ steps, because the first kernel starts at the edge.",
        up="n*stride - 2*padding + kernel_size",
        concept="one-position-too-many",
    ),
    _steps(
        "up-counts-zeros-only",
        "From one input to the next it is `stride` positions: the zeros between them and the input itself.",
        up="(n - 1)*(stride - 1) - 2*padding + kernel_size",
        concept="transposed-inserted-zeros",
    ),
)

TWICE = {
    "conv-keeps-size-by-default": "conv",
    "convolution-no-plus-one": "conv",
    "convolution-kernel-twice": "conv",
    "convolution-ignores-stride": "conv",
    "no-plus-one": "pool",
    "pooling-rounds-up-by-default": "pool",
    "pools-by-one": "pool",
    "up-step-for-each-input": "up",
    "up-ignores-padding": "up",
    "up-forgets-kernel": "up",
    "up-counts-last-once": "up",
}
"""Mistakes that are also made together with one about another layer."""
MISTAKES: tuple[Misconception, ...] = (
    *SINGLES,
    *(
        InTwoLayers(first, second)
        for first, second in combinations([one for one in SINGLES if one.id in TWICE], 2)
        if TWICE[first.id] != TWICE[second.id]
    ),
)
"""The mistakes about sizes that follow from defaults."""
