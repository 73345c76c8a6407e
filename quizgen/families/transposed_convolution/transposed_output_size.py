"""The side of the feature map that a transposed convolution gives.

The reader puts a kernel down for each input, one every `stride`, crops the padding and adds the output padding.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.families.transposed_convolution.shared.sizes import fitting, sensible
from quizgen.figures.stamping import stamping
from quizgen.formulas.transposed import dilated_transposed_output_size, transposed_output_size
from quizgen.layers import ConvTranspose2d, Network
from quizgen.misconceptions import transposed_sizes as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Figure, Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

STEM = (
    "A feature map of {n} × {n} goes through a `ConvTranspose2d` layer with `kernel_size={kernel_size}`, "
    "`stride={stride}`, `padding={padding}`, `output_padding={output_padding}` and `dilation={dilation}`. How many "
    "rows does its output have? All arguments have the meaning that PyTorch gives them"
)
ENDS = {"plain": ".", "dilated": ", where `dilation=1` would be an ordinary kernel."}
WORDS = """
Each of the $n$ inputs puts a kernel down, $stride$ positions after the one before, and each kernel covers ${covered}$
positions. Here `padding` crops both sides and `output_padding` adds to one side only, so that the output size $o$ is
"""
COVERED = {"plain": "kernel_size", "dilated": "dilation*(kernel_size - 1) + 1"}
FORMULAS = {
    "plain": """
$$o == (n - 1)*stride - 2*padding + kernel_size + output_padding$$

$$o == ({n} - 1)*{stride} - 2*{padding} + {kernel_size} + {output_padding}$$

$$o == {o}$$
""",
    "dilated": """
$$o == (n - 1)*stride - 2*padding + (dilation*(kernel_size - 1) + 1) + output_padding$$

$$o == ({n} - 1)*{stride} - 2*{padding} + ({dilation}*({kernel_size} - 1) + 1) + {output_padding}$$

$$o == {o}$$
""",
}


def _compose(trees: Trees, shape: Shape) -> Trees:
    return trees[1:] if shape == ("dilated",) else trees[:1]


def _stem(p: Params) -> Text:
    return Text(STEM + ENDS[p.shape[0]], {"dilation": 1, **p.values})


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    (form,) = p.shape
    words = WORDS.replace("{covered}", COVERED[form])
    return (Text(words + FORMULAS[form], {**p.values, "o": key[0]}),)


def _network(p: Params) -> Network:
    layer = ConvTranspose2d(
        1,
        1,
        p["kernel_size"],
        p["stride"],
        p["padding"],
        p["output_padding"],
        dilation=p.values.get("dilation", 1),
    )
    return Network((1, p["n"], p["n"]), (layer,))


def _measure(p: Params) -> Values:
    return (oracle.decoded_length(_network(p).layers, p["n"]),)


def _inverted(p: Params) -> Values:
    """The smallest input of the convolution that it undoes, and the output padding."""
    span = p.values.get("dilation", 1) * (p["kernel_size"] - 1) + 1
    return (fitting(p["n"], span, p["stride"], p["padding"]) + p["output_padding"],)


def _cropped(c: Any) -> Any:
    return sensible(c) & (c.padding > 0)


def _extended(c: Any) -> Any:
    return _cropped(c) & (c.output_padding > 0)


def _figures(p: Params) -> tuple[Figure, ...]:
    """The stamps along one axis, as long as there are few enough to be told apart."""
    if p.shape == ("dilated",) or p["n"] > LEGIBLE:
        return ()
    return (stamping(p["n"], p["kernel_size"], p["stride"], p["padding"], p["output_padding"]),)


LEGIBLE = 20
SIZES = (4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 21, 24, 25, 28, 30, 32)
LARGE = (13, 14, 15, 16, 17, 19, 20, 21, 24, 25, 27, 28, 30, 31, 32, 35, 36, 40, 45, 48, 50, 55, 56, 60, 63, 64)


def _level(
    n: tuple[int, ...], kernel_size: tuple[int, ...], stride: tuple[int, ...], output: tuple[int, ...]
) -> Concat:
    axes = {"n": n, "kernel_size": kernel_size, "stride": stride, "padding": range(1, 4), "output_padding": output}
    return concat(Combinations(axes, _cropped if output == (0,) else _extended, ("plain",)))


def _dilated() -> Concat:
    axes = {
        "n": LARGE,
        "kernel_size": (3, 4, 5),
        "stride": (2, 3),
        "padding": (1, 2),
        "output_padding": (0, 1, 2),
        "dilation": (2, 3),
    }
    return concat(Combinations(axes, _cropped, ("dilated",)))


FAMILY = Family(
    module=__name__,
    title="Output size of a transposed convolution",
    weight="core",
    asks="output_size",
    levels={
        "easy": _level(SIZES, (3, 4, 5, 6, 7), (2, 3), (0,)),
        "medium": _level(LARGE, (3, 4, 5, 6, 7), (2, 3, 4), (1, 2)),
        "hard": _dilated(),
    },
    formulas=(transposed_output_size, dilated_transposed_output_size),
    compose=_compose,
    misconceptions=(
        mistakes.AS_CONVOLUTION,
        mistakes.DIVIDES,
        *mistakes.OF_A_LAYER,
        mistakes.SUBTRACTS_EXTENT,
        mistakes.INPUT_AND_KERNEL,
        mistakes.INSERTS_STRIDE,
        mistakes.ZEROS_FOR_STEP,
        mistakes.SQUARES_STEP,
        mistakes.CONVOLVES_STRETCHED,
        mistakes.TWO_KERNELS,
        mistakes.SPREAD_IGNORED,
        mistakes.SPREAD_TAPS,
        mistakes.SPREAD_ONCE,
        mistakes.SPREAD_HOLES,
    ),
    stem=_stem,
    solution=_solution,
    network=_network,
    measure=_measure,
    recount=(Check("inverted convolution", _inverted),),
    figures=_figures,
    examples=(
        Example(
            {"n": 3, "kernel_size": 3, "stride": 2, "padding": 1, "output_padding": 0},
            (5,),
            "Dumoulin and Visin (2016), figure 4.6, transpose of a 3 × 3 kernel over a 5 × 5 input",
            ("plain",),
        ),
        Example(
            {"n": 3, "kernel_size": 3, "stride": 2, "padding": 1, "output_padding": 1},
            (6,),
            "Dumoulin and Visin (2016), figure 4.7, transpose of a 3 × 3 kernel over a 6 × 6 input",
            ("plain",),
        ),
    ),
)
