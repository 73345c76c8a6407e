"""Five layers for questions with several right ones, each hand asked for two or three targets in turn.

Who sees a hand without its question cannot tell which target is meant, and at each of them other layers are right.
Where each of three targets is that of some of the layers, every layer is right in one of the hand's three questions:
nothing that is seen of the options finds right ones. Where a level has too few such hands, there are some for two
targets, in which one or two layers may be wrong at both; they are right in other hands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from functools import cache

from quizgen.decks.dealing import Dealer, Hand, Layout
from quizgen.decks.exchangeable import MANY
from quizgen.decks.tasks import Deal, Task
from quizgen.space import Mask

EVEN: tuple[Layout, ...] = ((2, 2, 1, 0), (2, 1, 2, 0), (1, 2, 2, 0))
UNEVEN: tuple[Layout, ...] = ((3, 1, 1, 0), (1, 3, 1, 0), (1, 1, 3, 0))
"""Two of their three questions have one right layer alone."""
HALVES: tuple[Layout, ...] = ((2, 2, 1), (2, 1, 2), (1, 2, 2))
FIRST = 60
"""A level with so many tasks in known hands of one sort needs no known ones of the next."""
ENOUGH = 150
"""A level with so many tasks in hands of one sort needs none of the next."""


@dataclass(eq=False)
class Hands:
    """The hands with which a level's tasks are asked; no task is asked with two of them.

    ``real`` says which points are published layers, ``looks`` what is shown of each, and ``needed`` are sorts of
    layers, of each of which every hand has one or more. ``twice`` are the mistakes that are two at once, of which hands
    have as few as may be. Known hands (see ``Hand``) are taken before others. Of hands that look alike some are taken
    before more of them. ``held`` is the hand of each task that is asked.
    """

    every: Sequence[Task]
    real: Mask
    looks: Sequence[tuple[int, ...]]
    needed: Sequence[Mask] = ()
    twice: Container[int] = ()
    held: dict[int, Hand] = field(init=False)

    def __post_init__(self) -> None:
        """Lay out the hands."""
        self._dealer = Dealer(self.every, self.real, self.needed, self.twice)
        self._dealt = cache(self._dealer.hands)
        self.held = {}
        self._choose(EVEN, len(self.every), known=True)
        for layouts in (HALVES, UNEVEN):
            self._choose(layouts, FIRST, known=True)
        self._choose(EVEN, len(self.every))
        for layouts in (UNEVEN, HALVES):
            self._choose(layouts, ENOUGH)

    @property
    def known(self) -> list[int]:
        """The tasks whose hands are known ones."""
        return [number for number in sorted(self.held) if self.held[number].known]

    def take(self, number: int) -> Deal:
        """The hand of the task with that number."""
        return self._dealer.deal(self.held[number], number)

    def _choose(self, layouts: tuple[Layout, ...], enough: int, *, known: bool = False) -> None:
        """Takes hands without a task in common, the best first, until so many tasks have one."""
        if len(self.held) >= enough:
            return
        hands = (hand for hand in self._dealt(layouts) if hand.known or not known)
        looks = [(hand, tuple(sorted(self.looks[point] for point in hand.points))) for hand in hands]
        rare = Counter(look for _, look in looks)
        looks.sort(key=lambda one: (not one[0].known, one[0].worth, rare[one[1]], one[0].points))
        met: Counter[tuple[tuple[int, ...], ...]] = Counter()
        most = 1
        while most <= MANY:
            for hand, look in looks:
                if met[look] < most and len(self.held) < enough and self.held.keys().isdisjoint(hand.tasks):
                    met[look] += 1
                    self.held |= dict.fromkeys(hand.tasks, hand)
            most *= 2
