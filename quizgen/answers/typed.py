"""Numbers and shapes as people write them, in every way in which they can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product

from msgspec import Struct

from quizgen.answers.numerals import DIGITS, Numeral, grouped, is_long, numerals, unnamed

_BETWEEN = tuple(re.compile(mark) for mark in (r"[xX×*]", r"\s+by\s+", r";", r",\s", r"[ \t]+", r",", r"\s+"))
"""What stands between the numbers of a shape: the first that gives so many, so that thousands may be grouped."""
_SIZE = re.compile(r"(?:torch\.)?Size\s*\((.*)\)", re.DOTALL)
_CALCULATED = re.compile(r"[(\s+-]*\d[\d.,]*\s*(?:[xX×*·⋅+\-/][(\s+-]*\d[\d.,]*[)\s]*)+")
_BY_ZERO = re.compile(r"\d\s*\)?\s*/[(\s+-]*0+(?:[.,]0*)?(?![\d.,])")
_HEXADECIMAL = re.compile(r"[+-]?0[xX][\da-fA-F]+")
_WITH_LETTERS = re.compile(r"[+-]?\s*\d[\d.,'’_\s]*[A-Za-z][A-Za-z\s]*[²³2]?")
_REFUSED = {
    _HEXADECIMAL: "is hexadecimal",
    _CALCULATED: "is still to be worked out",
    _WITH_LETTERS: "has letters after the number",
}
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_WHOLE = re.compile(r"0|[1-9]\d*")


class Reading(Struct, frozen=True):
    """What somebody may have meant; ``plain`` where nobody would write it in another way."""

    values: tuple[Fraction, ...]
    plain: bool


def readings(text: str, count: int) -> tuple[Reading, ...]:
    """How so many numbers can be read, the likeliest first; none where they are no such numbers.

    A number is written as ``1024``, ``1,024``, ``1 024``, ``2.5``, ``2,5``, ``.5``, ``1e6``, ``1.8*10^6``, ``2^10``,
    ``5/2``, ``2 1/2``, ``(5)`` or ``x = 5``, a shape as ``3 x 8 x 8``, ``3, 8, 8``, ``(3,8,8)`` or
    ``torch.Size([3, 8, 8])``. ``1,825`` is 1825 or 1.825, and so is ``1.825``; ``1.825e3`` is 1825, for thousands have
    no exponent.
    """
    if count == 1:
        enclosed = _BRACKETS.fullmatch(text.strip())
        number = (enclosed[1] or enclosed[2] or "") if enclosed else text
        return tuple(Reading((one.value,), one.plain and not enclosed) for one in dict.fromkeys(numerals(number)))
    inner = _inner(text)
    for parts in _parts(inner, count):
        if "=" not in inner and all(found := [tuple(dict.fromkeys(numerals(part))) for part in parts]):
            return tuple(_reading(row, _as_typed(text)) for row in product(*found))
    joined = _joined(inner, count)
    return tuple(Reading(row, plain=False) for row in joined) if len(joined) == 1 else ()


def objection(text: str, count: int) -> str:
    """What is to be said of numbers that are refused though they look like some; nothing where they do not."""
    if "%" in text:
        return "has a percent sign"
    if count > 1 and len(_joined(_inner(text), count)) > 1:
        return "can be read in several ways"
    if _BY_ZERO.search(text):
        return "divides by zero"
    said = (words for form, words in _REFUSED.items() if count == 1 and form.fullmatch(text.strip()))
    if words := next(said, ""):
        return words
    parts = [text] if count == 1 else next(_parts(_inner(text), count), [])
    return f"has more than {DIGITS} digits" if any(map(is_long, parts)) else ""


def _reading(row: Sequence[Numeral], plain: bool) -> Reading:  # noqa: FBT001 - what each of them is, too
    return Reading(tuple(one.value for one in row), plain and all(one.plain for one in row))


def _as_typed(text: str) -> bool:
    """Whether there is nothing around the numbers but brackets."""
    return unnamed(text) == text.strip() and not _SIZE.fullmatch(text.strip())


def _inner(text: str) -> str:
    """The numbers of a shape, without its name, brackets and a comma behind the last one."""
    bare = unnamed(text)
    sized = _SIZE.fullmatch(bare)
    inner = (sized[1] if sized else bare).strip().strip("()[]").strip()
    return inner.removesuffix(",").strip()


def _parts(inner: str, count: int) -> Iterator[list[str]]:
    """What is written for each number of a shape, in each way to part them that gives so many."""
    return (parts for mark in _BETWEEN if len(parts := mark.split(inner)) == count)


def _joined(inner: str, count: int) -> list[tuple[Fraction, ...]]:
    """Whole numbers with commas between them and within: ``1,024,7,7`` as 1024, 7 and 7, in every way to part them."""
    pieces = inner.split(",")
    if not count < len(pieces) <= 4 * count:
        return []
    found = []
    for cuts in combinations(range(1, len(pieces)), count - 1):
        ends = zip((0, *cuts), (*cuts, len(pieces)), strict=True)
        row = [_whole(",".join(pieces[start:stop])) for start, stop in ends]
        found += [tuple(one for one in row if one is not None)] if None not in row else []
    return found


def _whole(text: str) -> Fraction | None:
    return Fraction(text) if _WHOLE.fullmatch(text) else grouped(text)
