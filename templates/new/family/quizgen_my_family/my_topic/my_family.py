"""The columns of the feature map that a convolution gives.

This text describes the family wherever it is listed. Change it, and then everything below that a comment names; what
must be true of a family is checked by: quizgen check my-family
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
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

# Change: what is asked. {n} is a hole for the item's number, `code` is code; no two items may have the same stem.
STEM = """
A feature map of {n} × {n} goes through `Conv2d(1, 1, kernel_size={kernel_size}, stride={stride}, padding={padding})`.
How many columns does its output have?
"""
# Change: the formula, then the item's numbers put in, to the key. $...$ is mathematics, written as Python.
SOLUTION = """
With input size $n$, kernel size $kernel_size$, stride $stride$ and padding $padding$, the output size $o$ is

$$o == floor((n + 2*padding - kernel_size)/stride) + 1$$

$$o == floor(({n} + 2*{padding} - {kernel_size})/{stride}) + 1$$

$$o == {o}$$
"""
# Change: what a mistake gets wrong, where no concept of quizgen's banks/misconceptions.toml says it already.
PADDING_IS_GIVEN = Concept(
    "padding-is-given",
    "assumes another padding",
    Text("How many zeros a layer adds is what its argument says, and does not follow from its kernel size."),
    "",
)


# Change: the formula and where it can be looked up. Its arguments are the names of the numbers in LEVELS.
@formula(source="Dumoulin and Visin (2016), A guide to convolution arithmetic for deep learning, relationship 6")
def output_columns(n: int, kernel_size: int, stride: int, padding: int) -> int:
    """Positions of a kernel on ``n`` inputs with ``padding`` zeros on both sides."""
    return floor((n + 2 * padding - kernel_size) / stride) + 1


# Change: mistakes in the formula (Mistake), numbers misread (Misreading) and other formulas (Instead). Each has an id
# and a sentence that no other mistake has, and a concept: the id of one of quizgen's, or a Concept such as the above.
# Those of quizgen.misconceptions can be used again, as here those of `sizes`.
MISCONCEPTIONS = (
    *sizes.OF_A_CONVOLUTION,
    sizes.HALF_KERNEL,
    sizes.KERNEL_TWICE,
    Mistake(
        "subtracts-kernel-area",
        "x - kernel_size",
        "x - kernel_size**2",
        "Along one axis the kernel covers $kernel_size$ positions; it has its area on both axes together.",
        concept="axis-or-area",
    ),
    Misreading(
        "reads-padding-as-stride",
        {"padding": "stride"},
        "The number of zeros on each side is `padding`; the stride says how far the kernel moves.",
        concept="positional-arguments",
    ),
    Instead(
        "assumes-padding-for-same-size",
        "floor((n - 1)/stride) + 1",
        "So many columns come out where the padding makes up for the kernel, and here it is another one.",
        concept=PADDING_IS_GIVEN,
    ),
)


# Change: the layers. The item's JSON names them, and the measurement runs them.
def _network(p: Params) -> Network:
    return Network((1, p["n"], p["n"]), (Conv2d(1, 1, p["kernel_size"], p["stride"], p["padding"]),))


# Change: what real layers of PyTorch give. quizgen.oracle measures sizes, parameters, fields and more.
def _measure(p: Params) -> Values:
    return (oracle.output_length(_network(p).layers, p["n"]),)


# Change: one more way to the key that does not use the formula, where there is a cheap one.
def _slide(p: Params) -> Values:
    last = p["n"] + p["padding"] - p["kernel_size"]
    return (len(range(-p["padding"], last + 1, p["stride"])),)


# Change: where the layers are those of published networks. They are drawn first, as they have to be the most.
def _published(c: Any) -> Any:
    return real.convolution(c)


def _changes_size(c: Any) -> Any:
    """Which points are asked: those whose key is no number that the stem shows, without large strange kernels."""
    usual = (c.padding < c.kernel_size) & (c.n > 2 * c.kernel_size) & ((c.kernel_size <= 7) | _published(c))
    return usual & (2 * c.padding != c.kernel_size - 1)


def _level(n: range, kernel_size: tuple[int, ...], stride: tuple[int, ...]) -> Concat:
    axes = {"n": n, "kernel_size": kernel_size, "stride": stride, "padding": range(5)}
    return concat(Combinations(axes, _changes_size), real=_published)


# Change: the numbers of each level. No point stands in two levels, and each has 60 at least.
LEVELS: dict[Level, Concat] = {
    "easy": _level(range(12, 129), (3, 5, 7), (1,)),
    "medium": _level(range(20, 225), (2, 3, 4, 5, 7), (2,)),
    "hard": _level(range(24, 300), (4, 5, 6, 7, 8, 11), (3, 4)),
}
# Change: cases that somebody else worked, and where they can be read; never numbers of your own.
EXAMPLES = (
    Example({"n": 5, "kernel_size": 3, "stride": 2, "padding": 1}, (3,), "Dumoulin and Visin (2016), figure 2.6"),
    Example({"n": 227, "kernel_size": 11, "stride": 4, "padding": 0}, (55,), "CS231n notes (2023), AlexNet example"),
)

FAMILY = Family(
    module=__name__,
    title="Columns after a convolution",  # Change: what a table of contents shows.
    weight="common",  # Change: core where every course asks it, special for a curiosity.
    asks="output_size",  # Change: the quantity, as the item's JSON calls it.
    levels=LEVELS,
    formulas=(output_columns,),
    misconceptions=MISCONCEPTIONS,
    options={"easy": 3, "medium": 3, "hard": 3},  # Change: 4 where the mistakes give so many values on both sides.
    stem=lambda p: Text(STEM, p.values),
    solution=lambda p, key: (Text(SOLUTION, {**p.values, "o": key[0]}),),
    network=_network,
    measure=_measure,
    recount=(Check("sliding the kernel", _slide),),
    examples=EXAMPLES,
)
