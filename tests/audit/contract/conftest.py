"""Small families that keep the contract, for faults to be planted in."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quizgen.asking.computed import Example
from quizgen.asking.family import Family
from quizgen.asking.linked import Case, LinkedFamily, NumberPart, Quantity
from quizgen.math.reader import formula, read
from quizgen.misconceptions.kinds import Instead
from quizgen.model import Level, Values
from quizgen.oracle.from_json import Alone
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

CONCEPT = "ignores-padding"


@formula(source="A. Author (2020), A book, page 1")
def both(left: int, right: int) -> int:
    """Both rows together."""
    return left + right


def grid(first: int, count: int = 9) -> Concat:
    """That many values on each axis."""
    return concat(Combinations({"left": range(first, first + count), "right": range(40, 40 + count)}))


LEVELS: dict[Level, Concat] = {"easy": grid(100), "medium": grid(200), "hard": grid(300)}


def wrong(name: str, tree: str) -> Instead:
    """A misconception that gives another formula."""
    return Instead(name, tree, f"This is {name.replace('-', ' ')}.", concept=CONCEPT)


MISTAKES = (
    wrong("left-alone", "left"),
    wrong("right-alone", "right"),
    wrong("one-too-few", "left + right - 1"),
    wrong("one-too-many", "left + right + 1"),
    wrong("left-twice", "2*left + right"),
    wrong("right-twice", "left + 2*right"),
)


def measured(params: Params) -> Values:
    """Counts one by one."""
    return (len([*range(params["left"]), *range(params["right"])]),)


def counted(params: dict[str, int]) -> int:
    """The key from the JSON alone."""
    return len([*range(params["left"]), *range(params["right"])])


def parts_counted(params: dict[str, int]) -> list[int]:
    """The keys of both parts from the JSON alone."""
    return [counted(params), 2 * counted(params)]


def shapes_counted(params: dict[str, int]) -> list[list[list[int]]]:
    """The key of the one cell of a table from the JSON alone."""
    return [[[len(range(params["left"])), len(range(params["right"]))]]]


ALONE: dict[str, Alone] = {"both": counted, "both_and_double": parts_counted, "table_of_both": shapes_counted}


def solution(params: Params, key: Values) -> tuple[Text, ...]:
    """Ends at the key."""
    return (Text("$both == left + right == {left} + {right} == {o}$", {**params.values, "o": key[0]}),)


@pytest.fixture
def family() -> Family:
    """Two numbers and their sum."""
    return Family(
        module=__name__,
        title="Two rows",
        asks="both",
        levels=LEVELS,
        formulas=(both,),
        misconceptions=MISTAKES,
        measure=measured,
        examples=(Example({"left": 3, "right": 4}, (7,), "A. Author (2020), A book, page 2"),),
        stem=lambda p: Text("Rows of {left} and {right} pixels: how many pixels have both?", p.values),
        solution=solution,
        network=None,
        givens=lambda p: p.values,
        numerical_only="wrong values of so few rows are all alike",
    )


SUM = Quantity(("total",), (read("left + right"),), MISTAKES[:4])
DOUBLE = Quantity(
    ("double",),
    (read("2*total"),),
    (wrong("not-doubled", "total"), wrong("squared", "total**2"), wrong("more", "2*total + 1")),
)


@pytest.fixture
def linked() -> LinkedFamily:
    """The sum, and twice the sum."""
    parts = (
        NumberPart(
            quantity=SUM,
            prompt=lambda _: Text("How many pixels have both?"),
            solution=lambda p, n: (Text("$t == {left} + {right} == {total}$", {**p.values, **n}),),
            measure=measured,
        ),
        NumberPart(
            quantity=DOUBLE,
            prompt=lambda _: Text("How many are twice as many?"),
            solution=lambda _, n: (Text("$d == 2*{total} == {double}$", dict(n)),),
            measure=lambda p: (2 * measured(p)[0],),
            points=Fraction(2),
        ),
    )
    return LinkedFamily(
        module=__name__,
        title="Two rows, twice",
        asks="both_and_double",
        levels=LEVELS,
        parts=lambda _: parts,
        stem=lambda p: Text("Rows of {left} and {right} pixels.", p.values),
        source="A. Author (2020), A book, page 1",
        published=(Case({"left": 3, "right": 4}, (), {"total": 7}, "A. Author (2020), A book, page 2"),),
        givens=lambda p: p.values,
    )
