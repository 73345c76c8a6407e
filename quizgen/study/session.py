"""What an answer is worth and what a session showed; no clock, no disk, no terminal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from quizgen.model import Item, Option

Answer: TypeAlias = frozenset[int] | Fraction | tuple[int, ...] | None
_NUMBER = re.compile(r"[+-]?\d+(?:[.]\d+|\s*/\s*0*[1-9]\d*)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,\u0020\u00a0\u2009\u202f]\d{3})+")


@dataclass(frozen=True, slots=True)
class Result:
    """An answered item.

    ``answer`` holds the places of the chosen options, or the number given, or None from somebody who does not know; of
    matching and ordering items the places as in the key, in order. ``met`` are the options whose misconception the
    answer shows: wrong ones that it chose or hit, right ones that it placed wrongly. ``missed`` are the places of right
    options left out, of matching and ordering items the positions in the key that are not met.
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
    """The result of one answer; raises TypeError where the answer is not of the item's sort."""
    match item.kind, answer:
        case _, None:
            return Result(item, answer, correct=False)
        case "numerical", Fraction():
            return _number(item, answer)
        case "matching" | "ordering", tuple():
            return _placed(item, answer)
        case "choice" | "multiple", frozenset():
            return _places(item, answer)
        case _:
            raise TypeError(f"a {item.kind} item is not answered with {answer!r}")


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


def _placed(item: Item, answer: tuple[int, ...]) -> Result:
    """Options in their places: a wrong order shows one mistake, each wrong pair its own."""
    key = item.key
    if not isinstance(key, tuple) or len(answer) != len(key):
        raise TypeError(f"{item.id} is not answered with {len(answer)} places")
    missed = tuple(position for position, place in enumerate(key) if answer[position] != place)
    belong = [item.options[key[position]] for position in missed]  # type: ignore[index]  # places
    met = tuple(belong[:1] if item.kind == "ordering" else belong)
    return Result(item, answer, not missed, met, missed)


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
    """The misconceptions that were met, an option that shows each, and in how many items; the most frequent first."""
    shown: dict[str, Option] = {}
    times: Counter[str] = Counter()
    for result in results:
        named = {option.misconception: option for option in reversed(result.met) if option.misconception is not None}
        times.update(named.keys())
        shown = named | shown
    return tuple((shown[name], count) for name, count in times.most_common())
