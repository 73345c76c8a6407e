"""One output of average pooling, worked by hand from a small map.

The reader finds the window of the asked position and divides its sum by the number of its positions. In easy
the windows lie side by side; in medium they overlap and padding moves them; in hard the window lies partly on padding,
whose zeros count.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from quizgen.asking.family import Check, Example, Family
from quizgen.figures.matrix import matrix
from quizgen.formulas.by_hand import added, total, window_mean
from quizgen.layers import AvgPool2d
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Num, Sym
from quizgen.misconceptions import pool_values
from quizgen.misconceptions.by_hand import Window
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.misconceptions.pool_values import inside
from quizgen.model import Figure, Values
from quizgen.space import Params
from quizgen.topics.by_hand.shared import maps, windows
from quizgen.topics.by_hand.shared.pools import Pooling, entries
from quizgen.topics.by_hand.shared.scattered import Fine

STEM = """
An `AvgPool2d` layer with `kernel_size=<kernel_size>`, `stride=<stride>` and `padding=<padding>` is given the map

<input>

Which value stands in row <row>, column <column> of its output? Rows and columns are counted from 0.<counted>
"""
SOLUTION = """
The window has <positions> positions, and the output is the mean of what they hold:

$$y == (<entries>)/<positions>$$

$$y == {y}$$
"""
COUNTED = "\nAs is PyTorch's default (`count_include_pad=True`), the zeros of the padding count as positions."
PAIR = 2
RARELY = 4
"""A mean that is an entry of the map too is a multiple of this, so that few are."""
PADDED = "Positions on the padding hold 0, and they count."


def _compose(trees: Trees, shape: Shape) -> Trees:
    add, mean = trees
    window = Window.of(shape)
    return (substitute(mean, {"window_sum": total(inside(window), add), "positions": Num(len(window.taps))}),)


def _by_loops(p: Params) -> Values:
    return (Fraction(sum(windows.under(p)), len(Window.of(p.shape).taps)),)


@cache
def _stem_template(shape: Shape) -> str:
    return windows.window_stem(STEM, shape, counted=COUNTED if Window.of(shape).padding else "")


@cache
def _solution_template(shape: Shape) -> str:
    window = Window.of(shape)
    return windows.window_solution(
        SOLUTION, shape, PADDED, entries=entries(window, " + "), positions=str(len(window.taps))
    )


def _figures(p: Params) -> tuple[Figure, ...]:
    x, ring = windows.image(p), Window.of(p.shape).padding
    return (matrix(x, window=windows.on_padded(p), padding=ring, place="solution"),)


def _short(window: Window) -> Fine:
    """Halves at most of four positions, and whole means of nine: other fractions would stand out; none is 0."""
    under = [x.name for x in inside(window) if isinstance(x, Sym)]
    taps = len(window.taps)
    divisor = 2 if window.kernel_size == PAIR else taps

    def fine(numbers: dict[str, int]) -> bool:
        window_sum = sum(numbers[name] for name in under)
        mean, rest = divmod(window_sum, taps)
        printed = not rest and mean in numbers.values()
        return window_sum != 0 and rest % divisor == 0 and not (printed and mean % RARELY)

    return fine


POOL = Pooling(AvgPool2d, count=600, unit=4, fine=_short)
FAMILY = Family(
    module=__name__,
    title="One output of average pooling by hand",
    asks="value",
    levels={
        "easy": POOL.level(4, ((2, 2, 0),), ((0, 1), (1, 0)), (0, 16)),
        "medium": POOL.level(5, ((3, 1, 1),), ((1, 2), (2, 1), (3, 2)), (-16, 16)),
        "hard": POOL.level(5, ((3, 2, 1), (3, 1, 1)), ((0, 1), (2, 0)), (-16, 16)),
    },
    formulas=(added, window_mean),
    compose=_compose,
    misconceptions=pool_values.MEAN,
    stem=lambda p: windows.stem_text(_stem_template(p.shape), p),
    solution=lambda p, key: (maps.number_text(_solution_template(p.shape), p, y=key[0]),),
    network=POOL.network,
    givens=windows.given_map,
    figures=_figures,
    measure=POOL.measure,
    recount=(Check("loops over the window", _by_loops),),
    examples=(
        Example(
            maps.counting(3),
            (3,),
            "Zhang et al. (2023), Dive into Deep Learning, section 7.5, the same map with average pooling",
            ("3", "2", "1", "0", "0", "1"),
        ),
    ),
    signed=True,
    unit=POOL.unit,
    printed_key="the mean of a window is small, and small numbers stand in the map",
    numerical_only="means of other windows have fractions that show the key",
)
