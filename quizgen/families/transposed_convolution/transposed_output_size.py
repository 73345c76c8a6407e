"""The side of the feature map that a transposed convolution gives.

The reader puts a kernel down for each input, one every `stride`, crops the padding and adds the output padding. An
easy stem names all arguments, and there is no output padding; at the medium level there is some, or it has its default
value like all that the stem leaves out; at the hard level the kernel is dilated, or the stride is left out as well.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.families.transposed_convolution.shared.sizes import fitting, sensible
from quizgen.figures.stamping import stamping
from quizgen.formulas.transposed import dilated_transposed_output_size, transposed_output_size
from quizgen.layers import ConvTranspose2d, Network, real
from quizgen.layers.common import TRANSPOSED
from quizgen.misconceptions import transposed_sizes as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Figure, Values
from quizgen.space import Combinations, Params, concat
from quizgen.text import Text

STEM = (
    "A feature map of {n} × {n} goes through a `ConvTranspose2d` layer with `kernel_size={kernel_size}`, "
    "`stride={stride}`, `padding={padding}`, `output_padding={output_padding}` and `dilation={dilation}`. How many "
    "rows does its output have? All arguments have the meaning that PyTorch gives them"
)
ENDS = {"plain": ".", "dilated": ", where `dilation=1` would be an ordinary kernel."}
DEFAULTS = (
    "A feature map of {n} × {n} goes through the PyTorch layer `ConvTranspose2d({channels}, {channels}, {arguments})`. "
    "How many rows does its output have?"
)
WORDS = """
Each of the $n$ inputs puts a kernel down, $stride$ positions after the one before, and each kernel covers ${covered}$
positions. Here `padding` crops both sides and `output_padding` adds to one side only, so that the output size $o$ is
"""
LEFT_OUT = (
    "What the question leaves out has its default value: `stride=1`, `padding=0`, `output_padding=0`, `dilation=1`. "
)
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
    if p.shape == ("default",):
        return Text(DEFAULTS, {"n": p["n"], "channels": CHANNELS, "arguments": _told(p)})
    return Text(STEM + ENDS[p.shape[0]], {"dilation": 1, **p.values})


def _told(p: Params) -> str:
    """The arguments that have no default value."""
    told = {"kernel_size": p["kernel_size"], "stride": p["stride"], "padding": p["padding"]}
    return ", ".join(f"{name}={value}" for name, value in told.items() if value != USUAL.get(name))


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    (form,) = p.shape
    drawn_out = "dilated" if form == "dilated" else "plain"
    words = WORDS.replace("{covered}", COVERED[drawn_out])
    if form == "default":
        words = LEFT_OUT + words.lstrip()
    return (Text(words + FORMULAS[drawn_out], {**p.values, "o": key[0]}),)


def _layer(p: Params) -> ConvTranspose2d:
    return ConvTranspose2d(
        1,
        1,
        p["kernel_size"],
        p["stride"],
        p["padding"],
        p["output_padding"],
        dilation=p.values.get("dilation", 1),
    )


def _network(p: Params) -> Network:
    return Network((1, p["n"], p["n"]), (_layer(p),))


def _shown(p: Params) -> Network:
    """The layer as the stem shows it: a program names its channels too."""
    network = _network(p)
    if p.shape != ("default",):
        return network
    layer = _layer(p)
    shown = replace(layer, in_channels=CHANNELS, out_channels=CHANNELS)
    return Network((CHANNELS, *network.input[1:]), (shown,))


def _measure(p: Params) -> Values:
    return (oracle.output_length(_network(p).layers, p["n"]),)


def _inverted(p: Params) -> Values:
    """The smallest input of the convolution that it undoes, and the output padding."""
    span = p.values.get("dilation", 1) * (p["kernel_size"] - 1) + 1
    return (fitting(p["n"], span, p["stride"], p["padding"]) + p["output_padding"],)


def _plain(c: Any) -> Any:
    """A published layer, or a sensible one with a kernel up to 7 and some crop."""
    return real.transposed(c) | (sensible(c) & (c.padding > 0) & (c.kernel_size <= 7))


def _extended(c: Any) -> Any:
    return _plain(c) & (c.output_padding > 0)


def _moderate(c: Any) -> Any:
    """Sensible, and the map stays below 2,100 rows."""
    return _plain(c) & (c.n * c.stride < 2100)


def _figures(p: Params) -> tuple[Figure, ...]:
    """The stamps along one axis, as long as there are few enough to be told apart."""
    if p.shape == ("dilated",) or p["n"] > LEGIBLE or p["kernel_size"] > WIDEST:
        return ()
    return (stamping(p["n"], p["kernel_size"], p["stride"], p["padding"], p["output_padding"]),)


LEGIBLE, WIDEST = 20, 9
CHANNELS = 64
USUAL = {"stride": 1, "padding": 0}


def _level(n: range, kernel_size: tuple[int, ...], stride: tuple[int, ...], output: tuple[int, ...]) -> Combinations:
    padding = (0, 1, 2, 4, 8, 16)
    axes = {"n": n, "kernel_size": kernel_size, "stride": stride, "padding": padding, "output_padding": output}
    return Combinations(axes, _moderate if output == (0,) else _extended, ("plain",))


def _left_out(c: Any) -> Any:
    """A published layer; those that multiply the size by their stride, which a guesser expects, stand back."""
    multiplies = (c.kernel_size - 2 * c.padding == c.stride) & (c.stride > 1)
    return real.transposed(c) & (~multiplies | (c.n % 4 == 0))


def _default(n: range, *stride: int) -> Combinations:
    axes = {"n": n, "kernel_size": (2, 3, 4, 5, 6, 7, 8), "stride": stride, "padding": (0, 1, 2)}
    return Combinations(axes | {"output_padding": (0,)}, _left_out, ("default",))


def _dilated() -> Combinations:
    axes = {"n": range(13, 64, 2), "kernel_size": (3, 4, 5), "stride": (2, 3), "padding": (1, 2)}
    return Combinations(axes | {"output_padding": (0, 1, 2), "dilation": (2, 3)}, sensible, ("dilated",))


def _published(c: Any) -> Any:
    return real.transposed(c) & (getattr(c, "dilation", 1) == 1)


FAMILY = Family(
    module=__name__,
    common=TRANSPOSED,
    title="Output size of a transposed convolution",
    weight="core",
    asks="output_size",
    options={"easy": 3, "medium": 3, "hard": 4},
    numerical_only="the input times the stride is the key or beside it, whatever the mistakes give",
    levels={
        "easy": concat(
            _level(range(4, 65), (2, 3, 4, 5, 6, 7, 8, 16, 32, 64), (1, 2, 3, 4, 8, 16, 32), (0,)), real=_published
        ),
        "medium": concat(
            _default(range(7, 113), 2, 4),
            _level(range(7, 113, 3), (3, 4, 5, 7, 9), (2, 3, 4), (1, 2, 3)),
            real=_published,
        ),
        "hard": concat(_default(range(7, 161), 1), _dilated(), real=_published),
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
    network=_shown,
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
