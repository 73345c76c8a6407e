"""The learnable parameters of an Inception block with 1 × 1 reductions.

The reader counts six convolutions: each large kernel sees only what its reduction leaves, and pooling has no weights.
An easy block has weights alone, a medium one biases, which belong to the channels that a convolution gives, and a hard
one batch normalisation, of which only a part is learned.
"""

from __future__ import annotations

from functools import cache

from quizgen import oracle
from quizgen.asking.family import Example, Family
from quizgen.families.blocks.shared import branches, norms
from quizgen.formulas.blocks import inception_parameters
from quizgen.layers import Network, Parallel
from quizgen.misconceptions import inception as mistakes
from quizgen.model import Values
from quizgen.space import Concat, Params, concat, scattered
from quizgen.text import Text

STEM = """
A feature map with {in_channels} channels goes through each of the branches of this block, and the maps that they give
are concatenated along the channels. {all}

{layers}

How many learnable parameters does the block have?
"""
ALL = {
    "plain": "All convolutions have `bias=False`, and there are no layers but these.",
    "biased": "All convolutions have `bias=True`, and there are no layers but these.",
    "normalised": (
        "All convolutions have `bias=False`, and a `BatchNorm2d` layer with `affine=True` comes after each of them."
    ),
}
WORDS = """
The number of a convolution's weights is the area of its kernel times its input channels times its output channels.
Pooling and concatenation have no parameters. The first branch has

$${in_channels}*{out_channels_1} == {first}$$

weights, the second one

$${in_channels}*{mid_channels_2} + 3**2*{mid_channels_2}*{out_channels_2} == {second}$$

the third one

$${in_channels}*{mid_channels_3} + 5**2*{mid_channels_3}*{out_channels_3} == {third}$$

and the fourth one, after the pooling layer,

$${in_channels}*{out_channels_4} == {fourth}$$
"""
SUM = """
All together that is

$${first} + {second} + {third} + {fourth} == {key}$$
"""
BIASES = """
The convolutions give

$${sum} == {given}$$

channels, and each of them has {own}:

$${each}*{given} == {biases}$$

All together that is

$${first} + {second} + {third} + {fourth} + {biases} == {key}$$
"""

GIVEN = branches.INCEPTION[1:]


def _block(p: Params) -> Parallel:
    return branches.inception(p, bias=bool(p["bias"]))


def _layers(p: Params) -> Parallel:
    """The block with its normalisations."""
    return norms.normalised(_block(p)) if p["norm"] else _block(p)


def _stem(p: Params) -> Text:
    words = STEM.replace("{all}", ALL[p.shape[0]])
    return Text(words, {"in_channels": p["in_channels"], "layers": branches.table(_block(p))})


OWN = {"biased": "a bias", "normalised": "a scale and a shift"}


@cache
def _words(shape: str) -> str:
    if shape == "plain":
        return WORDS + SUM
    return WORDS + BIASES.replace("{sum}", " + ".join(f"{{{name}}}" for name in GIVEN)).replace("{own}", OWN[shape])


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    weights = dict(zip(("first", "second", "third", "fourth"), _weights(p), strict=True))
    each, given = p["bias"] + 2 * p["norm"], sum(p[name] for name in GIVEN)
    known = {**p.values, **weights, "each": each, "given": given, "biases": each * given, "key": key[0]}
    return (Text(_words(p.shape[0]), known),)


def _weights(p: Params) -> tuple[int, int, int, int]:
    """The weights of each branch."""
    channels = p["in_channels"]
    return (
        channels * p["out_channels_1"],
        p["mid_channels_2"] * (channels + 9 * p["out_channels_2"]),
        p["mid_channels_3"] * (channels + 25 * p["out_channels_3"]),
        channels * p["out_channels_4"],
    )


def _sensible(  # noqa: PLR0913, PLR0917 - a block has seven numbers
    channels: int, out_1: int, mid_2: int, out_2: int, mid_3: int, out_3: int, out_4: int, *_: int
) -> bool:
    """Reductions reduce, the 5 × 5 branch is narrower than the 3 × 3 one."""
    return mid_2 < channels and mid_2 < out_2 and mid_3 < out_3 < out_2 and out_1 <= out_2 and out_4 <= out_2


def _level(shape: str, bias: int, norm: int) -> Concat:
    values = (INPUTS, ONES, THREES, FIVES, POOLED, ((bias, norm),))
    names = (*branches.INCEPTION, "bias", "norm")
    return concat(scattered.thinned(names, values, _sensible, 3000, shape), real=branches.published)


INPUTS = ((192,), (256,), (480,), (512,), (528,), (832,))
ONES = ((64,), (112,), (128,), (160,), (192,), (256,), (384,))
THREES = ((96, 128), (96, 208), (112, 224), (128, 192), (128, 256), (144, 288), (160, 320), (192, 384))
FIVES = ((16, 32), (16, 48), (24, 64), (32, 64), (32, 96), (32, 128), (48, 128))
POOLED = ((32,), (64,), (128,))
"""The channels that GoogLeNet's nine blocks have, mixed."""

FAMILY = Family(
    module=__name__,
    title="Parameters of an Inception block",
    weight="special",
    asks="parameters",
    numerical_only="the sum over the branches tells by what it shares with each other option",
    levels={"easy": _level("plain", 0, 0), "medium": _level("biased", 1, 0), "hard": _level("normalised", 0, 1)},
    formulas=(inception_parameters,),
    misconceptions=(
        mistakes.NO_REDUCTIONS,
        mistakes.SEES_INPUT,
        mistakes.FORGETS_REDUCTIONS,
        mistakes.FORGETS_POOLED,
        mistakes.POOLING_WEIGHTS,
        mistakes.POOLING_KERNEL,
        mistakes.REDUCTIONS_HAVE_KERNEL,
        mistakes.SIDE_ONCE,
        mistakes.NO_KERNELS,
        mistakes.ALL_THREES,
        mistakes.ALL_FIVES,
        mistakes.FORGETS_FIVES,
        mistakes.FIRST_REDUCTION_ONLY,
        mistakes.MIXES_OUTPUTS,
        mistakes.NEXT_READS_ALL,
        mistakes.UNREDUCED_FIVES,
        mistakes.FIRST_HAS_KERNEL,
        mistakes.FORGETS_FIRST,
        mistakes.FORGETS_ONES,
        mistakes.BATCH_NORM,
        mistakes.FORGETS_BIASES,
        mistakes.BIASES_ANYWAY,
        mistakes.REDUCTIONS_WITHOUT,
        mistakes.POOLING_BIASES,
        mistakes.BIASES_ON_BOTH_SIDES,
        mistakes.BIASES_PER_INPUT,
        mistakes.FORGETS_NORM,
        mistakes.HALF_NORM,
        mistakes.RUNNING,
        mistakes.NORM_OF_INPUTS,
    ),
    stem=_stem,
    figures=lambda p: (branches.drawing(_block(p), f"input, {p['in_channels']} channels", "output"),),
    solution=_solution,
    network=lambda p: Network((p["in_channels"], branches.SIDE, branches.SIDE), (_layers(p),)),
    measure=lambda p: (oracle.parameters((_layers(p),)),),
    examples=(
        Example(
            branches.INCEPTION_3A | {"bias": 0, "norm": 0},
            (163_328,),
            f"{branches.GOOGLENET}, inception (3a): 159 times 1,024 parameters, rounded down",
            ("plain",),
        ),
    ),
)
