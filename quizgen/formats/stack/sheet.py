"""The numbers of all variants in columns, and the variables of Maxima that stand for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias

from quizgen.answers import Number
from quizgen.text.castext import Variable
from quizgen.text.printer import decimals

Column: TypeAlias = tuple[Number, ...]
"""A number for each variant."""


class Sheet:
    """A row for each variant; ``place`` chooses one by STACK's seed, so that seeds from 1 on give all of them in turn.

    A STACK that is too old to tell its seed draws one of them.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._columns: list[Column] = []
        self._lines: list[str] = []
        self._numbers: dict[Column, Variable] = {}
        self._keys: dict[Column, Variable] = {}

    def parameter(self, name: str, column: Column) -> Variable:
        """A variable of that name for a number of the point."""
        variable = Variable(name, negative=_negative(column))
        self._lines.append(f"{name}: {self._cell(column)};")
        self._numbers.setdefault(column, variable)
        return variable

    def worked(self, name: str, formula: str, column: Column | None = None) -> Variable:
        """A variable for what a formula gives, whose values are in ``column`` where solutions may speak of it."""
        self._lines.append(f"{name}: {formula};")
        variable = Variable(name, negative=column is not None and _negative(column))
        if column is not None:
            self._keys.setdefault(column, variable)
        return variable

    def number(self, column: Column, *, solved: bool) -> Variable:
        """A variable for a number that a text says: one that is there, or a new one; a key's in what is ``solved``."""
        if column not in self._numbers:
            key = self._keys.get(column) if solved else None
            if key is not None and not any(map(_has_point, column)):
                return key
            self._numbers[column] = self._text(f"t{len(self._lines)}", column, key or self._cell(column))
        return self._numbers[column]

    def _text(self, name: str, column: Column, whole: str) -> Variable:
        """A decimal is shown with as many digits as it has, and typed as Maxima does."""
        if not any(map(_has_point, column)):
            self._lines.append(f"{name}: {whole};")
            return Variable(name, negative=_negative(column))
        digits = tuple(len(decimals(Fraction(number)) or "") for number in column)
        places = self._cell(digits)
        unless = "" if all(digits) else f"if {places} = 0 then {whole} else "
        self._lines += [f"{name}: {unless}dispdp({whole}, {places});", f"{name}_typed: {unless}float({whole});"]
        return Variable(name, negative=_negative(column), typed=f"{name}_typed")

    def _cell(self, column: Column) -> str:
        """A number that is the same in all variants, or its place in the row that is chosen."""
        if len(set(column)) == 1:
            return exact(column[0])
        if column not in self._columns:
            self._columns.append(column)
        return f"chosen[{self._columns.index(column) + 1}]"

    def lines(self) -> Iterator[str]:
        """All question variables in their order."""
        rows: Sequence[tuple[Number, ...]] = tuple(zip(*self._columns, strict=True)) or ((),) * self._count
        yield "tuples: ["
        last = len(rows) - 1
        for number, row in enumerate(rows):
            yield f"  [{', '.join(map(exact, row))}]{'' if number == last else ','}"
        yield "];"
        count = self._count
        yield f"place: if integerp(stack_seed) then mod(stack_seed - 1, {count}) + 1 else rand({count}) + 1;"
        yield "chosen: tuples[place];"
        yield from self._lines


def exact(number: Number) -> str:
    """A number as Maxima reads it, without rounding."""
    return str(number)


def _has_point(number: Number) -> bool:
    """Whether texts show it with a decimal point."""
    return isinstance(number, Fraction) and number.denominator > 1 and decimals(number) is not None


def _negative(column: Column) -> bool:
    return all(number < 0 for number in column)
