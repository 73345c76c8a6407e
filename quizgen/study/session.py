"""What an answer is worth and what a session showed; no clock, no disk, no terminal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from quizgen.model import Item, Option

Answer: TypeAlias = frozenset[int] | Fraction | None
_NUMBER = re.compile(r"[+-]?\d+(?:[.]\d+|\s*/\s*0*[1-9]\d*)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,\u0020\u00a0\u2009\u202f]\d{3})+")


@dataclass(frozen=True, slots=True)
class Result:
    """An answered item.

    ``answer`` holds the places of the chosen options, or the number given, or None from somebody who does not know.
    ``met`` are the wrong options that the answer chose or hit, ``missed`` the places of right options left out.
    """

    item: Item
    answer: Answer
    correct: bool
    met: tuple[Option, ...] = ()
    missed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """How many items of a topic were right, of how many asked."""

    topic: str
    right: int
    asked: int


def grade(item: Item, answer: Answer) -> Result:
    """The result of one answer; raises TypeError where a number stands for places or the other way round."""
    if answer is None:
        return Result(item, answer, correct=False)
    if isinstance(answer, Fraction) != (item.kind == "numerical"):
        raise TypeError(f"a {item.kind} item is not answered with {answer!r}")
    return _number(item, answer) if isinstance(answer, Fraction) else _places(item, answer)


def _number(item: Item, answer: Fraction) -> Result:
    if not isinstance(item.key, int | Fraction):
        raise TypeError(f"the key of {item.id} is not a number")
    correct = abs(answer - item.key) <= item.tolerance
    met = () if correct else tuple(option for option in item.options if option.value == answer)
    return Result(item, answer, correct, met)


def _places(item: Item, answer: frozenset[int]) -> Result:
    options = tuple(enumerate(item.options))
    met = tuple(option for place, option in options if place in answer and not option.correct)
    missed = tuple(place for place, option in options if option.correct and place not in answer)
    return Result(item, answer, not met and not missed, met, missed)


def number(text: str) -> Fraction | None:
    """The number that a person wrote: ``1024``, ``1,024``, ``1 024``, ``2.5`` or ``5/2``; None if it is none."""
    written = text.strip().replace("\N{MINUS SIGN}", "-")
    if _GROUPED.fullmatch(written):
        return Fraction(re.sub(r"[^\d+-]", "", written))
    return Fraction(re.sub(r"\s", "", written)) if _NUMBER.fullmatch(written) else None


def by_topic(results: Iterable[Result]) -> tuple[Score, ...]:
    """The scores of the topics, in the order in which they were first asked."""
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for result in results:
        asked[result.item.topic] += 1
        right[result.item.topic] += result.correct
    return tuple(Score(topic, right[topic], asked[topic]) for topic in asked)


def misconceptions(results: Iterable[Result]) -> tuple[tuple[Option, int], ...]:
    """The misconceptions that were met, an option that shows each, and how often; the most frequent first."""
    shown: dict[str, Option] = {}
    times: Counter[str] = Counter()
    for result in results:
        for option in result.met:
            if option.misconception is not None:
                shown.setdefault(option.misconception, option)
                times[option.misconception] += 1
    return tuple((shown[name], count) for name, count in times.most_common())
