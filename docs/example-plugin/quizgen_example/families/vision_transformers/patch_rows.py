"""The rows of patches that a patch embedding cuts an image into.

Easy patches lie side by side and fill the image. Medium ones leave a rest, which is dropped. Hard ones overlap, and the
image is padded.
"""

from typing import Any

from quizgen import oracle
from quizgen.answers import Concept
from quizgen.asking.family import Check, Example, Family
from quizgen.layers import Conv2d, Network
from quizgen.math.functions import floor
from quizgen.math.reader import formula
from quizgen.misconceptions import Misreading, Mistake, sizes
from quizgen.model import Values
from quizgen.space import Grid, Params, concat
from quizgen.text import Text

STEM = """
A vision transformer cuts an image of {n} × {n} pixels into patches by one convolution, `Conv2d(3, 64,
kernel_size={kernel_size}, stride={stride}, padding={padding})`. How many rows of patches are there?
"""
SOLUTION = """
A patch begins every $stride$ pixels, as long as it fits into the padded image as a whole. With $n$ pixels a side there
are $r$ rows of patches:

$$r == floor((n + 2*padding - kernel_size)/stride) + 1$$

$$r == floor(({n} + 2*{padding} - {kernel_size})/{stride}) + 1$$

$$r == {r}$$
"""
PATCHES_AND_PIXELS = Concept(
    "patches-and-pixels",
    "confuses patches with pixels",
    Text("A transformer sees one token for each patch, however many pixels the patch has."),
    "",
)


@formula(source="Wang et al. (2022), PVT v2: Improved baselines with pyramid vision transformer, section 3.2")
def patch_rows(n: int, kernel_size: int, stride: int, padding: int) -> int:
    """Patches of ``kernel_size`` rows that begin every ``stride`` rows of a padded image; the rest is dropped."""
    return floor((n + 2 * padding - kernel_size) / stride) + 1


def _network(p: Params) -> Network:
    return Network((3, p["n"], p["n"]), (Conv2d(3, 64, p["kernel_size"], p["stride"], p["padding"]),))


def _measure(p: Params) -> Values:
    return (oracle.output_length(_network(p).layers, p["n"]),)


def _count(p: Params) -> Values:
    """Counts the places where a patch can begin."""
    last = p["n"] + p["padding"] - p["kernel_size"]
    return (len(range(-p["padding"], last + 1, p["stride"])),)


def _fills(c: Any) -> Any:
    return (c.kernel_size == c.stride) & (c.n % c.stride == 0)


def _leaves_rest(c: Any) -> Any:
    return (c.kernel_size == c.stride) & (c.n % c.stride > 0)


def _overlaps(c: Any) -> Any:
    return (c.kernel_size > c.stride) & (2 * c.padding < c.kernel_size)


FAMILY = Family(
    module=__name__,
    title="Rows of patches",
    asks="output_size",
    levels={
        "easy": concat(
            Grid(
                {
                    "n": range(56, 513, 8),
                    "kernel_size": (4, 7, 8, 14, 16, 32),
                    "stride": (4, 7, 8, 14, 16, 32),
                    "padding": (0,),
                },
                _fills,
            )
        ),
        "medium": concat(
            Grid(
                {
                    "n": range(56, 513, 4),
                    "kernel_size": (8, 14, 16, 32),
                    "stride": (8, 14, 16, 32),
                    "padding": (0,),
                },
                _leaves_rest,
            )
        ),
        "hard": concat(
            Grid(
                {"n": range(56, 513, 4), "kernel_size": (3, 5, 7, 9), "stride": (2, 3, 4), "padding": (1, 2, 3)},
                _overlaps,
            )
        ),
    },
    formulas=(patch_rows,),
    misconceptions=(
        sizes.NO_PLUS_ONE,
        sizes.ROUNDS_UP,
        sizes.PAD_ONCE,
        *sizes.OF_PADDING_AND_STRIDE,
        sizes.FORGETS_KERNEL,
        sizes.KERNEL_TWICE,
        sizes.SQUARES_STRIDE,
        Mistake(
            "one-token-a-pixel",
            "floor(x/y) + 1",
            "x + 1",
            "That many positions are there before the stride, but a token is a patch and not a pixel.",
            concept=PATCHES_AND_PIXELS,
        ),
        Misreading(
            "patches-of-half-the-stride",
            {"stride": "floor(stride/2)"},
            "A patch begins every $stride$ pixels and not at every half of that.",
            concept="stride-as-gap",
        ),
    ),
    stem=lambda p: Text(STEM, p.values),
    solution=lambda p, key: (Text(SOLUTION, {**p.values, "r": key[0]}),),
    network=_network,
    measure=_measure,
    recount=(Check("counting", _count),),
    numerical_only="Without padding too few mistakes give values of their own for four options.",
    examples=(
        Example(
            {"n": 224, "kernel_size": 16, "stride": 16, "padding": 0},
            (14,),
            "Touvron et al. (2021), Training data-efficient image transformers, section 3: 14 × 14 patches",
        ),
    ),
)
