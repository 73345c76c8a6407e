"""The channels that come out of an Inception block, whose branches are concatenated.

The reader adds the channels of each branch's last layer. In an easy block each branch ends with a convolution; in a
medium one a pooling layer keeps the channels of the input; at the hard level those come from another block.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizgen import oracle
from quizgen.asking.family import Example, Family
from quizgen.formulas.blocks import concatenated_channels, paired_channels, reduction_channels
from quizgen.layers import Conv2d, MaxPool2d, Network, Parallel, real
from quizgen.misconceptions import blocks as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Figure, Values
from quizgen.space import Mask, Params, concat, scattered
from quizgen.text import Text
from quizgen.topics.blocks.shared import branches

ONE = """
A feature map with {in_channels} channels goes through each of the branches of this block, and the maps that they give
are concatenated along the channels.

{layers_1}

"""
TWO = """
A feature map with {in_channels} channels goes through each of the branches of block A, and the maps that they give
are concatenated along the channels:

{layers_1}

In the same way the output of block A goes through block B:

{layers_2}

"""
ASK = {
    "block": "Padding keeps all maps at the same size. How many channels does the block's output have?",
    "reduction": "All branches give maps of the same size. How many channels does the block's output have?",
    "pair": (
        "Within each block all branches give maps of the same size. How many channels does the output of block B have?"
    ),
}
WORDS = {
    "block": """
Each branch gives the channels of its last layer, and concatenation puts them one after the other:

$$out_channels == out_channels_1 + out_channels_2 + out_channels_3 + out_channels_4$$

$$out_channels == {out_channels_1} + {out_channels_2} + {out_channels_3} + {out_channels_4} == {key}$$
""",
    "reduction": """
Each branch gives the channels of its last layer. A pooling layer works on each channel by itself, so it gives as many
channels as it is given, $in_channels$. Concatenation puts all of them one after the other:

$$out_channels == out_channels_1 + out_channels_2 + in_channels$$

$$out_channels == {out_channels_1} + {out_channels_2} + {in_channels} == {key}$$
""",
    "pair": """
Each branch gives the channels of its last layer, and concatenation puts them one after the other. So block A gives

$$out_channels_1 + out_channels_2 + out_channels_3 + out_channels_4$$

$${out_channels_1} + {out_channels_2} + {out_channels_3} + {out_channels_4} == {first}$$

channels. In block B the pooling layer works on each channel by itself, so its branch gives all {first}:

$${out_channels_5} + {out_channels_6} + {first} == {key}$$
""",
}
BLOCKS = ("block", "reduction", "pair")
REDUCTION = ("in_channels", "mid_channels_1", "out_channels_1", "mid_channels_2", "mid_channels_3", "out_channels_2")
SECOND = ("mid_channels_5", "out_channels_5", "mid_channels_6", "mid_channels_7", "out_channels_6")


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (trees[BLOCKS.index(shape[0])],)


def _reduction(channels: int, mid_1: int, out_1: int, mid_2: int, mid_3: int, out_2: int) -> Parallel:  # noqa: PLR0913, PLR0917 - a block has six numbers
    """Two branches that end with stride 2 beside max pooling."""
    return Parallel(
        (
            (Conv2d(channels, mid_1, 1, bias=False), Conv2d(mid_1, out_1, 3, 2, bias=False)),
            (
                Conv2d(channels, mid_2, 1, bias=False),
                Conv2d(mid_2, mid_3, 3, padding=1, bias=False),
                Conv2d(mid_3, out_2, 3, 2, bias=False),
            ),
            (MaxPool2d(3, 2),),
        )
    )


def _given(p: Params) -> int:
    """The channels that the first block of two gives."""
    return sum(p[f"out_channels_{number}"] for number in range(1, 5))


def _blocks(p: Params) -> tuple[Parallel, ...]:
    match p.shape[0]:
        case "block":
            return (branches.inception(p, bias=False),)
        case "reduction":
            return (_reduction(*(p[name] for name in REDUCTION)),)
        case _:
            return branches.inception(p, bias=False), _reduction(_given(p), *(p[name] for name in SECOND))


def _stem(p: Params) -> Text:
    tables = {f"layers_{number}": branches.table(block) for number, block in enumerate(_blocks(p), 1)}
    shown = TWO if p.shape[0] == "pair" else ONE
    return Text(shown + ASK[p.shape[0]], {**p.values, **tables})


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    first = {"first": _given(p)} if p.shape[0] == "pair" else {}
    return (Text(WORDS[p.shape[0]], {**p.values, **first, "key": key[0]}),)


def _figures(p: Params) -> tuple[Figure, ...]:
    start, every = f"input, {p['in_channels']} channels", _blocks(p)
    if len(every) == 1:
        return (branches.drawing(every[0], start, "output"),)
    first, second = every
    return branches.drawing(first, start, "output of block A"), branches.drawing(second, "output of block A", "output")


def _measure(p: Params) -> Values:
    return oracle.output_shape(_blocks(p), (p["in_channels"], branches.SIDE, branches.SIDE))[:1]


def _sensible(  # noqa: PLR0913, PLR0917 - a block has seven numbers
    channels: int, out_1: int, mid_2: int, out_2: int, mid_3: int, out_3: int, out_4: int
) -> bool:
    """The widest branch is the 3 × 3 one, reductions reduce, and the four branches are not too unlike the input."""
    total = out_1 + out_2 + out_3 + out_4
    return mid_2 < channels and mid_3 < out_3 < out_2 and out_1 <= out_2 and channels != total and total <= 3 * channels


def _reduces(  # noqa: PLR0913, PLR0917 - a block has six numbers
    channels: int, mid_1: int, out_1: int, mid_2: int, mid_3: int, out_2: int
) -> bool:
    return mid_1 < channels and mid_2 < channels and mid_3 <= out_2 and out_1 != out_2 and 2 * channels != out_1


def _both(*numbers: int) -> bool:
    return _sensible(*numbers[:7]) and _reduces(sum(numbers[number] for number in (1, 3, 5, 6)), *numbers[7:])


def _published_reduction(c: Any, given: Any, names: tuple[str, ...]) -> Mask:
    """Where all convolutions of a reduction that is given so many channels have those of published layers."""
    mid_1, out_1, mid_2, mid_3, out_2 = (getattr(c, name) for name in names)
    pairs = ((given, mid_1), (mid_1, out_1), (given, mid_2), (mid_2, mid_3), (mid_3, out_2))
    return np.asarray(np.logical_and.reduce([real.channels(*pair) for pair in pairs]), dtype=np.bool_)


def _published_pair(c: Any) -> Mask:
    given = sum(getattr(c, f"out_channels_{number}") for number in range(1, 5))
    return np.asarray(branches.published(c) & _published_reduction(c, given, SECOND), dtype=np.bool_)


ONES = ((32,), (64,), (112,), (128,), (160,), (192,), (256,), (384,))
THREES = ((64, 96), (96, 128), (96, 208), (112, 224), (128, 192), (128, 256), (144, 288), (160, 320), (192, 384))
FIVES = ((16, 32), (16, 48), (24, 64), (32, 64), (32, 96), (32, 128), (48, 128))
BRANCHES = ((64, 96), (96, 160), (128, 192), (128, 160), (192, 320), (192, 384), (256, 384))
CHAINS = ((64, 96, 96), (64, 96, 128), (96, 128, 128), (128, 192, 192), (128, 192, 256), (160, 192, 256))
MORE_BRANCHES = ((64, 128), (64, 192), (96, 128), (112, 224), (128, 256), (160, 320), (256, 512))
MORE_CHAINS = ((64, 64, 96), (64, 128, 128), (96, 96, 128), (96, 128, 192), (128, 128, 192), (128, 128, 256))
WIDTHS = ((192,), (256,), (288,), (320,), (384,), (480,), (512,), (528,), (576,), (768,), (832,), (1024,))
INPUTS = ((192,), (256,), (480,), (512,), (528,), (832,))

FAMILY = Family(
    module=__name__,
    title="Channels of an Inception block",
    weight="core",
    asks="channels",
    as_numbers=("hard",),
    levels={
        "easy": concat(
            scattered.thinned(
                branches.INCEPTION,
                (INPUTS, ONES, THREES, FIVES, ((32,), (48,), (64,), (96,), (128,))),
                _sensible,
                3000,
                "block",
            ),
            real=branches.published,
        ),
        "medium": concat(
            scattered.thinned(
                REDUCTION,
                (WIDTHS, (*BRANCHES, *MORE_BRANCHES), (*CHAINS, *MORE_CHAINS)),
                _reduces,
                3000,
                "reduction",
            ),
            real=lambda c: _published_reduction(c, c.in_channels, REDUCTION[1:]),
        ),
        "hard": concat(
            scattered.thinned(
                (*branches.INCEPTION, *SECOND),
                (INPUTS[:4], ONES[1:5:2], THREES[::3], FIVES[::2], ((32,), (64,), (96,)), BRANCHES[::2], CHAINS[::2]),
                _both,
                3000,
                "pair",
            ),
            real=_published_pair,
        ),
    },
    formulas=(concatenated_channels, reduction_channels, paired_channels),
    compose=_compose,
    misconceptions=(
        mistakes.LARGEST,
        mistakes.MEAN,
        mistakes.FORGETS_POOLING,
        mistakes.POOLING_KEEPS,
        mistakes.ADDS_INPUT,
        mistakes.COUNTS_REDUCTIONS,
        mistakes.FIRST_LAYERS,
        mistakes.ONE_REDUCTION,
        mistakes.RESIDUAL,
        mistakes.LARGE_KERNELS,
        mistakes.FORGETS_FIRST,
        mistakes.FORGETS_SECOND,
        mistakes.POOLING_HALVES,
        mistakes.POOLING_QUARTERS,
        mistakes.DOUBLES,
        mistakes.MIDDLE,
        mistakes.EVERYTHING,
        mistakes.INPUT_POOLED,
        mistakes.FIRST_ALONE,
        mistakes.FIRST_REDUCTIONS,
        mistakes.BLOCK_INPUT,
        mistakes.OTHER_REDUCTION,
    ),
    stem=_stem,
    solution=_solution,
    network=lambda p: Network((p["in_channels"], branches.SIDE, branches.SIDE), _blocks(p)),
    measure=_measure,
    figures=_figures,
    examples=(
        Example(branches.INCEPTION_3A, (256,), f"{branches.GOOGLENET}, inception (3a)", ("block",)),
        Example(
            dict(zip(REDUCTION, (288, 288, 384, 64, 96, 96), strict=True)),
            (768,),
            "torchvision.models.inception_v3, Mixed_6a: 288 to 768 channels",
            ("reduction",),
        ),
    ),
)
