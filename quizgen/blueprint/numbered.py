"""Questions by their numbers among those whose keys can have the same letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from quizgen.blueprint.arranging import choice, is_free
from quizgen.blueprint.drawn import Drawn
from quizgen.model import Kind, Question

SIDES = 2
"""So many options has a question that asks whether something is true."""


class Keys(Struct, frozen=True):
    """How many letters the keys of questions have, 0 for none.

    ``even`` says that each of them is to come as often as others, unlike true and false; ``free`` that the key of any
    of the questions can have any of them.
    """

    count: int = 0
    even: bool = True
    free: bool = False

    @property
    def letters(self) -> frozenset[int | None]:
        """All of them, or None for keys without."""
        return frozenset(range(self.count)) if self.count else frozenset([None])

    @classmethod
    def of(cls, sample: Sequence[Question]) -> Keys:
        """What holds of all in a sample."""
        answers = [choice(one) for one in sample]
        known = [one for one in answers if one]
        if not known or len(known) < len(answers):
            return cls()
        even, free = not any(one.two_sided for one in known), all(map(is_free, known))
        return cls(len(known[0].options), even, free)

    def is_sure(self, kind: Kind | None) -> bool:
        """Whether it holds of all questions of that kind with as many options, whatever others of them are like."""
        return bool(kind) and (kind != "choice" or (self.count > SIDES and not self.free))


class Numbered:
    """What is drawn, by numbers among those that can have the same letter.

    Numbers are asked for in ascending order, whatever the letters are: of what was passed over nothing is kept.
    """

    def __init__(self, drawn: Iterator[Drawn], keys: Keys) -> None:
        self._drawn, self._keys = drawn, keys
        self._met: Counter[int | None] = Counter()
        self._kept: dict[tuple[int, int | None], Drawn] = {}

    def at(self, number: int, letter: int | None) -> Drawn | None:
        """The one with that number, from 0; None where all were drawn, or none has the letter."""
        if letter not in self._keys.letters:
            return None
        self._kept = {key: one for key, one in self._kept.items() if key[0] >= number}
        while self._met[letter] <= number:
            one = next(self._drawn, None)
            if one is None:
                return None
            self._keep(one, number)
        return self._kept.get((number, letter))

    def _keep(self, one: Drawn, number: int) -> None:
        for can in self._keys.letters & letters(one.question):
            if self._met[can] >= number:
                self._kept[self._met[can], can] = one
            self._met[can] += 1


def letters(question: Question) -> frozenset[int | None]:
    """The letters that its key can have; None stands for any, and for a question without one."""
    answer = choice(question)
    if answer is None:
        return frozenset([None])
    return frozenset([None, *(range(len(answer.options)) if is_free(answer) else [answer.right])])
