"""Which letter the key of each place has in a form, and in which order the form asks: before any question is drawn.

It follows from the places that a blueprint has and from nothing that stands there: another question for one place
changes no letter, and so no question, of another one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from quizgen.blueprint.evening import evened
from quizgen.blueprint.followed import Followed, Keyed
from quizgen.blueprint.letters import Earlier, Lettering, Place
from quizgen.space import Dice, digest

ORDERS = 40
"""So many orders of the questions are tried."""
BY_ANY, BY_ANOTHER = 1, 50
"""What another letter costs a place: where each of its questions can have any, and where it takes another question."""


class Plan(Struct, frozen=True):
    """The names of the places in the order in which a form asks, and the letter of each, None for one without.

    The order was the one of this ``turn`` of those that were tried.
    """

    order: tuple[str, ...]
    letters: Mapping[str, int | None]
    turn: int = 0


Costs: TypeAlias = tuple[int | None, ...]


class Planning:
    """The plans of the forms of an exam, one after the other; the others than the first are ``shuffled``.

    Letters and order are those of an exam that is ``followed``, as far as that is fair.
    """

    def __init__(self, places: Sequence[Keyed], path: str, *, shuffled: bool, followed: Followed = ()) -> None:
        self._places, self._path, self._shuffled = places, path, shuffled
        self._earlier = Earlier()
        self._followed: Planning | None = None
        if followed:
            *before, last = followed
            self._followed = Planning(last.places, path, shuffled=last.shuffled, followed=tuple(before))

    def next(self, number: int, fixed: Mapping[str, int]) -> Plan:
        """The plan of the form with that number; to be asked for in turn. Some letters are ``fixed``."""
        before = self._followed.next(number, fixed) if self._followed else Plan((), {})
        own = {one.name: fixed.get(one.name, before.letters.get(one.name)) for one in self._places}
        costs = {
            one.name: self._costs(one, number, own[one.name], fixed=one.name in fixed)
            for one in self._places
            if one.keys.count
        }
        wanted = self._evened(costs)
        turn, order = self._ordered(costs, wanted, number, before.turn)
        letters = self._lettering(order, costs, wanted, number).found()
        self._earlier.add(letters)
        names = tuple(place.name for place in order)
        return Plan(names, dict(zip(names, letters, strict=True)), turn)

    def _costs(self, one: Keyed, number: int, own: int | None, *, fixed: bool) -> Costs:
        """What each letter costs a place, 0 for its own one."""
        if own is None or own >= one.keys.count:
            own = digest("letter", self._path, number, one.name) % one.keys.count
        other = None if fixed else BY_ANY if one.keys.free else BY_ANOTHER
        return tuple(0 if letter == own else other for letter in range(one.keys.count))

    def _evened(self, costs: Mapping[str, Costs]) -> Mapping[str, int]:
        """Letters of which each comes as often as any other, within one, and that are each place's own where it can."""
        found = {name: every.index(0) for name, every in costs.items()}
        even = sorted((one for one in self._places if one.keys.count and one.keys.even), key=lambda one: one.name)
        for size in sorted({one.keys.count for one in even}):
            found |= evened({one.name: costs[one.name] for one in even if one.keys.count == size})
        return found

    def _ordered(
        self, costs: Mapping[str, Costs], wanted: Mapping[str, int], number: int, first: int
    ) -> tuple[int, Sequence[Keyed]]:
        """The places, each in its section, in an order in which the letters are fair, or in the last that was tried.

        The order of the ``first`` turn is tried first.
        """
        order, turn = list(self._places), 0
        if self._shuffled and number:
            for turn in dict.fromkeys([first, *range(ORDERS)]):
                order.sort(key=lambda one: (one.section, digest("order", self._path, number, turn, one.name)))
                if not self._lettering(order, costs, wanted, number).missed:
                    break
        return turn, order

    def _lettering(
        self, order: Sequence[Keyed], costs: Mapping[str, Costs], wanted: Mapping[str, int], number: int
    ) -> Lettering:
        places = [_place(one, costs[one.name], wanted[one.name]) if one.name in costs else None for one in order]
        return Lettering(places, self._earlier, Dice("letters", self._path, number).below)


def _place(one: Keyed, costs: Costs, letter: int) -> Place:
    return Place(one.keys.count if one.keys.even else 0, letter, costs)
