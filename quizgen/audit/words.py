"""Blind guessing on options in words, by somebody who knows how options are written and nothing of the subject."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import sqrt
from typing import TypeAlias

from msgspec import Struct

from quizgen.answers import Choice, Multiple
from quizgen.asking.source import Source
from quizgen.audit.blind import right_place
from quizgen.model import LEVELS, Kind, Question
from quizgen.text.speech import SPEECH

LIMIT = Fraction(35, 100)
SEEDS = 12
_BEFORE = "True or false:"
Words: TypeAlias = frozenset[str]
Strategy: TypeAlias = Callable[["Sight", int], int]

_WORD = re.compile(r"\bno\b|[a-z]{3,}")


def _words(text: str) -> Words:
    return frozenset(_WORD.findall(text.lower()))


_HEDGES = _words("""about approximately can could few generally less many may might more most often roughly some
    sometimes typically unless usually""")
_ABSOLUTES = _words("""all alone always any cannot certain certainly completely entirely every everywhere exactly
    guaranteed impossible must never none nothing only regardless since sure whatever whenever""") | {"no"}


class Sight(Struct, frozen=True):
    """What a guesser sees: the stem's words, the options as they are spoken, and each option's words."""

    stem: Words
    spoken: tuple[str, ...]
    options: tuple[Words, ...]

    def shared(self, place: int) -> int:
        """How many words an option has in common with the others, counted with each of them."""
        mine = self.options[place]
        return sum(len(mine & other) for number, other in enumerate(self.options) if number != place)


STRATEGIES: Mapping[str, Strategy] = {
    "longest": lambda seen, place: len(seen.spoken[place]),
    "shortest": lambda seen, place: -len(seen.spoken[place]),
    "most words of the stem": lambda seen, place: len(seen.options[place] & seen.stem),
    "fewest words of the stem": lambda seen, place: -len(seen.options[place] & seen.stem),
    "most words of the other options": lambda seen, place: seen.shared(place),
    "fewest words of the other options": lambda seen, place: -seen.shared(place),
    "most hedges": lambda seen, place: len(seen.options[place] & _HEDGES),
    "most absolute words": lambda seen, place: len(seen.options[place] & _ABSOLUTES),
    "fewest absolute words": lambda seen, place: -len(seen.options[place] & _ABSOLUTES),
    "option 1": lambda _, place: place == 0,
    "option 2": lambda _, place: place == 1,
    "option 3": lambda _, place: place == 2,
    "option 4": lambda _, place: place == 3,
}


class WordVerdict(Struct, frozen=True):
    """The best strategy on some items, its share of the keys, and how large that may be."""

    strategy: str
    share: Fraction
    limit: float

    @property
    def passed(self) -> bool:
        """Whether nobody guesses much better than chance."""
        return self.share <= self.limit


def guessed(sources: Iterable[Source], *, together: bool = False) -> WordVerdict | None:
    """The verdict on all choice items of four options, or None without any.

    Of the few items of one file chance alone may give more than the limit: two standard errors are allowed. Items of
    all files ``together`` have to keep the limit itself.
    """
    seen = [one for source in sources for one in _sights(source)]
    if not seen:
        return None
    shares = {name: _share(strategy, seen) for name, strategy in STRATEGIES.items()}
    best = max(shares, key=lambda name: shares[name])
    slack = 0 if together else 2 * sqrt(0.25 * 0.75 * SEEDS / len(seen))
    return WordVerdict(best, shares[best], float(LIMIT) + slack)


def _share(strategy: Strategy, seen: Sequence[tuple[Sight, int]]) -> Fraction:
    """How often the strategy finds the key."""
    return sum((hit(strategy, *one) for one in seen), Fraction(0)) / len(seen)


def hit(strategy: Strategy, seen: Sight, key: int) -> Fraction:
    """How often the strategy finds the key: between options that look alike to it, it tosses a coin."""
    scores = [strategy(seen, place) for place in range(len(seen.options))]
    best = max(scores)
    return Fraction(scores[key] == best, scores.count(best))


def _sights(source: Source) -> tuple[tuple[Sight, int], ...]:
    """The source's choice items of four options over some fixed seeds, each with the key's place."""
    return tuple(sight(question) for question in _choices(source) if len(question.options) == 4)


def _choices(source: Source) -> Iterator[Question]:
    for level in LEVELS:
        for seed in range(SEEDS):
            yield from source.draw(level, "choice", f"words-{seed}")


def sight(question: Question) -> tuple[Sight, int]:
    """What a guesser sees of a choice, and the key's place."""
    spoken = tuple(SPEECH.line(option.text) for option in question.options)
    return Sight(_words(SPEECH.text(question.stem)), spoken, tuple(map(_words, spoken))), right_place(question)


def leaning(sources: Iterable[Source], *, absolute: bool = False) -> Mapping[str, int]:
    """How often true, and how often false, is the key of the true-false items, or of those with an absolute word."""
    return Counter(
        SPEECH.line(answer.key.text)
        for question in _asked(sources, "choice")
        if isinstance(answer := question.parts[0].answer, Choice) and answer.two_sided
        if not absolute or _ABSOLUTES & _words(SPEECH.text(question.stem).removeprefix(_BEFORE))
    )


def right_ones(sources: Iterable[Source]) -> Mapping[str, int]:
    """In how many items of several options one, two ... or all of these are right."""
    answers = (question.parts[0].answer for question in _asked(sources, "multiple"))
    counted = ((len(one.right), len(one.options)) for one in answers if isinstance(one, Multiple))
    return Counter("all" if right == offered else str(right) for right, offered in counted)


def _asked(sources: Iterable[Source], kind: Kind) -> Iterator[Question]:
    """Every item of a kind, once."""
    return (question for source in sources for level in LEVELS for question in source.draw(level, kind, "words"))
