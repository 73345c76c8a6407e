"""The texts of all variants as one, in which a variable stands for each number that varies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from typing import TypeAlias, TypeGuard

from quizgen.answers import Number
from quizgen.errors import FormulaError
from quizgen.formats.stack.sheet import Column, Sheet
from quizgen.formats.stack.wording import NUMBER
from quizgen.text import Filling, Table, Text
from quizgen.text.castext import Phrase, Variable

Numbers: TypeAlias = Callable[[Column], Variable]


def said(texts: Sequence[Text], sheet: Sheet, *, solved: bool = False) -> Text:
    """The text of all variants, which have it in the same words; what is ``solved`` may speak of the key.

    Raises FormulaError where the words are others.
    """
    numbers = partial(sheet.number, solved=solved)
    first = texts[0]
    if {one.template for one in texts} != {first.template}:
        raise FormulaError(f"the text '{first.template}' is not that of all variants")
    return Text(first.template, {name: _filling([one.values[name] for one in texts], numbers) for name in first.values})


def _filling(values: Sequence[Filling], numbers: Numbers) -> Filling:
    first = values[0]
    if all(value == first for value in values):
        return first
    if _numbers(values):
        return numbers(tuple(values))
    if _words(values):
        return _phrase(values, numbers)
    if _tables(values):
        header = tuple(_phrase(cells, numbers) for cells in zip(*(one.header for one in values), strict=True))
        rows = zip(*(one.rows for one in values), strict=True)
        return Table(
            header, tuple(tuple(_phrase(c, numbers) for c in zip(*row, strict=True)) for row in rows), values[0].caption
        )
    raise FormulaError("a text holds a number in one variant and words in another")


def _numbers(values: Sequence[Filling]) -> TypeGuard[Sequence[Number]]:
    return all(isinstance(value, int | Fraction) for value in values)


def _words(values: Sequence[Filling]) -> TypeGuard[Sequence[str]]:
    return all(isinstance(value, str) for value in values)


def _tables(values: Sequence[Filling]) -> TypeGuard[Sequence[Table]]:
    return all(isinstance(value, Table) for value in values)


def _phrase(texts: Sequence[str], numbers: Numbers) -> str:
    """Words with the numbers in them that vary; raises FormulaError where the words do."""
    words = {tuple(NUMBER.split(text)) for text in texts}
    if len(words) > 1:
        raise FormulaError(f"the words '{texts[0]}' are not those of all variants")
    columns = zip(*(map(int, NUMBER.findall(text)) for text in texts), strict=True)
    found = [column[0] if len(set(column)) == 1 else numbers(column) for column in columns]
    parts: list[str | Variable] = [next(iter(words))[0]]
    for number, after in zip(found, next(iter(words))[1:], strict=True):
        parts += [number if isinstance(number, Variable) else str(number), after]
    return Phrase(tuple(parts)) if any(isinstance(part, Variable) for part in parts) else texts[0]
