"""What blind strategies find in the forms of an exam: in each of them, and in all together.

A form has few questions, so the best of many strategies finds some keys by luck alone: what it would find by chance
stands beside what it finds, and only what luck does not explain is outside the bounds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from math import sqrt

from msgspec import Struct

from quizgen.answers import Choice
from quizgen.audit.blind import seen
from quizgen.audit.panel import Seen
from quizgen.audit.panel.options import untaught
from quizgen.audit.panel.seen import Batch
from quizgen.audit.panel.stems import BY_STEM
from quizgen.audit.panel.verdict import LIMIT, OF_STEM, OF_THREE
from quizgen.audit.words import STRATEGIES, hit, sight
from quizgen.model import Question
from quizgen.text import Text

LUCK = 4.2
"""So many standard errors luck may add: of 80 strategies one finds more in one exam of a thousand."""
BOUND = (
    f"no blind strategy finds more than {float(LIMIT):.0%} of the keys, {float(LIMIT + OF_STEM):.0%} with numbers of "
    f"the stem ({float(OF_THREE - LIMIT):.0%} more of three options), and what luck adds: in no form, and not in all"
)
"""What is to be so, in words."""


class Tally(Struct):
    """On how many questions a strategy was tried, what it found, what it would find by chance, and what it may find."""

    tried: int = 0
    hits: float = 0
    chance: float = 0
    limit: float = 0

    def add(self, other: Tally) -> None:
        """Some more questions."""
        self.tried += other.tried
        self.hits += other.hits
        self.chance += other.chance
        self.limit += other.limit

    @property
    def surprise(self) -> float:
        """By how many standard errors it finds more than by chance."""
        return _errors(self.hits, self.chance, self.tried)

    @property
    def passed(self) -> bool:
        """Whether it finds no more than it may, as far as luck does not explain it."""
        return _errors(self.hits, self.limit, self.tried) <= LUCK


def _errors(hits: float, expected: float, tried: int) -> float:
    spread = sqrt(expected * (1 - expected / tried))
    return (hits - expected) / spread if spread else 0


class Found(Struct, frozen=True):
    """The strategy that finds most beyond chance: ``hits`` of ``tried`` keys, where ``chance`` would give so many."""

    strategy: str
    hits: float
    tried: int
    chance: float
    passed: bool

    def words(self) -> str:
        """As a sentence says it."""
        return f"the blind strategy '{self.strategy}' finds {self.hits:g} of {self.tried} keys"


class InForms:
    """The panel looks at some forms at a time; of all together it keeps a few numbers for each strategy."""

    def __init__(self) -> None:
        self._all: defaultdict[str, Tally] = defaultdict(Tally)

    def add(self, forms: Sequence[Sequence[Question]]) -> list[Found | None]:
        """What is found in each; None where a form has no question with a letter among three options or more."""
        tallies: list[defaultdict[str, Tally]] = [defaultdict(Tally) for _ in forms]
        shown = [(place, one) for place, form in enumerate(forms) for one in form if _is_shown(one)]
        for place, name, one in _tallies(shown):
            tallies[place][name].add(one)
            self._all[name].add(one)
        return [_best(one) for one in tallies]

    def together(self) -> Found | None:
        """What is found in all forms."""
        return _best(self._all)


def _best(tallies: Mapping[str, Tally]) -> Found | None:
    if not tallies:
        return None
    name, one = max(tallies.items(), key=lambda item: (not item[1].passed, item[1].surprise, item[0]))
    return Found(name, round(one.hits, 2), one.tried, round(one.chance, 2), one.passed)


def _is_shown(question: Question) -> bool:
    answer = question.parts[0].answer
    return len(question.parts) == 1 and isinstance(answer, Choice) and not answer.two_sided


def _tallies(questions: Sequence[tuple[int, Question]]) -> Iterator[tuple[int, str, Tally]]:
    """What each strategy finds in each question, with the place of its form."""
    shown: defaultdict[object, list[tuple[int, Seen]]] = defaultdict(list)
    for place, question in questions:
        if any(isinstance(option.value, Text) for option in question.options):
            yield from _in_words(place, question)
        else:
            one = seen(question)
            alike = len(one.options), len(one.options[0]), bool(one.stem), one.scaled is None, bool(one.away)
            shown[alike].append((place, one))
    for every in shown.values():
        batch = Batch([one for _, one in every])
        for name, hits in untaught(batch):
            for (place, one), ties in zip(every, hits.tolist(), strict=True):
                yield place, name, _tally(name, 1 / ties if ties else 0, len(one.options))


def _in_words(place: int, question: Question) -> Iterator[tuple[int, str, Tally]]:
    one, key = sight(question)
    for name, strategy in STRATEGIES.items():
        yield place, name, _tally(name, float(hit(strategy, one, key)), len(one.options))


def _tally(name: str, hits: float, options: int) -> Tally:
    return Tally(1, hits, 1 / options, _limit(name, options))


@cache
def _limit(strategy: str, options: int) -> float:
    """What share of keys the strategy may find."""
    share = max(OF_THREE if options == len("ABC") else LIMIT, Fraction(1, options))
    return float(share + (OF_STEM if strategy.rpartition(": ")[2] in BY_STEM else 0))
