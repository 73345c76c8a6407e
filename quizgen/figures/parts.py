"""What the kinds of figures share: checks of params, sizes on a page, shades, and lists in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal, TypeAlias

from quizgen.errors import FormulaError
from quizgen.math.printing import grouped
from quizgen.text.columns import columns, left, right
from quizgen.text.pixels import pixels
from quizgen.text.wrapping import wrap

FigurePlace: TypeAlias = Literal["stem", "solution"]
Test: TypeAlias = Callable[[Any], bool]

WIDEST, MARGIN = 600, 10
"""Pixels of a drawing's contents on a page, and white around them."""
ADVANCE, LINE = 6.7, 16
"""Pixels a character and a line of text, on a page."""
ONE_AXIS = "one axis of the kernel; the other is alike"
_LIGHT, _DARK = (0xEE, 0xF3, 0xF8), (0x1F, 0x4E, 0x79)


def checked(kind: str, params: Mapping[str, Any], tests: Mapping[str, Test]) -> None:
    """Raises FormulaError unless the params are those that ``tests`` names, and each passes its test."""
    if set(params) != set(tests):
        raise FormulaError(f"a {kind} figure takes {listed(list(tests))}, not {dict(params)}")
    for name, test in tests.items():
        if not test(params[name]):
            raise FormulaError(f"a {kind} figure takes another {name} than {params[name]!r}")


def fitting(kind: str, *, fits: bool, rule: str) -> None:
    """Raises FormulaError with the rule between params that does not hold."""
    if not fits:
        raise FormulaError(f"a {kind} figure takes params where {rule}")


def count(value: Any) -> bool:
    """A whole number above zero."""
    return type(value) is int and value > 0


def natural(value: Any) -> bool:
    """A whole number that is not below zero."""
    return type(value) is int and value >= 0


def words(value: Any) -> bool:
    """Words."""
    return isinstance(value, str)


def each(test: Test, least: int = 1) -> Test:
    """The test of a list with at least so many values."""
    return lambda value: isinstance(value, list | tuple) and len(value) >= least and all(map(test, value))


def listed(parts: Sequence[object]) -> str:
    """``1, 2 and 3``."""
    shown = [grouped(part) if isinstance(part, int) else str(part) for part in parts]
    return " and ".join([*([", ".join(shown[:-1])] if shown[1:] else []), *shown[-1:]])


def counted(number: int, noun: str) -> str:
    """``1 layer``, ``2 layers``."""
    return f"{grouped(number)} {noun}{'s' if number != 1 else ''}"


def long(text: str) -> float:
    """The pixels that a line of text takes."""
    return _long(len(text))


@lru_cache(maxsize=256)
def _long(letters: int) -> float:
    return round(letters * ADVANCE, 2)


def shade(part: float) -> str:
    """A colour from light (0) to dark (1) whose grey tells as much in print."""
    part = max(0.0, min(1.0, part))
    return "#" + "".join(f"{round(low + (high - low) * part):02x}" for low, high in zip(_LIGHT, _DARK, strict=True))


def ink(part: float) -> str:
    """The colour of text that is legible on a shade."""
    return "#ffffff" if part > 0.65 else "#1a1a1a"


def grid(x: float, y: float, columns: int, rows: int, cell: float) -> str:
    """The path of the lines of a grid whose cells are squares."""
    left, top, wide, tall = map(pixels, (x, y, columns * cell, rows * cell))
    across = [f"M{left} {pixels(y + number * cell)}h{wide}" for number in range(rows + 1)]
    down = [f"M{pixels(x + number * cell)} {top}v{tall}" for number in range(columns + 1)]
    return "".join(across + down)


def spread(wanted: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """Heights near the wanted ones, in the same order, at least ``gap`` apart and no lower than ``bottom``."""
    heights: list[float] = []
    for height in wanted:
        heights.append(max(height, heights[-1] + gap if heights else top))
    below = bottom
    for place in range(len(heights) - 1, -1, -1):
        heights[place] = min(heights[place], below)
        below = heights[place] - gap
    return [round(height, 2) for height in heights]


def framed(rows: Sequence[Sequence[str]]) -> list[str]:
    """Cells of equal width in a frame of box characters."""
    width = max(columns(cell) for row in rows for cell in row)
    lines = [" ".join(right(cell, width) for cell in row) for row in rows]
    rule = "─" * (columns(lines[0]) + 2)
    return [f"┌{rule}┐", *(f"│ {line} │" for line in lines), f"└{rule}┘"]


def beside(blocks: Sequence[Sequence[str]], gap: str = "   ") -> list[str]:
    """Blocks of lines side by side, their tops in line."""
    tall = max(map(len, blocks))
    full = [[left(line, wide(block)) for line in (*block, *[""] * (tall - len(block)))] for block in blocks]
    return [gap.join(line).rstrip() for line in zip(*full, strict=True)]


def wide(lines: Sequence[str]) -> int:
    """The columns of the widest line."""
    return max(map(columns, lines))


def told(lines: Iterable[str], room: int) -> list[str]:
    """What a drawing says in words, beside a line of its own, in lines of so many columns."""
    return [one for line in lines for one in wrap(line, room, "│ ", "│   ")]


def rising(values: Sequence[int]) -> bool:
    """No value is below the one before."""
    return all(one <= other for one, other in pairwise(values))
