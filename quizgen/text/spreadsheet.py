"""Tables as spreadsheets read them: rows of cells, and exact numbers in them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from io import StringIO

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
"""Tells spreadsheets that the table is in UTF-8."""
DIGITS = Context(prec=10)
"""Of a number that no decimals say exactly."""
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_FORMULA = tuple("=+-@\t\r")


def written(every: Iterable[Sequence[str]]) -> bytes:
    """Rows as RFC 4180 has them, each ended by CR and LF; words that a spreadsheet would work out are put in quotes."""
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(map(_harmless, row) for row in every)
    return text.getvalue().encode(errors="replace")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell


def decimal(number: int | Fraction) -> str:
    """A number as spreadsheets read it: without a mark between thousands, and no fraction, which would be a date."""
    whole, parts = number.numerator, number.denominator
    rest = parts
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    exact = Context(prec=len(str(abs(whole))) + parts.bit_length() + 1)
    return f"{(exact if rest == 1 else DIGITS).divide(Decimal(whole), Decimal(parts)):f}"
