"""TeX, as ``quizgen.math.latex`` writes it, read back to the expression of a template: what the terminal prints from.

An item's own numbers stood in holes when the TeX was written, and a formula's numbers did not. A side of a formula
that has no symbol was worked with the item's numbers, and so was a product with a sign between all its factors; what
is read puts holes there again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from keyword import iskeyword
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from quizgen.errors import FormulaError
from quizgen.math.reader import read
from quizgen.math.symbols import Glyph, glyph
from quizgen.text import Filling

_TOKEN = re.compile(
    r"\s*(?P<sign>\d+(?:\{,\}\d{3})*(?:\.\d+)?|\\left\\l?\w*|\\left\(|\\right\\r?\w*|\\right\)|\\log_2|\\[a-z]+"
    r"|\^\{|[A-Za-z]|[-+=(){}_,])"
)
_RELATIONS = {"=": "==", r"\ne": "!=", r"\lt": "<", r"\le": "<=", r"\gt": ">", r"\ge": ">="}
_BRACKETS = {
    r"\left\lfloor": ("floor", r"\right\rfloor"),
    r"\left\lceil": ("ceil", r"\right\rceil"),
    r"\left\lvert": ("abs", r"\right\rvert"),
}
_PARENS = {"(": ")", r"\left(": r"\right)"}
_NAMES = {r"\max": "max", r"\min": "min", r"\log_2": "log2"}
_TEXT = re.compile(r"\\text\{([^{}]*)\}")
_BELOW = re.compile(r"_(?:\{((?:[^{}]|\{[^{}]*\})*)\}|(\w))")
GENERAL = False
"""What an exponent is: a number there is one of the formula."""
_JOINTS = {r"\cdot": "sign", r"\thinspace": "gap"}
_BELOW_ZERO = re.compile(r"\s*\((-\d+(?:\{,\}\d{3})*(?:\.\d+)?)\)")
"""An item's own number that is below zero, after a sign."""
_LED = re.compile(r"\s*(-\d+(?:\{,\}\d{3})*(?:\.\d+)?)(?=\s*(?:\\cdot|\}))")
"""Such a number at the beginning of a product, or above a line."""
_FIRST = re.compile(r"\d|\\left|\(|\\frac|\\sqrt|\\max|\\min|\\log_2|\\text|[A-Za-z]")


class _Node(Struct, frozen=True):
    """A piece of an expression as Python: ``number`` where it is only that, or that to a power."""

    code: Callable[[bool], str]
    number: bool = False
    symbols: bool = False
    sort: Literal["", "word", "sum", "bracket"] = ""
    """What decides whether two factors without a sign between them are a product: other things mean more than that."""


@lru_cache(maxsize=4096)
def formula(tex: str, prefix: str) -> tuple[str, dict[str, Filling]] | None:
    """The Python expression, and the values of its holes, whose names begin with ``prefix``; None for other TeX."""
    reader = _Reader(tex, prefix)
    try:
        found = reader.relation()
        if reader.rest.strip():
            return None
        read(found)
    except (FormulaError, _Foreign):
        return None
    return found, reader.values


class _Foreign(Exception):  # noqa: N818 - it names what was found
    """TeX that quizgen does not write."""


class _Reader(Struct):
    rest: str
    prefix: str
    values: dict[str, Filling] = field(default_factory=dict)

    def relation(self) -> str:
        """A chain of sides."""
        found = [self._side()]
        while (sign := self._next()) in _RELATIONS:
            self._take(sign)
            found += [_RELATIONS[sign], self._side()]
        return " ".join(found)

    def _side(self) -> str:
        whole = self._sum()
        return whole.code(not whole.symbols)

    def _sum(self) -> _Node:
        left = self._signed()
        while (sign := self._next()) in {"+", "-"}:
            self._take(sign)
            left = replace(_joined(left, sign, self._product()), sort="sum")
        return left

    def _signed(self) -> _Node:
        if self._next() != "-" or _LED.match(self.rest):
            return self._product()
        self._take("-")
        inner = self._product()
        return _Node(lambda worked: f"(-{inner.code(worked)})", inner.number, inner.symbols, "sum")

    def _product(self) -> _Node:
        factors, joints = [self._power()], []
        while joint := self._joint():
            joints.append(joint)
            digits = self._next()[:1].isdigit()
            factors.append(self._power())
            if joint == "none":
                _side_by_side(factors[-2], factors[-1], digits=digits)
        if not joints:
            return factors[0]
        signed = set(joints) == {"sign"}

        def code(worked: bool) -> str:  # noqa: FBT001 - a callback
            each = [one.code(signed if one.number else worked) for one in factors]
            return f"({' * '.join(each)})"

        return _Node(code, symbols=any(one.symbols for one in factors))

    def _joint(self) -> str:
        sign = self._next()
        if sign in _JOINTS:
            self._take(sign)
            return _JOINTS[sign]
        return "none" if _FIRST.match(sign) else ""

    def _power(self) -> _Node:
        base = self._atom()
        if self._next() != "^{":
            return base
        self._take("^{")
        above = self._sum()
        self._take("}")
        return _Node(
            lambda worked: f"({base.code(worked)} ** {above.code(GENERAL)})",
            base.number,
            base.symbols or above.symbols,
            base.sort,
        )

    def _atom(self) -> _Node:  # noqa: PLR0911 - one for each kind of atom
        if found := _BELOW_ZERO.match(self.rest) or _LED.match(self.rest):
            self.rest = self.rest[found.end() :]
            return self._number(found[1])
        sign = self._next()
        if sign[:1].isdigit():
            return self._number(self._take(sign))
        if sign == r"\frac":
            self._take(sign)
            return _joined(self._braced(), "/", self._braced())
        if sign == r"\sqrt":
            self._take(sign)
            return _called("sqrt", [self._braced()])
        if sign in _BRACKETS:
            name, closing = _BRACKETS[sign]
            self._take(sign)
            return _called(name, self._arguments(closing))
        if sign in _NAMES:
            self._take(sign)
            opening = self._take(self._next())
            return _called(_NAMES[sign], self._arguments(self._closing(opening)))
        if sign in _PARENS:
            self._take(sign)
            inner = self._sum()
            self._take(_PARENS[sign])
            return _Node(inner.code, symbols=inner.symbols, sort="" if inner.sort == "sum" else "bracket")
        return self._symbol()

    def _closing(self, opening: str) -> str:
        if opening not in _PARENS:
            raise _Foreign
        return _PARENS[opening]

    def _arguments(self, closing: str) -> list[_Node]:
        found = [self._sum()]
        while self._next() == ",":
            self._take(",")
            found.append(self._sum())
        self._take(closing)
        return found

    def _braced(self) -> _Node:
        self._take("{")
        inner = self._sum()
        self._take("}")
        return inner

    def _number(self, sign: str) -> _Node:
        value = Fraction(sign.replace("{,}", ""))

        def code(worked: bool) -> str:  # noqa: FBT001 - a callback
            if not worked and value.denominator == 1:
                return str(value) if value >= 0 else f"({value})"
            name = f"{self.prefix}{len(self.values)}"
            self.values[name] = int(value) if value.denominator == 1 else value
            return f"{{{name}}}"

        return _Node(code, number=True)

    def _symbol(self) -> _Node:
        self.rest = self.rest.lstrip()
        words = _TEXT.match(self.rest)
        letter = words[1] if words else self.rest[:1]
        if not letter.isidentifier() and not words:
            raise _Foreign
        self.rest = self.rest[words.end() if words else 1 :]
        below = ""
        if found := _BELOW.match(self.rest):
            below = _TEXT.sub(r"\1", found[1] or found[2])
            self.rest = self.rest[found.end() :]
        name = _named(letter, below)
        return _Node(lambda _: name, symbols=True, sort="word" if len(letter) > 1 else "")

    def _next(self) -> str:
        found = _TOKEN.match(self.rest)
        return found["sign"] if found else ""

    def _take(self, sign: str) -> str:
        found = _TOKEN.match(self.rest)
        if not sign or found is None or found["sign"] != sign:
            raise _Foreign
        self.rest = self.rest[found.end() :]
        return sign


def _side_by_side(left: _Node, right: _Node, *, digits: bool) -> None:
    """Raises _Foreign where no sign between them does not say that they are multiplied.

    Digits are part of a number (``10 000``, ``x^10``), a bracket without a sum holds what a function is of (``f(x)``),
    and words are units or functions.
    """
    if digits or right.sort == "bracket" or "word" in {left.sort, right.sort}:
        raise _Foreign


def _joined(left: _Node, op: str, right: _Node) -> _Node:
    return _Node(
        lambda worked: f"({left.code(worked)} {op} {right.code(worked)})", symbols=left.symbols or right.symbols
    )


def _called(name: str, args: list[_Node]) -> _Node:
    return _Node(
        lambda worked: f"{name}({', '.join(one.code(worked) for one in args)})",
        symbols=any(one.symbols for one in args),
    )


@lru_cache(maxsize=1024)
def _named(letter: str, below: str) -> str:
    """A name that looks like that."""
    name = "_".join([letter.replace(" ", "_"), *filter(None, below.split(","))])
    if iskeyword(name) or not name.isidentifier():
        raise _Foreign
    looks: Glyph = glyph(name)
    if (looks.letter, looks.subscript) != (letter, below):
        raise _Foreign
    return name
