"""What an item declares: its responses with right values and mappings, and its outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from quizgen.foreign.numbers import number
from quizgen.foreign.qti2.values import One, Value, one
from quizgen.foreign.xml.tree import Element

ZERO = Fraction(0)


class Mapped(Struct, frozen=True):
    """What each value counts."""

    entries: Mapping[str, Fraction]
    lines: Mapping[str, int]
    lower: Fraction | None
    upper: Fraction | None
    other: Fraction
    case: bool


class Declared(Struct, frozen=True):
    """A variable; ``correct`` as texts, in their order."""

    ident: str
    cardinality: str
    base: str
    correct: tuple[str, ...]
    line: int
    mapped: Mapped | None
    default: Value

    def value(self, given: tuple[str, ...]) -> Value:
        """What is given as a value of this variable."""
        found: list[One] = [value for text in given if (value := one(text, self.base)) is not None]
        if not found:
            return None
        if self.cardinality == "multiple":
            return tuple(sorted(found, key=str))
        return found[0] if self.cardinality == "single" else tuple(found)


def responses(item: Element) -> dict[str, Declared]:
    """The responses of an item by their identifiers."""
    return {one.get("identifier"): _declared(one) for one in item.all("responseDeclaration")}


def outcomes(item: Element) -> dict[str, Declared]:
    """The outcomes, and what a template holds, by their identifiers."""
    return {one.get("identifier"): _declared(one) for one in item.all("outcomeDeclaration", "templateDeclaration")}


def _declared(element: Element) -> Declared:
    base, cardinality = element.get("baseType", "identifier"), element.get("cardinality", "single")
    correct, mapping = element.first("correctResponse"), element.first("mapping")
    plain = Declared(
        element.get("identifier"),
        cardinality,
        base,
        _texts(correct),
        correct.line if correct else element.line,
        _mapped(mapping) if mapping else None,
        None,
    )
    default = plain.value(_texts(element.first("defaultValue")))
    if default is None and base in {"float", "integer"} and cardinality == "single":
        default = ZERO
    return Declared(plain.ident, cardinality, base, plain.correct, plain.line, plain.mapped, default)


def _texts(element: Element | None) -> tuple[str, ...]:
    return tuple(" ".join(one.every_text.split()) for one in element.all("value")) if element else ()


def _mapped(element: Element) -> Mapped:
    entries = element.all("mapEntry")
    keys = [" ".join(one.get("mapKey").split()) for one in entries]
    return Mapped(
        {key: number(one.get("mappedValue")) or ZERO for key, one in zip(keys, entries, strict=True)},
        {key: one.line for key, one in zip(keys, entries, strict=True)},
        number(element.get("lowerBound")),
        number(element.get("upperBound")),
        number(element.get("defaultValue")) or ZERO,
        any(one.get("caseSensitive") == "true" for one in entries),
    )
