"""What a stack of small kernels saves against one large kernel that sees as much.

The reader finds the kernel with the stack's receptive field, counts the weights of both and subtracts.
Easy stems give the large kernel, at the medium level it has to be found; at the hard level the first layer also changes
the number of channels, so that the layers of the stack differ.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.facts import Fact, field_fact
from quizgen.asking.family import Check, Example, Family
from quizgen.figures.stack import stack_vs_kernel
from quizgen.formulas.parameters import weights_saved
from quizgen.layers import Conv2d, Network, real
from quizgen.misconceptions import stack_or_kernel
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text
from quizgen.topics.parameters.shared.worked import worked

STACK = "Network *a* is a stack of {layers} `Conv2d` layers with `kernel_size={kernel_size}`. Network *b* is a single "
LARGE = {
    "given": "`Conv2d` layer with `kernel_size={side}`, which sees as much of the input as the stack does. ",
    "derived": (
        "`Conv2d` layer with a larger square kernel, chosen so that each of its outputs sees as much of the input as "
        "an output of the stack does. "
    ),
}
CHANNELS = {
    "given": "All layers have {channels} input channels, {channels} output channels",
    "derived": "All layers have {channels} input channels, {channels} output channels",
    "widened": (
        "Both networks turn {in_channels} channels into {channels}; in network *a* the first layer does so, and the "
        "others keep them. All layers have"
    ),
}
LARGE["widened"] = LARGE["derived"]
REST = (
    "{comma} `stride=1`, `dilation=1`, `groups=1` and `bias=False`. How many fewer weights does network *a* have than "
    "network *b*?"
)
WORDS = (
    "With $layers$ layers of kernel size $kernel_size$ and stride 1, the stack has a receptive field of "
    "$layers*(kernel_size - 1) + 1$ in each direction, which is the side of the large kernel. Every layer has a kernel "
    "for each pair of its input and output channels: the large one and the first layer of the stack turn $in_channels$ "
    "channels into $channels$, and the others keep these. The stack saves this number $parameters$ of weights:"
)
FORMULA = (
    "(layers*(kernel_size - 1) + 1)**2*in_channels*channels - kernel_size**2*in_channels*channels "
    "- (layers - 1)*kernel_size**2*channels**2"
)


def _stem(p: Params) -> Text:
    shape = p.shape[0]
    rest = REST.replace("{comma}", "" if shape == "widened" else ",")
    return Text(STACK + LARGE[shape] + CHANNELS[shape] + rest, {**p.values, "side": _side(p)})


def _stack(p: Params) -> tuple[Conv2d, ...]:
    size, channels = p["kernel_size"], p["channels"]
    first = Conv2d(p["in_channels"], channels, size, bias=False)
    return (first, *(Conv2d(channels, channels, size, bias=False),) * (p["layers"] - 1))


def _single(p: Params, side: int | None) -> tuple[Conv2d, ...]:
    return (Conv2d(p["in_channels"], p["channels"], side, bias=False),)


def _side(p: Params) -> int:
    return p["layers"] * (p["kernel_size"] - 1) + 1


def _networks(p: Params) -> dict[str, Network]:
    size = (p["in_channels"], 32, 32)
    return {"a": Network(size, _stack(p)), "b": Network(size, _single(p, _side(p)))}


def _seen(p: Params) -> tuple[Fact, ...]:
    """How much the stack sees, which is the side of the large kernel."""
    stack = Network((1, 224, 224), (Conv2d(1, 1, p["kernel_size"]),) * p["layers"])
    return (field_fact(stack, _side(p)),)


def _measure(p: Params) -> Values:
    """The side of the large kernel is what the real stack sees of its input."""
    side, _ = oracle.receptive_field(_stack(p), 32)
    return (oracle.parameters(_single(p, side)) - oracle.parameters(_stack(p)),)


def _taps(p: Params) -> Values:
    """Follows one output back through the stack, position by position, and counts the taps of all kernels."""
    seen = {0}
    for _ in range(p["layers"]):
        seen = {position + step for position in seen for step in range(p["kernel_size"])}
    large = sum([len(seen)] * len(seen))
    small = sum([p["kernel_size"]] * p["kernel_size"])
    pairs = (p["in_channels"] * p["channels"], p["channels"] * p["channels"])
    return ((large - small) * pairs[0] - (p["layers"] - 1) * small * pairs[1],)


def _square(c: Any) -> Any:
    return c.in_channels == c.channels


def _widens(c: Any) -> Any:
    """The first layer gives more channels than it reads, and the stack still saves something."""
    side = c.layers * (c.kernel_size - 1) + 1
    large = side**2 * c.in_channels
    return (c.in_channels < c.channels) & (large > c.kernel_size**2 * (c.in_channels + (c.layers - 1) * c.channels))


def _real(c: Any) -> Any:
    return real.channels(c.in_channels, c.channels) & real.channels(c.channels, c.channels)


def _level(shape: str, stacks: tuple[tuple[int, tuple[int, ...]], ...], where: Any) -> Concat:
    """``stacks`` are kernel sizes, each with the numbers of layers."""
    parts = (
        Combinations(
            {"kernel_size": (kernel,), "layers": layers, "in_channels": COUNTS, "channels": COUNTS}, where, (shape,)
        )
        for kernel, layers in stacks
    )
    return concat(*parts, real=_real)


COUNTS = (
    *(8, 16, 24, 32, 48, 58, 64, 72, 88, 96, 116, 120, 128, 144, 160, 176, 192, 232, 240, 256),
    *(288, 384, 432, 480, 512, 576, 672, 720, 768, 960, 1024),
)

FAMILY = Family(
    module=__name__,
    title="Weights saved by stacking small kernels",
    weight="core",
    asks="parameters_saved",
    levels={
        "easy": _level("given", ((3, (2, 3)),), _square),
        "medium": _level("derived", ((3, (2, 3, 4)), (5, (2,))), _square),
        "hard": _level("widened", ((3, (2, 3, 4)), (5, (2,))), _widens),
    },
    formulas=(weights_saved,),
    misconceptions=(
        stack_or_kernel.ONE_SMALL_LAYER,
        stack_or_kernel.LARGE_ONLY,
        stack_or_kernel.STACK_ONLY,
        stack_or_kernel.SIDE_TIMES_LAYERS,
        stack_or_kernel.SIDE_WITHOUT_START,
        stack_or_kernel.FIELD_MULTIPLIES,
        stack_or_kernel.CHANNELS_ONCE,
        stack_or_kernel.CHANNELS_ADDED,
        stack_or_kernel.COUNTS_BIASES,
        stack_or_kernel.FORGETS_LAST,
        stack_or_kernel.LAYER_TOO_MANY,
        stack_or_kernel.SQUARES_DIFFERENCE,
        stack_or_kernel.NEXT_LARGER_KERNEL,
        stack_or_kernel.PER_LAYER,
        stack_or_kernel.SAME_CHANNELS,
    ),
    numerical_only="all values are small multiples of the squared channels, so their ratios would give the key away",
    stem=_stem,
    solution=lambda p, key: (Text(worked(WORDS, FORMULA), {**p.values, "parameters": key[0]}),),
    network=_networks,
    measure=_measure,
    recount=(Check("taps", _taps),),
    figures=lambda p: (stack_vs_kernel(p["layers"], p["kernel_size"]),),
    tells=lambda p: _seen(p) if p.shape == ("given",) else (),
    seeks=lambda p, _: () if p.shape == ("given",) else _seen(p),
    examples=(
        Example(
            {"kernel_size": 3, "layers": 3, "in_channels": 1, "channels": 1},
            (49 - 27,),
            "Simonyan and Zisserman (2015), section 2.3: 27 times C squared weights, one 7 × 7 layer has 49 times",
            ("derived",),
        ),
        Example(
            {"kernel_size": 3, "layers": 2, "in_channels": 1, "channels": 1},
            (25 - 18,),
            "Advanced Tutorial on Convolutional Neural Networks: 18 against 25 times C squared weights",
            ("given",),
        ),
    ),
)
