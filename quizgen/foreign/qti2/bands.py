"""Which numbers and words the processing of QTI 2 and 3 foresees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from quizgen.foreign.judged.bands import EVERY, HUGE, Band, both, named, united
from quizgen.foreign.judged.fields import Foreseen
from quizgen.foreign.numbers import number
from quizgen.foreign.qti2.declared import Declared
from quizgen.foreign.xml.tree import Element

_TURNED = {"gte": "lte", "lte": "gte", "gt": "lt", "lt": "gt"}


def numbers(tests: Iterable[Element], declared: Declared) -> tuple[Foreseen, ...]:
    """The numbers that tests take in a response, and those that it declares, each once in the file's order."""
    found: list[Foreseen] = []
    for test in tests:
        bands = [one for one in united(_bands(test, declared)) if one.bounded]
        found += [Foreseen(_written(test, band), test.line, band) for band in bands]
    for text, line in _own(declared):
        value = number(text)
        if value is not None and not any(one.band and one.band.low <= value <= one.band.high for one in found):
            found.append(Foreseen(text, line, Band(value, value, value)))
    seen: dict[Fraction, Foreseen] = {}
    for one in found:
        if one.band:
            seen.setdefault(one.band.middle, one)
    return tuple(seen.values())


def words(tests: Iterable[Element], declared: Declared) -> tuple[Foreseen, ...]:
    """The words that tests take in a response, and those that it declares, each once."""
    found = dict(_own(declared))
    for test in tests:
        for one in [test, *test.within("stringMatch", "match", "equal", "member", "substring")]:
            sides = [*one]
            named = any(_is(side, declared) for side in sides)
            values = [side for side in sides if side.name == "baseValue" and named]
            for value in values:
                found.setdefault(value.text.strip(), value.line)
    return tuple(Foreseen(text, line) for text, line in found.items() if text)


def _own(declared: Declared) -> Iterator[tuple[str, int]]:
    """What is declared as right, then what is mapped."""
    yield from ((text, declared.line) for text in declared.correct)
    if declared.mapped:
        yield from ((text, declared.mapped.lines[text]) for text in declared.mapped.entries)


def _is(element: Element, declared: Declared) -> bool:
    return element.name == "variable" and element.get("identifier") == declared.ident


def _written(test: Element, band: Band) -> str:
    texts = [one.text.strip() for one in [test, *test.walk()] if one.name == "baseValue"]
    return next((text for text in texts if number(text) == band.middle), f"{float(band.middle):g}")


def _all(tests: Iterable[Element], declared: Declared) -> list[Band]:
    bands = [EVERY]
    for test in tests:
        bands = [found for one in bands for other in _bands(test, declared) if (found := both(one, other))][:64]
    return bands


def _bands(test: Element, declared: Declared) -> list[Band]:
    if test.name == "and":
        return _all(test, declared)
    if test.name == "or":
        return named([band for one in test for band in _bands(one, declared)])
    sides = [*test]
    if len(sides) != 2 or not any(_is(side, declared) for side in sides):
        return [EVERY]
    first, second = sides
    turned = _is(second, declared)
    value = _constant(first if turned else second, declared)
    if value is None:
        return [EVERY]
    name = _TURNED.get(test.name, test.name) if turned else test.name
    return _compared(test, name, value)


def _constant(side: Element, declared: Declared) -> Fraction | None:
    if side.name == "correct" and side.get("identifier") == declared.ident and declared.correct:
        return number(declared.correct[0])
    return number(side.text) if side.name == "baseValue" else None


def _compared(test: Element, name: str, value: Fraction) -> list[Band]:
    if name in {"gte", "gt"}:
        return [Band(value, HUGE)]
    if name in {"lte", "lt"}:
        return [Band(-HUGE, value)]
    if name == "match":
        return [Band(value, value, value)]
    if name != "equal":
        return [EVERY]
    parts = [found for text in test.get("tolerance").split() if (found := number(text)) is not None]
    mode = test.get("toleranceMode", "exact")
    if mode == "exact" or not parts:
        return [Band(value, value, value)]
    below, above = parts[0], parts[-1]
    if mode == "relative":
        below, above = abs(value) * below / 100, abs(value) * above / 100
    return [Band(value - below, value + above, value)]
