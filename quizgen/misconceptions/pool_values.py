"""Mistakes in working one output of a pooling layer from its inputs."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from quizgen.formulas.by_hand import largest, total
from quizgen.math.tree import Call, Expr, Neg, Num, Op, Sym
from quizgen.misconceptions.by_hand import Window
from quizgen.misconceptions.kinds import Instead, Trees

Pool = Callable[[Window], Expr]
MAX = largest


def mean(entries: list[Expr]) -> Expr:
    """The sum of some entries over their number."""
    return Op("/", total(entries), Num(len(entries)))


def highest(window: Window) -> Expr:
    """What max pooling makes of a window."""
    return MAX(inside(window))


def middle(window: Window) -> Expr:
    """What average pooling makes of a window: zeros of the padding count."""
    return Op("/", total(inside(window)), Num(len(window.taps)))


def inside(window: Window) -> list[Expr]:
    """The entries of a window that are not padding."""
    return [x for x in every(window) if x != Num(0)]


def every(window: Window) -> list[Expr]:
    """The entries of a window, with zeros for padding."""
    return [window.over(*tap) for tap in window.taps]


def whole(window: Window) -> list[Expr]:
    """All entries of the map."""
    return [Sym(f"x_{row}{column}") for row in range(window.side) for column in range(window.side)]


def _one(name: str, work: Callable[[Window], Expr | None], feedback: str, *, concept: str) -> Instead:
    def formula(shape: tuple[str, ...]) -> Trees | None:
        found = work(Window.of(shape))
        return None if found is None else (found,)

    return Instead(name, formula, feedback, concept=concept)


def _elsewhere(name: str, pool: Pool, move: Callable[[Window], Window], feedback: str, *, concept: str) -> Instead:
    """A mistake in where the window lies; it cannot be made where the window stays, or leaves the map."""

    def work(right: Window) -> Expr | None:
        wrong = move(right)
        last = max(wrong.top, wrong.left) + wrong.kernel_size
        fits = min(wrong.top, wrong.left) >= -wrong.padding and last <= wrong.side + wrong.padding
        return pool(wrong) if wrong != right and fits else None

    return _one(name, work, feedback, concept=concept)


def positions(pool: Pool) -> tuple[Instead, ...]:
    """Mistakes in where the window lies, for a layer that reduces it that way."""
    return (
        _elsewhere(
            "swaps-row-and-column",
            pool,
            lambda window: replace(window, row=window.column, column=window.row),
            "A position names the row first and the column second.",
            concept="swaps-axes",
        ),
        _elsewhere(
            "counts-from-one",
            pool,
            lambda window: replace(window, row=max(0, window.row - 1), column=max(0, window.column - 1)),
            "Rows and columns are counted from 0 here, so number 0 is the first one and number 1 the second.",
            concept="positions-from-zero",
        ),
        _elsewhere(
            "moves-by-one",
            pool,
            lambda window: replace(window, stride=1),
            "From one output to the next the window moves by the stride, not by one position.",
            concept="ignores-stride",
        ),
        _elsewhere(
            "moves-by-the-kernel",
            pool,
            lambda window: replace(window, stride=window.kernel_size),
            "The window moves by the stride that the layer names, which need not be the kernel size.",
            concept="moves-by-kernel",
        ),
        _elsewhere(
            "starts-inside-input",
            pool,
            lambda window: replace(window, padding=0),
            "With padding the first window begins outside the map, so every window lies further up and left.",
            concept="ignores-padding",
        ),
    )


AVERAGES = _one(
    "averages",
    lambda window: mean(inside(window)),
    "Max pooling takes the largest entry of the window; the mean is what average pooling gives.",
    concept="max-or-average",
)
TAKES_MAXIMUM = _one(
    "takes-maximum",
    lambda window: MAX(every(window)),
    "Average pooling gives the mean of the window; the largest entry is what max pooling gives.",
    concept="max-or-average",
)
TAKES_MINIMUM = _one(
    "takes-minimum",
    lambda window: Neg(MAX([Neg(x) for x in inside(window)])),
    "That is the smallest entry of the window, which no pooling layer of PyTorch gives.",
    concept="pooling-looks-at-all",
)
SUMS = _one(
    "sums-window",
    lambda window: total(inside(window)),
    "Pooling does not add the entries up; a sum over the window has no use here.",
    concept="max-or-average",
)
FORGETS_DIVISION = _one(
    "forgets-division",
    lambda window: total(inside(window)),
    "The sum of the window is divided by the number of its positions.",
    concept="average-divisor",
)
LARGEST_SIZE = _one(
    "ignores-sign",
    lambda window: MAX([Call("abs", (x,)) for x in inside(window)]),
    "A negative entry is smaller than any positive one, however large it is without its sign.",
    concept="drops-signs",
)
WHOLE_MAP_MAXIMUM = _one(
    "pools-whole-map",
    lambda window: MAX(whole(window)),
    "Only the entries of one window compete; a maximum over the whole map is global pooling.",
    concept="global-pooling-result",
)
WHOLE_MAP_MEAN = _one(
    "averages-whole-map",
    lambda window: mean(whole(window)),
    "Only the entries of one window are averaged; the mean of the whole map is global pooling.",
    concept="global-pooling-result",
)
FIRST_ENTRY = _one(
    "takes-first-entry",
    lambda window: inside(window)[0],
    "Keeping the first entry of each window is subsampling; pooling looks at all of them.",
    concept="pooling-looks-at-all",
)
LAST_ENTRY = _one(
    "takes-last-entry",
    lambda window: inside(window)[-1],
    "The place within the window does not matter; pooling looks at all of its entries.",
    concept="pooling-looks-at-all",
)
ONE_ROW = _one(
    "reads-one-row",
    lambda window: MAX(inside(replace(window, kernel_size=window.kernel_size))[: window.kernel_size - window.padding]),
    "The window is as high as it is wide, so all of its rows take part.",
    concept="uses-part-of-window",
)
PADS_WITH_ZERO = _one(
    "pads-with-zero",
    lambda window: MAX(every(window)) if window.padding else None,
    "Max pooling pads with minus infinity, so that padding never wins against an entry.",
    concept="max-pooling-padding",
)
COUNTS_REAL_ONLY = _one(
    "leaves-padding-out-of-count",
    lambda window: mean(inside(window)) if len(inside(window)) < len(every(window)) else None,
    "With PyTorch's default `count_include_pad=True` the zeros of the padding count as positions.",
    concept="average-divisor",
)
DIVIDES_BY_SIDE = _one(
    "divides-by-side",
    lambda window: Op("/", total(inside(window)), Num(window.kernel_size)),
    "A square window has as many positions as its side times its side, and the sum is divided by all of them.",
    concept="average-divisor",
)
MIDRANGE = _one(
    "averages-extremes",
    lambda window: Op("/", Op("-", MAX(inside(window)), MAX([Neg(x) for x in inside(window)])), Num(2)),
    "The mean takes all entries of the window, not its smallest and its largest alone.",
    concept="uses-part-of-window",
)
ONE_TOO_FEW = _one(
    "divides-by-one-too-few",
    lambda window: Op("/", total(inside(window)), Num(window.kernel_size**2 - 1)),
    "The sum is divided by the number of positions; one less belongs to the estimate of a variance.",
    concept="average-divisor",
)
DROPS_SIGNS = _one(
    "drops-signs",
    lambda window: Op("/", total([Call("abs", (x,)) for x in inside(window)]), Num(window.kernel_size**2)),
    "Negative entries keep their signs and pull the mean down.",
    concept="drops-signs",
)
MAXIMUM = (
    *positions(highest),
    TAKES_MINIMUM,
    SUMS,
    AVERAGES,
    LARGEST_SIZE,
    WHOLE_MAP_MAXIMUM,
    FIRST_ENTRY,
    LAST_ENTRY,
    ONE_ROW,
    PADS_WITH_ZERO,
)
MEAN = (
    *positions(middle),
    TAKES_MAXIMUM,
    TAKES_MINIMUM,
    FORGETS_DIVISION,
    WHOLE_MAP_MEAN,
    FIRST_ENTRY,
    COUNTS_REAL_ONLY,
    DIVIDES_BY_SIDE,
    MIDRANGE,
    ONE_TOO_FEW,
    DROPS_SIGNS,
)
