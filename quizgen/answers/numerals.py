"""One number as people write it, in every way in which it can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from msgspec import Struct

DIGITS = 30
"""Of a number that anybody means; more of them would fill a line."""
_MOST: int = 10**DIGITS
LONGEST = 100
"""Characters of a number; Python refuses to read thousands of digits."""
_SIGNS = str.maketrans("\N{MINUS SIGN}\N{EN DASH}\N{FRACTION SLASH}\N{DIVISION SLASH}", "--//")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_EXPONENT = re.compile(r"(?<=\d)[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_NAMED = re.compile(r"(?:[A-Za-z][\w.]*\s*)?=(.*)", re.DOTALL)
_SIGNED = re.compile(r"([+-]?)\s*(.*)", re.DOTALL)
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_DECIMAL = re.compile(r"(?P<whole>\d*)[.,](?P<digits>\d*)")
_SCALED = re.compile(
    r"(?P<mantissa>[\d.,\s'’_]*\d[.,]?)\s*(?:[eE]\s*|[xX×*·⋅]\s*10\s*(?:\^|\*\*)\s*)(?P<exponent>[+-]?\d{1,2})"
)
_POWER = re.compile(r"(?P<base>\d{1,4})\s*(?:\^|\*\*)\s*(?P<exponent>[+-]?\d{1,2})")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?P<mark>[,.\s'’_])\d{3}(?:(?P=mark)\d{3})*(?:(?!(?P=mark))[,.](?P<digits>\d*))?")
"""Thousands, parted by the same mark everywhere, and decimals after another one."""
_MIXED = re.compile(r"(?P<whole>\d+)\s+(?P<part>[1-9]\d*/[1-9]\d*)")
_HUGE = re.compile(r"[^A-Za-z%]*\d\s*(?:[eE^]|\*\*)\s*[+-]?\d{3,}")


class Numeral(Struct, frozen=True):
    """What a number may be meant to be; ``plain`` where nobody would write it in another way."""

    value: Fraction
    plain: bool = False


def numerals(text: str) -> Iterator[Numeral]:
    """The readings of one number, the likeliest first; those of too many digits are left out."""
    return (one for one in _numerals(text) if not _long(one.value))


def is_long(text: str) -> bool:
    """Whether it would be a number, but for its many digits."""
    digits = sum(map(str.isdigit, text))
    return digits > DIGITS or bool(_HUGE.fullmatch(text.strip())) or any(_long(one.value) for one in _numerals(text))


def grouped(text: str) -> Fraction | None:
    """A number whose thousands are parted by a mark."""
    if not (found := _GROUPED.fullmatch(text)):
        return None
    digits = found["digits"]
    whole = text if digits is None else text[: found.start("digits") - 1]
    return Fraction(f"{re.sub(r'[^0-9]', '', whole)}.{digits or 0}")


def unnamed(text: str) -> str:
    """What stands behind ``x =``, or all of it."""
    named = _NAMED.fullmatch(text.strip())
    return named[1].strip() if named else text.strip()


def _long(value: Fraction) -> bool:
    largest: int = max(abs(value.numerator), value.denominator)
    return largest >= _MOST


def _numerals(text: str) -> Iterator[Numeral]:
    bare = unnamed(text)
    ascii_only = _EXPONENT.sub(lambda raised: f"^{raised[0].translate(_RAISED)}", bare).translate(_SIGNS)
    signed = _SIGNED.fullmatch(ascii_only)
    if signed is None or len(text) > LONGEST:
        return
    sign = -1 if signed[1] == "-" else 1
    for one in _unsigned(signed[2]):
        yield Numeral(sign * one.value, one.plain and bare == text.strip())


def _unsigned(text: str) -> Iterator[Numeral]:
    if mixed := _MIXED.fullmatch(text):
        yield Numeral(int(mixed["whole"]) + Fraction(mixed["part"]))
    over, slash, under = text.partition("/")
    if slash:
        yield from _fraction(over.strip(), under.strip())
        return
    yield from _simple(text)


def _fraction(over: str, under: str) -> Iterator[Numeral]:
    for one, other in product(_simple(over), _simple(under)):
        if other.value:
            yield Numeral(one.value / other.value, one.plain and other.plain)


def _simple(text: str) -> Iterator[Numeral]:
    """The readings of a number without a sign and a fraction line."""
    if _PLAIN.fullmatch(text):
        yield Numeral(Fraction(text), plain=True)
    if (whole := grouped(text)) is not None:
        yield Numeral(whole)
    if not _PLAIN.fullmatch(text) and (decimal := _decimal(text)) is not None:
        yield Numeral(decimal)
    yield from _scaled(text)


def _decimal(text: str) -> Fraction | None:
    """A number with one mark at most, which parts the decimals; ``.5``, ``5.`` and ``5,`` are some."""
    if _PLAIN.fullmatch(text):
        return Fraction(text)
    found = _DECIMAL.fullmatch(text)
    if not found or not (found["whole"] or found["digits"]):
        return None
    return Fraction(f"{found['whole'] or 0}.{found['digits'] or 0}")


def _scaled(text: str) -> Iterator[Numeral]:
    """A number with an exponent: nobody parts thousands there, so that a single mark parts decimals."""
    if found := _SCALED.fullmatch(text):
        mantissa = _decimal(found["mantissa"])
        value = grouped(found["mantissa"]) if mantissa is None else mantissa
        if value is not None:
            yield Numeral(value * Fraction(10) ** int(found["exponent"]))
    elif (power := _POWER.fullmatch(text)) and (base := int(power["base"])):
        yield Numeral(Fraction(base) ** int(power["exponent"]))
