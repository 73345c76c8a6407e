"""Mistakes about the number of parameters that a program prints: defaults that are not written, and what counts.

The programs build one convolution (``conv``), one with batch normalisation behind it (``block``), or a grouped
convolution and a pointwise one, each with batch normalisation (``grouped``).
"""

from __future__ import annotations

from itertools import combinations, product

from quizgen.math.reader import read
from quizgen.math.tree import Op
from quizgen.misconceptions.kinds import Instead, Misconception, Shape, Trees
from quizgen.misconceptions.twice import Both

_SINGLE = {
    "WEIGHTS": "AREA*in_channels*out_channels",
    "KERNELS": "in_channels*out_channels",
    "BIASES": "bias*out_channels",
    "BIASED": "out_channels",
    "NORMED": "out_channels",
    "LAYERS": "1",
}
WORDS = {
    "conv": {**_SINGLE, "NORMED": "0"},
    "block": _SINGLE,
    "grouped": {
        "WEIGHTS": "(AREA*(in_channels/groups)*in_channels + in_channels*out_channels)",
        "KERNELS": "((in_channels/groups)*in_channels + in_channels*out_channels)",
        "BIASES": "bias*(in_channels + out_channels)",
        "BIASED": "(in_channels + out_channels)",
        "NORMED": "(in_channels + out_channels)",
        "LAYERS": "2",
    },
}
SINGLE, NORMED, GROUPED = ("conv", "block"), ("block", "grouped"), ("grouped",)


def _counted(slug: str, formula: str, feedback: str, only: tuple[str, ...] = tuple(WORDS), *, concept: str) -> Instead:
    """``AREA`` is the number of taps of a kernel, ``NORMED`` the channels that are normalised."""

    def wrong(shape: Shape) -> Trees | None:
        if shape[0] not in only:
            return None
        text = formula
        for word, meant in WORDS[shape[0]].items():
            text = text.replace(word, meant)
        return (read(text.replace("AREA", "kernel_size**2")),)

    return Instead(slug, wrong, feedback, concept=concept)


def _taps(slug: str, area: str, feedback: str, only: tuple[str, ...] = tuple(WORDS), *, concept: str) -> Instead:
    """A square kernel that is believed to have another number of taps."""

    def wrong(shape: Shape) -> Trees | None:
        if shape[0] not in only:
            return None
        words = WORDS[shape[0]]
        weights = words["WEIGHTS"].replace("AREA", area)
        return (read(f"{weights} + {words['BIASES']} + 2*{words['NORMED']}"),)

    return Instead(slug, wrong, feedback, concept=concept)


class InTwoTerms(Both, frozen=True):
    """Mistakes about two terms of the sum: what each changes is added to the right number."""

    def wrong(self, key: Trees, shape: Shape) -> Trees | None:
        """The wrong sums together without the right one; None where one of the mistakes cannot be made."""
        one, other = self.first.wrong(key, shape), self.second.wrong(key, shape)
        if one is None or other is None:
            return None
        return tuple(Op("-", Op("+", a, b), right) for a, b, right in zip(one, other, key, strict=True))


SINGLES = (
    _counted(
        "forgets-default-bias",
        "WEIGHTS + 2*NORMED",
        "`nn.Conv2d` has `bias=True` unless the program says otherwise: one bias for each output channel.",
        concept="forgets-bias",
    ),
    _counted(
        "adds-bias-against-program",
        "WEIGHTS + BIASED + 2*NORMED",
        "The program says `bias=False`, so there are no biases to count.",
        concept="adds-absent-bias",
    ),
    _counted(
        "one-bias",
        "WEIGHTS + bias*LAYERS + 2*NORMED",
        "A convolution has one bias for each output channel, not one in all.",
        concept="one-bias-per-layer",
    ),
    _counted(
        "bias-per-kernel",
        "WEIGHTS + bias*KERNELS + 2*NORMED",
        "A filter sums over its input channels first and then adds one bias, not one for each of them.",
        concept="bias-per-weight",
    ),
    _counted(
        "bias-per-filter-weight",
        "WEIGHTS + bias*WEIGHTS + 2*NORMED",
        "A bias is added once to the sum of a filter, not once for each of its weights.",
        concept="bias-per-weight",
    ),
    _counted(
        "bias-per-tap",
        "WEIGHTS + AREA*BIASES + 2*NORMED",
        "A bias is one number for a filter, not one for each position of its kernel.",
        only=SINGLE,
        concept="bias-per-weight",
    ),
    _counted(
        "bias-per-input",
        "WEIGHTS + bias*in_channels + 2*NORMED",
        "Biases belong to the output channels, not to the input channels.",
        only=SINGLE,
        concept="bias-per-output",
    ),
    _taps(
        "kernel-argument-once",
        "kernel_size",
        "A kernel of that size is square, so its side counts twice as a factor.",
        concept="kernel-side-once",
    ),
    _taps(
        "kernel-to-the-third",
        "kernel_size**3",
        "`kernel_size` is the height and the width of the kernel; its depth is counted by the input channels already.",
        concept="kernel-as-cube",
    ),
    _taps(
        "kernel-side-doubled",
        "2*kernel_size",
        "The two sides of a kernel are multiplied, not added.",
        concept="adds-sides",
    ),
    _taps(
        "squares-third-argument-twice",
        "kernel_size**4",
        "The third argument is the length of one side of the kernel, so its square is already the whole area.",
        concept="kernel-as-cube",
    ),
    _taps(
        "padding-grows-kernel-weights",
        "(kernel_size + 2*padding)**2",
        "Padding adds zeros around the input and no weights to the kernel.",
        concept="stride-changes-parameters",
    ),
    _taps(
        "stride-as-width",
        "(kernel_size*stride)",
        "One number makes a square kernel; the argument after `kernel_size` is `stride`, which adds no weights.",
        only=("conv",),
        concept="positional-arguments",
    ),
    _taps(
        "reads-stride-as-kernel",
        "stride**2",
        "The third argument is `kernel_size` and the fourth `stride`, which adds no weights.",
        only=("conv",),
        concept="positional-arguments",
    ),
    _counted(
        "forgets-input-channels",
        "AREA*out_channels + BIASES + 2*NORMED",
        "Each filter has a kernel for every input channel, not one kernel in all.",
        only=SINGLE,
        concept="one-input-channel",
    ),
    _counted(
        "depth-from-second-argument",
        "AREA*out_channels**2 + BIASES + 2*NORMED",
        "The depth of a filter comes from the input channels, which are the first argument.",
        only=SINGLE,
        concept="depth-from-outputs",
    ),
    _counted(
        "filters-from-first-argument",
        "AREA*in_channels**2 + BIASES + 2*NORMED",
        "There are as many filters as output channels, which are the second argument.",
        only=SINGLE,
        concept="filters-from-inputs",
    ),
    _counted(
        "adds-channels",
        "AREA*(in_channels + out_channels) + BIASES + 2*NORMED",
        "Every output channel is joined to every input channel, so the two numbers of channels are multiplied.",
        only=SINGLE,
        concept="adds-channels",
    ),
    _counted(
        "overlooks-batch-norm-module",
        "WEIGHTS + BIASES",
        "`nn.BatchNorm2d` learns a scale and a shift for each channel.",
        only=NORMED,
        concept="forgets-normalisation",
    ),
    _counted(
        "one-per-channel",
        "WEIGHTS + BIASES + NORMED",
        "`BatchNorm2d` learns a shift for each channel beside the scale.",
        only=NORMED,
        concept="two-numbers-per-channel",
    ),
    _counted(
        "one-pair-a-layer",
        "WEIGHTS + BIASES + 2*LAYERS",
        "`BatchNorm2d` has a scale and a shift for each channel, not one pair for the whole layer.",
        only=NORMED,
        concept="two-numbers-per-channel",
    ),
    _counted(
        "expects-buffers-in-parameters",
        "WEIGHTS + BIASES + 4*NORMED",
        "The running mean and variance are buffers, which `parameters()` leaves out.",
        only=NORMED,
        concept="running-not-learned",
    ),
    _counted(
        "counts-relu-module",
        "WEIGHTS + BIASES + 3*NORMED",
        "`nn.ReLU` is a fixed function and has no parameters.",
        only=NORMED,
        concept="parameters-of-fixed-layers",
    ),
    _counted(
        "ignores-groups-argument",
        "AREA*in_channels**2 + in_channels*out_channels + BIASES + 2*NORMED",
        "With `groups` above 1 a filter has kernels for the input channels of its own group only.",
        only=GROUPED,
        concept="ignores-groups",
    ),
    _counted(
        "one-group",
        "AREA*(in_channels/groups)**2 + in_channels*out_channels + BIASES + 2*NORMED",
        "That is the share of a single group, and all groups together make up the layer.",
        only=GROUPED,
        concept="one-group-only",
    ),
    _counted(
        "one-channel-a-group",
        "AREA*in_channels + in_channels*out_channels + BIASES + 2*NORMED",
        "A filter sees all input channels of its group, which is one only if `groups` equals `in_channels`.",
        only=GROUPED,
        concept="one-channel-per-group",
    ),
    _counted(
        "groups-as-width",
        "AREA*groups*in_channels + in_channels*out_channels + BIASES + 2*NORMED",
        "`groups` is how many groups there are, not how many channels each of them has.",
        only=GROUPED,
        concept="groups-as-width",
    ),
    _counted(
        "forgets-pointwise",
        "AREA*(in_channels/groups)*in_channels + bias*in_channels + 2*NORMED",
        "The convolution of kernel size 1 has a weight for each pair of its channels, and its own biases.",
        only=GROUPED,
        concept="layers-with-parameters",
    ),
    _counted(
        "same-kernel-everywhere",
        "AREA*(in_channels/groups)*in_channels + AREA*in_channels*out_channels + BIASES + 2*NORMED",
        "The second convolution has kernel size 1, so one weight for each pair of its channels.",
        only=GROUPED,
        concept="pointwise-has-kernel",
    ),
    _counted(
        "groups-in-both",
        "AREA*(in_channels/groups)*in_channels + (in_channels/groups)*out_channels + BIASES + 2*NORMED",
        "Only the first convolution is told `groups`; the second one has `groups=1`.",
        only=GROUPED,
        concept="pointwise-has-kernel",
    ),
    _counted(
        "divides-biases-by-groups",
        "WEIGHTS + bias*(in_channels/groups + out_channels) + 2*NORMED",
        "Groups divide the weights of a filter, while each output channel keeps its bias.",
        only=GROUPED,
        concept="groups-divide-too-much",
    ),
)
_WEIGHTS = (
    *("kernel-argument-once", "kernel-to-the-third", "depth-from-second-argument", "filters-from-first-argument"),
    *("ignores-groups-argument", "groups-in-both", "same-kernel-everywhere"),
)
_BIASES = ("forgets-default-bias", "adds-bias-against-program", "bias-per-input")
_NORMS = ("overlooks-batch-norm-module", "one-per-channel", "expects-buffers-in-parameters", "counts-relu-module")
_TERMS = [[one for one in SINGLES if one.id in names] for names in (_WEIGHTS, _BIASES, _NORMS)]
MISTAKES: tuple[Misconception, ...] = (
    *SINGLES,
    *(InTwoTerms(one, other) for these, those in combinations(_TERMS, 2) for one, other in product(these, those)),
)
"""The mistakes, and two about different terms; "forgets-default-bias" stands also for somebody who believes that batch
normalisation takes the bias away."""
