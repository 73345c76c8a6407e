"""The keys of an exam as a table for spreadsheets: a row for each question, or for each of its parts."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import Context, Decimal
from fractions import Fraction
from io import StringIO
from typing import TypeAlias, assert_never

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Number, Numerical, Option, Ordering, Values
from quizgen.answers.keyed import letters
from quizgen.answers.values import components
from quizgen.model import Form
from quizgen.text.terminal import TERMINAL

Row: TypeAlias = tuple[str, ...]
HEAD: Row = ("form", "question", "item id", "kind", "key", "letter", "points")
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
"""Tells spreadsheets that the table is in UTF-8."""
DIGITS = Context(prec=10)
"""Of a number that no decimals say exactly."""
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_FORMULA = tuple("=+-@\t\r")
BETWEEN = "; "


def rows(form: Form) -> Iterator[Row]:
    """The rows of a form; ``7a`` is the first part of question 7."""
    for number, item in enumerate(form.items, start=1):
        for place, part in enumerate(item.question.parts):
            name = f"{number}{item.question.letter(place)}"
            points = decimal(item.points_of(place))
            yield form.name, name, item.id, part.answer.kind, key(part.answer), letters(part.answer), points


def written(every: Iterator[Row]) -> bytes:
    """Rows as RFC 4180 has them, each ended by CR and LF; words that a spreadsheet would work out are put in quotes."""
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(map(_harmless, row) for row in every)
    return text.getvalue().encode(errors="replace")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell


def key(answer: Answer) -> str:
    """What is right, in words or numbers: of a table to fill in every empty cell in the order of reading."""
    match answer:
        case Choice():
            return _offered(answer.key)
        case Multiple():
            return BETWEEN.join(map(_offered, answer.key))
        case Matching():
            return BETWEEN.join(f"{TERMINAL.line(prompt)}: {_offered(option)}" for prompt, option in answer.pairs)
        case Ordering():
            return BETWEEN.join(TERMINAL.line(answer.steps[place]) for place in answer.places)
        case Numerical():
            return _numbers(components(answer.key))
        case Grid():
            return BETWEEN.join(_numbers(components(cell.key)) for cell in answer.open)
        case _:
            assert_never(answer)


def _offered(option: Option) -> str:
    value = option.value
    return decimal(value) if isinstance(value, int | Fraction) else TERMINAL.line(option.text)


def _numbers(values: Values) -> str:
    return " × ".join(map(decimal, values))


def decimal(number: Number) -> str:
    """A number as spreadsheets read it: without a mark between thousands, and no fraction, which would be a date."""
    whole, parts = number.numerator, number.denominator
    rest = parts
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    exact = Context(prec=len(str(abs(whole))) + parts.bit_length() + 1)
    return f"{(exact if rest == 1 else DIGITS).divide(Decimal(whole), Decimal(parts)):f}"
