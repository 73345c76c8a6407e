"""Mistakes in working whole maps by hand, entry by entry: of a convolution, then ReLU, then max pooling.

Entries are named by row and column from 0: ``x_12`` of the input, ``w_12`` of the kernel, ``z_12`` behind the
convolution, ``a_12`` behind ReLU, ``y_12`` behind the pooling.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from quizgen.formulas.activations import rectified
from quizgen.formulas.by_hand import largest, tap_added, weighted_sum
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Call, Expr, Num, Op, Sym
from quizgen.misconceptions import by_hand, pool_values
from quizgen.misconceptions.by_hand import Window, weight, worked
from quizgen.misconceptions.kinds import Instead, Misconception, OwnWay, Shape, Trees


class ConvBlock(Struct, frozen=True):
    """A convolution of a square map, ReLU and max pooling; read from a sub-space's shape."""

    side: int
    kernel_size: int
    stride: int
    padding: int
    pool_kernel_size: int
    pool_stride: int
    pool_padding: int = 0

    @classmethod
    def of(cls, shape: Shape) -> ConvBlock:
        """The block that the words of a shape stand for."""
        return cls(*map(int, shape))

    @property
    def words(self) -> Shape:
        """The shape that stands for the block."""
        first = (self.side, self.kernel_size, self.stride, self.padding)
        return tuple(map(str, (*first, self.pool_kernel_size, self.pool_stride, self.pool_padding)))

    @property
    def conv_side(self) -> int:
        """Rows of the map behind the convolution."""
        return (self.side + 2 * self.padding - self.kernel_size) // self.stride + 1

    @property
    def pooled_side(self) -> int:
        """Rows of the map behind the pooling."""
        return (self.conv_side + 2 * self.pool_padding - self.pool_kernel_size) // self.pool_stride + 1

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the input's entries, row by row."""
        return tuple(f"x_{row}{column}" for row, column in places(self.side))

    @property
    def weights(self) -> tuple[str, ...]:
        """The names of the weights, row by row."""
        return tuple(f"w_{row}{column}" for row, column in places(self.kernel_size))

    def conv_windows(self) -> Iterator[Window]:
        """Where the kernel lies on the input, for each entry behind the convolution, row by row."""
        for row, column in places(self.conv_side):
            yield Window(self.side, self.kernel_size, self.stride, self.padding, row, column)

    def pool_windows(self) -> Iterator[Window]:
        """Where the pooling's window lies on the map behind ReLU, for each entry of the output, row by row."""
        for row, column in places(self.pooled_side):
            yield Window(self.conv_side, self.pool_kernel_size, self.pool_stride, self.pool_padding, row, column)


def places(side: int) -> Iterator[tuple[int, int]]:
    """Row and column of each entry of a square map, row by row."""
    return ((row, column) for row in range(side) for column in range(side))


def name(letter: str, window: Window) -> str:
    """The name of the entry that a window gives."""
    return f"{letter}_{window.row}{window.column}"


def under(window: Window, letter: str) -> list[Sym]:
    """The entries of a map in a window, without padding."""
    every = ((window.top + row, window.left + column) for row, column in window.taps)
    side = range(window.side)
    return [Sym(f"{letter}_{row}{column}") for row, column in every if row in side and column in side]


class At(OwnWay, Struct, frozen=True):
    """A mistake about one output, made at one place of a map; the map's entries are called by ``letter``."""

    mistake: Misconception
    window: Window
    letter: str = "x"

    def wrong(self, key: Trees, shape: Shape) -> Trees | None:
        """What the mistake gives for this window, whatever the shape of the sub-space."""
        del shape
        found = self.mistake.wrong(key, self.window.words)
        if found is None or self.letter == "x":
            return found
        names = {f"x_{row}{column}": Sym(f"{self.letter}_{row}{column}") for row, column in places(self.window.side)}
        return tuple(substitute(tree, names) for tree in found)


def _nearest(window: Window, row: int, column: int) -> Expr:
    """The entry of the input that is nearest to a tap."""
    down, right = (min(max(place, 0), window.side - 1) for place in (window.top + row, window.left + column))
    return Sym(f"x_{down}{right}")


def _edge_repeated(shape: Shape) -> Trees | None:
    window = Window.of(shape)
    if len(window.pairs()) == len(window.taps):
        return None
    return worked([(_nearest(window, *tap), weight(*tap)) for tap in window.taps])


def _without_last(shape: Shape) -> Trees | None:
    pairs = Window.of(shape).pairs()
    if len(pairs) == 1:
        return None
    return (Op("+", weighted_sum(tap_added.tree, pairs[:-1]), Sym("bias")),)


def _rectified(shape: Shape) -> Trees:
    return (substitute(rectified.tree, {"z": worked(Window.of(shape).pairs())[0]}),)


REPEATS_EDGE = Instead(
    "repeats-the-edge",
    _edge_repeated,
    "Zero padding surrounds the input with zeros; the numbers at its edge are not repeated.",
    concept="padding-modes",
)
LEAVES_OUT_LAST = Instead(
    "leaves-out-last-product",
    _without_last,
    "The last input of the window and the weight over it belong to the sum as well.",
    concept="uses-part-of-window",
)
RECTIFIES_EARLY = Instead(
    "rectifies-too-early",
    _rectified,
    "Negative values stay in the map of the convolution, and only the ReLU after it turns them into 0.",
    concept="applies-relu-unasked",
)
CONVOLVED = (
    by_hand.FLIPS_KERNEL,
    by_hand.TRANSPOSES_KERNEL,
    by_hand.SWAPS_POSITION,
    by_hand.IGNORES_STRIDE,
    by_hand.IGNORES_PADDING,
    by_hand.NO_BIAS,
    by_hand.SUBTRACTS_BIAS,
    by_hand.BIAS_PER_TAP,
    by_hand.DROPS_SIGNS,
    REPEATS_EDGE,
    LEAVES_OUT_LAST,
    RECTIFIES_EARLY,
)


def convolved(window: Window) -> tuple[Misconception, ...]:
    """Mistakes about one entry of the map behind the convolution."""
    return tuple(At(mistake, window) for mistake in CONVOLVED)


def activated(z: Sym) -> tuple[Misconception, ...]:
    """Mistakes about one entry behind ReLU, whose input is ``z``."""
    concept = "mixes-up-activations"
    step = Call("min", (Call("max", (z, Num(0))), Num(1)))
    return (
        Instead(
            "takes-absolute-value",
            lambda _: (Call("abs", (z,)),),
            "ReLU turns a negative value into 0; without its sign it is what the absolute value would give.",
            concept=concept,
        ),
        Instead(
            "leaves-negative-value",
            lambda _: (z,),
            "ReLU turns every negative value into 0, and none is left after it.",
            concept=concept,
        ),
        Instead(
            "turns-positive-value-into-zero",
            lambda _: (Num(0),),
            "ReLU cuts off what lies below 0, so a positive value stays as it is.",
            concept=concept,
        ),
        Instead(
            "activates-to-one",
            lambda _: (step,),
            "ReLU gives a positive value itself; 1 is its slope there, or what a step function would give.",
            concept=concept,
        ),
    )


POOLED: tuple[Misconception, ...] = (
    *(one for one in pool_values.positions(pool_values.highest) if one.id != "counts-from-one"),
    pool_values.TAKES_MINIMUM,
    pool_values.SUMS,
    pool_values.AVERAGES,
    pool_values.FIRST_ENTRY,
    pool_values.WHOLE_MAP_MAXIMUM,
)


def pooled(window: Window) -> tuple[Misconception, ...]:
    """Mistakes about one entry behind max pooling."""
    skipped = Instead(
        "pools-map-before-relu",
        lambda _: (largest([*under(window, "z")]),),
        "ReLU stands before the pooling, so the pooling finds no negative value.",
        concept="leaves-out-relu",
    )
    return (*(At(mistake, window, "a") for mistake in POOLED), skipped)
