"""Trees that have parts in common share the functions of these parts."""

from __future__ import annotations

from collections.abc import Iterable
from types import FunctionType

from msgspec import Struct

from quizgen.math.nested import OFTEN, Exact, nested
from quizgen.math.reader import read
from quizgen.math.tree import Expr


def functions(*roots: object) -> set[int]:
    """All functions that others hold on to, by their identity."""
    found: set[int] = set()
    waiting: list[Iterable[object]] = [roots]
    while waiting:
        for one in waiting.pop():
            if isinstance(one, FunctionType) and id(one) not in found:
                found.add(id(one))
                waiting.append([cell.cell_contents for cell in one.__closure__ or ()])
    return found


def test_equal_trees_are_one_function_but_for_the_outermost() -> None:
    one, other = (nested(read("floor((n + 2*padding - kernel_size)/stride) + 1")) for _ in range(2))
    assert one is not other
    assert len(functions(one, other)) == len(functions(one)) + 1


def test_a_tree_that_can_be_had_again_is_kept_by_nobody_and_asked_for_once() -> None:
    text, asked = "floor(n/2) + 1", []

    def again() -> Expr:
        asked.append(text)
        return read(text)

    run = nested(read(text), again)
    assert not any(isinstance(one, Struct) for one in held(run))
    assert {run({"n": 7}) for _ in range(3 * OFTEN)} == {4}
    assert asked == [text]


def held(function: Exact) -> list[object]:
    """What a function holds on to itself."""
    assert isinstance(function, FunctionType)
    return [cell.cell_contents for cell in function.__closure__ or ()]
