"""The zeros in front that make a stack of dilated convolutions causal and keep the length of the sequence.

The reader finds how far each layer reaches back, its gaps times its dilation, and adds the layers up. Easy items
have one layer; in medium ones the reaches of several layers add up; in hard ones the dilations grow by a factor, in
blocks that start again.
"""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.figures.coverage import coverage
from quizgen.formulas.causal import BLOCKS, WAVENET, causal_padding, rates
from quizgen.layers import Conv2d, real
from quizgen.math.rewrites import substitute
from quizgen.misconceptions.causal import CAUSAL
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Figure, Values
from quizgen.space import Combinations, Mask, Params, concat
from quizgen.text import Text
from quizgen.topics.dilation.shared.schedules import offsets

ONE = (
    "A sequence goes through a `Conv1d` layer with `kernel_size={kernel_size}`, `stride=1`, `padding=0` "
    "and `dilation={rates}`. "
)
SEVERAL = (
    "A sequence goes through {count} `Conv1d` layers, one after the other, with `kernel_size={kernel_size}`, "
    "`stride=1`, `padding=0` and the dilations {rates}. "
)
REPEATED = (
    "A sequence goes through {blocks} equal blocks of `Conv1d` layers, one after the other. The layers of a block have "
    "`kernel_size={kernel_size}`, `stride=1`, `padding=0` and, in this order, the dilations {rates}. "
)
FRONT = (
    "so that the output is as long as the sequence and no output depends on a later position of the sequence than "
    "its own. "
    "How many zeros does that take? (`dilation=1` is an ordinary layer without holes.)"
)
SINGLE = f"Zeros are put in front of the sequence, {FRONT}"
TOGETHER = f"Zeros are put in front of the input, once for all layers together, {FRONT}"
LAYER = """
At stride 1 an output of a layer with kernel size $kernel_size$ and dilation $dilation$ sees its own position and
reaches $dilation*(kernel_size - 1)$ positions back. That is how many zeros have to be put in
front:

$$padding == dilation*(kernel_size - 1)$$

$$padding == {total}*({kernel_size} - 1) == {key}$$
"""
STACK = """
At stride 1 an output of a layer with kernel size $kernel_size$ and dilation $dilation$ sees its own position and
reaches back as many positions as

$$dilation*(kernel_size - 1)$$

Each layer goes on where the one after it ends, so the dilations are added up,

$${sum} == {total}$$

and the number of zeros is

$$padding == {total}*({kernel_size} - 1) == {key}$$
"""


def _rates(p: Params) -> tuple[int, ...]:
    """The dilations of all layers from the input on, those of one block where there are several."""
    if p.shape == (BLOCKS,):
        return tuple(p["dilation"] * p["factor"] ** number for number in range(p["layers"]))
    return tuple(p[f"dilation_{number}"] for number in range(1, int(p.shape[0]) + 1))


def _all(p: Params) -> tuple[int, ...]:
    return _rates(p) * p.values.get("blocks", 1)


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (substitute(trees[0], {"rates": rates(shape)}),)


def _stem(p: Params) -> Text:
    *first, end = map(str, _rates(p))
    shown = f"{', '.join(first)} and {end}" if first else end
    words = REPEATED if p.shape == (BLOCKS,) else SEVERAL if first else ONE
    return Text(words + (TOGETHER if first else SINGLE), {**p.values, "rates": shown, "count": len(first) + 1})


@cache
def _words(layers: int, blocks: int) -> str:
    one = " + ".join(f"{{rate_{number}}}" for number in range(layers))
    return LAYER if layers == 1 else STACK.replace("{sum}", f"{{blocks}}*({one})" if blocks > 1 else one)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    blocks = p.values.get("blocks", 1)
    known = {f"rate_{number}": rate for number, rate in enumerate(_rates(p))}
    words = _words(len(_rates(p)), blocks)
    return (Text(words, {**p.values, **known, "blocks": blocks, "total": sum(_all(p)), "key": key[0]}),)


def _measure(p: Params) -> Values:
    """What real layers take away from a sequence that is long enough for them."""
    length = p["kernel_size"] * sum(_all(p))
    layers = [Conv2d(1, 1, p["kernel_size"], dilation=rate) for rate in _all(p)]
    return (length - oracle.output_length(layers, length),)


def _earliest(p: Params) -> Values:
    """The furthest of the positions before it that the last output reads, tap by tap."""
    return (offsets((p["kernel_size"], rate) for rate in _all(p)).bit_length() - 1,)


def _json(p: Params) -> dict[str, Any]:
    plain = {"type": "Conv1d", "in_channels": 1, "out_channels": 1, "kernel_size": p["kernel_size"], "stride": 1}
    return {"sequence": [plain | {"padding": 0, "dilation": rate} for rate in _all(p)]}


def _figures(p: Params) -> tuple[Figure, ...]:
    """What one output sees, where that fits into a drawing: its own position is the last."""
    return (coverage(p["kernel_size"], _all(p)),) if p["kernel_size"] * sum(_all(p)) <= DRAWN else ()


def _grows(c: Any) -> Any:
    """Dilations that differ and do not fall."""
    third = getattr(c, "dilation_3", c.dilation_2 + 1)
    return (c.dilation_1 < c.dilation_2) & (c.dilation_2 < third)


def _plain(c: Any) -> Any:
    """A kernel above 7, or a dilation above 9, is one of a published network."""
    known = real.convolution(SimpleNamespace(kernel_size=c.kernel_size, dilation=c.dilation_1))
    return ((c.kernel_size <= SIZES[-1]) & (c.dilation_1 <= SHORT)) | known


def _short(c: Any) -> Any:
    return c.blocks * (c.kernel_size - 1) * c.dilation * (c.factor**c.layers - 1) // (c.factor - 1) <= LONGEST


def _published(c: Any) -> Mask:
    """A published layer, or layers that follow each other in a published network; of blocks those of one."""
    if c.shape == (BLOCKS,):
        return real.growing(c)
    dilations = [vars(c)[f"dilation_{number}"] for number in range(1, int(c.shape[0]) + 1)]
    if len(dilations) == 1:
        return real.convolution(SimpleNamespace(kernel_size=c.kernel_size, dilation=dilations[0]))
    return real.schedule(c.kernel_size, dilations)


LONGEST = 3100
DRAWN = 100
SHORT = 9
SIZES = (2, 3, 4, 5, 6, 7)
LONE = (2, 3, 4, 5, 6, 8, 9, 12, 16, 17, 18, 24, 32, 36, 64, 128, 256, 512)
RATES = (1, 2, 3, 4, 5, 6, 8, 9, 12, 16)

FAMILY = Family(
    module=__name__,
    title="Zeros in front of a causal convolution",
    asks="causal_padding",
    numerical_only="most foreseen wrong values are smaller than the key, so that its size would tell it",
    levels={
        "easy": concat(
            Combinations({"kernel_size": (*SIZES, 8), "dilation_1": LONE}, _plain, ("1",)),
            real=_published,
        ),
        "medium": concat(
            Combinations({"kernel_size": SIZES, "dilation_1": RATES[:4], "dilation_2": RATES}, _grows, ("2",)),
            Combinations(
                {"kernel_size": SIZES[:4], "dilation_1": RATES[:4], "dilation_2": RATES[:7], "dilation_3": RATES},
                _grows,
                ("3",),
            ),
            real=_published,
        ),
        "hard": concat(
            Combinations(
                {
                    "kernel_size": SIZES,
                    "dilation": (1, 2, 3),
                    "factor": (2, 3),
                    "layers": (3, 4, 5, 6, 7, 8, 9, 10),
                    "blocks": (2, 3, 4, 5),
                },
                _short,
                (BLOCKS,),
            ),
            real=_published,
        ),
    },
    formulas=(causal_padding,),
    compose=_compose,
    misconceptions=CAUSAL,
    stem=_stem,
    solution=_solution,
    network=None,
    givens=_json,
    measure=_measure,
    figures=_figures,
    recount=(Check("earliest input that is seen", _earliest),),
    examples=(
        Example(
            {"kernel_size": 2, "dilation": 1, "factor": 2, "layers": 10, "blocks": 1},
            (1_023,),
            f"{WAVENET}: the dilations 1, 2, ..., 512 see 1,024 inputs",
            (BLOCKS,),
        ),
    ),
)
