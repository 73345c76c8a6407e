"""What an answer sheet has room for, by the answers of a form, and how each field is called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import TypeAlias, assert_never

from msgspec import Struct

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Number, Numerical, Ordering
from quizgen.answers.values import components
from quizgen.model import Form
from quizgen.sheets.asked import WIDTH, Asked, lettered, numbers

CellNames: TypeAlias = Mapping[tuple[int, int], str]
"""What stands in the empty cells of a table, by row and column; no words in the others."""


class Named(Struct, frozen=True):
    """A field, and what it is called on the sheet: ``7a.2``."""

    asked: Asked
    name: str


def named_fields(form: Form) -> Iterator[Named]:
    """The fields of a form, question by question; several of one part are counted from 1."""
    for place, item in enumerate(form.items, start=1):
        for number, part in enumerate(item.question.parts):
            yield from _named(place, item.question.letter(number), part.answer)


def cell_names(form: Form, grid: Grid) -> CellNames:
    """How the empty cells of a table in the form are called on its sheet."""
    found: dict[tuple[int, int], str] = defaultdict(str)
    for place, item in enumerate(form.items, start=1):
        for number, part in enumerate(item.question.parts):
            if part.answer is grid:
                names = iter(_named(place, item.question.letter(number), grid))
                for where, cell in zip(grid.places, grid.open, strict=True):
                    here = [next(names).name for _ in components(cell.key)]
                    found[where] = "–".join(dict.fromkeys((here[0], here[-1])))
    return found


def fields(place: int, part: str, answer: Answer) -> tuple[Asked, ...]:
    """Those of one answer."""
    match answer:
        case Choice(options):
            return lettered(place, part, len(options))
        case Multiple(options):
            return lettered(place, part, len(options), many=True)
        case Matching():
            return lettered(place, part, len(answer.options), rows=len(answer.prompts))
        case Ordering(steps):
            return lettered(place, part, len(steps), rows=len(steps))
        case Numerical(key):
            return numbers(place, part, len(components(key)))
        case Grid():
            return numbers(place, part, sum(len(components(cell.key)) for cell in answer.open))
        case _:
            assert_never(answer)


def too_long(answer: Answer) -> Number | None:
    """A number among the right ones that has no room on a sheet, neither as a decimal nor as a fraction."""
    cells = answer.open if isinstance(answer, Grid) else (answer,) if isinstance(answer, Numerical) else ()
    every = chain.from_iterable(((number, cell.tolerance) for number in components(cell.key)) for cell in cells)
    return next((number for number, tolerance in every if not _fits(number, tolerance)), None)


def _named(place: int, letter: str, answer: Answer) -> Iterator[Named]:
    every = fields(place, letter, answer)
    for one in every:
        count = f".{one.index + 1}" if len(every) > 1 else ""
        yield Named(one, f"{place}{letter}{count}")


def _fits(number: Number, tolerance: Number) -> bool:
    if len(str(number)) <= WIDTH:
        return True
    size = abs(number.numerator) // number.denominator
    whole = len(f"{'-' if number < 0 else ''}{size}.")
    if whole >= WIDTH:
        return False
    written = round(Decimal(number.numerator) / number.denominator, WIDTH - whole)
    return abs(Fraction(written) - number) <= tolerance
