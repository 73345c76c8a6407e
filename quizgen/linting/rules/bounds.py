"""Bounds between which numbers count, where nothing lies between them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from quizgen.foreign.numbers import number
from quizgen.foreign.xml.tree import Element
from quizgen.linting.qti import attribute, items, name, named, old_items
from quizgen.linting.rule import QTIS, About, Found, Written
from quizgen.linting.saying import shown

_LOW, _HIGH = ("vargte", "vargt", "gte", "gt"), ("varlte", "varlt", "lte", "lt")
_HOLDERS = ("conditionvar", "and")


@About(
    "bounds-swapped",
    "error",
    "A number has to be above one bound and below a smaller one.",
    "No number is: write the smaller one first; in GIFT Moodle turns them round, and others need not.",
    (*QTIS, "gift"),
    throughout=("no-full-mark", "tolerance-missing"),
).written
def bounds_swapped(written: Written) -> Iterator[Found]:
    """Bounds that have to hold together, of one response; each such pair at the lower bound."""
    for member, item in (*items(written), *old_items(written)):
        for holder in item.walk():
            if name(holder) in _HOLDERS:
                for low, high, line in _swapped(holder):
                    words = f"No number is above {shown(low)} and below {shown(high)}: exchange the two"
                    yield Found(line, words, question=named(item), within=member)


def _swapped(holder: Element) -> Iterator[tuple[str, str, int]]:
    """The lower bound, the upper one and the line of the lower one, where they are the wrong way round."""
    lows: dict[str, tuple[Fraction, str, int]] = {}
    highs: dict[str, tuple[Fraction, str, int]] = {}
    for test in holder:
        kind = name(test)
        if kind in _LOW + _HIGH and (found := _bound(test)):
            (lows if kind in _LOW else highs).setdefault(found[0], (*found[1:], test.line))
    for response, (low, written, line) in lows.items():
        if response in highs and low > highs[response][0]:
            yield written, highs[response][1], line


def _bound(test: Element) -> tuple[str, Fraction, str] | None:
    """The response and the bound of a test; QTI 2 has both as elements, in this order."""
    inside = [*test]
    if not inside:
        response, written = test.get("respident"), test.text.strip()
    elif [name(one) for one in inside] == ["variable", "baseValue"]:
        response, written = attribute(inside[0], "identifier"), inside[1].text.strip()
    else:
        return None
    value = number(written)
    return (response, value, written) if response and value is not None else None
