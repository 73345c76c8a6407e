"""Expressions of response processing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil, floor

from msgspec import Struct

from quizgen.foreign.judged.playing import UnknownError
from quizgen.foreign.qti2.declared import ZERO, Declared
from quizgen.foreign.qti2.values import One, Value, number, one, several, true
from quizgen.foreign.xml.tree import Element

_MAY_NAME = ("n", "min", "max", "tolerance")
LARGEST_POWER, MOST_BITS = 64, 20_000


class State(Struct):
    """The variables of an item while a response is processed."""

    responses: Mapping[str, Declared]
    given: dict[str, Value]
    outcomes: dict[str, Value]

    def value(self, name: str) -> Value:
        """The value of a variable."""
        return self.given[name] if name in self.given else self.outcomes.get(name)


def worked(element: Element, state: State) -> Value:
    """The value of an expression; raises UnknownError for one that is not read."""
    name = element.name
    if name in _LEAVES:
        return _LEAVES[name](element, state)
    inside = [worked(each, state) for each in element]
    if name in _LOGIC:
        return _LOGIC[name](inside)
    if name in _NUMERIC:
        numbers = [number(value) for whole in inside for value in (several(whole) or (None,))]
        known = [value for value in numbers if value is not None]
        return _NUMERIC[name](known) if len(known) == len(numbers) and known else None
    if name in _OTHER:
        return _OTHER[name](_resolved(element, state), inside)
    raise UnknownError(name)


def _resolved(element: Element, state: State) -> Element:
    """The same, but numbers for the attributes that name a variable instead, such as ``n="PLACE_1"``."""
    named = {name: state.value(element.get(name)) for name in _MAY_NAME if element.get(name) in state.outcomes}
    if not named:
        return element
    told = {name: str(value) for name, value in named.items() if isinstance(value, Fraction)}
    return Element(element.name, element.line, {**element.attributes, **told})


def _base(element: Element, _: State) -> Value:
    return one(element.text, element.get("baseType", "string"))


def _correct(element: Element, state: State) -> Value:
    declared = state.responses.get(element.get("identifier"))
    return declared.value(declared.correct) if declared else None


def _map_response(element: Element, state: State) -> Value:
    declared = state.responses.get(element.get("identifier"))
    if declared is None or declared.mapped is None:
        return ZERO
    table = declared.mapped
    counted = {_key(value, case=table.case) for value in several(state.value(declared.ident))}
    worth = {
        _key(value, case=table.case): points for key, points in table.entries.items() for value in [_as(declared, key)]
    }
    total = sum((worth.get(key, table.other) for key in counted), ZERO)
    total = total if table.lower is None else max(total, table.lower)
    return total if table.upper is None else min(total, table.upper)


def _as(declared: Declared, key: str) -> One:
    found = one(key, declared.base)
    return key if found is None else found


def _key(value: One, *, case: bool) -> One:
    return value.strip().casefold() if isinstance(value, str) and not case else value


def _unknown(element: Element, _: State) -> Value:
    raise UnknownError(element.get("class") or element.get("definition") or element.name)


_LEAVES: Mapping[str, Callable[[Element, State], Value]] = {
    "baseValue": _base,
    "variable": lambda element, state: state.value(element.get("identifier")),
    "correct": _correct,
    "mapResponse": _map_response,
    "null": lambda _, __: None,
    "customOperator": _unknown,
    "mapResponsePoint": _unknown,
}


def _equal(element: Element, inside: list[Value]) -> Value:
    first, second = (number(value) for value in inside)
    if first is None or second is None:
        return None
    mode = element.get("toleranceMode", "exact")
    parts = [found for text in element.get("tolerance").split() if (found := number(text)) is not None]
    if mode == "exact" or not parts:
        return first == second
    below, above = parts[0], parts[-1]
    if mode == "relative":
        below, above = abs(first) * below / 100, abs(first) * above / 100
    return first - below <= second <= first + above


def _string_match(element: Element, inside: list[Value]) -> Value:
    first, second = ("" if value is None else str(value) for value in inside)
    if element.get("caseSensitive", "true") == "false":
        first, second = first.casefold(), second.casefold()
    return second in first if element.get("substring") == "true" else first == second


def _index(element: Element, inside: list[Value]) -> Value:
    place, values = number(element.get("n")), several(inside[0])
    return values[int(place) - 1] if place is not None and 1 <= place <= len(values) else None


def _match(_: Element, inside: list[Value]) -> Value:
    first, second = inside
    if first is None or second is None:
        return None
    return first == second


def _contains(_: Element, inside: list[Value]) -> Value:
    whole, part = (several(value) for value in inside)
    return all(part.count(value) <= whole.count(value) for value in part)


def _member(_: Element, inside: list[Value]) -> Value:
    return None if inside[0] is None else inside[0] in several(inside[1])


def _math(element: Element, inside: list[Value]) -> Value:
    value = number(inside[0])
    name = element.get("name")
    if name not in _FUNCTIONS:
        raise UnknownError(f"mathOperator {name}")
    return None if value is None else _FUNCTIONS[name](value)


def _any_n(element: Element, inside: list[Value]) -> Value:
    low, high = number(element.get("min")) or ZERO, number(element.get("max"))
    count = sum(map(true, inside))
    return low <= count and (high is None or count <= high)


def _together(_: Element, inside: list[Value]) -> Value:
    return tuple(value for whole in inside for value in several(whole)) or None


_FUNCTIONS: Mapping[str, Callable[[Fraction], Fraction]] = {
    "abs": abs,
    "floor": lambda value: Fraction(floor(value)),
    "ceil": lambda value: Fraction(ceil(value)),
}


def _substring(element: Element, inside: list[Value]) -> Value:
    first, second = ("" if value is None else str(value) for value in inside)
    case = element.get("caseSensitive", "true") != "false"
    return first in second if case else first.casefold() in second.casefold()


def _random(_: Element, __: list[Value]) -> Value:
    raise UnknownError("random")


_OTHER: Mapping[str, Callable[[Element, list[Value]], Value]] = {
    "equal": _equal,
    "stringMatch": _string_match,
    "substring": _substring,
    "match": _match,
    "member": _member,
    "contains": _contains,
    "isNull": lambda _, inside: inside[0] is None or inside[0] in {"", ()},
    "containerSize": lambda _, inside: Fraction(len(several(inside[0]))),
    "multiple": lambda element, inside: tuple(sorted(several(_together(element, inside)), key=str)) or None,
    "ordered": _together,
    "index": _index,
    "mathOperator": _math,
    "anyN": _any_n,
    "random": _random,
}


def _pair(holding: Callable[[Fraction, Fraction], Value]) -> Callable[[list[Fraction]], Value]:
    def work(values: list[Fraction]) -> Value:
        return holding(values[0], values[1]) if len(values) == 2 else None

    return work


def _product(values: list[Fraction]) -> Value:
    found = Fraction(1)
    for value in values:
        found = _bounded(found * value)
    return found


def _bounded(value: Fraction) -> Fraction:
    """The same; raises UnknownError for a number of so many digits that nobody means it."""
    if value.numerator.bit_length() + value.denominator.bit_length() > MOST_BITS:
        raise UnknownError("numbers of so many digits")
    return value


def _power(base: Fraction, exponent: Fraction) -> Value:
    if exponent.denominator != 1 or abs(exponent) > LARGEST_POWER or (not base and exponent < 0):
        raise UnknownError("power")
    bits = base.numerator.bit_length() + base.denominator.bit_length()
    if bits * abs(exponent) > MOST_BITS:
        raise UnknownError("numbers of so many digits")
    return base ** int(exponent)


_NUMERIC: Mapping[str, Callable[[list[Fraction]], Value]] = {
    "sum": lambda values: _bounded(sum(values, ZERO)),
    "product": _product,
    "max": max,
    "min": min,
    "subtract": _pair(lambda first, second: first - second),
    "divide": _pair(lambda first, second: _bounded(first / second) if second else None),
    "power": _pair(_power),
    "integerDivide": _pair(lambda first, second: Fraction(first // second) if second else None),
    "integerModulus": _pair(lambda first, second: Fraction(first % second) if second else None),
    "integerToFloat": lambda values: values[0],
    "round": lambda values: Fraction(floor(values[0] + Fraction(1, 2))),
    "truncate": lambda values: Fraction(int(values[0])),
    "lt": _pair(lambda first, second: first < second),
    "gt": _pair(lambda first, second: first > second),
    "lte": _pair(lambda first, second: first <= second),
    "gte": _pair(lambda first, second: first >= second),
}
_LOGIC: Mapping[str, Callable[[list[Value]], Value]] = {
    "and": lambda inside: all(map(true, inside)),
    "or": lambda inside: any(map(true, inside)),
    "not": lambda inside: not any(map(true, inside)),
}
