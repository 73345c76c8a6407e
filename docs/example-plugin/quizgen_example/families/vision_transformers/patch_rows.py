"""The rows of patches that a patch embedding cuts an image into.

Easy patches lie side by side and fill the image. Medium ones leave a rest, which is dropped. Hard ones overlap, and the
image is padded.
"""

from typing import Any

from quizgen import oracle
from quizgen.answers import Concept
from quizgen.asking.family import Check, Example, Family
from quizgen.layers import Conv2d, Network, real
from quizgen.math.functions import floor
from quizgen.math.reader import formula
from quizgen.misconceptions import Instead, Misreading, Mistake, sizes
from quizgen.model import Level, Values
from quizgen.space import Combinations, Concat, Params, Where, concat
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


@formula(source="Wang et al. (2022), PVT v2: Improved baselines with pyramid vision transformer, patch embedding")
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


def _grid(n: range, kernel_size: tuple[int, ...], stride: tuple[int, ...], padding: range, where: Where) -> Concat:
    axes = {"n": n, "kernel_size": kernel_size, "stride": stride, "padding": padding}
    return concat(Combinations(axes, where), real=real.convolution)


SIDES = (4, 8, 14, 16, 32)
LEVELS: dict[Level, Concat] = {
    "easy": _grid(range(56, 513, 8), SIDES, SIDES, range(1), _fills),
    "medium": _grid(range(56, 513, 4), SIDES[1:], SIDES[1:], range(1), _leaves_rest),
    "hard": _grid(range(56, 513, 4), (3, 5, 7), (2, 3, 4), range(1, 4), _overlaps),
}
MISCONCEPTIONS = (
    sizes.NO_PLUS_ONE,
    sizes.ROUNDS_UP,
    sizes.PAD_ONCE,
    *sizes.OF_PADDING_AND_STRIDE,
    sizes.FORGETS_KERNEL,
    Mistake(
        "subtracts-patch-after-division",
        "floor((x - y)/z) + 1",
        "floor(x/z) - y + 1",
        "A patch takes room of the padded image, before the division by the stride, and not of the rows of patches.",
        concept="forgets-kernel-room",
    ),
    Misreading(
        "patches-of-half-the-stride",
        {"stride": "floor(stride/2)"},
        "A patch begins every $stride$ pixels and not at every half of that.",
        concept="stride-as-gap",
    ),
    Instead(
        "one-token-a-row",
        "n",
        "So many rows of pixels come in, and each patch takes several of them into one token.",
        concept=PATCHES_AND_PIXELS,
    ),
)
FAMILY = Family(
    module=__name__,
    title="Rows of patches",
    weight="core",
    asks="output_size",
    levels=LEVELS,
    formulas=(patch_rows,),
    misconceptions=MISCONCEPTIONS,
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
