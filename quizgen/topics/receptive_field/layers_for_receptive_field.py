"""The fewest equal layers, one after the other, whose receptive field is as large as wanted.

The reader finds what each layer adds, takes off what a unit sees before the first of them, divides and rounds up. In
easy items the layers have no holes; in medium ones a dilation stretches what each adds; in hard ones a first layer's
stride does so as well, and what a unit sees before has to be read from that layer.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.figures.fields import nested_fields
from quizgen.figures.parts import counted
from quizgen.formulas.receptive_field import SIMONYAN, before_layers, layers_for_field
from quizgen.layers import Conv2d, Network, layer_json
from quizgen.layers import real as layers
from quizgen.math.rewrites import substitute
from quizgen.misconceptions import depth as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Figure, Values
from quizgen.space import Combinations, Mask, Params, concat
from quizgen.text import Text
from quizgen.topics.receptive_field.shared import real

END = "the receptive field of one unit of the last layer's output spans at least {target} input pixels along one axis"
FURTHER = (
    "All layers of a network have stride 1, and the receptive field of one unit of its output spans {receptive_field} "
    "input pixels along one axis. What is the smallest number of `Conv2d` layers with `kernel_size={kernel_size}`, "
    f"`stride=1` and `dilation={{dilation}}` that have to be added at its end, so that {END}?"
)
AFTER = (
    "A network begins with a `Conv2d` layer with `kernel_size={kernel_size_1}`, `stride={stride_1}` and `dilation=1`. "
    "All layers after it are `Conv2d` layers with `kernel_size={kernel_size}`, `stride=1` and `dilation={dilation}`. "
    f"What is the smallest number of layers that have to come after the first one, so that {END}?"
)
BORDER = " (Leave aside units close to the border of the image; `dilation=1` is an ordinary layer without holes.)"
SOLUTION = """
Before these layers a unit spans $receptive_field == {receptive_field}$ input pixels, and neighbouring units are
$jump == {jump}$ apart. Each of $layers$ layers with kernel size $kernel_size$, dilation $dilation$ and stride 1 adds
$dilation*(kernel_size - 1)*jump$ pixels, and the target $target$ has to be reached, so

$$layers == ceil((target - receptive_field)/(dilation*(kernel_size - 1)*jump))$$

$$layers == ceil(({target} - {receptive_field})/({dilation}*({kernel_size} - 1)*{jump}))$$

$$layers == {layers}$$
"""


def _compose(formulas: Trees, shape: Shape) -> Trees:
    return (substitute(formulas[0], before_layers(shape)),)


def _first(p: Params) -> tuple[Conv2d, ...]:
    """The layer before, where the stem tells it."""
    return (Conv2d(1, 1, p["kernel_size_1"], p["stride_1"]),) if p.shape == ("after",) else ()


def _before(p: Params) -> tuple[Conv2d, ...]:
    """The layer before, or one with the receptive field of the network before."""
    return _first(p) or (Conv2d(1, 1, p["receptive_field"]),)


def _layer(p: Params) -> Conv2d:
    return Conv2d(1, 1, p["kernel_size"], dilation=p["dilation"])


def _givens(p: Params) -> dict[str, object]:
    found: dict[str, object] = {"repeated": layer_json(_layer(p)), "target": p["target"]}
    return found if _first(p) else found | {"receptive_field": p["receptive_field"]}


def _published(c: Any) -> Mask:
    """The layers are those of published networks."""
    repeated = layers.convolution(c)
    return repeated & layers.convolution(c, "_1") if c.shape == ("after",) else repeated


def _known(c: Any) -> Mask:
    """A first kernel above 7 is one of a published network; the key is above the stem's small numbers."""
    added = c.dilation * (c.kernel_size - 1) * c.stride_1
    several = c.target - c.kernel_size_1 > FEWER * added
    known = (c.kernel_size_1 <= LARGEST) | layers.convolution(c, "_1")
    return np.asarray(several & known, dtype=np.bool_)


def _start(p: Params) -> tuple[int, int]:
    """Receptive field and jump before the layers that are asked for."""
    return (p["kernel_size_1"], p["stride_1"]) if p.shape == ("after",) else (p["receptive_field"], 1)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    field, jump = _start(p)
    return (Text(SOLUTION, {**p.values, "receptive_field": field, "jump": jump, "layers": key[0]}),)


def _tap_by_tap(p: Params) -> Values:
    """Adds layers until the furthest input position that is read is far enough away from the first."""
    (field, stride), furthest, added = _start(p), 0, 0
    while furthest * stride + field < p["target"]:
        furthest = max(furthest + tap * p["dilation"] for tap in range(p["kernel_size"]))
        added += 1
    return (added,)


def _figures(p: Params) -> tuple[Figure, ...]:
    """The field before, and after the last layer but one, which is not yet as large as wanted, and the last one."""
    (field, jump), kernel_size, dilation = _start(p), p["kernel_size"], p["dilation"]
    added = dilation * (kernel_size - 1) * jump
    fewer = -(-(p["target"] - field) // added) - 1
    known = [(field, jump, 1), (fewer * (kernel_size - 1) + 1, 1, dilation), (kernel_size, 1, dilation)]
    names = ["before these layers", counted(fewer, "more layer"), counted(fewer + 1, "more layer")]
    drawn = range(3) if fewer else (0, 2)
    return (nested_fields([known[one] for one in drawn], [names[one] for one in drawn]),)


LARGEST, FEWER = 7, 5
ONCE = (1,)
RATES = (2, 3, 4)
EASY, MEDIUM, HARD = range(28, 100), range(50, 150, 3), range(60, 301, 3)
PIXEL = {"receptive_field": 1, "kernel_size": 3, "dilation": 1}

FAMILY = Family(
    module=__name__,
    title="Layers for a receptive field",
    weight="core",
    asks="layers",
    levels={
        "easy": concat(
            Combinations(
                {"receptive_field": range(9, 26, 2), "kernel_size": (3, 5, 7), "dilation": ONCE, "target": EASY},
                shape=("further",),
            ),
            real=_published,
        ),
        "medium": concat(
            Combinations(
                {"receptive_field": range(11, 42, 2), "kernel_size": (3, 5), "dilation": RATES, "target": MEDIUM},
                shape=("dilated",),
            ),
            real=_published,
        ),
        "hard": concat(
            Combinations(
                {"kernel_size_1": (3, 5, 7, 11), "stride_1": (2, 4), "kernel_size": (3, 5), "dilation": RATES}
                | {"target": HARD},
                _known,
                ("after",),
            ),
            real=_published,
        ),
    },
    formulas=(layers_for_field,),
    compose=_compose,
    misconceptions=(
        mistakes.ROUNDS_DOWN,
        mistakes.ADDS_KERNEL,
        mistakes.BOTH_SIDES,
        mistakes.ONE_SIDE,
        mistakes.ALL_TAPS,
        mistakes.RADIUS,
        mistakes.COUNTS_BEFORE,
        mistakes.FORGETS_FIELD,
        mistakes.ADDS_FIELD,
        mistakes.FIELD_TWICE,
        mistakes.TILES,
        mistakes.OUTPUT_SIZE,
        mistakes.IGNORES_DILATION,
        mistakes.ADDS_DILATION,
        mistakes.ENDS_ONLY,
        mistakes.HOLES_ONLY,
        mistakes.ONE_HOLE_MORE,
        mistakes.IGNORES_STRIDE,
        mistakes.ADDS_STRIDE,
        mistakes.KERNEL_AS_STRIDE,
    ),
    stem=lambda p: Text((AFTER if p.shape == ("after",) else FURTHER) + BORDER, p.values),
    solution=_solution,
    network=lambda p: Network(real.INPUT, _first(p)),
    givens=_givens,
    measure=lambda p: (oracle.depth_for_span(_before(p), _layer(p), p["target"]),),
    figures=_figures,
    recount=(Check("layer by layer", _tap_by_tap),),
    examples=(
        Example(PIXEL | {"target": 5}, (2,), f"{SIMONYAN}, section 2.3", ("further",)),
        Example(PIXEL | {"target": 7}, (3,), f"{SIMONYAN}, section 2.3", ("further",)),
    ),
)
