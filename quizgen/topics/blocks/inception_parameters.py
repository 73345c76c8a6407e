"""The learnable parameters of an Inception block with 1 × 1 reductions.

The reader counts six convolutions: each large kernel sees only what its reduction leaves, and pooling has no weights.
In an easy item the channels of the block's input are told; in a medium one they are those that another block gives,
whose branches are concatenated; in a hard one those of the last branch are missing besides, and follow from the
channels that the block gives in all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import chain, compress, product
from types import SimpleNamespace
from typing import Any

import numpy as np

from quizgen import oracle
from quizgen.asking.family import Example, Family
from quizgen.formulas.blocks import inception_parameters, told
from quizgen.layers import Network, Parallel, layer_json
from quizgen.misconceptions import inception as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Figure, Values
from quizgen.space import Concat, Params, Rows, concat, scattered
from quizgen.text import Text
from quizgen.topics.blocks.shared import branches

START = {
    "plain": """
A feature map with {in_channels} channels goes through each of the branches of this block, and the maps that they give
are concatenated along the channels. All convolutions have `bias=False`, and there are no layers but these.

{layers}

How many learnable parameters does the block have?
""",
    "behind": """
Each of the branches of block A is given a feature map with {before_in_channels} channels, and the maps that they give
are concatenated along the channels:

{layers_before}

In the same way each of the branches of block B is given the output of block A:

{layers}

All convolutions have `bias=False`, and there are no layers but these. How many learnable parameters does block B have?
""",
    "open": """
Each of the branches of block A is given a feature map with {before_in_channels} channels, and the maps that they give
are concatenated along the channels:

{layers_before}

In the same way each of the branches of block B is given the output of block A, and block B gives {out_channels}
channels:

{layers}

All convolutions have `bias=False`, and there are no layers but these. How many learnable parameters does block B have?
""",
}
BEFORE = """
The branches of block A are concatenated, so that block B is given the channels of their last layers:

$${first_given} + {second_given} + {third_given} + {fourth_given} == {in_channels}$$

"""
LEFT = """
Of the {out_channels} channels that block B gives, the last branch gives what the other three leave:

$${out_channels} - {out_channels_1} - {out_channels_2} - {out_channels_3} == {out_channels_4}$$

"""
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

All together that is

$${first} + {second} + {third} + {fourth} == {key}$$
"""
FOUND = {"plain": "", "behind": BEFORE, "open": BEFORE + LEFT}
ORDINALS = ("first", "second", "third", "fourth")
LAST = "1 × 1 convolution, the other output channels"


def _compose(trees: Trees, shape: Shape) -> Trees:
    return tuple(told(tree, shape) for tree in trees)


def _numbers(p: Params) -> dict[str, int]:
    """The block's numbers, those that have to be found among them."""
    numbers = dict(p.values)
    if p.shape != ("plain",):
        numbers["in_channels"] = sum(numbers[f"before_out_channels_{branch}"] for branch in range(1, 5))
    if p.shape == ("open",):
        numbers["out_channels_4"] = p["out_channels"] - sum(p[f"out_channels_{branch}"] for branch in range(1, 4))
    return numbers


def _block(p: Params) -> Parallel:
    return branches.inception(Params(_numbers(p)), bias=False)


def _before(p: Params) -> Parallel:
    """The block before."""
    return branches.inception(Params({name: p[f"before_{name}"] for name in branches.INCEPTION}), bias=False)


def _givens(p: Params) -> Mapping[str, Any]:
    return {} if p.shape == ("plain",) else {"before": layer_json(_before(p))}


def _stem(p: Params) -> Text:
    last = LAST if p.shape == ("open",) else ""
    before = {} if p.shape == ("plain",) else {"layers_before": branches.table(_before(p))}
    tables = before | {"layers": branches.table(_block(p), last)}
    return Text(START[p.shape[0]], {**p.values, **tables})


def _figures(p: Params) -> tuple[Figure, ...]:
    if p.shape == ("plain",):
        return (branches.drawing(_block(p), f"input, {p['in_channels']} channels", "output"),)
    last, end = (LAST, f"output, {p['out_channels']} channels") if p.shape == ("open",) else ("", "output")
    block = branches.drawing(_block(p), "output of block A", end, last)
    return branches.drawing(_before(p), "input of block A", "output of block A"), block


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    numbers = _numbers(p)
    weights = dict(zip(ORDINALS, _weights(numbers), strict=True))
    given = {f"{word}_given": p.values.get(f"before_out_channels_{n}", 0) for n, word in enumerate(ORDINALS, 1)}
    return (Text(FOUND[p.shape[0]] + WORDS, {**numbers, **weights, **given, "key": key[0]}),)


def _weights(p: Mapping[str, int]) -> tuple[int, int, int, int]:
    """The weights of each branch."""
    channels = p["in_channels"]
    return (
        channels * p["out_channels_1"],
        p["mid_channels_2"] * (channels + 9 * p["out_channels_2"]),
        p["mid_channels_3"] * (channels + 25 * p["out_channels_3"]),
        channels * p["out_channels_4"],
    )


def _sensible(  # noqa: PLR0913, PLR0917 - a block has seven numbers
    channels: int, out_1: int, mid_2: int, out_2: int, mid_3: int, out_3: int, out_4: int
) -> bool:
    """Reductions reduce, the 5 × 5 branch is narrower than the 3 × 3 one."""
    return mid_2 < channels and mid_2 < out_2 and mid_3 < out_3 < out_2 and out_1 <= out_2 and out_4 <= out_2


def _given(block: Iterable[int]) -> int:
    """The channels that a block gives."""
    _, out_1, _, out_2, _, out_3, out_4 = block
    return out_1 + out_2 + out_3 + out_4


@cache
def _blocks_before() -> tuple[tuple[int, ...], ...]:
    """Blocks of published layers that give as many channels as one of GoogLeNet's blocks is given."""
    every = (tuple(chain(*groups)) for groups in product(INPUTS, ONES, THREES, FIVES, POOLED))
    fitting = [block for block in every if _sensible(*block) and (_given(block),) in INPUTS]
    columns = dict(zip(branches.INCEPTION, np.asarray(fitting).T, strict=True))
    return tuple(compress(fitting, branches.published(SimpleNamespace(**columns))))


def _pair(*numbers: int) -> bool:
    """Both blocks are sensible, and in the second one the last branch is not the widest."""
    return _sensible(_given(numbers[:7]), *numbers[7:])


def _behind(shape: str) -> Concat:
    """Two blocks in a row, the second one with its last branch or with what it gives in all."""
    names = (*(f"before_{name}" for name in branches.INCEPTION), *branches.INCEPTION[1:])
    every = Rows(names, partial(_thinned, names, shape), (shape,))
    if shape == "behind":
        return concat(every, real=_published)
    return concat(Rows((*names[:-1], "out_channels"), partial(_totals, every), (shape,)), real=_published)


def _thinned(names: tuple[str, ...], shape: str) -> Iterable[tuple[int, ...]]:
    values = (_blocks_before(), ONES, THREES, FIVES, POOLED)
    return scattered.thinned(names, values, _pair, 3000, shape).make()


def _totals(every: Rows) -> Iterator[tuple[int, ...]]:
    """What the block gives in all, in place of its last branch."""
    for row in zip(*every.columns.values(), strict=True):
        before, own = [int(number) for number in row[:7]], [int(number) for number in row[7:]]
        yield (*before, *own[:-1], _given((0, *own)))


def _published(c: Any) -> Any:
    """Where all convolutions of the block have channels of published layers."""
    numbers = SimpleNamespace(**vars(c))
    if c.shape != ("plain",):
        numbers.in_channels = sum(getattr(c, f"before_out_channels_{branch}") for branch in range(1, 5))
    if c.shape == ("open",):
        numbers.out_channels_4 = c.out_channels - c.out_channels_1 - c.out_channels_2 - c.out_channels_3
    return branches.published(numbers)


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
    levels={
        "easy": concat(
            scattered.thinned(branches.INCEPTION, (INPUTS, ONES, THREES, FIVES, POOLED), _sensible, 3000, "plain"),
            real=_published,
        ),
        "medium": _behind("behind"),
        "hard": _behind("open"),
    },
    formulas=(inception_parameters,),
    compose=_compose,
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
        mistakes.BIASES_ANYWAY,
        *(mistakes.FIRST_INPUT, mistakes.LAST_BRANCH, mistakes.INNER_CHANNELS),
        *(mistakes.TAKES_ALL, mistakes.WITH_REDUCED),
    ),
    stem=_stem,
    figures=_figures,
    solution=_solution,
    network=lambda p: Network((_numbers(p)["in_channels"], branches.SIDE, branches.SIDE), (_block(p),)),
    givens=_givens,
    measure=lambda p: (oracle.parameters((_block(p),)),),
    examples=(
        Example(
            branches.INCEPTION_3A,
            (163_328,),
            f"{branches.GOOGLENET}, inception (3a): 159 times 1,024 parameters, rounded down",
            ("plain",),
        ),
    ),
)
