"""Trees that have parts in common share the functions of these parts."""

from __future__ import annotations

from collections.abc import Iterable
from types import FunctionType

from quizgen.math.nested import nested
from quizgen.math.reader import read


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
