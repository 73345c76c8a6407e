"""The learnable parameters of convolutions that batch normalisation follows.

The reader adds a scale and a shift for each normalised channel, and knows that running statistics are not learned.
An easy stem gives what counts, a medium one also the batch and the maps, over which nothing is learned; a hard one has
a block of two convolutions, in which a bias that is not shown is there by default.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.norm_parameters import affine_conv_parameters
from quizgen.layers import BatchNorm2d, Conv2d, Layer, Network, ReLU, code, real
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Op, Sym
from quizgen.misconceptions import norm_parameters
from quizgen.misconceptions.kinds import Trees
from quizgen.model import Values
from quizgen.space import Combinations, Params, concat
from quizgen.text import Text
from quizgen.text.nodes import Table
from quizgen.topics.parameters.shared.worked import shown, worked

CONV = (
    "A `Conv2d` layer with `in_channels={in_channels}`, `out_channels={out_channels}`, `kernel_size={kernel_size}` and "
    "`bias={bias}`"
)
STEMS = {
    "plain": (
        f"{CONV} is followed by `BatchNorm2d({{out_channels}}{{affine}})`; all other settings are PyTorch's defaults. "
        "How many learnable parameters do the two layers have together?"
    ),
    "placed": (
        f"{CONV} is followed by `BatchNorm2d({{out_channels}}{{affine}})`; all other settings are PyTorch's defaults. "
        "A batch has {batch} samples, and the maps that are normalised have {n} × {n} positions. How many learnable "
        "parameters do the two layers have together?"
    ),
    "double": """
A block has these layers:

{layers}

All other settings are PyTorch's defaults. How many learnable parameters does the block have?
""",
}
SINGLE = (
    "The convolution has a kernel of $kernel_size**2$ weights for each pair of its $in_channels$ input and "
    "$out_channels$ output channels{first}. {norm} The number of parameters $parameters$ is"
)
NORMS = (
    "With `affine=False` the normalisation learns nothing: its running mean and variance are buffers.",
    (
        "`BatchNorm2d` learns a scale and a shift for each of the $out_channels$ channels; its running mean and "
        "variance are buffers, which are not learned."
    ),
)
DOUBLE = (
    "The convolutions have a kernel of $kernel_size**2$ weights for each pair of channels, first of $in_channels$ "
    "and $mid_channels$, then of $mid_channels$ and $out_channels${first}. {norm} `ReLU` has no parameters. The number "
    "of parameters $parameters$ is"
)
TWO_NORMS = (
    NORMS[0],
    "Each `BatchNorm2d` learns a scale and a shift for each of its channels; the running statistics are buffers.",
)
BIASES = {
    "single": ", and a bias for each output channel",
    "double": "; a convolution that is not told `bias=False` has a bias for each channel that it gives",
}


def _compose(trees: Trees, shape: tuple[str, ...]) -> Trees:
    (single,) = trees
    if shape != ("double",):
        return trees
    first = substitute(single, {"out_channels": Sym("mid_channels"), "bias": Sym("bias_1")})
    second = substitute(single, {"in_channels": Sym("mid_channels"), "bias": Sym("bias_2")})
    return (Op("+", first, second),)


def _single(p: Params) -> str:
    words = SINGLE.replace("{first}", BIASES["single"] * p["bias"]).replace("{norm}", NORMS[p["affine"]])
    terms = ["kernel_size**2*in_channels*out_channels"]
    return worked(words, " + ".join(terms + ["out_channels"] * p["bias"] + ["2*out_channels"] * p["affine"]))


def _double(p: Params) -> str:
    first, second = p["bias_1"], p["bias_2"]
    words = DOUBLE.replace("{first}", BIASES["double"] if first or second else "")
    words = words.replace("{norm}", TWO_NORMS[p["affine"]])
    terms = ["kernel_size**2*in_channels*mid_channels", "kernel_size**2*mid_channels*out_channels"]
    terms += ["mid_channels"] * first + ["out_channels"] * second
    terms += ["2*mid_channels", "2*out_channels"] * p["affine"]
    return worked(words, " + ".join(terms))


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    template = _double(p) if p.shape == ("double",) else _single(p)
    return (Text(template, {**p.values, "parameters": key[0]}),)


def _layers(p: Params) -> tuple[Layer, ...]:
    size, channels = p["kernel_size"], p["out_channels"]
    padding = (size - 1) // 2
    if p.shape != ("double",):
        conv = Conv2d(p["in_channels"], channels, size, padding=padding, bias=bool(p["bias"]))
        return conv, BatchNorm2d(channels, bool(p["affine"]))
    mid = p["mid_channels"]
    first = Conv2d(p["in_channels"], mid, size, padding=padding, bias=bool(p["bias_1"]))
    second = Conv2d(mid, channels, size, padding=padding, bias=bool(p["bias_2"]))
    affine = bool(p["affine"])
    return first, BatchNorm2d(mid, affine), ReLU(), second, BatchNorm2d(channels, affine)


def _shown(layer: Layer) -> tuple[str, ...]:
    """The arguments that the table gives: a bias only where there is none, because it is there by default."""
    match layer:
        case Conv2d(bias=bias):
            return ("in_channels", "out_channels", "kernel_size", "padding", *(() if bias else ("bias",)))
        case BatchNorm2d(affine=affine):
            return ("num_features", *(() if affine else ("affine",)))
        case _:
            return ()


def _stem(p: Params) -> Text:
    if p.shape != ("double",):
        return Text(STEMS[p.shape[0]], shown(p) | {"affine": "" if p["affine"] else ", affine=False"})
    rows = tuple((str(place), code(layer, _shown(layer))) for place, layer in enumerate(_layers(p), 1))
    return Text(STEMS["double"], {"layers": Table(("No.", "Layer"), rows, "The layers of the block")})


def _listed(p: Params) -> Values:
    """Lists the numbers of each output channel: its kernels, its bias, its scale and its shift."""
    total, pair = 0, ("scale", "shift") if p["affine"] else ()
    for layer in _layers(p):
        if isinstance(layer, Conv2d) and isinstance(layer.kernel_size, int) and layer.out_channels:
            weights = sum([layer.kernel_size * layer.kernel_size] * layer.in_channels)
            total += sum([weights + layer.bias + len(pair)] * layer.out_channels)
    return (total,)


def _plain(c: Any) -> Any:
    return real.channels(c.in_channels, c.out_channels)


def _block(c: Any) -> Any:
    return real.channels(c.in_channels, c.mid_channels) & real.channels(c.mid_channels, c.out_channels)


def _smaller(c: Any) -> Any:
    """No number of channels falls, and the last one is at most four times the first."""
    return (
        (c.in_channels <= c.mid_channels) & (c.mid_channels <= c.out_channels) & (c.out_channels <= 4 * c.in_channels)
    )


WIDE = (16, 24, 32, 48, 64, 96, 128, 192, 256)
PLAIN = {
    "in_channels": (1, 3, 4, 6, 8, 12, 16, 20, 24, 32),
    "out_channels": (6, 8, 12, 16, 20, 24, 32, 48, 50, 64),
    "kernel_size": (3, 5, 7),
    "bias": (0, 1),
    "affine": (0, 1),
}
PLACED = {
    "in_channels": (3, *WIDE),
    "out_channels": WIDE,
    "kernel_size": (1, 3, 5),
    "bias": (0, 1),
    "affine": (0, 1),
    "n": (14, 28, 56),
    "batch": (16, 32),
}
DOUBLED = {
    "in_channels": WIDE,
    "mid_channels": WIDE,
    "out_channels": WIDE,
    "kernel_size": (3, 5),
    "bias_1": (0, 1),
    "bias_2": (0, 1),
    "affine": (0, 1),
}

FAMILY = Family(
    module=__name__,
    title="Parameters of a convolution with batch normalisation",
    asks="parameters",
    levels={
        "easy": concat(Combinations(PLAIN, None, ("plain",)), real=_plain),
        "medium": concat(Combinations(PLACED, None, ("placed",)), real=_plain),
        "hard": concat(Combinations(DOUBLED, _smaller, ("double",)), real=_block),
    },
    formulas=(affine_conv_parameters,),
    compose=_compose,
    misconceptions=norm_parameters.BLOCK,
    stem=_stem,
    solution=_solution,
    network=lambda p: Network((p["in_channels"], p.values.get("n", 32), p.values.get("n", 32)), _layers(p)),
    givens=lambda p: {"batch": p["batch"]} if p.shape == ("placed",) else {},
    measure=lambda p: (oracle.parameters(_layers(p)),),
    recount=(Check("channel by channel", _listed),),
    examples=(
        Example(
            {"in_channels": 3, "out_channels": 64, "kernel_size": 7, "bias": 0, "affine": 1},
            (9_408 + 128,),
            "torchvision, ResNet: conv1 has 64 × 3 × 7 × 7 weights and no bias, bn1 has 64 weights and 64 biases",
            ("plain",),
        ),
    ),
)
