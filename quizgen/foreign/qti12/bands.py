"""Which numbers and words the conditions of QTI 1.2 foresee."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.foreign.judged.bands import EVERY, HUGE, Band, both, named, united
from quizgen.foreign.judged.fields import Foreseen
from quizgen.foreign.numbers import number
from quizgen.foreign.xml.tree import Element


def numbers(conditions: list[Element], field: str) -> tuple[Foreseen, ...]:
    """The numbers that conditions take in a field, each once, in the file's order."""
    found: dict[tuple[object, object], Foreseen] = {}
    for condition in conditions:
        tests = condition.first("conditionvar")
        for band in united(_all([*tests], field)) if tests else ():
            if band.bounded:
                written = next((one for one in _written(condition, field) if number(one) == band.middle), "")
                one = Foreseen(written or _shown(band), condition.line, band)
                found.setdefault((band.middle, band.tolerance), one)
    return tuple(found.values())


def words(conditions: list[Element], field: str) -> tuple[Foreseen, ...]:
    """The words that conditions take in a field, each once."""
    found: dict[str, Foreseen] = {}
    for condition in conditions:
        for test in condition.within("varequal", "varsubstring"):
            if test.get("respident") == field and test.text.strip():
                found.setdefault(test.text.strip(), Foreseen(test.text.strip(), test.line))
    return tuple(found.values())


def _written(condition: Element, field: str) -> Iterator[str]:
    return (test.text.strip() for test in condition.within("varequal") if test.get("respident") == field)


def _shown(band: Band) -> str:
    return f"{float(band.middle):g}"


def _all(tests: list[Element], field: str) -> list[Band]:
    """What all of some tests take."""
    bands = [EVERY]
    for test in tests:
        bands = [found for one in bands for other in _bands(test, field) if (found := both(one, other))][:64]
    return bands


def _bands(test: Element, field: str) -> list[Band]:
    if test.name == "and":
        return _all([*test], field)
    if test.name == "or":
        return named([band for one in test for band in _bands(one, field)])
    value = number(test.text)
    if test.name == "not" or test.get("respident") != field or value is None:
        return [EVERY]
    return {
        "varequal": [Band(value, value, value)],
        "vargte": [Band(value, HUGE)],
        "vargt": [Band(value, HUGE)],
        "varlte": [Band(-HUGE, value)],
        "varlt": [Band(-HUGE, value)],
    }.get(test.name, [EVERY])
