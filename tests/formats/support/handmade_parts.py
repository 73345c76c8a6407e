"""A table to fill in, and an item of several parts that follow from one another, made by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from handmade import (
    CONCEPT,
    MATCHING,
    ORDERING,
    answered,
    choice,
    matching,
    multiple,
    number,
    numerical,
    ordering,
    shape,
    slip,
    true_false,
    wrong,
)
from msgspec.structs import replace

from quizgen.answers import Choice, Grid, Multiple, Numerical, Option, Slip, Values
from quizgen.answers.values import written
from quizgen.math.reader import read
from quizgen.model import Item, Part
from quizgen.text import Text

NETWORK = Text("An input of {c} × {n} × {n} goes through these layers. Fill in the table.", {"c": 3, "n": 28})
FLOORED = Slip(
    "rounds-up",
    CONCEPT,
    Text("A step that does not fit is dropped: the size is $floor((n + 2*padding - kernel_size)/stride) + 1$."),
)


def _shape(values: Values, made: Slip) -> Option:
    return Option(written(values), values, made)


CONV = Numerical(
    (16, 14, 14),
    (
        _shape((3, 14, 14), slip("keeps-channels", "The layer has 16 filters; each gives a channel.")),
        _shape((16, 15, 15), FLOORED),
    ),
    names=("c", "h", "w"),
)
POOL = Numerical(
    (16, 7, 7),
    (_shape((8, 7, 7), slip("pools-channels", "Each *channel* is pooled by itself.")),),
    follows=(read("c"), read("floor(h/2)"), read("floor(w/2)")),
)
WEIGHTS = Numerical(
    448,
    (wrong(432, "forgets-bias", "Each filter has a bias."), wrong(1024, "adds-up", "A product is meant, $3*3*3*16$.")),
)
SCORES = Numerical(7850, (wrong(7840, "forgets-bias", "Each neuron has a bias."),))
GRID = Grid(
    rows=(
        Text("`Conv2d(3, 16, kernel_size=3, stride=2, padding=1)`"),
        Text("`MaxPool2d(2)`"),
        Text("`Linear({f}, 10)`", {"f": 784}),
    ),
    columns=(Text("Output shape"), Text("Parameters")),
    cells=((CONV, WEIGHTS), (POOL, Text("{none}", {"none": 0})), (Text("{s}", {"s": 10}), SCORES)),
    corner=Text("Layer"),
    about=Text("The layers with their output shapes and numbers of parameters"),
)


def grid() -> Item:
    """A table with four cells to fill in, a point each."""
    solution = Text("The pooled map has {f} values: $16*7*7 == {f}$.", {"f": 784})
    item = answered(
        choice(), GRID, solution, id="toy-table-dddddddddddddddd", family="toy-table", asks="table", stem=NETWORK
    )
    return replace(item, worth=Fraction(4))


FLAT = Numerical(
    808,
    (replace(wrong(800, "forgets-bias", "Each neuron has a bias: $8$ more."), follows=(read("o**2*8"),)),),
    follows=(read("o**2*8 + 8"),),
)
SMALL = Grid(
    (Text("Rows"), Text("Columns")),
    (Text("Before"), Text("After")),
    ((Text("{n}", {"n": 12}), Numerical(10)), (Text("{n}", {"n": 12}), Numerical(Fraction(21, 2), tolerance=1))),
    Text("Axis"),
    Text("Sizes before and after the layer"),
)
ROWS = Text("$$o == {n} - 3 + 1$$\n\n$$o == {o}$$", {"n": 12, "o": 10})
SEVERAL = (
    Part(
        Numerical(10, (wrong(9, "no-plus-one", "The first position is one more."),), names=("o",)),
        (ROWS,),
        Text("How many rows come out?"),
    ),
    Part(
        FLAT,
        (Text("$$o**2*8 + 8 == {p}$$", {"p": 808}),),
        Text("`Linear` makes {k} scores of them. How many parameters has it?", {"k": 8}),
        Fraction(2),
    ),
    Part(
        Choice((wrong(9, "no-plus-one", "The first position is one more."), number(10)), right=1),
        (Text("It is the same on each axis."),),
        Text("How many columns come out?"),
    ),
    Part(
        Multiple(
            (number(1), wrong(2, "misses-odd", "$2*1 + 1$ is more."), number(3)),
            frozenset([0, 2]),
        ),
        (Text("Odd kernels have a centre."),),
        Text("Which kernels have a centre?"),
    ),
    Part(MATCHING, (Text("As named."),), Text("Match each layer with its axes."), Fraction(2)),
    Part(ORDERING, (Text("Statistics first."),), Text("In which order is this done?"), Fraction(3)),
    Part(SMALL, (Text("Each axis loses two."),), Text("Fill in the sizes."), Fraction(2)),
)


def several() -> Item:
    """One part of every kind."""
    stem = Text("A map of {n} × {n} meets `Conv2d(1, 1, kernel_size=3)`, then `Flatten`.", {"n": 12})
    question = replace(choice().question, id="toy-parts-eeeeeeeeeeeeeeee", family="toy-parts", asks="parts", stem=stem)
    return replace(choice(), question=replace(question, parts=SEVERAL))


EVERY: Mapping[str, Callable[[], Item]] = {
    "choice": choice,
    "numerical": numerical,
    "multiple": multiple,
    "layers": shape,
    "matching": matching,
    "ordering": ordering,
    "true-false": true_false,
    "grid": grid,
    "parts": several,
}
"""One item of every sort; a new sort comes last, so that a golden file's changes are only additions."""


def every() -> tuple[Item, ...]:
    """All of them."""
    return tuple(make() for make in EVERY.values())
