"""Which dilated convolution gives a map of the wanted size at stride 1, often that of the input.

The layer stands alone or makes up for an unpadded layer before it. Each option is a real layer that is run; a wrong one
gives the wanted size only to somebody who makes one mistake. Easy items have the layer alone; in medium ones an
ordinary layer has made the map smaller before; in hard ones that layer has holes, too. Easy sets have one layer that no
network has: published ones keep the size or are not padded at all, and no three of them seem to be each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizgen import oracle
from quizgen.asking.family import Example
from quizgen.asking.offered import Offered, each
from quizgen.asking.which_layer import WhichFamily
from quizgen.formulas.dilation import DUMOULIN, dilated_output_size
from quizgen.layers import Conv2d, Network, real
from quizgen.math.reader import read
from quizgen.math.rewrites import indexed, substitute
from quizgen.math.tree import Op, Sym
from quizgen.misconceptions import dilation as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.misconceptions.twice import with_pairs
from quizgen.model import Kind, Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

SINGLE = "A `Conv2d` layer with `stride=1` is given a map of {n} × {n}; its output has to be {target_0} × {target_0}. "
AFTER = (
    "A map of {n} × {n} goes through a `Conv2d` layer with `kernel_size={kernel_size_1}`, `stride=1`, `padding=0` and "
    "`dilation={dilation_1}`, then through another one with `stride=1`, whose output has to be "
    "{target_0} × {target_0}. "
)
ORDINARY = " (`dilation=1` is an ordinary layer without holes.)"
ASK = {
    "choice": f"Which of these can {{which}} layer be?{ORDINARY}",
    "multiple": f"Which of these, one or several, can {{which}} layer be?{ORDINARY}",
}
SOLUTION = """
At stride 1 a layer with kernel size $kernel_size$, padding $padding$ and dilation $dilation$ takes
$dilation*(kernel_size - 1)$ positions away and adds $2*padding$, so that

$$o == n + 2*padding - dilation*(kernel_size - 1)$$
"""
FIRST = """
The first layer gives

$${n} - {dilation_1}*({kernel_size_1} - 1) == {size}$$
"""
EACH = """
`{layer}` gives

$${size} + 2*{padding} - {dilation}*({kernel_size} - 1) == {gives_0}$$
"""


def _compose(formulas: Trees, shape: Shape) -> Trees:
    """After a first layer the second one is given what that leaves."""
    if shape == ("after",):
        left = Op("-", Sym("n"), indexed(read(mistakes.GAPS), 1))
        return (substitute(formulas[0], {"n": left}),)
    return formulas


def _layer(p: Params) -> Conv2d:
    return Conv2d(1, 1, p["kernel_size"], 1, p["padding"], p["dilation"])


def _before(p: Params) -> tuple[Conv2d, ...]:
    return (Conv2d(1, 1, p["kernel_size_1"], dilation=p["dilation_1"]),) if p.shape == ("after",) else ()


def _measure(p: Params) -> Values:
    return (oracle.output_length((*_before(p), _layer(p)), p["n"]),)


def _stem(task: Params, kind: Kind) -> Text:
    told, which = (AFTER, "the second") if task.shape == ("after",) else (SINGLE, "the")
    return Text(told + ASK[kind].replace("{which}", which), task.values)


def _solution(task: Params, offered: tuple[Offered, ...]) -> tuple[Text, ...]:
    size = task["n"] - task["dilation_1"] * (task["kernel_size_1"] - 1)
    known = {**task.values, "size": size}
    first = (Text(FIRST, known),) if task.shape == ("after",) else ()
    return (Text(SOLUTION), *first, *each(EACH, known, offered))


def _sensible(c: Any) -> Any:
    """No more padding than the kernel covers beyond one position; strange layers are close to published ones."""
    gaps = c.dilation * (c.kernel_size - 1)
    near = (c.kernel_size <= 5) & (c.dilation <= 4) & (c.padding <= 3)
    return (c.padding <= gaps) & (gaps < c.n // 2) & (near | real.convolution(c))


def _level(shape: str, n: Sequence[int], kernel_size_1: Sequence[int], dilation_1: Sequence[int]) -> Concat:
    axes = {"n": n, "kernel_size_1": kernel_size_1, "dilation_1": dilation_1}
    options = {"kernel_size": (2, 3, 4, 5, 7), "padding": PADDINGS, "dilation": (1, 2, 3, 4, 5, 6, 8, 9, 12, 16)}
    return concat(Combinations(axes | options, _sensible, (shape,)), real=real.convolution)


PADDINGS = (0, 1, 2, 3, 4, 5, 6, 8, 9, 12)

FAMILY = WhichFamily(
    module=__name__,
    title="Which dilated convolution gives this size?",
    asks="output_size",
    levels={
        # No layer comes before: the numbers of one that changes nothing stand for it.
        "easy": _level("alone", (24, 28, 32, 33, 40, 48, 56, 64, 65, 80, 96), (1,), (1,)),
        "medium": _level("after", (28, 32, 48, 64), (3, 5, 7), (1,)),
        "hard": _level("after", (32, 48, 56, 64), (3, 5), (2, 3)),
    },
    given=("n", "kernel_size_1", "dilation_1"),
    shown=("kernel_size", "padding", "dilation"),
    formulas=(dilated_output_size,),
    compose=_compose,
    misconceptions=with_pairs(
        *mistakes.GAP_MISTAKES,
        mistakes.PAD_ONCE,
        mistakes.IGNORES_PADDING,
        mistakes.PADS_FOUR_TIMES,
        mistakes.FORGETS_START,
        mistakes.ONE_SIDE,
        mistakes.FORGETS_FIRST,
    ),
    layer=_layer,
    stem=_stem,
    solution=_solution,
    before=lambda task: Network((1, task["n"], task["n"]), _before(task)),
    measure=_measure,
    examples=(
        Example(
            {"n": 7, "kernel_size_1": 1, "dilation_1": 1, "kernel_size": 3, "padding": 0, "dilation": 2},
            (3,),
            f"{DUMOULIN}, figure 5.1",
            ("alone",),
        ),
    ),
)
