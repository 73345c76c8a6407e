"""Numbers as authors write them in TOML: whole, decimal, or ``"1/3"`` in quotes; of a shape a list of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Self

from quizgen.answers import Number, Values
from quizgen.answers.values import single
from quizgen.math.whole import whole_if_so
from quizgen.reading.shapes import Unfit

_RATIO = re.compile(r"-?\d{1,18}(?:/\d{1,18})?")
_NUMBER: Mapping[str, object] = {
    "anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^{_RATIO.pattern}$"}],
}


class Exact(Fraction):
    """A number, exactly."""

    wanted = 'a number such as 12, 0.5 or "1/3"'
    schema: ClassVar[Mapping[str, object]] = _NUMBER

    @classmethod
    def read(cls, value: object) -> Self:
        """Raises Unfit."""
        return cls(_read(value))


class Worth(Exact):
    """What something is worth."""

    wanted = 'a number above zero, from 0.001 to 1,000, such as 2, 0.5 or "1/3"'

    @classmethod
    def read(cls, value: object) -> Self:
        """Raises Unfit."""
        found = _read(value)
        if not Fraction(1, 1000) <= found <= 1000:
            raise Unfit(f"{value} is not {cls.wanted}")
        return cls(found)


class ExactValue(tuple[Number, ...]):
    """A number, or the numbers of a shape."""

    __slots__ = ()
    wanted = 'a number such as 12, 0.5 or "1/3", or a list of the numbers of a shape'
    schema: ClassVar[Mapping[str, object]] = {
        "anyOf": [*_NUMBER["anyOf"], {"type": "array", "items": _NUMBER}],  # type: ignore[misc]
    }

    @classmethod
    def read(cls, value: object) -> Self:
        """Raises Unfit."""
        if isinstance(value, list):
            if len(value) < 2:
                raise Unfit("a shape has at least two numbers; write a single one without brackets")
            return cls(whole_if_so(_read(one)) for one in value)
        return cls([whole_if_so(_read(value))])

    @property
    def value(self) -> Number | Values:
        """One number by itself, several as a tuple."""
        return single(tuple(self))


def _read(value: object) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise Unfit
    if isinstance(value, Decimal) and not value.is_finite():
        raise Unfit(f"{value} is no number")
    if isinstance(value, str) and not _RATIO.fullmatch(value):
        raise Unfit(f"'{value}' is not {Exact.wanted}")
    try:
        return Fraction(value)
    except ZeroDivisionError:
        raise Unfit(f"'{value}' divides by 0") from None
