"""The learnable parameters of a linear layer on a flattened feature map.

The reader finds the size of the map that is flattened: every value of every channel has a weight for each output.
An easy convolution keeps the size of the map, so that nothing has to be worked out about it; a medium one changes it;
at the hard level pooling comes between, and may drop a row and a column.
"""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.parameters import linear_parameters
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Conv2d, Flatten, Layer, Linear, MaxPool2d, Network, real
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Call, Num, Op, Sym
from quizgen.misconceptions import head_parameters
from quizgen.misconceptions.kinds import Trees
from quizgen.model import Values
from quizgen.space import Combinations, Params, concat
from quizgen.text import Text
from quizgen.topics.parameters.shared.worked import shown

LINEAR = "`Linear` layer with `out_features={features_out}` and `bias={bias}`"
CONV = (
    "A `Conv2d` layer with `in_channels={in_channels}`, `out_channels={out_channels}`, `kernel_size={kernel_size}`, "
    "`stride={stride}`, `padding={padding}` and `dilation=1` is applied to maps of {n} × {n}"
)
ASKED = (
    "As in PyTorch, a fraction in a map's size is rounded down. How many learnable parameters does the `Linear` layer "
    "have?"
)
STEMS = {
    "conv": f"{CONV}. Its output is flattened and passed to a {LINEAR}. {ASKED}",
    "pooled": (
        f"{CONV}, and `MaxPool2d(kernel_size=2, stride=2)` to its output. The pooled maps are flattened and passed to "
        f"a {LINEAR}. {ASKED}"
    ),
}
SIZES = {
    "conv": (
        "The convolution gives maps of $o$ × $o$, where a fraction is rounded down:",
        "$$o == floor(({n} + 2*{padding} - {kernel_size})/{stride}) + 1 == {conv}$$",
    ),
    "pooled": (
        "The convolution gives maps of $n_1$ × $n_1$, where a fraction is rounded down:",
        "$$n_1 == floor(({n} + 2*{padding} - {kernel_size})/{stride}) + 1 == {conv}$$",
        "The pooling leaves maps of $o$ × $o$:",
        "$$o == floor({conv}/2) == {side}$$",
    ),
}
REST = (
    "Each value of the maps is one of the $features_in$ inputs of the linear layer:",
    "$$features_in == {out_channels}*{side}**2 == {features_in}$$",
    "It has a weight for each of them and each of its $features_out$ outputs{biases}, $parameters$ parameters in all:",
)
TOTALS = (
    ("", "$$parameters == features_in*features_out == {features_in}*{features_out} == {parameters}$$"),
    (
        ", and one bias for each output",
        "$$parameters == (features_in + 1)*features_out == ({features_in} + 1)*{features_out} == {parameters}$$",
    ),
)


def _compose(trees: Trees, shape: tuple[str, ...]) -> Trees:
    linear, size = trees
    side = Call("floor", (Op("/", size, Num(2)),)) if shape == ("pooled",) else size
    features = Op("*", Sym("out_channels"), Op("**", side, Num(2)))
    return (substitute(linear, {"features_in": features}),)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    words, total = TOTALS[p["bias"]]
    side = _side(p)
    values = {**p.values, "conv": _conv_side(p), "side": side, "features_in": p["out_channels"] * side**2}
    parts = (*SIZES[p.shape[0]], *REST, total)
    return (Text("\n\n".join(parts).replace("{biases}", words), {**values, "parameters": key[0]}),)


def _conv_side(p: Params) -> int:
    return (p["n"] + 2 * p["padding"] - p["kernel_size"]) // p["stride"] + 1


def _side(p: Params) -> int:
    """The side of the map that is flattened."""
    return _conv_side(p) // 2 if p.shape == ("pooled",) else _conv_side(p)


def _layers(p: Params) -> tuple[Layer, ...]:
    """The layers as the stem tells them, without the number of inputs of the linear one."""
    end = (Flatten(), Linear(None, p["features_out"], bool(p["bias"])))
    conv = Conv2d(p["in_channels"], p["out_channels"], p["kernel_size"], p["stride"], p["padding"])
    return (conv, *end) if p.shape == ("conv",) else (conv, MaxPool2d(2, 2), *end)


def _network(p: Params) -> Network:
    """The layers with nothing left out."""
    *before, linear = _layers(p)
    told = replace(linear, in_features=p["out_channels"] * _side(p) ** 2) if isinstance(linear, Linear) else linear
    return Network((p["in_channels"], p["n"], p["n"]), (*before, told))


def _measure(p: Params) -> Values:
    """What the real linear layer has, made for what really reaches it."""
    layers = _layers(p)
    return (oracle.fitted_parameters(layers, (p["in_channels"], p["n"], p["n"]), len(layers) - 1),)


def _listed(p: Params) -> Values:
    """Lists the positions of one flattened map, and counts each output's weights and bias."""
    places = range(p["n"] + 2 * p["padding"])[p["kernel_size"] - 1 :: p["stride"]]
    if p.shape == ("pooled",):
        places = range(len(places))[1::2]
    inputs = sum([p["out_channels"] * len(places)] * len(places))
    return (sum([inputs + p["bias"]] * p["features_out"]),)


def _keeps(c: Any) -> Any:
    """The convolution keeps the size of the map, and its kernel fits on it."""
    return (c.kernel_size <= c.n) & (2 * c.padding == c.kernel_size - 1)


def _usual(c: Any) -> Any:
    return (c.padding == 0) | (2 * c.padding == c.kernel_size - 1)


def _shrinks(c: Any) -> Any:
    return _usual(c) & ((c.stride > 1) | (c.padding == 0))


def _real(c: Any) -> Any:
    return real.convolution(c) & real.channels(c.in_channels, c.out_channels)


KEEPING = {
    "n": (4, 5, 6, 7),
    "in_channels": (1, 3, 6, 8, 16, 24, 32, 64),
    "out_channels": (6, 8, 16, 24, 32, 64),
    "kernel_size": (3, 5),
    "stride": (1,),
    "padding": (1, 2),
    "features_out": (2, 5, 10, 20, 84),
    "bias": (0, 1),
}
CONVOLVED = {
    "n": (8, 10, 12, 14, 15, 16),
    "in_channels": (3, 6, 16, 32, 64),
    "out_channels": (8, 16, 32, 64, 96, 128),
    "kernel_size": (3, 5),
    "stride": (1, 2),
    "padding": (0, 1, 2),
    "features_out": (10, 20, 50, 84),
    "bias": (0, 1),
}
POOLED = {
    **CONVOLVED,
    "n": (14, 15, 20, 28, 32),
    "features_out": (10, 64, 84, 100),
}

FAMILY = Family(
    module=__name__,
    title="Parameters of a linear layer on a flattened map",
    weight="core",
    asks="linear_parameters",
    levels={
        "easy": concat(Combinations(KEEPING, _keeps, ("conv",)), real=_real),
        "medium": concat(Combinations(CONVOLVED, _shrinks, ("conv",)), real=_real),
        "hard": concat(Combinations(POOLED, _usual, ("pooled",)), real=_real),
    },
    formulas=(linear_parameters, conv_output_size),
    compose=_compose,
    misconceptions=head_parameters.AMONG_OPTIONS,
    stem=lambda p: Text(STEMS[p.shape[0]], shown(p)),
    solution=_solution,
    network=_network,
    measure=_measure,
    recount=(Check("position by position", _listed),),
    examples=(
        Example(
            {
                "n": 14,
                "in_channels": 512,
                "out_channels": 512,
                "kernel_size": 3,
                "stride": 1,
                "padding": 1,
                "features_out": 4096,
                "bias": 0,
            },
            (102_760_448,),
            "CS231n notes (2023), Convolutional Networks: first FC of VGGNet with 7 × 7 × 512 × 4096 weights",
            ("pooled",),
        ),
    ),
)
