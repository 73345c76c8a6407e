"""Each kind of fault that an author plants in a family of linked questions is one sentence."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest
from msgspec.structs import replace
from told import CONCEPT, GOOD, POINT, said

from quizgen.answers import Numerical
from quizgen.asking.linked import Case, GridPart, LinkedFamily, Quantity
from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead
from quizgen.model import Values
from quizgen.space import Params
from quizgen.text import Text


def raising(params: Params) -> Values:
    raise LookupError(f"nothing at {params['left']}")


LINE = raising.__code__.co_firstlineno + 1
PLACE = rf"{re.escape(__file__)}, line {LINE}"


def with_part(linked: LinkedFamily, place: int, **changes: Any) -> LinkedFamily:
    """The family with another quantity or function in one of its parts."""
    parts = list(linked.parts(()))
    parts[place] = replace(parts[place], **changes)
    return dataclasses.replace(linked, parts=lambda _: tuple(parts))


def quantity(names: Sequence[str], *trees: str, wrong: Sequence[str] = ()) -> Quantity:
    mistakes = (
        Instead(f"wrong-{number}", _trees(tree), f"This is wrong {number}.", concept=CONCEPT)
        for number, tree in enumerate(wrong)
    )
    return Quantity(tuple(names), tuple(map(read, trees)), tuple(mistakes))


def _trees(text: str) -> Callable[[object], Any]:
    return lambda _: tuple(map(read, text.split("; ")))


LINKED: Mapping[str, tuple[int, Quantity, str]] = {
    "the name of a number": (0, quantity(["left"], "left + right"), ": 'left' is asked and is a number of the point"),
    "one name for two": (1, quantity(["double", "total"], "2*total", "total"), ": 'total' is asked 2 times; give each"),
    "the same quantity twice": (1, quantity(["total"], "left"), ": 'total' is asked 2 times; give each value a name"),
    "more trees than names": (1, quantity(["double"], "2*total", "total"), ": 'double' has 1 names for 2 trees; give"),
    "a later value": (0, quantity(["total"], "double + left"), ": the formula of 'total' speaks of double, but"),
    "a half": (1, quantity(["double"], "total/2"), rf" at {POINT}: the formula of 'double' gives \d+/2, not a whole"),
    "two mistakes of one name": (
        1,
        replace(quantity(["double"], "2*total"), misconceptions=GOOD * 2),
        ": two misconceptions are called 'twice'",
    ),
    "a mistake without a name it knows": (
        1,
        quantity(["double"], "2*total", wrong=["total + stride"]),
        ": the misconception 'wrong-0' of 'double' speaks of stride",
    ),
}


@pytest.mark.parametrize("name", LINKED)
def test_a_planted_fault_of_a_linked_family_is_one_sentence(linked: LinkedFamily, name: str) -> None:
    place, planted, sentence = LINKED[name]
    assert re.search(sentence, said(with_part(linked, place, quantity=planted)))


def test_functions_of_a_linked_family_that_raise_are_told_with_point_and_line(linked: LinkedFamily) -> None:
    assert re.search(
        rf" at {POINT}: .* torch fails \({PLACE}: LookupError", said(with_part(linked, 0, measure=raising))
    )
    raised = said(with_part(linked, 0, solution=lambda p, _: raising(p)))
    assert re.match(rf" at left=100, right=40: the item cannot be made: {PLACE}: LookupError: nothing at 100", raised)


def test_cases_of_a_linked_family_are_complete(linked: LinkedFamily) -> None:
    lacking = dataclasses.replace(linked, published=(Case({"left": 1}, (), {"total": 7}, "A book"),))
    assert said(lacking).startswith(": the case of 'A book' lacks right")
    strange = dataclasses.replace(linked, published=(Case({"left": 1, "right": 2}, (), {"sum": 3}, "A book"),))
    assert said(strange) == ": the case of 'A book' publishes sum, but what is asked is called total, double"
    assert "nobody else's case is told: add a Case" in said(dataclasses.replace(linked, published=()))


def test_a_shape_without_a_foreseen_value_at_some_point_is_told(linked: LinkedFamily) -> None:
    near = "max(left, 102); max(right, 42)"
    shape = quantity(["rows", "columns"], "left", "right", wrong=[near])
    broken = shaped(linked, shape)
    assert re.match(rf" at {POINT}: no misconception gives a wrong shape for 'rows columns'; add", said(broken))


def shaped(linked: LinkedFamily, shape: Quantity) -> LinkedFamily:
    """A family that is a table with one shape."""
    table = GridPart(
        about="Rows",
        corner="Map",
        columns=(lambda _: Text("Shape"),),
        rows=(lambda _: Text("Both"),),
        cells=((shape,),),
        solution=lambda _, n: (Text("It is {rows} × {columns}?", dict(n)),),
        measure=lambda p: (p["left"], p["right"]),
    )
    published = (Case({"left": 3, "right": 4}, (), {"rows": 3}, "A book"),)
    return dataclasses.replace(linked, asks="table_of_both", parts=lambda _: (table,), published=published)


def test_a_part_whose_keys_are_no_whole_numbers_says_how_many_digits_count(linked: LinkedFamily) -> None:
    eighth = replace(quantity(["double"], "total/8", wrong=["total/4", "total/8 + 1/2000"]), unit=2000)
    asked = next(with_part(linked, 1, quantity=eighth).draw("easy", "parts", "1"))
    whole, parted = (part.answer for part in asked.parts)
    assert isinstance(whole, Numerical)
    assert isinstance(parted, Numerical)
    assert (whole.tolerance, parted.tolerance) == (0, Fraction(1, 2000))
    assert ["Round to" in part.prompt.template for part in asked.parts] == [False, True]
    assert asked.parts[1].prompt.template.endswith("? Round to three decimals if there are more.")
    assert "Round to" not in asked.stem.template
    assert [option.slip and option.slip.id for option in parted.foreseen] == ["wrong-0"]


def test_a_table_says_it_in_the_stem(linked: LinkedFamily) -> None:
    eighth = replace(quantity(["part"], "left/8", wrong=["left/4"]), unit=8)
    asked = next(shaped(linked, eighth).draw("easy", "grid", "1"))
    assert asked.stem.template.endswith("Round to three decimals if there are more.")
    assert [one.tolerance for one in asked.numericals] == [Fraction(1, 2000)]
