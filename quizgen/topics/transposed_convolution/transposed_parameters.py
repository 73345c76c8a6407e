"""The learnable parameters of transposed convolutions.

The reader counts as for a convolution: a kernel for each pair of channels, a bias for each output channel; stride,
padding and the size of the map play no part. An easy stem names what counts and the stride, a medium one also what does
not count; a hard one has two layers, the first of which gives the channels of the second.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.transposed import decoder_parameters, transposed_parameters
from quizgen.layers import ConvTranspose2d, Network, real
from quizgen.layers.common import TRANSPOSED
from quizgen.misconceptions import parameters
from quizgen.misconceptions import transposed_parameters as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.space import Combinations, Params, concat
from quizgen.text import Text

KERAS = "Keras code examples, Variational AutoEncoder, summary of the decoder"
SHAPES = ("plain", "placed", "decoder")
CHANNELS = "`in_channels={in_channels}`, `out_channels={out_channels}`"
STEMS = {
    "plain": (
        f"A `ConvTranspose2d` layer has {CHANNELS}, `kernel_size={{kernel_size}}`, `stride={{stride}}`, `groups=1` and "
        "`bias={said}`. How many learnable parameters does it have?"
    ),
    "placed": (
        f"A `ConvTranspose2d` layer with {CHANNELS}, `kernel_size={{kernel_size}}`, `stride={{stride}}`, "
        "`padding={padding}`, `groups=1` and `bias={said}` is applied to feature maps of {n} × {n}. How many learnable "
        "parameters does the layer have?"
    ),
    "decoder": (
        "A decoder has two `ConvTranspose2d` layers, both with `stride=2`, `groups=1` and `bias={said}`. The first one "
        "has `kernel_size={kernel_size_1}` and turns {in_channels} channels into {mid_channels}, the second one has "
        "`kernel_size={kernel_size_2}` and turns these into {last}. How many learnable parameters do the two layers "
        "have together?"
    ),
}
WORDS = (
    "As in a convolution, each pair of an input and an output channel has a kernel of $kernel_size**2$ weights{bias}; "
    "stride and padding add nothing. The number of parameters $parameters$ is"
)
PAIR = (
    "As in a convolution, a layer has a kernel for each pair of its input and output channels, here with "
    "$kernel_size_1**2$ weights in the first layer and $kernel_size_2**2$ in the second one{bias}; strides add "
    "nothing. With $mid_channels$ channels between the layers, the number of parameters $parameters$ is"
)
BIASES = (", and there are no biases", ", and each output channel has a bias")


def _compose(trees: Trees, shape: Shape) -> Trees:
    return trees[1:] if shape == ("decoder",) else trees[:1]


def _stem(p: Params) -> Text:
    last = "{out_channels} channel" + "s" * (p["out_channels"] != 1)
    return Text(STEMS[p.shape[0]].replace("{last}", last), {**p.values, "said": str(bool(p["bias"]))})


def _formula(p: Params) -> str:
    if p.shape == ("decoder",):
        terms = ["#kernel_size_1@**2*#in_channels@*#mid_channels@", "#mid_channels@"]
        terms += ["#kernel_size_2@**2*#mid_channels@*#out_channels@", "#out_channels@"]
    else:
        terms = ["#kernel_size@**2*#in_channels@*#out_channels@", "#out_channels@"]
    return " + ".join(terms if p["bias"] else terms[::2])


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    formula = _formula(p)
    general, numbers = (formula.replace("#", a).replace("@", b) for a, b in (("", ""), ("{", "}")))
    words = PAIR if p.shape == ("decoder",) else WORDS
    lines = [words.replace("{bias}", BIASES[p["bias"]])]
    lines += [f"$$parameters == {part}$$" for part in (general, numbers, "{parameters}")]
    return (Text("\n\n".join(lines), {**p.values, "parameters": key[0]}),)


def _layers(p: Params) -> tuple[ConvTranspose2d, ...]:
    bias = bool(p["bias"])
    if p.shape == ("decoder",):
        first = ConvTranspose2d(p["in_channels"], p["mid_channels"], p["kernel_size_1"], 2, bias=bias)
        return first, ConvTranspose2d(p["mid_channels"], p["out_channels"], p["kernel_size_2"], 2, bias=bias)
    padding = p.values.get("padding", 0)
    layer = ConvTranspose2d(p["in_channels"], p["out_channels"], p["kernel_size"], p["stride"], padding, bias=bias)
    return (layer,)


def _network(p: Params) -> Network:
    side = p.values.get("n", 16)
    return Network((p["in_channels"], side, side), _layers(p))


def _counted(p: Params) -> Values:
    """Every weight is the pair of channels that it joins and its place in the kernel: as many as there are places."""
    total = 0
    for layer in _layers(p):
        side = range(layer.kernel_size if isinstance(layer.kernel_size, int) else 0)
        kernel = sum([len(side)] * len(side))
        outputs = layer.out_channels or 0
        total += sum([layer.in_channels * kernel + layer.bias] * outputs)
    return (total,)


def _real(c: Any) -> Any:
    return real.transposed(c) & real.channels(c.in_channels, c.out_channels)


def _both_real(c: Any) -> Any:
    """Both layers have ``stride=2``, and kernels that published layers with that stride have."""
    channels = real.channels(c.in_channels, c.mid_channels) & real.channels(c.mid_channels, c.out_channels)
    return channels & (c.kernel_size_1 < 7) & (c.kernel_size_2 < 7)


def _differ(c: Any) -> Any:
    """Channels of a published layer, or strange ones that do not grow."""
    narrows = (c.in_channels > c.out_channels) & (c.in_channels <= 8 * c.out_channels)
    return (real.channels(c.in_channels, c.out_channels) | narrows) & (c.kernel_size >= c.stride)


def _placed(c: Any) -> Any:
    return _differ(c) & (2 * c.padding <= c.kernel_size)


def _narrows(c: Any) -> Any:
    return (c.in_channels > c.mid_channels) & (c.mid_channels > c.out_channels) & (c.kernel_size_1 != c.kernel_size_2)


WIDE = (16, 32, 48, 64, 96, 128, 256, 512, 1024)

FAMILY = Family(
    module=__name__,
    common=TRANSPOSED,
    title="Parameters of a transposed convolution",
    asks="parameters",
    numerical_only="the right product is a multiple of more numbers of the question than wrong ones are",
    levels={
        "easy": concat(
            Combinations(
                {
                    "in_channels": (8, 10, 12, 16, 20, 24, 32, 48, 64, 96, 128),
                    "out_channels": (1, 3, 6, 8, 10, 12, 16, 20, 24, 32, 48, 64),
                    "kernel_size": (2, 3, 4, 5, 6),
                    "stride": (2,),
                    "bias": (0, 1),
                },
                _differ,
                SHAPES[:1],
            ),
            real=_real,
        ),
        "medium": concat(
            Combinations(
                {
                    "in_channels": WIDE,
                    "out_channels": WIDE[:-1],
                    "kernel_size": (2, 3, 4, 5, 8),
                    "stride": (1, 2, 4),
                    "padding": (0, 1, 2),
                    "n": (4, 7, 8, 14, 16, 28, 32),
                    "bias": (0, 1),
                },
                lambda c: _placed(c) & (_real(c) | (((c.n + c.padding) % 4 == 0) & (c.kernel_size < 8))),
                SHAPES[1:2],
            ),
            real=_real,
        ),
        "hard": concat(
            Combinations(
                {
                    "in_channels": (64, 96, 128, 192, 256, 512),
                    "mid_channels": (16, 24, 32, 48, 64, 96, 128, 256),
                    "out_channels": (1, 3, 8, 16, 24, 32, 48, 64),
                    "kernel_size_1": (2, 3, 4, 5, 6),
                    "kernel_size_2": (2, 3, 4, 5, 6),
                    "bias": (0, 1),
                },
                _narrows,
                SHAPES[2:],
            ),
            real=_both_real,
        ),
    },
    formulas=(transposed_parameters, decoder_parameters),
    compose=_compose,
    misconceptions=(
        parameters.KERNEL_ONCE,
        parameters.KERNEL_DOUBLED,
        parameters.KERNEL_SQUARED_TWICE,
        parameters.ONE_WEIGHT,
        parameters.FORGETS_BIAS,
        parameters.ADDS_BIAS,
        mistakes.BIAS_OF_INPUTS,
        mistakes.ONE_BIAS_A_LAYER,
        mistakes.BIAS_OF_KERNELS,
        mistakes.ONE_IN,
        mistakes.ONE_OUT,
        mistakes.CHANNELS_ADDED,
        mistakes.STRIDE_COPIES,
        mistakes.STRIDE_SPLITS,
        mistakes.INTERPOLATES,
        mistakes.EACH_INPUT_OWN,
        mistakes.BIAS_AT_POSITIONS,
        mistakes.CROPPED_KERNEL,
        mistakes.PADDED_WEIGHTS,
        mistakes.FIRST_ONLY,
        mistakes.SECOND_ONLY,
        mistakes.READS_INPUT,
        mistakes.READS_BOTH,
        mistakes.FIRST_KERNEL_TWICE,
        mistakes.SECOND_KERNEL_TWICE,
        mistakes.WIDE_FIRST,
        mistakes.DEPTH_FROM_OUTPUTS,
        mistakes.WIDTH_FROM_INPUTS,
        mistakes.CUBED,
        mistakes.BIAS_AT_TAPS,
        mistakes.BIAS_BOTH_SIDES,
        mistakes.BATCH_NORM_TOO,
        mistakes.KERNELS_EXCHANGED,
        mistakes.DECODER_STRIDES,
    ),
    stem=_stem,
    solution=_solution,
    network=_network,
    measure=lambda p: (oracle.parameters(_layers(p)),),
    recount=(Check("filter by filter", _counted),),
    examples=(
        Example(
            {"kernel_size": 3, "in_channels": 64, "out_channels": 64, "stride": 2, "bias": 1},
            (36_928,),
            f"{KERAS}, first transposed layer",
            ("plain",),
        ),
        Example(
            {"kernel_size": 3, "in_channels": 64, "out_channels": 32, "stride": 2, "bias": 1},
            (18_464,),
            f"{KERAS}, second transposed layer",
            ("plain",),
        ),
    ),
)
