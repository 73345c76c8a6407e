"""Mistakes in working one output of a convolution from its inputs."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from quizgen.formulas.by_hand import entry, tap_added, weighted_sum, with_bias
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Call, Expr, Num, Op, Sym
from quizgen.misconceptions.kinds import Instead, Misreading, Shape, Trees


class Window(Struct, frozen=True):
    """Where a square kernel lies for one output of a square map; read from a sub-space's shape."""

    side: int
    kernel_size: int
    stride: int
    padding: int
    row: int
    column: int

    @classmethod
    def of(cls, shape: Shape) -> Window:
        """The window that the words of a shape stand for."""
        return cls(*map(int, shape))

    @property
    def words(self) -> Shape:
        """The shape that stands for the window."""
        numbers = (self.side, self.kernel_size, self.stride, self.padding, self.row, self.column)
        return tuple(map(str, numbers))

    @property
    def top(self) -> int:
        """The window's first row on the input; it is negative within the padding."""
        return self.row * self.stride - self.padding

    @property
    def left(self) -> int:
        """The window's first column on the input."""
        return self.column * self.stride - self.padding

    @property
    def taps(self) -> list[tuple[int, int]]:
        """Row and column of each weight, row by row."""
        return [(row, column) for row in range(self.kernel_size) for column in range(self.kernel_size)]

    def over(self, row: int, column: int) -> Expr:
        """The input that lies under a weight."""
        return entry("x", self.top + row, self.left + column, self.side)

    def pairs(self) -> list[tuple[Expr, Expr]]:
        """Each input of the window that is not padding, and the weight over it."""
        every = [(self.over(*tap), weight(*tap)) for tap in self.taps]
        return [(x, w) for x, w in every if x != Num(0)]


def weight(row: int, column: int) -> Expr:
    """The name of a weight."""
    return Sym(f"w_{row}{column}")


def worked(pairs: list[tuple[Expr, Expr]]) -> Trees:
    """The weighted sum of these pairs plus the bias."""
    return (substitute(with_bias.tree, {"taps": weighted_sum(tap_added.tree, pairs)}),)


def _sum(terms: list[Expr]) -> Expr:
    total, *rest = terms
    for term in rest:
        total = Op("+", total, term)
    return total


def _weights(name: str, change: Callable[[Window, int, int], Expr], feedback: str, *, concept: str) -> Instead:
    """A mistake in which weight is taken for each tap."""

    def formula(shape: Shape) -> Trees | None:
        window = Window.of(shape)
        every = [(window.over(row, column), change(window, row, column)) for row, column in window.taps]
        return worked([(x, w) for x, w in every if x != Num(0)])

    return Instead(name, formula, feedback, concept=concept)


def _moved(name: str, move: Callable[[Window], Window], feedback: str, *, concept: str) -> Instead:
    """A mistake in where the window lies; it cannot be made where the window stays, or leaves the input."""

    def formula(shape: Shape) -> Trees | None:
        right = Window.of(shape)
        wrong = move(right)
        last = max(wrong.top, wrong.left) + wrong.kernel_size
        inside = min(wrong.top, wrong.left) >= -wrong.padding and last <= wrong.side + wrong.padding
        return worked(wrong.pairs()) if wrong != right and inside else None

    return Instead(name, formula, feedback, concept=concept)


def _summed(name: str, change: Callable[[Window], Expr], feedback: str, *, concept: str) -> Instead:
    return Instead(name, lambda shape: (Op("+", change(Window.of(shape)), Sym("bias")),), feedback, concept=concept)


FLIPS_KERNEL = _weights(
    "flips-kernel",
    lambda window, row, column: weight(window.kernel_size - 1 - row, window.kernel_size - 1 - column),
    "In deep learning a convolution lays the kernel on the input as it is, without turning it round.",
    concept="flips-kernel",
)
TRANSPOSES_KERNEL = _weights(
    "transposes-kernel",
    lambda _, row, column: weight(column, row),
    "The kernel's rows lie on rows of the input, and its columns on columns.",
    concept="flips-kernel",
)
SWAPS_POSITION = _moved(
    "swaps-row-and-column",
    lambda window: replace(window, row=window.column, column=window.row),
    "A position names the row first and the column second.",
    concept="swaps-axes",
)
COUNTS_FROM_ONE = _moved(
    "counts-from-one",
    lambda window: replace(window, row=max(0, window.row - 1), column=max(0, window.column - 1)),
    "Rows and columns are counted from 0 here, so number 0 is the first one and number 1 the second.",
    concept="positions-from-zero",
)
ONE_TOO_FAR = _moved(
    "one-step-too-far",
    lambda window: replace(window, row=window.row + 1, column=window.column + 1),
    "The first output belongs to the window in the corner, before the kernel has moved at all.",
    concept="positions-from-zero",
)
IGNORES_STRIDE = _moved(
    "moves-by-one",
    lambda window: replace(window, stride=1),
    "From one output to the next the window moves by the stride, not by one position.",
    concept="ignores-stride",
)
IGNORES_PADDING = _moved(
    "skips-ring-of-zeros",
    lambda window: replace(window, padding=0),
    "With padding the first window begins in the ring of zeros, so every window lies further up and left.",
    concept="ignores-padding",
)
NO_BIAS = Misreading(
    "forgets-bias-of-weighted-sum",
    {"bias": "0"},
    "The layer has a bias, which is added once to the weighted sum.",
    concept="forgets-bias",
)
SUBTRACTS_BIAS = Misreading(
    "subtracts-bias-from-convolution", {"bias": "-bias"}, "The bias is added with its own sign.", concept="drops-signs"
)
BIAS_PER_TAP = Instead(
    "adds-bias-to-every-product",
    lambda shape: (
        substitute(
            worked(Window.of(shape).pairs())[0], {"bias": Op("*", Num(len(Window.of(shape).taps)), Sym("bias"))}
        ),
    ),
    "The bias belongs to the output, so it is added once and not to every product.",
    concept="bias-per-weight",
)
SUMS_FIRST = _summed(
    "multiplies-sums",
    lambda window: Op("*", _sum([x for x, _ in window.pairs()]), _sum([weight(*tap) for tap in window.taps])),
    "Each input is multiplied by the weight over it before anything is added.",
    concept="weighted-sum",
)
ADDS_PAIRS = _summed(
    "adds-instead-of-multiplying",
    lambda window: _sum([Op("+", x, w) for x, w in window.pairs()]),
    "Input and weight are multiplied, and only the products are added.",
    concept="weighted-sum",
)
DROPS_SIGNS = _summed(
    "drops-signs-of-products",
    lambda window: _sum([Call("abs", (Op("*", x, w),)) for x, w in window.pairs()]),
    "Products keep their signs, so some of them make the sum smaller.",
    concept="drops-signs",
)
FIRST_ROW_ONLY = _summed(
    "uses-one-kernel-row",
    lambda window: (
        weighted_sum(tap_added.tree, [(x, w) for x, w in window.pairs() if str(w) < str(weight(1, 0))])
        if window.top >= 0
        else read("0")
    ),
    "All rows of the kernel take part in one output.",
    concept="uses-part-of-window",
)
ONE_TAP = _summed(
    "uses-one-tap",
    lambda window: Op("*", *window.pairs()[0]),
    "An output is the sum over all taps of the kernel, not one product alone.",
    concept="uses-part-of-window",
)
LARGEST_PRODUCT = _summed(
    "takes-largest-product",
    lambda window: Call("max", tuple(Op("*", x, w) for x, w in window.pairs())),
    "Taking the largest is what max pooling does; a convolution adds all products.",
    concept="sum-not-max-or-mean",
)
RECTIFIES = Instead(
    "applies-relu-after-convolution",
    lambda shape: (Call("max", (worked(Window.of(shape).pairs())[0], Num(0))),),
    "No activation follows here, so a negative output stays negative.",
    concept="applies-relu-unasked",
)
EVERY = (
    FLIPS_KERNEL,
    TRANSPOSES_KERNEL,
    SWAPS_POSITION,
    COUNTS_FROM_ONE,
    ONE_TOO_FAR,
    IGNORES_STRIDE,
    IGNORES_PADDING,
    NO_BIAS,
    SUBTRACTS_BIAS,
    BIAS_PER_TAP,
    SUMS_FIRST,
    ADDS_PAIRS,
    DROPS_SIGNS,
    FIRST_ROW_ONLY,
    ONE_TAP,
    LARGEST_PRODUCT,
    RECTIFIES,
)
