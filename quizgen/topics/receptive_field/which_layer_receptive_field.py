"""Which layer at the end of a stack makes the receptive field as large as wanted.

Each option is a real layer that is run after the stack; a wrong one gives the wanted receptive field only to somebody
who makes one mistake. The layer's own stride plays no part. Easy items have convolutions before it; in medium ones it
follows a pooling layer, whose stride counts too; in hard ones a dilated layer, which spreads its own taps only.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Example
from quizgen.asking.offered import Offered, each
from quizgen.asking.which_layer import WhichFamily
from quizgen.chains import fields, stacks
from quizgen.formulas.receptive_field import ADDED, SIMONYAN, longer_jump, wider_field
from quizgen.layers import Conv2d
from quizgen.misconceptions import dilation
from quizgen.misconceptions import receptive_field as mistakes
from quizgen.misconceptions.kinds import Shape
from quizgen.misconceptions.twice import with_pairs
from quizgen.model import Values
from quizgen.space import Params
from quizgen.text import Text
from quizgen.topics.receptive_field.shared import figures, real, spaces

STEM = """
An image goes through these layers, in this order:

{layers}

One more `Conv2d` layer comes after them. The receptive field of one unit of its output has to span exactly {target_0}
input pixels along one axis, far away from the border of the image. {which}? (`dilation=1` is an ordinary layer without
holes.)
"""
ASK = {"choice": "Which of these can it be", "multiple": "Which of these, one or several, can it be"}
SOLUTION = """
A layer with kernel size $kernel_size$, stride $stride$ and dilation $dilation$ turns the receptive field
$receptive_field$ and the distance $jump$ of neighbouring units into

$$receptive_field + dilation*(kernel_size - 1)*jump$$

and $jump*stride$, beginning with 1 and 1. After the given layers this makes $receptive_field == {field}$ and
$jump == {jump}$, so the layer that is added needs

$$dilation*(kernel_size - 1) == ({target_0} - {field})/{jump} == {steps}$$

whatever its stride is.
"""
EACH = """
`{layer}` gives

$${field} + {dilation}*({kernel_size} - 1)*{jump} == {gives_0}$$
"""


def _layer(p: Params) -> Conv2d:
    return Conv2d(1, 1, p["kernel_size"], p["stride"], 0, p["dilation"])


def _start(p: Params) -> dict[str, int]:
    """Receptive field and jump after the given layers."""
    found, depth = stacks.states(p), len(p.shape) - 1
    return {"field": found[f"r_{depth}"], "jump": found[f"j_{depth}"]}


def _measure(p: Params) -> Values:
    start = _start(p)
    field = start["field"] + p["dilation"] * (p["kernel_size"] - 1) * start["jump"]
    return oracle.receptive_field((*stacks.layers(p), _layer(p)), field + start["jump"] * p["stride"])[:1]


def _solution(task: Params, offered: tuple[Offered, ...]) -> tuple[Text, ...]:
    start = _start(task)
    known = {**task.values, **start} | {"steps": (task["target_0"] - start["field"]) // start["jump"]}
    return (Text(SOLUTION, known), *each(EACH, known, offered))


def _spread(c: Any, shape: Shape) -> Any:
    return spaces.spreads(c, len(shape)) & (spaces.field(c, shape) <= 160)


NAMES = tuple(name for index in ("1", "2") for name in stacks.named(index))
THREES = dict.fromkeys(("kernel_size_1", "kernel_size_2", "kernel_size"), 3)
ONES = {name: 1 for name in (*NAMES, *stacks.SHOWN) if not name.startswith("kernel_size")}
NEW = ((2, 3, 4, 5, 7), (1, 2), (1, 2, 3, 4, 6, 8))

FAMILY = WhichFamily(
    module=__name__,
    title="Which layer gives this receptive field?",
    asks="receptive_field",
    levels={
        "easy": spaces.stacks(
            (f"conv conv {ADDED}",),
            {"first": ((3, 4, 5, 7, 11), (1, 2, 4), (1,)), "conv": ((3, 5), (1, 2), (1,)), ADDED: NEW},
            _spread,
        ),
        "medium": spaces.stacks(
            (f"conv pool {ADDED}",),
            {"first": ((3, 4, 5, 7, 11), (1, 2, 4), (1,)), "pool": ((2, 3), (2,), (1,)), ADDED: NEW},
            _spread,
        ),
        "hard": spaces.stacks(
            (f"conv dilated {ADDED}",),
            {"first": ((3, 4, 5, 7, 11), (1, 2, 4), (1,)), "dilated": ((3, 5), (1,), (2, 3, 4)), ADDED: NEW},
            _spread,
        ),
    },
    given=NAMES,
    shown=stacks.SHOWN,
    formulas=(wider_field, longer_jump),
    compose=fields.compose_field,
    misconceptions=with_pairs(
        *dilation.GAP_MISTAKES,
        *(mistakes.IGNORES_JUMP, mistakes.OWN_STRIDE, mistakes.ADDS_KERNEL, mistakes.PRODUCT, mistakes.LAST_KERNEL),
        *(mistakes.SKIPS_POOLS, mistakes.POOL_WINDOW, mistakes.POOL_STRIDE),
        *(mistakes.STRIDE_BELOW, mistakes.SUMS_STRIDES, mistakes.STRIDE_SCALES),
        *(mistakes.BOTH_SIDES, mistakes.ONE_SIDE),
    ),
    layer=_layer,
    stem=lambda task, kind: Text(STEM, {**task.values, "layers": real.table(stacks.layers(task)), "which": ASK[kind]}),
    solution=_solution,
    before=real.network,
    measure=_measure,
    figures=figures.chain,
    examples=(Example(THREES | ONES, (7,), f"{SIMONYAN}, section 2.3", ("conv", "conv", ADDED)),),
)
