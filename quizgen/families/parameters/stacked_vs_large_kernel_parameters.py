"""What a stack of small kernels saves against one large kernel that sees as much.

The reader finds the kernel with the stack's receptive field, counts the weights of both and subtracts.
"""

from __future__ import annotations

from itertools import product

from quizgen import oracle
from quizgen.asking.facts import Fact, fact
from quizgen.asking.family import Check, Example, Family
from quizgen.families.parameters.shared.worked import worked
from quizgen.figures.stack import stack_vs_kernel
from quizgen.formulas.parameters import weights_saved
from quizgen.layers import Conv2d, Network
from quizgen.misconceptions import stack_or_kernel
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

STACK = "Network *a* is a stack of {layers} `Conv2d` layers with `kernel_size={kernel_size}`. Network *b* is a single "
LARGE = {
    "given": "`Conv2d` layer with `kernel_size={side}`, which sees as much of the input as the stack does. ",
    "derived": (
        "`Conv2d` layer with a larger square kernel, chosen so that each of its outputs sees as much of the input as "
        "an output of the stack does. "
    ),
}
REST = (
    "All layers have {channels} input channels, {channels} output channels, `stride=1`, `dilation=1`, `groups=1` and "
    "`bias=False`. How many fewer weights does network *a* have than network *b*?"
)
WORDS = (
    "With $layers$ layers of kernel size $kernel_size$ and stride 1, the stack has a receptive field of "
    "$layers*(kernel_size - 1) + 1$ in each direction, which is the side of the large kernel. Every layer has a kernel "
    "for each pair of its $channels$ input and $channels$ output channels. The stack saves this number $parameters$ "
    "of weights:"
)
FORMULA = "(layers*(kernel_size - 1) + 1)**2*channels**2 - layers*kernel_size**2*channels**2"


def _stack(p: Params) -> tuple[Conv2d, ...]:
    return (Conv2d(p["channels"], p["channels"], p["kernel_size"], bias=False),) * p["layers"]


def _single(p: Params, side: int | None) -> tuple[Conv2d, ...]:
    return (Conv2d(p["channels"], p["channels"], side, bias=False),)


def _side(p: Params) -> int:
    return p["layers"] * (p["kernel_size"] - 1) + 1


def _networks(p: Params) -> dict[str, Network]:
    size = (p["channels"], 32, 32)
    return {"a": Network(size, _stack(p)), "b": Network(size, _single(p, _side(p)))}


def _tells(p: Params) -> tuple[Fact, ...]:
    """How much the stack sees, where the side of the large kernel is given."""
    stack = Network((1, 224, 224), (Conv2d(1, 1, p["kernel_size"]),) * p["layers"])
    return (fact(stack, _side(p)),) if p.shape == ("given",) else ()


def _measure(p: Params) -> Values:
    """The side of the large kernel is what the real stack sees of its input."""
    side, _ = oracle.receptive_field(_stack(p), 32)
    return (oracle.parameters(_single(p, side)) - oracle.parameters(_stack(p)),)


def _taps(p: Params) -> Values:
    """Follows one output back through the stack, position by position, and counts the taps of all kernels."""
    seen = {0}
    for _ in range(p["layers"]):
        seen = {position + step for position in seen for step in range(p["kernel_size"])}
    large = sum(1 for _ in product(seen, seen))
    small = sum(1 for _ in product(range(p["kernel_size"]), repeat=2))
    return ((large - p["layers"] * small) * p["channels"] * p["channels"],)


def _level(shape: str, pairs: tuple[tuple[int, tuple[int, ...]], ...], channels: tuple[int, ...]) -> Concat:
    """``pairs`` are kernel sizes of the stack, each with the numbers of layers."""
    grids = ({"kernel_size": (kernel,), "layers": layers, "channels": channels} for kernel, layers in pairs)
    return concat(*(Combinations(axes, shape=(shape,)) for axes in grids))


CHANNELS = (
    *(4, 5, 6, 8, 10, 12, 14, 15, 16, 18, 20, 22, 24, 25, 28, 30),
    *(32, 36, 40, 44, 48, 50, 56, 60, 64, 72, 80, 96, 100, 112, 120, 128),
)

FAMILY = Family(
    module=__name__,
    title="Weights saved by stacking small kernels",
    weight="core",
    asks="parameters_saved",
    levels={
        "easy": _level("given", ((3, (2, 3)),), CHANNELS),
        "medium": _level("derived", ((3, (4, 5)), (5, (2,))), CHANNELS),
        "hard": _level("derived", ((5, (3, 4)), (7, (2, 3))), CHANNELS),
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
    ),
    numerical_only="all values are small multiples of the squared channels, so their ratios would give the key away",
    stem=lambda p: Text(STACK + LARGE[p.shape[0]] + REST, {**p.values, "side": _side(p)}),
    solution=lambda p, key: (Text(worked(WORDS, FORMULA), {**p.values, "parameters": key[0]}),),
    network=_networks,
    measure=_measure,
    recount=(Check("taps", _taps),),
    figures=lambda p: (stack_vs_kernel(p["layers"], p["kernel_size"]),),
    tells=_tells,
    examples=(
        Example(
            {"kernel_size": 3, "layers": 3, "channels": 1},
            (49 - 27,),
            "Simonyan and Zisserman (2015), section 2.3: 27 times C squared weights, one 7 × 7 layer has 49 times",
            ("derived",),
        ),
        Example(
            {"kernel_size": 3, "layers": 2, "channels": 1},
            (25 - 18,),
            "Advanced Tutorial on Convolutional Neural Networks: 18 against 25 times C squared weights",
            ("given",),
        ),
    ),
)
