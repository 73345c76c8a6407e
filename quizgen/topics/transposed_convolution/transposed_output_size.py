"""The side of the feature map that a transposed convolution gives.

The reader puts a kernel down for each input, one every `stride`, crops the padding and adds the output padding. An
easy stem names all arguments, and there is no output padding; at the medium level there is some, or it has its default
value like all that the stem leaves out; at the hard level the kernel is dilated, or a second layer, told like that, is
given what the first one makes.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.chains.decoders import fitting
from quizgen.figures.stamping import stamping
from quizgen.formulas.transposed import dilated_transposed_output_size, transposed_output_size
from quizgen.layers import ConvTranspose2d, Network, real
from quizgen.layers.common import TRANSPOSED
from quizgen.math.rewrites import indexed
from quizgen.math.tree import Sym
from quizgen.misconceptions import chains
from quizgen.misconceptions import transposed_sizes as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.misconceptions.limited import except_on
from quizgen.model import Figure, Values
from quizgen.space import Combinations, Params, Rows, concat
from quizgen.text import Text
from quizgen.topics.transposed_convolution.shared.sizes import sensible

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
PAIR = (
    "A feature map of {n} × {n} goes through the PyTorch layer `ConvTranspose2d({channels}, {channels}, {arguments_1})`"
    " and then through `ConvTranspose2d({channels}, {channels}, {arguments_2})`. How many rows does the output of the "
    "second layer have?"
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
    "pair": """
$$o == (n - 1)*stride - 2*padding + kernel_size + output_padding$$

The first layer gives

$$({n} - 1)*{stride_1} - 2*{padding_1} + {kernel_size_1} + {output_padding_1} == {first}$$

rows, and the second one, which is given these,

$$({first} - 1)*{stride_2} - 2*{padding_2} + {kernel_size_2} + {output_padding_2} == {o}$$
""",
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
    if shape == ("pair",):
        return (indexed(trees[0], 2, {"n": indexed(trees[0], 1, {"n": Sym("n")})}),)
    return trees[1:] if shape == ("dilated",) else trees[:1]


def _ends(shape: Shape) -> tuple[str, ...]:
    """What the names of each layer's arguments end in."""
    return ("_1", "_2") if shape == ("pair",) else ("",)


def _stem(p: Params) -> Text:
    calls = {f"arguments{end}": _told(p, end) for end in _ends(p.shape)}
    if p.shape[0] in CALLS:
        return Text(CALLS[p.shape[0]], {"n": p["n"], "channels": CHANNELS, **calls})
    return Text(STEM + ENDS[p.shape[0]], {"dilation": 1, **p.values})


def _told(p: Params, end: str) -> str:
    """The arguments that have no default value."""
    told = {name: p[name + end] for name in ("kernel_size", "stride", "padding", "output_padding")}
    return ", ".join(f"{name}={value}" for name, value in told.items() if value != USUAL.get(name))


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    (form,) = p.shape
    drawn_out = form if form in FORMULAS else "plain"
    words = WORDS.replace("{covered}", COVERED.get(form, COVERED["plain"]))
    if form in CALLS:
        words = LEFT_OUT + words.lstrip()
    first = {"first": _sizes(p)[0]} if form == "pair" else {}
    return (Text(words + FORMULAS[drawn_out], {**p.values, **first, "o": key[0]}),)


def _layer(p: Params, end: str, channels: int) -> ConvTranspose2d:
    window = (p[f"kernel_size{end}"], p[f"stride{end}"], p[f"padding{end}"], p[f"output_padding{end}"])
    return ConvTranspose2d(channels, channels, *window, dilation=p.values.get("dilation", 1))


def _network(p: Params, channels: int = 1) -> Network:
    return Network((channels, p["n"], p["n"]), tuple(_layer(p, end, channels) for end in _ends(p.shape)))


def _shown(p: Params) -> Network:
    """The layers as the stem shows them: a program names their channels too."""
    return _network(p, CHANNELS if p.shape[0] in CALLS else 1)


def _measure(p: Params) -> Values:
    return (oracle.output_length(_network(p).layers, p["n"]),)


def _inverted(p: Params) -> Values:
    """The smallest input of the convolution that it undoes, and the output padding, layer by layer."""
    return (_sizes(p)[-1],)


def _sizes(p: Params) -> list[int]:
    """The size after each layer, by trying which inputs the convolution that it undoes would fit."""
    size, sizes = p["n"], []
    for end in _ends(p.shape):
        span = p.values.get("dilation", 1) * (p[f"kernel_size{end}"] - 1) + 1
        size = fitting(size, span, p[f"stride{end}"], p[f"padding{end}"]) + p[f"output_padding{end}"]
        sizes.append(size)
    return sizes


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
    if p.shape[0] in {"dilated", "pair"} or p["n"] > LEGIBLE or p["kernel_size"] > WIDEST:
        return ()
    return (stamping(p["n"], p["kernel_size"], p["stride"], p["padding"], p["output_padding"]),)


LEGIBLE, WIDEST = 20, 9
CHANNELS = 64
USUAL = {"stride": 1, "padding": 0, "output_padding": 0}
CALLS = {"default": DEFAULTS, "pair": PAIR}


def _level(n: range, kernel_size: tuple[int, ...], stride: tuple[int, ...], output: tuple[int, ...]) -> Combinations:
    padding = (0, 1, 2, 4, 8, 16)
    axes = {"n": n, "kernel_size": kernel_size, "stride": stride, "padding": padding, "output_padding": output}
    return Combinations(axes, _moderate if output == (0,) else _extended, ("plain",))


def _left_out(c: Any) -> Any:
    """A published layer; those that multiply the size by their stride, which a guesser expects, stand back."""
    multiplies = (c.kernel_size - 2 * c.padding == c.stride) & (c.stride > 1)
    return real.transposed(c) & (~multiplies | (c.n % 4 == 0))


def _default() -> Combinations:
    axes = {"n": range(7, 113), "kernel_size": (2, 3, 4, 5, 6, 7, 8), "stride": (2, 4), "padding": (0, 1, 2)}
    return Combinations(axes | {"output_padding": (0,)}, _left_out, ("default",))


def _pair() -> Rows:
    """Two published layers, one of them at least with another size than its input times its stride."""
    names = tuple(f"{name}{end}" for end in ("_1", "_2") for name in WINDOW)
    every = [one + two for one in PUBLISHED for two in PUBLISHED if not (_multiplies(*one) and _multiplies(*two))]
    return Rows(("n", *names), lambda: ((n, *row) for n in range(4, 33) for row in every), ("pair",))


def _multiplies(kernel_size: int, stride: int, padding: int, output_padding: int) -> bool:
    return kernel_size - 2 * padding + output_padding == stride


WINDOW = ("kernel_size", "stride", "padding", "output_padding")
PUBLISHED = (
    (2, 2, 0, 0),
    (4, 2, 1, 0),
    (3, 2, 1, 1),
    (4, 1, 0, 0),
    (3, 2, 0, 0),
    (5, 2, 0, 0),
    (6, 2, 0, 0),
    (4, 2, 0, 0),
)


def _dilated() -> Combinations:
    axes = {"n": range(13, 64, 2), "kernel_size": (3, 4, 5), "stride": (2, 3), "padding": (1, 2)}
    return Combinations(axes | {"output_padding": (0, 1, 2), "dilation": (2, 3)}, sensible, ("dilated",))


def _published(c: Any) -> Any:
    if c.shape == ("pair",):
        return real.transposed(c, "_1") & real.transposed(c, "_2")
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
            _default(),
            _level(range(7, 113, 3), (3, 4, 5, 7, 9), (2, 3, 4), (1, 2, 3)),
            real=_published,
        ),
        "hard": concat(_pair(), _dilated(), real=_published),
    },
    formulas=(transposed_output_size, dilated_transposed_output_size),
    compose=_compose,
    misconceptions=(
        *except_on(
            ("pair",),
            *(mistakes.AS_CONVOLUTION, mistakes.DIVIDES, mistakes.MULTIPLIES_ONLY, mistakes.CONVOLVES_STRETCHED),
        ),
        *mistakes.OF_A_LAYER[1:],
        mistakes.SUBTRACTS_EXTENT,
        mistakes.INPUT_AND_KERNEL,
        mistakes.INSERTS_STRIDE,
        mistakes.ZEROS_FOR_STEP,
        mistakes.SQUARES_STEP,
        mistakes.TWO_KERNELS,
        mistakes.SPREAD_IGNORED,
        mistakes.SPREAD_TAPS,
        mistakes.SPREAD_ONCE,
        mistakes.SPREAD_HOLES,
    ),
    beside=chains.of_two(),
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
