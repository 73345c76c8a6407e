"""Numbers and shapes as people write them, in every way in which they can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

LONGEST = 100
"""Characters of a number that anybody means; Python refuses to read thousands of digits."""
_SIGNS = str.maketrans("\N{MINUS SIGN}\N{EN DASH}\N{FRACTION SLASH}\N{DIVISION SLASH}", "--//")
_SIGNED = re.compile(r"([+-]?)\s*(.*)", re.DOTALL)
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_DECIMAL = re.compile(r"(?P<whole>\d*)[.,](?P<digits>\d*)")
_POWER = re.compile(r"(?P<mantissa>[^eE]+)[eE](?P<exponent>[+-]?\d{1,2})")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?P<mark>[,.\s'’_])\d{3}(?:(?P=mark)\d{3})*(?:(?!(?P=mark))[,.](?P<digits>\d+))?")
"""Thousands, parted by the same mark everywhere, and decimals after another one."""
_MIXED = re.compile(r"(?P<whole>\d+)\s+(?P<part>[1-9]\d*/[1-9]\d*)")
_BETWEEN = tuple(re.compile(mark) for mark in (r"[xX×*]", r";", r",\s", r"[ \t]+", r",", r"\s+"))
"""What stands between the numbers of a shape: the first that gives so many, so that thousands may be grouped."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody may have meant; ``plain`` where nobody would write it in another way."""

    values: tuple[Fraction, ...]
    plain: bool


def readings(text: str, count: int) -> tuple[Reading, ...]:
    """How so many numbers can be read, the likeliest first; none where they are no such numbers.

    A number is written as ``1024``, ``1,024``, ``1 024``, ``2.5``, ``2,5``, ``.5``, ``1e6``, ``5/2`` or ``2 1/2``, a
    shape as ``3 x 8 x 8``, ``3, 8, 8`` or ``(3,8,8)``. ``1,825`` is 1825 or 1.825, and so is ``1.825``.
    """
    for parts in _parts(text, count):
        if all(found := [tuple(dict.fromkeys(_number(part))) for part in parts]):
            every = product(*found)
            return tuple(Reading(tuple(one.values[0] for one in row), all(one.plain for one in row)) for row in every)
    return ()


def _parts(text: str, count: int) -> Iterable[list[str]]:
    """What is written for each number of a shape, in each way to part them that gives so many."""
    if count == 1:
        return [[text]]
    inner = text.strip().strip("()[]").strip()
    return (parts for mark in _BETWEEN if len(parts := mark.split(inner)) == count)


def _number(text: str) -> Iterator[Reading]:
    """The readings of one number."""
    signed = _SIGNED.fullmatch(text.strip().translate(_SIGNS))
    if signed is None or len(text) > LONGEST:
        return
    sign = -1 if signed[1] == "-" else 1
    for reading in _unsigned(signed[2]):
        yield Reading((sign * reading.values[0],), reading.plain)


def _unsigned(text: str) -> Iterator[Reading]:
    if mixed := _MIXED.fullmatch(text):
        yield Reading((int(mixed["whole"]) + Fraction(mixed["part"]),), plain=False)
    over, slash, under = text.partition("/")
    if slash:
        yield from _fraction(over.strip(), under.strip())
        return
    yield from _simple(text)


def _fraction(over: str, under: str) -> Iterator[Reading]:
    for one, other in product(_simple(over), _simple(under)):
        if divisor := other.values[0]:
            yield Reading((one.values[0] / divisor,), one.plain and other.plain)


def _simple(text: str) -> Iterator[Reading]:
    """The readings of a number without a sign and a fraction line."""
    if _PLAIN.fullmatch(text):
        yield Reading((Fraction(text),), plain=True)
    if grouped := _GROUPED.fullmatch(text):
        whole = re.sub(r"\D", "", text[: grouped.start("digits") - 1] if grouped["digits"] else text)
        yield Reading((Fraction(f"{whole}.{grouped['digits'] or 0}"),), plain=False)
    decimal = _DECIMAL.fullmatch(text)
    if decimal and not _PLAIN.fullmatch(text) and (decimal["digits"] or (decimal["whole"] and text.endswith("."))):
        yield Reading((Fraction(f"{decimal['whole'] or 0}.{decimal['digits'] or 0}"),), plain=False)
    if power := _POWER.fullmatch(text):
        scale = Fraction(10) ** int(power["exponent"])
        yield from (Reading((one.values[0] * scale,), plain=False) for one in _simple(power["mantissa"]))
