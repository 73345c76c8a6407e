"""Programs of notebooks, what they say the answer is, and what it has to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from fractions import Fraction
from io import StringIO
from string import ascii_uppercase
from typing import Any

import pytest
from plain import said

from quizgen import catalog
from quizgen.answers import Choice, Grid, Multiple, Numerical
from quizgen.answers.values import components
from quizgen.layers import Layer
from quizgen.model import IN_WORDS, LEVELS, Evidence, Item, Question

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")


def computed(number: int = 1, seed: str = "1") -> Iterator[Item]:
    """So many items of every kind on every level of every family whose key is computed."""
    for source in catalog.sources():
        for level in LEVELS:
            for kind in source.kinds:
                drawn = source.draw(level, kind, seed) if source.count(level, kind) else iter(())
                for _, question in zip(range(number), drawn, strict=False):
                    if question.asks != IN_WORDS:
                        yield Item(question, Evidence("", ()))


def ran(code: str) -> str:
    """What a program prints, run by itself as a kernel does."""
    output = StringIO()
    with redirect_stdout(output):
        exec(compile(code, "program", "exec"), {})  # noqa: S102 - see above
    return output.getvalue()


def confirms(question: Question, output: str) -> None:
    """The output of the program ends with the key, and with nothing else."""
    lines = [line.partition(":")[2] for line in output.splitlines() if line.startswith("answer")]
    if any(isinstance(option.value, Layer) for option in question.options):
        (answer,) = (part.answer for part in question.parts)
        assert [line.split()[0] for line in lines] == [ascii_uppercase[place] for place in sorted(answer.correct)]
        return
    found = [_numbers(line) for line in lines] if lines else [_numbers(output)]
    wanted = [row for part in question.parts for row in _keys(part.answer)]
    assert [len(row) for row in found] == [len(row) for row in wanted]
    for row, key in zip(found, wanted, strict=True):
        assert all(
            value is None or number == pytest.approx(float(value)) for number, value in zip(row, key, strict=True)
        )


def _numbers(line: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(re.sub(r"[A-Za-z]\w+", "", line))]


def _keys(answer: Any) -> Iterator[list[Fraction | int | None]]:
    """The numbers of each line that a program says; None in cells that are given."""
    match answer:
        case Numerical(key):
            yield list(components(key))
        case Choice():
            yield list(components(answer.key.value))  # type: ignore[arg-type]  # of options that are no layers
        case Multiple():
            yield [number for option in answer.key for number in components(option.value)]  # type: ignore[arg-type]  # as above
        case Grid():
            yield from _rows(answer)
        case _:
            raise AssertionError(f"no program answers {answer}")


def _rows(grid: Grid) -> Iterator[list[Fraction | int | None]]:
    """A map is said in one line, a table row by row."""
    rows = [[_cell(cell) for cell in row] for row in grid.cells]
    flat = [[number for cell in row for number in cell] for row in rows]
    if all(isinstance(cell, Numerical) and not isinstance(cell.key, tuple) for row in grid.cells for cell in row):
        yield [number for row in flat for number in row]
    else:
        yield from flat


def _cell(cell: Any) -> list[Fraction | int | None]:
    if isinstance(cell, Numerical):
        return list(components(cell.key))
    return [None] * len(said(cell).replace(",", "").split("×"))
