"""Whoever knows only the JSON can mark what follows from a learner's own wrong answer."""

from __future__ import annotations

import ast
import json
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

import pytest

from quizgen.answers import Filled, Given, Grid, Numerical, Written
from quizgen.formats.json import dumped, item_json
from quizgen.math.reader import FUNCTIONS
from quizgen.model import Form, Item
from quizgen.study.session import grade

Json = dict[str, Any]
ROOT = Path(__file__).parents[2]
OPERATORS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: lambda a, b: Fraction(a) / b,
    ast.Pow: operator.pow,
}


def worked(formula: str, own: Mapping[str, Fraction]) -> Fraction:
    """A formula of the JSON with the learner's numbers."""

    def value(node: ast.expr) -> Fraction:
        match node:
            case ast.Constant(int() as number):
                return Fraction(number)
            case ast.Name(name):
                return own[name]
            case ast.BinOp(left, op, right):
                return Fraction(OPERATORS[type(op)](value(left), value(right)))
            case ast.Call(ast.Name("floor"), [argument]):
                return Fraction(floor(value(argument)))
            case _:
                raise AssertionError(ast.dump(node))

    return value(ast.parse(formula, mode="eval").body)


def numbers(value: Any) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, value if isinstance(value, list) else [value]))


def fields(item: Json) -> Iterator[Json]:
    """Every number or shape that is to be written, in order."""
    for one in item.get("parts", [item]):
        if one["kind"] == "numerical":
            yield one
        elif one["kind"] == "grid":
            yield from (cell for row in one["grid"]["cells"] for cell in row if "given" not in cell)


def marked(item: Json, wrote: Sequence[tuple[int, ...]]) -> list[str]:
    """For each field ``right``, ``carried``, a misconception's id or ``wrong``."""
    own: dict[str, Fraction] = {}
    found = []
    for field, values in zip(fields(item), wrote, strict=True):
        found.append(_mark(field, numbers(list(values)), own))
        if "names" in field:
            own.update(zip(field["names"], numbers(list(values)), strict=True))
    return found


def _mark(field: Json, wrote: tuple[Fraction, ...], own: Mapping[str, Fraction]) -> str:
    def carried(holder: Json) -> tuple[Fraction, ...]:
        return tuple(worked(formula, own) for formula in holder.get("follows", []))

    def near(holder: Json, value: tuple[Fraction, ...]) -> bool:
        tolerance = Fraction(holder.get("tolerance", 0))
        return bool(value) and all(abs(a - b) <= tolerance for a, b in zip(wrote, value, strict=True))

    if near(field, numbers(field["key"])):
        return "right"
    if near(field, carried(field)):
        return "carried"
    same = (o["misconception"] for o in field["options"] if near(o, numbers(o["value"])) or near(o, carried(o)))
    return next(same, "wrong")


def alone(item: Item) -> Json:
    """The item as somebody else reads it."""
    found: Json = json.loads(dumped(item_json(item)))
    return found


def ours(item: Item, wrote: Sequence[tuple[int, ...]]) -> list[str]:
    """The same by quizgen's own marks."""
    rest = iter(Written(values) for values in wrote)
    given: list[Given] = []
    for part in item.question.parts:
        match part.answer:
            case Numerical():
                given.append(next(rest))
            case Grid() as grid:
                given.append(Filled(tuple(next(rest) for _ in grid.open)))
            case _:
                given.append(None)
    found: list[str] = []
    for part, mark in zip(item.question.parts, grade(item, given).marks, strict=True):
        if isinstance(part.answer, Numerical | Grid):
            places = range(len(part.answer.open) if isinstance(part.answer, Grid) else 1)
            met = {one.place: one.slip.id for one in mark.met} | {one.place: "carried" for one in mark.carried}
            found += [met.get(place, "wrong" if place in mark.missed else "right") for place in places]
    return found


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (10, 808, ["right", "right"]),
        (9, 656, ["no-plus-one", "carried"]),
        (9, 808, ["no-plus-one", "right"]),
        (9, 648, ["no-plus-one", "forgets-bias"]),
        (11, 800, ["wrong", "forgets-bias"]),
        (11, 1, ["wrong", "wrong"]),
    ],
)
def test_a_part_that_follows_is_marked_from_a_learners_own_value(
    form: Form, first: int, second: int, expected: list[str]
) -> None:
    item = form.items[8]
    wrote = [(first,), (second,), (10,), (11,)]
    assert marked(alone(item), wrote) == [*expected, "right", "right"] == ours(item, wrote)


@pytest.mark.parametrize(
    ("conv", "pool", "expected"),
    [
        ((16, 14, 14), (16, 7, 7), ["right", "right"]),
        ((3, 14, 14), (3, 7, 7), ["keeps-channels", "carried"]),
        ((16, 15, 15), (16, 7, 7), ["rounds-up", "right"]),
        ((16, 13, 12), (16, 6, 6), ["wrong", "carried"]),
        ((16, 13, 12), (16, 7, 6), ["wrong", "wrong"]),
    ],
)
def test_a_cell_that_follows_is_marked_from_the_learners_own_cells(
    form: Form, conv: tuple[int, ...], pool: tuple[int, ...], expected: list[str]
) -> None:
    item = form.items[7]
    wrote = [conv, (448,), pool, (7840,)]
    found = [expected[0], "right", expected[1], "forgets-bias"]
    assert marked(alone(item), wrote) == found == ours(item, wrote)


def test_parts_say_which_parts_they_follow_from(form: Form) -> None:
    parts = alone(form.items[8])["parts"]
    assert [part["part"] for part in parts] == list("abcdefg")
    assert {part["part"]: part["after"] for part in parts if part["after"]} == {"b": ["a"]}
    assert [part["points"] for part in parts] == [1, 2, 1, 1, 2, 3, 2]


def test_every_function_that_a_formula_may_call_is_documented() -> None:
    section = (
        (ROOT / "docs" / "json-schema.md").read_text().partition("## What follows from what")[2].partition("\n## ")[0]
    )
    assert [name for name in sorted(FUNCTIONS) if f"`{name}`" not in section] == []
